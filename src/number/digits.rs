//! Figures in digits: groups of three, a point, 万 and 亿 behind.

use super::Form;
use super::bounds::Growth;
use super::refusal::{Refusal, Why};
use super::round::MOST_DIGITS;
use super::scan::{Scan, narrow};
use super::stray::stray;

/// A figure as it was typed, before its unit is looked at: `mantissa` with `places` decimal places, times 10^`power`.
pub(super) struct Body {
    pub(super) mantissa: u128,
    pub(super) places: u32,
    pub(super) power: i32,
    /// Whether 万 or 亿 stands at its end.
    pub(super) scaled: bool,
    pub(super) growth: Growth,
}

/// Reads a figure that opens with a digit and stands behind `passed` other characters.
pub(super) fn read(text: &str, passed: usize, form: &Form) -> Result<Body, Refusal> {
    let mut scan = Scan::new(text, passed);
    let mut run = Run::default();
    let plain = form.kind.is_calendar();
    groups(&mut scan, &mut run, plain)?;
    let mut growth = Growth::Digits;
    if !plain && scan.eat('.') {
        growth = Growth::Places;
        while let Some(digit) = scan.digit() {
            run.push(digit)?;
            run.places = run.places.saturating_add(1);
        }
        if run.places == 0 {
            let whole = form.kind.is_whole();
            let before = run.mantissa.to_string();
            return Err(match scan.peek() {
                Some('.') => Refusal::closed(Why::SecondPoint { whole }),
                next => Refusal::new(Why::LastPoint { before, whole }, next.is_none()),
            });
        }
    }
    let power = if plain { 0 } else { power(&mut scan) };
    match power {
        0 => {}
        4 => growth = Growth::Yi,
        _ => growth = Growth::Nothing,
    }
    if !scan.rest().is_empty() {
        return Err(Refusal::closed(leftover(&scan, &run, form)));
    }
    Ok(Body {
        mantissa: run.mantissa,
        places: run.places,
        power,
        scaled: power > 0,
        growth,
    })
}

/// Passes 万, 亿 or 万亿 and gives its power of ten.
pub(super) fn power(scan: &mut Scan) -> i32 {
    let ten_thousand = scan.eat('万') || scan.eat('萬');
    let hundred_million = scan.eat('亿') || scan.eat('億');
    match (ten_thousand, hundred_million) {
        (true, true) => 12,
        (false, true) => 8,
        (true, false) => 4,
        (false, false) => 0,
    }
}

/// The digits read so far.
#[derive(Default)]
struct Run {
    mantissa: u128,
    count: u32,
    places: u32,
}

impl Run {
    fn push(&mut self, digit: u32) -> Result<(), Refusal> {
        // Zeros in front are dropped, and so do not count.
        if self.mantissa > 0 || digit > 0 {
            self.count = self.count.saturating_add(1);
        }
        if self.count > MOST_DIGITS || self.places >= MOST_DIGITS {
            return Err(Refusal::closed(Why::Long));
        }
        let longer = self.mantissa.saturating_mul(10);
        self.mantissa = longer.saturating_add(u128::from(digit));
        Ok(())
    }
}

fn groups(scan: &mut Scan, run: &mut Run, plain: bool) -> Result<(), Refusal> {
    let start = scan.rest();
    let mut length = 0_u32;
    let mut grouped = false;
    loop {
        if let Some(digit) = scan.digit() {
            run.push(digit)?;
            length = length.saturating_add(1);
            continue;
        }
        if plain || scan.peek() != Some(',') {
            break;
        }
        let fits = match grouped {
            true => length == 3,
            false => (1..=3).contains(&length) && !start.starts_with(['0', '０']),
        };
        if !fits {
            return Err(wrong_groups(start));
        }
        scan.advance();
        grouped = true;
        length = 0;
    }
    if !grouped || length == 3 {
        return Ok(());
    }
    if length < 3 && scan.rest().is_empty() {
        let plain = run.mantissa.to_string();
        return Err(Refusal::open_yet(Why::GroupHalf { plain }));
    }
    Err(wrong_groups(start))
}

fn wrong_groups(text: &str) -> Refusal {
    let digits = text
        .chars()
        .map(narrow)
        .take_while(|found| found.is_ascii_digit() || *found == ',')
        .filter(char::is_ascii_digit)
        .collect();
    Refusal::closed(Why::GroupWrong { digits })
}

/// What stands behind a figure and is no part of it: 3千 has a right form, all else is a stray.
fn leftover(scan: &Scan, run: &Run, form: &Form) -> Why {
    let factor = match scan.rest() {
        "十" | "拾" => 10,
        "百" | "佰" => 100,
        "千" | "仟" => 1000,
        _ => return stray(scan.rest(), scan.at(), form),
    };
    if run.places > 0 || form.kind.is_calendar() {
        return stray(scan.rest(), scan.at(), form);
    }
    let right = run.mantissa.saturating_mul(factor).to_string();
    Why::Scale { right }
}
