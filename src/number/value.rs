//! The value of an answer and its two spellings: as stored and as printed.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// The value of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A figure, a year or a month, with the decimal places it was typed with.
    Number(Decimal),
    /// A calendar day.
    Date(Date),
    /// A line of text.
    Text(String),
}

impl Value {
    /// The spelling that is stored: `46.50`, `2024-07-01`, the text.
    pub fn stored(&self) -> String {
        match self {
            Value::Number(number) => number.to_string(),
            Value::Date(date) => date.to_string(),
            Value::Text(text) => text.clone(),
        }
    }

    /// The spelling that a slot prints: `46.50`, `2024年7月1日`, the text.
    pub fn printed(&self) -> String {
        match self {
            Value::Date(date) => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
            _ => self.stored(),
        }
    }

    /// The figure, where it is one.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The day, where it is one.
    pub fn date(&self) -> Option<Date> {
        match self {
            Value::Date(date) => Some(*date),
            _ => None,
        }
    }
}
