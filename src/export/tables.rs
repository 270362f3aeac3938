//! Tables beside a report: 数据来源表, its figures and where they came from, and 修改对照, what changed between
//! two drafts. Setting them as .docx is `docx`'s.

use std::ops::Range;

use crate::compare::{Change, Changes, Side};
use crate::render::{self, BLANK, BlockKind, Document};
use crate::report::{Figures, Report, canonical};

/// A table with its title.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// Over it.
    pub title: String,
    /// A line between title and table.
    pub note: String,
    /// Each column's head and its share of the width.
    pub columns: Vec<(&'static str, u32)>,
    /// A cell a column.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in one cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// Its text, in one line.
    pub text: String,
    /// The bytes of it that are marked.
    pub own: Vec<Range<usize>>,
    /// How they are marked.
    pub mark: Mark,
}

/// How a stretch of a cell is marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// Struck out.
    Gone,
    /// Underlined.
    New,
}

impl Cell {
    /// A cell without marks.
    pub fn plain(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            own: Vec::new(),
            mark: Mark::New,
        }
    }

    fn side(side: Option<&Side>, cut: &Cut, mark: Mark) -> Self {
        let Some(side) = side else {
            return Self::plain("（没有）");
        };
        let (from, to) = (cut.head, side.text.len().saturating_sub(cut.tail));
        let dots = |cut: usize| if cut == 0 { "" } else { "……" };
        let kept = side.text.get(from..to).unwrap_or_default();
        let at = |byte: usize| {
            let inside = byte.clamp(from, to).saturating_sub(from);
            inside.saturating_add(dots(from).len())
        };
        Self {
            text: format!("{}{kept}{}", dots(from), dots(cut.tail)),
            own: side
                .own
                .iter()
                .map(|own| at(own.start)..at(own.end))
                .collect(),
            mark,
        }
    }
}

/// What of a changed paragraph is not printed: whole sentences at its head and tail that both drafts have, in bytes.
#[derive(Default)]
struct Cut {
    head: usize,
    tail: usize,
}

impl Cut {
    /// Less than this is printed rather than left out, in bytes.
    const LEAST: usize = 60;

    fn of(change: &Change) -> Self {
        let (Some(before), Some(after)) = (&change.before, &change.after) else {
            return Self::default();
        };
        let ends = |c: char| "。！？；".contains(c);
        let closes = |c: char| "”’）》".contains(c);
        let worth = |cut: usize| if cut < Self::LEAST { 0 } else { cut };
        let (mut head, mut common) = (0, 0_usize);
        let mut last = ' ';
        for (one, other) in before.text.chars().zip(after.text.chars()) {
            if ends(last) && !closes(one) {
                head = common;
            }
            if one != other {
                break;
            }
            common = common.saturating_add(one.len_utf8());
            last = one;
        }
        let head = worth(head);
        let shorter = before.text.len().min(after.text.len());
        let free = shorter.saturating_sub(head);
        let (mut tail, mut common) = (0, 0_usize);
        let mut next = '”';
        for (one, other) in before.text.chars().rev().zip(after.text.chars().rev()) {
            if one != other || common > free {
                break;
            }
            if ends(one) && !closes(next) {
                tail = common;
            }
            common = common.saturating_add(one.len_utf8());
            next = one;
        }
        Self {
            head,
            tail: worth(tail),
        }
    }
}

/// 数据来源表: every figure that the report prints or works others out with, what it is, where it stands, who
/// supplies it and what was noted about it. Names and other texts are no figures.
pub fn sources(report: &Report, figures: &Figures, document: &Document) -> Table {
    let labels = render::labels(document);
    let mut rows = Vec::new();
    for field in report.fields.iter() {
        let key = canonical(&field.key);
        let places = places(document, &labels, &key);
        let figure = figures.get(&key);
        let value = figure.map(|figure| match (&figure.wrong, &figure.value) {
            (Some(wrong), _) => format!("{}（要改）", wrong.text),
            (None, Some(value)) => format!("{}{}", value.printed(), figures.behind(field)),
            (None, None) => BLANK.to_owned(),
        });
        let value = value.unwrap_or_else(|| BLANK.to_owned());
        let is_idle = places.is_empty() && value == BLANK;
        if field.kind == crate::number::Kind::Text || is_idle {
            continue;
        }
        let places = match places.is_empty() {
            true => "只用于计算".to_owned(),
            false => places.join("；"),
        };
        let origin = match &field.rare.formula {
            Some(formula) => format!("算出：{}", formula.source),
            None => report.notes.get(&key).cloned().unwrap_or_default(),
        };
        let number = rows.len().saturating_add(1).to_string();
        let cells: [&str; 6] = [&number, &field.key, &value, &places, &field.from, &origin];
        rows.push(cells.map(Cell::plain).to_vec());
    }
    Table {
        title: "数据来源表".to_owned(),
        note: format!("《{}》用到的数据，共{}个。", title(document), rows.len()),
        columns: vec![
            ("序号", 8),
            ("数据", 21),
            ("本期数", 22),
            ("用在", 16),
            ("由谁提供", 16),
            ("来源", 17),
        ],
        rows,
    }
}

/// Where a figure stands, each place once.
fn places(document: &Document, labels: &[String], key: &str) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for (block, label) in document.blocks.iter().zip(labels) {
        let shows = block.runs.iter().any(|run| run.key() == Some(key));
        if shows && !places.contains(label) {
            places.push(label.clone());
        }
    }
    places
}

fn title(document: &Document) -> String {
    let titles = document
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Title);
    titles.map(render::Block::text).collect()
}

/// 修改对照: figures first, then paragraphs; what is gone struck out, what is new underlined. `after` is the
/// newer draft as it prints.
pub fn changes(changes: &Changes, after: &Document) -> Table {
    let row = |(nth, change): (usize, &Change)| {
        let cut = Cut::of(change);
        vec![
            Cell::plain(&nth.to_string()),
            Cell::plain(&change.what),
            Cell::side(change.before.as_ref(), &cut, Mark::Gone),
            Cell::side(change.after.as_ref(), &cut, Mark::New),
        ]
    };
    let all = changes.figures.iter().chain(&changes.texts);
    let rows: Vec<Vec<Cell>> = (1..).zip(all).map(row).collect();
    let note = match rows.len() {
        0 => format!("《{}》：两稿一样。", title(after)),
        _ => format!(
            "《{}》：数据改了{}处，文字改了{}处。划线的是删去的，下划线的是加上的。",
            title(after),
            changes.figures.len(),
            changes.texts.len()
        ),
    };
    Table {
        title: "修改对照".to_owned(),
        note,
        columns: vec![("序号", 9), ("在哪里", 17), ("原来", 38), ("现在", 38)],
        rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(was: &str, is: &str) -> (String, String) {
        let side = |text: &str| {
            Some(Side {
                text: text.to_owned(),
                own: std::iter::once(0..text.len()).collect(),
            })
        };
        let change = Change {
            what: "一、1.".to_owned(),
            before: side(was),
            after: side(is),
        };
        let cut = Cut::of(&change);
        let text = |side: &Option<Side>| {
            let cell = Cell::side(side.as_ref(), &cut, Mark::New);
            let marked = cell
                .own
                .iter()
                .map(|own| cell.text.get(own.clone()).unwrap());
            assert!(
                marked.clone().all(|marked| !marked.contains('…')),
                "{cell:?}"
            );
            cell.text
        };
        (text(&change.before), text(&change.after))
    }

    #[test]
    fn sentences_that_both_drafts_have_are_left_out() {
        let same = "全镇各级党组织坚持以人民为中心，扎实推进民情大走访。";
        let long = |middle: &str| format!("{same}{middle}{same}");
        assert_eq!(
            cells(&long("边学边干，见行动。"), &long("边学边做，见行动。")),
            (
                "……边学边干，见行动。……".to_owned(),
                "……边学边做，见行动。……".to_owned()
            )
        );
        // A sentence that was taken out: what stands around it is not there twice.
        assert_eq!(cells(&long("甲乙丙。"), &long("")).0, "……甲乙丙。……");
        assert_eq!(cells("短的。甲。", "短的。乙。").0, "短的。甲。");
        // No mark that closes is torn from its sentence.
        let quoted = format!("{same}他说：“{same}”甲");
        let other = format!("{same}他说：“{same}”乙");
        assert_eq!(cells(&quoted, &other).0, format!("……他说：“{same}”甲"));
    }

    proptest::proptest! {
        #[test]
        fn any_two_texts_keep_what_differs(was in "[甲乙。”；]{0,60}", is in "[甲乙。”；]{0,60}") {
            let cut = Cut::of(&Change {
                what: String::new(),
                before: Some(Side { text: was.clone(), own: Vec::new() }),
                after: Some(Side { text: is.clone(), own: Vec::new() }),
            });
            let ends = |text: &str| {
                let tail = text.len() - cut.tail;
                (text.get(..cut.head).unwrap().to_owned(), text.get(tail..).unwrap().to_owned())
            };
            proptest::prop_assert_eq!(ends(&was), ends(&is));
            proptest::prop_assert!(cut.head + cut.tail <= was.len().min(is.len()));
        }
    }
}
