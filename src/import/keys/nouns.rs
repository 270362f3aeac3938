//! The noun in a clause: what is counted, without the verbs and adverbs around it.

use crate::check::chars::is_han;
use crate::check::measure::Unit;

use super::super::words;
use super::around::Around;

/// Longest key that is made, in characters.
pub(super) const LONGEST: usize = 16;

/// What the figure's name ends in.
pub(super) fn ending(around: &Around, noun: &str, unit: Option<&Unit>) -> String {
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
            if noun.ends_with(['率', '度'])
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

pub(super) fn joined(noun: &str, ending: &str) -> String {
    let room = LONGEST.saturating_sub(ending.chars().count());
    format!("{}{ending}", last(noun, room))
}

/// Words, found by what they begin with.
struct Words {
    /// In the order of their first characters, longer before shorter.
    words: Vec<(char, &'static str)>,
}

impl Words {
    fn new(lists: &[&[&'static str]]) -> Self {
        let all = lists.iter().flat_map(|list| list.iter().copied());
        let mut words: Vec<(char, &'static str)> = all
            .filter_map(|word| Some((word.chars().next()?, word)))
            .collect();
        words.sort_by_key(|(first, word)| (*first, std::cmp::Reverse(word.len())));
        Self { words }
    }

    /// The longest of the words that a text begins with.
    fn opening(&self, text: &str) -> Option<&'static str> {
        let first = text.chars().next()?;
        let from = self.words.partition_point(|(other, _)| *other < first);
        let same = self
            .words
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|(other, _)| *other == first);
        same.map(|(_, word)| *word)
            .find(|word| text.starts_with(word))
    }
}

/// What a clause is stripped of; made once for a text.
pub(super) struct Lexicon {
    verbs: Words,
    fillers: Words,
    ends: Words,
    stops: Words,
    acts: Words,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self {
            verbs: Words::new(&[words::VERBS]),
            fillers: Words::new(&[words::FILLERS]),
            ends: Words::new(&[words::STOPS, words::VERBS]),
            stops: Words::new(&[words::STOPS]),
            acts: Words::new(&[words::VERBS, words::PREPOSITIONS]),
        }
    }
}

impl Lexicon {
    /// The thing that a clause before a figure ends in: 撰写学习笔记共 → 学习笔记.
    pub(super) fn noun_before(&self, text: &str) -> String {
        let whole = self.bare_clause(text);
        if whole.is_empty() || self.verbs.opening(whole) == Some(whole) {
            return String::new();
        }
        // What stands behind the last verb that leaves anything.
        let mut start = 0_usize;
        let mut verb = "";
        for (at, _) in whole.char_indices() {
            let Some(rest) = whole.get(at..).filter(|_| at >= start) else {
                continue;
            };
            if let Some(word) = self.verbs.opening(rest)
                && let Some(behind) = rest.strip_prefix(word)
                && letters(self.opened(behind)).chars().nth(1).is_some()
            {
                start = at.saturating_add(word.len());
                verb = word;
            }
        }
        let noun = self.opened(whole.get(start..).unwrap_or(whole));
        let noun = noun
            .rsplit(['的', '和', '与', '及', '等', '、'])
            .next()
            .filter(|rest| rest.chars().nth(1).is_some() && !rest.starts_with('以'))
            .unwrap_or(noun);
        let noun = letters(self.opened(noun));
        // 党员, 干部 alone say too little: 发展党员.
        if noun.chars().count() <= 2 && verb.chars().count() == 2 && whole.ends_with(noun.as_str())
        {
            return format!("{verb}{noun}");
        }
        noun
    }

    /// The verb that is all there is of a clause: 整改X处.
    pub(super) fn verb_of(&self, text: &str) -> String {
        let whole = self.bare_clause(text);
        let verb = self.verbs.opening(whole).filter(|verb| *verb == whole);
        verb.unwrap_or_default()
            .trim_end_matches(['了', '出'])
            .to_owned()
    }

    /// A clause without what opens and ends it and says nothing of what is counted.
    pub(super) fn bare_clause<'a>(&self, text: &'a str) -> &'a str {
        let punctuation = ['，', '、', '“', '”', '（', '）', ' ', '：', '《', '》'];
        let mut text = self.opened(text.trim());
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
    fn opened<'a>(&self, text: &'a str) -> &'a str {
        let mut text = text;
        loop {
            let trimmed =
                text.trim_start_matches(['，', '、', '“', '”', '（', '）', ' ', '：', '；', '于']);
            // 2021年, 3月, 7月初
            let dated = trimmed.trim_start_matches(|c: char| c.is_ascii_digit());
            let times = ["年", "月底", "月初", "月", "日"];
            let time = times
                .iter()
                .find_map(|word| dated.strip_prefix(word))
                .filter(|_| dated.len() < trimmed.len());
            let word = self.fillers.opening(trimmed);
            let next = time
                .or_else(|| word.and_then(|word| trimmed.strip_prefix(word)))
                .unwrap_or(trimmed);
            if next == text {
                return text;
            }
            text = next;
        }
    }

    /// The thing counted behind a measure word: 次专题学习，→ 专题学习.
    pub(super) fn noun_behind(&self, text: &str) -> String {
        let text = text.trim_start_matches(['“', '《', '（', ' ', '的']);
        if self.acts.opening(text).is_some() {
            return String::new();
        }
        let text = self.opened(text);
        if self.stops.opening(text).is_some() {
            return String::new();
        }
        let ends = |at: &usize| {
            text.get(*at..)
                .is_some_and(|rest| self.ends.opening(rest).is_some())
        };
        let end = text.char_indices().skip(2).map(|(at, _)| at).find(ends);
        first(
            &letters(text.get(..end.unwrap_or(text.len())).unwrap_or(text)),
            8,
        )
    }
}

pub(super) fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    letters.extend(
        text.chars()
            .filter(|c| is_han(*c) || c.is_ascii_alphanumeric() || matches!(c, '０'..='９')),
    );
    letters
}

pub(super) fn clean(key: &str) -> String {
    if !key.contains(|c: char| c.is_whitespace() || "{}|:：=“”\"'‘’".contains(c)) {
        return first(key, 30);
    }
    let key: String = key
        .chars()
        .filter(|c| !c.is_whitespace() && !"{}|:：=“”\"'‘’".contains(*c))
        .collect();
    first(&key, 30)
}

pub(super) fn first(text: &str, most: usize) -> String {
    let end = text
        .char_indices()
        .nth(most)
        .map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text).to_owned()
}

pub(super) fn last(text: &str, most: usize) -> String {
    let from = most
        .checked_sub(1)
        .and_then(|most| text.char_indices().rev().nth(most));
    let from = from.map_or(if most == 0 { text.len() } else { 0 }, |(at, _)| at);
    text.get(from..).unwrap_or(text).to_owned()
}
