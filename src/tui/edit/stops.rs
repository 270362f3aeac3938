//! Where a caret may stand: between two characters as a reader sees them (graphemes), never inside a slot or mark.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use super::Caret;
use crate::tui::wrap;

/// A text and, in order, what in it is one character to the caret.
pub(super) struct Stops<'a> {
    pub(super) text: &'a str,
    pub(super) whole: &'a [Range<usize>],
}

impl Stops<'_> {
    /// The stop at `at`, else the last before it.
    pub(super) fn at_or_before(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        loop {
            let boundary = floor(self.text, at);
            let stop = self.inside(boundary).map_or(boundary, |whole| whole.start);
            if stop == at {
                return at;
            }
            at = stop;
        }
    }

    /// The stop at `at`, else the first behind it.
    pub(super) fn at_or_after(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        loop {
            let boundary = ceil(self.text, at);
            let stop = self.inside(boundary).map_or(boundary, |whole| whole.end);
            if stop == at {
                return at;
            }
            at = stop;
        }
    }

    /// The last stop before this one.
    pub(super) fn before(&self, stop: usize) -> Option<usize> {
        Some(self.at_or_before(stop.checked_sub(1)?))
    }

    /// The first stop behind this one.
    pub(super) fn after(&self, stop: usize) -> Option<usize> {
        (stop < self.text.len()).then(|| self.at_or_after(stop.saturating_add(1)))
    }

    /// The part selected, widened to stops.
    pub(super) fn selection(&self, caret: &Caret) -> Option<Range<usize>> {
        let anchor = caret.anchor?;
        let range = self.at_or_before(anchor.min(caret.at))..self.at_or_after(anchor.max(caret.at));
        (!range.is_empty()).then_some(range)
    }

    /// What is one character to the caret and has `at` inside, not at an end.
    pub(super) fn inside(&self, at: usize) -> Option<&Range<usize>> {
        let first = self.whole.partition_point(|whole| whole.end <= at);
        self.whole.get(first).filter(|whole| whole.start < at)
    }
}

/// The grapheme boundary at `at` or before it.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at;
    while !text.is_char_boundary(at) {
        at = at.saturating_sub(1);
    }
    if is_boundary(text, at) {
        return at;
    }
    GraphemeCursor::new(at, text.len(), true)
        .prev_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(0)
}

/// The grapheme boundary at `at` or behind it.
fn ceil(text: &str, at: usize) -> usize {
    let mut at = at;
    while !text.is_char_boundary(at) {
        at = at.saturating_add(1);
    }
    if is_boundary(text, at) {
        return at;
    }
    GraphemeCursor::new(at, text.len(), true)
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

/// Whether a grapheme ends at `at`, the end of a `char`.
fn is_boundary(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at..).and_then(|after| after.chars().next());
    if before.is_none_or(wrap::stands_alone) && after.is_none_or(wrap::stands_alone) {
        return true;
    }
    GraphemeCursor::new(at, text.len(), true)
        .is_boundary(text, 0)
        .unwrap_or(true)
}
