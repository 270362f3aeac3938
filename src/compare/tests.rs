//! Two drafts, and what changed between them.

use super::*;
use crate::format;

const OLD: &str = r#"format = 1
[report]
title = "{镇名}情况汇报"
opening = "今年巡河{巡河次数}次。"
date = 2026-06-30
[values]
"镇名" = "清溪镇"
"巡河次数" = 310
[[field]]
key = "镇名"
kind = "text"
[[field]]
key = "巡河次数"
kind = "integer"
unit = "次"
[[section]]
heading = "主要做法"
[[section.item]]
heading = "抓巡查。"
text = "每村配齐两名专职巡查员，汛期加密到每天一遍。"
[[section.item]]
heading = "抓整治。"
text = "清理垃圾，没有发生黑臭水体反弹。"
"#;

fn between(old: &str, new: &str) -> Changes {
    let read = |text: &str| {
        let (report, _) = format::read(text).unwrap();
        let figures = Figures::of(&report);
        let document = render::document(&report, &figures);
        (report, figures, document)
    };
    let (old, new) = (read(old), read(new));
    Changes::between(
        Draft {
            report: &old.0,
            figures: &old.1,
            document: &old.2,
        },
        Draft {
            report: &new.0,
            figures: &new.1,
            document: &new.2,
        },
    )
}

fn words(change: &Change) -> (String, Option<String>, Option<String>) {
    let text = |side: &Option<Side>| side.as_ref().map(|side| side.text.clone());
    (
        change.what.clone(),
        text(&change.before),
        text(&change.after),
    )
}

#[test]
fn the_same_draft_has_no_changes() {
    assert!(between(OLD, OLD).is_empty());
}

#[test]
fn another_figure_is_no_other_wording() {
    let new = OLD
        .replace("= 310", "= 325")
        .replace("2026-06-30", "2026-07-01");
    let changes = between(OLD, &new);
    assert!(changes.texts.is_empty(), "{changes:?}");
    let figures: Vec<_> = changes.figures.iter().map(words).collect();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        figures,
        [
            ("巡河次数".to_owned(), some("310次"), some("325次")),
            (
                "成文日期".to_owned(),
                some("2026年6月30日"),
                some("2026年7月1日")
            ),
        ]
    );
    let blank = between(OLD, &OLD.replace("\"巡河次数\" = 310\n", ""));
    assert_eq!(
        blank.figures.first().map(words),
        Some(("巡河次数".to_owned(), some("310次"), None))
    );
}

#[test]
fn a_changed_paragraph_shows_both_sides_and_what_differs() {
    let new = OLD.replace("每天一遍", "每天两遍");
    let changes = between(OLD, &new);
    assert_eq!(changes.texts.len(), 1);
    let change = &changes.texts[0];
    assert_eq!(change.what, "一、（一）");
    let own = |side: &Option<Side>| -> Vec<String> {
        let side = side.as_ref().unwrap();
        side.own
            .iter()
            .map(|own| side.text.get(own.clone()).unwrap().to_owned())
            .collect()
    };
    assert_eq!(own(&change.before), ["一"]);
    assert_eq!(own(&change.after), ["两"]);
}

#[test]
fn paragraphs_that_came_or_went_stand_alone_and_numbers_that_follow_are_no_change() {
    let item = "[[section.item]]\nheading = \"抓备汛。\"\ntext = \"逐座过堂。\"\n";
    let new = OLD.replacen("[[section.item]]", &format!("{item}[[section.item]]"), 1);
    let changes = between(OLD, &new);
    let texts: Vec<_> = changes.texts.iter().map(words).collect();
    let added = (
        "一、（一）".to_owned(),
        None,
        Some("抓备汛。逐座过堂。".to_owned()),
    );
    assert_eq!(texts, [added]);
    let back = between(&new, OLD);
    let gone = (
        "一、（一）".to_owned(),
        Some("抓备汛。逐座过堂。".to_owned()),
        None,
    );
    assert_eq!(back.texts.iter().map(words).collect::<Vec<_>>(), [gone]);
}

#[test]
fn long_texts_are_compared_as_wholes() {
    let long = "全镇".repeat(3000);
    let changes = between(
        &OLD.replace("清理垃圾", &long),
        &OLD.replace("清理垃圾", &format!("{long}，")),
    );
    assert_eq!(changes.texts.len(), 1);
    assert_eq!(
        changes.texts[0].before.as_ref().map(|side| side.own.len()),
        Some(0)
    );
}
