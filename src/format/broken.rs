//! Why a report file can't be taken: the sentence, the place and the line shown with a mark under it.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use unicode_width::UnicodeWidthChar;

/// Characters shown before the mark where a line is too long to be shown whole.
const BEFORE: usize = 16;
/// Columns of a line that are shown.
const SHOWN: usize = 66;

/// Why a file can't be taken. Displays as one Chinese sentence with the line's number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Broken {
    /// The line, from 1.
    pub line: usize,
    /// The character in that line, from 1.
    pub column: usize,
    what: String,
    remedy: String,
    shown: String,
    mark: Range<usize>,
}

impl Broken {
    /// What is wrong at `span` of `text`, and what to do about it.
    pub(super) fn new(text: &str, span: Range<usize>, what: &str, remedy: &str) -> Self {
        let (line, column) = super::position(text, span.start);
        let start = super::line_start(text, span.start);
        let whole = super::slice(text, start..super::line_end(text, span.start));
        let whole = whole.trim_end_matches(['\n', '\r']);
        let first = column.saturating_sub(1);
        let length = super::slice(text, span)
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .count();
        let (shown, mark) = cut(whole, first..first.saturating_add(length.max(1)));
        Self {
            line,
            column,
            what: what.to_owned(),
            remedy: remedy.to_owned(),
            shown,
            mark,
        }
    }

    /// What the user can do.
    pub fn remedy(&self) -> &str {
        &self.remedy
    }

    /// The line with a mark under the place, in ASCII beside the line itself.
    pub fn excerpt(&self) -> String {
        let byte = |chars: usize| {
            self.shown
                .chars()
                .take(chars)
                .map(char::len_utf8)
                .sum::<usize>()
        };
        let mark = AnnotationKind::Primary.span(byte(self.mark.start)..byte(self.mark.end));
        let line = Snippet::source(self.shown.as_str())
            .line_start(self.line)
            .annotation(mark);
        let group = Group::with_level(Level::ERROR.no_name()).element(line);
        Renderer::plain().render(&[group])
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "第{}行：{}", self.line, self.what)
    }
}

impl std::error::Error for Broken {}

/// The part of a line that is shown, and the marked characters in it. Control characters, which a
/// terminal might obey, become a sign.
fn cut(line: &str, mark: Range<usize>) -> (String, Range<usize>) {
    let visible = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let skip = if line.chars().count() > SHOWN.div_euclid(2) {
        mark.start.saturating_sub(BEFORE)
    } else {
        0
    };
    let mut shown = if skip > 0 {
        "...".to_owned()
    } else {
        String::new()
    };
    let moved = shown.chars().count();
    let mut columns = 0_usize;
    for c in line.chars().skip(skip).map(visible) {
        columns = columns.saturating_add(c.width().unwrap_or(1));
        if columns > SHOWN {
            shown.push_str("...");
            break;
        }
        shown.push(c);
    }
    let place = |at: usize| at.saturating_sub(skip).saturating_add(moved);
    let most = shown.chars().count();
    // A mark behind the last character still needs a column of its own.
    if place(mark.start) >= most {
        shown.push(' ');
        return (shown, most..most.saturating_add(1));
    }
    (shown, place(mark.start)..place(mark.end).min(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_stands_under_the_words_in_wide_characters() {
        let broken = Broken::new("a = 1\n镇名 = \"清溪\"\n", 12..15, "写错了。", "请改。");
        assert_eq!((broken.line, broken.column), (2, 3));
        assert_eq!(broken.to_string(), "第2行：写错了。");
        let excerpt = broken.excerpt();
        let lines: Vec<&str> = excerpt.lines().collect();
        let words = lines.iter().find(|line| line.contains("镇名")).unwrap();
        let marks = lines.iter().find(|line| line.contains('^')).unwrap();
        assert_eq!(
            words.find("镇名").map(|at| at + 4),
            marks.find('^'),
            "{excerpt}"
        );
        assert!(!excerpt.contains("error"), "{excerpt}");
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let text = format!(
            "text = \"{}\" 错{}",
            "今年以来".repeat(500),
            "后".repeat(500)
        );
        let at = text.find('错').unwrap();
        let broken = Broken::new(&text, at..at + 3, "多了。", "");
        assert!(
            broken
                .excerpt()
                .lines()
                .all(|line| line.chars().count() < 80),
            "{}",
            broken.excerpt()
        );
        assert!(broken.excerpt().contains('错'));
    }

    #[test]
    fn control_characters_never_reach_the_terminal() {
        let broken = Broken::new("a = \u{1b}[31m\u{9b}", 4..5, "", "");
        assert!(!broken.excerpt().contains(['\u{1b}', '\u{9b}']));
    }
}
