//! What changed between two drafts: figures, and the wording paragraph by paragraph. Nothing is printed here
//! and no file is read; `export/tables` sets it as a document.

#[cfg(test)]
mod tests;

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::render::{self, Block, BlockKind, Document, Source};
use crate::report::{Field, Figures, Report, canonical};

/// Texts longer than this (characters) are compared as wholes, not letter by letter.
const LONGEST: usize = 4000;
/// Of two paragraphs that have at least so many hundredths in common, one is the other changed.
const ALIKE: usize = 40;

/// What differs between two drafts.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Changes {
    /// Figures and other answers, in the order of the newer draft; behind them those it has no more.
    pub figures: Vec<Change>,
    /// Paragraphs, in order.
    pub texts: Vec<Change>,
}

/// One thing that differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The field's key, or where the paragraph stands.
    pub what: String,
    /// As it was; nothing where it is new.
    pub before: Option<Side>,
    /// As it is; nothing where it is gone.
    pub after: Option<Side>,
}

/// How it reads in one of the drafts.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Side {
    /// As it prints.
    pub text: String,
    /// The bytes of it that the other draft has not.
    pub own: Vec<Range<usize>>,
}

/// A draft as it is compared: what it says, and how it prints.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// The draft.
    pub report: &'a Report,
    /// Its figures.
    pub figures: &'a Figures,
    /// As it prints.
    pub document: &'a Document,
}

impl Changes {
    /// From one draft to another.
    pub fn between(before: Draft<'_>, after: Draft<'_>) -> Self {
        Self {
            figures: figures(before, after),
            texts: texts(before.document, after.document),
        }
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty() && self.texts.is_empty()
    }
}

fn figures(before: Draft<'_>, after: Draft<'_>) -> Vec<Change> {
    let new = after.report.fields.iter();
    let gone = before.report.fields.iter();
    let gone = gone.filter(|field| after.report.field(&field.key).is_none());
    let mut changes = Vec::new();
    for field in new.chain(gone) {
        let was = answer(before, field);
        let is = answer(after, field);
        if was != is {
            let side = |text: Option<String>| text.map(Side::whole);
            changes.push(Change {
                what: field.key.clone(),
                before: side(was),
                after: side(is),
            });
        }
    }
    changes
}

/// What stands in a field, with its unit; `None` where it is blank or not asked for.
fn answer(draft: Draft<'_>, field: &Field) -> Option<String> {
    let figure = draft.figures.get(&canonical(&field.key))?;
    let own = draft.report.field(&field.key);
    let behind = own.map_or_else(String::new, |field| draft.figures.behind(field));
    match (&figure.value, &figure.wrong) {
        (_, Some(wrong)) => Some(wrong.text.clone()),
        (Some(value), None) => Some(format!("{}{behind}", value.printed())),
        (None, None) => None,
    }
}

impl Side {
    fn whole(text: String) -> Self {
        Self {
            text,
            own: Vec::new(),
        }
    }
}

/// A paragraph by its wording, figures by their keys: another figure is no other wording, and neither is
/// another number in front.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Wording(String);

fn wording(block: &Block) -> Wording {
    let mut source = format!("{:?}", std::mem::discriminant(&block.kind));
    for run in &block.runs {
        match &run.source {
            Source::Number(_) => {}
            Source::Slot { key, .. } => source.push_str(&format!("{{{key}}}")),
            Source::Wording(_) | Source::Untold(_) => source.push_str(&run.text),
        }
    }
    Wording(source)
}

/// What is compared of a block: its text without the number in front, and without dates, which are figures.
fn body(block: &Block) -> String {
    let runs = block.runs.iter();
    let runs = runs.filter(|run| !matches!(run.source, Source::Number(_)));
    runs.map(|run| run.text.as_str()).collect()
}

fn texts(before: &Document, after: &Document) -> Vec<Change> {
    let compared = |document: &Document| {
        let labels = render::labels(document);
        let blocks = document.blocks.iter().zip(labels);
        let blocks = blocks.filter(|(block, _)| block.kind != BlockKind::Date);
        blocks
            .map(|(block, label)| (wording(block), body(block), label))
            .collect::<Vec<_>>()
    };
    let (old, new) = (compared(before), compared(after));
    let keys = |side: &[(Wording, String, String)]| {
        side.iter()
            .map(|(key, ..)| Wording(key.0.clone()))
            .collect::<Vec<_>>()
    };
    let mut changes = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &keys(&old), &keys(&new)) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let old = old.get(op.old_range()).unwrap_or_default();
        let new = new.get(op.new_range()).unwrap_or_default();
        pair(old, new, &mut changes);
    }
    changes
}

/// Puts paragraphs that were taken out and those that came in their place together where they are alike.
fn pair(
    old: &[(Wording, String, String)],
    new: &[(Wording, String, String)],
    changes: &mut Vec<Change>,
) {
    let mut next = 0_usize;
    for (_, was, label) in old {
        let rest = new.iter().enumerate().skip(next);
        let like = rest.clone().find(|(_, (_, is, _))| alike(was, is) >= ALIKE);
        let Some((at, (_, is, place))) = like else {
            changes.push(Change {
                what: label.clone(),
                before: Some(Side::whole(was.clone())),
                after: None,
            });
            continue;
        };
        added(new.get(next..at).unwrap_or_default(), changes);
        let (before, after) = sides(was, is);
        changes.push(Change {
            what: place.clone(),
            before: Some(before),
            after: Some(after),
        });
        next = at.saturating_add(1);
    }
    added(new.get(next..).unwrap_or_default(), changes);
}

fn added(new: &[(Wording, String, String)], changes: &mut Vec<Change>) {
    changes.extend(new.iter().map(|(_, is, label)| Change {
        what: label.clone(),
        before: None,
        after: Some(Side::whole(is.clone())),
    }));
}

/// How much two texts have in common, in hundredths of the longer: by pairs of letters, whatever their order.
fn alike(one: &str, other: &str) -> usize {
    let pairs = |text: &str| {
        let letters: Vec<char> = text.chars().collect();
        let mut pairs: Vec<[char; 2]> = letters
            .windows(2)
            .filter_map(|two| <[char; 2]>::try_from(two).ok())
            .collect();
        pairs.sort_unstable();
        pairs
    };
    let (one, other) = (pairs(one), pairs(other));
    let longer = one.len().max(other.len());
    let (mut common, mut rest) = (0_usize, other.iter().peekable());
    for pair in &one {
        while rest.next_if(|next| *next < pair).is_some() {}
        if rest.next_if_eq(&pair).is_some() {
            common = common.saturating_add(1);
        }
    }
    common.saturating_mul(100).checked_div(longer).unwrap_or(0)
}

/// Two texts with what each has alone.
fn sides(was: &str, is: &str) -> (Side, Side) {
    let (mut before, mut after) = (Side::whole(was.to_owned()), Side::whole(is.to_owned()));
    let letters = |text: &str| text.char_indices().collect::<Vec<_>>();
    let (old, new) = (letters(was), letters(is));
    if old.len().max(new.len()) > LONGEST {
        return (before, after);
    }
    let only = |letters: &[(usize, char)]| letters.iter().map(|(_, c)| *c).collect::<Vec<_>>();
    for op in capture_diff_slices(Algorithm::Myers, &only(&old), &only(&new)) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        own(&old, op.old_range(), &mut before);
        own(&new, op.new_range(), &mut after);
    }
    (before, after)
}

fn own(letters: &[(usize, char)], range: Range<usize>, side: &mut Side) {
    let byte = |at: usize| letters.get(at).map_or(side.text.len(), |(byte, _)| *byte);
    let bytes = byte(range.start)..byte(range.end);
    if !bytes.is_empty() {
        side.own.push(bytes);
    }
}
