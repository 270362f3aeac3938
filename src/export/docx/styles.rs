//! Named styles, so that a colleague changes all headings at once, and the fonts with what takes
//! their place on a machine that lacks them.

use crate::export::style::{Face, RedHead, Style};

use super::xml::{OPENING, WORD, escaped};

/// What may stand in for a font, as Word looks for it. Nothing is embedded.
const INSTEAD: [(&str, &str); 6] = [
    (
        "方正小标宋",
        "方正小标宋_GBK,方正小标宋简体,小标宋,华文中宋,STZhongsong,宋体,SimSun",
    ),
    (
        "仿宋",
        "仿宋,FangSong,仿宋_GB2312,华文仿宋,STFangsong,方正仿宋_GBK",
    ),
    (
        "楷体",
        "楷体,KaiTi,楷体_GB2312,华文楷体,STKaiti,方正楷体_GBK",
    ),
    ("黑体", "SimHei,华文黑体,STHeiti,方正黑体_GBK,微软雅黑"),
    ("宋体", "SimSun,新宋体,NSimSun,华文宋体,STSong"),
    ("华文中宋", "STZhongsong,方正小标宋简体,宋体,SimSun"),
];

/// The size of text in tables, in half-points: 小四.
const TABLE_TEXT: u32 = 24;

/// A style of a paragraph.
struct Paragraph<'a> {
    id: &'a str,
    name: &'a str,
    based_on: &'a str,
    /// The properties in the order of the schema.
    properties: String,
    /// Its face; none where it is that of the style it is based on.
    face: Option<&'a Face>,
}

pub(super) fn styles(style: &Style) -> String {
    let line = style.page.line();
    let spacing = |line: u32| format!("<w:spacing w:line=\"{line}\" w:lineRule=\"exact\"/>");
    let indent = format!(
        "<w:ind w:firstLineChars=\"200\" w:firstLine=\"{}\"/>",
        style.body.em().saturating_mul(2)
    );
    let centred = |face: &Face| {
        let grid = "<w:keepNext/><w:snapToGrid w:val=\"0\"/>";
        // A face higher than a line would be cut off.
        format!(
            "{grid}{}<w:jc w:val=\"center\"/>",
            spacing(style.high(face))
        )
    };
    let mut all = defaults(style, &spacing(line));
    let plain = |id, name, properties| Paragraph {
        id,
        name,
        based_on: "Normal",
        properties,
        face: None,
    };
    let mut add = |paragraph: &Paragraph<'_>| all.push_str(&written(style, paragraph));
    add(&Paragraph {
        face: Some(&style.title),
        ..plain("Title", "Title", centred(&style.title))
    });
    add(&Paragraph {
        face: Some(&style.subtitle),
        ..plain("Subtitle", "Subtitle", centred(&style.subtitle))
    });
    add(&plain("Addressee", "主送机关", "<w:keepNext/>".to_owned()));
    add(&plain("BodyText", "Body Text", indent.clone()));
    add(&plain(
        "Signature",
        "Signature",
        "<w:keepNext/><w:jc w:val=\"left\"/>".to_owned(),
    ));
    add(&plain("Date", "Date", "<w:jc w:val=\"left\"/>".to_owned()));
    add(&plain(
        "Attachment",
        "附件说明",
        "<w:jc w:val=\"left\"/>".to_owned(),
    ));
    add(&Paragraph {
        face: style.headings.first(),
        ..plain(
            "AttachmentNumber",
            "附件序号",
            "<w:keepNext/><w:pageBreakBefore/><w:jc w:val=\"left\"/>".to_owned(),
        )
    });
    add(&Paragraph {
        face: Some(&style.page_number.face),
        ..plain(
            "Footer",
            "footer",
            format!(
                "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"{}\" w:lineRule=\"exact\"/>",
                style.page_number.face.em()
            ),
        )
    });
    let small = Face {
        size: TABLE_TEXT,
        ..style.body.clone()
    };
    add(&Paragraph {
        face: Some(&small),
        ..plain(
            "TableText",
            "表格文字",
            format!(
                "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"{}\" w:lineRule=\"atLeast\"/><w:jc w:val=\"left\"/>",
                small.em().saturating_add(small.em() / 4)
            ),
        )
    });
    if let Some(head) = &style.red_head {
        add(&plain(
            "DocumentNumber",
            "发文字号",
            "<w:keepNext/>".to_owned(),
        ));
        all.push_str(&red_head(style, head, &centred(&head.face)));
    }
    for (level, face) in (1_usize..).zip(&style.headings) {
        all.push_str(&heading(style, level, (face, &indent)));
    }
    format!("{OPENING}<w:styles xmlns:w=\"{WORD}\">{all}</w:styles>")
}

/// What Word does anyway. LibreOffice 7 reads it the wrong way round, and is meant to: a mark that it hangs
/// out of a justified line is not printed.
const HANGS: &str = "<w:overflowPunct/>";

fn defaults(style: &Style, spacing: &str) -> String {
    format!(
        "<w:docDefaults><w:rPrDefault><w:rPr>{}<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>\
         <w:pPr><w:widowControl w:val=\"0\"/>{HANGS}<w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/>{spacing}<w:jc w:val=\"both\"/></w:pPr></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/>\
         <w:uiPriority w:val=\"1\"/><w:semiHidden/><w:unhideWhenUsed/></w:style>",
        face_of(style, &style.body)
    )
}

fn written(style: &Style, paragraph: &Paragraph<'_>) -> String {
    let properties = match paragraph.properties.as_str() {
        "" => String::new(),
        properties => format!("<w:pPr>{properties}</w:pPr>"),
    };
    let face = match paragraph.face {
        Some(face) => format!("<w:rPr>{}</w:rPr>", face_of(style, face)),
        None => String::new(),
    };
    // A name of our own must say so, or Word takes it for one of its own.
    let custom = match paragraph.name.is_ascii() {
        true => "",
        false => " w:customStyle=\"1\"",
    };
    format!(
        "<w:style w:type=\"paragraph\"{custom} w:styleId=\"{}\"><w:name w:val=\"{}\"/><w:basedOn w:val=\"{}\"/>\
         <w:qFormat/>{properties}{face}</w:style>",
        paragraph.id, paragraph.name, paragraph.based_on
    )
}

/// A heading and, linked with it, the style of heading words that run into their text: those take the
/// heading's face and a table of contents finds them, but the paragraph stays one of the body.
fn heading(style: &Style, level: usize, (face, indent): (&Face, &str)) -> String {
    let outline = level.saturating_sub(1);
    let face = face_of(style, face);
    format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/>\
         <w:basedOn w:val=\"Normal\"/><w:next w:val=\"BodyText\"/><w:link w:val=\"Heading{level}Char\"/>\
         <w:uiPriority w:val=\"9\"/><w:qFormat/>\
         <w:pPr><w:keepNext/>{indent}<w:outlineLvl w:val=\"{outline}\"/></w:pPr><w:rPr>{face}</w:rPr></w:style>\
         <w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Heading{level}Char\"><w:name w:val=\"标题 {level} 字符\"/>\
         <w:basedOn w:val=\"DefaultParagraphFont\"/><w:link w:val=\"Heading{level}\"/><w:uiPriority w:val=\"9\"/>\
         <w:rPr>{face}</w:rPr></w:style>"
    )
}

/// The name over a document in red, its characters narrowed where it would take two lines.
fn red_head(style: &Style, head: &RedHead, properties: &str) -> String {
    let letters = u32::try_from(head.name.chars().count()).unwrap_or(u32::MAX);
    let wide = letters.saturating_mul(head.face.em());
    let share = style
        .page
        .text_width()
        .saturating_mul(100)
        .checked_div(wide);
    let narrowed = match share {
        Some(share) if share < 100 => format!("<w:w w:val=\"{}\"/>", share.max(1)),
        _ => String::new(),
    };
    let face = font_of(style, &head.face);
    format!(
        "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"RedHead\"><w:name w:val=\"发文机关标志\"/>\
         <w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>{properties}</w:pPr>\
         <w:rPr>{face}<w:color w:val=\"FF0000\"/><w:spacing w:val=\"0\"/>{narrowed}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>",
        size = head.face.size
    )
}

/// Font, size and what is put between characters.
fn face_of(style: &Style, face: &Face) -> String {
    // Said even where it is nothing, or the body's would be inherited.
    let tracking = style.tracking(face);
    format!(
        "{}<w:spacing w:val=\"{tracking}\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>",
        font_of(style, face),
        size = face.size
    )
}

fn font_of(style: &Style, face: &Face) -> String {
    let own = escaped(&face.font);
    let is_page_number = *face == style.page_number.face;
    let latin = match &style.latin {
        // Clause 7.5 names the face of the page number's own digits.
        Some(latin) if !is_page_number => escaped(latin),
        _ => own.clone(),
    };
    let bold = if face.bold { "<w:b/><w:bCs/>" } else { "" };
    format!(
        "<w:rFonts w:ascii=\"{latin}\" w:eastAsia=\"{own}\" w:hAnsi=\"{latin}\" w:cs=\"{latin}\"/>{bold}"
    )
}

pub(super) fn fonts(style: &Style) -> String {
    let mut names: Vec<&str> = vec![
        &style.title.font,
        &style.subtitle.font,
        &style.body.font,
        &style.page_number.face.font,
    ];
    names.extend(style.headings.iter().map(|face| face.font.as_str()));
    names.extend(style.latin.as_deref());
    names.extend(style.red_head.iter().map(|head| head.face.font.as_str()));
    names.sort_unstable();
    names.dedup();
    let fonts: String = names.into_iter().map(font).collect();
    format!("{OPENING}<w:fonts xmlns:w=\"{WORD}\">{fonts}</w:fonts>")
}

fn font(name: &str) -> String {
    let known = INSTEAD.iter().find(|(family, _)| name.starts_with(family));
    let instead: Vec<&str> = known
        .iter()
        .flat_map(|(_, others)| others.split(','))
        .filter(|other| *other != name)
        .collect();
    let instead = match instead.as_slice() {
        [] => String::new(),
        others => format!("<w:altName w:val=\"{}\"/>", others.join(",")),
    };
    // 86 is the character set GB2312.
    let charset = if name.is_ascii() { "00" } else { "86" };
    format!(
        "<w:font w:name=\"{}\">{instead}<w:charset w:val=\"{charset}\"/><w:family w:val=\"auto\"/>\
         <w:pitch w:val=\"variable\"/></w:font>",
        escaped(name)
    )
}
