//! A form: a line a field, the row between, two rows about the field in hand, and below them a window
//! on the paragraph that it stands in, filled in live.

use ratatui::layout::Position;

use crate::check::{State, change};
use crate::number::{Kind, Value};
use crate::render::{self, Block as Printable};
use crate::report::part::PartId;
use crate::report::steps::StepAt;
use crate::report::{Field, Place};

use super::desk::Desk;
use super::draw::{Block, Canvas, line_of, page_top};
use super::paragraph::{Look, Printed, columns_before, printed};
use super::width::text_columns;

/// The widest a label is shown; the whole of it stands in the detail row.
const WIDEST_LABEL: usize = 28;
/// Columns of the value.
const VALUE: u16 = 10;
/// Rows left to the paragraph at least.
const PARAGRAPH: u16 = 4;
/// The height from which a paragraph is shown.
pub const TALL: u16 = 18;

/// A row of the form.
struct Line<'a> {
    key: &'a str,
    field: &'a Field,
    /// Index among the fields that take an answer.
    row: Option<usize>,
}

/// How many fields one page of the form shows in an area of this height.
pub fn page(desk: &Desk, height: u16) -> u16 {
    let room = height.saturating_sub(6);
    let room = if height >= TALL {
        room.saturating_sub(PARAGRAPH)
    } else {
        room
    };
    let lines = u16::try_from(lines(desk).len()).unwrap_or(u16::MAX);
    room.min(lines).max(1)
}

fn lines(desk: &Desk) -> Vec<Line<'_>> {
    let Some(step) = desk.step() else {
        return Vec::new();
    };
    let asked = step
        .fields
        .iter()
        .enumerate()
        .map(|(row, key)| (key, Some(row)));
    let derived = step.derived.iter().map(|key| (key, None));
    asked
        .chain(derived)
        .filter_map(|(key, row)| {
            let field = desk.review.steps.field(&desk.report, key)?;
            Some(Line { key, field, row })
        })
        .collect()
}

/// Draws rows 2 and on of a step with fields; gives the caret.
pub fn view(desk: &Desk, canvas: &mut Canvas<'_>) -> Option<Position> {
    let height = canvas.area.height;
    let lines = lines(desk);
    let page = page(desk, height);
    let rows = usize::from(page);
    let top = page_top(desk.stand.row, rows, lines.len());
    let label = lines
        .iter()
        .map(|line| text_columns(&label(line.field), canvas.width))
        .max()
        .unwrap_or(0)
        .min(
            WIDEST_LABEL.min(usize::from(
                canvas
                    .right()
                    .saturating_sub(canvas.area.x)
                    .saturating_sub(22),
            )),
        );
    let unit = lines
        .iter()
        .map(|line| text_columns(&unit(desk, line), canvas.width))
        .max()
        .unwrap_or(0)
        .max(4);
    let columns = Columns {
        value: 4_u16
            .saturating_add(u16::try_from(label).unwrap_or(0))
            .saturating_add(2),
        unit: u16::try_from(unit).unwrap_or(4).saturating_add(3),
    };
    let mut caret = None;
    for (line, row) in lines.iter().skip(top).take(rows).zip(2_u16..) {
        let at = draw_line(desk, canvas, (line, row), columns);
        caret = caret.or(at);
    }
    let gap = page.saturating_add(2);
    draw_gap(
        canvas,
        gap,
        (top, lines.len().saturating_sub(top.saturating_add(rows))),
    );
    let in_hand = desk.field_key();
    let (asked, said) = details(desk);
    let detail = (fitting(&asked, canvas), said);
    let narrow = height < TALL;
    let ordered: [&String; 2] = if narrow {
        [&detail.1, &detail.0]
    } else {
        [&detail.0, &detail.1]
    };
    for (text, row) in ordered.into_iter().zip(gap.saturating_add(1)..) {
        let style = if std::ptr::eq(text, &detail.1) {
            complaint_style(desk, canvas)
        } else {
            canvas.palette.plain()
        };
        canvas.put((1, row), text, style);
    }
    if !narrow {
        paragraph(desk, canvas, (gap.saturating_add(3), in_hand.as_deref()));
    }
    caret
}

fn complaint_style(desk: &Desk, canvas: &Canvas<'_>) -> ratatui::style::Style {
    match desk
        .field_key()
        .map(|key| (desk.state(&key), desk.is_quiet(&key)))
    {
        Some((State::Wrong, _)) | Some((State::Unfinished, false)) => canvas.palette.wrong(),
        Some((State::Odd, _)) => canvas.palette.odd(),
        _ => canvas.palette.plain(),
    }
}

#[derive(Clone, Copy)]
struct Columns {
    value: u16,
    unit: u16,
}

/// What stands as a field's name in its line: a short question, else the key.
pub fn label(field: &Field) -> String {
    let short = !field.ask.is_empty()
        && text_columns(&field.ask, super::width::Width::Narrow) <= WIDEST_LABEL
        && !field
            .ask
            .contains(['？', '，', '。', '：', '；', '（', '“']);
    if short {
        field.ask.clone()
    } else {
        field.key.clone()
    }
}

fn unit(desk: &Desk, line: &Line<'_>) -> String {
    desk.review.figures.behind(line.field)
}

/// What stands in the value's place.
fn value(desk: &Desk, line: &Line<'_>) -> String {
    if line.field.rare.formula.is_some() {
        return desk
            .review
            .figures
            .value(line.key)
            .map_or_else(|| render::BLANK.to_owned(), Value::printed);
    }
    let typed = desk.report.typed(line.key);
    if typed.is_empty() {
        render::BLANK.to_owned()
    } else {
        typed.to_owned()
    }
}

fn draw_line(
    desk: &Desk,
    canvas: &mut Canvas<'_>,
    (line, row): (&Line<'_>, u16),
    columns: Columns,
) -> Option<Position> {
    let palette = canvas.palette;
    let in_hand = line.row == Some(desk.stand.row);
    let quiet = desk.is_quiet(line.key);
    let (mark, style) = match desk.state(line.key) {
        _ if line.row.is_none() => ("算", palette.plain()),
        State::Wrong => ("错", palette.wrong()),
        State::Unfinished if !quiet => ("错", palette.wrong()),
        State::Odd => ("疑", palette.odd()),
        _ => ("", palette.plain()),
    };
    if in_hand {
        canvas.put((0, row), ">", palette.strong());
    }
    canvas.put((1, row), mark, style);
    let name = if in_hand {
        palette.strong()
    } else {
        palette.plain()
    };
    canvas.put_until(
        (4, row),
        (&label(line.field), name),
        columns.value.saturating_sub(1),
    );
    let text = value(desk, line);
    let blank = text == render::BLANK && desk.report.typed(line.key).is_empty();
    let shown = if blank { palette.blank() } else { style };
    // A value longer than its room scrolls so that the caret stays in sight.
    let room = canvas
        .right()
        .saturating_sub(canvas.area.x)
        .saturating_sub(columns.value)
        .saturating_sub(1);
    let caret = if in_hand && !blank {
        columns_before(&text, desk.caret, canvas.width)
    } else {
        0
    };
    let scroll = caret.saturating_sub(usize::from(room));
    let (visible, skipped) = scrolled(&text, scroll, canvas.width);
    let end = canvas.put((columns.value, row), visible, shown);
    let unit_at = columns
        .value
        .saturating_add(VALUE)
        .max(end.saturating_add(1));
    let after = unit_at.saturating_add(columns.unit);
    canvas.put_until((unit_at, row), (&unit(desk, line), palette.plain()), after);
    let remark = remark(desk, line.key);
    canvas.put((after, row), &remark, style);
    in_hand.then(|| {
        let column = u16::try_from(caret.saturating_sub(skipped)).unwrap_or(u16::MAX);
        canvas.position(columns.value.saturating_add(column), row)
    })
}

/// The text from its `columns`th column on, and how many columns were left off.
fn scrolled(text: &str, columns: usize, width: super::width::Width) -> (&str, usize) {
    let mut skipped = 0_usize;
    for (at, c) in text.char_indices() {
        if skipped >= columns {
            return (text.get(at..).unwrap_or_default(), skipped);
        }
        skipped = skipped.saturating_add(usize::from(super::width::columns(c, width)));
    }
    if columns == 0 {
        (text, 0)
    } else {
        ("", skipped)
    }
}

/// The end of a field's line: the complaint in short, else last period's value.
fn remark(desk: &Desk, key: &str) -> String {
    if let Some(finding) = desk.complaint(key) {
        let name = desk
            .report
            .field(key)
            .map(|field| field.key.as_str())
            .unwrap_or_default();
        let message = finding
            .message
            .strip_prefix(name)
            .unwrap_or(&finding.message);
        return message
            .split_once('：')
            .map_or(message, |(_, rest)| rest)
            .to_owned();
    }
    if let Some(change) = change(&desk.review.figures, key) {
        return change;
    }
    let Some(field) = desk
        .report
        .field(key)
        .filter(|_| desk.report.typed(key).is_empty())
    else {
        return String::new();
    };
    match (field.optional, field.from.is_empty()) {
        (true, true) => "可以不填".to_owned(),
        (true, false) => format!("可以不填；由{}提供", field.from),
        (false, true) => String::new(),
        (false, false) => format!("由{}提供", field.from),
    }
}

/// What is out of sight: `上面3项，下面8项`.
fn draw_gap(canvas: &mut Canvas<'_>, row: u16, (above, below): (usize, usize)) {
    let text = match (above, below) {
        (0, 0) => return,
        (0, below) => format!("下面{below}项"),
        (above, 0) => format!("上面{above}项"),
        (above, below) => format!("上面{above}项，下面{below}项"),
    };
    canvas.put((1, row), &text, canvas.palette.plain());
}

/// The two rows about the field in hand: what is asked; what is wrong, understood or was before.
/// The first comes in sentences, the ones most needed first.
pub fn details(desk: &Desk) -> (Vec<String>, String) {
    let Some((key, field)) = desk
        .field_key()
        .and_then(|key| desk.report.field(&key).map(|field| (key.clone(), field)))
    else {
        return (Vec::new(), String::new());
    };
    let mut asked = vec![match field.ask.trim_end_matches('。') {
        "" => format!("{}：{}", field.key, how(field)),
        ask if ask.ends_with('？') => format!("{}：{ask}", field.key),
        ask => format!("{}：{ask}。", field.key),
    }];
    if !field.rare.choices.is_empty() {
        let choices: Vec<String> = field
            .rare
            .choices
            .iter()
            .zip(1..)
            .map(|(choice, number)| format!("{number} {choice}"))
            .collect();
        asked.push(format!("可填：{}。", choices.join("、")));
    }
    if let Some(note) = desk.report.notes.get(&key) {
        asked.push(format!("来源：{note}。"));
    }
    if !field.from.is_empty() {
        asked.push(format!("由{}提供。", field.from));
    }
    if field.optional {
        asked.push("可以不填。".to_owned());
    }
    let uses = desk
        .review
        .steps
        .uses(&key)
        .iter()
        .filter(|place| !matches!(place, Place::Rule(_)))
        .count();
    if uses > 1 {
        asked.push(format!("用在{uses}处。"));
    }
    let mut said = understood(desk, &key, field);
    if let Some(change) = change(&desk.review.figures, &key) {
        said.push_str(&format!("{change}。"));
    }
    (asked, said)
}

/// The sentences that stand whole in a row; the first one in any case.
fn fitting(sentences: &[String], canvas: &Canvas<'_>) -> String {
    let room = usize::from(canvas.area.width.saturating_sub(2));
    let mut row = String::new();
    for sentence in sentences {
        let columns =
            text_columns(&row, canvas.width).saturating_add(text_columns(sentence, canvas.width));
        if row.is_empty() || columns <= room {
            row.push_str(sentence);
        }
    }
    row
}

fn how(field: &Field) -> &'static str {
    match field.kind {
        Kind::Integer => "填整数。",
        Kind::Decimal => "填数，可以有小数。",
        Kind::Percent => "填百分数，62.5 就是62.5％。",
        Kind::Year => "填四位数的年份。",
        Kind::Month => "填几月，1到12。",
        Kind::Date => "可写 2026-06-30、2026.6.30、2026年6月30日。",
        Kind::Text => "填文字。",
    }
}

/// The complaint, what is still open, or how a typed spelling was read.
fn understood(desk: &Desk, key: &str, field: &Field) -> String {
    let typed = desk.report.typed(key);
    if typed.trim().is_empty() {
        return String::new();
    }
    if desk.is_quiet(key) {
        return match desk.report.read(key, typed) {
            Some(Err(refusal)) if refusal.is_half() => refusal.to_string(),
            _ => String::new(),
        };
    }
    if let Some(finding) = desk.complaint(key) {
        return finding.message.clone();
    }
    match desk.report.read(key, typed) {
        Some(Ok(reading)) if reading.changed => {
            format!("{typed} 读作 {}{}。", reading.value.printed(), field.unit)
        }
        _ => String::new(),
    }
}

/// The text in which the field in hand stands, and the blocks it prints as.
pub fn blocks<'a>(desk: &'a Desk, key: Option<&str>) -> &'a [Printable] {
    let mut place = key.and_then(|key| {
        desk.review
            .steps
            .uses(key)
            .iter()
            .find(|place| !matches!(place, Place::Rule(_)))
            .cloned()
    });
    if let Some(at) = desk.step().map(|step| step.at)
        && let StepAt::Part(id) = at
    {
        place = Some(Place::Text(id));
    }
    place
        .map(|place| desk.review.blocks(&place))
        .unwrap_or_default()
}

fn paragraph(desk: &Desk, canvas: &mut Canvas<'_>, (from, key): (u16, Option<&str>)) {
    let rows = canvas.area.height.saturating_sub(from).saturating_sub(1);
    let blocks = blocks(desk, key);
    let look = Look {
        in_hand: key,
        live: true,
        palette: canvas.palette,
        width: canvas.width,
    };
    let texts: Vec<Printed> = blocks
        .iter()
        .map(|block| printed(desk, block, look))
        .collect();
    let room = canvas.area.width.saturating_sub(2);
    let mut all = Vec::new();
    let mut wanted = 0_usize;
    for text in &texts {
        let lines = text.text.lines(room, canvas.width);
        if let Some((range, _)) = text
            .slots
            .iter()
            .find(|(_, slot)| Some(slot.as_str()) == key)
        {
            wanted = all.len().saturating_add(line_of(&lines, range.start));
        }
        all.extend(lines.into_iter().map(|line| (text, line)));
    }
    let spare = usize::from(rows) > all.len();
    let first = if spare { from.saturating_add(1) } else { from };
    let shown = usize::from(canvas.area.height.saturating_sub(first).saturating_sub(1));
    let top = page_top(wanted, shown, all.len());
    for ((text, line), row) in all.iter().skip(top).take(shown).zip(first..) {
        let block = Block {
            row,
            rows: 1,
            indent: 1,
            from: 0,
        };
        canvas.running(&text.text, std::slice::from_ref(line), block);
    }
}

/// The field whose line stands in a row of the screen.
pub fn row_at(desk: &Desk, row: u16, height: u16) -> Option<usize> {
    let lines = lines(desk);
    let rows = usize::from(page(desk, height));
    let line = usize::from(row.checked_sub(2)?);
    let top = page_top(desk.stand.row, rows, lines.len());
    let line = (line < rows).then(|| lines.get(top.saturating_add(line)))??;
    line.row
}

/// The part that a step is about, for those who only want to see it.
pub fn part_of(desk: &Desk) -> Option<PartId> {
    match desk.step()?.at {
        StepAt::Part(id) => Some(id),
        _ => None,
    }
}
