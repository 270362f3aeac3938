//! Documents that are none, are damaged, or mean harm.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::package::Package;
use super::super::read;
use super::{document, lines, p, packed};
use crate::import::text;

fn refusal(bytes: &[u8]) -> String {
    text(bytes).unwrap_err().to_string()
}

#[test]
fn other_archives_are_refused_by_their_name() {
    for (file, name) in [
        ("xl/workbook.xml", "表格（.xlsx）"),
        ("ppt/presentation.xml", "演示文稿"),
        ("OFD.xml", "OFD"),
        ("mimetype", ".odt"),
        ("content.xml", "别的办公软件"),
        ("汇报.doc", "压缩文件"),
    ] {
        let refused = refusal(&packed(&[(file, b"<x/>")]));
        assert!(refused.contains(name), "{refused}");
    }
}

#[test]
fn a_damaged_part_is_named() {
    let whole = document(&p("甲"), &[]);
    assert!(refusal(&whole[..whole.len() - 30]).contains("不完整"));
    assert!(refusal(b"PK\x03\x04rest").contains("不完整"));
    for body in [
        "<w:p>",
        "<w:p></w:r></w:p>",
        "<w:p><w:r",
        "&#0;",
        "&#xFFFFFFFF;",
    ] {
        assert!(
            refusal(&document(body, &[])).contains("正文读不下去"),
            "{body}"
        );
    }
    for (part, name) in [
        ("word/styles.xml", "样式"),
        ("word/numbering.xml", "自动编号"),
    ] {
        let refused = refusal(&document(&p("甲"), &[(part, "<w:x><w:y>")]));
        assert!(refused.contains(&format!("{name}读不下去")), "{refused}");
    }
    let wrong = packed(&[("word/document.xml", b"\xFF\xFF<x/>")]);
    assert!(refusal(&wrong).contains("正文读不下去"));
}

#[test]
fn nothing_is_fetched_from_outside() {
    let main = |declared: &str| {
        let main = format!("<?xml version=\"1.0\"?>{declared}<d><p><r><t>&who;</t></r></p></d>");
        packed(&[("word/document.xml", main.as_bytes())])
    };
    for declared in [
        "<!DOCTYPE d [<!ENTITY who SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE d SYSTEM \"http://example.invalid/d.dtd\">",
        "",
    ] {
        assert!(refusal(&main(declared)).contains("外部实体"), "{declared}");
    }
}

#[test]
fn what_unpacks_without_end_is_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["word/document.xml", "word/styles.xml"] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&[b' '; 1000]).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 500);
    let parts = |most: u64| {
        let mut package = Package::open(&bomb, most).unwrap();
        package.beside("styles.xml").unwrap();
        package.main().map(|part| part.text.len())
    };
    assert_eq!(parts(2000), Ok(1000));
    assert!(
        parts(1999)
            .unwrap_err()
            .to_string()
            .contains("解开后超过64 MB")
    );
}

#[test]
fn too_much_text_is_refused() {
    let long = "XX，".repeat(11 * 1024 * 1024 / 5);
    assert!(refusal(&document(&p(&long).repeat(2), &[])).contains("最多只能读20 MB"));
}

#[test]
fn more_paragraphs_than_anyone_writes_are_refused() {
    let refused = refusal(&document(&"<w:p/>".repeat(1_000_001), &[]));
    assert!(refused.contains("段落多过1000000个"), "{refused}");
}

#[test]
fn what_lies_too_deep_is_refused() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(5000) + &"</w:tc></w:tr></w:tbl>".repeat(5000);
    assert!(refusal(&document(&deep, &[])).contains("读不下去"));
}

#[test]
fn fields_and_controls_in_each_other_without_end_take_no_time() {
    let begun = r#"<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>A</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>"#;
    let body = format!(
        "<w:p>{}</w:p>{}",
        begun.repeat(20_000),
        p("甲").repeat(20_000)
    );
    assert_eq!(lines(&body).len(), 20_001);
    let open = "<w:sdt>".repeat(20_000) + &p("甲").repeat(20_000) + &"</w:sdt>".repeat(20_000);
    assert_eq!(lines(&open).len(), 20_000);
}

#[test]
fn many_names_in_an_archive_are_refused() {
    let mut bytes = packed(&[("word/document.xml", b"<d/>")]);
    bytes.extend(b"PK\x01\x02".repeat(20_001));
    assert!(refusal(&bytes).contains("不像正常的文档"));
}

#[test]
fn macros_are_left_alone() {
    let bytes = document(&p("正文"), &[("word/vbaProject.bin", "\u{0}宏")]);
    assert_eq!(text(&bytes).unwrap().text, "正文");
}

#[test]
fn elements_out_of_place_are_no_panic() {
    for body in [
        "<w:tc/><w:tr/>",
        "<w:tbl><w:p/></w:tbl>",
        "<w:r><w:t>甲</w:t></w:r>",
        "<w:sdtPr/><w:pPr/><w:rPr/><w:fldChar/><w:sym/><w:footnote/>",
        "<w:p><w:p><w:p/></w:p></w:p>",
        "<w:num/><w:p><w:num/></w:p>",
    ] {
        lines(body);
    }
    assert_eq!(lines("<w:r><w:t>甲</w:t></w:r>"), ["甲"]);
}

/// Elements that mean something, in any order and depth.
fn tree() -> impl Strategy<Value = String> {
    let names = [
        "p",
        "r",
        "t",
        "tbl",
        "tr",
        "tc",
        "pPr",
        "rPr",
        "numPr",
        "sdt",
        "sdtPr",
        "sdtContent",
        "del",
        "txbxContent",
        "fldChar",
        "instrText",
        "u",
        "br",
        "footnote",
        "num",
        "showingPlcHdr",
        "docPartObj",
    ];
    let leaf = prop_oneof![
        Just(String::new()),
        Just("XX".to_owned()),
        Just(" ".to_owned())
    ];
    leaf.prop_recursive(6, 40, 4, move |inner| {
        let kinds = prop::sample::select(vec!["begin", "separate", "end"]);
        (prop::sample::select(names.to_vec()), kinds, prop::collection::vec(inner, 0..4)).prop_map(
            |(name, kind, inner)| {
                let inner = inner.concat();
                format!(r#"<w:{name} w:fldCharType="{kind}" w:val="Table of Contents">{inner}</w:{name}>"#)
            },
        )
    })
}

proptest! {
    #[test]
    fn any_tree_of_elements_is_read(body in tree()) {
        let text = read(&document(&body, &[])).unwrap();
        prop_assert!(!text.text.contains('\0'));
    }

    #[test]
    fn any_change_of_a_byte_is_no_panic(at in 0_usize..400, byte: u8) {
        let mut bytes = document(&p("甲"), &[("word/styles.xml", "<w:styles/>")]);
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = text(&bytes);
    }
}
