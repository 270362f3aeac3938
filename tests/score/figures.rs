//! A finished report with the figures that must become fields and the constants that must be told: rows of figure,
//! unit, key and context (the figure between ⟦ and ⟧), then, behind a line `constants:`, rows of text and context.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use huibao::import::{How, Kind, import};

use super::{Score, alike, compare, place};

/// A text of a finished report and what must be found in it.
pub(crate) struct Finished {
    pub(crate) name: String,
    text: String,
    /// Start, end, unit and key of each figure.
    figures: Vec<(usize, usize, Option<String>, String)>,
    /// Start, end and line, from 1, of each constant.
    constants: Vec<(usize, usize, usize)>,
}

/// Figures, their units, constants, names of one field.
const THINGS: [&str; 4] = ["figures", "units", "constants", "own fields"];

impl Finished {
    pub(crate) fn all(folder: &Path) -> Vec<Self> {
        let entries = fs::read_dir(folder).expect("a folder of finished reports");
        let mut all: Vec<Self> = entries
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "expect"))
            .map(|path| Self::read(&path))
            .collect();
        all.sort_by(|one, other| one.name.cmp(&other.name));
        all
    }

    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path.with_extension("txt")).expect("its text");
        let chars: Vec<char> = text.chars().collect();
        let name = path.file_stem().expect("a name").to_string_lossy();
        let mut finished = Self {
            name: name.into_owned(),
            text,
            figures: Vec::new(),
            constants: Vec::new(),
        };
        let mut from = 0;
        let mut constants = false;
        let expected = fs::read_to_string(path).expect("what is expected");
        for row in expected.lines().filter(|row| !row.is_empty()) {
            if row == "constants:" {
                constants = true;
                from = 0;
                continue;
            }
            let cells: Vec<&str> = row.split(" | ").collect();
            let context = cells.last().expect("a context");
            let (start, end) = place(&chars, context, &mut from)
                .unwrap_or_else(|| panic!("{}: no {context}", finished.name));
            if constants {
                let line = 1 + chars[..start].iter().filter(|c| **c == '\n').count();
                finished.constants.push((start, end, line));
            } else {
                let unit = Some(cells[1].trim().to_owned()).filter(|unit| unit != "-");
                let key = cells[2].trim().to_owned();
                finished.figures.push((start, end, unit, key));
            }
        }
        finished
    }

    /// Imports the text with its figures and compares.
    pub(crate) fn score(&self) -> Score<4> {
        let how = How {
            figures: true,
            ..How::default()
        };
        let import = import(&self.text, how).expect("a text");
        let chars: Vec<char> = self.text.chars().collect();
        let words = |start: usize, end: usize| -> String {
            let from = start.saturating_sub(6);
            let to = (end + 6).min(chars.len());
            chars[from..to].iter().collect()
        };
        let mut score = Score::of(THINGS, 1);
        let numbers = import
            .found
            .blanks
            .iter()
            .filter(|blank| blank.kind == Kind::Number);
        let found: BTreeMap<(usize, usize), _> = numbers
            .map(|blank| ((blank.spot.start, blank.spot.end), blank))
            .collect();
        let place = |at: &(usize, usize)| (at.0, at.1, words(at.0, at.1));
        let (own, wanted): (Vec<_>, Vec<_>) = (
            found.keys().map(place).collect(),
            self.figures
                .iter()
                .map(|one| place(&(one.0, one.1)))
                .collect(),
        );
        score.counts[0] = compare(&own, &wanted, "figure", &mut score.misses);
        let mut keys = BTreeMap::new();
        for (start, end, unit, key) in &self.figures {
            let Some(blank) = found.get(&(*start, *end)) else {
                continue;
            };
            let right = blank.unit.as_deref() == unit.as_deref();
            score.counts[1].one(right);
            if !right {
                let what = format!("unit {:?}, wanted {unit:?}: {}", blank.unit, blank.context);
                score.misses.push(what);
            }
            score.alike += alike(&blank.key, key);
            // Each figure of a finished report is one of its own.
            let first = keys.insert(blank.key.clone(), *start).is_none();
            score.counts[3].one(first);
            if !first {
                score
                    .misses
                    .push(format!("one field for two: {}", blank.key));
            }
        }
        for (start, end, line) in &self.constants {
            let text: String = chars[*start..*end].iter().collect();
            let told = import.remarks.iter().any(|remark| {
                let named = remark.message.split('：').next().unwrap_or_default();
                remark.line == *line && (named.contains(&text) || text.contains(named))
            });
            let asked = import.found.blanks.iter().any(|blank| {
                blank.kind != Kind::Number && blank.spot.start < *end && blank.spot.end > *start
            });
            score.counts[2].one(told || asked);
            if !told && !asked {
                score.misses.push(format!("constant missed: {text}"));
            }
        }
        score
    }
}
