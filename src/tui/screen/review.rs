//! 核对: what stands in the way, grouped by step, worst first; Enter goes there, Esc comes back.

use ratatui::layout::Position;

use crate::check::{Code, Finding};
use crate::report::{Level, Place};
use crate::tui::desk::Desk;
use crate::tui::draw::{Canvas, Styled, page_top};

/// A row of 核对.
#[derive(Clone, PartialEq, Debug)]
pub enum Line {
    /// The name of a step.
    Step(String),
    /// One thing to mend; blanks of one step share a row.
    Thing {
        /// 错, 缺, 疑 or 未阅.
        mark: &'static str,
        /// The sentence.
        words: String,
        /// Where Enter goes.
        place: Place,
        /// The finding in the review; `None` for a row of several.
        finding: Option<usize>,
    },
}

/// The rows of 核对: steps with errors first.
pub fn lines(desk: &Desk) -> Vec<Line> {
    let steps = desk.review.steps.list.len();
    let mut groups: Vec<(Level, usize)> = (0..steps)
        .filter_map(|step| {
            let worst = desk
                .findings(step)
                .filter(|finding| desk.shows(finding))
                .map(|finding| finding.level)
                .filter(|l| *l != Level::Info)
                .min()?;
            Some((worst, step))
        })
        .collect();
    groups.sort();
    let mut lines = Vec::new();
    let whole = desk.review.findings.iter().any(|finding| {
        finding.level != Level::Info
            && desk.shows(finding)
            && desk
                .review
                .steps
                .of_place(&desk.report, &finding.place)
                .is_none()
    });
    for (_, step) in groups {
        lines.push(Line::Step(desk.step_name(step)));
        group(desk, Some(step), &mut lines);
    }
    if whole {
        lines.push(Line::Step("全文".to_owned()));
        group(desk, None, &mut lines);
    }
    lines
}

fn group(desk: &Desk, step: Option<usize>, lines: &mut Vec<Line>) {
    let indexed = |wanted: &dyn Fn(&Finding) -> bool| -> Vec<(usize, &Finding)> {
        let all = desk.review.findings.iter().enumerate();
        all.filter(|(_, finding)| {
            wanted(finding)
                && desk.shows(finding)
                && desk.review.steps.of_place(&desk.report, &finding.place) == step
        })
        .collect()
    };
    let thing = |mark, finding: (usize, &Finding)| Line::Thing {
        mark,
        words: finding.1.message.clone(),
        place: finding.1.place.clone(),
        finding: Some(finding.0),
    };
    let gap =
        |finding: &Finding| finding.code == Code::Blank && matches!(finding.place, Place::Field(_));
    lines.extend(
        indexed(&|f| f.level == Level::Error && !gap(f))
            .into_iter()
            .map(|f| thing("错", f)),
    );
    let gaps = indexed(&|f| f.level == Level::Error && gap(f));
    if let Some((_, first)) = gaps.first() {
        let names: Vec<&str> = gaps
            .iter()
            .flat_map(|(_, finding)| finding.keys.first())
            .filter_map(|key| desk.report.field(key))
            .map(|field| field.key.as_str())
            .collect();
        let words = format!("{}。", names.join("、"));
        lines.push(Line::Thing {
            mark: "缺",
            words,
            place: first.place.clone(),
            finding: None,
        });
    }
    let odd = indexed(&|f| f.level == Level::Warning && f.code != Code::Unreviewed);
    lines.extend(odd.into_iter().map(|f| thing("疑", f)));
    lines.extend(
        indexed(&|f| f.code == Code::Unreviewed)
            .into_iter()
            .map(|f| thing("未阅", f)),
    );
}

/// What is shown of it, and what has been mended since the draft was opened.
fn header(desk: &Desk) -> String {
    let mut said = String::new();
    if let Some(department) = &desk.department {
        said.push_str(&format!("只看{department}的，按 2 看下一家。"));
    }
    let now = desk.counts(usize::MAX);
    if now != desk.at_first && !desk.at_first.is_clear() {
        let words = now.words();
        let now = if words.is_empty() {
            "都齐了".to_owned()
        } else {
            words
        };
        said.push_str(&format!("打开时 {}，现在 {now}。", desk.at_first.words()));
    }
    said
}

/// The indexes of the rows that can be in hand.
pub fn things(lines: &[Line]) -> Vec<usize> {
    let thing = |(_, line): &(usize, &Line)| matches!(line, Line::Thing { .. });
    lines
        .iter()
        .enumerate()
        .filter(thing)
        .map(|(at, _)| at)
        .collect()
}

/// Draws rows 2 and on; gives the caret.
pub fn view(desk: &Desk, canvas: &mut Canvas<'_>) -> Option<Position> {
    let lines = lines(desk);
    let palette = canvas.palette;
    let said = header(desk);
    canvas.put((1, 2), &said, palette.plain());
    let first = if said.is_empty() { 2_u16 } else { 3 };
    if lines.is_empty() && desk.department.is_some() {
        canvas.put((1, 4), "这一家的都齐了，按 2 看下一家。", palette.strong());
        return Some(canvas.position(1, 4));
    }
    if lines.is_empty() {
        canvas.put((1, 3), "都齐了，按 PgDn 看成文。", palette.strong());
        return Some(canvas.position(1, 3));
    }
    let things = things(&lines);
    let in_hand = things
        .get(desk.stand.row.min(things.len().saturating_sub(1)))
        .copied()
        .unwrap_or(0);
    // Long sentences wrap under themselves.
    let columns = canvas.area.width.saturating_sub(8);
    let mut rows: Vec<(usize, Option<&'static str>, String)> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        match line {
            Line::Step(name) => rows.push((index, None, name.clone())),
            Line::Thing { mark, words, .. } => {
                let text = Styled::plain(words);
                for (part, range) in text.lines(columns, canvas.width).into_iter().enumerate() {
                    let words = text.text.get(range).unwrap_or_default().to_owned();
                    rows.push((index, Some(if part == 0 { mark } else { "" }), words));
                }
            }
        }
    }
    let room = usize::from(canvas.area.height.saturating_sub(first).saturating_sub(1));
    let wanted = rows
        .iter()
        .position(|(index, ..)| *index == in_hand)
        .unwrap_or(0);
    let top = page_top(wanted, room, rows.len());
    let mut caret = None;
    for ((index, mark, words), row) in rows.iter().skip(top).take(room).zip(first..) {
        let Some(mark) = mark else {
            canvas.put((1, row), words, palette.strong());
            continue;
        };
        if *index == in_hand && caret.is_none() {
            canvas.put((0, row), ">", palette.strong());
            caret = Some(canvas.position(0, row));
        }
        let style = match *mark {
            "错" | "缺" => palette.wrong(),
            "疑" => palette.odd(),
            _ => palette.plain(),
        };
        let column = canvas.put((2, row), mark, style);
        let column = if mark.is_empty() {
            5
        } else {
            column.saturating_add(1)
        };
        let words_style = if *index == in_hand {
            palette.strong()
        } else {
            palette.plain()
        };
        canvas.put((column, row), words, words_style);
    }
    caret
}
