//! The whole text as running lines of the screen, its figures marked by their state: what 成文 shows.

use std::ops::Range;

use crate::tui::desk::Desk;
use crate::tui::draw::{Block, Canvas};
use crate::tui::paragraph::{Look, Printed, printed};
use crate::tui::width::Width;

/// The printed lines of a draft at a width.
#[derive(Clone, Debug)]
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
