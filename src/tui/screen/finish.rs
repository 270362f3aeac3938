//! 成文: the whole text with every figure marked by its state, from any figure to its field; writing it out.

use ratatui::layout::Position;

use super::ask::Line;
use super::text::{Page, page};
use crate::check::Code;
use crate::report::Level;
use crate::tui::desk::Desk;
use crate::tui::draw::{Canvas, page_top};
use crate::tui::keys::Action;
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
        canvas.put((26, 1), &place, palette.plain());
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

/// Writing the text out.
#[derive(Clone, Debug)]
pub struct Write {
    /// 空处 may print as `____`.
    pub blanks: bool,
    /// GB18030 in place of UTF-8.
    pub gb: bool,
    /// CRLF in place of LF.
    pub crlf: bool,
    /// Where to.
    pub path: Line,
    row: usize,
}

/// What a key in [`Write`] asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wish {
    /// Nothing.
    Stay,
    /// Back to 成文.
    Close,
    /// To 核对: something stands in the way.
    Review,
    /// Write it.
    Write,
}

const ROWS: usize = 4;

impl Write {
    /// The dialog with a place to write to.
    pub fn to(path: &str) -> Self {
        Self {
            blanks: false,
            gb: false,
            crlf: false,
            path: Line::holding(path),
            row: 0,
        }
    }

    /// What stands in the way: errors, blanks.
    pub fn obstacles(&self, desk: &Desk) -> (usize, usize) {
        let counts = desk.counts(usize::MAX);
        let hard = desk.review.findings.iter().filter(|finding| {
            finding.level == Level::Error
                && matches!(finding.code, Code::Number | Code::Relation | Code::File)
        });
        (hard.count(), if self.blanks { 0 } else { counts.missing })
    }

    /// Applies a key.
    pub fn update(&mut self, action: Action, desk: &Desk) -> Wish {
        let in_path = self.row + 1 == ROWS;
        match action {
            Action::Down | Action::NextField => self.row = self.row.saturating_add(1).min(ROWS - 1),
            Action::Up | Action::PreviousField => self.row = self.row.saturating_sub(1),
            Action::Back => return Wish::Close,
            Action::Accept => {
                return match self.obstacles(desk) {
                    (0, 0) => Wish::Write,
                    _ => Wish::Review,
                };
            }
            Action::Type(' ') | Action::Tick if !in_path => match self.row {
                0 => self.gb = !self.gb,
                1 => self.crlf = !self.crlf,
                _ => self.blanks = !self.blanks,
            },
            other if in_path => {
                self.path.update(other);
            }
            _ => {}
        }
        Wish::Stay
    }

    /// Draws it; gives the caret.
    pub fn view(&self, desk: &Desk, canvas: &mut Canvas<'_>) -> Option<Position> {
        let palette = canvas.palette;
        let tick = |on: bool| if on { "[x]" } else { "[ ]" };
        let missing = desk.counts(usize::MAX).missing;
        let blanks = match missing {
            0 => "印成 ____（现在没有空处）".to_owned(),
            _ => format!("印成 ____，先看版面（缺{missing}）"),
        };
        let rows = [
            ("编码", format!("{} GB18030（不勾是 UTF-8）", tick(self.gb))),
            (
                "换行",
                format!("{} 记事本用的 CRLF（不勾是 LF）", tick(self.crlf)),
            ),
            ("空处", format!("{} {blanks}", tick(self.blanks))),
            ("存为", String::new()),
        ];
        canvas.put((1, 2), "写成纯文本（txt）：", palette.strong());
        let mut caret = None;
        for ((index, (name, words)), row) in rows.iter().enumerate().zip(3_u16..) {
            let here = index == self.row;
            let style = if here {
                palette.strong()
            } else {
                palette.plain()
            };
            if here {
                canvas.put((0, row), ">", style);
            }
            canvas.put((2, row), name, style);
            canvas.put((12, row), words, style);
            if index + 1 == ROWS {
                let at = self.path.view(canvas, (12, row));
                caret = caret.or(here.then_some(at));
            } else if here {
                caret = Some(canvas.position(13, row));
            }
        }
        let (wrong, missing) = self.obstacles(desk);
        let said = match (wrong, missing) {
            (0, 0) => "按 Enter 写出。".to_owned(),
            (wrong, 0) => format!("现在还写不出来：错{wrong} 要先改好。按 Enter 去核对。"),
            (0, missing) => {
                format!("现在还写不出来：缺{missing} 要补齐或勾选上面一项。按 Enter 去核对。")
            }
            (wrong, missing) => {
                format!(
                    "现在还写不出来：错{wrong} 要先改好，缺{missing} 要补齐或勾选上面一项。按 Enter 去核对。"
                )
            }
        };
        canvas.put((1, 8), &said, palette.plain());
        caret
    }
}

/// What is said once the text is written: where it lies, and how to fetch it from a server.
pub fn written(path: &std::path::Path, ssh: Option<&Ssh>) -> Vec<String> {
    let shown = path.display();
    let mut said = vec![format!("写好了：{shown}")];
    if let Some(ssh) = ssh {
        said.push(
            "取回自己电脑：用 Xshell、MobaXterm、FinalShell 的文件窗口找到它，拖到桌面；"
                .to_owned(),
        );
        said.push("或者在自己电脑（Windows 也行）的命令行里输入：".to_owned());
        let path = shown.to_string();
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
