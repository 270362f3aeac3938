//! Documents made of parts in XML: what their text is, and what is refused.

mod damaged;
mod headings;
mod lists;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::read;
use crate::import::{Form, Misread, text};

const RELATIONS: &str = r#"<Relationships xmlns="r"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// An archive of these files, as they are: compressing takes long where nothing is optimised.
pub(super) fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(*name, stored).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A document with this body, and further parts.
pub(super) fn document(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let main = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#
    );
    let mut files: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/document.xml", main.as_bytes()),
    ];
    files.extend(parts.iter().map(|(name, part)| (*name, part.as_bytes())));
    packed(&files)
}

/// The lines of a document with this body.
fn lines(body: &str) -> Vec<String> {
    let text = read(&document(body, &[])).unwrap();
    assert_eq!(text.form, Form::Docx);
    text.text.split('\n').map(str::to_owned).collect()
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn paragraphs_are_lines() {
    let body = format!(
        "{}\n  <w:p/>{}<w:sectPr><w:pgSz w:w=\"1\"/></w:sectPr>",
        p("关于XX的汇报"),
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>一、</w:t></w:r><w:r><w:tab/><w:t \
         xml:space=\"preserve\">R&amp;D &lt;甲&gt; &#20061;&quot;</w:t><w:br/><w:t>下一行</w:t></w:r></w:p>",
    );
    assert_eq!(
        lines(&body),
        ["关于XX的汇报", "", "一、\tR&D <甲> 九\"", "下一行"]
    );
}

#[test]
fn any_prefix_and_utf16_will_do() {
    let main = "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?><x:document xmlns:x=\"w\"><x:body><x:p><x:r><x:t>甲\
                </x:t></x:r></x:p></x:body></x:document>";
    let wide: Vec<u8> = main.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bytes = packed(&[("word/document.xml", &wide)]);
    assert_eq!(text(&bytes).unwrap().text, "甲");
}

#[test]
fn the_main_part_may_have_another_name() {
    let relations = RELATIONS.replace("word/document.xml", "/word/document2.xml");
    let main = format!("<d><b>{}</b></d>", p("乙").replace("w:", ""));
    let bytes = packed(&[
        ("_rels/.rels", relations.as_bytes()),
        ("word/document2.xml", main.as_bytes()),
    ]);
    assert_eq!(text(&bytes).unwrap().text, "乙");
}

#[test]
fn deleted_words_are_gone_and_inserted_ones_are_there() {
    let body = "<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del><w:ins><w:r><w:t>丙\
                </w:t></w:r></w:ins><w:moveFrom><w:r><w:t>丁</w:t></w:r></w:moveFrom></w:p>";
    assert_eq!(lines(body), ["甲丙"]);
    let joined = format!(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>上</w:t></w:r></w:p>{}",
        p("下")
    );
    assert_eq!(lines(&joined), ["上下"]);
}

#[test]
fn a_field_shows_its_result_alone() {
    let body = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \@ </w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2024年</w:t></w:r><w:r><w:fldChar
        w:fldCharType="end"/></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple></w:p>"#;
    assert_eq!(lines(body), ["2024年7"]);
    let unended = format!(
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>X</w:instrText></w:r></w:p>{}"#,
        p("后面的话")
    );
    assert_eq!(lines(&unended), ["", "后面的话"]);
}

#[test]
fn a_table_of_contents_is_left_out_and_told() {
    let entry = r#"<w:p><w:r><w:t>一、主要做法 1</w:t></w:r></w:p>"#;
    let body = format!(
        r#"{}<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC \o</w:instrText><w:fldChar
        w:fldCharType="separate"/><w:t>一、主要做法 1</w:t></w:r></w:p>{entry}<w:p><w:r><w:fldChar
        w:fldCharType="end"/></w:r></w:p>{}"#,
        p("标题"),
        p("一、主要做法")
    );
    let styled = read(&document(&body, &[])).unwrap();
    assert_eq!(styled.text, "标题\n\n一、主要做法");
    let message = "这里的目录没有读入，它和下面的小标题重复。".to_owned();
    assert_eq!(styled.misread, [Misread { line: 2, message }]);
    let control = format!(
        r#"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>
        <w:sdtContent>{entry}</w:sdtContent></w:sdt>{}"#,
        p("正文")
    );
    let read = read(&document(&control, &[])).unwrap();
    assert_eq!((&*read.text, read.misread.len()), ("正文", 1));
}

#[test]
fn blanks_that_are_drawn_or_clicked_on_are_blanks() {
    let line = |spaces: &str| {
        format!(
            r#"<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">{spaces}</w:t></w:r>"#
        )
    };
    let between =
        |run: String| format!("<w:p><w:r><w:t>开展</w:t></w:r>{run}<w:r><w:t>次</w:t></w:r></w:p>");
    assert_eq!(lines(&between(line("    "))), ["开展____次"]);
    assert_eq!(lines(&between(line(" ") + &line("　"))), ["开展___次"]);
    assert_eq!(lines(&between(line(" "))), ["开展 次"]);
    assert_eq!(
        lines(&between(line("  ") + &line("XX") + &line("  "))),
        ["开展  XX  次"]
    );
    assert_eq!(
        lines(&between(line("   ").replace("single", "none"))),
        ["开展   次"]
    );
    let prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处</w:t></w:r><w:r><w:t>\
                  输入。</w:t></w:r></w:sdtContent></w:sdt>";
    assert_eq!(lines(&between(prompt.to_owned())), ["开展____次"]);
    let form = r#"<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>FORMTEXT</w:instrText><w:fldChar
        w:fldCharType="separate"/><w:t>     </w:t><w:fldChar w:fldCharType="end"/></w:r>"#;
    assert_eq!(lines(&between(form.to_owned())), ["开展_____次"]);
}

#[test]
fn hidden_words_are_hidden() {
    let body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>乙\
                </w:t></w:r></w:p>";
    assert_eq!(lines(body), ["乙"]);
}

#[test]
fn a_style_of_characters_hides_and_underlines() {
    let style = |id: &str, look: &str| {
        format!("<w:style w:type=\"character\" w:styleId=\"{id}\"><w:rPr>{look}</w:rPr></w:style>")
    };
    let styles = format!(
        "<w:styles xmlns:w=\"w\">{}{}<w:style w:type=\"character\" w:styleId=\"c\"><w:basedOn w:val=\"b\"/></w:style>\
         </w:styles>",
        style("a", "<w:vanish/>"),
        style("b", "<w:u w:val=\"single\"/>"),
    );
    let run = |look: &str, words: &str| {
        format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
    };
    let body = format!(
        "<w:p>{}{}{}{}</w:p>",
        run("<w:rStyle w:val=\"a\"/>", "甲"),
        run("<w:rStyle w:val=\"a\"/><w:vanish w:val=\"0\"/>", "乙"),
        run("<w:rStyle w:val=\"c\"/>", "    "),
        run("", "户"),
    );
    let bytes = document(&body, &[("word/styles.xml", &styles)]);
    assert_eq!(text(&bytes).unwrap().text, "乙____户");
}

#[test]
fn a_sign_drawn_by_a_field_is_a_character() {
    let field = |words: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>{words}</w:instrText><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    for (words, shown) in [
        (r" eq \o\ac(○,1)", "①"),
        (r"eq \o\ac(○,12)", "⑫"),
        (r"eq \o\ac(□,密)", "密"),
        (r"EQ \F(1,2)", "1/2"),
        (r"eq )(", ""),
        ("eq", ""),
        ("PAGE", ""),
    ] {
        assert_eq!(
            lines(&format!("<w:p>{}</w:p>", field(words))).concat(),
            shown,
            "{words}"
        );
    }
}

#[test]
fn what_is_put_in_from_another_file_is_told() {
    let body = format!("{}<w:altChunk r:id=\"a\"/>{}", p("甲"), p("乙"));
    let read = read(&document(&body, &[])).unwrap();
    assert_eq!(read.text, "甲\n乙");
    assert_eq!(read.misread.len(), 1);
    assert!(read.misread[0].message.contains("没有读入"));
}

#[test]
fn a_document_of_pictures_alone_is_refused_by_that() {
    let picture = "<w:p><w:r><w:drawing><a:blip xmlns:a=\"a\"/></w:drawing></w:r></w:p>";
    let refused = read(&document(picture, &[])).unwrap_err().to_string();
    assert_eq!(refused, "这份 Word 文档里只有图片，没有文字。");
    assert_eq!(lines(&(p("甲") + picture)), ["甲", ""]);
}

#[test]
fn a_row_of_a_table_is_a_line() {
    let cell = |content: &str| format!("<w:tc><w:tcPr/>{content}</w:tc>");
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|content| cell(content)).collect();
        format!("<w:tr><w:trPr/>{cells}</w:tr>")
    };
    let table = format!(
        "{}<w:tbl>{}{}{}</w:tbl>{}",
        p("附表"),
        row(&[&p("单位"), &(p("人") + &p("数"))]),
        row(&[&p("XX村"), &p("XX"), "<w:p/>"]),
        row(&["<w:p/>", "<w:p/>"]),
        p("以上")
    );
    assert_eq!(lines(&table), ["附表", "单位\t人 数", "XX村\tXX", "以上"]);
    let frame = format!("<w:tbl>{}</w:tbl>", row(&[&(p("一、做法") + &p("正文。"))]));
    assert_eq!(lines(&frame), ["一、做法", "正文。"]);
    let wide =
        |content: &str| format!("<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{content}</w:tc>");
    let total = format!(
        "<w:tbl>{}<w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        row(&[&p("序号"), &p("村"), &p("户")]),
        wide(&p("合计")),
        cell(&p("XX")),
        wide(&(p("附注") + &p("另起"))),
    );
    assert_eq!(
        lines(&total),
        ["序号\t村\t户", "合计\t\tXX", "附注", "另起"]
    );
    let inner = format!("<w:tbl>{}</w:tbl>", row(&[&p("甲"), &p("乙")]));
    let nested = format!("<w:tbl>{}</w:tbl>", row(&[&p("丙"), &inner]));
    assert_eq!(lines(&nested), ["丙\t甲\t乙"]);
}

#[test]
fn a_text_box_follows_its_paragraph_once() {
    let boxed = format!("<w:txbxContent>{}</w:txbxContent>", p("框里"));
    let body = format!(
        "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent xmlns:mc=\"m\"><mc:Choice>{boxed}</mc:Choice><mc:Fallback>\
         {boxed}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>{}",
        p("下一段")
    );
    assert_eq!(lines(&body), ["前后", "框里", "下一段"]);
}

#[test]
fn notes_stand_at_the_end() {
    let note = |id: u8, words: &str| format!("<w:footnote w:id=\"{id}\">{}</w:footnote>", p(words));
    let notes = format!(
        "<w:footnotes xmlns:w=\"w\">{}{}</w:footnotes>",
        note(0, "分隔线"),
        note(2, "含流动党员")
    );
    let body =
        "<w:p><w:r><w:t>党员XX名</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let bytes = document(body, &[("word/footnotes.xml", &notes)]);
    assert_eq!(text(&bytes).unwrap().text, "党员XX名\n注：含流动党员");
}

#[test]
fn signs_and_special_characters_are_characters() {
    let body = "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/><w:t>是</w:t><w:sym w:font=\"Wingdings\" \
                w:char=\"F0FE\"/><w:t>否</w:t><w:sym w:font=\"宋体\" w:char=\"25CB\"/><w:noBreakHyphen/></w:r></w:p>";
    assert_eq!(lines(body), ["□是☑否○-"]);
    let sign = |font: &str, code: &str| format!("<w:sym w:font=\"{font}\" w:char=\"{code}\"/>");
    let body: String = [
        ("Symbol", "F0B0"),
        ("Symbol", "F0B3"),
        ("Symbol", "F0B4"),
        ("Symbol", "B1"),
        ("Symbol", "F02B"),
        ("Wingdings", "F06C"),
        ("Wingdings", "F082"),
        ("Wingdings", "F08C"),
        ("Wingdings 2", "F052"),
        ("Wingdings 3", "F052"),
    ]
    .map(|(font, code)| sign(font, code))
    .concat();
    let read = read(&document(&format!("<w:p><w:r>{body}</w:r></w:p>"), &[])).unwrap();
    assert_eq!(read.text, "°≥×±+●②①☑\u{FFFD}");
    assert_eq!(read.misread.len(), 1);
    let ruby = "<w:p><w:r><w:ruby><w:rt><w:r><w:t>yǎn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>䶮</w:t></w:r></w:rubyBase>\
                </w:ruby></w:r></w:p>";
    assert_eq!(lines(ruby), ["䶮"]);
    let fraction = "<w:p><m:f xmlns:m=\"m\"><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den>\
                    </m:f></w:p>";
    assert_eq!(lines(fraction), ["1/2"]);
}
