//! Paragraphs that are headings only by how they are set: Markdown's signs, the style of a Word document.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::marker::marker;

use super::super::paragraphs::Paragraph;
use super::frame::is_titled;

/// What is longer is a paragraph that was set as a heading by mistake.
const LONGEST: usize = 50;

/// What is set as headings in a text.
pub(super) struct Set {
    /// The levels on which headings have numbers: what has none there is text among them.
    numbered: BTreeSet<usize>,
    /// How many without a number stand on each level.
    bare: BTreeMap<usize, usize>,
}

impl Set {
    pub(super) fn of(paragraphs: &[Paragraph<'_>]) -> Self {
        let mut set = Self {
            numbered: BTreeSet::new(),
            bare: BTreeMap::new(),
        };
        for paragraph in paragraphs.iter().filter(|paragraph| paragraph.hashes > 0) {
            if marker(paragraph.chars(), 0).is_some() {
                set.numbered.insert(paragraph.hashes);
            } else {
                let count = set.bare.entry(paragraph.hashes).or_default();
                *count = count.saturating_add(1);
            }
        }
        set
    }

    /// Whether a paragraph without a number is a heading.
    pub(super) fn heads(&self, paragraphs: &[Paragraph<'_>], at: usize) -> bool {
        let Some(paragraph) = paragraphs.get(at) else {
            return false;
        };
        let chars = paragraph.chars();
        let last = chars.len().saturating_sub(1);
        let sentence = |c: &char| matches!(c, '。' | '；' | '\t' | '|');
        paragraph.hashes > 0
            && !paragraph.glued
            && !self.numbered.contains(&paragraph.hashes)
            && chars.len() <= LONGEST
            && !chars.part(0..last).0.iter().any(sentence)
            && !self.is_title(paragraph, at)
    }

    /// The title of the text: before all else, and alone on its level or worded as one.
    fn is_title(&self, paragraph: &Paragraph<'_>, at: usize) -> bool {
        let alone = self.bare.get(&paragraph.hashes) == Some(&1);
        let first = at == 0 || at < 3 && paragraph.hashes == 1;
        first && (alone || is_titled(paragraph.chars()))
    }
}
