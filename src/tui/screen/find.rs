//! Ctrl-G: all steps; typing searches fields, steps and wording.

use pinyin::ToPinyin;
use ratatui::layout::Position;

use super::ask::Line;
use super::{Goal, Next};
use crate::check::State;
use crate::report::{Place, canonical};
use crate::tui::desk::{Counts, Desk};
use crate::tui::draw::{Canvas, page_top};
use crate::tui::keys::Action;

/// The list over a draft.
#[derive(Clone, Debug)]
pub struct Find {
    line: Line,
    row: usize,
}

/// One hit.
struct Hit {
    sort: &'static str,
    words: String,
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
        let wanted = canonical(&self.line.text);
        if wanted.is_empty() {
            return (0..desk.step_count())
                .map(|step| step_hit(desk, step))
                .collect();
        }
        let wanted = Wanted::new(&wanted);
        let mut hits = Vec::new();
        for (index, step) in desk.review.steps.list.iter().enumerate() {
            for key in step.fields.iter().filter(|_| !step.out) {
                let Some(field) = desk.report.field(key) else {
                    continue;
                };
                if !wanted.is_in(key) && !wanted.is_in(&field.ask) {
                    continue;
                }
                let typed = desk.report.typed(key);
                let mark = match desk.state(key) {
                    State::Blank => "缺",
                    State::Wrong | State::Unfinished => "错",
                    State::Odd => "疑",
                    State::Good => "",
                };
                hits.push(Hit {
                    sort: "数据",
                    words: format!("{}  {typed}{}", field.key, field.unit),
                    mark: format!("第{}步 {mark}", index.saturating_add(1)),
                    goal: Goal::Place(Place::Field(key.clone())),
                });
            }
        }
        let named = |step: &usize| wanted.is_in(&desk.step_name(*step));
        hits.extend((0..desk.step_count()).filter(named).map(|step| Hit {
            sort: "步骤",
            ..step_hit(desk, step)
        }));
        desk.report.walk(|part| {
            let text = canonical(part.text.source());
            if let Some(shown) = wanted.shown_in(&text) {
                let label: String = desk.review.label(part).chars().take(8).collect();
                let words = format!("{label}  {shown}");
                hits.push(Hit {
                    sort: "文字",
                    words,
                    mark: String::new(),
                    goal: Goal::Part(part.id),
                });
            }
        });
        for finding in desk
            .review
            .findings
            .iter()
            .filter(|finding| wanted.is_in(&finding.message))
        {
            hits.push(Hit {
                sort: "核对",
                words: finding.message.clone(),
                mark: String::new(),
                goal: Goal::Place(finding.place.clone()),
            });
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
            let style = if index == row {
                palette.strong()
            } else {
                palette.plain()
            };
            if index == row {
                canvas.put((0, y), ">", style);
            }
            let end = canvas.put_right(y, &hit.mark, palette.plain());
            canvas.put_until((3, y), (hit.sort, palette.plain()), end);
            canvas.put_until((11, y), (&hit.words, style), end.saturating_sub(1));
        }
        if hits.is_empty() {
            canvas.put((3, 2), "没有找到。", palette.plain());
        }
        Some(self.line.view(canvas, (column, 1)))
    }
}

/// What is looked for: characters, or the initials of their pinyin.
struct Wanted {
    text: String,
    initials: bool,
}

impl Wanted {
    fn new(text: &str) -> Self {
        let initials = text.chars().all(|c| c.is_ascii_alphabetic());
        Self {
            text: text.to_ascii_lowercase(),
            initials,
        }
    }

    /// The character at which it begins in a text.
    fn start(&self, text: &str) -> Option<usize> {
        let folded = canonical(text).to_lowercase();
        let at = match folded.find(&self.text) {
            Some(at) => (folded, at),
            None if self.initials => {
                let initials = initials(&folded);
                let at = initials.find(&self.text)?;
                (initials, at)
            }
            None => return None,
        };
        Some(at.0.get(..at.1)?.chars().count())
    }

    fn is_in(&self, text: &str) -> bool {
        self.start(text).is_some()
    }

    /// The text from a little before the hit on.
    fn shown_in(&self, text: &str) -> Option<String> {
        let start = self.start(text)?.saturating_sub(4);
        Some(canonical(text).chars().skip(start).take(34).collect())
    }
}

/// Each character's initial; what has no pinyin stays as it is.
fn initials(text: &str) -> String {
    let initial = |c: char| {
        c.to_pinyin()
            .and_then(|pinyin| pinyin.plain().chars().next())
            .unwrap_or(c)
    };
    text.chars().map(initial).collect()
}

fn step_hit(desk: &Desk, step: usize) -> Hit {
    let sort = "";
    let number = step.saturating_add(1);
    let words = format!("第{number}步 {}", desk.step_name(step));
    Hit {
        sort,
        words,
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
