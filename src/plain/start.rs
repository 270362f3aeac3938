//! Without a draft named: those lately worked on and the templates, numbered.

use crate::failure::Failure;
use crate::store::Places;
use crate::store::draft::Draft;
use crate::store::memory::Memory;
use crate::store::templates;
use crate::tui::fresh;

use super::Talk;
use super::command::{self, Command};
use super::talk::Heard;

/// Lets a draft or a template be chosen, then asks on it. Ends where nothing more comes in.
pub fn start(places: &Places, talk: &mut Talk) -> Result<(), Failure> {
    match choose(places, talk)? {
        Some(draft) => super::edit(draft, None, talk),
        None => Ok(()),
    }
}

fn choose(places: &Places, talk: &mut Talk) -> Result<Option<Draft>, Failure> {
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
    listed.push_str("要把抠了空的范文变成模板：离开后输入 huibao import 范文.docx\n");
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
            return Draft::open(&draft.path).map(Some);
        }
        let offer = chosen
            .and_then(|row| row.checked_sub(known.len()))
            .and_then(|row| offers.get(row));
        if let Some(offer) = offer {
            return fresh(places, &offer.id, &offer.title).map(Some);
        }
        if talk.say("请写上面的编号。").is_err() {
            return Ok(None);
        }
    }
}
