//! Lines and pages where they can be counted by hand; against LibreOffice's they are held in `tests/docx`.

use proptest::prelude::*;

use super::breaks::{Room, lines};
use super::*;
use crate::export::style;
use crate::render::{BlockKind, Run, Source};
use crate::report::{HeadText, Place};

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

fn paper(blocks: Vec<Block>) -> Paper {
    Paper::of(&Document { blocks }, &Style::default())
}

/// The words of a line.
fn words(document: &Document, row: &Row) -> String {
    match &row.words {
        Words::Head(words) => words.clone(),
        Words::Block { block, bytes } => document.blocks[*block]
            .text()
            .get(bytes.clone())
            .unwrap()
            .to_owned(),
    }
}

fn cut(text: &str, characters: u32) -> Vec<&str> {
    let room = Room {
        first: characters * 2,
        rest: characters * 2,
    };
    let width = |c: char| if c.is_ascii() { 1 } else { 2 };
    let ranges = lines(text, room, width);
    ranges
        .into_iter()
        .map(|range| text.get(range).unwrap())
        .collect()
}

#[test]
fn a_line_is_broken_as_word_breaks_it() {
    for (text, expected) in [
        ("一二三四五六七八", &["一二三四", "五六七八"][..]),
        // A mark that may not open a line takes the character before it along.
        ("一二三四，五六", &["一二三", "四，五六"]),
        ("一二三四。”五六", &["一二三", "四。”五", "六"]),
        ("一二三四”五六", &["一二三", "四”五六"]),
        ("一二三（四五）", &["一二三", "（四五）"]),
        ("一二三2026年", &["一二三", "2026年"]),
        ("一二三——四", &["一二三", "——四"]),
        ("一二12.5元", &["一二12.5", "元"]),
        ("一二三四 五", &["一二三四 ", "五"]),
        ("aaaaaaaaaaaa", &["aaaaaaaa", "aaaa"]),
        ("", &[""]),
    ] {
        assert_eq!(cut(text, 4), expected, "{text}");
    }
}

#[test]
fn a_page_holds_22_lines_of_28_characters() {
    let line = "全".repeat(28);
    // The first line is two characters short.
    let text = line.repeat(43) + &"全".repeat(26);
    let paper = paper(vec![block(BlockKind::Paragraph, &text)]);
    assert_eq!((paper.pages, paper.rows.len()), (2, 44));
    assert_eq!(paper.rows.iter().filter(|row| row.page == 1).count(), 22);
    assert_eq!(paper.characters, 43 * 28 + 26);
    assert_eq!(
        (paper.rows[0].at, paper.rows[1].at),
        (At::Left(4), At::Left(0))
    );
}

#[test]
fn a_heading_is_not_the_last_line_of_a_page() {
    let heading = BlockKind::Heading { level: 1 };
    let mut blocks: Vec<Block> = (0..21)
        .map(|_| block(BlockKind::Paragraph, "正文。"))
        .collect();
    blocks.push(block(heading, "主要做法"));
    blocks.push(block(BlockKind::Paragraph, "正文。"));
    let pages: Vec<usize> = paper(blocks).rows.iter().map(|row| row.page).collect();
    assert_eq!(pages[19..], [1, 1, 2, 2]);
}

#[test]
fn name_and_date_take_two_lines_of_text_with_them() {
    let page = |lines: usize, heading: bool| {
        let long = "全".repeat(26 + 28 * (lines - 1));
        let mut blocks = vec![
            block(BlockKind::Paragraph, &long),
            block(BlockKind::Signature, "清溪镇"),
            block(BlockKind::Date, "2026年7月1日"),
        ];
        if heading {
            blocks.insert(0, block(BlockKind::Heading { level: 1 }, "一、做法"));
        }
        let paper = paper(blocks);
        let last = paper.rows.iter().filter(|row| row.page == paper.pages);
        (paper.pages, last.count())
    };
    assert_eq!(page(21, false), (2, 4));
    assert_eq!(page(20, false), (2, 4));
    assert_eq!(page(19, false), (1, 21));
    // A heading before more than a page of text is not held: LibreOffice would leave it alone on a page.
    assert_eq!(page(21, true), (2, 2));
}

#[test]
fn title_addressee_and_attachment_stand_where_the_standard_has_them() {
    let document = Document {
        blocks: vec![
            block(BlockKind::Title, "情况汇报"),
            block(BlockKind::To, "县委："),
            block(BlockKind::Paragraph, "正文。"),
            block(BlockKind::After, "附件1"),
            block(BlockKind::After, "任务清单"),
        ],
    };
    let paper = Paper::of(&document, &Style::default());
    let found: Vec<(usize, u32, At, String)> = paper
        .rows
        .iter()
        .map(|row| (row.page, row.above, row.at, words(&document, row)))
        .collect();
    let expected = [
        (1, 0, At::Centre, "情况汇报"),
        (1, 1, At::Left(0), "县委："),
        (1, 0, At::Left(4), "正文。"),
        (2, 0, At::Left(0), "附件1"),
        (2, 1, At::Centre, "任务清单"),
    ];
    let expected = expected.map(|(page, above, at, words)| (page, above, at, words.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn limits_are_said_when_they_are_passed() {
    let text = "[limit]\ncharacters = 5\npages = 1\n";
    let style = style::read(text, "样式.toml").unwrap();
    let at = paper(vec![block(BlockKind::Paragraph, "一二 三四五")]);
    assert_eq!(at.over(&style.limit), Vec::<String>::new());
    let over = paper(vec![
        block(BlockKind::Paragraph, "一二三四五六"),
        block(BlockKind::After, "附件"),
    ]);
    assert_eq!(
        over.over(&style.limit),
        [
            "全文8字，超过了样式里写的5字。",
            "全文2页，超过了样式里写的1页。"
        ]
    );
}

proptest! {
    #[test]
    fn lines_hold_all_of_a_text(text in "[一，。”“（）a1. \u{301}—…]{0,60}", first in 1_u32..20, rest in 1_u32..20) {
        let room = Room { first, rest };
        let found = lines(&text, room, |c| if c.is_ascii() { 1 } else { 2 });
        let joined: String = found.iter().map(|range| text.get(range.clone()).unwrap()).collect();
        prop_assert_eq!(joined, text);
    }

    #[test]
    fn pages_count_up_and_nothing_is_lost(texts in prop::collection::vec("[一，a]{0,90}", 0..40), kinds in prop::collection::vec(0_usize..6, 40)) {
        let all = [BlockKind::Title, BlockKind::Heading { level: 1 }, BlockKind::Paragraph, BlockKind::To, BlockKind::Signature, BlockKind::Date];
        let blocks = texts.iter().zip(kinds).map(|(text, kind)| block(all[kind], text)).collect();
        let document = Document { blocks };
        for style in [Style::default(), style::read("[red_head]\nname = \"文件\"\n", "样式.toml").unwrap()] {
            let paper = Paper::of(&document, &style);
            let mut last = 1;
            for row in &paper.rows {
                prop_assert!(row.page == last || row.page == last + 1);
                last = row.page;
            }
            prop_assert_eq!(paper.pages, last);
            let shown: usize = paper.rows.iter().filter(|row| matches!(row.words, Words::Block { .. })).map(|row| words(&document, row).len()).sum();
            let all: usize = document.blocks.iter().map(|block| block.text().len()).sum();
            prop_assert_eq!(shown, all);
        }
    }
}
