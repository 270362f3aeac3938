//! What a field asks of a figure: whole or so many places, its bounds, 28 digits; and whether a figure that
//! falls short could still get there by further keys.

use rust_decimal::{Decimal, RoundingStrategy};

use super::refusal::{Refusal, Why, clipped};
use super::round::{MOST_DIGITS, decimal};
use super::stray::shape;
use super::{Form, Kind};

/// What may still be typed behind a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Growth {
    /// Nothing that changes it.
    Nothing,
    /// 亿, as 万 stands at its end.
    Yi,
    /// 万 and 亿, as 余 stands at its end.
    Scales,
    /// Digits behind the point, then 万 and 亿.
    Places,
    /// Digits, a point, 万 and 亿.
    Digits,
    /// More of a Chinese numeral.
    Numeral,
}

/// A figure in its field's unit: `mantissa` with `places` decimal places, times 10^`power`.
pub(super) struct Figure {
    pub(super) negative: bool,
    pub(super) mantissa: u128,
    pub(super) places: u32,
    pub(super) power: i32,
    pub(super) growth: Growth,
}

impl Figure {
    /// Its value, where it is what the field asks for.
    pub(super) fn judged(&self, form: &Form) -> Result<Decimal, Refusal> {
        let Some(value) = self.value() else {
            return Err(Refusal::closed(Why::Long));
        };
        match fault(value, form) {
            None => Ok(value),
            Some(why) => Err(Refusal::new(why, self.could_fit(form))),
        }
    }

    /// Its value, with the places as typed; a turned one is exact and loses zeros at its end.
    pub(super) fn value(&self) -> Option<Decimal> {
        let mut mantissa = self.mantissa;
        let mut places = i32::try_from(self.places).ok()?.checked_sub(self.power)?;
        while places < 0 {
            mantissa = mantissa.checked_mul(10)?;
            places = places.checked_add(1)?;
        }
        while self.power != 0 && places > 0 && mantissa.checked_rem(10)? == 0 {
            mantissa = mantissa.checked_div(10)?;
            places = places.checked_sub(1)?;
        }
        decimal(self.negative, mantissa, u32::try_from(places).ok()?)
    }

    /// Whether some further keys could bring it between the bounds.
    fn could_fit(&self, form: &Form) -> bool {
        let target = Target::of(form, self.negative);
        let powers = powers(form);
        let Some(typed) = decimal(false, self.mantissa, self.places) else {
            return false;
        };
        let last_place = Decimal::try_from_i128_with_scale(1, self.places).unwrap_or(Decimal::ONE);
        match self.growth {
            Growth::Nothing => false,
            Growth::Yi => {
                let power = self.power.saturating_add(8);
                target.meets(shifted(typed, power), Some(Decimal::ZERO))
            }
            Growth::Scales => powers
                .into_iter()
                .any(|power| target.meets(shifted(typed, power), Some(Decimal::ZERO))),
            // Places once typed stay, unless 万 behind takes them in.
            Growth::Places => powers
                .into_iter()
                .filter(|power| *power != 0 || target.places.is_none_or(|most| self.places <= most))
                .any(|power| target.meets(shifted(typed, power), shifted(last_place, power))),
            Growth::Digits => powers.into_iter().any(|power| {
                let longest = power.saturating_add(28);
                (power..=longest)
                    .any(|power| target.meets(shifted(typed, power), shifted(Decimal::ONE, power)))
            }),
            Growth::Numeral => powers
                .into_iter()
                .chain([self.power])
                .any(|power| target.meets(shifted(typed, power), None)),
        }
    }
}

/// The powers of ten by which 万, 亿, 万亿 or 元 behind a figure would still turn it.
fn powers(form: &Form) -> [i32; 5] {
    if form.kind.is_calendar() {
        return [0; 5];
    }
    let unit = form.unit_power();
    let yuan = if form.counts_money() { -unit } else { 0 };
    [0, 4 - unit, 8 - unit, 12 - unit, yuan]
}

/// Where an amount must lie, its sign aside.
struct Target {
    least: Decimal,
    most: Option<Decimal>,
    places: Option<u32>,
}

impl Target {
    fn of(form: &Form, negative: bool) -> Target {
        let (least, most) = if negative {
            (
                form.most().map(|most| -most),
                form.least().map(|least| -least),
            )
        } else {
            (form.least(), form.most())
        };
        Target {
            least: least.unwrap_or_default().max(Decimal::ZERO),
            most,
            places: form.most_places(),
        }
    }

    /// Whether a number that the field takes lies from `start` on, before `start` and `width`. A width of zero is
    /// `start` alone, no width is without end.
    fn meets(&self, start: Option<Decimal>, width: Option<Decimal>) -> bool {
        let Some(start) = start else {
            return false;
        };
        let from = start.max(self.least);
        let first = match self.places {
            Some(places) if places <= MOST_DIGITS => {
                from.round_dp_with_strategy(places, RoundingStrategy::AwayFromZero)
            }
            _ => from,
        };
        let before_end = match width {
            None => true,
            Some(width) if width.is_zero() => first == start,
            Some(width) => start.checked_add(width).is_none_or(|end| first < end),
        };
        before_end && self.most.is_none_or(|most| first <= most)
    }
}

/// `value` times 10^`power`.
fn shifted(value: Decimal, power: i32) -> Option<Decimal> {
    let distance = power.unsigned_abs();
    if power < 0 {
        return value.checked_mul(Decimal::try_from_i128_with_scale(1, distance).ok()?);
    }
    let factor = 10_i128.checked_pow(distance)?;
    value.checked_mul(Decimal::try_from_i128_with_scale(factor, 0).ok()?)
}

fn fault(value: Decimal, form: &Form) -> Option<Why> {
    if let Some(places) = form.most_places()
        && value.scale() > places
    {
        let fits = |candidate: &Decimal| {
            form.least().is_none_or(|least| *candidate >= least)
                && form.most().is_none_or(|most| *candidate <= most)
        };
        let towards = |strategy| Some(value.round_dp_with_strategy(places, strategy)).filter(fits);
        return Some(Why::Between {
            places,
            down: towards(RoundingStrategy::ToNegativeInfinity),
            up: towards(RoundingStrategy::ToPositiveInfinity),
        });
    }
    if let Some(least) = form.least()
        && value < least
    {
        return Some(below(least, form));
    }
    if let Some(most) = form.most()
        && value > most
    {
        return Some(above(most, form));
    }
    None
}

fn below(least: Decimal, form: &Form) -> Why {
    match form.kind {
        Kind::Percent => Why::PercentBelow(least),
        Kind::Year if least == Decimal::ONE_THOUSAND => shape(form),
        Kind::Month if least == Decimal::ONE => shape(form),
        _ => Why::Below {
            least,
            what: clipped(form.unit),
        },
    }
}

fn above(most: Decimal, form: &Form) -> Why {
    match form.kind {
        Kind::Percent => Why::PercentAbove(most),
        Kind::Year if most == Decimal::from(9999) => shape(form),
        Kind::Month if most == Decimal::from(12) => shape(form),
        _ => Why::Above {
            most,
            what: clipped(form.unit),
        },
    }
}
