//! Figures that a table or a form names: by row and column, by the words before a colon.

use compact_str::format_compact;

use crate::check::measure::Unit;

use super::super::endings::ending;
use super::super::nouns::first;
use super::super::{Around, says};
use super::Named;

/// By the row and the column of its table.
pub(super) fn of_table(around: &Around<'_>, unit: Option<&Unit>) -> Option<Named> {
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
    let noun = format_compact!("{}{}", first(&row, 12), first(&column, 8));
    let end = if says(&column) {
        ""
    } else {
        ending(around, &noun, unit)
    };
    says(&noun).then(|| Named::new(noun, end))
}

/// By the words before a colon: 参会人数：X.
pub(super) fn labelled(around: &Around<'_>, unit: Option<&Unit>) -> Option<Named> {
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
