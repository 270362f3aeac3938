//! What prints as ____ although every answer is there: a division by zero, a figure of last period that the file
//! does not hold, a clause that can't be told. A text with such a gap is not finished.

use std::collections::BTreeSet;

use crate::render::{BLANK, Shown, Source};
use crate::report::{Level, Place, Report, canonical};

use super::headings::within;
use super::{Code, Finding, Review};

pub(super) fn check(report: &Report, review: &Review, found: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    for (at, block) in review.document.blocks.iter().enumerate() {
        for run in &block.runs {
            let known = review.findings.iter().chain(&*found);
            let finding = match &run.source {
                Source::Slot {
                    key,
                    shown: Shown::Blank,
                    place,
                } => slot(report, review, ((key, place), known)),
                Source::Untold(place) => clause(place, known),
                _ => None,
            };
            let Some(mut finding) = finding else { continue };
            if !seen.insert(finding.message.clone()) {
                continue;
            }
            finding.at = within(review, (at, run), 0);
            found.push(finding.text(BLANK));
        }
    }
}

fn slot<'a>(
    report: &Report,
    review: &Review,
    ((key, place), mut found): ((&str, &Place), impl Iterator<Item = &'a Finding>),
) -> Option<Finding> {
    let number = review.figures.index().number(key)?;
    let field = review.figures.index().field(number)?;
    let figure = review.figures.at(number)?;
    let blank = |place: Place, message: String| {
        Finding::new(Code::Blank, Level::Error, place, message).key(key)
    };
    if figure.value.is_some() {
        let message = format!("{}：没有上期的数，请补上，或者改这段文字。", field.key);
        return Some(blank(place.clone(), message));
    }
    field.rare.formula.as_ref()?;
    let mut inputs = Vec::new();
    operands(report, key, &mut inputs);
    let explained = found.any(|finding| {
        finding.level == Level::Error && finding.keys.iter().any(|key| inputs.contains(key))
    });
    let unfilled = inputs.iter().find_map(|key| {
        let blank = review.figures.get(key)?.is_blank();
        let input = report.field(key)?;
        (blank && input.optional).then_some(&input.key)
    });
    let message = match unfilled {
        Some(input) => format!(
            "{}：用到的{input}没有填，印出来是空：请填上，或者改这段文字。",
            field.key
        ),
        None => format!("{}：还算不出来，印出来是空，请核对用到的数。", field.key),
    };
    (!explained).then(|| blank(mended_at(report, key), message))
}

/// A clause with a condition that can't be told, where nothing that is missing or wrong explains it.
fn clause<'a>(place: &Place, mut found: impl Iterator<Item = &'a Finding>) -> Option<Finding> {
    let explained = found.any(|finding| finding.level == Level::Error);
    let message = "分句的条件还判断不了，印出来是空，请核对条件用到的数。".to_owned();
    (!explained).then(|| Finding::new(Code::Blank, Level::Error, place.clone(), message))
}

/// Where a derived figure is mended: at the first figure it is worked out from that is asked.
pub(super) fn mended_at(report: &Report, key: &str) -> Place {
    let mut keys = Vec::new();
    operands(report, key, &mut keys);
    let asked = |key: &&String| {
        let field = report.field(key);
        field.is_some_and(|field| field.rare.formula.is_none())
    };
    Place::Field(keys.iter().find(asked).cloned().unwrap_or(canonical(key)))
}

/// The keys that a derived figure is worked out from, however many formulas lie between, its own among them.
fn operands(report: &Report, key: &str, found: &mut Vec<String>) {
    let name = canonical(key);
    if found.contains(&name) {
        return;
    }
    found.push(name);
    let formula = report
        .field(key)
        .and_then(|field| field.rare.formula.as_ref());
    for key in formula.into_iter().flat_map(|formula| formula.keys()) {
        operands(report, key, found);
    }
}
