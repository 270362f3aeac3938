//! 成文: the whole text with every figure marked by its state, from any figure to its field; writing it out.

use std::path::PathBuf;

use ratatui::layout::Position;

use super::find::mark;
use super::page::{Page, page};
use super::text::length;
use crate::tui::desk::Desk;
use crate::tui::draw::{Canvas, page_top};
use crate::tui::paragraph::Look;
use crate::tui::width::Width;

/// The page of a draft as 成文 shows it.
pub fn set(desk: &Desk, columns: u16, canvas: (crate::tui::style::Palette, Width)) -> Page {
    let look = Look {
        in_hand: None,
        live: false,
        palette: canvas.0,
        width: canvas.1,
    };
    page(desk, columns.saturating_sub(2), look)
}

/// The key of the figure in hand.
pub fn key_in_hand(desk: &Desk) -> Option<String> {
    let blocks = desk.review.document.blocks.iter();
    let keys = blocks
        .flat_map(|block| &block.runs)
        .filter_map(|run| match &run.source {
            crate::render::Source::Slot { key, .. } => Some(key.clone()),
            _ => None,
        });
    keys.into_iter().nth(desk.stand.row)
}

/// Draws rows 1 and on; gives the caret.
pub fn view(desk: &Desk, canvas: &mut Canvas<'_>) -> Option<Position> {
    let palette = canvas.palette;
    let page = set(desk, canvas.area.width, (palette, canvas.width));
    let rows = canvas.area.height.saturating_sub(3);
    let slot = desk.stand.row.min(page.slots.len().saturating_sub(1));
    let (line, column) = page.column_of(slot, canvas.width).unwrap_or((0, 0));
    let top = page_top(line, usize::from(rows), page.lines.len());
    page.draw(canvas, (top, 2, rows));
    let place = format!("第{}行，共{}行", line.saturating_add(1), page.lines.len());
    if canvas.area.width >= 72 {
        let column = canvas.put((26, 1), &place, palette.plain());
        paged(desk, column.saturating_add(2), canvas);
    }
    let row = u16::try_from(line.saturating_sub(top))
        .unwrap_or(0)
        .saturating_add(2);
    let caret = (column.saturating_add(1), row);
    if let Some(cell) = canvas.buffer.cell_mut((
        canvas.area.x.saturating_add(caret.0),
        canvas.area.y.saturating_add(row),
    )) && !page.slots.is_empty()
    {
        cell.set_style(palette.in_hand());
    }
    Some(canvas.position(caret.0, caret.1))
}

/// How long the text is on paper, where what is left to do leaves room for it.
fn paged(desk: &Desk, column: u16, canvas: &mut Canvas<'_>) {
    let (length, is_over) = length(desk, desk.paper());
    let said = format!("{}页 {length}", desk.paper().pages);
    let counts = mark(desk, desk.stand.step);
    let end = column.saturating_add(canvas.wide(&said));
    let right = canvas.area.width.saturating_sub(2);
    if end.saturating_add(canvas.wide(&counts)) < right {
        let style = if is_over {
            canvas.palette.wrong()
        } else {
            canvas.palette.plain()
        };
        canvas.put((column, 1), &said, style);
    }
}

/// What is said once the text is written: where it lies, and how to fetch it from a server.
pub fn written(paths: &[PathBuf], ssh: Option<&Ssh>) -> Vec<String> {
    let mut said: Vec<String> = paths
        .iter()
        .map(|path| format!("写好了：{}", path.display()))
        .collect();
    if let Some(ssh) = ssh {
        said.push(
            "取回自己电脑：用 Xshell、MobaXterm、FinalShell 的文件窗口找到它，拖到桌面；"
                .to_owned(),
        );
        said.push("或者在自己电脑（Windows 也行）的命令行里输入：".to_owned());
        let path = paths
            .first()
            .map(|path| path.display().to_string())
            .unwrap_or_default();
        let path = if path.contains([' ', '\'', '"', '(', ')', '&']) {
            format!("'{path}'")
        } else {
            path
        };
        said.push(format!("  scp {}@{}:{path} .", ssh.user, ssh.host));
    }
    said
}

/// How this machine is reached from outside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ssh {
    /// The user's name here.
    pub user: String,
    /// This machine's address as the client sees it.
    pub host: String,
}
