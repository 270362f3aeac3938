//! The figures of a finished report: they become last period's, and show which rules do not hold.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use compact_str::CompactString;

use crate::number::{self, Decimal, Kind, Value};
use crate::report::formula::Outcome;
use crate::report::wording::Piece;
use crate::report::{Answer, Field, Figures, Report, Rule, Stored, canonical};

use super::super::{Found, Remark};
use super::fields::MOST_PERCENT;

/// Keeps what stood there as last period's figures; what no field of its kind takes is told.
pub(super) fn keep(
    report: &mut Report,
    given: &[(CompactString, CompactString)],
    found: &Found<'_>,
) -> Vec<Remark> {
    let asked: HashSet<&str> = given.iter().map(|(key, _)| key.as_str()).collect();
    let fields = report.fields.iter().enumerate();
    let places: HashMap<String, usize> = fields
        .filter(|(_, field)| asked.contains(field.key.as_str()) && field.rare.formula.is_none())
        .map(|(at, field)| (field.key.clone(), at))
        .collect();
    let mut lost: Vec<(&str, &CompactString)> = Vec::new();
    for (key, printed) in given {
        let Some(place) = places.get(key.as_str()) else {
            continue;
        };
        let Some(field) = report.fields.get(*place) else {
            continue;
        };
        let Some((value, wider)) = value(field, printed) else {
            lost.push((key, printed));
            continue;
        };
        if let Some(wider) = wider
            && let Some(field) = Arc::make_mut(&mut report.fields).get_mut(*place)
        {
            *field = wider;
        }
        report.previous.entry(canonical(key)).or_insert(value);
    }
    lost.retain(|(key, _)| !report.previous.contains_key(&canonical(key)));
    let said = |(key, printed): (&str, &CompactString)| {
        let message = format!("{printed}：没有记作上期数，填{key}的时候请对照原文。");
        (key.to_owned(), message)
    };
    told(found, lost.into_iter().map(said).collect())
}

/// What a figure is worth, and its field where that had to become wider for it: 完成年度任务的101.2％.
fn value(field: &Field, printed: &str) -> Option<(Stored, Option<Field>)> {
    if let Ok(reading) = number::parse(printed, &field.form(&[])) {
        return Some((Stored::of(&reading.value), None));
    }
    if field.kind != Kind::Percent || field.rare.max.is_some() {
        return None;
    }
    let mut wider = field.clone();
    wider.rare.max = Some(Decimal::from(MOST_PERCENT));
    let reading = number::parse(printed, &wider.form(&[])).ok()?;
    Some((Stored::of(&reading.value), Some(wider)))
}

/// Takes away the rules that do not hold for the report's own figures: either its wording means something else, or it
/// is wrong itself. Each is told.
pub(super) fn rules(report: &mut Report, found: &Found<'_>) -> Vec<Remark> {
    if report.previous.is_empty() || report.rules.is_empty() {
        return Vec::new();
    }
    let mut filled = report.clone();
    filled.previous.clear();
    for (key, value) in &report.previous {
        let answer = Answer {
            value: Some(value.clone()),
            ..Answer::default()
        };
        filled.answers.insert(key.clone(), answer);
    }
    let figures = Figures::of(&filled);
    let mut wrong = Vec::new();
    Arc::make_mut(&mut report.rules).retain(|rule| {
        let counts = rule
            .when
            .as_ref()
            .is_none_or(|when| matches!(when.holds(&figures), Outcome::Known(true)));
        let holds = !counts || !matches!(rule.expect.holds(&figures), Outcome::Known(false));
        if !holds {
            let first = rule.expect.keys().into_iter().next().unwrap_or_default();
            let message = format!(
                "{}原文的数就是这样，没有立核对的规则。",
                said(rule, &figures)
            );
            wrong.push((first.to_owned(), message));
        }
        holds
    });
    told(found, wrong)
}

/// What a rule says is wrong, with the figures, up to what is to be done about it.
fn said(rule: &Rule, figures: &Figures) -> String {
    let mut said = String::new();
    for piece in rule.message.pieces() {
        match piece {
            Piece::Plain(words) => said.push_str(words),
            Piece::Slot(slot) => {
                let value = figures.value(&canonical(&slot.key));
                said.push_str(&value.map(Value::printed).unwrap_or_default());
            }
            Piece::Clause(_) => {}
        }
    }
    match said.split_once('：') {
        Some((what, _)) => format!("{what}："),
        None => said,
    }
}

/// What is said of fields, by the lines on which they first stand.
fn told(found: &Found<'_>, said: Vec<(String, String)>) -> Vec<Remark> {
    if said.is_empty() {
        return Vec::new();
    }
    let mut lines: HashMap<String, usize> = HashMap::new();
    for blank in &found.blanks {
        for (key, _) in blank.slots() {
            lines.entry(canonical(key)).or_insert(blank.spot.line);
        }
    }
    let remark = |(key, message): (String, String)| Remark {
        line: lines.get(&canonical(&key)).copied().unwrap_or(1),
        message,
    };
    said.into_iter().map(remark).collect()
}

#[cfg(test)]
mod tests {
    use crate::import::{How, Import, import};

    fn finished(text: &str) -> Import<'_> {
        let how = How {
            figures: true,
            ..How::default()
        };
        import(text, how).unwrap()
    }

    fn rules<'a>(import: &'a Import<'_>) -> Vec<&'a str> {
        let rules = import.report.rules.iter();
        rules.map(|rule| rule.expect.source.as_str()).collect()
    }

    #[test]
    fn a_rule_that_the_report_itself_breaks_is_told_and_not_made() {
        let text = "红星镇汇报\n一、做法\n发展党员21名，其中女党员23名。\n发现问题30个，整改24个，整改率80%。\n";
        let read = finished(text);
        assert_eq!(rules(&read).len(), 2, "{:?}", rules(&read));
        let told: Vec<_> = read
            .remarks
            .iter()
            .map(|r| (r.line, r.message.as_str()))
            .collect();
        let said = "女党员人数23名，多于发展党员人数21名：原文的数就是这样，没有立核对的规则。";
        assert_eq!(told, [(3, said)]);
        // A rule about last period's figures says nothing of the report's own.
        let grown = finished("红星镇汇报\n一、做法\n财政收入3000万元，同比增长6%。\n");
        assert_eq!((rules(&grown).len(), grown.remarks.len()), (1, 0));
    }

    #[test]
    fn a_task_can_be_done_and_more() {
        let read = finished("红星镇汇报\n粮食播种4.5万亩，完成年度任务的101.2％，入户率120%。\n");
        assert_eq!(read.report.previous.len(), 3);
        assert_eq!(read.remarks, []);
    }
}
