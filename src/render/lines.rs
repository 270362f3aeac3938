//! A document as plain lines, and where in them something stands.

use crate::report::Place;

use super::{Block, Document, Run};

/// The indent that lines and columns are counted with.
const INDENT: usize = 2;

/// One line of plain text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The text with its indent.
    pub text: String,
    /// The block it is, as an index into the document.
    pub block: usize,
    /// How many full-width spaces were put in front.
    pub indent: usize,
}

/// What is looked for in a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum At<'a> {
    /// Where a text of the report begins; for a field its first slot, for a part's `when` the part.
    Place(&'a Place),
    /// A character of a block.
    Character {
        /// The block's index.
        block: usize,
        /// The character in its text, from 0, the indent not counted.
        offset: usize,
    },
}

/// The document as lines, those of the body with `indent` full-width spaces in front.
pub fn lines(document: &Document, indent: usize) -> Vec<Line> {
    let line = |(at, block): (usize, &Block)| {
        let indent = if block.is_indented() { indent } else { 0 };
        let mut text = "\u{3000}".repeat(indent);
        block.runs.iter().for_each(|run| text.push_str(&run.text));
        Line {
            text,
            block: at,
            indent,
        }
    };
    document.blocks.iter().enumerate().map(line).collect()
}

/// Line and column, both from 1 and in characters, in the plain text with an indent of two. `None`
/// where it does not print.
pub fn position(document: &Document, at: At<'_>) -> Option<(usize, usize)> {
    let (block, offset) = match at {
        At::Character { block, offset } => (block, offset),
        At::Place(place) => first(document, |run| stands_for(run, place))?,
    };
    let indent = if document.blocks.get(block)?.is_indented() {
        INDENT
    } else {
        0
    };
    Some((
        block.saturating_add(1),
        offset.saturating_add(indent).saturating_add(1),
    ))
}

/// The slots of a block in order: each one's canonical key and what [`position`] gives for it.
pub(crate) fn slots(
    document: &Document,
    block: usize,
) -> impl Iterator<Item = (&str, (usize, usize))> {
    let found = document.blocks.get(block);
    found.into_iter().flat_map(move |found| {
        let indent = if found.is_indented() { INDENT } else { 0 };
        found.offsets().filter_map(move |(offset, run)| {
            let column = offset.saturating_add(indent).saturating_add(1);
            Some((run.key()?, (block.saturating_add(1), column)))
        })
    })
}

fn first(document: &Document, matches: impl Fn(&Run) -> bool) -> Option<(usize, usize)> {
    document.blocks.iter().enumerate().find_map(|(at, block)| {
        block.runs.iter().any(&matches).then_some(())?;
        let (offset, _) = block.offsets().find(|(_, run)| matches(run))?;
        Some((at, offset))
    })
}

fn stands_for(run: &Run, place: &Place) -> bool {
    match place {
        Place::Field(key) => run.key() == Some(key.as_str()),
        Place::When(id) => run.part() == Some(*id),
        _ => run.place() == Some(place),
    }
}
