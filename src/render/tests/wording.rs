//! Slots, clauses and the date line: what one wording prints.

use super::*;

/// What an opening of this wording prints.
fn opening(report: &Report, wording: &str) -> Vec<String> {
    let mut report = report.clone();
    report.head.opening = Wording::new(wording);
    printed(&report)
}

#[test]
fn a_wrong_answer_prints_as_typed_without_control_characters() {
    let mut report = example();
    report.answer("整治方式", "集\u{1b}中");
    report.answer("巡河次数", "31O");
    let line = printed(&report).swap_remove(4);
    assert!(line.contains("巡河31O余次，以集中等方式清理垃圾"), "{line}");
}

#[test]
fn slots_print_in_the_form_asked_for() {
    let mut report = with(vec![
        (field("届次", Kind::Integer), "15"),
        (field("年度", Kind::Year), "2024"),
        (field("率", Kind::Decimal), "1.5"),
        (field("日期", Kind::Date), "2024-07-01"),
        (field("名", Kind::Text), "清溪{镇}"),
    ]);
    report.previous.insert(
        "届次".to_owned(),
        Stored {
            text: "14".to_owned(),
            spelling: Spelling::Integer,
        },
    );
    assert_eq!(
        opening(
            &report,
            "{届次}{届次:中文}{届次:上期}\n{年度:中文}{率:中文}\n{日期}{日期:月日}{日期:中文}"
        ),
        ["15十五14", "二〇二四1.5", "2024年7月1日7月1日2024年7月1日"]
    );
    assert_eq!(
        opening(&report, "{名}{{甲}}{名:月日}{年度:上期}{无}"),
        ["清溪{镇}{甲}清溪{镇}________"]
    );
}

#[test]
fn a_message_is_filled_in_as_one_line() {
    let report = with(vec![(field("数", Kind::Integer), "3")]);
    let message = Wording::new("数是{数}，\n请看{无}。");
    assert_eq!(
        filled(&report, &Figures::of(&report), &message),
        "数是3，请看____。"
    );
}

#[test]
fn every_line_of_a_wording_is_a_paragraph_and_empty_ones_are_dropped() {
    let report = with(vec![
        (optional("空", Kind::Text), ""),
        (field("名", Kind::Text), "清溪"),
    ]);
    assert_eq!(
        opening(
            &report,
            "　　甲　\r\n\n \u{3000}\n{空}\n {名} {空} \n乙{?{空}?}"
        ),
        ["甲", "清溪", "乙"]
    );
}

#[test]
fn blanks_show_unless_the_field_itself_is_optional() {
    let report = with(vec![
        (field("必", Kind::Integer), ""),
        (optional("选", Kind::Integer), ""),
        (derived("选二", Kind::Integer, "{选} * 2 + {必}"), ""),
        (derived("选四", Kind::Integer, "{选二} * 2"), ""),
        (derived("必二", Kind::Integer, "{必} * 2"), ""),
        (derived("除零", Kind::Integer, "1 / 0"), ""),
        (derived("圈", Kind::Integer, "{圈} + {选}"), ""),
    ]);
    assert_eq!(
        opening(&report, "甲{必}乙{选}丙{选二}丁{选四}戊{必二}己{除零}"),
        ["甲____乙丙____丁____戊____己____"]
    );
    assert_eq!(
        opening(&report, "甲{?{选四}?}{?乙{必二}?}{?丙{必}{选}?}{?丁{圈}?}"),
        ["甲乙____"]
    );
}

#[test]
fn a_clause_follows_its_condition() {
    let fields = |typed| {
        with(vec![
            (
                Field {
                    rare: Rare::from(Extras {
                        min: Some((-99).into()),
                        ..Extras::default()
                    }),
                    ..field("增减", Kind::Integer)
                },
                typed,
            ),
            (optional("选", Kind::Integer), ""),
        ])
    };
    let wording = "甲{?{增减} > 0|增加{增减}人?}{?{增减} = 0|与上年持平?}{?{增减} < 1|，另{选}?}";
    for (typed, expected) in [
        ("3", "甲增加3人"),
        ("0", "甲与上年持平"),
        ("-3", "甲"),
        ("", "甲________"),
    ] {
        assert_eq!(opening(&fields(typed), wording), [expected], "{typed}");
    }
    // An optional figure may stay blank for good: nothing is left to tell then.
    assert_eq!(
        opening(&fields("1"), "甲{?{选} > 0|乙{选}?}{?{选} = 0|无?}"),
        ["甲"]
    );
    assert_eq!(opening(&fields("1"), "甲{?{增减} / 0 > 1|乙?}"), ["甲____"]);
}

#[test]
fn the_date_line_shows_as_a_blank_only_where_the_date_is_needed() {
    let mut report = with(Vec::new());
    assert_eq!(printed(&report), [""; 0]);
    let section = Part {
        out: true,
        ..part(1, "至{成文日期}", "")
    };
    *report.parts = vec![section.clone()];
    assert_eq!(printed(&report), [""; 0]);
    *report.parts = vec![Part {
        out: false,
        ..section
    }];
    assert_eq!(printed(&report), ["一、至____", "____"]);
    report.answer(REPORT_DATE, "2024年7月");
    assert_eq!(
        printed(&report).last().map(String::as_str),
        Some("2024年7月")
    );
    report.answer(REPORT_DATE, "2024.7.1");
    assert_eq!(printed(&report), ["一、至2024年7月1日", "2024年7月1日"]);
}
