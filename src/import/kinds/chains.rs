//! Blanks that belong together: the ends of a range, the parts of a ratio, names in a row.

use std::ops::Range;

use crate::check::blanks::Sign;
use crate::check::chars::{Chars, is_han, one_of};

use super::super::words;
use super::{Asked, Left, What};

/// X至X次, X—X月: the first of the two is what the second is, its measure expression aside.
pub(super) fn ranges(chars: Chars<'_>, found: &mut [Asked]) {
    for at in 1..found.len() {
        let Some((before, behind)) = found.split_at_mut_checked(at) else {
            continue;
        };
        let (Some(first), Some(second)) = (before.last_mut(), behind.first()) else {
            continue;
        };
        let between = chars.part(first.range.end..second.range.start).0;
        if !matches!(
            between,
            ['至' | '到' | '—' | '-' | '－' | '–' | '~' | '～' | '/' | '／' | '∶' | ':' | '：']
                | ['―', '―']
                | ['—', '—']
        ) || matches!(first.what, What::Date(_) | What::Number(Some(_)))
        {
            continue;
        }
        let colon = matches!(between, [':' | '：' | '/' | '／']);
        match &second.what {
            What::Number(Some(_)) if !colon => first.what = What::Number(None),
            What::Number(_) if colon && matches!(first.sign, Sign::Cross) => {}
            // XX至XX公路: a road from one place to another.
            What::Name if !colon && matches!(first.what, What::Text) => first.what = What::Name,
            What::Date(date)
                if date.parts.len() == 1 && date.range.start == second.range.start && !colon =>
            {
                first.what = What::Number(None)
            }
            _ => {}
        }
    }
}

/// 三次产业结构为XX∶XX∶XX, 得分在XX至XX之间: figures without a measure.
pub(super) fn ratios(chars: Chars<'_>, found: &mut [Asked]) {
    let mut from = 0_usize;
    while from < found.len() {
        let between = |at: usize| {
            let (one, other) = (found.get(at)?, found.get(at.saturating_add(1))?);
            Some(chars.part(one.range.end..other.range.start))
        };
        let is_ratio = |c: Chars<'_>| matches!(c.0, ['∶' | ':' | '：']);
        let chain = (from..).take_while(|at| between(*at).is_some_and(is_ratio));
        let last = from.saturating_add(chain.count());
        let said = || {
            let start = found.get(from).map_or(0, |first| first.range.start);
            Left { chars, start }.ends(&["为", "比", "结构", "比例", "达"])
        };
        let sign = || between(from).is_some_and(|c| c.at(0) == Some('∶'));
        let ratio = last > from && (last > from.saturating_add(1) || sign() || said());
        let next = from.saturating_add(1);
        let range = last == from
            && between(from).is_some_and(|c| words::RANGE.is_whole(c))
            && found
                .get(next)
                .is_some_and(|upper| chars.has(upper.range.end, "之间"));
        let stop = if range { next } else { last };
        if ratio || range {
            let ends = found.get_mut(from..=stop).unwrap_or_default();
            let bare = |asked: &&mut Asked| matches!(asked.what, What::Name | What::Text);
            let crosses = |asked: &&mut Asked| asked.sign != Sign::Some;
            for asked in ends.iter_mut().filter(bare).filter(crosses) {
                asked.what = What::Number(None);
            }
        }
        from = stop.saturating_add(1);
    }
}

/// Whether a blank is set against a printed figure: 收入比缩小至X:1, 师生比1:X.
pub(super) fn is_ratio_to(chars: Chars<'_>, blank: &Range<usize>) -> bool {
    let colon = |c: char| one_of(c, "∶:：");
    let figure = |c: char| c.is_ascii_digit();
    let behind = chars.is(blank.end, colon) && {
        let from = blank.end.saturating_add(1);
        let digits = chars.run(from, figure).saturating_sub(from);
        // No telephone, hour or number of a list.
        digits == 1 && !chars.is(from.saturating_add(1), |c| one_of(c, ".．、"))
    };
    let before = || {
        let from = blank.start.saturating_sub(2);
        let said = chars.before(from).is_some_and(is_han);
        said && chars.is(from, figure) && chars.is(from.saturating_add(1), colon)
    };
    behind || before()
}

/// ____、____、____三个村: lines in a row with a name at its end are names.
pub(super) fn rows_of_names(chars: Chars<'_>, found: &mut [Asked]) {
    for at in (1..found.len()).rev() {
        let Some((before, behind)) = found.split_at_mut_checked(at) else {
            continue;
        };
        let (Some(first), Some(second)) = (before.last_mut(), behind.first()) else {
            continue;
        };
        let between = chars.part(first.range.end..second.range.start).0;
        let bare = || {
            chars
                .part(first.range.clone())
                .0
                .iter()
                .all(|c| !is_han(*c))
        };
        if matches!(between, ['、' | '和' | '及' | '与'])
            && matches!((&first.what, &second.what), (What::Text, What::Name))
            && bare()
        {
            first.what = What::Name;
        }
    }
}
