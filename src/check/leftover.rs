//! Blanks left over in the printed text: XX, ____ and their like that no field fills.

use std::ops::Range;

use crate::render::{self, At, Shown, Source};
use crate::report::Level;

use super::blanks::blanks;
use super::chars::Chars;
use super::{Code, Finding, Review};

pub(super) fn check(review: &Review, found: &mut Vec<Finding>) {
    for (at, block) in review.document.blocks.iter().enumerate() {
        let text: String = block.runs.iter().map(|run| run.text.as_str()).collect();
        let chars: Vec<char> = text.chars().collect();
        let ranges: Vec<Range<usize>> = blanks(Chars(&chars))
            .into_iter()
            .map(|blank| blank.range)
            .collect();
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
