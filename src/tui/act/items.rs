//! What can be done with the item in hand: leave it out, add, copy, move, remove; which slots there are.

use crate::check::TO_VERIFY;
use crate::report::part::{self, Part};
use crate::report::{Field, PartId, Place, Report, Wording, canonical};
use crate::tui::app::{App, Effect, Over};
use crate::tui::desk::Desk;
use crate::tui::screen::ask::{Ask, Line, Purpose};
use crate::tui::screen::blanks::{KINDS, Question};
use crate::tui::screen::menu::{Deed, Loan, Menu};

use super::form::note;
use super::lost::{self, named};

/// The menu of what can be done with the item in hand.
pub(super) fn items(desk: &Desk) -> Option<Menu> {
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
            entries.push(("删掉这一条（还能找回）".to_owned(), Deed::Remove(id)));
            entries.push((
                "从别的模板或草稿取一条，放在后面".to_owned(),
                Deed::Borrow(id),
            ));
        }
        let holds = |section: &&Part| part::find(std::slice::from_ref(*section), id).is_some();
        if let Some(section) = desk.report.parts.iter().find(holds) {
            entries.push((
                "这一部分：改标题、加、移、不写".to_owned(),
                Deed::Section(section.id),
            ));
        }
    }
    let lost = lost::lost(desk).len();
    if lost > 0 {
        entries.push((format!("找回删掉的（{lost}条）"), Deed::Lost));
    }
    if let Some(key) = desk.field_key() {
        let name = desk
            .report
            .field(&key)
            .map(|field| field.key.clone())
            .unwrap_or_default();
        entries.push((format!("{name}：记一笔来源"), Deed::Note));
        let words = if is_to_verify(desk, &key) {
            "去掉待核"
        } else {
            "标上待核"
        };
        entries.push((format!("{name}：{words}"), Deed::Verify(key.clone())));
        entries.push((
            format!("{name}：本年无此项，它所在的分句不写"),
            Deed::LeaveOut(key),
        ));
    }
    (!entries.is_empty()).then(|| Menu {
        said: vec![desk.step_name(desk.stand.step)],
        entries,
        ..Menu::default()
    })
}

/// Leaves a part out, or writes it again; whether it was out.
pub fn toggle(desk: &mut Desk, id: PartId) -> bool {
    let out = desk.report.part(id).is_some_and(|part| part.out);
    let verb = if out { "再写上" } else { "不写" };
    let what = format!("{verb}{}", named(desk, id));
    desk.change(&what, None, |report| {
        if let Some(part) = report.part_mut(id) {
            part.out = !out;
        }
    });
    out
}

/// What is chosen while a model's blanks are looked through; `None`: something else is in hand.
fn on_blanks(app: &mut App, deed: &Deed) -> Option<String> {
    let Some(Over::Blanks(_)) = app.over.last() else {
        return None;
    };
    let Some(Over::Blanks(mut blanks)) = app.over.pop() else {
        return None;
    };
    let mut said = String::new();
    if let Some(desk) = app.desk_mut() {
        match deed {
            Deed::BlankKind(kind) => blanks.set_kind(desk, *kind),
            Deed::Remark(at) => blanks.go_to_remark(&desk.report, *at),
            Deed::ToBlank(key) => blanks.go_to_field(&desk.report, key),
            Deed::Slot(key) => said = blanks.merge(desk, key),
            Deed::NewField(name) => {
                said = blanks
                    .answer(desk, Question::Name, name)
                    .unwrap_or_default();
            }
            _ => {}
        }
    }
    app.over.push(Over::Blanks(blanks));
    Some(said)
}

pub(super) fn perform(app: &mut App, deed: Deed, effects: &mut Vec<Effect>) -> String {
    if let Some(said) = on_blanks(app, &deed) {
        return said;
    }
    match &deed {
        Deed::NewField(name) => {
            app.over.push(Over::Menu(kinds(name)));
            return String::new();
        }
        Deed::Kind(name, kind) => {
            let said = vec![format!("{name}：单位是什么？如 次、名、万元；没有就空着。")];
            let line = Line::holding(&unit_behind(app));
            let purpose = Purpose::Unit(name.clone(), *kind);
            app.over.push(Over::Ask(Ask {
                purpose,
                said,
                label: "单位",
                line,
            }));
            return String::new();
        }
        Deed::Borrow(id) => {
            effects.push(Effect::Offer(*id));
            return String::new();
        }
        Deed::BorrowFrom(id, path) => {
            effects.push(Effect::OfferItems(*id, path.clone()));
            return String::new();
        }
        _ => {}
    }
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
            Deed::Begin(choice) => app.begin(choice, effects),
            _ => {}
        }
        return String::new();
    };
    if desk.read_only.is_some() && deed != Deed::ReadOnly && deed != Deed::Copy {
        return super::READ_ONLY.to_owned();
    }
    match deed {
        Deed::Toggle(id) => {
            return if toggle(desk, id) {
                "又写上了。".to_owned()
            } else {
                "这一条今年不写了；Ctrl-O 再写上。".to_owned()
            };
        }
        Deed::Add(id) => add(desk, id, Part::new(id), "加一条空的"),
        Deed::CopyPart(id) => {
            if let Some(part) = desk.report.part(id).cloned() {
                let what = format!("抄一份{}", named(desk, id));
                add(desk, id, part, &what);
            }
        }
        Deed::Move(id, on) => {
            let what = format!("移动{}", named(desk, id));
            desk.change(&what, None, |report| report.move_part(id, on));
            desk.go_to(&Place::Text(id));
        }
        Deed::Remove(id) => return lost::remove(desk, id),
        Deed::Lost => {
            let menu = lost::menu(desk);
            app.over.push(Over::Menu(menu));
        }
        Deed::BringBack(part) => lost::bring_back(desk, *part),
        Deed::Answers(answers) => {
            let count = answers.len();
            desk.change("收下贴进来的数", None, |report| {
                for (key, value) in &answers {
                    report.answer(key, value);
                    report.settle(key);
                }
            });
            desk.caret_to_end();
            return format!("收下了{count}个数；Ctrl-Z 找回原来的。");
        }
        Deed::Paste(text) => return super::paste(desk, &text),
        Deed::LeaveOut(key) => return leave_out(desk, &key),
        Deed::Verify(key) => {
            let marked = is_to_verify(desk, &key);
            let what = format!("标{key}待核");
            desk.change(&what, None, |report| verify(report, &key, !marked));
        }
        Deed::Note => {
            if let Some(ask) = note(desk) {
                app.over.push(Over::Ask(ask));
            }
        }
        Deed::Section(id) => {
            let menu = section(desk, id);
            app.over.extend(menu.map(Over::Menu));
        }
        Deed::AddSection(id) => {
            let mut part = Part::new(id);
            part.heading = Wording::new("新的部分");
            part.parts.push(Part::new(id));
            desk.change("加一个部分", None, |report| {
                let new = report.insert_behind(id, part);
                debug_assert!(report.part(new).is_some(), "it was just put in");
            });
        }
        Deed::Retitle(id) => {
            let line = Line::holding(
                desk.report
                    .part(id)
                    .map(|part| part.heading.source())
                    .unwrap_or_default(),
            );
            let said = vec!["这一部分的标题，不用写序号：".to_owned()];
            app.over.push(Over::Ask(Ask {
                purpose: Purpose::Retitle(id),
                said,
                label: "标题",
                line,
            }));
        }
        Deed::Take(id, taken) => {
            desk.change("从别处取一条", None, |report| {
                take(report, id, *taken)
            });
        }
        Deed::ReadOnly => effects.push(Effect::ReadOnly),
        Deed::Copy => effects.push(Effect::Copy),
        Deed::Slot(_)
        | Deed::NewField(_)
        | Deed::Kind(..)
        | Deed::BlankKind(_)
        | Deed::Remark(_)
        | Deed::ToBlank(_)
        | Deed::Begin(_)
        | Deed::Borrow(_)
        | Deed::BorrowFrom(..) => {}
    }
    String::new()
}

fn add(desk: &mut Desk, behind: PartId, part: Part, what: &str) {
    let mut new = behind;
    desk.change(what, None, |report| {
        new = report.insert_behind(behind, part)
    });
    desk.go_to(&Place::Text(new));
}

fn is_to_verify(desk: &Desk, key: &str) -> bool {
    desk.report
        .notes
        .get(key)
        .is_some_and(|note| note.trim_start().starts_with(TO_VERIFY))
}

/// Puts the mark before the note of a figure, or takes it off.
fn verify(report: &mut Report, key: &str, marked: bool) {
    let note = report.notes.get(key).cloned().unwrap_or_default();
    let bare = note
        .trim_start()
        .trim_start_matches(TO_VERIFY)
        .trim_start_matches(['；', '，'])
        .to_owned();
    let note = match (marked, bare.is_empty()) {
        (true, true) => TO_VERIFY.to_owned(),
        (true, false) => format!("{TO_VERIFY}；{bare}"),
        (false, _) => bare,
    };
    if note.is_empty() {
        report.notes.remove(key);
    } else {
        report.notes.insert(key.to_owned(), note);
    }
}

/// 本年无此项: leaves out the clause of a figure; what is said.
pub(super) fn leave_out(desk: &mut Desk, key: &str) -> String {
    let mut done = false;
    desk.change("不写一个数所在的分句", None, |report| {
        done = report.leave_out(key).is_some()
    });
    desk.caret_to_end();
    match done {
        true => "它所在的分句不写了；填上数就又写上，Ctrl-Z 也能找回。".to_owned(),
        false => "这一句里已经有能省的部分，请按 Ctrl-E 改文字。".to_owned(),
    }
}

/// The kinds that a new field may have.
fn kinds(name: &str) -> Menu {
    let entries = KINDS
        .iter()
        .map(|(words, kind)| ((*words).to_owned(), Deed::Kind(name.to_owned(), *kind)));
    Menu {
        said: vec![format!("{name}：填的是什么？")],
        entries: entries.collect(),
        ..Menu::default()
    }
}

/// The measure word that stands behind what is selected in the editor, as a guess at the unit.
fn unit_behind(app: &App) -> String {
    match (app.over.last(), app.desk()) {
        (Some(Over::Wording(editor)), Some(desk)) => editor.unit_behind(desk),
        _ => String::new(),
    }
}

/// What can be done with a section.
fn section(desk: &Desk, id: PartId) -> Option<Menu> {
    let part = desk.report.part(id)?;
    let out = if part.out {
        "再写上这一部分"
    } else {
        "今年不写这一部分"
    };
    let entries = vec![
        ("改标题".to_owned(), Deed::Retitle(id)),
        (out.to_owned(), Deed::Toggle(id)),
        ("在后面加一个部分".to_owned(), Deed::AddSection(id)),
        ("往前移".to_owned(), Deed::Move(id, false)),
        ("往后移".to_owned(), Deed::Move(id, true)),
        ("删掉这一部分（还能找回）".to_owned(), Deed::Remove(id)),
    ];
    Some(Menu {
        said: vec![desk.review.label(part)],
        entries,
        ..Menu::default()
    })
}

/// The items of another report, each with the fields it uses.
pub fn offered(report: &Report) -> Vec<(String, Box<Loan>)> {
    let mut offered = Vec::new();
    for section in &report.parts {
        for item in &section.parts {
            let mut keys = Vec::new();
            item.walk(&mut |part| {
                keys.extend(
                    [&part.heading, &part.text]
                        .iter()
                        .flat_map(|text| text.keys())
                        .map(canonical),
                );
            });
            let uses =
                |field: &&Field| field.origin.is_some() && keys.contains(&canonical(&field.key));
            let fields = report.fields.iter().filter(uses).cloned().collect();
            let words = format!("{}  {}", section.heading.source(), item.heading.source());
            let part = item.clone();
            offered.push((words, Box::new(Loan { part, fields })));
        }
    }
    offered
}

/// Puts a part of another report in, with those of its fields that are not here yet.
fn take(report: &mut Report, behind: PartId, loan: Loan) {
    let Loan { mut part, fields } = loan;
    part.answers.clear();
    for field in fields {
        if report.field(&field.key).is_none() {
            report.add_field(Field {
                origin: None,
                ..field
            });
        }
    }
    report.insert_behind(behind, part);
}
