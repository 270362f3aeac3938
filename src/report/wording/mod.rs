//! Wording with slots: `{key}`, `{key:中文}`, clauses `{?…?}`, `{{` and `}}`. Reading it never fails;
//! what is no slot stays as plain text and is a fault with its place.

mod reader;
#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, LazyLock, OnceLock};

use super::formula::Condition;

/// A text of the report with what stands in it, which is found out when it is first asked. Cheap to clone; equal where
/// the source is.
#[derive(Clone)]
pub struct Wording(Arc<Inner>);

struct Inner {
    source: String,
    read: OnceLock<Box<Read>>,
}

/// What stands in a source.
struct Read {
    pieces: Vec<Piece>,
    marks: Vec<Mark>,
    faults: Vec<Fault>,
}

/// A stretch of wording.
#[derive(Clone, PartialEq, Debug)]
pub enum Piece {
    /// Text as it prints.
    Plain(String),
    /// The place of a figure.
    Slot(Slot),
    /// `{?…?}`: left out where an optional figure in it is blank or its condition does not hold.
    Clause(Box<Clause>),
}

/// `{key}` or `{key:form}`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slot {
    /// The field's key as spelled here.
    pub key: String,
    /// How the figure is printed.
    pub style: Style,
    /// 余 or 多 right behind the slot: the figure should be round.
    pub more: Option<char>,
}

/// How a slot prints its figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// As stored; a date as 2024年7月1日.
    Plain,
    /// A whole number in Chinese numerals.
    Chinese,
    /// A date as 7月1日.
    MonthDay,
    /// Last period's figure.
    Previous,
}

/// The inside of `{?…?}`.
#[derive(Clone, PartialEq, Debug)]
pub struct Clause {
    /// What stands before `|`.
    pub condition: Option<Condition>,
    /// The clause's text; no clause stands in it.
    pub pieces: Vec<Piece>,
}

/// A stretch of the source that stands for one thing, to be taken or left as a whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// Its bytes in the source.
    pub range: Range<usize>,
    /// What it is.
    pub kind: MarkKind,
}

/// What a mark is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MarkKind {
    /// `{key}` or `{key:form}`.
    Slot,
    /// `{?`, with the condition and `|` where there is one.
    Open,
    /// `?}`.
    Close,
    /// `{{` or `}}`.
    Brace,
}

/// A brace that is no slot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Line in the source, from 0.
    pub line: usize,
    /// Character in that line, from 0.
    pub column: usize,
    /// The words found.
    pub text: String,
    /// What is wrong and what to do, as one sentence.
    pub what: String,
}

impl Default for Wording {
    /// Nothing: one for all that have none.
    fn default() -> Self {
        static NOTHING: LazyLock<Wording> = LazyLock::new(|| Wording::of(String::new()));
        NOTHING.clone()
    }
}

impl From<String> for Wording {
    fn from(source: String) -> Self {
        match source.is_empty() {
            true => Self::default(),
            false => Self::of(source),
        }
    }
}

impl Wording {
    fn of(source: String) -> Self {
        Self(Arc::new(Inner {
            source,
            read: OnceLock::new(),
        }))
    }

    /// Wording as it stands in a report file.
    pub fn new(source: &str) -> Self {
        Self::from(source.to_owned())
    }

    fn read(&self) -> &Read {
        self.0
            .read
            .get_or_init(|| Box::new(reader::read(&self.0.source)))
    }

    /// As written.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// What it is made of, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.read().pieces
    }

    /// The slots and clause marks of the source and its doubled braces, in order.
    pub fn marks(&self) -> &[Mark] {
        &self.read().marks
    }

    /// The braces in it that are no slots.
    pub fn faults(&self) -> &[Fault] {
        &self.read().faults
    }

    /// Whether nothing but blanks stands there.
    pub fn is_blank(&self) -> bool {
        self.0.source.trim().is_empty()
    }

    /// Every slot, those in clauses too, in order.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.read().pieces.iter().flat_map(|piece| {
            let inner: &[Piece] = match piece {
                Piece::Clause(clause) => &clause.pieces,
                _ => std::slice::from_ref(piece),
            };
            inner.iter().filter_map(|piece| match piece {
                Piece::Slot(slot) => Some(slot),
                _ => None,
            })
        })
    }

    /// What stands in a row: the whole of it, with its clauses as one piece each, then the inside of each clause.
    pub(super) fn stretches(&self) -> impl Iterator<Item = &[Piece]> {
        let pieces = self.pieces();
        let clauses = pieces.iter().filter_map(|piece| match piece {
            Piece::Clause(clause) => Some(clause.pieces.as_slice()),
            _ => None,
        });
        std::iter::once(pieces).chain(clauses)
    }

    /// The keys of its slots and conditions in the order of the text.
    pub fn keys(&self) -> Vec<&str> {
        self.keys_where(|_| true)
    }

    /// The same, without the slots of clauses whose condition is not `there`.
    pub fn keys_where(&self, there: impl Fn(&Condition) -> bool) -> Vec<&str> {
        let mut keys = Vec::new();
        for piece in self.pieces() {
            match piece {
                Piece::Plain(_) => {}
                Piece::Slot(slot) => keys.push(slot.key.as_str()),
                Piece::Clause(clause) => {
                    keys.extend(clause.condition.iter().flat_map(Condition::keys));
                    if clause.condition.as_ref().is_none_or(&there) {
                        keys.extend(clause.pieces.iter().filter_map(|piece| match piece {
                            Piece::Slot(slot) => Some(slot.key.as_str()),
                            _ => None,
                        }));
                    }
                }
            }
        }
        keys
    }

    /// The conditions of its clauses.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.read().pieces.iter().filter_map(|piece| match piece {
            Piece::Clause(clause) => clause.condition.as_ref(),
            _ => None,
        })
    }
}

impl PartialEq for Wording {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.source == other.0.source
    }
}

impl Eq for Wording {}

impl fmt::Debug for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0.source, f)
    }
}
