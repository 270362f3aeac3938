//! Words of the text that are to be a blank, found by what was typed of them, where there is no screen to select on.

use std::ops::Range;

use super::Blanks;
use super::told::around;
use crate::report::wording::MarkKind;
use crate::report::{Place, Report, Wording};
use crate::tui::desk::Desk;

/// What encloses the words meant, where more was typed to say which.
const ENCLOSED: [(char, char); 3] = [('[', ']'), ('［', '］'), ('【', '】')];

/// A place where words stand that can be a blank.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words {
    place: Place,
    range: Range<usize>,
    /// The words in [ ], with what stands beside them.
    pub around: String,
}

impl Blanks {
    /// The places where these words stand and are no blank yet, in the order of the report, at most so many. Of words
    /// like `水渠[8]公里` those in `[ ]` are meant.
    pub fn places_of(&self, report: &Report, typed: &str, most: usize) -> Vec<Words> {
        let whole = self.find(report, ("", typed, ""), most);
        match enclosed(typed).filter(|_| whole.is_empty()) {
            Some(parts) => self.find(report, parts, most),
            None => whole,
        }
    }

    /// Makes a blank of words; it is in hand then.
    pub fn add_words(&mut self, desk: &mut Desk, words: &Words, key: &str) {
        self.add_at(desk, (&words.place, &words.range), key);
    }

    fn find(&self, report: &Report, parts: (&str, &str, &str), most: usize) -> Vec<Words> {
        let doubled = |words: &str| words.replace('{', "{{").replace('}', "}}");
        let (before, wanted, behind) = (doubled(parts.0), doubled(parts.1), doubled(parts.2));
        let mut found = Vec::new();
        if wanted.is_empty() {
            return found;
        }
        let typed = [before.as_str(), &wanted, &behind].concat();
        report.each_wording(|place, text| {
            let all = text.source().match_indices(&typed);
            for (at, _) in all.take(most.saturating_sub(found.len())) {
                let start = at.saturating_add(before.len());
                let range = start..start.saturating_add(wanted.len());
                if let Some(around) = self.around((&place, text), &range, parts.1) {
                    let place = place.clone();
                    found.push(Words {
                        place,
                        range,
                        around,
                    });
                }
            }
        });
        found
    }

    /// Words of a text with what stands beside them; nothing where a slot stands among them.
    fn around(
        &self,
        (place, text): (&Place, &Wording),
        range: &Range<usize>,
        words: &str,
    ) -> Option<String> {
        let touched = |of: &Range<usize>| of.start < range.end && range.start < of.end;
        let mut marks = text
            .marks()
            .iter()
            .filter(|mark| mark.kind != MarkKind::Brace);
        if marks.any(|mark| touched(&mark.range)) {
            return None;
        }
        let slots = text
            .marks()
            .iter()
            .filter(|mark| mark.kind == MarkKind::Slot);
        let nth = slots.filter(|mark| mark.range.end <= range.start).count();
        let model = self.models.get(place);
        let mut printed = model.map(|model| model.printed(text)).unwrap_or_default();
        printed.insert(nth.min(printed.len()), words);
        let mut source = text.source().to_owned();
        source.replace_range(range.clone(), "{_}");
        let (_, around) = around(&Wording::new(&source), &printed)
            .into_iter()
            .nth(nth)?;
        Some(around)
    }
}

/// What stands before, in and behind [ ].
fn enclosed(typed: &str) -> Option<(&str, &str, &str)> {
    ENCLOSED.iter().find_map(|(open, close)| {
        let (before, rest) = typed.split_once(*open)?;
        let (wanted, behind) = rest.split_once(*close)?;
        Some((before, wanted, behind))
    })
}
