//! Writing the text out: in which forms, where to, and what still stands in the way.

use std::path::PathBuf;

use ratatui::layout::Position;

use super::ask::Line;
use crate::check::Code;
use crate::report::Level;
use crate::tui::desk::Desk;
use crate::tui::draw::Canvas;
use crate::tui::keys::Action;
use crate::tui::written::Forms;

/// Writing the text out.
#[derive(Clone, Debug)]
pub struct Write {
    /// 空处 may print as `____`.
    pub blanks: bool,
    /// A Word document is written.
    pub word: bool,
    /// Plain text is written.
    pub text: bool,
    /// The plain text in GB18030 in place of UTF-8.
    pub gb: bool,
    /// The plain text with CRLF in place of LF.
    pub crlf: bool,
    /// Where to; each form has its own ending.
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

/// The last row: where to.
const PATH: usize = 5;

impl Write {
    /// The dialog with a place to write to.
    pub fn to(path: &str) -> Self {
        Self {
            blanks: false,
            word: true,
            text: true,
            gb: false,
            crlf: false,
            path: Line::holding(path),
            row: 0,
        }
    }

    /// The forms that are ticked, to be written to this path.
    pub fn forms(&self, path: PathBuf) -> Forms {
        Forms {
            word: self.word,
            text: self.text,
            gb: self.gb,
            crlf: self.crlf,
            path,
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
        let in_path = self.row == PATH;
        match action {
            Action::Down | Action::NextField => self.row = self.row.saturating_add(1).min(PATH),
            Action::Up | Action::PreviousField => self.row = self.row.saturating_sub(1),
            Action::Back => return Wish::Close,
            Action::Accept => {
                return match self.obstacles(desk) {
                    (0, 0) if !self.word && !self.text => Wish::Stay,
                    (0, 0) => Wish::Write,
                    _ => Wish::Review,
                };
            }
            Action::Type(' ') | Action::Tick if !in_path => match self.row {
                0 => self.word = !self.word,
                1 => self.text = !self.text,
                2 => self.gb = !self.gb,
                3 => self.crlf = !self.crlf,
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
            ("写成", format!("{} Word文档（docx）", tick(self.word))),
            ("", format!("{} 纯文本（txt）", tick(self.text))),
            (
                "编码",
                format!("{} 纯文本用 GB18030（不勾是 UTF-8）", tick(self.gb)),
            ),
            (
                "换行",
                format!("{} 纯文本用 CRLF 换行（不勾是 LF）", tick(self.crlf)),
            ),
            ("空处", format!("{} {blanks}", tick(self.blanks))),
            ("存为", String::new()),
        ];
        let mut caret = None;
        for ((index, (name, words)), row) in rows.iter().enumerate().zip(2_u16..) {
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
            if index == PATH {
                let at = self.path.view(canvas, (12, row));
                caret = caret.or(here.then_some(at));
            } else if here {
                caret = Some(canvas.position(13, row));
            }
        }
        let (wrong, missing) = self.obstacles(desk);
        let said = match (wrong, missing) {
            (0, 0) if !self.word && !self.text => "请至少勾一种：按空格勾选。".to_owned(),
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
        canvas.put((1, 9), &said, palette.plain());
        caret
    }
}
