//! The text of a new file: every table that the report has something for, one after another. A template made of a
//! megabyte full of blanks has tens of thousands: its text is given away piece by piece.

use std::ops::ControlFlow;

use crate::report::Report;

use super::super::keys::{self, Line};
use super::super::layout::Group;
use super::figures::{self, Figures, notes, ordered, previous, unfinished, values};
use super::lists::{self, by_depth, written};
use super::write_value;

/// Line end of a new file.
const EOL: &str = "\n";

/// The text that grows, and what is asked behind each table of it: it may take away what stands there so far, and says
/// whether it goes on.
pub(in crate::format) struct Out<'a> {
    pub(in crate::format) text: String,
    pub(in crate::format) grown: &'a mut dyn FnMut(&mut String) -> ControlFlow<()>,
}

/// Writes a new file's text for a report.
pub(in crate::format) fn write(report: &Report, out: &mut Out<'_>) -> ControlFlow<()> {
    out.text
        .extend(["format = ", &report.format.to_string(), EOL]);
    out.table((Group::Report, 1), &keys::report(report))?;
    for (group, now) in [
        (Group::Values, values(report)),
        (Group::Unfinished, unfinished(report, None)),
        (Group::Previous, previous(report)),
        (Group::Notes, notes(report)),
    ] {
        out.figures(report, (group, &now))?;
    }
    for field in written(report) {
        out.table((Group::Field, 1), &keys::field(field))?;
    }
    for rule in report.rules.iter() {
        out.table((Group::Rule, 1), &keys::rule(rule))?;
    }
    for accepted in &report.accepted {
        out.table((Group::Accepted, 1), &keys::accepted(accepted))?;
    }
    for promised in &report.promised {
        out.table((Group::Promised, 1), &keys::promised(promised))?;
    }
    for (depth, part) in by_depth(report) {
        out.table((Group::Section, depth), &keys::part(part))?;
    }
    ControlFlow::Continue(())
}

impl Out<'_> {
    /// A table with a blank line above it.
    fn table(&mut self, (group, depth): (Group, usize), keys: &[Line<'_>]) -> ControlFlow<()> {
        self.opening(group, depth);
        lines(&mut self.text, keys, EOL);
        (self.grown)(&mut self.text)
    }

    /// A blank line and the header of a table.
    fn opening(&mut self, group: Group, depth: usize) {
        self.text.push_str(EOL);
        lists::header(&mut self.text, group, depth);
        self.text.push_str(EOL);
    }

    /// A table whose keys are figures; none where nothing is to be said of any.
    fn figures(&mut self, report: &Report, (group, now): (Group, &Figures<'_>)) -> ControlFlow<()> {
        if now.values().all(Option::is_none) {
            return ControlFlow::Continue(());
        }
        self.opening(group, 1);
        let order = ordered(report, now.keys().copied());
        figures::lines(&mut self.text, &order, (now, EOL));
        (self.grown)(&mut self.text)
    }
}

/// Writes a line for each key that has something.
pub(super) fn lines(out: &mut String, keys: &[Line<'_>], eol: &str) {
    for (key, value) in keys {
        if let Some(value) = value {
            out.push_str(key);
            write_value(out, value, eol);
        }
    }
}
