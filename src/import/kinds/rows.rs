//! Rows of tables set as text: with tabs, with bars, or with white space between their cells.

use crate::check::chars::{Chars, is_han};

use super::super::lines::is_space;

/// What is longer is no row that anyone set with white space.
const LONGEST_SPACED: usize = 80;
/// The fewest cells of one.
const LEAST_SPACED: usize = 3;

/// A sign between the cells of a table.
fn is_edge(c: char) -> bool {
    matches!(c, '\t' | '|')
}

/// Whether a paragraph is a row of a table that has such signs.
pub(in super::super) fn is_edged(chars: Chars<'_>) -> bool {
    chars.0.iter().any(|c| is_edge(*c))
}

/// The cells of a row, none where a paragraph is no row; whether it is `edged` is known.
pub(in super::super) fn cells(chars: Chars<'_>, edged: bool) -> Vec<Chars<'_>> {
    if edged {
        let cells = chars.0.split(|c| is_edge(*c));
        return cells
            .map(|cell| Chars(cell).trim(char::is_whitespace))
            .collect();
    }
    if chars.len() > LONGEST_SPACED || !chars.0.iter().any(|c| is_space(*c)) {
        return Vec::new();
    }
    let mut cells = Vec::new();
    let mut at = 0_usize;
    while at < chars.len() {
        let (end, next) = spaced_end(chars, at);
        cells.push(chars.part(at..end));
        at = next;
    }
    // A line of labels, 出席：, or a sentence is no row.
    let words = chars.0.iter().any(|c| matches!(c, '：' | '。' | '；'));
    if cells.len() < LEAST_SPACED || words {
        cells.clear();
    }
    cells
}

/// Where a cell ends that is set with white space, and where the next begins.
fn spaced_end(chars: Chars<'_>, at: usize) -> (usize, usize) {
    let mut end = at;
    loop {
        end = chars.run(end, |c| !is_space(c));
        let next = chars.run(end, is_space);
        let gap = next.saturating_sub(end);
        // One space stands within a cell.
        if gap != 1 || !chars.is(end, |c| c == ' ') || end >= chars.len() {
            return (end, next);
        }
        end = next;
    }
}

/// Whether a paragraph is a further row of the table with these columns.
pub(in super::super) fn goes_on<T>(columns: &[T], chars: Chars<'_>, edged: bool) -> bool {
    !columns.is_empty() && (edged || columns.len() == cells(chars, false).len())
}

/// Whether a row can head the columns of others.
pub(super) fn heads(columns: &[Chars<'_>]) -> bool {
    columns.iter().all(|cell| cell.0.iter().any(|c| is_han(*c)))
}

/// The column, from 0, of a cell of a table that begins at a position: `chars` is the row.
pub(in super::super) fn column(chars: Chars<'_>, from: usize) -> usize {
    let before = chars.part(0..from);
    if is_edged(chars) {
        return before.0.iter().filter(|c| is_edge(**c)).count();
    }
    let (mut at, mut column) = (0_usize, 0_usize);
    loop {
        let (_, next) = spaced_end(chars, at);
        if next > from || next == at {
            return column;
        }
        (at, column) = (next, column.saturating_add(1));
    }
}

/// Whether a cell begins at a position, white space before it passed over.
pub(in super::super) fn begins(chars: Chars<'_>, from: usize) -> bool {
    let Some(before) = chars.before(from) else {
        return true;
    };
    is_edge(before) || !is_edged(chars) && is_space(before)
}

/// The column of a cell that holds a blank alone.
pub(super) fn cell(chars: Chars<'_>, start: usize, end: usize) -> Option<usize> {
    let from = chars.run_back(start, |c| c == ' ');
    let to = chars.run(end, |c| c == ' ');
    // What stands so far out is no table that anyone set.
    if from > 2_000 {
        return None;
    }
    if !is_edged(chars) {
        let apart = |c: Option<char>| c.is_none_or(is_space);
        return (apart(chars.before(start)) && apart(chars.at(end))).then(|| column(chars, start));
    }
    let opens = chars.before(from).is_some_and(is_edge) || from == 0 && chars.is(to, is_edge);
    let closes = chars.at(to).is_none_or(is_edge);
    (opens && closes).then(|| column(chars, from))
}

/// What the cell before says.
pub(super) fn label(chars: Chars<'_>, start: usize) -> Chars<'_> {
    let edge = chars.run_back(start, |c| !is_edge(c));
    let before = edge.saturating_sub(1);
    let from = chars.run_back(before, |c| !is_edge(c));
    chars.part(from..before).trim(char::is_whitespace)
}
