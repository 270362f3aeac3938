//! The reader of wording: what a slot, a clause and a brace are. What is none of them stays as text.

use super::{Clause, Condition, Fault, Mark, MarkKind, Piece, Read, Slot, Style};
use crate::report::field;

/// Reads a source into its pieces, its marks and its faults.
pub(super) fn read(source: &str) -> Read {
    let mut reader = Reader {
        source,
        at: 0,
        marks: Vec::new(),
        faults: Vec::new(),
    };
    let pieces = reader.pieces(false);
    Read {
        pieces,
        marks: reader.marks,
        faults: reader.faults,
    }
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    marks: Vec<Mark>,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    /// Moves past a mark.
    fn mark(&mut self, kind: MarkKind, bytes: usize) {
        let start = self.at;
        self.skip(bytes);
        self.marks.push(Mark {
            range: start..self.at,
            kind,
        });
    }

    /// Reads up to the end, or up to `?}` inside a clause (which is taken).
    fn pieces(&mut self, in_clause: bool) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        loop {
            let rest = self.rest();
            let text = up_to_mark(rest, in_clause);
            plain.push_str(text);
            self.skip(text.len());
            let rest = self.rest();
            let Some(c) = rest.chars().next() else { break };
            if rest.starts_with("{{") || rest.starts_with("}}") {
                plain.push(c);
                self.mark(MarkKind::Brace, 2);
            } else if in_clause && rest.starts_with("?}") {
                break;
            } else if !in_clause && rest.starts_with("{?") {
                let clause = self.clause();
                flush(&mut plain, &mut pieces);
                pieces.push(Piece::Clause(Box::new(clause)));
            } else if c == '{' && !rest.starts_with("{?") {
                match self.slot() {
                    Some(slot) => {
                        flush(&mut plain, &mut pieces);
                        pieces.push(Piece::Slot(slot));
                    }
                    None => plain.push(c),
                }
            } else {
                if c == '{' {
                    self.fault(
                        "{?",
                        "分句 {?…?} 里面不能再有分句，请先把前一个用 ?} 结束。",
                    );
                } else if c == '}' {
                    self.fault("}", "多了一个 }，没有和它配对的 { 。要印出大括号请写 }} 。");
                }
                plain.push(c);
                self.skip(c.len_utf8());
            }
        }
        flush(&mut plain, &mut pieces);
        pieces
    }

    /// At `{?`: reads the clause with its closing `?}`.
    fn clause(&mut self) -> Clause {
        let start = self.at;
        self.skip(2);
        let condition = self.condition();
        self.marks.push(Mark {
            range: start..self.at,
            kind: MarkKind::Open,
        });
        let pieces = self.pieces(true);
        if self.rest().starts_with("?}") {
            self.mark(MarkKind::Close, 2);
        } else {
            let end = std::mem::replace(&mut self.at, start);
            self.fault("{?", "分句没有结束，请在它后面写 ?} 。");
            self.at = end;
        }
        Clause { condition, pieces }
    }

    /// Right behind `{?`: a condition and `|`, where a bar stands in this clause outside braces.
    fn condition(&mut self) -> Option<Condition> {
        let rest = self.rest();
        let mut deep = false;
        for (at, c) in rest.char_indices() {
            match c {
                '{' => deep = true,
                '}' if deep => deep = false,
                '|' if !deep => {
                    let condition = Condition::new(rest.get(..at).unwrap_or_default().trim());
                    if let Err(misread) = condition.meaning() {
                        let what = format!("条件{misread}");
                        self.fault(rest.get(..at).unwrap_or_default(), &what);
                    }
                    self.skip(at.saturating_add(1));
                    return Some(condition);
                }
                '?' if !deep && rest.get(at..).is_some_and(|r| r.starts_with("?}")) => return None,
                '\n' => return None,
                _ => {}
            }
        }
        None
    }

    /// At `{`: reads a slot; where it is none, notes the fault, moves past the brace and gives `None`.
    fn slot(&mut self) -> Option<Slot> {
        let rest = self.rest();
        let inside = rest.get(1..).unwrap_or_default();
        let ends = |byte: u8| matches!(byte, b'{' | b'}' | b'\n');
        let end = inside.bytes().position(ends);
        let body = end.and_then(|end| inside.get(..end)).filter(|body| {
            inside
                .get(body.len()..)
                .is_some_and(|after| after.starts_with('}'))
        });
        let Some(body) = body else {
            self.fault(
                "{",
                "{ 没有配对的 }。数据空要写成 {名称}；要印出大括号请写 {{ 。",
            );
            self.skip(1);
            return None;
        };
        let (key, form) = match body.split_once([':', '：']) {
            Some((key, form)) => (key.trim(), Some(form.trim())),
            None => (body.trim(), None),
        };
        let style = match form {
            None => Some(Style::Plain),
            Some("中文") => Some(Style::Chinese),
            Some("月日") => Some(Style::MonthDay),
            Some("上期") => Some(Style::Previous),
            Some(_) => None,
        };
        let whole = rest.get(..body.len().saturating_add(2)).unwrap_or_default();
        let Some(style) = style else {
            self.fault(whole, "冒号后面只能写 中文、月日 或 上期。");
            self.skip(1);
            return None;
        };
        if let Err(what) = field::check_key(key) {
            self.fault(whole, &format!("{what}要印出大括号请写 {{{{ 和 }}}} 。"));
            self.skip(1);
            return None;
        }
        self.mark(MarkKind::Slot, whole.len());
        let more = self
            .rest()
            .chars()
            .next()
            .filter(|c| matches!(c, '余' | '多'));
        Some(Slot {
            key: key.to_owned(),
            style,
            more,
        })
    }

    fn fault(&mut self, text: &str, what: &str) {
        let before = self.source.get(..self.at).unwrap_or_default();
        let line = before.matches('\n').count();
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count();
        self.faults.push(Fault {
            line,
            column,
            text: text.to_owned(),
            what: what.to_owned(),
        });
    }
}

/// What stands before the next brace, in a clause before the next `?` too.
fn up_to_mark(text: &str, in_clause: bool) -> &str {
    let is_mark = |byte: u8| matches!(byte, b'{' | b'}') || in_clause && byte == b'?';
    let end = text.bytes().position(is_mark).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}

fn flush(plain: &mut String, pieces: &mut Vec<Piece>) {
    if !plain.is_empty() {
        pieces.push(Piece::Plain(std::mem::take(plain)));
    }
}
