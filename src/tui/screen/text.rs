//! The whole text as it will be printed, from any place (Ctrl-P): 成文 without its figures' commands.

use std::ops::Range;

use ratatui::layout::Position;

use super::Next;
use crate::tui::desk::Desk;
use crate::tui::draw::{Block, Canvas};
use crate::tui::keys::Action;
use crate::tui::paragraph::{Look, Printed, printed};
use crate::tui::width::Width;

/// The printed lines of a draft at a width.
pub struct Page {
    texts: Vec<Printed>,
    /// Each line: which text, which bytes of it.
    pub lines: Vec<(usize, Range<usize>)>,
    /// Every slot: which line it starts in, its key, which text and bytes.
    pub slots: Vec<(usize, String)>,
}

/// Sets the whole text at this many columns.
pub fn page(desk: &Desk, columns: u16, look: Look<'_>) -> Page {
    let mut page = Page {
        texts: Vec::new(),
        lines: Vec::new(),
        slots: Vec::new(),
    };
    for (index, block) in desk.review.document.blocks.iter().enumerate() {
        let text = printed(desk, block, look);
        let lines = text.text.lines(columns, look.width);
        for (range, key) in &text.slots {
            let line = crate::tui::draw::line_of(&lines, range.start);
            page.slots
                .push((page.lines.len().saturating_add(line), key.clone()));
        }
        page.lines
            .extend(lines.into_iter().map(|line| (index, line)));
        page.texts.push(text);
    }
    page
}

impl Page {
    /// Draws lines from `top` on into rows from `row` on.
    pub fn draw(&self, canvas: &mut Canvas<'_>, (top, row, rows): (usize, u16, u16)) {
        let shown = self
            .lines
            .iter()
            .skip(top)
            .zip(row..row.saturating_add(rows));
        for ((text, line), row) in shown {
            if let Some(text) = self.texts.get(*text) {
                let block = Block {
                    row,
                    rows: 1,
                    indent: 1,
                    from: 0,
                };
                canvas.running(&text.text, std::slice::from_ref(line), block);
            }
        }
    }

    /// Bytes of the slot of this index in its text, to place the caret.
    pub fn column_of(&self, slot: usize, width: Width) -> Option<(usize, u16)> {
        let mut seen = 0_usize;
        for (index, text) in self.texts.iter().enumerate() {
            let Some(inner) = slot.checked_sub(seen) else {
                break;
            };
            if let Some((range, _)) = text.slots.get(inner) {
                let at = self
                    .lines
                    .iter()
                    .rposition(|(of, line)| *of == index && line.start <= range.start)?;
                let (_, line) = self.lines.get(at)?;
                let before = text
                    .text
                    .text
                    .get(line.start..range.start)
                    .unwrap_or_default();
                let column = crate::tui::width::text_columns(before, width);
                return Some((at, u16::try_from(column).unwrap_or(0)));
            }
            seen = seen.saturating_add(text.slots.len());
        }
        None
    }
}

/// The whole text over the step in hand.
#[derive(Clone, Debug)]
pub struct Text {
    /// The first line shown; `None` until it is known where the field in hand stands.
    top: usize,
}

impl Text {
    /// The text, opened where the field in hand stands.
    pub fn at_hand(desk: &Desk, area: (u16, u16), width: Width) -> Self {
        let key = desk.field_key();
        let part = crate::tui::form::part_of(desk);
        let look = look(
            key.as_deref(),
            crate::tui::style::Palette { colours: false },
            width,
        );
        let page = page(desk, area.0.saturating_sub(2), look);
        let by_key = page
            .slots
            .iter()
            .find(|(_, slot)| Some(slot) == key.as_ref())
            .map(|(line, _)| *line);
        let by_part = || {
            let block = desk.review.document.blocks.iter().position(|block| {
                block.runs.iter().any(|run| {
                    part.is_some_and(|part| run.source == crate::render::Source::Number(part))
                })
            })?;
            page.lines.iter().position(|(text, _)| *text == block)
        };
        let line = by_key.or_else(by_part).unwrap_or(0);
        let rows = usize::from(area.1.saturating_sub(3));
        let last = page.lines.len().saturating_sub(rows);
        Self {
            top: line
                .saturating_sub(rows.checked_div(2).unwrap_or(0))
                .min(last),
        }
    }

    /// Applies a key.
    pub fn update(
        &mut self,
        action: Action,
        desk: &Desk,
        (area, width): ((u16, u16), Width),
    ) -> Next {
        let rows = usize::from(area.1.saturating_sub(3)).max(1);
        let look = look(None, crate::tui::style::Palette { colours: false }, width);
        let total = page(desk, area.0.saturating_sub(2), look).lines.len();
        let last = total.saturating_sub(rows);
        match action {
            Action::Down => self.top = self.top.saturating_add(1).min(last),
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::NextStep | Action::Accept => self.top = self.top.saturating_add(rows).min(last),
            Action::PreviousStep => self.top = self.top.saturating_sub(rows),
            Action::Home => self.top = 0,
            Action::End => self.top = last,
            Action::Back | Action::WholeText => return Next::Close,
            _ => {}
        }
        Next::Stay
    }

    /// Draws it; gives the caret.
    pub fn view(&self, desk: &Desk, canvas: &mut Canvas<'_>) -> Option<Position> {
        let key = desk.field_key();
        let look = look(key.as_deref(), canvas.palette, canvas.width);
        let page = page(desk, canvas.area.width.saturating_sub(2), look);
        let rows = canvas.area.height.saturating_sub(3);
        let words = format!(
            "全文  第{}行，共{}行",
            self.top.saturating_add(1),
            page.lines.len()
        );
        canvas.put((1, 1), &words, canvas.palette.strong());
        page.draw(canvas, (self.top, 2, rows));
        Some(canvas.position(1, 2))
    }
}

fn look<'a>(
    in_hand: Option<&'a str>,
    palette: crate::tui::style::Palette,
    width: Width,
) -> Look<'a> {
    Look {
        in_hand,
        live: false,
        palette,
        width,
    }
}
