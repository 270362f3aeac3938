//! A step of prose: its text said, its user's word that it holds here; other wording typed in lines; a plan with
//! the problems that it may answer.

use std::io;

use crate::report::{Place, Wording};
use crate::tui::act;
use crate::tui::desk::Desk;
use crate::tui::screen::prose::{is_unread, problems, texts, tick, who_answers};
use crate::tui::screen::wording;

use super::command::number;
use super::talk::Heard;
use super::{Goes, Said, Session};

/// What ends typed lines.
const END: &str = ".";

/// Says the text in hand and asks whether it holds here.
pub(super) fn ask(session: &mut Session<'_>) -> io::Result<Goes> {
    for block in texts(&session.desk) {
        session.talk.say(&block.text())?;
    }
    let out = session.desk.part().is_some_and(|part| part.out);
    let listed = listed(&session.desk);
    for line in &listed {
        session.talk.say(line)?;
    }
    let prompt = match (out, is_unread(&session.desk), listed.is_empty()) {
        (true, ..) => "这一条今年不写。Enter 下一个，x 再写上：",
        (_, true, true) => "还是范文原话。Enter 属实，e 改文字，x 不写这一条：",
        (_, true, false) => "还是范文原话。Enter 属实，编号 勾选或取消，e 改文字，x 不写这一条：",
        (_, false, true) => "Enter 下一个，e 改文字，x 不写这一条：",
        (_, false, false) => "Enter 下一个，编号 勾选或取消，e 改文字，x 不写这一条：",
    };
    let stand = session.desk.stand;
    let line = match session.hear(prompt)? {
        Said::Goes(goes) => {
            if session.desk.stand != stand {
                session.desk.back = None;
            }
            return Ok(goes);
        }
        Said::Answer(line) => line,
    };
    if line.is_empty() {
        return agree(session);
    }
    match numbers(&line, listed.len()) {
        Some(rows) => rows
            .into_iter()
            .for_each(|row| tick(&mut session.desk, row)),
        None => session
            .talk
            .say("这里只能写编号或命令；要改文字，请先单写一个 e 。")?,
    }
    Ok(Goes::On)
}

fn agree(session: &mut Session<'_>) -> io::Result<Goes> {
    act::agree(&mut session.desk);
    session.go_on();
    Ok(Goes::On)
}

/// The problems that the plan in hand may answer, numbered: `1 [x] 二、一是 巡查力量还显不足。`
fn listed(desk: &Desk) -> Vec<String> {
    let plan = desk.part();
    (1_u32..)
        .zip(problems(desk))
        .map(|(number, problem)| {
            let ticked = plan.is_some_and(|plan| {
                !problem.name.is_empty() && plan.answers.contains(&problem.name)
            });
            let state = if ticked { "[x]" } else { "[ ]" };
            let line = format!(
                "{number} {state} {}  {}",
                desk.review.label(problem),
                who_answers(desk, problem)
            );
            format!("回应 {}", line.trim_end())
        })
        .collect()
}

/// The rows that numbers name, counted from 0; `None` where anything else stands there.
fn numbers(line: &str, rows: usize) -> Option<Vec<usize>> {
    line.split([' ', '，', ',', '、', '\u{3000}'])
        .filter(|word| !word.is_empty())
        .map(|word| {
            let number = number(word)?.checked_sub(1)?;
            (number < rows).then_some(number)
        })
        .collect()
}

/// Leaves the item in hand out, or writes it again.
pub(super) fn toggle(session: &mut Session<'_>) -> io::Result<()> {
    let Some((id, out)) = session.desk.part().map(|part| (part.id, part.out)) else {
        return session.talk.say("这里不是一条，没有不写的。");
    };
    act::toggle(&mut session.desk, id);
    session.talk.say(match out {
        true => "又写上了。",
        false => "这一条今年不写了：留着，不印、不编号、不问。",
    })
}

/// Takes other wording for the texts of the step in hand.
pub(super) fn edit(session: &mut Session<'_>) -> io::Result<Goes> {
    let places = wording::places(&session.desk);
    if places.is_empty() {
        session.talk.say("这一步没有文字可改。")?;
        return Ok(Goes::On);
    }
    session.talk.say(
        "大括号里是数据空，照写就还在。一行一段，写完另起一行单写一个 . ；什么都不写就单写 . ：留着原样。",
    )?;
    for (place, name) in places {
        if replace(session, &place, name)? == Goes::Away {
            return Ok(Goes::Away);
        }
    }
    Ok(Goes::On)
}

/// Says one text as it stands, and takes lines in its place.
fn replace(session: &mut Session<'_>, place: &Place, name: &str) -> io::Result<Goes> {
    let Some(now) = session.desk.report.wording(place).cloned() else {
        return Ok(Goes::On);
    };
    let shown = match now.is_blank() {
        true => "（空）",
        false => now.source().trim(),
    };
    session.talk.say(&format!("{name}现在是：\n{shown}"))?;
    let mut lines: Vec<String> = Vec::new();
    let mut goes = Goes::On;
    loop {
        match session.talk.ask(&format!("{name}："))? {
            Heard::Line(line) if matches!(line.as_str(), END | "。" | "．") => break,
            Heard::Line(line) => lines.push(line),
            Heard::Unreadable(why) => session.talk.say(why)?,
            Heard::End => {
                goes = Goes::Away;
                break;
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    let text = lines.join("\n");
    if text.is_empty() || text == now.source() {
        return Ok(goes);
    }
    session
        .desk
        .change("改文字", Some(place.clone()), |report| {
            report.set_wording(place, Wording::new(&text));
        });
    for finding in session
        .desk
        .review
        .findings
        .iter()
        .filter(|finding| finding.place == *place)
    {
        session.talk.say(&finding.message)?;
    }
    Ok(goes)
}
