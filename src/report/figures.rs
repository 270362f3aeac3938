//! What every figure of a report is at the moment: answers read by `number`, derived ones worked out.

use std::collections::{BTreeMap, BTreeSet};

use crate::number::{self, Kind, Refusal, Value};

use super::formula::{Lookup, Outcome, Undefined};
use super::{Field, Report, Spelling, Stored, canonical, canonical_ref};

/// All figures of a report, worked out once.
#[derive(Clone, Debug)]
pub struct Figures {
    now: BTreeMap<String, Figure>,
    previous: BTreeMap<String, Value>,
    more: BTreeMap<String, Vec<char>>,
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
        let mut figures = Self {
            now: BTreeMap::new(),
            previous: BTreeMap::new(),
            more: more(report),
        };
        for field in report.fields.iter() {
            let key = canonical(&field.key);
            if let Some(value) = report
                .previous
                .get(&key)
                .and_then(|stored| last(stored, field))
            {
                figures.previous.insert(key.clone(), value);
            }
            if field.formula.is_none() && !figures.now.contains_key(&key) {
                let figure = asked(report, field, figures.more(&key));
                figures.now.insert(key, figure);
            }
        }
        let derived: BTreeMap<String, &Field> = report
            .fields
            .iter()
            .filter(|field| field.formula.is_some())
            .map(|field| (canonical(&field.key), field))
            .collect();
        for key in derived.keys() {
            figures.derive(key, &derived, &mut BTreeSet::new());
        }
        figures
    }

    /// The figure of this key, in whatever width it is written; `None` where there is no such field.
    pub fn get(&self, key: &str) -> Option<&Figure> {
        self.now.get(&*canonical_ref(key))
    }

    /// Its right value.
    pub fn value(&self, key: &str) -> Option<&Value> {
        self.get(key).and_then(|figure| figure.value.as_ref())
    }

    /// Last period's value.
    pub fn previous(&self, key: &str) -> Option<&Value> {
        self.previous.get(&*canonical_ref(key))
    }

    /// 余 and 多 that stand right behind a slot of this field, anywhere.
    pub fn more(&self, key: &str) -> &[char] {
        self.more
            .get(&*canonical_ref(key))
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// What stands behind a figure wherever it is shown: 余 or 多 as the text has it, and the unit.
    pub fn behind(&self, field: &Field) -> String {
        let more: String = self.more(&field.key).iter().take(1).collect();
        let unit = match (field.kind, field.unit.is_empty()) {
            (Kind::Percent, true) => "％",
            (Kind::Year, true) => "年",
            (Kind::Month, true) => "月",
            _ => &field.unit,
        };
        format!("{more}{unit}")
    }

    fn derive(
        &mut self,
        key: &str,
        derived: &BTreeMap<String, &Field>,
        path: &mut BTreeSet<String>,
    ) {
        let Some(field) = derived.get(key) else {
            return;
        };
        let Some(formula) = &field.formula else {
            return;
        };
        // A formula in a circle stays blank; the finding is `check`'s.
        if self.now.contains_key(key) || path.len() > derived.len() || !path.insert(key.to_owned())
        {
            return;
        }
        for operand in formula.keys() {
            self.derive(&canonical(operand), derived, path);
        }
        path.remove(key);
        let figure = match formula.value(self) {
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
        };
        self.now.insert(key.to_owned(), figure);
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

fn more(report: &Report) -> BTreeMap<String, Vec<char>> {
    let mut found: BTreeMap<String, Vec<char>> = BTreeMap::new();
    report.each_wording(|_, wording| {
        for slot in wording.slots() {
            if let Some(more) = slot.more {
                let of_field = found.entry(canonical(&slot.key)).or_default();
                if !of_field.contains(&more) {
                    of_field.push(more);
                }
            }
        }
    });
    found
}

fn asked(report: &Report, field: &Field, more: &[char]) -> Figure {
    let Some(answer) = report.answers.get(&*canonical_ref(&field.key)) else {
        return Figure::default();
    };
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
fn last(stored: &Stored, field: &Field) -> Option<Value> {
    if !fits(stored, field.kind) {
        return None;
    }
    let free = Field {
        min: None,
        max: None,
        places: None,
        choices: Vec::new(),
        ..Field::new(&field.key, field.kind)
    };
    let free = Field {
        unit: field.unit.clone(),
        ..free
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
