//! The one entrance for what is typed: it hands the text to the reader of its kind.

use super::refusal::{Refusal, Why};
use super::{Form, Kind, Value, date, figure, text};

/// A typed answer that was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What it is worth.
    pub value: Value,
    /// Whether the stored spelling is another than the typed one (blanks around it aside), as in `1.2万`, stored 12000.
    pub changed: bool,
}

/// Reads what was typed into a field of this form. A blank field is no answer and is never passed; where it
/// is passed all the same, it is refused.
pub fn parse(typed: &str, form: &Form) -> Result<Reading, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Refusal::open_yet(Why::Blank));
    }
    let value = match form.kind {
        Kind::Text => Value::Text(text::read(typed, form)?),
        Kind::Date => Value::Date(date::read(typed)?),
        _ => Value::Number(figure::read(typed, form)?),
    };
    let changed = value.stored() != typed;
    Ok(Reading { value, changed })
}
