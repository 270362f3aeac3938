//! Drawing: text into cells, right for this terminal's widths; styled running text; the help line.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::keys::{self, Context};
use super::style::Palette;
use super::width::{Width, columns, lay, printable, text_columns};
use super::wrap;

/// The screen while a frame is drawn. Nothing is ever written into the last column.
pub struct Canvas<'a> {
    /// Its cells.
    pub buffer: &'a mut Buffer,
    /// Where to draw.
    pub area: Rect,
    /// How disputed characters are drawn here.
    pub width: Width,
    /// Colours.
    pub palette: Palette,
}

impl Canvas<'_> {
    /// The first column behind those that may be used.
    pub fn right(&self) -> u16 {
        self.area.right().saturating_sub(1)
    }

    /// A part of the screen.
    pub fn within(&mut self, area: Rect) -> Canvas<'_> {
        let area = area.intersection(self.area);
        Canvas {
            buffer: self.buffer,
            area,
            width: self.width,
            palette: self.palette,
        }
    }

    /// Puts text at a column and row of the area; gives the column behind it.
    pub fn put(&mut self, at: (u16, u16), text: &str, style: Style) -> u16 {
        self.put_until(at, (text, style), u16::MAX)
    }

    /// The same, cut at `limit`, a column of the area.
    pub fn put_until(&mut self, at: (u16, u16), (text, style): (&str, Style), limit: u16) -> u16 {
        let (column, row) = at;
        let limit = limit.min(self.right().saturating_sub(self.area.x));
        if row >= self.area.height || column >= limit {
            return column;
        }
        let safe = printable(text);
        let laid = lay(&safe, self.width);
        let mut column = column;
        let mut at = 0_usize;
        while let Some(symbol) = wrap::cluster(&laid, at) {
            at = at.saturating_add(symbol.len());
            let columns = cell_columns(symbol);
            let end = column.saturating_add(columns);
            if end > limit {
                break;
            }
            if columns > 0 {
                self.set((column, row), symbol, style);
            }
            // What a wide character covers shows nothing of its own.
            for covered in column.saturating_add(1)..end {
                self.cell(covered, row).into_iter().for_each(Cell::reset);
            }
            column = end;
        }
        column
    }

    fn set(&mut self, (column, row): (u16, u16), symbol: &str, style: Style) {
        if let Some(cell) = self.cell(column, row) {
            cell.set_symbol(symbol).set_style(style);
        }
    }

    fn cell(&mut self, column: u16, row: u16) -> Option<&mut Cell> {
        let x = self.area.x.saturating_add(column);
        self.buffer.cell_mut((x, self.area.y.saturating_add(row)))
    }

    /// Puts text so that it ends before the last column; gives the column it starts at.
    pub fn put_right(&mut self, row: u16, text: &str, style: Style) -> u16 {
        let end = self.right().saturating_sub(self.area.x);
        let start = end.saturating_sub(self.wide(text));
        self.put_until((start, row), (text, style), end);
        start
    }

    /// The columns that a text takes.
    pub fn wide(&self, text: &str) -> u16 {
        u16::try_from(text_columns(text, self.width)).unwrap_or(u16::MAX)
    }

    /// The position on the screen of a column and row of the area.
    pub fn position(&self, column: u16, row: u16) -> Position {
        let last = self.area.right().saturating_sub(1);
        Position::new(
            self.area.x.saturating_add(column).min(last),
            self.area.y.saturating_add(row),
        )
    }

    /// The last row: the keys that matter now, and `F1 帮助` at its end.
    pub fn foot(&mut self, contexts: &[Context]) {
        let row = self.area.height.saturating_sub(1);
        let help = "F1 帮助";
        let end = self.put_right(row, help, self.palette.plain());
        let mut column = 1_u16;
        for (key, word) in keys::foot(contexts) {
            let entry = format!("{key} {word}");
            let after = column.saturating_add(self.wide(&entry));
            if after.saturating_add(2) > end {
                break;
            }
            let style = self.palette.strong();
            let next = self.put_until((column, row), (key, style), end);
            self.put_until(
                (next.saturating_add(1), row),
                (word, self.palette.plain()),
                end,
            );
            column = after.saturating_add(2);
        }
    }

    /// Running text from `row` on, at most `rows` rows from the text's row `from`, `indent` columns in.
    pub fn running(&mut self, text: &Styled, lines: &[Range<usize>], at: Block) {
        for (line, row) in lines
            .iter()
            .skip(at.from)
            .zip(at.row..at.row.saturating_add(at.rows))
        {
            let mut column = at.indent;
            for (range, style) in text.within(line) {
                let piece = text.text.get(range).unwrap_or_default();
                column = self.put((column, row), piece, style);
            }
        }
    }
}

/// The columns that ratatui has a character take; one that terminals dispute was replaced before.
fn cell_columns(symbol: &str) -> u16 {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => columns(c, Width::Narrow),
        _ => symbol.cell_width(),
    }
}

/// Where running text is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// First row of the area.
    pub row: u16,
    /// How many rows there are.
    pub rows: u16,
    /// Columns left free at the left.
    pub indent: u16,
    /// The first line of the text that is shown.
    pub from: usize,
}

/// Text with stretches of style.
#[derive(Clone, Default, Debug)]
pub struct Styled {
    /// The characters.
    pub text: String,
    styles: Vec<(Range<usize>, Style)>,
}

impl Styled {
    /// Text in one style.
    pub fn plain(text: &str) -> Self {
        let mut styled = Self::default();
        styled.push(text, Style::new());
        styled
    }

    /// Adds text in a style; gives the bytes it takes.
    pub fn push(&mut self, text: &str, style: Style) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(&printable(text));
        let range = start..self.text.len();
        if !range.is_empty() {
            self.styles.push((range.clone(), style));
        }
        range
    }

    /// Its lines at this width, by Chinese rules.
    pub fn lines(&self, columns_free: u16, width: Width) -> Vec<Range<usize>> {
        let room = usize::from(columns_free.max(2));
        wrap::wrap(&self.text, room, |c| usize::from(columns(c, width)))
    }

    fn within(&self, line: &Range<usize>) -> impl Iterator<Item = (Range<usize>, Style)> {
        self.styles.iter().filter_map(move |(range, style)| {
            let start = range.start.max(line.start);
            let end = range.end.min(line.end);
            (start < end).then_some((start..end, *style))
        })
    }
}

/// The line that a byte of the text stands in.
pub fn line_of(lines: &[Range<usize>], byte: usize) -> usize {
    lines
        .iter()
        .rposition(|line| line.start <= byte)
        .unwrap_or(0)
}

/// The first line to show so that `wanted` is among `rows` of `total`: whole pages, so that the window
/// moves only when what is in hand leaves it.
pub fn page_top(wanted: usize, rows: usize, total: usize) -> usize {
    if rows == 0 || total <= rows {
        return 0;
    }
    let page = wanted.checked_div(rows).unwrap_or(0).saturating_mul(rows);
    page.min(total.saturating_sub(rows))
}
