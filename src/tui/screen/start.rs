//! The start screen: drafts lately worked on, templates.

use std::path::PathBuf;

use ratatui::layout::Position;

use crate::tui::draw::{Canvas, page_top};
use crate::tui::keys::Action;
use crate::tui::width::Width;

use super::menu::{Deed, Menu};

/// A draft that is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Known {
    /// Its file.
    pub path: PathBuf,
    /// Its name.
    pub title: String,
    /// How far it is: 已填 41/49  错3.
    pub state: String,
    /// When it was last worked on: 今天 09:12.
    pub when: String,
}

/// A template to begin with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// How many figures it asks for.
    pub blanks: usize,
    /// Where it comes from: 自带 or 自己的.
    pub source: String,
}

/// The start screen.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// Drafts, the newest first.
    pub known: Vec<Known>,
    /// Templates.
    pub offers: Vec<Offer>,
    /// Nothing was ever opened here: three sentences first, and a test of widths.
    pub first: bool,
    /// What went wrong with the last choice.
    pub notice: String,
    /// The row in hand.
    pub row: usize,
}

/// What is chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Choice {
    /// Nothing yet.
    None,
    /// A draft to go on with.
    Open(PathBuf),
    /// A template to begin with.
    New(String),
    /// A model to make a template of.
    Import,
    /// The other width for disputed characters.
    OtherWidth,
    /// Drafts and templates to search by typing.
    Find,
}

/// The last row: what makes a template of a model.
const IMPORT: &str = "把抠了空的范文变成模板（txt、docx）";

impl Start {
    fn count(&self) -> usize {
        let listed = self.known.len().saturating_add(self.offers.len());
        listed.saturating_add(1)
    }

    fn chosen(&self, row: usize) -> Choice {
        if let Some(known) = self.known.get(row) {
            return Choice::Open(known.path.clone());
        }
        let offer = row
            .checked_sub(self.known.len())
            .and_then(|row| self.offers.get(row));
        match offer {
            Some(offer) => Choice::New(offer.id.clone()),
            None if row.saturating_add(1) == self.count() => Choice::Import,
            None => Choice::None,
        }
    }

    /// Applies a key.
    pub fn update(&mut self, action: Action) -> Choice {
        let last = self.count().saturating_sub(1);
        match action {
            Action::Down | Action::NextField => self.row = self.row.saturating_add(1).min(last),
            Action::Up | Action::PreviousField => self.row = self.row.saturating_sub(1),
            Action::NextStep => self.row = self.row.saturating_add(10).min(last),
            Action::PreviousStep => self.row = self.row.saturating_sub(10),
            Action::Accept => return self.chosen(self.row),
            Action::First => return self.chosen(0),
            Action::Find => return Choice::Find,
            Action::Digit(9) if self.first => return Choice::OtherWidth,
            Action::Digit(digit) => {
                return usize::from(digit)
                    .checked_sub(1)
                    .map_or(Choice::None, |row| self.chosen(row));
            }
            _ => {}
        }
        Choice::None
    }

    /// All rows as a menu that typing narrows.
    pub fn menu(&self) -> Menu {
        let known = self.known.iter();
        let known = known.map(|known| format!("{}  {}  {}", known.title, known.state, known.when));
        let offers = self.offers.iter();
        let offers =
            offers.map(|offer| format!("{}  {}空  {}", offer.title, offer.blanks, offer.source));
        let words = known.chain(offers).chain([IMPORT.to_owned()]).enumerate();
        Menu {
            said: vec!["打字找草稿和模板。".to_owned()],
            entries: words
                .map(|(row, words)| (words, Deed::Begin(self.chosen(row))))
                .collect(),
            ..Menu::default()
        }
    }

    /// Draws it; gives the caret.
    pub fn view(&self, canvas: &mut Canvas<'_>) -> Option<Position> {
        let palette = canvas.palette;
        canvas.put((1, 0), "汇报", palette.strong());
        canvas.put_right(
            0,
            concat!("版本 ", env!("CARGO_PKG_VERSION")),
            palette.plain(),
        );
        let mut rows: Vec<(Option<usize>, String, String)> = Vec::new();
        if self.first {
            for sentence in [
                "第一次使用，请先看三句：",
                "  填到哪里存到哪里，断线、关窗都不丢；下次输入 huibao 接着写。",
                "  前后随便走，填错也不拦人；写成文件以前再统一核对。",
                "  涉密内容不要写在这台机器上。",
            ] {
                rows.push((None, sentence.to_owned(), String::new()));
            }
        }
        if !self.known.is_empty() {
            rows.push((None, "接着写".to_owned(), String::new()));
            for (index, known) in self.known.iter().enumerate() {
                rows.push((
                    Some(index),
                    known.title.clone(),
                    format!("{}  {}", known.state, known.when),
                ));
            }
        }
        rows.push((None, "新写一份".to_owned(), String::new()));
        for (index, offer) in self.offers.iter().enumerate() {
            let row = index.saturating_add(self.known.len());
            rows.push((
                Some(row),
                offer.title.clone(),
                format!("{}空  {}", offer.blanks, offer.source),
            ));
        }
        let last = self.count().saturating_sub(1);
        rows.push((Some(last), IMPORT.to_owned(), String::new()));
        let samples = if self.first { 4_u16 } else { 0 };
        let room = usize::from(canvas.area.height.saturating_sub(3).saturating_sub(samples));
        let wanted = rows
            .iter()
            .position(|(row, ..)| *row == Some(self.row))
            .unwrap_or(0);
        let top = page_top(wanted, room, rows.len());
        let mut caret = None;
        let mut y = 1_u16;
        for (index, words, state) in rows.iter().skip(top).take(room) {
            let Some(index) = index else {
                canvas.put((1, y), words, palette.plain());
                y = y.saturating_add(1);
                continue;
            };
            let here = *index == self.row;
            let style = if here {
                palette.strong()
            } else {
                palette.plain()
            };
            if here {
                canvas.put((0, y), ">", style);
                caret = Some(canvas.position(2, y));
            }
            let end = canvas.put_right(y, state, palette.plain());
            let number = index.saturating_add(1);
            canvas.put_until(
                (2, y),
                (&format!("{number} {words}"), style),
                end.saturating_sub(1),
            );
            y = y.saturating_add(1);
        }
        if self.first {
            let other = match canvas.width {
                Width::Narrow => "宽",
                Width::Wide => "窄",
            };
            let said = format!("下面两行右边应当对齐；不齐请按 9，引号改按{other}的画：");
            canvas.put((1, y), &said, palette.plain());
            let bar = if canvas.width == Width::Wide { 16 } else { 10 };
            for (row, sample) in [(1_u16, "“清溪”……—·"), (2, "一二三四五")] {
                let y = y.saturating_add(row);
                canvas.put((3, y), sample, palette.plain());
                canvas.put((bar + 3, y), "|", palette.plain());
            }
        }
        let notice = canvas.area.height.saturating_sub(2);
        canvas.put((1, notice), &self.notice, palette.wrong());
        caret
    }
}
