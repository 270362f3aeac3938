//! Keys and questions: what an official would call the thing that a blank asks for (专题学习次数, 镇名). The same
//! name is one field wherever it stands; different figures are different fields.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::check::blanks::Sign;
use crate::check::chars::{Chars, is_han};
use crate::check::measure::Unit;
use crate::number;
use crate::report::{AS_OF, REPORT_DATE};

use super::dates::{self, Dated};
use super::kinds::{Asked, What};
use super::words;

/// Longest key that is made, in characters.
const LONGEST: usize = 16;
/// As many characters beside a blank tell what it is about.
const REACH: usize = 24;

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

/// Gives keys; remembers those given.
#[derive(Default)]
pub(super) struct Keys {
    given: HashSet<String>,
    /// What was recognised as one name or figure, and its key.
    same: HashMap<String, String>,
    /// How often a key's stem was given.
    counts: HashMap<String, u32>,
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

    /// A key that was not given yet, with as little added as tells it apart.
    fn fresh(&mut self, stem: &str, more: &[String]) -> String {
        let stem = clean(stem);
        let stem = if stem.is_empty() {
            "空".to_owned()
        } else {
            stem
        };
        for candidate in std::iter::once(stem.clone()).chain(more.iter().map(|more| clean(more))) {
            if !candidate.is_empty()
                && candidate.chars().count() <= LONGEST.saturating_add(4)
                && !self.given.contains(&candidate)
                && !taken(&candidate)
            {
                self.given.insert(candidate.clone());
                return candidate;
            }
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
    fn once(&mut self, what: String, stem: &str, more: &[String]) -> String {
        if let Some(key) = self.same.get(&what) {
            return key.clone();
        }
        let key = self.fresh(stem, more);
        self.same.insert(what, key.clone());
        key
    }

    fn figure(&mut self, around: &Around, setting: Setting<'_>, unit: Option<&Unit>) -> String {
        let printed = unit
            .and_then(|unit| unit.measure)
            .map_or("", |measure| measure.word);
        let before = noun_before(&around.left);
        let behind = noun_behind(&around.right);
        let far = || noun_before(&last(&around.sentence, 12));
        let candidates = [&before, &behind];
        let noun = candidates
            .into_iter()
            .find(|noun| noun.chars().count() >= 2);
        let noun = noun.cloned().unwrap_or_else(|| {
            let others = [
                far(),
                noun_before(&around.earlier),
                noun_before(setting.headline),
            ];
            let mut others = others.into_iter();
            others
                .find(|noun| noun.chars().count() >= 2)
                .unwrap_or_default()
        });
        let ending = ending(around, &noun, unit);
        let stem = joined(&noun, &ending);
        // Told apart by more of its own clause, by what is counted, by the clause before, by the headline.
        let long = letters(bare_clause(&around.left));
        let both = format!("{before}{behind}");
        let earlier = format!("{}{noun}", noun_before(&around.earlier));
        let headline = format!("{}{noun}", first(&noun_before(setting.headline), 4));
        let more = [long, both, earlier, headline].map(|noun| joined(&noun, &ending));
        // One figure printed twice: 全镇X个村, 光荣在党X年.
        let whole =
            words::WHOLE.iter().any(|word| around.left.ends_with(word)) && !behind.is_empty();
        let span = printed == "年" && around.left.chars().count() >= 4;
        if whole || span {
            let left: String = last(&around.left, 4);
            let right = if span { "" } else { around.behind.as_str() };
            return self.once(format!("figure {left}|{printed}|{right}"), &stem, &more);
        }
        self.fresh(&stem, &more)
    }

    fn name(&mut self, around: &Around, setting: Setting<'_>, at: usize) -> String {
        let Some(asked) = setting.asked.get(at) else {
            return String::new();
        };
        let person = asked.sign == Sign::Some && setting.chars.is(asked.range.start, |c| c != '某');
        if let Some(prompt) = prompt(setting, asked) {
            return self.once(format!("prompt {prompt}"), &first(&prompt, 12), &[]);
        }
        if person {
            // 王某某 is the same person wherever the name stands.
            return self.once(format!("person {}", around.printed), "姓名", &[]);
        }
        if let Some(title) = words::TITLES
            .iter()
            .filter(|title| setting.chars.ends(asked.range.start, title))
            .max_by_key(|title| title.len())
        {
            let title = title.trim_end_matches('：');
            let person = match title {
                "同志" | "本人" | "我叫" | "名叫" | "姓名" => "姓名".to_owned(),
                _ => format!("{title}姓名"),
            };
            return self.once(format!("person {title}"), &person, &[]);
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
            return self.once(format!("name {end}"), &stem, &[]);
        }
        let qualified = noun_before(&around.left);
        let more = if in_list || qualified.is_empty() {
            Vec::new()
        } else {
            vec![format!("{}{stem}", last(&qualified, 6))]
        };
        self.fresh(&stem, &more)
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
            let thing = noun_behind(around.right.trim_start_matches(['”', '》']));
            return self.fresh(&format!("{}名称", first(&thing, 6)), &[]);
        }
        if before.is_empty() {
            let thing = noun_behind(&around.right);
            let ending = if thing.is_empty() { "名称" } else { "名" };
            return self.fresh(&format!("{}{ending}", first(&thing, 8)), &[]);
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
            return self.once("short name".to_owned(), &stem, &[]);
        }
        let slogan = words::SLOGANS.iter().find(|word| before.ends_with(**word));
        let word = noun_before(&before);
        let word = if word.is_empty() { before } else { word };
        let stem = slogan.map_or_else(|| last(&word, 4), |word| (*word).to_owned());
        self.once(format!("place {stem}"), &format!("{stem}地名"), &[])
    }

    fn date(&mut self, around: &Around, setting: Setting<'_>, date: &Dated) -> String {
        let units: Vec<dates::Unit> = date.parts.iter().map(|part| part.unit).collect();
        let full = units.contains(&dates::Unit::Month) && units.contains(&dates::Unit::Day);
        let until = ["截至", "截止", "截止到", "截至到"]
            .iter()
            .any(|word| around.left.ends_with(word));
        if full && setting.region == Region::Date {
            return self.once("date line".to_owned(), REPORT_DATE, &[]);
        }
        if full && until {
            return self.once("as of".to_owned(), AS_OF, &[]);
        }
        if units.as_slice() == [dates::Unit::Year] {
            let next = setting.region == Region::Plans && self.same.contains_key("year")
                || ["计划", "打算", "思路", "目标", "安排"]
                    .iter()
                    .any(|word| first(&around.right, 6).contains(word))
                    && self.same.contains_key("year");
            let last = ["比", "较", "与"]
                .iter()
                .any(|word| around.left.ends_with(word))
                && self.same.contains_key("year");
            return match (next, last) {
                (true, _) => self.once("next year".to_owned(), "下一年度", &[]),
                (_, true) => self.once("last year".to_owned(), "上一年度", &[]),
                _ => self.once("year".to_owned(), "报告年度", &[]),
            };
        }
        let noun = noun_behind(
            around
                .right
                .trim_start_matches(['前', '后', '起', '，', '以', '之']),
        );
        let noun = if noun.is_empty() {
            noun_before(&around.left)
        } else {
            noun
        };
        let kind = if full {
            "日期"
        } else if units.contains(&dates::Unit::Month) {
            "月份"
        } else {
            "日子"
        };
        if until {
            return self.once("as of month".to_owned(), "截至月份", &[]);
        }
        self.fresh(&format!("{}{kind}", first(&noun, 8)), &[])
    }

    fn text(&mut self, around: &Around, setting: Setting<'_>, asked: &Asked) -> String {
        if let Some(prompt) = prompt(setting, asked) {
            return self.fresh(&first(&prompt, 12), &[]);
        }
        let behind = noun_behind(&around.right);
        let before = noun_before(&around.left);
        let stem = if behind.is_empty() { before } else { behind };
        let stem = if stem.is_empty() {
            noun_before(&around.earlier)
        } else {
            stem
        };
        let stem = if stem.is_empty() {
            "内容".to_owned()
        } else {
            first(&stem, 10)
        };
        self.fresh(&stem, &[])
    }
}

/// What a blank in brackets says that it asks for: （填写姓名） → 姓名.
fn prompt(setting: Setting<'_>, asked: &Asked) -> Option<String> {
    if asked.sign != Sign::Bracket {
        return None;
    }
    let printed = setting.chars.text(asked.range.clone());
    let words: String = printed.chars().filter(|c| is_han(*c)).collect();
    let mut words = words.as_str();
    for word in [
        "此处", "请", "待", "填写", "填入", "补充", "输入", "插入", "核实", "填", "补", "定",
    ] {
        words = words.strip_prefix(word).unwrap_or(words);
    }
    (!words.is_empty()).then(|| words.to_owned())
}

/// Keys that every report has anyway.
fn taken(key: &str) -> bool {
    key == AS_OF || key == REPORT_DATE
}

/// The text beside a blank, to the ends of its clause.
struct Around {
    left: String,
    right: String,
    /// The clause before.
    earlier: String,
    /// As printed behind the blank, without 余 and 多.
    unit: String,
    /// The blank as printed.
    printed: String,
    /// The three characters behind that.
    behind: String,
    /// From there to the next comma or stop.
    sentence: String,
}

fn is_bound(c: char) -> bool {
    "，。；：、！？,;:!?（）()\t|\u{3000}".contains(c)
}

impl Around {
    fn of(setting: Setting<'_>, at: usize, asked: &Asked) -> Self {
        let chars = setting.chars;
        let Range { start, end } = asked.range;
        let (behind, unit) = match &asked.what {
            What::Number(Some(unit)) => {
                let to = end.saturating_add(unit.length);
                let printed = chars.text(end..to);
                (
                    to,
                    printed
                        .chars()
                        .filter(|c| !matches!(c, '余' | '多'))
                        .collect(),
                )
            }
            _ => (end, String::new()),
        };
        let previous = at.checked_sub(1).and_then(|at| setting.asked.get(at));
        let least = previous.map_or(0, |asked| match &asked.what {
            What::Number(Some(unit)) => asked.range.end.saturating_add(unit.length),
            _ => asked.range.end,
        });
        let from = chars
            .run_back(start, |c| !is_bound(c))
            .max(least)
            .max(start.saturating_sub(REACH))
            .min(start);
        let next = setting
            .asked
            .get(at.saturating_add(1))
            .map_or(chars.len(), |asked| asked.range.start);
        let to = chars
            .run(behind, |c| !is_bound(c))
            .min(next.max(behind))
            .min(behind.saturating_add(REACH));
        let before = from.saturating_sub(1);
        let earlier = chars
            .run_back(before, |c| !is_bound(c))
            .max(before.saturating_sub(REACH));
        let earlier = if from == 0 {
            String::new()
        } else {
            masked(chars, earlier..before, setting.asked)
        };
        Self {
            left: chars.text(from..start),
            right: chars.text(behind..to),
            earlier,
            unit,
            printed: chars.text(start..end),
            behind: chars.text(behind..behind.saturating_add(3)),
            sentence: masked(
                chars,
                behind
                    ..chars
                        .run(behind, |c| !"，。；".contains(c))
                        .min(behind.saturating_add(60)),
                setting.asked,
            ),
        }
    }

    /// The question asked for it: the clause with 多少 in it.
    fn question(&self, what: &What) -> String {
        let asked = match what {
            What::Number(_) => "多少",
            What::Name => "哪里或谁",
            What::Date(_) => return String::new(),
            What::Text => "什么",
        };
        let left: String = last(&self.left, 12);
        let right = first(&self.right, 8);
        let question = format!("{left}{asked}{}{right}", self.unit);
        question
            .chars()
            .filter(|c| !matches!(c, '{' | '}' | '\n'))
            .collect()
    }
}

/// A stretch of text without its blanks.
fn masked(chars: Chars<'_>, range: Range<usize>, asked: &[Asked]) -> String {
    let first = asked.partition_point(|asked| asked.range.end <= range.start);
    let inside = asked
        .get(first..)
        .unwrap_or_default()
        .iter()
        .take_while(|asked| asked.range.start < range.end);
    let mut text = String::new();
    let mut from = range.start;
    for asked in inside {
        text.push_str(&chars.text(from..asked.range.start.max(from)));
        from = match &asked.what {
            What::Number(Some(unit)) => asked.range.end.saturating_add(unit.length),
            _ => asked.range.end,
        };
    }
    text.push_str(&chars.text(from..range.end.max(from)));
    text
}

/// What the figure's name ends in.
fn ending(around: &Around, noun: &str, unit: Option<&Unit>) -> String {
    let Some(measure) = unit.and_then(|unit| unit.measure) else {
        let counted = around.left.ends_with('第');
        return if counted {
            "次序".to_owned()
        } else {
            String::new()
        };
    };
    let ends = |words: &[&str]| words.iter().any(|word| around.left.ends_with(word));
    match measure.ending {
        "比例"
            if noun.ends_with('率')
                || noun.ends_with("比重")
                || noun.ends_with("占比")
                || noun.ends_with("比例")
                || noun.ends_with('幅') =>
        {
            String::new()
        }
        "比例" if ends(&["占", "占比", "占比达", "占到"]) => "占比".to_owned(),
        "比例" if ends(&["增长", "上升", "提高", "增加", "提升", "增长了", "同比增长"]) => {
            "增幅".to_owned()
        }
        "比例" if ends(&["下降", "减少", "降低", "压减", "缩减", "同比下降"]) => {
            "降幅".to_owned()
        }
        "金额"
            if [
                "资金", "收入", "投资", "产值", "额", "费", "款", "成本", "利润", "税", "资",
                "支出", "价值", "补助", "补贴", "金", "损失", "总值", "工资",
            ]
            .iter()
            .any(|word| noun.ends_with(word)) =>
        {
            String::new()
        }
        "金额" if ends(&["超", "超过", "突破", "达到", "达"]) && noun.is_empty() => {
            "标准".to_owned()
        }
        ending if noun.ends_with(ending) => String::new(),
        "" if noun.contains("年龄") => String::new(),
        "" => "年龄".to_owned(),
        ending => ending.to_owned(),
    }
}

fn joined(noun: &str, ending: &str) -> String {
    let room = LONGEST.saturating_sub(ending.chars().count());
    format!("{}{ending}", last(noun, room))
}

/// What a name ends in that begins at a position: the longest of the known ends.
fn name_end(chars: Chars<'_>, at: usize) -> Option<&'static str> {
    let at = if chars.is(at, |c| matches!(c, '”' | '》')) {
        at.saturating_add(1)
    } else {
        at
    };
    words::NAME_ENDS
        .iter()
        .filter(|end| chars.has(at, end))
        .max_by_key(|end| end.len())
        .copied()
}

/// Whether the blank beside this one, a 、 or nothing between, has the same end: a list of different names.
fn neighbour(setting: Setting<'_>, at: usize, end: &str) -> bool {
    let length = end.chars().count();
    let listed = |first: Option<&Asked>, second: Option<&Asked>| {
        let (Some(first), Some(second)) = (first, second) else {
            return false;
        };
        let behind = first.range.end.saturating_add(length);
        let between = setting.chars.text(behind..second.range.start.max(behind));
        setting.chars.has(first.range.end, end)
            && setting.chars.has(second.range.end, end)
            && matches!(
                between.as_str(),
                "" | "、" | "和" | "及" | "与" | "，" | "等" | "或"
            )
    };
    let own = setting.asked.get(at);
    let before = at.checked_sub(1).and_then(|at| setting.asked.get(at));
    listed(before, own) || listed(own, setting.asked.get(at.saturating_add(1)))
}

/// The thing that a clause before a figure ends in: 撰写学习笔记共 → 学习笔记.
fn noun_before(text: &str) -> String {
    let whole = bare_clause(text);
    if whole.is_empty() || words::VERBS.contains(&whole) {
        return String::new();
    }
    // What stands behind the last verb that leaves anything.
    let mut start = 0_usize;
    let mut verb = "";
    for (at, _) in whole.char_indices() {
        let Some(rest) = whole.get(at..) else {
            continue;
        };
        let found = words::VERBS
            .iter()
            .filter(|word| rest.starts_with(**word))
            .max_by_key(|word| word.len());
        if let Some(word) = found
            && let Some(behind) = rest.get(word.len()..)
            && letters(opened(behind)).chars().count() >= 2
            && at >= start
        {
            start = at.saturating_add(word.len());
            verb = word;
        }
    }
    let noun = opened(whole.get(start..).unwrap_or(whole));
    let noun = noun
        .rsplit(['的', '和', '与', '及'])
        .next()
        .filter(|rest| rest.chars().count() >= 2)
        .unwrap_or(noun);
    let noun = letters(opened(noun));
    // 党员, 干部 alone say too little: 发展党员.
    if noun.chars().count() <= 2 && verb.chars().count() == 2 && whole.ends_with(noun.as_str()) {
        return format!("{verb}{noun}");
    }
    noun
}

/// The verb that is all there is of a clause: 整改X处.
fn verb_of(text: &str) -> String {
    let whole = bare_clause(text);
    words::VERBS
        .iter()
        .find(|word| **word == whole)
        .map_or(String::new(), |word| {
            (*word).trim_end_matches(['了', '出']).to_owned()
        })
}

/// A clause without what opens and ends it and says nothing of what is counted.
fn bare_clause(text: &str) -> &str {
    let punctuation = ['，', '、', '“', '”', '（', '）', ' ', '：', '《', '》'];
    let mut text = opened(text.trim());
    loop {
        let trimmed = text.trim_end_matches(punctuation);
        let word = words::TRAILING
            .iter()
            .filter(|word| trimmed.ends_with(**word))
            .max_by_key(|word| word.len());
        let next = word
            .and_then(|word| trimmed.strip_suffix(*word))
            .unwrap_or(trimmed);
        if next == text {
            return text;
        }
        text = next;
    }
}

/// A clause without the times and adverbs that open it.
fn opened(text: &str) -> &str {
    let mut text = text;
    loop {
        let trimmed =
            text.trim_start_matches(['，', '、', '“', '”', '（', '）', ' ', '：', '；', '于']);
        // 2021年, 3月, 7月初
        let dated = trimmed.trim_start_matches(|c: char| c.is_ascii_digit());
        let time = (dated.len() < trimmed.len())
            .then(|| {
                ["年", "月底", "月初", "月", "日"]
                    .iter()
                    .find_map(|word| dated.strip_prefix(word))
            })
            .flatten();
        let word = words::FILLERS
            .iter()
            .filter(|word| trimmed.starts_with(**word))
            .max_by_key(|word| word.len());
        let next = time
            .or_else(|| word.and_then(|word| trimmed.strip_prefix(*word)))
            .unwrap_or(trimmed);
        if next == text {
            return text;
        }
        text = next;
    }
}

/// The thing counted behind a measure word: 次专题学习，→ 专题学习.
fn noun_behind(text: &str) -> String {
    let text = text.trim_start_matches(['“', '《', '（', ' ', '的']);
    if words::VERBS
        .iter()
        .chain(words::PREPOSITIONS)
        .any(|word| text.starts_with(word))
    {
        return String::new();
    }
    let text = opened(text);
    let mut end = text.len();
    for word in words::STOPS.iter().chain(words::VERBS) {
        if let Some(at) = text
            .char_indices()
            .skip(2)
            .map(|(at, _)| at)
            .find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(word)))
        {
            end = end.min(at);
        }
    }
    let text = text.get(..end).unwrap_or(text);
    if words::STOPS.iter().any(|word| text.starts_with(word)) {
        return String::new();
    }
    first(&letters(text), 8)
}

fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| is_han(*c) || c.is_ascii_alphanumeric() || matches!(c, '０'..='９'))
        .collect()
}

fn clean(key: &str) -> String {
    let key: String = key
        .chars()
        .filter(|c| !c.is_whitespace() && !"{}|:：=“”\"'‘’".contains(*c))
        .collect();
    first(&key, 30)
}

fn first(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

fn last(text: &str, most: usize) -> String {
    let skip = text.chars().count().saturating_sub(most);
    text.chars().skip(skip).collect()
}
