//! Figures in Chinese numerals, with 点 or digit by digit for a year; `whole` reads what stands before 点.

mod whole;

use rust_decimal::Decimal;
use whole::{Flaw, whole};

use super::bounds::Growth;
use super::chinese::usual;
use super::digits::{Body, power};
use super::refusal::{Refusal, Why};
use super::scan::Scan;
use super::stray::{shape, stray};
use super::{Form, Kind, round};

/// What a character of a numeral is.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Digit(u64),
    Place(u64),
    Wan,
    Yi,
    Point,
}

fn mark(found: char) -> Option<Mark> {
    let mark = match found {
        '零' | '〇' => Mark::Digit(0),
        '一' | '壹' => Mark::Digit(1),
        '二' | '贰' | '两' => Mark::Digit(2),
        '三' | '叁' => Mark::Digit(3),
        '四' | '肆' => Mark::Digit(4),
        '五' | '伍' => Mark::Digit(5),
        '六' | '陆' => Mark::Digit(6),
        '七' | '柒' => Mark::Digit(7),
        '八' | '捌' => Mark::Digit(8),
        '九' | '玖' => Mark::Digit(9),
        '十' | '拾' => Mark::Place(10),
        '百' | '佰' => Mark::Place(100),
        '千' | '仟' => Mark::Place(1000),
        '万' | '萬' => Mark::Wan,
        '亿' | '億' => Mark::Yi,
        '点' => Mark::Point,
        _ => return None,
    };
    Some(mark)
}

/// Whether a character can stand in a numeral.
pub(super) fn is_numeral(found: char) -> bool {
    mark(found).is_some()
}

/// Whether a character is a Chinese one.
pub(super) fn is_han(found: char) -> bool {
    matches!(found, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// The usual form of an old-fashioned or spoken numeral that is not accepted.
fn old(found: char) -> Option<u64> {
    match found {
        '廿' => Some(20),
        '卅' => Some(30),
        '俩' => Some(2),
        '仨' => Some(3),
        _ => None,
    }
}

/// Whether a character is a numeral of a kind that is not accepted, like 廿.
pub(super) fn is_old(found: char) -> bool {
    old(found).is_some()
}

/// Reads a numeral that stands behind `passed` other characters.
pub(super) fn read(text: &str, passed: usize, form: &Form) -> Result<Body, Refusal> {
    let mut scan = Scan::new(text, passed);
    while scan.peek().is_some_and(is_numeral) {
        scan.advance();
    }
    if let Some(next) = scan.peek() {
        let why = match old(next) {
            Some(number) => named_full(number),
            None => stray(scan.rest(), scan.at(), form),
        };
        return Err(Refusal::closed(why));
    }
    if form.kind == Kind::Year
        && let Some(body) = year(text)
    {
        return body;
    }
    match text.split_once('点') {
        None => Ok(Body {
            mantissa: u128::from(whole(text).map_err(|flaw| flaw.refusal(text))?),
            places: 0,
            power: 0,
            // 一万二千 counts ones as 1.2万 does.
            scaled: text
                .chars()
                .any(|found| matches!(mark(found), Some(Mark::Wan | Mark::Yi))),
            growth: Growth::Numeral,
        }),
        Some(_) if form.kind.is_calendar() => Err(Refusal::closed(shape(form))),
        Some((before, behind)) => fraction(before, behind, form.kind.is_whole()),
    }
}

/// A year digit by digit; nothing where it is written as a number.
fn year(text: &str) -> Option<Result<Body, Refusal>> {
    let mut number = 0_u128;
    let mut length = 0_u32;
    for found in text.chars() {
        let Some(Mark::Digit(digit)) = mark(found).filter(|_| found != '两') else {
            return None;
        };
        number = number.saturating_mul(10).saturating_add(u128::from(digit));
        length = length.saturating_add(1);
    }
    if length < 2 {
        return None;
    }
    if length != 4 || number < 1000 {
        let open = length < 4 && !text.starts_with(['零', '〇']);
        return Some(Err(Refusal::new(Why::Year, open)));
    }
    Some(Ok(Body {
        mantissa: number,
        places: 0,
        power: 0,
        scaled: false,
        growth: Growth::Nothing,
    }))
}

/// A numeral with 点: digits one by one behind it, then perhaps 万 or 亿.
fn fraction(before: &str, behind: &str, only_whole: bool) -> Result<Body, Refusal> {
    if before.is_empty() {
        return Err(Refusal::closed(Why::FirstPoint { whole: only_whole }));
    }
    let whole = whole(before).map_err(|flaw| flaw.refusal(before).settled())?;
    let mut mantissa = u128::from(whole);
    let mut places = 0_u32;
    let mut scan = Scan::new(behind, 0);
    while let Some(found) = scan.peek() {
        let Some(Mark::Digit(digit)) = mark(found).filter(|_| found != '两') else {
            break;
        };
        scan.advance();
        mantissa = mantissa
            .saturating_mul(10)
            .saturating_add(u128::from(digit));
        places = places.saturating_add(1);
        if places > round::MOST_DIGITS {
            return Err(Refusal::closed(Why::Long));
        }
    }
    if places == 0 {
        let open = scan.rest().is_empty();
        let why = match only_whole {
            _ if !open => Why::Nonsense,
            true => Why::LastPoint {
                before: whole.to_string(),
                whole: true,
            },
            false => Why::NumeralHalf {
                typed: format!("{before}点"),
                full: format!("{before}点五"),
                digits: format!("{whole}.5"),
            },
        };
        return Err(Refusal::new(why, open));
    }
    let power = power(&mut scan);
    // 一万点五万 says 万 twice; 一万点五 is 10000.5.
    if !scan.rest().is_empty() || (power > 0 && whole >= 10_000) {
        return Err(Refusal::closed(Why::Nonsense));
    }
    Ok(Body {
        mantissa,
        places,
        power,
        scaled: power > 0,
        growth: match power {
            0 => Growth::Places,
            4 => Growth::Yi,
            _ => Growth::Nothing,
        },
    })
}

impl Flaw {
    fn refusal(self, typed: &str) -> Refusal {
        match self {
            Flaw::Run => Refusal::closed(Why::Run),
            Flaw::Nonsense => Refusal::closed(Why::Nonsense),
            Flaw::Short(number) => Refusal::open_yet(named_full(number)),
            Flaw::Full(number) => Refusal::closed(named_full(number)),
            Flaw::Half(number) => Refusal::open_yet(Why::NumeralHalf {
                typed: typed.to_owned(),
                full: usual(number),
                digits: number.to_string(),
            }),
        }
    }
}

fn named_full(number: u64) -> Why {
    Why::NumeralFull {
        full: usual(number),
        digits: Decimal::from(number).to_string(),
    }
}
