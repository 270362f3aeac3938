//! What is the same in every document but for the style: the list of parts, links, settings, footers.

use crate::export::style::{PageNumber, Side, Style};

use super::xml::{LINKS, OPENING, WORD, escaped, run};

/// From the text area down to the dashes of the page number (clause 7.5: 7 mm).
const BELOW: u32 = 397;

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The footers' names, and the pages they stand on.
const FOOTERS: [(&str, &str, Page); 2] = [
    ("word/footer1.xml", "rId4", Page::Odd),
    ("word/footer2.xml", "rId5", Page::Even),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Odd,
    Even,
}

pub(super) fn content_types(style: &Style) -> String {
    let mut parts = String::new();
    for (name, kind) in [
        ("word/document.xml", "document.main"),
        ("word/styles.xml", "styles"),
        ("word/settings.xml", "settings"),
        ("word/fontTable.xml", "fontTable"),
    ] {
        parts.push_str(&content_type(name, kind));
    }
    if style.page_number.around.is_some() {
        for (name, ..) in FOOTERS {
            parts.push_str(&content_type(name, "footer"));
        }
    }
    format!(
        "{OPENING}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{parts}\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         </Types>"
    )
}

fn content_type(name: &str, kind: &str) -> String {
    format!("<Override PartName=\"/{name}\" ContentType=\"{KIND}.{kind}+xml\"/>")
}

pub(super) fn package_relations() -> String {
    format!(
        "{OPENING}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{LINKS}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         </Relationships>"
    )
}

pub(super) fn document_relations(style: &Style) -> String {
    let mut links = String::new();
    for (id, kind, target) in [
        ("rId1", "styles", "styles.xml"),
        ("rId2", "settings", "settings.xml"),
        ("rId3", "fontTable", "fontTable.xml"),
    ] {
        links.push_str(&link(id, kind, target));
    }
    if style.page_number.around.is_some() {
        for (name, id, _) in FOOTERS {
            links.push_str(&link(id, "footer", name.trim_start_matches("word/")));
        }
    }
    format!("{OPENING}<Relationships xmlns=\"{PACKAGE}/relationships\">{links}</Relationships>")
}

fn link(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{LINKS}/{kind}\" Target=\"{target}\"/>")
}

/// The title alone: neither the writer's name nor a time goes into a document that is handed on.
pub(super) fn properties(title: &str) -> String {
    format!(
        "{OPENING}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title></cp:coreProperties>",
        escaped(title)
    )
}

pub(super) fn settings() -> String {
    format!(
        "{OPENING}<w:settings xmlns:w=\"{WORD}\"><w:zoom w:percent=\"100\"/>\
         <w:defaultTabStop w:val=\"420\"/><w:evenAndOddHeaders/>\
         <w:characterSpacingControl w:val=\"doNotCompress\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>"
    )
}

/// The footers with the page number, none where pages have no number.
pub(super) fn footers(style: &Style) -> Vec<(&'static str, String)> {
    let Some((before, after)) = &style.page_number.around else {
        return Vec::new();
    };
    let footer = |(name, _, page)| {
        let place = place(&style.page_number, page);
        let number = [
            run(before, ""),
            field("<w:fldChar w:fldCharType=\"begin\"/>"),
            field("<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>"),
            field("<w:fldChar w:fldCharType=\"separate\"/>"),
            field("<w:t>1</w:t>"),
            field("<w:fldChar w:fldCharType=\"end\"/>"),
            run(after, ""),
        ]
        .concat();
        let text = format!(
            "{OPENING}<w:ftr xmlns:w=\"{WORD}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>{place}</w:pPr>\
             {number}</w:p></w:ftr>"
        );
        (name, text)
    };
    FOOTERS.into_iter().map(footer).collect()
}

fn field(inside: &str) -> String {
    format!("<w:r>{inside}</w:r>")
}

/// Clause 7.5: odd pages right, even pages left, one character in.
fn place(number: &PageNumber, page: Page) -> String {
    let em = number.face.em();
    match (number.side, page) {
        (Side::Centre, _) => "<w:jc w:val=\"center\"/>".to_owned(),
        (Side::Outside, Page::Odd) => {
            format!("<w:ind w:rightChars=\"100\" w:right=\"{em}\"/><w:jc w:val=\"right\"/>")
        }
        (Side::Outside, Page::Even) => {
            format!("<w:ind w:leftChars=\"100\" w:left=\"{em}\"/><w:jc w:val=\"left\"/>")
        }
    }
}

/// The section: footers, paper, margins, grid.
pub(super) fn section(style: &Style) -> String {
    let page = &style.page;
    let footers = match style.page_number.around {
        Some(_) => FOOTERS
            .map(|(_, id, page)| {
                let pages = if page == Page::Odd { "default" } else { "even" };
                format!("<w:footerReference w:type=\"{pages}\" r:id=\"{id}\"/>")
            })
            .concat(),
        None => String::new(),
    };
    let below = BELOW.saturating_add(style.page_number.face.em());
    format!(
        "<w:sectPr>{footers}<w:pgSz w:w=\"{}\" w:h=\"{}\"/>\
         <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"851\" w:footer=\"{}\" w:gutter=\"0\"/>\
         <w:cols w:space=\"425\"/><w:docGrid w:type=\"lines\" w:linePitch=\"{}\"/></w:sectPr>",
        crate::export::style::Page::WIDTH,
        crate::export::style::Page::HEIGHT,
        page.top,
        page.right,
        page.bottom,
        page.left,
        page.bottom.saturating_sub(below),
        page.line(),
    )
}
