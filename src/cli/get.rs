//! `huibao get`: the figures of a draft as they stand, derived ones worked out.

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::failure::Failure;
use crate::number::Value;
use crate::report::{Field, Figures, Report, Spelling, Steps, Stored, canonical};
use crate::store::draft::Draft;

use super::{Outcome, args, output};

pub(super) fn run(args: &args::Get) -> Result<Outcome, Failure> {
    let draft = Draft::open(&args.file)?;
    let report = &draft.report;
    let figures = Figures::of(report);
    let fields = if args.keys.is_empty() {
        let steps = Steps::of(report, &figures);
        named(&draft, steps.keys(report).into_iter())?
    } else {
        named(&draft, args.keys.iter().map(String::as_str))?
    };
    let rows = fields
        .into_iter()
        .map(|field| (field.key.as_str(), shown(report, &figures, field)));
    let rows = Rows(rows.collect());
    if args.json {
        return output::json(&rows);
    }
    output::print(&match rows.0.as_slice() {
        [(_, only)] if args.keys.len() == 1 => format!("{}\n", only.text()),
        rows => rows
            .iter()
            .map(|(key, value)| format!("{key}={}\n", value.line()))
            .collect(),
    })
}

/// The fields of these keys, each once.
fn named<'a, 'k>(
    draft: &'a Draft,
    keys: impl Iterator<Item = &'k str>,
) -> Result<Vec<&'a Field>, Failure> {
    let mut fields: Vec<&Field> = Vec::new();
    for key in keys {
        let Some(field) = draft.report.field(key) else {
            return Err(unknown(&draft.report, key, draft));
        };
        if !fields.iter().any(|known| std::ptr::eq(*known, field)) {
            fields.push(field);
        }
    }
    Ok(fields)
}

/// That no field has this key; names one that is near.
pub(super) fn unknown(report: &Report, key: &str, draft: &Draft) -> Failure {
    let wanted = canonical(key);
    let near = |field: &&Field| {
        let key = canonical(&field.key);
        !wanted.is_empty() && (key.contains(&wanted) || wanted.contains(&key))
    };
    let near: Vec<&str> = report
        .fields
        .iter()
        .filter(near)
        .map(|field| field.key.as_str())
        .take(3)
        .collect();
    let remedy = match near.is_empty() {
        true => "用 huibao get 文件 可以看到有哪些数据。".to_owned(),
        false => format!("要写的也许是 {}。", near.join("、")),
    };
    Failure::usage(format!("{key}：草稿里没有这个数据。"))
        .place(draft.name())
        .remedy(remedy)
}

/// What stands in a field: its right value, half-typed the last right one, after a hand edit what the
/// file has.
fn shown(report: &Report, figures: &Figures, field: &Field) -> Shown {
    if let Some(value) = figures.value(&field.key) {
        return Shown::of(value);
    }
    let Some(stored) = report
        .answers
        .get(&canonical(&field.key))
        .and_then(|answer| answer.value.as_ref())
    else {
        return Shown::Blank;
    };
    match report.read(&field.key, &stored.text) {
        Some(Ok(reading)) => Shown::of(&reading.value),
        _ => Shown::as_it_stands(stored),
    }
}

/// A field's value on the way out.
enum Shown {
    Blank,
    Text(String),
    Number(String),
}

impl Shown {
    fn of(value: &Value) -> Self {
        match value.number() {
            Some(_) => Self::Number(value.stored()),
            None => Self::Text(value.stored()),
        }
    }

    fn as_it_stands(stored: &Stored) -> Self {
        match stored.spelling {
            _ if stored.text.trim().is_empty() => Self::Blank,
            Spelling::Integer | Spelling::Float => Self::Number(stored.text.clone()),
            _ => Self::Text(stored.text.clone()),
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Blank => "",
            Self::Text(text) | Self::Number(text) => text,
        }
    }

    /// The value on one line, so that a line of output is one field.
    fn line(&self) -> String {
        self.text().replace(['\r', '\n'], " ")
    }
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Blank => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            // TOML spells some numbers (1_000, inf) as JSON does not; those go out as text.
            Self::Number(text) => match RawValue::from_string(text.clone()) {
                Ok(number) => number.serialize(serializer),
                Err(_) => serializer.serialize_str(text),
            },
        }
    }
}

/// Keys with their values, in order.
struct Rows<'a>(Vec<(&'a str, Shown)>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
