//! What every figure of a report is at the moment: answers read by `number`, derived ones worked out.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::number::{self, Kind, Ratio, Refusal, Value};

use super::formula::{Lookup, Outcome, Undefined};
use super::index::{Changed, Index};
use super::{Answer, Field, Formula, Report, Shared, Spelling, Stored, canonical_ref};

/// All figures of a report.
#[derive(Clone, Debug)]
pub struct Figures {
    index: Arc<Index>,
    /// The answers that they were worked out from.
    answers: Shared<BTreeMap<String, Answer>>,
    /// By the numbers of the index.
    now: Vec<Figure>,
}

/// One figure.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Figure {
    /// Its value, where it has a right one (`None`: blank or wrong).
    pub value: Option<Value>,
    /// What stands there instead of a right value, as typed.
    pub wrong: Option<Wrong>,
    /// Why a derived figure can't be worked out.
    pub undefined: Option<Undefined>,
}

/// An answer that is not right.
#[derive(Clone, PartialEq, Debug)]
pub struct Wrong {
    /// As typed, or as the file has it.
    pub text: String,
    /// Why it is not right.
    pub why: Why,
}

/// Why an answer is not right.
#[derive(Clone, PartialEq, Debug)]
pub enum Why {
    /// It can't be read as what is asked for.
    Refused(Refusal),
    /// The file holds a value of another type.
    Type,
    /// It reads right, but the file lists it as unfinished.
    Untaken,
    /// A derived figure lies outside its bounds.
    Bounds,
}

impl Figure {
    /// Nothing stands there.
    pub fn is_blank(&self) -> bool {
        self.value.is_none() && self.wrong.is_none()
    }
}

impl Figures {
    /// Works out every figure of the report.
    pub fn of(report: &Report) -> Self {
        let index = Arc::new(Index::of(report));
        let mut figures = Self {
            answers: report.answers.clone(),
            now: vec![Figure::default(); index.count()],
            index,
        };
        for number in 0..figures.now.len() {
            figures.work_out_asked(number);
        }
        for number in Arc::clone(&figures.index).derived() {
            figures.work_out_derived(*number);
        }
        figures
    }

    /// Works out anew what follows from answers that are others than before; which figures that were. `None` where
    /// the report differs in more than its answers: nothing is done then.
    pub fn follow(&mut self, report: &Report) -> Option<Changed> {
        if !self.index.is_of(report) {
            return None;
        }
        let mut changed = Changed::none(self.now.len());
        let before = std::mem::replace(&mut self.answers, report.answers.clone());
        for key in differing(&before, &report.answers) {
            if let Some(number) = self.index.number(key) {
                changed.note(number);
                self.work_out_asked(number);
            }
        }
        let index = Arc::clone(&self.index);
        for number in index.derived() {
            let formula = index
                .figure(*number)
                .and_then(|field| field.rare.formula.as_ref());
            let keys = formula.map(Formula::keys).unwrap_or_default();
            let mut operands = keys.into_iter().filter_map(|key| index.number(key));
            if operands.any(|operand| changed.has(operand)) {
                changed.note(*number);
                self.work_out_derived(*number);
            }
        }
        Some(changed)
    }

    /// The fields by number.
    pub fn index(&self) -> &Arc<Index> {
        &self.index
    }

    /// The figure of this key, in whatever width it is written; `None` where there is no such field.
    pub fn get(&self, key: &str) -> Option<&Figure> {
        self.at(self.index.number(key)?)
    }

    /// The figure of this number.
    pub fn at(&self, number: usize) -> Option<&Figure> {
        self.now.get(number)
    }

    /// Its right value.
    pub fn value(&self, key: &str) -> Option<&Value> {
        self.get(key).and_then(|figure| figure.value.as_ref())
    }

    /// Last period's value.
    pub fn previous(&self, key: &str) -> Option<&Value> {
        self.index.previous(self.index.number(key)?)
    }

    /// 余 and 多 that stand right behind a slot of this field, anywhere.
    pub fn more(&self, key: &str) -> &[char] {
        let number = self.index.number(key);
        number
            .map(|number| self.index.more(number))
            .unwrap_or_default()
    }

    /// What stands behind a figure wherever it is shown: 余 or 多 as the text has it, and the unit.
    pub fn behind(&self, field: &Field) -> String {
        let more: String = self.more(&field.key).iter().take(1).collect();
        format!("{more}{}", field.shown_unit())
    }

    fn work_out_asked(&mut self, number: usize) {
        let asked = |field: &&Field| field.rare.formula.is_none();
        if let (Some(field), Some(figure)) = (
            self.index.figure(number).filter(asked),
            self.now.get_mut(number),
        ) {
            let answer = self.answers.get(&*canonical_ref(&field.key));
            *figure = answer.map_or_else(Figure::default, |answer| {
                read(answer, field, self.index.more(number))
            });
        }
    }

    fn work_out_derived(&mut self, number: usize) {
        let Some(field) = self.index.figure(number) else {
            return;
        };
        let Some(formula) = &field.rare.formula else {
            return;
        };
        let derived = derived(field, formula.value(self));
        if let Some(figure) = self.now.get_mut(number) {
            *figure = derived;
        }
    }
}

/// The keys of the answers in which two states differ.
fn differing<'a>(
    before: &'a BTreeMap<String, Answer>,
    now: &'a BTreeMap<String, Answer>,
) -> Vec<&'a str> {
    let gone = before.keys().filter(|key| !now.contains_key(*key));
    let other = now
        .iter()
        .filter(|(key, answer)| before.get(*key) != Some(answer))
        .map(|(key, _)| key);
    gone.chain(other).map(String::as_str).collect()
}

/// What a derived field's figure is where its formula comes to this.
fn derived(field: &Field, outcome: Outcome<Ratio>) -> Figure {
    match outcome {
        Outcome::Known(exact) => match number::rounded(&exact, field.rounding()) {
            Some(value) => {
                let form = field.form(&[]);
                let outside = form.least().is_some_and(|least| value < least)
                    || form.most().is_some_and(|most| value > most);
                Figure {
                    wrong: outside.then(|| Wrong {
                        text: value.to_string(),
                        why: Why::Bounds,
                    }),
                    value: Some(Value::Number(value)),
                    undefined: None,
                }
            }
            None => Figure {
                undefined: Some(Undefined::Overflow),
                ..Figure::default()
            },
        },
        Outcome::Blank => Figure::default(),
        Outcome::Undefined(why) => Figure {
            undefined: Some(why),
            ..Figure::default()
        },
    }
}

impl Lookup for Figures {
    fn figure(&self, key: &str, previous: bool) -> Option<Value> {
        if previous {
            self.previous(key).cloned()
        } else {
            self.value(key).cloned()
        }
    }
}

/// What an answer to a field is worth.
fn read(answer: &Answer, field: &Field, more: &[char]) -> Figure {
    let form = field.form(more);
    let refused = |text: &str, refusal| Wrong {
        text: text.to_owned(),
        why: Why::Refused(refusal),
    };
    if let Some(typed) = answer
        .typed
        .as_deref()
        .filter(|typed| !typed.trim().is_empty())
    {
        return match number::parse(typed, &form) {
            Ok(_) if answer.untaken => Figure {
                wrong: Some(Wrong {
                    text: typed.to_owned(),
                    why: Why::Untaken,
                }),
                ..Figure::default()
            },
            Ok(reading) => Figure {
                value: Some(reading.value),
                ..Figure::default()
            },
            Err(refusal) => Figure {
                wrong: Some(refused(typed, refusal)),
                ..Figure::default()
            },
        };
    }
    let Some(stored) = &answer.value else {
        return Figure::default();
    };
    if stored.spelling == Spelling::String && stored.text.trim().is_empty() {
        return Figure::default();
    }
    if !fits(stored, field.kind) {
        let wrong = Wrong {
            text: stored.text.clone(),
            why: Why::Type,
        };
        return Figure {
            wrong: Some(wrong),
            ..Figure::default()
        };
    }
    match number::parse(&stored.text, &form) {
        Ok(reading) => Figure {
            value: Some(reading.value),
            ..Figure::default()
        },
        Err(refusal) => Figure {
            wrong: Some(refused(&stored.text, refusal)),
            ..Figure::default()
        },
    }
}

/// Last period's value: read without bounds, since it is not this report's to judge.
pub(super) fn last(stored: &Stored, field: &Field) -> Option<Value> {
    if !fits(stored, field.kind) {
        return None;
    }
    let free = Field {
        unit: field.unit.clone(),
        ..Field::new(&field.key, field.kind)
    };
    number::parse(&stored.text, &free.form(&['余', '多']))
        .ok()
        .map(|reading| reading.value)
}

/// Whether a value of this TOML type can stand for the kind. A string is read as if it were typed.
fn fits(stored: &Stored, kind: Kind) -> bool {
    match stored.spelling {
        Spelling::String => true,
        Spelling::Integer | Spelling::Float => !matches!(kind, Kind::Text | Kind::Date),
        Spelling::Date => kind == Kind::Date,
        Spelling::Other => false,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::number::Decimal;

    /// Figures given by hand, for tests of formulas.
    pub(crate) struct Given(BTreeMap<String, Value>);

    impl Given {
        pub(crate) fn numbers(pairs: &[(&str, &str)]) -> Self {
            let number = |text: &str| Value::Number(Decimal::from_str_exact(text).unwrap());
            Self(
                pairs
                    .iter()
                    .map(|(key, text)| ((*key).to_owned(), number(text)))
                    .collect(),
            )
        }

        pub(crate) fn text(&mut self, key: &str, text: &str) {
            self.0.insert(key.to_owned(), Value::Text(text.to_owned()));
        }
    }

    impl Lookup for Given {
        fn figure(&self, key: &str, _previous: bool) -> Option<Value> {
            self.0.get(key).cloned()
        }
    }
}
