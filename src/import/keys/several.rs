//! What names are that stand in a row and have no ending of their own: XX、XX等X所敬老院, XX、XX两个专业, XX、XX屯.

use compact_str::{CompactString, format_compact};

use crate::check::chars::{is_han, is_numeral, one_of};
use crate::check::measure;

use super::super::kinds::{Asked, What};
use super::super::words;
use super::around::{Around, name_end};
use super::nouns::{first, noun_behind};
use super::{Setting, says};

/// What several names are together: XX、XX等X所敬老院, XX、XX和XX屯.
pub(super) fn listed(around: &Around<'_>) -> Option<CompactString> {
    let Setting { chars, asked, .. } = around.setting;
    let mut at = around.asked.range.end;
    let mut next = around.at.saturating_add(1);
    let joins = |c: char| matches!(c, '、' | '和' | '及' | '与');
    let most = at.saturating_add(LONGEST_LIST);
    let last = around.previous().is_some_and(|before| {
        let between = chars.part(before.range.end..around.asked.range.start).0;
        matches!(before.what, What::Name) && matches!(between, [join] if joins(*join))
    });
    let alone = !last && !chars.is(at, joins);
    while at < most {
        if chars.is(at, |c| c == '等') {
            return together(around, at.saturating_add(1), next);
        }
        if !chars.is(at, joins) {
            // 新增XX、XX两个专业.
            let counted = chars.is(at, |c| is_numeral(c) || c == '两')
                || asked
                    .get(next)
                    .is_some_and(|one| one.range.start == at && !matches!(one.what, What::Name));
            return (counted && !alone)
                .then(|| together(around, at, next))
                .flatten();
        }
        at = at.saturating_add(1);
        let named = asked.get(next).filter(|one| one.range.start == at);
        let Some(one) = named else {
            at = chars.run_within(at, 6, |c| is_han(c) && !joins(c) && c != '等');
            continue;
        };
        matches!(one.what, What::Name).then_some(())?;
        (at, next) = (one.range.end, next.saturating_add(1));
        if let Some(end) = name_end(chars, at) {
            let behind = at.saturating_add(end.chars().count());
            if chars.is(behind, |c| joins(c) || c == '等') {
                at = behind;
            } else {
                return (!alone && !is_person(end)).then(|| end.into());
            }
        }
    }
    None
}

/// The noun behind 等 that its names share; a figure may stand before it.
fn together(around: &Around<'_>, at: usize, next: usize) -> Option<CompactString> {
    let Setting { chars, asked, .. } = around.setting;
    let digits = chars.run_within(at, 4, |c| c.is_ascii_digit() || is_numeral(c) || c == '两');
    let figure = asked.get(next).filter(|one| one.range.start == at);
    let at = match figure {
        Some(one) => one.counted_end(),
        None if digits > at => {
            digits.saturating_add(measure::unit(chars, digits).map_or(0, |unit| unit.length))
        }
        None => at,
    };
    let behind = chars.part(at..chars.run_within(at, LONGEST_LIST, |c| !one_of(c, "，。；、：,;")));
    // 等地开展招商: one character says it.
    if let Some(one) = behind
        .at(0)
        .filter(|c| one_of(*c, "地村屯镇乡县市区组户湾寨"))
        && words::NAME_ENDS
            .at(behind, 0)
            .is_none_or(|word| word.length == 1)
    {
        let visit = (1..behind.len()).find_map(|at| words::VISITS.at(behind, at));
        let visit = visit.filter(|_| one == '地').map_or("", |word| word.text);
        return Some(format_compact!("{visit}{one}"));
    }
    let noun = noun_behind(behind, true);
    let person = words::TITLES.is(&noun) || noun.ends_with('人');
    (says(&noun) && !person).then(|| first(&noun, 6).into())
}

/// Whether a name stands in a chain of names in which its end comes twice, a 、 or 和 between: XX镇XX村和XX镇XX村.
pub(super) fn is_in_chain(setting: Setting<'_>, at: usize, end: &str) -> bool {
    let Setting { chars, asked, .. } = setting;
    let link = |first: usize, second: usize| {
        let (first, second) = (asked.get(first)?, asked.get(second)?);
        let ends = name_end(chars, first.range.end)?;
        let space = usize::from(chars.is(first.range.end, |c| c == ' '));
        let behind = first.range.end.saturating_add(ends.chars().count());
        let behind = behind.saturating_add(space);
        let between = chars.part(behind..second.range.start.max(behind)).0;
        let joined = matches!(
            between,
            ['、' | '和' | '及' | '与' | '，' | ','] | [' ', '、'] | ['、', ' ']
        );
        (joined || between.is_empty()).then_some(joined)
    };
    let same = |at: usize| {
        let other = asked.get(at).and_then(|one| name_end(chars, one.range.end));
        other == Some(end)
    };
    // The next three to either side.
    let mut apart = false;
    for next in at..at.saturating_add(3) {
        match link(next, next.saturating_add(1)) {
            Some(joined) => apart |= joined,
            None => break,
        }
        if apart && same(next.saturating_add(1)) {
            return true;
        }
    }
    let mut apart = false;
    for last in (at.saturating_sub(3)..at).rev() {
        match link(last, last.saturating_add(1)) {
            Some(joined) => apart |= joined,
            None => break,
        }
        if apart && same(last) {
            return true;
        }
    }
    false
}

/// Whether the blank beside this one, a 、 or nothing between, has the same end: a list of different names.
pub(super) fn neighbour(around: &Around<'_>, end: &str) -> bool {
    let chars = around.setting.chars;
    let length = end.chars().count();
    let listed = |first: Option<&Asked>, second: Option<&Asked>| {
        let (Some(first), Some(second)) = (first, second) else {
            return false;
        };
        let space = |at: usize| at.saturating_add(usize::from(chars.is(at, |c| c == ' ')));
        let from = space(first.range.end);
        let behind = from.saturating_add(length);
        let between = chars.part(behind..second.range.start.max(behind));
        let between = between.trim_end(|c| c == ' ').0;
        let listed = matches!(
            between,
            [] | ['、' | '和' | '及' | '与' | '，' | ',' | '等' | '或']
        );
        listed && chars.has(from, end) && chars.has(space(second.range.end), end)
    };
    let own = Some(around.asked);
    listed(around.previous(), own) || listed(own, around.next())
}

/// Whether names that end so are of persons.
fn is_person(end: &str) -> bool {
    matches!(end, "同志" | "人" | "领导" | "书记" | "先生" | "女士")
}

/// The longest list of names that is looked through.
const LONGEST_LIST: usize = 40;
