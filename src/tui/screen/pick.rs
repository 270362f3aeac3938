//! Which figure: to put in where { was typed in the editor, to be one with the blank in hand of a model, to go to.
//! Typing narrows the list; a name that is not there makes a new field where one is to be put in.

use ratatui::layout::Position;

use super::Next;
use super::ask::Line;
use super::menu::Deed;
use crate::report::canonical;
use crate::report::field::check_key;
use crate::tui::desk::Desk;
use crate::tui::draw::{Canvas, page_top};
use crate::tui::keys::Action;

/// What a figure is chosen for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Aim {
    /// Its slot is put into a text.
    #[default]
    Slot,
    /// The blank in hand is the same figure.
    Same,
    /// Its first place is gone to.
    Go,
}

/// The list of figures.
#[derive(Clone, Debug, Default)]
pub struct Pick {
    line: Line,
    row: usize,
    aim: Aim,
}

impl Pick {
    /// The list for this aim.
    pub fn of(aim: Aim) -> Self {
        Self {
            aim,
            ..Self::default()
        }
    }

    /// The list with a name typed already.
    pub fn named(name: &str) -> Self {
        Self {
            line: Line::holding(name),
            ..Self::default()
        }
    }

    /// The entries: words and what choosing them does.
    fn entries(&self, desk: &Desk) -> Vec<(String, Deed)> {
        let typed = self.line.text.trim();
        let wanted = canonical(typed);
        let mut entries: Vec<(String, Deed)> = desk
            .report
            .fields
            .iter()
            .filter(|field| canonical(&field.key).contains(&wanted))
            .map(|field| {
                let words = match self.aim {
                    Aim::Slot => {
                        let typed = desk.report.typed(&field.key);
                        format!("{{{}}}  {typed}{}", field.key, field.unit)
                    }
                    Aim::Same | Aim::Go => format!("{}  {}", field.key, field.unit),
                };
                let deed = match self.aim {
                    Aim::Slot | Aim::Same => Deed::Slot(field.key.clone()),
                    Aim::Go => Deed::ToBlank(field.key.clone()),
                };
                (words, deed)
            })
            .collect();
        let new = self.aim == Aim::Slot && !wanted.is_empty();
        if new && desk.report.field(typed).is_none() && check_key(typed).is_ok() {
            entries.push((
                format!("新建一个数据空：{typed}"),
                Deed::NewField(typed.to_owned()),
            ));
        }
        entries
    }

    /// Applies a key.
    pub fn update(&mut self, action: Action, desk: &Desk) -> Next {
        let last = self.entries(desk).len().saturating_sub(1);
        match action {
            Action::Down | Action::NextField => self.row = self.row.saturating_add(1).min(last),
            Action::Up | Action::PreviousField => self.row = self.row.saturating_sub(1),
            Action::NextStep => self.row = self.row.saturating_add(10).min(last),
            Action::PreviousStep => self.row = self.row.saturating_sub(10),
            Action::Back => return Next::Close,
            Action::Accept => {
                let chosen = self.entries(desk).into_iter().nth(self.row.min(last));
                return chosen.map_or(Next::Stay, |(_, deed)| Next::Do(deed));
            }
            other => {
                if self.line.update(other) {
                    self.row = 0;
                }
            }
        }
        Next::Stay
    }

    /// Puts pasted text into the line.
    pub fn paste(&mut self, text: &str) {
        self.line.paste(text);
    }

    /// Draws it; gives the caret.
    pub fn view(&self, desk: &Desk, canvas: &mut Canvas<'_>) -> Option<Position> {
        let palette = canvas.palette;
        let asked = match self.aim {
            Aim::Slot => "放哪一个数据？打字找，没有就新建：",
            Aim::Same => "和哪一个是同一个数？打字找：",
            Aim::Go => "看哪一个的空？打字找：",
        };
        let column = canvas.put((1, 1), asked, palette.strong());
        let entries = self.entries(desk);
        let rows = usize::from(canvas.area.height.saturating_sub(3));
        let row = self.row.min(entries.len().saturating_sub(1));
        let top = page_top(row, rows, entries.len());
        for ((index, (words, _)), y) in entries.iter().enumerate().skip(top).take(rows).zip(2_u16..)
        {
            let style = if index == row {
                palette.strong()
            } else {
                palette.plain()
            };
            if index == row {
                canvas.put((0, y), ">", style);
            }
            canvas.put((2, y), words, style);
        }
        // Nothing to choose and nothing that could be made: the name itself is why.
        if entries.is_empty()
            && self.aim == Aim::Slot
            && let Err(why) = check_key(self.line.text.trim())
        {
            canvas.put((2, 2), &why, palette.plain());
        }
        Some(self.line.view(canvas, (column, 1)))
    }
}
