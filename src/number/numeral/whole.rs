//! Whole numbers in Chinese numerals. A numeral is worked out leniently and then compared with the way its value
//! is written: what differs is a flaw that knows the full form.

use super::{Mark, mark};
use crate::number::chinese::{full, spelled};

/// What is wrong with a numeral.
pub(super) enum Flaw {
    /// 一二: digits without a place.
    Run,
    /// 十十: not worth anything.
    Nonsense,
    /// 一百零: worth this with 五 behind.
    Half(u64),
    /// 一百二: worth this in speech; further characters may make it right.
    Short(u64),
    /// 一百十五, 百二十: worth this, and not written so.
    Full(u64),
}

/// A numeral without 点.
pub(super) fn whole(text: &str) -> Result<u64, Flaw> {
    if text != "零" && text != "〇" && text.ends_with(['零', '〇']) {
        return match whole(&format!("{text}五")) {
            Ok(number) | Err(Flaw::Short(number)) => Err(Flaw::Half(number)),
            Err(flaw) => Err(flaw),
        };
    }
    let worked = work_out(text)?;
    let place = worked.unnamed.unwrap_or_default();
    if is_written(&format!("{text}{place}"), worked.number) {
        return match place {
            "" => Ok(worked.number),
            _ => Err(Flaw::Short(worked.number)),
        };
    }
    // 一亿二千 is on the way to 一亿二千万, 一万零两 to 一万零两百, and either is meant rather than 一亿零二千.
    let on_the_way = ["万", "十万", "百万", "百", "千"]
        .into_iter()
        .find_map(|end| {
            let longer = format!("{text}{end}");
            let number = work_out(&longer).ok()?.number;
            is_written(&longer, number).then_some(number)
        });
    Err(on_the_way.map_or(Flaw::Full(worked.number), Flaw::Short))
}

/// Whether a numeral is the way to write this number.
fn is_written(text: &str, number: u64) -> bool {
    is_same(&normal(text), &full(number)) && has_liang_in_place(text)
}

/// What a numeral is worth in speech.
struct Worked {
    number: u64,
    /// The place that the last digit leaves unsaid: 十 in 一百二.
    unnamed: Option<&'static str>,
}

/// A numeral being worked out; every part stays below 10^16.
#[derive(Default)]
struct Parts {
    yi: u64,
    wan: u64,
    section: u64,
    /// The place named last in the section, 0 before the first.
    place: u64,
    digit: Option<u64>,
    /// The mark directly before the digit.
    before: Option<Mark>,
}

fn work_out(text: &str) -> Result<Worked, Flaw> {
    let mut parts = Parts::default();
    let mut last = None;
    for found in text.chars() {
        let mark = mark(found).ok_or(Flaw::Nonsense)?;
        match mark {
            Mark::Digit(0) => parts.zero(last)?,
            Mark::Digit(digit) => parts.digit(digit, last)?,
            Mark::Place(place) => parts.place(place)?,
            Mark::Wan => parts.wan(last)?,
            Mark::Yi => parts.yi(last)?,
            Mark::Point => return Err(Flaw::Nonsense),
        }
        last = Some(mark);
    }
    let unnamed = match parts.digit.and(parts.before) {
        Some(Mark::Place(100)) => Some(("十", 10)),
        Some(Mark::Place(1000)) => Some(("百", 100)),
        Some(Mark::Wan) => Some(("千", 1000)),
        Some(Mark::Yi) => Some(("千万", 10_000_000)),
        _ => None,
    };
    let digit = parts.digit.unwrap_or_default();
    let worth = unnamed.map_or(1, |(_, worth)| worth);
    let number = [
        parts.yi,
        parts.wan,
        parts.section,
        digit.saturating_mul(worth),
    ]
    .into_iter()
    .fold(0_u64, u64::saturating_add);
    Ok(Worked {
        number,
        unnamed: unnamed.map(|(name, _)| name),
    })
}

impl Parts {
    fn digit(&mut self, digit: u64, last: Option<Mark>) -> Result<(), Flaw> {
        if self.digit.is_some() {
            return Err(Flaw::Run);
        }
        self.digit = Some(digit);
        self.before = last;
        Ok(())
    }

    fn zero(&self, last: Option<Mark>) -> Result<(), Flaw> {
        if self.digit.is_some() || last == Some(Mark::Digit(0)) {
            return Err(Flaw::Run);
        }
        Ok(())
    }

    fn place(&mut self, place: u64) -> Result<(), Flaw> {
        if self.place != 0 && place >= self.place {
            return Err(Flaw::Nonsense);
        }
        let digit = self.digit.take().unwrap_or(1);
        self.section = self.section.saturating_add(digit.saturating_mul(place));
        self.place = place;
        Ok(())
    }

    /// Closes the section before 万 or 亿 and gives it.
    fn close(&mut self, last: Option<Mark>) -> u64 {
        let worth = match self.before {
            Some(Mark::Place(place)) => place / 10,
            _ => 1,
        };
        let digit = self.digit.take().unwrap_or_default().saturating_mul(worth);
        let section = self.section.saturating_add(digit);
        self.section = 0;
        self.place = 0;
        self.before = None;
        // 万 at the very start is 一万 in speech.
        if last.is_none() { 1 } else { section }
    }

    fn wan(&mut self, last: Option<Mark>) -> Result<(), Flaw> {
        let section = self.close(last);
        if self.wan > 0 || section == 0 {
            return Err(Flaw::Nonsense);
        }
        self.wan = section.saturating_mul(10_000);
        Ok(())
    }

    fn yi(&mut self, last: Option<Mark>) -> Result<(), Flaw> {
        let section = self.close(last).saturating_add(self.wan);
        if self.yi > 0 || section == 0 {
            return Err(Flaw::Nonsense);
        }
        self.yi = section.saturating_mul(100_000_000);
        self.wan = 0;
        Ok(())
    }
}

/// The numeral in the characters that `full` uses, with the 一 that 十 may go without at the start and after 零.
fn normal(text: &str) -> String {
    let mut normal = String::new();
    for found in text.chars() {
        match mark(found) {
            Some(Mark::Digit(digit)) => normal.push(spelled(digit)),
            Some(Mark::Place(10)) => {
                if normal.is_empty() || normal.ends_with('零') {
                    normal.push('一');
                }
                normal.push('十');
            }
            Some(Mark::Place(100)) => normal.push('百'),
            Some(Mark::Place(_)) => normal.push('千'),
            Some(Mark::Wan) => normal.push('万'),
            Some(Mark::Yi) => normal.push('亿'),
            Some(Mark::Point) | None => {}
        }
    }
    normal
}

/// Whether a numeral is written as it should be. 十万零五千 is, beside 十万五千: after a round section both are usual.
fn is_same(typed: &str, written: &str) -> bool {
    let mut wanted = written.chars().peekable();
    let mut before = ('零', '零');
    for found in typed.chars() {
        if wanted.peek() == Some(&found) {
            wanted.next();
        } else {
            let after_round = matches!(before, ('十' | '百' | '千' | '万', '万' | '亿'));
            if found != '零' || !after_round {
                return false;
            }
        }
        before = (before.1, found);
    }
    wanted.next().is_none()
}

/// Whether every 两 stands alone, or before 百, 千, 万 or 亿 and not behind 十.
fn has_liang_in_place(text: &str) -> bool {
    let mut chars = text.chars().peekable();
    let mut last = None;
    while let Some(found) = chars.next() {
        let next = chars.peek().copied().and_then(mark);
        let before_place = matches!(next, Some(Mark::Place(100 | 1000) | Mark::Wan | Mark::Yi));
        if found == '两' && (!before_place || last == Some(Mark::Place(10))) {
            return text == "两";
        }
        last = mark(found);
    }
    true
}
