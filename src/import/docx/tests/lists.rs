//! Numbers that Word counts by itself stand in the text as if they had been typed.

use proptest::prelude::*;

use super::super::numerals::Numerals;
use super::document;
use crate::import::text;

/// A level of a list: what it counts in and prints, its other properties.
fn level(nth: usize, format: &str, text: &str, more: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{nth}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#
    )
}

fn numbering(patterns: &str, lists: &str) -> String {
    format!(r#"<w:numbering xmlns:w="w">{patterns}{lists}</w:numbering>"#)
}

fn pattern(id: u8, levels: &str) -> String {
    format!(r#"<w:abstractNum w:abstractNumId="{id}">{levels}</w:abstractNum>"#)
}

fn list(id: u8, pattern: u8, more: &str) -> String {
    format!(r#"<w:num w:numId="{id}"><w:abstractNumId w:val="{pattern}"/>{more}</w:num>"#)
}

fn p(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// A paragraph of a list, on a level.
fn item(list: u8, level: u8, words: &str) -> String {
    let number =
        format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#);
    p(&number, words)
}

fn read(body: &str, parts: &[(&str, &str)]) -> Vec<String> {
    let document = document(body, parts);
    let text = text(&document).unwrap().text;
    text.split('\n').map(str::to_owned).collect()
}

fn numbered(body: &str, numbering: &str) -> Vec<String> {
    read(body, &[("word/numbering.xml", numbering)])
}

fn usual() -> String {
    let levels = [
        level(0, "chineseCounting", "%1、", ""),
        level(1, "chineseCountingThousand", "（%2）", ""),
        level(2, "decimal", "%3.", ""),
        level(3, "decimalEnclosedCircle", "%4", ""),
    ];
    pattern(0, &levels.concat())
}

#[test]
fn levels_count_and_start_anew_below_each_other() {
    let numbering = numbering(&usual(), &list(1, 0, ""));
    let body: String = [
        (0, "甲"),
        (1, "乙"),
        (1, "丙"),
        (2, "丁"),
        (0, "戊"),
        (1, "己"),
        (3, "庚"),
    ]
    .map(|(level, words)| item(1, level, words))
    .concat();
    assert_eq!(
        numbered(&body, &numbering),
        [
            "一、甲",
            "（一）乙",
            "（二）丙",
            "1.丁",
            "二、戊",
            "（一）己",
            "① 庚"
        ]
    );
}

#[test]
fn words_and_numbers_are_parted_as_a_hand_would() {
    let levels = level(
        0,
        "chineseCounting",
        "第%1部分",
        r#"<w:suff w:val="space"/>"#,
    ) + &level(1, "decimal", "%1.%2", r#"<w:isLgl/>"#)
        + &level(2, "decimal", "%3", r#"<w:suff w:val="nothing"/>"#)
        + &level(3, "bullet", "\u{F0B7}", "");
    let numbering = numbering(&pattern(0, &levels), &list(1, 0, ""));
    let body: String = [(0, "甲"), (1, "乙"), (2, "丙"), (3, "丁")]
        .map(|(level, words)| item(1, level, words))
        .concat();
    assert_eq!(
        numbered(&body, &numbering),
        ["第一部分 甲", "1.1 乙", "1丙", "丁"]
    );
}

#[test]
fn lists_of_one_pattern_go_on_counting_unless_one_says_where_it_starts() {
    let again = r#"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>"#;
    let lists = list(1, 0, "") + &list(2, 0, "") + &list(3, 0, again);
    let numbering = numbering(&usual(), &lists);
    let body: String = [1, 1, 2, 3, 3].map(|list| item(list, 0, "甲")).concat();
    assert_eq!(
        numbered(&body, &numbering),
        ["一、甲", "二、甲", "三、甲", "一、甲", "二、甲"]
    );
}

#[test]
fn a_list_may_have_levels_of_its_own() {
    let own = format!(
        r#"<w:lvlOverride w:ilvl="0">{}</w:lvlOverride>"#,
        level(0, "decimal", "%1）", "")
    );
    let numbering = numbering(&usual(), &list(1, 0, &own));
    assert_eq!(numbered(&item(1, 0, "甲"), &numbering), ["1）甲"]);
}

#[test]
fn a_level_may_go_on_below_the_next_of_those_above() {
    let levels = level(0, "chineseCounting", "%1、", "")
        + &level(1, "decimal", "%2.", r#"<w:lvlRestart w:val="0"/>"#);
    let numbering = numbering(&pattern(0, &levels), &list(1, 0, ""));
    let body: String = [0, 1, 1, 0, 1].map(|level| item(1, level, "甲")).concat();
    assert_eq!(
        numbered(&body, &numbering),
        ["一、甲", "1.甲", "2.甲", "二、甲", "3.甲"]
    );
}

#[test]
fn styles_number_their_paragraphs() {
    let levels = level(0, "chineseCounting", "%1、", r#"<w:pStyle w:val="H1"/>"#)
        + &level(1, "chineseCounting", "（%2）", r#"<w:pStyle w:val="H2"/>"#);
    let numbering = numbering(&pattern(0, &levels), &list(7, 0, ""));
    let styles = r#"<w:styles xmlns:w="w">
        <w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="H1"><w:basedOn w:val="N"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style>
        <w:style w:type="paragraph" w:styleId="X"><w:basedOn w:val="X"/></w:style></w:styles>"#;
    let styled = |style: &str, words: &str| p(&format!(r#"<w:pStyle w:val="{style}"/>"#), words);
    let body = [
        styled("H1", "甲"),
        styled("H2", "乙"),
        styled("X", "丙"),
        styled("没有", "丁"),
        p(
            r#"<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>"#,
            "戊",
        ),
        styled("H1", "己"),
    ]
    .concat();
    let parts = [
        ("word/numbering.xml", numbering.as_str()),
        ("word/styles.xml", styles),
    ];
    assert_eq!(
        read(&body, &parts),
        ["一、甲", "（一）乙", "丙", "丁", "戊", "二、己"]
    );
}

#[test]
fn a_pattern_may_borrow_its_levels_through_a_style() {
    let borrowed = pattern(1, r#"<w:numStyleLink w:val="L"/>"#);
    let numbering = numbering(&(usual() + &borrowed), &(list(1, 0, "") + &list(2, 1, "")));
    let styles = r#"<w:styles xmlns:w="w"><w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/>
        </w:numPr></w:pPr></w:style></w:styles>"#;
    let parts = [
        ("word/numbering.xml", numbering.as_str()),
        ("word/styles.xml", styles),
    ];
    assert_eq!(read(&item(2, 1, "甲"), &parts), ["（一）甲"]);
}

#[test]
fn a_list_that_is_not_there_numbers_nothing() {
    let numbering = numbering(&usual(), &list(1, 9, ""));
    let body = item(1, 0, "甲") + &item(5, 0, "乙") + &item(1, 200, "丙");
    assert_eq!(numbered(&body, &numbering), ["甲", "乙", "丙"]);
    assert_eq!(read(&item(1, 0, "甲"), &[]), ["甲"]);
}

#[test]
fn numerals_are_those_of_word() {
    for (name, number, printed) in [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("chineseCounting", 12, "十二"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("ideographDigital", 12, "一二"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographLegalTraditional", 3, "參"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 60, "60"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 20, "⒛"),
        ("ideographEnclosedCircle", 10, "㊉"),
        ("ideographTraditional", 1, "甲"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 26, "Z"),
        ("lowerLetter", 28, "bb"),
        ("numberInDash", 5, "- 5 -"),
        ("none", 5, ""),
        ("ordinalText", 5, "5"),
    ] {
        assert_eq!(Numerals::named(name).print(number), printed, "{name}");
    }
}

proptest! {
    #[test]
    fn any_number_prints_in_any_numerals(number: u32) {
        for name in ["chineseCounting", "upperRoman", "lowerLetter", "chineseLegalSimplified", "decimalEnclosedCircle"] {
            prop_assert!(!Numerals::named(name).print(number).is_empty());
        }
    }
}
