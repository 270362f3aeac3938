//! The keys of each table, in the order in which a new file has them, and what they have for a report.
//! Writing compares these lists; a new table is made from them.

use std::borrow::Cow;

use crate::number::Decimal;
use crate::report::part::ROLES;
use crate::report::{
    AS_OF, Accepted, Field, HEAD_TEXTS, HeadText, Level, Part, Promised, REPORT_DATE, Report, Rule,
};

use super::spell::Spelled;

/// A key and what it has; `None` where the file has no such line.
pub(super) type Line<'a> = (&'static str, Option<Spelled<'a>>);
/// The lines of a table.
pub(super) type Keys<'a> = Vec<Line<'a>>;

/// The keys of `[report]`.
pub(super) fn report(report: &Report) -> Keys<'_> {
    let head = |from: HeadText, to: HeadText| {
        let texts = HEAD_TEXTS
            .iter()
            .filter(move |(which, _)| (from..=to).contains(which));
        texts.map(|(which, key)| (*key, text(report.head.text(*which).source())))
    };
    let date = |key: &str| {
        report
            .answers
            .get(key)
            .and_then(|answer| answer.value.as_ref())
            .map(Spelled::stored)
    };
    let mut keys: Keys<'_> = head(HeadText::Title, HeadText::Opening).collect();
    keys.extend(head(HeadText::Closing, HeadText::Signature));
    keys.push(("date", date(REPORT_DATE)));
    keys.push(("as_of", date(AS_OF)));
    keys.extend(head(HeadText::After, HeadText::After));
    keys.push(("numbering", text(report.numbering.name())));
    keys.push(("template", text(&report.template)));
    keys.push(("previous", text(&report.previous_name)));
    keys
}

/// The keys of a `[[field]]`.
pub(super) fn field(field: &Field) -> [Line<'_>; 13] {
    let number =
        |number: Option<Decimal>| number.map(|number| Spelled::Raw(Cow::Owned(number.to_string())));
    let usual = &field.rare.usual;
    let usual = usual
        .as_ref()
        .map(|(low, high)| Spelled::Raw(Cow::Owned(format!("[{low}, {high}]"))));
    [
        ("key", always(&field.key)),
        ("kind", always(field.kind.name())),
        ("ask", text(&field.ask)),
        ("unit", text(&field.unit)),
        ("min", number(field.rare.min)),
        ("max", number(field.rare.max)),
        ("usual", usual),
        ("from", text(&field.from)),
        (
            "places",
            field
                .places
                .map(|places| Spelled::Raw(Cow::Owned(places.to_string()))),
        ),
        ("weight", text(&field.rare.weight)),
        ("choices", list(&field.rare.choices)),
        ("optional", flag(field.optional)),
        (
            "formula",
            field
                .rare
                .formula
                .as_ref()
                .map(|formula| Spelled::Text(&formula.source)),
        ),
    ]
}

/// The keys of a `[[rule]]`.
pub(super) fn rule(rule: &Rule) -> [Line<'_>; 4] {
    [
        ("expect", always(&rule.expect.source)),
        ("message", text(rule.message.source())),
        (
            "level",
            (rule.level != Level::Error).then(|| Spelled::Text(rule.level.name())),
        ),
        (
            "when",
            rule.when.as_ref().map(|when| Spelled::Text(&when.source)),
        ),
    ]
}

/// The keys of an `[[accepted]]`.
pub(super) fn accepted(accepted: &Accepted) -> [Line<'_>; 4] {
    [
        ("code", always(&accepted.code)),
        ("key", text(&accepted.key)),
        ("text", always(&accepted.text)),
        ("reason", text(&accepted.reason)),
    ]
}

/// The keys of a `[[promised]]`; a blank `kept` is there to be filled in.
pub(super) fn promised(promised: &Promised) -> [Line<'_>; 2] {
    [
        ("text", always(&promised.text)),
        ("kept", always(&promised.kept)),
    ]
}

/// The keys of a section or an item, those of its items left to them.
pub(super) fn part(part: &Part) -> [Line<'_>; 9] {
    let role = ROLES.iter().find(|(role, _)| part.role == Some(*role));
    [
        ("id", text(&part.name)),
        ("heading", text(part.heading.source())),
        ("role", role.and_then(|(_, name)| text(name))),
        (
            "numbering",
            part.numbering.and_then(|numbering| text(numbering.name())),
        ),
        ("answers", list(&part.answers)),
        ("text", text(part.text.source())),
        ("reviewed", flag(part.reviewed)),
        ("out", flag(part.out)),
        (
            "when",
            part.when.as_ref().map(|when| Spelled::Text(&when.source)),
        ),
    ]
}

fn text(text: &str) -> Option<Spelled<'_>> {
    (!text.is_empty()).then_some(Spelled::Text(text))
}

fn always(text: &str) -> Option<Spelled<'_>> {
    Some(Spelled::Text(text))
}

fn flag(set: bool) -> Option<Spelled<'static>> {
    set.then_some(Spelled::Raw(Cow::Borrowed("true")))
}

fn list(texts: &[String]) -> Option<Spelled<'_>> {
    (!texts.is_empty()).then(|| Spelled::list(texts))
}
