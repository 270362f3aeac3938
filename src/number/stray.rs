//! Names what is wrong with a character that no reader of figures has a use for.

use super::Form;
use super::numeral;
use super::refusal::{Why, clipped, digit_like};
use super::scan::narrow;

/// Words that make a figure a rough one.
const ABOUT: [&str; 21] = [
    "大约",
    "约",
    "将近",
    "接近",
    "近",
    "超过",
    "超",
    "逾",
    "达",
    "不足",
    "不到",
    "至少",
    "左右",
    "上下",
    "以上",
    "以下",
    "以内",
    "出头",
    "来",
    "大概",
    "差不多",
];

/// Whether a letter is often typed for a digit.
pub(super) fn is_likely_digit(found: char) -> bool {
    digit_like(found).is_some()
}

/// What stands behind a word at the head that makes a figure a rough one; `None` where there is no such word.
pub fn behind_rough_word(text: &str) -> Option<&str> {
    let words = ABOUT.into_iter().chain(["几", "数"]);
    words.into_iter().find_map(|word| text.strip_prefix(word))
}

/// Says what is wrong with `rest`, of which the first character stands at `at` and fits nowhere.
pub(super) fn stray(rest: &str, at: usize, form: &Form) -> Why {
    let Some(found) = rest.chars().next() else {
        return Why::NoNumber;
    };
    let sign = narrow(found);
    let whole = form.kind.is_whole();
    if sign.is_ascii_alphabetic() {
        return Why::Letter { at, letter: found };
    }
    if form.kind.is_calendar()
        && (matches!(sign, '.' | ',' | '。' | '-' | '/') || numeral::is_numeral(found))
    {
        return shape(form);
    }
    if let Some(word) = ABOUT.into_iter().find(|word| rest.starts_with(word)) {
        return Why::About(word);
    }
    match sign {
        '.' if at == 1 => Why::FirstPoint { whole },
        '.' => Why::SecondPoint { whole },
        '。' => Why::FullStop { at, whole },
        ',' => Why::Comma,
        '/' => Why::Fraction { whole },
        '分' if rest.starts_with("分之") => Why::Fraction { whole },
        '-' | '~' | '—' | '–' | '−' | '至' | '到' if at > 1 => Why::Range,
        '余' | '多' if at > 1 => Why::MoreAbsent(found),
        '几' | '数' => Why::Several,
        '¥' | '￥' | '$' | '€' | '£' => Why::Currency(found),
        '‰' => Why::Permille,
        '%' => Why::Unit(clipped(form.unit)),
        _ if sign.is_whitespace() => behind_gap(rest, at, form),
        _ if sign.is_ascii_digit() || numeral::is_numeral(found) => Why::Mixed,
        _ if numeral::is_han(found) && at == 1 && form.kind.is_calendar() => shape(form),
        _ if numeral::is_han(found) && at == 1 => Why::NoNumber,
        _ if numeral::is_han(found) => Why::Unit(clipped(form.unit)),
        _ => Why::Stray { at, found },
    }
}

/// What a year or a month looks like.
pub(super) fn shape(form: &Form) -> Why {
    match form.kind {
        super::Kind::Month => Why::Month,
        _ => Why::Year,
    }
}

fn behind_gap(rest: &str, at: usize, form: &Form) -> Why {
    let behind = rest.trim_start();
    let is_number = |found: char| narrow(found).is_ascii_digit() || numeral::is_numeral(found);
    if behind.chars().next().is_none_or(is_number) {
        return Why::Gap;
    }
    let gap = rest
        .chars()
        .take_while(|found| found.is_whitespace())
        .count();
    stray(behind, at.saturating_add(gap), form)
}
