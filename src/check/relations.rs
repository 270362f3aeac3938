//! Relations between figures: the report's rules.

use crate::render;
use crate::report::formula::Outcome;
use crate::report::index::Reads;
use crate::report::{Condition, Figures, Level, Place, Report, Rule, canonical};

use super::{Code, Finding, Review};

/// What each rule depends on.
pub(super) fn reads(report: &Report, figures: &Figures) -> Vec<Reads> {
    let reads = |rule: &Rule| {
        let conditions = [Some(&rule.expect), rule.when.as_ref()];
        let keys = conditions.into_iter().flatten().flat_map(Condition::keys);
        let in_message = rule.message.slots().map(|slot| slot.key.as_str());
        figures.index().reads(keys.chain(in_message))
    };
    report.rules.iter().map(reads).collect()
}

/// One rule, by its place among the report's.
pub(super) fn check(report: &Report, review: &Review, (at, found): (usize, &mut Vec<Finding>)) {
    let figures = &review.figures;
    let Some(rule) = report.rules.get(at) else {
        return;
    };
    match rule.when.as_ref().map(|when| when.holds(figures)) {
        None | Some(Outcome::Known(true)) => {}
        Some(Outcome::Undefined(why)) => {
            let said = (Level::Warning, format!("{why}，这条规则没有核对。"));
            found.push(about(report, review, (at, rule), said));
            return;
        }
        Some(Outcome::Known(false) | Outcome::Blank) => return,
    }
    match rule.expect.holds(figures) {
        Outcome::Known(true) | Outcome::Blank => {}
        Outcome::Known(false) => {
            let message = message(report, figures, rule);
            found.push(about(report, review, (at, rule), (rule.level, message)));
        }
        Outcome::Undefined(why) => {
            let message = format!(
                "{}：{why}，这条规则没有核对。",
                named(report, figures, rule)
            );
            found.push(about(report, review, (at, rule), (Level::Warning, message)));
        }
    }
}

/// Conditions of parts that can't be told for another reason than a blank: the part is there for the time being.
pub(super) fn conditions(report: &Report, review: &Review, found: &mut Vec<Finding>) {
    report.walk(|part| {
        let holds = part.when.as_ref().map(|when| when.holds(&review.figures));
        if let (Some(Outcome::Undefined(why)), Some(when)) = (holds, &part.when) {
            let message = format!("{why}，条件 {} 判断不了，先照写。", when.source);
            let place = Place::When(part.id);
            let finding = Finding::new(Code::Relation, Level::Warning, place, message);
            found.push(finding.text(when.source.as_str()));
        }
    });
}

fn about(
    report: &Report,
    review: &Review,
    (at, rule): (usize, &Rule),
    (level, message): (Level, String),
) -> Finding {
    let mut keys: Vec<String> = Vec::new();
    for key in rule.expect.keys().into_iter().map(canonical) {
        if report.field(&key).is_some() && !keys.contains(&key) {
            keys.push(key);
        }
    }
    // It is mended at a field that is asked; one that is worked out takes no answer.
    let asked = |key: &&String| {
        report
            .field(key)
            .is_some_and(|field| field.rare.formula.is_none())
    };
    let first = keys.iter().find(asked).or(keys.first()).cloned();
    let place = first.clone().map_or(Place::Rule(at), Place::Field);
    let mut finding = Finding::new(Code::Relation, level, place, message);
    if let Some(key) = first {
        finding.text = review
            .figures
            .value(&key)
            .map(crate::number::Value::printed)
            .unwrap_or_default();
        finding.at = super::figures::position(review, &key);
        keys.retain(|other| *other != key);
        keys.insert(0, key);
    }
    finding.keys = keys;
    finding.open = true;
    finding
}

/// The rule's own words; where they hold no slots, the figures are named before them.
fn message(report: &Report, figures: &Figures, rule: &Rule) -> String {
    if rule.message.slots().next().is_none() {
        return format!(
            "{}：{}",
            named(report, figures, rule),
            rule.message.source().trim()
        );
    }
    render::filled(report, figures, &rule.message)
}

/// `年轻党员9名、发展党员8名`
fn named(report: &Report, figures: &Figures, rule: &Rule) -> String {
    let mut names: Vec<String> = Vec::new();
    for key in rule.expect.keys() {
        let Some(field) = report.field(key) else {
            continue;
        };
        let value = figures
            .value(key)
            .map(crate::number::Value::printed)
            .unwrap_or_default();
        let name = format!("{}{value}{}", field.key, field.unit);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join("、")
}
