//! One line to type in, with a question above it: a reason, a place to save, a note.

use ratatui::layout::Position;

use super::Next;
use crate::number::Kind;
use crate::report::PartId;
use crate::tui::draw::Canvas;
use crate::tui::keys::Action;
use crate::tui::paragraph::columns_before;

/// What an answer is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// The reason for keeping the finding of this index in 核对.
    Keep(usize),
    /// What became of the promise of this index.
    Kept(usize),
    /// The unit of a new field of this name and kind, to be put in where the editor stands.
    Unit(String, Kind),
    /// The headline of a part.
    Retitle(PartId),
    /// A note on the field of this key.
    Note(String),
    /// What is asked about a blank of a model, or the name of the template made of it.
    Blank(super::blanks::Question),
    /// Another place to save the draft, and whether to leave then.
    Elsewhere {
        /// Leave once it is saved.
        leave: bool,
    },
}

/// A question and the line in which it is answered.
#[derive(Clone, Debug)]
pub struct Ask {
    /// What the answer is for.
    pub purpose: Purpose,
    /// The sentences above the line.
    pub said: Vec<String>,
    /// What stands before the line.
    pub label: &'static str,
    /// The line.
    pub line: Line,
}

/// A line of text with a caret, for questions and searches. (Texts of the report are never kept here.)
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Line {
    /// What was typed.
    pub text: String,
    /// A byte of it, on the border of a character.
    pub caret: usize,
}

impl Line {
    /// A line that holds a text, the caret behind it.
    pub fn holding(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            caret: text.len(),
        }
    }

    /// Applies a key; whether it was one for a line.
    pub fn update(&mut self, action: Action) -> bool {
        let before = self.text.get(..self.caret).unwrap_or_default();
        match action {
            Action::Type(c) => {
                self.text.insert(self.caret, c);
                self.caret = self.caret.saturating_add(c.len_utf8());
            }
            Action::Digit(digit) => {
                return self.update(Action::Type(char::from(b'0'.saturating_add(digit))));
            }
            Action::Backspace => {
                if let Some(c) = before.chars().next_back() {
                    self.caret = self.caret.saturating_sub(c.len_utf8());
                    self.text.remove(self.caret);
                }
            }
            Action::Delete => {
                if self.caret < self.text.len() {
                    self.text.remove(self.caret);
                }
            }
            Action::Left => {
                self.caret = self
                    .caret
                    .saturating_sub(before.chars().next_back().map_or(0, char::len_utf8));
            }
            Action::Right => {
                let next = self
                    .text
                    .get(self.caret..)
                    .and_then(|rest| rest.chars().next());
                self.caret = self.caret.saturating_add(next.map_or(0, char::len_utf8));
            }
            Action::Home => self.caret = 0,
            Action::End => self.caret = self.text.len(),
            Action::Clear => *self = Self::default(),
            _ => return false,
        }
        true
    }

    /// Puts pasted text in, without line breaks and control characters.
    pub fn paste(&mut self, text: &str) {
        for c in text.chars().filter(|c| !c.is_control()) {
            self.update(Action::Type(c));
        }
    }

    /// Draws it; gives the caret.
    pub fn view(&self, canvas: &mut Canvas<'_>, at: (u16, u16)) -> Position {
        let end = canvas.right();
        let room = usize::from(end.saturating_sub(at.0).saturating_sub(1));
        let caret = columns_before(&self.text, self.caret, canvas.width);
        let skip = caret.saturating_sub(room);
        let start = self
            .text
            .char_indices()
            .map(|(byte, _)| byte)
            .find(|byte| columns_before(&self.text, *byte, canvas.width) >= skip)
            .unwrap_or(0);
        let skipped = columns_before(&self.text, start, canvas.width);
        let plain = canvas.palette.plain();
        canvas.put_until(at, (self.text.get(start..).unwrap_or_default(), plain), end);
        let column = u16::try_from(caret.saturating_sub(skipped)).unwrap_or(u16::MAX);
        canvas.position(at.0.saturating_add(column), at.1)
    }
}

impl Ask {
    /// Applies a key.
    pub fn update(&mut self, action: Action) -> Next {
        match action {
            Action::Accept => Next::Answer(self.purpose.clone(), self.line.text.trim().to_owned()),
            Action::Back => Next::Close,
            other => {
                self.line.update(other);
                Next::Stay
            }
        }
    }

    /// Draws it over the rows above the help line; gives the caret.
    pub fn view(&self, canvas: &mut Canvas<'_>) -> Option<Position> {
        let plain = canvas.palette.plain();
        let mut row = 2_u16;
        for sentence in &self.said {
            canvas.put((1, row), sentence, plain);
            row = row.saturating_add(1);
        }
        canvas.put((0, row), ">", canvas.palette.strong());
        let column = canvas.put((2, row), self.label, canvas.palette.strong());
        Some(self.line.view(canvas, (column.saturating_add(2), row)))
    }
}
