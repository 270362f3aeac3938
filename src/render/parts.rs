//! Sections and items → blocks: which of them print, which are numbered, and whether a headline stands
//! alone or its text runs in.

use crate::report::steps::is_there;
use crate::report::{Numbering, Part, PartId, Place};

use super::fill::Filling;
use super::numbering::number;
use super::page::{Kind, Page};
use super::{Block, BlockKind, RUNS_IN, Run, Source};

/// The deepest level a block is of.
const DEEPEST: u8 = 4;

/// What parts side by side share.
#[derive(Clone, Copy, Debug)]
struct Row {
    numbering: Numbering,
    /// 0 for sections.
    depth: usize,
}

impl Row {
    fn below(self, part: &Part) -> Self {
        let depth = self.depth.saturating_add(1);
        Self {
            numbering: part.numbering.unwrap_or(Numbering::below(depth)),
            depth,
        }
    }

    fn level(self) -> u8 {
        u8::try_from(self.depth.saturating_add(1))
            .unwrap_or(DEEPEST)
            .min(DEEPEST)
    }
}

/// Appends every section with all below it.
pub(super) fn sections(filling: &Filling<'_>, page: &mut Page) {
    let row = Row {
        numbering: filling.report.numbering,
        depth: 0,
    };
    append(filling, &filling.report.parts, row, page);
}

fn append(filling: &Filling<'_>, parts: &[Part], row: Row, page: &mut Page) {
    let mut nth = 0_u32;
    for part in parts.iter().filter(|part| is_set(filling, part)) {
        let own = Own::of(filling, part);
        let counts = own.counts(row);
        if counts {
            nth = nth.saturating_add(1);
        }
        let mut blocks = Vec::new();
        own.append(row, nth, &mut blocks);
        let mut keys = part.heading.keys();
        keys.extend(part.text.keys());
        let set = Set { row, nth, counts };
        page.add(filling, (Kind::Part(part.id, set), keys), blocks);
        append(filling, &part.parts, row.below(part), page);
    }
}

/// How a part stands among its like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set {
    row: Row,
    nth: u32,
    counts: bool,
}

/// The blocks of a part that was set so before; `None` where it stands otherwise now, and the parts behind it too.
pub(super) fn again(filling: &Filling<'_>, id: PartId, set: Set) -> Option<Vec<Block>> {
    let own = Own::of(filling, filling.report.part(id)?);
    let mut blocks = Vec::new();
    (own.counts(set.row) == set.counts).then(|| own.append(set.row, set.nth, &mut blocks))?;
    Some(blocks)
}

fn is_set(filling: &Filling<'_>, part: &Part) -> bool {
    !part.out && is_there(part, filling.figures)
}

/// What a part itself prints.
struct Own {
    id: PartId,
    heading: Vec<Run>,
    paragraphs: Vec<Vec<Run>>,
}

impl Own {
    fn of(filling: &Filling<'_>, part: &Part) -> Self {
        Self {
            id: part.id,
            heading: filling
                .lines(&part.heading, &Place::Heading(part.id))
                .concat(),
            paragraphs: filling.lines(&part.text, &Place::Text(part.id)),
        }
    }

    fn counts(&self, row: Row) -> bool {
        !self.heading.is_empty() || row.depth > 0 && !self.paragraphs.is_empty()
    }

    fn append(self, row: Row, nth: u32, blocks: &mut Vec<Block>) {
        let level = row.level();
        let number = if self.counts(row) {
            number(row.numbering, nth)
        } else {
            String::new()
        };
        let mut first = Vec::new();
        if !number.is_empty() {
            first.push(Run {
                text: number,
                source: Source::Number(self.id),
            });
        }
        let runs_in = ends_in_a_stop(&self.heading);
        let mut paragraphs = self.paragraphs.into_iter();
        let has_heading = !self.heading.is_empty();
        first.extend(self.heading);
        if has_heading && !runs_in {
            blocks.push(Block {
                kind: BlockKind::Heading { level },
                runs: first,
            });
        } else if !first.is_empty() {
            first.extend(paragraphs.next().unwrap_or_default());
            blocks.push(Block {
                kind: BlockKind::RunIn { level },
                runs: first,
            });
        }
        blocks.extend(paragraphs.map(|runs| Block {
            kind: BlockKind::Paragraph,
            runs,
        }));
    }
}

fn ends_in_a_stop(heading: &[Run]) -> bool {
    let last = heading
        .iter()
        .rev()
        .find_map(|run| run.text.chars().next_back());
    last.is_some_and(|last| RUNS_IN.contains(&last))
}
