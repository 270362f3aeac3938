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

    fn side(side: Option<&Side>, mark: Mark) -> Self {
        let Some(side) = side else {
            return Self::plain("（没有）");
        };
        Self {
            text: side.text.clone(),
            own: side.own.clone(),
            mark,
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
            (None, Some(value)) => format!("{}{}", value.printed(), field.unit),
            (None, None) => BLANK.to_owned(),
        });
        let value = value.unwrap_or_else(|| BLANK.to_owned());
        let is_idle = places.is_empty() && value == BLANK;
        if field.kind == crate::number::Kind::Text || is_idle {
            continue;
        }
        let places = match places.is_empty() {
            true => "只用来算别的数".to_owned(),
            false => places.join("；"),
        };
        let origin = match &field.formula {
            Some(formula) => format!("算出：{}", formula.source),
            None => report.notes.get(&key).cloned().unwrap_or_default(),
        };
        let number = rows.len().saturating_add(1).to_string();
        let cells = [&number, &field.key, &value, &places, &field.from, &origin];
        rows.push(cells.map(|text| Cell::plain(text)).to_vec());
    }
    Table {
        title: "数据来源表".to_owned(),
        note: format!("《{}》用到的数据，共{}个。", title(document), rows.len()),
        columns: vec![
            ("序号", 9),
            ("数据", 22),
            ("本期数", 17),
            ("用在", 18),
            ("由谁提供", 14),
            ("来源", 22),
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
        vec![
            Cell::plain(&nth.to_string()),
            Cell::plain(&change.what),
            Cell::side(change.before.as_ref(), Mark::Gone),
            Cell::side(change.after.as_ref(), Mark::New),
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
