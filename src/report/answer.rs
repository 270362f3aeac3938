//! Answers: what stands for a field, how the file spells it, and how what is typed becomes a value.

use crate::number::{self, Reading, Refusal, Value};

use super::{Report, canonical, canonical_ref};

/// What stands for a field.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Answer {
    /// The last right value (or, after a hand edit, whatever the file has).
    pub value: Option<Stored>,
    /// What was typed, where it reads differently from the value or is not right yet.
    pub typed: Option<String>,
    /// Whether the file lists `typed` as unfinished though it reads right: it counts only once it is taken, when the
    /// field is left or filled anew.
    pub untaken: bool,
}

/// A value as the report file spells it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stored {
    /// Its spelling (`46.50`, `2024-07-01`), a string's content.
    pub text: String,
    /// How TOML has it.
    pub spelling: Spelling,
}

/// The types of value that TOML has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spelling {
    /// 310
    Integer,
    /// 46.50
    Float,
    /// 2024-07-01
    Date,
    /// "清溪镇"
    String,
    /// true, a time, a list, a table.
    Other,
}

impl Stored {
    /// How `value` is kept.
    pub fn of(value: &Value) -> Self {
        let text = value.stored();
        let spelling = match value {
            Value::Text(_) => Spelling::String,
            Value::Date(_) => Spelling::Date,
            Value::Number(_) if text.contains('.') => Spelling::Float,
            // TOML's integers end where an i64 ends; a longer figure is kept as it would be typed.
            Value::Number(number) if i64::try_from(*number).is_ok() => Spelling::Integer,
            Value::Number(_) => Spelling::String,
        };
        Self { text, spelling }
    }
}

impl Report {
    /// Reads `typed` as an answer to the field `key`. `None` where there is no such field, it is
    /// derived, or nothing but blanks was typed.
    pub fn read(&self, key: &str, typed: &str) -> Option<Result<Reading, Refusal>> {
        let field = self
            .field(key)
            .filter(|field| field.rare.formula.is_none())?;
        if typed.trim().is_empty() {
            return None;
        }
        Some(number::parse(typed, &field.form(&self.more(key))))
    }

    /// Takes what was typed into a field: right, it becomes the value at once; not right, it stands
    /// as typed and the last right value stays; blank, the field is blank. A derived field takes nothing.
    pub fn answer(&mut self, key: &str, typed: &str) {
        let Some(field) = self.field(key).filter(|field| field.rare.formula.is_none()) else {
            return;
        };
        let name = canonical(&field.key);
        let Some(read) = self.read(key, typed) else {
            self.answers.remove(&name);
            return;
        };
        let answer = self.answers.entry(name).or_default();
        answer.typed = Some(typed.to_owned());
        answer.untaken = false;
        if let Ok(reading) = read {
            let stored = Stored::of(&reading.value);
            if stored.text == typed {
                answer.typed = None;
            }
            answer.value = Some(stored);
        }
    }

    /// Lets go of the spelling that was typed where it is right; called when a field is left.
    pub fn settle(&mut self, key: &str) {
        let typed = self
            .answers
            .get(&*canonical_ref(key))
            .and_then(|answer| answer.typed.as_ref());
        if let Some(Ok(reading)) = typed.and_then(|typed| self.read(key, typed))
            && let Some(answer) = self.answers.get_mut(&*canonical_ref(key))
        {
            *answer = Answer {
                value: Some(Stored::of(&reading.value)),
                ..Answer::default()
            };
        }
    }

    /// Marks what the file lists as unfinished though it reads right.
    pub fn note_untaken(&mut self) {
        let right = |(key, answer): (&String, &Answer)| {
            let read = self.read(key, answer.typed.as_ref()?)?;
            read.is_ok().then(|| key.clone())
        };
        let keys: Vec<String> = self.answers.iter().filter_map(right).collect();
        for key in keys {
            if let Some(answer) = self.answers.get_mut(&key) {
                answer.untaken = true;
            }
        }
    }

    /// What stands in the field to be edited: the text as typed, else the value as stored.
    pub fn typed(&self, key: &str) -> &str {
        let answer = self.answers.get(&*canonical_ref(key));
        answer
            .and_then(|answer| {
                answer
                    .typed
                    .as_deref()
                    .or(answer.value.as_ref().map(|value| value.text.as_str()))
            })
            .unwrap_or_default()
    }
}
