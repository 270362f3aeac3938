//! Items and sections that were removed, out of the way back: put in again where they stood, while all that was done
//! since stays. Their figures were never gone: a field that nothing uses rests with its answer.

use crate::report::part::Part;
use crate::report::{PartId, Report};
use crate::tui::desk::{Desk, short};
use crate::tui::screen::menu::{Deed, Menu};

/// How the name of a removal begins.
const REMOVED: &str = "删掉";

/// A part that was removed, and where it stood.
#[derive(Clone, PartialEq, Debug)]
pub struct Lost {
    /// The part.
    pub part: Part,
    /// What it was in; nothing for a section.
    pub above: Option<PartId>,
    /// What stood before it.
    pub before: Option<PartId>,
}

/// A part as a sentence names it: its number and the beginning of its headline.
pub(super) fn named(desk: &Desk, id: PartId) -> String {
    let label = desk.report.part(id).map(|part| desk.review.label(part));
    short(&label.unwrap_or_default())
}

/// Removes a part; what is said.
pub(super) fn remove(desk: &mut Desk, id: PartId) -> String {
    let what = format!("{REMOVED}{}", named(desk, id));
    let plans = answered_by(desk, id);
    desk.change(&what, None, |report| report.remove_part(id));
    let step = desk.stand.step;
    desk.go(step, 0);
    match plans.is_empty() {
        true => format!("{what}了；Ctrl-Z 撤销，以后也能按 Ctrl-O 找回。"),
        false => format!(
            "{what}了，Ctrl-O 找回。回应它的{}请再看看。",
            plans.join("、")
        ),
    }
}

/// The plans that answer a part that is to go, by their numbers.
fn answered_by(desk: &Desk, id: PartId) -> Vec<String> {
    let mut names = Vec::new();
    if let Some(part) = desk.report.part(id) {
        part.walk(&mut |part| names.push(part.name.clone()));
    }
    names.retain(|name| !name.is_empty());
    let mut plans = Vec::new();
    desk.report.walk(|plan| {
        if plan.id != id && plan.answers.iter().any(|answer| names.contains(answer)) {
            plans.extend(desk.review.numbers.get(&plan.id).cloned());
        }
    });
    plans
}

/// The parts that were removed and are not there again, the last removed first.
pub(super) fn lost(desk: &Desk) -> Vec<Lost> {
    let there = desk.report.part_ids();
    let mut lost: Vec<Lost> = Vec::new();
    let mut note = |part: &Part, above, before| {
        let known = there.contains(&part.id) || lost.iter().any(|lost| lost.part.id == part.id);
        let empty = part.heading.is_blank() && part.text.is_blank() && part.parts.is_empty();
        if !known && !empty {
            lost.push(Lost {
                part: part.clone(),
                above,
                before,
            });
        }
    };
    for state in desk
        .history
        .before(&desk.report, |what| what.starts_with(REMOVED))
    {
        among(&state.parts, (None, &there), &mut note);
    }
    lost
}

/// Visits the topmost parts that are no longer there.
fn among(
    parts: &[Part],
    (above, there): (Option<PartId>, &[PartId]),
    note: &mut impl FnMut(&Part, Option<PartId>, Option<PartId>),
) {
    let mut before = None;
    for part in parts {
        if there.contains(&part.id) {
            among(&part.parts, (Some(part.id), there), note);
        } else {
            note(part, above, before);
        }
        before = Some(part.id);
    }
}

/// The menu of them.
pub(super) fn menu(desk: &Desk) -> Menu {
    let entry = |lost: Lost| {
        let heading = short(lost.part.heading.source());
        (heading, Deed::BringBack(Box::new(lost)))
    };
    Menu {
        said: vec!["找回哪一条？放回原来的地方，数都还在。".to_owned()],
        entries: lost(desk).into_iter().map(entry).collect(),
        ..Menu::default()
    }
}

/// Puts a part back where it stood.
pub(super) fn bring_back(desk: &mut Desk, lost: Lost) {
    let id = lost.part.id;
    let what = format!("找回{}", short(lost.part.heading.source()));
    desk.change(&what, None, |report: &mut Report| {
        report.put_back(lost.part, (lost.above, lost.before));
    });
    desk.go_to(&crate::report::Place::Text(id));
}
