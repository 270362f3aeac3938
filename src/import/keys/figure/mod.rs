//! Keys of figures: what is counted, told by the words beside the figure, by those of the figure before in the same
//! sentence (比上届下降X岁, 其中整改X个, 占X％), by row and column of a table.

use std::{iter, mem};

use crate::check::chars::Chars;
use crate::check::measure::Unit;

use super::super::words;
use super::nouns::{bare_clause, ending, first, joined, letters, noun_before};
use super::{Around, Keys, says};

mod against;
mod counted;

use against::{beyond, changed, shared};
use counted::counted;

/// The figure before in the same sentence.
#[derive(Default)]
pub(super) struct Before {
    /// What it counted.
    noun: String,
    /// Its key.
    key: String,
    /// What that ends in behind it.
    end: String,
    /// The word it was measured in.
    measure: &'static str,
}

/// What a figure is called: a noun and what its name ends in.
struct Named {
    noun: String,
    ending: String,
    /// It says of the figure before how it changed or what part of it: what was counted stays that one's.
    of_before: bool,
}

impl Named {
    fn new(noun: impl Into<String>, ending: impl Into<String>) -> Self {
        Self {
            noun: noun.into(),
            ending: ending.into(),
            of_before: false,
        }
    }

    fn of_before(noun: impl Into<String>, ending: impl Into<String>) -> Self {
        Self {
            of_before: true,
            ..Self::new(noun, ending)
        }
    }
}

impl Keys {
    /// The key of a figure.
    pub(super) fn figure(&mut self, around: &Around<'_>, unit: Option<&Unit>) -> String {
        let measure = unit.and_then(|unit| unit.measure);
        let printed = measure.map_or("", |measure| measure.word);
        let before = mem::take(&mut self.before);
        let named = of_table(around, unit)
            .or_else(|| labelled(around, unit))
            .or_else(|| changed(around, unit, &before))
            .or_else(|| shared(around, unit, &before))
            .or_else(|| beyond(around, &before))
            .unwrap_or_else(|| counted(around, unit, &before));
        let Named {
            noun,
            ending,
            of_before,
        } = named;
        let left = around.left;
        let stem = joined(&noun, &ending);
        let told = stem.is_empty() || self.given.contains(&stem);
        // Told apart by more of its own clause, by what is counted, by what came before, by the headline.
        let doubled = |before: &str| {
            if says(before) && !noun.contains(before) && !before.contains(noun.as_str()) {
                format!("{before}{noun}")
            } else {
                String::new()
            }
        };
        let short = |noun: String| {
            if noun.chars().count() <= 12 {
                noun
            } else {
                String::new()
            }
        };
        let nouns: [&dyn Fn() -> String; 5] = [
            &|| short(letters(bare_clause(left))),
            &|| doubled(&before.noun),
            &|| short(doubled(&noun_before(Chars(&around.earlier())))),
            &|| short(doubled(&around.behind_noun())),
            &|| {
                let noun = around.setting.headline.noun();
                short(doubled(if noun.chars().count() <= 6 { noun } else { "" }))
            },
        ];
        let more = nouns
            .into_iter()
            .map(|noun| noun())
            .filter(|noun| says(noun));
        let line = printed.ends_with('元') && LINES.iter().any(|word| left.closes(word));
        let line = line.then(|| joined(&noun, "标准"));
        let more = line
            .into_iter()
            .chain(more.map(|noun| joined(&noun, &ending)));
        let stems = iter::once(stem).chain(more.take_while(|_| told && says(&noun)));
        // One figure printed twice: 全镇X个村, 光荣在党X年.
        let span = printed == "年" && left.len() >= 4;
        let whole = words::WHOLE.is_before(left, left.len()) && says(&around.behind_noun());
        let key = if whole || span {
            let right = if span { Chars(&[]) } else { around.behind };
            self.once(format!("figure {}|{printed}|{right}", left.last(4)), stems)
        } else {
            self.fresh(stems)
        };
        self.before = if of_before {
            before
        } else {
            Before {
                noun,
                key: key.clone(),
                end: ending,
                measure: printed,
            }
        };
        key
    }
}

/// By the row and the column of its table.
fn of_table(around: &Around<'_>, unit: Option<&Unit>) -> Option<Named> {
    let (row, column) = around.cell()?;
    let has = |words: &[&str]| words.iter().any(|word| column.contains(word));
    if says(&row) && has(&["同比", "增长", "增速", "增幅"]) {
        return Some(Named::new(row, "增幅"));
    }
    if says(&row) && has(&["占"]) {
        let planned = has(&["计划", "目标", "任务", "预算"]);
        return Some(Named::new(row, if planned { "完成率" } else { "占比" }));
    }
    if says(&row)
        && has(&[
            "上半年",
            "全年",
            "本年",
            "今年",
            "数量",
            "数值",
            "完成情况",
            "本期",
            "指标值",
        ])
    {
        let end = ending(around, &row, unit);
        return Some(Named::new(row, end));
    }
    let noun = format!("{}{}", first(&row, 8), first(&column, 8));
    let end = if says(&column) {
        ""
    } else {
        ending(around, &noun, unit)
    };
    says(&noun).then(|| Named::new(noun, end))
}

/// By the words before a colon: 参会人数：X.
fn labelled(around: &Around<'_>, unit: Option<&Unit>) -> Option<Named> {
    let label = around.label()?;
    let numbered = ["数", "率", "额", "比", "积"]
        .iter()
        .any(|end| label.ends_with(end));
    let end = if numbered {
        ""
    } else {
        ending(around, &label, unit)
    };
    Some(Named::new(label, end))
}

/// What a figure is set against as a line.
const LINES: &[&str] = &[
    "超过",
    "超",
    "达到",
    "达",
    "突破",
    "不足",
    "低于",
    "高于",
    "不少于",
];
