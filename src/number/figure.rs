//! A typed figure as a whole: sign, number, 余 or 多, unit, and the turning into the field's unit.

use rust_decimal::Decimal;

use super::bounds::{Figure, Growth};
use super::digits::{self, Body};
use super::form::MONEY;
use super::refusal::{Refusal, Why, clipped};
use super::round::{Round, roundness};
use super::scan::{Scan, before, narrow};
use super::stray::stray;
use super::{Form, Kind, numeral};

const PERCENT: &str = "百分之";

/// Reads a figure without blanks around it.
pub(super) fn read(typed: &str, form: &Form) -> Result<Decimal, Refusal> {
    let (negative, rest) = sign(typed, form)?;
    let reader = Reader {
        form,
        negative,
        passed: if rest.len() < typed.len() { 1 } else { 0 },
    };
    if form.kind == Kind::Percent
        && let Some(read) = reader.percent(rest)
    {
        return read;
    }
    let tails = tails(form);
    let mut refusal: Option<Refusal> = None;
    for tail in &tails {
        let Some(read) = reader.with_tail(rest, tail) else {
            continue;
        };
        match read {
            Ok(value) => return Ok(value),
            // What may still become right says more than what the other tails find wrong.
            Err(next) if next.open() => refusal = refusal.filter(Refusal::open).or(Some(next)),
            Err(next) => refusal = refusal.or(Some(next)),
        }
    }
    let refusal = refusal.unwrap_or_else(|| Refusal::closed(Why::NoNumber));
    if !refusal.open() && reader.has_half_a_unit(rest, &tails) {
        return Err(Refusal::open_yet(Why::UnitHalf(clipped(form.unit))));
    }
    Err(refusal)
}

/// The sign, where one may stand, and what follows it.
fn sign<'a>(typed: &'a str, form: &Form) -> Result<(bool, &'a str), Refusal> {
    let is_sign = |found: Option<char>| matches!(found, Some('-' | '+' | '负'));
    let mut scan = Scan::new(typed, 0);
    let found = scan.peek();
    if !is_sign(found) {
        return Ok((false, typed));
    }
    if !form.is_signed() {
        let why = if found == Some('+') {
            Why::Plus
        } else {
            Why::Minus
        };
        return Err(Refusal::closed(why));
    }
    scan.advance();
    match scan.peek() {
        None => Err(Refusal::open_yet(Why::SignAlone)),
        next if is_sign(next) => Err(Refusal::closed(Why::Signs)),
        Some(next) if next.is_whitespace() => Err(Refusal::closed(Why::Gap)),
        Some(_) => Ok((found != Some('+'), scan.rest())),
    }
}

/// Something that may stand behind a number, and what it does to it.
struct Tail<'a> {
    text: &'a str,
    /// The power of ten that turns the number into the field's unit.
    power: i32,
    /// Whether only a number with 万 or 亿 at its end is turned.
    scaled_only: bool,
    /// What the number must end in.
    behind: Option<char>,
}

/// The tails of a field, the longest first: 万元 before 元 before none.
fn tails<'a>(form: &Form<'a>) -> Vec<Tail<'a>> {
    let plain = |text, power| Tail {
        text,
        power,
        scaled_only: false,
        behind: None,
    };
    let unit_power = form.unit_power();
    let mut tails = vec![plain(form.unit, 0)];
    match form.kind {
        Kind::Year => tails.push(plain("年", 0)),
        Kind::Month => tails.push(plain("月", 0)),
        Kind::Percent => tails.push(plain("%", 0)),
        _ => {}
    }
    if form.counts_money() {
        tails.extend(
            MONEY
                .iter()
                .map(|&(unit, power)| plain(unit, power.saturating_sub(unit_power))),
        );
    }
    let mut chars = form.unit.chars();
    if let Some(first) = chars.next()
        && unit_power > 0
    {
        // 300万 in a 万元 field is 300万元. 一亿二千万户 in a 万户 field is one numeral and 户.
        tails.extend(
            form.unit
                .strip_suffix(chars.as_str())
                .map(|scale| plain(scale, 0)),
        );
        tails.push(Tail {
            text: chars.as_str(),
            power: unit_power.saturating_neg(),
            scaled_only: true,
            behind: Some(first),
        });
    }
    tails.retain(|tail| !tail.text.is_empty());
    tails.sort_by_key(|tail| std::cmp::Reverse(tail.text.len()));
    tails.push(Tail {
        text: "",
        power: unit_power.saturating_neg(),
        scaled_only: true,
        behind: None,
    });
    tails
}

/// Reads the number between a sign and a tail.
struct Reader<'a> {
    form: &'a Form<'a>,
    negative: bool,
    /// How many characters stand before the number.
    passed: usize,
}

impl Reader<'_> {
    /// The spelling 百分之六十二点五; nothing where it is another one.
    fn percent(&self, text: &str) -> Option<Result<Decimal, Refusal>> {
        if PERCENT.starts_with(text) {
            return Some(Err(Refusal::open_yet(Why::PercentHalf)));
        }
        let number = text.strip_prefix(PERCENT)?;
        // The one numeral that is always said without 一.
        let number = if number == "百" { "一百" } else { number };
        let reader = Reader {
            passed: self.passed.saturating_add(3),
            ..*self
        };
        let tail = Tail {
            text: "",
            power: 0,
            scaled_only: true,
            behind: None,
        };
        Some(reader.number(number, &tail))
    }

    /// The value, where the text ends in this tail.
    fn with_tail(&self, text: &str, tail: &Tail) -> Option<Result<Decimal, Refusal>> {
        let number = before(text, tail.text)?;
        if tail.behind.is_some_and(|wanted| !number.ends_with(wanted)) {
            return None;
        }
        let read = self.number(number.trim_end(), tail);
        if tail.text.is_empty() {
            return Some(read);
        }
        Some(read.map_err(Refusal::settled))
    }

    fn number(&self, text: &str, tail: &Tail) -> Result<Decimal, Refusal> {
        let more = self.more(text);
        let Some(Rough {
            number,
            word,
            power,
        }) = more
        else {
            let body = self.body(text)?;
            let turned = if tail.scaled_only && !body.scaled {
                0
            } else {
                tail.power
            };
            return self.figure(&body, turned, tail).judged(self.form);
        };
        let body = self.body(number).map_err(Refusal::settled)?;
        let turned = if tail.scaled_only && !body.scaled && power == 0 {
            0
        } else {
            tail.power
        };
        let behind = power.saturating_add(turned);
        let mut figure = self.figure(&body, behind, tail);
        figure.growth = match tail.text.is_empty() && power == 0 {
            true => Growth::Scales,
            false => Growth::Nothing,
        };
        let value = figure.judged(self.form)?;
        // 300余万元 is more than 300 times 10000, 300万余元 a little over 3000000: in a 万元 field only the first is
        // what its text says. In a 元 field 30余万 may stand for 300000余 as its own number is round; 3余万 is not.
        let is_said_elsewhere = match self.form.unit_power() {
            0 => behind != 0 && !self.is_round(&body),
            _ => behind != 0 || body.scaled,
        };
        if is_said_elsewhere {
            let right = format!("{value}{word}{}", clipped(self.form.unit));
            return Err(Refusal::closed(Why::MorePlace { right }));
        }
        Ok(value)
    }

    fn is_round(&self, body: &Body) -> bool {
        let alone = Figure {
            negative: false,
            mantissa: body.mantissa,
            places: body.places,
            power: body.power,
            growth: Growth::Nothing,
        };
        alone
            .value()
            .is_some_and(|value| roundness(value) == Round::Good)
    }

    fn figure(&self, body: &Body, turned: i32, tail: &Tail) -> Figure {
        Figure {
            negative: self.negative,
            mantissa: body.mantissa,
            places: body.places,
            power: body.power.saturating_add(turned),
            growth: if tail.text.is_empty() {
                body.growth
            } else {
                Growth::Nothing
            },
        }
    }

    /// The number before 余 or 多, where the field's text has it, and the 万 or 亿 behind.
    fn more<'a>(&self, text: &'a str) -> Option<Rough<'a>> {
        let scales = [("万亿", 12), ("亿", 8), ("万", 4), ("", 0)];
        scales.into_iter().find_map(|(scale, power)| {
            let rough = before(text, scale)?;
            let word = rough.chars().next_back()?;
            let number = rough.strip_suffix(word)?;
            let is_taken = self.form.more.contains(&word) && !number.is_empty();
            is_taken.then_some(Rough {
                number,
                word,
                power,
            })
        })
    }

    fn body(&self, text: &str) -> Result<Body, Refusal> {
        let Some(first) = text.chars().next() else {
            return Err(Refusal::closed(Why::NoNumber));
        };
        if narrow(first).is_ascii_digit() {
            return digits::read(text, self.passed, self.form);
        }
        if numeral::is_numeral(first) || numeral::is_old(first) {
            return numeral::read(text, self.passed, self.form);
        }
        let at = self.passed.saturating_add(1);
        Err(Refusal::closed(stray(text, at, self.form)))
    }

    /// Whether the text ends in the first characters of a tail and would be right with all of it.
    fn has_half_a_unit(&self, text: &str, tails: &[Tail]) -> bool {
        tails.iter().any(|tail| {
            let cuts = tail
                .text
                .char_indices()
                .map(|(at, _)| at)
                .filter(|at| *at > 0);
            cuts.filter_map(|at| before(text, tail.text.get(..at)?))
                .filter(|number| tail.behind.is_none_or(|wanted| number.ends_with(wanted)))
                .any(|number| self.number(number.trim_end(), tail).is_ok())
        })
    }
}

/// A number with 余 or 多 behind it.
struct Rough<'a> {
    number: &'a str,
    word: char,
    /// The power of ten of the 万 or 亿 behind 余.
    power: i32,
}
