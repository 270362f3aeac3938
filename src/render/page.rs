//! The texts of a document: which of its blocks each one prints as and which figures it depends on, so that other
//! figures set anew only the texts that show them.

use std::ops::Range;

use crate::report::index::{Changed, Reads};
use crate::report::{HEAD_TEXTS, HeadText, PartId, Place, REPORT_DATE};

use super::fill::Filling;
use super::parts::{self, Set};
use super::{Block, Document, date_line, head};

/// The texts of a document in the order in which they print.
#[derive(Clone, Default, Debug)]
pub struct Texts(Vec<Text>);

#[derive(Clone, Debug)]
struct Text {
    kind: Kind,
    reads: Reads,
    /// How many blocks it prints as.
    blocks: usize,
}

/// What a text is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Head(HeadText),
    Part(PartId, Set),
    Date,
}

/// A document in the making, with its texts.
#[derive(Default)]
pub(super) struct Page {
    pub(super) document: Document,
    pub(super) texts: Texts,
}

impl Page {
    /// The page of a report, from the first block to the last.
    pub(super) fn of(filling: &Filling<'_>) -> Self {
        let mut page = Self::default();
        let in_front = |which: &HeadText| *which <= HeadText::Opening;
        for which in HEAD_TEXTS
            .map(|(which, _)| which)
            .iter()
            .filter(|which| in_front(which))
        {
            page.head(filling, *which);
        }
        parts::sections(filling, &mut page);
        for which in [HeadText::Closing, HeadText::Signature] {
            page.head(filling, which);
        }
        let date = filling.date().map(date_line);
        page.add(
            filling,
            (Kind::Date, vec![REPORT_DATE]),
            date.into_iter().collect(),
        );
        page.head(filling, HeadText::After);
        page
    }

    fn head(&mut self, filling: &Filling<'_>, which: HeadText) {
        let mut blocks = Vec::new();
        head(filling, which, &mut blocks);
        let keys = filling.report.head.text(which).keys();
        self.add(filling, (Kind::Head(which), keys), blocks);
    }

    /// Adds the blocks of a text in which these keys stand.
    pub(super) fn add(
        &mut self,
        filling: &Filling<'_>,
        (kind, keys): (Kind, Vec<&str>),
        blocks: Vec<Block>,
    ) {
        self.texts.0.push(Text {
            kind,
            reads: filling.figures.index().reads(keys),
            blocks: blocks.len(),
        });
        self.document.blocks.extend(blocks);
    }
}

impl Texts {
    /// The blocks of the text at `place`: a text of the head, the date line, or a part's own headline and paragraphs
    /// with their number. Empty where nothing prints.
    pub fn range(&self, place: &Place) -> Range<usize> {
        let is_there = |kind: Kind| match (place, kind) {
            (Place::Head(which), Kind::Head(head)) => *which == head,
            (Place::Date, Kind::Date) => true,
            (Place::Heading(id) | Place::Text(id) | Place::When(id), Kind::Part(part, _)) => {
                *id == part
            }
            _ => false,
        };
        let mut first = 0_usize;
        for text in &self.0 {
            let end = first.saturating_add(text.blocks);
            if is_there(text.kind) {
                return first..end;
            }
            first = end;
        }
        0..0
    }

    /// Sets the texts that show other figures now; which blocks that were. `None` where other texts than they are
    /// printed otherwise too: the document has to be set as a whole then, and is no longer right.
    pub(super) fn follow(
        &self,
        filling: &Filling<'_>,
        changed: &Changed,
        document: &mut Document,
    ) -> Option<Vec<usize>> {
        let mut set = Vec::new();
        let mut first = 0_usize;
        for text in &self.0 {
            let end = first.saturating_add(text.blocks);
            if changed.any(&text.reads) {
                let blocks = text.blocks(filling)?;
                put(document, first..end, blocks)?;
                set.extend(first..end);
            }
            first = end;
        }
        Some(set)
    }
}

impl Text {
    fn blocks(&self, filling: &Filling<'_>) -> Option<Vec<Block>> {
        match self.kind {
            Kind::Head(which) => {
                let mut blocks = Vec::new();
                head(filling, which, &mut blocks);
                Some(blocks)
            }
            Kind::Part(id, set) => parts::again(filling, id, set),
            Kind::Date => Some(filling.date().map(date_line).into_iter().collect()),
        }
    }
}

/// Puts blocks in the place of as many others.
fn put(document: &mut Document, range: Range<usize>, blocks: Vec<Block>) -> Option<()> {
    let places = document.blocks.get_mut(range)?;
    if places.len() != blocks.len() {
        return None;
    }
    for (place, block) in places.iter_mut().zip(blocks) {
        *place = block;
    }
    Some(())
}
