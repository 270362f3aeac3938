//! Numbers in Chinese numerals, as they are printed and as `numeral` compares what was typed with.

use rust_decimal::Decimal;

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Where numerals end: more than 16 digits would need 一亿亿.
const END: u64 = 10_000_000_000_000_000;

/// A whole number in Chinese numerals: 15 十五, 200 二百, 12010 一万二千零一十; nothing for a fraction and for
/// more than 16 digits.
pub fn chinese(value: Decimal) -> Option<String> {
    let value = value.normalize();
    if value.scale() > 0 {
        return None;
    }
    let number = u64::try_from(value.mantissa().unsigned_abs()).ok()?;
    if number >= END {
        return None;
    }
    let numeral = usual(number);
    if value < Decimal::ZERO {
        return Some(format!("负{numeral}"));
    }
    Some(numeral)
}

/// The digits of a year one by one: 2021 二〇二一; other characters stay.
pub fn chinese_digits(year: &str) -> String {
    year.chars()
        .map(|found| match found.to_digit(10) {
            Some(0) => '〇',
            Some(digit) => spelled(u64::from(digit)),
            None => found,
        })
        .collect()
}

/// A digit as it stands in a numeral.
pub(super) fn spelled(digit: u64) -> char {
    usize::try_from(digit)
        .ok()
        .and_then(|place| DIGITS.get(place))
        .copied()
        .unwrap_or('零')
}

/// A number below 10^16 as it is usually written: 十五.
pub(super) fn usual(number: u64) -> String {
    let numeral = full(number);
    match numeral.strip_prefix('一') {
        Some(short) if short.starts_with('十') => short.to_owned(),
        _ => numeral,
    }
}

/// A number below 10^16 with the 一 before every 十: 一十五.
pub(super) fn full(number: u64) -> String {
    let mut numeral = String::new();
    if number == 0 {
        numeral.push(spelled(0));
        return numeral;
    }
    let (high, low) = (number / 100_000_000, number % 100_000_000);
    if high > 0 {
        two_sections(high, &mut numeral);
        numeral.push('亿');
        if low > 0 && low < 10_000_000 {
            numeral.push('零');
        }
    }
    two_sections(low, &mut numeral);
    numeral
}

fn two_sections(number: u64, numeral: &mut String) {
    let (high, low) = (number / 10_000, number % 10_000);
    if high > 0 {
        section(high, numeral);
        numeral.push('万');
        if low > 0 && low < 1000 {
            numeral.push('零');
        }
    }
    section(low, numeral);
}

/// Up to four digits; zeros between them are one 零, those at either end none.
fn section(number: u64, numeral: &mut String) {
    let mut begun = false;
    let mut gap = false;
    for (worth, name) in [
        (1000, Some('千')),
        (100, Some('百')),
        (10, Some('十')),
        (1, None),
    ] {
        let digit = number / worth % 10;
        if digit == 0 {
            gap = begun;
            continue;
        }
        if gap {
            numeral.push('零');
        }
        numeral.push(spelled(digit));
        numeral.extend(name);
        begun = true;
        gap = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(number: u64) -> String {
        chinese(Decimal::from(number)).unwrap()
    }

    #[test]
    fn numerals_are_written_as_offices_write_them() {
        for (number, numeral) in [
            (0, "零"),
            (10, "十"),
            (15, "十五"),
            (20, "二十"),
            (105, "一百零五"),
            (110, "一百一十"),
            (115, "一百一十五"),
            (200, "二百"),
            (1005, "一千零五"),
            (1050, "一千零五十"),
            (12_010, "一万二千零一十"),
            (20_000, "二万"),
            (100_000, "十万"),
            (105_000, "十万五千"),
            (100_500, "十万零五百"),
            (100_050_000, "一亿零五万"),
            (1_000_000_000_000, "一万亿"),
            (1_000_500_000_001, "一万零五亿零一"),
        ] {
            assert_eq!(of(number), numeral);
        }
    }

    #[test]
    fn fractions_and_17_digits_have_no_numeral() {
        assert_eq!(chinese(Decimal::new(15, 1)), None);
        assert_eq!(chinese(Decimal::new(150, 1)).unwrap(), "十五");
        assert_eq!(chinese(Decimal::from(END)), None);
        assert!(chinese(Decimal::from(END - 1)).is_some());
        assert_eq!(chinese(Decimal::MIN), None);
        assert_eq!(chinese(Decimal::from(-15)).unwrap(), "负十五");
    }

    #[test]
    fn a_year_is_read_digit_by_digit() {
        assert_eq!(chinese_digits("2021"), "二〇二一");
        assert_eq!(chinese_digits("1990年"), "一九九〇年");
    }
}
