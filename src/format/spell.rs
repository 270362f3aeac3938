//! How strings and values are spelled in TOML: written so that they read back the same, and in the
//! style that stood there where it can hold the new text.

use std::borrow::Cow;

use memchr::memchr;
use toml_edit::Value;

use crate::bytes::control_or;
use crate::report::{Spelling, Stored};

/// What a key of the file is to have.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Spelled<'a> {
    /// A string.
    Text(&'a str),
    /// Anything else, as TOML spells it.
    Raw(Cow<'a, str>),
}

impl<'a> Spelled<'a> {
    /// A figure as the report file has it.
    pub(super) fn stored(stored: &'a Stored) -> Self {
        let fits = |value: &Value| match stored.spelling {
            Spelling::String => false,
            Spelling::Integer => value.is_integer(),
            Spelling::Float => value.is_float(),
            Spelling::Date => value.is_datetime(),
            Spelling::Other => true,
        };
        let plain = !stored.text.contains(['\n', '#']);
        match stored.text.parse::<Value>() {
            Ok(value) if plain && fits(&value) => Self::Raw(Cow::Borrowed(stored.text.trim())),
            _ => Self::Text(&stored.text),
        }
    }

    /// A list of strings.
    pub(super) fn list(texts: &[String]) -> Self {
        let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
        Self::Raw(Cow::Owned(format!("[{}]", texts.join(", "))))
    }

    /// Writes its TOML, in the style of `old` where a value stood there; `eol` is the file's line end.
    pub(super) fn write(&self, out: &mut String, old: &str, eol: &str) {
        let text = match self {
            Self::Raw(raw) => return out.push_str(raw),
            Self::Text(text) => *text,
        };
        if old.is_empty() && special(text).is_none() {
            return out.extend(["\"", text, "\""]);
        }
        let literal =
            |text: &str| !text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t'));
        let opening = if old
            .get(3..)
            .is_some_and(|rest| rest.starts_with(['\n', '\r']))
        {
            eol
        } else {
            ""
        };
        if old.starts_with("'''") && literal(text) && !text.contains("''") && !text.ends_with('\'')
        {
            let opening = if text.starts_with('\n') { eol } else { opening };
            let lines = text.replace('\n', eol);
            return out.extend(["'''", opening, &lines, "'''"]);
        }
        if old.starts_with("\"\"\"") || old.starts_with("'''") {
            return paragraphs(text, (opening, eol), out);
        }
        if memchr(b'\n', text.as_bytes()).is_some() {
            return paragraphs(text, (eol, eol), out);
        }
        if old.starts_with('\'') && literal(text) && !text.contains('\'') {
            return out.extend(["'", text, "'"]);
        }
        quote(text, out);
    }
}

/// A string in one line.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len().saturating_add(8));
    quote(text, &mut out);
    out
}

/// Writes a string in one line.
pub(super) fn quote(text: &str, out: &mut String) {
    if special(text).is_none() {
        return out.extend(["\"", text, "\""]);
    }
    out.push('"');
    let mut rest = text;
    while let Some(c) = plain(&mut rest, out) {
        match c {
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ => escape(c, out),
        }
    }
    out.push('"');
}

/// Writes a string of several lines. The line end right behind the opening quotes does not count.
fn paragraphs(text: &str, (opening, eol): (&str, &str), out: &mut String) {
    let opening = if text.starts_with('\n') { eol } else { opening };
    out.push_str("\"\"\"");
    out.push_str(opening);
    let mut quotes = 0_usize;
    let mut rest = text;
    loop {
        let before = rest.len();
        let Some(c) = plain(&mut rest, out) else {
            break;
        };
        let alone = before.saturating_sub(rest.len()) > c.len_utf8();
        quotes = match c {
            '"' if alone => 1,
            '"' => quotes.saturating_add(1),
            _ => 0,
        };
        match c {
            '"' if quotes > 2 || rest.is_empty() => {
                out.push_str("\\\"");
                quotes = 0;
            }
            '"' | '\t' => out.push(c),
            '\n' => out.push_str(eol),
            _ => escape(c, out),
        }
    }
    out.push_str("\"\"\"");
}

/// Takes over what stands as it is, and gives the character behind that, which may not; `rest` goes on behind it.
fn plain(rest: &mut &str, out: &mut String) -> Option<char> {
    let end = special(rest).unwrap_or(rest.len());
    let (text, behind) = rest.split_at_checked(end)?;
    out.push_str(text);
    let c = behind.chars().next();
    *rest = behind.get(c.map_or(0, char::len_utf8)..)?;
    c
}

/// Where the first character stands that may not stand as it is.
fn special(text: &str) -> Option<usize> {
    let special = |byte: u8| byte < b' ' || matches!(byte, b'"' | b'\\' | 0x7f);
    control_or(text.as_bytes(), *b"\"\\\x7f", special)
}

fn escape(c: char, out: &mut String) {
    match c {
        '\\' => out.push_str("\\\\"),
        '\r' => out.push_str("\\r"),
        '\0'..='\u{1f}' | '\u{7f}' => out.push_str(&format!("\\u{:04X}", u32::from(c))),
        _ => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn toml(spelled: &Spelled<'_>, old: &str) -> String {
        let mut out = String::new();
        spelled.write(&mut out, old, "\n");
        out
    }

    #[test]
    fn a_text_keeps_the_style_that_stood_there() {
        let toml = |text: &str, old: &str| toml(&Spelled::Text(text), old);
        assert_eq!(toml("甲", "\"乙\""), "\"甲\"");
        assert_eq!(toml("甲", "'乙'"), "'甲'");
        assert_eq!(toml("甲'", "'乙'"), "\"甲'\"");
        assert_eq!(toml("甲", "\"\"\"\n乙\"\"\""), "\"\"\"\n甲\"\"\"");
        assert_eq!(toml("甲", "\"\"\"乙\"\"\""), "\"\"\"甲\"\"\"");
        assert_eq!(toml("甲\\", "'''\n乙'''"), "'''\n甲\\'''");
        assert_eq!(toml("甲\n乙", ""), "\"\"\"\n甲\n乙\"\"\"");
        assert_eq!(
            toml("\"\"\"\u{1b}", "\"\"\"\"\"\""),
            "\"\"\"\"\"\\\"\\u001B\"\"\""
        );
    }

    #[test]
    fn a_figure_keeps_its_spelling() {
        for (text, spelling, expected) in [
            ("46.50", Spelling::Float, Spelled::Raw("46.50".into())),
            ("007", Spelling::Integer, Spelled::Text("007")),
            (
                "2024-07-01",
                Spelling::Date,
                Spelled::Raw("2024-07-01".into()),
            ),
            ("12", Spelling::String, Spelled::Text("12")),
        ] {
            let stored = Stored {
                text: text.to_owned(),
                spelling,
            };
            assert_eq!(Spelled::stored(&stored), expected);
        }
    }

    proptest! {
        #[test]
        fn any_text_reads_back_the_same(
            text in "[甲\"'\\\\\n\t\r\u{1b}a ]{0,12}",
            old in prop::sample::select(vec!["", "''", "\"\"\"\n\"\"\"", "'''x'''", "'''\n'''"]),
        ) {
            let toml = toml(&Spelled::Text(&text), old);
            let value: Value = toml.parse().map_err(|e| TestCaseError::fail(format!("{toml}: {e}")))?;
            prop_assert_eq!(value.as_str(), Some(text.as_str()), "{}", toml);
        }
    }
}
