//! Keys and questions: what an official would call the thing that a blank asks for (专题学习次数, 镇名). The same
//! name is one field wherever it stands; different figures are different fields.

use compact_str::CompactString;

use std::cell::OnceCell;
use std::collections::VecDeque;

use foldhash::fast::RandomState;
use foldhash::{HashMap, HashSet};

use crate::check::chars::{Chars, is_han};

use super::kinds::{Asked, What};
use super::words;

mod alike;
mod around;
mod bare;
mod beside;
mod elsewhere;
mod endings;
mod figure;
mod given;
mod moments;
mod names;
mod nouns;
mod own;
mod people;
mod quoted;
mod several;
#[cfg(test)]
mod tests;

pub(super) use around::{Around, counted};
use around::{name_end, prompt};
use figure::{Before, Recent};
use nouns::{LONGEST, first, noun_before};
use several::is_in_chain;

/// Where in the report a paragraph stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Region {
    /// Title, by-line, addressee, opening, signature: what names the one who reports.
    #[default]
    Head,
    /// The sections.
    Body,
    /// A section of plans.
    Plans,
    /// The date line.
    Date,
}

/// A paragraph as keys are made from it.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// Its characters.
    pub(super) chars: Chars<'a>,
    /// All its blanks.
    pub(super) asked: &'a [Asked],
    /// Where it stands.
    pub(super) region: Region,
    /// The headline that it stands under.
    pub(super) headline: &'a Headline,
    /// Its cells, where it is a row of a table.
    pub(super) row: &'a [Chars<'a>],
    /// The first row of that table.
    pub(super) columns: &'a [String],
}

impl<'a> Setting<'a> {
    /// A paragraph of a report's head, which stands under no headline.
    pub(super) fn head(chars: Chars<'a>, asked: &'a [Asked], headline: &'a Headline) -> Self {
        Self {
            chars,
            asked,
            region: Region::Head,
            headline,
            row: &[],
            columns: &[],
        }
    }
}

/// A headline as keys are made from it, which most blanks can do without.
#[derive(Default)]
pub(super) struct Headline {
    text: Vec<char>,
    noun: OnceCell<CompactString>,
    topic: OnceCell<CompactString>,
    office: OnceCell<Option<&'static str>>,
}

impl Headline {
    pub(super) fn of(chars: Chars<'_>) -> Self {
        Self {
            text: chars.0.to_vec(),
            ..Self::default()
        }
    }

    /// The thing that it ends in.
    fn noun(&self) -> &str {
        // A paragraph without a stop is all headline, and says too much.
        let long = self.text.len() > LONGEST.saturating_mul(2);
        let text = if long { &[] } else { self.text.as_slice() };
        self.noun.get_or_init(|| noun_before(Chars(text)))
    }

    /// What it turns to: 聚焦产业转型谋发展 → 产业转型.
    fn topic(&self) -> &str {
        self.topic.get_or_init(|| {
            let text = Chars(&self.text);
            let turn = words::TURNS.at(text, 0).map_or(0, |word| word.length);
            let topic = text.part(turn..turn.saturating_add(4));
            let whole = turn > 0 && topic.len() == 4 && topic.0.iter().all(|c| is_han(*c));
            let topic = Some(topic).filter(|_| whole);
            topic
                .map(|topic| topic.0.iter().collect())
                .unwrap_or_default()
        })
    }

    /// Who supplies the figures under it.
    pub(super) fn office(&self) -> Option<&'static str> {
        let office = || words::office(&Chars(&self.text).text(0..self.text.len()));
        *self.office.get_or_init(office)
    }
}

/// The key of the year that the report is about.
pub(super) const YEAR: &str = "报告年度";
/// The key of the year after it.
pub(super) const NEXT_YEAR: &str = "下一年度";
/// The key of the year before it.
pub(super) const LAST_YEAR: &str = "上一年度";

/// Gives keys; remembers those given.
#[derive(Default)]
pub(super) struct Keys {
    /// The keys given.
    given: HashMap<CompactString, Given>,
    /// Which report of the file is read, from 0.
    report: u32,
    /// What was recognised as one name or figure, and its key.
    same: HashMap<CompactString, CompactString>,
    /// How often a key's stem was given.
    counts: HashMap<CompactString, usize>,
    /// The key in hand.
    key: String,
    /// The numerals that tell keys of one stem apart: 二, 三, …
    numerals: Vec<CompactString>,
    /// The year of a finished report.
    pub(super) year: Option<i64>,
    /// The decade of the report's year, where it is printed: 201.
    decade: Option<u16>,
    /// Who sat in the term told last: 政协.
    body: Option<&'static str>,
    /// What the names of those who report end in (镇, 村, 局).
    selves: HashSet<&'static str>,
    /// What the name of their place ends in.
    area: Option<&'static str>,
    /// What the names end in of places that several were told of in a row.
    lists: HashSet<&'static str>,
    /// The figure before in the same sentence.
    before: Before,
    /// The figure before the bracket that opened last in it.
    outside: Option<Before>,
    /// The stems of figures to come that were told with an earlier one, by their places among the blanks, last first.
    respective: Vec<(usize, CompactString)>,
    /// The things of which the figures of the sentence told in a row.
    told: Vec<CompactString>,
    /// The key of the figure before the one before in the same sentence.
    earlier: CompactString,
    /// The figures told last.
    recent: VecDeque<Recent>,
    /// What is read is the opening of a report, whose figures are told once more below.
    pub(super) opening: bool,
    /// The keys of the opening's figures by what they were told in; none where two were told so.
    opened: HashMap<CompactString, Option<CompactString>>,
}

impl Keys {
    /// No keys yet, with room for so many.
    pub(super) fn of(count: usize) -> Self {
        Self {
            given: HashMap::with_capacity_and_hasher(count, RandomState::default()),
            ..Self::default()
        }
    }

    /// Another report of the file begins.
    pub(super) fn next_report(&mut self) {
        self.report = self.report.saturating_add(1);
        self.opened.clear();
        self.recent.clear();
        self.body = None;
        for own in [names::REPORTER, names::BY_LINE] {
            self.same.remove(own);
        }
    }

    /// Learns from the head of the report who reports.
    pub(super) fn learn(&mut self, setting: Setting<'_>) {
        let mut reached = usize::MAX;
        for (at, asked) in setting.asked.iter().enumerate() {
            if matches!(asked.what, What::Name)
                && let Some(end) = name_end(setting.chars, asked.range.end)
                && !matches!(end, "同志" | "等同志" | "族")
                && !is_in_chain(setting, at, end)
            {
                self.selves.insert(end);
                // XX县XX镇: the latter.
                if names::is_area(end)
                    && end != "省"
                    && (self.area.is_none() || reached == asked.range.start)
                {
                    self.area = Some(end);
                    reached = asked.range.end.saturating_add(end.chars().count());
                }
            }
        }
        if self.area.is_none() {
            self.area = own::spoken_of(setting.chars);
        }
    }

    /// Learns from a headline that opens with the name of a village that the report is about it.
    pub(super) fn learn_village(&mut self, setting: Setting<'_>, from: usize) {
        let first = setting.asked.first();
        let end =
            first.filter(|asked| asked.range.start == from && matches!(asked.what, What::Name));
        let end = end.and_then(|asked| name_end(setting.chars, asked.range.end));
        if let Some(end) = end.filter(|end| matches!(*end, "村" | "社区")) {
            self.selves.insert(end);
        }
    }

    /// The key of a blank, that of a date the one from which its parts have theirs.
    pub(super) fn key(&mut self, around: &Around<'_>) -> CompactString {
        if !around.goes_on() {
            self.before = Before::default();
            self.outside = None;
            self.respective.clear();
            self.told.clear();
            self.earlier.clear();
        }
        match &around.asked.what {
            What::Number(unit) => self.figure(around, unit.as_ref()),
            What::Name => self.name(around),
            What::Date(date) => self.date(around, date),
            What::Text => self.text(around),
        }
    }

    fn text(&mut self, around: &Around<'_>) -> CompactString {
        if let Some(prompt) = prompt(around) {
            return self.new_key(first(&prompt, 12));
        }
        let nouns = [Around::behind_noun, Around::noun, Around::earlier_noun];
        let mut nouns = nouns.into_iter().map(|noun| noun(around));
        let stem = nouns.find(|noun| !noun.is_empty()).unwrap_or("内容");
        self.new_key(first(stem, 10))
    }
}

/// A key that was given.
#[derive(Clone, Copy, Default)]
struct Given {
    /// Its field is made.
    made: bool,
    /// Another thing would have had the same.
    several: bool,
    /// Its figure counts all that there are: 现有职工X名.
    stock: bool,
    /// In which report of the file, from 0.
    report: u32,
}

/// Whether a noun has two characters, the least that says anything.
fn says(noun: &str) -> bool {
    noun.chars().nth(1).is_some()
}
