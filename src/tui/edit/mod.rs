//! The caret and the editing commands, on a text that the report owns: none keeps a copy of it. In wording a slot or
//! clause mark is one character to them. Where the caret can go is in `laid`, what a paste must lose in `clean`;
//! undo and drawing are left to the caller.

mod clean;
mod laid;
#[cfg(test)]
mod properties;
mod stops;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::report::wording::{Mark, MarkKind, Wording};

pub use clean::{Cleaned, clean};
pub use laid::{Laid, Motion};
use stops::Stops;

/// Where typing goes. The text may change without it (undo, another step): each use begins with the nearest place in
/// the text that is there now.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Caret {
    /// The byte it stands before.
    pub at: usize,
    /// The other end of the selection, where there is one.
    pub anchor: Option<usize>,
    /// The column it would go back to, while moving up and down.
    column: Option<usize>,
    /// Where one row goes over into the next without a newline: it stands behind the first, not before the second.
    behind: bool,
}

impl Caret {
    /// Before the byte `at`, nothing selected.
    pub fn new(at: usize) -> Self {
        Self {
            at,
            ..Self::default()
        }
    }

    /// Behind a text, as on arriving at it.
    pub fn end_of(text: &str) -> Self {
        Self::new(text.len())
    }

    /// The bytes selected in a text without slots.
    pub fn selection(&self, text: &str) -> Option<Range<usize>> {
        Stops { text, whole: &[] }.selection(self)
    }

    /// The bytes selected in wording; a slot is in it as a whole.
    pub fn selection_in(&self, wording: &Wording) -> Option<Range<usize>> {
        Stops {
            text: wording.source(),
            whole: &ranges(wording),
        }
        .selection(self)
    }
}

/// What a key wants done to a text. What is selected goes first; the two that delete then delete no more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edit<'a> {
    /// Puts this in: a character typed, or a paste that went through [`clean`].
    Insert(&'a str),
    /// Takes the character before the caret.
    Backspace,
    /// Takes the character behind the caret.
    Delete,
    /// Takes everything.
    Empty,
}

/// Changes a text without slots, a field's or a name's; says whether there was anything to do.
pub fn edit(text: &mut String, caret: &mut Caret, edit: Edit<'_>) -> bool {
    let Some((range, with)) = change(&Stops { text, whole: &[] }, caret, edit) else {
        return false;
    };
    let end = range.start.saturating_add(with.len());
    text.replace_range(range, with);
    *caret = Caret::new(Stops { text, whole: &[] }.at_or_after(end));
    true
}

/// Changes wording; says whether there was anything to do. No slot is ever torn, and the two marks of a clause go together.
pub fn edit_wording(wording: &mut Wording, caret: &mut Caret, edit: Edit<'_>) -> bool {
    let source = wording.source();
    let Some((range, with)) = change(
        &Stops {
            text: source,
            whole: &ranges(wording),
        },
        caret,
        edit,
    ) else {
        return false;
    };
    let marks = wording.marks();
    let (open, close) = widowed(marks, &range);
    let mut text = String::with_capacity(source.len().saturating_add(with.len()).saturating_add(3));
    text.push_str(source.get(..open.start).unwrap_or_default());
    append(&mut text, marks, source, open.end..range.start);
    text.push_str(with);
    let end = text.len();
    append(&mut text, marks, source, range.end..close.start);
    append(&mut text, marks, source, close.end..source.len());
    *wording = Wording::new(&text);
    *caret = Caret::new(
        Stops {
            text: &text,
            whole: &ranges(wording),
        }
        .at_or_after(end),
    );
    true
}

/// What is replaced, and by what.
fn change<'a>(stops: &Stops<'_>, caret: &Caret, edit: Edit<'a>) -> Option<(Range<usize>, &'a str)> {
    let at = stops.at_or_before(caret.at);
    let selected = stops.selection(caret);
    let (range, with) = match edit {
        Edit::Insert(with) => (selected.unwrap_or(at..at), with),
        Edit::Backspace => (selected.or_else(|| Some(stops.before(at)?..at))?, ""),
        Edit::Delete => (selected.or_else(|| Some(at..stops.after(at)?))?, ""),
        Edit::Empty => (0..stops.text.len(), ""),
    };
    (!range.is_empty() || !with.is_empty()).then_some((range, with))
}

/// The `{?` before `taken` and the `?}` behind it that lose their partner with it; empty where there is none.
fn widowed(marks: &[Mark], taken: &Range<usize>) -> (Range<usize>, Range<usize>) {
    let mut widowed = (taken.start..taken.start, taken.end..taken.end);
    let goes = |mark: &Mark| taken.start <= mark.range.start && mark.range.end <= taken.end;
    let mut last = None;
    for mark in marks {
        match (mark.kind, last) {
            (MarkKind::Open, _) => last = Some(mark),
            (MarkKind::Close, Some(open)) => {
                match (goes(open), goes(mark)) {
                    (true, false) => widowed.1 = mark.range.clone(),
                    (false, true) => widowed.0 = open.range.clone(),
                    _ => {}
                }
                last = None;
            }
            _ => {}
        }
    }
    widowed
}

/// Appends a part of the source. A lone `{` right before a mark would become `{{` and tear it, so it is doubled: it
/// prints as the brace that it is.
fn append(text: &mut String, marks: &[Mark], source: &str, part: Range<usize>) {
    let Some(piece) = source.get(part.clone()).filter(|piece| !piece.is_empty()) else {
        return;
    };
    let braces = text.bytes().rev().take_while(|&byte| byte == b'{').count();
    let mark = marks
        .binary_search_by_key(&part.start, |mark| mark.range.start)
        .is_ok();
    if mark && piece.starts_with('{') && !braces.is_multiple_of(2) {
        text.push('{');
    }
    text.push_str(piece);
}

fn ranges(wording: &Wording) -> Vec<Range<usize>> {
    wording
        .marks()
        .iter()
        .map(|mark| mark.range.clone())
        .collect()
}
