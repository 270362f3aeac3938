//! Writing the text out: in which forms, where to, and what still stands in the way.

use std::path::PathBuf;

use ratatui::layout::Position;

use super::ask::Line;
use crate::check::Code;
use crate::export::{tables, text};
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
    /// 数据来源表 is written beside it.
    pub sources: bool,
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

/// What can be in hand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Item {
    Word,
    Text,
    Gb,
    Crlf,
    Sources,
    Blanks,
    Path,
}

/// From this width on both forms stand in one row.
const BOTH: u16 = 60;

impl Write {
    /// The dialog with a place to write to.
    pub fn to(path: &str) -> Self {
        Self {
            blanks: false,
            word: true,
            text: false,
            gb: false,
            crlf: false,
            sources: false,
            path: Line::holding(path),
            row: 0,
        }
    }

    /// What there is to tick and to type: how plain text is written only where it is.
    fn items(&self) -> Vec<Item> {
        let mut items = vec![Item::Word, Item::Text];
        if self.text {
            items.extend([Item::Gb, Item::Crlf]);
        }
        items.extend([Item::Sources, Item::Blanks, Item::Path]);
        items
    }

    fn in_hand(&self) -> Item {
        self.items().get(self.row).copied().unwrap_or(Item::Path)
    }

    /// The forms that are ticked, to be written to this path.
    pub fn forms(&self, desk: &Desk, path: PathBuf) -> Forms {
        let review = &desk.review;
        let table = || tables::sources(&desk.report, &review.figures, &review.document);
        Forms {
            sources: self.sources.then(table),
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
        let last = self.items().len().saturating_sub(1);
        let in_hand = self.in_hand();
        match action {
            Action::Down | Action::NextField => self.row = self.row.saturating_add(1).min(last),
            Action::Up | Action::PreviousField => self.row = self.row.saturating_sub(1),
            Action::Back => return Wish::Close,
            Action::Accept => {
                return match self.obstacles(desk) {
                    (0, 0) if !self.word && !self.text && !self.sources => Wish::Stay,
                    (0, 0) => Wish::Write,
                    _ => Wish::Review,
                };
            }
            Action::Tick => match self.ticked(in_hand) {
                Some(ticked) => *ticked = !*ticked,
                None => {
                    self.path.update(Action::Type(' '));
                }
            },
            other if in_hand == Item::Path => {
                self.path.update(other);
            }
            _ => {}
        }
        Wish::Stay
    }

    fn ticked(&mut self, item: Item) -> Option<&mut bool> {
        Some(match item {
            Item::Word => &mut self.word,
            Item::Text => &mut self.text,
            Item::Gb => &mut self.gb,
            Item::Crlf => &mut self.crlf,
            Item::Sources => &mut self.sources,
            Item::Blanks => &mut self.blanks,
            Item::Path => return None,
        })
    }

    /// An item's name at the left, whether it is ticked, and what it says.
    fn shown(&self, item: Item, desk: &Desk) -> (&'static str, bool, String) {
        let missing = desk.counts(usize::MAX).missing;
        let blanks = match missing {
            0 => "印成 ____（现在没有空处）".to_owned(),
            _ => format!("印成 ____，先看版面（缺{missing}）"),
        };
        let plain = str::to_owned;
        match item {
            Item::Word => ("写成", self.word, plain("Word文档（docx）")),
            Item::Text => ("", self.text, plain("纯文本（txt）")),
            Item::Gb => ("编码", self.gb, plain("纯文本用 GB18030（不勾是 UTF-8）")),
            Item::Crlf => ("换行", self.crlf, plain("纯文本用 CRLF 换行（不勾是 LF）")),
            Item::Sources => ("另附", self.sources, plain("数据来源表（docx）")),
            Item::Blanks => ("空处", self.blanks, blanks),
            Item::Path => ("存为", false, String::new()),
        }
    }

    /// Draws it; gives the caret.
    pub fn view(&self, desk: &Desk, canvas: &mut Canvas<'_>) -> Option<Position> {
        let palette = canvas.palette;
        let mut caret = None;
        let mut row = 1_u16;
        let mut behind = 12_u16;
        for (index, item) in self.items().into_iter().enumerate() {
            let (name, ticked, words) = self.shown(item, desk);
            let here = index == self.row;
            let style = if here {
                palette.strong()
            } else {
                palette.plain()
            };
            let beside = item == Item::Text && canvas.area.width >= BOTH;
            let column = if beside { behind } else { 12 };
            if !beside {
                row = row.saturating_add(1);
                canvas.put((2, row), name, style);
            }
            if here {
                canvas.put((0, row), ">", palette.strong());
            }
            if item == Item::Path {
                let at = self.path.view(canvas, (12, row));
                caret = caret.or(here.then_some(at));
                continue;
            }
            let tick = if ticked { "[x]" } else { "[ ]" };
            let end = canvas.put((column, row), &format!("{tick} {words}"), style);
            behind = end.saturating_add(2);
            if here {
                caret = Some(canvas.position(column.saturating_add(1), row));
            }
        }
        let (wrong, missing) = self.obstacles(desk);
        let said = match (wrong, missing) {
            (0, 0) if !self.word && !self.text && !self.sources => {
                "请至少勾一种：按空格勾选。".to_owned()
            }
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
        row = row.saturating_add(1);
        canvas.put((1, row), &said, palette.plain());
        if let Some(rare) = self.rare(desk) {
            row = row.saturating_add(1);
            canvas.put((1, row), &rare, palette.odd());
        }
        caret
    }

    /// What old systems lack of the text that is to be written for them.
    fn rare(&self, desk: &Desk) -> Option<String> {
        let layout = text::Layout::default();
        let is_old = self.text && self.gb;
        is_old.then(|| text::rare(&text::text(&desk.review.document, layout)))?
    }
}
