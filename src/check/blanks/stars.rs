//! Blanks of stars, and Markdown's bold, which they are not.

use crate::check::chars::{Chars, is_digit, is_han, one_of};

use super::{Blank, PLACE, Sign, counts, is_ascii_stop, is_bound, is_star, with_point};

/// Two stars or more; a pair around words is Markdown's bold.
pub(super) fn stars(chars: Chars<'_>, at: usize) -> Result<Blank, usize> {
    let end = with_point(chars, chars.run(at, is_star), is_star);
    let digit = |c: Option<char>| c.is_some_and(is_digit);
    let length = end.saturating_sub(at);
    if length == 1 {
        return alone(chars, at);
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

/// One star: a figure before what is counted, a name before what ends in a place (*镇, 中共 * 市委, 新建*四中); a mark
/// of a note, of a list or of emphasis is none.
fn alone(chars: Chars<'_>, at: usize) -> Result<Blank, usize> {
    let end = at.saturating_add(1);
    // Set with a space on both sides; at the head of a line that is a list.
    let spaced = chars.is(end, |c| c == ' ') && chars.before(at) == Some(' ');
    let edge = if spaced { at.saturating_sub(1) } else { at };
    let behind = end.saturating_add(usize::from(spaced));
    let before = chars.before(edge);
    let sits = match before {
        None => !spaced,
        Some(c) => is_han(c) || is_bound(c) || is_ascii_stop(c),
    };
    let counted = chars.is(behind, |c| one_of(c, "年月日")) || counts(chars, behind);
    let place = match before.is_some_and(is_han) || before == Some('、') {
        true => named(chars, behind),
        false => opens_place(chars, behind),
    };
    if !sits || before.is_some_and(is_digit) || !(counted || place) {
        return Err(end);
    }
    // *重点乡镇*: emphasis.
    let close = chars.run(end, is_han);
    let emphasis = !counted
        && !spaced
        && chars.is(close, |c| c == '*')
        && !named(chars, close.saturating_add(1))
        && chars.run(close, is_star) == close.saturating_add(1);
    if emphasis {
        return Err(close.saturating_add(1));
    }
    Ok(Blank {
        range: at..end,
        sign: Sign::Star,
    })
}

/// Whether a place's name goes on here with its last character: 镇, 市委; not 村级, 市场.
fn opens_place(chars: Chars<'_>, at: usize) -> bool {
    chars.is(at, |c| PLACE.contains(c))
        && !chars.is(at.saturating_add(1), |c| {
            one_of(c, "级民庄场域内外间镇数家部流面")
        })
}

/// Whether a name goes on here and ends soon: 四中, 主城区, 城镇化.
fn named(chars: Chars<'_>, at: usize) -> bool {
    let to = chars.run_within(at, 4, is_han);
    let school = |at| {
        chars.is(at, |c| one_of(c, "一二三四五六七八九十职高"))
            && chars.is(at.saturating_add(1), |c| c == '中')
            || chars.has_any(at, &["中学", "大学", "学院", "医院", "公司"])
    };
    (at..to).any(|at| school(at) || opens_place(chars, at))
}

/// Where the stars stand that close Markdown's bold, if bold opens at `at`: a pair around words, with no blank at the
/// inner sides. Stars before a measure word, a place or a date are a blank.
pub fn bold(chars: Chars<'_>, at: usize) -> Option<usize> {
    let end = chars.run(at, |c| c == '*');
    let blank = counts(chars, end)
        || chars.is(end, |c| one_of(c, "年月日，。、；：）)>》”】"))
        || opens_place(chars, end);
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
    // 引进**农业公司在**村建成: what the words want behind them is blank too.
    let wants = close.saturating_sub(end) >= 4
        && chars
            .before(close)
            .is_some_and(|c| one_of(c, "在到与对从向由和将至给"));
    if within && wants && opens_place(chars, behind) {
        return None;
    }
    if within && chars.part(end..close).0.iter().any(clauses) {
        return None;
    }
    // Both before what a blank stands before: **蔬菜基地、**粮油加工厂落户，**村.
    let list = matches!(chars.before(close), Some('、' | '，'));
    let words = !list
        && close.saturating_sub(end) >= 2
        && chars.is(end, |c| !c.is_whitespace())
        && chars.before(close).is_some_and(|c| !c.is_whitespace());
    (words && chars.run(close, |c| c == '*') == behind).then_some(close)
}
