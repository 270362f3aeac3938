//! Blanks left over in the printed text: XX, ____ and their like that no field fills.

use std::ops::Range;

use crate::render::{self, At, Shown, Source};
use crate::report::{Level, Place};

use super::blanks::blanks;
use super::chars::Chars;
use super::{Code, Finding, Review};

/// One block of the document.
pub(super) fn check(review: &Review, at: usize, found: &mut Vec<Finding>) {
    let Some(block) = review.document.blocks.get(at) else {
        return;
    };
    let chars: Vec<char> = block.runs.iter().flat_map(|run| run.text.chars()).collect();
    let ranges: Vec<Range<usize>> = blanks(Chars(&chars))
        .into_iter()
        .map(|blank| blank.range)
        .collect();
    if ranges.is_empty() {
        return;
    }
    for (offset, run) in block.offsets() {
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
                } => (Place::Field(key.clone()), Some(key)),
                _ => continue,
            };
            let mut finding = finding(Chars(&chars), range, place);
            if key.is_none() {
                let from = range.start.saturating_sub(AROUND).max(offset);
                let to = range.end.saturating_add(AROUND).min(end);
                finding.around = Chars(&chars).text(from..to.max(range.end));
            }
            finding.keys.extend(key.cloned());
            let start = At::Character {
                block: at,
                offset: range.start,
            };
            finding.at = render::position(&review.document, start);
            found.push(finding);
        }
    }
}

/// Blanks left over in a text that no report stands behind (LF line ends); line and character count from 1 in it.
pub fn leftovers(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    for (line, row) in text.lines().enumerate() {
        let chars: Vec<char> = row.chars().collect();
        let chars = Chars(&chars);
        for blank in blanks(chars) {
            let mut finding = finding(chars, &blank.range, Place::Report);
            let column = blank.range.start.saturating_add(1);
            finding.at = Some((line.saturating_add(1), column));
            found.push(finding);
        }
    }
    found
}

fn finding(chars: Chars<'_>, range: &Range<usize>, place: Place) -> Finding {
    let words = chars.text(range.clone());
    let around = chars.text(range.start.saturating_sub(AROUND)..range.end.saturating_add(AROUND));
    let message = format!("{words}：这里还是个空，请补上或删去（{around}）。");
    Finding::new(Code::Blank, Level::Error, place, message).text(words)
}

/// As many characters on either side show where a blank stands.
const AROUND: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finished_text_is_searched_line_by_line() {
        let found = leftovers("清溪镇总结\n　　开展学习XX次，拍X光片。\n__月__日\n");
        let places: Vec<(Option<(usize, usize)>, &str)> = found
            .iter()
            .map(|finding| (finding.at, finding.text.as_str()))
            .collect();
        assert_eq!(
            places,
            [
                (Some((2, 7)), "XX"),
                (Some((3, 1)), "__"),
                (Some((3, 4)), "__")
            ]
        );
    }
}
