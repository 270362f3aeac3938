//! 成文: the whole text with every figure marked by its state, from any figure to its field; writing it out.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use ratatui::layout::Position;

use super::find::mark;
use super::page::{Page, page};
use super::text::length;
use crate::tui::desk::{Desk, Screen};
use crate::tui::draw::{Canvas, page_top};
use crate::tui::fetch::{Ssh, brief};
use crate::tui::paragraph::Look;
use crate::tui::terminal::clipboard::{Clipboard, LONGEST};

/// The page of a draft as 成文 shows it.
pub fn set(desk: &Desk, screen: Screen) -> Cow<'_, Page> {
    let (columns, palette, width) = screen;
    let look = Look {
        in_hand: None,
        live: false,
        palette,
        width,
    };
    desk.finished(screen, || page(desk, columns.saturating_sub(2), look))
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
    let page = set(desk, (canvas.area.width, palette, canvas.width));
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
pub fn written(paths: &[PathBuf], pages: usize, ssh: Option<&Ssh>) -> Vec<String> {
    let line = |(nth, path): (usize, &PathBuf)| {
        let is_word = path.extension().is_some_and(|ending| ending == "docx");
        let long = match nth == 0 && is_word {
            true => format!("，共{pages}页"),
            false => String::new(),
        };
        format!("写好了{long}：\n{}", brief(path))
    };
    let mut said: Vec<String> = paths.iter().enumerate().map(line).collect();
    if let (Some(ssh), Some(first)) = (ssh, paths.first()) {
        let folder = first.parent().and_then(Path::file_name);
        let place = match folder.filter(|_| first.parent() != dirs::home_dir().as_deref()) {
            Some(folder) => format!("打开{}", folder.display()),
            None => "找到它".to_owned(),
        };
        said.push(format!(
            "取回自己电脑：用 Xshell、MobaXterm、FinalShell 的文件窗口{place}，拖到桌面；"
        ));
        said.extend(fetched(ssh, first, "或者"));
    }
    said
}

/// The lines to type for a file, with what they are for.
fn fetched(ssh: &Ssh, path: &Path, opening: &str) -> Vec<String> {
    let mut said = vec![
        format!("{opening}在自己电脑（Windows 也行）的命令行里输入："),
        format!("  {}", ssh.scp(path)),
    ];
    if let Some(line) = ssh.sz(path) {
        said.push("这台机器装有 sz，终端软件认得的话，离开以后在这里输入也行：".to_owned());
        said.push(format!("  {line}"));
    }
    said
}

/// A text on its way to the clipboard: how it goes, how long it is, and where it lies as a file.
#[derive(Clone, Copy, Debug)]
pub struct Copied<'a> {
    /// The way.
    pub clipboard: Clipboard,
    /// The text.
    pub text: &'a str,
    /// How many blanks are in it.
    pub blanks: usize,
    /// The file that it is written to, or would be.
    pub file: (&'a Path, bool),
    /// How this machine is reached from outside.
    pub ssh: Option<&'a Ssh>,
}

impl Copied<'_> {
    /// What is said of it: no terminal tells whether it took the text.
    pub fn said(&self) -> Vec<String> {
        let count = self.text.chars().filter(|c| !c.is_whitespace()).count();
        let is_sent = self.clipboard != Clipboard::None && self.text.len() <= LONGEST;
        let mut said = Vec::new();
        if self.clipboard == Clipboard::None {
            said.push("这个终端没有剪贴板可用，全文没有复制。".to_owned());
        } else if is_sent {
            said.push(format!(
                "全文{count}字送给终端软件了：请到自己电脑上粘贴，看看有没有。"
            ));
            if self.blanks > 0 {
                said.push(format!("里面还有{}处空，印成 ____。", self.blanks));
            }
            said.push("收没收下它不回话；粘贴不出来，是它不会或者没许可（OSC 52）。".to_owned());
            said.extend(match self.clipboard {
                Clipboard::Tmux => Some(
                    "隔着 tmux，要先离开输入 tmux set -g set-clipboard on，再来复制。".to_owned(),
                ),
                Clipboard::Screen => Some("隔着 screen，要外面的终端软件收才行。".to_owned()),
                Clipboard::Terminal | Clipboard::None => None,
            });
        } else {
            said.push(format!("全文{count}字，剪贴板一次收不下，没有复制。"));
        }
        let (path, is_written) = self.file;
        let opening = match (is_sent, is_written) {
            (true, true) => "粘贴不出来，就",
            (false, true) => "请",
            (true, false) => "粘贴不出来，就按 Esc 回去，按 1 写成文件，再",
            (false, false) => "请按 Esc 回去，按 1 写成文件，再",
        };
        match self.ssh {
            Some(ssh) => said.extend(fetched(ssh, path, opening)),
            None if is_written => said.push(format!("全文的文件在这里：{}", path.display())),
            None => said.push("也可以按 Esc 回去，按 1 写成文件。".to_owned()),
        }
        said
    }
}
