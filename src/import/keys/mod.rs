//! Keys and questions: what an official would call the thing that a blank asks for (专题学习次数, 镇名). The same
//! name is one field wherever it stands; different figures are different fields.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::check::blanks::{Sign, is_family};
use crate::check::chars::{Chars, is_han};
use crate::check::measure::Unit;
use crate::number;
use crate::report::{AS_OF, REPORT_DATE};

use super::kinds::{Asked, What};
use super::words;

mod around;
mod moments;
mod nouns;
#[cfg(test)]
mod tests;

use around::{Around, name_end, neighbour, prompt};
use nouns::{LONGEST, Lexicon, clean, ending, first, joined, last, letters};

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
    pub(super) headline: &'a str,
}

/// The key of a field, and whether it was made for this blank.
pub(super) struct Key {
    /// The field's key.
    pub(super) key: String,
    /// The question asked.
    pub(super) ask: String,
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
    lexicon: Lexicon,
    given: HashSet<String>,
    /// What was recognised as one name or figure, and its key.
    same: HashMap<String, String>,
    /// How often a key's stem was given.
    counts: HashMap<String, u32>,
    /// The year of a finished report.
    year: Option<i64>,
    /// What the names of those who report end in (镇, 村, 局).
    selves: HashSet<&'static str>,
}

impl Keys {
    /// Learns from the head of the report who reports.
    pub(super) fn learn(&mut self, setting: Setting<'_>) {
        for asked in setting.asked {
            if matches!(asked.what, What::Name)
                && let Some(end) = name_end(setting.chars, asked.range.end)
            {
                self.selves.insert(end);
            }
        }
    }

    /// The keys of a blank: one, or one for each part of a date that is a field of its own.
    pub(super) fn key(&mut self, setting: Setting<'_>, at: usize) -> Key {
        let Some(asked) = setting.asked.get(at) else {
            return Key {
                key: String::new(),
                ask: String::new(),
            };
        };
        let around = Around::of(setting, at, asked);
        let key = match &asked.what {
            What::Number(unit) => self.figure(&around, setting, unit.as_ref()),
            What::Name => self.name(&around, setting, at),
            What::Date(date) => self.date(&around, setting, date),
            What::Text => self.text(&around, setting, asked),
        };
        Key {
            key,
            ask: around.question(&asked.what),
        }
    }

    /// The first of these keys that was not given yet; else the first of all with a number.
    fn fresh(&mut self, stems: &[String]) -> String {
        let mut stem = String::new();
        for candidate in stems.iter().map(|stem| clean(stem)) {
            let fits =
                !candidate.is_empty() && candidate.chars().count() <= LONGEST.saturating_add(4);
            if fits && !self.given.contains(&candidate) && !taken(&candidate) {
                self.given.insert(candidate.clone());
                return candidate;
            }
            if stem.is_empty() {
                stem = candidate;
            }
        }
        if stem.is_empty() {
            stem.push('空');
        }
        loop {
            let count = self.counts.entry(stem.clone()).or_insert(1);
            *count = count.saturating_add(1);
            let numeral =
                number::chinese(number::Decimal::from(*count)).unwrap_or_else(|| count.to_string());
            let candidate = format!("{stem}{numeral}");
            if self.given.insert(candidate.clone()) {
                return candidate;
            }
        }
    }

    /// The key of what was met before, or a fresh one.
    fn once(&mut self, what: String, stems: &[String]) -> String {
        if let Some(key) = self.same.get(&what) {
            return key.clone();
        }
        let key = self.fresh(stems);
        self.same.insert(what, key.clone());
        key
    }

    /// The key of what was met before, or a fresh one of one stem.
    fn known(&mut self, what: String, stem: &str) -> String {
        self.once(what, &[stem.to_owned()])
    }

    /// A fresh key of one stem.
    fn new_key(&mut self, stem: &str) -> String {
        self.fresh(&[stem.to_owned()])
    }

    /// A key that every report has.
    fn own(&mut self, key: &str) -> String {
        self.given.insert(key.to_owned());
        key.to_owned()
    }

    fn figure(&mut self, around: &Around, setting: Setting<'_>, unit: Option<&Unit>) -> String {
        let printed = unit
            .and_then(|unit| unit.measure)
            .map_or("", |measure| measure.word);
        let lexicon = &self.lexicon;
        // A paragraph without a stop is all headline, and says too much.
        let headline = match setting.headline.chars().nth(LONGEST.saturating_mul(2)) {
            Some(_) => "",
            None => setting.headline,
        };
        let before = lexicon.noun_before(&around.left);
        let behind = lexicon.noun_behind(&around.right);
        let says = |noun: &String| noun.chars().nth(1).is_some();
        let noun = [&before, &behind]
            .into_iter()
            .find(|noun| says(noun))
            .cloned();
        let noun = noun.unwrap_or_else(|| {
            let verb = Some(lexicon.verb_of(&around.left)).filter(says);
            verb.or_else(|| Some(lexicon.noun_before(&last(&around.sentence, 12))).filter(says))
                .or_else(|| Some(lexicon.noun_before(&around.earlier)).filter(says))
                .or_else(|| Some(lexicon.noun_before(headline)).filter(says))
                .unwrap_or_default()
        });
        let ending = ending(around, &noun, unit);
        let mut stems = vec![joined(&noun, &ending)];
        if !self.is_free(&stems) {
            let lexicon = &self.lexicon;
            let line = ["超", "超过", "突破", "达到"]
                .iter()
                .any(|word| around.left.ends_with(word));
            if line && printed.ends_with('元') {
                stems.push(joined(&noun, "标准"));
            }
            // Told apart by more of its own clause, by what is counted, by the clause before, by the headline.
            let long = letters(lexicon.bare_clause(&around.left));
            let both = format!("{before}{behind}");
            let earlier = format!("{}{noun}", lexicon.noun_before(&around.earlier));
            let headline = format!("{}{noun}", first(&lexicon.noun_before(headline), 4));
            let more = [long, both, earlier, headline].into_iter().filter(says);
            stems.extend(more.map(|noun| joined(&noun, &ending)));
        }
        // One figure printed twice: 全镇X个村, 光荣在党X年.
        let whole =
            words::WHOLE.iter().any(|word| around.left.ends_with(word)) && !behind.is_empty();
        let span = printed == "年" && around.left.chars().count() >= 4;
        if whole || span {
            let left: String = last(&around.left, 4);
            let right = if span { "" } else { around.behind.as_str() };
            return self.once(format!("figure {left}|{printed}|{right}"), &stems);
        }
        self.fresh(&stems)
    }

    /// Whether the first of these can be given as it is.
    fn is_free(&self, stems: &[String]) -> bool {
        stems
            .first()
            .is_some_and(|stem| !stem.is_empty() && !self.given.contains(stem))
    }

    fn name(&mut self, around: &Around, setting: Setting<'_>, at: usize) -> String {
        let Some(asked) = setting.asked.get(at) else {
            return String::new();
        };
        let person = asked.sign == Sign::Some && setting.chars.is(asked.range.start, |c| c != '某');
        if let Some(prompt) = prompt(setting, asked) {
            return self.known(format!("prompt {prompt}"), &first(&prompt, 12));
        }
        if person {
            // 王某某 is the same person wherever the name stands.
            return self.known(format!("person {}", around.printed), "姓名");
        }
        let family = family_before(setting.chars, &asked.range);
        let start = asked
            .range
            .start
            .saturating_sub(usize::from(family.is_some()));
        let title = title_before(setting.chars, start);
        if let (Some(family), None) = (family, title) {
            return self.known(format!("person {family}{}", around.printed), "姓名");
        }
        if let Some(title) = title {
            let title = title.trim_end_matches('：');
            let person = match title {
                "同志" | "本人" | "我叫" | "名叫" | "姓名" => "姓名".to_owned(),
                _ => format!("{title}姓名"),
            };
            return self.known(format!("person {title}"), &person);
        }
        let Some(end) = name_end(setting.chars, asked.range.end) else {
            return self.bare(around);
        };
        let place = format!("{end}名");
        let stem = match end {
            "同志" | "等同志" | "先生" | "女士" | "老师" | "书记" | "主任" | "镇长" | "校长" => {
                "姓名".to_owned()
            }
            "镇" | "乡" | "县" | "市" | "省" | "区" | "街道" | "村" | "社区" | "局" | "路"
            | "大道" | "公路" | "园" | "河" | "水库" | "桥" => place,
            "建设" | "文化" | "精神" | "人民" | "群众" | "干部" | "党员" | "籍" | "风景"
            | "旅游" => return self.bare(around),
            _ => format!("{end}名称"),
        };
        let in_list = neighbour(setting, at, end);
        let area = matches!(end, "镇" | "乡" | "县" | "市" | "省" | "区" | "街道" | "河");
        if !in_list && (area || self.selves.contains(end)) {
            return self.known(format!("name {end}"), &stem);
        }
        let qualified = self.lexicon.noun_before(&around.left);
        let mut stems = vec![stem];
        if !in_list && !qualified.is_empty() {
            stems.push(format!("{}{}", last(&qualified, 6), stems.concat()));
        }
        self.fresh(&stems)
    }

    /// A name without an ending of its own: 在XX落地, 清廉XX建设.
    fn bare(&mut self, around: &Around) -> String {
        let before: String = around
            .left
            .chars()
            .rev()
            .take_while(|c| is_han(*c))
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let quoted = around.left.ends_with(['“', '《']);
        if quoted {
            let thing = self
                .lexicon
                .noun_behind(around.right.trim_start_matches(['”', '》']));
            return self.new_key(&format!("{}名称", first(&thing, 6)));
        }
        if before.is_empty() {
            let thing = self.lexicon.noun_behind(&around.right);
            let ending = if thing.is_empty() { "名称" } else { "名" };
            return self.new_key(&format!("{}{ending}", first(&thing, 8)));
        }
        if let Some(label) = words::CONTACTS.iter().find(|word| before.ends_with(**word)) {
            return self.new_key(label);
        }
        let preposition = [
            "在", "对", "为", "于", "到", "应对", "让", "使", "全", "把", "给", "向", "从", "支持",
            "推动", "关心", "建设",
        ]
        .iter()
        .any(|word| before.ends_with(word));
        if preposition {
            let short = ["镇", "乡", "街道", "县", "区", "市", "村", "社区", "局"]
                .iter()
                .find(|end| {
                    self.selves.contains(**end) || self.same.contains_key(&format!("name {end}"))
                });
            let stem = short.map_or("地名".to_owned(), |end| format!("{end}简称"));
            return self.known("short name".to_owned(), &stem);
        }
        let slogan = words::SLOGANS.iter().find(|word| before.ends_with(**word));
        let word = self.lexicon.noun_before(&before);
        let word = if word.is_empty() { before } else { word };
        let stem = slogan.map_or_else(|| last(&word, 4), |word| (*word).to_owned());
        self.known(format!("place {stem}"), &format!("{stem}地名"))
    }

    fn text(&mut self, around: &Around, setting: Setting<'_>, asked: &Asked) -> String {
        if let Some(prompt) = prompt(setting, asked) {
            return self.new_key(&first(&prompt, 12));
        }
        let behind = self.lexicon.noun_behind(&around.right);
        let before = self.lexicon.noun_before(&around.left);
        let stem = if behind.is_empty() { before } else { behind };
        let stem = if stem.is_empty() {
            self.lexicon.noun_before(&around.earlier)
        } else {
            stem
        };
        let stem = if stem.is_empty() {
            "内容".to_owned()
        } else {
            first(&stem, 10)
        };
        self.new_key(&stem)
    }
}

/// What the one is called who is named here: 党支部书记, 联系人：.
fn title_before(chars: Chars<'_>, at: usize) -> Option<&'static str> {
    let titles = words::TITLES.iter().filter(|title| chars.ends(at, title));
    titles.max_by_key(|title| title.len()).copied()
}

/// The family name that a given name is left blank behind: 李××, 张XX同志; none in 和龙XX村.
fn family_before(chars: Chars<'_>, blank: &Range<usize>) -> Option<char> {
    let family = chars.before(blank.start).filter(|c| is_family(*c))?;
    let closes = chars.at(blank.end).is_none_or(|c| !is_han(c))
        || title_before(chars, blank.start.saturating_sub(1)).is_some()
            && name_end(chars, blank.end).is_none();
    let person = [
        "等", "同志", "为", "任", "的", "在", "和", "被", "主动", "自", "作", "担任", "带", "率",
        "说", "介绍",
    ];
    (closes || chars.has_any(blank.end, &person)).then_some(family)
}

/// Keys that every report has anyway.
fn taken(key: &str) -> bool {
    key == AS_OF || key == REPORT_DATE
}
