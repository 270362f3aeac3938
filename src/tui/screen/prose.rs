//! A step of prose: headline and text to keep, change or replace; a problem with who answers it, a plan
//! with the problems it may answer.

use ratatui::layout::Position;

use crate::check::Code;
use crate::render;
use crate::report::part::Part;
use crate::report::steps::{StepAt, is_there};
use crate::report::{PartId, Place, Role};
use crate::tui::desk::Desk;
use crate::tui::draw::{Block, Canvas, Styled};
use crate::tui::form::TALL;
use crate::tui::paragraph::{Look, printed};

/// The problems that the plan in hand may answer, in order; empty where it is no plan.
pub fn problems(desk: &Desk) -> Vec<&Part> {
    let Some(part) = desk.part() else {
        return Vec::new();
    };
    if role(desk, part) != Some(Role::Plans) || part.out {
        return Vec::new();
    }
    of_role(desk, Role::Problems)
}

fn of_role(desk: &Desk, role: Role) -> Vec<&Part> {
    let there = |part: &&Part| !part.out && is_there(part, &desk.review.figures);
    desk.report
        .parts
        .iter()
        .filter(there)
        .filter(|section| section.role == Some(role))
        .flat_map(|section| section.parts.iter().filter(there))
        .collect()
}

fn role(desk: &Desk, part: &Part) -> Option<Role> {
    let section = desk
        .report
        .parts
        .iter()
        .find(|section| section.parts.iter().any(|item| item.id == part.id))?;
    section.role
}

/// Ticks or unticks a problem for the plan in hand.
pub fn tick(desk: &mut Desk, row: usize) {
    let Some(plan) = desk.part().map(|part| part.id) else {
        return;
    };
    let Some(problem) = problems(desk)
        .get(row)
        .map(|problem| (problem.id, problem.name.clone()))
    else {
        return;
    };
    let (id, mut name) = problem;
    let fresh = name.is_empty();
    if fresh {
        let taken = |name: &str| {
            let mut found = false;
            desk.report.walk(|part| found |= part.name == name);
            found
        };
        name = (1..)
            .map(|number: u32| format!("problem-{number}"))
            .find(|name| !taken(name))
            .unwrap_or_default();
    }
    desk.change("勾选回应的问题", None, |report| {
        if fresh && let Some(problem) = report.part_mut(id) {
            problem.name.clone_from(&name);
        }
        if let Some(plan) = report.part_mut(plan) {
            match plan.answers.iter().position(|answer| *answer == name) {
                Some(at) => {
                    plan.answers.remove(at);
                }
                None => plan.answers.push(name),
            }
        }
    });
}

/// Whether the step's text waits to be read.
pub fn is_unread(desk: &Desk) -> bool {
    let section = |part: &Part| {
        desk.report
            .parts
            .iter()
            .any(|section| section.id == part.id)
    };
    desk.part()
        .is_some_and(|part| !part.reviewed && !part.out && !section(part))
}

/// Draws rows 2 and on; gives the caret.
pub fn view(desk: &Desk, canvas: &mut Canvas<'_>) -> Option<Position> {
    let palette = canvas.palette;
    let label_room = 9_u16;
    let problems = problems(desk);
    let few_rows = canvas.area.height < TALL;
    let notes = wrapped(&notes(desk, few_rows), canvas);
    let listed = u16::try_from(problems.len()).unwrap_or(8).min(8);
    let below = listed
        .saturating_add(u16::try_from(notes.len()).unwrap_or(1))
        .saturating_add(1);
    let end = canvas.area.height.saturating_sub(below);
    let mut row = 2_u16;
    if let Some(part) = desk.part() {
        canvas.put((1, row), "小标题", palette.plain());
        canvas.put(
            (label_room, row),
            &desk.review.heading(part),
            palette.strong(),
        );
        row = row.saturating_add(1);
        canvas.put((1, row), "正文", palette.plain());
    }
    let mut caret = canvas.position(label_room, row);
    let texts = texts(desk);
    let look = Look {
        in_hand: None,
        live: false,
        palette,
        width: canvas.width,
    };
    let columns = canvas
        .area
        .width
        .saturating_sub(label_room)
        .saturating_sub(1);
    let mut lines = Vec::new();
    let printed: Vec<_> = texts
        .iter()
        .map(|block| printed(desk, block, look))
        .collect();
    for text in &printed {
        lines.extend(
            text.text
                .lines(columns, canvas.width)
                .into_iter()
                .map(|line| (text, line)),
        );
    }
    let rows = usize::from(end.saturating_sub(row));
    let scroll = if problems.is_empty() {
        desk.stand.row
    } else {
        0
    };
    let top = scroll.min(lines.len().saturating_sub(rows));
    for (text, line) in lines.iter().skip(top).take(rows) {
        let block = Block {
            row,
            rows: 1,
            indent: label_room,
            from: 0,
        };
        canvas.running(&text.text, std::slice::from_ref(line), block);
        let shown = text.text.text.get(line.clone()).unwrap_or_default();
        caret = canvas.position(label_room.saturating_add(canvas.wide(shown)), row);
        row = row.saturating_add(1);
    }
    let first = desk.stand.row.saturating_sub(8);
    for (index, problem) in problems
        .iter()
        .enumerate()
        .skip(first)
        .take(usize::from(listed))
    {
        let here = desk.stand.row == index.saturating_add(1);
        if here {
            canvas.put((0, row), ">", palette.strong());
            caret = canvas.position(7, row);
        }
        let ticked = desk
            .part()
            .is_some_and(|plan| !problem.name.is_empty() && plan.answers.contains(&problem.name));
        let state = if ticked { "[x]" } else { "[ ]" };
        let column = canvas.put((1, row), "回应 ", palette.plain());
        let column = canvas.put((column, row), state, palette.plain());
        let mut who = who_answers(desk, problem);
        if canvas.area.width < 60 {
            who = who.trim_end_matches("已回应").to_owned();
        }
        let style = if here {
            palette.strong()
        } else {
            palette.plain()
        };
        // Who else answers stays whole where that leaves the headline half a row.
        let room = canvas.area.width.saturating_sub(canvas.wide(&who));
        let column = canvas.put_until(
            (column.saturating_add(1), row),
            (&desk.review.label(problem), style),
            room.saturating_sub(3).max(canvas.area.width / 2),
        );
        canvas.put((column.saturating_add(2), row), &who, palette.plain());
        row = row.saturating_add(1);
    }
    let mut row = canvas
        .area
        .height
        .saturating_sub(1)
        .saturating_sub(u16::try_from(notes.len()).unwrap_or(1));
    for note in &notes {
        canvas.put((1, row), note, palette.plain());
        row = row.saturating_add(1);
    }
    Some(caret)
}

/// The rows that the sentences take.
fn wrapped(sentences: &[String], canvas: &Canvas<'_>) -> Vec<String> {
    let columns = canvas.area.width.saturating_sub(2);
    let rows = |sentence: &String| {
        let sentence = Styled::plain(sentence);
        sentence
            .lines(columns, canvas.width)
            .into_iter()
            .filter_map(|row| sentence.text.get(row).map(str::to_owned))
            .collect::<Vec<_>>()
    };
    sentences.iter().flat_map(rows).collect()
}

/// The blocks of the step's text, without headline and number.
pub fn texts(desk: &Desk) -> Vec<render::Block> {
    let Some(step) = desk.step() else {
        return Vec::new();
    };
    let place = match step.at {
        StepAt::Part(id) => Place::Text(id),
        StepAt::Head(which) => Place::Head(which),
        StepAt::Basics => return Vec::new(),
    };
    if step.out {
        let source = desk
            .part()
            .map(|part| part.text.source().trim().to_owned())
            .unwrap_or_default();
        let run = render::Run {
            text: source,
            source: render::Source::Wording(place),
        };
        return vec![render::Block {
            kind: render::BlockKind::To,
            runs: vec![run],
        }];
    }
    let mut blocks = desk.review.blocks(&place).to_vec();
    if let StepAt::Part(id) = step.at {
        for block in &mut blocks {
            block.runs.retain(|run| match &run.source {
                render::Source::Number(_) => false,
                render::Source::Wording(at)
                | render::Source::Untold(at)
                | render::Source::Slot { place: at, .. } => *at != Place::Heading(id),
            });
            block.kind = render::BlockKind::To;
        }
        blocks.retain(|block| !block.runs.is_empty());
    }
    blocks
}

/// Which other plans answer a problem, in words.
pub fn who_answers(desk: &Desk, problem: &Part) -> String {
    let mine = desk.part().map(|part| part.id);
    let others: Vec<String> = of_role(desk, Role::Plans)
        .into_iter()
        .filter(|plan| {
            Some(plan.id) != mine
                && !problem.name.is_empty()
                && plan.answers.contains(&problem.name)
        })
        .filter_map(|plan| desk.review.numbers.get(&plan.id).cloned())
        .collect();
    let ticked = desk
        .part()
        .is_some_and(|plan| !problem.name.is_empty() && plan.answers.contains(&problem.name));
    match (others.is_empty(), ticked) {
        (false, _) => format!("{}已回应", others.join("、")),
        (true, false) => "还没有打算回应".to_owned(),
        (true, true) => String::new(),
    }
}

/// The sentences above the help line; short ones where there are few rows.
fn notes(desk: &Desk, few_rows: bool) -> Vec<String> {
    let mut notes = Vec::new();
    let Some(part) = desk.part() else {
        return notes;
    };
    if part.out {
        notes.push("这一条今年不写：不印、不编号、不问。按 Ctrl-O 再写上。".to_owned());
        return notes;
    }
    if is_unread(desk) {
        let unread = match few_rows {
            true => "还是范文原话：属实按 Enter，不是就改。",
            false => {
                "这段还是范文原话。是本镇实情就按 Enter 认可；不是就直接改，或按 Ctrl-O 去掉。"
            }
        };
        notes.push(unread.to_owned());
    }
    match role(desk, part) {
        Some(Role::Problems) => {
            let plans: Vec<String> = of_role(desk, Role::Plans)
                .into_iter()
                .filter(|plan| !part.name.is_empty() && plan.answers.contains(&part.name))
                .filter_map(|plan| match few_rows {
                    true => desk.review.numbers.get(&plan.id).cloned(),
                    false => Some(desk.review.label(plan).trim_end_matches('。').to_owned()),
                })
                .collect();
            notes.push(match plans.is_empty() {
                true => "谁来回应：还没有打算回应。".to_owned(),
                false => format!("谁来回应：{}。", plans.join("；")),
            });
        }
        Some(Role::Plans) if answers_nothing(desk, part.id) => {
            notes.push("没有对应的问题。".to_owned())
        }
        _ => {}
    }
    notes
}

/// Whether the review finds no problem that a plan answers.
fn answers_nothing(desk: &Desk, plan: PartId) -> bool {
    let mut findings = desk.review.findings.iter();
    findings.any(|found| found.code == Code::Pairing && found.place == Place::Heading(plan))
}
