//! Headings and numbering (GB/T 9704—2012, 7.3.3): the order of levels, one form for one depth, numbers
//! typed where they are made, lists inside a paragraph.

use crate::render::{self, At, Run, Source};
use crate::report::part::Part;
use crate::report::steps::is_there;
use crate::report::{Level, Numbering, Place, Report};

use super::chars::Chars;
use super::marker::marker;
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
}

fn there<'a>(parts: &'a [Part], review: &Review) -> impl Iterator<Item = &'a Part> {
    parts
        .iter()
        .filter(|part| !part.out && is_there(part, &review.figures))
}

/// Which forms of number stand at which depth below the sections, and how deep the parts go. 一是 and 第一， are spoken:
/// they stand beside any.
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
            && !matches!(
                form,
                Numbering::None | Numbering::First | Numbering::Ordinal
            )
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
    if let Some(marker) = typed_marker(heading)
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

/// The outline marker that a headline opens with, as printed.
fn typed_marker(heading: &str) -> Option<String> {
    let chars: Vec<char> = heading.chars().collect();
    let marker = marker(Chars(&chars), 0)?;
    Some(Chars(&chars).text(0..marker.length))
}

/// 一是…二是… inside a block of the document: complete, without a jump.
pub(super) fn lists(review: &Review, at: usize, found: &mut Vec<Finding>) {
    let Some(block) = review.document.blocks.get(at) else {
        return;
    };
    let mut expected = 1_usize;
    for run in &block.runs {
        let place = match &run.source {
            Source::Wording(place) => place,
            // Its own number opens the list: 一是…；二是….
            Source::Number(_) => {
                let counted = spoken(&run.text).first().map(|(_, value, _)| *value);
                expected = counted.map_or(expected, |value| value.saturating_add(1));
                continue;
            }
            _ => continue,
        };
        for (start, value, words) in spoken(&run.text) {
            if value != 1 && value != expected {
                let message = format!(
                    "{words}：前面数到第{}，这里是第{value}，请看是不是漏了或重了。",
                    expected.saturating_sub(1)
                );
                let mut finding =
                    Finding::new(Code::Numbering, Level::Warning, place.clone(), message)
                        .text(words);
                finding.at = within(review, (at, run), start);
                found.push(finding);
            }
            expected = value.saturating_add(1);
        }
    }
}

/// Line and character of a character of a run.
pub(super) fn within(
    review: &Review,
    (block, run): (usize, &Run),
    start: usize,
) -> Option<(usize, usize)> {
    let mut offsets = review.document.blocks.get(block)?.offsets();
    let (offset, _) = offsets.find(|(_, other)| std::ptr::eq(*other, run))?;
    let offset = offset.saturating_add(start);
    render::position(&review.document, At::Character { block, offset })
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
