//! Blanks of X, ×× and the like, and the figures in which some digits are such: 20XX, 5X.2, 3XX.

use std::ops::Range;

use crate::check::chars::{Chars, is_digit, is_han, one_of};
use crate::check::measure;

use super::{Blank, Sign, counts, is_ascii_stop, is_bound, is_latin, is_x, ranges};

/// A run of X, with the digits it touches (`20XX`, `5X.2`, `3XX`).
pub(super) fn crosses(chars: Chars<'_>, at: usize) -> Result<Blank, usize> {
    let mut end = token(chars, at);
    // X/X is a fraction.
    let fraction = end == at.saturating_add(1)
        && chars.is(end, |c| c == '/')
        && chars.run(end.saturating_add(1), is_x) == end.saturating_add(2)
        && is_x(chars.at(at).unwrap_or_default());
    if fraction && chars.before(at).is_some_and(is_han) {
        end = end.saturating_add(2);
    }
    end = telephone(chars, at..end);
    let body = chars.part(at..end);
    // 附件：1.XX乡清单: a number of a list, and the blank behind its point; 1.XX亿元 is one figure.
    let digits_end = body.run(0, is_digit);
    let behind = digits_end.saturating_add(1);
    let listed = (1..=2).contains(&digits_end)
        && body.is(digits_end, |c| matches!(c, '.' | '．'))
        && (body.run(behind, is_x) == body.len()
            && body.len() > behind
            && (chars.is(end, is_han) && !counts(chars, end) || at == 0 && chars.len() > end)
            || body.len() == behind.saturating_add(4)
                && body.has_any(behind, CENTURIES)
                && chars.is(end, |c| c == '年'));
    if listed {
        return Err(at.saturating_add(behind));
    }
    let crosses = body.0.iter().filter(|c| is_x(**c)).count();
    if fraction && body.len() == 3 {
        return Ok(Blank {
            range: at..end,
            sign: Sign::Masked,
        });
    }
    if crosses == 0 {
        return Err(end);
    }
    let (previous, next) = (chars.before(at), chars.at(end));
    if previous.is_some_and(|c| is_latin(c) && !is_x(c) || c == '@' || c == '\\')
        || next.is_some_and(|c| (is_latin(c) || c == '@') && !counts(chars, end))
    {
        return Err(chars.run(end, |c| c.is_ascii_alphanumeric()));
    }
    // 11XX.html: the end of an address.
    let file = next == Some('.') && chars.is(end.saturating_add(1), |c| is_latin(c) && !is_x(c));
    if file {
        return Err(end);
    }
    // A/B/X类: Latin choices; XX/XX are two blanks.
    let beyond = |at: Option<usize>| at.and_then(|at| chars.at(at));
    if previous == Some('/')
        && beyond(at.checked_sub(2)).is_some_and(|c| is_latin(c) && !is_x(c) || c == '/')
        || next == Some('/') && chars.is(end.saturating_add(1), |c| is_latin(c) && !is_x(c))
    {
        return Err(end);
    }
    if crosses == 1 && (previous == Some('+') || next == Some('+')) {
        return Err(end);
    }
    let digits = body.0.iter().filter(|c| is_digit(**c)).count();
    if digits > 0 {
        if masked(chars, at..end) {
            return Ok(Blank {
                range: at..end,
                sign: Sign::Masked,
            });
        }
        return match before_figure(chars, at..end) {
            Some(name) => Ok(Blank {
                range: at..name,
                sign: Sign::Cross,
            }),
            None => Err(end),
        };
    }
    if crosses == 1 && (!single(chars, at..end) || is_choice(chars, at)) {
        return Err(end);
    }
    Ok(Blank {
        range: at..end,
        sign: Sign::Cross,
    })
}

/// Whether a letter is one of those that things were parted by before: A/B/X类，其中X类.
fn is_choice(chars: Chars<'_>, at: usize) -> bool {
    let behind = at.saturating_add(1);
    let Some(class) = chars.at(behind).filter(|c| one_of(*c, "类级档型")) else {
        return false;
    };
    let earlier = chars.part(at.saturating_sub(CHOICES)..at);
    let choice = |four: &[char]| match four {
        [other, '/', 'X' | 'x', end] => is_latin(*other) && !is_x(*other) && *end == class,
        _ => false,
    };
    earlier.0.windows(4).any(choice)
}

/// As far before a letter the letters are looked for that it is one of.
const CHOICES: usize = 40;

/// How years open.
const CENTURIES: &[&str] = &["20", "19", "２０", "１９"];

/// Where the name ends that is blank before a figure: XX110千伏线路, XX2023年工作, 全X3次召开.
fn before_figure(chars: Chars<'_>, range: Range<usize>) -> Option<usize> {
    let end = chars.run(range.start, is_x).min(range.end);
    let figure = chars.run(end, is_digit);
    let stands = match end.saturating_sub(range.start) {
        0 => false,
        1 => chars.ends(range.start, "全") && counts(chars, figure),
        _ => chars
            .before(range.start)
            .is_none_or(|c| is_han(c) || is_bound(c)),
    };
    let whole = figure == range.end && figure.saturating_sub(end) <= 5;
    (stands && whole && chars.is(figure, is_han)).then_some(end)
}

/// Where a telephone number ends whose first part is this: XXXX-XXXXXXX.
fn telephone(chars: Chars<'_>, first: Range<usize>) -> usize {
    let behind = first.end.saturating_add(1);
    let codes = (3..=4).contains(&first.len());
    if !codes || !chars.is(first.end, |c| matches!(c, '-' | '－' | '—')) {
        return first.end;
    }
    let end = chars.run(behind, |c| is_x(c) || is_digit(c));
    let number = (7..=8).contains(&end.saturating_sub(behind));
    if number && chars.part(behind..end).0.iter().any(|c| is_x(*c)) {
        end
    } else {
        first.end
    }
}

/// The end of the figure that begins here: digits and signs for them, a point or a group's comma between.
fn token(chars: Chars<'_>, at: usize) -> usize {
    let part = |c: char| is_x(c) || is_digit(c);
    let mut end = chars.run(at, part);
    // XX××: two of them that touch.
    let first = one_kind(chars, at);
    if first > at && first < end && chars.is(first, is_x) {
        let other = one_kind(chars, first).saturating_sub(first);
        if first.saturating_sub(at).max(other) > 1 {
            return first;
        }
    }
    loop {
        let next = end.saturating_add(1);
        let point = chars.is(end, |c| matches!(c, '.' | '．'));
        let group = chars.is(end, |c| matches!(c, ',' | '，'))
            && chars.run(next, part) == next.saturating_add(3)
            && chars.before(end).is_some_and(is_x) == chars.is(next, is_x)
            && chars.is(end, |c| c == ',');
        if !(point || group) || !chars.is(next, part) {
            return end;
        }
        end = chars.run(next, part);
    }
}

/// The end of a run of × or of a run of letters X.
fn one_kind(chars: Chars<'_>, at: usize) -> usize {
    let times = chars.at(at).is_some_and(is_times);
    chars.run(at, |c| is_x(c) && is_times(c) == times)
}

fn is_times(c: char) -> bool {
    matches!(c, '×' | '✕' | '╳')
}

/// Whether digits and X together are a masked figure and no product (600×900, 3×5) or factor (×100).
fn masked(chars: Chars<'_>, range: Range<usize>) -> bool {
    let body = chars.part(range.clone());
    let Some(first) = body.0.iter().position(|c| is_x(*c)) else {
        return false;
    };
    let end = body.run(first, is_x);
    let single = end == first.saturating_add(1);
    let (before, behind) = (body.before(first), body.at(end));
    let digit = |c: Option<char>| c.is_some_and(is_digit);
    if single && digit(before) && digit(behind) {
        return false;
    }
    // xx6.8%, xx458元: the leading digits of a figure; 号 and the like are counted off, and 2023年 is a year.
    let rest = body.part(end..body.len());
    if first == 0 && end > 1 && digit(behind) {
        let year =
            rest.len() == 4 && rest.has_any(0, CENTURIES) && chars.is(range.end, |c| c == '年');
        let plain = |c: &char| is_digit(*c) || matches!(c, '.' | '．');
        let measured = measure::unit(chars, range.end)
            .and_then(|unit| unit.measure)
            .is_some_and(|measure| !matches!(measure.word, "号" | "级" | "期" | "届"));
        return rest.0.iter().all(plain) && measured && !year;
    }
    if first == 0 && digit(behind) {
        // X00 hides a leading digit, and X8%; ×100 multiplies.
        let sign = body.at(0);
        let share = chars.is(range.end, |c| matches!(c, '%' | '％'));
        let hidden = |c: &char| matches!(c, '0' | '０') || share && is_digit(*c);
        return !matches!(sign, Some('×' | '✕' | '╳' | 'x' | 'ｘ')) && rest.0.iter().all(hidden);
    }
    if single && behind.is_none() && body.at(first) == Some('×') {
        // 5× and nothing behind it is a product that goes on, unless a figure is counted.
        return counts(chars, range.end) || chars.is(range.end, |c| one_of(c, "年月日"));
    }
    true
}

/// Whether one X alone is a blank: where a figure or a name would stand, and not X光, 打“×”.
fn single(chars: Chars<'_>, range: Range<usize>) -> bool {
    let (previous, next) = (chars.before(range.start), chars.at(range.end));
    // 打×, 画×; not 规格画X张, 打X至X眼井.
    let drawn = previous.is_some_and(|c| matches!(c, '打' | '画' | '划' | '√' | '/'))
        && !counts(chars, range.end)
        && !chars.is(range.end, |c| one_of(c, "年月日"))
        && !ranges(chars, range.end, is_x);
    if drawn
        || chars.has_any(
            range.end,
            &[
                "光",
                "射线",
                "轴",
                "型",
                "线片",
                "染色体",
                "荧光",
                "证书",
                "波段",
            ],
        )
        || previous == Some('“') && next == Some('”')
        || previous == Some('"') && next == Some('"')
    {
        return false;
    }
    let listed = matches!(previous, Some('.' | '．'));
    let counted = |at| counts(chars, at) || chars.is(at, |c| one_of(c, "年月日时"));
    // ,X个: a stop of ASCII as that of full width, but f(x,y).
    let stopped = previous.is_some_and(is_ascii_stop)
        && (next.is_some_and(|c| is_han(c) || matches!(c, '%' | '％' | ' ')) || counted(range.end));
    let stops = next.is_some_and(is_ascii_stop) && previous.is_some_and(is_han);
    let sits = previous.is_none_or(|c| is_han(c) || is_bound(c) || c == ' ') || listed || stopped;
    let cell = previous == Some(' ') && next == Some(' ');
    // X 月 X 日, X 次, set with a space.
    let apart = range.end.saturating_add(1);
    let spaced = next == Some(' ')
        && (counted(apart)
            || previous.is_some_and(|c| is_bound(c) && c != '\t')
                && chars.is(apart, |c| is_han(c) && c != '轴')
                && !is_times(chars.at(range.start).unwrap_or_default()));
    let holds = cell
        || spaced
        || stops
        || next.is_none_or(|c| is_han(c) || matches!(c, '％' | '%') || is_bound(c))
        || counts(chars, range.end);
    let sign = chars.at(range.start);
    // A product sign between two things: A×B, 面积×单价.
    let product = matches!(sign, Some('×' | '✕' | '╳'))
        && previous.is_some_and(|c| is_han(c) || c == '）')
        && next.is_some_and(is_han)
        && !counts(chars, range.end)
        && !ranges(chars, range.end, is_x)
        && !chars.is(range.end, |c| one_of(c, "年月日镇乡村县市区省局届号季"));
    sits && holds && !product
}
