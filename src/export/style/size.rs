//! Font sizes as offices name them.

use rust_decimal::Decimal;

/// The named sizes in half-points.
const NAMED: [(&str, u32); 16] = [
    ("初号", 84),
    ("小初", 72),
    ("一号", 52),
    ("小一", 48),
    ("二号", 44),
    ("小二", 36),
    ("三号", 32),
    ("小三", 30),
    ("四号", 28),
    ("小四", 24),
    ("五号", 21),
    ("小五", 18),
    ("六号", 15),
    ("小六", 13),
    ("七号", 11),
    ("八号", 10),
];

/// What a size may be, in half-points: below, no one can read it; above, it fills the page.
const SIZES: std::ops::RangeInclusive<u32> = 10..=144;

/// A size by its name (2号, 二号, 小三, 小3号) or in points (16, 16磅); half-points.
pub(super) fn half_points(typed: &str) -> Option<u32> {
    let name = canonical(typed);
    let named = NAMED
        .iter()
        .find(|(known, _)| known.trim_end_matches('号') == name.trim_end_matches('号'));
    if let Some((_, size)) = named
        && name.contains(['号', '小'])
    {
        return Some(*size);
    }
    let points = typed.trim().trim_end_matches("磅").trim_end_matches("pt");
    let doubled = Decimal::from_str_exact(points.trim())
        .ok()?
        .checked_mul(Decimal::TWO)?;
    let size = u32::try_from(doubled.normalize()).ok()?;
    (doubled.fract().is_zero() && SIZES.contains(&size)).then_some(size)
}

fn canonical(typed: &str) -> String {
    const DIGITS: [char; 8] = ['一', '二', '三', '四', '五', '六', '七', '八'];
    let chinese = |c: char| {
        let narrow = match c {
            '１'..='８' => u32::from(c).checked_sub(u32::from('１'))?,
            '1'..='8' => u32::from(c).checked_sub(u32::from('1'))?,
            _ => return None,
        };
        DIGITS.get(usize::try_from(narrow).ok()?).copied()
    };
    typed
        .trim()
        .chars()
        .map(|c| chinese(c).unwrap_or(c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_a_name_or_points() {
        for (typed, size) in [
            ("2号", Some(44)),
            ("二号", Some(44)),
            ("小二", Some(36)),
            ("小2号", Some(36)),
            ("３号", Some(32)),
            ("初号", Some(84)),
            ("16", Some(32)),
            ("10.5", Some(21)),
            ("16磅", Some(32)),
            ("3", None),
            ("10.3", None),
            ("0", None),
            ("-16", None),
            ("100", None),
            ("9号", None),
            ("大号", None),
            ("号", None),
            ("小", None),
            ("", None),
        ] {
            assert_eq!(half_points(typed), size, "{typed}");
        }
    }
}
