//! Ctrl-G: all steps; typing searches fields, steps and wording.

use std::ops::Range;

use pinyin::ToPinyin;
use ratatui::layout::Position;

use super::ask::Line;
use super::{Goal, Next};
use crate::check::State;
use crate::report::field::half_width;
use crate::report::steps::StepAt;
use crate::report::{HeadText, Place};
use crate::tui::desk::{Counts, Desk};
use crate::tui::draw::{Canvas, page_top};
use crate::tui::keys::Action;

/// The list over a draft.
#[derive(Clone, Debug)]
pub struct Find {
    line: Line,
    row: usize,
}

/// How many characters of a text are shown in front of a hit, and how many at most.
const SHOWN: (usize, usize) = (6, 34);

/// One hit.
struct Hit {
    sort: String,
    words: String,
    /// What of the words was looked for.
    found: Range<usize>,
    mark: String,
    goal: Goal,
}

impl Find {
    /// Opened with the step in hand chosen.
    pub fn new(desk: &Desk) -> Self {
        Self {
            line: Line::default(),
            row: desk.stand.step,
        }
    }

    fn hits(&self, desk: &Desk) -> Vec<Hit> {
        let wanted = Wanted::new(&self.line.text);
        if wanted.is_empty() {
            return (0..desk.step_count())
                .map(|step| step_hit(desk, step))
                .collect();
        }
        let mut hits = fields(desk, &wanted);
        let named = |step| {
            let hit = step_hit(desk, step);
            let found = wanted.find(&hit.words)?;
            let sort = "步骤".to_owned();
            Some(Hit { sort, found, ..hit })
        };
        hits.extend((0..desk.step_count()).filter_map(named));
        hits.extend(texts(desk, &wanted));
        for finding in &desk.review.findings {
            if let Some(found) = wanted.find(&finding.message) {
                hits.push(Hit {
                    sort: "核对".to_owned(),
                    words: finding.message.clone(),
                    found,
                    mark: String::new(),
                    goal: Goal::Place(finding.place.clone()),
                });
            }
        }
        hits
    }

    /// Applies a key.
    pub fn update(&mut self, action: Action, desk: &Desk) -> Next {
        let last = self.hits(desk).len().saturating_sub(1);
        match action {
            Action::Down | Action::NextField => self.row = self.row.saturating_add(1).min(last),
            Action::Up | Action::PreviousField => self.row = self.row.saturating_sub(1),
            Action::NextStep => self.row = self.row.saturating_add(10).min(last),
            Action::PreviousStep => self.row = self.row.saturating_sub(10),
            Action::Back | Action::Find => return Next::Close,
            Action::Accept => {
                return self
                    .hits(desk)
                    .into_iter()
                    .nth(self.row)
                    .map_or(Next::Stay, |hit| Next::Go(hit.goal));
            }
            other => {
                if self.line.update(other) {
                    self.row = if self.line.text.is_empty() {
                        desk.stand.step
                    } else {
                        0
                    };
                }
            }
        }
        Next::Stay
    }

    /// Puts pasted text into the line.
    pub fn paste(&mut self, text: &str) {
        self.line.paste(text);
        self.row = 0;
    }

    /// Draws it; gives the caret.
    pub fn view(&self, desk: &Desk, canvas: &mut Canvas<'_>) -> Option<Position> {
        let palette = canvas.palette;
        let column = canvas.put((1, 1), "找：", palette.strong());
        let hits = self.hits(desk);
        let rows = usize::from(canvas.area.height.saturating_sub(3));
        let row = self.row.min(hits.len().saturating_sub(1));
        let top = page_top(row, rows, hits.len());
        for ((index, hit), y) in hits.iter().enumerate().skip(top).take(rows).zip(2_u16..) {
            let in_hand = index == row;
            if in_hand {
                canvas.put((0, y), ">", palette.strong());
            }
            let end = canvas.put_right(y, &hit.mark, palette.plain());
            let end = end.saturating_sub(1);
            canvas.put_until((3, y), (&hit.sort, palette.plain()), end);
            // What was looked for stands out; where nothing was, the row in hand does.
            let all = in_hand && hit.found.is_empty();
            let plain = if all {
                palette.strong()
            } else {
                palette.plain()
            };
            let (before, rest) = hit
                .words
                .split_at_checked(hit.found.start)
                .unwrap_or_default();
            let (found, behind) = rest.split_at_checked(hit.found.len()).unwrap_or_default();
            let mut column = 11;
            for (words, style) in [(before, plain), (found, palette.strong()), (behind, plain)] {
                column = canvas.put_until((column, y), (words, style), end);
            }
        }
        if hits.is_empty() {
            canvas.put((3, 2), "没有找到。", palette.plain());
        }
        Some(self.line.view(canvas, (column, 1)))
    }
}

/// The fields whose name or question holds it.
fn fields(desk: &Desk, wanted: &Wanted) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (index, step) in desk.review.steps.list.iter().enumerate() {
        for key in step.fields.iter().filter(|_| !step.out) {
            let Some(field) = desk.report.field(key) else {
                continue;
            };
            let mut words = format!("{}  {}{}", field.key, desk.report.typed(key), field.unit);
            let found = match wanted.find(&field.key) {
                Some(found) => found,
                None => {
                    let Some(found) = wanted.find(&field.ask) else {
                        continue;
                    };
                    let start = words.len().saturating_add(2);
                    words = format!("{words}  {}", field.ask);
                    start.saturating_add(found.start)..start.saturating_add(found.end)
                }
            };
            let state = match desk.state(key) {
                State::Blank => "缺",
                State::Wrong | State::Unfinished => "错",
                State::Odd => "疑",
                State::Good => "  ",
            };
            let at = match step.at {
                StepAt::Part(id) => desk.review.numbers.get(&id).cloned().unwrap_or_default(),
                _ => desk.step_name(index),
            };
            hits.push(Hit {
                sort: "数据".to_owned(),
                words,
                found,
                mark: format!("{}   {state}", at.trim_end_matches(['.', '、', '，'])),
                goal: Goal::Place(Place::Field(key.clone())),
            });
        }
    }
    hits
}

/// The texts that hold it, each with its number and what stands around the hit.
fn texts(desk: &Desk, wanted: &Wanted) -> Vec<Hit> {
    let mut hits = Vec::new();
    desk.report.each_wording(|place, wording| {
        let name = match &place {
            Place::Text(id) => desk.review.numbers.get(id).cloned().unwrap_or_default(),
            Place::Head(HeadText::Opening) => "引言  ".to_owned(),
            Place::Head(HeadText::Closing) => "结尾  ".to_owned(),
            _ => return,
        };
        let source = wording.source();
        let Some(found) = wanted.find(source) else {
            return;
        };
        let before = source.get(..found.start).unwrap_or_default();
        let line = before.rfind('\n').map_or(0, |end| end.saturating_add(1));
        let (front, most) = SHOWN;
        let shown_from = before
            .char_indices()
            .rev()
            .map(|(at, _)| at)
            .take(front)
            .take_while(|at| *at >= line)
            .last()
            .unwrap_or(found.start);
        let rest = source.get(shown_from..).unwrap_or_default();
        let shown: String = rest.chars().take_while(|c| *c != '\n').take(most).collect();
        let start = name
            .len()
            .saturating_add(found.start.saturating_sub(shown_from));
        hits.push(Hit {
            sort: "文字".to_owned(),
            found: start..start.saturating_add(found.len()),
            words: format!("{name}{shown}"),
            mark: String::new(),
            goal: Goal::Spot(place, found.start),
        });
    });
    hits
}

/// What is looked for: characters, or the initials of their pinyin.
pub(super) struct Wanted {
    characters: Vec<char>,
    initials: bool,
}

impl Wanted {
    /// Blanks, and whether letters are large or full-width, make no difference.
    pub(super) fn new(text: &str) -> Self {
        let characters: Vec<char> = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(folded)
            .collect();
        let initials = characters.iter().all(char::is_ascii_alphabetic);
        Self {
            characters,
            initials,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.characters.is_empty()
    }

    /// Where a text holds it first: the bytes of the text.
    pub(super) fn find(&self, text: &str) -> Option<Range<usize>> {
        let characters: Vec<(usize, char)> = text
            .char_indices()
            .filter(|(_, c)| !c.is_whitespace())
            .map(|(at, c)| (at, folded(c)))
            .collect();
        let find = |as_looked_for: fn(char) -> char| {
            characters
                .windows(self.characters.len().max(1))
                .find(|some| {
                    let same =
                        |((_, c), wanted): (&(usize, char), &char)| as_looked_for(*c) == *wanted;
                    some.iter().zip(&self.characters).all(same)
                })
        };
        let found = find(|c| c).or_else(|| self.initials.then(|| find(initial)).flatten())?;
        let (start, last) = (found.first()?.0, found.last()?.0);
        let width = text.get(last..)?.chars().next()?.len_utf8();
        Some(start..last.saturating_add(width))
    }
}

/// A character as it is looked for: half-width, small.
fn folded(c: char) -> char {
    half_width(c).to_ascii_lowercase()
}

/// A character's initial in pinyin; what has none stays as it is.
fn initial(c: char) -> char {
    c.to_pinyin()
        .and_then(|pinyin| pinyin.plain().chars().next())
        .unwrap_or(c)
}

fn step_hit(desk: &Desk, step: usize) -> Hit {
    Hit {
        sort: format!("第{}步", step.saturating_add(1)),
        words: desk.step_name(step),
        found: 0..0,
        mark: mark(desk, step),
        goal: Goal::Step(step),
    }
}

/// How ready a step is, in words: 错N 缺N 疑N 未阅N, 已阅, 齐, 不写.
pub fn mark(desk: &Desk, step: usize) -> String {
    let counts = desk.counts(step);
    let alone = Counts {
        unread: 1,
        ..Counts::default()
    };
    if counts == alone && desk.review.steps.list.get(step).is_some() {
        return "未阅".to_owned();
    }
    if !counts.is_clear() {
        return counts.words();
    }
    match desk.review.steps.list.get(step) {
        Some(step) if step.out => "不写".to_owned(),
        Some(step) if step.is_prose() => "已阅".to_owned(),
        Some(_) => "齐".to_owned(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::Wanted;

    fn found<'a>(wanted: &str, text: &'a str) -> Option<&'a str> {
        Wanted::new(wanted)
            .find(text)
            .and_then(|found| text.get(found))
    }

    #[test]
    fn characters_and_initials_are_found_where_they_stand() {
        assert_eq!(found("年轻", "培养年轻干部"), Some("年轻"));
        assert_eq!(found("dxfx", "开展党性分析三次"), Some("党性分析"));
        assert_eq!(found("DX", "开展党 性分析"), Some("党 性"));
        assert_eq!(found("１２", "共12次"), Some("12"));
        assert_eq!(found("abc", "共ＡＢＣ次"), Some("ＡＢＣ"));
        assert_eq!(found("干部年轻", "培养年轻干部"), None);
        assert_eq!(found("很长很长的一句", "短"), None);
    }
}
