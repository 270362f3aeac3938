//! A draft being worked on: the report, what follows from it, where its user stands, and the way back.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::check::{self, Code, Finding, Review, State};
use crate::export::paper::Paper;
use crate::export::style::Style;
use crate::render::BlockKind;
use crate::report::steps::{Step, StepAt};
use crate::report::{HeadText, Level, Part, Place, Report, canonical};

use super::history::History;
use super::screen::page::Page;
use super::style::Palette;
use super::width::Width;

/// The longest name of a step or a part in a sentence, in characters.
const LONGEST: usize = 16;

/// A draft being worked on.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The report as it is now.
    pub report: Report,
    /// What follows from it.
    pub review: Review,
    /// The way back.
    pub history: History,
    /// Where its user stands.
    pub stand: Stand,
    /// The caret in the field in hand: a byte of the text typed there.
    pub caret: usize,
    /// Fields that were left while they were not right: their complaints are shown.
    pub left: BTreeSet<String>,
    /// Where Esc leads back to.
    pub back: Option<Stand>,
    /// What was found in a text of the step in hand: the editor opens there.
    pub spot: Option<(Place, usize)>,
    /// 核对 shows what this department supplies alone.
    pub department: Option<String>,
    /// What was left when the draft was opened.
    pub at_first: Counts,
    /// Nothing may be changed; why.
    pub read_only: Option<String>,
    /// What it is called where it has no title: its file's name.
    pub name: String,
    /// Counts up with every change.
    pub version: u64,
    /// How this user's office sets its documents.
    house: Style,
    /// The text on paper, once it was asked for since the last change.
    paper: OnceCell<Paper>,
    /// 成文 as lines of a screen, and of which, once they were asked for since the last change.
    finished: OnceCell<(Screen, Page)>,
}

/// What lines of 成文 depend on beside the draft: the columns there are, the colours, the widths of characters.
pub type Screen = (u16, Palette, Width);

/// Where a user stands in a draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stand {
    /// Index of the step; behind the last one come 核对 and 成文.
    pub step: usize,
    /// Which row of it is in hand: a field, a problem, a finding, a figure.
    pub row: usize,
}

/// What a stand shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum View {
    /// A form of fields.
    Form,
    /// Prose to read.
    Prose,
    /// 核对
    Review,
    /// 成文
    Finish,
}

/// How many findings of each sort there are.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Counts {
    /// 错
    pub wrong: usize,
    /// 缺
    pub missing: usize,
    /// 疑
    pub odd: usize,
    /// 未阅
    pub unread: usize,
}

impl Counts {
    /// `错2 缺4 疑1 未阅3`; empty where there is nothing.
    pub fn words(self) -> String {
        let all = [
            ("错", self.wrong),
            ("缺", self.missing),
            ("疑", self.odd),
            ("未阅", self.unread),
        ];
        let some: Vec<String> = all
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(word, count)| format!("{word}{count}"))
            .collect();
        some.join(" ")
    }

    /// Whether nothing is left.
    pub fn is_clear(self) -> bool {
        self == Self::default()
    }
}

impl Desk {
    /// Lays out a report.
    pub fn new(report: Report) -> Self {
        let review = Review::of(&report);
        let left = review
            .steps
            .list
            .iter()
            .flat_map(|step| &step.fields)
            .filter(|key| !report.typed(key).is_empty())
            .cloned()
            .collect();
        let mut desk = Self {
            report,
            review,
            history: History::default(),
            stand: Stand { step: 0, row: 0 },
            caret: 0,
            left,
            back: None,
            spot: None,
            department: None,
            at_first: Counts::default(),
            read_only: None,
            name: String::new(),
            version: 0,
            house: Style::default(),
            paper: OnceCell::new(),
            finished: OnceCell::new(),
        };
        desk.at_first = desk.counts(usize::MAX);
        desk.go_first_open();
        desk
    }

    /// Changes the report. `what` names the change, changes at `run` in a row are undone together.
    /// Nothing happens where the draft is for reading only.
    pub fn change(&mut self, what: &str, run: Option<Place>, change: impl FnOnce(&mut Report)) {
        if self.read_only.is_some() {
            return;
        }
        let before = self.report.clone();
        change(&mut self.report);
        if self.report != before {
            self.history.push(before, what, run);
            self.refresh();
        }
    }

    fn refresh(&mut self) {
        self.version = self.version.wrapping_add(1);
        let at = self.step().map(|step| step.at);
        let count = self.review.steps.list.len();
        let behind = self.stand.step.checked_sub(count);
        self.review.follow(&self.report);
        self.paper = OnceCell::new();
        self.finished = OnceCell::new();
        // The step in hand stays in hand, wherever it now stands in the list.
        let steps = &self.review.steps.list;
        self.stand.step = match (at, behind) {
            (Some(at), _) => steps
                .iter()
                .position(|step| step.at == at)
                .unwrap_or(self.stand.step.min(steps.len().saturating_sub(1))),
            (None, Some(behind)) => steps.len().saturating_add(behind),
            (None, None) => self.stand.step,
        };
        // A complaint that was mended starts anew with the next mistake.
        if let Some(key) = self.field_key()
            && matches!(check::state(&self.review, &key), State::Good | State::Blank)
        {
            self.left.remove(&key);
        }
    }

    /// The text on paper, as the house style sets it.
    pub fn paper(&self) -> &Paper {
        let set = || Paper::of(&self.review.document, &self.house);
        self.paper.get_or_init(set)
    }

    /// 成文 as lines of this screen, set as told where they are not yet.
    pub fn finished(&self, screen: Screen, set: impl Fn() -> Page) -> Cow<'_, Page> {
        let (kept, page) = self.finished.get_or_init(|| (screen, set()));
        if *kept == screen {
            Cow::Borrowed(page)
        } else {
            Cow::Owned(set())
        }
    }

    /// Lets go of the lines of another screen: the window has another size now.
    pub fn finished_on(&mut self, screen: Screen) {
        if self.finished.get().is_some_and(|(kept, _)| *kept != screen) {
            self.finished = OnceCell::new();
        }
    }

    /// How this user's office sets its documents.
    pub fn house(&self) -> &Style {
        &self.house
    }

    /// Sets documents by this style from now on.
    pub fn set_house(&mut self, house: Style) {
        self.house = house;
        self.paper = OnceCell::new();
    }

    /// Undoes the last change; what it was.
    pub fn undo(&mut self) -> Option<String> {
        let (report, what) = self.history.undo(&self.report)?;
        self.put_back(report);
        Some(what)
    }

    /// Does the last undone change again; what it was.
    pub fn redo(&mut self) -> Option<String> {
        let (report, what) = self.history.redo(&self.report)?;
        self.put_back(report);
        Some(what)
    }

    fn put_back(&mut self, report: Report) {
        let changed = self.first_difference(&report);
        self.report = report;
        self.refresh();
        if let Some(place) = changed {
            self.go_to(&place);
        }
        self.caret_to_end();
    }

    /// The field or text in which two states of the report differ.
    fn first_difference(&self, other: &Report) -> Option<Place> {
        let keys = self.report.answers.keys().chain(other.answers.keys());
        for key in keys {
            if self.report.answers.get(key) != other.answers.get(key) {
                return Some(Place::Field(key.clone()));
            }
        }
        let mut found = None;
        other.walk(|part| {
            if found.is_none()
                && self
                    .report
                    .part(part.id)
                    .is_none_or(|mine| differs(mine, part))
            {
                found = Some(Place::Text(part.id));
            }
        });
        found
    }

    // Where its user stands.

    /// The step in hand; `None` in 核对 and 成文.
    pub fn step(&self) -> Option<&Step> {
        self.review.steps.list.get(self.stand.step)
    }

    /// What is shown.
    pub fn view(&self) -> View {
        match self.step() {
            Some(step) if step.is_prose() || step.out => View::Prose,
            Some(_) => View::Form,
            None if self.stand.step == self.review.steps.list.len() => View::Review,
            None => View::Finish,
        }
    }

    /// The key of the field in hand.
    pub fn field_key(&self) -> Option<String> {
        self.hand().map(str::to_owned)
    }

    fn hand(&self) -> Option<&str> {
        let step = self.step().filter(|step| !step.is_prose() && !step.out)?;
        step.fields.get(self.stand.row).map(String::as_str)
    }

    /// The part in hand.
    pub fn part(&self) -> Option<&Part> {
        match self.step()?.at {
            StepAt::Part(id) => self.report.part(id),
            _ => None,
        }
    }

    /// The draft's name: its title as it prints, its file's name where there is none.
    pub fn title(&self) -> String {
        let titles = self
            .review
            .document
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Title);
        let title: String = titles.map(crate::render::Block::text).collect();
        if title.is_empty() {
            self.name.clone()
        } else {
            title
        }
    }

    /// How many steps there are, 核对 and 成文 among them.
    pub fn step_count(&self) -> usize {
        self.review.steps.list.len().saturating_add(2)
    }

    /// How a step is named.
    pub fn step_name(&self, index: usize) -> String {
        let Some(step) = self.review.steps.list.get(index) else {
            return if index == self.review.steps.list.len() {
                "核对"
            } else {
                "成文"
            }
            .to_owned();
        };
        match step.at {
            StepAt::Basics => "基本情况".to_owned(),
            StepAt::Head(HeadText::Closing) => "结尾".to_owned(),
            StepAt::Head(_) => "引言".to_owned(),
            StepAt::Part(id) => {
                let label = self
                    .report
                    .part(id)
                    .map(|part| self.review.label(part))
                    .unwrap_or_default();
                if label.is_empty() {
                    "（还没有小标题）".to_owned()
                } else {
                    label
                }
            }
        }
    }

    /// A step as a sentence names it.
    pub fn short_name(&self, index: usize) -> String {
        short(&self.step_name(index))
    }

    /// Shows the next department's findings alone in 核对; behind the last one all again.
    pub fn next_department(&mut self) {
        let mut all: Vec<&str> = Vec::new();
        for field in self
            .review
            .findings
            .iter()
            .flat_map(|finding| &finding.keys)
            .filter_map(|key| self.report.field(key))
        {
            if !field.from.is_empty() && !all.contains(&field.from.as_str()) {
                all.push(&field.from);
            }
        }
        all.sort_unstable();
        let next = match &self.department {
            None => all.first(),
            Some(now) => all.iter().skip_while(|from| **from != now).nth(1),
        };
        self.department = next.map(|from| (*from).to_owned());
        self.stand.row = 0;
    }

    /// Whether 核对 shows a finding.
    pub fn shows(&self, finding: &Finding) -> bool {
        let Some(wanted) = &self.department else {
            return true;
        };
        finding
            .keys
            .iter()
            .filter_map(|key| self.report.field(key))
            .any(|field| field.from == *wanted)
    }

    /// The findings of a step; those of the whole draft in 核对 and 成文.
    pub fn findings(&self, index: usize) -> impl Iterator<Item = &Finding> {
        let whole = index >= self.review.steps.list.len();
        self.review
            .findings
            .iter()
            .filter(move |finding| whole || finding.step() == Some(index))
    }

    /// What is left in a step, or in the whole draft.
    pub fn counts(&self, index: usize) -> Counts {
        let mut counts = Counts::default();
        for finding in self.findings(index) {
            let count = match self.mark(finding) {
                Some("错") => &mut counts.wrong,
                Some("缺") => &mut counts.missing,
                Some("疑") => &mut counts.odd,
                Some(_) => &mut counts.unread,
                None => continue,
            };
            *count = count.saturating_add(1);
        }
        counts
    }

    /// The word a finding is marked by: 错, 缺, 疑 or 未阅. `None`: it is not said, or not yet.
    pub fn mark(&self, finding: &Finding) -> Option<&'static str> {
        let waits = finding.waits(self.fresh());
        match (finding.code, finding.level) {
            // Half typed and still in hand: a gap, not yet a mistake.
            (Code::Number, Level::Error) if waits => Some("缺"),
            _ if waits => None,
            (Code::Blank, Level::Error) => Some("缺"),
            (_, Level::Error) => Some("错"),
            (Code::Unreviewed, _) => Some("未阅"),
            (_, Level::Warning) => Some("疑"),
            (_, Level::Info) => None,
        }
    }

    /// Fields that have to be filled in: how many are, and how many there are.
    pub fn filled(&self) -> (usize, usize) {
        let required = self.review.steps.required();
        let is_filled = |number: &&usize| {
            let figure = self.review.figures.at(**number);
            figure.is_some_and(|figure| figure.value.is_some() && figure.wrong.is_none())
        };
        (required.iter().filter(is_filled).count(), required.len())
    }

    /// The field in hand while it was not left since it was right or blank: what further keys could settle
    /// is not said about it yet.
    fn fresh(&self) -> Option<&str> {
        self.hand().filter(|key| !self.left.contains(*key))
    }

    /// How a field stands, as far as it is said yet.
    pub fn state(&self, key: &str) -> State {
        let fresh = self.fresh();
        check::state_by(&self.review, key, |finding| !finding.waits(fresh))
    }

    /// Whether a field is half-typed and nothing is said about it yet.
    pub fn is_quiet(&self, key: &str) -> bool {
        self.fresh() == Some(key) && check::state(&self.review, key) == State::Unfinished
    }

    /// What is said about a field: the first complaint that does not wait.
    pub fn complaint<'a>(&'a self, key: &'a str) -> Option<&'a Finding> {
        let fresh = self.fresh();
        self.review.of_field(key).find(|finding| {
            finding.code != Code::Blank && finding.level != Level::Info && !finding.waits(fresh)
        })
    }

    // Moving. It is always free.

    /// Lets go of the field in hand: its complaints show from now on.
    pub fn leave(&mut self) {
        if let Some(key) = self.field_key() {
            let untaken = self
                .report
                .answers
                .get(&key)
                .is_some_and(|answer| answer.untaken);
            match untaken {
                true => self.change("收下原来填的数", None, |report| report.settle(&key)),
                false if self.read_only.is_none() => self.report.settle(&key),
                false => {}
            }
            if !self.report.typed(&key).is_empty() {
                self.left.insert(key);
            }
        }
        self.history.pause();
    }

    /// Goes to a row of a step.
    pub fn go(&mut self, step: usize, row: usize) {
        self.leave();
        self.spot = None;
        let last = self.step_count().saturating_sub(1);
        self.stand = Stand {
            step: step.min(last),
            row,
        };
        self.caret_to_end();
    }

    /// Goes where something is mended.
    pub fn go_to(&mut self, place: &Place) {
        let Some(index) = self.review.steps.of_place(&self.report, place) else {
            return;
        };
        let row = match (place, self.review.steps.list.get(index)) {
            (Place::Field(key), Some(step)) => step
                .fields
                .iter()
                .position(|field| field == key)
                .unwrap_or(0),
            _ => 0,
        };
        self.go(index, row);
    }

    /// Goes to a field by its key in whatever width; whether there is one.
    pub fn go_to_key(&mut self, key: &str) -> bool {
        let place = Place::Field(canonical(key));
        let known = self.review.steps.of_place(&self.report, &place).is_some();
        self.go_to(&place);
        known
    }

    /// Goes to the first field that needs something.
    pub fn go_first_open(&mut self) {
        self.stand = self
            .next_open(Stand { step: 0, row: 0 }, true)
            .unwrap_or(Stand {
                step: self.review.steps.list.len(),
                row: 0,
            });
        self.caret_to_end();
    }

    /// Goes to the next field that needs something, over the steps; behind the last one to 核对.
    pub fn go_next_open(&mut self) {
        let from = self.stand;
        self.leave();
        let end = Stand {
            step: self.review.steps.list.len(),
            row: 0,
        };
        self.stand = self.next_open(from, false).unwrap_or(end);
        self.caret_to_end();
    }

    fn next_open(&self, from: Stand, itself: bool) -> Option<Stand> {
        for (index, step) in self.review.steps.list.iter().enumerate().skip(from.step) {
            if step.out {
                continue;
            }
            if step.is_prose() {
                if (index > from.step || itself) && !self.counts(index).is_clear() {
                    return Some(Stand {
                        step: index,
                        row: 0,
                    });
                }
                continue;
            }
            for (row, key) in step.fields.iter().enumerate() {
                let behind = index > from.step || row > from.row || (itself && row == from.row);
                if behind && self.needs(key) {
                    return Some(Stand { step: index, row });
                }
            }
        }
        None
    }

    /// Whether a field needs something: blank and not optional, half-typed or wrong.
    fn needs(&self, key: &str) -> bool {
        match check::state(&self.review, key) {
            State::Blank => {
                self.review.steps.is_used(key)
                    && self.report.field(key).is_some_and(|field| !field.optional)
            }
            State::Unfinished | State::Wrong => true,
            State::Good | State::Odd => false,
        }
    }

    /// A name for where its user stands, to come back to: the field's key, or the step's number.
    pub fn stand_name(&self) -> String {
        self.field_key()
            .unwrap_or_else(|| format!("#{}", self.stand.step))
    }

    /// Goes to where [`Desk::stand_name`] was taken, or to a field by its key.
    pub fn take_stand(&mut self, name: &str) {
        match name
            .strip_prefix('#')
            .and_then(|step| step.parse::<usize>().ok())
        {
            Some(step) => self.go(step, 0),
            None => {
                if !self.go_to_key(name) {
                    self.go_first_open();
                }
            }
        }
    }

    /// Puts the caret behind the text of the field in hand.
    pub fn caret_to_end(&mut self) {
        self.caret = self
            .field_key()
            .map_or(0, |key| self.report.typed(&key).len());
    }
}

/// The beginning of a name, for a sentence.
pub fn short(name: &str) -> String {
    let some: String = name.trim().chars().take(LONGEST).collect();
    let some = some.trim_end_matches(['。', '，', '；', '、', '.']);
    match some.is_empty() {
        true => "一条空的".to_owned(),
        false => some.to_owned(),
    }
}

fn differs(mine: &Part, other: &Part) -> bool {
    mine.heading != other.heading
        || mine.text != other.text
        || mine.out != other.out
        || mine.reviewed != other.reviewed
        || mine.answers != other.answers
}
