//! A small judge of WordprocessingML: every part parses, and the elements that we write stand where the
//! schema (ECMA-376, wml.xsd) has them, none twice.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Children of an element in the schema's order; `*` in front: may stand there again.
const CHILDREN: [(&str, &str); 31] = [
    ("w:document", "w:body"),
    ("w:body", "*w:p *w:tbl w:sectPr"),
    ("w:tbl", "w:tblPr w:tblGrid *w:tr"),
    ("w:tblPr", "w:tblW w:tblBorders w:tblLayout w:tblCellMar"),
    (
        "w:tblBorders",
        "w:top w:left w:bottom w:right w:insideH w:insideV",
    ),
    ("w:tblCellMar", "w:top w:left w:bottom w:right"),
    ("w:tblGrid", "*w:gridCol"),
    ("w:tr", "w:trPr *w:tc"),
    ("w:trPr", "w:cantSplit w:tblHeader"),
    ("w:tc", "w:tcPr *w:p"),
    ("w:tcPr", "w:tcW w:vAlign"),
    ("w:p", "w:pPr *w:r"),
    (
        "w:pPr",
        "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:widowControl w:pBdr w:tabs w:overflowPunct w:autoSpaceDE w:autoSpaceDN \
         w:snapToGrid w:spacing w:ind w:jc w:outlineLvl w:rPr",
    ),
    ("w:pBdr", "w:bottom"),
    ("w:tabs", "*w:tab"),
    ("w:r", "w:rPr *w:br *w:t *w:tab *w:fldChar *w:instrText"),
    (
        "w:rPr",
        "w:rStyle w:rFonts w:b w:bCs w:strike w:color w:spacing w:w w:sz w:szCs w:u w:lang",
    ),
    (
        "w:sectPr",
        "*w:footerReference w:pgSz w:pgMar w:cols w:docGrid",
    ),
    ("w:ftr", "*w:p"),
    ("w:styles", "w:docDefaults *w:style"),
    ("w:docDefaults", "w:rPrDefault w:pPrDefault"),
    ("w:rPrDefault", "w:rPr"),
    ("w:pPrDefault", ""),
    (
        "w:style",
        "w:name w:basedOn w:next w:link w:uiPriority w:semiHidden w:unhideWhenUsed w:qFormat w:pPr w:rPr",
    ),
    (
        "w:settings",
        "w:zoom w:defaultTabStop w:evenAndOddHeaders w:characterSpacingControl w:compat w:themeFontLang",
    ),
    ("w:compat", "w:compatSetting"),
    ("w:fonts", "*w:font"),
    ("w:font", "w:altName w:charset w:family w:pitch"),
    ("Types", "*Default *Override"),
    ("Relationships", "*Relationship"),
    ("cp:coreProperties", "dc:title"),
];

/// Fails where a part is not as the schema has it.
pub(super) fn check(name: &str, text: &str) {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<(String, usize)> = Vec::new();
    loop {
        let event = reader
            .read_event()
            .unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        match event {
            Event::Start(element) => {
                let tag = enter(name, element.name().as_ref(), &mut open);
                element
                    .attributes()
                    .for_each(|attribute| drop(attribute.unwrap()));
                open.push((tag, 0));
            }
            Event::Empty(element) => {
                enter(name, element.name().as_ref(), &mut open);
                element
                    .attributes()
                    .for_each(|attribute| drop(attribute.unwrap()));
            }
            Event::End(_) => drop(open.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{name}: {open:?}");
    let allowed =
        |c: char| matches!(c, '\n' | ' '..='\u{7e}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..);
    assert!(
        text.chars().all(allowed),
        "{name}: a character that XML has not"
    );
}

/// Judges an element by the one it stands in; gives its name.
fn enter(part: &str, tag: &str, open: &mut [(String, usize)]) -> String {
    let Some((parent, reached)) = open.last_mut() else {
        return tag.to_owned();
    };
    let row = CHILDREN.iter().find(|(element, _)| element == parent);
    let (_, children) = row.unwrap_or_else(|| panic!("{part}: {tag} in {parent}"));
    let children: Vec<&str> = children.split_whitespace().collect();
    let place = children
        .iter()
        .position(|child| child.trim_start_matches('*') == tag)
        .unwrap_or_else(|| panic!("{part}: {tag} in {parent}"));
    let repeats = children[place].starts_with('*');
    // In a run, text and tabs may take turns; in the body, paragraphs and tables, but nothing behind the section.
    let turns = parent == "w:r" || parent == "w:body" && *reached < children.len();
    let in_order = place + 1 > *reached || repeats && (place + 1 == *reached || turns);
    assert!(in_order, "{part}: {tag} too late in {parent}");
    *reached = place + 1;
    tag.to_owned()
}
