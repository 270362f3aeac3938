//! Without a draft named: those lately worked on and the templates, numbered; last, a model to make a template of.

use crate::failure::Failure;
use crate::store::Places;
use crate::store::draft::Draft;
use crate::store::memory::Memory;
use crate::store::templates;
use crate::tui::fresh;
use crate::tui::screen::blanks::Blanks;

use super::Talk;
use super::command::{self, Command};
use super::model;
use super::talk::Heard;

/// A draft, and the blanks of the model that it was made of just now.
type Chosen = (Draft, Option<Blanks>);

/// Lets a draft, a template or a model be chosen, then asks on it. Ends where nothing more comes in.
pub fn start(places: &Places, talk: &mut Talk) -> Result<(), Failure> {
    match choose(places, talk)? {
        Some((draft, blanks)) => super::talk_about(draft, (None, blanks), talk),
        None => Ok(()),
    }
}

fn choose(places: &Places, talk: &mut Talk) -> Result<Option<Chosen>, Failure> {
    let mut known = Memory::load(places).drafts;
    known.retain(|draft| draft.path.exists());
    let (offers, _) = templates::all(places)?;
    let mut listed = String::new();
    let mut number = 0_usize;
    let mut list = |words: String| {
        number = number.saturating_add(1);
        listed.push_str(&format!("{number} {words}\n"));
    };
    for draft in &known {
        list(format!("接着写：{}  {}", draft.title, draft.state));
    }
    for offer in &offers {
        list(format!("新写一份：{}（{}空）", offer.title, offer.fields));
    }
    list("把抠了空的范文变成模板".to_owned());
    let prompt = match known.is_empty() {
        true => "编号，q 离开：",
        false => "编号，Enter 接着写第一份，q 离开：",
    };
    loop {
        if talk.say(&listed).is_err() {
            return Ok(None);
        }
        let line = match talk.ask(prompt) {
            Ok(Heard::Line(line)) => line,
            Ok(Heard::Unreadable(_)) => continue,
            Ok(Heard::End) | Err(_) => return Ok(None),
        };
        if command::read(&line) == Some(Command::Leave) {
            return Ok(None);
        }
        let chosen = match (line.is_empty(), known.is_empty()) {
            (true, false) => Some(0),
            _ => command::number(&line).and_then(|number| number.checked_sub(1)),
        };
        if let Some(draft) = chosen.and_then(|row| known.get(row)) {
            return Draft::open(&draft.path).map(|draft| Some((draft, None)));
        }
        let offer = chosen
            .and_then(|row| row.checked_sub(known.len()))
            .and_then(|row| offers.get(row));
        if let Some(offer) = offer {
            return fresh(places, &offer.id, &offer.title).map(|draft| Some((draft, None)));
        }
        if chosen == Some(known.len().saturating_add(offers.len())) {
            match model::ask(places, talk) {
                Ok(Some((draft, blanks))) => return Ok(Some((draft, Some(blanks)))),
                Ok(None) => continue,
                Err(_) => return Ok(None),
            }
        }
        if talk.say("请写上面的编号。").is_err() {
            return Ok(None);
        }
    }
}
