//! Undo and redo over the whole draft: the report before each change, one entry for a run of typing. Entries of an
//! earlier run of the wizard are texts of the draft's file until they are gone back to.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::format;
use crate::report::{PartId, Place, Report};
use crate::store::past::{self, Past};

/// How many steps back are kept.
const DEEPEST: usize = 500;

/// The way back and the way forth.
#[derive(Clone, Default, Debug)]
pub struct History {
    before: Vec<Entry>,
    after: Vec<Entry>,
    run: Option<Place>,
}

/// A state of the report, and the change that leads on from it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The state.
    pub state: State,
    /// What the change is called: 改了听课人次.
    pub what: String,
}

/// A state of the report.
#[derive(Clone, Debug)]
pub enum State {
    /// As it was in this run of the wizard.
    Report(Arc<Report>),
    /// As its file had it in an earlier run.
    Text(Arc<str>, Vec<PartId>),
}

/// The states nearest to the one the report has, for keeping: what undoing and what redoing leads to, the nearest first.
#[derive(Clone, Default, Debug)]
pub struct Trail {
    /// The ids of the parts of the report as it is.
    pub parts: Vec<PartId>,
    /// What undoing leads to.
    pub back: Vec<Entry>,
    /// What redoing leads to.
    pub forth: Vec<Entry>,
}

impl History {
    /// Takes up what was kept with a report. Its parts go by the ids that they have now; those that are no more get
    /// new ones.
    pub fn take_up(past: Past, report: &mut Report) -> Self {
        let mut ids: BTreeMap<u32, PartId> =
            past.parts.iter().copied().zip(report.part_ids()).collect();
        let next = &mut report.next_part;
        let mut entry = |state: past::State| {
            let parts = state.parts.into_iter().map(|old| {
                *ids.entry(old).or_insert_with(|| {
                    let id = PartId(*next);
                    *next = next.saturating_add(1);
                    id
                })
            });
            Entry {
                state: State::Text(state.text, parts.collect()),
                what: state.what,
            }
        };
        let mut stack =
            |states: Vec<past::State>| states.into_iter().rev().map(&mut entry).collect();
        Self {
            before: stack(past.back),
            after: stack(past.forth),
            run: None,
        }
    }

    /// Notes the report as it was before a change. Changes at one place in a row are one entry;
    /// `run` is `None` for a change that stands alone. `what` names it: 改了听课人次.
    pub fn push(&mut self, before: Report, what: &str, run: Option<Place>) {
        self.after.clear();
        if run.is_some() && run == self.run && !self.before.is_empty() {
            return;
        }
        self.run = run;
        if self.before.len() >= DEEPEST {
            self.before.remove(0);
        }
        self.before.push(Entry {
            state: State::Report(Arc::new(before)),
            what: what.to_owned(),
        });
    }

    /// Ends a run of typing: what follows is an entry of its own.
    pub fn pause(&mut self) {
        self.run = None;
    }

    /// Goes one change back: the report as it was, and what was undone.
    pub fn undo(&mut self, now: &Report) -> Option<(Report, String)> {
        self.run = None;
        step(&mut self.before, &mut self.after, now)
    }

    /// Goes one change forth again.
    pub fn redo(&mut self, now: &Report) -> Option<(Report, String)> {
        self.run = None;
        step(&mut self.after, &mut self.before, now)
    }

    /// The states before changes of such names, the latest first.
    pub fn before(&self, now: &Report, named: impl Fn(&str) -> bool) -> Vec<Report> {
        let entries = self.before.iter().rev().filter(|entry| named(&entry.what));
        entries
            .filter_map(|entry| report(entry.state.clone(), now))
            .collect()
    }

    /// The states to be kept for another run, of a report as it is now.
    pub fn trail(&self, now: &Report) -> Trail {
        let nearest = |entries: &[Entry]| entries.iter().rev().take(past::MOST).cloned().collect();
        Trail {
            parts: now.part_ids(),
            back: nearest(&self.before),
            forth: nearest(&self.after),
        }
    }
}

/// Takes the last state of one way, and notes on the other the one that is left for it.
fn step(from: &mut Vec<Entry>, to: &mut Vec<Entry>, now: &Report) -> Option<(Report, String)> {
    let Entry { state, what } = from.pop()?;
    let Some(report) = report(state, now) else {
        // A text that can't be read leads nowhere, and so does what lies behind it.
        from.clear();
        return None;
    };
    to.push(Entry {
        state: State::Report(Arc::new(now.clone())),
        what: what.clone(),
    });
    Some((report, what))
}

/// The report in a state. One that comes from a text has its parts, fields and decisions go by what they go by now, so
/// that writing finds the lines of the file that are theirs.
fn report(state: State, now: &Report) -> Option<Report> {
    let (text, ids) = match state {
        State::Report(report) => return Some(Arc::unwrap_or_clone(report)),
        State::Text(text, ids) => (text, ids),
    };
    let (mut report, _) = format::read(&text).ok()?;
    report.take_part_ids(ids);
    report.next_part = report.next_part.max(now.next_part);
    let fields = Arc::make_mut(&mut report.fields);
    for field in fields.iter_mut() {
        field.origin = now.field(&field.key).and_then(|known| known.origin);
    }
    if report.fields == now.fields {
        report.fields = Arc::clone(&now.fields);
    }
    if report.rules == now.rules {
        report.rules = Arc::clone(&now.rules);
    }
    for accepted in &mut report.accepted {
        let same = |known: &&crate::report::Accepted| {
            (&known.code, &known.key, &known.text)
                == (&accepted.code, &accepted.key, &accepted.text)
        };
        accepted.origin = now
            .accepted
            .iter()
            .find(same)
            .and_then(|known| known.origin);
    }
    for promised in &mut report.promised {
        let same = |known: &&crate::report::Promised| known.text == promised.text;
        promised.origin = now
            .promised
            .iter()
            .find(same)
            .and_then(|known| known.origin);
    }
    Some(report)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Wording;

    const DRAFT: &str = r#"format = 1

[report]
title = "汇报"

[values]
"次数" = 3

# 按周报
[[field]]
key = "次数"
kind = "integer"

[[section]]
heading = "做法"

# 第一条
[[section.item]]
heading = "甲"
text = "巡河{次数}次。"

# 第二条
[[section.item]]
heading = "乙"
text = "又一条。"
"#;

    /// What a saver keeps: each state as its file would have it.
    fn kept(trail: Trail, source: &format::Source) -> Past {
        let states = |entries: Vec<Entry>| {
            let state = |entry: Entry| {
                let (text, parts) = match entry.state {
                    State::Report(report) => (source.write(&report).into(), report.part_ids()),
                    State::Text(text, parts) => (text, parts),
                };
                past::State {
                    what: entry.what,
                    text,
                    parts: parts.into_iter().map(|id| id.0).collect(),
                }
            };
            entries.into_iter().map(state).collect()
        };
        Past {
            parts: trail.parts.into_iter().map(|id| id.0).collect(),
            back: states(trail.back),
            forth: states(trail.forth),
        }
    }

    #[test]
    fn the_way_back_over_a_restart_leads_to_the_same_file_with_its_comments() {
        let (mut report, source) = format::read(DRAFT).unwrap();
        let mut history = History::default();
        let mut texts = vec![source.write(&report)];
        let items: Vec<PartId> = report.part_ids().into_iter().skip(1).collect();
        type Change<'a> = &'a dyn Fn(&mut Report);
        let changes: [(&str, Change<'_>); 4] = [
            ("改了次数", &|report| report.answer("次数", "45")),
            ("移动一条", &|report| report.move_part(items[0], true)),
            ("删掉一条", &|report| report.remove_part(items[0])),
            ("改文字", &|report| {
                report.set_wording(&Place::Text(items[1]), Wording::new("改过。"));
            }),
        ];
        for (what, change) in changes {
            history.push(report.clone(), what, None);
            change(&mut report);
            texts.push(source.write(&report));
        }
        // One step back before the end of the run, so that there is a way forth too.
        report = history.undo(&report).unwrap().0;
        let past = kept(history.trail(&report), &source);
        assert_eq!((past.back.len(), past.forth.len()), (3, 1));

        // Another run: the file as it was saved, the past beside it.
        let (mut report, source) = format::read(&texts[3]).unwrap();
        let mut history = History::take_up(past, &mut report);
        let (forth, what) = history.redo(&report).unwrap();
        assert_eq!(
            (source.write(&forth), what.as_str()),
            (texts[4].clone(), "改文字")
        );
        report = history.undo(&forth).unwrap().0;
        for (text, what) in texts[..3]
            .iter()
            .zip(["改了次数", "移动一条", "删掉一条"])
            .rev()
        {
            let (back, undone) = history.undo(&report).unwrap();
            assert_eq!(undone, what);
            let (again, _) = format::read(text).unwrap();
            let (written, _) = format::read(&source.write(&back)).unwrap();
            assert_eq!(
                (&written.parts, &written.answers),
                (&again.parts, &again.answers)
            );
            assert!(source.write(&back).contains("# 第二条"));
            report = back;
        }
        assert!(history.undo(&report).is_none());
        // And all the way forth again: the part that came back is the one that goes.
        for _ in 0..4 {
            report = history.redo(&report).unwrap().0;
        }
        assert_eq!(report.part_ids().len(), 2);
        assert!(source.write(&report).contains("改过。"));
    }

    #[test]
    fn a_new_part_never_gets_the_number_of_one_that_may_come_back() {
        let (report, source) = format::read(DRAFT).unwrap();
        let mut shorter = report.clone();
        let gone = report.part_ids()[2];
        shorter.remove_part(gone);
        let mut history = History::default();
        history.push(report, "删掉一条", None);
        let past = kept(history.trail(&shorter), &source);
        let (mut report, _) = format::read(&source.write(&shorter)).unwrap();
        let next = report.next_part;
        let mut history = History::take_up(past, &mut report);
        assert_eq!(report.next_part, next + 1);
        let (back, _) = history.undo(&report).unwrap();
        assert_eq!(back.part_ids().last(), Some(&PartId(next)));
    }

    #[test]
    fn a_text_that_can_not_be_read_ends_the_way() {
        let (mut report, _) = format::read(DRAFT).unwrap();
        let state = |text: &str| past::State {
            what: "改".to_owned(),
            text: text.into(),
            parts: Vec::new(),
        };
        let past = Past {
            parts: Vec::new(),
            back: vec![state("不是 TOML"), state(DRAFT)],
            forth: Vec::new(),
        };
        let mut history = History::take_up(past, &mut report);
        assert!(history.undo(&report).is_none());
        assert!(history.undo(&report).is_none());
    }
}
