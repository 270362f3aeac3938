//! Rounding 四舍五入, exact fractions, and what counts as round before 余 and 多.

use num_traits::Zero;
use rust_decimal::Decimal;

/// An exact fraction, so that 2/3*3/4 is 0.5 before it is rounded.
pub type Ratio = num_rational::Ratio<i128>;

/// The most digits that a figure may have.
pub(super) const MOST_DIGITS: u32 = 28;

/// The same number as a fraction.
pub fn ratio(value: Decimal) -> Option<Ratio> {
    let value = value.normalize();
    let denominator = 10_i128.checked_pow(value.scale())?;
    Some(Ratio::new(value.mantissa(), denominator))
}

/// Rounds half away from zero to so many decimal places and drops the zeros at the end; nothing where more
/// than 28 digits would be needed.
pub fn rounded(value: &Ratio, places: u32) -> Option<Decimal> {
    if value.denom().is_zero() {
        return None;
    }
    let negative = (*value.numer() < 0) != (*value.denom() < 0);
    let divisor = value.denom().unsigned_abs();
    let dividend = value.numer().unsigned_abs();
    let mut digits = dividend.checked_div(divisor)?;
    let mut rest = dividend.checked_rem(divisor)?;
    let mut scale = 0_u32;
    // Long division: numerator times 10^places could overflow where the quotient does not.
    while scale < places && rest > 0 {
        let next = rest.checked_mul(10)?;
        digits = digits
            .checked_mul(10)?
            .checked_add(next.checked_div(divisor)?)?;
        rest = next.checked_rem(divisor)?;
        scale = scale.checked_add(1)?;
        if scale > MOST_DIGITS {
            return None;
        }
    }
    if rest > 0 && rest >= divisor.checked_sub(rest)? {
        digits = digits.checked_add(1)?;
    }
    decimal(negative, digits, scale).map(|rounded| rounded.normalize())
}

/// The decimal with these digits, of which `scale` stand behind the point; nothing where there are more than 28.
pub(super) fn decimal(negative: bool, digits: u128, scale: u32) -> Option<Decimal> {
    if scale > MOST_DIGITS || digits >= 10_u128.checked_pow(MOST_DIGITS)? {
        return None;
    }
    let digits = i128::try_from(digits).ok()?;
    let signed = if negative {
        digits.checked_neg()?
    } else {
        digits
    };
    Decimal::try_from_i128_with_scale(signed, scale).ok()
}

/// Whether 余 or 多 may stand behind a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Round {
    /// A round figure.
    Good,
    /// Less than 10.
    TooSmall,
    /// No multiple of 10.
    NotRound {
        /// The next lower multiple of 10.
        down: Decimal,
    },
}

/// Judges a figure that 余 or 多 follows: at least 10 and a multiple of 10, so no fraction either.
pub fn roundness(value: Decimal) -> Round {
    if value < Decimal::TEN {
        return Round::TooSmall;
    }
    let over = value.checked_rem(Decimal::TEN).unwrap_or_default();
    if over.is_zero() {
        return Round::Good;
    }
    let down = value.checked_sub(over).unwrap_or(value).normalize();
    Round::NotRound { down }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    fn round(numerator: i128, denominator: i128, places: u32) -> Option<String> {
        rounded(&Ratio::new(numerator, denominator), places).map(|value| value.to_string())
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        assert_eq!(round(2345, 1000, 2).unwrap(), "2.35");
        assert_eq!(round(-2345, 1000, 2).unwrap(), "-2.35");
        assert_eq!(round(5, 10, 0).unwrap(), "1");
        assert_eq!(round(-5, 10, 0).unwrap(), "-1");
        assert_eq!(round(-4, 10, 0).unwrap(), "0");
        assert_eq!(round(2, 3, 2).unwrap(), "0.67");
        assert_eq!(round(999, 1000, 2).unwrap(), "1");
    }

    #[test]
    fn zeros_at_the_end_go() {
        assert_eq!(round(150, 100, 2).unwrap(), "1.5");
        assert_eq!(round(300, 1, 2).unwrap(), "300");
        assert_eq!(round(1, 2, 40).unwrap(), "0.5");
    }

    #[test]
    fn more_than_28_digits_are_an_overflow() {
        let large = 10_i128.pow(28);
        assert_eq!(round(large, 1, 0), None);
        assert!(round(large - 1, 1, 0).is_some());
        assert_eq!(round(1, 3, 40), None);
        assert_eq!(round(i128::MAX, 3, 2), None);
        assert_eq!(rounded(&Ratio::new_raw(1, 0), 2), None);
        assert!(rounded(&Ratio::new_raw(i128::MIN, i128::MIN), 2).is_some());
    }

    #[test]
    fn a_fraction_is_exact() {
        assert_eq!(ratio(number("46.50")).unwrap(), Ratio::new(93, 2));
        assert_eq!(ratio(number("-0.3")).unwrap(), Ratio::new(-3, 10));
        assert!(ratio(Decimal::MAX).is_some());
    }

    #[test]
    fn round_figures_are_multiples_of_ten() {
        assert_eq!(roundness(number("300")), Round::Good);
        assert_eq!(roundness(number("10.0")), Round::Good);
        assert_eq!(roundness(number("9")), Round::TooSmall);
        assert_eq!(roundness(number("-30")), Round::TooSmall);
        let down = number("310");
        assert_eq!(roundness(number("312")), Round::NotRound { down });
        let down = number("10");
        assert_eq!(roundness(number("10.5")), Round::NotRound { down });
    }

    proptest! {
        #[test]
        fn rounding_a_decimal_to_its_own_places_changes_nothing(digits in -10_i64.pow(15)..10_i64.pow(15), scale in 0_u32..12) {
            let value = Decimal::new(digits, scale);
            prop_assert_eq!(rounded(&ratio(value).unwrap(), scale), Some(value.normalize()));
        }

        #[test]
        fn rounding_never_panics(numerator in any::<i128>(), denominator in any::<i128>(), places in any::<u32>()) {
            rounded(&Ratio::new_raw(numerator, denominator), places);
        }
    }
}
