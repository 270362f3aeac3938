//! The help page: every key that works here, made from the one table.

use ratatui::layout::Position;

use super::Next;
use crate::tui::draw::Canvas;
use crate::tui::keys::{Action, CONTEXTS, Context, KEYS};

/// The help page.
#[derive(Clone, Debug)]
pub struct Help {
    contexts: Vec<Context>,
    top: usize,
}

impl Help {
    /// The help for these contexts, then for all others.
    pub fn new(contexts: &[Context]) -> Self {
        Self {
            contexts: contexts.to_vec(),
            top: 0,
        }
    }

    /// Its rows: a heading, or a key with what it does.
    fn rows(&self) -> Vec<(String, Option<&'static str>)> {
        let mut rows = Vec::new();
        let here = |context: &Context| self.contexts.contains(context);
        let order = CONTEXTS
            .iter()
            .filter(|(c, _)| here(c))
            .chain(CONTEXTS.iter().filter(|(c, _)| !here(c)));
        for (context, name) in order {
            rows.push((format!("{name}："), None));
            for row in KEYS.iter().filter(|row| row.contexts.contains(context)) {
                rows.push((row.shown.to_owned(), Some(row.help)));
            }
        }
        rows
    }

    /// Applies a key.
    pub fn update(&mut self, action: Action, height: u16) -> Next {
        let page = usize::from(height.saturating_sub(3)).max(1);
        let last = self.rows().len().saturating_sub(page);
        match action {
            Action::Down | Action::NextField => self.top = self.top.saturating_add(1).min(last),
            Action::Up | Action::PreviousField => self.top = self.top.saturating_sub(1),
            Action::NextStep | Action::Accept => self.top = self.top.saturating_add(page).min(last),
            Action::PreviousStep => self.top = self.top.saturating_sub(page),
            Action::Home => self.top = 0,
            Action::End => self.top = last,
            Action::Back | Action::Help => return Next::Close,
            _ => {}
        }
        Next::Stay
    }

    /// Draws it; gives the caret.
    pub fn view(&self, canvas: &mut Canvas<'_>) -> Option<Position> {
        let rows = self.rows();
        let room = usize::from(canvas.area.height.saturating_sub(3));
        let top = self.top.min(rows.len());
        for ((key, help), row) in rows.iter().skip(top).take(room).zip(2_u16..) {
            match help {
                None => {
                    canvas.put((1, row), key, canvas.palette.strong());
                }
                Some(help) => {
                    canvas.put_until((3, row), (key, canvas.palette.strong()), 14);
                    canvas.put((14, row), help, canvas.palette.plain());
                }
            }
        }
        Some(canvas.position(1, 2))
    }
}
