//! 认空: what was found in a model, blank by blank, to be taken as it is or put right, before it is a template. Every
//! change is one of the report, so that undo is the draft's own; here stands only where its user is, and as what the
//! blanks were printed.

mod answers;
mod drawn;
mod select;
mod stand;
mod told;
mod words;

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;

use super::menu::{Deed, Menu};
use super::pick::{Aim, Pick};
use super::wording::said;
use crate::check::{Code, Review};
use crate::import::Found;
use crate::number::Kind;
use crate::report::wording::Style;
use crate::report::{Accepted, Field, Model, Place, Report, canonical};
use crate::tui::app::Over;
use crate::tui::desk::Desk;
use crate::tui::keys::Action;
use crate::tui::width::Width;

use answers::ask;
pub use answers::template_name;
use select::Select;
pub use stand::Left;
use told::used;
pub use words::Words;

/// The kinds of a field in the words of its user.
pub const KINDS: [(&str, Kind); 7] = [
    ("整数", Kind::Integer),
    ("可以有小数的数", Kind::Decimal),
    ("百分数", Kind::Percent),
    ("文字、名称", Kind::Text),
    ("日期", Kind::Date),
    ("年份", Kind::Year),
    ("月份", Kind::Month),
];

/// What is said behind a change that a key takes back.
pub const UNDO: &str = "；Ctrl-Z 撤销。";

/// What is said where there is nothing to look at.
const NO_BLANKS: &str = "没有空。按 7 在文字里选几个字，它就成了要填的。";

/// The review over a draft made of a model.
#[derive(Clone, Debug)]
pub struct Blanks {
    /// The blank in hand, by its place among all.
    hand: usize,
    /// The texts of the report as the model printed them.
    models: BTreeMap<Place, Model>,
    /// What to look at, and the text it is about.
    remarks: Vec<(String, Option<Place>)>,
    /// A stretch of text is being selected.
    select: Option<Select>,
    /// The model's file; empty where it is not known any more.
    pub source: PathBuf,
    /// It is a finished report without blanks, whose figures were made some.
    pub finished: bool,
}

/// A place of the text that is a blank.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Stop {
    place: Place,
    /// Which slot of the text it is.
    nth: usize,
    /// Its field's key as spelled here.
    key: String,
}

/// What a line typed here answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Question {
    /// Another name for the field in hand.
    Name,
    /// What it counts.
    Unit,
    /// The name of a field of its own for the place in hand.
    Split,
    /// The name of the field that the selected words become.
    Add,
    /// The name of the template.
    Template,
}

/// Every blank in the order in which it prints.
fn stops(report: &Report) -> Vec<Stop> {
    let mut stops = Vec::new();
    report.each_wording(|place, wording| {
        stops.extend(wording.slots().enumerate().map(|(nth, slot)| Stop {
            place: place.clone(),
            nth,
            key: slot.key.clone(),
        }));
    });
    stops
}

/// How a blank is usually printed, by what it asks for.
fn usual(report: &Report, key: &str, style: Style) -> &'static str {
    match report.field(key).map(|field| field.kind) {
        Some(Kind::Date) if style == Style::MonthDay => "X月X日",
        Some(Kind::Date) => "20XX年X月X日",
        Some(Kind::Year) => "20XX",
        _ => "XX",
    }
}

impl Blanks {
    /// The review of what was found in a text; remarks are lines of the text with what to look at there, and what its
    /// lines are called.
    pub fn new(
        report: &Report,
        found: &Found<'_>,
        (remarks, line_name): (&[(usize, String)], &str),
    ) -> Self {
        let mut printed: BTreeMap<String, VecDeque<(String, usize)>> = BTreeMap::new();
        for blank in &found.blanks {
            for (key, text) in blank.slots() {
                let queue = printed.entry(canonical(key)).or_default();
                queue.push_back((text.to_owned(), blank.spot.line));
            }
        }
        let mut models = BTreeMap::new();
        let mut lines: Vec<(usize, Place)> = Vec::new();
        report.each_wording(|place, wording| {
            let mut texts = Vec::new();
            for slot in wording.slots() {
                let next = printed
                    .get_mut(&canonical(&slot.key))
                    .and_then(VecDeque::pop_front);
                let (text, line) =
                    next.unwrap_or_else(|| (usual(report, &slot.key, slot.style).to_owned(), 0));
                lines.push((line, place.clone()));
                texts.push(text);
            }
            models.insert(place, Model::of(wording, &texts));
        });
        lines.sort();
        let remarks = remarks.iter().map(|(line, message)| {
            let at = lines.iter().find(|(of, _)| of >= line).or(lines.last());
            (
                format!("第{line}{line_name}：{message}"),
                at.map(|(_, place)| place.clone()),
            )
        });
        Self {
            hand: 0,
            remarks: remarks.collect(),
            models,
            select: None,
            source: PathBuf::new(),
            finished: false,
        }
    }

    /// What is said first.
    pub fn opening(&self) -> &'static str {
        match self.finished {
            true => "这份没有空，像是写好的：每个数都作了空，原来的数作上期数。",
            false => "",
        }
    }

    fn stop(&self, report: &Report) -> Option<Stop> {
        let mut stops = stops(report);
        let last = stops.len().checked_sub(1)?;
        Some(stops.swap_remove(self.hand.min(last)))
    }

    /// As what the blank in hand was printed.
    fn printed(&self, report: &Report, stop: &Stop) -> String {
        let wording = report.wording(&stop.place);
        wording
            .and_then(|wording| {
                let model = self.models.get(&stop.place)?;
                let printed = model.printed(wording).get(stop.nth).copied()?;
                Some(printed.to_owned())
            })
            .unwrap_or_default()
    }

    /// Whether words are being selected.
    pub fn is_selecting(&self) -> bool {
        self.select.is_some()
    }

    /// Applies a key; gives what is to lie over it, and what is to be said.
    pub fn update(
        &mut self,
        action: Action,
        desk: &mut Desk,
        at: (u16, Width),
    ) -> (Option<Over>, String) {
        if self.select.is_some() {
            return self.selecting(action, desk, at);
        }
        let count = stops(&desk.report).len();
        let last = count.saturating_sub(1);
        let here = self.hand.min(last);
        let mut sentence = String::new();
        match action {
            Action::Accept if count == 0 => sentence = NO_BLANKS.to_owned(),
            Action::Accept if here == last => {
                sentence = "看到最后一处了。都对就按 9 存成模板。".to_owned();
            }
            Action::Accept | Action::NextField | Action::Right | Action::Down => {
                self.hand = here.saturating_add(1).min(last);
            }
            Action::PreviousField | Action::Left | Action::Up => {
                self.hand = here.saturating_sub(1);
            }
            Action::NextStep => self.hand = here.saturating_add(10).min(last),
            Action::PreviousStep => self.hand = here.saturating_sub(10),
            Action::Home => self.hand = 0,
            Action::End => self.hand = last,
            Action::Undo => sentence = said(action, desk.undo()),
            Action::Redo => sentence = said(action, desk.redo()),
            Action::Back => {
                sentence = "按 9 存成模板；按 Ctrl-Q 存着离开。".to_owned();
            }
            Action::Find => return (Some(Over::Pick(Pick::of(Aim::Go))), String::new()),
            Action::Digit(digit) => return self.command(digit, desk),
            _ => {}
        }
        (None, sentence)
    }

    fn command(&mut self, digit: u8, desk: &mut Desk) -> (Option<Over>, String) {
        let over = match digit {
            7 => {
                let first = Place::Head(crate::report::HeadText::Title);
                let place = self.stop(&desk.report).map_or(first, |stop| stop.place);
                self.select = Some(Select::on(&desk.report, place));
                return (None, String::new());
            }
            8 if self.remarks.is_empty() => {
                return (None, "没有要提示的。".to_owned());
            }
            8 => Over::Menu(self.remark_menu()),
            9 => Over::Ask(template_name(desk, None)),
            _ => {
                let Some(stop) = self.stop(&desk.report) else {
                    return (None, NO_BLANKS.to_owned());
                };
                match self.on_blank(digit, desk, &stop) {
                    Ok(over) => over,
                    Err(sentence) => return (None, sentence),
                }
            }
        };
        (Some(over), String::new())
    }

    fn on_blank(&self, digit: u8, desk: &mut Desk, stop: &Stop) -> Result<Over, String> {
        let field = desk.report.field(&stop.key);
        let fixed = field.is_some_and(Field::is_report_date);
        if fixed && matches!(digit, 1..=4) {
            return Err(
                "这是成文日期或截至日期，名称和种类是定好的；按 5 可以另起一个。".to_owned(),
            );
        }
        match digit {
            1 => Ok(Over::Ask(ask(Question::Name, &stop.key, None))),
            2 => Ok(Over::Menu(kinds(desk, &stop.key))),
            3 => {
                let unit = field.map(|field| field.unit.clone()).unwrap_or_default();
                Ok(Over::Ask(ask(Question::Unit, &unit, None)))
            }
            4 => Ok(Over::Pick(Pick::of(Aim::Same))),
            5 => {
                if used(&desk.report, stop) < 2 {
                    return Err(format!("{}只用在这一处，本来就是单独的。", stop.key));
                }
                let name = free_key(&desk.report, &stop.key);
                Ok(Over::Ask(ask(Question::Split, &name, None)))
            }
            6 => Err(format!("{}；Ctrl-Z 找回。", self.ignore(desk))),
            _ => Err(String::new()),
        }
    }

    fn remark_menu(&self) -> Menu {
        let entries = self.remarks.iter().enumerate();
        Menu {
            said: vec!["请看这几处，Enter 到那一段去：".to_owned()],
            entries: entries
                .map(|(at, (message, _))| (message.clone(), Deed::Remark(at)))
                .collect(),
            ..Menu::default()
        }
    }

    /// Goes to the text that a remark is about.
    pub fn go_to_remark(&mut self, report: &Report, at: usize) {
        let place = self.remarks.get(at).and_then(|(_, place)| place.as_ref());
        let found = stops(report)
            .iter()
            .position(|stop| Some(&stop.place) == place);
        self.hand = found.unwrap_or(self.hand);
    }

    /// Goes to the first place of a field.
    pub fn go_to_field(&mut self, report: &Report, key: &str) {
        let wanted = canonical(key);
        let found = stops(report)
            .iter()
            .position(|stop| canonical(&stop.key) == wanted);
        self.hand = found.unwrap_or(self.hand);
    }

    /// Gives the field in hand another kind.
    pub fn set_kind(&mut self, desk: &mut Desk, kind: Kind) {
        if let Some(stop) = self.stop(&desk.report) {
            desk.change("改种类", None, |report| report.set_kind(&stop.key, kind));
        }
    }

    /// Makes the field in hand one with that of another key; what is said.
    pub fn merge(&mut self, desk: &mut Desk, key: &str) -> String {
        let Some(stop) = self.stop(&desk.report) else {
            return String::new();
        };
        if canonical(&stop.key) == canonical(key) {
            return String::new();
        }
        desk.change("并成一个数", None, |report| {
            report.rename_field(&stop.key, key);
        });
        format!("{}并进了{key}，填一次两处都有{UNDO}", stop.key)
    }
}

/// What looks like a blank in a text of the report is words: nothing is to be found fault with there.
fn keep_as_text(report: &mut Report, place: &Place) {
    let found = Review::of(report).findings;
    let words = found
        .iter()
        .filter(|finding| finding.code == Code::Blank && finding.place == *place)
        .filter(|finding| !finding.around.is_empty());
    report.accepted.extend(words.map(|finding| Accepted {
        code: finding.code.name().to_owned(),
        text: finding.around.clone(),
        reason: "导入时认定是文字，不是空".to_owned(),
        ..Accepted::default()
    }));
}

fn kinds(desk: &Desk, key: &str) -> Menu {
    let kind = desk.report.field(key).map(|field| field.kind);
    let entries = KINDS
        .iter()
        .map(|(words, kind)| ((*words).to_owned(), Deed::BlankKind(*kind)));
    Menu {
        said: vec![format!("{key}：填的是什么？")],
        entries: entries.collect(),
        row: KINDS
            .iter()
            .position(|(_, own)| Some(*own) == kind)
            .unwrap_or(0),
        ..Menu::default()
    }
}

/// A key like this one that is free.
fn free_key(report: &Report, key: &str) -> String {
    (2_u32..)
        .map(|nth| format!("{key}{nth}"))
        .find(|key| report.field(key).is_none())
        .unwrap_or_default()
}

/// A kind in the words of its user.
pub fn kind_name(kind: Kind) -> &'static str {
    KINDS
        .iter()
        .find(|(_, own)| *own == kind)
        .map_or("", |(words, _)| words)
}
