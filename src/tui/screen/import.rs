//! Which file to make a template of: a path, its names completed.

use ratatui::layout::Position;

use super::ask::Line;
use crate::tui::draw::Canvas;
use crate::tui::keys::Action;

/// The names shown at most.
const MOST_NAMES: usize = 40;

/// The question for a file, and the file that is being read.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// The path as typed.
    pub line: Line,
    /// Names that would go on with it.
    names: Vec<String>,
    /// What is wrong with it.
    pub said: String,
    /// The reading under way: its number, and how many seconds it has taken.
    pub reading: Option<(u64, u64)>,
}

/// What is wanted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wish {
    /// Nothing.
    Stay,
    /// Back to the start screen.
    Close,
    /// Completion of the path as typed.
    Complete,
    /// The file read.
    Read,
}

impl Import {
    /// Applies a key.
    pub fn update(&mut self, action: Action) -> Wish {
        match action {
            Action::Back if self.reading.take().is_some() => {
                self.said = "不等了，没有读入。".to_owned();
            }
            Action::Back => return Wish::Close,
            Action::Accept if self.line.text.trim().is_empty() => {
                self.said = "请写范文的文件名，如 ~/范文.docx；按 Tab 看有哪些文件。".to_owned();
            }
            Action::Accept => return Wish::Read,
            Action::NextField => return Wish::Complete,
            other => {
                if self.line.update(other) {
                    self.forget();
                }
            }
        }
        Wish::Stay
    }

    /// Puts a pasted path in.
    pub fn paste(&mut self, text: &str) {
        self.line.paste(text.trim());
        self.forget();
    }

    fn forget(&mut self) {
        self.said.clear();
        self.names.clear();
    }

    /// Takes a completion, unless something else was typed meanwhile.
    pub fn completed(&mut self, typed: &str, line: &str, names: Vec<String>) {
        if self.line.text != typed {
            return;
        }
        self.said = match names.is_empty() {
            true => "没有这样开头的文件夹或 txt、md、docx 文件。".to_owned(),
            false => String::new(),
        };
        self.line = Line::holding(line);
        self.names = names;
        // One name alone stands in the line already.
        if self.names.len() == 1 {
            self.names.clear();
        }
    }

    /// Draws it; gives the caret.
    pub fn view(&self, canvas: &mut Canvas<'_>) -> Option<Position> {
        let palette = canvas.palette;
        canvas.put((1, 0), "把抠了空的范文变成模板", palette.strong());
        canvas.put(
            (1, 2),
            "范文是哪个文件？txt、md、docx 都行，编码自己认。",
            palette.plain(),
        );
        canvas.put((0, 3), ">", palette.strong());
        let column = canvas.put((2, 3), "文件", palette.strong());
        let caret = self.line.view(canvas, (column.saturating_add(2), 3));
        match self.reading {
            Some((_, 0)) => {
                canvas.put((1, 4), "正在读。", palette.plain());
            }
            Some((_, seconds)) => {
                let said = format!("正在认里面的空，已经{seconds}秒；按 Esc 不等了。");
                canvas.put((1, 4), &said, palette.strong());
            }
            None => {
                let lines = crate::tui::draw::Styled::plain(&self.said);
                let room = canvas.area.width.saturating_sub(2);
                for (line, row) in lines.lines(room, canvas.width).into_iter().zip(4_u16..) {
                    let words = self.said.get(line).unwrap_or_default();
                    canvas.put((1, row), words, palette.wrong());
                }
            }
        }
        self.list(canvas);
        Some(caret)
    }

    /// The names that would go on with the line, in columns.
    fn list(&self, canvas: &mut Canvas<'_>) {
        let plain = canvas.palette.plain();
        let names = self.names.iter().take(MOST_NAMES);
        let widest = names.clone().map(|name| canvas.wide(name)).max();
        let wide = widest.unwrap_or(0).saturating_add(2);
        let end = canvas.area.width.saturating_sub(1);
        let last = canvas.area.height.saturating_sub(2);
        let (mut column, mut row) = (3_u16, 5_u16);
        for name in names {
            if column.saturating_add(wide) > end && column > 3 {
                column = 3;
                row = row.saturating_add(1);
            }
            if row >= last {
                break;
            }
            canvas.put((column, row), name, plain);
            column = column.saturating_add(wide);
        }
    }
}
