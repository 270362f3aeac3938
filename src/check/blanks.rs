//! What a blank looks like in a text: XX, ____, （　　）, 某镇, 20XX年. The same eyes serve the check of a
//! finished text and the import of a model.

use std::ops::Range;

use crate::render::{self, At, Shown, Source};
use crate::report::Level;

use super::{Code, Finding, Review};

/// Where blanks stand in a text, as ranges of characters, in order, none touching the next by accident:
/// a run of one sign is one blank.
pub fn blanks(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<char> = text.chars().collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0_usize;
    while at < chars.len() {
        match blank_at(&chars, at) {
            Some(range) => {
                at = range.end.max(at.saturating_add(1));
                found.push(range);
            }
            None => at = at.saturating_add(1),
        }
    }
    found
}

fn get(chars: &[char], at: usize) -> Option<char> {
    chars.get(at).copied()
}

fn before(chars: &[char], at: usize) -> Option<char> {
    at.checked_sub(1).and_then(|at| get(chars, at))
}

fn run(chars: &[char], at: usize, is: impl Fn(char) -> bool) -> usize {
    chars
        .iter()
        .skip(at)
        .take_while(|c| is(**c))
        .count()
        .saturating_add(at)
}

fn is_x(c: char) -> bool {
    matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ' | '×' | '✕' | '╳')
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// A Chinese character (not punctuation).
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}' | '〇')
}

fn blank_at(chars: &[char], at: usize) -> Option<Range<usize>> {
    let c = get(chars, at)?;
    if is_x(c) || is_digit(c) {
        return crosses(chars, at);
    }
    match c {
        '_' | '＿' => {
            let end = run(chars, at, |c| matches!(c, '_' | '＿'));
            (end >= at.saturating_add(2)).then_some(at..end)
        }
        '*' | '＊' => {
            let end = run(chars, at, |c| matches!(c, '*' | '＊'));
            let between =
                before(chars, at).is_some_and(is_digit) || get(chars, end).is_some_and(is_digit);
            (end >= at.saturating_add(2) && !between).then_some(at..end)
        }
        '○' | '〇' | '◯' => {
            let numeral = |c: Option<char>| c.is_some_and(|c| "一二三四五六七八九十".contains(c));
            let end = run(chars, at, |c| matches!(c, '○' | '〇' | '◯'));
            let year = c == '〇' && (numeral(before(chars, at)) || numeral(get(chars, end)));
            (end >= at.saturating_add(2) && !year).then_some(at..end)
        }
        '某' => {
            if matches!(get(chars, at.saturating_add(1)), Some('某')) {
                return Some(at..run(chars, at, |c| c == '某'));
            }
            let next = get(chars, at.saturating_add(1))?;
            "镇乡村县市区省"
                .contains(next)
                .then_some(at..at.saturating_add(1))
        }
        '（' | '(' | '【' | '〔' | '[' => bracketed(chars, at, c),
        _ => None,
    }
}

/// A run of X, with the digits it touches (`20XX`, `5X.2`, `3XX`).
fn crosses(chars: &[char], at: usize) -> Option<Range<usize>> {
    let start = at;
    if before(chars, at)
        .is_some_and(|c| is_digit(c) || c.is_ascii_alphabetic() || c == '.' || c == '-')
    {
        return None;
    }
    let end = run(chars, at, |c| {
        is_x(c) || is_digit(c) || c == '.' || c == '．'
    });
    let end = (at..end)
        .rev()
        .find(|at| get(chars, *at).is_some_and(|c| !matches!(c, '.' | '．')))
        .map_or(at, |last| last.saturating_add(1));
    let body = chars.get(at..end)?;
    let crosses = body.iter().filter(|c| is_x(**c)).count();
    let digits = body.iter().filter(|c| is_digit(**c)).count();
    let (previous, next) = (before(chars, at), get(chars, end));
    let latin = |c: Option<char>| {
        c.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '@' | '+'))
    };
    if crosses == 0 || latin(previous) || latin(next) {
        return None;
    }
    if digits > 0 {
        // 600×900 multiplies: one sign directly between two digits. Elsewhere it masks a digit.
        let at = body.iter().position(|c| is_x(*c)).unwrap_or_default();
        let beside = |at: Option<usize>| at.and_then(|at| get(body, at)).is_some_and(is_digit);
        let times = crosses == 1 && beside(at.checked_sub(1)) && beside(at.checked_add(1));
        return (!times).then_some(start..end);
    }
    if crosses > 1 {
        return Some(at..end);
    }
    // One alone: only where a figure or a name would stand, and not X光, X射线, 打“×”.
    let sign = body.first().copied();
    let quoted = matches!(previous, Some('“' | '"' | '打' | '画' | '√'));
    let word = matches!(next, Some('光' | '射' | '轴' | '型' | '线' | '染'));
    let sits = previous.is_none_or(|c| is_han(c) || "，。、；：（《".contains(c));
    let holds = next.is_some_and(|c| is_han(c) || matches!(c, '％' | '%'));
    (!quoted && !word && sits && holds && sign != Some('x')).then_some(at..end)
}

/// Empty brackets, and brackets that say that something is still to come.
fn bracketed(chars: &[char], at: usize, open: char) -> Option<Range<usize>> {
    let close = match open {
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '〔' => '〕',
        _ => ']',
    };
    let inside = at.saturating_add(1);
    let end = chars
        .iter()
        .skip(inside)
        .take(24)
        .position(|c| *c == close)?
        .saturating_add(inside);
    let body: String = chars.get(inside..end)?.iter().collect();
    let body = body.trim();
    let owed = ["待填", "待补", "待定", "填写", "请填", "此处填", "待核实"]
        .iter()
        .any(|word| body.starts_with(word));
    (body.is_empty() || owed).then_some(at..end.saturating_add(1))
}

pub(super) fn check(review: &Review, found: &mut Vec<Finding>) {
    for (at, block) in review.document.blocks.iter().enumerate() {
        let text: String = block.runs.iter().map(|run| run.text.as_str()).collect();
        let ranges = blanks(&text);
        if ranges.is_empty() {
            continue;
        }
        let mut offset = 0_usize;
        for run in &block.runs {
            let end = offset.saturating_add(run.text.chars().count());
            for range in ranges
                .iter()
                .filter(|range| range.start >= offset && range.start < end)
            {
                let (place, key) = match &run.source {
                    Source::Wording(place) => (place.clone(), None),
                    Source::Slot {
                        key,
                        shown: Shown::Value,
                        ..
                    } => (crate::report::Place::Field(key.clone()), Some(key)),
                    _ => continue,
                };
                let words: String = text
                    .chars()
                    .skip(range.start)
                    .take(range.end.saturating_sub(range.start))
                    .collect();
                let message = format!(
                    "{words}：这里还是个空，请补上或删去（{}）。",
                    around(&text, range)
                );
                let mut finding =
                    Finding::new(Code::Blank, Level::Error, place, message).text(words);
                finding.keys.extend(key.cloned());
                finding.at = render::position(
                    &review.document,
                    At::Character {
                        block: at,
                        offset: range.start,
                    },
                );
                found.push(finding);
            }
            offset = end;
        }
    }
}

/// The blank with six characters on either side.
fn around(text: &str, range: &Range<usize>) -> String {
    let start = range.start.saturating_sub(6);
    text.chars()
        .skip(start)
        .take(range.end.saturating_sub(start).saturating_add(6))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        blanks(text)
            .into_iter()
            .map(|range| chars[range].iter().collect())
            .collect()
    }

    #[test]
    fn the_usual_blanks_are_seen() {
        for (text, expected) in [
            ("开展了X次，撰写XX篇次", vec!["X", "XX"]),
            ("××镇、ＸＸ村、xx户", vec!["××", "ＸＸ", "xx"]),
            ("20XX年X月X日", vec!["20XX", "X", "X"]),
            ("占XX％，约5X.2%，3XX万元", vec!["XX", "5X.2", "3XX"]),
            (
                "共____人（　　）【】[待填]（填写数字）",
                vec!["____", "（　　）", "【】", "[待填]", "（填写数字）"],
            ),
            ("某镇的某某同志，○○村", vec!["某", "某某", "○○"]),
            ("XX县XX局", vec!["XX", "XX"]),
            ("投入**万元", vec!["**"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_left_alone() {
        for text in [
            "拍X光片",
            "A/B/X类",
            "WXYZ",
            "5G基站",
            "600×900毫米",
            "打“×”",
            "某些村、某种、某个",
            "XXL码",
            "二〇二二年",
            "二〇〇八年",
            "“1+N”",
            "3×5",
            "（一）",
            "〔2026〕5号",
            "iPhoneX手机",
            "max值",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
