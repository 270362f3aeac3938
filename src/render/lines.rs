//! A document as plain lines, and where in them something stands.

use std::collections::HashMap;

use crate::report::{PartId, Place};

use super::{Block, Document, Run, Source};

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

/// Where each field's first slot stands, by canonical key: what [`position`] gives for it.
pub fn slots(document: &Document) -> HashMap<String, (usize, usize)> {
    let mut found = HashMap::new();
    for (line, block) in document.blocks.iter().enumerate() {
        let indent = if block.is_indented() { INDENT } else { 0 };
        for (offset, run) in block.offsets() {
            if let Some(key) = run.key()
                && !found.contains_key(key)
            {
                let column = offset.saturating_add(indent).saturating_add(1);
                found.insert(key.to_owned(), (line.saturating_add(1), column));
            }
        }
    }
    found
}

fn first(document: &Document, matches: impl Fn(&Run) -> bool) -> Option<(usize, usize)> {
    document.blocks.iter().enumerate().find_map(|(at, block)| {
        let (offset, _) = block.offsets().find(|(_, run)| matches(run))?;
        Some((at, offset))
    })
}

fn stands_for(run: &Run, place: &Place) -> bool {
    match place {
        Place::Field(key) => run.key() == Some(key.as_str()),
        Place::When(id) => part_of(run) == Some(*id),
        _ => run.place() == Some(place),
    }
}

fn part_of(run: &Run) -> Option<PartId> {
    match (&run.source, run.place()) {
        (Source::Number(id), _) => Some(*id),
        (_, Some(Place::Heading(id) | Place::Text(id))) => Some(*id),
        _ => None,
    }
}
