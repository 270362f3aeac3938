//! What keys do in a form: typing into the field in hand, going to the next one.

use crate::answers;
use crate::report::Place;
use crate::tui::desk::Desk;
use crate::tui::edit::{Caret, Edit, Laid, Motion, clean, edit};
use crate::tui::keys::Action;
use crate::tui::screen::ask::{Ask, Line, Purpose};
use crate::tui::screen::menu::{Deed, Menu};

pub(super) fn on_form(desk: &mut Desk, action: Action) -> String {
    let Some(key) = desk.field_key() else {
        return String::new();
    };
    match action {
        Action::Accept => {
            complete(desk, &key);
            desk.go_next_open();
        }
        Action::NextField | Action::Down => {
            complete(desk, &key);
            next_row(desk);
        }
        Action::PreviousField | Action::Up => {
            complete(desk, &key);
            previous_row(desk);
        }
        other => return type_into(desk, &key, other),
    }
    String::new()
}

/// Goes to the next field, behind the last one to the next step.
pub fn next_row(desk: &mut Desk) {
    let rows = desk.step().map_or(0, |step| step.fields.len());
    let (step, row) = (desk.stand.step, desk.stand.row.saturating_add(1));
    if row < rows {
        desk.go(step, row)
    } else {
        desk.go(step.saturating_add(1), 0)
    }
}

/// Goes to the field before, before the first one to the step before.
pub fn previous_row(desk: &mut Desk) {
    let (step, row) = (desk.stand.step, desk.stand.row);
    match (row.checked_sub(1), step.checked_sub(1)) {
        (Some(row), _) => desk.go(step, row),
        (None, Some(before)) => {
            let rows = desk
                .review
                .steps
                .list
                .get(before)
                .map_or(0, |step| step.fields.len());
            desk.go(before, rows.saturating_sub(1));
        }
        (None, None) => {}
    }
}

/// An answer to a choice may be its number, or its beginning where that names one alone.
pub fn complete(desk: &mut Desk, key: &str) {
    let Some(field) = desk
        .report
        .field(key)
        .filter(|field| !field.rare.choices.is_empty())
    else {
        return;
    };
    let typed = desk.report.typed(key).trim();
    if typed.is_empty() || field.rare.choices.iter().any(|choice| choice == typed) {
        return;
    }
    let by_number = typed
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_sub(1))
        .and_then(|at| field.rare.choices.get(at));
    let mut begins = field
        .rare
        .choices
        .iter()
        .filter(|choice| choice.starts_with(typed));
    let by_head = begins.next().filter(|_| begins.next().is_none());
    if let Some(choice) = by_number.or(by_head).cloned() {
        answer(desk, key, &choice);
    }
}

/// The choice that a digit picks at once: where nothing or another choice stands there, and the digit can mean
/// nothing else.
fn picked(desk: &Desk, key: &str, typed: &str) -> Option<String> {
    let field = desk.report.field(key)?;
    let mut chars = typed.chars();
    let (digit, None) = (chars.next()?.to_digit(10)?, chars.next()) else {
        return None;
    };
    let at = usize::try_from(digit).ok()?.checked_sub(1)?;
    let choice = field
        .rare
        .choices
        .get(at)
        .filter(|_| field.rare.choices.len() <= 9)?;
    let stands = desk.report.typed(key);
    let free = stands.is_empty() || field.rare.choices.iter().any(|choice| choice == stands);
    let begins = |choice: &String| choice.starts_with(typed);
    (free && !field.rare.choices.iter().any(begins)).then(|| choice.clone())
}

/// Takes a text as the answer in a field.
pub fn answer(desk: &mut Desk, key: &str, text: &str) {
    let what = format!(
        "改了{}",
        desk.report
            .field(key)
            .map(|field| field.key.clone())
            .unwrap_or_default()
    );
    desk.change(&what, Some(Place::Field(key.to_owned())), |report| {
        report.answer(key, text)
    });
}

fn type_into(desk: &mut Desk, key: &str, action: Action) -> String {
    if desk.read_only.is_some() {
        return super::READ_ONLY.to_owned();
    }
    let mut text = desk.report.typed(key).to_owned();
    let mut caret = Caret::new(desk.caret.min(text.len()));
    let change = match action {
        Action::Backspace => Some(Edit::Backspace),
        Action::Delete => Some(Edit::Delete),
        Action::Clear => Some(Edit::Empty),
        _ => None,
    };
    if let Some(change) = change {
        if edit(&mut text, &mut caret, change) {
            desk.caret = caret.at;
            answer(desk, key, &text);
        }
        return String::new();
    }
    let motion = match action {
        Action::Left => Motion::Left,
        Action::Right => Motion::Right,
        Action::Home => Motion::Home,
        Action::End => Motion::End,
        _ => return String::new(),
    };
    Laid::line(&text, |_| 1).go(&mut caret, motion);
    desk.caret = caret.at;
    String::new()
}

/// Puts pasted text into the field in hand; what was mended.
pub fn paste(desk: &mut Desk, pasted: &str) -> String {
    let cleaned = clean(pasted, true);
    let said = type_text(desk, &cleaned.text);
    if said.is_empty() {
        cleaned.mended.concat()
    } else {
        said
    }
}

/// Types a run of characters into the field in hand; what is to be said.
pub fn type_text(desk: &mut Desk, typed: &str) -> String {
    let Some(key) = desk.field_key() else {
        return String::new();
    };
    if desk.read_only.is_some() {
        return super::READ_ONLY.to_owned();
    }
    if let Some(choice) = picked(desk, &key, typed) {
        answer(desk, &key, &choice);
        desk.caret_to_end();
        return String::new();
    }
    let mut text = desk.report.typed(&key).to_owned();
    let mut caret = Caret::new(desk.caret.min(text.len()));
    if edit(&mut text, &mut caret, Edit::Insert(typed)) {
        desk.caret = caret.at;
        answer(desk, &key, &text);
    }
    String::new()
}

/// Several lines pasted into a form, read as answers: what is clear, and what to do with it. `None` where
/// they name no field.
pub fn offer(desk: &Desk, pasted: &str) -> Option<Menu> {
    let lines = pasted
        .lines()
        .filter(|line| !line.trim().is_empty())
        .count();
    if lines < 2 || desk.read_only.is_some() {
        return None;
    }
    let answers = answers::read(&desk.report, pasted);
    if answers.clear.is_empty() {
        return None;
    }
    let name = |key: &str| {
        desk.report
            .field(key)
            .map(|field| field.key.clone())
            .unwrap_or_default()
    };
    let given: Vec<String> = answers
        .clear
        .iter()
        .map(|(key, value)| format!("{} {value}", name(key)))
        .collect();
    let mut said = vec![format!("贴进来的有{lines}行，读出{}个数：", given.len())];
    said.extend(given.chunks(3).map(|some| format!("  {}", some.join("；"))));
    said.extend(
        answers
            .doubts
            .iter()
            .take(6)
            .map(|doubt| format!("  没收：{doubt}")),
    );
    let entries = vec![
        (
            format!("收下这{}个", given.len()),
            Deed::Answers(answers.clear),
        ),
        (
            "不收，照原样贴进这一格".to_owned(),
            Deed::Paste(pasted.to_owned()),
        ),
    ];
    Some(Menu {
        said,
        entries,
        ..Menu::default()
    })
}

pub(super) fn note(desk: &Desk) -> Option<Ask> {
    let key = desk.field_key()?;
    let field = desk.report.field(&key)?;
    let said = vec![format!(
        "{}：这个数是谁给的，截至哪一天？留空就去掉这一笔。",
        field.key
    )];
    let line = Line::holding(
        desk.report
            .notes
            .get(&key)
            .map(String::as_str)
            .unwrap_or_default(),
    );
    Some(Ask {
        purpose: Purpose::Note(key),
        said,
        label: "来源",
        line,
    })
}
