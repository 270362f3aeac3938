//! The only judge of a single figure: missing, half-typed, wrong, unusual, not round before 余.

use crate::number::{self, Decimal, Kind, Round, Value};
use crate::render;
use crate::report::beside::{Doubled, doubled};
use crate::report::figures::Why;
use crate::report::{Field, Figures, Level, Place, Report, Steps, canonical, canonical_ref};

use super::{Code, Finding, Review};

/// What a note begins with while its figure still has to be verified.
pub const TO_VERIFY: &str = "待核";

/// How a field stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Nothing is there.
    Blank,
    /// Half typed: further keys can still make it right.
    Unfinished,
    /// Right.
    Good,
    /// A warning is about it.
    Odd,
    /// An error is about it.
    Wrong,
}

/// How the field `key` (canonical) stands, relations included.
pub fn state(review: &Review, key: &str) -> State {
    state_by(review, key, |_| true)
}

/// How the field `key` (canonical) stands by the findings that count alone.
pub fn state_by(review: &Review, key: &str, counts: impl Fn(&Finding) -> bool) -> State {
    let Some(figure) = review.figures.get(key) else {
        return State::Blank;
    };
    if figure.is_blank() && figure.undefined.is_none() {
        return State::Blank;
    }
    if let Some(Why::Refused(refusal)) = figure.wrong.as_ref().map(|wrong| &wrong.why)
        && refusal.open()
    {
        return State::Unfinished;
    }
    let counted = review.of_field(key).filter(|finding| counts(finding));
    match counted.map(|finding| finding.level).min() {
        Some(Level::Error) => State::Wrong,
        Some(Level::Warning) => State::Odd,
        _ => State::Good,
    }
}

/// Last period's value and the change against it in words (`上期10，增2`); `None` where there is none.
pub fn change(figures: &Figures, key: &str) -> Option<String> {
    let before = figures.previous(key)?;
    let was = before.printed();
    let (Some(old), Some(new)) = (before.number(), figures.value(key).and_then(Value::number))
    else {
        return Some(format!("上期{was}"));
    };
    let Some(difference) = new.checked_sub(old) else {
        return Some(format!("上期{was}"));
    };
    let size = difference.abs().normalize();
    Some(match difference.cmp(&Decimal::ZERO) {
        std::cmp::Ordering::Greater => format!("上期{was}，增{size}"),
        std::cmp::Ordering::Less => format!("上期{was}，减{size}"),
        std::cmp::Ordering::Equal => format!("上期{was}，持平"),
    })
}

/// The fields asked and shown, by their numbers, in the order of the steps.
pub(super) fn asked(steps: &Steps, figures: &Figures) -> Vec<usize> {
    let keys = steps
        .list
        .iter()
        .flat_map(|step| step.fields.iter().chain(&step.derived));
    keys.filter_map(|key| figures.index().number(key)).collect()
}

/// Fields that nothing asks for.
pub(super) fn unused(report: &Report, review: &Review, found: &mut Vec<Finding>) {
    for field in report.fields.iter().filter(|field| field.origin.is_some()) {
        let key = canonical(&field.key);
        if field.rare.formula.is_none()
            && review.steps.field(report, &key).is_none()
            && !review.steps.is_used(&key)
            && !somewhere(report, &key)
        {
            let message = format!("{}：正文和规则里都没有用到，不会问。", field.key);
            let place = Place::Field(key.clone());
            found.push(Finding::new(Code::Number, Level::Info, place, message).key(&key));
        }
    }
}

/// Answers to no field.
pub(super) fn strangers(report: &Report, review: &Review, found: &mut Vec<Finding>) {
    let index = review.figures.index();
    for (key, answer) in report
        .answers
        .iter()
        .filter(|(key, _)| index.number(key).is_none())
    {
        let value = answer.value.as_ref().map(|value| value.text.as_str());
        let text = value.or(answer.typed.as_deref()).unwrap_or_default();
        let message = format!("{key} {text}：草稿里没有这个数据空，值先留着。");
        let place = Place::Field(key.clone());
        let finding = Finding::new(Code::Number, Level::Info, place, message);
        found.push(finding.key(key).text(text));
    }
}

/// Whether any wording names the field, parts that are left out too.
fn somewhere(report: &Report, key: &str) -> bool {
    let mut named = false;
    report.each_wording(|_, wording| named |= wording.keys().iter().any(|k| canonical(k) == key));
    report.walk(|part| {
        named |= part
            .when
            .as_ref()
            .is_some_and(|when| when.keys().iter().any(|k| canonical(k) == key));
    });
    named
        || report
            .fields
            .iter()
            .filter_map(|field| field.rare.formula.as_ref())
            .any(|formula| formula.keys().iter().any(|k| canonical(k) == key))
}

/// One figure, by its number.
pub(super) fn check(report: &Report, review: &Review, (number, found): (usize, &mut Vec<Finding>)) {
    let index = review.figures.index();
    let (Some(field), Some(figure)) = (index.field(number), review.figures.at(number)) else {
        return;
    };
    let key = &*canonical_ref(&field.key);
    let finding = |code, level, message: String, text: &str| {
        let mut finding = Finding::new(code, level, Place::Field(key.to_owned()), message)
            .key(key)
            .text(text);
        finding.at = review.slots.get(number).copied().flatten();
        finding
    };
    let name = &field.key;
    if let Some(why) = figure.undefined {
        let message = format!("{name}：{why}，请核对用到的数。");
        let mut finding = finding(Code::Relation, Level::Warning, message, "");
        finding.place = super::gaps::mended_at(report, key);
        found.push(finding);
        return;
    }
    if let Some(wrong) = &figure.wrong {
        let message = match &wrong.why {
            Why::Refused(refusal) => format!("{name} {}：{refusal}", wrong.text),
            Why::Type => format!(
                "{name} {}：文件里的写法不对，{}。",
                wrong.text,
                wanted(field.kind)
            ),
            Why::Untaken => format!(
                "{name} {}：上次没有填完，还没有算数，请核对后再填一次。",
                wrong.text
            ),
            Why::Bounds => format!("{name} {}：{}", wrong.text, outside(field)),
        };
        let mut finding = finding(Code::Number, Level::Error, message, &wrong.text);
        finding.open = matches!(&wrong.why, Why::Refused(refusal) if refusal.open());
        found.push(finding);
        return;
    }
    let Some(value) = &figure.value else {
        if !field.optional && field.rare.formula.is_none() && review.steps.is_used(key) {
            let whom = if field.from.is_empty() {
                String::new()
            } else {
                format!("，由{}提供", field.from)
            };
            let message = format!("{name}：还没有填{whom}。");
            found.push(finding(Code::Blank, Level::Error, message, render::BLANK));
        }
        return;
    };
    if let Value::Text(text) = value
        && let Some(doubled) = doubled(text, index.beside(number))
    {
        // 清溪镇镇 is wrong wherever it stands; 东村村 may be the people of 东村.
        let wrong = doubled.everywhere && doubled.behind.ends_with(AREAS);
        let level = if wrong { Level::Error } else { Level::Warning };
        let message = twice(field, text, &doubled);
        let mut finding = finding(Code::Number, level, message, text);
        finding.suggestion = doubled.everywhere.then(|| doubled.rest.to_owned());
        found.push(finding);
    }
    let Some(number) = value.number() else { return };
    if let Some((low, high)) = &field.rare.usual
        && (number < *low || number > *high)
    {
        let message = format!(
            "{name} {}：平常在{low}到{high}之间，请核对；属实可以留着。",
            value.printed()
        );
        let mut finding = finding(Code::Number, Level::Warning, message, &value.printed());
        finding.open = number < *low;
        found.push(finding);
    }
    for more in review.figures.more(key).iter().copied() {
        if let Some((message, suggestion)) = not_round(field, number, more) {
            let mut finding = finding(Code::Number, Level::Warning, message, &value.printed());
            finding.suggestion = suggestion;
            finding.open = true;
            found.push(finding);
        }
    }
}

/// What the name of an area, a road or an office ends in, once.
const AREAS: [char; 11] = [
    '镇', '乡', '县', '市', '省', '区', '州', '道', '路', '园', '局',
];

/// An answer that the wording has a part of already.
fn twice(field: &Field, text: &str, doubled: &Doubled<'_>) -> String {
    let Doubled {
        before,
        behind,
        rest,
        everywhere,
    } = doubled;
    let name = &field.key;
    let side = match (before.is_empty(), behind.is_empty()) {
        (true, _) => "后面",
        (_, true) => "前面",
        _ => "前后",
    };
    let words = format!("{before}{behind}");
    let printed = doubled.printed();
    if *everywhere {
        format!("{name} {text}：{side}已有“{words}”，只填“{rest}”，不然印成“{printed}”。")
    } else {
        format!("{name} {text}：有的地方{side}已有“{words}”，印成“{printed}”；请改那里的文字。")
    }
}

/// 余 and 多 ask for a round figure: at least 10 and a multiple of 10.
fn not_round(field: &Field, number: Decimal, more: char) -> Option<(String, Option<String>)> {
    let name = &field.key;
    match number::roundness(number) {
        Round::Good => None,
        Round::TooSmall => {
            let message =
                format!("{name}{number}{more}：{more}字前至少是10；若正好{number}，删去{more}字。");
            Some((message, None))
        }
        Round::NotRound { down } => {
            let hundred = Decimal::ONE_HUNDRED;
            let lower = (down >= hundred)
                .then(|| {
                    down.checked_rem(hundred)
                        .and_then(|rest| down.checked_sub(rest))
                })
                .flatten()
                .filter(|lower| *lower != down);
            let or = lower
                .map(|lower| format!("或{lower}{more}"))
                .unwrap_or_default();
            let message = format!(
                "{name}{number}{more}：{more}字前应是整十数，可写{down}{more}{or}；若正好{number}，删去{more}字。"
            );
            Some((message, Some(down.to_string())))
        }
    }
}

fn wanted(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "文字要放在英文引号里",
        Kind::Date => "日期要写成 2024-07-01",
        Kind::Integer | Kind::Year | Kind::Month => "这里要一个整数",
        Kind::Decimal | Kind::Percent => "这里要一个数",
    }
}

fn outside(field: &Field) -> String {
    let form = field.form(&[]);
    match (form.least(), form.most()) {
        (Some(least), Some(most)) => format!("算出来的数应在{least}到{most}之间，请核对用到的数。"),
        (Some(least), None) => format!("算出来的数不应小于{least}，请核对用到的数。"),
        (None, Some(most)) => format!("算出来的数不应大于{most}，请核对用到的数。"),
        (None, None) => "请核对用到的数。".to_owned(),
    }
}

/// Line and character in the rendered text of a field's first slot.
pub(super) fn position(review: &Review, key: &str) -> Option<(usize, usize)> {
    let number = review.figures.index().number(key)?;
    review.slots.get(number).copied().flatten()
}
