//! A few entries to choose one from: what can be done with an item, what to do with a draft that
//! someone else has open.

use ratatui::layout::Position;

use super::Next;
use std::path::PathBuf;

use crate::number::Kind;
use crate::report::part::Part;
use crate::report::{Field, PartId};
use crate::tui::act::Lost;
use crate::tui::draw::Canvas;
use crate::tui::keys::Action;

/// What an entry does.
#[derive(Clone, PartialEq, Debug)]
pub enum Deed {
    /// Leaves a part out, or brings it back.
    Toggle(PartId),
    /// Adds an empty item behind a part.
    Add(PartId),
    /// Adds a copy of a part behind it.
    CopyPart(PartId),
    /// Moves a part among its like, on (`true`) or back.
    Move(PartId, bool),
    /// Removes a part.
    Remove(PartId),
    /// Which parts that were removed there are to be put back.
    Lost,
    /// Puts a removed part back where it stood.
    BringBack(Box<Lost>),
    /// Puts these answers into their fields.
    Answers(Vec<(String, String)>),
    /// Puts pasted text into the field in hand as it is.
    Paste(String),
    /// Leaves out the clause of the figure of this key.
    LeaveOut(String),
    /// Marks the figure of this key as to be verified, or takes the mark off.
    Verify(String),
    /// Notes where the figure in hand came from.
    Note,
    /// Opens the draft for reading only.
    ReadOnly,
    /// Opens a copy of the draft.
    Copy,
    /// Puts a slot in, by key.
    Slot(String),
    /// Makes a new field of this name; its kind is asked next.
    NewField(String),
    /// Makes a new field of this name and kind; its unit is asked next.
    Kind(String, Kind),
    /// What can be done with the section of a part.
    Section(PartId),
    /// Adds a section behind this one.
    AddSection(PartId),
    /// Changes a part's headline.
    Retitle(PartId),
    /// Which templates and drafts there are to take an item from, to put behind this part.
    Borrow(PartId),
    /// Which items that template or draft has.
    BorrowFrom(PartId, PathBuf),
    /// Puts a part of another report behind this one, with the fields it uses.
    Take(PartId, Box<Loan>),
}

/// A part of another report, with the fields it uses.
#[derive(Clone, PartialEq, Debug)]
pub struct Loan {
    /// The part.
    pub part: Part,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// A menu.
#[derive(Clone, Debug)]
pub struct Menu {
    /// What stands above the entries.
    pub said: Vec<String>,
    /// The entries: their words and what they do.
    pub entries: Vec<(String, Deed)>,
    /// The one in hand.
    pub row: usize,
}

impl Menu {
    /// Applies a key.
    pub fn update(&mut self, action: Action) -> Next {
        let last = self.entries.len().saturating_sub(1);
        match action {
            Action::Down | Action::NextField => self.row = self.row.saturating_add(1).min(last),
            Action::Up | Action::PreviousField => self.row = self.row.saturating_sub(1),
            Action::NextStep => self.row = self.row.saturating_add(10).min(last),
            Action::PreviousStep => self.row = self.row.saturating_sub(10),
            Action::Home => self.row = 0,
            Action::End => self.row = last,
            Action::Accept | Action::Tick => return self.chosen(self.row),
            Action::Digit(digit) => {
                return match usize::from(digit).checked_sub(1) {
                    Some(row) if row <= last => self.chosen(row),
                    _ => Next::Stay,
                };
            }
            Action::Back => return Next::Close,
            _ => {}
        }
        Next::Stay
    }

    fn chosen(&self, row: usize) -> Next {
        self.entries
            .get(row)
            .map_or(Next::Stay, |(_, deed)| Next::Do(deed.clone()))
    }

    /// Draws it; gives the caret.
    pub fn view(&self, canvas: &mut Canvas<'_>) -> Option<Position> {
        let plain = canvas.palette.plain();
        let mut row = 2_u16;
        for sentence in &self.said {
            canvas.put((1, row), sentence, plain);
            row = row.saturating_add(1);
        }
        let rows = usize::from(canvas.area.height.saturating_sub(row).saturating_sub(1));
        let top = crate::tui::draw::page_top(self.row, rows, self.entries.len());
        let mut caret = None;
        for ((index, (words, _)), row) in self
            .entries
            .iter()
            .enumerate()
            .skip(top)
            .take(rows)
            .zip(row..)
        {
            let in_hand = index == self.row;
            let style = if in_hand {
                canvas.palette.strong()
            } else {
                plain
            };
            if in_hand {
                canvas.put((0, row), ">", style);
                caret = Some(canvas.position(2, row));
            }
            let number = index.saturating_add(1);
            canvas.put((2, row), &format!("{number} {words}"), style);
        }
        caret
    }
}
