//! 首先… 其次… 最后…: paragraphs that a row of words counts.

use std::cell::OnceCell;

use crate::check::chars::{Chars, one_of};
use crate::check::marker::{Form, Marker, marker};

use super::super::paragraphs::Paragraph;
use super::nest::Nest;

/// What opens a row.
const FIRST: &str = "首先";

/// What goes on in it.
const NEXT: [&str; 8] = [
    "其次",
    "再次",
    "再者",
    "再就是",
    "然后",
    "接着",
    "另外",
    "最后",
];

/// The words, with the sign behind them, with which a paragraph stands in a row, in characters: 首先， 其次、 最后是; 第二，
/// too, which may follow 首先.
pub(super) fn word(chars: Chars<'_>, marker: Option<Marker>) -> Option<usize> {
    if let Some(marker) = marker {
        let goes_on = marker.form == Form::Ordinal && marker.value > 1;
        return goes_on.then_some(marker.length);
    }
    let word = [FIRST]
        .iter()
        .chain(&NEXT)
        .find(|word| chars.has(0, word))?;
    let end = word.chars().count();
    // 首先是 opens as 一是 does; 首先从 is a sentence.
    let signed = chars.is(end, |c| one_of(c, "，、,：:是要"));
    signed.then(|| end.saturating_add(1))
}

/// The rows of a text.
pub(super) struct Rows<'a> {
    paragraphs: &'a [Paragraph<'a>],
    /// The last paragraph that is numbered as a section is.
    last_section: OnceCell<Option<usize>>,
}

impl<'a> Rows<'a> {
    pub(super) fn of(paragraphs: &'a [Paragraph<'a>]) -> Self {
        Self {
            paragraphs,
            last_section: OnceCell::new(),
        }
    }

    /// Whether a paragraph that opens with a word of a row stands in one, or opens it.
    pub(super) fn holds(&self, at: usize, nest: &Nest) -> bool {
        // 第二， in a list of its own follows 第一，.
        nest.is_in_row() && !nest.has(Form::Ordinal) || self.opens(at, nest)
    }

    /// Whether 首先 stands there, and something goes on with it before what is open here does.
    fn opens(&self, at: usize, nest: &Nest) -> bool {
        let is_first = |paragraph: &Paragraph<'_>| paragraph.chars().has(0, FIRST);
        let first = self.paragraphs.get(at).filter(|first| is_first(first));
        if first.is_none_or(|first| runs_on(first.chars())) {
            return false;
        }
        for paragraph in self.paragraphs.iter().skip(at.saturating_add(1)) {
            let chars = paragraph.chars();
            let marker = marker(chars, 0);
            if is_first(paragraph) || paragraph.hashes > 0 {
                return false;
            }
            if word(chars, marker).is_some() {
                // The sections of a report are numbered all or none.
                return !nest.is_empty() || self.last_section().is_none_or(|last| last < at);
            }
            if marker.is_some_and(|marker| nest.has(marker.form) || is_section(marker)) {
                return false;
            }
        }
        false
    }

    fn last_section(&self) -> Option<usize> {
        let section = |paragraph: &Paragraph<'_>| {
            let marker = marker(paragraph.chars(), 0);
            marker.is_some_and(|marker| is_section(marker) || marker.form == Form::Bracketed)
        };
        *self
            .last_section
            .get_or_init(|| self.paragraphs.iter().rposition(section))
    }
}

/// Whether the row goes on in the paragraph itself: 首先…；其次….
fn runs_on(chars: Chars<'_>) -> bool {
    let mut stops = (1..chars.len()).filter(|at| {
        chars
            .before(*at)
            .is_some_and(|c| matches!(c, '。' | '；' | '，'))
    });
    stops.any(|at| chars.has_any(at, &NEXT))
}

fn is_section(marker: Marker) -> bool {
    matches!(
        marker.form,
        Form::Volume | Form::Part | Form::Chapter | Form::Chinese
    )
}
