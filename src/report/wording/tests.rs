//! Slots, clauses and braces as they are read.

use proptest::prelude::*;

use super::*;

fn plain(text: &str) -> Piece {
    Piece::Plain(text.to_owned())
}

fn slot(key: &str, style: Style, more: Option<char>) -> Piece {
    Piece::Slot(Slot {
        key: key.to_owned(),
        style,
        more,
    })
}

#[test]
fn slots_and_plain_text_alternate() {
    let wording = Wording::new("巡河{巡河次数}余次，{届次:中文}届{日期:月日}{数：上期}");
    assert_eq!(
        wording.pieces(),
        [
            plain("巡河"),
            slot("巡河次数", Style::Plain, Some('余')),
            plain("余次，"),
            slot("届次", Style::Chinese, None),
            plain("届"),
            slot("日期", Style::MonthDay, None),
            slot("数", Style::Previous, None),
        ]
    );
    assert!(wording.faults().is_empty());
}

#[test]
fn doubled_braces_are_braces() {
    assert_eq!(Wording::new("{{甲}}").pieces(), [plain("{甲}")]);
}

#[test]
fn a_clause_may_open_with_a_condition() {
    let wording = Wording::new("甲{?{增减} > 0|增加{增减}人?}{?，移送{数}起?}乙");
    let [_, Piece::Clause(first), Piece::Clause(second), _] = wording.pieces() else {
        panic!("{:?}", wording.pieces());
    };
    assert_eq!(
        first.condition.as_ref().map(|c| c.source.as_str()),
        Some("{增减} > 0")
    );
    assert_eq!(second.condition, None);
    assert_eq!(
        second.pieces,
        [plain("，移送"), slot("数", Style::Plain, None), plain("起")]
    );
}

#[test]
fn marks_are_what_is_taken_as_a_whole() {
    let wording = Wording::new("甲{数:中文}{{{?{增} > 0|{增}人?}}}{");
    let marks: Vec<_> = wording
        .marks()
        .iter()
        .map(|mark| (wording.source().get(mark.range.clone()).unwrap(), mark.kind))
        .collect();
    assert_eq!(
        marks,
        [
            ("{数:中文}", MarkKind::Slot),
            ("{{", MarkKind::Brace),
            ("{?{增} > 0|", MarkKind::Open),
            ("{增}", MarkKind::Slot),
            ("?}", MarkKind::Close),
            ("}}", MarkKind::Brace),
        ]
    );
}

#[test]
fn what_is_no_slot_stays_as_text_and_is_named_with_its_place() {
    for (source, column) in [
        ("甲{乙", 1),
        ("甲}乙", 1),
        ("{甲:月份}", 0),
        ("{}", 0),
        ("一\n二{", 1),
        ("{?甲", 0),
        ("{?甲{?乙?}", 3),
        ("{?{甲} >|乙?}", 2),
    ] {
        let wording = Wording::new(source);
        assert!(!wording.faults().is_empty(), "{source}");
        assert_eq!(
            wording.faults()[0].column,
            column,
            "{source}: {:?}",
            wording.faults()
        );
    }
    assert_eq!(Wording::new("一\n二{").faults()[0].line, 1);
}

proptest! {
    #[test]
    fn any_text_is_read(text in "[a甲{}?|:=余\n ]{0,40}") {
        let wording = Wording::new(&text);
        prop_assert_eq!(wording.source(), text);
    }
}
