//! The report file itself: braces that are no slots, names that no field has, formulas that can't be
//! read or go in a circle, two fields of one key.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::report::formula::Misread;
use crate::report::{Condition, Field, Index, Level, Place, Report, Wording, canonical_ref};

use super::{Code, Finding, Review};

pub(super) fn check(report: &Report, review: &Review, found: &mut Vec<Finding>) {
    let known = review.figures.index();
    let mut file = Checker { known, found };
    report.each_wording(|place, wording| file.wording(wording, &place));
    report.walk(|part| {
        if let Some(when) = &part.when {
            file.condition(when, &Place::When(part.id));
        }
    });
    for (at, rule) in report.rules.iter().enumerate() {
        let place = Place::Rule(at);
        file.condition(&rule.expect, &place);
        if let Some(when) = &rule.when {
            file.condition(when, &Place::RuleWhen(at));
        }
        file.wording(&rule.message, &Place::Message(at));
    }
    let mut first: HashMap<Cow<'_, str>, &Field> = HashMap::new();
    for (at, field) in report.fields.iter().enumerate() {
        let place = Place::Definition(field.origin.unwrap_or(at));
        if let Some(formula) = &field.rare.formula {
            match formula.meaning() {
                Err(misread) => {
                    file.found
                        .push(misreading("算式", &formula.source, misread, &place))
                }
                Ok(_) => formula
                    .keys()
                    .iter()
                    .for_each(|key| file.key(key, &place, &formula.source)),
            }
        }
        if let Some(other) = first.insert(canonical_ref(&field.key), field) {
            let message = format!(
                "{}：前面已经有一个{}，两个数据空不能同名，请改一个。",
                field.key, other.key
            );
            file.found.push(
                Finding::new(Code::File, Level::Error, place, message)
                    .text(&field.key)
                    .key(&field.key),
            );
        }
    }
    for field in circles(report) {
        let place = Place::Definition(field.origin.unwrap_or_default());
        let message = format!(
            "{}：算式绕了一圈又用到它自己，算不出来，请改算式。",
            field.key
        );
        file.found.push(
            Finding::new(Code::File, Level::Error, place, message)
                .text(&field.key)
                .key(&field.key),
        );
    }
}

struct Checker<'a> {
    known: &'a Index,
    found: &'a mut Vec<Finding>,
}

impl Checker<'_> {
    fn wording(&mut self, wording: &Wording, place: &Place) {
        for fault in wording.faults() {
            let mut finding =
                Finding::new(Code::File, Level::Error, place.clone(), fault.what.clone());
            finding.text.clone_from(&fault.text);
            finding.at = Some((fault.line, fault.column));
            self.found.push(finding);
        }
        for slot in wording.slots() {
            self.key(&slot.key, place, wording.source());
        }
        for condition in wording
            .conditions()
            .filter(|condition| condition.meaning().is_ok())
        {
            for key in condition.keys() {
                self.key(key, place, wording.source());
            }
        }
    }

    fn key(&mut self, key: &str, place: &Place, source: &str) {
        if self.known.number(key).is_some() {
            return;
        }
        let message = format!("{{{key}}}：没有叫这个名字的数据空，请改名字，或在文件里加上它。");
        let mut finding = Finding::new(Code::File, Level::Error, place.clone(), message)
            .text(format!("{{{key}}}"));
        finding.at = inner(source, key);
        if !self.found.contains(&finding) {
            self.found.push(finding);
        }
    }

    fn condition(&mut self, condition: &Condition, place: &Place) {
        match condition.meaning() {
            Err(misread) => self
                .found
                .push(misreading("条件", &condition.source, misread, place)),
            Ok(_) => {
                for key in condition.keys() {
                    self.key(key, place, &condition.source);
                }
            }
        }
    }
}

fn misreading(what: &str, source: &str, misread: &Misread, place: &Place) -> Finding {
    let message = format!("{what} {source}：{misread}");
    let mut finding = Finding::new(Code::File, Level::Error, place.clone(), message).text(source);
    finding.at = Some((0, misread.column.saturating_sub(1)));
    finding
}

/// Line and character (from 0) at which `{key` stands in the source.
fn inner(source: &str, key: &str) -> Option<(usize, usize)> {
    let at = source.find(&format!("{{{key}"))?;
    let before = source.get(..at)?;
    let line = before.matches('\n').count();
    Some((
        line,
        before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count(),
    ))
}

/// The fields whose formulas lead back to themselves.
fn circles(report: &Report) -> Vec<&Field> {
    let derived: BTreeMap<Cow<'_, str>, &Field> = report
        .fields
        .iter()
        .filter(|field| field.rare.formula.is_some())
        .map(|field| (canonical_ref(&field.key), field))
        .collect();
    let leads_back = |start: &Cow<'_, str>| {
        let mut open = vec![start.clone()];
        let mut seen = BTreeSet::new();
        while let Some(key) = open.pop() {
            let formula = derived
                .get(&key)
                .and_then(|field| field.rare.formula.as_ref());
            for next in formula
                .iter()
                .flat_map(|formula| formula.keys())
                .map(canonical_ref)
            {
                if next == *start {
                    return true;
                }
                if seen.insert(next.clone()) {
                    open.push(next);
                }
            }
        }
        false
    };
    derived
        .iter()
        .filter(|(key, _)| leads_back(key))
        .map(|(_, field)| *field)
        .collect()
}
