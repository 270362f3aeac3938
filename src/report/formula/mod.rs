//! Formulas and conditions: their grammar, and what they come to. Exact fractions throughout;
//! rounding is left to whoever prints. Which value a figure has is asked of the caller.

mod grammar;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::OnceLock;

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};
use winnow::ModalResult;

use crate::number::{self, Date, Decimal, Ratio, Value};

/// Figures have at most 28 digits; anything larger on the way is an overflow.
const LARGEST: i128 = 10_i128.pow(28);

/// One operand or operation of a formula.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expr {
    /// A number as written.
    Number(Decimal),
    /// `{key}`, or `{key:上期}` with `previous`.
    Figure {
        /// The field's key as spelled here.
        key: String,
        /// Whether last period's figure is meant.
        previous: bool,
    },
    /// A minus in front.
    Minus(Box<Expr>),
    /// `left op right`.
    Binary(Box<Expr>, Op, Box<Expr>),
}

/// The four operations.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Op {
    Plus,
    Minus,
    Times,
    Divide,
}

/// The six comparisons.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Compare {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// One side of a condition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Side {
    /// A formula.
    Expr(Expr),
    /// A text in “ ” or " ".
    Text(String),
}

/// A formula.
pub type Formula = Said<Expr>;

/// A condition.
pub type Condition = Said<Comparison>;

/// What a text of the file says, which is found out when it is first asked: a template full of rules is written without.
/// Equal where the source is.
#[derive(Clone)]
pub struct Said<T> {
    /// As written in the file.
    pub source: String,
    meaning: OnceLock<Box<Result<T, Misread>>>,
}

impl<T> From<String> for Said<T> {
    fn from(source: String) -> Self {
        Self {
            source,
            meaning: OnceLock::new(),
        }
    }
}

impl<T> Said<T> {
    /// What a source says.
    pub fn new(source: &str) -> Self {
        Self::from(source.to_owned())
    }

    /// What it means by a grammar, or where it can't be read.
    fn read(&self, grammar: impl Fn(&mut &str) -> ModalResult<T>) -> &Result<T, Misread> {
        let read = || Box::new(grammar::read(&self.source, grammar));
        self.meaning.get_or_init(read)
    }
}

impl<T> PartialEq for Said<T> {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl<T> Eq for Said<T> {}

impl<T> fmt::Debug for Said<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.source, f)
    }
}

/// `left compare right`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comparison {
    /// What stands before the sign.
    pub left: Side,
    /// The sign.
    pub compare: Compare,
    /// What stands behind the sign.
    pub right: Side,
}

/// Why a formula or condition can't be read. Displays as one Chinese sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Misread {
    /// The character at which reading stopped, from 1.
    pub column: usize,
    what: String,
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "第{}个字符处读不懂：{}", self.column, self.what)
    }
}

/// What a figure is at the moment, as the caller knows it.
pub trait Lookup {
    /// The value of `key` (last period's with `previous`), `None` where it is blank or not right.
    fn figure(&self, key: &str, previous: bool) -> Option<Value>;
}

/// What a formula or condition comes to.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome<T> {
    /// It has this value.
    Known(T),
    /// An operand is blank.
    Blank,
    /// It can't be worked out though every operand is there.
    Undefined(Undefined),
}

/// Why something can't be worked out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Undefined {
    /// A division by zero.
    DivisionByZero,
    /// More than 28 digits on the way.
    Overflow,
    /// A text or a date where a number is needed, or two that can't be compared.
    Unlike,
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DivisionByZero => "除数是0，算不出来",
            Self::Overflow => "得数超过28位，算不出来",
            Self::Unlike => "文字、日期和数不能放在一起算或比",
        })
    }
}

impl Formula {
    /// What it means, or where it can't be read.
    pub fn meaning(&self) -> &Result<Expr, Misread> {
        self.read(grammar::sum)
    }

    /// The figures it names, in the order in which they stand.
    pub fn keys(&self) -> Vec<&str> {
        let mut keys = Vec::new();
        if let Ok(expr) = self.meaning() {
            expr.collect(&mut keys);
        }
        keys
    }

    /// The exact value, before rounding.
    pub fn value(&self, figures: &impl Lookup) -> Outcome<Ratio> {
        match self.meaning() {
            Ok(expr) => ratio_of(expr, figures),
            Err(_) => Outcome::Blank,
        }
    }
}

impl Condition {
    /// What it means, or where it can't be read.
    pub fn meaning(&self) -> &Result<Comparison, Misread> {
        self.read(grammar::comparison)
    }

    /// The figures it names, in the order in which they stand.
    pub fn keys(&self) -> Vec<&str> {
        let mut keys = Vec::new();
        if let Ok(comparison) = self.meaning() {
            for side in [&comparison.left, &comparison.right] {
                if let Side::Expr(expr) = side {
                    expr.collect(&mut keys);
                }
            }
        }
        keys
    }

    /// Whether it holds.
    pub fn holds(&self, figures: &impl Lookup) -> Outcome<bool> {
        match self.meaning() {
            Ok(comparison) => comparison.holds(figures),
            Err(_) => Outcome::Blank,
        }
    }
}

impl Expr {
    fn collect<'a>(&'a self, keys: &mut Vec<&'a str>) {
        match self {
            Self::Number(_) => {}
            Self::Figure { key, .. } => keys.push(key),
            Self::Minus(inner) => inner.collect(keys),
            Self::Binary(left, _, right) => {
                left.collect(keys);
                right.collect(keys);
            }
        }
    }
}

/// A side worked out: what can be compared with its like.
enum Worth {
    Number(Ratio, Option<u32>),
    Date(Date),
    Text(String),
}

impl Comparison {
    fn holds(&self, figures: &impl Lookup) -> Outcome<bool> {
        let (left, right) = match (worth(&self.left, figures), worth(&self.right, figures)) {
            (Outcome::Known(left), Outcome::Known(right)) => (left, right),
            (Outcome::Blank, _) | (_, Outcome::Blank) => return Outcome::Blank,
            (Outcome::Undefined(why), _) | (_, Outcome::Undefined(why)) => {
                return Outcome::Undefined(why);
            }
        };
        match (left, right) {
            (Worth::Number(left, a), Worth::Number(right, b)) => {
                let rounds = matches!(self.compare, Compare::Equal | Compare::Unequal);
                // Beside a lone slot the other side is rounded to its places; two lone slots are as printed.
                let (left, right) = match (a, b) {
                    (Some(places), None) if rounds => (left, rounded(right, places)),
                    (None, Some(places)) if rounds => (rounded(left, places), right),
                    _ => (left, right),
                };
                Outcome::Known(self.compare.of(&left, &right))
            }
            (Worth::Date(left), Worth::Date(right)) => {
                Outcome::Known(self.compare.of(&left, &right))
            }
            (Worth::Text(left), Worth::Text(right)) => match self.compare {
                Compare::Equal => Outcome::Known(left == right),
                Compare::Unequal => Outcome::Known(left != right),
                _ => Outcome::Undefined(Undefined::Unlike),
            },
            _ => Outcome::Undefined(Undefined::Unlike),
        }
    }
}

impl Compare {
    fn of<T: PartialOrd>(self, left: &T, right: &T) -> bool {
        match self {
            Self::Equal => left == right,
            Self::Unequal => left != right,
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::More => left > right,
            Self::AtLeast => left >= right,
        }
    }
}

fn rounded(value: Ratio, places: u32) -> Ratio {
    number::rounded(&value, places)
        .and_then(number::ratio)
        .unwrap_or(value)
}

fn worth(side: &Side, figures: &impl Lookup) -> Outcome<Worth> {
    let expr = match side {
        Side::Text(text) => return Outcome::Known(Worth::Text(text.clone())),
        Side::Expr(expr) => expr,
    };
    if let Expr::Figure { key, previous } = expr {
        return match figures.figure(key, *previous) {
            None => Outcome::Blank,
            Some(Value::Number(value)) => match number::ratio(value) {
                Some(exact) => Outcome::Known(Worth::Number(exact, Some(value.scale()))),
                None => Outcome::Undefined(Undefined::Overflow),
            },
            Some(Value::Date(date)) => Outcome::Known(Worth::Date(date)),
            Some(Value::Text(text)) => Outcome::Known(Worth::Text(text)),
        };
    }
    match ratio_of(expr, figures) {
        Outcome::Known(value) => Outcome::Known(Worth::Number(value, None)),
        Outcome::Blank => Outcome::Blank,
        Outcome::Undefined(why) => Outcome::Undefined(why),
    }
}

fn ratio_of(expr: &Expr, figures: &impl Lookup) -> Outcome<Ratio> {
    let exact = |value: Decimal| match number::ratio(value) {
        Some(ratio) => Outcome::Known(ratio),
        None => Outcome::Undefined(Undefined::Overflow),
    };
    match expr {
        Expr::Number(value) => exact(*value),
        Expr::Figure { key, previous } => match figures.figure(key, *previous) {
            None => Outcome::Blank,
            Some(Value::Number(value)) => exact(value),
            Some(Value::Date(_) | Value::Text(_)) => Outcome::Undefined(Undefined::Unlike),
        },
        Expr::Minus(inner) => match ratio_of(inner, figures) {
            Outcome::Known(value) => apply(Ratio::zero(), Op::Minus, value),
            other => other,
        },
        Expr::Binary(left, op, right) => {
            match (ratio_of(left, figures), ratio_of(right, figures)) {
                (Outcome::Known(left), Outcome::Known(right)) => apply(left, *op, right),
                (Outcome::Blank, _) | (_, Outcome::Blank) => Outcome::Blank,
                (Outcome::Undefined(why), _) | (_, Outcome::Undefined(why)) => {
                    Outcome::Undefined(why)
                }
            }
        }
    }
}

fn apply(left: Ratio, op: Op, right: Ratio) -> Outcome<Ratio> {
    if op == Op::Divide && right.is_zero() {
        return Outcome::Undefined(Undefined::DivisionByZero);
    }
    let value = match op {
        Op::Plus => left.checked_add(&right),
        Op::Minus => left.checked_sub(&right),
        Op::Times => left.checked_mul(&right),
        Op::Divide => left.checked_div(&right),
    };
    match value {
        Some(value)
            if value
                .to_integer()
                .checked_abs()
                .is_some_and(|whole| whole < LARGEST) =>
        {
            Outcome::Known(value)
        }
        _ => Outcome::Undefined(Undefined::Overflow),
    }
}
