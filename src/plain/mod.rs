//! The wizard's questions line by line, where there is no screen: a dumb terminal, a serial line, a screen reader,
//! a pipe. What is asked, in which order, and what is said of it are `Desk`'s, `Steps`' and `check`'s; here
//! stands only how it is said and heard.

mod command;
mod keep;
mod model;
mod prose;
mod question;
mod review;
mod start;
mod talk;

use std::io;

use crate::failure::Failure;
use crate::report::canonical;
use crate::store::draft::Draft;
use crate::tui::desk::{Desk, Stand, View};
use crate::tui::screen::blanks::Blanks;
use crate::tui::{act, form, screen};

use self::command::Command;
use self::keep::Keep;
pub use self::start::start;
use self::talk::Heard;
pub use self::talk::Talk;

/// Asks on a draft until all is answered, its user leaves or the input ends; all is saved then. `at`: the field to
/// begin with.
pub fn edit(draft: Draft, at: Option<&str>, talk: &mut Talk) -> Result<(), Failure> {
    talk_about(draft, (at, None), talk)
}

/// Talks about a draft; about the blanks of a model first, where it was made of one just now or that was left.
fn talk_about(
    draft: Draft,
    (at, blanks): (Option<&str>, Option<Blanks>),
    talk: &mut Talk,
) -> Result<(), Failure> {
    let mut keep = Keep::take(draft)?;
    let (desk, left) = keep.desk(at);
    let blanks = blanks.or(left);
    let mut session = Session {
        desk,
        export: keep.export(),
        talk,
        named: None,
        trail: Vec::new(),
    };
    // Whoever listened may be gone: what was typed is on disk all the same.
    let _ = match blanks {
        Some(blanks) => session.look_through(blanks, &mut keep),
        None => session.work(&mut keep),
    };
    session.desk.leave();
    keep.close(&session.desk)
}

/// A talk about one draft.
struct Session<'a> {
    desk: Desk,
    export: std::path::PathBuf,
    talk: &'a mut Talk,
    /// The step that was named last.
    named: Option<usize>,
    /// The questions that were asked, to go back to.
    trail: Vec<Stand>,
}

/// Whether the talk goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Goes {
    On,
    Away,
}

impl Session<'_> {
    fn work(&mut self, keep: &mut Keep) -> io::Result<()> {
        let (filled, all) = self.desk.filled();
        let opening = format!(
            "{}  已填 {filled}/{all}\n草稿：{}\n{}",
            self.desk.title(),
            keep.path().display(),
            command::OPENING
        );
        self.talk.say(&opening)?;
        loop {
            self.name_step()?;
            let goes = match self.desk.view() {
                View::Form => question::ask(self)?,
                View::Prose => prose::ask(self)?,
                View::Review => review::ask(self)?,
                View::Finish => review::finish(self)?,
            };
            if let Some(said) = keep.save(&self.desk) {
                self.talk.say(&said)?;
            }
            if goes == Goes::Away {
                return self.talk.say("存好了。");
            }
        }
    }

    /// Goes on from a question that was seen to: back to 核对 where that sent here, else to what still needs something.
    fn go_on(&mut self) {
        self.trail.push(self.desk.stand);
        match self.desk.back.take() {
            Some(back) => self.desk.go(back.step, back.row),
            None => self.desk.go_next_open(),
        }
    }

    /// Says which step begins, where another one does, and what the last one came to.
    fn name_step(&mut self) -> io::Result<()> {
        let step = self.desk.stand.step;
        let Some(before) = self.named.replace(step) else {
            return self.say_step();
        };
        if before == step {
            return Ok(());
        }
        for line in question::derived(&self.desk, before) {
            self.talk.say(&line)?;
        }
        self.say_step()
    }

    fn say_step(&mut self) -> io::Result<()> {
        let step = self.desk.stand.step;
        let counts = self.desk.counts(step).words();
        let text = format!(
            "\n第{}步，共{}步  {}  {counts}",
            step.saturating_add(1),
            self.desk.step_count(),
            self.desk.step_name(step),
        );
        self.talk.say(text.trim_end())
    }

    /// Puts a question and hears an answer. A command is seen to here; the talk then goes on from where its user
    /// stands now.
    fn hear(&mut self, prompt: &str) -> io::Result<Said> {
        let line = match self.talk.ask(prompt)? {
            Heard::End => return Ok(Said::Goes(Goes::Away)),
            Heard::Unreadable(why) => {
                self.talk.say(why)?;
                return Ok(Said::Goes(Goes::On));
            }
            Heard::Line(line) => line,
        };
        let Some(command) = command::read(&line) else {
            return Ok(Said::Answer(line));
        };
        match command {
            Command::Leave => return Ok(Said::Goes(Goes::Away)),
            Command::Back => match self.trail.pop() {
                Some(stand) => self.desk.go(stand.step, stand.row),
                None => act::previous_row(&mut self.desk),
            },
            Command::On => {
                self.trail.push(self.desk.stand);
                act::next_row(&mut self.desk);
            }
            Command::Review => self.desk.go(self.desk.review.steps.list.len(), 0),
            Command::Find(wanted) => {
                if !self.find(&wanted) {
                    self.talk.say(&format!("没有找到 {wanted} 。"))?;
                }
            }
            Command::Explain => self.explain()?,
            Command::Show => self.show()?,
            Command::Clear => match self.desk.field_key() {
                Some(key) => {
                    act::answer(&mut self.desk, &key, "");
                    self.talk.say("清空了。")?;
                }
                None => self.talk.say("这里没有数据可清空。")?,
            },
            Command::Edit => return prose::edit(self).map(Said::Goes),
            Command::Toggle => prose::toggle(self)?,
        }
        Ok(Said::Goes(Goes::On))
    }

    fn explain(&mut self) -> io::Result<()> {
        let (asked, said) = form::details(&self.desk);
        let asked = asked.concat();
        for text in [asked, said] {
            self.talk.say(&text)?;
        }
        self.talk.say(&command::all())
    }

    /// Says the text in hand; the whole of it in 核对 and 成文.
    fn show(&mut self) -> io::Result<()> {
        let blocks = match self.desk.view() {
            View::Form => {
                let key = self.desk.field_key();
                form::blocks(&self.desk, key.as_deref()).to_vec()
            }
            View::Prose => screen::prose::texts(&self.desk),
            View::Review | View::Finish => self.desk.review.document.blocks.clone(),
        };
        for block in blocks {
            self.talk.say(&block.text())?;
        }
        Ok(())
    }

    /// Goes to the field of this name, else to the first field, step or text that holds the word.
    fn find(&mut self, wanted: &str) -> bool {
        let wanted = canonical(wanted);
        let holds = |text: &str| canonical(text).contains(&wanted);
        let steps = &self.desk.review.steps.list;
        let fields = || steps.iter().flat_map(|step| &step.fields);
        let field = fields().find(|key| **key == wanted).or_else(|| {
            fields().find(|key| {
                let field = self.desk.report.field(key);
                field.is_some_and(|field| holds(&field.key) || holds(&field.ask))
            })
        });
        let step = || (0..steps.len()).find(|step| holds(&self.desk.step_name(*step)));
        let text = || {
            let mut found = None;
            self.desk.report.each_wording(|place, wording| {
                if found.is_none() && holds(wording.source()) {
                    found = Some(place);
                }
            });
            found
        };
        if let Some(key) = field.cloned() {
            return self.desk.go_to_key(&key);
        }
        if let Some(step) = step() {
            self.desk.go(step, 0);
            return true;
        }
        let Some(place) = text() else {
            return false;
        };
        self.desk.go_to(&place);
        true
    }
}

/// What came of a question.
enum Said {
    /// An answer, which may be empty.
    Answer(String),
    /// A command, which was seen to.
    Goes(Goes),
}
