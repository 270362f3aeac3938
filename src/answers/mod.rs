//! A message as people write it → the figures it gives and the doubts about them. What names a field and
//! gives a right value is clear; what only seems to is a doubt; all other words are passed over.

use std::collections::BTreeMap;

use crate::number::{self, Kind};
use crate::report::{Field, Figures, Report, canonical};

#[cfg(test)]
mod tests;

/// What a message gives.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Answers {
    /// Fields (canonical keys) and what to put in, as typed.
    pub clear: Vec<(String, String)>,
    /// What is left, a sentence each: the words, why they are doubtful, what to do.
    pub doubts: Vec<String>,
}

/// Endings that people leave off a figure's name: 专题学习12次 for 专题学习次数.
const ENDINGS: [&str; 14] = [
    "次数", "人数", "个数", "件数", "处数", "份数", "枚数", "项数", "户数", "村数", "篇次", "人次",
    "吨数", "数",
];
/// Words between a name and its value.
const JOINTS: [&str; 10] = ["：", ":", "=", "＝", "为", "是", "有", "共计", "共", "\t"];

/// Reads a message against the fields of a report.
pub fn read(report: &Report, message: &str) -> Answers {
    let names = Names::of(report);
    let mut given: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut order = Vec::new();
    let mut answers = Answers::default();
    let mut derived = Vec::new();
    // A line wholly in brackets is a remark, as `ask` puts it above a figure.
    let is_remark = |line: &&str| line.trim().starts_with('（') && line.trim().ends_with('）');
    for line in message.lines().filter(|line| !is_remark(line)) {
        for (key, value) in names.in_line(line, &mut answers.doubts) {
            let Some(field) = report.field(&key) else {
                continue;
            };
            if field.rare.formula.is_some() {
                derived.push((field, value));
                continue;
            }
            // ____ is what `ask` leaves to fill in.
            let answer = value.trim_start();
            let answer = if answer.starts_with('_') { "" } else { answer };
            match report.read(&key, answer) {
                // What `get` prints of a figure that may stay blank.
                None if field.optional => {}
                None => answers
                    .doubts
                    .push(format!("{}：后面没有写数。", field.key)),
                Some(Err(refusal)) => answers
                    .doubts
                    .push(format!("{} {value}：{refusal}", field.key)),
                Some(Ok(reading)) => {
                    let stored = reading.value.stored();
                    let values = given.entry(key.clone()).or_default();
                    if values.is_empty() {
                        order.push((key, value));
                    }
                    if !values.contains(&stored) {
                        values.push(stored);
                    }
                }
            }
        }
    }
    for (key, value) in order {
        let values = given.remove(&key).unwrap_or_default();
        if values.len() > 1 {
            let name = report
                .field(&key)
                .map(|field| field.key.clone())
                .unwrap_or_default();
            answers.doubts.push(format!(
                "{name}：给了{}个不同的数（{}），请问清是哪一个。",
                values.len(),
                values.join("、")
            ));
        } else {
            answers.clear.push((key, value));
        }
    }
    if !derived.is_empty() {
        let mut filled = report.clone();
        for (key, value) in &answers.clear {
            filled.answer(key, value);
        }
        let figures = Figures::of(&filled);
        let doubts = derived
            .into_iter()
            .filter_map(|(field, value)| derived_doubt(&figures, field, &value));
        answers.doubts.extend(doubts);
    }
    answers
}

/// A derived figure is not taken; one that comes out otherwise is named.
fn derived_doubt(figures: &Figures, field: &Field, given: &str) -> Option<String> {
    let mine = figures.value(&field.key)?;
    let read = number::parse(given, &field.form(&[])).map(|reading| reading.value);
    let agrees = read.is_ok_and(|read| read.number() == mine.number());
    let (name, mine) = (&field.key, mine.printed());
    (!agrees).then(|| format!("{name} {given}：这个数是算出来的，现在是{mine}，请核对用到的数。"))
}

/// The names under which fields are known, longest first.
struct Names<'a> {
    names: Vec<(Vec<char>, &'a Field)>,
}

impl<'a> Names<'a> {
    fn of(report: &'a Report) -> Self {
        let mut names: Vec<(Vec<char>, &Field)> = Vec::new();
        let mut count: BTreeMap<Vec<char>, usize> = BTreeMap::new();
        for field in report.fields.iter() {
            for name in known_as(field) {
                let name: Vec<char> = canonical(&name).chars().collect();
                if name.len() < 2
                    || names
                        .iter()
                        .any(|(other, of)| *other == name && of.key == field.key)
                {
                    continue;
                }
                let seen = count.entry(name.clone()).or_default();
                *seen = seen.saturating_add(1);
                names.push((name, field));
            }
        }
        // A short name that two fields share names neither.
        names.retain(|(name, field)| {
            count.get(name) == Some(&1) || canonical(&field.key).chars().eq(name.iter().copied())
        });
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self { names }
    }

    /// The fields that a line names, each with what stands behind it.
    fn in_line(&self, line: &str, doubts: &mut Vec<String>) -> Vec<(String, String)> {
        if let Some((name, value)) = line.split_once(['=', '＝'])
            && !name.trim().is_empty()
            && !name.contains(['，', '。', '；', ' '])
        {
            let wanted: Vec<char> = canonical(name).chars().collect();
            match self.names.iter().find(|(known, _)| *known == wanted) {
                // 查=12，改=3: several in one line are found like any other words.
                Some((_, field)) if field.kind == Kind::Text || !value.contains(['=', '＝']) => {
                    return vec![(canonical(&field.key), value.trim().to_owned())];
                }
                Some(_) => return self.among_words(line),
                None => doubts.push(format!(
                    "{}：没有叫 {} 的数据，请核对名字。",
                    line.trim(),
                    name.trim()
                )),
            }
            return Vec::new();
        }
        self.among_words(line)
    }

    /// The fields that a line names anywhere.
    fn among_words(&self, line: &str) -> Vec<(String, String)> {
        let chars: Vec<char> = line.chars().collect();
        let mut found: Vec<(usize, usize, &Field)> = Vec::new();
        let mut at = 0_usize;
        while at < chars.len() {
            match self
                .names
                .iter()
                .find_map(|(name, field)| Some((starts(&chars, at, name)?, *field)))
            {
                Some((end, field)) => {
                    found.push((at, end, field));
                    at = end;
                }
                None => at = at.saturating_add(1),
            }
        }
        let ends: Vec<usize> = found
            .iter()
            .skip(1)
            .map(|(start, ..)| *start)
            .chain([chars.len()])
            .collect();
        found
            .into_iter()
            .zip(ends)
            .filter_map(|((_, end, field), next)| {
                let rest: String = chars.get(end..next)?.iter().collect();
                value(&rest, field).map(|value| (canonical(&field.key), value))
            })
            .collect()
    }
}

/// A field's key, its short question, and its key without the ending that people leave off.
fn known_as(field: &Field) -> Vec<String> {
    let key = canonical(&field.key);
    let mut names = vec![field.key.clone()];
    if !field.ask.is_empty() && field.ask.chars().count() <= 12 {
        names.push(field.ask.clone());
    }
    let short = ENDINGS.iter().find_map(|ending| key.strip_suffix(ending));
    names.extend(
        short
            .filter(|short| short.chars().count() >= 3)
            .map(str::to_owned),
    );
    names
}

/// Where a name that begins at `at` ends; blanks and width make no difference.
fn starts(chars: &[char], at: usize, name: &[char]) -> Option<usize> {
    let mut here = at;
    for wanted in name {
        while here > at && chars.get(here).is_some_and(|c| c.is_whitespace()) {
            here = here.saturating_add(1);
        }
        let c = chars.get(here)?;
        if !canonical(c.encode_utf8(&mut [0; 4])).chars().eq([*wanted]) {
            return None;
        }
        here = here.saturating_add(1);
    }
    Some(here)
}

/// The value at the head of what stands behind a name; `None` where no value follows.
fn value(rest: &str, field: &Field) -> Option<String> {
    let mut rest = rest.trim_start();
    let mut joined = false;
    while let Some(shorter) = JOINTS.iter().find_map(|joint| rest.strip_prefix(joint)) {
        rest = shorter.trim_start();
        joined = true;
    }
    if field.kind == Kind::Text {
        let value = rest
            .split(['；', ';', '，', '。'])
            .next()
            .unwrap_or_default()
            .trim();
        return (joined && !value.is_empty()).then(|| value.to_owned());
    }
    let chars: Vec<char> = rest.chars().collect();
    let digit = |at: usize| {
        chars
            .get(at)
            .is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
    };
    let ends = |(at, c): (usize, &char)| match c {
        '；' | ';' | '。' | '、' | '（' | '(' => true,
        ',' | '，' => !digit(at.saturating_add(1)) || !at.checked_sub(1).is_some_and(digit),
        c => c.is_whitespace(),
    };
    let end = chars
        .iter()
        .enumerate()
        .position(ends)
        .unwrap_or(chars.len());
    let value: String = chars.get(..end)?.iter().collect();
    let numeral = |c: char| {
        c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || "零〇一二两三四五六七八九十百千万亿百负-".contains(c)
    };
    // 约2300 is no figure, but it is meant as one: it is named.
    let is_vague = number::behind_rough_word(&value).is_some_and(|rest| rest.starts_with(numeral));
    (joined || is_vague || value.starts_with(numeral))
        .then_some(value)
        .filter(|value| !value.is_empty())
}
