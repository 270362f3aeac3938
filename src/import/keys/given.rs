//! Giving keys: each once, or again for what was met before; of those of one stem all but the first have a numeral.

use std::{iter, mem};

use compact_str::CompactString;

use crate::number;
use crate::report::{AS_OF, REPORT_DATE};

use super::{Given, Keys};

/// What a key may be, in the pieces that it is put together of: only few of those that are tried become keys.
pub(super) type Stem<'s> = [&'s str; 3];

/// So many keys of one stem have a number in a text that repeats itself.
const REPEATED: usize = 4;

impl Keys {
    /// The first of these keys that was not given yet; else the first of all with a number. What tells keys apart is
    /// looked for only while few of one stem have a number: a text with more repeats itself.
    pub(super) fn fresh<'s>(&mut self, mut stems: impl Iterator<Item = Stem<'s>>) -> CompactString {
        let says = |stem: &Stem<'_>| stem.iter().any(|piece| !piece.is_empty());
        let first = stems.find(says).unwrap_or(["空", "", ""]);
        self.put(first);
        if self.is_free() {
            return self.give();
        }
        let numbered = self.counts.get(self.key.as_str());
        if numbered.is_none_or(|count| *count < REPEATED) {
            for stem in stems.filter(says) {
                self.put(stem);
                if self.is_free() {
                    return self.give();
                }
            }
            self.put(first);
        }
        let length = self.key.len();
        loop {
            let nth = match self.counts.get_mut(self.key.as_str()) {
                Some(count) => {
                    *count = count.saturating_add(1);
                    *count
                }
                None => *self.counts.entry(self.key.as_str().into()).or_default(),
            };
            let numeral = self.numeral(nth);
            self.key.push_str(&numeral);
            if !self.given.contains_key(self.key.as_str()) {
                return self.give();
            }
            self.key.truncate(length);
        }
    }

    /// Whether the key in hand can be given; one that was given is known from now on to be wanted by several.
    fn is_free(&mut self) -> bool {
        match self.given.get_mut(self.key.as_str()) {
            Some(given) => {
                given.several = true;
                false
            }
            None => !taken(&self.key),
        }
    }

    /// Takes a key in hand.
    fn put(&mut self, stem: Stem<'_>) {
        self.key.clear();
        self.key.extend(stem);
    }

    /// Gives the key in hand.
    fn give(&mut self) -> CompactString {
        let key = CompactString::from(self.key.as_str());
        let given = Given {
            report: self.report,
            ..Given::default()
        };
        self.given.insert(key.clone(), given);
        key
    }

    /// The key of these pieces, where one thing alone of the report in hand has it, one that counts all there are where
    /// that is wanted.
    pub(super) fn again(&mut self, stem: Stem<'_>, all: bool) -> Option<CompactString> {
        self.put(stem);
        let given = self.given.get(self.key.as_str())?;
        let one = !given.several && given.report == self.report && (given.stock || !all);
        one.then(|| self.key.as_str().into())
    }

    /// Remembers that the figure of a key counts all there are.
    pub(super) fn is_stock(&mut self, key: &str) {
        if let Some(given) = self.given.get_mut(key) {
            given.stock = true;
        }
    }

    /// Whether the figure of a key counts all there are.
    pub(super) fn counts_all(&self, key: &str) -> bool {
        self.given.get(key).is_some_and(|given| given.stock)
    }

    /// The numeral of the next key of a stem of which there are `nth` with one: 二, 三, …
    fn numeral(&mut self, nth: usize) -> CompactString {
        while self.numerals.len() <= nth {
            let count = self.numerals.len().saturating_add(2);
            let numeral = number::chinese(number::Decimal::from(count));
            self.numerals
                .push(numeral.unwrap_or_else(|| count.to_string()).into());
        }
        self.numerals.get(nth).cloned().unwrap_or_default()
    }

    /// The key of what was met before, or a fresh one.
    pub(super) fn once<'s>(
        &mut self,
        what: CompactString,
        stems: impl Iterator<Item = Stem<'s>>,
    ) -> CompactString {
        if let Some(key) = self.same.get(&what) {
            return key.clone();
        }
        let key = self.fresh(stems);
        self.same.insert(what, key.clone());
        key
    }

    /// The key of what was met before, or a fresh one of one stem.
    pub(super) fn known(&mut self, what: CompactString, stem: &str) -> CompactString {
        self.once(what, iter::once([stem, "", ""]))
    }

    /// A fresh key of one stem.
    pub(super) fn new_key(&mut self, stem: &str) -> CompactString {
        self.fresh(iter::once([stem, "", ""]))
    }

    /// A key that every report has.
    pub(super) fn own(&mut self, key: &str) -> CompactString {
        self.given.entry(key.into()).or_default();
        key.into()
    }
}

impl Keys {
    /// Whether the field of a key is still to be made; from now on it is.
    pub(in super::super) fn lacks(&mut self, key: &CompactString) -> bool {
        match self.given.get_mut(key) {
            Some(given) => !mem::replace(&mut given.made, true),
            None => {
                let given = Given {
                    made: true,
                    ..Given::default()
                };
                self.given.insert(key.clone(), given).is_none()
            }
        }
    }
}

/// Keys that every report has anyway.
fn taken(key: &str) -> bool {
    key == AS_OF || key == REPORT_DATE
}
