//! The text of a new file: every table that the report has something for, straight into one text. A template made
//! of a megabyte full of blanks has tens of thousands.

use crate::report::Report;

use super::super::keys::{self, Keys};
use super::super::layout::Group;
use super::figures::{self, Figures, notes, ordered, previous, unfinished, values};
use super::lists::{self, Row};
use super::write_value;

/// Line end of a new file.
const EOL: &str = "\n";

/// A new file's text for a report.
pub(in crate::format) fn text(report: &Report) -> String {
    let mut out = format!("format = {}{EOL}", report.format);
    opening(&mut out, Group::Report, 1);
    lines(&mut out, &keys::report(report), EOL);
    for (group, now) in [
        (Group::Values, values(report)),
        (Group::Unfinished, unfinished(report, None)),
        (Group::Previous, previous(report)),
        (Group::Notes, notes(report)),
    ] {
        figures(&mut out, report, (group, &now));
    }
    rows(&mut out, Group::Field, lists::fields(report));
    rows(
        &mut out,
        Group::Rule,
        lists::rules(report, &Report::empty()),
    );
    rows(&mut out, Group::Accepted, lists::accepted(report));
    rows(&mut out, Group::Promised, lists::promised(report));
    rows(&mut out, Group::Section, lists::parts(report));
    out
}

/// A blank line and the header of a table.
fn opening(out: &mut String, group: Group, depth: usize) {
    out.push_str(EOL);
    lists::header(out, group, depth);
    out.push_str(EOL);
}

/// Writes a line for each key that has something.
pub(super) fn lines(out: &mut String, keys: &Keys<'_>, eol: &str) {
    for (key, value) in keys {
        if let Some(value) = value {
            out.push_str(key);
            write_value(out, value, eol);
        }
    }
}

/// A table whose keys are figures; none where nothing is to be said of any.
fn figures(out: &mut String, report: &Report, (group, now): (Group, &Figures<'_>)) {
    if now.values().all(Option::is_none) {
        return;
    }
    opening(out, group, 1);
    figures::lines(out, &ordered(report, now.keys().copied()), (now, EOL));
}

fn rows<'a>(out: &mut String, group: Group, rows: impl Iterator<Item = Row<'a>>) {
    for row in rows {
        opening(out, group, row.depth);
        lines(out, &row.keys, EOL);
    }
}
