//! A model report becomes a template: its file is asked for, what was found in it is told in lines, each blank's name,
//! kind and unit can be put right, and then it is filled in like any other draft.

mod add;

use std::io;

use crate::number::Kind;
use crate::store::Places;
use crate::store::draft::Draft;
use crate::tui::screen::blanks::{
    Blanks, KINDS, Question, UNDO as UNDO_KEY, kind_name, template_name,
};
use crate::tui::{act, laid_down, reading};

use super::command::{self, Command};
use super::keep::Keep;
use super::talk::Heard;
use super::{Goes, Session, Talk};

use add::to_add;

/// As many blanks are told at once: they fit on a screen with the question.
const PAGE: usize = 20;

/// What is said before the blanks.
const OPENING: &str = "认出的空一处一行，[ ] 里是原来印的。写编号改名称、种类、单位，或者当作文字；该填的没有认出来，写 加；都对就存成模板；改错了写 撤销。";

/// What is written to keep the template before all blanks were told.
const SAVE: [&str; 2] = ["存", "s"];

/// What is written to take the last change back.
const UNDO: [&str; 2] = ["撤销", "u"];

/// Asks which file a model is in, until one can be read; nothing where its user would rather not.
pub(super) fn ask(places: &Places, talk: &mut Talk) -> io::Result<Option<(Draft, Blanks)>> {
    loop {
        let line = match talk.ask("范文是哪个文件（txt、md、docx）？Enter 不导入了：")?
        {
            Heard::Line(line) => line,
            Heard::Unreadable(why) => {
                talk.say(why)?;
                continue;
            }
            Heard::End => return Ok(None),
        };
        if line.is_empty() || matches!(command::read(&line), Some(Command::Back | Command::Leave)) {
            return Ok(None);
        }
        talk.say("正在读。")?;
        let path = act::expand(&reading::as_path(&line));
        let model = reading::model(&path, reading::most());
        match model.and_then(|model| laid_down(places, model)) {
            Ok(found) => return Ok(Some(found)),
            Err(failure) => talk.say(&failure.to_string())?,
        }
    }
}

/// What is wanted of the list of blanks.
enum Wish {
    /// This blank, from 0.
    Change(usize),
    /// A blank made of these words, asked for where none.
    Add(String),
    /// The blanks from this one on.
    From(usize),
    Show,
    Undo,
    Save,
    Away,
}

impl Session<'_> {
    /// Looks through the blanks of a model until it is a template, then asks for them.
    pub(super) fn look_through(&mut self, mut blanks: Blanks, keep: &mut Keep) -> io::Result<()> {
        keep.reviews(Some(&blanks));
        let mut told = blanks.told(&self.desk.report);
        let count = told.len();
        self.talk.say(&match count {
            0 => "没有找到空。".to_owned(),
            _ => format!("找到{count}处空。"),
        })?;
        if !blanks.opening().is_empty() {
            self.talk.say(blanks.opening())?;
        }
        for remark in blanks.remarks() {
            self.talk.say(remark)?;
        }
        self.talk.say(OPENING)?;
        // The blanks to be told, by the first of them.
        let mut page = 0_usize;
        self.tell(&told, page)?;
        loop {
            if let Some(said) = keep.save(&self.desk) {
                self.talk.say(&said)?;
            }
            match self.list(&told, page)? {
                Wish::From(at) => {
                    page = at;
                    self.tell(&told, page)?;
                }
                Wish::Undo => {
                    let said = match self.desk.undo() {
                        Some(what) => format!("撤销了：{what}。"),
                        None => "没有可撤销的了。".to_owned(),
                    };
                    self.talk.say(&said)?;
                    told = blanks.told(&self.desk.report);
                    self.tell(&told, page)?;
                }
                Wish::Add(words) => {
                    let goes = self.add(&mut blanks, words)?;
                    if goes == Goes::Away {
                        return Ok(());
                    }
                    let now = blanks.told(&self.desk.report);
                    if now.len() > told.len() {
                        // The numbers behind it are other ones now.
                        told = now;
                        page = blanks.hand() / PAGE * PAGE;
                        self.tell(&told, page)?;
                    }
                }
                Wish::Show => self.show_model(&told)?,
                Wish::Away => return self.talk.say("存好了，下次打开接着认。"),
                Wish::Change(at) if blanks.take(&self.desk.report, at) => {
                    let count = told.len();
                    let goes = self.change(&mut blanks)?;
                    told = blanks.told(&self.desk.report);
                    if goes == Goes::Away {
                        return Ok(());
                    }
                    match told.get(at).filter(|_| told.len() == count) {
                        Some(line) => {
                            let number = at.saturating_add(1);
                            self.talk.say(&format!("{number} {line}"))?;
                        }
                        // The numbers are other ones now.
                        None => self.tell(&told, page)?,
                    }
                }
                Wish::Change(_) => self.talk.say("没有这个编号。")?,
                Wish::Save => {
                    let Some(goes) = self.keep_template(keep)? else {
                        continue;
                    };
                    if goes == Goes::Away {
                        return Ok(());
                    }
                    keep.reviews(None);
                    self.desk.go_first_open();
                    return self.work(keep);
                }
            }
        }
    }

    /// Tells a page of the blanks.
    fn tell(&mut self, told: &[String], from: usize) -> io::Result<()> {
        for (number, line) in (1_usize..).zip(told).skip(from).take(PAGE) {
            self.talk.say(&format!("{number} {line}"))?;
        }
        Ok(())
    }

    /// Hears what is wanted where a page was told.
    fn list(&mut self, told: &[String], from: usize) -> io::Result<Wish> {
        let count = told.len();
        let next = from.saturating_add(PAGE);
        let prompt = match next < count {
            true => format!(
                "编号 去改，加 添一处空，Enter 看后面{}处，存 存成模板，= 看全文，q 离开：",
                count.saturating_sub(next)
            ),
            false => {
                "编号 去改，加 添一处空，Enter 存成模板，< 看前面的，= 看全文，q 离开：".to_owned()
            }
        };
        loop {
            let line = match self.talk.ask(&prompt)? {
                Heard::Line(line) => line,
                Heard::End => return Ok(Wish::Away),
                Heard::Unreadable(why) => {
                    self.talk.say(why)?;
                    continue;
                }
            };
            if let Some(words) = to_add(&line) {
                return Ok(Wish::Add(words.to_owned()));
            }
            if let Some(number) = command::number(&line) {
                // There is no blank 0.
                return Ok(Wish::Change(number.checked_sub(1).unwrap_or(count)));
            }
            match command::read(&line) {
                None if line.is_empty() && next < count => return Ok(Wish::From(next)),
                None if line.is_empty() || SAVE.contains(&line.as_str()) => return Ok(Wish::Save),
                None if UNDO.contains(&line.as_str()) => return Ok(Wish::Undo),
                Some(Command::On) if next < count => return Ok(Wish::From(next)),
                Some(Command::Back) => return Ok(Wish::From(from.saturating_sub(PAGE))),
                Some(Command::Show) => return Ok(Wish::Show),
                Some(Command::Leave) => return Ok(Wish::Away),
                Some(Command::Find(word)) => {
                    match told.iter().position(|line| line.contains(&word)) {
                        Some(at) => return Ok(Wish::From(at)),
                        None => self.talk.say(&format!("没有找到 {word} 。"))?,
                    }
                }
                _ => self
                    .talk
                    .say("这里只能写编号，或者上面说的命令；找一处写 /词。")?,
            }
        }
    }

    /// Says the whole text.
    fn show_model(&mut self, told: &[String]) -> io::Result<()> {
        for block in &self.desk.review.document.blocks {
            self.talk.say(&block.text())?;
        }
        self.talk.say(&format!("{}处空印成 ____ 。", told.len()))
    }

    /// Asks for the name, the kind and the unit of the blank in hand.
    fn change(&mut self, blanks: &mut Blanks) -> io::Result<Goes> {
        let report = &self.desk.report;
        let Some(field) = blanks.field(report) else {
            return Ok(Goes::On);
        };
        let (key, fixed) = (field.key.clone(), field.is_report_date());
        let own = blanks.free_key(report);
        let name = match (fixed, &own) {
            (true, _) => "这是成文日期或截至日期，名称和种类是定好的。Enter 不改，x 是文字不是空",
            (false, Some(_)) => {
                "Enter 不改，和别的同名就是同一个数，x 是文字不是空，+ 这一处另作一个数"
            }
            (false, None) => "Enter 不改，和别的同名就是同一个数，x 是文字不是空",
        };
        loop {
            let Some(line) = self.answer(&format!("名称[{key}]（{name}）："))? else {
                return Ok(Goes::Away);
            };
            if command::read(&line) == Some(Command::Toggle) {
                let said = blanks.ignore(&mut self.desk);
                self.talk.say(&format!("{said}。"))?;
                return Ok(Goes::On);
            }
            let (question, typed) = match (line.as_str(), &own) {
                ("" | "<", _) if fixed => return Ok(Goes::On),
                ("", _) => break,
                ("+" | "＋", Some(own)) => {
                    let Some(typed) = self.answer(&format!("另作一个数，叫什么[{own}]："))?
                    else {
                        return Ok(Goes::Away);
                    };
                    let own = own.clone();
                    (Question::Split, if typed.is_empty() { own } else { typed })
                }
                _ if fixed => {
                    self.talk.say("这里只能写 Enter 或 x 。")?;
                    continue;
                }
                _ => (Question::Name, line),
            };
            let merged = question == Question::Name && self.desk.report.field(&typed).is_some();
            match blanks.answer(&mut self.desk, question, &typed) {
                Ok(said) => {
                    let said = said.replace(UNDO_KEY, "。");
                    self.talk.say(&said)?;
                    if merged {
                        return Ok(Goes::On);
                    }
                    break;
                }
                Err(again) => self
                    .talk
                    .say(again.said.last().map_or("", String::as_str))?,
            }
        }
        self.change_kind(blanks)
    }

    fn change_kind(&mut self, blanks: &mut Blanks) -> io::Result<Goes> {
        let Some(field) = blanks.field(&self.desk.report) else {
            return Ok(Goes::On);
        };
        let kinds = (1_u32..).zip(KINDS);
        let kinds: Vec<String> = kinds
            .map(|(number, (words, _))| format!("{number} {words}"))
            .collect();
        let prompt = format!(
            "种类[{}]（Enter 不改，写编号：{}）：",
            kind_name(field.kind),
            kinds.join("，")
        );
        loop {
            let Some(line) = self.answer(&prompt)? else {
                return Ok(Goes::Away);
            };
            if line.is_empty() {
                break;
            }
            let chosen =
                command::number(&line).and_then(|number| KINDS.get(number.checked_sub(1)?));
            let named = || KINDS.iter().find(|(words, _)| *words == line);
            if let Some((_, kind)) = chosen.or_else(named) {
                blanks.set_kind(&mut self.desk, *kind);
                break;
            }
            self.talk.say("请写上面的编号。")?;
        }
        let counts = |kind| matches!(kind, Kind::Integer | Kind::Decimal | Kind::Percent);
        let Some(field) = blanks
            .field(&self.desk.report)
            .filter(|field| counts(field.kind))
        else {
            return Ok(Goes::On);
        };
        let prompt = format!("单位[{}]（Enter 不改，- 没有单位）：", field.unit);
        let Some(line) = self.answer(&prompt)? else {
            return Ok(Goes::Away);
        };
        let unit = match command::read(&line) {
            Some(Command::Clear) => "",
            _ if line.is_empty() => return Ok(Goes::On),
            _ => line.as_str(),
        };
        if let Err(again) = blanks.answer(&mut self.desk, Question::Unit, unit) {
            self.talk
                .say(again.said.last().map_or("", String::as_str))?;
        }
        Ok(Goes::On)
    }

    /// Asks for the template's name and keeps it; nothing where its user goes back to the blanks.
    fn keep_template(&mut self, keep: &Keep) -> io::Result<Option<Goes>> {
        let asked = template_name(&self.desk, None);
        let usual = asked.line.text;
        loop {
            let Some(line) = self.answer(&format!("模板叫什么[{usual}]（< 回去）："))?
            else {
                return Ok(Some(Goes::Away));
            };
            if command::read(&line) == Some(Command::Back) {
                return Ok(None);
            }
            let name = if line.is_empty() { &usual } else { &line };
            match keep.keep_template(name, &mut self.desk) {
                Ok(id) => {
                    let said = format!("模板“{id}”存好了，现在就填这一份；下次在开头选它新写。");
                    self.talk.say(&said)?;
                    return Ok(Some(Goes::On));
                }
                Err(failure) => self.talk.say(&failure.sentence())?,
            }
        }
    }

    /// Hears an answer; nothing where no more comes, or its user leaves.
    fn answer(&mut self, prompt: &str) -> io::Result<Option<String>> {
        loop {
            match self.talk.ask(prompt)? {
                Heard::Line(line) if command::read(&line) == Some(Command::Leave) => {
                    return Ok(None);
                }
                Heard::Line(line) => return Ok(Some(line)),
                Heard::End => return Ok(None),
                Heard::Unreadable(why) => self.talk.say(why)?,
            }
        }
    }
}
