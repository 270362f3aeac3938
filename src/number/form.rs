//! What a field asks for: its kind, its unit and the bounds that a single answer must keep.

use rust_decimal::Decimal;

/// The kind of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A whole number.
    Integer,
    /// A number that may have decimal places.
    Decimal,
    /// A percentage: 62.5 for 62.5％.
    Percent,
    /// A year of four digits.
    Year,
    /// A month, 1 to 12.
    Month,
    /// A calendar day.
    Date,
    /// A line of text.
    Text,
}

/// Every kind and the name it has in a report file.
pub const KINDS: [(Kind, &str); 7] = [
    (Kind::Integer, "integer"),
    (Kind::Decimal, "decimal"),
    (Kind::Percent, "percent"),
    (Kind::Year, "year"),
    (Kind::Month, "month"),
    (Kind::Date, "date"),
    (Kind::Text, "text"),
];

impl Kind {
    /// The kind that a report file calls `name`.
    pub fn named(name: &str) -> Option<Kind> {
        KINDS
            .iter()
            .find_map(|&(kind, own)| (own == name).then_some(kind))
    }

    /// Its name in a report file.
    pub fn name(self) -> &'static str {
        KINDS
            .iter()
            .find_map(|&(kind, name)| (kind == self).then_some(name))
            .unwrap_or_default()
    }

    /// Whether its answers have no decimal places.
    pub(super) fn is_whole(self) -> bool {
        matches!(self, Kind::Integer | Kind::Year | Kind::Month)
    }

    /// Whether it is a year or a month: plain digits, without groups, point, 万 and 亿.
    pub(super) fn is_calendar(self) -> bool {
        matches!(self, Kind::Year | Kind::Month)
    }
}

/// What a field asks for.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// The kind of its answers.
    pub kind: Kind,
    /// What is counted, blank where nothing is; accepted behind the number.
    pub unit: &'a str,
    /// The lower bound, where the field names one; for text it counts characters.
    pub min: Option<Decimal>,
    /// The upper bound, where the field names one; for text it counts characters.
    pub max: Option<Decimal>,
    /// The most decimal places, where the field names them.
    pub places: Option<u32>,
    /// 余 or 多, where the text prints it behind a slot of this field.
    pub more: &'a [char],
    /// The answers to choose from, for text; empty where any will do.
    pub choices: &'a [String],
}

impl Form<'_> {
    /// The lower bound that counts: the field's own or its kind's.
    pub fn least(&self) -> Option<Decimal> {
        match self.kind {
            Kind::Integer | Kind::Decimal | Kind::Percent => Some(self.min.unwrap_or_default()),
            Kind::Year => Some(at_least(self.min, Decimal::ONE_THOUSAND)),
            Kind::Month => Some(at_least(self.min, Decimal::ONE)),
            Kind::Date => None,
            Kind::Text => self.min,
        }
    }

    /// The upper bound that counts: the field's own or its kind's.
    pub fn most(&self) -> Option<Decimal> {
        match self.kind {
            Kind::Percent => Some(self.max.unwrap_or(Decimal::ONE_HUNDRED)),
            Kind::Year => Some(at_most(self.max, Decimal::from(9999))),
            Kind::Month => Some(at_most(self.max, Decimal::from(12))),
            Kind::Date => None,
            Kind::Integer | Kind::Decimal | Kind::Text => self.max,
        }
    }

    /// Whether a sign may stand before the number.
    pub(super) fn is_signed(&self) -> bool {
        self.least().is_some_and(|least| least < Decimal::ZERO)
    }

    /// The most decimal places an answer may have.
    pub(super) fn most_places(&self) -> Option<u32> {
        if self.kind.is_whole() {
            return Some(0);
        }
        self.places
    }

    /// The power of ten its unit opens with: 4 for 万元, 8 for 亿元, else 0.
    pub(super) fn unit_power(&self) -> i32 {
        match self.unit.chars().next() {
            Some('万') => 4,
            Some('亿') => 8,
            _ => 0,
        }
    }

    /// Whether its unit is one of those that are turned into each other.
    pub(super) fn counts_money(&self) -> bool {
        MONEY.iter().any(|&(unit, _)| unit == self.unit)
    }
}

/// The units that are turned into each other, with their powers of ten.
pub(super) const MONEY: [(&str, i32); 3] = [("元", 0), ("万元", 4), ("亿元", 8)];

fn at_least(own: Option<Decimal>, bound: Decimal) -> Decimal {
    own.map_or(bound, |own| own.max(bound))
}

fn at_most(own: Option<Decimal>, bound: Decimal) -> Decimal {
    own.map_or(bound, |own| own.min(bound))
}
