//! The step line, and from 110 columns on the list of steps at the left.

use super::desk::Desk;
use super::draw::{Canvas, page_top};
use super::screen::find::mark;

/// Row 1: which step this is, and what is left in it.
pub fn step_line(desk: &Desk, canvas: &mut Canvas<'_>) {
    let palette = canvas.palette;
    let step = desk.stand.step;
    let number = step.saturating_add(1);
    let all = desk.step_count();
    let narrow = canvas.area.width < 60;
    let own = step < desk.review.steps.list.len();
    let mark = mark(desk, step);
    let left = match (
        own && !narrow && !desk.counts(step).is_clear(),
        mark.is_empty(),
    ) {
        (true, _) => format!("本步 {mark}"),
        (false, false) => mark,
        (false, true) => String::new(),
    };
    let end = canvas.put_right(1, &left, palette.plain());
    let place = if narrow {
        format!("{number}/{all} ")
    } else {
        format!("第{number}步，共{all}步  ")
    };
    let column = canvas.put_until((1, 1), (&place, palette.plain()), end);
    canvas.put_until(
        (column, 1),
        (&desk.step_name(step), palette.strong()),
        end.saturating_sub(1),
    );
}

/// The list of steps.
pub fn view(desk: &Desk, canvas: &mut Canvas<'_>) {
    let palette = canvas.palette;
    let (top, rows) = window(desk, canvas.area.height);
    for (step, row) in (top..desk.step_count()).take(rows).zip(2_u16..) {
        let here = step == desk.stand.step;
        let style = if here {
            palette.strong()
        } else {
            palette.plain()
        };
        if here {
            canvas.put((0, row), ">", style);
        }
        let mark = mark(desk, step);
        let end = canvas
            .right()
            .saturating_sub(canvas.wide(&mark))
            .saturating_sub(1);
        canvas.put((end, row), &mark, palette.plain());
        canvas.put_until(
            (1, row),
            (&format!("{:<3}", step.saturating_add(1)), style),
            end,
        );
        canvas.put_until(
            (4, row),
            (&desk.step_name(step), style),
            end.saturating_sub(1),
        );
    }
}

fn window(desk: &Desk, height: u16) -> (usize, usize) {
    let rows = usize::from(height.saturating_sub(3));
    (page_top(desk.stand.step, rows, desk.step_count()), rows)
}

/// The step whose name stands in a row of the list.
pub fn step_at(desk: &Desk, row: u16, height: u16) -> Option<usize> {
    let (top, rows) = window(desk, height);
    let line = usize::from(row.checked_sub(2)?);
    let step = top.saturating_add(line);
    (line < rows && step < desk.step_count()).then_some(step)
}
