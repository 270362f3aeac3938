//! How headings lie in each other: which are open, outermost first, and whether those beside them have numbers.

use crate::check::chars::{Chars, is_han};
use crate::check::marker::{Form, Marker};

use super::Scheme;

/// The headings that are open, outermost first.
#[derive(Default)]
pub(super) struct Nest {
    open: Vec<Open>,
    /// Whether the headings of a level, those above them being open, have numbers: the first of them tells. A report
    /// numbers all of them or none.
    numbered: Vec<bool>,
}

/// A heading that is open.
#[derive(Clone, Copy)]
struct Open {
    scheme: Scheme,
    /// Its number.
    value: u32,
    /// Its level by how it is set, 0 where it is set as text.
    set: usize,
}

impl Nest {
    /// Whether a marker opens a heading here: 1.1 and a. only where they count on.
    pub(super) fn takes(&self, marker: Marker, chars: Chars<'_>) -> bool {
        let follows = self.at(marker.form).map_or(marker.value == 1, |open| {
            marker.value <= open.value.saturating_add(2)
        });
        match marker.form {
            Form::Decimal(_) | Form::Letter => follows || marker.value == 1,
            Form::First | Form::Must => marker.value <= 12 && (follows || marker.value <= 2),
            // A list that is only a line of numbers, 3.5 and 12、 of a table.
            _ => chars.0.iter().any(|c| is_han(*c)),
        }
    }

    /// Whether a form is open.
    pub(super) fn has(&self, form: Form) -> bool {
        self.at(form).is_some()
    }

    /// Whether nothing is open.
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether a row of words is open.
    pub(super) fn is_in_row(&self) -> bool {
        self.open.iter().any(|open| open.scheme == Scheme::Worded)
    }

    fn at(&self, form: Form) -> Option<&Open> {
        let scheme = Scheme::Numbered(form);
        self.open.iter().find(|open| open.scheme == scheme)
    }

    /// Opens the level of a number, closes those below it; gives the level, from 1, and the number that would follow.
    pub(super) fn number(&mut self, marker: Marker, set: usize) -> (usize, u32) {
        let scheme = Scheme::Numbered(marker.form);
        let level = self.level(marker.form, scheme);
        let before = self.open.get(level.saturating_sub(1));
        let expected = before.map_or(1, |open| open.value.saturating_add(1));
        self.enter(
            level,
            Open {
                scheme,
                value: marker.value,
                set,
            },
        );
        (level, expected)
    }

    /// Opens the next of a row of words, or a row; gives its level.
    pub(super) fn word(&mut self) -> usize {
        let known = self
            .open
            .iter()
            .position(|open| open.scheme == Scheme::Worded);
        let level = known.unwrap_or(self.open.len()).saturating_add(1);
        self.enter(
            level,
            Open {
                scheme: Scheme::Worded,
                value: 0,
                set: 0,
            },
        );
        level
    }

    /// Opens a heading that is only set as one, so far down; gives its level, or none where those beside it are
    /// numbered.
    pub(super) fn styled(&mut self, set: usize) -> Option<usize> {
        // Beside what is set alike, below what is set above it; numbers of the text lie below either.
        let beside = self
            .open
            .iter()
            .position(|open| open.set >= set || open.set == 0 && rank(open.scheme).is_none());
        let depth = beside.unwrap_or(self.open.len());
        if self.numbered.get(depth) == Some(&true) {
            return None;
        }
        let level = depth.saturating_add(1);
        self.enter(
            level,
            Open {
                scheme: Scheme::Styled,
                value: 0,
                set,
            },
        );
        Some(level)
    }

    fn enter(&mut self, level: usize, open: Open) {
        self.open.truncate(level.saturating_sub(1));
        self.open.push(open);
        self.numbered.truncate(level);
        if self.numbered.len() < level {
            let numbered = matches!(open.scheme, Scheme::Numbered(_));
            self.numbered.push(numbered);
        }
    }

    /// The level at which a number of this form stands here.
    fn level(&mut self, form: Form, scheme: Scheme) -> usize {
        let open = &mut self.open;
        if let Some(at) = open.iter().position(|open| open.scheme == scheme) {
            return at.saturating_add(1);
        }
        let below = |open: &Open| {
            let outer = rank(scheme).is_some_and(|own| rank(open.scheme).is_none_or(|it| it > own));
            // 一是 and 一要 of one list side by side.
            let beside = is_spoken(scheme) && is_spoken(open.scheme);
            // 1.1 stands below 1., 1.1.1 below 1.1.
            let finer = matches!(
                (form, open.scheme),
                (Form::Decimal(own), Scheme::Numbered(Form::Decimal(known))) if known >= own
            );
            outer || beside || finer
        };
        let at = open.iter().position(below).unwrap_or(open.len());
        at.saturating_add(1)
    }
}

fn is_spoken(scheme: Scheme) -> bool {
    matches!(
        scheme,
        Scheme::Numbered(Form::First | Form::Must | Form::Ordinal)
    )
}

/// How far out a heading stands by the standard; the others go where they first stand.
fn rank(scheme: Scheme) -> Option<u8> {
    match scheme {
        Scheme::Numbered(Form::Volume) => Some(0),
        Scheme::Numbered(Form::Part | Form::Chapter) | Scheme::Styled => Some(1),
        Scheme::Numbered(Form::Chinese) => Some(2),
        _ => None,
    }
}
