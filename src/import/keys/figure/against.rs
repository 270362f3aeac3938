//! Figures that say of another one how it changed (比上届下降X岁), what part of it they are (占X％), how many are beyond
//! a line (X个村超X万元).

use compact_str::{CompactString, format_compact};

use crate::check::chars::one_of;
use crate::check::measure::Unit;

use super::super::super::kinds::What;
use super::super::super::words;
use super::super::nouns::{letters, noun_before};
use super::super::{Around, Setting, says};
use super::{Before, LINES, Named, without};

/// How another figure changed: 比上届下降X岁, 同比增长X％.
pub(super) fn changed(around: &Around<'_>, unit: Option<&Unit>, before: &Before) -> Option<Named> {
    let left = around
        .left
        .trim_end(|c| matches!(c, '约' | '近' | '超' | '了'));
    let (word, end) = words::UP
        .before(left, left.len())
        .map(|word| (word, "增幅"))
        .or_else(|| {
            words::DOWN
                .before(left, left.len())
                .map(|word| (word, "降幅"))
        })?;
    let rest = left.part(0..left.len().saturating_sub(word.length));
    let rest = rest.trim_start(|c| c.is_whitespace() || matches!(c, '，' | ',' | '“' | '”'));
    // 与20XX年相比增加X亩, 比X年同期下降X％.
    let dated = against_date(around);
    let stripped = ["相比", "同期"]
        .iter()
        .find(|word| dated && rest.has(0, word));
    let rest = rest.rest(stripped.map_or(0, |word| word.chars().count()));
    let compared = dated && rest.is_empty()
        || ["比", "较", "与", "和"]
            .iter()
            .any(|word| rest.has(0, word));
    let ratio = unit.and_then(|unit| unit.measure).is_some_and(|measure| {
        matches!(measure.ending, "比例" | "百分点" | "千分比") || measure.word == "成"
    });
    // 油料面积X亩，增加X亩.
    let measure = unit
        .and_then(|unit| unit.measure)
        .map_or("", |one| one.ending);
    let bare = rest.is_empty() || rest.0 == ['同', '比'] || rest.0 == ['环', '比'];
    let alike = bare && !measure.is_empty() && before.counts == measure;
    if !compared && !ratio && !alike {
        return None;
    }
    let more = end == "增幅";
    let end = match measure {
        _ if ratio => end.to_owned(),
        "" | "分数" => end.to_owned(),
        "金额" => format!("{}额", if more { "增加" } else { "减少" }),
        measure if measure.ends_with('数') => {
            format!("{}{measure}", if more { "增加" } else { "减少" })
        }
        _ => format!("{}数", if more { "增加" } else { "减少" }),
    };
    let rest = rest.trim_end(|c| matches!(c, '约' | '近' | '再' | '又' | '将'));
    let rest = [
        "同比",
        "环比",
        "年均",
        "平均",
        "分别",
        "各",
        "比上年",
        "较上年",
        "比去年",
    ]
    .iter()
    .find(|word| rest.closes(word))
    .map_or(rest, |word| {
        rest.part(0..rest.len().saturating_sub(word.chars().count()))
    });
    let own = if compared {
        CompactString::default()
    } else {
        noun_before(rest)
    };
    if says(&own) {
        return Some(Named::new(own, end));
    }
    // 财政收入2080万元，增长X％: what was counted is printed.
    if let Some(noun) = printed_before(around).filter(|_| bare || compared) {
        return Some(Named::new(noun, end));
    }
    let whole = [
        "率", "占比", "比例", "年龄", "收入", "支出", "产值", "投资", "总额",
    ]
    .iter()
    .any(|end| before.key.ends_with(end));
    // 女委员X名，平均年龄X岁，比上届下降X岁.
    if measure.is_empty() && before.measure != "岁" && around.unit_is('岁') && !whole {
        return Some(Named::of_before("平均年龄", end));
    }
    let noun = if whole { &before.key } else { &before.noun };
    says(noun).then(|| Named::of_before(noun.clone(), end))
}

/// Whether the year that a figure is compared with is the blank before: 比20XX年增加X亩.
fn against_date(around: &Around<'_>) -> bool {
    let chars = around.setting.chars;
    around.previous().is_some_and(|before| {
        matches!(before.what, What::Date(_))
            && chars.ends_any(before.range.start, &["比", "较", "与", "同"])
            && !around.between().0.iter().any(|c| one_of(*c, "，,；;。"))
    })
}

/// What a printed figure counts in the clause before, which has no blank: GDP19.92亿元，比20XX年增长X％.
fn printed_before(around: &Around<'_>) -> Option<CompactString> {
    let Setting { chars, asked, .. } = around.setting;
    let own = chars.run_back_within(around.asked.range.start, CLAUSE, |c| {
        !one_of(c, "，,；;。、")
    });
    let end = own
        .checked_sub(1)
        .filter(|end| chars.is(*end, |c| one_of(c, "，,、")))?;
    let from = chars.run_back_within(end, CLAUSE, |c| !one_of(c, "，,；;。、"));
    let clause = chars.part(from..end);
    let figure = clause.0.iter().position(|c| c.is_ascii_digit())?;
    let before = asked.get(..around.at).unwrap_or_default();
    let blank = before
        .iter()
        .rev()
        .any(|one| one.range.end > from && one.range.start < end);
    let counted = !clause.rest(figure).holds("年") && !blank;
    let noun = counted.then(|| noun_before(clause.part(0..figure)))?;
    says(&noun).then_some(noun)
}

/// As long as the clause of a figure is.
const CLAUSE: usize = 24;

/// What part of another figure: 占X的X％, 完成任务的X％.
pub(super) fn shared(around: &Around<'_>, unit: Option<&Unit>, before: &Before) -> Option<Named> {
    let measure = unit.and_then(|unit| unit.measure)?;
    // 是上一个五年的X倍.
    let times = measure.ending == "倍数" && around.left.closes("的");
    if times && around.left.has_any(0, &["是", "为", "相当于"]) && says(&before.noun) {
        return Some(Named::of_before(before.noun.clone(), "倍数"));
    }
    if !matches!(measure.ending, "比例" | "千分比") && measure.word != "成" {
        return None;
    }
    let left = around.left;
    let planned = ["计划", "任务", "预算", "目标"]
        .iter()
        .any(|word| left.holds(word));
    let at = left
        .find("占")
        .filter(|at| !left.is(at.saturating_add(1), |c| matches!(c, '地' | '用' | '有')));
    let at = at.filter(|at| *at == 0 || !left.holds("占比"));
    if at.is_none() && !(planned && left.closes("的")) {
        return None;
    }
    let own = noun_before(left.part(0..at.unwrap_or_default()));
    let end = if planned { "完成率" } else { "占比" };
    if says(&own) {
        return Some(Named::of_before(own, end));
    }
    if says(&before.noun) {
        return Some(Named::of_before(before.noun.clone(), end));
    }
    let earlier = around.earlier_noun();
    says(earlier).then(|| Named::new(earlier, end))
}

/// How many are beyond a line that a figure behind draws: X个村集体经济收入超X万元, X个超X万元.
pub(super) fn beyond(around: &Around<'_>, before: &Before) -> Option<Named> {
    let right = around.right;
    let line = LINES.before(right, right.len())?;
    if around.closed || !around.clause().is_empty() && !around.left.closes("有") {
        return None;
    }
    let what = right.part(0..right.len().saturating_sub(line.length));
    let head = ["村", "社区", "镇", "企业", "合作社", "农户", "项目"]
        .iter()
        .find(|head| what.has(0, head));
    if what.is_empty() && before.noun.ends_with("达标") {
        let mut named = Named::of_before(without(&before.noun, "达标"), "");
        named.tier = before.tier.saturating_add(1);
        named.ending = Before::named_tier(named.tier, &before.end);
        return Some(named);
    }
    let head = head?;
    let noun = letters(what);
    let rest = noun.strip_prefix(head).filter(|rest| says(rest))?;
    let rest = if noun.starts_with("村集体") {
        noun.as_str()
    } else {
        rest
    };
    Some(Named::new(
        format_compact!("{rest}达标"),
        format_compact!("{head}数"),
    ))
}
