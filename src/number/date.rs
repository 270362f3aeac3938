//! Dates as they are typed: 2024-07-01, 2024.7.1 and 2024年7月1日.

use jiff::civil::Date;

use super::refusal::{Refusal, Why};
use super::scan::Scan;
use super::stray::is_likely_digit;

/// The day without its year: 7月1日.
pub fn month_day(date: Date) -> String {
    format!("{}月{}日", date.month(), date.day())
}

/// Reads a date without blanks around it.
pub(super) fn read(typed: &str) -> Result<Date, Refusal> {
    let mut scan = Scan::new(typed, 0);
    let year = digits(&mut scan);
    if year.length > 4 {
        return Err(Refusal::closed(Why::DateForm));
    }
    let marks = match scan.peek() {
        None => return Err(Refusal::open_yet(Why::DateHalf)),
        Some('-') => ('-', '-'),
        Some('.') => ('.', '.'),
        Some('年') => ('年', '月'),
        Some(found) => return Err(unexpected(found, &scan)),
    };
    if year.length != 4 {
        return Err(Refusal::closed(Why::DateYear));
    }
    scan.advance();

    let month = digits(&mut scan);
    if month.value > 12 {
        return Err(Refusal::closed(Why::DateMonth));
    }
    match scan.peek() {
        None => return Err(Refusal::open_yet(Why::DateHalf)),
        Some(found) if found != marks.1 => return Err(unexpected(found, &scan)),
        Some(_) if month.value == 0 => return Err(Refusal::closed(Why::DateMonth)),
        Some(_) => scan.advance(),
    }

    let day = digits(&mut scan);
    let first = calendar(year.value, month.value, 1)?;
    let last = first.days_in_month();
    if day.value > u32::from(last.unsigned_abs()) {
        return Err(Refusal::closed(Why::DateDay { first, last }));
    }
    let spelled_out = marks.1 == '月';
    let complete = scan.rest().is_empty();
    if complete && (spelled_out || day.value == 0) {
        return Err(Refusal::open_yet(Why::DateHalf));
    }
    if spelled_out && day.value > 0 {
        scan.eat('日');
    }
    if let Some(found) = scan.peek() {
        return Err(unexpected(found, &scan));
    }
    calendar(year.value, month.value, day.value)
}

/// A run of digits: what it is worth, and how many there are without the zeros in front.
struct Digits {
    value: u32,
    length: u32,
}

fn digits(scan: &mut Scan) -> Digits {
    let mut run = Digits {
        value: 0,
        length: 0,
    };
    while let Some(digit) = scan.digit() {
        run.value = run.value.saturating_mul(10).saturating_add(digit);
        if run.value > 0 {
            run.length = run.length.saturating_add(1);
        }
    }
    run
}

fn calendar(year: u32, month: u32, day: u32) -> Result<Date, Refusal> {
    let wrong = || Refusal::closed(Why::DateForm);
    let year = i16::try_from(year).map_err(|_| wrong())?;
    let month = i8::try_from(month).map_err(|_| wrong())?;
    let day = i8::try_from(day).map_err(|_| wrong())?;
    Date::new(year, month, day).map_err(|_| wrong())
}

fn unexpected(found: char, scan: &Scan) -> Refusal {
    if is_likely_digit(found) {
        return Refusal::closed(Why::Letter {
            at: scan.at(),
            letter: found,
        });
    }
    Refusal::closed(Why::DateForm)
}
