//! A text as lines: what stands on each without its blanks, its indent, and whether it belongs to the report at
//! all (`noise`).

use memchr::{memchr, memchr_iter, memchr2};

use crate::check::blanks::{self, Sign};
use crate::check::chars::{Chars, is_common_han, is_han};

use super::MOST_LINES;
use super::decode::Styled;
use super::kinds::is_edged;
use super::noise::{Noise, contents, noise};

/// A line of the text, without blanks at its ends and Markdown's signs at its head.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// What stands there.
    pub(super) chars: Chars<'a>,
    /// Character of the text at which it begins, from 0.
    pub(super) start: usize,
    /// Line of the text, from 1.
    pub(super) number: usize,
    /// Character of the line at which it begins, from 1.
    pub(super) column: usize,
    /// Columns of white space before it.
    pub(super) indent: usize,
    /// Its level as a heading, by Markdown's signs or by the style of a Word document; 0 for none.
    pub(super) hashes: usize,
    /// It has a sign that stands between the cells of a table.
    pub(super) edged: bool,
    /// It has a tab.
    pub(super) tabbed: bool,
    /// It has a star, as Markdown's bold has.
    pub(super) starred: bool,
    /// What it is instead of a line of the report.
    pub(super) noise: Option<Noise>,
}

impl Line<'_> {
    /// Whether nothing stands there.
    pub(super) fn is_blank(&self) -> bool {
        self.chars.is_empty()
    }

    /// Its width in half columns; a line to write on counts as a character of the text. Of a line wider than any that
    /// a page holds no more than that is told.
    pub(super) fn width(&self) -> usize {
        if self.chars.len() > WIDEST {
            return self.chars.len();
        }
        self.chars
            .0
            .iter()
            .map(|c| if c.is_ascii() && *c != '_' { 1 } else { 2 })
            .sum()
    }
}

/// White space of a line, the full-width, the unbreakable and the invisible kind too.
pub(super) fn is_space(c: char) -> bool {
    !is_common_han(c)
        && matches!(
            c,
            ' ' | '\t' | '\u{3000}' | '\u{a0}' | '\r' | '\u{feff}' | '\u{2000}'
                ..='\u{200f}' | '\u{202f}' | '\u{205f}' | '\u{2060}'
        )
}

/// The lines of a text by its characters, some of which a Word document sets as headings. Of blank lines that follow
/// each other one says as much.
pub(super) fn lines<'a>(text: &str, chars: &'a [char], styled: &[Styled]) -> Vec<Line<'a>> {
    let ends = memchr_iter(b'\n', text.as_bytes()).count();
    let mut found: Vec<Line<'_>> = Vec::with_capacity(ends.min(MOST_LINES).saturating_add(1));
    let mut start = 0_usize;
    let mut styled = styled.iter().peekable();
    for (number, text) in (1..).zip(text.split('\n')) {
        let end = start.saturating_add(text.chars().count());
        let row = chars.get(start..end).unwrap_or_default();
        let mut line = line(row, start, number);
        line.starred = memchr(b'*', text.as_bytes()).is_some();
        if memchr2(b'\t', b'|', text.as_bytes()).is_some() {
            line.edged = is_edged(line.chars);
            line.tabbed = line.chars.0.contains(&'\t');
        }
        if line.noise == Some(Noise::Site) && found.last().is_some_and(|above| breaks(above, &line))
        {
            line.noise = None;
        }
        if line.noise == Some(Noise::Rule) && line.starred && is_by_line(&found, &line) {
            line.noise = None;
        }
        if let Some(heading) = styled.next_if(|heading| heading.line <= line.number) {
            line.hashes = heading.level;
        }
        if !line.is_blank() || found.last().is_none_or(|above| !above.is_blank()) {
            found.push(line);
        }
        start = end.saturating_add(1);
    }
    contents(&mut found);
    found
}

/// Whether a line of stars alone is the name of a by-line: all above it is the head of a report with blanks of stars.
fn is_by_line(above: &[Line<'_>], line: &Line<'_>) -> bool {
    let head = |line: &Line<'_>| line.noise.is_none() && !line.chars.0.contains(&'。');
    let asks = |line: &Line<'_>| {
        line.starred && blanks::each(line.chars).any(|blank| blank.sign == Sign::Star)
    };
    line.chars.len() <= LONGEST_NAME
        && line.chars.0.iter().all(|c| *c == '*')
        && above.len() <= LONGEST_HEAD
        && above.iter().all(head)
        && above.iter().any(asks)
}

/// The longest name, in stars.
const LONGEST_NAME: usize = 4;

/// So many lines stand above the text of a report.
const LONGEST_HEAD: usize = 12;

/// No page has lines of so many characters.
const WIDEST: usize = 160;

/// The narrowest line, in half columns, that breaks off in a sentence which the next one goes on with.
const LEAST_BROKEN: usize = 40;

/// Whether a line goes on with the sentence of the one above: 建成广场 / X个。公众号推送X条. What a site says of itself
/// ends no sentence of another line.
fn breaks(above: &Line<'_>, line: &Line<'_>) -> bool {
    let within = |c: char| is_han(c) || matches!(c, '，' | '、');
    above.noise.is_none()
        && line.indent < 2
        && above.width() >= LEAST_BROKEN
        && above.chars.before(above.chars.len()).is_some_and(within)
        && line.chars.0.iter().any(|c| matches!(c, '。' | '，' | '；'))
}

fn line(row: &[char], start: usize, number: usize) -> Line<'_> {
    let row = Chars(row);
    let from = row.run(0, is_space);
    let to = row.run_back(row.len(), is_space).max(from);
    let indent = row.0.iter().take(from).map(|c| match c {
        '\u{3000}' => 2,
        '\t' => 4,
        '\r' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' => 0,
        _ => 1,
    });
    let indent = indent.sum();
    let mut first = from;
    let hashes = row.run(from, |c| c == '#').saturating_sub(from);
    let heading = (1..=6).contains(&hashes) && row.is(from.saturating_add(hashes), is_space);
    if heading {
        first = row.run(from.saturating_add(hashes), is_space).min(to);
    }
    let chars = row.part(first..to);
    Line {
        edged: false,
        tabbed: false,
        starred: false,
        noise: noise(chars),
        chars,
        start: start.saturating_add(first),
        number,
        column: first.saturating_add(1),
        indent,
        hashes: if heading { hashes } else { 0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_within_a_sentence_is_none_of_a_site() {
        let noise = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            let found: Vec<_> = lines(text, &chars, &[])
                .iter()
                .map(|line| line.noise)
                .collect();
            found
        };
        let wrapped = "一年来我局在各乡镇各村建成宣传栏XX块、广场\nX个。“XX发布”公众号推送消息\nX条，成效明显。";
        assert_eq!(noise(wrapped), [None; 3]);
        // The name under a title of stars; a rule of Markdown elsewhere.
        let report = "**乡工作报告\n***\n各位代表：\n一年来完成任务。\n***\n";
        let named = [None, None, None, None, Some(Noise::Rule), None];
        assert_eq!(noise(report), named);
        assert_eq!(noise("**总结**\n***\n"), [None, Some(Noise::Rule), None]);
        let site = "一年来我局在各村建成宣传栏XX块、广场X个。\n关注公众号，每天都有新消息";
        assert_eq!(noise(site), [None, Some(Noise::Site)]);
    }
}
