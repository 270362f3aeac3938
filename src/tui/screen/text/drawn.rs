//! Drawing the whole text: the page's lines with their marks, the header, the sentence on what is in hand.

use std::ops::Range;

use ratatui::layout::Position;
use ratatui::style::Style;

use super::findings::Mark;
use super::rows::Row;
use super::{Text, length, shown_rows, stretches};
use crate::export::paper::Words;
use crate::render::{Block, BlockKind};
use crate::tui::desk::Desk;
use crate::tui::draw::Canvas;
use crate::tui::style::Palette;

impl Text {
    /// Draws it; gives the caret.
    pub fn view(&self, desk: &Desk, canvas: &mut Canvas<'_>) -> Option<Position> {
        let mut fitted = None;
        let columns = canvas.area.width;
        let text = if self.sheet.is_for(columns, canvas.width) {
            self
        } else {
            let mut other = self.clone();
            other.fit(desk, columns, canvas.width);
            fitted.insert(other)
        };
        text.draw(desk, canvas)
    }

    fn draw(&self, desk: &Desk, canvas: &mut Canvas<'_>) -> Option<Position> {
        let palette = canvas.palette;
        let rows = shown_rows(canvas.area.height);
        let page = self.sheet.page_of(self.top);
        self.header(desk, page, canvas);
        let left = self.sheet.left;
        let mut caret = None;
        let shown = self.sheet.rows.iter().skip(self.top).take(rows);
        for (line, row) in shown.zip(2_u16..) {
            match line {
                Row::Blank => {}
                Row::Page(page) => {
                    let words = format!(" 第{page}页 ");
                    let around = self.sheet.columns.saturating_sub(canvas.wide(&words)) / 2;
                    let dashes = "-".repeat(usize::from(around));
                    let line = format!("{dashes}{words}{dashes}");
                    canvas.put((left, row), &line, palette.plain());
                }
                Row::Line { words, indent } => {
                    let at = (left.saturating_add(*indent), row);
                    let found = self.line(desk, (words, at), canvas);
                    caret = caret.or(found);
                }
            }
        }
        let row = canvas.area.height.saturating_sub(2);
        if self.nothing {
            let said = "正文里没有标出来的地方；其他要看的在核对里。";
            canvas.put((1, row), said, palette.plain());
        }
        if let Some(mark) = self.in_hand() {
            let column = canvas.put((1, row), mark.word, style(mark.word, canvas));
            let column = column.saturating_add(1);
            canvas.put((column, row), &mark.message, palette.plain());
        }
        Some(caret.unwrap_or_else(|| canvas.position(left, 2)))
    }

    /// Row 1: the page, how many there are, 字数 with what the house style says to it, what is left.
    fn header(&self, desk: &Desk, page: usize, canvas: &mut Canvas<'_>) {
        let palette = canvas.palette;
        let paper = desk.paper();
        let (text, is_over) = length(desk, paper);
        let place = format!("全文  第{page}页，共{}页  ", paper.pages);
        let end = canvas
            .wide(&place)
            .saturating_add(canvas.wide(&text))
            .saturating_add(3);
        let counts = desk.counts(usize::MAX).words();
        if end.saturating_add(canvas.wide(&counts)) < canvas.right().saturating_sub(canvas.area.x) {
            canvas.put_right(1, &counts, palette.plain());
        }
        let column = canvas.put((1, 1), &place, palette.strong());
        let style = if is_over {
            palette.wrong()
        } else {
            palette.strong()
        };
        canvas.put((column, 1), &text, style);
    }

    /// Draws a line with its marks; gives the caret where what is in hand stands in it.
    fn line(
        &self,
        desk: &Desk,
        (words, at): (&Words, (u16, u16)),
        canvas: &mut Canvas<'_>,
    ) -> Option<Position> {
        let palette = canvas.palette;
        let (block, bytes) = match words {
            Words::Head(words) => {
                canvas.put(at, words, palette.strong());
                return None;
            }
            Words::Block { block, bytes } => (*block, bytes),
        };
        let marks: Vec<&Mark> = self
            .marks
            .iter()
            .filter(|mark| mark.block == block && meets(&mark.bytes, bytes))
            .collect();
        if let Some(worst) = marks
            .iter()
            .map(|mark| mark.word)
            .min_by_key(|word| weight(word))
        {
            let word = self.sheet.margin(worst);
            canvas.put((1, at.1), word, style(worst, canvas));
        }
        let hand = self.in_hand().filter(|mark| mark.block == block);
        let hand = hand.map(|mark| mark.bytes.clone());
        let text = desk.review.document.blocks.get(block)?;
        let whole = text.text();
        let mut caret = None;
        let mut column = at.0;
        for (range, own) in self.styled(text, &marks, palette) {
            let range = range.start.max(bytes.start)..range.end.min(bytes.end);
            let Some(piece) = whole.get(range.clone()).filter(|piece| !piece.is_empty()) else {
                continue;
            };
            let is_hand = hand.as_ref().is_some_and(|hand| meets(hand, &range));
            let starts = hand
                .as_ref()
                .is_some_and(|hand| range.contains(&hand.start));
            if starts && caret.is_none() {
                canvas.put((0, at.1), ">", palette.strong());
                caret = Some(canvas.position(column, at.1));
            }
            if own == palette.in_hand() && caret.is_none() {
                caret = Some(canvas.position(column, at.1));
            }
            let own = if is_hand { palette.in_hand() } else { own };
            column = canvas.put((column, at.1), piece, own);
        }
        caret
    }

    /// The stretches of a block, each in one style: cut where marks begin and end.
    fn styled(
        &self,
        block: &Block,
        marks: &[&Mark],
        palette: Palette,
    ) -> Vec<(Range<usize>, Style)> {
        let heading = match block.kind {
            BlockKind::Title | BlockKind::Heading { .. } => usize::MAX,
            BlockKind::RunIn { .. } => block.heading_runs(),
            _ => 0,
        };
        let mut styled = Vec::new();
        for (nth, (range, run)) in stretches(block).enumerate() {
            let base = if nth < heading {
                palette.strong()
            } else {
                palette.plain()
            };
            let base = match run.key() {
                Some(key) if self.hand.is_none() && self.field.as_deref() == Some(key) => {
                    palette.in_hand()
                }
                Some(_) if nth >= heading => palette.blank(),
                _ => base,
            };
            let mut cuts: Vec<usize> = marks
                .iter()
                .flat_map(|mark| [mark.bytes.start, mark.bytes.end])
                .filter(|cut| range.contains(cut))
                .chain([range.start, range.end])
                .collect();
            cuts.sort_unstable();
            cuts.dedup();
            for pair in cuts.windows(2) {
                let [start, end] = pair else { continue };
                let piece = *start..*end;
                let of = |mark: &&&Mark| mark.shows && meets(&mark.bytes, &piece);
                let mark = marks.iter().filter(of).min_by_key(|mark| weight(mark.word));
                let own = match mark.map(|mark| mark.word) {
                    Some("错" | "缺") => palette.wrong(),
                    Some("疑") => palette.odd(),
                    _ => base,
                };
                styled.push((piece, own));
            }
        }
        styled
    }
}

fn meets(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The worst first.
fn weight(word: &str) -> usize {
    ["错", "缺", "疑", "未阅"]
        .iter()
        .position(|known| *known == word)
        .unwrap_or(usize::MAX)
}

fn style(word: &str, canvas: &Canvas<'_>) -> Style {
    match word {
        "错" | "缺" => canvas.palette.wrong(),
        "疑" => canvas.palette.odd(),
        _ => canvas.palette.plain(),
    }
}
