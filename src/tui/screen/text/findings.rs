//! Where in the printed text what was found stands.

use std::collections::HashMap;
use std::ops::Range;

use crate::check::{Code, Finding};
use crate::render::{At, Document, position};
use crate::report::Place;
use crate::tui::desk::Desk;

/// A place where something was found.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// 错, 缺, 疑 or 未阅.
    pub(super) word: &'static str,
    /// What is said about it.
    pub(super) message: String,
    /// Where it is mended.
    pub(super) place: Place,
    /// The block it stands in.
    pub(super) block: usize,
    /// The bytes of the block's text.
    pub(super) bytes: Range<usize>,
    /// The first of the finding's places: that which a key stops at.
    pub(super) is_first: bool,
    /// The words themselves are what was found, and are drawn so.
    pub(super) shows: bool,
}

/// The slots of a document by key: block and bytes of each.
type Slots<'a> = HashMap<&'a str, Vec<(usize, Range<usize>)>>;

/// Everything found that the text shows, in its order.
pub(super) fn marks(desk: &Desk) -> Vec<Mark> {
    let document = &desk.review.document;
    let slots = slots(document);
    let mut marks = Vec::new();
    for finding in &desk.review.findings {
        let Some(word) = desk.mark(finding) else {
            continue;
        };
        let found = places(document, finding, &slots).into_iter();
        for (nth, (block, bytes)) in found.enumerate() {
            marks.push(Mark {
                word,
                message: finding.message.clone(),
                place: finding.place.clone(),
                block,
                bytes,
                is_first: nth == 0,
                shows: finding.code != Code::Unreviewed,
            });
        }
    }
    marks.sort_by_key(|mark| (mark.block, mark.bytes.start));
    marks
}

fn slots(document: &Document) -> Slots<'_> {
    let mut slots = Slots::new();
    for (at, block) in document.blocks.iter().enumerate() {
        for (bytes, run) in super::stretches(block) {
            if let Some(key) = run.key() {
                slots.entry(key).or_default().push((at, bytes));
            }
        }
    }
    slots
}

/// The places of a finding: every slot of its fields, or the words found.
fn places(document: &Document, finding: &Finding, slots: &Slots<'_>) -> Vec<(usize, Range<usize>)> {
    if finding.code == Code::File {
        return Vec::new();
    }
    let of_keys: Vec<(usize, Range<usize>)> = finding
        .keys
        .iter()
        .filter_map(|key| slots.get(key.as_str()))
        .flatten()
        .cloned()
        .collect();
    if !of_keys.is_empty() {
        return of_keys;
    }
    let at = finding
        .at
        .or_else(|| position(document, At::Place(&finding.place)));
    at.and_then(|at| words(document, finding, at))
        .into_iter()
        .collect()
}

/// The bytes that a finding at this line and character of the text means.
fn words(
    document: &Document,
    finding: &Finding,
    (line, column): (usize, usize),
) -> Option<(usize, Range<usize>)> {
    let at = line.checked_sub(1)?;
    let block = document.blocks.get(at)?;
    let indent = if block.is_indented() { 2 } else { 0 };
    let text = block.text();
    let offset = column.checked_sub(1)?.checked_sub(indent)?;
    let (start, first) = text.char_indices().nth(offset)?;
    let rest = text.get(start..)?;
    let length = match rest.starts_with(&finding.text) && !finding.text.is_empty() {
        true => finding.text.len(),
        false => first.len_utf8(),
    };
    Some((at, start..start.saturating_add(length)))
}
