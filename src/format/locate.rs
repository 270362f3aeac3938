//! Places in a report → places in the text of its file. A character inside a string is found by
//! reading the string's spelling, escapes and the line end behind the opening quotes included.

use crate::report::{AS_OF, HEAD_TEXTS, PartId, Place, REPORT_DATE, canonical};

use super::layout::{Chunk, Group};
use super::{Source, slice};

/// The byte in the text (without BOM) of a place and a line and character inside it.
pub(super) fn offset(source: &Source, place: &Place, inner: (usize, usize)) -> Option<usize> {
    let part = |id: &PartId| usize::try_from(id.0).ok();
    match place {
        Place::Field(key) => field(source, &canonical(key)),
        Place::Head(which) => {
            let (_, key) = HEAD_TEXTS.iter().find(|(text, _)| text == which)?;
            value(source, (Group::Report, 0), key, inner)
        }
        Place::Date => value(source, (Group::Report, 0), "date", inner),
        Place::Heading(id) => value(source, (Group::Section, part(id)?), "heading", inner),
        Place::Text(id) => value(source, (Group::Section, part(id)?), "text", inner),
        Place::When(id) => value(source, (Group::Section, part(id)?), "when", inner),
        Place::Rule(at) => value(source, (Group::Rule, *at), "expect", inner),
        Place::RuleWhen(at) => value(source, (Group::Rule, *at), "when", inner),
        Place::Message(at) => value(source, (Group::Rule, *at), "message", inner),
        Place::Definition(at) => {
            let field = source.was.fields.get(*at)?;
            let table = (Group::Field, field.origin?);
            value(source, table, "formula", inner).or_else(|| value(source, table, "key", (0, 0)))
        }
        Place::Promised(at) => value(source, (Group::Promised, *at), "text", inner),
        Place::Report => Some(
            source
                .layout()
                .find(Group::Report, 0)
                .map_or(0, |chunk| chunk.header.start),
        ),
    }
}

/// The line of a field's answer, else the one that defines it.
fn field(source: &Source, key: &str) -> Option<usize> {
    let answer = |group| {
        let chunk = source.layout().find(group, 0)?;
        let found = chunk
            .entries
            .iter()
            .find(|entry| canonical(&entry.key) == key);
        found.map(|entry| entry.value.start)
    };
    if let Some(at) = answer(Group::Unfinished) {
        return Some(at);
    }
    let date = match key {
        REPORT_DATE => Some("date"),
        AS_OF => Some("as_of"),
        _ => None,
    };
    if let Some(date) = date {
        return value(source, (Group::Report, 0), date, (0, 0));
    }
    answer(Group::Values).or_else(|| {
        let defined = source
            .was
            .fields
            .iter()
            .find(|field| canonical(&field.key) == key)?;
        value(source, (Group::Field, defined.origin?), "key", (0, 0))
    })
}

fn value(
    source: &Source,
    (group, index): (Group, usize),
    key: &str,
    inner: (usize, usize),
) -> Option<usize> {
    let chunk: &Chunk = source.layout().find(group, index)?;
    let value = chunk.entry(key)?.value.clone();
    let start = value.start;
    let raw = slice(source.body(), value);
    Some(start.saturating_add(inside(raw, inner).unwrap_or(0)))
}

/// The byte in a string's spelling at which the character `column` of the content's `line` stands.
fn inside(raw: &str, (line, column): (usize, usize)) -> Option<usize> {
    let quotes = ["\"\"\"", "'''", "\"", "'"]
        .into_iter()
        .find(|quotes| raw.starts_with(quotes))?;
    let mut rest = raw.get(quotes.len()..)?.strip_suffix(quotes)?;
    let mut at = quotes.len();
    if quotes.len() == 3 {
        let trimmed = rest
            .strip_prefix("\r\n")
            .or_else(|| rest.strip_prefix('\n'))
            .unwrap_or(rest);
        at = at.saturating_add(rest.len().saturating_sub(trimmed.len()));
        rest = trimmed;
    }
    let escapes = quotes.starts_with('"');
    let (mut now_line, mut now_column) = (0_usize, 0_usize);
    loop {
        if (now_line, now_column) == (line, column) {
            return Some(at);
        }
        let (c, length) = next(rest, escapes)?;
        match c {
            Some('\n') => (now_line, now_column) = (now_line.saturating_add(1), 0),
            Some(_) => now_column = now_column.saturating_add(1),
            None => {}
        }
        at = at.saturating_add(length);
        rest = rest.get(length..)?;
    }
}

/// The next character of the content and the bytes that spell it; `None` for a line folded with `\`.
fn next(rest: &str, escapes: bool) -> Option<(Option<char>, usize)> {
    if rest.starts_with("\r\n") {
        return Some((Some('\n'), 2));
    }
    let c = rest.chars().next()?;
    if c != '\\' || !escapes {
        return Some((Some(c), c.len_utf8()));
    }
    let escaped = rest.get(1..)?;
    let (content, length) = match escaped.chars().next()? {
        'n' => (Some('\n'), 2),
        'x' => (Some('x'), 4),
        'u' => (Some('u'), 6),
        'U' => (Some('U'), 10),
        c if c.is_whitespace() => {
            let folded = escaped
                .len()
                .saturating_sub(escaped.trim_start_matches([' ', '\t', '\r', '\n']).len());
            (None, folded.saturating_add(1))
        }
        c => (Some(c), c.len_utf8().saturating_add(1)),
    };
    Some((content, length.min(rest.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_found_behind_escapes_and_opening_line_ends() {
        assert_eq!(inside("\"甲\\\"乙\"", (0, 2)), Some(6));
        assert_eq!(inside("\"\"\"\r\n甲\r\n乙\"\"\"", (1, 0)), Some(10));
        assert_eq!(inside("'甲\\乙'", (0, 2)), Some(5));
        assert_eq!(inside("\"\"\"\n甲\\\n   乙\"\"\"", (0, 1)), Some(7));
        assert_eq!(inside("\"甲\"", (0, 9)), None);
        assert_eq!(inside("12", (0, 0)), None);
    }
}
