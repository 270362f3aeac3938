//! The blanks of a paragraph: each with its key, its field, its slot in the wording and the rules it is part of.

use std::ops::Range;

use compact_str::CompactString;

use crate::check::chars::Chars;
use crate::number::Kind as FieldKind;
use crate::report::Field;

use super::super::keys::{Around, Setting, counted};
use super::super::kinds::{Asked, What};
use super::super::letters::Passage;
use super::super::relations::{self, Figure};
use super::super::{Blank, Kind};
use super::Builder;
use super::fields::{Slot, figure, office};

/// As many characters on either side make the context of a blank.
const CONTEXT: usize = 8;

impl<'t> Builder<'t> {
    /// The slots of a paragraph; its blanks are counted and found, its fields made.
    pub(super) fn slots(&mut self, passage: Passage<'_, 't>, setting: Setting<'_>) -> Vec<Slot> {
        let chars = setting.chars;
        let mut slots = Vec::with_capacity(setting.asked.len());
        // The figures among the blanks, each with its slot.
        let mut figures = Vec::new();
        for (at, asked) in setting.asked.iter().enumerate() {
            if self.is_too_large() {
                break;
            }
            let before = slots.len();
            let around = Around::of(setting, at, asked);
            let key = self.keys.key(&around);
            let Range { start, end } = asked.range;
            let unit = chars.part(end..asked.counted_end());
            let kind = match &asked.what {
                What::Date(date) => {
                    slots.extend(self.date(chars, date, &key));
                    Kind::Date
                }
                What::Number(_) => {
                    let field = || Field {
                        ask: around.question(passage),
                        from: office(&key, setting),
                        ..figure(&key, chars.part(start..end), unit.trim(char::is_whitespace))
                    };
                    self.field(&key, field);
                    figures.push((slots.len(), asked));
                    Kind::Number
                }
                What::Name | What::Text => {
                    let field = || Field {
                        ask: around.question(passage),
                        ..Field::new(&key, FieldKind::Text)
                    };
                    self.field(&key, field);
                    if matches!(asked.what, What::Name) {
                        Kind::Name
                    } else {
                        Kind::Text
                    }
                }
            };
            self.blanks = self.blanks.saturating_add(1);
            if self.wanted.found() {
                let own = slots.get(before..).unwrap_or_default();
                self.found(passage, (asked, &key, kind), own);
            }
            // A date has the slots of its parts.
            if kind != Kind::Date {
                slots.push(Slot::plain(start..end, key));
            }
        }
        if self.wanted.report() {
            self.relate(setting.chars, &slots, &figures);
        }
        slots
    }

    /// Adds a blank to what was found: its key, what it asks for, and its slots.
    fn found(
        &mut self,
        passage: Passage<'_, 't>,
        (asked, key, kind): (&Asked, &CompactString, Kind),
        slots: &[Slot],
    ) {
        let spot = passage.paragraph.spot(&asked.range);
        let Range { start, end } = asked.range;
        let context = start.saturating_sub(CONTEXT)..end.saturating_add(CONTEXT);
        let printed = CompactString::from(passage.text(start..end));
        // A blank broken over a line may have white space in the text that the paragraph has not.
        let broken = spot.end.saturating_sub(spot.start) > end.saturating_sub(start);
        let parts = match &asked.what {
            What::Date(_) => slots
                .iter()
                .map(|slot| (slot.key.clone(), passage.text(slot.range.clone()).into()))
                .collect(),
            _ if broken => vec![(key.clone(), printed.clone())],
            _ => Vec::new(),
        };
        let counted = matches!(asked.what, What::Number(Some(_)));
        let as_printed = || passage.letters.text(spot.start..spot.end).chars();
        let blank = Blank {
            parts,
            text: match broken {
                true => as_printed().filter(|c| *c != '\n').collect(),
                false => printed,
            },
            context: passage.text(context),
            kind,
            unit: counted.then(|| passage.text(end..asked.counted_end()).trim().into()),
            key: key.clone(),
            spot,
        };
        if asked.given {
            let slots = blank.slots().map(|(key, text)| (key.into(), text.into()));
            self.given.extend(slots);
        }
        self.found.blanks.push(blank);
    }

    /// The rules between a paragraph's figures.
    fn relate(&mut self, chars: Chars<'_>, slots: &[Slot], figures: &[(usize, &Asked)]) {
        let figure = |(slot, asked): &(usize, &Asked)| {
            let unit = chars.part(asked.range.end..asked.counted_end());
            Some(Figure {
                key: &slots.get(*slot)?.key,
                unit: counted(unit).collect(),
                start: asked.range.start,
                end: asked.counted_end(),
            })
        };
        // What is related are at least two.
        if figures.len() >= 2 {
            let figures: Vec<Figure<'_>> = figures.iter().filter_map(figure).collect();
            relations::rules(chars, &figures, &mut self.rules);
        }
    }

    /// Makes the field of a key where there is none yet.
    pub(super) fn field(&mut self, key: &CompactString, made: impl FnOnce() -> Field) {
        if self.keys.lacks(key) && self.wanted.report() {
            self.fields.push(made());
        }
    }
}
