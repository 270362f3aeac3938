//! 核对 and 成文: what stands in the way, numbered; the finished text written beside the draft.

use std::io;

use crate::report::Place;
use crate::tui::act;
use crate::tui::desk::{Stand, View};
use crate::tui::fetch::Ssh;
use crate::tui::screen::finish::written;
use crate::tui::screen::review::{Line, lines};
use crate::tui::screen::write::Write;

use super::{Goes, Said, Session, command, prose};

/// Says what is left, and goes where a number says.
pub(super) fn ask(session: &mut Session<'_>) -> io::Result<Goes> {
    let lines = lines(&session.desk);
    let mut things = Vec::new();
    for line in &lines {
        match line {
            Line::Step(name) => session.talk.say(name)?,
            Line::Thing { mark, words, .. } => {
                things.push(line);
                session
                    .talk
                    .say(&format!("{} {mark} {words}", things.len()))?;
            }
        }
    }
    let prompt = match things.is_empty() {
        true => "都齐了。Enter 看成文：",
        false => "编号 去改，留 编号 理由 属实留着，Enter 成文：",
    };
    let stand = session.desk.stand;
    let line = match session.hear(prompt)? {
        Said::Goes(goes) => return Ok(goes),
        Said::Answer(line) => line,
    };
    if line.is_empty() {
        session.trail.push(stand);
        session.desk.go(stand.step.saturating_add(1), 0);
        return Ok(Goes::On);
    }
    let keep = line.strip_prefix('留').map(str::trim);
    let words = keep.unwrap_or(&line);
    let (number, reason) = words.split_once([' ', '\u{3000}']).unwrap_or((words, ""));
    let thing =
        command::number(number).and_then(|number| things.get(number.checked_sub(1)?).copied());
    let Some(Line::Thing {
        mark,
        place,
        finding,
        ..
    }) = thing
    else {
        session.talk.say("没有这个编号。")?;
        return Ok(Goes::On);
    };
    if keep.is_some() {
        let kept = finding.is_some_and(|at| act::keep(&mut session.desk, at, reason.trim()));
        session.talk.say(match kept {
            true => "留着了。",
            false => "错的要改好，缺的要补上，不能留着。",
        })?;
        return Ok(Goes::On);
    }
    session.trail.push(stand);
    session.desk.go_to(place);
    // From one gap the way leads on to the next; anything else is mended and seen again here.
    if *mark != "缺" {
        session.desk.back = Some(Stand { row: 0, ..stand });
    }
    let wording = matches!(place, Place::Heading(_) | Place::Text(_)) && *mark != "未阅";
    if !wording || session.desk.view() != View::Form {
        return Ok(Goes::On);
    }
    let goes = prose::edit(session)?;
    if let Some(back) = session.desk.back.take() {
        session.desk.go(back.step, back.row);
    }
    Ok(goes)
}

/// Writes the finished text out, where nothing stands in the way.
pub(super) fn finish(session: &mut Session<'_>) -> io::Result<Goes> {
    let mut write = Write::to(&session.export.to_string_lossy());
    write.text = true;
    let (wrong, missing) = write.obstacles(&session.desk);
    let shown = session.export.display();
    let prompt = match (wrong, missing) {
        (0, 0) => {
            format!("Enter 写成 {shown} 和 Word 文档，g 写成 GB18030 编码，= 看全文，< 回核对：")
        }
        (0, _) => {
            format!("缺{missing}。b 空处印成 ____ 写出来先看版面，= 看全文，Enter 或 < 回核对：")
        }
        _ => format!("错{wrong} 要先改好，现在还写不出来。= 看全文，Enter 或 < 回核对："),
    };
    let line = match session.hear(&prompt)? {
        Said::Goes(goes) => return Ok(goes),
        Said::Answer(line) => line.to_ascii_lowercase(),
    };
    match (line.as_str(), wrong, missing) {
        ("", 0, 0) => {}
        ("g", 0, 0) => write.gb = true,
        ("b", 0, _) => write.blanks = true,
        ("", ..) => {
            act::previous_row(&mut session.desk);
            return Ok(Goes::On);
        }
        _ => {
            session.talk.say("这里只能写上面说的命令。")?;
            return Ok(Goes::On);
        }
    }
    let forms = write.forms(&session.desk, act::expand(&write.path.text));
    let said = match crate::tui::written::write(&session.desk.review.document, &forms) {
        Ok(paths) => written(&paths, session.desk.paper().pages, Ssh::here().as_ref()).join(
            "
",
        ),
        Err(failure) => failure.to_string(),
    };
    session.talk.say(&said)?;
    match session.hear("Enter 离开，< 回核对：")? {
        Said::Goes(goes) => Ok(goes),
        Said::Answer(line) if line.is_empty() => Ok(Goes::Away),
        Said::Answer(_) => Ok(Goes::On),
    }
}
