//! Wording → lines of runs: slots filled, clauses kept or left out, blanks at both ends dropped.
//! Which block a line becomes is left to the callers.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::number::{self, Kind, Value};
use crate::report::formula::{Expr, Outcome, Side};
use crate::report::wording::{Clause, Piece, Slot, Style};
use crate::report::{
    Condition, Field, Figure, Figures, Place, REPORT_DATE, Report, Steps, Wording, canonical,
};

use super::{BLANK, Run, Shown, Source};

/// A report with its figures, ready to have its wording filled in.
pub(super) struct Filling<'a> {
    pub(super) report: &'a Report,
    pub(super) figures: &'a Figures,
    /// The steps of the report, where they are known.
    pub(super) steps: Option<&'a Steps>,
}

/// What becomes of a clause.
enum Fate {
    Printed,
    LeftOut,
    Untold,
}

impl<'a> Filling<'a> {
    pub(super) fn new(report: &'a Report, figures: &'a Figures) -> Self {
        Self {
            report,
            figures,
            steps: None,
        }
    }

    /// The printed lines of a wording; those with nothing to print are not among them.
    pub(super) fn lines(&self, wording: &Wording, place: &Place) -> Vec<Vec<Run>> {
        let mut setting = Setting {
            place,
            lines: Vec::new(),
            line: Vec::new(),
        };
        for piece in wording.pieces() {
            self.set(piece, &mut setting);
        }
        setting.end_line();
        setting.lines
    }

    /// The report's date; `None` where it is blank and no text, rule or condition needs it.
    pub(super) fn date(&self) -> Option<Run> {
        let (text, shown) = self.shown(REPORT_DATE, Style::Plain);
        if shown == Shown::Nothing {
            return None;
        }
        if shown == Shown::Blank && !self.is_date_used() {
            return None;
        }
        let source = Source::Slot {
            place: Place::Date,
            key: REPORT_DATE.to_owned(),
            shown,
        };
        Some(Run { text, source })
    }

    fn is_date_used(&self) -> bool {
        match self.steps {
            Some(steps) => steps.is_used(REPORT_DATE),
            // Working out the steps costs more than all the rest: only where the date is named at all.
            None => {
                names_the_date(self.report)
                    && Steps::of(self.report, self.figures).is_used(REPORT_DATE)
            }
        }
    }

    fn set(&self, piece: &Piece, setting: &mut Setting<'_>) {
        match piece {
            Piece::Plain(text) => setting.plain(text),
            Piece::Slot(slot) => {
                let key = canonical(&slot.key);
                let (text, shown) = self.shown(&key, slot.style);
                let source = Source::Slot {
                    place: setting.place.clone(),
                    key,
                    shown,
                };
                setting.line.push(Run { text, source });
            }
            Piece::Clause(clause) => match self.fate(clause) {
                Fate::LeftOut => {}
                Fate::Untold => {
                    let source = Source::Untold(setting.place.clone());
                    setting.line.push(Run {
                        text: BLANK.to_owned(),
                        source,
                    });
                }
                Fate::Printed => clause
                    .pieces
                    .iter()
                    .for_each(|inner| self.set(inner, setting)),
            },
        }
    }

    fn fate(&self, clause: &Clause) -> Fate {
        let holds = clause
            .condition
            .as_ref()
            .map(|condition| condition.holds(self.figures));
        if holds == Some(Outcome::Known(false)) {
            return Fate::LeftOut;
        }
        // What is optional may stay blank for good, so its clause goes even where the condition
        // can't be told.
        let slot_is_spared = |piece: &Piece| match piece {
            Piece::Slot(Slot { key, style, .. }) => {
                self.is_spared(key, false)
                    || (*style == Style::Previous && self.is_spared(key, true))
            }
            _ => false,
        };
        let condition_is_spared = || {
            let mut operands = Vec::new();
            clause
                .condition
                .iter()
                .for_each(|condition| operands_of(condition, &mut operands));
            operands
                .iter()
                .any(|(key, previous)| self.is_spared(key, *previous))
        };
        if clause.pieces.iter().any(slot_is_spared) || condition_is_spared() {
            return Fate::LeftOut;
        }
        match holds {
            None | Some(Outcome::Known(_)) => Fate::Printed,
            Some(Outcome::Blank | Outcome::Undefined(_)) => Fate::Untold,
        }
    }

    /// What a slot of this canonical key prints.
    fn shown(&self, key: &str, style: Style) -> (String, Shown) {
        let index = self.figures.index();
        // What is derived from an optional figure leaves a hole in a sentence that no clause takes away.
        let field = index.number(key).and_then(|number| index.field(number));
        let blank = || match field.is_some_and(|field| field.optional) {
            true => (String::new(), Shown::Nothing),
            false => (BLANK.to_owned(), Shown::Blank),
        };
        if style == Style::Previous {
            return match self.figures.previous(key) {
                Some(value) => (printable(&value.printed()).into_owned(), Shown::Value),
                None => blank(),
            };
        }
        let Some(figure) = self.figures.get(key) else {
            return blank();
        };
        if let Some(value) = &figure.value {
            let shown = match field {
                _ if figure.wrong.is_some() => Shown::Wrong,
                Some(field) if field.rare.formula.is_some() => Shown::Derived,
                _ => Shown::Value,
            };
            return (printed(value, style, field.map(|field| field.kind)), shown);
        }
        match &figure.wrong {
            Some(wrong) => match printable(&wrong.text) {
                text if text.trim().is_empty() => (BLANK.to_owned(), Shown::Wrong),
                text => (text.into_owned(), Shown::Wrong),
            },
            None => blank(),
        }
    }

    /// Whether this figure is blank and may stay so: it is optional, or derived from a blank optional
    /// one, however many formulas lie between.
    fn is_spared(&self, key: &str, previous: bool) -> bool {
        let index = self.figures.index();
        let mut open = vec![(key, previous)];
        let mut seen = BTreeSet::new();
        while let Some((key, previous)) = open.pop() {
            let Some(number) = index.number(key) else {
                continue;
            };
            let is_there = match previous {
                true => index.previous(number).is_some(),
                false => !self.figures.at(number).is_none_or(Figure::is_blank),
            };
            let Some(field) = index.field(number).filter(|_| !is_there) else {
                continue;
            };
            if field.optional {
                return true;
            }
            if !previous
                && let Some(Ok(expr)) = field.rare.formula.as_ref().map(|formula| formula.meaning())
                && seen.insert(number)
            {
                operands(expr, &mut open);
            }
        }
        false
    }
}

fn printed(value: &Value, style: Style, kind: Option<Kind>) -> String {
    let plain = value.printed();
    match (style, value) {
        (Style::Chinese, Value::Number(_)) if kind == Some(Kind::Year) => {
            number::chinese_digits(&plain)
        }
        (Style::Chinese, Value::Number(figure)) => number::chinese(*figure).unwrap_or(plain),
        (Style::MonthDay, Value::Date(date)) => number::month_day(*date),
        _ => match printable(&plain) {
            Cow::Borrowed(_) => plain,
            Cow::Owned(clean) => clean,
        },
    }
}

fn operands_of<'a>(condition: &'a Condition, found: &mut Vec<(&'a str, bool)>) {
    let Ok(comparison) = condition.meaning() else {
        return;
    };
    for side in [&comparison.left, &comparison.right] {
        if let Side::Expr(expr) = side {
            operands(expr, found);
        }
    }
}

fn operands<'a>(expr: &'a Expr, found: &mut Vec<(&'a str, bool)>) {
    match expr {
        Expr::Number(_) => {}
        Expr::Figure { key, previous } => found.push((key, *previous)),
        Expr::Minus(inner) => operands(inner, found),
        Expr::Binary(left, _, right) => {
            operands(left, found);
            operands(right, found);
        }
    }
}

/// Whether the report's date is named anywhere, parts that are left out too.
fn names_the_date(report: &Report) -> bool {
    let is_date = |key: &str| {
        key.chars()
            .filter(|c| !c.is_whitespace())
            .eq(REPORT_DATE.chars())
    };
    let condition_names = |condition: &Condition| condition.keys().into_iter().any(is_date);
    let mut found = report.rules.iter().any(|rule| {
        condition_names(&rule.expect)
            || rule.when.as_ref().is_some_and(condition_names)
            || rule.message.keys().into_iter().any(is_date)
    });
    let in_formula = |field: &Field| {
        field
            .rare
            .formula
            .as_ref()
            .is_some_and(|formula| formula.keys().into_iter().any(is_date))
    };
    found |= report.fields.iter().any(in_formula);
    report.walk(|part| found |= part.when.as_deref().is_some_and(condition_names));
    report.each_wording(|_, wording| found = found || wording.keys().into_iter().any(is_date));
    found
}

/// Lines in the making.
struct Setting<'p> {
    place: &'p Place,
    lines: Vec<Vec<Run>>,
    line: Vec<Run>,
}

impl Setting<'_> {
    fn plain(&mut self, text: &str) {
        for (at, words) in text.split('\n').enumerate() {
            if at > 0 {
                self.end_line();
            }
            self.words(&printable(words));
        }
    }

    fn words(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(Run {
            text: before,
            source: Source::Wording(_),
        }) = self.line.last_mut()
        {
            before.push_str(text);
            return;
        }
        self.line.push(Run {
            text: text.to_owned(),
            source: Source::Wording(self.place.clone()),
        });
    }

    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        if line.iter().all(|run| run.text.trim().is_empty()) {
            return;
        }
        for run in &mut line {
            trim(&mut run.text, str::trim_start);
            if !run.text.is_empty() {
                break;
            }
        }
        for run in line.iter_mut().rev() {
            trim(&mut run.text, str::trim_end);
            if !run.text.is_empty() {
                break;
            }
        }
        line.retain(|run| !run.text.is_empty() || matches!(run.source, Source::Slot { .. }));
        self.lines.push(line);
    }
}

fn trim(text: &mut String, trimmed: fn(&str) -> &str) {
    let kept = trimmed(text);
    if kept.len() < text.len() {
        *text = kept.to_owned();
    }
}

/// The text without what must never reach paper or a terminal.
fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_printable) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| is_printable(*c)).collect())
}

/// No control character, line separator or mark that turns the direction of writing.
fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}
