//! Whole reports against the lines they print.

use std::sync::Arc;

mod any;
mod wording;

use super::*;
use crate::number::Kind;
use crate::report::{
    AS_OF, Condition, Extras, Field, Formula, HEAD_TEXTS, Head, Numbering, Part, REPORT_DATE, Rare,
    Shared, Spelling, Stored,
};

fn empty() -> Report {
    Report {
        format: 1,
        head: Head::default(),
        numbering: Numbering::Chinese,
        template: String::new(),
        previous_name: String::new(),
        fields: Arc::new(Vec::new()),
        answers: Shared::default(),
        previous: Shared::default(),
        notes: Shared::default(),
        rules: Arc::new(Vec::new()),
        accepted: Vec::new(),
        promised: Vec::new(),
        parts: Shared::default(),
        next_part: 1_000,
    }
}

/// A report with these fields, each with what is typed into it, and the two dates.
fn with(fields: Vec<(Field, &str)>) -> Report {
    let mut report = empty();
    let typed: Vec<(String, &str)> = fields
        .iter()
        .map(|(field, typed)| (field.key.clone(), *typed))
        .collect();
    let dates = [REPORT_DATE, AS_OF].map(|key| Field::new(key, Kind::Date));
    report.fields = Arc::new(
        fields
            .into_iter()
            .map(|(field, _)| field)
            .chain(dates)
            .collect(),
    );
    for (key, typed) in typed {
        report.answer(&key, typed);
    }
    report
}

fn field(key: &str, kind: Kind) -> Field {
    Field::new(key, kind)
}

fn optional(key: &str, kind: Kind) -> Field {
    Field {
        optional: true,
        ..Field::new(key, kind)
    }
}

fn derived(key: &str, kind: Kind, formula: &str) -> Field {
    Field {
        rare: Rare::from(Extras {
            formula: Some(Formula::new(formula)),
            ..Extras::default()
        }),
        ..Field::new(key, kind)
    }
}

fn part(id: u32, heading: &str, text: &str) -> Part {
    Part {
        heading: Wording::new(heading),
        text: Wording::new(text),
        ..Part::new(PartId(id))
    }
}

fn holding(parts: Vec<Part>, part: Part) -> Part {
    Part { parts, ..part }
}

fn set(report: &Report) -> Document {
    document(report, &Figures::of(report))
}

fn printed(report: &Report) -> Vec<String> {
    set(report).blocks.iter().map(Block::text).collect()
}

fn example() -> Report {
    let choices = vec!["集中整治".to_owned(), "分片包干".to_owned()];
    let mut report = with(vec![
        (field("镇名", Kind::Text), "清溪镇"),
        (field("年度", Kind::Year), "2024"),
        (
            Field {
                unit: "次".into(),
                ..field("巡河次数", Kind::Integer)
            },
            "310",
        ),
        (
            Field {
                places: Some(2),
                ..field("清理垃圾吨数", Kind::Decimal)
            },
            "46.50",
        ),
        (field("水质达标率", Kind::Percent), "97.5"),
        (
            Field {
                rare: Rare::from(Extras {
                    choices,
                    ..Extras::default()
                }),
                ..optional("整治方式", Kind::Text)
            },
            "",
        ),
        (derived("未达标率", Kind::Percent, "100 - {水质达标率}"), ""),
    ]);
    report.answer(REPORT_DATE, "2024-07-01");
    report.head = Head {
        title: Wording::new("{镇名}{年度}年上半年河湖管护情况汇报"),
        to: Wording::new("县河长制办公室："),
        opening: Wording::new(
            "今年以来，{镇名}坚持日常巡查与集中整治相结合，现将有关情况汇报如下：",
        ),
        signature: Wording::new("{镇名}人民政府"),
        ..Head::default()
    };
    let patrols = "今年以来，全镇累计巡河{巡河次数}余次，{?以{整治方式}等方式?}清理垃圾{清理垃圾吨数}吨，\
                   水质达标率{水质达标率}％。";
    let gap = "少数支流巡查不够经常，仍有{未达标率}％的断面未达标。";
    let money = part(6, "经费保障不足。", "管护经费主要靠镇级自筹。");
    *report.parts = vec![
        Part {
            numbering: Some(Numbering::Arabic),
            ..holding(
                vec![part(2, "抓巡查，问题发现在早。", patrols)],
                part(1, "主要做法", ""),
            )
        },
        Part {
            numbering: Some(Numbering::First),
            ..holding(
                vec![
                    part(4, "巡查还有空白。", gap),
                    Part {
                        out: true,
                        when: Some(Box::new(Condition::new("{年度} >= 2022"))),
                        ..money
                    },
                ],
                part(3, "存在问题", ""),
            )
        },
        Part {
            numbering: Some(Numbering::Bracketed),
            ..holding(
                vec![part(8, "补齐巡查短板。", "把支流纳入日常巡查。")],
                part(7, "下一步打算", ""),
            )
        },
    ];
    report
}

#[test]
fn the_example_prints_in_full() {
    let lines: Vec<String> = lines(&set(&example()), 2)
        .into_iter()
        .map(|line| line.text)
        .collect();
    assert_eq!(
        lines,
        [
            "清溪镇2024年上半年河湖管护情况汇报",
            "县河长制办公室：",
            "　　今年以来，清溪镇坚持日常巡查与集中整治相结合，现将有关情况汇报如下：",
            "　　一、主要做法",
            "　　1.抓巡查，问题发现在早。今年以来，全镇累计巡河310余次，清理垃圾46.50吨，水质达标率97.5％。",
            "　　二、存在问题",
            "　　一是巡查还有空白。少数支流巡查不够经常，仍有2.5％的断面未达标。",
            "　　三、下一步打算",
            "　　（一）补齐巡查短板。把支流纳入日常巡查。",
            "清溪镇人民政府",
            "2024年7月1日",
        ]
    );
}

#[test]
fn items_nest_to_four_levels() {
    let mut report = empty();
    let fourth = vec![part(4, "甲四", "乙四"), part(5, "丙四。", "丁四")];
    let third = holding(fourth, part(3, "三层。", "三文"));
    let second = Part {
        numbering: Some(Numbering::Circled),
        ..holding(vec![third], part(2, "二层", "二文"))
    };
    *report.parts = vec![holding(
        vec![second, part(6, "", "无题")],
        part(1, "一层", "一文"),
    )];
    assert_eq!(
        printed(&report),
        [
            "一、一层",
            "一文",
            "（一）二层",
            "二文",
            "①三层。三文",
            "（1）甲四",
            "乙四",
            "（2）丙四。丁四",
            "（二）无题"
        ]
    );
    let kinds: Vec<BlockKind> = set(&report).blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds[0], BlockKind::Heading { level: 1 });
    assert_eq!(kinds[1], BlockKind::Paragraph);
    assert_eq!(kinds[4], BlockKind::RunIn { level: 3 });
    assert_eq!(kinds[5], BlockKind::Heading { level: 4 });
    assert_eq!(kinds[8], BlockKind::RunIn { level: 2 });
    assert_eq!(set(&report).number(PartId(3)), Some("①"));
}

#[test]
fn every_numbering_stands_before_its_heading() {
    for (numbering, expected) in [
        (Numbering::Chinese, "二、乙"),
        (Numbering::Part, "第二部分乙"),
        (Numbering::Bracketed, "（二）乙"),
        (Numbering::Arabic, "2.乙"),
        (Numbering::ArabicBracketed, "（2）乙"),
        (Numbering::First, "二是乙"),
        (Numbering::Ordinal, "第二，乙"),
        (Numbering::Circled, "②乙"),
        (Numbering::None, "乙"),
    ] {
        let mut report = empty();
        report.numbering = numbering;
        *report.parts = vec![part(1, "甲", ""), part(2, "", "无题"), part(3, "乙", "")];
        assert_eq!(printed(&report).last().map(String::as_str), Some(expected));
    }
}

#[test]
fn what_does_not_print_takes_no_number() {
    let mut report = with(vec![
        (optional("选", Kind::Integer), ""),
        (field("必", Kind::Integer), "1"),
    ]);
    let kept = Part {
        when: Some(Box::new(Condition::new("{选} = 1"))),
        ..part(3, "丙", "")
    };
    let gone = Part {
        when: Some(Box::new(Condition::new("{必} = 2"))),
        ..part(4, "丁", "")
    };
    let gone = holding(vec![part(5, "丁下", "")], gone);
    let hollow = holding(vec![part(7, "己下", "")], part(6, "", "{?有{选}件?}"));
    let out = holding(
        vec![part(9, "庚下", "")],
        Part {
            out: true,
            ..part(8, "庚", "")
        },
    );
    *report.parts = vec![holding(
        vec![part(2, "乙", ""), gone, hollow, out, kept],
        part(1, "甲", ""),
    )];
    assert_eq!(
        printed(&report),
        ["一、甲", "（一）乙", "1.己下", "（二）丙"]
    );
}

#[test]
fn a_heading_runs_in_where_it_ends_in_a_stop_as_printed() {
    let mut report = with(vec![(field("名", Kind::Text), "清溪。")]);
    let items = vec![
        part(2, "甲？", "乙\n丙"),
        part(3, "为了{名}", "丁"),
        part(4, "戊\n己", "庚"),
        part(5, "辛！", ""),
        part(6, "壬； ", "癸"),
    ];
    *report.parts = vec![holding(items, part(1, "总：", "说明"))];
    assert_eq!(
        printed(&report),
        [
            "一、总：说明",
            "（一）甲？乙",
            "丙",
            "（二）为了清溪。丁",
            "（三）戊己",
            "庚",
            "（四）辛！",
            "（五）壬；",
            "癸"
        ]
    );
    let document = set(&report);
    assert_eq!(document.blocks[3].heading_runs(), 3);
    assert_eq!(document.blocks[6].kind, BlockKind::RunIn { level: 2 });
}

#[test]
fn texts_stand_in_the_order_of_the_format() {
    let mut report = with(Vec::new());
    for (which, name) in HEAD_TEXTS {
        *report.head.text_mut(which) = Wording::new(name);
    }
    *report.parts = vec![part(1, "section", "")];
    report.answer(REPORT_DATE, "2024-07-01");
    let expected = [
        "title",
        "subtitle",
        "to",
        "opening",
        "一、section",
        "closing",
        "signature",
        "2024年7月1日",
        "after",
    ];
    assert_eq!(printed(&report), expected);
    let indented: Vec<usize> = lines(&set(&report), 2)
        .iter()
        .map(|line| line.indent)
        .collect();
    assert_eq!(indented, [0, 0, 0, 2, 2, 2, 0, 0, 2]);
}

#[test]
fn places_are_found_with_line_and_column() {
    let report = example();
    let document = set(&report);
    let at = |place: Place| position(&document, At::Place(&place));
    assert_eq!(at(Place::Field("巡河次数".to_owned())), Some((5, 27)));
    assert_eq!(at(Place::Field("镇名".to_owned())), Some((1, 1)));
    assert_eq!(at(Place::Heading(PartId(2))), Some((5, 5)));
    assert_eq!(at(Place::Text(PartId(2))), Some((5, 16)));
    assert_eq!(at(Place::When(PartId(2))), Some((5, 3)));
    assert_eq!(at(Place::Head(HeadText::Signature)), Some((10, 1)));
    assert_eq!(at(Place::Date), Some((11, 1)));
    assert_eq!(at(Place::Text(PartId(6))), None);
    assert_eq!(
        position(
            &document,
            At::Character {
                block: 4,
                offset: 2
            }
        ),
        Some((5, 5))
    );
    assert_eq!(
        position(
            &document,
            At::Character {
                block: 99,
                offset: 0
            }
        ),
        None
    );
}
