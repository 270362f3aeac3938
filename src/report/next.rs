//! What of a report outlives its period: all but what was filled in, for a template; and for the next period's report
//! figures become last period's, names and wording stay, years move on, what was planned is what was promised.

use crate::number::{Decimal, Kind, Value};

use super::figures::Figures;
use super::part::{Part, Role};
use super::steps::is_there;
use super::wording::Piece;
use super::{Answer, Promised, Report, Stored, Wording, canonical};

impl Report {
    /// The year that the report is about: that of its first field of this kind.
    pub fn year(&self, figures: &Figures) -> Option<Decimal> {
        let mut years = self.fields.iter().filter(|field| field.kind == Kind::Year);
        years.find_map(|field| figures.value(&field.key)?.number())
    }

    /// The report of the next period, `years` on (0: the years are left to be filled in anew).
    pub fn next(&self, figures: &Figures, years: Decimal) -> Self {
        let mut next = self.emptied();
        for field in self.fields.iter() {
            let Some(value) = figures.value(&field.key) else {
                continue;
            };
            let key = canonical(&field.key);
            match (field.kind, value) {
                (Kind::Text, _) if field.rare.formula.is_none() => {
                    next.answers.insert(key, answer(value));
                }
                (Kind::Year, Value::Number(year)) if field.rare.formula.is_none() => {
                    let moved = year.checked_add(years).filter(|_| !years.is_zero());
                    if let Some(year) = moved {
                        next.answers.insert(key, answer(&Value::Number(year)));
                    }
                }
                (Kind::Text | Kind::Year | Kind::Date, _) => {}
                _ => {
                    next.previous.insert(key, Stored::of(value));
                }
            }
        }
        next.previous_name = self.called(figures);
        next.promised = promises(self, figures);
        next
    }

    /// The report without what was filled in for one period: answers, last period's figures, notes, promises, what was
    /// decided about its figures, and that its texts were read.
    pub fn emptied(&self) -> Self {
        let mut report = self.clone();
        report.answers.clear();
        report.previous.clear();
        report.previous_name.clear();
        report.notes.clear();
        report.promised.clear();
        report.accepted.retain(|accepted| accepted.key.is_empty());
        unread(&mut report.parts);
        report
    }

    /// What this period is called in the next one: as the last one was, its year moved on, else by its year.
    fn called(&self, figures: &Figures) -> String {
        let Some(year) = self.year(figures) else {
            return String::new();
        };
        let last = year.checked_sub(Decimal::ONE).unwrap_or(year).to_string();
        match self.previous_name.contains(&last) {
            true => self.previous_name.replace(&last, &year.to_string()),
            false => format!("{year}年"),
        }
    }
}

fn answer(value: &Value) -> Answer {
    Answer {
        value: Some(Stored::of(value)),
        ..Answer::default()
    }
}

/// The headlines of the plans, to be answered for in the next report.
fn promises(report: &Report, figures: &Figures) -> Vec<Promised> {
    let there = |part: &&Part| !part.out && is_there(part, figures);
    let sections = report.parts.iter().filter(there);
    let plans = sections.filter(|section| section.role == Some(Role::Plans));
    let plans = plans.flat_map(|section| section.parts.iter().filter(there));
    plans
        .map(|plan| said(&plan.heading, figures))
        .filter(|text| !text.is_empty())
        .map(|text| Promised {
            text,
            kept: String::new(),
            origin: None,
        })
        .collect()
}

/// A headline as it prints, without its full stop.
fn said(heading: &Wording, figures: &Figures) -> String {
    let mut text = String::new();
    for piece in heading.pieces() {
        match piece {
            Piece::Plain(words) => text.push_str(words),
            Piece::Slot(slot) => text.extend(figures.value(&slot.key).map(Value::printed)),
            Piece::Clause(_) => {}
        }
    }
    text.trim().trim_end_matches('。').to_owned()
}

fn unread(parts: &mut [Part]) {
    for part in parts {
        part.reviewed = false;
        unread(&mut part.parts);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_become_last_period_s_and_names_stay() {
        let text = "[report]\ntitle = \"{镇名}{年度}年\"\ndate = 2024-07-01\nprevious = \"2023年上半年\"\n\
                    [values]\n\"镇名\" = \"清溪镇\"\n\"年度\" = 2024\n\"明年\" = 2025\n\"次数\" = 3\n\"吨\" = 46.50\n\
                    [previous]\n\"次数\" = 2\n[notes]\n\"次数\" = \"农办\"\n\
                    [[field]]\nkey = \"镇名\"\nkind = \"text\"\n[[field]]\nkey = \"年度\"\nkind = \"year\"\n\
                    [[field]]\nkey = \"明年\"\nkind = \"year\"\n[[field]]\nkey = \"次数\"\nkind = \"integer\"\n\
                    [[field]]\nkey = \"吨\"\nkind = \"decimal\"\n\
                    [[field]]\nkey = \"翻番\"\nkind = \"integer\"\nformula = \"{次数} * 2\"\n\
                    [[section]]\nrole = \"plans\"\n[[section.item]]\nheading = \"巡{次数}次。\"\nreviewed = true\n\
                    [[section.item]]\nheading = \"不做。\"\nout = true\n";
        let (report, _) = crate::format::read(text).unwrap();
        let figures = Figures::of(&report);
        let next = report.next(&figures, Decimal::ONE);
        let shown = |key: &str| next.typed(key).to_owned();
        assert_eq!(
            ["镇名", "年度", "明年", "次数", "吨", "成文日期"].map(shown),
            ["清溪镇", "2025", "2026", "", "", ""]
        );
        let before = |key: &str| next.previous.get(key).map(|stored| stored.text.as_str());
        assert_eq!(
            ["次数", "吨", "翻番", "年度"].map(before),
            [Some("3"), Some("46.50"), Some("6"), None]
        );
        assert_eq!(next.previous_name, "2024年上半年");
        assert!(next.notes.is_empty() && !next.parts[0].parts[0].reviewed);
        let promised: Vec<&str> = next.promised.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(promised, ["巡3次"]);
        assert_eq!(report.next(&figures, Decimal::ZERO).typed("年度"), "");
    }
}
