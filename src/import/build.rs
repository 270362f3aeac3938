//! Paragraphs with their roles and blanks → what was found, and the report: wording with slots, parts, fields.

use std::collections::HashSet;
use std::sync::Arc;

use crate::check::chars::Chars;
use crate::check::marker::Form;
use crate::number::{Decimal, Kind as FieldKind};
use crate::report::field::Field;
use crate::report::part::{Numbering, Part, PartId, Role as PartRole};
use crate::report::{Report, Wording};

use super::dates::{Dated, Unit};
use super::keys::{Key, Keys, Region, Setting};
use super::kinds::{Asked, What};
use super::outline::{Heading, Role};
use super::paragraphs::Paragraph;
use super::{Blank, Found, Heading as FoundHeading, Kind, words};

/// Levels that a report has, the sections counted.
const LEVELS: usize = 4;
/// As many characters on either side make the context of a blank.
const CONTEXT: usize = 8;

/// A text taken apart.
pub(super) struct Source<'a> {
    pub(super) text: &'a [char],
    pub(super) paragraphs: &'a [Paragraph],
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
        known: HashSet::new(),
        open: Vec::new(),
        forms: Vec::new(),
        headline: String::new(),
        plans: false,
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
    known: HashSet<String>,
    /// The parts that are open, outermost first.
    open: Vec<Part>,
    /// The forms of marker of the parts right below each level, the sections' own first.
    forms: Vec<Form>,
    headline: String,
    plans: bool,
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
                Role::Heading(heading) => heading.marker.form == Form::Volume,
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
                    headline: "",
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
            self.headline = chars.text(heading.start..heading.end);
            if heading.level == 1 || section_role(&self.headline).is_some() && heading.level <= 2 {
                self.plans = section_role(&self.headline) == Some(PartRole::Plans);
            }
        }
        let region = match role {
            Role::Title | Role::Subtitle | Role::To | Role::Signature => Region::Head,
            Role::Date => Region::Date,
            _ if self.plans => Region::Plans,
            _ => Region::Body,
        };
        let headline = self.headline.clone();
        let setting = Setting {
            chars,
            asked,
            region,
            headline: &headline,
        };
        let slots = self.slots(source, paragraph, setting);
        match *role {
            Role::Title => {
                let title = self.found.title.get_or_insert_default();
                title.push_str(&chars.text(0..chars.len()));
                let wording = wording(chars, &slots, 0..chars.len());
                self.report.head.title =
                    Wording::new(&format!("{}{wording}", self.report.head.title.source()));
            }
            Role::Heading(heading) => self.heading(chars, heading, &slots),
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
        paragraph: &Paragraph,
        setting: Setting<'_>,
    ) -> Vec<Slot> {
        let chars = setting.chars;
        let mut slots = Vec::with_capacity(setting.asked.len());
        for (at, asked) in setting.asked.iter().enumerate() {
            let Key { key, ask } = self.keys.key(setting, at);
            let spot = paragraph.spot(&asked.range);
            let text: String = source
                .text
                .get(spot.start..spot.end)
                .unwrap_or_default()
                .iter()
                .filter(|c| **c != '\n')
                .collect();
            let end = asked.range.end;
            let context =
                chars.text(asked.range.start.saturating_sub(CONTEXT)..end.saturating_add(CONTEXT));
            let (kind, unit) = match &asked.what {
                What::Number(unit) => (
                    Kind::Number,
                    unit.as_ref().map(|unit| {
                        chars
                            .text(end..end.saturating_add(unit.length))
                            .trim()
                            .to_owned()
                    }),
                ),
                What::Name => (Kind::Name, None),
                What::Date(_) => (Kind::Date, None),
                What::Text => (Kind::Text, None),
            };
            let printed = chars.text(asked.range.clone());
            match &asked.what {
                What::Date(date) => slots.extend(self.date(chars, date, &key)),
                What::Number(_) => {
                    let mut field = figure(&key, &printed, unit.as_deref());
                    field.ask = ask;
                    field.from = office(&key, setting);
                    slots.push(self.slot(asked.range.clone(), field, ""));
                }
                _ => {
                    let mut field = Field::new(&key, FieldKind::Text);
                    field.ask = ask;
                    field.from = office(&key, setting);
                    slots.push(self.slot(asked.range.clone(), field, ""));
                }
            }
            self.found.blanks.push(Blank {
                text,
                context,
                kind,
                unit,
                key,
                spot,
            });
        }
        slots
    }

    fn slot(&mut self, range: std::ops::Range<usize>, field: Field, style: &str) -> Slot {
        let text = format!("{{{}{style}}}", field.key);
        if self.known.insert(field.key.clone()) {
            self.fields.push(field);
        }
        Slot { range, text }
    }

    /// A date: one field where day and month are asked, else one for each part.
    fn date(&mut self, chars: Chars<'_>, date: &Dated, key: &str) -> Vec<Slot> {
        let part = |unit: Unit| date.parts.iter().find(|part| part.unit == unit);
        let blank = |unit: Unit| part(unit).is_some_and(|part| part.blank);
        let mut slots = Vec::new();
        if blank(Unit::Month) && blank(Unit::Day) {
            let style = if blank(Unit::Year) { "" } else { ":月日" };
            let first = part(if blank(Unit::Year) {
                Unit::Year
            } else {
                Unit::Month
            });
            let from = first.map_or(date.range.start, |part| part.figure.start);
            let to =
                part(Unit::Day).map_or(date.range.end, |part| part.figure.end.saturating_add(1));
            let to = chars
                .run(to.saturating_sub(1), |c| c == ' ')
                .max(to.saturating_sub(1))
                .saturating_add(1);
            slots.push(self.slot(from..to, Field::new(key, FieldKind::Date), style));
        }
        for part in date.parts.iter().filter(|part| part.blank) {
            if slots
                .iter()
                .any(|slot| slot.range.contains(&part.figure.start))
            {
                continue;
            }
            let several = date.parts.iter().filter(|part| part.blank).count() > 1;
            let (kind, ending, style) = match part.unit {
                Unit::Year => (
                    FieldKind::Year,
                    "年份",
                    if part.chinese { ":中文" } else { "" },
                ),
                Unit::Month => (FieldKind::Month, "月份", ""),
                Unit::Day => (FieldKind::Integer, "日", ""),
                Unit::Hour => (FieldKind::Integer, "时", ""),
                Unit::Minute => (FieldKind::Integer, "分", ""),
            };
            let own = if several || !slots.is_empty() {
                format!("{key}{ending}")
            } else {
                key.to_owned()
            };
            let mut field = Field::new(&own, kind);
            let most = match part.unit {
                Unit::Year => Some(2100),
                Unit::Month => None,
                Unit::Day => Some(31),
                Unit::Hour => Some(24),
                Unit::Minute => Some(59),
            };
            field.max = most.map(Decimal::from);
            field.min = match part.unit {
                Unit::Year => Some(Decimal::from(1949)),
                Unit::Day => Some(Decimal::ONE),
                _ => None,
            };
            slots.push(self.slot(part.figure.clone(), field, style));
        }
        slots.sort_by_key(|slot| slot.range.start);
        slots
    }

    fn heading(&mut self, chars: Chars<'_>, heading: Heading, slots: &[Slot]) {
        let headline = chars.text(heading.start..heading.end).trim_end().to_owned();
        let rest = chars.text(heading.end..chars.len());
        let goes_on = rest.chars().skip(1).any(|c| !c.is_whitespace());
        self.found.headings.push(FoundHeading {
            level: heading.level,
            marker: chars.text(0..heading.marker.length),
            text: headline.clone(),
            line: 0,
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
            self.open.push(part);
        }
        let mut part = self.part();
        part.role = (heading.level == 1)
            .then(|| section_role(&headline))
            .flatten();
        let stop = chars.at(heading.end);
        let runs_in = stop.is_some_and(|c| matches!(c, '。' | '：'));
        let (title, text) = if runs_in {
            let end = heading.end.saturating_add(1);
            (
                wording(chars, slots, heading.start..end),
                wording(chars, slots, end..chars.len()),
            )
        } else if stop.is_none() || stop.is_some_and(super::lines::is_space) {
            (
                wording(chars, slots, heading.start..heading.end),
                wording(chars, slots, heading.end..chars.len()),
            )
        } else {
            (
                String::new(),
                wording(chars, slots, heading.start..chars.len()),
            )
        };
        part.heading = Wording::new(title.trim());
        part.text = Wording::new(text.trim());
        self.number(heading);
        self.open.push(part);
    }

    fn part(&mut self) -> Part {
        let id = PartId(self.report.next_part);
        self.report.next_part = self.report.next_part.saturating_add(1);
        Part::new(id)
    }

    /// Takes the form of a heading for its level, where it is the first below its parent.
    fn number(&mut self, heading: Heading) {
        let numbering = numbering(heading.marker.form);
        match self.open.last_mut() {
            Some(parent) => {
                parent.numbering.get_or_insert(numbering);
            }
            None if self.report.parts.is_empty() => self.report.numbering = numbering,
            None => {}
        }
        self.forms.truncate(heading.level);
        self.forms.push(heading.marker.form);
    }

    /// Closes the open parts down to a depth.
    fn close(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(part) = self.open.pop() else { return };
            match self.open.last_mut() {
                Some(parent) => parent.parts.push(part),
                None => self.report.parts.push(part),
            }
        }
    }

    fn text(&mut self, role: Role, wording: &str) {
        let append = |to: &mut Wording| {
            let text = if to.is_blank() {
                wording.to_owned()
            } else {
                format!("{}\n{wording}", to.source())
            };
            *to = Wording::new(&text);
        };
        let head = &mut self.report.head;
        match role {
            Role::Subtitle => append(&mut head.subtitle),
            Role::To => append(&mut head.to),
            Role::Closing => append(&mut head.closing),
            Role::Signature => append(&mut head.signature),
            Role::After => append(&mut head.after),
            Role::Date => append(&mut head.after),
            _ => match self.open.last_mut() {
                Some(part) => append(&mut part.text),
                None => append(&mut head.opening),
            },
        }
    }

    fn finish(mut self) -> Built {
        let mut fields = self.fields;
        fields.extend(self.report.fields.iter().cloned());
        self.report.fields = Arc::new(fields);
        Built {
            report: self.report,
            found: self.found,
        }
    }
}

/// A slot in place of a blank.
struct Slot {
    range: std::ops::Range<usize>,
    text: String,
}

/// A stretch of a paragraph with its slots; braces of the text are doubled.
fn wording(chars: Chars<'_>, slots: &[Slot], range: std::ops::Range<usize>) -> String {
    let mut text = String::new();
    let mut from = range.start;
    let plain = |text: &mut String, part: Chars<'_>| {
        for c in part.0 {
            match c {
                '{' => text.push_str("{{"),
                '}' => text.push_str("}}"),
                c => text.push(*c),
            }
        }
    };
    for slot in slots
        .iter()
        .filter(|slot| slot.range.start >= range.start && slot.range.end <= range.end)
    {
        plain(&mut text, chars.part(from..slot.range.start));
        text.push_str(&slot.text);
        from = slot.range.end;
    }
    plain(&mut text, chars.part(from..range.end));
    text
}

fn numbering(form: Form) -> Numbering {
    match form {
        Form::Volume | Form::Part | Form::Chapter => Numbering::Part,
        Form::Chinese => Numbering::Chinese,
        Form::Bracketed => Numbering::Bracketed,
        Form::Arabic | Form::Decimal(_) | Form::Letter => Numbering::Arabic,
        Form::ArabicBracketed | Form::ArabicHalf => Numbering::ArabicBracketed,
        Form::Circled => Numbering::Circled,
        Form::First | Form::Must => Numbering::First,
        Form::Ordinal => Numbering::Ordinal,
    }
}

/// What a section is for, by its headline.
fn section_role(headline: &str) -> Option<PartRole> {
    let has = |words: &[&str]| words.iter().any(|word| headline.contains(word));
    if has(words::PLANS) && !headline.contains("落实情况") {
        Some(PartRole::Plans)
    } else if has(words::PROBLEMS) {
        Some(PartRole::Problems)
    } else if has(words::ACHIEVEMENTS) {
        Some(PartRole::Achievements)
    } else {
        None
    }
}

/// The field of a figure: its kind, unit and bounds.
fn figure(key: &str, printed: &str, unit: Option<&str>) -> Field {
    let unit = unit.unwrap_or_default();
    let unit: String = unit.chars().filter(|c| !matches!(c, '余' | '多')).collect();
    let point = printed
        .split(['.', '．'])
        .nth(1)
        .map(|places| places.chars().count());
    let kind = if matches!(unit.as_str(), "％" | "%") {
        FieldKind::Percent
    } else if point.is_some() || measured(&unit) {
        FieldKind::Decimal
    } else {
        FieldKind::Integer
    };
    let mut field = Field::new(key, kind);
    field.places = point.and_then(|places| u32::try_from(places).ok());
    match unit.as_str() {
        "％" | "%" => {
            let growth = key.ends_with('幅');
            field.max = growth.then(|| Decimal::from(1000));
        }
        "岁" => {
            field.min = Some(Decimal::ONE);
            field.max = Some(Decimal::from(120));
        }
        _ => {}
    }
    field.unit = unit;
    field
}

/// Units that are measured and not counted: their figures may have places.
fn measured(unit: &str) -> bool {
    unit.starts_with(['万', '亿'])
        || [
            "元",
            "亩",
            "公里",
            "千米",
            "平方",
            "立方",
            "公顷",
            "吨",
            "公斤",
            "千克",
            "百分点",
            "岁",
            "倍",
            "米",
            "毫米",
            "厘米",
            "斤",
            "小时",
            "千瓦",
            "度",
            "℃",
            "‰",
            "分",
            "升",
            "成",
        ]
        .iter()
        .any(|word| unit.contains(word))
}

/// Who supplies a figure, where its words say so.
fn office(key: &str, setting: Setting<'_>) -> String {
    let named = |text: &str| {
        words::OFFICES
            .iter()
            .find(|(_, words)| words.iter().any(|word| text.contains(word)))
            .map(|(office, _)| (*office).to_owned())
    };
    named(key)
        .or_else(|| named(setting.headline))
        .unwrap_or_default()
}
