//! The parts of a .docx as XML: well-formed, in the schema's order, and saying what they should.

mod any;
mod order;

use std::io::{Cursor, Read};

use proptest::prelude::*;

use super::*;
use crate::compare::{self, Changes};
use crate::export::{style, tables};
use crate::render::{self, Block, Run, Source};
use crate::report::{Figures, HeadText, PartId, Place};

fn block(kind: BlockKind, text: &str) -> Block {
    let source = Source::Wording(Place::Head(HeadText::Opening));
    Block {
        kind,
        runs: vec![Run {
            text: text.to_owned(),
            source,
        }],
    }
}

/// A part with its number, its headline and the text behind.
fn part(kind: BlockKind, number: &str, heading: &str, text: &str) -> Block {
    let id = PartId(1);
    let runs = [
        (Source::Number(id), number),
        (Source::Wording(Place::Heading(id)), heading),
        (Source::Wording(Place::Text(id)), text),
    ];
    let runs = runs
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(source, text)| Run {
            text: text.to_owned(),
            source,
        })
        .collect();
    Block { kind, runs }
}

fn whole(blocks: Vec<Block>) -> Document {
    Document { blocks }
}

fn sample() -> Document {
    whole(vec![
        block(
            BlockKind::Title,
            "中共清溪镇委员会关于2026年上半年党建工作情况的报告",
        ),
        block(BlockKind::Subtitle, "——在全县党建工作会上"),
        block(BlockKind::To, "县委，县委组织部："),
        block(BlockKind::Paragraph, "今年以来，“两委”——……R&D<1>。"),
        part(BlockKind::Heading { level: 1 }, "一、", "主要做法", ""),
        part(BlockKind::Heading { level: 2 }, "（一）", "抓学习", ""),
        part(
            BlockKind::RunIn { level: 3 },
            "1.",
            "抓教育。",
            "开展学习12次。",
        ),
        part(BlockKind::RunIn { level: 4 }, "（1）", "", "累计310次。"),
        block(BlockKind::Paragraph, "附件：1.任务清单"),
        block(BlockKind::Paragraph, "2.责任分工表"),
        block(BlockKind::Signature, "中共清溪镇委员会"),
        block(BlockKind::Date, "2026年7月1日"),
        block(BlockKind::After, "（联系人：李四）"),
        block(BlockKind::After, "附件1"),
        block(BlockKind::After, "任务清单"),
        block(BlockKind::After, "正文。"),
    ])
}

fn text_of(parts: &[(&'static str, String)], name: &str) -> String {
    let found = parts.iter().find(|(part, _)| *part == name);
    found.map(|(_, text)| text.clone()).unwrap()
}

fn body(document: &Document) -> String {
    text_of(&parts(document, &Style::default()), "word/document.xml")
}

fn red() -> Style {
    let text = "[red_head]\nname = \"中共清溪镇委员会文件\"\nnumber = \"清委〔2026〕5号\"\nsigner = \"张三\"\n\
        [latin]\nfont = \"Times New Roman\"\n[signature]\nsealed = true\n[heading3]\nbold = true\n";
    style::read(text, "样式.toml").unwrap()
}

#[test]
fn every_part_is_well_formed_and_in_order() {
    for style in [Style::default(), red()] {
        for document in [sample(), Document::default()] {
            for (name, text) in parts(&document, &style) {
                order::check(name, &text);
            }
        }
    }
}

#[test]
fn the_package_holds_every_part_it_names() {
    let none = style::read("[page_number]\nform = \"无\"\n", "样式.toml").unwrap();
    for style in [Style::default(), none] {
        let bytes = docx(&sample(), &style).unwrap();
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(
            zip.by_index(0).unwrap().name().unwrap(),
            "[Content_Types].xml"
        );
        let mut types = String::new();
        zip.by_index(0).unwrap().read_to_string(&mut types).unwrap();
        for name in zip.file_names() {
            let name = name.unwrap();
            let listed = types.contains(&format!("\"/{name}\""));
            let by_default = name.ends_with(".rels") || name == "[Content_Types].xml";
            assert!(listed || by_default, "{name}");
        }
        assert_eq!(types.matches("<Override").count(), zip.len() - 3);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let style = Style::default();
    assert_eq!(docx(&sample(), &style), docx(&sample(), &style));
}

#[test]
fn headings_take_the_style_of_their_number() {
    let body = body(&sample());
    for expected in [
        "<w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">一、主要做法<",
        "<w:pStyle w:val=\"Heading2\"/>",
        "<w:rStyle w:val=\"Heading3Char\"/><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">1.抓教育。<",
        ">开展学习12次。<",
        ">（1）累计310次。<",
        "今年以来，“两委”——……R&amp;D&lt;1&gt;。",
    ] {
        assert!(body.contains(expected), "{expected}\n{body}");
    }
    assert!(!body.contains("Heading4"), "a number alone is no heading");
}

#[test]
fn a_heading_without_form_goes_by_its_level() {
    let blocks = vec![
        part(BlockKind::Heading { level: 2 }, "", "抓学习", ""),
        part(BlockKind::Heading { level: 2 }, "一是", "抓学习", ""),
        part(BlockKind::Heading { level: 1 }, "第一部分", "学习", ""),
    ];
    let body = body(&whole(blocks));
    let styles: Vec<&str> = body.split("w:pStyle w:val=\"").skip(1).collect();
    let first = |text: &&str| text.split('"').next().unwrap().to_owned();
    let styles: Vec<String> = styles.iter().map(first).collect();
    assert_eq!(styles, ["Heading2", "Heading3", "Heading1"]);
}

#[test]
fn the_date_begins_two_behind_the_name() {
    let style = Style::default();
    // 156 mm less two characters at the right and eight of the name; the date two further in.
    let body = body(&sample());
    let left = style.page.text_width() - 2 * 315 - 8 * 315;
    assert!(body.contains(&format!("<w:ind w:left=\"{left}\" w:right")));
    assert!(body.contains(&format!("<w:ind w:left=\"{}\" w:right", left + 630)));
}

#[test]
fn a_date_longer_than_the_name_ends_two_from_the_edge() {
    let style = Style::default();
    let blocks = vec![
        block(BlockKind::Signature, "清溪镇"),
        block(BlockKind::Date, "2026年12月31日"),
    ];
    let body = body(&whole(blocks));
    let date = style.page.text_width() - 630 - style.width("2026年12月31日");
    assert!(body.contains(&format!("<w:ind w:left=\"{date}\" w:right")));
    assert!(body.contains(&format!("<w:ind w:left=\"{}\" w:right", date - 630)));
}

#[test]
fn under_a_seal_the_name_is_centred_over_the_date() {
    let body = text_of(&parts(&sample(), &red()), "word/document.xml");
    assert!(body.contains("<w:ind w:right=\"1260\"/><w:jc w:val=\"right\"/>"));
    let style = red();
    let middle = 1260 + style.width("2026年7月1日") / 2 - style.width("中共清溪镇委员会") / 2;
    assert!(
        body.contains(&format!("<w:ind w:right=\"{middle}\"/>")),
        "{body}"
    );
}

#[test]
fn one_line_of_the_house_style_changes_one_part() {
    let changed = style::read("[body]\nfont = \"仿宋\"\n", "样式.toml").unwrap();
    let was = parts(&sample(), &Style::default());
    let now = parts(&sample(), &changed);
    let differ: Vec<&str> = was
        .iter()
        .zip(&now)
        .filter(|(was, now)| was != now)
        .map(|(was, _)| was.0)
        .collect();
    assert_eq!(differ, ["word/styles.xml", "word/fontTable.xml"]);
}

#[test]
fn an_attachment_begins_a_page() {
    let body = body(&sample());
    assert!(body.contains("AttachmentNumber\"/></w:pPr>"));
    assert_eq!(body.matches("w:val=\"Title\"").count(), 2);
    assert!(body.contains("w:left=\"1890\" w:hanging=\"1260\""));
}

fn tables() -> [Table; 3] {
    let (report, _) = crate::format::read(include_str!(
        "../../../examples/river-half-filled/draft.toml"
    ))
    .unwrap();
    let (new, _) = crate::format::read(
        &include_str!("../../../examples/river-half-filled/draft.toml")
            .replace("物资到库", "物资<到>库")
            .replace("\"巡河次数\" = 2310", "\"巡河次数\" = 2311"),
    )
    .unwrap();
    let figures = Figures::of(&report);
    let document = render::document(&report, &figures);
    let now = Figures::of(&new);
    let page = render::document(&new, &now);
    let side = |report, figures, document| compare::Draft {
        report,
        figures,
        document,
    };
    let old = side(&report, &figures, &document);
    let changes = Changes::between(old, side(&new, &now, &page));
    [
        tables::sources(&report, &figures, &document),
        tables::changes(&changes, &page),
        tables::changes(&Changes::between(old, old), &document),
    ]
}

#[test]
fn tables_are_well_formed_and_in_order() {
    let [sources, changes, none] = tables();
    for style in [Style::default(), red()] {
        for table in [&sources, &changes, &none] {
            for (name, text) in table_parts(table, &style) {
                order::check(name, &text);
            }
            assert!(table_parts(table, &style).iter().all(|(name, text)| {
                *name != "word/document.xml" || text.contains(&table.note)
            }));
        }
    }
    let text = text_of(
        &table_parts(&sources, &Style::default()),
        "word/document.xml",
    );
    for words in ["巡河次数", "2310次", "一、1.", "____", "算出：", "由谁提供"] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    let text = text_of(
        &table_parts(&changes, &Style::default()),
        "word/document.xml",
    );
    for words in [
        "<w:u w:val=\"single\"/></w:rPr><w:t xml:space=\"preserve\">&lt;<",
        "2310次",
        "2311次",
        "引言",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(none.note.ends_with("两稿一样。"), "{}", none.note);
}

#[test]
fn a_large_report_is_set_in_no_time() {
    let page = "全镇各级党组织坚持以人民为中心，".repeat(40);
    let blocks = (0..2_000)
        .map(|_| block(BlockKind::Paragraph, &page))
        .collect();
    let bytes = docx(&whole(blocks), &Style::default()).unwrap();
    assert!(bytes.len() > 10_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_document_gives_parts_that_parse(document in any::document(), red_head: bool) {
        let style = if red_head { red() } else { Style::default() };
        for (name, text) in parts(&document, &style) {
            order::check(name, &text);
        }
        let bytes = docx(&document, &style).unwrap();
        prop_assert!(zip::ZipArchive::new(Cursor::new(bytes)).is_ok());
    }
}
