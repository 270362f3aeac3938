//! What keys do on steps of prose, in 核对 and in 成文.

use std::path::PathBuf;

use crate::export::text::{Eol, Layout, text};
use crate::report::{Accepted, Place};
use crate::tui::app::{App, Effect, Over};
use crate::tui::desk::{Desk, Stand, View};
use crate::tui::fetch::brief;
use crate::tui::keys::Action;
use crate::tui::screen::ask::{Ask, Line, Purpose};
use crate::tui::screen::finish::{self, Copied};
use crate::tui::screen::wording::Wording;
use crate::tui::screen::write::Write;
use crate::tui::screen::{prose, review};
use crate::tui::written::ending;

fn promise(desk: &Desk, at: usize) -> Option<Ask> {
    let promised = desk.report.promised.get(at)?;
    let said = vec![
        format!("上期说过：{}", promised.text.trim()),
        "这次怎么样了？写一句：".to_owned(),
    ];
    Some(Ask {
        purpose: Purpose::Kept(at),
        said,
        label: "交代",
        line: Line::holding(&promised.kept),
    })
}

pub(super) fn edit_wording(app: &mut App) {
    let Some(desk) = app.desk_mut() else { return };
    if desk.read_only.is_some() {
        app.notice = super::READ_ONLY.to_owned();
        return;
    }
    desk.leave();
    if let Some(editor) = Wording::new(desk) {
        app.over.push(Over::Wording(editor));
    }
}

/// The text in hand holds here.
pub fn agree(desk: &mut Desk) {
    if prose::is_unread(desk)
        && let Some(id) = desk
            .part()
            .filter(|part| !part.heading.is_blank() || !part.text.is_blank())
            .map(|part| part.id)
    {
        desk.change("认可一段文字", None, |report| {
            if let Some(part) = report.part_mut(id) {
                part.reviewed = true;
            }
        });
    }
}

/// Keeps what a finding is about as it is, and why; whether it may be kept.
pub fn keep(desk: &mut Desk, index: usize, reason: &str) -> bool {
    let finding = desk.review.findings.get(index);
    let Some(finding) = finding.filter(|finding| finding.can_be_accepted()).cloned() else {
        return false;
    };
    let key = finding.keys.first().and_then(|key| desk.report.field(key));
    let accepted = Accepted {
        code: finding.code.name().to_owned(),
        key: key.map(|field| field.key.clone()).unwrap_or_default(),
        text: finding.settled().to_owned(),
        reason: reason.to_owned(),
        origin: None,
    };
    desk.change("留着一条疑问", None, |report| {
        report.accepted.push(accepted)
    });
    true
}

pub(super) fn on_prose(app: &mut App, action: Action) {
    let width = app.width;
    let columns = app.size.0;
    let Some(desk) = app.desk_mut() else { return };
    let problems = prose::problems(desk).len();
    let (step, row) = (desk.stand.step, desk.stand.row);
    match action {
        Action::Accept => {
            agree(desk);
            desk.go(step.saturating_add(1), 0);
        }
        Action::NextField | Action::Down => {
            let last = if problems > 0 {
                problems
            } else {
                usize::from(action == Action::Down).saturating_mul(row.saturating_add(1))
            };
            desk.stand.row = if row >= last && action == Action::NextField {
                0
            } else {
                row.saturating_add(1).min(last)
            };
        }
        Action::PreviousField | Action::Up => desk.stand.row = row.saturating_sub(1),
        Action::Tick => {
            if let Some(problem) = row.checked_sub(1) {
                prose::tick(desk, problem);
            }
        }
        Action::Type(_) | Action::Backspace | Action::Delete | Action::Left => {
            edit_wording(app);
            if let (Some(Over::Wording(mut editor)), Some(desk)) = (app.over.pop(), app.desk_mut())
            {
                editor.update(action, desk, (columns, width));
                app.over.push(Over::Wording(editor));
            }
        }
        _ => {}
    }
}

pub(super) fn on_review(app: &mut App, action: Action) {
    let Some(desk) = app.desk_mut() else { return };
    let lines = review::lines(desk);
    let things = review::things(&lines);
    let last = things.len().saturating_sub(1);
    let row = desk.stand.row.min(last);
    match action {
        Action::Down | Action::NextField => desk.stand.row = row.saturating_add(1).min(last),
        Action::Up | Action::PreviousField => desk.stand.row = row.saturating_sub(1),
        Action::Home => desk.stand.row = 0,
        Action::End => desk.stand.row = last,
        Action::Department => desk.next_department(),
        Action::Accept | Action::First => {
            let thing = things.get(row).and_then(|at| lines.get(*at));
            let Some(review::Line::Thing {
                place,
                finding,
                mark,
                ..
            }) = thing
            else {
                return;
            };
            let finding =
                finding.and_then(|at| desk.review.findings.get(at).map(|finding| (at, finding)));
            if action == Action::First {
                match finding {
                    Some((at, finding)) if finding.can_be_accepted() => {
                        let said = vec![
                            finding.message.clone(),
                            "属实，留着。可以写一句理由，也可以空着：".to_owned(),
                        ];
                        let ask = Ask {
                            purpose: Purpose::Keep(at),
                            said,
                            label: "理由",
                            line: Line::default(),
                        };
                        app.over.push(Over::Ask(ask));
                    }
                    _ if *mark == "缺" => {
                        app.notice = "缺的要补上，不能留着。按 Enter 去填。".to_owned()
                    }
                    _ if *mark == "未阅" => {
                        app.notice =
                            "没看过的要看一遍：按 Enter 去看，属实就按 Enter 认可。".to_owned()
                    }
                    _ => app.notice = "错的要改好，不能留着。按 Enter 去改。".to_owned(),
                }
                return;
            }
            let place = place.clone();
            match &place {
                Place::Promised(at) => {
                    let ask = promise(desk, *at);
                    app.over.extend(ask.map(Over::Ask));
                    return;
                }
                Place::Report => {
                    app.notice = "这一条说的是全文：按 1 留着，或按 Ctrl-G 去改。".to_owned();
                    return;
                }
                _ => {}
            }
            let from = Stand {
                step: desk.stand.step,
                row,
            };
            let wording = matches!(place, Place::Heading(_) | Place::Text(_)) && *mark != "未阅";
            desk.go_to(&place);
            desk.back = Some(from);
            if wording && desk.view() == View::Form {
                edit_wording(app);
            }
        }
        _ => {}
    }
}

pub(super) fn on_finish(app: &mut App, action: Action, effects: &mut Vec<Effect>) {
    let screen = (app.size.0, app.palette, app.width);
    let Some(desk) = app.desk_mut() else { return };
    desk.finished_on(screen);
    let lines: Vec<usize> = finish::set(desk, screen)
        .slots
        .iter()
        .map(|(line, _)| *line)
        .collect();
    let last = lines.len().saturating_sub(1);
    let row = desk.stand.row.min(last);
    let line = lines.get(row).copied().unwrap_or(0);
    match action {
        Action::NextField => {
            desk.stand.row = if row == last {
                0
            } else {
                row.saturating_add(1)
            }
        }
        Action::PreviousField => desk.stand.row = row.checked_sub(1).unwrap_or(last),
        Action::Down => {
            desk.stand.row = lines.iter().position(|other| *other > line).unwrap_or(last);
        }
        Action::Up => desk.stand.row = lines.iter().rposition(|other| *other < line).unwrap_or(0),
        Action::Accept => {
            if let Some(key) = finish::key_in_hand(desk) {
                let from = Stand {
                    step: desk.stand.step,
                    row,
                };
                desk.go_to(&Place::Field(key));
                desk.back = Some(from);
            }
        }
        Action::First => {
            let path = brief(&ending(&app.export, "docx"));
            app.over.push(Over::Write(Write::to(&path)));
        }
        Action::Copy => copy(app, effects),
        _ => {}
    }
}

/// Sends the text to the clipboard, unless something is wrong in it; says what became of it.
fn copy(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(desk) = app.desk() else { return };
    let (wrong, blanks) = Write::to("").obstacles(desk);
    if wrong > 0 {
        app.notice = format!("现在还不能复制：错{wrong} 要先改好。请按 PgUp 去核对。");
        return;
    }
    let layout = Layout {
        indent: 2,
        eol: Eol::Lf,
    };
    let text = text(&desk.review.document, layout);
    let planned = ending(&app.export, "docx");
    let copied = Copied {
        clipboard: app.clipboard,
        text: &text,
        blanks,
        file: match app.written.first() {
            Some(path) => (path, true),
            None => (&planned, false),
        },
        ssh: app.ssh.as_ref(),
    };
    let said = copied.said();
    effects.extend(app.clipboard.sequence(&text).map(Effect::Clip));
    app.over.push(Over::Said(said.into()));
}

/// A path as typed; `~` is the home folder.
pub fn expand(typed: &str) -> PathBuf {
    let typed = typed.trim();
    let rest = typed.strip_prefix("~/").or((typed == "~").then_some(""));
    match (rest, dirs::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(typed),
    }
}
