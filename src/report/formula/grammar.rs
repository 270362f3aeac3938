//! The grammar of formulas and conditions, and sentences for what it can't read.

use winnow::ascii::multispace0;
use winnow::combinator::{alt, cut_err, delimited, fail, opt, preceded, repeat};
use winnow::error::{ContextError, ErrMode, StrContext, StrContextValue};
use winnow::prelude::*;
use winnow::token::{one_of, take_till, take_while};

use crate::number::Decimal;

use super::{Compare, Comparison, Expr, Misread, Op, Side};

/// Longest formula or condition that is read, in characters.
const LONGEST: usize = 2_000;
/// Deepest nesting of brackets that is read.
const DEEPEST: usize = 32;

pub(super) fn read<T>(
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

pub(super) fn comparison(input: &mut &str) -> ModalResult<Comparison> {
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

pub(super) fn sum(input: &mut &str) -> ModalResult<Expr> {
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
