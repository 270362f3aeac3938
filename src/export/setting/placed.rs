//! Where 署名 and 成文日期 stand (GB/T 9704-2012, clauses 7.3.5.1 and 7.3.5.2).

use crate::export::style::Style;
use crate::render::{BlockKind, Document};

use super::Place;

/// How far name and date stand from one edge of the text area.
pub(super) struct Placed {
    /// Of each 署名, by how wide it is.
    name: Edge,
    /// Of 成文日期.
    date: Edge,
}

#[derive(Clone, Copy)]
enum Edge {
    Left(u32),
    Right(u32),
    /// Around a middle that lies so far from the right edge.
    Around(u32),
}

impl Placed {
    pub(super) fn of(document: &Document, style: &Style) -> Self {
        let widest = |kind| {
            let blocks = document.blocks.iter().filter(|block| block.kind == kind);
            blocks.map(|block| style.width(&block.text())).max()
        };
        let character = style.page.character();
        let two = character.saturating_mul(2);
        let name = widest(BlockKind::Signature).unwrap_or(0);
        let date = widest(BlockKind::Date).unwrap_or(0);
        if style.sealed {
            let four = character.saturating_mul(4);
            return Self {
                name: Edge::Around(four.saturating_add(date / 2)),
                date: Edge::Right(four),
            };
        }
        let from_right = |right: u32| style.page.text_width().saturating_sub(right);
        // The date begins two characters behind the name's beginning and, where it is longer, ends two
        // before the edge.
        let begin = match date > name {
            true => from_right(two.saturating_add(two).saturating_add(date)),
            false => from_right(two.saturating_add(name)),
        };
        let date = match name {
            0 => Edge::Right(two),
            _ => Edge::Left(begin.saturating_add(two)),
        };
        Self {
            name: Edge::Left(begin),
            date,
        }
    }

    /// Where a 署名 with these words stands.
    pub(super) fn name(&self, words: &str, style: &Style) -> Place {
        self.name.place(style.width(words))
    }

    /// Where 成文日期 with these words stands.
    pub(super) fn date(&self, words: &str, style: &Style) -> Place {
        self.date.place(style.width(words))
    }
}

impl Edge {
    fn place(self, width: u32) -> Place {
        match self {
            Self::Left(left) => Place::Left(left),
            Self::Right(right) => Place::Right(right),
            Self::Around(middle) => Place::Right(middle.saturating_sub(width / 2)),
        }
    }
}
