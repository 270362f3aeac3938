//! The last touches: fields in their order, rules, last period's figures, plans set against problems.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::number;
use crate::report::field::{self, Field};
use crate::report::{Formula, Stored, Wording, canonical};

use super::super::keys::{LAST_YEAR, NEXT_YEAR, YEAR};
use super::super::pairs::pair;
use super::{Builder, Built};

impl Builder {
    /// The report of all that was added.
    pub(super) fn finish(mut self) -> Built {
        for (text, source) in self.head {
            *self.report.head.text_mut(text) = Wording::from(source);
        }
        let mut fields = self.fields;
        // The years beside a finished report's own follow from it.
        let given: HashSet<&str> = self.given.iter().map(|(key, _)| key.as_str()).collect();
        let beside = |field: &&mut Field| given.contains(field.key.as_str());
        for field in fields.iter_mut().filter(beside) {
            field.formula = match field.key.as_str() {
                NEXT_YEAR => Some(Formula::new(&format!("{{{YEAR}}} + 1"))),
                LAST_YEAR => Some(Formula::new(&format!("{{{YEAR}}} - 1"))),
                _ => None,
            };
        }
        let missing = field::always(&fields);
        fields.extend(missing);
        self.report.fields = Arc::new(fields);
        self.report.rules = Arc::new(self.rules);
        let by_key: HashMap<&str, &Field> = self
            .report
            .fields
            .iter()
            .filter(|field| given.contains(field.key.as_str()))
            .map(|field| (field.key.as_str(), field))
            .collect();
        for (key, printed) in &self.given {
            let form = by_key
                .get(key.as_str())
                .filter(|field| field.formula.is_none())
                .map(|field| field.form(&[]));
            if let Some(Ok(reading)) = form.map(|form| number::parse(printed, &form)) {
                let value = Stored::of(&reading.value);
                self.report.previous.entry(canonical(key)).or_insert(value);
            }
        }
        pair(&mut self.report.parts);
        Built {
            report: self.report,
            found: self.found,
        }
    }
}
