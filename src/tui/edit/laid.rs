//! A text as it lies on the screen: its rows, where the caret stands in them, and where it can go from there.

use std::ops::Range;

use super::stops::Stops;
use super::{Caret, ranges};
use crate::report::wording::Wording;
use crate::tui::wrap::{Room, Rows, cluster, cut, width};

/// A text in rows. Made anew for each key and each drawing; nothing of it is kept.
pub struct Laid<'a, W> {
    text: &'a str,
    whole: Vec<Range<usize>>,
    rows: Vec<Range<usize>>,
    width_of: W,
}

/// Where a key sends the caret.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Motion {
    /// One character (or slot) back.
    Left,
    /// One character (or slot) on.
    Right,
    /// To the beginning of a word, of a run of Chinese characters, or of a slot.
    WordLeft,
    /// Behind such a word, run or slot.
    WordRight,
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// To the head of the row.
    Home,
    /// To the end of the row.
    End,
    /// To the head of the text.
    Top,
    /// To the end of the text.
    Bottom,
}

impl<'a, W: Fn(char) -> usize> Laid<'a, W> {
    /// A text in one row, however long.
    pub fn line(text: &'a str, width_of: W) -> Self {
        let rows = std::iter::once(0..text.len()).collect();
        Self {
            text,
            whole: Vec::new(),
            rows,
            width_of,
        }
    }

    /// Wording in rows, each slot and mark one character.
    pub fn wording(wording: &'a Wording, room: impl Into<Room>, width_of: W) -> Self {
        let (text, whole) = (wording.source(), ranges(wording));
        let rows = Rows::new(text, room.into(), &width_of)
            .whole(&whole)
            .collect();
        Self {
            text,
            whole,
            rows,
            width_of,
        }
    }

    /// The rows as byte ranges, without their newlines; never none.
    pub fn rows(&self) -> &[Range<usize>] {
        &self.rows
    }

    /// The row and column where the caret stands. Behind a full row the column is the width of the room.
    pub fn place(&self, caret: &Caret) -> (usize, usize) {
        let at = self.stops().at_or_before(caret.at);
        let mut row = self
            .rows
            .partition_point(|row| row.start <= at)
            .saturating_sub(1);
        if caret.behind && self.starts_amid(row) == Some(at) {
            row = row.saturating_sub(1);
        }
        let start = self.row(row).start;
        (
            row,
            width(self.text.get(start..at).unwrap_or_default(), &self.width_of),
        )
    }

    /// The caret for a click on this row and column; beyond the text, the nearest.
    pub fn caret_at(&self, row: usize, column: usize) -> Caret {
        let row = row.min(self.rows.len().saturating_sub(1));
        let (at, behind) = self
            .stop_in(row, column)
            .unwrap_or_else(|| (self.stops().at_or_before(self.row(row).start), false));
        Caret {
            at,
            behind,
            ..Caret::default()
        }
    }

    /// Moves the caret and drops the selection; left and right go to its ends first. Says whether the caret is elsewhere
    /// now: at the upper and lower edge of a text the key may mean another field.
    pub fn go(&self, caret: &mut Caret, motion: Motion) -> bool {
        let selected = self.stops().selection(caret);
        caret.anchor = None;
        match (selected, motion) {
            (Some(selected), Motion::Left) => *caret = Caret::new(selected.start),
            (Some(selected), Motion::Right) => *caret = Caret::new(selected.end),
            _ => return self.travel(caret, motion),
        }
        true
    }

    /// Moves the caret and selects what it passes; says whether it is elsewhere now.
    pub fn stretch(&self, caret: &mut Caret, motion: Motion) -> bool {
        let anchor = caret.anchor.unwrap_or(caret.at);
        let moved = self.travel(caret, motion);
        caret.anchor = Some(anchor).filter(|&anchor| anchor != caret.at);
        moved
    }

    /// What of the caret's row is shown in `columns`, so that the caret is in it, and the caret's column there. For a
    /// field longer than its room; the caret's own column, behind the text, is one of `columns`.
    pub fn window(&self, caret: &Caret, columns: usize) -> (Range<usize>, usize) {
        let (row, mut column) = self.place(caret);
        let row = self.row(row);
        let mut start = row.start;
        while column >= columns.max(1) {
            let Some(first) = cluster(self.text, start) else {
                break;
            };
            column = column.saturating_sub(width(first, &self.width_of));
            start = start.saturating_add(first.len());
        }
        let rest = self.text.get(start..row.end).unwrap_or_default();
        let shown = cut(rest, columns, &self.width_of);
        (start..start.saturating_add(shown.len()), column)
    }

    fn travel(&self, caret: &mut Caret, motion: Motion) -> bool {
        let stops = self.stops();
        let from = Caret {
            at: stops.at_or_before(caret.at),
            ..*caret
        };
        let (at, behind) = match motion {
            Motion::Left => (stops.before(from.at).unwrap_or(from.at), false),
            Motion::Right => (stops.after(from.at).unwrap_or(from.at), false),
            Motion::WordLeft => (self.word_left(from.at), false),
            Motion::WordRight => (self.word_right(from.at), false),
            Motion::Home => self
                .stop_in(self.place(&from).0, 0)
                .unwrap_or((from.at, from.behind)),
            Motion::End => self
                .stop_in(self.place(&from).0, usize::MAX)
                .unwrap_or((from.at, from.behind)),
            Motion::Top => (0, false),
            Motion::Bottom => (self.text.len(), false),
            Motion::Up | Motion::Down => {
                let (row, column) = self.place(&from);
                let column = from.column.unwrap_or(column);
                caret.at = from.at;
                caret.column = Some(column);
                let there = match motion {
                    Motion::Up => (0..row).rev().find_map(|row| self.stop_in(row, column)),
                    _ => (row.saturating_add(1)..self.rows.len())
                        .find_map(|row| self.stop_in(row, column)),
                };
                let Some((at, behind)) = there else {
                    return false;
                };
                (caret.at, caret.behind) = (at, behind);
                return true;
            }
        };
        *caret = Caret {
            at,
            behind,
            column: None,
            anchor: from.anchor,
        };
        (at, behind) != (from.at, from.behind)
    }

    /// The last stop of a row up to this column, else its first; and whether it is the end of a row that goes over into
    /// the next. A row in the midst of a long slot has none.
    fn stop_in(&self, row: usize, column: usize) -> Option<(usize, bool)> {
        let range = self.row(row);
        let stops = self.stops();
        let (mut at, mut used) = (range.start, 0usize);
        let mut best = None;
        loop {
            if stops.inside(at).is_none() && (used <= column || best.is_none()) {
                best = Some(at);
            }
            if at >= range.end || (used > column && best.is_some()) {
                break;
            }
            let Some(next) = cluster(self.text, at) else {
                break;
            };
            used = used.saturating_add(width(next, &self.width_of));
            at = at.saturating_add(next.len());
        }
        let best = best?;
        let goes_over = best == range.end && self.starts_amid(row.saturating_add(1)) == Some(best);
        Some((best, goes_over))
    }

    /// Where a row begins that the one before it goes over into.
    fn starts_amid(&self, row: usize) -> Option<usize> {
        let start = self.rows.get(row)?.start;
        let before = self.rows.get(row.checked_sub(1)?)?;
        (before.end == start).then_some(start)
    }

    fn row(&self, row: usize) -> Range<usize> {
        self.rows.get(row).cloned().unwrap_or_default()
    }

    fn stops(&self) -> Stops<'_> {
        Stops {
            text: self.text,
            whole: &self.whole,
        }
    }

    fn word_left(&self, from: usize) -> usize {
        let stops = self.stops();
        let mut at = from;
        let mut run = None;
        while let Some(before) = stops.before(at) {
            let sort = self.sort(before);
            match run {
                None if sort == Sort::Blank => {}
                None => run = Some(sort),
                Some(run) if run != sort || run == Sort::Whole => break,
                Some(_) => {}
            }
            at = before;
        }
        at
    }

    fn word_right(&self, from: usize) -> usize {
        let stops = self.stops();
        let mut at = from;
        let mut run = None;
        while let Some(after) = stops.after(at) {
            let sort = self.sort(at);
            match run {
                None if sort == Sort::Blank => {}
                None => run = Some(sort),
                Some(run) if run != sort || run == Sort::Whole => break,
                Some(_) => {}
            }
            at = after;
        }
        at
    }

    /// What stands behind a stop.
    fn sort(&self, stop: usize) -> Sort {
        if self
            .whole
            .binary_search_by_key(&stop, |whole| whole.start)
            .is_ok()
        {
            return Sort::Whole;
        }
        match self.text.get(stop..).and_then(|rest| rest.chars().next()) {
            None => Sort::Blank,
            Some(c) if c.is_whitespace() => Sort::Blank,
            Some('\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}') => Sort::Han,
            Some(c) if c.is_alphanumeric() => Sort::Word,
            Some(_) => Sort::Sign,
        }
    }
}

/// What a word is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Blank,
    Han,
    Word,
    Sign,
    Whole,
}
