//! Breaks Chinese text into rows: which characters may not be parted (`joint`), and greedy filling. Text is never
//! changed, and how wide a character is, the caller says. The caller keeps the screen's last column free: behind a
//! full row the caret stands there.

mod joint;
#[cfg(test)]
mod tests;

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use joint::{Before, Joint};

/// The columns that rows may take.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Room {
    /// For the first row of each paragraph.
    pub first: usize,
    /// For the rows after it.
    pub rest: usize,
}

impl From<usize> for Room {
    fn from(columns: usize) -> Self {
        Self {
            first: columns,
            rest: columns,
        }
    }
}

/// The rows of a text as byte ranges. They hold the whole text but its newlines: a row begins where the one before it
/// ends, or behind the newline there. An empty text is one empty row.
pub fn wrap(
    text: &str,
    room: impl Into<Room>,
    width_of: impl Fn(char) -> usize,
) -> Vec<Range<usize>> {
    Rows::new(text, room.into(), width_of).collect()
}

/// As much of the head of a text as `columns` hold, whole characters only.
pub fn cut(text: &str, columns: usize, width_of: impl Fn(char) -> usize) -> &str {
    head(text, columns, &width_of).0
}

/// The text cut or filled with blanks to `columns`.
pub fn pad(text: &str, columns: usize, width_of: impl Fn(char) -> usize) -> String {
    let (head, used) = head(text, columns, &width_of);
    let blanks = columns.saturating_sub(used);
    let mut padded = String::with_capacity(head.len().saturating_add(blanks));
    padded.push_str(head);
    padded.extend(std::iter::repeat_n(' ', blanks));
    padded
}

fn head<'a>(text: &'a str, columns: usize, width_of: &impl Fn(char) -> usize) -> (&'a str, usize) {
    let mut used: usize = 0;
    let mut at: usize = 0;
    while let Some(next) = cluster(text, at) {
        let Some(sum) = used
            .checked_add(width(next, width_of))
            .filter(|&sum| sum <= columns)
        else {
            break;
        };
        used = sum;
        at = at.saturating_add(next.len());
    }
    (text.get(..at).unwrap_or_default(), used)
}

/// The columns of a text in one row.
pub(super) fn width(text: &str, width_of: impl Fn(char) -> usize) -> usize {
    text.chars().map(width_of).fold(0, usize::saturating_add)
}

/// The character as a reader sees it (grapheme) that begins at `at`, which must be the end of another.
pub(in crate::tui) fn cluster(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?;
    let mut chars = rest.chars();
    let first = chars.next()?;
    if stands_alone(first) && chars.next().is_none_or(stands_alone) {
        return rest.get(..first.len_utf8());
    }
    rest.graphemes(true).next()
}

/// Whether `c` joins no other such character into one grapheme: spares nearly all of a Chinese text the tables.
pub(super) fn stands_alone(c: char) -> bool {
    matches!(
        c,
        ' '..='~' | '\n' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3029}' | '\u{309B}'..='\u{9FFF}'
            | '\u{FF00}'..='\u{FF9D}'
    )
}

/// The rows of a text, one after the other: whoever shows a few takes a few.
pub struct Rows<'a, W> {
    text: &'a str,
    whole: &'a [Range<usize>],
    room: Room,
    width_of: W,
    next: Option<usize>,
    opens: bool,
}

impl<'a, W: Fn(char) -> usize> Rows<'a, W> {
    /// All rows of a text.
    pub fn new(text: &'a str, room: Room, width_of: W) -> Self {
        Self {
            text,
            whole: &[],
            room,
            width_of,
            next: Some(0),
            opens: true,
        }
    }

    /// Keeps each of these stretches (in order) in one row where it is not wider than that.
    pub fn whole(self, whole: &'a [Range<usize>]) -> Self {
        Self { whole, ..self }
    }

    /// The rows from here on only; `row` is where a row of this text begins.
    pub fn starting(self, row: usize) -> Self {
        let opens = self
            .text
            .get(..row)
            .is_none_or(|before| before.is_empty() || before.ends_with('\n'));
        Self {
            next: Some(row),
            opens,
            ..self
        }
    }
}

impl<W: Fn(char) -> usize> Iterator for Rows<'_, W> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.next?;
        let room = if self.opens {
            self.room.first
        } else {
            self.room.rest
        };
        let mut used: usize = 0;
        let mut before: Option<Before> = None;
        // The last places where the row may end: by the rules; where no more than a word or a figure is torn.
        let (mut free, mut torn) = (None, None);
        let passed = self.whole.partition_point(|whole| whole.end < start);
        let mut whole = self
            .whole
            .get(passed..)
            .unwrap_or_default()
            .iter()
            .peekable();
        let mut at = start;
        while let Some(next) = cluster(self.text, at) {
            if next.ends_with('\n') {
                self.next = Some(at.saturating_add(next.len()));
                self.opens = true;
                return Some(start..at);
            }
            let Some(first) = next.chars().next() else {
                break;
            };
            while whole.next_if(|whole| whole.end < at).is_some() {}
            let (inside, behind) = whole.peek().map_or((false, false), |whole| {
                (whole.start < at && at < whole.end, whole.end == at)
            });
            let columns = if first.len_utf8() == next.len() {
                (self.width_of)(first)
            } else {
                width(next, &self.width_of)
            };
            if let Some(before) = &mut before {
                if behind {
                    before.figure();
                }
                match before.joint(first) {
                    Joint::Free if inside => torn = Some(at),
                    Joint::Free => free = Some(at),
                    Joint::Word => torn = Some(at),
                    Joint::Never => {}
                }
                if used.saturating_add(columns) > room {
                    let end = free.or(torn).unwrap_or(at);
                    self.next = Some(end);
                    self.opens = false;
                    return Some(start..end);
                }
            }
            used = used.saturating_add(columns);
            before = Some(Before::behind(before, first));
            at = at.saturating_add(next.len());
        }
        self.next = None;
        Some(start..at)
    }
}
