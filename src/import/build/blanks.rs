//! The blanks of a paragraph: each with its key, its field, its slot in the wording and the rules it is part of.

use std::ops::Range;

use compact_str::CompactString;

use crate::number::Kind as FieldKind;
use crate::report::Field;

use super::super::keys::{Around, Setting, counted};
use super::super::kinds::What;
use super::super::letters::Passage;
use super::super::relations::{self, Figure};
use super::super::{Blank, Kind};
use super::fields::{Slot, figure, office};
use super::{Builder, Wanted};

/// As many characters on either side make the context of a blank.
const CONTEXT: usize = 8;

impl Builder {
    /// The slots of a paragraph; its blanks are found, its fields made.
    pub(super) fn slots(&mut self, passage: Passage<'_>, setting: Setting<'_>) -> Vec<Slot> {
        let chars = setting.chars;
        let mut slots = Vec::with_capacity(setting.asked.len());
        let first = self.found.blanks.len();
        for (at, asked) in setting.asked.iter().enumerate() {
            if self.is_too_large() {
                break;
            }
            let before = slots.len();
            let around = Around::of(setting, at, asked);
            let key = self.keys.key(&around);
            let spot = passage.paragraph.spot(&asked.range);
            let Range { start, end } = asked.range;
            let context = start.saturating_sub(CONTEXT)..end.saturating_add(CONTEXT);
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
                    slots.push(Slot::plain(start..end, key.clone()));
                    Kind::Number
                }
                What::Name | What::Text => {
                    let field = || Field {
                        ask: around.question(passage),
                        ..Field::new(&key, FieldKind::Text)
                    };
                    self.field(&key, field);
                    slots.push(Slot::plain(start..end, key.clone()));
                    if matches!(asked.what, What::Name) {
                        Kind::Name
                    } else {
                        Kind::Text
                    }
                }
            };
            let printed = CompactString::from(passage.text(start..end));
            // A blank broken over a line may have white space in the text that the paragraph has not.
            let broken = spot.end.saturating_sub(spot.start) > end.saturating_sub(start);
            let parts = match &asked.what {
                What::Date(_) => {
                    let own = slots.get(before..).unwrap_or_default().iter();
                    own.map(|slot| (slot.key.clone(), passage.text(slot.range.clone()).into()))
                        .collect()
                }
                _ if broken => vec![(key.clone(), printed.clone())],
                _ => Vec::new(),
            };
            let counted = matches!(asked.what, What::Number(Some(_)));
            let as_printed = passage.letters.text(spot.start..spot.end);
            let blank = Blank {
                parts,
                text: match broken {
                    true => as_printed.chars().filter(|c| *c != '\n').collect(),
                    false => printed,
                },
                context: passage.text(context).into(),
                kind,
                unit: counted.then(|| {
                    let unit = unit.trim(char::is_whitespace);
                    unit.short(0..unit.len())
                }),
                key,
                spot,
            };
            if asked.given {
                let slots = blank.slots().map(|(key, text)| (key.into(), text.into()));
                self.given.extend(slots);
            }
            self.found.blanks.push(blank);
        }
        if self.wanted != Wanted::Found {
            self.relate(setting, first);
        }
        slots
    }

    /// The rules between a paragraph's figures, whose blanks are found from `first` on.
    fn relate(&mut self, setting: Setting<'_>, first: usize) {
        let chars = setting.chars;
        let blanks = self.found.blanks.get(first..).unwrap_or_default();
        let figures: Vec<Figure<'_>> = blanks
            .iter()
            .zip(setting.asked)
            .filter(|(_, asked)| matches!(asked.what, What::Number(_)))
            .map(|(blank, asked)| {
                let unit = chars.part(asked.range.end..asked.counted_end());
                Figure {
                    key: &blank.key,
                    unit: counted(unit).collect(),
                    start: asked.range.start,
                    end: asked.counted_end(),
                }
            })
            .collect();
        relations::rules(chars, &figures, &mut self.rules);
    }

    /// Makes the field of a key where there is none yet.
    pub(super) fn field(&mut self, key: &CompactString, made: impl FnOnce() -> Field) {
        if self.keys.lacks(key) && self.wanted != Wanted::Found {
            self.fields.push(made());
        }
    }
}
