//! What a blank becomes: its slot in the wording and its field; what a headline says of its section.

use std::ops::Range;

use compact_str::CompactString;

use crate::check::chars::Chars;
use crate::check::marker::Form;
use crate::check::words::Words;
use crate::number::{self, Decimal, Kind as FieldKind};
use crate::report::field::Field;
use crate::report::part::{Numbering, Role};
use crate::report::{AS_OF, Answer, Condition, Level, REPORT_DATE, Rule, Stored, Wording};

use super::super::dates::{Dated, Unit};
use super::super::keys::{Setting, counted};
use super::super::kinds::Asked;
use super::super::letters::{Passage, has_brace, is_brace};
use super::super::outline::Scheme;
use super::super::words;

/// The most that a percentage can come to which is none of a whole.
pub(super) const MOST_PERCENT: i64 = 1000;

/// A slot in place of a blank.
pub(super) struct Slot {
    /// Its characters in the paragraph.
    pub(super) range: Range<usize>,
    /// Its field.
    pub(super) key: CompactString,
    /// What stands behind the key in the wording: how it is printed.
    pub(super) style: &'static str,
}

impl Slot {
    /// A slot that is printed as its figure is.
    pub(super) fn plain(range: Range<usize>, key: CompactString) -> Self {
        Self {
            range,
            key,
            style: "",
        }
    }

    /// How many bytes it takes in the wording.
    fn length(&self) -> usize {
        let braces = 2_usize;
        braces
            .saturating_add(self.key.len())
            .saturating_add(self.style.len())
    }
}

/// A stretch of a paragraph with its slots; braces of the text are doubled.
pub(super) fn wording(passage: Passage<'_, '_>, slots: &[Slot], range: Range<usize>) -> String {
    let mut text = String::new();
    add_wording(&mut text, passage, (slots, range));
    text
}

/// Adds such a stretch to a text.
pub(super) fn add_wording(
    text: &mut String,
    passage: Passage<'_, '_>,
    (slots, range): (&[Slot], Range<usize>),
) {
    let inside = |slot: &&Slot| slot.range.start >= range.start && slot.range.end <= range.end;
    let slots = || slots.iter().filter(inside);
    let whole = passage.text(range.clone());
    if slots().next().is_none() {
        return plain(text, &whole);
    }
    let more = |length: usize, slot: &Slot| length.saturating_add(slot.length());
    text.reserve(slots().fold(whole.len(), more));
    let mut from = range.start;
    for slot in slots() {
        plain(text, &passage.text(from..slot.range.start));
        text.extend(["{", &slot.key, slot.style, "}"]);
        from = slot.range.end;
    }
    plain(text, &passage.text(from..range.end));
}

/// Adds text as it stands, its braces doubled.
fn plain(text: &mut String, part: &str) {
    if !has_brace(part) {
        return text.push_str(part);
    }
    for c in part.chars() {
        text.push(c);
        if is_brace(c) {
            text.push(c);
        }
    }
}

/// A text without white space around it, not copied where it has none.
pub(super) fn trimmed(text: String) -> String {
    let bare = text.trim();
    match bare.len() == text.len() {
        true => text,
        false => bare.to_owned(),
    }
}

pub(super) fn numbering(scheme: Scheme) -> Numbering {
    let Scheme::Numbered(form) = scheme else {
        return Numbering::None;
    };
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
fn section_role(headline: Chars<'_>) -> Option<Role> {
    if words::PLANS.stand_in(headline) && !words::NO_PLANS.stand_in(headline) {
        Some(Role::Plans)
    } else if words::PROBLEMS.stand_in(headline) {
        Some(Role::Problems)
    } else if words::ACHIEVEMENTS.stand_in(headline) {
        Some(Role::Achievements)
    } else {
        None
    }
}

/// The field of a year.
pub(super) fn year_field(key: &str) -> Field {
    let mut field = Field::new(key, FieldKind::Year);
    field.rare.min = Some(Decimal::from(1949));
    field.rare.max = Some(Decimal::from(2100));
    field
}

/// The field of a figure: its kind, unit and bounds.
pub(super) fn figure(key: &str, printed: Chars<'_>, unit: Chars<'_>) -> Field {
    let unit: CompactString = counted(unit).collect();
    let mut parts = printed.0.split(|c| matches!(c, '.' | '．'));
    let point = parts.nth(1).map(<[char]>::len);
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
            // A figure can grow by more than itself, and a task be done and more.
            let open = key.ends_with('幅') || key.ends_with("完成率");
            if open {
                field.rare.max = Some(Decimal::from(MOST_PERCENT));
            }
        }
        "岁" => {
            field.rare.min = Some(Decimal::ONE);
            field.rare.max = Some(Decimal::from(120));
        }
        _ => {}
    }
    field.unit = unit;
    field
}

/// Units that are measured and not counted: their figures may have places.
fn measured(unit: &str) -> bool {
    unit.starts_with(['万', '亿']) || MEASURED.are_in(unit)
}

/// What stands in units that are measured.
static MEASURED: Words = Words::new(&[
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
]);

/// Who supplies a figure, where its words say so.
pub(super) fn office(key: &str, setting: Setting<'_>) -> CompactString {
    let found = words::office(key).or_else(|| setting.headline.office());
    CompactString::const_new(found.unwrap_or_default())
}

impl super::Builder<'_> {
    /// What a section is for; behind one that looked back, 重点工作 are those of the year to come.
    pub(super) fn role(&self, headline: Chars<'_>) -> Option<Role> {
        let ahead = ["重点工作", "工作任务", "总体要求", "主要目标", "年主要工作"];
        if self.reviewed && !headline.holds("回顾") && ahead.iter().any(|word| headline.holds(word))
        {
            return Some(Role::Plans);
        }
        section_role(headline)
    }

    /// Makes a paragraph the report's date line; false where it is more than a date, or the date line stands already.
    pub(super) fn date_line(&mut self, chars: Chars<'_>, asked: &[Asked]) -> bool {
        if self.dated {
            return false;
        }
        let whole = |asked: &&Asked| asked.range.start == 0 && asked.range.end == chars.len();
        let blank = asked.first().filter(whole).is_some();
        let printed = chars.text(0..chars.len());
        if blank {
            // The date line is printed, blank, where a rule needs the date.
            self.rules.push(Rule {
                expect: Condition::new(&format!("{{{REPORT_DATE}}} >= {{{AS_OF}}}")),
                message: Wording::new(&format!(
                    "成文日期{{{REPORT_DATE}}}早于数据截至的{{{AS_OF}}}：请改一个。"
                )),
                level: Level::Error,
                when: None,
            });
            if self.keys.lacks(&AS_OF.into()) {
                let mut field = Field::new(AS_OF, FieldKind::Date);
                field.ask = "数据截至哪一天（没有就空着）".to_owned();
                field.optional = true;
                self.fields.push(field);
            }
            if let Some(found) = self.found.blanks.last_mut() {
                found.parts = vec![(REPORT_DATE.into(), printed.into())];
            }
        } else {
            let form = Field::new(REPORT_DATE, FieldKind::Date);
            let Ok(reading) = number::parse(&printed, &form.form(&[])) else {
                return false;
            };
            let answer = Answer {
                value: Some(Stored::of(&reading.value)),
                ..Answer::default()
            };
            self.report.answers.insert(REPORT_DATE.to_owned(), answer);
        }
        self.dated = true;
        true
    }

    /// A date: one field where day and month are asked, else one for each part.
    pub(super) fn date(
        &mut self,
        chars: Chars<'_>,
        date: &Dated,
        key: &CompactString,
    ) -> Vec<Slot> {
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
            let field = || Field::new(key, FieldKind::Date);
            self.field(key, field);
            let key = key.clone();
            let range = from..to;
            slots.push(Slot { range, key, style });
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
                CompactString::from_iter([key, ending])
            } else {
                key.clone()
            };
            let field = || {
                let mut field = Field::new(&own, kind);
                let most = match part.unit {
                    Unit::Year => return year_field(&own),
                    Unit::Month => None,
                    Unit::Day => Some(31),
                    Unit::Hour => Some(24),
                    Unit::Minute => Some(59),
                };
                if let Some(most) = most {
                    field.rare.max = Some(Decimal::from(most));
                }
                if part.unit == Unit::Day {
                    field.rare.min = Some(Decimal::ONE);
                }
                field
            };
            self.field(&own, field);
            slots.push(Slot {
                range: part.figure.clone(),
                key: own,
                style,
            });
        }
        slots.sort_by_key(|slot| slot.range.start);
        slots
    }
}
