//! 认空 in words, where there is no screen: a line for each blank.

use std::collections::HashMap;

use super::{Blanks, Stop, free_key, kind_name, stops};
use crate::number::Kind;
use crate::report::wording::Piece;
use crate::report::{Field, Report, Wording, canonical};
use crate::tui::desk::Desk;

/// As many characters of the text stand on either side of a blank.
const BESIDE: usize = 12;

impl Blanks {
    /// Every blank in a line: what it is called and asks for, and the words it stands between.
    pub fn told(&self, report: &Report) -> Vec<String> {
        let mut first: HashMap<String, usize> = HashMap::new();
        let mut told = Vec::new();
        report.each_wording(|place, wording| {
            let model = self.models.get(&place);
            let printed = model
                .map(|model| model.printed(wording))
                .unwrap_or_default();
            for (key, around) in around(wording, &printed) {
                let number = told.len().saturating_add(1);
                let known = *first.entry(canonical(&key)).or_insert(number);
                let about = match report.field(&key) {
                    _ if known < number => format!("同第{known}处"),
                    Some(field) => about(field),
                    None => String::new(),
                };
                told.push(format!("{key}（{about}）  {around}"));
            }
        });
        told
    }

    /// What to look at, a sentence each.
    pub fn remarks(&self) -> impl Iterator<Item = &str> {
        self.remarks.iter().map(|(message, _)| message.as_str())
    }

    /// Takes the blank of this number, from 0, in hand; whether there is one.
    pub fn take(&mut self, report: &Report, at: usize) -> bool {
        self.hand = at;
        at < stops(report).len()
    }

    /// The blank in hand, by its place among all.
    pub fn hand(&self) -> usize {
        self.hand
    }

    /// The field of the blank in hand.
    pub fn field<'a>(&self, report: &'a Report) -> Option<&'a Field> {
        report.field(&self.stop(report)?.key)
    }

    /// The name that a field of its own for the blank in hand may have; none where the field stands here alone.
    pub fn free_key(&self, report: &Report) -> Option<String> {
        let stop = self.stop(report)?;
        (used(report, &stop) > 1).then(|| free_key(report, &stop.key))
    }

    /// The blank in hand is words that print as they stand: what is said.
    pub fn ignore(&self, desk: &mut Desk) -> String {
        let Some(stop) = self.stop(&desk.report) else {
            return String::new();
        };
        let printed = self.printed(&desk.report, &stop);
        desk.change("当作文字", None, |report| {
            report.unslot(&stop.place, stop.nth, &printed);
            super::keep_as_text(report, &stop.place);
        });
        format!("{printed} 当作文字照印，不再问")
    }
}

/// How often the field of a blank is used.
pub(super) fn used(report: &Report, stop: &Stop) -> usize {
    let key = canonical(&stop.key);
    let same = |other: &&Stop| canonical(&other.key) == key;
    stops(report).iter().filter(same).count()
}

/// What a field asks for: `整数，单位次`.
fn about(field: &Field) -> String {
    if field.rare.formula.is_some() {
        return "算出来的".to_owned();
    }
    let unit = match field.kind {
        Kind::Text => "",
        _ => field.unit.as_str(),
    };
    match unit.is_empty() {
        true => kind_name(field.kind).to_owned(),
        false => format!("{}，单位{unit}", kind_name(field.kind)),
    }
}

/// The key of every slot of a text, and the words it stands between.
pub(super) fn around(wording: &Wording, printed: &[&str]) -> Vec<(String, String)> {
    let mut text = String::new();
    let mut found = Vec::new();
    for piece in wording.pieces() {
        match piece {
            Piece::Plain(words) => text.push_str(words),
            Piece::Slot(slot) => {
                let start = text.len();
                text.push_str(printed.get(found.len()).copied().unwrap_or("____"));
                found.push((slot.key.clone(), start..text.len()));
            }
            Piece::Clause(_) => {}
        }
    }
    let between = |range: &std::ops::Range<usize>| {
        let before = text.get(..range.start).unwrap_or_default();
        let blank = text.get(range.clone()).unwrap_or_default();
        let behind = text.get(range.end..).unwrap_or_default();
        let from = before.char_indices().rev().take(BESIDE).last();
        let before = before.get(from.map_or(before.len(), |(at, _)| at)..);
        let behind: String = behind.chars().take(BESIDE).collect();
        format!("{}[{blank}]{behind}", before.unwrap_or_default()).replace('\n', " ")
    };
    found
        .into_iter()
        .map(|(key, range)| {
            let around = between(&range);
            (key, around)
        })
        .collect()
}
