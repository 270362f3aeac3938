//! The report in memory: wording, fields, rules and every answer as typed, and nothing else.
//! Figures, findings, the printed page and the screen are functions of it. Reading and writing the
//! file is `format`'s, judging `check`'s.

use std::collections::BTreeMap;
use std::sync::Arc;

mod answer;
pub mod beside;
mod blanks;
pub mod field;
pub mod figures;
pub mod formula;
pub mod index;
mod next;
mod omit;
pub mod part;
mod shared;
pub mod steps;
pub mod wording;

pub use answer::{Answer, Spelling, Stored};
pub use blanks::Model;
pub use field::{AS_OF, Extras, Field, REPORT_DATE, Rare, canonical, canonical_ref};
pub use figures::{Figure, Figures};
pub use formula::{Condition, Formula};
pub use index::Index;
pub use part::{Numbering, Part, PartId, Role};
pub use shared::Shared;
pub use steps::{Step, Steps};
pub use wording::Wording;

/// The newest version of the report file that is known.
pub const FORMAT: i64 = 1;

/// The longest report file there may be, in bytes.
pub const LARGEST_FILE: u64 = 16 * 1024 * 1024;

/// A report file in memory.
#[derive(Clone, PartialEq, Debug)]
pub struct Report {
    /// The version its file says it has.
    pub format: i64,
    /// The texts of `[report]`.
    pub head: Head,
    /// How sections are numbered.
    pub numbering: Numbering,
    /// The template's id.
    pub template: String,
    /// What last period is called on screen.
    pub previous_name: String,
    /// Every field in the order of the file, behind them the two dates that always exist.
    pub fields: Arc<Vec<Field>>,
    /// What was answered, by canonical key; answers to no field too.
    pub answers: Shared<BTreeMap<String, Answer>>,
    /// Last period's figures, by canonical key.
    pub previous: Shared<BTreeMap<String, Stored>>,
    /// Where figures came from, by canonical key.
    pub notes: Shared<BTreeMap<String, String>>,
    /// Relations between figures.
    pub rules: Arc<Vec<Rule>>,
    /// What was decided about findings.
    pub accepted: Vec<Accepted>,
    /// What last period's report promised.
    pub promised: Vec<Promised>,
    /// The sections.
    pub parts: Shared<Vec<Part>>,
    /// The next free [`PartId`].
    pub next_part: u32,
}

/// The texts that stand before and after the sections.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Head {
    /// 标题
    pub title: Wording,
    /// Under the title (——…).
    pub subtitle: Wording,
    /// 主送机关
    pub to: Wording,
    /// 引言
    pub opening: Wording,
    /// Paragraphs after the last section.
    pub closing: Wording,
    /// 署名
    pub signature: Wording,
    /// What follows the date.
    pub after: Wording,
}

/// One address: names a thing in a report. Focus, findings and messages speak in it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Place {
    /// A field, by its canonical key.
    Field(String),
    /// A text of `[report]`.
    Head(HeadText),
    /// The date line.
    Date,
    /// A part's headline.
    Heading(PartId),
    /// A part's text.
    Text(PartId),
    /// A part's `when`.
    When(PartId),
    /// A `[[rule]]`, from 0.
    Rule(usize),
    /// A rule's `when`.
    RuleWhen(usize),
    /// A rule's message.
    Message(usize),
    /// A `[[field]]` as defined, from 0.
    Definition(usize),
    /// A `[[promised]]`, from 0.
    Promised(usize),
    /// The report as a whole.
    Report,
}

/// Names a text of [`Head`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "the names are those of Head's fields")]
pub enum HeadText {
    Title,
    Subtitle,
    To,
    Opening,
    Closing,
    Signature,
    After,
}

/// Every text of [`Head`] in the order in which it prints, with its key in the file.
pub const HEAD_TEXTS: [(HeadText, &str); 7] = [
    (HeadText::Title, "title"),
    (HeadText::Subtitle, "subtitle"),
    (HeadText::To, "to"),
    (HeadText::Opening, "opening"),
    (HeadText::Closing, "closing"),
    (HeadText::Signature, "signature"),
    (HeadText::After, "after"),
];

impl Head {
    /// The text of this name.
    pub fn text(&self, which: HeadText) -> &Wording {
        match which {
            HeadText::Title => &self.title,
            HeadText::Subtitle => &self.subtitle,
            HeadText::To => &self.to,
            HeadText::Opening => &self.opening,
            HeadText::Closing => &self.closing,
            HeadText::Signature => &self.signature,
            HeadText::After => &self.after,
        }
    }

    /// The text of this name, to change it.
    pub fn text_mut(&mut self, which: HeadText) -> &mut Wording {
        match which {
            HeadText::Title => &mut self.title,
            HeadText::Subtitle => &mut self.subtitle,
            HeadText::To => &mut self.to,
            HeadText::Opening => &mut self.opening,
            HeadText::Closing => &mut self.closing,
            HeadText::Signature => &mut self.signature,
            HeadText::After => &mut self.after,
        }
    }
}

/// A relation between figures.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// What has to hold.
    pub expect: Condition,
    /// What is said where it does not; slots in it are filled in.
    pub message: Wording,
    /// Whether a breach stands in the way of handing the report in.
    pub level: Level,
    /// The rule counts only where this holds.
    pub when: Option<Condition>,
}

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// Makes the report unready.
    Error,
    /// Asks for a look.
    Warning,
    /// Said once.
    Info,
}

impl Level {
    /// As in the report file and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// One `[[accepted]]`.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Accepted {
    /// The finding's code.
    pub code: String,
    /// The field, where it is about one.
    pub key: String,
    /// The figure or the words as they were.
    pub text: String,
    /// Why.
    pub reason: String,
    /// Which `[[accepted]]` of the file it came from.
    pub origin: Option<usize>,
}

/// One `[[promised]]`.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Promised {
    /// What was promised.
    pub text: String,
    /// What became of it.
    pub kept: String,
    /// Which `[[promised]]` of the file it came from.
    pub origin: Option<usize>,
}

impl Report {
    /// A report in which nothing stands, of the newest format.
    pub fn empty() -> Self {
        Self {
            format: FORMAT,
            head: Head::default(),
            numbering: Numbering::Chinese,
            template: String::new(),
            previous_name: String::new(),
            fields: Arc::new(field::always(&[])),
            answers: Shared::default(),
            previous: Shared::default(),
            notes: Shared::default(),
            rules: Arc::default(),
            accepted: Vec::new(),
            promised: Vec::new(),
            parts: Shared::default(),
            next_part: 0,
        }
    }

    /// Whether the other differs from it in answers alone, if at all.
    pub fn is_but_for_answers(&self, other: &Self) -> bool {
        let Self {
            format,
            head,
            numbering,
            template,
            previous_name,
            fields,
            answers: _,
            previous,
            notes,
            rules,
            accepted,
            promised,
            parts,
            next_part,
        } = self;
        // The shared ones first: they are compared in no time where nothing was changed.
        *parts == other.parts
            && *fields == other.fields
            && *rules == other.rules
            && *previous == other.previous
            && *notes == other.notes
            && *head == other.head
            && *accepted == other.accepted
            && *promised == other.promised
            && (format, numbering, next_part) == (&other.format, &other.numbering, &other.next_part)
            && (template, previous_name) == (&other.template, &other.previous_name)
    }

    /// The field that `key` names, in whatever width it is written.
    pub fn field(&self, key: &str) -> Option<&Field> {
        if let Some(field) = self.fields.iter().find(|field| field.key == key) {
            return Some(field);
        }
        let key = canonical_ref(key);
        self.fields
            .iter()
            .find(|field| field::canonical_chars(&field.key).eq(key.chars()))
    }

    /// Adds a field; one of the same key stays as it is.
    pub fn add_field(&mut self, field: Field) {
        if self.field(&field.key).is_none() {
            let fields = Arc::make_mut(&mut self.fields);
            // The two dates that always exist stay behind the declared fields.
            let at = fields
                .iter()
                .rposition(|field| !field.is_report_date())
                .map_or(0, |at| at.saturating_add(1));
            fields.insert(at, field);
        }
    }

    /// The part of this id.
    pub fn part(&self, id: PartId) -> Option<&Part> {
        part::find(&self.parts, id)
    }

    /// The part of this id, to change it.
    pub fn part_mut(&mut self, id: PartId) -> Option<&mut Part> {
        part::find_mut(&mut self.parts, id)
    }

    /// Every part, sections before their items, in the order of the report.
    pub fn walk<'a>(&'a self, mut visit: impl FnMut(&'a Part)) {
        for part in &self.parts {
            part.walk(&mut visit);
        }
    }

    /// The wording at a place that has any.
    pub fn wording(&self, place: &Place) -> Option<&Wording> {
        match place {
            Place::Head(which) => Some(self.head.text(*which)),
            Place::Heading(id) => self.part(*id).map(|part| &part.heading),
            Place::Text(id) => self.part(*id).map(|part| &part.text),
            _ => None,
        }
    }

    /// Puts other wording at a place that has any. A part whose text was changed has been read.
    pub fn set_wording(&mut self, place: &Place, wording: Wording) {
        match place {
            Place::Head(which) => *self.head.text_mut(*which) = wording,
            Place::Heading(id) => {
                if let Some(part) = self.part_mut(*id) {
                    part.heading = wording;
                    part.reviewed = true;
                }
            }
            Place::Text(id) => {
                if let Some(part) = self.part_mut(*id) {
                    part.text = wording;
                    part.reviewed = true;
                }
            }
            _ => {}
        }
    }

    /// 余 and 多 that stand right behind a slot of this field, anywhere.
    pub fn more(&self, key: &str) -> Vec<char> {
        let key = canonical_ref(key);
        let mut found = Vec::new();
        self.each_wording(|_, wording| {
            for slot in wording.slots() {
                if let Some(more) = slot.more
                    && canonical_ref(&slot.key) == key
                    && !found.contains(&more)
                {
                    found.push(more);
                }
            }
        });
        found
    }

    /// Visits every wording in the order in which it prints, parts that are left out too.
    pub fn each_wording<'a>(&'a self, mut visit: impl FnMut(Place, &'a Wording)) {
        let before = HEAD_TEXTS
            .iter()
            .filter(|(which, _)| *which <= HeadText::Opening);
        for (which, _) in before {
            visit(Place::Head(*which), self.head.text(*which));
        }
        self.walk(|part| {
            visit(Place::Heading(part.id), &part.heading);
            visit(Place::Text(part.id), &part.text);
        });
        let behind = HEAD_TEXTS
            .iter()
            .filter(|(which, _)| *which > HeadText::Opening);
        for (which, _) in behind {
            visit(Place::Head(*which), self.head.text(*which));
        }
    }
}
