//! What tells figures of one name apart: what is done with the things, how it is done.

use crate::check::words::Words;

use super::super::super::words;
use super::super::Around;

/// What headlines end in that say nothing of what stands under them.
pub(super) const GENERAL: &[&str] = &["情况", "概况", "现状", "做法", "措施", "成效", "工作"];

/// When or how it was done, before what was done: 按时结案X件, beside 结案X件.
pub(super) fn in_time(around: &Around<'_>) -> &'static str {
    TIMELY.at(around.left, 0).map_or("", |word| word.text)
}

/// How things are done that are told apart by it.
static TIMELY: Words = Words::new(&[
    "按时",
    "按期",
    "及时",
    "累计",
    "现有",
    "上半年",
    "下半年",
    "全年",
    "今年以来",
    "本年度",
    "分别",
]);

/// What is done with the thing counted, said right behind it: X名教职工已接种 → 接种.
pub(super) fn done_with(around: &Around<'_>, noun: &str) -> &'static str {
    let length = noun.chars().count();
    if !around.right.has(0, noun) || noun.is_empty() {
        return "";
    }
    let said = around.right.rest(length);
    let all = DONE.at(said, 0).map_or(0, |word| word.length);
    let verb = words::VERBS.at(said, all);
    verb.map_or("", |verb| verb.text.trim_end_matches(['了', '出']))
}

/// Before what is done with things that are counted.
static DONE: Words = Words::new(&[
    "已",
    "均",
    "均已",
    "已全部",
    "全部",
    "都",
    "正",
    "正在",
    "已经",
    "顺利",
    "相继",
    "如期",
    "率先",
]);
