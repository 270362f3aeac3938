//! What a typed answer is, its value, and how it is printed.
//!
//! `parse` is the only reader of figures, dates and texts, `Value` and `chinese` the only printers. Limits
//! that a single answer must keep are judged here; relations between answers are left to `check`.

mod bounds;
mod chinese;
mod circled;
mod date;
mod digits;
mod figure;
mod form;
mod numeral;
mod parse;
mod refusal;
mod round;
mod scan;
mod stray;
mod text;
mod value;

pub use chinese::{chinese, chinese_digits};
pub use circled::circled;
pub use date::month_day;
pub use form::{Form, KINDS, Kind};
pub use jiff::civil::Date;
pub use parse::{Reading, parse};
pub use refusal::Refusal;
pub use round::{Ratio, Round, ratio, rounded, roundness};
pub use rust_decimal::Decimal;
pub use stray::behind_rough_word;
pub use value::Value;

#[cfg(test)]
mod tests;
