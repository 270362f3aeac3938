//! 认空 on the screen: the text with its blanks in [ ], and what is known of the one in hand.

use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::layout::Position;

use super::told::used;
use super::{Blanks, Stop, kind_name, stops};
use crate::number::Kind;
use crate::render::{BlockKind, Source};
use crate::report::{Place, canonical};
use crate::tui::desk::Desk;
use crate::tui::draw::{Block, Canvas, Styled, line_of, page_top};
use crate::tui::width::text_columns;

/// Rows of the screen below the text.
const BELOW: u16 = 5;

/// A blank on the screen: its place among all, and its bytes of the block's text.
type Seen = (usize, Range<usize>);

impl Blanks {
    /// Draws rows 1 and on; gives the caret.
    pub fn view(&self, desk: &Desk, canvas: &mut Canvas<'_>) -> Option<Position> {
        if let Some(select) = &self.select {
            return self.view_selecting(select, desk, canvas);
        }
        let palette = canvas.palette;
        let stops = stops(&desk.report);
        let hand = self.hand.min(stops.len().saturating_sub(1));
        let count = match stops.len() {
            0 => "认空  没有找到空".to_owned(),
            all => format!("认空  第{}处，共{all}处", hand.saturating_add(1)),
        };
        canvas.put((1, 1), &count, palette.strong());
        if !self.remarks.is_empty() {
            let said = format!("提示{}条，按 8 看", self.remarks.len());
            canvas.put_right(1, &said, palette.odd());
        }
        let texts = self.texts(desk, hand, canvas);
        let mut lines: Vec<(usize, Range<usize>)> = Vec::new();
        let mut at = None;
        for (index, (text, seen)) in texts.iter().enumerate() {
            let broken = text.lines(canvas.area.width.saturating_sub(2), canvas.width);
            if let Some((_, range)) = seen.iter().find(|(stop, _)| *stop == hand) {
                let line = line_of(&broken, range.start);
                at = Some((lines.len().saturating_add(line), range.start));
            }
            lines.extend(broken.into_iter().map(|line| (index, line)));
        }
        let rows = canvas.area.height.saturating_sub(2).saturating_sub(BELOW);
        let (line, byte) = at.unwrap_or((0, 0));
        let top = page_top(line, usize::from(rows), lines.len());
        let mut caret = None;
        for ((number, (text, range)), row) in lines.iter().enumerate().skip(top).zip(2_u16..) {
            if row >= rows.saturating_add(2) {
                break;
            }
            let Some((text, _)) = texts.get(*text) else {
                continue;
            };
            let block = Block {
                row,
                rows: 1,
                indent: 1,
                from: 0,
            };
            canvas.running(text, std::slice::from_ref(range), block);
            if number == line && at.is_some() {
                let before = text.text.get(range.start..byte).unwrap_or_default();
                let column = u16::try_from(text_columns(before, canvas.width)).unwrap_or(0);
                caret = Some(canvas.position(column.saturating_add(1), row));
            }
        }
        if let Some(stop) = stops.get(hand) {
            self.detail(desk, stop, canvas);
        }
        caret.or_else(|| Some(canvas.position(1, 1)))
    }

    /// Every block of the text with its blanks.
    fn texts(&self, desk: &Desk, hand: usize, canvas: &Canvas<'_>) -> Vec<(Styled, Vec<Seen>)> {
        let stops = stops(&desk.report);
        let palette = canvas.palette;
        let in_hand = stops.get(hand).map(|stop| canonical(&stop.key));
        // The slots of each text that are still to be met, by their place among all.
        let mut waiting: BTreeMap<&Place, std::collections::VecDeque<usize>> = BTreeMap::new();
        for (index, stop) in stops.iter().enumerate() {
            waiting.entry(&stop.place).or_default().push_back(index);
        }
        let mut printed: BTreeMap<&Place, Vec<&str>> = BTreeMap::new();
        for place in waiting.keys() {
            let texts = desk.report.wording(place).and_then(|wording| {
                let model = self.models.get(*place)?;
                Some(model.printed(wording))
            });
            printed.insert(place, texts.unwrap_or_default());
        }
        let mut texts = Vec::new();
        for block in &desk.review.document.blocks {
            let base = match block.kind {
                BlockKind::Title | BlockKind::Heading { .. } => palette.strong(),
                _ => palette.plain(),
            };
            let mut text = Styled::default();
            let mut seen = Vec::new();
            let indent = if block.is_indented() { 2 } else { 0 };
            text.push(&"\u{3000}".repeat(indent), base);
            for run in &block.runs {
                let Source::Slot { place, key, .. } = &run.source else {
                    text.push(&run.text, base);
                    continue;
                };
                // Slots of a clause that does not print are passed over.
                let stop = waiting.get_mut(place).and_then(|queue| {
                    while let Some(index) = queue.pop_front() {
                        let of = stops.get(index)?;
                        if canonical(&of.key) == *key {
                            return Some((index, of));
                        }
                    }
                    None
                });
                let Some((index, stop)) = stop else {
                    text.push(&run.text, base);
                    continue;
                };
                let blank = printed
                    .get(place)
                    .and_then(|texts| texts.get(stop.nth).copied())
                    .unwrap_or(&run.text);
                let style = if index == hand {
                    palette.in_hand()
                } else if in_hand.as_deref() == Some(key) {
                    palette.slot()
                } else {
                    palette.blank()
                };
                seen.push((index, text.push(&format!("[{blank}]"), style)));
            }
            texts.push((text, seen));
        }
        texts
    }

    /// What is known of the blank in hand, in the rows below the text.
    fn detail(&self, desk: &Desk, stop: &Stop, canvas: &mut Canvas<'_>) {
        let palette = canvas.palette;
        let Some(field) = desk.report.field(&stop.key) else {
            return;
        };
        let uses = used(&desk.report, stop);
        let first = canvas.area.height.saturating_sub(BELOW);
        let column = canvas.put((1, first), "1 名称  ", palette.plain());
        let column = canvas.put((column, first), &field.key, palette.strong());
        if uses > 1 {
            let said = format!("  用在{uses}处，填一次");
            canvas.put((column, first), &said, palette.plain());
        }
        let row = first.saturating_add(1);
        let column = canvas.put((1, row), "2 种类  ", palette.plain());
        let kind = match &field.rare.formula {
            Some(_) => "算出来的，不用填",
            None => kind_name(field.kind),
        };
        let column = canvas.put((column, row), kind, palette.strong());
        if field.kind != Kind::Text {
            let column = canvas.put((column, row), "    3 单位  ", palette.plain());
            let unit = if field.unit.is_empty() {
                "没有"
            } else {
                &field.unit
            };
            canvas.put((column, row), unit, palette.strong());
        }
        let mut more = Vec::new();
        if !field.ask.is_empty() && field.ask != field.key {
            more.push(format!("填的时候问：{}", field.ask));
        }
        if !field.from.is_empty() {
            more.push(format!("由{}提供", field.from));
        }
        canvas.put(
            (1, row.saturating_add(1)),
            &more.join("，").replace("？，", "？"),
            palette.plain(),
        );
    }
}
