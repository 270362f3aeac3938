//! Text answers: one line, kept as it stands, of a bounded length or from a list.

use rust_decimal::Decimal;

use super::Form;
use super::refusal::{Refusal, Why, listed};

/// Reads a text without blanks around it.
pub(super) fn read(typed: &str, form: &Form) -> Result<String, Refusal> {
    let bad = |found: &char| found.is_control() || matches!(found, '\u{2028}' | '\u{2029}');
    if let Some((before, found)) = typed.chars().enumerate().find(|(_, found)| bad(found)) {
        let at = before.saturating_add(1);
        return Err(Refusal::closed(Why::Control { at, found }));
    }
    let count = typed.chars().count();
    let length = Decimal::from(count);
    if let Some(most) = form.most()
        && length > most
    {
        return Err(Refusal::closed(Why::TextLong { most, count }));
    }
    if !form.choices.is_empty() && !form.choices.iter().any(|choice| choice.trim() == typed) {
        let open = form
            .choices
            .iter()
            .any(|choice| choice.trim().starts_with(typed));
        let why = Why::Choice(listed(form.choices));
        return Err(Refusal::new(why, open));
    }
    if let Some(least) = form.least()
        && length < least
    {
        return Err(Refusal::open_yet(Why::TextShort { least, count }));
    }
    Ok(typed.to_owned())
}
