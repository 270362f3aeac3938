//! A few sentences to read. One that is longer than a row goes on in the next; a line to be typed elsewhere is known by
//! the blanks it begins with, and its rows begin at the screen's edge, so that it is copied whole. So does what stands
//! behind a line break in a sentence (a path), but only where both do not fit into one row.

use std::ops::Range;

use ratatui::layout::Position;

use super::Next;
use crate::tui::draw::{Block, Canvas, Styled};
use crate::tui::keys::Action;
use crate::tui::width::Width;

/// The first row that they take.
const FIRST: u16 = 2;

/// Sentences and how far they are scrolled.
#[derive(Clone, Default, Debug)]
pub struct Said {
    sentences: Vec<String>,
    top: usize,
}

impl From<Vec<String>> for Said {
    fn from(sentences: Vec<String>) -> Self {
        Self { sentences, top: 0 }
    }
}

impl Said {
    /// Applies a key; columns and rows are those of the screen.
    pub fn update(&mut self, action: Action, (columns, rows): (u16, u16), width: Width) -> Next {
        let page = usize::from(page(rows));
        let all = self.laid(columns, width).into_iter();
        let last = all.map(|(_, lines)| lines.len()).sum::<usize>();
        let last = last.saturating_sub(page);
        self.top = match action {
            Action::Accept | Action::Back => return Next::Close,
            Action::Down | Action::NextField => self.top.saturating_add(1),
            Action::Up | Action::PreviousField => self.top.saturating_sub(1),
            Action::NextStep => self.top.saturating_add(page),
            Action::PreviousStep => self.top.saturating_sub(page),
            _ => self.top,
        }
        .min(last);
        Next::Stay
    }

    /// Draws them; gives the caret: behind the first path, where there is one.
    pub fn view(&self, canvas: &mut Canvas<'_>) -> Position {
        let mut row = FIRST;
        let mut caret = (1, FIRST);
        let first = self.sentences.first();
        let mut path = first.and_then(|first| Some(first.split_once('\n')?.1));
        let mut hidden = self.top;
        let last = FIRST.saturating_add(page(canvas.area.height));
        for (text, lines) in self.laid(canvas.area.width, canvas.width) {
            let from = hidden.min(lines.len());
            hidden = hidden.saturating_sub(from);
            let at = Block {
                row,
                rows: last.saturating_sub(row),
                indent: indent(&text.text),
                from,
            };
            canvas.running(&text, &lines, at);
            let drawn = lines.len().saturating_sub(from);
            row = row.saturating_add(u16::try_from(drawn).unwrap_or(u16::MAX));
            let is_there = |path: &mut &str| drawn > 0 && row <= last && text.text.ends_with(*path);
            if path.take_if(|path| is_there(path)).is_some() {
                let end = lines.last().and_then(|line| text.text.get(line.clone()));
                let end = canvas.wide(end.unwrap_or_default());
                caret = (at.indent.saturating_add(end), row.saturating_sub(1));
            }
        }
        canvas.position(caret.0, caret.1)
    }

    /// Each sentence and its rows.
    fn laid(&self, columns: u16, width: Width) -> Vec<(Styled, Vec<Range<usize>>)> {
        let lay = |sentence: &str| {
            let text = Styled::plain(sentence);
            let free = columns.saturating_sub(indent(sentence)).saturating_sub(1);
            let lines = text.lines(free, width);
            (text, lines)
        };
        let mut laid = Vec::new();
        for sentence in &self.sentences {
            let Some((words, path)) = sentence.split_once('\n') else {
                laid.push(lay(sentence));
                continue;
            };
            let whole = lay(&format!("{words}{path}"));
            if whole.1.len() == 1 {
                laid.push(whole);
            } else {
                laid.extend([lay(words), lay(&format!("  {path}"))]);
            }
        }
        laid
    }
}

fn indent(sentence: &str) -> u16 {
    u16::from(!sentence.starts_with("  "))
}

/// The rows there are for sentences.
fn page(rows: u16) -> u16 {
    rows.saturating_sub(FIRST).saturating_sub(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(sentence: &str, columns: u16) -> Vec<String> {
        let said = Said::from(vec![sentence.to_owned()]);
        let laid = said.laid(columns, Width::Narrow).into_iter();
        laid.flat_map(|(text, lines)| {
            let lines = lines.into_iter();
            lines
                .map(|line| text.text.get(line).unwrap().to_owned())
                .collect::<Vec<_>>()
        })
        .collect()
    }

    #[test]
    fn a_path_has_rows_of_its_own_where_it_does_not_fit_behind_its_words() {
        let said = "写好了，共4页：\n~/汇报/清溪镇情况汇报.docx";
        assert_eq!(
            rows(said, 60),
            ["写好了，共4页：~/汇报/清溪镇情况汇报.docx"]
        );
        assert_eq!(
            rows(said, 40),
            ["写好了，共4页：", "  ~/汇报/清溪镇情况汇报.docx"]
        );
    }
}
