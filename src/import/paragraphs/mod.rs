//! Lines → paragraphs: soft-wrapped lines joined, a report glued into one paragraph taken apart. Each paragraph
//! knows where in the text its characters stand.

use std::borrow::Cow;
use std::ops::Range;

use crate::check::chars::Chars;

use super::kinds::is_edged;
use super::lines::{Line, is_space};
use super::noise::Noise;

mod glued;
mod wrap;

use glued::unglued;
use wrap::Shape;

/// A paragraph of the report.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph<'a> {
    /// Its text, without blanks at its ends; a line of the report where it is no more than that.
    pub(super) text: Cow<'a, [char]>,
    /// Where its stretches stand, by their first character here.
    stretches: Vec<Stretch>,
    /// Its level as a heading of Markdown or of a Word document, 0 for none.
    pub(super) hashes: usize,
    /// It was cut out of a text in one piece: a space ends its headline too.
    pub(super) glued: bool,
    /// It has a sign that stands between the cells of a table.
    pub(super) edged: bool,
    /// Columns of white space before its first line.
    pub(super) indent: usize,
}

#[derive(Clone, Copy, Debug)]
struct Stretch {
    /// Character of the paragraph.
    at: usize,
    /// The same character in the text, from 0.
    start: usize,
    /// Its line in the text, from 1.
    line: usize,
    /// Its character in that line, from 1.
    column: usize,
}

/// Where something stands in the text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Spot {
    /// Line, from 1.
    pub line: usize,
    /// Character of the line, from 1.
    pub column: usize,
    /// Character of the text, from 0.
    pub start: usize,
    /// The character of the text behind it.
    pub end: usize,
}

impl<'a> Paragraph<'a> {
    /// Its characters.
    pub(super) fn chars(&self) -> Chars<'_> {
        Chars(&self.text)
    }

    /// The line on which it begins, from 1.
    pub(super) fn line(&self) -> usize {
        self.stretches.first().map_or(1, |stretch| stretch.line)
    }

    /// The character of the text at which it begins, where it is a piece of the text as it stands there.
    pub(super) fn whole(&self) -> Option<usize> {
        let first = self.stretches.first().map(|stretch| stretch.start);
        first.filter(|_| matches!(self.text, Cow::Borrowed(_)))
    }

    /// Where a stretch of its characters stands in the text.
    pub(super) fn spot(&self, range: &Range<usize>) -> Spot {
        let first = self.stretch(range.start);
        let last = range.end.saturating_sub(1).max(range.start);
        let behind = self.stretch(last);
        let within = |stretch: &Stretch, at: usize| at.saturating_sub(stretch.at);
        Spot {
            line: first.line,
            column: first.column.saturating_add(within(&first, range.start)),
            start: first.start.saturating_add(within(&first, range.start)),
            end: behind
                .start
                .saturating_add(within(&behind, last))
                .saturating_add(1),
        }
    }

    fn stretch(&self, at: usize) -> Stretch {
        let behind = self.stretches.partition_point(|stretch| stretch.at <= at);
        let found = behind
            .checked_sub(1)
            .and_then(|found| self.stretches.get(found));
        found.copied().unwrap_or(Stretch {
            at: 0,
            start: 0,
            line: 1,
            column: 1,
        })
    }

    /// Puts a line behind what stands there, without the stars of Markdown's bold.
    fn append(&mut self, line: &Line<'a>) {
        if let (Some(last), Some(first)) = (self.text.last(), line.chars.at(0))
            && last.is_ascii_alphabetic()
            && first.is_ascii_alphabetic()
        {
            self.text.to_mut().push(' ');
        }
        self.edged |= line.edged;
        let mut from = 0_usize;
        let pairs = match line.starred {
            true => bold(line.chars),
            false => Vec::new(),
        };
        for (open, close) in pairs {
            self.stretch_on(line, from..open);
            self.stretch_on(line, open.saturating_add(2)..close);
            from = close.saturating_add(2);
        }
        self.stretch_on(line, from..line.chars.len());
    }

    fn stretch_on(&mut self, line: &Line<'a>, range: Range<usize>) {
        let part = line.chars.part(range.clone());
        if part.is_empty() {
            return;
        }
        self.stretches.push(Stretch {
            at: self.text.len(),
            start: line.start.saturating_add(range.start),
            line: line.number,
            column: line.column.saturating_add(range.start),
        });
        if self.text.is_empty() {
            self.text = Cow::Borrowed(part.0);
        } else {
            self.text.to_mut().extend_from_slice(part.0);
        }
    }

    /// A stretch of it as a paragraph of its own, without blanks at its ends.
    pub(super) fn cut(&self, range: Range<usize>) -> Self {
        let chars = self.chars();
        let start = chars.run(range.start, is_space).min(range.end);
        let end = chars
            .run_back(range.end.min(chars.len()), is_space)
            .max(start);
        let mut stretches = vec![Stretch {
            at: 0,
            ..self.shifted(start)
        }];
        for stretch in &self.stretches {
            if stretch.at > start && stretch.at < end {
                stretches.push(Stretch {
                    at: stretch.at.saturating_sub(start),
                    ..*stretch
                });
            }
        }
        let text = match &self.text {
            Cow::Borrowed(text) => Cow::Borrowed(Chars(text).part(start..end).0),
            Cow::Owned(text) => Cow::Owned(Chars(text).part(start..end).0.to_vec()),
        };
        Self {
            text,
            stretches,
            hashes: self.hashes,
            glued: self.glued,
            edged: self.edged && is_edged(chars.part(start..end)),
            indent: self.indent,
        }
    }

    fn shifted(&self, at: usize) -> Stretch {
        let stretch = self.stretch(at);
        let within = at.saturating_sub(stretch.at);
        Stretch {
            at,
            start: stretch.start.saturating_add(within),
            line: stretch.line,
            column: stretch.column.saturating_add(within),
        }
    }
}

/// The pairs of Markdown's bold in a line: where the opening and the closing stars stand.
fn bold(chars: Chars<'_>) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0_usize;
    loop {
        let open = chars.run(at, |c| c != '*');
        if open >= chars.len() {
            return found;
        }
        let end = chars.run(open, |c| c == '*');
        let taken = crate::check::blanks::bold(chars, open).map(|close| {
            found.push((open, close));
            close.saturating_add(2)
        });
        at = taken.unwrap_or(end);
    }
}

/// The paragraphs of a report's lines.
pub(super) fn paragraphs<'a>(lines: &[Line<'a>]) -> Vec<Paragraph<'a>> {
    let shape = Shape::of(lines);
    let mut found: Vec<Paragraph<'a>> = Vec::with_capacity(lines.len());
    let mut above: Option<&Line<'a>> = None;
    // What lay between the line above and the one in hand.
    let (mut gap, mut page) = (false, false);
    for line in lines {
        if line.is_blank() {
            gap = true;
            continue;
        }
        if let Some(noise) = line.noise {
            page |= noise == Noise::Page;
            gap |= noise != Noise::Page;
            continue;
        }
        let opened = found.last().map_or(0, |paragraph| paragraph.indent);
        let joined = above.is_some_and(|above| {
            (!gap || page)
                && (shape.goes_on(above, line) || shape.breaks_within(opened, above, line))
        });
        match found.last_mut().filter(|_| joined) {
            Some(paragraph) => paragraph.append(line),
            None => {
                let mut paragraph = Paragraph {
                    // Most have one line.
                    stretches: Vec::with_capacity(1),
                    hashes: line.hashes,
                    indent: line.indent,
                    ..Paragraph::default()
                };
                paragraph.append(line);
                found.push(paragraph);
            }
        }
        above = Some(line);
        (gap, page) = (false, false);
    }
    unglued(found)
}
