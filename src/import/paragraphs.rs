//! Lines → paragraphs: soft-wrapped lines joined, a report glued into one paragraph taken apart. Each paragraph
//! knows where in the text its characters stand.

use std::ops::Range;

use crate::check::chars::{Chars, is_digit, is_han};
use crate::check::marker::{Form, Marker, marker};

use super::lines::{Line, Noise, is_space};

/// A paragraph of the report.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    /// Its text, without blanks at its ends.
    pub(super) text: Vec<char>,
    /// Where its stretches stand, by their first character here.
    stretches: Vec<Stretch>,
    /// Its level as a heading of Markdown, 0 for none.
    pub(super) hashes: usize,
    /// It was cut out of a text in one piece: a space ends its headline too.
    pub(super) glued: bool,
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

impl Paragraph {
    /// Its characters.
    pub(super) fn chars(&self) -> Chars<'_> {
        Chars(&self.text)
    }

    /// The line on which it begins, from 1.
    pub(super) fn line(&self) -> usize {
        self.stretches.first().map_or(1, |stretch| stretch.line)
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
    fn append(&mut self, line: &Line<'_>) {
        if let (Some(last), Some(first)) = (self.text.last(), line.chars.at(0))
            && last.is_ascii_alphabetic()
            && first.is_ascii_alphabetic()
        {
            self.text.push(' ');
        }
        let mut from = 0_usize;
        for (open, close) in bold(line.chars) {
            self.stretch_on(line, from..open);
            self.stretch_on(line, open.saturating_add(2)..close);
            from = close.saturating_add(2);
        }
        self.stretch_on(line, from..line.chars.len());
    }

    fn stretch_on(&mut self, line: &Line<'_>, range: Range<usize>) {
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
        self.text.extend_from_slice(part.0);
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
        Self {
            text: chars.part(start..end).0.to_vec(),
            stretches,
            hashes: self.hashes,
            glued: self.glued,
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
    let star = |c: char| c == '*';
    let mut at = 0_usize;
    while let Some(open) = (at..chars.len()).find(|at| chars.is(*at, star)) {
        let end = chars.run(open, star);
        let taken = crate::check::blanks::bold(chars, open).map(|close| {
            found.push((open, close));
            close.saturating_add(2)
        });
        at = taken.unwrap_or(end);
    }
    found
}

/// The paragraphs of a report's lines.
pub(super) fn paragraphs(lines: &[Line<'_>]) -> Vec<Paragraph> {
    let shape = Shape::of(lines);
    let mut found: Vec<Paragraph> = Vec::new();
    let mut above: Option<&Line<'_>> = None;
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
        let joined = above.is_some_and(|above| (!gap || page) && shape.goes_on(above, line));
        match found.last_mut().filter(|_| joined) {
            Some(paragraph) => paragraph.append(line),
            None => {
                let mut paragraph = Paragraph {
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

/// How a text is set: whether its lines are wrapped, and at which width.
struct Shape {
    /// The width in half columns at which lines were broken.
    wrap: Option<usize>,
    /// Paragraphs are indented.
    indents: bool,
}

/// Signs with which a sentence ends.
fn is_stop(c: char) -> bool {
    "。！？；：!?;:”）》】".contains(c)
}

impl Shape {
    fn of(lines: &[Line<'_>]) -> Self {
        let mut widths = vec![0_usize; 160];
        let mut indented = 0_usize;
        let mut plain = 0_usize;
        for (at, line) in lines.iter().enumerate() {
            if line.is_blank() || line.noise.is_some() {
                continue;
            }
            if line.indent >= 2 {
                indented = indented.saturating_add(1);
            } else {
                plain = plain.saturating_add(1);
            }
            let breaks_off = !line.chars.before(line.chars.len()).is_some_and(is_stop);
            let next = lines.get(at.saturating_add(1)).filter(|next| {
                !next.is_blank() && next.indent < 2 && marker(next.chars, 0).is_none()
            });
            if breaks_off
                && next.is_some()
                && line.chars.len() >= 12
                && line.hashes == 0
                && !line.chars.0.contains(&'\t')
                && let Some(count) = widths.get_mut(line.width().saturating_add(line.indent))
            {
                *count = count.saturating_add(1);
            }
        }
        let near = |at: usize| -> usize {
            let from = at.saturating_sub(3);
            widths
                .get(from..=at.saturating_add(1))
                .unwrap_or_default()
                .iter()
                .sum()
        };
        let best = (24..150)
            .max_by_key(|at| near(*at))
            .filter(|at| near(*at) >= 3);
        // Where many lines are longer, paragraphs stand each on a line of their own.
        let lines_there = lines
            .iter()
            .filter(|line| !line.is_blank() && line.noise.is_none());
        let longer = |best: usize| {
            lines_there
                .clone()
                .filter(|line| line.width() > best.saturating_add(6))
                .count()
        };
        let all = indented.saturating_add(plain);
        let best = best.filter(|best| longer(*best).saturating_mul(12) <= all);
        // The widest of the widths that go together.
        let wrap = best.map(|best| {
            (best..=best.saturating_add(3))
                .rev()
                .find(|at| widths.get(*at).is_some_and(|n| *n > 0))
                .unwrap_or(best)
        });
        Self {
            wrap,
            indents: indented > 2 && plain.saturating_mul(2) > indented,
        }
    }

    /// Whether a line goes on in the one below it.
    fn goes_on(&self, above: &Line<'_>, below: &Line<'_>) -> bool {
        if below.hashes > 0
            || above.hashes > 0
            || below.indent >= 2
                && below.indent > above.indent.saturating_sub(1)
                && self.indents_open(above, below)
        {
            return false;
        }
        if above.chars.0.contains(&'\t')
            || below.chars.0.contains(&'\t')
            || above.chars.at(0) == Some('|')
            || below.chars.at(0) == Some('|')
        {
            return false;
        }
        let Some(last) = above.chars.before(above.chars.len()) else {
            return false;
        };
        let width = above.width().saturating_add(above.indent);
        let full = self
            .wrap
            .is_some_and(|wrap| width.saturating_add(6) >= wrap && width <= wrap.saturating_add(3));
        if marker(below.chars, 0).is_some_and(|marker| !broken_figure(above, below, marker)) {
            return false;
        }
        if matches!(last, '，' | '、' | ',' | '（' | '“' | '《' | '(') {
            return true;
        }
        if !full {
            return false;
        }
        if matches!(last, '。' | '！' | '？' | '；') {
            return self.indents;
        }
        true
    }

    /// A new paragraph opens with an indent where the lines within one have none.
    fn indents_open(&self, above: &Line<'_>, below: &Line<'_>) -> bool {
        self.indents || below.indent > above.indent || self.wrap.is_none()
    }
}

/// A figure broken at the end of a line: 达 / 1.5倍 is told by `marker`; 共12 / 3、… is not a marker.
fn broken_figure(above: &Line<'_>, below: &Line<'_>, marker: Marker) -> bool {
    let last = above.chars.before(above.chars.len());
    let first = below.chars.at(0);
    last.is_some_and(is_digit) && first.is_some_and(is_digit) && marker.form == Form::Arabic
}

/// Takes apart paragraphs that hold a whole report: headings stand inside them.
fn unglued(paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut found = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let cuts = if paragraph.text.len() >= 200 {
            cuts(paragraph.chars())
        } else {
            Vec::new()
        };
        if cuts.is_empty() {
            found.push(paragraph);
            continue;
        }
        let whole = Paragraph {
            glued: true,
            ..paragraph
        };
        let mut from = 0_usize;
        // The title of such a text ends at its first space.
        let title = whole
            .chars()
            .run(0, |c| !is_space(c) && !"。，；：".contains(c));
        let title = Some(title).filter(|title| whole.chars().is(*title, is_space) && *title <= 40);
        for cut in title.into_iter().chain(cuts).chain([whole.text.len()]) {
            let part = whole.cut(from..cut);
            if !part.text.is_empty() {
                found.push(part);
            }
            from = cut;
        }
    }
    found
}

/// Where in a glued text headings open; nothing where it is an ordinary paragraph.
fn cuts(chars: Chars<'_>) -> Vec<usize> {
    let mut found: Vec<(usize, Marker)> = Vec::new();
    for at in 1..chars.len() {
        let opens = chars
            .before(at)
            .is_some_and(|c| is_space(c) || "。！？；”：".contains(c));
        if !opens || chars.is(at, is_space) {
            continue;
        }
        if let Some(marker) = marker(chars, at)
            && matches!(
                marker.form,
                Form::Volume
                    | Form::Part
                    | Form::Chapter
                    | Form::Chinese
                    | Form::Bracketed
                    | Form::Arabic
                    | Form::ArabicBracketed
                    | Form::Decimal(_)
            )
        {
            found.push((at, marker));
        }
    }
    let top = |form: Form| matches!(form, Form::Chinese | Form::Part);
    let has = |value: u32| {
        found
            .iter()
            .any(|(_, marker)| top(marker.form) && marker.value == value)
            || value == 1
                && marker(chars, 0).is_some_and(|marker| top(marker.form) && marker.value == 1)
    };
    if !(has(1) && has(2)) {
        return Vec::new();
    }
    // Only what counts on: a 3. that follows no 2. is a figure.
    let mut last: Vec<(Form, u32)> = Vec::new();
    let mut cuts = Vec::new();
    for (at, marker) in found {
        let known = last.iter().position(|(form, _)| *form == marker.form);
        let follows = match known.and_then(|known| last.get(known)) {
            Some((_, value)) => {
                marker.value == value.saturating_add(1)
                    || marker.value == 1
                    || marker.value == *value
                    || marker.value == value.saturating_add(2)
            }
            None => marker.value == 1 || top(marker.form),
        };
        if !follows {
            continue;
        }
        match known {
            Some(known) => last.truncate(known.saturating_add(1)),
            None => last.push((marker.form, 0)),
        }
        if let Some(entry) = last.last_mut() {
            entry.1 = marker.value;
        }
        cuts.push(at);
    }
    cuts
}

/// How many Chinese characters stand in a text.
pub(super) fn han(chars: Chars<'_>) -> usize {
    chars.0.iter().filter(|c| is_han(**c)).count()
}
