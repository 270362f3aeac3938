//! A field, asked in a line: its name, its unit, last period's figure, what stands there now.

use std::io;

use crate::check::{self, State};
use crate::number::Value;
use crate::report::Field;
use crate::tui::desk::Desk;
use crate::tui::{act, form};

use super::{Goes, Said, Session};

/// Asks for the field in hand and takes the answer.
pub(super) fn ask(session: &mut Session<'_>) -> io::Result<Goes> {
    let Some(key) = session.desk.field_key() else {
        act::next_row(&mut session.desk);
        return Ok(Goes::On);
    };
    let prompt = prompt(&session.desk, &key);
    let stand = session.desk.stand;
    match session.hear(&prompt)? {
        Said::Goes(goes) => {
            // Who goes elsewhere by a command does not want to be brought back.
            if session.desk.stand != stand {
                session.desk.back = None;
            }
            return Ok(goes);
        }
        Said::Answer(line) if line.is_empty() => {}
        Said::Answer(line) => {
            act::answer(&mut session.desk, &key, &line);
            act::complete(&mut session.desk, &key);
            session.desk.left.insert(key.clone());
            let (_, said) = form::details(&session.desk);
            let refused = matches!(
                session
                    .desk
                    .report
                    .read(&key, session.desk.report.typed(&key)),
                Some(Err(_))
            );
            if !said.is_empty() {
                session
                    .talk
                    .say(&format!("{}{}", mark(&session.desk, &key), spoken(&said)))?;
            }
            // What can't be taken is asked for again; a broken relation may be mended at its other end.
            if refused {
                return Ok(Goes::On);
            }
        }
    }
    session.go_on();
    Ok(Goes::On)
}

/// The figures that a step derives, a line each.
pub(super) fn derived(desk: &Desk, step: usize) -> Vec<String> {
    let keys = desk
        .review
        .steps
        .list
        .get(step)
        .map(|step| step.derived.as_slice())
        .unwrap_or_default();
    keys.iter()
        .filter_map(|key| {
            let field = desk.report.field(key)?;
            let value = desk.review.figures.value(key).map(Value::printed)?;
            let unit = desk.review.figures.behind(field);
            Some(format!("算出：{} {value}{unit}", field.key))
        })
        .collect()
}

/// `听课人次（一人听一次算一次，人次，上期10）[46]：`
fn prompt(desk: &Desk, key: &str) -> String {
    let Some(field) = desk.report.field(key) else {
        return "：".to_owned();
    };
    let mut about = vec![field.ask.trim_end_matches('。').to_owned()];
    about.push(desk.review.figures.behind(field));
    about.extend(choices(field));
    about.extend(
        desk.review
            .figures
            .previous(key)
            .map(|was| format!("上期{}", was.printed())),
    );
    if field.optional {
        about.push("可以不填".to_owned());
    }
    about.retain(|words| !words.is_empty());
    let about = match about.is_empty() {
        true => String::new(),
        false => format!("（{}）", about.join("，")),
    };
    let typed = desk.report.typed(key);
    let now = match typed.is_empty() {
        true => String::new(),
        false => format!("[{}{typed}]", mark(desk, key)),
    };
    format!("{}{about}{now}：", field.key)
}

fn choices(field: &Field) -> Option<String> {
    if field.rare.choices.is_empty() {
        return None;
    }
    let choices: Vec<String> = (1..)
        .zip(&field.rare.choices)
        .map(|(number, choice): (u32, &String)| format!("{number} {choice}"))
        .collect();
    Some(format!("写编号：{}", choices.join("、")))
}

/// How a field stands, in the word that lists have for it.
fn mark(desk: &Desk, key: &str) -> &'static str {
    match check::state(&desk.review, key) {
        State::Wrong | State::Unfinished => "错 ",
        State::Odd => "疑 ",
        State::Blank | State::Good => "",
    }
}

/// A message without the wizard's key in it: here the answer is kept already.
fn spoken(said: &str) -> String {
    said.replace("属实就按 Enter 留着", "属实就留着")
}
