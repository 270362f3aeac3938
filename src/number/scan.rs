//! A cursor over typed characters that sees full-width signs as narrow ones and counts where it is.

use std::str::Chars;

/// The ASCII character that a full-width one stands for; any other character as it is.
pub(super) fn narrow(found: char) -> char {
    match found {
        '！'..='～' => u32::from(found)
            .checked_sub(0xFEE0)
            .and_then(char::from_u32)
            .unwrap_or(found),
        '\u{3000}' => ' ',
        _ => found,
    }
}

/// The text before `tail`, where the text ends so; width makes no difference.
pub(super) fn before<'a>(text: &'a str, tail: &str) -> Option<&'a str> {
    let mut chars = text.chars();
    for wanted in tail.chars().rev() {
        if narrow(chars.next_back()?) != narrow(wanted) {
            return None;
        }
    }
    Some(chars.as_str())
}

/// The cursor.
pub(super) struct Scan<'a> {
    chars: Chars<'a>,
    passed: usize,
}

impl<'a> Scan<'a> {
    /// A cursor on the first character of `text`, which stands behind `passed` others.
    pub(super) fn new(text: &'a str, passed: usize) -> Scan<'a> {
        Scan {
            chars: text.chars(),
            passed,
        }
    }

    /// The character under the cursor, narrow.
    pub(super) fn peek(&self) -> Option<char> {
        self.chars.clone().next().map(narrow)
    }

    /// What is left of the text.
    pub(super) fn rest(&self) -> &'a str {
        self.chars.as_str()
    }

    /// The place of the character under the cursor, counted from 1.
    pub(super) fn at(&self) -> usize {
        self.passed.saturating_add(1)
    }

    /// Passes one character if it is the wanted one.
    pub(super) fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.advance();
        }
        found
    }

    /// Passes one digit and gives it.
    pub(super) fn digit(&mut self) -> Option<u32> {
        let digit = self.peek()?.to_digit(10)?;
        self.advance();
        Some(digit)
    }

    /// Passes one character.
    pub(super) fn advance(&mut self) {
        if self.chars.next().is_some() {
            self.passed = self.passed.saturating_add(1);
        }
    }
}
