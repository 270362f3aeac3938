//! The noun in a clause: what is counted, without the verbs and adverbs around it.

use crate::check::chars::is_han;
use crate::check::measure::Unit;

use super::super::words;
use super::around::Around;

/// Longest key that is made, in characters.
pub(super) const LONGEST: usize = 16;

/// What the figure's name ends in.
pub(super) fn ending(around: &Around, noun: &str, unit: Option<&Unit>) -> String {
    let Some(measure) = unit.and_then(|unit| unit.measure) else {
        let counted = around.left.ends_with('第');
        return if counted {
            "次序".to_owned()
        } else {
            String::new()
        };
    };
    let ends = |words: &[&str]| words.iter().any(|word| around.left.ends_with(word));
    match measure.ending {
        "比例"
            if noun.ends_with('率')
                || noun.ends_with("比重")
                || noun.ends_with("占比")
                || noun.ends_with("比例")
                || noun.ends_with('幅') =>
        {
            String::new()
        }
        "比例" if ends(&["占", "占比", "占比达", "占到"]) => "占比".to_owned(),
        "比例" if ends(&["增长", "上升", "提高", "增加", "提升", "增长了", "同比增长"]) => {
            "增幅".to_owned()
        }
        "比例" if ends(&["下降", "减少", "降低", "压减", "缩减", "同比下降"]) => {
            "降幅".to_owned()
        }
        "金额"
            if [
                "资金", "收入", "投资", "产值", "额", "费", "款", "成本", "利润", "税", "资",
                "支出", "价值", "补助", "补贴", "金", "损失", "总值", "工资",
            ]
            .iter()
            .any(|word| noun.ends_with(word)) =>
        {
            String::new()
        }
        "金额" if ends(&["超", "超过", "突破", "达到", "达"]) && noun.is_empty() => {
            "标准".to_owned()
        }
        ending if noun.ends_with(ending) => String::new(),
        "" if noun.contains("年龄") => String::new(),
        "" => "年龄".to_owned(),
        ending => ending.to_owned(),
    }
}

pub(super) fn joined(noun: &str, ending: &str) -> String {
    let room = LONGEST.saturating_sub(ending.chars().count());
    format!("{}{ending}", last(noun, room))
}

/// The thing that a clause before a figure ends in: 撰写学习笔记共 → 学习笔记.
pub(super) fn noun_before(text: &str) -> String {
    let whole = bare_clause(text);
    if whole.is_empty() || words::VERBS.contains(&whole) {
        return String::new();
    }
    // What stands behind the last verb that leaves anything.
    let mut start = 0_usize;
    let mut verb = "";
    for (at, _) in whole.char_indices() {
        let Some(rest) = whole.get(at..) else {
            continue;
        };
        let found = words::VERBS
            .iter()
            .filter(|word| rest.starts_with(**word))
            .max_by_key(|word| word.len());
        if let Some(word) = found
            && let Some(behind) = rest.get(word.len()..)
            && letters(opened(behind)).chars().count() >= 2
            && at >= start
        {
            start = at.saturating_add(word.len());
            verb = word;
        }
    }
    let noun = opened(whole.get(start..).unwrap_or(whole));
    let noun = noun
        .rsplit(['的', '和', '与', '及'])
        .next()
        .filter(|rest| rest.chars().count() >= 2)
        .unwrap_or(noun);
    let noun = letters(opened(noun));
    // 党员, 干部 alone say too little: 发展党员.
    if noun.chars().count() <= 2 && verb.chars().count() == 2 && whole.ends_with(noun.as_str()) {
        return format!("{verb}{noun}");
    }
    noun
}

/// The verb that is all there is of a clause: 整改X处.
pub(super) fn verb_of(text: &str) -> String {
    let whole = bare_clause(text);
    words::VERBS
        .iter()
        .find(|word| **word == whole)
        .map_or(String::new(), |word| {
            (*word).trim_end_matches(['了', '出']).to_owned()
        })
}

/// A clause without what opens and ends it and says nothing of what is counted.
pub(super) fn bare_clause(text: &str) -> &str {
    let punctuation = ['，', '、', '“', '”', '（', '）', ' ', '：', '《', '》'];
    let mut text = opened(text.trim());
    loop {
        let trimmed = text.trim_end_matches(punctuation);
        let word = words::TRAILING
            .iter()
            .filter(|word| trimmed.ends_with(**word))
            .max_by_key(|word| word.len());
        let next = word
            .and_then(|word| trimmed.strip_suffix(*word))
            .unwrap_or(trimmed);
        if next == text {
            return text;
        }
        text = next;
    }
}

/// A clause without the times and adverbs that open it.
fn opened(text: &str) -> &str {
    let mut text = text;
    loop {
        let trimmed =
            text.trim_start_matches(['，', '、', '“', '”', '（', '）', ' ', '：', '；', '于']);
        // 2021年, 3月, 7月初
        let dated = trimmed.trim_start_matches(|c: char| c.is_ascii_digit());
        let time = (dated.len() < trimmed.len())
            .then(|| {
                ["年", "月底", "月初", "月", "日"]
                    .iter()
                    .find_map(|word| dated.strip_prefix(word))
            })
            .flatten();
        let word = words::FILLERS
            .iter()
            .filter(|word| trimmed.starts_with(**word))
            .max_by_key(|word| word.len());
        let next = time
            .or_else(|| word.and_then(|word| trimmed.strip_prefix(*word)))
            .unwrap_or(trimmed);
        if next == text {
            return text;
        }
        text = next;
    }
}

/// The thing counted behind a measure word: 次专题学习，→ 专题学习.
pub(super) fn noun_behind(text: &str) -> String {
    let text = text.trim_start_matches(['“', '《', '（', ' ', '的']);
    if words::VERBS
        .iter()
        .chain(words::PREPOSITIONS)
        .any(|word| text.starts_with(word))
    {
        return String::new();
    }
    let text = opened(text);
    let mut end = text.len();
    for word in words::STOPS.iter().chain(words::VERBS) {
        if let Some(at) = text
            .char_indices()
            .skip(2)
            .map(|(at, _)| at)
            .find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(word)))
        {
            end = end.min(at);
        }
    }
    let text = text.get(..end).unwrap_or(text);
    if words::STOPS.iter().any(|word| text.starts_with(word)) {
        return String::new();
    }
    first(&letters(text), 8)
}

pub(super) fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| is_han(*c) || c.is_ascii_alphanumeric() || matches!(c, '０'..='９'))
        .collect()
}

pub(super) fn clean(key: &str) -> String {
    let key: String = key
        .chars()
        .filter(|c| !c.is_whitespace() && !"{}|:：=“”\"'‘’".contains(*c))
        .collect();
    first(&key, 30)
}

pub(super) fn first(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

pub(super) fn last(text: &str, most: usize) -> String {
    let skip = text.chars().count().saturating_sub(most);
    text.chars().skip(skip).collect()
}
