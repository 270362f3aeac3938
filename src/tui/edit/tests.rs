//! Keys and what they do to a text, one fact each.

use unicode_width::UnicodeWidthChar;

use super::*;

fn narrow(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// A text with `|` where the caret stands.
fn split(shown: &str) -> (String, Caret) {
    let at = shown.find('|').unwrap();
    (shown.replacen('|', "", 1), Caret::new(at))
}

fn join(text: &str, caret: &Caret) -> String {
    let mut shown = text.to_owned();
    shown.insert(caret.at, '|');
    shown
}

fn edited(shown: &str, key: Edit<'_>) -> String {
    let (text, mut caret) = split(shown);
    let mut wording = Wording::new(&text);
    edit_wording(&mut wording, &mut caret, key);
    join(wording.source(), &caret)
}

fn moved(shown: &str, columns: usize, motion: Motion) -> String {
    let (text, mut caret) = split(shown);
    Laid::wording(&Wording::new(&text), columns, narrow).go(&mut caret, motion);
    join(&text, &caret)
}

#[test]
fn keys_edit_a_field() {
    let (mut text, mut caret) = split("1|8");
    assert!(edit(&mut text, &mut caret, Edit::Insert("余")));
    assert_eq!(join(&text, &caret), "1余|8");
    assert!(edit(&mut text, &mut caret, Edit::Delete));
    assert!(!edit(&mut text, &mut caret, Edit::Delete));
    assert!(edit(&mut text, &mut caret, Edit::Backspace));
    assert_eq!(join(&text, &caret), "1|");
    assert!(edit(&mut text, &mut caret, Edit::Empty));
    assert!(!edit(&mut text, &mut caret, Edit::Empty));
    assert_eq!(join(&text, &caret), "|");
}

#[test]
fn a_stale_caret_is_put_right() {
    let mut text = "清溪".to_owned();
    for at in [1, 2, 4, 5, 99] {
        let mut caret = Caret::new(at);
        edit(&mut text, &mut caret, Edit::Insert("1"));
        edit(&mut text, &mut caret, Edit::Backspace);
        assert_eq!(text, "清溪");
    }
}

#[test]
fn what_is_selected_goes_first() {
    let mut text = "发展党员8名".to_owned();
    let mut caret = Caret {
        anchor: Some(6),
        ..Caret::new(12)
    };
    assert_eq!(caret.selection(&text), Some(6..12));
    edit(&mut text, &mut caret, Edit::Insert("团员"));
    assert_eq!((text.as_str(), caret), ("发展团员8名", Caret::new(12)));
    caret.anchor = Some(0);
    edit(&mut text, &mut caret, Edit::Backspace);
    assert_eq!((text.as_str(), caret), ("8名", Caret::new(0)));
}

#[test]
fn a_slot_is_one_character() {
    assert_eq!(edited("巡河{次数}|次", Edit::Backspace), "巡河|次");
    assert_eq!(edited("巡河|{届次:中文}次", Edit::Delete), "巡河|次");
    assert_eq!(moved("巡河{次数}|次", 80, Motion::Left), "巡河|{次数}次");
    assert_eq!(moved("巡河|{次数}次", 80, Motion::Right), "巡河{次数}|次");
    assert_eq!(moved("巡河{次|数}次", 80, Motion::Left), "巡|河{次数}次");
    assert_eq!(edited("{{|甲}}", Edit::Backspace), "|甲}}");
}

#[test]
fn a_selection_reaching_into_a_slot_takes_all_of_it() {
    let mut wording = Wording::new("甲{乙}丙");
    let mut caret = Caret {
        anchor: Some(0),
        ..Caret::new(5)
    };
    assert_eq!(caret.selection_in(&wording), Some(0..8));
    edit_wording(&mut wording, &mut caret, Edit::Backspace);
    assert_eq!(wording.source(), "丙");
}

#[test]
fn the_marks_of_a_clause_go_together() {
    assert_eq!(
        edited("办结{?，移送{数}起?}|。", Edit::Backspace),
        "办结，移送{数}起|。"
    );
    assert_eq!(
        edited("办结|{?{增} > 0|增{增}人?}。", Edit::Delete),
        "办结|增{增}人。"
    );
}

#[test]
fn a_brace_before_a_slot_does_not_tear_it() {
    assert_eq!(edited("甲|{乙}", Edit::Insert("{")), "甲{{|{乙}");
    assert_eq!(edited("甲{丙|{乙}", Edit::Backspace), "甲{{|{乙}");
    assert_eq!(edited("甲{{|{乙}", Edit::Backspace), "甲|{乙}");
    assert_eq!(edited("甲|乙", Edit::Insert("{")), "甲{|乙");
    assert_eq!(edited("甲{|乙", Edit::Insert("{")), "甲{{|乙");
    assert_eq!(edited("{?甲{?}|{乙}", Edit::Backspace), "甲{{|{乙}");
}

#[test]
fn a_slot_typed_out_becomes_one_character() {
    assert_eq!(edited("巡河{次数|", Edit::Insert("}")), "巡河{次数}|");
    assert_eq!(edited("巡河|次", Edit::Insert("{次数}")), "巡河{次数}|次");
}

#[test]
fn rows_are_walked_by_column() {
    // Rows of eight columns: 今年以来 / 全镇巡河 / 12次。
    assert_eq!(
        moved("今年|以来全镇巡河12次。", 8, Motion::Down),
        "今年以来全镇|巡河12次。"
    );
    assert_eq!(
        moved("今年以来全镇巡|河12次。", 8, Motion::Down),
        "今年以来全镇巡河12次。|"
    );
    assert_eq!(
        moved("今年以来全镇巡河12|次。", 8, Motion::Up),
        "今年以来全|镇巡河12次。"
    );
    assert_eq!(
        moved("今年以来全|镇巡河", 8, Motion::Home),
        "今年以来|全镇巡河"
    );
}

#[test]
fn the_end_of_a_row_is_not_the_head_of_the_next() {
    let wording = Wording::new("今年以来全镇巡河");
    let laid = Laid::wording(&wording, 8, narrow);
    let mut caret = Caret::new(0);
    assert!(laid.go(&mut caret, Motion::End));
    assert_eq!((caret.at, laid.place(&caret)), (12, (0, 8)));
    assert!(!laid.go(&mut caret, Motion::End));
    assert!(laid.go(&mut caret, Motion::Down));
    assert_eq!((caret.at, laid.place(&caret)), (24, (1, 8)));
    assert!(laid.go(&mut caret, Motion::Up));
    assert_eq!(laid.place(&caret), (0, 8));
    assert!(laid.go(&mut caret, Motion::Home));
    assert_eq!(caret, Caret::new(0));
    assert_eq!(laid.place(&Caret::new(12)), (1, 0));
}

#[test]
fn the_column_is_kept_over_a_short_row() {
    let wording = Wording::new("今年以来\n全镇\n巡河次数");
    let laid = Laid::wording(&wording, 8, narrow);
    let mut caret = laid.caret_at(0, 6);
    for place in [(1, 4), (2, 6)] {
        assert!(laid.go(&mut caret, Motion::Down));
        assert_eq!(laid.place(&caret), place);
    }
    assert!(!laid.go(&mut caret, Motion::Down));
    assert!(laid.go(&mut caret, Motion::Up));
    assert!(laid.go(&mut caret, Motion::Up));
    assert_eq!(laid.place(&caret), (0, 6));
    assert!(!laid.go(&mut caret, Motion::Up));
}

#[test]
fn rows_inside_a_long_slot_are_passed_over() {
    let text = format!("甲{{{}}}乙", "长".repeat(20));
    let wording = Wording::new(&text);
    let laid = Laid::wording(&wording, 8, narrow);
    assert!(laid.rows().len() > 4);
    let mut caret = Caret::new(0);
    assert!(laid.go(&mut caret, Motion::Down));
    assert_eq!(caret.at, "甲".len());
    assert!(laid.go(&mut caret, Motion::Down));
    assert!(caret.at >= text.len() - "乙".len());
    assert!(laid.go(&mut caret, Motion::Up));
    assert_eq!(caret.at, "甲".len());
    assert_eq!(laid.caret_at(2, 3).at, "甲".len());
}

#[test]
fn a_click_goes_before_what_it_hits() {
    let wording = Wording::new("巡河{次数}次\n甲");
    let laid = Laid::wording(&wording, 40, narrow);
    for (column, at) in [
        (0, 0),
        (1, 0),
        (2, 3),
        (7, 6),
        (10, 14),
        (11, 14),
        (12, 17),
        (99, 17),
    ] {
        assert_eq!(laid.caret_at(0, column).at, at, "{column}");
    }
    assert_eq!(laid.caret_at(9, 9).at, wording.source().len());
}

#[test]
fn words_are_runs() {
    assert_eq!(
        moved("全镇巡河|12次", 80, Motion::WordRight),
        "全镇巡河12|次"
    );
    assert_eq!(
        moved("|全镇，巡河{次数}次", 80, Motion::WordRight),
        "全镇|，巡河{次数}次"
    );
    assert_eq!(
        moved("巡河|{次数}{乙}", 80, Motion::WordRight),
        "巡河{次数}|{乙}"
    );
    assert_eq!(moved("巡河 abc |次", 80, Motion::WordLeft), "巡河 |abc 次");
    assert_eq!(
        moved("{甲}{次数}|次", 80, Motion::WordLeft),
        "{甲}|{次数}次"
    );
}

#[test]
fn selecting_follows_the_keys() {
    let wording = Wording::new("甲{乙}丙");
    let laid = Laid::wording(&wording, 40, narrow);
    let mut caret = Caret::new(0);
    assert!(laid.stretch(&mut caret, Motion::Right) && laid.stretch(&mut caret, Motion::Right));
    assert_eq!(caret.selection_in(&wording), Some(0..8));
    let mut left = caret;
    assert!(laid.go(&mut left, Motion::Left));
    assert_eq!(left, Caret::new(0));
    assert!(laid.go(&mut caret, Motion::Right));
    assert_eq!(caret, Caret::new(8));
}

#[test]
fn a_long_field_scrolls_with_its_caret() {
    let text = "清溪镇河湖管护12345";
    let laid = Laid::line(text, narrow);
    assert_eq!(laid.window(&Caret::new(0), 8), (0..12, 0));
    assert_eq!(laid.window(&Caret::end_of(text), 8), (18..26, 7));
    assert_eq!(text.get(18..), Some("护12345"));
    assert_eq!(laid.window(&Caret::end_of("12"), 8), (0..12, 0));
    let short = Laid::line("12", narrow);
    assert_eq!(short.window(&Caret::end_of("12"), 8), (0..2, 2));
}
