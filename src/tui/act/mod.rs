//! What keys do on a draft's steps, and what is done when a screen over them closes.

mod form;
mod items;
mod lost;
mod pages;

use crate::report::{Place, Wording};

use super::app::{App, Effect, Over};
use super::desk::{Desk, View};
use super::keys::Action;
use super::screen::ask::Purpose;
use super::screen::blanks::Question;
use super::screen::find::Find;
use super::screen::menu::Deed;
use super::screen::text::Text as Whole;
use super::screen::wording::said;
use super::screen::{Goal, Next};

pub use form::{answer, complete, next_row, offer, paste, previous_row, type_text};
pub use items::{offered, toggle};
pub use lost::Lost;
pub use pages::{agree, expand, keep};

use form::{note, on_form};

/// What is said to a key that would change a draft open for reading.
const READ_ONLY: &str = "这份草稿是只读打开的，改不了。";

use items::{items, leave_out, perform};
use pages::{edit_wording, on_finish, on_prose, on_review};

/// Does what a key asks for on the step in hand.
pub fn on_desk(app: &mut App, action: Action, effects: &mut Vec<Effect>) {
    let size = app.size;
    let width = app.width;
    let Some(desk) = app.desk_mut() else { return };
    match action {
        Action::NextStep => step(desk, desk.stand.step.saturating_add(1)),
        Action::PreviousStep => step(desk, desk.stand.step.saturating_sub(1)),
        Action::Find => {
            desk.leave();
            let find = Find::new(desk);
            app.over.push(Over::Find(find));
        }
        Action::WholeText => {
            let text = Whole::at_hand(desk, size, width);
            app.over.push(Over::Text(text));
        }
        Action::EditWording => edit_wording(app),
        Action::Undo | Action::Redo => {
            let done = if action == Action::Undo {
                desk.undo()
            } else {
                desk.redo()
            };
            app.notice = said(action, done);
        }
        Action::Save => effects.push(Effect::Save),
        Action::Items => {
            if let Some(menu) = items(desk) {
                app.over.push(Over::Menu(menu));
            }
        }
        Action::Note => {
            if let Some(ask) = note(desk) {
                app.over.push(Over::Ask(ask));
            }
        }
        Action::NotThisYear => app.notice = not_this_year(app, effects),
        Action::Back => back(desk),
        other => match desk.view() {
            View::Form => {
                let sentence = on_form(desk, other);
                app.notice = sentence;
            }
            View::Prose => on_prose(app, other),
            View::Review => on_review(app, other),
            View::Finish => on_finish(app, other, effects),
        },
    }
}

/// Leaves out the clause of the figure in hand, or the item of prose.
fn not_this_year(app: &mut App, effects: &mut Vec<Effect>) -> String {
    let Some(desk) = app.desk_mut() else {
        return String::new();
    };
    if desk.read_only.is_some() {
        return READ_ONLY.to_owned();
    }
    match (desk.field_key(), desk.part().map(|part| part.id)) {
        (Some(key), _) => leave_out(desk, &key),
        (None, Some(id)) => perform(app, Deed::Toggle(id), effects),
        (None, None) => String::new(),
    }
}

fn step(desk: &mut Desk, index: usize) {
    let last = desk.step_count().saturating_sub(1);
    if index <= last {
        desk.go(index, 0);
    }
}

fn back(desk: &mut Desk) {
    if let Some(stand) = desk.back.take() {
        desk.go(stand.step, stand.row);
    }
}

/// Does what a screen wants done.
pub fn next(app: &mut App, next: Next, effects: &mut Vec<Effect>) {
    match next {
        Next::Stay => return,
        Next::Close => {}
        Next::Go(goal) => {
            let from_text = matches!(app.over.last(), Some(Over::Text(_)));
            if let Some(desk) = app.desk_mut() {
                let behind = matches!(desk.view(), View::Review | View::Finish);
                desk.back = (from_text && behind).then_some(desk.stand);
                let back = desk.back;
                match goal {
                    Goal::Step(step) => desk.go(step, 0),
                    Goal::Place(place) => desk.go_to(&place),
                    Goal::Spot(place, at) => {
                        desk.go_to(&place);
                        desk.spot = Some((place, at));
                    }
                }
                desk.back = back;
            }
        }
        Next::Answer(purpose, text) => {
            app.over.pop();
            take_answer(app, purpose, &text, effects);
            return;
        }
        Next::Do(deed) => {
            app.over.pop();
            app.notice = perform(app, deed, effects);
            return;
        }
    }
    app.over.pop();
}

fn take_answer(app: &mut App, purpose: Purpose, text: &str, effects: &mut Vec<Effect>) {
    let Some(desk) = app.desk_mut() else { return };
    match purpose {
        Purpose::Keep(index) => {
            keep(desk, index, text);
        }
        Purpose::Kept(at) => {
            let kept = text.to_owned();
            desk.change("交代上期承诺", None, |report| {
                if let Some(promised) = report.promised.get_mut(at) {
                    promised.kept = kept;
                }
            });
        }
        Purpose::Unit(name, kind) => {
            if let Some(Over::Wording(mut editor)) = app.over.pop() {
                if let Some(desk) = app.desk_mut() {
                    editor.insert_field(desk, (&name, kind, text));
                }
                app.over.push(Over::Wording(editor));
            }
        }
        Purpose::Retitle(id) => {
            let wording = Wording::new(text);
            desk.change("改标题", None, |report| {
                report.set_wording(&Place::Heading(id), wording)
            });
        }
        Purpose::Note(key) => {
            let note = text.to_owned();
            desk.change("记了来源", None, |report| {
                if note.is_empty() {
                    report.notes.remove(&key);
                } else {
                    report.notes.insert(key, note);
                }
            });
        }
        Purpose::Blank(Question::Template) => effects.push(Effect::KeepTemplate(text.to_owned())),
        Purpose::Blank(question) => blank(app, question, text),
        Purpose::Elsewhere { leave } => effects.push(Effect::SaveElsewhere(expand(text), leave)),
    }
}

/// Takes what was typed about the blank of a model in hand.
fn blank(app: &mut App, question: Question, text: &str) {
    let Some(Over::Blanks(mut blanks)) = app.over.pop() else {
        return;
    };
    let answer = app
        .desk_mut()
        .map(|desk| blanks.answer(desk, question, text));
    app.over.push(Over::Blanks(blanks));
    match answer {
        Some(Ok(said)) => app.notice = said,
        Some(Err(ask)) => app.over.push(Over::Ask(*ask)),
        None => {}
    }
}
