//! Blanks of stars, and Markdown's bold, which they are not.

use crate::check::chars::{Chars, is_digit, is_han, one_of};

use super::{Blank, PLACE, Sign, counts, is_bound, is_star, with_point};

/// Two stars or more; a pair around words is Markdown's bold.
pub(super) fn stars(chars: Chars<'_>, at: usize) -> Result<Blank, usize> {
    let end = with_point(chars, chars.run(at, is_star), is_star);
    let digit = |c: Option<char>| c.is_some_and(is_digit);
    let length = end.saturating_sub(at);
    let dated = |at: usize| chars.is(at, |c| one_of(c, "年月日")) || counts(chars, at);
    if length == 1 {
        let sits = chars.before(at).is_none_or(|c| is_han(c) || is_bound(c));
        return if sits && dated(end) && !digit(chars.before(at)) {
            Ok(Blank {
                range: at..end,
                sign: Sign::Star,
            })
        } else {
            Err(end)
        };
    }
    let years =
        chars.part(chars.run_back(at, is_digit)..at).len() == 2 && chars.is(end, |c| c == '年');
    if years {
        return Ok(Blank {
            range: at.saturating_sub(2)..end,
            sign: Sign::Masked,
        });
    }
    if digit(chars.before(at)) || digit(chars.at(end)) && length == 1 {
        return Err(end);
    }
    if let Some(close) = bold(chars, at) {
        return Err(close.saturating_add(2));
    }
    Ok(Blank {
        range: at..end,
        sign: Sign::Star,
    })
}

/// Where the stars stand that close Markdown's bold, if bold opens at `at`: a pair around words, with no blank at the
/// inner sides. Stars before a measure word, a place or a date are a blank.
pub fn bold(chars: Chars<'_>, at: usize) -> Option<usize> {
    let end = chars.run(at, |c| c == '*');
    let blank =
        counts(chars, end) || chars.is(end, |c| one_of(c, "年月日，。、；：") || PLACE.contains(c));
    if end != at.saturating_add(2) || blank {
        return None;
    }
    let close = chars.run(end, |c| c != '*');
    // 邀请**派出所作报告**场: the stars behind are a blank as well, unless they stand around a figure alone.
    let behind = close.saturating_add(2);
    let asks = counts(chars, behind) || chars.is(behind, |c| one_of(c, "年月日"));
    if asks && chars.run(end, is_digit) < close {
        return None;
    }
    // 新建**水厂，以**水库为水源: what is bold within a sentence is no end of a clause and the beginning of another.
    let within = at
        .checked_sub(1)
        .is_some_and(|before| chars.is(before, is_han))
        && chars.is(behind, is_han);
    let clauses = |c: &char| matches!(c, '，' | '。' | '；');
    if within && chars.part(end..close).0.iter().any(clauses) {
        return None;
    }
    // Both before what a blank stands before: **蔬菜基地、**粮油加工厂.
    let list = chars.before(close) == Some('、');
    let words = !list
        && close.saturating_sub(end) >= 2
        && chars.is(end, |c| !c.is_whitespace())
        && chars.before(close).is_some_and(|c| !c.is_whitespace());
    (words && chars.run(close, |c| c == '*') == behind).then_some(close)
}
