//! One paragraph while it is read: its words, its number, and blanks that are drawn as a line.

use super::super::decode::Unreadable;
use super::styles::{Numbered, Rank, Styles};
use super::xml::{Element, Tokens};

/// A drawn blank has at least so many columns; a single underlined space is none.
const SHORTEST: usize = 2;

/// Columns of a tab on such a line.
const TAB: usize = 4;

/// What a paragraph says of itself.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub(super) style: Option<String>,
    pub(super) numbered: Numbered,
    /// What it is in the outline, where it says so itself.
    pub(super) rank: Option<Rank>,
    /// Whether its end was deleted, so that it goes on in the next.
    pub(super) open_ended: bool,
}

impl Properties {
    /// Reads them, their element having just opened.
    pub(super) fn read(tokens: &mut Tokens<'_>) -> Result<Self, Unreadable> {
        let mut properties = Self::default();
        tokens.children(|tokens, element| {
            match element.name() {
                "pStyle" => properties.style = element.val(),
                "outlineLvl" => properties.rank = element.number().map(Rank::of_outline),
                "numPr" => properties.numbered = Numbered::read(tokens)?,
                "rPr" => tokens.children(|_, element| {
                    if matches!(element.name(), "del" | "moveFrom") {
                        properties.open_ended = true;
                    }
                    Ok(())
                })?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(properties)
    }
}

/// What a run or its style says of how it looks.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Said {
    pub(super) underlined: Option<bool>,
    pub(super) hidden: Option<bool>,
}

impl Said {
    /// Takes a property.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            "u" => self.underlined = Some(element.is_on()),
            "vanish" => self.hidden = Some(element.is_on()),
            _ => {}
        }
    }
}

/// How a run of characters looks, as far as the text shows it.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Look {
    pub(super) underlined: bool,
    pub(super) hidden: bool,
}

impl Look {
    /// The same, with a line under it.
    pub(super) fn underlined(self) -> Self {
        Self {
            underlined: true,
            ..self
        }
    }

    /// Reads it, its element having just opened: what the run says itself stands above what its style says.
    pub(super) fn read(tokens: &mut Tokens<'_>, styles: &Styles) -> Result<Self, Unreadable> {
        let mut style = None;
        let mut own = Said::default();
        tokens.children(|_, element| {
            match element.name() {
                "rStyle" => style = element.val(),
                _ => own.take(element),
            }
            Ok(())
        })?;
        let styled = styles.said(style.as_deref());
        Ok(Self {
            underlined: own.underlined.or(styled.underlined).unwrap_or_default(),
            hidden: own.hidden.or(styled.hidden).unwrap_or_default(),
        })
    }
}

/// The words of a paragraph so far.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) properties: Properties,
    text: String,
    /// Where the underlined words at its end begin, in bytes.
    underlined: Option<usize>,
}

impl Paragraph {
    /// Adds words that look so.
    pub(super) fn push(&mut self, words: &str, look: Look) {
        if look.hidden || words.is_empty() {
            return;
        }
        match (look.underlined, self.underlined) {
            (true, None) => self.underlined = Some(self.text.len()),
            (false, Some(_)) => self.end_line(),
            _ => {}
        }
        self.text.push_str(words);
    }

    /// The words, drawn blanks as `____`.
    pub(super) fn text(mut self) -> String {
        self.end_line();
        self.text
    }

    /// Words that go on in this paragraph, from the one before.
    pub(super) fn follow(&mut self, before: Self) {
        let mut text = before.text();
        text.push_str(&self.text);
        self.underlined = None;
        self.text = text;
    }

    /// Ends a stretch of underlined words; of spaces alone, it is a blank to be written on.
    fn end_line(&mut self) {
        let Some(start) = self.underlined.take() else {
            return;
        };
        let line = self.text.get(start..).unwrap_or_default();
        if !line.chars().all(|c| c.is_whitespace() && c != '\n') {
            return;
        }
        let columns: usize = line.chars().map(columns).sum();
        if columns >= SHORTEST {
            self.text.truncate(start);
            self.text.push_str(&"_".repeat(columns));
        }
    }
}

fn columns(space: char) -> usize {
    match space {
        '\t' => TAB,
        '\u{3000}' => 2,
        _ => 1,
    }
}
