//! Frames onto a terminal in few bytes: what it shows is remembered, and only what differs is sent, in one write.
//!
//! Stands between ratatui and the terminal in the place of a stock backend, which follows every Chinese character
//! with a cursor move and every frame with resets. Also the last gate: no control character leaves here as text.

mod cursor;
mod pen;
mod shift;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Size};

use self::cursor::{position, sequence};
use self::pen::{Pen, plain_blank};
pub use self::shift::is_known_to as shifts_are_known_to;
use crate::tui::width::{self, Width};

/// What a terminal shows, and the way of making it show something else.
#[derive(Debug)]
pub struct Screen<W> {
    out: W,
    width: Width,
    /// What is to be sent with the next flush.
    bytes: Vec<u8>,
    size: Size,
    /// Row by row; a cell covered by the wide character before it has the empty symbol.
    shown: Vec<Cell>,
    /// Nothing is known of what the terminal shows.
    stale: bool,
    /// Nothing where it is not known.
    pen: Option<Pen>,
    at: At,
    caret: Option<bool>,
    /// The terminal moves the rest of a row when it is told to.
    shifts: bool,
    /// The terminal is told where a large frame begins and ends.
    sync: bool,
}

/// Where the terminal's cursor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// Anywhere, or past the last column, where terminals differ in what they do next.
    Unknown,
    /// In this row, behind a character of disputed width.
    Row(u16),
    /// Here.
    Cell(u16, u16),
}

/// From so many bytes on a frame is large: a smaller one comes in one packet, and the marks would cost more than it.
const LARGE: usize = 400;

/// A cell as it is sent.
struct Glyph<'a> {
    symbol: &'a str,
    columns: u16,
    /// Whether every terminal moves its cursor by just that many columns.
    sure: bool,
    pen: Pen,
}

const BLANK: Glyph<'static> = Glyph {
    symbol: " ",
    columns: 1,
    sure: true,
    pen: Pen::PLAIN,
};

impl<W: Write> Screen<W> {
    /// A screen that writes to `out`; the first frame clears whatever is there.
    pub fn new(out: W, width: Width) -> Self {
        Self {
            out,
            width,
            bytes: Vec::new(),
            size: Size::ZERO,
            shown: Vec::new(),
            stale: true,
            pen: None,
            at: At::Unknown,
            caret: None,
            shifts: false,
            sync: false,
        }
    }

    /// What it writes to.
    pub const fn out_mut(&mut self) -> &mut W {
        &mut self.out
    }

    /// Forgets what the terminal shows: the next frame draws all of it anew.
    pub fn forget(&mut self) {
        self.stale = true;
    }

    /// How wide the terminal draws disputed characters, from the next frame on.
    pub fn set_width(&mut self, width: Width) {
        self.width = width;
        self.stale = true;
    }

    /// Whether the terminal knows mode 2026: it then shows a large frame at once, however the line brings it.
    pub fn set_sync(&mut self, sync: bool) {
        self.sync = sync;
    }

    /// Brings what is shown up to the buffer; sent with [`Screen::flush`].
    pub fn paint(&mut self, buffer: &Buffer) {
        if self.stale || self.size != buffer.area.as_size() {
            self.clear(buffer.area.as_size());
        }
        if self.size.width == 0 {
            return;
        }
        let rows = buffer.content.chunks(usize::from(self.size.width));
        for (y, row) in (0..self.size.height).zip(rows) {
            if !self.stays(y, row) {
                self.row(y, row);
            }
        }
    }

    /// Puts the caret there, or hides it; sent with [`Screen::flush`].
    pub fn place(&mut self, caret: Option<Position>) {
        if self.caret != Some(caret.is_some()) {
            let sequence: &[u8] = if caret.is_some() {
                b"\x1b[?25h"
            } else {
                b"\x1b[?25l"
            };
            self.bytes.extend_from_slice(sequence);
            self.caret = Some(caret.is_some());
        }
        if let Some(Position { x, y }) = caret {
            let x = x.min(self.size.width.saturating_sub(1));
            let y = y.min(self.size.height.saturating_sub(1));
            self.move_to(x, y);
        }
    }

    /// Sends all of it in one write; an error means that the terminal is gone.
    ///
    /// # Errors
    /// What writing gave.
    pub fn flush(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        if self.sync && self.bytes.len() >= LARGE {
            self.bytes.splice(..0, *b"\x1b[?2026h");
            self.bytes.extend_from_slice(b"\x1b[?2026l");
        }
        let sent = self.out.write_all(&self.bytes);
        self.bytes.clear();
        if sent.is_err() {
            self.stale = true;
        }
        sent.and_then(|()| self.out.flush())
    }

    fn clear(&mut self, size: Size) {
        // From home to the end, not ESC[2J: that one fills the scroll-back of some terminals.
        self.bytes.extend_from_slice(b"\x1b[m\x1b[H\x1b[J");
        self.pen = Some(Pen::PLAIN);
        self.at = At::Cell(0, 0);
        self.caret = None;
        self.size = size;
        let cells = usize::from(size.width).saturating_mul(usize::from(size.height));
        self.shown.clear();
        self.shown.resize(cells, Cell::EMPTY);
        self.stale = false;
    }

    fn row(&mut self, y: u16, row: &[Cell]) {
        let width = self.size.width;
        let mut blank_from = None;
        let mut shifted = false;
        let mut x = 0;
        while let Some(cell) = row.get(usize::from(x)) {
            if self.shows(x, y, cell) {
                x = x.saturating_add(self.shown_columns(x, y));
                continue;
            }
            if !shifted {
                shifted = true;
                self.shift((x, y), row);
                continue;
            }
            let blank_from = *blank_from.get_or_insert_with(|| {
                let used = row.iter().rposition(|cell| !plain_blank(cell));
                used.map_or(0, |last| last.saturating_add(1))
            });
            if usize::from(x) >= blank_from && self.erase(x, y) {
                return;
            }
            let glyph = self.glyph(cell, width.saturating_sub(x));
            let columns = glyph.columns;
            self.put(x, y, &glyph);
            x = x.saturating_add(columns);
        }
    }

    fn index(&self, x: u16, y: u16) -> usize {
        usize::from(y)
            .saturating_mul(usize::from(self.size.width))
            .saturating_add(usize::from(x))
    }

    fn cell(&self, x: u16, y: u16) -> Option<&Cell> {
        (x < self.size.width)
            .then(|| self.shown.get(self.index(x, y)))
            .flatten()
    }

    fn shows(&self, x: u16, y: u16, cell: &Cell) -> bool {
        self.cell(x, y)
            .is_some_and(|shown| shown.symbol() == cell.symbol() && Pen::of(shown) == Pen::of(cell))
    }

    /// The columns of the character shown there.
    fn shown_columns(&self, x: u16, y: u16) -> u16 {
        let mut columns = 1;
        while self
            .cell(x.saturating_add(columns), y)
            .is_some_and(|cell| cell.symbol().is_empty())
        {
            columns = columns.saturating_add(1);
        }
        columns
    }

    fn glyph<'a>(&self, cell: &'a Cell, room: u16) -> Glyph<'a> {
        let symbol = cell.symbol();
        let pen = Pen::of(cell);
        if let [b' '..=b'~'] = symbol.as_bytes() {
            let (columns, sure) = (1, true);
            return Glyph {
                symbol,
                columns,
                sure,
                pen,
            };
        }
        if symbol.chars().any(char::is_control) {
            return Glyph {
                symbol: "?",
                pen,
                ..BLANK
            };
        }
        let columns = symbol.cell_width();
        if columns == 0 || columns > room {
            return Glyph { pen, ..BLANK };
        }
        let mut chars = symbol.chars();
        let sure = match (chars.next(), chars.next()) {
            (Some(c), None) => width::undisputed(c, columns, self.width),
            _ => false,
        };
        Glyph {
            symbol,
            columns,
            sure,
            pen,
        }
    }

    fn put(&mut self, x: u16, y: u16, glyph: &Glyph<'_>) {
        self.move_to(x, y);
        self.set_pen(glyph.pen, glyph.symbol == " ");
        let end = x.saturating_add(glyph.columns);
        let at_margin = end >= self.size.width;
        if !glyph.sure && glyph.columns > 1 && !self.cleared(x, y, glyph) {
            // A terminal that draws it narrow leaves the second cell as it was: blank both first.
            for _ in 0..glyph.columns {
                self.bytes.push(b' ');
            }
            if at_margin {
                self.at = At::Unknown;
                self.move_to(x, y);
            } else {
                self.bytes.extend((0..glyph.columns).map(|_| 0x08));
            }
        }
        let mut utf8 = [0; 4];
        for c in glyph.symbol.chars() {
            let real = width::real(c).encode_utf8(&mut utf8);
            self.bytes.extend_from_slice(real.as_bytes());
        }
        self.at = match (at_margin, glyph.sure) {
            (true, _) => At::Unknown,
            (false, true) => At::Cell(end, y),
            (false, false) => At::Row(y),
        };
        self.remember(x, y, glyph);
    }

    fn remember(&mut self, x: u16, y: u16, glyph: &Glyph<'_>) {
        for column in x..x.saturating_add(glyph.columns) {
            let index = self.index(column, y);
            if let Some(shown) = self.shown.get_mut(index) {
                let symbol = if column == x { glyph.symbol } else { "" };
                shown.set_symbol(symbol);
                shown.fg = glyph.pen.fg;
                shown.bg = glyph.pen.bg;
                shown.modifier = glyph.pen.modifier;
            }
        }
    }

    /// Whether the cells behind the first are blank already, as this pen would blank them.
    fn cleared(&self, x: u16, y: u16, glyph: &Glyph<'_>) -> bool {
        let mut behind = x.saturating_add(1)..x.saturating_add(glyph.columns);
        glyph.pen.blank() == Pen::PLAIN && behind.all(|x| self.cell(x, y).is_some_and(plain_blank))
    }

    /// Blanks the row from there on, where that is shorter than blanks; says whether it was.
    fn erase(&mut self, x: u16, y: u16) -> bool {
        let used = (x..self.size.width)
            .rev()
            .find(|&x| !self.cell(x, y).is_some_and(plain_blank));
        let last = used.unwrap_or(x);
        if last.saturating_sub(x) < 3 && last.saturating_add(1) < self.size.width {
            return false;
        }
        self.move_to(x, y);
        self.set_pen(Pen::PLAIN, true);
        self.bytes.extend_from_slice(b"\x1b[K");
        for x in x..=last {
            self.remember(x, y, &BLANK);
        }
        true
    }

    /// A blank shows only part of a pen, so that part must be right.
    fn set_pen(&mut self, pen: Pen, blank: bool) {
        let enough = self.pen.is_some_and(|now| {
            now == pen || blank && pen.blank() == pen && now.blank_shows_as(pen)
        });
        if !enough {
            pen.write_after(self.pen, &mut self.bytes);
            self.pen = Some(pen);
        }
    }

    fn move_to(&mut self, x: u16, y: u16) {
        let from = match self.at {
            At::Cell(column, row) if row == y => Some(column),
            At::Row(row) if row == y => None,
            _ => {
                self.at = At::Cell(x, y);
                return position(&mut self.bytes, x, y);
            }
        };
        self.at = At::Cell(x, y);
        let Some(from) = from else {
            return sequence(&mut self.bytes, x.saturating_add(1), b'G');
        };
        let (forth, back) = (x.saturating_sub(from), from.saturating_sub(x));
        match (forth, back) {
            (0, 0) => {}
            (1..=3, _) if self.reprint(from, x, y) => {}
            (1.., _) => sequence(&mut self.bytes, forth, b'C'),
            (_, 1..=3) => self.bytes.extend((0..back).map(|_| 0x08)),
            _ if back < x.saturating_add(1) => sequence(&mut self.bytes, back, b'D'),
            _ => sequence(&mut self.bytes, x.saturating_add(1), b'G'),
        }
    }

    /// Goes over a few cells by writing again what they show, where that is as short as can be.
    fn reprint(&mut self, from: u16, to: u16, y: u16) -> bool {
        let Some(now) = self.pen else { return false };
        let mut again = [0; 3];
        for (x, byte) in (from..to).zip(&mut again) {
            let Some(cell) = self.cell(x, y) else {
                return false;
            };
            let [shown @ b' '..=b'~'] = cell.symbol().as_bytes() else {
                return false;
            };
            let pen = Pen::of(cell);
            let blank = *shown == b' ' && pen.blank() == pen && now.blank_shows_as(pen);
            if pen != now && !blank {
                return false;
            }
            *byte = *shown;
        }
        let count = usize::from(to.saturating_sub(from));
        self.bytes.extend(again.iter().take(count));
        true
    }
}
