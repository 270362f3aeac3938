//! What stands in the way of handing a report in: findings, each with its code, level, place and words.
//! One pass over the report gives them all; nothing here changes it.

use std::collections::{BTreeMap, HashMap};

pub mod blanks;
pub mod chars;
mod codes;
mod figures;
mod file;
mod gaps;
mod headings;
mod leftover;
pub mod marker;
pub mod measure;
mod prose;
mod relations;
#[cfg(test)]
mod tests;
pub mod words;

pub use codes::{CODES, Code};
pub use figures::{State, TO_VERIFY, change, state, state_by};
pub use leftover::leftovers;

use crate::render::{self, Document, Source};
use crate::report::{
    Accepted, Figures, Level, Part, PartId, Place, Report, Steps, canonical, canonical_ref,
};

/// Something found in a report.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// What sort of thing it is.
    pub code: Code,
    /// How much it weighs.
    pub level: Level,
    /// One Chinese sentence: what, where, what to do.
    pub message: String,
    /// Where it is to be mended.
    pub place: Place,
    /// The fields it is about, by canonical key: both ends of a relation.
    pub keys: Vec<String>,
    /// The words or the figure found.
    pub text: String,
    /// The same with what stands around it in the wording, where the words alone would say too little of which they
    /// are: what looks like a blank and is none.
    pub around: String,
    /// What to write instead, where there is one answer.
    pub suggestion: Option<String>,
    /// Line and character (from 1) in the rendered text; for `file`, from 0 and inside the wording,
    /// formula or condition at `place`.
    pub at: Option<(usize, usize)>,
    /// More keys in a figure that it is about could settle it: half-typed, too small yet, not round yet, or out
    /// of step with another. It is not said before that figure was left.
    pub open: bool,
}

impl Finding {
    fn new(code: Code, level: Level, place: Place, message: String) -> Self {
        Self {
            code,
            level,
            message,
            place,
            keys: Vec::new(),
            text: String::new(),
            around: String::new(),
            suggestion: None,
            at: None,
            open: false,
        }
    }

    fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    fn key(mut self, key: &str) -> Self {
        self.keys.push(canonical(key));
        self
    }

    /// Whether `[[accepted]]` can settle it: a warning kept, or a remark on the language silenced.
    /// What is missing, unreadable or contradicts a rule that must hold is never settled that way; that XX in a wording
    /// is no blank but words, its user can say.
    pub fn can_be_accepted(&self) -> bool {
        if !self.around.is_empty() {
            return true;
        }
        let hard = matches!(
            self.code,
            Code::Blank | Code::File | Code::Number | Code::Relation
        );
        self.level != Level::Error || !hard
    }

    /// Whether it is not said yet, as `fresh` (canonical) is still being typed.
    pub fn waits(&self, fresh: Option<&str>) -> bool {
        self.open && fresh.is_some_and(|fresh| self.keys.iter().any(|key| key == fresh))
    }

    /// The words by which `[[accepted]]` knows it.
    pub fn settled(&self) -> &str {
        if self.around.is_empty() {
            &self.text
        } else {
            &self.around
        }
    }

    fn accepted_by(&self, accepted: &Accepted) -> bool {
        accepted.code == self.code.name()
            && accepted.text == self.settled()
            && (accepted.key.is_empty()
                || self
                    .keys
                    .iter()
                    .any(|key| *key == canonical_ref(&accepted.key)))
    }
}

/// A report looked at once: everything that follows from it.
#[derive(Clone, Debug)]
pub struct Review {
    /// Every figure.
    pub figures: Figures,
    /// The way through.
    pub steps: Steps,
    /// The printed page.
    pub document: Document,
    /// What was found and not settled, in the order of the report.
    pub findings: Vec<Finding>,
    /// The printed number of each part with those above it (`一、1.`).
    pub numbers: BTreeMap<PartId, String>,
    /// Each part's headline as it prints.
    headings: BTreeMap<PartId, String>,
    /// Line and character in the rendered text of each field's first slot.
    slots: HashMap<String, (usize, usize)>,
}

impl Review {
    /// Looks at a report.
    pub fn of(report: &Report) -> Self {
        let figures = Figures::of(report);
        let steps = Steps::of(report, &figures);
        let document = render::document_with(report, &figures, &steps);
        let numbers = numbers(report, &document);
        let headings = headings(&document);
        let slots = render::slots(&document);
        let mut review = Self {
            figures,
            steps,
            document,
            findings: Vec::new(),
            numbers,
            headings,
            slots,
        };
        let mut found = Vec::new();
        file::check(report, &mut found);
        figures::check(report, &review, &mut found);
        relations::check(report, &review, &mut found);
        leftover::check(&review, &mut found);
        gaps::check(report, &review, &mut found);
        headings::check(report, &review, &mut found);
        prose::check(report, &review, &mut found);
        found.retain(|finding| {
            !finding.can_be_accepted()
                || !report
                    .accepted
                    .iter()
                    .any(|accepted| finding.accepted_by(accepted))
        });
        let steps = &review.steps;
        found.sort_by_cached_key(|finding| {
            steps.of_place(report, &finding.place).unwrap_or(usize::MAX)
        });
        review.findings = found;
        review
    }

    /// Whether nothing stands in the way of handing the report in.
    pub fn ready(&self) -> bool {
        self.findings
            .iter()
            .all(|finding| finding.level != Level::Error)
    }

    /// The findings about a field.
    pub fn of_field<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.keys.iter().any(|k| k == key))
    }

    /// A part's name inside a sentence: without the mark at its end.
    pub fn name(&self, part: &Part) -> String {
        self.label(part)
            .trim_end_matches(['。', '：', '！', '？'])
            .to_owned()
    }

    /// How a part is named in lists: its numbers and its headline (`二、一是 巡查力量还显不足。`).
    pub fn label(&self, part: &Part) -> String {
        let number = self
            .numbers
            .get(&part.id)
            .map(String::as_str)
            .unwrap_or_default();
        let heading = self.heading(part);
        match (number.is_empty(), heading.is_empty()) {
            (false, false) if number.ends_with('是') => format!("{number} {heading}"),
            (false, false) => format!("{number}{heading}"),
            (false, true) => number.to_owned(),
            _ => heading,
        }
    }

    /// A part's headline with its slots filled.
    pub fn heading(&self, part: &Part) -> String {
        let printed = self.headings.get(&part.id);
        printed.map_or_else(|| part.heading.source().trim().to_owned(), String::clone)
    }
}

fn headings(document: &Document) -> BTreeMap<PartId, String> {
    let mut headings: BTreeMap<PartId, String> = BTreeMap::new();
    for run in document.blocks.iter().flat_map(|block| &block.runs) {
        if let Some(Place::Heading(id)) = run.place()
            && !run.text.is_empty()
        {
            headings.entry(*id).or_default().push_str(&run.text);
        }
    }
    headings
}

fn numbers(report: &Report, document: &Document) -> BTreeMap<PartId, String> {
    let mut own: BTreeMap<PartId, &str> = BTreeMap::new();
    for run in document.blocks.iter().flat_map(|block| &block.runs) {
        if let Source::Number(id) = run.source {
            own.insert(id, &run.text);
        }
    }
    fn below(
        parts: &[Part],
        above: &str,
        own: &BTreeMap<PartId, &str>,
        all: &mut BTreeMap<PartId, String>,
    ) {
        for part in parts {
            let number = format!("{above}{}", own.get(&part.id).copied().unwrap_or_default());
            below(&part.parts, &number, own, all);
            all.insert(part.id, number);
        }
    }
    let mut all = BTreeMap::new();
    below(&report.parts, "", &own, &mut all);
    all
}
