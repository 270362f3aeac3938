//! Puts the new text together: tables in their new order, each with its changes laid over it.

use std::ops::Range;

use super::super::layout::detached;
use super::super::slice;
use super::{Emit, Writer};

impl Writer<'_> {
    /// The whole text.
    pub(super) fn finish(mut self) -> String {
        self.splices
            .sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = Out {
            text: String::new(),
            eol: self.eol,
        };
        let chunks = &self.source.layout().chunks;
        if chunks.is_empty() {
            out.lines(&self.spliced(0..0, true));
        }
        for emit in self.plan.iter().flatten() {
            match emit {
                Emit::New(text) => out.table(text),
                Emit::Comments(at) => {
                    let comments = chunks.get(*at).map(|chunk| detached(self.body, chunk));
                    out.lines(slice(self.body, comments.unwrap_or_default()));
                }
                Emit::Chunk(at) => {
                    let Some(chunk) = chunks.get(*at) else {
                        continue;
                    };
                    let text = self.spliced(chunk.start..chunk.end, *at == 0);
                    // The table that opened the file has no blank line above it.
                    if *at > 0 && chunk.header.start == 0 {
                        out.table(&text)
                    } else {
                        out.lines(&text)
                    }
                }
            }
        }
        let end = chunks.last().map_or(0, |chunk| chunk.end);
        out.lines(slice(self.body, end..self.body.len()));
        format!("{}{}", self.source.bom(), out.text)
    }

    /// A chunk as changed. What is inserted where it ends belongs to it, where it starts to the one before.
    fn spliced(&self, range: Range<usize>, first: bool) -> String {
        let mut out = String::new();
        let mut at = range.start;
        let from = self
            .splices
            .partition_point(|(splice, _)| splice.start < range.start);
        for (splice, text) in self.splices.get(from..).unwrap_or_default() {
            let before = splice.is_empty() && splice.start == range.start && !first;
            if before {
                continue;
            }
            if splice.start > range.end || (splice.start == range.end && !splice.is_empty()) {
                break;
            }
            out.push_str(slice(self.body, at..splice.start));
            out.push_str(text);
            at = splice.end;
        }
        out.push_str(slice(self.body, at..range.end));
        out
    }
}

/// The new text as it grows.
struct Out {
    text: String,
    eol: &'static str,
}

impl Out {
    /// Lines that stand as they are.
    fn lines(&mut self, lines: &str) {
        if !lines.is_empty() && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push_str(self.eol);
        }
        self.text.push_str(lines);
    }

    /// A table, a blank line above it.
    fn table(&mut self, table: &str) {
        if table.is_empty() {
            return;
        }
        let blank =
            self.text.is_empty() || self.text.ends_with("\n\n") || self.text.ends_with("\n\r\n");
        self.lines(if blank { "" } else { self.eol });
        self.lines(table);
    }
}
