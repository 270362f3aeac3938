//! What the wording still owes: the model's prose unread, problems and plans that do not meet, promises
//! without an answer, another year's number.

use crate::number::{Kind, Value};
use crate::render::{self, At, Source};
use crate::report::part::Part;
use crate::report::steps::{StepAt, is_there};
use crate::report::{AS_OF, Figures, HeadText, Level, Place, REPORT_DATE, Report, Role};

use super::headings::within;
use super::{Code, Finding, Review};

pub(super) fn check(report: &Report, review: &Review, found: &mut Vec<Finding>) {
    unreviewed(report, review, found);
    pairing(report, review, found);
    for (at, promised) in report.promised.iter().enumerate() {
        if promised.kept.trim().is_empty() && !promised.text.trim().is_empty() {
            let message = format!(
                "上期说过：{}。这次还没有交代。",
                promised.text.trim().trim_end_matches('。')
            );
            found.push(
                Finding::new(Code::Pairing, Level::Warning, Place::Promised(at), message)
                    .text(promised.text.trim()),
            );
        }
    }
}

fn unreviewed(report: &Report, review: &Review, found: &mut Vec<Finding>) {
    for step in review
        .steps
        .list
        .iter()
        .filter(|step| step.is_prose() && !step.out)
    {
        let StepAt::Part(id) = step.at else { continue };
        let section = report.parts.iter().any(|section| section.id == id);
        let Some(part) = report.part(id).filter(|part| !part.reviewed && !section) else {
            continue;
        };
        if part.heading.is_blank() && part.text.is_blank() {
            continue;
        }
        let place = Place::Text(id);
        let message = format!(
            "{}：还是范文原话，没有看过；属实就认可，不是就改。",
            review.name(part)
        );
        found.push(at(
            review,
            Finding::new(Code::Unreviewed, Level::Warning, place, message),
            part,
        ));
    }
}

/// The parts right below the sections of this role that are there.
fn of_role<'a>(report: &'a Report, review: &Review, role: Role) -> Vec<&'a Part> {
    let there = |part: &&Part| !part.out && is_there(part, &review.figures);
    let sections = report
        .parts
        .iter()
        .filter(there)
        .filter(|section| section.role == Some(role));
    let filled =
        |part: &&Part| !part.heading.is_blank() || !part.text.is_blank() || !part.parts.is_empty();
    sections
        .flat_map(|section| section.parts.iter().filter(there).filter(filled))
        .collect()
}

fn pairing(report: &Report, review: &Review, found: &mut Vec<Finding>) {
    let problems = of_role(report, review, Role::Problems);
    let plans = of_role(report, review, Role::Plans);
    for problem in &problems {
        let answered = !problem.name.is_empty()
            && plans
                .iter()
                .any(|plan| plan.answers.contains(&problem.name));
        if !answered {
            let message = format!("{}：还没有打算回应。", review.name(problem));
            found.push(at(
                review,
                Finding::new(
                    Code::Pairing,
                    Level::Warning,
                    Place::Heading(problem.id),
                    message,
                ),
                problem,
            ));
        }
    }
    // Where the report speaks of no problems at all there is nothing to answer.
    let of_problems =
        |section: &&Part| section.role == Some(Role::Problems) && !section.parts.is_empty();
    if !report.parts.iter().any(|section| of_problems(&section)) {
        return;
    }
    for plan in &plans {
        let answers =
            |problem: &&Part| !problem.name.is_empty() && plan.answers.contains(&problem.name);
        if !problems.iter().any(answers) {
            let message = format!("{}：没有对应的问题。", review.name(plan));
            found.push(at(
                review,
                Finding::new(
                    Code::Pairing,
                    Level::Warning,
                    Place::Heading(plan.id),
                    message,
                ),
                plan,
            ));
        }
    }
}

/// Adds the words found and their position to a finding about a part.
fn at(review: &Review, finding: Finding, part: &Part) -> Finding {
    let mut finding = finding.text(review.heading(part));
    if finding.text.is_empty() {
        finding.text = part.text.source().trim().to_owned();
    }
    let at = |place| render::position(&review.document, At::Place(&place));
    finding.at = at(Place::Heading(part.id)).or_else(|| at(Place::Text(part.id)));
    finding
}

/// Years in the wording of a block that are not the report's. In plans the next year is at home too.
pub(super) fn stale(report: &Report, review: &Review, (at, found): (usize, &mut Vec<Finding>)) {
    let own = &review.years;
    let (Some(latest), Some(block)) = (own.iter().max(), review.document.blocks.get(at)) else {
        return;
    };
    for run in &block.runs {
        let Source::Wording(place) = &run.source else {
            continue;
        };
        for (start, words, year) in years_in(&run.text) {
            let is_of_plans = plans(report, place) || names_plans(place, &run.text);
            let ahead = is_of_plans && latest.checked_add(1) == Some(year);
            if own.contains(&year) || ahead {
                continue;
            }
            let message = format!("{words}：报告年度是{latest}年，请看这里要不要改。");
            let finding = Finding::new(Code::Stale, Level::Warning, place.clone(), message);
            let mut finding = finding.text(words);
            finding.at = within(review, (at, run), start);
            found.push(finding);
        }
    }
}

/// The years that the report is about.
pub(super) fn years(report: &Report, figures: &Figures) -> Vec<u32> {
    let year = |value: &Value| match value {
        Value::Number(number) => u32::try_from(*number).ok(),
        Value::Date(date) => u32::try_from(date.year()).ok(),
        Value::Text(_) => None,
    };
    let fields = report
        .fields
        .iter()
        .filter(|field| field.kind == Kind::Year);
    let years: Vec<u32> = fields
        .filter_map(|field| figures.value(&field.key))
        .filter_map(year)
        .collect();
    if !years.is_empty() {
        return years;
    }
    [AS_OF, REPORT_DATE]
        .iter()
        .filter_map(|key| figures.value(key))
        .filter_map(year)
        .take(1)
        .collect()
}

/// Whether a title names what is to come: 2024年工作总结和2025年工作计划.
fn names_plans(place: &Place, words: &str) -> bool {
    const PLANS: [&str; 5] = ["计划", "打算", "思路", "安排", "要点"];
    *place == Place::Head(HeadText::Title) && PLANS.iter().any(|plan| words.contains(plan))
}

fn plans(report: &Report, place: &Place) -> bool {
    let (Place::Heading(id) | Place::Text(id)) = place else {
        return false;
    };
    report.parts.iter().any(|section| {
        let mut within = false;
        section.walk(&mut |part| within |= part.id == *id);
        within && section.role == Some(Role::Plans)
    })
}

/// `2021年` and `二〇二一年` in a text: where (in characters), the words, the year.
fn years_in(text: &str) -> Vec<(usize, String, u32)> {
    if !text.contains('年') {
        return Vec::new();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    for (at, _) in chars.iter().enumerate().filter(|(_, c)| **c == '年') {
        // A blank between figure and word is common: 2021 年.
        let blank = at
            .checked_sub(1)
            .filter(|before| chars.get(*before) == Some(&' '));
        let end = blank.unwrap_or(at);
        let start = end.saturating_sub(4);
        let Some(digits) = chars.get(start..end).filter(|digits| digits.len() == 4) else {
            continue;
        };
        let before = start.checked_sub(1).and_then(|before| chars.get(before));
        if before.is_some_and(|before| digit(*before).is_some()) {
            continue;
        }
        let year = digits
            .iter()
            .try_fold(0_u32, |sum, c| sum.checked_mul(10)?.checked_add(digit(*c)?));
        if let Some(year) = year.filter(|year| (1900..2100).contains(year)) {
            let words = chars.get(start..=at).unwrap_or_default();
            found.push((start, words.iter().collect(), year));
        }
    }
    found
}

fn digit(c: char) -> Option<u32> {
    const CHINESE: &str = "〇一二三四五六七八九";
    match c {
        '○' => Some(0),
        '０'..='９' => u32::from(c).checked_sub(u32::from('０')),
        _ => c.to_digit(10).or_else(|| {
            CHINESE
                .chars()
                .zip(0..)
                .find(|(d, _)| *d == c)
                .map(|(_, n)| n)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_four_digits_before_the_word() {
        let found: Vec<u32> = years_in("2021年、二〇二二年、2023 年，共50年、12021年和21年")
            .iter()
            .map(|y| y.2)
            .collect();
        assert_eq!(found, [2021, 2022, 2023]);
    }
}
