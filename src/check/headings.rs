//! Headings and numbering (GB/T 9704—2012, 7.3.3): the order of levels, one form for one depth, numbers
//! typed where they are made, lists inside a paragraph.

use crate::render::{self, At, Source};
use crate::report::part::Part;
use crate::report::steps::is_there;
use crate::report::{Level, Numbering, Place, Report};

use super::blanks::is_han;
use super::{Code, Finding, Review};

pub(super) fn check(report: &Report, review: &Review, found: &mut Vec<Finding>) {
    let mut outline = Outline {
        forms: Vec::new(),
        deepest: 1,
    };
    for section in there(&report.parts, review) {
        outline.collect(section, 1, review);
    }
    levels(report, &outline, found);
    for section in there(&report.parts, review) {
        section.walk(&mut |part| typed(review, part, found));
    }
    lists(review, found);
}

fn there<'a>(parts: &'a [Part], review: &Review) -> impl Iterator<Item = &'a Part> {
    parts
        .iter()
        .filter(|part| !part.out && is_there(part, &review.figures))
}

/// Which forms of number stand at which depth below the sections, and how deep the parts go.
struct Outline {
    forms: Vec<Vec<Numbering>>,
    deepest: usize,
}

impl Outline {
    fn collect(&mut self, part: &Part, depth: usize, review: &Review) {
        let mut below = there(&part.parts, review).peekable();
        if below.peek().is_none() {
            return;
        }
        self.deepest = self.deepest.max(depth.saturating_add(1));
        let form = part.numbering.unwrap_or(Numbering::below(depth));
        while self.forms.len() < depth {
            self.forms.push(Vec::new());
        }
        if let Some(level) = self.forms.get_mut(depth.saturating_sub(1))
            && !level.contains(&form)
            && form != Numbering::None
        {
            level.push(form);
        }
        for inner in below {
            self.collect(inner, depth.saturating_add(1), review);
        }
    }
}

/// The rank that the standard gives a form; the spoken forms and ① have none.
fn rank(form: Numbering) -> Option<usize> {
    match form {
        Numbering::Chinese => Some(1),
        Numbering::Bracketed => Some(2),
        Numbering::Arabic => Some(3),
        Numbering::ArabicBracketed => Some(4),
        _ => None,
    }
}

fn levels(report: &Report, outline: &Outline, found: &mut Vec<Finding>) {
    let Outline { forms, deepest } = outline;
    let mut warn = |message: String, text: String| {
        found
            .push(Finding::new(Code::Numbering, Level::Warning, Place::Report, message).text(text));
    };
    for level in forms {
        if level.len() > 1 {
            let names: Vec<&str> = level.iter().map(|form| form.name()).collect();
            let text = names.join(" ");
            warn(
                format!(
                    "同一层标题用了{}种序号（{text}）：请看要不要统一。",
                    level.len()
                ),
                text,
            );
        }
    }
    let mut above = rank(report.numbering);
    for level in forms {
        for form in level {
            let (Some(upper), Some(lower)) = (above, rank(*form)) else {
                continue;
            };
            let text = format!("{} {}", report.numbering.name(), form.name());
            // With two levels alone, 一、 may be followed by 1. directly.
            let skips = lower > upper.saturating_add(1) && *deepest > 2;
            if lower <= upper || skips {
                warn(
                    format!(
                        "标题的层次是一、（一）1.（1），{}下面不该直接用{}。",
                        name_of(upper),
                        form.name()
                    ),
                    text,
                );
            }
        }
        above = level.iter().filter_map(|form| rank(*form)).min().or(above);
    }
}

fn name_of(wanted: usize) -> &'static str {
    match wanted {
        1 => "一、",
        2 => "（一）",
        3 => "1.",
        _ => "（1）",
    }
}

/// A number typed in a headline that gets one made.
fn typed(review: &Review, part: &Part, found: &mut Vec<Finding>) {
    let heading = part.heading.source().trim_start();
    if let Some(marker) = marker(heading)
        && review.document.number(part.id).is_some()
    {
        let message = format!("{heading}：序号会自动编，请删去小标题开头的 {marker} 。");
        let mut finding = Finding::new(
            Code::Numbering,
            Level::Warning,
            Place::Heading(part.id),
            message,
        )
        .text(marker);
        finding.at = render::position(&review.document, At::Place(&Place::Heading(part.id)));
        found.push(finding);
    }
}

/// The outline marker that a text opens with (`一、` `（一）` `1.` `1、` `（1）` `①` `一是` `第一，`).
pub(super) fn marker(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().take(8).collect();
    let numeral = |c: &char| "一二三四五六七八九十百".contains(*c);
    let digit = |c: &char| c.is_ascii_digit() || ('０'..='９').contains(c);
    let count = |from: usize, is: &dyn Fn(&char) -> bool| {
        chars.iter().skip(from).take_while(|c| is(c)).count()
    };
    let taken = |length: usize| Some(chars.iter().take(length).collect::<String>());
    let at = |index: usize| chars.get(index).copied();
    match at(0)? {
        '（' | '(' => {
            let length = count(1, &numeral).max(count(1, &digit));
            let end = length.saturating_add(1);
            (length > 0 && matches!(at(end), Some('）' | ')')))
                .then(|| taken(end.saturating_add(1)))
                .flatten()
        }
        '①'..='⑳' => taken(1),
        '第' => {
            let end = count(1, &numeral).saturating_add(1);
            (end > 1 && at(end) == Some('，'))
                .then(|| taken(end.saturating_add(1)))
                .flatten()
        }
        c if numeral(&c) => {
            let length = count(0, &numeral);
            matches!(at(length), Some('、' | '是'))
                .then(|| taken(length.saturating_add(1)))
                .flatten()
        }
        c if digit(&c) => {
            let length = count(0, &digit);
            let dot = matches!(at(length), Some('.' | '．' | '、'));
            let next = at(length.saturating_add(1));
            (dot && next.is_some_and(is_han))
                .then(|| taken(length.saturating_add(1)))
                .flatten()
        }
        _ => None,
    }
}

/// 一是…二是… inside a paragraph: complete, without a jump.
fn lists(review: &Review, found: &mut Vec<Finding>) {
    for (at, block) in review.document.blocks.iter().enumerate() {
        let mut offset = 0_usize;
        let mut expected = 1_usize;
        for run in &block.runs {
            if let Source::Wording(place) = &run.source {
                for (start, value, words) in spoken(&run.text) {
                    if value != 1 && value != expected {
                        let message = format!(
                            "{words}：前面数到第{}，这里是第{value}，请看是不是漏了或重了。",
                            expected.saturating_sub(1)
                        );
                        let mut finding =
                            Finding::new(Code::Numbering, Level::Warning, place.clone(), message)
                                .text(words);
                        finding.at = render::position(
                            &review.document,
                            At::Character {
                                block: at,
                                offset: offset.saturating_add(start),
                            },
                        );
                        found.push(finding);
                    }
                    expected = value.saturating_add(1);
                }
            }
            offset = offset.saturating_add(run.text.chars().count());
        }
    }
}

/// 一是, 二是 … at the start of a clause: where (in characters), the number, the words.
fn spoken(text: &str) -> Vec<(usize, usize, String)> {
    const NUMERALS: &str = "一二三四五六七八九十";
    if !text.contains('是') {
        return Vec::new();
    }
    let chars: Vec<char> = text.chars().collect();
    let value = |c: char| {
        NUMERALS
            .chars()
            .position(|numeral| numeral == c)
            .map(|at| at.saturating_add(1))
    };
    let mut found = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        let Some(number) = value(*c) else { continue };
        let opens = at
            .checked_sub(1)
            .and_then(|before| chars.get(before))
            .is_none_or(|c| "。；：".contains(*c));
        if opens && chars.get(at.saturating_add(1)) == Some(&'是') {
            found.push((at, number, format!("{c}是")));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_seen_at_the_head_of_a_text_alone() {
        for (text, expected) in [
            ("一、主要做法", "一、"),
            ("（二）充实力量", "（二）"),
            ("(3)其他", "(3)"),
            ("1.抓学习", "1."),
            ("1、抓学习", "1、"),
            ("一是认识不足", "一是"),
            ("第一，认识", "第一，"),
            ("①认识", "①"),
        ] {
            assert_eq!(marker(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "1.5亿元项目",
            "三农工作",
            "（见附件）",
            "第一书记",
            "主要做法",
            "2026年",
            "",
        ] {
            assert_eq!(marker(text), None, "{text}");
        }
    }
}
