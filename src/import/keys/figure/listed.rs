//! Figures that stand in a row: A、B分别为X和X, the parts of a ratio.

use compact_str::{CompactString, format_compact};

use crate::check::chars::{Chars, is_han, one_of};
use crate::check::measure::Unit;

use super::super::super::kinds::What;
use super::super::super::words;
use super::super::endings::{ending, joined};
use super::super::nouns::{bare_clause, letters, noun_before, noun_behind, opened};
use super::super::{Around, Keys, Setting, says};
use super::{Before, Named};

/// As far before 分别 the things are named whose figures follow.
const REACH: usize = 40;

impl Keys {
    /// The key of one of several figures that are told of several things: 城镇、农村居民收入分别为X元和X元.
    pub(super) fn respective(
        &mut self,
        around: &Around<'_>,
        unit: Option<&Unit>,
    ) -> Option<CompactString> {
        if let Some((_, stem)) = self.respective.pop_if(|(at, _)| *at == around.at) {
            return Some(self.new_key(&stem));
        }
        let chars = around.setting.chars;
        let Some(word) = around.left.find("分别") else {
            return self.told_again(around);
        };
        let start = around.asked.range.start;
        let from = start.saturating_sub(around.left.len().saturating_sub(word));
        let said = around.left.rest(word.saturating_add(2));
        let ranked = said.closes("第")
            && unit
                .and_then(|unit| unit.measure)
                .is_some_and(|one| matches!(one.word, "位" | "名"));
        let end = if ranked { Some("位次") } else { change(said) };
        // The things, up to the stop before them; a blank among them is none of theirs.
        let open = chars.run_back_within(from, REACH, |c| !one_of(c, "，。；：！？（）,;:!?()"));
        let previous = around.previous();
        if previous.is_some_and(|previous| previous.range.end > open) {
            return None;
        }
        let things = chars.part(open..from);
        let things: Vec<Chars<'_>> = things
            .0
            .split(|c| matches!(c, '、' | '和' | '与' | '及'))
            .map(Chars)
            .collect();
        let count = figures(around);
        // X批X人次，同比分别下降X％、X％: of the figures just told.
        let bare = things.len() == 1 && things.iter().all(|thing| bare_clause(*thing).is_empty());
        if let Some(end) = end.filter(|_| bare && count > 1) {
            let names = [self.earlier.clone(), self.before.key.clone()];
            let known = count == names.len() && names.iter().all(|name| says(name));
            return known.then(|| self.told_of(around, &names, end)).flatten();
        }
        if count < 2 || count != things.len() {
            return None;
        }
        let mut names = named(&things)?;
        // 教师节、重阳节分别收到贺卡X张、X张: what is counted stands behind.
        let own = noun_before(said);
        if end.is_none() && says(&own) {
            names.iter_mut().for_each(|name| name.push_str(&own));
        }
        if let Some(end) = end {
            return self.told_of(around, &names, end);
        }
        let end = |noun: &CompactString| ending(around, noun, unit);
        let stems: Vec<CompactString> = names
            .iter()
            .map(|noun| CompactString::from_iter(joined("", noun, end(noun))))
            .collect();
        self.told = names;
        self.follow(around, stems)
    }

    /// 收入分别达X元和X元，增长X％和X％: of the same things in the same order.
    fn told_again(&mut self, around: &Around<'_>) -> Option<CompactString> {
        let left = around.left;
        let end = change(left)?;
        let count = figures(around);
        let bare = bare_clause(left).is_empty();
        (bare && count > 1 && count == self.told.len()).then_some(())?;
        let names = self.told.clone();
        self.told_of(around, &names, end)
    }

    /// The keys of figures that tell of these things, one after another.
    fn told_of(
        &mut self,
        around: &Around<'_>,
        names: &[CompactString],
        end: &str,
    ) -> Option<CompactString> {
        let stems = names.iter();
        let stems = stems.map(|noun| CompactString::from_iter(joined("", noun, end)));
        self.follow(around, stems.collect())
    }

    fn follow(&mut self, around: &Around<'_>, stems: Vec<CompactString>) -> Option<CompactString> {
        let mut keys: Vec<(usize, CompactString)> = (around.at..).zip(stems).collect();
        keys.reverse();
        let (_, stem) = keys.pop()?;
        self.respective = keys;
        Some(self.new_key(&stem))
    }

    /// The key of a further part of a ratio, told by that of the first: XX∶XX∶XX.
    pub(super) fn part_of_ratio(&mut self, around: &Around<'_>) -> Option<CompactString> {
        let bare = matches!(around.previous()?.what, What::Number(None));
        (bare && is_ratio(around.between().0) && says(&self.before.key)).then_some(())?;
        let stem = self.before.key.clone();
        let next = INDUSTRIES.windows(2).find_map(|pair| match pair {
            [one, next] => {
                let (was, end) = stem.split_once(*one)?;
                Some((was, *next, end))
            }
            _ => None,
        });
        let Some((was, next, end)) = next else {
            return Some(self.new_key(&stem));
        };
        let key = self.new_key(&format_compact!("{was}{next}{end}"));
        self.before.key = key.clone();
        Some(key)
    }
}

/// The three of an economy, in the order in which their shares are told.
const INDUSTRIES: [&str; 3] = ["第一产业", "第二产业", "第三产业"];

/// The first part of the ratio of the three industries: 三次产业结构由14.6∶39.2∶46.2调整为X∶X∶X.
pub(super) fn industries(around: &Around<'_>, before: &Before) -> Option<Named> {
    let behind = behind_ratio(around)?;
    let left = around.left;
    let told = ["三次产业", "产业结构", "三产结构"];
    let told = told.iter().any(|word| left.holds(word))
        || before.key.contains("产业占比") && words::CHANGES.is_at(left, 0);
    let [first, ..] = INDUSTRIES;
    let was = if words::CHANGES.is_at(behind, 0) {
        "原"
    } else {
        ""
    };
    told.then(|| Named::new(format_compact!("{was}{first}"), "占比"))
}

/// How many figures stand in a row from here on: X元和X元, 第X位、第X位.
fn figures(around: &Around<'_>) -> usize {
    let Setting { chars, asked, .. } = around.setting;
    let next = |at: usize| {
        let (one, other) = (asked.get(at)?, asked.get(at.saturating_add(1))?);
        let between = chars.part(one.counted_end()..other.range.start).0;
        matches!(
            between,
            ['、' | '和' | '与' | '，' | ','] | ['、' | '和' | '，' | ',', '第']
        )
        .then_some(())
    };
    let more = (around.at..).take_while(|at| next(*at).is_some()).count();
    more.saturating_add(1)
}

/// What a figure's name ends in that says how another one changed.
fn change(said: Chars<'_>) -> Option<&'static str> {
    if words::UP.close(said) {
        Some("增幅")
    } else {
        words::DOWN.close(said).then_some("降幅")
    }
}

fn is_ratio(between: &[char]) -> bool {
    matches!(between, ['∶' | ':' | '：'])
}

/// What stands behind a ratio of which the figure is the first part.
pub(super) fn behind_ratio<'a>(around: &Around<'a>) -> Option<Chars<'a>> {
    let Setting { chars, asked, .. } = around.setting;
    let goes_on = |at: usize| {
        let (one, other) = (asked.get(at)?, asked.get(at.saturating_add(1))?);
        is_ratio(chars.part(one.range.end..other.range.start).0).then_some(())
    };
    let more = (around.at..)
        .take_while(|at| goes_on(*at).is_some())
        .count();
    let last = asked
        .get(around.at.saturating_add(more))
        .filter(|_| more > 0)?;
    let end = chars.run_within(last.range.end, 12, |c| !one_of(c, "，。；：、,;:"));
    Some(chars.part(last.range.end..end))
}

/// 按X∶X∶X的比例: what it is stands behind.
pub(super) fn proportion(around: &Around<'_>) -> Option<Named> {
    let right = behind_ratio(around)?;
    let by = ["按", "按照", "以"]
        .iter()
        .any(|word| around.left.closes(word));
    let noun = by.then(|| noun_behind(right, true))?;
    says(&noun).then(|| Named::new(noun, ""))
}

/// The names of things that share the end of the last: 城镇、农村居民收入 are 城镇居民收入 and 农村居民收入.
fn named(things: &[Chars<'_>]) -> Option<Vec<CompactString>> {
    let (last, firsts) = things.split_last()?;
    let last_noun = letters(opened(*last));
    let mut names = Vec::new();
    for first in firsts {
        let first = opened(*first);
        let whole = first
            .0
            .iter()
            .all(|c| is_han(*c) || c.is_ascii_alphanumeric());
        if !whole || first.len() < 2 {
            return None;
        }
        let shares = first.len() < last.len()
            && words::MEASURED_ENDS.is_before(*last, last.len())
            && !words::MEASURED_ENDS.is_before(first, first.len());
        // 拖拉机、无人机保有量: what they share stands behind the word that they end in; 城镇、农村居民收入.
        let end = first.before(first.len());
        let behind = last.0.iter().rposition(|c| Some(*c) == end);
        let from = behind.map_or(first.len(), |at| at.saturating_add(1));
        let tail = if shares {
            letters(last.rest(from))
        } else {
            CompactString::default()
        };
        let noun = letters(first);
        let noun = if noun.chars().count() > 8 {
            noun_before(first)
        } else {
            noun
        };
        names.push(CompactString::from_iter([noun.as_str(), tail.as_str()]));
    }
    says(&last_noun).then_some(())?;
    names.push(last_noun);
    Some(names)
}
