//! Relations between figures that the wording says: 其中, 占…％, 平均, 由…增加到…, 共…包括, 超…超…, …率. Only what is
//! said in one sentence becomes a rule, and only where it can be meant of no other figure: a wrong rule is worse than
//! none.

use std::iter;

use compact_str::CompactString;

use crate::check::chars::Chars;
use crate::check::measure::counts_persons;
use crate::check::words::Words;
use crate::report::{Condition, Level, Rule, Wording};

use super::words::VERBS;

#[cfg(test)]
mod tests;
mod worth;

/// A figure to be filled in, as it stands in a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Figure<'a> {
    /// Its field.
    pub(super) key: &'a str,
    /// Its measure without 余 and 多.
    pub(super) unit: CompactString,
    /// Its first character in the paragraph.
    pub(super) start: usize,
    /// The character behind its measure.
    pub(super) end: usize,
}

impl Figure<'_> {
    fn is_percent(&self) -> bool {
        matches!(self.unit.as_str(), "％" | "%")
    }

    fn is_money(&self) -> bool {
        self.unit.ends_with('元')
    }

    /// What is counted, persons under one name.
    fn counted(&self) -> &str {
        let unit = self.unit.as_str();
        if counts_persons(unit) { "人" } else { unit }
    }

    /// Its slot, in pieces as [`text`] takes them.
    fn slot(&self) -> [&str; 3] {
        ["{", self.key, "}"]
    }

    /// Its slot with its measure.
    fn filled(&self) -> [&str; 4] {
        ["{", self.key, "}", &self.unit]
    }

    /// Its name with its slot and its measure.
    fn named(&self) -> [&str; 5] {
        [self.key, "{", self.key, "}", &self.unit]
    }
}

/// A sentence of more figures is a list of which nothing can be told.
const MOST: usize = 40;

/// Adds the rules that a paragraph's wording says of its figures, in order.
pub(super) fn rules(chars: Chars<'_>, figures: &[Figure<'_>], found: &mut Vec<Rule>) {
    let mut from = 0_usize;
    while from < figures.len() {
        let Some(first) = figures.get(from) else {
            break;
        };
        let end = chars.run(first.start, |c| !is_stop(c));
        let count = figures
            .iter()
            .skip(from)
            .take_while(|figure| figure.start < end)
            .count();
        let to = from.saturating_add(count.max(1));
        let figures = figures.get(from..to).unwrap_or_default();
        from = to;
        // What is related are at least two.
        if !(2..=MOST).contains(&count) {
            continue;
        }
        let start = chars.run_back(first.start, |c| !is_stop(c));
        let sentence = Sentence {
            chars,
            start,
            end,
            figures,
        };
        if AMONG.stand_in(chars.part(start..end)) {
            sentence.parts(found);
            sentence.sums(found);
            sentence.shares(found);
        }
        sentence.rates(found);
        sentence.averages(found);
        sentence.growth(found);
        sentence.nested(found);
    }
}

/// What stands before a line that is passed.
static OVER: Words = Words::new(&["超", "超过", "突破", "达到"]);

/// What says that figures are parts of another: no part, sum or share is told without.
static AMONG: Words = Words::new(&["其中", "包括", "分别为", "分别是", "由以下"]);

/// Whether the words before a figure say that it is the whole: 共 of 公共 and 中共 says nothing.
fn is_total(lead: Chars<'_>) -> bool {
    if TOTALS.stand_in(lead) {
        return true;
    }
    (0..lead.len()).any(|at| {
        lead.has(at, "共")
            && !lead.ends_any(at, &["公", "中"])
            && !lead.has_any(
                at.saturating_add(1),
                &["同", "产", "建", "享", "青", "治", "管"],
            )
    })
}

/// What says that a figure is a whole.
static TOTALS: Words = Words::new(&[
    "合计",
    "总计",
    "总数",
    "总人口",
    "总户数",
    "总收入",
    "总投资",
    "总额",
    "总量",
    "总面积",
    "总产",
]);

/// What a sentence ends in, as far as its figures go.
fn is_stop(c: char) -> bool {
    matches!(c, '。' | '；' | '！' | '？')
}

struct Sentence<'a> {
    chars: Chars<'a>,
    start: usize,
    end: usize,
    figures: &'a [Figure<'a>],
}

fn rule(expect: &[&[&str]], message: &[&[&str]], level: Level) -> Rule {
    Rule {
        expect: Condition::from(text(expect)),
        message: Wording::from(text(message)),
        level,
        when: None,
    }
}

/// A text put together of pieces, in no more memory than it takes.
fn text(pieces: &[&[&str]]) -> String {
    let pieces = || pieces.iter().copied().flatten().copied();
    let mut text = String::with_capacity(pieces().map(str::len).sum());
    text.extend(pieces());
    text
}

impl Sentence<'_> {
    fn find(&self, word: &str) -> Option<usize> {
        let found = self.chars.part(self.start..self.end).find(word)?;
        Some(self.start.saturating_add(found))
    }

    /// The text right before a figure, to the one before it.
    fn before(&self, at: usize) -> Chars<'_> {
        let start = self
            .figures
            .get(at)
            .map_or(self.start, |figure| figure.start);
        let from = at
            .checked_sub(1)
            .and_then(|at| self.figures.get(at))
            .map_or(self.start, |figure| figure.end);
        self.chars.part(from..start)
    }

    /// The figures of the last clause before a position that holds any: what 其中 and 包括 there are said of.
    fn wholes(&self, position: usize) -> &[Figure<'_>] {
        let to = self
            .figures
            .partition_point(|figure| figure.end <= position);
        let apart = |at: &usize| self.before(*at).0.contains(&'，');
        let from = (1..to).rev().find(apart).unwrap_or_default();
        self.figures.get(from..to).unwrap_or_default()
    }

    /// The figure there that counts the same.
    fn whole(&self, position: usize, counted: &str) -> Option<&Figure<'_>> {
        let same = |figure: &&Figure<'_>| {
            figure.counted() == counted && !figure.is_percent() && !self.is_line(figure)
        };
        self.wholes(position).iter().rev().find(same)
    }

    /// The figures listed behind a position, up to a clause that does something else.
    fn listed(&self, position: usize) -> impl Iterator<Item = &Figure<'_>> {
        let first = self
            .figures
            .partition_point(|figure| figure.start < position);
        let goes_on = move |at: &usize| {
            let lead = self.before(*at);
            let clause = lead.run_back(lead.len(), |c| c != '，');
            *at == first || clause == 0 || !VERBS.stand_in(lead.rest(clause))
        };
        (first..self.figures.len())
            .take_while(goes_on)
            .filter_map(|at| self.figures.get(at))
    }

    /// Whether a figure is a line that is passed, of which nothing is a part: 超XX万元.
    fn is_line(&self, figure: &Figure<'_>) -> bool {
        let before = self.chars.part(self.start..figure.start);
        OVER.close(before.trim_end(|c| matches!(c, ' ' | '了')))
    }

    /// A，其中B: B is part of A.
    fn parts(&self, found: &mut Vec<Rule>) {
        let Some(at) = self.find("其中") else {
            return;
        };
        let parts = self.listed(at);
        for part in parts.filter(|figure| !figure.is_percent() && !self.is_line(figure)) {
            let Some(whole) = self.whole(at, part.counted()) else {
                continue;
            };
            found.push(rule(
                &[&part.slot(), &[" <= "], &whole.slot()],
                &[
                    &part.named(),
                    &["，多于"],
                    &whole.named(),
                    &["：一个是另一个的其中数，请改一个。"],
                ],
                Level::Error,
            ));
        }
    }

    /// 共A，包括B、C: A is the sum of them.
    fn sums(&self, found: &mut Vec<Rule>) {
        let said = ["包括", "分别为", "分别是", "其中包含", "由以下"]
            .iter()
            .find_map(|word| self.find(word));
        let Some(at) = said else { return };
        let before = self.figures.partition_point(|figure| figure.end <= at);
        let Some(last) = before.checked_sub(1) else {
            return;
        };
        let is_total = is_total(self.before(last));
        let Some(last) = self
            .figures
            .get(last)
            .filter(|last| is_total && !last.is_percent())
        else {
            return;
        };
        let parts: Vec<&Figure<'_>> = self
            .listed(at)
            .filter(|figure| figure.counted() == last.counted())
            .collect();
        if parts.len() < 2 {
            return;
        }
        let signs = iter::once(" = ").chain(iter::repeat(" + "));
        let sum = parts.iter().zip(signs);
        let sum = sum.flat_map(|(part, sign)| [sign, "{", part.key, "}"]);
        let sum: Vec<&str> = last.slot().into_iter().chain(sum).collect();
        found.push(rule(
            &[&sum],
            &[&last.named(), &["，与后面几项相加不等：请核对总数和分项。"]],
            Level::Warning,
        ));
    }

    /// A个超B万元，C个超D万元: C is among A where D is the higher line.
    fn nested(&self, found: &mut Vec<Rule>) {
        let lines: Vec<usize> = (1..self.figures.len())
            .filter(|at| OVER.close(self.before(*at)))
            .collect();
        for pair in lines.windows(2) {
            let [first, second] = pair else { continue };
            let count = |line: usize| line.checked_sub(1).and_then(|at| self.figures.get(at));
            let (Some(low), Some(high)) = (self.figures.get(*first), self.figures.get(*second))
            else {
                continue;
            };
            let (Some(many), Some(few)) = (count(*first), count(*second)) else {
                continue;
            };
            let said = |count: &Figure<'_>, line: &Figure<'_>| {
                let between = self.chars.part(count.end..line.start);
                between.len() <= 16 && !between.holds("，")
            };
            let alike = said(many, low)
                && said(few, high)
                && low.unit == high.unit
                && many.counted() == few.counted()
                && many.unit != low.unit
                && second.saturating_sub(*first) == 2;
            if !alike {
                continue;
            }
            let when = text(&[&high.slot(), &[" > "], &low.slot()]);
            found.push(Rule {
                when: Some(Condition::from(when)),
                ..rule(
                    &[&few.slot(), &[" <= "], &many.slot()],
                    &[
                        &["超"],
                        &high.filled(),
                        &["的有"],
                        &few.filled(),
                        &["，多于超"],
                        &low.filled(),
                        &["的"],
                        &many.filled(),
                        &["：请核对。"],
                    ],
                    Level::Error,
                )
            });
        }
    }
}
