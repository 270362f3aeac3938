//! What a document sets as headings, by its styles or by the outline levels of its paragraphs.

use super::super::read;
use super::document;

fn p(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn styled(style: &str, words: &str) -> String {
    p(&format!(r#"<w:pStyle w:val="{style}"/>"#), words)
}

fn style(id: &str, more: &str) -> String {
    format!(r#"<w:style w:type="paragraph" w:styleId="{id}">{more}</w:style>"#)
}

fn named(id: &str, name: &str) -> String {
    style(id, &format!(r#"<w:name w:val="{name}"/>"#))
}

/// Line and level of what is set as a heading.
fn headings(body: &str, styles: &[String]) -> Vec<(usize, usize)> {
    let styles = format!(r#"<w:styles xmlns:w="w">{}</w:styles>"#, styles.concat());
    let text = read(&document(body, &[("word/styles.xml", &styles)])).unwrap();
    let styled = text.styled.iter();
    styled.map(|line| (line.line, line.level)).collect()
}

#[test]
fn styles_and_outline_levels_make_headings() {
    let styles = [
        named("a", "heading 1"),
        named("b", "标题 2"),
        style("c", r#"<w:basedOn w:val="b"/>"#),
        style("d", r#"<w:pPr><w:outlineLvl w:val="2"/></w:pPr>"#),
        style(
            "e",
            r#"<w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>"#,
        ),
        named("f", "Normal"),
    ];
    let body = [
        styled("a", "一"),
        styled("b", "二"),
        styled("c", "三"),
        styled("d", "四"),
        styled("e", "目录"),
        styled("f", "正文"),
        styled("无", "正文"),
        p(r#"<w:outlineLvl w:val="0"/>"#, "八"),
        p(r#"<w:pStyle w:val="a"/><w:outlineLvl w:val="9"/>"#, "正文"),
        styled("a", ""),
    ];
    assert_eq!(
        headings(&body.concat(), &styles),
        [(1, 1), (2, 2), (3, 2), (4, 3), (8, 1)]
    );
}

#[test]
fn a_title_stands_above_the_headings_and_cells_have_none() {
    let styles = [named("t", "Title"), named("a", "heading 1")];
    let cell = format!("<w:tc>{}</w:tc>", styled("a", "单位"));
    let body = [
        styled("t", "总结"),
        format!("<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"),
        p("", "开展XX次<w:br/>"),
        styled("a", "做法"),
    ];
    assert_eq!(headings(&body.concat(), &styles), [(1, 1), (5, 2)]);
}
