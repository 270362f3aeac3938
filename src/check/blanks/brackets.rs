//! Blanks of brackets: empty ones, and those that say that something is still to come.

use std::ops::Range;

use crate::check::chars::{Chars, is_han, one_of};

use super::is_latin;

/// Words in brackets that say that something is still to come.
const OWED: &[&str] = &[
    "待填",
    "待补",
    "待定",
    "填写",
    "请填",
    "此处",
    "待核",
    "填入",
    "请输入",
    "待报",
    "插入",
];

/// Empty brackets, and brackets that say that something is still to come.
pub(super) fn bracketed(chars: Chars<'_>, at: usize, open: char) -> Option<Range<usize>> {
    let close = match open {
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '〔' => '〕',
        '［' => '］',
        _ => ']',
    };
    let inside = at.saturating_add(1);
    let end = chars.run_within(inside, 26, |c| c != close && c != open);
    if end.saturating_sub(inside) > 24 || chars.at(end) != Some(close) {
        return None;
    }
    let body = chars.text(inside..end);
    let body = body.trim();
    // （联系人：[待填]）: the blank is the one within.
    let nests = |c: char| matches!(c, '（' | '(' | '[' | '［' | '【' | '〔' | '。');
    let owed = OWED.iter().any(|word| body.contains(word)) && !body.contains(nests);
    // [](…) is a link of Markdown, f() a call.
    let code = body.is_empty()
        && (chars.before(at).is_some_and(is_latin)
            || open == '[' && chars.is(end.saturating_add(1), |c| c == '('));
    // [学校名称] says what is to stand there; 【发布时间】 is what a web site says.
    let link = chars.is(end.saturating_add(1), |c| c == '(');
    let asks = matches!(open, '[' | '［')
        && !link
        && body.chars().all(is_han)
        && ASKED.iter().any(|word| body.ends_with(word));
    let dated = is_bare_date(chars.part(inside..end));
    ((body.is_empty() && !code) || owed || asks || dated).then_some(at..end.saturating_add(1))
}

/// Whether brackets hold a date with room for its figures: `[  月  日]`.
pub fn is_bare_date(body: Chars<'_>) -> bool {
    let room = |c: &char| matches!(c, ' ' | '\u{3000}');
    body.0.iter().any(room)
        && body.0.iter().any(|c| matches!(c, '年' | '月'))
        && body.0.iter().all(|c| room(c) || one_of(*c, "年月日底初"))
}

/// What the words in a bracket end in that say what is to stand there.
const ASKED: [&str; 16] = [
    "名称", "姓名", "单位", "地名", "村名", "镇名", "县名", "校名", "人数", "户数", "次数", "数量",
    "数字", "金额", "比例", "地点",
];
