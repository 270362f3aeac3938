//! Ctrl-P: the whole text from any place, paged as the paper will be. Findings are marked in the margin and in
//! the text, one key goes to the next of them, one to where it is mended.

mod drawn;
mod findings;
mod rows;

use std::ops::Range;

use super::{Goal, Next};
use crate::export::paper::Paper;
use crate::render::{Block, Run, Source};
use crate::tui::desk::{Desk, View};
use crate::tui::form;
use crate::tui::keys::Action;
use crate::tui::width::{Width, text_columns};

use findings::{Mark, marks};
use rows::Sheet;

/// The whole text over the step in hand. The report stands still as long as it is open.
#[derive(Clone, Debug)]
pub struct Text {
    /// The first row shown.
    top: usize,
    /// The rows, laid out for a width of the screen.
    sheet: Sheet,
    /// What was found, in the order of the text.
    marks: Vec<Mark>,
    /// Which of them is in hand.
    hand: Option<usize>,
    /// The next finding was asked for, and there is none.
    nothing: bool,
    /// The field that was in hand where it was opened.
    field: Option<String>,
}

impl Text {
    /// The text, opened where the field or the part in hand stands.
    pub fn at_hand(desk: &Desk, area: (u16, u16), width: Width) -> Self {
        let field = match desk.view() {
            View::Finish => super::finish::key_in_hand(desk),
            _ => desk.field_key(),
        };
        let mut text = Self {
            top: 0,
            sheet: Sheet::new(desk, area.0, width),
            marks: marks(desk),
            hand: None,
            nothing: false,
            field,
        };
        let place = text.opens_at(desk).unwrap_or((0, 0));
        text.show(place, shown_rows(area.1));
        text
    }

    /// The block and the byte in it where the field or the part in hand stands.
    fn opens_at(&self, desk: &Desk) -> Option<(usize, usize)> {
        let part = form::part_of(desk);
        let blocks = desk.review.document.blocks.iter().enumerate();
        let found = |wanted: &dyn Fn(&Run) -> bool| {
            blocks.clone().find_map(|(at, block)| {
                let byte = stretches(block)
                    .find(|(_, run)| wanted(run))
                    .map(|(range, _)| range.start)?;
                Some((at, byte))
            })
        };
        let of_field = |run: &Run| self.field.is_some() && run.key() == self.field.as_deref();
        let of_part = |run: &Run| part.is_some_and(|part| run.source == Source::Number(part));
        found(&of_field).or_else(|| found(&of_part))
    }

    /// Scrolls so that a place stands in the middle.
    fn show(&mut self, place: (usize, usize), rows: usize) {
        let row = self.sheet.row_of(place);
        self.top = row.saturating_sub(rows / 2).min(self.last(rows));
    }

    fn last(&self, rows: usize) -> usize {
        self.sheet.rows.len().saturating_sub(rows)
    }

    /// Lays the rows out anew where the screen's width has changed; the first stays first.
    fn fit(&mut self, desk: &Desk, columns: u16, width: Width) {
        if !self.sheet.is_for(columns, width) {
            let place = self.sheet.place_of(self.top);
            self.sheet = Sheet::new(desk, columns, width);
            self.top = self.sheet.row_of(place);
        }
    }

    /// Applies a key.
    pub fn update(
        &mut self,
        action: Action,
        desk: &Desk,
        (area, width): ((u16, u16), Width),
    ) -> Next {
        self.fit(desk, area.0, width);
        let rows = shown_rows(area.1);
        let last = self.last(rows);
        match action {
            Action::Down => self.top = self.top.saturating_add(1).min(last),
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::NextField => self.go(true, rows),
            Action::PreviousField => self.go(false, rows),
            Action::Accept => match self.in_hand() {
                Some(mark) => return Next::Go(Goal::Place(mark.place.clone())),
                None => self.top = self.top.saturating_add(rows).min(last),
            },
            Action::NextStep => self.top = self.top.saturating_add(rows).min(last),
            Action::PreviousStep => self.top = self.top.saturating_sub(rows),
            Action::Home => self.top = 0,
            Action::End => self.top = last,
            Action::Back | Action::WholeText => return Next::Close,
            _ => {}
        }
        Next::Stay
    }

    /// Takes the next finding in hand, or the one before it; from the last to the first again.
    fn go(&mut self, forward: bool, rows: usize) {
        let first = self.sheet.place_of(self.top);
        let behind = |mark: &Mark| (mark.block, mark.bytes.start) >= first;
        let mut stops = (0..self.marks.len())
            .filter(|at| self.marks.get(*at).is_some_and(|mark| mark.is_first));
        let next = match (self.hand, forward) {
            (Some(hand), true) => stops.clone().find(|at| *at > hand).or_else(|| stops.next()),
            (Some(hand), false) => {
                let before = stops.clone().take_while(|at| *at < hand).last();
                before.or_else(|| stops.next_back())
            }
            (None, true) => {
                let shown = |at: &usize| self.marks.get(*at).is_some_and(behind);
                stops.clone().find(shown).or_else(|| stops.next())
            }
            (None, false) => stops.next_back(),
        };
        self.nothing = next.is_none();
        self.hand = next;
        if let Some(mark) = self.in_hand() {
            let row = self.sheet.row_of((mark.block, mark.bytes.start));
            if row < self.top || row >= self.top.saturating_add(rows) {
                self.show((mark.block, mark.bytes.start), rows);
            }
        }
    }

    fn in_hand(&self) -> Option<&Mark> {
        self.hand.and_then(|at| self.marks.get(at))
    }
}

/// The rows between the header and the sentence on what is in hand.
fn shown_rows(height: u16) -> usize {
    usize::from(height.saturating_sub(4)).max(1)
}

/// 字数 and what the house style allows, and whether that is passed.
pub fn length(desk: &Desk, paper: &Paper) -> (String, bool) {
    let limit = desk.house().limit;
    let mut said = format!("{}字", paper.characters);
    let over = paper.over(&limit);
    match (limit.characters, limit.pages) {
        (Some(most), _) => said.push_str(&format!("（限{most}字）")),
        (None, Some(most)) => said.push_str(&format!("（限{most}页）")),
        (None, None) => {}
    }
    if !over.is_empty() {
        said.push_str("超了");
    }
    (said, !over.is_empty())
}

/// The runs of a block with the bytes of its text that they take.
fn stretches(block: &Block) -> impl Iterator<Item = (Range<usize>, &Run)> {
    block.runs.iter().scan(0_usize, |next, run| {
        let start = *next;
        *next = start.saturating_add(run.text.len());
        Some((start..*next, run))
    })
}

/// The columns of a text; one that is longer than a screen is cut off there anyway.
fn wide(text: &str, width: Width) -> u16 {
    u16::try_from(text_columns(text, width)).unwrap_or(u16::MAX)
}
