//! 核对: what stands in the way, grouped by step, worst first; Enter goes there, Esc comes back.

use std::collections::BTreeMap;

use ratatui::layout::Position;

use crate::check::{Code, Finding};
use crate::report::steps::StepAt;
use crate::report::{Level, PartId, Place};
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

/// How many unread texts are named in their row.
const NAMED: usize = 6;

/// What stands under one name: a step, or a section of prose.
struct Group {
    /// Where it stands in the report: the step, and whether it is a whole section. What is about all of it comes last.
    order: (usize, bool),
    name: String,
    worst: Level,
    findings: Vec<(usize, Finding)>,
    /// The row of all texts that were not read yet.
    unread: Option<Line>,
}

/// The rows of 核对: steps with errors first, what is about the whole report last.
pub fn lines(desk: &Desk) -> Vec<Line> {
    let sections = sections(desk);
    let shown = |finding: &&Finding| finding.level != Level::Info && desk.shows(finding);
    let mut groups: Vec<Group> = Vec::new();
    let mut unread: Vec<&Finding> = Vec::new();
    for (at, finding) in desk.review.findings.iter().enumerate() {
        if !shown(&finding) {
            continue;
        }
        if finding.code == Code::Unreviewed {
            unread.push(finding);
            continue;
        }
        let group = group_of(desk, finding, &sections);
        enter(&mut groups, group, |group| {
            group.worst = group.worst.min(finding.level);
            group.findings.push((at, finding.clone()));
        });
    }
    if let Some(first) = unread.first() {
        let group = group_of(desk, first, &sections);
        let line = unread_line(desk, &unread, first);
        enter(&mut groups, group, |group| group.unread = Some(line));
    }
    groups.sort_by_key(|group| (group.order.0 == usize::MAX, group.worst, group.order));
    let mut lines = Vec::new();
    for group in groups {
        lines.push(Line::Step(group.name));
        rows(desk, &group.findings, &mut lines);
        lines.extend(group.unread);
    }
    lines
}

/// The section of each part, with its first step.
fn sections(desk: &Desk) -> BTreeMap<PartId, (usize, PartId)> {
    let mut section_of = BTreeMap::new();
    for section in &desk.report.parts {
        section.walk(&mut |part| {
            section_of.insert(part.id, section.id);
        });
    }
    let mut first: BTreeMap<PartId, usize> = BTreeMap::new();
    for (index, step) in desk.review.steps.list.iter().enumerate() {
        if let StepAt::Part(id) = step.at
            && let Some(section) = section_of.get(&id)
        {
            first.entry(*section).or_insert(index);
        }
    }
    let step = |section: &PartId| first.get(section).copied().unwrap_or(usize::MAX);
    section_of
        .into_iter()
        .map(|(part, section)| (part, (step(&section), section)))
        .collect()
}

/// The group that a finding belongs to: prose that the sentence names itself stands under its section, all else under
/// its step.
fn group_of(desk: &Desk, finding: &Finding, sections: &BTreeMap<PartId, (usize, PartId)>) -> Group {
    let step = desk.review.steps.of_place(&desk.report, &finding.place);
    let known = step.and_then(|index| Some((index, desk.review.steps.list.get(index)?)));
    let (order, name) = match known {
        None => ((usize::MAX, false), "全文".to_owned()),
        Some((index, step)) => {
            let section = match step.at {
                StepAt::Part(id) if step.is_prose() => sections.get(&id),
                _ => None,
            };
            let name = desk.step_name(index);
            let names_it = finding.message.starts_with(name.trim_end_matches('。'));
            let section = section.filter(|_| names_it);
            let named = section.and_then(|(first, id)| Some((*first, desk.report.part(*id)?)));
            match named {
                Some((first, part)) => ((first, true), desk.review.label(part)),
                None => ((index, false), desk.step_name(index)),
            }
        }
    };
    Group {
        order,
        name,
        worst: Level::Info,
        findings: Vec::new(),
        unread: None,
    }
}

/// Changes the group of that order; a new one is put there.
fn enter(groups: &mut Vec<Group>, mut group: Group, change: impl FnOnce(&mut Group)) {
    match groups.iter_mut().find(|other| other.order == group.order) {
        Some(known) => change(known),
        None => {
            change(&mut group);
            groups.push(group);
        }
    }
}

/// `3段还是范文原话：二、一是，二、二是，三、（一）。`
fn unread_line(desk: &Desk, unread: &[&Finding], first: &Finding) -> Line {
    let name = |finding: &&Finding| {
        let number = match finding.place {
            Place::Text(id) | Place::Heading(id) => desk.review.numbers.get(&id).cloned(),
            _ => None,
        };
        let step = || {
            let step = desk.review.steps.of_place(&desk.report, &finding.place);
            desk.step_name(step.unwrap_or(usize::MAX))
        };
        number
            .filter(|number| !number.is_empty())
            .unwrap_or_else(step)
    };
    let names: Vec<String> = unread.iter().take(NAMED).map(name).collect();
    let more = if unread.len() > NAMED { "等" } else { "" };
    let count = unread.len();
    Line::Thing {
        mark: "未阅",
        words: format!("{count}段还是范文原话：{}{more}。", names.join("，")),
        place: first.place.clone(),
        finding: None,
    }
}

/// The rows of a group: 错, 缺 in one row, 疑.
fn rows(desk: &Desk, findings: &[(usize, Finding)], lines: &mut Vec<Line>) {
    let gap = |(_, finding): &&(usize, Finding)| {
        finding.code == Code::Blank
            && finding.level == Level::Error
            && matches!(finding.place, Place::Field(_))
    };
    let thing = |mark, (at, finding): &(usize, Finding)| Line::Thing {
        mark,
        words: finding.message.clone(),
        place: finding.place.clone(),
        finding: Some(*at),
    };
    let wrong = findings
        .iter()
        .filter(|f| f.1.level == Level::Error && !gap(f));
    lines.extend(wrong.map(|f| thing("错", f)));
    let gaps: Vec<&Finding> = findings.iter().filter(gap).map(|f| &f.1).collect();
    if let Some(first) = gaps.first() {
        let names: Vec<&str> = gaps
            .iter()
            .flat_map(|finding| finding.keys.first())
            .filter_map(|key| desk.report.field(key))
            .map(|field| field.key.as_str())
            .collect();
        lines.push(Line::Thing {
            mark: "缺",
            words: format!("{}。", names.join("、")),
            place: first.place.clone(),
            finding: None,
        });
    }
    let odd = findings.iter().filter(|f| f.1.level == Level::Warning);
    lines.extend(odd.map(|f| thing("疑", f)));
}

/// What is shown of it, and what has been mended since the draft was opened.
fn header(desk: &Desk) -> String {
    if let Some(department) = &desk.department {
        return format!("只看{department}的，按 2 看下一家。");
    }
    let now = desk.counts(usize::MAX);
    if now != desk.at_first && !desk.at_first.is_clear() {
        let words = now.words();
        let now = if words.is_empty() {
            "都齐了".to_owned()
        } else {
            words
        };
        return format!("打开时 {}，现在 {now}。", desk.at_first.words());
    }
    String::new()
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
