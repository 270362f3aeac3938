//! Ctrl-E: headline and text of an item with its slots, each one character to the caret. The text is the
//! report's own; nothing is kept here but where the caret stands.

mod view;

pub(super) use view::draw_row;

use super::pick::Pick;

use crate::number::Kind;
use crate::report::steps::StepAt;
use crate::report::wording::Wording as Text;
use crate::report::{Field, HeadText, Place, canonical};
use crate::tui::desk::Desk;
use crate::tui::edit::{Caret, Edit, Laid, Motion, clean, edit_wording};
use crate::tui::keys::Action;
use crate::tui::width::{Width, columns};

/// Columns in front of the text.
pub(super) const LABEL: u16 = 9;

/// How many rows a page key goes.
const PAGE: usize = 10;

/// The editor over a step.
#[derive(Clone, Debug)]
pub struct Wording {
    /// The texts of the step, in order.
    places: Vec<(Place, &'static str)>,
    /// Which of them is in hand.
    row: usize,
    caret: Caret,
    /// Moving selects (Ctrl-F).
    selecting: bool,
    /// Something worth saying: what a paste had mended.
    pub said: String,
}

/// The texts of the step in hand, in order, with what they are called; empty in 核对 and 成文.
pub fn places(desk: &Desk) -> Vec<(Place, &'static str)> {
    let Some(step) = desk.step() else {
        return Vec::new();
    };
    match step.at {
        StepAt::Part(id) => vec![(Place::Heading(id), "小标题"), (Place::Text(id), "正文")],
        StepAt::Head(which @ HeadText::Closing) => vec![(Place::Head(which), "结尾")],
        StepAt::Head(which) => vec![(Place::Head(which), "引言")],
        StepAt::Basics => vec![
            (Place::Head(HeadText::Title), "标题"),
            (Place::Head(HeadText::Subtitle), "副标题"),
            (Place::Head(HeadText::To), "主送"),
            (Place::Head(HeadText::Signature), "署名"),
            (Place::Head(HeadText::After), "附注"),
        ],
    }
}

impl Wording {
    /// The editor on the step in hand, the caret where something was found in it or at the end of its text. `None` where it has no wording.
    pub fn new(desk: &Desk) -> Option<Self> {
        let places = places(desk);
        let row = match desk.step()?.at {
            StepAt::Basics => 0,
            _ => places.len().saturating_sub(1),
        };
        let spot = desk.spot.as_ref().and_then(|(place, at)| {
            let row = places.iter().position(|(other, _)| other == place)?;
            Some((row, Caret::new(*at)))
        });
        let (row, caret) = match spot {
            Some(spot) => spot,
            None => {
                let (place, _) = places.get(row)?;
                (row, Caret::end_of(desk.report.wording(place)?.source()))
            }
        };
        Some(Self {
            places,
            row,
            caret,
            selecting: false,
            said: String::new(),
        })
    }

    fn place(&self) -> Option<&Place> {
        self.places.get(self.row).map(|(place, _)| place)
    }

    /// Whether the text in hand is one line.
    fn is_line(&self) -> bool {
        matches!(
            self.place(),
            Some(
                Place::Heading(_)
                    | Place::Head(HeadText::Title | HeadText::Subtitle | HeadText::To)
            )
        )
    }

    fn edit(&mut self, desk: &mut Desk, edit: Edit<'_>) {
        let Some(place) = self.place().cloned() else {
            return;
        };
        let Some(mut text) = desk.report.wording(&place).cloned() else {
            return;
        };
        let mut caret = self.caret;
        if !edit_wording(&mut text, &mut caret, edit) || desk.read_only.is_some() {
            return;
        }
        self.caret = caret;
        self.selecting = false;
        let what = format!("改{}的文字", desk.short_name(desk.stand.step));
        desk.change(&what, Some(place.clone()), |report| {
            report.set_wording(&place, text)
        });
    }

    /// Moves the caret; while selecting, what it passes is selected.
    fn go(&mut self, desk: &Desk, motion: Motion, at: (u16, Width)) -> bool {
        let Some(text) = self.place().and_then(|place| desk.report.wording(place)) else {
            return false;
        };
        let laid = laid(text, at);
        match self.selecting {
            true => laid.stretch(&mut self.caret, motion),
            false => laid.go(&mut self.caret, motion),
        }
    }

    /// Goes a page of rows up or down.
    fn go_rows(&mut self, desk: &Desk, motion: Motion, at: (u16, Width)) {
        for _ in 0..PAGE {
            if !self.go(desk, motion, at) {
                break;
            }
        }
    }

    fn enter_row(&mut self, desk: &Desk, row: usize) {
        if let Some((place, _)) = self.places.get(row) {
            self.row = row;
            let source = desk
                .report
                .wording(place)
                .map(Text::source)
                .unwrap_or_default();
            self.caret = Caret::end_of(source);
        }
    }

    /// Applies a key; whether the editor closes. `at`: the columns of the screen and its widths.
    pub fn update(&mut self, action: Action, desk: &mut Desk, at: (u16, Width)) -> bool {
        self.said.clear();
        match action {
            Action::Type(c) => self.edit(desk, Edit::Insert(c.encode_utf8(&mut [0; 4]))),
            Action::Backspace => self.edit(desk, Edit::Backspace),
            Action::Delete => self.edit(desk, Edit::Delete),
            Action::Accept if self.is_line() => self.enter_row(desk, self.row.saturating_add(1)),
            Action::Accept => self.edit(desk, Edit::Insert("\n")),
            Action::NextField => self.enter_row(desk, self.row.saturating_add(1)),
            Action::PreviousField => {
                if let Some(row) = self.row.checked_sub(1) {
                    self.enter_row(desk, row);
                }
            }
            Action::Down => {
                if !self.go(desk, Motion::Down, at) {
                    self.enter_row(desk, self.row.saturating_add(1));
                }
            }
            Action::Up => {
                if !self.go(desk, Motion::Up, at)
                    && let Some(row) = self.row.checked_sub(1)
                {
                    self.enter_row(desk, row);
                }
            }
            Action::NextStep => self.go_rows(desk, Motion::Down, at),
            Action::PreviousStep => self.go_rows(desk, Motion::Up, at),
            Action::Undo | Action::Redo => {
                let done = if action == Action::Undo {
                    desk.undo()
                } else {
                    desk.redo()
                };
                self.said = said(action, done);
            }
            Action::Select => {
                self.selecting = !self.selecting;
                self.said = match self.selecting {
                    true => "移动光标选字；按 { 把选中的变成数据空，再按 Ctrl-F 不选了。",
                    false => "",
                }
                .to_owned();
                if !self.selecting {
                    self.caret = Caret::new(self.caret.at);
                }
            }
            Action::Back | Action::EditWording => return true,
            other => {
                if let Some(motion) = motion(other) {
                    self.go(desk, motion, at);
                }
            }
        }
        false
    }

    /// Types a run of characters.
    pub fn insert(&mut self, desk: &mut Desk, text: &str) {
        self.said.clear();
        self.edit(desk, Edit::Insert(text));
    }

    /// Puts pasted text in; what was mended is said.
    pub fn paste(&mut self, desk: &mut Desk, pasted: &str) {
        let cleaned = clean(pasted, self.is_line());
        // A brace in a paste is a brace: slots are put in on purpose.
        let text = cleaned.text.replace('{', "{{").replace('}', "}}");
        self.edit(desk, Edit::Insert(&text));
        self.said = cleaned.mended.concat();
    }

    /// The list of figures to put in, narrowed by what is selected where that names one.
    pub fn pick(&self, desk: &Desk) -> Pick {
        let selected = self.selected(desk);
        let wanted = canonical(&selected);
        let names = |field: &Field| canonical(&field.key).contains(&wanted);
        match !wanted.is_empty() && desk.report.fields.iter().any(names) {
            true => Pick::named(&selected),
            false => Pick::default(),
        }
    }

    /// The words that are selected.
    fn selected(&self, desk: &Desk) -> String {
        let wording = self.place().and_then(|place| desk.report.wording(place));
        wording
            .and_then(|wording| wording.source().get(self.caret.selection_in(wording)?))
            .unwrap_or_default()
            .to_owned()
    }

    /// What counts the figure that is selected, as far as the text says it: 次 in 12次.
    pub fn unit_behind(&self, desk: &Desk) -> String {
        let selected = self.selected(desk);
        let (_, figure, behind) = split(&selected);
        if figure.is_empty() {
            return String::new();
        }
        let next = || {
            let wording = desk.report.wording(self.place()?)?;
            let end = self.caret.selection_in(wording)?.end;
            let next = wording.source().get(end..)?.chars().next()?;
            (next.is_alphabetic() || matches!(next, '％' | '%')).then(|| next.to_string())
        };
        match behind.is_empty() {
            true => next().unwrap_or_default(),
            false => behind.to_owned(),
        }
    }

    /// Makes a field of this name, kind and unit and puts its slot in. A figure that is selected becomes its value and
    /// what is selected around it stays as text; of a text, all that is selected is the value.
    pub fn insert_field(&mut self, desk: &mut Desk, (name, kind, unit): (&str, Kind, &str)) {
        let selected = self.selected(desk);
        let (before, figure, behind) = match (kind, split(&selected)) {
            (Kind::Text, _) => ("", selected.as_str(), ""),
            (_, (_, "", _)) => ("", "", ""),
            (_, parts) => parts,
        };
        let field = Field {
            unit: unit.into(),
            ..Field::new(name, kind)
        };
        let slot = format!("{before}{{{name}}}{behind}");
        let place = self.place().cloned();
        let wording = place.as_ref().and_then(|place| desk.report.wording(place));
        let (Some(place), Some(mut text)) = (place.as_ref(), wording.cloned()) else {
            return;
        };
        edit_wording(&mut text, &mut self.caret, Edit::Insert(&slot));
        self.selecting = false;
        desk.change(&format!("新建数据空{name}"), None, |report| {
            report.add_field(field);
            if !figure.is_empty() {
                report.answer(name, figure);
                report.settle(name);
            }
            report.set_wording(place, text);
        });
    }

    /// Puts a slot in at the caret.
    pub fn insert_slot(&mut self, desk: &mut Desk, key: &str) {
        self.edit(desk, Edit::Insert(&format!("{{{key}}}")));
    }
}

/// What is said after an undo or a redo.
pub fn said(action: Action, done: Option<String>) -> String {
    match (action, done) {
        (Action::Undo, Some(what)) => format!("撤销：{what}。Ctrl-Y 恢复。"),
        (Action::Undo, None) => "没有可以撤销的了。".to_owned(),
        (_, Some(what)) => format!("恢复：{what}。"),
        (_, None) => "没有可以恢复的了。".to_owned(),
    }
}

/// A text with a figure in it: what stands before it, the figure, what stands behind. Without one all of it stands
/// before.
fn split(text: &str) -> (&str, &str, &str) {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let within = |c: char| is_digit(c) || matches!(c, '.' | '．' | ',' | '，');
    let (before, rest) = text.split_at(text.find(is_digit).unwrap_or(text.len()));
    let end = rest.find(|c| !within(c)).unwrap_or(rest.len());
    let figure = rest.get(..end).unwrap_or_default();
    let figure = figure.trim_end_matches(|c| !is_digit(c));
    (before, figure, rest.get(figure.len()..).unwrap_or_default())
}

pub(super) fn motion(action: Action) -> Option<Motion> {
    Some(match action {
        Action::Left => Motion::Left,
        Action::Right => Motion::Right,
        Action::WordLeft => Motion::WordLeft,
        Action::WordRight => Motion::WordRight,
        Action::Home => Motion::Home,
        Action::End => Motion::End,
        _ => return None,
    })
}

pub(super) fn laid(text: &Text, (screen, width): (u16, Width)) -> Laid<'_, impl Fn(char) -> usize> {
    let room = usize::from(screen.saturating_sub(LABEL).saturating_sub(2).max(4));
    Laid::wording(text, room, move |c| usize::from(columns(c, width)))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn the_figure_in_what_is_selected_is_found() {
        assert_eq!(split("有12名"), ("有", "12", "名"));
        assert_eq!(split("１，２００人，"), ("", "１，２００", "人，"));
        assert_eq!(split("12，共"), ("", "12", "，共"));
        assert_eq!(split("若干"), ("若干", "", ""));
        assert_eq!(split(""), ("", "", ""));
    }
}
