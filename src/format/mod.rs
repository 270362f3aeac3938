//! The report file: TOML text to `Report` and back. The text stays as it was: writing lays the
//! differences between the report as read and as it now is over the text, so that comments, order,
//! unknown keys and line ends survive. Reading and writing the disk is `store`'s.

use std::ops::{ControlFlow, Range};
use std::sync::OnceLock;

use crate::report::{Place, Report};

mod broken;
mod keys;
mod layout;
mod locate;
mod normal;
mod reading;
mod spell;
mod syntax;
mod tree;
mod writing;

#[cfg(test)]
mod tests;

pub use broken::Broken;

use layout::Layout;
use writing::Out;

/// The mark with which some editors open a file.
const BOM: &str = "\u{feff}";

/// As many bytes of a new file are given away at once.
const PIECE: usize = 64 * 1024;

/// A report file as read: the text stays as it was, so that writing changes only what changed.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's text, with its BOM and line ends.
    text: String,
    /// Where things stand in the text behind the BOM; looked for when something is written or asked for.
    layout: OnceLock<Layout>,
    /// The report as the text has it.
    was: Report,
}

/// Takes a report file's text; gives the report and what is needed to write it back.
pub fn read(text: &str) -> Result<(Report, Source), Broken> {
    let body = text.strip_prefix(BOM).unwrap_or(text);
    let root = tree::read(body).map_err(|error| syntax::explain(body, &error))?;
    let was = reading::report(body, &root)?;
    Ok((
        was.clone(),
        Source {
            text: text.to_owned(),
            layout: OnceLock::new(),
            was,
        },
    ))
}

/// The text of a new file for a report made in memory.
pub fn write(report: &Report) -> String {
    let mut out = Out {
        text: String::new(),
        grown: &mut |_| ControlFlow::Continue(()),
    };
    // Nothing stops it.
    let _ = writing::fresh(report, &mut out);
    out.text
}

/// The same text piece by piece, each once some 64 KB are together: memory that no one touched before costs
/// more than what is written there. The first failure of `take` ends it.
pub fn write_in_pieces<E>(
    report: &Report,
    mut take: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    let mut taken = Ok(());
    let mut out = Out {
        // What comes last may go on a little beyond.
        text: String::with_capacity(PIECE.saturating_add(4 * 1024)),
        grown: &mut |text| {
            if text.len() >= PIECE {
                taken = take(text);
                text.clear();
            }
            match taken {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        },
    };
    let written = writing::fresh(report, &mut out);
    let rest = out.text;
    match written {
        ControlFlow::Continue(()) => take(&rest),
        ControlFlow::Break(()) => taken,
    }
}

impl Source {
    /// The file's text for the report as it now is: what did not change stays letter by letter.
    pub fn write(&self, report: &Report) -> String {
        if *report == self.was {
            return self.text.clone();
        }
        if self.layout().regular {
            return writing::text(self, report);
        }
        // Tables written in braces have no lines of their own to change: the file is first brought
        // into the usual form. What can't be is written anew rather than lost.
        match normal::form(self.body()).map(|body| read(&format!("{}{body}", self.bom()))) {
            Some(Ok((_, source))) if source.layout().regular => writing::text(&source, report),
            _ => write(report),
        }
    }

    /// Line and character (from 1) in the file of a place; `inner` is line and character (from 0)
    /// inside the wording, formula or condition there. `None` where the file does not hold it.
    pub fn locate(&self, place: &Place, inner: (usize, usize)) -> Option<(usize, usize)> {
        let at = locate::offset(self, place, inner)?;
        Some(position(self.body(), at))
    }

    /// The file's text as it was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn layout(&self) -> &Layout {
        self.layout
            .get_or_init(|| Layout::of(self.body()).unwrap_or_default())
    }

    fn body(&self) -> &str {
        self.text.strip_prefix(BOM).unwrap_or(&self.text)
    }

    fn bom(&self) -> &str {
        if self.text.starts_with(BOM) { BOM } else { "" }
    }
}

/// Line and character, both from 1, of a byte in a text.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count().saturating_add(1);
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count();
    (line, column.saturating_add(1))
}

/// Where the line that holds a byte begins.
fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(0, |end| end.saturating_add(1))
}

/// Where the line that holds a byte ends, behind its line end.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find('\n')
        .map_or(text.len(), |end| at.saturating_add(end).saturating_add(1))
}

/// A stretch of a text; empty where there is none.
fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// The line end that a text uses.
fn line_ending(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text.get(..at).is_some_and(|line| line.ends_with('\r')) => "\r\n",
        _ => "\n",
    }
}
