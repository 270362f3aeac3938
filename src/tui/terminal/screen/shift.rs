//! Rows whose characters stand where they stood, but some columns further on or back: a character typed into a wrapped
//! paragraph pushes one character from each row into the next. The terminal moves the rest of the row itself (ICH and
//! DCH), and only what came in is sent.

use std::io::Write;

use ratatui::buffer::Cell;

use super::cursor::sequence;
use super::pen::{Pen, plain_blank};
use super::{At, Screen};
use crate::tui::width;

/// The moves that are tried, the likeliest first: columns in (on) or out (back).
const MOVES: [Move; 12] = [
    Move::On(2),
    Move::Back(2),
    Move::On(1),
    Move::Back(1),
    Move::On(4),
    Move::Back(4),
    Move::On(3),
    Move::Back(3),
    Move::On(6),
    Move::Back(6),
    Move::On(5),
    Move::Back(5),
];

/// So many columns that were wrong have to be right after a move, or it is not worth its bytes.
const WORTH: usize = 8;

/// Terminals that know ICH and DCH, by the beginning of `TERM`. To any other a row is sent whole.
const KNOW: [&str; 13] = [
    "xterm",
    "screen",
    "tmux",
    "linux",
    "putty",
    "rxvt",
    "konsole",
    "vte",
    "gnome",
    "alacritty",
    "foot",
    "kitty",
    "wezterm",
];

/// How the rest of a row moves.
#[derive(Debug, Clone, Copy)]
enum Move {
    /// Blanks come in before it.
    On(u16),
    /// Its first columns go.
    Back(u16),
}

/// Whether a terminal of this name moves the rest of a row when it is told to.
pub fn is_known_to(term: &str) -> bool {
    KNOW.iter().any(|known| term.starts_with(known))
}

impl<W: Write> Screen<W> {
    /// Whether the terminal moves the rest of a row when it is told to.
    pub const fn set_shifts(&mut self, shifts: bool) {
        self.shifts = shifts;
    }

    /// Whether a row is shown as it is wanted: from one frame to the next most are.
    pub(super) fn stays(&self, y: u16, row: &[Cell]) -> bool {
        let shown = self.shown.iter().skip(self.index(0, y));
        let mut cells = shown.zip(row);
        cells.all(|(shown, wanted)| shown.symbol().is_empty() || shown == wanted)
    }

    /// Moves what is shown from column `x` on, where that makes the most of the row right.
    pub(super) fn shift(&mut self, (x, y): (u16, u16), row: &[Cell]) {
        if !self.shifts {
            return;
        }
        let start = self.index(0, y);
        let end = start.saturating_add(usize::from(self.size.width));
        let from = usize::from(x);
        let Some(shown) = self.shown.get(start..end) else {
            return;
        };
        // Where nothing is shown nothing can be moved.
        if shown
            .get(from..)
            .is_none_or(|rest| rest.iter().all(plain_blank))
        {
            return;
        }
        let right = |shown: &[Cell], row: &[Cell]| {
            shown
                .iter()
                .zip(row)
                .filter(|(shown, wanted)| is_as(shown, wanted))
                .count()
        };
        let (Some(rest), Some(wanted)) = (shown.get(from..), row.get(from..)) else {
            return;
        };
        let now = right(rest, wanted);
        let wrong = wanted.len().saturating_sub(now);
        if wrong < WORTH || !rest.iter().all(|cell| self.is_steady(cell)) {
            return;
        }
        let mut best: Option<(usize, Move)> = None;
        for way in MOVES {
            let after = match way {
                Move::On(columns) => {
                    let columns = usize::from(columns);
                    let out = rest.len().saturating_sub(columns);
                    let (kept, pushed) = rest.split_at_checked(out).unwrap_or((rest, &[]));
                    if is_amid(rest.first()) || !pushed.iter().all(plain_blank) {
                        continue;
                    }
                    right(kept, wanted.get(columns..).unwrap_or_default())
                }
                Move::Back(columns) => {
                    let kept = rest.get(usize::from(columns)..).unwrap_or_default();
                    if is_amid(rest.first()) || is_amid(kept.first()) {
                        continue;
                    }
                    right(kept, wanted)
                }
            };
            if after >= now.saturating_add(WORTH) && best.is_none_or(|(most, _)| after > most) {
                best = Some((after, way));
            }
        }
        if let Some((_, way)) = best {
            self.send_shift((x, y), way);
        }
    }

    fn send_shift(&mut self, (x, y): (u16, u16), way: Move) {
        self.move_to(x, y);
        // What comes in takes the colours of the pen.
        self.set_pen(Pen::PLAIN, true);
        let (columns, letter) = match way {
            Move::On(columns) => (columns, b'@'),
            Move::Back(columns) => (columns, b'P'),
        };
        sequence(&mut self.bytes, columns, letter);
        self.at = At::Cell(x, y);
        let (from, end) = (self.index(x, y), self.index(0, y.saturating_add(1)));
        let count = usize::from(columns);
        let Some(cells) = self.shown.get_mut(from..end) else {
            return;
        };
        let count = count.min(cells.len());
        let came_in = match way {
            Move::On(_) => {
                cells.rotate_right(count);
                cells.get_mut(..count)
            }
            Move::Back(_) => {
                cells.rotate_left(count);
                let kept = cells.len().saturating_sub(count);
                cells.get_mut(kept..)
            }
        };
        came_in.unwrap_or_default().fill(Cell::EMPTY);
    }

    /// Whether a cell moves as every terminal has it: what is of one character whose columns are known, or of a disputed
    /// width, for which both its columns were blanked.
    fn is_steady(&self, cell: &Cell) -> bool {
        let mut chars = cell.symbol().chars();
        match (chars.next(), chars.next()) {
            (None, _) => true,
            (Some(' '..='~'), None) => true,
            (Some(c), None) => {
                let c = width::real(c);
                width::disputed(c)
                    || width::undisputed(c, 1, self.width)
                    || width::undisputed(c, 2, self.width)
            }
            _ => false,
        }
    }
}

/// Whether what is shown in a cell is what is wanted there. The cell behind a wide character has no symbol once shown.
fn is_as(shown: &Cell, wanted: &Cell) -> bool {
    shown.symbol().is_empty()
        || shown.symbol() == wanted.symbol() && Pen::of(shown) == Pen::of(wanted)
}

/// Whether the cell is the second one of a wide character.
fn is_amid(cell: Option<&Cell>) -> bool {
    cell.is_some_and(|cell| cell.symbol().is_empty())
}
