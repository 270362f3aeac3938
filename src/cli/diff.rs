//! `huibao diff`: what changed between two drafts, figures and wording, for people and as JSON.

use serde::Serialize;

use crate::check::Review;
use crate::compare::{self, Change, Changes, Side};
use crate::failure::Failure;
use crate::store::draft::Draft;

use super::{Outcome, args, is_standard, output};

#[derive(Serialize)]
struct Json<'a> {
    figures: Vec<Figure<'a>>,
    texts: Vec<Text<'a>>,
}

#[derive(Serialize)]
struct Figure<'a> {
    key: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

#[derive(Serialize)]
struct Text<'a> {
    place: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

pub(super) fn run(args: &args::Diff) -> Result<Outcome, Failure> {
    if is_standard(&args.before) && is_standard(&args.after) {
        let failure = Failure::usage("两份草稿不能都从标准输入读。");
        return Err(failure.remedy("请把其中一份存成文件。"));
    }
    let (before, after) = (Draft::open(&args.before)?, Draft::open(&args.after)?);
    let (was, is) = (Review::of(&before.report), Review::of(&after.report));
    let changes = Changes::between(side(&before, &was), side(&after, &is));
    match args.json {
        true => output::json(&json(&changes)),
        false => output::print(&listed(&changes)),
    }
}

/// A draft as it is compared.
pub(super) fn side<'a>(draft: &'a Draft, review: &'a Review) -> compare::Draft<'a> {
    compare::Draft {
        report: &draft.report,
        figures: &review.figures,
        document: &review.document,
    }
}

fn text(side: &Option<Side>) -> Option<&str> {
    side.as_ref().map(|side| side.text.as_str())
}

fn json(changes: &Changes) -> Json<'_> {
    Json {
        figures: changes.figures.iter().map(Figure::of).collect(),
        texts: changes.texts.iter().map(Text::of).collect(),
    }
}

impl<'a> Figure<'a> {
    fn of(change: &'a Change) -> Self {
        Self {
            key: &change.what,
            before: text(&change.before),
            after: text(&change.after),
        }
    }
}

impl<'a> Text<'a> {
    fn of(change: &'a Change) -> Self {
        Self {
            place: &change.what,
            before: text(&change.before),
            after: text(&change.after),
        }
    }
}

fn listed(changes: &Changes) -> String {
    if changes.is_empty() {
        return "两份没有不同。\n".to_owned();
    }
    let mut listed = String::new();
    for change in &changes.figures {
        let said = match (text(&change.before), text(&change.after)) {
            (Some(before), Some(after)) => format!("原来 {before}，现在 {after}"),
            (None, Some(after)) => format!("原来空着，现在 {after}"),
            (Some(before), None) => format!("原来 {before}，现在空着"),
            (None, None) => continue,
        };
        listed.push_str(&format!("数据 {}：{said}\n", change.what));
    }
    for change in &changes.texts {
        let said = match (&change.before, &change.after) {
            (Some(_), Some(_)) => "改了",
            (None, _) => "加了",
            (_, None) => "删了",
        };
        listed.push_str(&format!("文字 {}：{said}\n", change.what));
        let lines = [("原来：", &change.before), ("现在：", &change.after)];
        for (name, side) in lines {
            listed.extend(text(side).map(|text| format!("  {name}{text}\n")));
        }
    }
    listed
}
