//! Words of the text selected to be a blank.

use std::ops::Range;

use ratatui::layout::Position;

use super::{Blanks, Question, ask};
use crate::number::Kind;
use crate::report::wording::MarkKind;
use crate::report::{Field, Place, Report};
use crate::tui::app::Over;
use crate::tui::desk::Desk;
use crate::tui::draw::Canvas;
use crate::tui::edit::{Caret, Motion};
use crate::tui::keys::Action;
use crate::tui::screen::wording::{draw_row, laid, motion};
use crate::tui::width::Width;

/// A caret in a text, and whether moving it selects.
#[derive(Clone, Debug)]
pub(super) struct Select {
    place: Place,
    caret: Caret,
    selects: bool,
}

impl Select {
    pub(super) fn on(report: &Report, place: Place) -> Self {
        let text = report.wording(&place).map(|text| text.source());
        let first = text.and_then(|text| text.find(|c: char| !c.is_whitespace()));
        Self {
            caret: Caret::new(first.unwrap_or(0)),
            place,
            selects: false,
        }
    }

    fn go(&mut self, report: &Report, motion: Motion, at: (u16, Width)) -> bool {
        let Some(text) = report.wording(&self.place) else {
            return false;
        };
        let laid = laid(text, at);
        match self.selects {
            true => laid.stretch(&mut self.caret, motion),
            false => laid.go(&mut self.caret, motion),
        }
    }

    /// The next text of the report that holds any words, or the one before.
    fn turn(&mut self, report: &Report, on: bool) {
        let mut places = Vec::new();
        report.each_wording(|place, text| {
            if !text.is_blank() {
                places.push(place);
            }
        });
        let here = places.iter().position(|place| *place == self.place);
        let next = match (here, on) {
            (Some(here), true) => here.checked_add(1),
            (Some(here), false) => here.checked_sub(1),
            (None, _) => Some(0),
        };
        if let Some(place) = next.and_then(|next| places.get(next)) {
            *self = Self::on(report, place.clone());
        }
    }
}

impl Blanks {
    pub(super) fn selecting(
        &mut self,
        action: Action,
        desk: &mut Desk,
        at: (u16, Width),
    ) -> (Option<Over>, String) {
        let Some(select) = &mut self.select else {
            return (None, String::new());
        };
        let mut sentence = String::new();
        match action {
            Action::Back => self.select = None,
            Action::NextStep | Action::NextField => select.turn(&desk.report, true),
            Action::PreviousStep | Action::PreviousField => select.turn(&desk.report, false),
            Action::Tick => {
                select.selects = !select.selects;
                select.caret = Caret::new(select.caret.at);
            }
            Action::Accept => {
                let text = desk.report.wording(&select.place);
                let range = text.and_then(|text| select.caret.selection_in(text));
                let has_slot = |range: &std::ops::Range<usize>| {
                    text.is_some_and(|text| {
                        let mut marks = text.marks().iter();
                        marks.any(|mark| {
                            mark.range.start < range.end && range.start < mark.range.end
                        })
                    })
                };
                match range.filter(|range| !range.is_empty()) {
                    None => {
                        sentence = "还没有选字：到第一个字按空格，再往右走过要选的字。".to_owned();
                    }
                    Some(range) if has_slot(&range) => {
                        sentence = "选中的字里已经有空了，请只选旁边的字。".to_owned();
                    }
                    Some(_) => return (Some(Over::Ask(ask(Question::Add, "", None))), sentence),
                }
            }
            Action::Down | Action::Up => {
                let on = action == Action::Down;
                let motion = if on { Motion::Down } else { Motion::Up };
                if !select.go(&desk.report, motion, at) && !select.selects {
                    select.turn(&desk.report, on);
                }
            }
            other => {
                if let Some(motion) = motion(other) {
                    select.go(&desk.report, motion, at);
                }
            }
        }
        (None, sentence)
    }

    /// Makes a blank of the selected words; what is said.
    pub(super) fn add(&mut self, desk: &mut Desk, key: &str) -> String {
        let selected = self.select.take().and_then(|select| {
            let range = select
                .caret
                .selection_in(desk.report.wording(&select.place)?)?;
            Some((select.place, range))
        });
        match selected {
            Some((place, range)) if self.add_at(desk, (&place, &range), key) => {
                "加了一处空；种类和单位不对就按 2、3 改。".to_owned()
            }
            _ => String::new(),
        }
    }

    /// Makes a blank of a stretch of a text's source, which then is in hand; false where there is no such text.
    pub(super) fn add_at(
        &mut self,
        desk: &mut Desk,
        (place, range): (&Place, &Range<usize>),
        key: &str,
    ) -> bool {
        let Some(text) = desk.report.wording(place).cloned() else {
            return false;
        };
        let model = self.models.entry(place.clone()).or_default();
        let printed = model.mark(&text, range).unwrap_or_default();
        let mark = |c: char| c.is_ascii_digit() || "０１２３４５６７８９XxＸｘ×.．".contains(c);
        let kind = match printed.chars().all(mark) {
            true if printed.contains(['.', '．']) => Kind::Decimal,
            true => Kind::Integer,
            false => Kind::Text,
        };
        let field = Field::new(key, kind);
        desk.change("加一处空", None, |report| {
            report.slot_in(place, range, field);
        });
        let nth = desk.report.wording(place).and_then(|text| {
            let mut slots = text
                .marks()
                .iter()
                .filter(|mark| mark.kind == MarkKind::Slot);
            slots.position(|mark| mark.range.start == range.start)
        });
        let added = super::stops(&desk.report)
            .iter()
            .position(|stop| stop.place == *place && Some(stop.nth) == nth);
        self.hand = added.unwrap_or(self.hand);
        true
    }

    pub(super) fn view_selecting(
        &self,
        select: &Select,
        desk: &Desk,
        canvas: &mut Canvas<'_>,
    ) -> Option<Position> {
        let palette = canvas.palette;
        let hint = match select.selects {
            true => "往右走过要选的字，按 Enter 变成空；按空格重选。",
            false => "到要选的第一个字前面，按空格开始选。",
        };
        canvas.put((1, 1), hint, palette.strong());
        let text = desk.report.wording(&select.place)?;
        let laid = laid(text, (canvas.area.width, canvas.width));
        let (line, column) = laid.place(&select.caret);
        let selected = select.caret.selection_in(text).unwrap_or_default();
        let rows = usize::from(canvas.area.height.saturating_sub(4));
        let top = crate::tui::draw::page_top(line, rows, laid.rows().len());
        canvas.put((1, 2), "正文", palette.plain());
        let mut caret = None;
        for ((number, range), row) in laid.rows().iter().enumerate().skip(top).take(rows).zip(2..) {
            draw_row(canvas, row, (text.source(), range), &selected);
            if number == line {
                let column = u16::try_from(column).unwrap_or(0);
                let label = crate::tui::screen::wording::LABEL;
                caret = Some(canvas.position(label.saturating_add(column), row));
            }
        }
        caret
    }
}
