//! The text beside a blank: the clause it stands in, before and behind.

use std::ops::Range;

use crate::check::chars::{Chars, is_han};

use crate::check::blanks::Sign;

use super::super::kinds::{Asked, What};
use super::super::words;
use super::Setting;
use super::nouns::{first, last};

/// As many characters beside a blank tell what it is about.
const REACH: usize = 24;

/// The text beside a blank, to the ends of its clause.
pub(super) struct Around {
    /// Before it.
    pub(super) left: String,
    /// Behind it and its measure.
    pub(super) right: String,
    /// The clause before.
    pub(super) earlier: String,
    /// As printed behind the blank, without 余 and 多.
    pub(super) unit: String,
    /// It is a figure that stands there and no blank.
    pub(super) given: bool,
    /// The blank as printed.
    pub(super) printed: String,
    /// The three characters behind that.
    pub(super) behind: String,
    /// From there to the next comma or stop.
    pub(super) sentence: String,
}

fn is_bound(c: char) -> bool {
    "，。；：、！？,;:!?（）()\t|\u{3000}".contains(c)
}

impl Around {
    pub(super) fn of(setting: Setting<'_>, at: usize, asked: &Asked) -> Self {
        let chars = setting.chars;
        let Range { start, end } = asked.range;
        let (behind, unit) = match &asked.what {
            What::Number(Some(unit)) => {
                let to = end.saturating_add(unit.length);
                let printed = chars.text(end..to);
                (
                    to,
                    printed
                        .chars()
                        .filter(|c| !matches!(c, '余' | '多' | ' '))
                        .collect(),
                )
            }
            _ => (end, String::new()),
        };
        let previous = at.checked_sub(1).and_then(|at| setting.asked.get(at));
        let least = previous.map_or(0, |asked| match &asked.what {
            What::Number(Some(unit)) => asked.range.end.saturating_add(unit.length),
            _ => asked.range.end,
        });
        let from = chars
            .run_back_within(start, REACH, |c| !is_bound(c))
            .max(least)
            .max(start.saturating_sub(REACH))
            .min(start);
        let next = setting
            .asked
            .get(at.saturating_add(1))
            .map_or(chars.len(), |asked| asked.range.start);
        let to = chars
            .run_within(behind, REACH, |c| !is_bound(c))
            .min(next.max(behind))
            .min(behind.saturating_add(REACH));
        let before = from.saturating_sub(1);
        let earlier = chars
            .run_back_within(before, REACH, |c| !is_bound(c))
            .max(before.saturating_sub(REACH));
        let earlier = if from == 0 {
            String::new()
        } else {
            masked(chars, earlier..before, setting.asked)
        };
        Self {
            left: chars.text(from..start).trim_end().to_owned(),
            right: chars.text(behind..to),
            earlier,
            unit,
            given: asked.given,
            printed: chars.text(start..end),
            behind: chars.text(behind..behind.saturating_add(3)),
            sentence: masked(
                chars,
                behind
                    ..chars
                        .run_within(behind, 60, |c| !"，。；".contains(c))
                        .min(behind.saturating_add(60)),
                setting.asked,
            ),
        }
    }

    /// The question asked for it: the clause with 多少 in it, or with its blank. Its sign keeps it from being taken
    /// for a name.
    pub(super) fn question(&self, what: &What) -> String {
        let left: String = last(&self.left, 14);
        let right = first(&self.right, 14);
        let question = match what {
            What::Number(_) => format!("{left}多少{}{right}？", self.unit),
            What::Name | What::Text => format!("原文是“{left}____{right}”"),
            What::Date(_) => return String::new(),
        };
        question
            .chars()
            .filter(|c| !matches!(c, '{' | '}' | '\n'))
            .collect()
    }
}

/// A stretch of text without its blanks.
fn masked(chars: Chars<'_>, range: Range<usize>, asked: &[Asked]) -> String {
    let first = asked.partition_point(|asked| asked.range.end <= range.start);
    let inside = asked
        .get(first..)
        .unwrap_or_default()
        .iter()
        .take_while(|asked| asked.range.start < range.end);
    let mut text = String::new();
    let mut from = range.start;
    for asked in inside {
        text.push_str(&chars.text(from..asked.range.start.max(from)));
        from = match &asked.what {
            What::Number(Some(unit)) => asked.range.end.saturating_add(unit.length),
            _ => asked.range.end,
        };
    }
    text.push_str(&chars.text(from..range.end.max(from)));
    text
}

/// What a blank in brackets says that it asks for: （填写姓名） → 姓名.
pub(super) fn prompt(setting: Setting<'_>, asked: &Asked) -> Option<String> {
    if asked.sign != Sign::Bracket {
        return None;
    }
    let printed = setting.chars.text(asked.range.clone());
    let words: String = printed.chars().filter(|c| is_han(*c)).collect();
    let mut words = words.as_str();
    for word in [
        "此处", "请", "待", "填写", "填入", "补充", "输入", "插入", "核实", "填", "补", "定",
    ] {
        words = words.strip_prefix(word).unwrap_or(words);
    }
    (!words.is_empty()).then(|| words.to_owned())
}

/// What a name ends in that begins at a position: the longest of the known ends.
pub(super) fn name_end(chars: Chars<'_>, at: usize) -> Option<&'static str> {
    let at = if chars.is(at, |c| matches!(c, '”' | '》' | ' ')) {
        at.saturating_add(1)
    } else {
        at
    };
    words::NAME_ENDS
        .iter()
        .filter(|end| chars.has(at, end))
        .max_by_key(|end| end.len())
        .copied()
}

/// Whether the blank beside this one, a 、 or nothing between, has the same end: a list of different names.
pub(super) fn neighbour(setting: Setting<'_>, at: usize, end: &str) -> bool {
    let length = end.chars().count();
    let listed = |first: Option<&Asked>, second: Option<&Asked>| {
        let (Some(first), Some(second)) = (first, second) else {
            return false;
        };
        let behind = first.range.end.saturating_add(length);
        let between = setting.chars.text(behind..second.range.start.max(behind));
        setting.chars.has(first.range.end, end)
            && setting.chars.has(second.range.end, end)
            && matches!(
                between.as_str(),
                "" | "、" | "和" | "及" | "与" | "，" | "等" | "或"
            )
    };
    let own = setting.asked.get(at);
    let before = at.checked_sub(1).and_then(|at| setting.asked.get(at));
    listed(before, own) || listed(own, setting.asked.get(at.saturating_add(1)))
}
