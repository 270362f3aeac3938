//! Words of a model that nobody took for a blank become one: typed, chosen where they stand several times, named.

use std::io;

use crate::plain::command::{self, Command};
use crate::plain::{Goes, Session};
use crate::report::field::check_key;
use crate::tui::screen::blanks::{Blanks, Words};

/// Of so many places one can be chosen; of more, more words are asked for.
const MOST_PLACES: usize = 20;

/// What is written to make a blank of words, alone or with the words behind it.
const ADD: [&str; 3] = ["加", "+", "＋"];

impl Session<'_> {
    /// Makes a blank of words that are typed, or asked for: which ones, where they stand several times, and its name,
    /// kind and unit.
    pub(super) fn add(&mut self, blanks: &mut Blanks, mut typed: String) -> io::Result<Goes> {
        let words = loop {
            if typed.is_empty() {
                let prompt = "把哪几个字变成空？照原文写，如 8；前后带几个字也行，如 水渠[8]公里（Enter 不加了）：";
                match self.answer(prompt)? {
                    Some(line) if is_nothing(&line) => return Ok(Goes::On),
                    Some(line) => typed = line,
                    None => return Ok(Goes::Away),
                }
            }
            let report = &self.desk.report;
            let most = MOST_PLACES.saturating_add(1);
            let mut places = blanks.places_of(report, &typed, most);
            match places.len() {
                0 => {
                    self.talk
                        .say(&format!("原文里没有“{typed}”，或者它已经是空了。"))?;
                }
                1 => match places.pop() {
                    Some(words) => break words,
                    None => return Ok(Goes::On),
                },
                count if count > MOST_PLACES => {
                    let said = format!(
                        "“{typed}”有{MOST_PLACES}多处，请多写几个字，要变成空的写在 [ ] 里。"
                    );
                    self.talk.say(&said)?;
                }
                _ => match self.which(places)? {
                    Some(Some(words)) => break words,
                    Some(None) => return Ok(Goes::On),
                    None => return Ok(Goes::Away),
                },
            }
            typed.clear();
        };
        self.talk.say(&words.around)?;
        loop {
            let Some(key) = self.answer("这处空叫什么名称（Enter 不加了）：")? else {
                return Ok(Goes::Away);
            };
            if is_nothing(&key) {
                return Ok(Goes::On);
            }
            if let Err(wrong) = check_key(&key) {
                self.talk.say(&wrong)?;
                continue;
            }
            let known = self.desk.report.field(&key).is_some();
            blanks.add_words(&mut self.desk, &words, &key);
            if known {
                let said = format!("加了一处空，和别处的{key}是同一个数，填一次两处都有。");
                self.talk.say(&said)?;
                return Ok(Goes::On);
            }
            return self.change_kind(blanks);
        }
    }

    /// Asks which of several places is meant: nothing where no more comes, and none where its user would rather not.
    fn which(&mut self, mut places: Vec<Words>) -> io::Result<Option<Option<Words>>> {
        for (number, words) in (1_usize..).zip(&places) {
            self.talk.say(&format!("{number} {}", words.around))?;
        }
        loop {
            let Some(line) = self.answer("是哪一处？写编号（Enter 不加了）：")?
            else {
                return Ok(None);
            };
            if is_nothing(&line) {
                return Ok(Some(None));
            }
            let chosen = command::number(&line).and_then(|number| number.checked_sub(1));
            match chosen.filter(|at| *at < places.len()) {
                Some(at) => return Ok(Some(Some(places.swap_remove(at)))),
                None => self.talk.say("请写上面的编号。")?,
            }
        }
    }
}

/// The words behind what is written to add a blank; none where it stands alone.
pub(super) fn to_add(line: &str) -> Option<&str> {
    ADD.iter().find_map(|sign| {
        let rest = line.strip_prefix(sign)?;
        let apart =
            rest.is_empty() || !sign.starts_with('加') || rest.starts_with(char::is_whitespace);
        apart.then_some(rest.trim())
    })
}

/// Whether a line says that its user would rather not.
fn is_nothing(line: &str) -> bool {
    line.is_empty() || command::read(line) == Some(Command::Back)
}
