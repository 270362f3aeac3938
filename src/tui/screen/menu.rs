//! A few entries to choose one from: what can be done with an item, what to do with a draft that
//! someone else has open.

use ratatui::layout::Position;

use super::Next;
use super::ask::Line;
use super::find::Wanted;
use super::start::Choice;
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
    /// What a row of the start screen does.
    Begin(Choice),
    /// Puts a slot in, by key.
    Slot(String),
    /// Makes a new field of this name; its kind is asked next.
    NewField(String),
    /// Makes a new field of this name and kind; its unit is asked next.
    Kind(String, Kind),
    /// Gives the blank of a model in hand this kind.
    BlankKind(Kind),
    /// Goes to the text that the remark of this index is about.
    Remark(usize),
    /// Goes to the first blank of a model that is the field of this key.
    ToBlank(String),
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

/// From so many entries on it is said that typing narrows them.
const MANY: usize = 9;

/// A menu. Digits choose at once; other characters narrow it, as they stand or as initials of pinyin.
#[derive(Clone, Default, Debug)]
pub struct Menu {
    /// What stands above the entries.
    pub said: Vec<String>,
    /// The entries: their words and what they do.
    pub entries: Vec<(String, Deed)>,
    /// The one in hand, of those that are shown.
    pub row: usize,
    /// What narrows it.
    pub line: Line,
}

impl Menu {
    /// The entries that are shown.
    fn shown(&self) -> Vec<&(String, Deed)> {
        let wanted = Wanted::new(&self.line.text);
        let fits = |entry: &&(String, Deed)| wanted.is_empty() || wanted.find(&entry.0).is_some();
        self.entries.iter().filter(fits).collect()
    }

    /// Applies a key.
    pub fn update(&mut self, action: Action) -> Next {
        let last = self.shown().len().saturating_sub(1);
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
            other => {
                if self.line.update(other) {
                    self.row = 0;
                }
            }
        }
        Next::Stay
    }

    /// Narrows it by pasted text.
    pub fn paste(&mut self, text: &str) {
        self.line.paste(text);
        self.row = 0;
    }

    fn chosen(&self, row: usize) -> Next {
        self.shown()
            .get(row)
            .map_or(Next::Stay, |(_, deed)| Next::Do(deed.clone()))
    }

    /// Draws it; gives the caret.
    pub fn view(&self, canvas: &mut Canvas<'_>) -> Option<Position> {
        let plain = canvas.palette.plain();
        let shown = self.shown();
        let mut caret = None;
        if !self.line.text.is_empty() {
            let column = canvas.put((1, 1), "找：", canvas.palette.strong());
            caret = Some(self.line.view(canvas, (column, 1)));
        } else if self.entries.len() > MANY {
            canvas.put((1, 1), "打字可以找。", plain);
        }
        let mut row = 2_u16;
        for sentence in &self.said {
            canvas.put((1, row), sentence, plain);
            row = row.saturating_add(1);
        }
        if shown.is_empty() {
            canvas.put((2, row), "没有找到。", plain);
        }
        let rows = usize::from(canvas.area.height.saturating_sub(row).saturating_sub(1));
        let top = crate::tui::draw::page_top(self.row, rows, shown.len());
        for ((index, (words, _)), row) in shown.iter().enumerate().skip(top).take(rows).zip(row..) {
            let in_hand = index == self.row;
            let style = if in_hand {
                canvas.palette.strong()
            } else {
                plain
            };
            if in_hand {
                canvas.put((0, row), ">", style);
                caret = caret.or(Some(canvas.position(2, row)));
            }
            let number = index.saturating_add(1);
            canvas.put((2, row), &format!("{number} {words}"), style);
        }
        caret
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_narrows_a_menu_and_digits_choose_of_what_is_left() {
        let entries = ["抓巡查", "抓整治", "抓备汛", "强党建"];
        let entry = |(at, words): (usize, &str)| (words.to_owned(), Deed::Slot(at.to_string()));
        let mut menu = Menu {
            entries: entries.into_iter().enumerate().map(entry).collect(),
            ..Menu::default()
        };
        menu.update(Action::Type('抓'));
        assert_eq!(menu.shown().len(), 3);
        assert_eq!(
            menu.clone().update(Action::Digit(2)),
            Next::Do(Deed::Slot("1".to_owned()))
        );
        menu.update(Action::Clear);
        for c in "qdj".chars() {
            menu.update(Action::Type(c));
        }
        assert_eq!(
            menu.clone().update(Action::Accept),
            Next::Do(Deed::Slot("3".to_owned()))
        );
        menu.update(Action::Type('x'));
        assert_eq!(menu.update(Action::Accept), Next::Stay);
    }
}
