//! Report → Document: the printed page as blocks, with every number made and every slot filled, each
//! stretch of text still knowing where it came from. Files and forms are `export`'s.

mod fill;
mod labels;
mod lines;
mod numbering;
mod page;
mod parts;
#[cfg(test)]
mod tests;

use crate::report::index::Changed;
use crate::report::{Figures, HeadText, PartId, Place, Report, Steps, Wording};

use fill::Filling;
pub use labels::labels;
pub(crate) use lines::slots;
pub use lines::{At, Line, lines, position};
use page::Page;
pub use page::Texts;

/// The report as it prints.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Document {
    /// Paragraphs and lines, in order.
    pub blocks: Vec<Block>,
}

/// One printed paragraph or line.
#[derive(Clone, PartialEq, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text in stretches.
    pub runs: Vec<Run>,
}

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockKind {
    /// 标题
    Title,
    /// Under the title.
    Subtitle,
    /// 主送机关
    To,
    /// A heading with a line of its own. `level`: 1 for a section.
    Heading {
        /// 1 to 4.
        level: u8,
    },
    /// A heading with the text that runs in behind it, or a numbered paragraph without heading.
    RunIn {
        /// 1 to 4.
        level: u8,
    },
    /// A paragraph of the body.
    Paragraph,
    /// 署名
    Signature,
    /// 成文日期
    Date,
    /// What follows the date.
    After,
}

/// A stretch of text from one source.
#[derive(Clone, PartialEq, Debug)]
pub struct Run {
    /// As it prints.
    pub text: String,
    /// Where it came from.
    pub source: Source,
}

/// Where a stretch of text came from.
#[derive(Clone, PartialEq, Debug)]
pub enum Source {
    /// The number in front of a part.
    Number(PartId),
    /// Wording.
    Wording(Place),
    /// A slot.
    Slot {
        /// The text it stands in.
        place: Place,
        /// The field's canonical key.
        key: String,
        /// What stands there.
        shown: Shown,
    },
    /// A clause whose condition can't be told yet, printed as a blank.
    Untold(Place),
}

/// What a slot shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    /// A right value.
    Value,
    /// A value worked out from others.
    Derived,
    /// `____`
    Blank,
    /// What was typed, which is not right.
    Wrong,
    /// Nothing: an optional figure left blank outside a clause.
    Nothing,
}

/// What a blank prints as.
pub const BLANK: &str = "____";

/// The marks at a headline's end behind which its text goes on in the same line.
const RUNS_IN: [char; 4] = ['。', '？', '！', '：'];

/// Sets the report with its figures.
pub fn document(report: &Report, figures: &Figures) -> Document {
    Page::of(&Filling::new(report, figures)).document
}

/// A report with what the page follows from.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its figures.
    pub figures: &'a Figures,
    /// Its steps.
    pub steps: &'a Steps,
}

impl<'a> Given<'a> {
    fn filling(self) -> Filling<'a> {
        Filling {
            steps: Some(self.steps),
            ..Filling::new(self.report, self.figures)
        }
    }

    /// Sets the report, and says which text prints as what.
    pub fn page(self) -> (Document, Texts) {
        let page = Page::of(&self.filling());
        (page.document, page.texts)
    }

    /// Brings a document of the same report up to other figures; gives the blocks that were set anew. `None` where more
    /// than these would have to be: the document is to be set as a whole then.
    pub fn follow(
        self,
        (document, texts): (&mut Document, &Texts),
        changed: &Changed,
    ) -> Option<Vec<usize>> {
        texts.follow(&self.filling(), changed, document)
    }
}

/// A wording that is no text of the report (a rule's message) with its slots filled, as one line.
pub fn filled(report: &Report, figures: &Figures, wording: &Wording) -> String {
    let lines = Filling::new(report, figures).lines(wording, &Place::Report);
    lines
        .iter()
        .flatten()
        .map(|run| run.text.as_str())
        .collect()
}

fn head(filling: &Filling<'_>, which: HeadText, blocks: &mut Vec<Block>) {
    let kind = match which {
        HeadText::Title => BlockKind::Title,
        HeadText::Subtitle => BlockKind::Subtitle,
        HeadText::To => BlockKind::To,
        HeadText::Opening | HeadText::Closing => BlockKind::Paragraph,
        HeadText::Signature => BlockKind::Signature,
        HeadText::After => BlockKind::After,
    };
    let lines = filling.lines(filling.report.head.text(which), &Place::Head(which));
    blocks.extend(lines.into_iter().map(|runs| Block { kind, runs }));
}

fn date_line(run: Run) -> Block {
    Block {
        kind: BlockKind::Date,
        runs: vec![run],
    }
}

impl Document {
    /// The number printed in front of this part; `None` where it has none.
    pub fn number(&self, id: PartId) -> Option<&str> {
        let runs = self.blocks.iter().filter_map(|block| block.runs.first());
        let mut numbers = runs.filter(|run| run.source == Source::Number(id));
        numbers.next().map(|run| run.text.as_str())
    }
}

impl Block {
    /// The whole line as it prints, without indent.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Each stretch with the character of the line at which it begins, from 0.
    pub fn offsets(&self) -> impl Iterator<Item = (usize, &Run)> {
        self.runs.iter().scan(0_usize, |next, run| {
            let start = *next;
            *next = start.saturating_add(run.text.chars().count());
            Some((start, run))
        })
    }

    /// Whether it is a paragraph of the body, whose first line is indented.
    pub fn is_indented(&self) -> bool {
        match self.kind {
            BlockKind::Heading { .. } | BlockKind::RunIn { .. } => true,
            BlockKind::Paragraph | BlockKind::After => true,
            BlockKind::Title | BlockKind::Subtitle | BlockKind::To => false,
            BlockKind::Signature | BlockKind::Date => false,
        }
    }

    /// How many stretches in front are number and headline, as against the text that runs in.
    pub fn heading_runs(&self) -> usize {
        let is_heading = |run: &&Run| match &run.source {
            Source::Number(_) => true,
            _ => matches!(run.place(), Some(Place::Heading(_))),
        };
        self.runs.iter().take_while(is_heading).count()
    }
}

impl Run {
    /// The text of the report that it belongs to; `None` for a number.
    pub fn place(&self) -> Option<&Place> {
        match &self.source {
            Source::Number(_) => None,
            Source::Wording(place) | Source::Untold(place) | Source::Slot { place, .. } => {
                Some(place)
            }
        }
    }

    /// The part that it belongs to; `None` for the head of the report.
    pub fn part(&self) -> Option<PartId> {
        match (&self.source, self.place()) {
            (Source::Number(id), _) | (_, Some(Place::Heading(id) | Place::Text(id))) => Some(*id),
            _ => None,
        }
    }

    /// The canonical key of the field it shows; `None` where it is no slot.
    pub fn key(&self) -> Option<&str> {
        match &self.source {
            Source::Slot { key, .. } => Some(key),
            _ => None,
        }
    }
}
