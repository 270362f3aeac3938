//! The editor as it is drawn: its texts in rows around the caret, slots coloured, a hint below.

use std::ops::Range;

use ratatui::layout::Position;

use super::{LABEL, Wording, laid};
use crate::tui::desk::Desk;
use crate::tui::draw::Canvas;

impl Wording {
    /// Draws rows 1 and on; gives the caret.
    pub fn view(&self, desk: &Desk, canvas: &mut Canvas<'_>) -> Option<Position> {
        let palette = canvas.palette;
        canvas.put(
            (1, 1),
            &format!("改文字  {}", desk.step_name(desk.stand.step)),
            palette.strong(),
        );
        let hint_row = canvas.area.height.saturating_sub(2);
        let rows = usize::from(hint_row.saturating_sub(2));
        let mut caret = None;
        let mut row = 2_u16;
        let mut left = rows;
        for (index, (place, label)) in self.places.iter().enumerate() {
            let Some(text) = desk.report.wording(place) else {
                continue;
            };
            let laid = laid(text, (canvas.area.width, canvas.width));
            let here = index == self.row;
            let behind = self.places.len().saturating_sub(index).saturating_sub(1);
            let room = left.saturating_sub(behind).max(1);
            let (line, column) = laid.place(&self.caret);
            let selected = self
                .caret
                .selection_in(text)
                .filter(|_| here)
                .unwrap_or_default();
            let top = if here {
                first_row(line, room, laid.rows().len())
            } else {
                0
            };
            let style = if here {
                palette.strong()
            } else {
                palette.plain()
            };
            canvas.put((1, row), label, style);
            for (number, range) in laid.rows().iter().enumerate().skip(top).take(room) {
                draw_row(canvas, row, (text.source(), range), &selected);
                if here && number == line {
                    let column = LABEL.saturating_add(u16::try_from(column).unwrap_or(0));
                    caret = Some(canvas.position(column, row));
                }
                row = row.saturating_add(1);
                left = left.saturating_sub(1);
            }
        }
        let fault = self
            .places
            .iter()
            .filter_map(|(place, _)| desk.report.wording(place))
            .find_map(|text| text.faults().first());
        let (hint, style) = match fault {
            Some(fault) => (
                format!("错 {}：{}", fault.text, fault.what),
                palette.wrong(),
            ),
            None if !self.said.is_empty() => (self.said.clone(), palette.plain()),
            None => (
                "大括号里是数据空，整个算一个字：退格删去整个空，数还留着，Ctrl-Z 找回。"
                    .to_owned(),
                palette.plain(),
            ),
        };
        canvas.put((1, hint_row), &hint, style);
        caret
    }
}

/// The first row shown, so that a quarter of the room stands above the caret and below it: the rows keep
/// their places while the caret moves among them, and jump by half the room where it leaves them.
fn first_row(line: usize, room: usize, rows: usize) -> usize {
    let half = room.checked_div(2).unwrap_or(0).max(1);
    let quarter = half.checked_div(2).unwrap_or(0);
    if rows <= room || line < room.saturating_sub(quarter) {
        return 0;
    }
    let jumps = line.saturating_sub(quarter).checked_div(half).unwrap_or(0);
    jumps.saturating_mul(half).min(line)
}

/// A row of the source, its slots coloured and what is selected reversed.
pub(in crate::tui::screen) fn draw_row(
    canvas: &mut Canvas<'_>,
    row: u16,
    (source, range): (&str, &Range<usize>),
    selected: &Range<usize>,
) {
    let palette = canvas.palette;
    let mut column = LABEL;
    let mut slot = false;
    let mut piece = String::new();
    let mut style = palette.plain();
    let text = source.get(range.clone()).unwrap_or_default();
    for (at, c) in text.char_indices() {
        slot = slot || c == '{';
        let here = range.start.saturating_add(at);
        let next = match (selected.contains(&here), slot) {
            (true, _) => palette.in_hand(),
            (false, true) => palette.slot(),
            (false, false) => palette.plain(),
        };
        if next != style {
            column = canvas.put((column, row), &piece, style);
            piece.clear();
            style = next;
        }
        piece.push(c);
        slot = slot && c != '}';
    }
    canvas.put((column, row), &piece, style);
}

#[cfg(test)]
mod tests {
    use super::first_row;

    #[test]
    fn the_caret_always_has_rows_around_it_and_is_always_shown() {
        for room in 1..25 {
            for rows in 1..120 {
                let mut moved = 0;
                for line in 0..rows {
                    let top = first_row(line, room, rows);
                    assert!((top..top + room).contains(&line), "{line} {room} {rows}");
                    moved += usize::from(line > 0 && top != first_row(line - 1, room, rows));
                }
                let half = (room / 2).max(1);
                assert!(moved <= rows / half + 1, "{moved} {room} {rows}");
            }
        }
        assert_eq!(first_row(9, 20, 20), 0);
        assert_eq!(first_row(30, 20, 70), 20);
    }
}
