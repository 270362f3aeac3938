//! A review: everything that follows from a report, and what of it has to be looked at again once an answer is another.

use std::collections::BTreeMap;

use crate::render::{self, Block, Document, Given, Run, Source, Texts};
use crate::report::index::Reads;
use crate::report::{Figures, Part, PartId, Place, Report, Steps};

use super::{Finding, Level, Look, figures, file, gaps, headings, leftover, prose, relations};

/// A report looked at: everything that follows from it. It knows what it was made of, and [`Review::follow`] brings it
/// up to any other report.
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
    texts: Texts,
    /// Each part's headline as it prints.
    pub(super) headings: BTreeMap<PartId, String>,
    /// The fields asked and shown, by their numbers, in the order of the steps.
    pub(super) asked: Vec<usize>,
    /// Line and character in the rendered text of each field's first slot, by its number.
    pub(super) slots: Vec<Option<(usize, usize)>>,
    /// What each rule depends on.
    rules: Vec<Reads>,
    /// The years that the report is about.
    pub(super) years: Vec<u32>,
}

impl Review {
    /// Looks at a report.
    pub fn of(report: &Report) -> Self {
        Self::with(report, Figures::of(report))
    }

    /// Looks at a report with figures that are its own.
    fn with(report: &Report, figures: Figures) -> Self {
        let steps = Steps::of(report, &figures);
        let (document, texts) = given(report, (&figures, &steps)).page();
        let mut review = Self {
            numbers: numbers(report, &document),
            headings: headlines(&document.blocks),
            asked: figures::asked(&steps, &figures),
            slots: vec![None; figures.index().count()],
            rules: relations::reads(report, &figures),
            years: prose::years(report, &figures),
            figures,
            steps,
            document,
            texts,
            findings: Vec::new(),
        };
        let blocks: Vec<usize> = (0..review.document.blocks.len()).collect();
        review.find_slots(&blocks);
        let mut found = Vec::new();
        noted(&mut found, Look::File, |found| {
            file::check(report, &review, found)
        });
        for rank in 0..review.asked.len() {
            review.look_at_field(report, rank, &mut found);
        }
        noted(&mut found, Look::Unused, |found| {
            figures::unused(report, &review, found)
        });
        noted(&mut found, Look::Stranger, |found| {
            figures::strangers(report, &review, found)
        });
        noted(&mut found, Look::Condition, |found| {
            relations::conditions(report, &review, found)
        });
        for rule in 0..review.rules.len() {
            review.look_at_rule(report, rule, &mut found);
        }
        for block in &blocks {
            review.look_at_block(report, *block, &mut found);
        }
        noted(&mut found, Look::Outline, |found| {
            headings::check(report, &review, found)
        });
        noted(&mut found, Look::Part, |found| {
            prose::check(report, &review, found)
        });
        review.take(report, found);
        review
    }

    /// Brings it up to a report. Where nothing but answers changed since, only what depends on these is looked at again.
    pub fn follow(&mut self, report: &Report) {
        if self.follow_answers(report).is_none() {
            let figures = match self.figures.index().is_of(report) {
                true => self.figures.clone(),
                false => Figures::of(report),
            };
            *self = Self::with(report, figures);
        }
    }

    /// Looks again at what depends on answers that are others than before. `None` where that is not all that there is to
    /// do; only the figures are right then, if the report differs in answers alone.
    pub(super) fn follow_answers(&mut self, report: &Report) -> Option<()> {
        let changed = self.figures.follow(report)?;
        let stay = self.steps.stay(&changed) && prose::years(report, &self.figures) == self.years;
        stay.then_some(())?;
        let given = given(report, (&self.figures, &self.steps));
        let blocks = given.follow((&mut self.document, &self.texts), &changed)?;
        let renamed = self.rename(&blocks);
        self.find_slots(&blocks);
        let rules = self.rules.iter().map(|reads| changed.any(reads));
        let rules: Vec<bool> = rules.collect();
        let asked = |rank: &usize| {
            self.asked
                .get(*rank)
                .is_some_and(|number| changed.has(*number))
        };
        let ranks: Vec<usize> = (0..self.asked.len()).filter(asked).collect();
        self.findings.retain(|finding| match finding.look {
            Look::File | Look::Unused | Look::Condition | Look::Outline => true,
            Look::Stranger | Look::Gap => false,
            Look::Field(rank) => !ranks.contains(&rank),
            Look::Rule(rule) => rules.get(rule) == Some(&false),
            Look::Leftover(block) | Look::List(block) | Look::Stale(block) => {
                !blocks.contains(&block)
            }
            Look::Part => !renamed,
        });
        let mut found = Vec::new();
        for rank in ranks {
            self.look_at_field(report, rank, &mut found);
        }
        noted(&mut found, Look::Stranger, |found| {
            figures::strangers(report, self, found)
        });
        for (rule, _) in rules.iter().enumerate().filter(|(_, changed)| **changed) {
            self.look_at_rule(report, rule, &mut found);
        }
        for block in &blocks {
            self.look_at_block(report, *block, &mut found);
        }
        if renamed {
            noted(&mut found, Look::Part, |found| {
                prose::check(report, self, found)
            });
        }
        self.take(report, found);
        Some(())
    }

    fn look_at_field(&self, report: &Report, rank: usize, found: &mut Vec<Finding>) {
        if let Some(number) = self.asked.get(rank) {
            noted(found, Look::Field(rank), |found| {
                figures::check(report, self, (*number, found))
            });
        }
    }

    fn look_at_rule(&self, report: &Report, rule: usize, found: &mut Vec<Finding>) {
        noted(found, Look::Rule(rule), |found| {
            relations::check(report, self, (rule, found))
        });
    }

    fn look_at_block(&self, report: &Report, block: usize, found: &mut Vec<Finding>) {
        let leftover = Look::Leftover(block);
        noted(found, leftover, |found| leftover::check(self, block, found));
        noted(found, Look::List(block), |found| {
            headings::lists(self, block, found)
        });
        noted(found, Look::Stale(block), |found| {
            prose::stale(report, self, (block, found))
        });
    }

    /// Adds what was found and is not settled, with the gaps that follow from it, in the order of the report.
    fn take(&mut self, report: &Report, found: Vec<Finding>) {
        let open = |found: Vec<Finding>, steps: &Steps| -> Vec<Finding> {
            let is_settled = |finding: &Finding| {
                let mut accepted = report.accepted.iter();
                finding.can_be_accepted() && accepted.any(|accepted| finding.accepted_by(accepted))
            };
            let mut open = found;
            open.retain(|finding| !is_settled(finding));
            for finding in &mut open {
                finding.step = steps.of_place(report, &finding.place);
            }
            open
        };
        self.findings.extend(open(found, &self.steps));
        let mut gaps = Vec::new();
        noted(&mut gaps, Look::Gap, |found| {
            gaps::check(report, self, found)
        });
        self.findings.extend(open(gaps, &self.steps));
        let order = |finding: &Finding| (finding.step.unwrap_or(usize::MAX), finding.look);
        self.findings.sort_by_key(order);
    }

    /// Takes up the headlines in these blocks; whether any of them reads otherwise now.
    fn rename(&mut self, blocks: &[usize]) -> bool {
        let blocks = blocks
            .iter()
            .filter_map(|block| self.document.blocks.get(*block));
        let blocks: Vec<&Block> = blocks.collect();
        let now = headlines(blocks.iter().copied());
        let mut renamed = false;
        for id in blocks
            .iter()
            .flat_map(|block| &block.runs)
            .filter_map(Run::part)
        {
            if self.headings.get(&id) == now.get(&id) {
                continue;
            }
            renamed = true;
            match now.get(&id) {
                Some(heading) => self.headings.insert(id, heading.clone()),
                None => self.headings.remove(&id),
            };
        }
        renamed
    }

    /// Finds where the fields stand in these blocks, which were set anew; what is found in fields elsewhere moves along.
    fn find_slots(&mut self, blocks: &[usize]) {
        let was_here = |slot: &Option<(usize, usize)>| {
            slot.is_some_and(|(line, _)| blocks.iter().any(|block| block.saturating_add(1) == line))
        };
        let mut lost = 0_usize;
        for slot in self.slots.iter_mut().filter(|slot| was_here(slot)) {
            *slot = None;
            lost = lost.saturating_add(1);
        }
        for block in blocks {
            lost = lost.saturating_sub(self.find_slots_of(*block));
        }
        // One that is gone from here may stand further on.
        if lost > 0 {
            for block in 0..self.document.blocks.len() {
                self.find_slots_of(block);
            }
        }
        for finding in &mut self.findings {
            let number = match finding.look {
                Look::Field(rank) => self.asked.get(rank).copied(),
                Look::Rule(_) => finding
                    .keys
                    .first()
                    .and_then(|key| self.figures.index().number(key)),
                _ => continue,
            };
            finding.at = number.and_then(|number| self.slots.get(number).copied().flatten());
        }
    }

    /// Notes the slots of a block that are the first of their fields; how many there are.
    fn find_slots_of(&mut self, block: usize) -> usize {
        let mut new = 0_usize;
        for (key, at) in render::slots(&self.document, block) {
            let number = self.figures.index().number(key);
            let Some(slot) = number.and_then(|number| self.slots.get_mut(number)) else {
                continue;
            };
            if slot.is_none() {
                new = new.saturating_add(1);
            }
            if slot.is_none_or(|first| at < first) {
                *slot = Some(at);
            }
        }
        new
    }

    /// The blocks of the text at `place`, just as they stand in the document: a text of the head, the date line, or a
    /// part's own headline and paragraphs with their number. Empty where nothing prints.
    pub fn blocks(&self, place: &Place) -> &[Block] {
        let blocks = self.document.blocks.get(self.texts.range(place));
        blocks.unwrap_or_default()
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

fn given<'a>(report: &'a Report, (figures, steps): (&'a Figures, &'a Steps)) -> Given<'a> {
    Given {
        report,
        figures,
        steps,
    }
}

/// Looks, and notes of what is found that it came of this look.
fn noted(found: &mut Vec<Finding>, look: Look, check: impl FnOnce(&mut Vec<Finding>)) {
    let before = found.len();
    check(found);
    for finding in found.iter_mut().skip(before) {
        finding.look = look;
    }
}

fn headlines<'a>(blocks: impl IntoIterator<Item = &'a Block>) -> BTreeMap<PartId, String> {
    let mut headings: BTreeMap<PartId, String> = BTreeMap::new();
    for run in blocks.into_iter().flat_map(|block| &block.runs) {
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
