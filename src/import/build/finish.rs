//! The last touches: fields in their order, rules, last period's figures, plans set against problems.

use std::collections::HashSet;
use std::sync::Arc;

use crate::report::field::{self, Field};
use crate::report::{Formula, Wording};

use super::super::keys::{LAST_YEAR, NEXT_YEAR, YEAR};
use super::super::pairs::pair;
use super::fields::year_field;
use super::{Builder, Built, proved};

impl<'t> Builder<'t> {
    /// The report of all that was added.
    pub(super) fn finish(mut self, year: Option<u32>) -> Built<'t> {
        for (text, source) in self.head {
            *self.report.head.text_mut(text) = Wording::from(source);
        }
        let mut fields = self.fields;
        // The report's own year may stand nowhere among the figures: in brackets under the title.
        let key = |key: &str| self.given.iter().any(|(given, _)| given == key);
        if let Some(year) = year
            && (key(NEXT_YEAR) || key(LAST_YEAR))
            && !key(YEAR)
        {
            fields.push(year_field(YEAR));
            self.given.push((YEAR.into(), year.to_string().into()));
        }
        // The years beside a finished report's own follow from it.
        let given: HashSet<&str> = self.given.iter().map(|(key, _)| key.as_str()).collect();
        let beside = |field: &&mut Field| given.contains(field.key.as_str());
        for field in fields.iter_mut().filter(beside) {
            field.rare.formula = match field.key.as_str() {
                NEXT_YEAR => Some(Formula::from(format!("{{{YEAR}}} + 1"))),
                LAST_YEAR => Some(Formula::from(format!("{{{YEAR}}} - 1"))),
                _ => continue,
            };
        }
        let missing = field::always(&fields);
        fields.extend(missing);
        self.report.fields = Arc::new(fields);
        self.report.rules = Arc::new(self.rules);
        let mut remarks = proved::keep(&mut self.report, &self.given, &self.found);
        remarks.extend(proved::rules(&mut self.report, &self.found));
        pair(&mut self.report.parts);
        Built {
            report: self.report,
            found: self.found,
            blanks: self.blanks,
            remarks,
        }
    }
}
