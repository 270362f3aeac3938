//! Undo and redo over the whole draft: the report before each change, one entry for a run of typing.

use crate::report::{Place, Report};

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
struct Entry {
    report: Report,
    what: String,
}

impl History {
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
            report: before,
            what: what.to_owned(),
        });
    }

    /// Ends a run of typing: what follows is an entry of its own.
    pub fn pause(&mut self) {
        self.run = None;
    }

    /// Goes one change back: the report as it was, and what was undone.
    pub fn undo(&mut self, now: &Report) -> Option<(Report, String)> {
        let entry = self.before.pop()?;
        self.run = None;
        self.after.push(Entry {
            report: now.clone(),
            what: entry.what.clone(),
        });
        Some((entry.report, entry.what))
    }

    /// Goes one change forth again.
    pub fn redo(&mut self, now: &Report) -> Option<(Report, String)> {
        let entry = self.after.pop()?;
        self.run = None;
        self.before.push(Entry {
            report: now.clone(),
            what: entry.what.clone(),
        });
        Some((entry.report, entry.what))
    }
}
