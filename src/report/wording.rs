//! Wording with slots: `{key}`, `{key:中文}`, clauses `{?…?}`, `{{` and `}}`. Reading it never fails;
//! what is no slot stays as plain text and is a fault with its place.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::formula::Condition;

/// A text of the report with what stands in it. Cheap to clone; equal where the source is.
#[derive(Clone, Default)]
pub struct Wording(Arc<Inner>);

#[derive(Default)]
struct Inner {
    source: String,
    pieces: Vec<Piece>,
    marks: Vec<Mark>,
    faults: Vec<Fault>,
}

/// A stretch of wording.
#[derive(Clone, PartialEq, Debug)]
pub enum Piece {
    /// Text as it prints.
    Plain(String),
    /// The place of a figure.
    Slot(Slot),
    /// `{?…?}`: left out where an optional figure in it is blank or its condition does not hold.
    Clause(Clause),
}

/// `{key}` or `{key:form}`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slot {
    /// The field's key as spelled here.
    pub key: String,
    /// How the figure is printed.
    pub style: Style,
    /// 余 or 多 right behind the slot: the figure should be round.
    pub more: Option<char>,
}

/// How a slot prints its figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// As stored; a date as 2024年7月1日.
    Plain,
    /// A whole number in Chinese numerals.
    Chinese,
    /// A date as 7月1日.
    MonthDay,
    /// Last period's figure.
    Previous,
}

/// The inside of `{?…?}`.
#[derive(Clone, PartialEq, Debug)]
pub struct Clause {
    /// What stands before `|`.
    pub condition: Option<Condition>,
    /// The clause's text; no clause stands in it.
    pub pieces: Vec<Piece>,
}

/// A stretch of the source that stands for one thing, to be taken or left as a whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// Its bytes in the source.
    pub range: Range<usize>,
    /// What it is.
    pub kind: MarkKind,
}

/// What a mark is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MarkKind {
    /// `{key}` or `{key:form}`.
    Slot,
    /// `{?`, with the condition and `|` where there is one.
    Open,
    /// `?}`.
    Close,
    /// `{{` or `}}`.
    Brace,
}

/// A brace that is no slot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Line in the source, from 0.
    pub line: usize,
    /// Character in that line, from 0.
    pub column: usize,
    /// The words found.
    pub text: String,
    /// What is wrong and what to do, as one sentence.
    pub what: String,
}

impl Wording {
    /// Reads wording as it stands in a report file.
    pub fn new(source: &str) -> Self {
        let mut reader = Reader {
            source,
            at: 0,
            marks: Vec::new(),
            faults: Vec::new(),
        };
        let pieces = reader.pieces(false);
        let Reader { marks, faults, .. } = reader;
        Self(Arc::new(Inner {
            source: source.to_owned(),
            pieces,
            marks,
            faults,
        }))
    }

    /// As written.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// What it is made of, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.0.pieces
    }

    /// The slots and clause marks of the source and its doubled braces, in order.
    pub fn marks(&self) -> &[Mark] {
        &self.0.marks
    }

    /// The braces in it that are no slots.
    pub fn faults(&self) -> &[Fault] {
        &self.0.faults
    }

    /// Whether nothing but blanks stands there.
    pub fn is_blank(&self) -> bool {
        self.0.source.trim().is_empty()
    }

    /// Every slot, those in clauses too, in order.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.0.pieces.iter().flat_map(|piece| {
            let inner: &[Piece] = match piece {
                Piece::Clause(clause) => &clause.pieces,
                _ => std::slice::from_ref(piece),
            };
            inner.iter().filter_map(|piece| match piece {
                Piece::Slot(slot) => Some(slot),
                _ => None,
            })
        })
    }

    /// The keys of its slots and conditions in the order of the text.
    pub fn keys(&self) -> Vec<&str> {
        self.keys_where(|_| true)
    }

    /// The same, without the slots of clauses whose condition is not `there`.
    pub fn keys_where(&self, there: impl Fn(&Condition) -> bool) -> Vec<&str> {
        let mut keys = Vec::new();
        for piece in self.pieces() {
            match piece {
                Piece::Plain(_) => {}
                Piece::Slot(slot) => keys.push(slot.key.as_str()),
                Piece::Clause(clause) => {
                    keys.extend(clause.condition.iter().flat_map(Condition::keys));
                    if clause.condition.as_ref().is_none_or(&there) {
                        keys.extend(clause.pieces.iter().filter_map(|piece| match piece {
                            Piece::Slot(slot) => Some(slot.key.as_str()),
                            _ => None,
                        }));
                    }
                }
            }
        }
        keys
    }

    /// The conditions of its clauses.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.0.pieces.iter().filter_map(|piece| match piece {
            Piece::Clause(clause) => clause.condition.as_ref(),
            _ => None,
        })
    }
}

impl PartialEq for Wording {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.source == other.0.source
    }
}

impl Eq for Wording {}

impl fmt::Debug for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0.source, f)
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
        while let Some(c) = self.rest().chars().next() {
            let rest = self.rest();
            if rest.starts_with("{{") || rest.starts_with("}}") {
                plain.push(c);
                self.mark(MarkKind::Brace, 2);
            } else if in_clause && rest.starts_with("?}") {
                break;
            } else if !in_clause && rest.starts_with("{?") {
                let clause = self.clause();
                flush(&mut plain, &mut pieces);
                pieces.push(Piece::Clause(clause));
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
                    if let Err(misread) = &condition.meaning {
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
        let end = inside.find(['{', '}', '\n']);
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
        if let Err(what) = super::field::check_key(key) {
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

fn flush(plain: &mut String, pieces: &mut Vec<Piece>) {
    if !plain.is_empty() {
        pieces.push(Piece::Plain(std::mem::take(plain)));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(text: &str) -> Piece {
        Piece::Plain(text.to_owned())
    }

    fn slot(key: &str, style: Style, more: Option<char>) -> Piece {
        Piece::Slot(Slot {
            key: key.to_owned(),
            style,
            more,
        })
    }

    #[test]
    fn slots_and_plain_text_alternate() {
        let wording = Wording::new("巡河{巡河次数}余次，{届次:中文}届{日期:月日}{数：上期}");
        assert_eq!(
            wording.pieces(),
            [
                plain("巡河"),
                slot("巡河次数", Style::Plain, Some('余')),
                plain("余次，"),
                slot("届次", Style::Chinese, None),
                plain("届"),
                slot("日期", Style::MonthDay, None),
                slot("数", Style::Previous, None),
            ]
        );
        assert!(wording.faults().is_empty());
    }

    #[test]
    fn doubled_braces_are_braces() {
        assert_eq!(Wording::new("{{甲}}").pieces(), [plain("{甲}")]);
    }

    #[test]
    fn a_clause_may_open_with_a_condition() {
        let wording = Wording::new("甲{?{增减} > 0|增加{增减}人?}{?，移送{数}起?}乙");
        let [_, Piece::Clause(first), Piece::Clause(second), _] = wording.pieces() else {
            panic!("{:?}", wording.pieces());
        };
        assert_eq!(
            first.condition.as_ref().map(|c| c.source.as_str()),
            Some("{增减} > 0")
        );
        assert_eq!(second.condition, None);
        assert_eq!(
            second.pieces,
            [plain("，移送"), slot("数", Style::Plain, None), plain("起")]
        );
    }

    #[test]
    fn marks_are_what_is_taken_as_a_whole() {
        let wording = Wording::new("甲{数:中文}{{{?{增} > 0|{增}人?}}}{");
        let marks: Vec<_> = wording
            .marks()
            .iter()
            .map(|mark| (wording.source().get(mark.range.clone()).unwrap(), mark.kind))
            .collect();
        assert_eq!(
            marks,
            [
                ("{数:中文}", MarkKind::Slot),
                ("{{", MarkKind::Brace),
                ("{?{增} > 0|", MarkKind::Open),
                ("{增}", MarkKind::Slot),
                ("?}", MarkKind::Close),
                ("}}", MarkKind::Brace),
            ]
        );
    }

    #[test]
    fn what_is_no_slot_stays_as_text_and_is_named_with_its_place() {
        for (source, column) in [
            ("甲{乙", 1),
            ("甲}乙", 1),
            ("{甲:月份}", 0),
            ("{}", 0),
            ("一\n二{", 1),
            ("{?甲", 0),
            ("{?甲{?乙?}", 3),
            ("{?{甲} >|乙?}", 2),
        ] {
            let wording = Wording::new(source);
            assert!(!wording.faults().is_empty(), "{source}");
            assert_eq!(
                wording.faults()[0].column,
                column,
                "{source}: {:?}",
                wording.faults()
            );
        }
        assert_eq!(Wording::new("一\n二{").faults()[0].line, 1);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[a甲{}?|:=余\n ]{0,40}") {
            let wording = Wording::new(&text);
            prop_assert_eq!(wording.source(), text);
        }
    }
}
