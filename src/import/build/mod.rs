//! Paragraphs with their roles and blanks → what was found, and the report: wording with slots, parts, fields.

use std::collections::BTreeMap;
use std::rc::Rc;

use compact_str::CompactString;

use crate::check::marker::Form;
use crate::report::field::Field;
use crate::report::part::{Part, PartId, Role as PartRole};
use crate::report::{HeadText, Report, Rule, Wording};

use super::keys::{Headline, Keys, Region, Setting};
use super::kinds::{self, Asked};
use super::letters::{Letters, Passage};
use super::outline::{Heading, Role, Scheme};
use super::paragraphs::Paragraph;
use super::{Found, Heading as FoundHeading, Refusal, Remark};

mod blanks;
mod fields;
mod finish;
mod length;
mod proved;

use fields::{Slot, add_wording, numbering, trimmed, wording};
use length::Length;

/// Levels that a report has, the sections counted.
const LEVELS: usize = 4;
/// A text that has more room than this gives the rest back.
const SLACK: usize = 64;
/// The longest line that greets.
const LONGEST_GREETING: usize = 40;
/// What is longer is no row of a table that anyone set.
const LONGEST_ROW: usize = 2_000;

/// A text taken apart.
pub(super) struct Source<'a, 't> {
    pub(super) letters: &'a Letters<'t>,
    pub(super) paragraphs: &'a [Paragraph<'a>],
    pub(super) asked: &'a [Vec<Asked>],
    pub(super) roles: &'a [Role],
    /// The year that a finished report is about.
    pub(super) year: Option<u32>,
}

/// A report and what it was made from.
pub(super) struct Built<'t> {
    pub(super) report: Report,
    pub(super) found: Found<'t>,
    /// How many blanks there are.
    pub(super) blanks: usize,
    pub(super) remarks: Vec<Remark>,
}

/// What is made of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Wanted {
    /// What is found in it.
    Found,
    /// A report.
    Report,
    /// Both.
    Both,
}

impl Wanted {
    fn found(self) -> bool {
        self != Self::Report
    }

    fn report(self) -> bool {
        self != Self::Found
    }
}

/// Makes what is wanted. A report that is `kept` becomes a file, and is refused where that would be longer than
/// one may be: that is seen as soon as it is so, since the fields of such a text take much memory.
pub(super) fn build<'t>(
    source: &Source<'_, 't>,
    wanted: Wanted,
    kept: bool,
) -> Result<Built<'t>, Refusal> {
    // Memory that turns out not to be needed costs nothing; to grow into it costs a copy each time.
    let count = source.asked.iter().map(Vec::len).sum();
    let mut builder = Builder {
        report: Report::empty(),
        found: Found {
            blanks: Vec::with_capacity(if wanted.found() { count } else { 0 }),
            ..Found::default()
        },
        keys: Keys::of(count),
        fields: Vec::with_capacity(if wanted.report() { count } else { 0 }),
        rules: Vec::new(),
        given: Vec::new(),
        head: BTreeMap::new(),
        open: Vec::new(),
        headline: Rc::default(),
        columns: Rc::default(),
        plans: false,
        reviewed: false,
        dated: false,
        wanted,
        blanks: 0,
        length: Length::of(kept && wanted.report()),
    };
    builder.keys.year = source.year.map(i64::from);
    builder.learn(source);
    for at in 0..source.paragraphs.len() {
        builder.add(source, at);
        if builder.is_too_large() {
            return Err(Refusal::TooLarge);
        }
    }
    if !wanted.report() {
        return Ok(Built {
            report: builder.report,
            found: builder.found,
            blanks: builder.blanks,
            remarks: Vec::new(),
        });
    }
    builder.close(0);
    Ok(builder.finish(source.year))
}

impl Found<'_> {
    /// Adds a heading; one whose paragraph goes on is an item too.
    fn add(&mut self, passage: Passage<'_, '_>, heading: &Heading) {
        let headline = passage.text(heading.start..heading.end);
        let headline = headline.trim_end();
        let rest = passage
            .paragraph
            .chars()
            .rest(heading.end.saturating_add(1));
        self.headings.push(FoundHeading {
            level: heading.level,
            marker: passage.text(0..heading.printed).into(),
            text: headline.to_owned(),
        });
        if rest.0.iter().any(|c| !c.is_whitespace()) {
            self.items.push(headline.to_owned());
        }
    }
}

struct Builder<'t> {
    report: Report,
    found: Found<'t>,
    keys: Keys,
    fields: Vec<Field>,
    rules: Vec<Rule>,
    /// Figures of a finished report with what stood there.
    given: Vec<(CompactString, CompactString)>,
    /// The texts before and after the sections, as far as they have come.
    head: BTreeMap<HeadText, String>,
    /// The parts that are open, outermost first, each with its text.
    open: Vec<(Part, String)>,
    headline: Rc<Headline>,
    /// The first row of the table in hand.
    columns: Rc<[String]>,
    plans: bool,
    /// A section looked back on a year: 20XX年工作回顾.
    reviewed: bool,
    /// The date line stands.
    dated: bool,
    wanted: Wanted,
    /// How many blanks came.
    blanks: usize,
    /// How long the template's file is at least.
    length: Length,
}

impl<'t> Builder<'t> {
    /// Learns from title, addressee, signature and the first words of the opening of each report of the file who
    /// reports.
    fn learn(&mut self, source: &Source<'_, 't>) {
        let mut opening = false;
        for ((paragraph, asked), role) in
            source.paragraphs.iter().zip(source.asked).zip(source.roles)
        {
            let names = match role {
                Role::Title | Role::Subtitle | Role::Signature => true,
                Role::Heading(heading) if heading.scheme == Scheme::Numbered(Form::Volume) => {
                    opening = false;
                    true
                }
                Role::Heading(heading) => {
                    opening = true;
                    if heading.level == 1 && !asked.is_empty() {
                        let headline = Headline::default();
                        let setting = Setting::head(paragraph.chars(), asked, &headline);
                        self.keys.learn_village(setting, heading.start);
                    }
                    false
                }
                // 各位领导：, 大家好！ open nothing.
                Role::Opening | Role::Text if !opening => {
                    let chars = paragraph.chars();
                    let greets = asked.is_empty() && chars.len() <= LONGEST_GREETING;
                    opening = !greets || !chars.0.ends_with(&['：']) && !chars.0.ends_with(&['！']);
                    opening
                }
                _ => false,
            };
            if names {
                let headline = Headline::default();
                self.keys
                    .learn(Setting::head(paragraph.chars(), asked, &headline));
            }
        }
    }

    fn add(&mut self, source: &Source<'_, 't>, at: usize) {
        let (Some(paragraph), Some(asked), Some(role)) = (
            source.paragraphs.get(at),
            source.asked.get(at),
            source.roles.get(at),
        ) else {
            return;
        };
        let chars = paragraph.chars();
        if let Role::Heading(heading) = role {
            let headline = chars.part(heading.start..heading.end);
            if heading.scheme == Scheme::Numbered(Form::Volume) {
                self.keys.next_report();
            }
            self.headline = Rc::new(Headline::of(headline));
            if heading.level <= 2 {
                let role = self.role(headline);
                self.reviewed |= heading.level == 1 && headline.holds("回顾");
                if heading.level == 1 || role.is_some() {
                    self.plans = role == Some(PartRole::Plans);
                }
            }
        }
        let region = match role {
            Role::Title | Role::Subtitle | Role::To | Role::Signature => Region::Head,
            Role::Date => Region::Date,
            // Attachments are of the year reported, whatever stands above them.
            Role::After => Region::Body,
            _ if self.plans => Region::Plans,
            _ => Region::Body,
        };
        let headline = Rc::clone(&self.headline);
        let row = if chars.len() <= LONGEST_ROW {
            kinds::cells(chars, paragraph.edged)
        } else {
            Vec::new()
        };
        if row.is_empty() {
            self.columns = Rc::default();
        } else if !kinds::goes_on(&self.columns, chars, paragraph.edged) {
            self.columns = row.iter().map(|cell| cell.to_string()).collect();
        }
        let columns = Rc::clone(&self.columns);
        let setting = Setting {
            chars,
            asked,
            region,
            headline: &headline,
            row: &row,
            columns: &columns,
        };
        let passage = Passage {
            paragraph,
            letters: source.letters,
        };
        self.keys.opening = *role == Role::Opening;
        let slots = self.slots(passage, setting);
        match role {
            Role::Title => {
                let title = self.found.title.get_or_insert_default();
                title.push_str(&passage.text(0..chars.len()));
            }
            Role::Heading(heading) if self.wanted.found() => self.found.add(passage, heading),
            Role::Date if self.date_line(chars, asked) => return,
            _ => {}
        }
        if !self.wanted.report() {
            return;
        }
        match *role {
            Role::Title => {
                let title = self.head.entry(HeadText::Title).or_default();
                add_wording(title, passage, (&slots, 0..chars.len()));
            }
            Role::Heading(heading) => self.heading(passage, heading, &slots),
            _ => self.text(*role, passage, &slots),
        }
    }

    fn heading(&mut self, passage: Passage<'_, '_>, heading: Heading, slots: &[Slot]) {
        let chars = passage.paragraph.chars();
        if heading.level > LEVELS {
            // Deeper than a report goes: it stays text, its number as typed.
            self.text(Role::Text, passage, slots);
            return;
        }
        self.close(heading.level.saturating_sub(1));
        while self.open.len() < heading.level.saturating_sub(1) {
            // A level was skipped: an unnamed one stands between.
            let part = self.part();
            self.open.push((part, String::new()));
        }
        let mut part = self.part();
        part.role = (heading.level == 1)
            .then(|| self.role(chars.part(heading.start..heading.end)))
            .flatten();
        // 首先， is made by no numbering: it stays as a word of the headline.
        let start = match heading.scheme {
            Scheme::Worded => 0,
            Scheme::Numbered(_) | Scheme::Styled => heading.start,
        };
        let stop = chars.at(heading.end);
        let runs_in = stop.is_some_and(|c| matches!(c, '。' | '：'));
        let (title, text) = if runs_in {
            let end = heading.end.saturating_add(1);
            (
                wording(passage, slots, start..end),
                wording(passage, slots, end..chars.len()),
            )
        } else if stop.is_none() || stop.is_some_and(super::lines::is_space) {
            (
                wording(passage, slots, start..heading.end),
                wording(passage, slots, heading.end..chars.len()),
            )
        } else {
            (String::new(), wording(passage, slots, start..chars.len()))
        };
        self.length.add(title.len());
        self.length.add(text.len());
        part.heading = Wording::from(trimmed(title));
        self.number(heading);
        self.open.push((part, trimmed(text)));
    }

    fn part(&mut self) -> Part {
        let id = PartId(self.report.next_part);
        self.report.next_part = self.report.next_part.saturating_add(1);
        Part::new(id)
    }

    /// Takes the form of a heading for its level, where it is the first below its parent.
    fn number(&mut self, heading: Heading) {
        let numbering = numbering(heading.scheme);
        match self.open.last_mut() {
            Some((parent, _)) => {
                parent.numbering.get_or_insert(numbering);
            }
            None if self.report.parts.is_empty() => self.report.numbering = numbering,
            None => {}
        }
    }

    /// Closes the open parts down to a depth.
    fn close(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some((mut part, mut text)) = self.open.pop() else {
                return;
            };
            if text.capacity().saturating_sub(text.len()) > SLACK {
                text.shrink_to_fit();
            }
            part.text = Wording::from(text);
            match self.open.last_mut() {
                Some((parent, _)) => parent.parts.push(part),
                None => self.report.parts.push(part),
            }
        }
    }

    /// Adds a paragraph to the text that it belongs to.
    fn text(&mut self, role: Role, passage: Passage<'_, '_>, slots: &[Slot]) {
        let of = match role {
            Role::Subtitle => HeadText::Subtitle,
            Role::To => HeadText::To,
            Role::Closing => HeadText::Closing,
            Role::Signature => HeadText::Signature,
            Role::After | Role::Date => HeadText::After,
            _ => HeadText::Opening,
        };
        let text = match self.open.last_mut() {
            Some((_, text)) if of == HeadText::Opening => text,
            _ => self.head.entry(of).or_default(),
        };
        if text.trim().is_empty() {
            text.clear();
        } else {
            text.push('\n');
        }
        let before = text.len();
        add_wording(text, passage, (slots, 0..passage.paragraph.chars().len()));
        self.length.add(text.len().saturating_sub(before));
    }
}
