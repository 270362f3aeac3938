//! Keys of figures: what is counted, told by the words beside the figure, by those of the figure before in the same
//! sentence (比上届下降X岁, 其中整改X个, 占X％), by row and column of a table.

use compact_str::{CompactString, format_compact};

use std::{iter, mem};

use crate::check::chars::Chars;
use crate::check::measure::Unit;
use crate::check::words::Words;
use crate::number;

use super::super::kinds::{Asked, What};
use super::super::words;
use super::endings::{brief, ending, joined};
use super::{Around, Keys, Region, Setting, says};

mod again;
mod against;
mod apart;
mod behind;
mod counted;
mod listed;
mod money;
mod particular;
mod pointed;
mod raised;
mod table;
mod term;
mod way;

use again::{Known, counts_all, known, rest_of};
use against::{beyond, changed, shared};
use apart::{GENERAL, done_with, in_time};
use counted::counted;
use listed::{industries, proportion};
use money::is_money;
pub(super) use pointed::Recent;
use raised::raised;
use table::{labelled, of_table};

/// The figure before in the same sentence.
#[derive(Clone, Default)]
pub(super) struct Before {
    /// What it counted.
    noun: CompactString,
    /// Its key.
    key: CompactString,
    /// What that ends in behind it.
    end: CompactString,
    /// The word it was measured in.
    measure: &'static str,
    /// What names of figures with that measure end in.
    counts: &'static str,
    /// Which of several lines it is counted beyond, from 0: X个村收入超X万元，X个超X万元.
    tier: usize,
    /// What the figure right before the bracket counted in which this one stands: 党组织X个（党委X个、支部X个）.
    outer: CompactString,
    /// What is said of it before it changed: 由X个增加到X个.
    base: Option<CompactString>,
}

impl Before {
    /// What a figure of the line in hand ends in.
    fn tier(&self, end: &str) -> CompactString {
        Self::named_tier(self.tier, end)
    }

    fn named_tier(tier: usize, end: &str) -> CompactString {
        let count = tier.saturating_add(1);
        match number::chinese(number::Decimal::from(count)) {
            Some(numeral) if tier > 0 => format_compact!("第{numeral}档{end}"),
            _ => end.into(),
        }
    }
}

/// What a figure is called: a noun and what its name ends in.
struct Named {
    noun: CompactString,
    ending: CompactString,
    /// It says of the figure before how it changed or what part of it: what was counted stays that one's.
    of_before: bool,
    /// Which of several lines it is counted beyond, from 0.
    tier: usize,
}

impl Named {
    fn new(noun: impl Into<CompactString>, ending: impl Into<CompactString>) -> Self {
        Self {
            noun: noun.into(),
            ending: ending.into(),
            of_before: false,
            tier: 0,
        }
    }

    fn of_before(noun: impl Into<CompactString>, ending: impl Into<CompactString>) -> Self {
        Self {
            of_before: true,
            ..Self::new(noun, ending)
        }
    }
}

impl Keys {
    /// The key of a figure.
    pub(super) fn figure(&mut self, around: &Around<'_>, unit: Option<&Unit>) -> CompactString {
        let told = self.upper(around).or_else(|| self.part_of_ratio(around));
        if let Some(key) = told.or_else(|| self.respective(around, unit)) {
            return key;
        }
        if let Some(key) = self.term(around, unit) {
            return key;
        }
        let range = range(around);
        let unit = range.or(unit);
        let measure = unit.and_then(|unit| unit.measure);
        let printed = measure.map_or("", |measure| measure.word);
        let mut before = mem::take(&mut self.before);
        let mut base = None;
        // 收入X亿元（其中税收X亿元），增长X％: it is the income that grew.
        let bracket = bracket(around);
        match bracket {
            Some('（' | '(') => self.outside = Some(before.clone()),
            Some(_) => before = self.outside.take().unwrap_or(before),
            None => {}
        }
        let outer = outer(around, bracket, &before);
        let told = around.setting.row.is_empty();
        let retold = told.then(|| self.retold(around, unit)).flatten();
        let again = retold.as_ref().filter(|_| !self.opening);
        let again = again.and_then(|what| self.told_in_opening(what));
        let again = again.map(|key| (key, around.noun().into(), ""));
        let pointed = || self.pointed(around, unit).filter(|_| told);
        let again = again.or_else(|| pointed().map(|(key, noun)| (key, noun, "")));
        let known = told.then(|| known(around, unit)).flatten();
        let again = again.or_else(|| {
            let Known { noun, all, .. } = known.as_ref()?;
            let end = ending(around, noun, unit);
            let key = self.again(joined("", noun, end), *all)?;
            Some((key, noun.clone(), end))
        });
        let rest = measure.filter(|_| told);
        let rest = rest.and_then(|measure| rest_of(around, measure));
        let again = again.or_else(|| {
            told.then_some(())?;
            let (key, noun) = self
                .known_by_opening(around, unit)
                .or_else(|| self.one_of_report(around, (unit, rest.as_ref())))?;
            Some((key, noun, ""))
        });
        if let Some((key, noun, end)) = again {
            self.before = Before {
                noun,
                key: key.clone(),
                end: end.into(),
                measure: printed,
                counts: measure.map_or("", |measure| measure.ending),
                outer,
                ..Before::default()
            };
            return key;
        }
        let of_part = || {
            let Known { noun, .. } = known.filter(|known| known.part)?;
            let end = ending(around, &noun, unit);
            Some(Named::new(noun, end))
        };
        let named = of_table(around, unit)
            .or_else(|| labelled(around, unit))
            .or_else(|| industries(around, &before))
            .or_else(|| raised(around, unit, (&before, &mut base)))
            .or_else(|| proportion(around))
            .or_else(|| changed(around, unit, &before))
            .or_else(|| shared(around, unit, &before))
            .or_else(|| beyond(around, &before))
            .or_else(of_part)
            .unwrap_or_else(|| counted(around, unit, &before));
        let Named {
            noun,
            mut ending,
            of_before,
            tier,
        } = named;
        let noun = brief(noun);
        if range.is_some() && says(&noun) {
            ending.push_str(LOWER);
        }
        let left = around.left;
        let stem = joined("", &noun, &ending);
        // Told apart by more of its own clause, by what is counted, by what came before, by the headline.
        let count = |text: &str| text.chars().count();
        let apart = |(before, noun): &(&str, &str)| {
            // Only the longer can hold the other.
            let held = match noun.len() < before.len() {
                true => before.contains(noun),
                false => noun.contains(before),
            };
            says(before) && !held
        };
        let short = |(before, noun): &(&str, &str)| {
            count(before).saturating_add(count(noun)) <= 12 && says(noun)
        };
        let headline = || {
            let noun = Some(around.setting.headline.noun()).filter(|noun| count(noun) <= 6);
            noun.filter(|noun| !GENERAL.iter().any(|end| noun.ends_with(end)))
        };
        let behind = |before| Some((before, noun.as_str()));
        let whole = if outer.is_empty() {
            &before.noun
        } else {
            &outer
        };
        let sum = |(before, _): &(&str, &str)| {
            !before.ends_with(['率', '额']) && (*before == noun || !is_money(before))
        };
        // 中学有X间危房, beside other 危房.
        let said = || {
            let letters = Some(around.letters()).filter(|letters| says(letters))?;
            match letters.contains(noun.as_str()) {
                true => Some(("", letters)),
                false => Some((letters, noun.as_str())),
            }
        };
        // What is planned, beside the same that was done; not what is left to do.
        let planned = || {
            around.setting.region == Region::Plans && !around.letters().contains(['未', '尚', '剩'])
        };
        let nouns: [&dyn Fn() -> Option<(_, _)>; 10] = [
            &|| {
                let whole = said().filter(short).filter(|(before, _)| before.is_empty());
                whole.filter(|_| planned()).map(|(_, said)| ("计划", said))
            },
            &|| behind("计划").filter(|_| planned()),
            &|| said().filter(short),
            &|| behind(in_time(around)).filter(apart),
            &|| behind(done_with(around, &noun)).filter(apart),
            &|| behind(whole.as_str()).filter(apart).filter(sum),
            &|| behind(around.earlier_noun()).filter(short).filter(apart),
            &|| behind(around.behind_noun()).filter(short).filter(apart),
            &|| behind(headline()?).filter(short).filter(apart),
            &|| {
                behind(around.setting.headline.topic())
                    .filter(short)
                    .filter(apart)
            },
        ];
        let line = printed.ends_with('元') && LINES.close(left);
        let line = line.then(|| joined("", &noun, "标准"));
        let more = nouns.into_iter().filter_map(|noun| noun());
        let more = more.map(|(before, noun)| joined(before, noun, &ending));
        let more = (says(&noun) && !(of_before && is_in_series(around)))
            .then(|| line.into_iter().chain(more));
        let stems = iter::once(stem).chain(more.into_iter().flatten());
        // One figure printed twice: 全镇X个村, 光荣在党X年.
        let span = printed == "年" && left.len() >= 4;
        let whole = words::WHOLE.close(left) && says(around.behind_noun());
        let key = if matches!(ending.as_str(), "届次" | "周年数") {
            self.once(format_compact!("congress {noun}"), stems)
        } else if whole || span {
            let right = if span { Chars(&[]) } else { around.behind };
            self.once(
                format_compact!("figure {}|{printed}|{right}", left.last(4)),
                stems,
            )
        } else {
            self.fresh(stems)
        };
        if told
            && !of_before
            && (counts_all(around, &noun) || self.is_listed_stock(around, (&before, &noun)))
        {
            self.is_stock(&key);
        }
        if let Some(rest) = rest {
            self.same.insert(rest, key.clone());
        }
        if let Some(measure) = measure.filter(|_| told && !of_before) {
            self.remember(around, (&noun, measure.word, &key));
        }
        if self.opening
            && let Some(what) = retold
        {
            let twice = self.opened.contains_key(&what);
            self.opened.insert(what, (!twice).then(|| key.clone()));
        }
        self.before = if of_before {
            let key = if range.is_some() {
                key.clone()
            } else {
                before.key
            };
            Before {
                tier: tier.max(before.tier),
                key,
                outer,
                ..before
            }
        } else {
            self.earlier = before.key;
            Before {
                noun,
                key: key.clone(),
                end: ending,
                measure: printed,
                counts: measure.map_or("", |measure| measure.ending),
                tier,
                outer,
                base,
            }
        };
        key
    }

    /// The key of the upper end of a range, told by that of the lower one.
    fn upper(&mut self, around: &Around<'_>) -> Option<CompactString> {
        let before = around.at.checked_sub(1)?;
        let Setting { chars, asked, .. } = around.setting;
        is_range(chars, asked, before).then_some(())?;
        let stem = self.before.key.strip_suffix(LOWER)?;
        let key = self.new_key(&format_compact!("{stem}上限"));
        Some(key)
    }
}

/// What the figure counted behind which the bracket opened that a figure stands in; empty outside of one.
fn outer(around: &Around<'_>, bracket: Option<char>, before: &Before) -> CompactString {
    let opens = || around.between().is(0, |c| matches!(c, '（' | '('));
    match bracket {
        Some('（' | '(') if opens() => before.noun.clone(),
        Some(_) => CompactString::default(),
        None => before.outer.clone(),
    }
}

/// The last bracket between a figure and the blank before.
fn bracket(around: &Around<'_>) -> Option<char> {
    let brackets = |c: &&char| matches!(c, '（' | '(' | ')' | '）');
    around.between().0.iter().rev().find(brackets).copied()
}

/// A noun without what it ends in.
fn without<'a>(noun: &'a str, end: &str) -> &'a str {
    noun.strip_suffix(end).unwrap_or(noun)
}

/// Whether a figure stands in a row of one thing: 收入分别为X亿、X亿、X亿.
fn is_in_series(around: &Around<'_>) -> bool {
    around.previous().is_some() && matches!(around.between().0, ['、' | '和'])
}

/// What the key of the lower end of a range ends in.
const LOWER: &str = "下限";

/// The measure of a range that the figure is the lower end of: X至X元.
fn range<'a>(around: &Around<'a>) -> Option<&'a Unit> {
    let Setting { chars, asked, .. } = around.setting;
    is_range(chars, asked, around.at).then_some(())?;
    match &around.next()?.what {
        What::Number(unit) => unit.as_ref(),
        _ => None,
    }
}

/// Whether a figure without a measure and the next one, which has one, are the ends of a range.
fn is_range(chars: Chars<'_>, asked: &[Asked], at: usize) -> bool {
    let (Some(lower), Some(upper)) = (asked.get(at), asked.get(at.saturating_add(1))) else {
        return false;
    };
    let between = chars.part(lower.counted_end()..upper.range.start);
    matches!(lower.what, What::Number(_))
        && matches!(upper.what, What::Number(Some(_)))
        && words::RANGE.is_whole(between)
}

/// What a figure is set against as a line.
static LINES: Words = Words::new(&[
    "超过",
    "超",
    "达到",
    "达",
    "突破",
    "不足",
    "低于",
    "高于",
    "不少于",
]);
