//! Formulas and conditions: their grammar, and what they come to. Exact fractions throughout;
//! rounding is left to whoever prints. Which value a figure has is asked of the caller.

use std::fmt;

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};
use winnow::ascii::multispace0;
use winnow::combinator::{alt, cut_err, delimited, fail, opt, preceded, repeat};
use winnow::error::{ContextError, ErrMode, StrContext, StrContextValue};
use winnow::prelude::*;
use winnow::token::{one_of, take_till, take_while};

use crate::number::{self, Date, Decimal, Ratio, Value};

/// Longest formula or condition that is read, in characters.
const LONGEST: usize = 2_000;
/// Deepest nesting of brackets that is read.
const DEEPEST: usize = 32;
/// Figures have at most 28 digits; anything larger on the way is an overflow.
const LARGEST: i128 = 10_i128.pow(28);

/// One operand or operation of a formula.
#[derive(Clone, PartialEq, Debug)]
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
#[derive(Clone, PartialEq, Debug)]
pub enum Side {
    /// A formula.
    Expr(Expr),
    /// A text in “ ” or " ".
    Text(String),
}

/// A formula that was read.
#[derive(Clone, PartialEq, Debug)]
pub struct Formula {
    /// As written in the file.
    pub source: String,
    /// What it means, or where it can't be read.
    pub meaning: Result<Expr, Misread>,
}

/// A condition that was read.
#[derive(Clone, PartialEq, Debug)]
pub struct Condition {
    /// As written in the file.
    pub source: String,
    /// What it means, or where it can't be read.
    pub meaning: Result<Comparison, Misread>,
}

/// `left compare right`.
#[derive(Clone, PartialEq, Debug)]
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
    /// Reads a formula; what can't be read is kept with the reason.
    pub fn new(source: &str) -> Self {
        let meaning = read(source, |input: &mut &str| sum(input));
        Self {
            source: source.to_owned(),
            meaning,
        }
    }

    /// The figures it names, in the order in which they stand.
    pub fn keys(&self) -> Vec<&str> {
        let mut keys = Vec::new();
        if let Ok(expr) = &self.meaning {
            expr.collect(&mut keys);
        }
        keys
    }

    /// The exact value, before rounding.
    pub fn value(&self, figures: &impl Lookup) -> Outcome<Ratio> {
        match &self.meaning {
            Ok(expr) => ratio_of(expr, figures),
            Err(_) => Outcome::Blank,
        }
    }
}

impl Condition {
    /// Reads a condition; what can't be read is kept with the reason.
    pub fn new(source: &str) -> Self {
        let meaning = read(source, comparison);
        Self {
            source: source.to_owned(),
            meaning,
        }
    }

    /// The figures it names, in the order in which they stand.
    pub fn keys(&self) -> Vec<&str> {
        let mut keys = Vec::new();
        if let Ok(comparison) = &self.meaning {
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
        match &self.meaning {
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

// The grammar.

fn read<T>(
    source: &str,
    mut parser: impl FnMut(&mut &str) -> ModalResult<T>,
) -> Result<T, Misread> {
    if source.chars().count() > LONGEST {
        return Err(Misread {
            column: LONGEST,
            what: format!("算式太长，请写在{LONGEST}个字符以内。"),
        });
    }
    let mut depth = 0_usize;
    for (at, c) in source.chars().enumerate() {
        match c {
            '(' => depth = depth.saturating_add(1),
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            let what = format!("括号套得太深，请在{DEEPEST}层以内。");
            return Err(Misread {
                column: at.saturating_add(1),
                what,
            });
        }
    }
    let mut rest = source;
    let outcome = delimited(multispace0, parser.by_ref(), multispace0).parse_next(&mut rest);
    let (left, what) = match outcome {
        Ok(meaning) if rest.is_empty() => return Ok(meaning),
        Ok(_) => (rest, advice(rest)),
        Err(ErrMode::Backtrack(error) | ErrMode::Cut(error)) => (
            rest,
            label(&error).map_or_else(|| advice(rest), str::to_owned),
        ),
        Err(ErrMode::Incomplete(_)) => (rest, advice(rest)),
    };
    let column = source
        .chars()
        .count()
        .saturating_sub(left.chars().count())
        .saturating_add(1);
    Err(Misread { column, what })
}

fn label(error: &ContextError) -> Option<&str> {
    error.context().find_map(|context| match context {
        StrContext::Expected(StrContextValue::Description(text)) => Some(*text),
        _ => None,
    })
}

fn advice(rest: &str) -> String {
    match rest.chars().next() {
        None => "没有写完，后面还要有数或{数据名}。".to_owned(),
        Some('×' | '＊') => "乘号请写 * 。".to_owned(),
        Some('÷' | '／') => "除号请写 / 。".to_owned(),
        Some('（' | '）') => "括号请用半角 ( ) 。".to_owned(),
        Some('≥') => "大于等于请写 >= 。".to_owned(),
        Some('≤') => "小于等于请写 <= 。".to_owned(),
        Some('≠') => "不等于请写 != 。".to_owned(),
        Some('％' | '%') => "百分号不用写，百分之六十二写 62 。".to_owned(),
        Some(_) => "这里应是数、{数据名}、+ - * / 或比较号。".to_owned(),
    }
}

const OPERAND: StrContext =
    StrContext::Expected(StrContextValue::Description("这里应是数、{数据名}或 ( 。"));
const CLOSING: StrContext = StrContext::Expected(StrContextValue::Description("这里应有 ) 。"));
const NAME: StrContext = StrContext::Expected(StrContextValue::Description(
    "数据名要写成 {名称} 或 {名称:上期} 。",
));
const SIGN: StrContext = StrContext::Expected(StrContextValue::Description(
    "这里应有比较号 = != < <= > >= 。",
));
const QUOTE: StrContext = StrContext::Expected(StrContextValue::Description("引号没有配对。"));

fn comparison(input: &mut &str) -> ModalResult<Comparison> {
    let left = side(input)?;
    let compare = cut_err(sign).context(SIGN).parse_next(input)?;
    let right = cut_err(side).parse_next(input)?;
    Ok(Comparison {
        left,
        compare,
        right,
    })
}

fn sign(input: &mut &str) -> ModalResult<Compare> {
    delimited(
        multispace0,
        alt((
            "!=".value(Compare::Unequal),
            "<=".value(Compare::AtMost),
            ">=".value(Compare::AtLeast),
            "<".value(Compare::Less),
            ">".value(Compare::More),
            "=".value(Compare::Equal),
        )),
        multispace0,
    )
    .parse_next(input)
}

fn side(input: &mut &str) -> ModalResult<Side> {
    alt((text.map(Side::Text), sum.map(Side::Expr))).parse_next(input)
}

fn text(input: &mut &str) -> ModalResult<String> {
    alt((
        delimited('“', take_till(0.., ['”', '“']), cut_err('”').context(QUOTE)),
        delimited('"', take_till(0.., ['"']), cut_err('"').context(QUOTE)),
    ))
    .map(str::to_owned)
    .parse_next(input)
}

fn sum(input: &mut &str) -> ModalResult<Expr> {
    chain(input, product, &[('+', Op::Plus), ('-', Op::Minus)])
}

fn product(input: &mut &str) -> ModalResult<Expr> {
    chain(input, operand, &[('*', Op::Times), ('/', Op::Divide)])
}

fn chain(
    input: &mut &str,
    mut part: fn(&mut &str) -> ModalResult<Expr>,
    ops: &[(char, Op)],
) -> ModalResult<Expr> {
    let first = part(input)?;
    let signs: Vec<char> = ops.iter().map(|(sign, _)| *sign).collect();
    let more: Vec<(char, Expr)> = repeat(
        0..,
        (
            delimited(multispace0, one_of(signs.as_slice()), multispace0),
            cut_err(part.by_ref()),
        ),
    )
    .parse_next(input)?;
    Ok(more.into_iter().fold(first, |left, (sign, right)| {
        let op = ops
            .iter()
            .find(|(mark, _)| *mark == sign)
            .map_or(Op::Plus, |(_, op)| *op);
        Expr::Binary(Box::new(left), op, Box::new(right))
    }))
}

fn operand(input: &mut &str) -> ModalResult<Expr> {
    alt((
        delimited(
            ('(', multispace0),
            cut_err(sum),
            cut_err((multispace0, ')')).context(CLOSING),
        ),
        preceded(('-', multispace0), operand).map(|inner| Expr::Minus(Box::new(inner))),
        preceded('{', cut_err(figure).context(NAME)),
        literal,
        fail.context(OPERAND),
    ))
    .parse_next(input)
}

fn figure(input: &mut &str) -> ModalResult<Expr> {
    let key: &str = take_till(1.., ['{', '}', '|', ':', '：', '\n']).parse_next(input)?;
    let previous = opt((one_of([':', '：']), "上期"))
        .parse_next(input)?
        .is_some();
    '}'.parse_next(input)?;
    Ok(Expr::Figure {
        key: key.trim().to_owned(),
        previous,
    })
}

fn literal(input: &mut &str) -> ModalResult<Expr> {
    let digits = (
        take_while(1.., '0'..='9'),
        opt(('.', take_while(1.., '0'..='9'))),
    )
        .take();
    digits
        .verify_map(|text: &str| Decimal::from_str_exact(text).ok())
        .map(Expr::Number)
        .parse_next(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::figures::tests::Given;

    fn value(source: &str, given: &Given) -> Outcome<Ratio> {
        Formula::new(source).value(given)
    }

    fn holds(source: &str, given: &Given) -> Outcome<bool> {
        let condition = Condition::new(source);
        assert!(
            condition.meaning.is_ok(),
            "{source}: {}",
            condition.meaning.unwrap_err()
        );
        condition.holds(given)
    }

    #[test]
    fn products_bind_tighter_than_sums() {
        let given = Given::numbers(&[("甲", "3"), ("乙", "4")]);
        assert_eq!(
            value("{甲} + {乙} * 2 - 1", &given),
            Outcome::Known(Ratio::from(10))
        );
        assert_eq!(
            value("({甲}+{乙})*2-(1)", &given),
            Outcome::Known(Ratio::from(13))
        );
        assert_eq!(
            value("-{甲} - -{乙}", &given),
            Outcome::Known(Ratio::from(1))
        );
    }

    #[test]
    fn division_is_exact_until_it_is_rounded() {
        let given = Given::numbers(&[]);
        assert_eq!(value("2/3*3/4", &given), Outcome::Known(Ratio::new(1, 2)));
        assert_eq!(holds("1/3+1/3+1/3 = 1", &given), Outcome::Known(true));
    }

    #[test]
    fn a_blank_operand_makes_it_blank_and_zero_below_makes_it_undefined() {
        let given = Given::numbers(&[("甲", "3"), ("零", "0")]);
        assert_eq!(value("{甲} + {乙}", &given), Outcome::Blank);
        assert_eq!(
            value("{甲} / {零}", &given),
            Outcome::Undefined(Undefined::DivisionByZero)
        );
        let nines = "9".repeat(28);
        let given = Given::numbers(&[("大", &nines)]);
        assert_eq!(
            value("{大} * {大}", &given),
            Outcome::Undefined(Undefined::Overflow)
        );
        assert_eq!(
            value("{大} + {大}", &given),
            Outcome::Undefined(Undefined::Overflow)
        );
    }

    #[test]
    fn a_lone_slot_rounds_the_other_side_to_its_places() {
        let given = Given::numbers(&[("率", "62.1"), ("人", "59"), ("共", "95")]);
        assert_eq!(
            holds("{率} = {人} / {共} * 100", &given),
            Outcome::Known(true)
        );
        assert_eq!(
            holds("{人} / {共} * 100 != {率}", &given),
            Outcome::Known(false)
        );
        assert_eq!(
            holds("{率} >= {人} / {共} * 100", &given),
            Outcome::Known(false)
        );
        let two = Given::numbers(&[("甲", "3"), ("乙", "2.6")]);
        assert_eq!(holds("{甲} = {乙}", &two), Outcome::Known(false));
    }

    #[test]
    fn texts_are_compared_in_either_kind_of_quotes() {
        let mut given = Given::numbers(&[]);
        given.text("类", "街道");
        assert_eq!(holds("{类} = “街道”", &given), Outcome::Known(true));
        assert_eq!(holds("{类} != \"街道\"", &given), Outcome::Known(false));
        assert_eq!(
            holds("{类} > “镇”", &given),
            Outcome::Undefined(Undefined::Unlike)
        );
    }

    #[test]
    fn misreadings_name_the_place() {
        for (source, column) in [
            ("{甲} + ", 7),
            ("{甲} × 2", 5),
            ("(1 + 2", 7),
            ("1 2", 3),
            ("{甲", 3),
            ("", 1),
            ("1 + {a}%", 8),
        ] {
            let misread = Formula::new(source).meaning.unwrap_err();
            assert_eq!(misread.column, column, "{source}: {misread}");
        }
        assert!(Condition::new("{甲} + 1").meaning.is_err());
        assert!(Condition::new("{甲} = {乙} = {丙}").meaning.is_err());
        assert!(Formula::new(&"(".repeat(5_000)).meaning.is_err());
    }
}
