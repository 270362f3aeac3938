//! The strings of a text, found without parsing the rest.

use std::ops::Range;

use super::super::{line_end, slice};

/// A string in a text.
pub(super) struct Quoted {
    /// With its quotes.
    pub span: Range<usize>,
    /// `"`, `'`, or three of them.
    pub quotes: &'static str,
    /// Whether it has closing quotes.
    pub closed: bool,
}

impl Quoted {
    /// Where its opening quotes stand.
    pub(super) fn opening(&self) -> Range<usize> {
        self.span.start..self.span.start.saturating_add(self.quotes.len())
    }

    /// Whether its closing quotes look like the opening ones of another string.
    pub(super) fn runs_on(&self, text: &str) -> bool {
        let last_line = slice(text, self.span.clone())
            .rsplit_once('\n')
            .map(|(_, line)| line);
        let inner = last_line.and_then(|line| line.strip_suffix(self.quotes));
        self.quotes.len() == 3
            && self.closed
            && inner.is_some_and(|line| line.trim_end().ends_with('='))
    }
}

/// The strings that begin before `end`, in order.
pub(super) fn before(text: &str, end: usize) -> Vec<Quoted> {
    let mut found = Vec::new();
    let mut at = 0_usize;
    while let Some(skip) = text.get(at..).and_then(|rest| rest.find(['"', '\'', '#'])) {
        at = at.saturating_add(skip);
        if at >= end {
            break;
        }
        let rest = text.get(at..).unwrap_or_default();
        let quotes = ["\"\"\"", "'''", "\"", "'"]
            .into_iter()
            .find(|quotes| rest.starts_with(quotes));
        let Some(quotes) = quotes else {
            at = line_end(text, at);
            continue;
        };
        let quoted = string(text, at, quotes);
        at = quoted.span.end.max(at.saturating_add(1));
        found.push(quoted);
    }
    found
}

/// The string that opens with `quotes` at `start`.
fn string(text: &str, start: usize, quotes: &'static str) -> Quoted {
    let mut at = start.saturating_add(quotes.len());
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let mut ends = vec!['\\', quotes.chars().next().unwrap_or('"')];
        if quotes.len() == 1 {
            ends.push('\n');
        }
        let Some(found) = rest.find(ends.as_slice()) else {
            return Quoted {
                span: start..text.len(),
                quotes,
                closed: false,
            };
        };
        at = at.saturating_add(found);
        let rest = text.get(at..).unwrap_or_default();
        if rest.starts_with('\n') {
            return Quoted {
                span: start..at,
                quotes,
                closed: false,
            };
        }
        if rest.starts_with('\\') {
            let escaped = rest
                .chars()
                .nth(1)
                .filter(|c| quotes.starts_with('"') && *c != '\n');
            at = at
                .saturating_add(1)
                .saturating_add(escaped.map_or(0, char::len_utf8));
            continue;
        }
        if rest.starts_with(quotes) {
            let mut end = at.saturating_add(quotes.len());
            // Up to two quotes may stand right before the closing three.
            while quotes.len() == 3
                && end.saturating_sub(at) < 5
                && text
                    .get(end..)
                    .is_some_and(|r| r.starts_with(quotes.get(..1).unwrap_or_default()))
            {
                end = end.saturating_add(1);
            }
            return Quoted {
                span: start..end,
                quotes,
                closed: true,
            };
        }
        at = at.saturating_add(1);
    }
}
