//! Paragraphs with their roles and blanks → what was found, and the report: wording with slots, parts, fields.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use foldhash::HashSet;

use crate::check::chars::Chars;
use crate::check::marker::Form;
use crate::number::Kind as FieldKind;
use crate::report::field::Field;
use crate::report::part::{Part, PartId, Role as PartRole};
use crate::report::{HeadText, Report, Rule, Wording};

use super::keys::{Around, Headline, Keys, Region, Setting, counted};
use super::kinds::{self, Asked, What};
use super::outline::{Heading, Role, Scheme};
use super::paragraphs::Paragraph;
use super::relations::{self, Figure};
use super::{Blank, Found, Heading as FoundHeading, Kind};

mod fields;
mod finish;

use fields::{Slot, figure, numbering, office, section_role, wording};

/// Levels that a report has, the sections counted.
const LEVELS: usize = 4;
/// What is longer is no row of a table that anyone set.
const LONGEST_ROW: usize = 2_000;
/// As many characters on either side make the context of a blank.
const CONTEXT: usize = 8;

/// A text taken apart.
pub(super) struct Source<'a> {
    pub(super) text: &'a [char],
    pub(super) paragraphs: &'a [Paragraph<'a>],
    pub(super) asked: &'a [Vec<Asked>],
    pub(super) roles: &'a [Role],
}

/// A report and what it was made from.
pub(super) struct Built {
    pub(super) report: Report,
    pub(super) found: Found,
}

/// Makes the report.
pub(super) fn build(source: &Source<'_>) -> Built {
    let mut builder = Builder {
        report: Report::empty(),
        found: Found::default(),
        keys: Keys::default(),
        fields: Vec::new(),
        rules: Vec::new(),
        given: Vec::new(),
        known: HashSet::default(),
        head: BTreeMap::new(),
        open: Vec::new(),
        headline: Rc::default(),
        columns: Rc::default(),
        plans: false,
        dated: false,
    };
    builder.learn(source);
    for at in 0..source.paragraphs.len() {
        builder.add(source, at);
    }
    builder.close(0);
    builder.finish()
}

struct Builder {
    report: Report,
    found: Found,
    keys: Keys,
    fields: Vec<Field>,
    rules: Vec<Rule>,
    /// Figures of a finished report with what stood there.
    given: Vec<(String, String)>,
    known: HashSet<String>,
    /// The texts before and after the sections, as far as they have come.
    head: BTreeMap<HeadText, String>,
    /// The parts that are open, outermost first, each with its text.
    open: Vec<(Part, String)>,
    headline: Rc<Headline>,
    /// The first row of the table in hand.
    columns: Rc<[String]>,
    plans: bool,
    /// The date line stands.
    dated: bool,
}

impl Builder {
    /// Learns from title, addressee, signature and the first words of the opening who reports.
    fn learn(&mut self, source: &Source<'_>) {
        let mut opening = false;
        for ((paragraph, asked), role) in
            source.paragraphs.iter().zip(source.asked).zip(source.roles)
        {
            let names = match role {
                Role::Title | Role::Subtitle | Role::Signature => true,
                Role::Heading(heading) => heading.scheme == Scheme::Numbered(Form::Volume),
                Role::Opening if !opening => {
                    opening = true;
                    true
                }
                _ => false,
            };
            if names {
                self.keys.learn(Setting {
                    chars: paragraph.chars(),
                    asked,
                    region: Region::Head,
                    headline: &Headline::default(),
                    row: &[],
                    columns: &[],
                });
            }
        }
    }

    fn add(&mut self, source: &Source<'_>, at: usize) {
        let (Some(paragraph), Some(asked), Some(role)) = (
            source.paragraphs.get(at),
            source.asked.get(at),
            source.roles.get(at),
        ) else {
            return;
        };
        let chars = paragraph.chars();
        if let Role::Heading(heading) = role {
            let headline = chars.part(heading.start..heading.end);
            self.headline = Rc::new(Headline::of(headline));
            if heading.level <= 2 {
                let role = section_role(headline);
                if heading.level == 1 || role.is_some() {
                    self.plans = role == Some(PartRole::Plans);
                }
            }
        }
        let region = match role {
            Role::Title | Role::Subtitle | Role::To | Role::Signature => Region::Head,
            Role::Date => Region::Date,
            _ if self.plans => Region::Plans,
            _ => Region::Body,
        };
        let headline = Rc::clone(&self.headline);
        let row = if chars.len() <= LONGEST_ROW && kinds::is_row(chars) {
            kinds::cells(chars)
        } else {
            Vec::new()
        };
        if row.is_empty() {
            self.columns = Rc::default();
        } else if self.columns.is_empty() {
            self.columns = row.iter().map(|cell| cell.to_string()).collect();
        }
        let columns = Rc::clone(&self.columns);
        let setting = Setting {
            chars,
            asked,
            region,
            headline: &headline,
            row: &row,
            columns: &columns,
        };
        let slots = self.slots(source, paragraph, setting);
        match *role {
            Role::Title => {
                let title = self.found.title.get_or_insert_default();
                title.push_str(&chars.text(0..chars.len()));
                let wording = wording(chars, &slots, 0..chars.len());
                let title = self.head.entry(HeadText::Title).or_default();
                title.push_str(&wording);
            }
            Role::Heading(heading) => self.heading(chars, heading, &slots),
            Role::Date if self.date_line(chars, asked) => {}
            _ => {
                let wording = wording(chars, &slots, 0..chars.len());
                self.text(*role, &wording);
            }
        }
    }

    /// The slots of a paragraph; its blanks are found, its fields made.
    fn slots(
        &mut self,
        source: &Source<'_>,
        paragraph: &Paragraph<'_>,
        setting: Setting<'_>,
    ) -> Vec<Slot> {
        let chars = setting.chars;
        let mut slots = Vec::with_capacity(setting.asked.len());
        let first = self.found.blanks.len();
        for (at, asked) in setting.asked.iter().enumerate() {
            let before = slots.len();
            let around = Around::of(setting, at, asked);
            let key = self.keys.key(&around);
            let spot = paragraph.spot(&asked.range);
            let text = source.text.get(spot.start..spot.end).unwrap_or_default();
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
                        ask: around.question(),
                        from: office(&key, setting),
                        ..figure(&key, chars.part(start..end), unit.trim(char::is_whitespace))
                    };
                    self.field(&key, field);
                    slots.push(Slot::plain(start..end, &key));
                    Kind::Number
                }
                What::Name | What::Text => {
                    let field = || Field {
                        ask: around.question(),
                        ..Field::new(&key, FieldKind::Text)
                    };
                    self.field(&key, field);
                    slots.push(Slot::plain(start..end, &key));
                    if matches!(asked.what, What::Name) {
                        Kind::Name
                    } else {
                        Kind::Text
                    }
                }
            };
            let own = slots.get(before..).unwrap_or_default();
            let own: Vec<(String, String)> = own
                .iter()
                .map(|slot| (slot.key.clone(), chars.text(slot.range.clone())))
                .collect();
            if asked.given {
                self.given.extend_from_slice(&own);
            }
            let counted = matches!(asked.what, What::Number(Some(_)));
            self.found.blanks.push(Blank {
                slots: own,
                text: text.iter().filter(|c| **c != '\n').collect(),
                context: chars.text(context),
                kind,
                unit: counted.then(|| unit.trim(char::is_whitespace).to_string()),
                key,
                spot,
            });
        }
        let blanks = self.found.blanks.get(first..).unwrap_or_default();
        let figures: Vec<Figure<'_>> = blanks
            .iter()
            .zip(setting.asked)
            .filter(|(_, asked)| matches!(asked.what, What::Number(_)))
            .filter_map(|(blank, asked)| {
                let (key, _) = blank.slots.first()?;
                let unit = chars.part(asked.range.end..asked.counted_end());
                Some(Figure {
                    key,
                    unit: counted(unit).collect(),
                    start: asked.range.start,
                    end: asked.counted_end(),
                })
            })
            .collect();
        relations::rules(chars, &figures, &mut self.rules);
        slots
    }

    /// Makes the field of a key where there is none yet.
    fn field(&mut self, key: &str, made: impl FnOnce() -> Field) {
        if !self.known.contains(key) {
            self.known.insert(key.to_owned());
            self.fields.push(made());
        }
    }

    fn heading(&mut self, chars: Chars<'_>, heading: Heading, slots: &[Slot]) {
        let headline = chars.text(heading.start..heading.end).trim_end().to_owned();
        let rest = chars.text(heading.end..chars.len());
        let goes_on = rest.chars().skip(1).any(|c| !c.is_whitespace());
        self.found.headings.push(FoundHeading {
            level: heading.level,
            marker: chars.text(0..heading.printed),
            text: headline.clone(),
        });
        if goes_on {
            self.found.items.push(headline.clone());
        }
        if heading.level > LEVELS {
            // Deeper than a report goes: it stays text, its number as typed.
            let wording = wording(chars, slots, 0..chars.len());
            self.text(Role::Text, &wording);
            return;
        }
        self.close(heading.level.saturating_sub(1));
        while self.open.len() < heading.level.saturating_sub(1) {
            // A level was skipped: an unnamed one stands between.
            let part = self.part();
            self.open.push((part, String::new()));
        }
        let mut part = self.part();
        part.role = (heading.level == 1)
            .then(|| section_role(chars.part(heading.start..heading.end)))
            .flatten();
        // 首先， is made by no numbering: it stays as a word of the headline.
        let start = match heading.scheme {
            Scheme::Worded => 0,
            Scheme::Numbered(_) | Scheme::Styled => heading.start,
        };
        let stop = chars.at(heading.end);
        let runs_in = stop.is_some_and(|c| matches!(c, '。' | '：'));
        let (title, text) = if runs_in {
            let end = heading.end.saturating_add(1);
            (
                wording(chars, slots, start..end),
                wording(chars, slots, end..chars.len()),
            )
        } else if stop.is_none() || stop.is_some_and(super::lines::is_space) {
            (
                wording(chars, slots, start..heading.end),
                wording(chars, slots, heading.end..chars.len()),
            )
        } else {
            (String::new(), wording(chars, slots, start..chars.len()))
        };
        part.heading = Wording::new(title.trim());
        self.number(heading);
        self.open.push((part, text.trim().to_owned()));
    }

    fn part(&mut self) -> Part {
        let id = PartId(self.report.next_part);
        self.report.next_part = self.report.next_part.saturating_add(1);
        Part::new(id)
    }

    /// Takes the form of a heading for its level, where it is the first below its parent.
    fn number(&mut self, heading: Heading) {
        let numbering = numbering(heading.scheme);
        match self.open.last_mut() {
            Some((parent, _)) => {
                parent.numbering.get_or_insert(numbering);
            }
            None if self.report.parts.is_empty() => self.report.numbering = numbering,
            None => {}
        }
    }

    /// Closes the open parts down to a depth.
    fn close(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some((mut part, text)) = self.open.pop() else {
                return;
            };
            part.text = Wording::from(text);
            match self.open.last_mut() {
                Some((parent, _)) => parent.parts.push(part),
                None => self.report.parts.push(part),
            }
        }
    }

    /// Adds a paragraph to the text that it belongs to.
    fn text(&mut self, role: Role, wording: &str) {
        let of = match role {
            Role::Subtitle => HeadText::Subtitle,
            Role::To => HeadText::To,
            Role::Closing => HeadText::Closing,
            Role::Signature => HeadText::Signature,
            Role::After | Role::Date => HeadText::After,
            _ => HeadText::Opening,
        };
        let text = match self.open.last_mut() {
            Some((_, text)) if of == HeadText::Opening => text,
            _ => self.head.entry(of).or_default(),
        };
        if text.trim().is_empty() {
            text.clear();
        } else {
            text.push('\n');
        }
        text.push_str(wording);
    }
}
