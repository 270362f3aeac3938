//! What keys do on a draft's steps, and what is done when a screen over them closes.

use std::path::PathBuf;

use crate::export::text::{Encoding, Eol, Layout, encode, text};
use crate::number::Kind;
use crate::report::part::Part;
use crate::report::{Accepted, PartId, Place, Report, canonical};

use super::app::{App, Effect, Over};
use super::desk::{Desk, Stand, View};
use super::edit::{Caret, Edit, Laid, Motion, clean, edit};
use super::keys::Action;
use super::screen::ask::{Ask, Line, Purpose};
use super::screen::find::Find;
use super::screen::finish::{self, Write};
use super::screen::menu::{Deed, Menu};
use super::screen::text::Text as Whole;
use super::screen::wording::{Wording, said};
use super::screen::{Goal, Next, prose, review};

/// Does what a key asks for on the step in hand.
pub fn on_desk(app: &mut App, action: Action, effects: &mut Vec<Effect>) {
    let size = app.size;
    let width = app.width;
    let Some(desk) = app.desk_mut() else { return };
    match action {
        Action::NextStep => step(desk, desk.stand.step.saturating_add(1)),
        Action::PreviousStep => step(desk, desk.stand.step.saturating_sub(1)),
        Action::Find => {
            desk.leave();
            let find = Find::new(desk);
            app.over.push(Over::Find(find));
        }
        Action::WholeText => {
            let text = Whole::at_hand(desk, size, width);
            app.over.push(Over::Text(text));
        }
        Action::EditWording => edit_wording(app),
        Action::Undo | Action::Redo => {
            let done = if action == Action::Undo {
                desk.undo()
            } else {
                desk.redo()
            };
            app.notice = said(action, done);
        }
        Action::Save => effects.push(Effect::Save),
        Action::Items => {
            if let Some(menu) = items(desk) {
                app.over.push(Over::Menu(menu));
            }
        }
        Action::Note => {
            if let Some(ask) = note(desk) {
                app.over.push(Over::Ask(ask));
            }
        }
        Action::Back => back(desk),
        other => match desk.view() {
            View::Form => {
                let sentence = on_form(desk, other);
                app.notice = sentence;
            }
            View::Prose => on_prose(app, other),
            View::Review => on_review(app, other),
            View::Finish => on_finish(app, other),
        },
    }
}

fn step(desk: &mut Desk, index: usize) {
    let last = desk.step_count().saturating_sub(1);
    if index <= last {
        desk.go(index, 0);
    }
}

fn back(desk: &mut Desk) {
    if let Some(stand) = desk.back.take() {
        desk.go(stand.step, stand.row);
    }
}

// A form.

fn on_form(desk: &mut Desk, action: Action) -> String {
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

fn next_row(desk: &mut Desk) {
    let rows = desk.step().map_or(0, |step| step.fields.len());
    let (step, row) = (desk.stand.step, desk.stand.row.saturating_add(1));
    if row < rows {
        desk.go(step, row)
    } else {
        desk.go(step.saturating_add(1), 0)
    }
}

fn previous_row(desk: &mut Desk) {
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
fn complete(desk: &mut Desk, key: &str) {
    let Some(field) = desk
        .report
        .field(key)
        .filter(|field| !field.choices.is_empty())
    else {
        return;
    };
    let typed = desk.report.typed(key).trim();
    if typed.is_empty() || field.choices.iter().any(|choice| choice == typed) {
        return;
    }
    let by_number = typed
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_sub(1))
        .and_then(|at| field.choices.get(at));
    let mut begins = field
        .choices
        .iter()
        .filter(|choice| choice.starts_with(typed));
    let by_head = begins.next().filter(|_| begins.next().is_none());
    if let Some(choice) = by_number.or(by_head).cloned() {
        answer(desk, key, &choice);
    }
}

/// Takes a text as the answer in a field.
fn answer(desk: &mut Desk, key: &str, text: &str) {
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
        return "这份草稿是只读打开的，改不了。".to_owned();
    }
    let mut text = desk.report.typed(key).to_owned();
    let mut caret = Caret::new(desk.caret.min(text.len()));
    let mut buffer = [0; 4];
    let change = match action {
        Action::Type(c) => Some(Edit::Insert(c.encode_utf8(&mut buffer))),
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
    let Some(key) = desk.field_key() else {
        return String::new();
    };
    if desk.read_only.is_some() {
        return "这份草稿是只读打开的，改不了。".to_owned();
    }
    let cleaned = clean(pasted, true);
    let mut text = desk.report.typed(&key).to_owned();
    let mut caret = Caret::new(desk.caret.min(text.len()));
    if edit(&mut text, &mut caret, Edit::Insert(&cleaned.text)) {
        desk.caret = caret.at;
        answer(desk, &key, &text);
    }
    cleaned.mended.concat()
}

fn note(desk: &Desk) -> Option<Ask> {
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

fn promise(desk: &Desk, at: usize) -> Option<Ask> {
    let promised = desk.report.promised.get(at)?;
    let said = vec![
        format!("上期说过：{}", promised.text.trim()),
        "这次怎么样了？写一句：".to_owned(),
    ];
    Some(Ask {
        purpose: Purpose::Kept(at),
        said,
        label: "交代",
        line: Line::holding(&promised.kept),
    })
}

// Prose.

fn edit_wording(app: &mut App) {
    let Some(desk) = app.desk_mut() else { return };
    if desk.read_only.is_some() {
        app.notice = "这份草稿是只读打开的，改不了。".to_owned();
        return;
    }
    desk.leave();
    if let Some(editor) = Wording::new(desk) {
        app.over.push(Over::Wording(editor));
    }
}

fn on_prose(app: &mut App, action: Action) {
    let width = app.width;
    let columns = app.size.0;
    let Some(desk) = app.desk_mut() else { return };
    let problems = prose::problems(desk).len();
    let (step, row) = (desk.stand.step, desk.stand.row);
    match action {
        Action::Accept => {
            if prose::is_unread(desk)
                && let Some(id) = desk
                    .part()
                    .filter(|part| !part.heading.is_blank() || !part.text.is_blank())
                    .map(|part| part.id)
            {
                desk.change("认可一段文字", None, |report| {
                    if let Some(part) = report.part_mut(id) {
                        part.reviewed = true;
                    }
                });
            }
            desk.go(step.saturating_add(1), 0);
        }
        Action::NextField | Action::Down => {
            let last = if problems > 0 {
                problems
            } else {
                usize::from(action == Action::Down).saturating_mul(row.saturating_add(1))
            };
            desk.stand.row = if row >= last && action == Action::NextField {
                0
            } else {
                row.saturating_add(1).min(last)
            };
        }
        Action::PreviousField | Action::Up => desk.stand.row = row.saturating_sub(1),
        Action::Tick => {
            if let Some(problem) = row.checked_sub(1) {
                prose::tick(desk, problem);
            }
        }
        Action::Type(_) | Action::Backspace | Action::Delete | Action::Left => {
            edit_wording(app);
            if let (Some(Over::Wording(mut editor)), Some(desk)) = (app.over.pop(), app.desk_mut())
            {
                editor.update(action, desk, (columns, width));
                app.over.push(Over::Wording(editor));
            }
        }
        _ => {}
    }
}

// 核对 and 成文.

fn on_review(app: &mut App, action: Action) {
    let Some(desk) = app.desk_mut() else { return };
    let lines = review::lines(desk);
    let things = review::things(&lines);
    let last = things.len().saturating_sub(1);
    let row = desk.stand.row.min(last);
    match action {
        Action::Down | Action::NextField => desk.stand.row = row.saturating_add(1).min(last),
        Action::Up | Action::PreviousField => desk.stand.row = row.saturating_sub(1),
        Action::Home => desk.stand.row = 0,
        Action::End => desk.stand.row = last,
        Action::Accept | Action::First => {
            let thing = things.get(row).and_then(|at| lines.get(*at));
            let Some(review::Line::Thing {
                place,
                finding,
                mark,
                ..
            }) = thing
            else {
                return;
            };
            let finding =
                finding.and_then(|at| desk.review.findings.get(at).map(|finding| (at, finding)));
            if action == Action::First {
                match finding {
                    Some((at, finding)) if finding.can_be_accepted() => {
                        let said = vec![
                            finding.message.clone(),
                            "属实，留着。可以写一句理由，也可以空着：".to_owned(),
                        ];
                        let ask = Ask {
                            purpose: Purpose::Keep(at),
                            said,
                            label: "理由",
                            line: Line::default(),
                        };
                        app.over.push(Over::Ask(ask));
                    }
                    _ if *mark == "缺" => {
                        app.notice = "缺的要补上，不能留着。按 Enter 去填。".to_owned()
                    }
                    _ => app.notice = "错的要改好，不能留着。按 Enter 去改。".to_owned(),
                }
                return;
            }
            let place = place.clone();
            match &place {
                Place::Promised(at) => {
                    let ask = promise(desk, *at);
                    app.over.extend(ask.map(Over::Ask));
                    return;
                }
                Place::Report => {
                    app.notice = "这一条说的是全文：按 1 留着，或按 Ctrl-G 去改。".to_owned();
                    return;
                }
                _ => {}
            }
            let from = Stand {
                step: desk.stand.step,
                row,
            };
            let wording = matches!(place, Place::Heading(_) | Place::Text(_)) && *mark != "未阅";
            desk.go_to(&place);
            desk.back = Some(from);
            if wording && desk.view() == View::Form {
                edit_wording(app);
            }
        }
        _ => {}
    }
}

fn on_finish(app: &mut App, action: Action) {
    let columns = app.size.0;
    let (palette, width) = (app.palette, app.width);
    let path = app.export.display().to_string();
    let Some(desk) = app.desk_mut() else { return };
    let page = finish::set(desk, columns, (palette, width));
    let last = page.slots.len().saturating_sub(1);
    let row = desk.stand.row.min(last);
    let line = page.slots.get(row).map_or(0, |(line, _)| *line);
    match action {
        Action::NextField => {
            desk.stand.row = if row == last {
                0
            } else {
                row.saturating_add(1)
            }
        }
        Action::PreviousField => desk.stand.row = row.checked_sub(1).unwrap_or(last),
        Action::Down => {
            desk.stand.row = page
                .slots
                .iter()
                .position(|(other, _)| *other > line)
                .unwrap_or(last);
        }
        Action::Up => {
            desk.stand.row = page
                .slots
                .iter()
                .rposition(|(other, _)| *other < line)
                .unwrap_or(0)
        }
        Action::Accept => {
            if let Some(key) = finish::key_in_hand(desk) {
                let from = Stand {
                    step: desk.stand.step,
                    row,
                };
                desk.go_to(&Place::Field(key));
                desk.back = Some(from);
            }
        }
        Action::First => app.over.push(Over::Write(Write::to(&path))),
        _ => {}
    }
}

/// The finished text as the dialog wants it: where to, and its bytes.
pub fn text_of(desk: &Desk, write: &Write) -> (PathBuf, Vec<u8>) {
    let eol = if write.crlf { Eol::Crlf } else { Eol::Lf };
    let text = text(&desk.review.document, Layout { indent: 2, eol });
    let encoding = if write.gb {
        Encoding::Gb18030
    } else {
        Encoding::Utf8
    };
    let bytes = encode(&text, encoding).unwrap_or_else(|_| text.into_bytes());
    (expand(&write.path.text), bytes)
}

/// A path as typed; `~` is the home folder.
fn expand(typed: &str) -> PathBuf {
    let typed = typed.trim();
    match (typed.strip_prefix("~/"), dirs::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(typed),
    }
}

// What is done when a screen over the step closes.

/// Does what a screen wants done.
pub fn next(app: &mut App, next: Next, effects: &mut Vec<Effect>) {
    match next {
        Next::Stay => return,
        Next::Close => {}
        Next::Go(goal) => {
            if let Some(desk) = app.desk_mut() {
                desk.back = None;
                match goal {
                    Goal::Step(step) => desk.go(step, 0),
                    Goal::Place(place) => desk.go_to(&place),
                    Goal::Part(id) => desk.go_to(&Place::Text(id)),
                }
            }
        }
        Next::Answer(purpose, text) => {
            app.over.pop();
            take_answer(app, purpose, &text, effects);
            return;
        }
        Next::Do(deed) => {
            app.over.pop();
            app.notice = perform(app, deed, effects);
            return;
        }
    }
    app.over.pop();
}

fn take_answer(app: &mut App, purpose: Purpose, text: &str, effects: &mut Vec<Effect>) {
    let Some(desk) = app.desk_mut() else { return };
    match purpose {
        Purpose::Keep(index) => {
            let Some(finding) = desk.review.findings.get(index).cloned() else {
                return;
            };
            let key = finding
                .keys
                .first()
                .and_then(|key| desk.report.field(key))
                .map(|field| field.key.clone());
            let accepted = Accepted {
                code: finding.code.name().to_owned(),
                key: key.unwrap_or_default(),
                text: finding.text.clone(),
                reason: text.to_owned(),
                origin: None,
            };
            desk.change("留着一条疑问", None, |report| {
                report.accepted.push(accepted)
            });
        }
        Purpose::Kept(at) => {
            let kept = text.to_owned();
            desk.change("交代上期承诺", None, |report| {
                if let Some(promised) = report.promised.get_mut(at) {
                    promised.kept = kept;
                }
            });
        }
        Purpose::Note(key) => {
            let note = text.to_owned();
            desk.change("记了来源", None, |report| {
                if note.is_empty() {
                    report.notes.remove(&key);
                } else {
                    report.notes.insert(key, note);
                }
            });
        }
        Purpose::Elsewhere { leave } => effects.push(Effect::SaveElsewhere(expand(text), leave)),
    }
}

/// The menu of what can be done with the item in hand.
fn items(desk: &Desk) -> Option<Menu> {
    let mut entries = Vec::new();
    if let Some(part) = desk.part() {
        let id = part.id;
        let words = if part.out {
            "再写上这一条"
        } else {
            "今年不写这一条（留着，不印、不编号、不问）"
        };
        entries.push((words.to_owned(), Deed::Toggle(id)));
        if !desk.report.parts.iter().any(|section| section.id == id) {
            entries.push(("在后面加一条空的".to_owned(), Deed::Add(id)));
            entries.push(("照这一条再抄一条".to_owned(), Deed::CopyPart(id)));
            entries.push(("往前移".to_owned(), Deed::Move(id, false)));
            entries.push(("往后移".to_owned(), Deed::Move(id, true)));
            entries.push(("删掉这一条（Ctrl-Z 找回）".to_owned(), Deed::Remove(id)));
        }
    }
    if desk.field_key().is_some() {
        entries.push(("给这个数记一笔来源".to_owned(), Deed::Note));
    }
    (!entries.is_empty()).then(|| Menu {
        said: vec![desk.step_name(desk.stand.step)],
        entries,
        row: 0,
    })
}

/// The menu of slots that can be put into wording.
pub fn slots(desk: &Desk) -> Menu {
    let entries = desk
        .report
        .fields
        .iter()
        .map(|field| {
            (
                format!("{{{}}}  {}", field.key, desk.report.typed(&field.key)),
                Deed::Slot(field.key.clone()),
            )
        })
        .collect();
    Menu {
        said: vec!["放哪一个数据？".to_owned()],
        entries,
        row: 0,
    }
}

fn perform(app: &mut App, deed: Deed, effects: &mut Vec<Effect>) -> String {
    if let Deed::Slot(key) = &deed {
        if let (Some(Over::Wording(mut editor)), Some(desk)) = (app.over.pop(), app.desk_mut()) {
            editor.insert_slot(desk, key);
            app.over.push(Over::Wording(editor));
        }
        return String::new();
    }
    let Some(desk) = app.desk_mut() else {
        match deed {
            Deed::ReadOnly => effects.push(Effect::ReadOnly),
            Deed::Copy => effects.push(Effect::Copy),
            _ => {}
        }
        return String::new();
    };
    if desk.read_only.is_some() && deed != Deed::ReadOnly && deed != Deed::Copy {
        return "这份草稿是只读打开的，改不了。".to_owned();
    }
    match deed {
        Deed::Toggle(id) => {
            let out = desk.report.part(id).is_some_and(|part| part.out);
            let what = if out {
                "再写上一条"
            } else {
                "不写一条"
            };
            desk.change(what, None, |report| {
                if let Some(part) = report.part_mut(id) {
                    part.out = !out;
                }
            });
            return if out {
                "又写上了。".to_owned()
            } else {
                "这一条今年不写了；Ctrl-O 再写上。".to_owned()
            };
        }
        Deed::Add(id) => {
            let new = Part::new(PartId(desk.report.next_part));
            insert_behind(desk, id, new, "加了一条");
        }
        Deed::CopyPart(id) => {
            if let Some(mut copy) = desk.report.part(id).cloned() {
                renumber(&mut copy, &mut desk.report.next_part.clone());
                insert_behind(desk, id, copy, "抄了一条");
            }
        }
        Deed::Move(id, on) => {
            desk.change("移动一条", None, |report| {
                shift(&mut report.parts, id, on)
            });
            desk.go_to(&Place::Text(id));
        }
        Deed::Remove(id) => {
            desk.change("删掉一条", None, |report| remove(&mut report.parts, id));
            let step = desk.stand.step;
            desk.go(step, 0);
            return "删掉了；Ctrl-Z 找回。".to_owned();
        }
        Deed::Note => {
            if let Some(ask) = note(desk) {
                app.over.push(Over::Ask(ask));
            }
        }
        Deed::ReadOnly => effects.push(Effect::ReadOnly),
        Deed::Copy => effects.push(Effect::Copy),
        Deed::Slot(_) => {}
    }
    String::new()
}

fn insert_behind(desk: &mut Desk, id: PartId, new: Part, what: &str) {
    let mut highest = 0_u32;
    new.walk(&mut |part| highest = highest.max(part.id.0));
    let fresh = new.id;
    desk.change(what, None, |report: &mut Report| {
        insert(&mut report.parts, id, &mut Some(new));
        report.next_part = highest.saturating_add(1);
    });
    desk.go_to(&Place::Text(fresh));
}

fn insert(parts: &mut Vec<Part>, behind: PartId, new: &mut Option<Part>) {
    if let Some(at) = parts.iter().position(|part| part.id == behind) {
        if let Some(new) = new.take() {
            parts.insert(at.saturating_add(1), new);
        }
        return;
    }
    for part in parts {
        insert(&mut part.parts, behind, new);
    }
}

/// Gives a copied part and all in it names of their own; what refers to the original does not refer to it.
fn renumber(part: &mut Part, next: &mut u32) {
    part.id = PartId(*next);
    *next = next.saturating_add(1);
    part.name.clear();
    for inner in &mut part.parts {
        renumber(inner, next);
    }
}

fn shift(parts: &mut [Part], id: PartId, on: bool) {
    if let Some(at) = parts.iter().position(|part| part.id == id) {
        let other = if on {
            at.checked_add(1)
        } else {
            at.checked_sub(1)
        };
        if let Some(other) = other.filter(|other| *other < parts.len()) {
            parts.swap(at, other);
        }
        return;
    }
    for part in parts {
        shift(&mut part.parts, id, on);
    }
}

fn remove(parts: &mut Vec<Part>, id: PartId) {
    parts.retain(|part| part.id != id);
    for part in parts {
        remove(&mut part.parts, id);
    }
}

/// The answers of this draft that its user gives in every report: names, by canonical key.
pub fn remembered(report: &Report) -> Vec<(String, String)> {
    let lasting = |key: &str| {
        ["镇名", "镇简称", "单位类别", "上级类别", "县名", "主送机关"]
            .iter()
            .any(|name| canonical(name) == key)
    };
    report
        .fields
        .iter()
        .filter(|field| field.kind == Kind::Text && lasting(&canonical(&field.key)))
        .filter_map(|field| {
            let value = report.answers.get(&canonical(&field.key))?.value.as_ref()?;
            Some((canonical(&field.key), value.text.clone()))
        })
        .collect()
}
