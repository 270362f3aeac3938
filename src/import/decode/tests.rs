use encoding_rs::GB18030;
use proptest::prelude::*;

use super::*;

const WORDS: &str = "关于××镇2024年工作情况的汇报\n一、主要做法\n开展学习XX次，“XX人”参加。\n";

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

fn gbk(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

/// The text, its form, and what was said, a line number in front.
fn read(bytes: &[u8]) -> (String, Form, Vec<String>) {
    let text = text(bytes).unwrap();
    let said = text
        .misread
        .iter()
        .map(|misread| format!("{} {}", misread.line, misread.message))
        .collect();
    (text.text.into_owned(), text.form, said)
}

fn refusal(bytes: &[u8]) -> String {
    text(bytes).unwrap_err().to_string()
}

#[test]
fn every_encoding_is_found_out() {
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    for (bytes, form) in [
        (WORDS.as_bytes().to_vec(), Form::Utf8),
        (marked(b"\xEF\xBB\xBF", WORDS.into()), Form::Utf8),
        (utf16(WORDS, u16::to_le_bytes), Form::Utf16),
        (utf16(WORDS, u16::to_be_bytes), Form::Utf16),
        (
            marked(b"\xFF\xFE", utf16(WORDS, u16::to_le_bytes)),
            Form::Utf16,
        ),
        (
            marked(b"\xFE\xFF", utf16(WORDS, u16::to_be_bytes)),
            Form::Utf16,
        ),
        (gbk(WORDS), Form::Gb18030),
        (marked(b"\x84\x31\x95\x33", gbk(WORDS)), Form::Gb18030),
    ] {
        assert_eq!(read(&bytes), (WORDS.to_owned(), form, vec![]));
    }
}

#[test]
fn few_characters_are_enough() {
    for words in [
        "联通",
        "党员XX名",
        "XX人",
        "镇",
        "一、",
        "（XX）",
        "×× 镇",
        "XXXXXXXXXXXX 人",
        "㐂",
        "䶮",
        "XX\n通",
        "某某",
        "……",
        "20XX年",
    ] {
        assert_eq!(read(words.as_bytes()).0, words);
        assert_eq!(read(&gbk(words)).0, words, "{words} in GB18030");
    }
    for words in ["党员名单一览表", "一、主要做法。", "××镇", "XX镇2024年"] {
        assert_eq!(read(&utf16(words, u16::to_le_bytes)).0, words);
        assert_eq!(read(&utf16(words, u16::to_be_bytes)).0, words);
    }
}

#[test]
fn marks_of_typography_alone_stay_utf8() {
    assert_eq!(read("XX×XX·XX 5°".as_bytes()).0, "XX×XX·XX 5°");
}

#[test]
fn every_line_end_is_lf() {
    assert_eq!(read(b"a\r\nb\rc\n\r\n").0, "a\nb\nc\n\n");
    assert_eq!(read(&utf16("甲\r\n乙", u16::to_le_bytes)).0, "甲\n乙");
    assert_eq!(read(b"").0, "");
    for end in ["\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"] {
        let text = format!("甲“乙”{end}丙{end}");
        assert_eq!(read(text.as_bytes()).0, "甲“乙”\n丙\n", "{end:?}");
    }
}

#[test]
fn big5_is_read_and_told() {
    let words = "XX鎮工作總結\n一、全鎮共有XX戶。";
    let bytes = encoding_rs::BIG5.encode(words).0;
    let said = "1 全文是Big5（繁体字）编码，已经照它读出来。".to_owned();
    assert_eq!(read(&bytes), (words.to_owned(), Form::Big5, vec![said]));
    // The same characters in GB18030 are that.
    assert_eq!(read(&gbk(words)), (words.to_owned(), Form::Gb18030, vec![]));
}

#[test]
fn lines_of_another_encoding_are_read_and_told() {
    let mixed = [
        "一、主要做法\n".as_bytes(),
        &gbk("二、存在问题\n"),
        "三、下一步打算".as_bytes(),
    ]
    .concat();
    let said = "2 这一行的编码是GB18030（GBK），和别处不同。".to_owned();
    let whole = "一、主要做法\n二、存在问题\n三、下一步打算".to_owned();
    assert_eq!(read(&mixed), (whole, Form::Utf8, vec![said]));
    let mixed = [&gbk("一、主要做法\n二、存在问题\n"), "三、打算".as_bytes()].concat();
    let said = "3 这一行的编码是UTF-8，和别处不同。".to_owned();
    let whole = "一、主要做法\n二、存在问题\n三、打算".to_owned();
    assert_eq!(read(&mixed), (whole, Form::Gb18030, vec![said]));
}

#[test]
fn a_broken_byte_is_replaced_and_told_by_its_line() {
    let mut cut = WORDS.trim_end().as_bytes().to_vec();
    cut.truncate(cut.len() - 4);
    let (text, form, said) = read(&cut);
    assert_eq!(form, Form::Utf8);
    assert!(text.ends_with("参\u{FFFD}"), "{text}");
    assert_eq!(said, ["3 有读不出的字，换成了\u{FFFD}，请照原件改好。"]);
    let mut broken = gbk(WORDS);
    broken.insert(0, 0xFF);
    let (text, form, said) = read(&broken);
    assert_eq!((form, said.len()), (Form::Gb18030, 1));
    assert!(text.starts_with("\u{FFFD}关于××镇"), "{text}");
    let mut half = utf16(WORDS, u16::to_le_bytes);
    half[0..2].copy_from_slice(&[0x00, 0xD8]);
    let (_, form, said) = read(&[&[0xFF, 0xFE], half.as_slice()].concat());
    assert_eq!((form, said.len()), (Form::Utf16, 1));
}

#[test]
fn a_lone_nul_is_replaced_and_told() {
    let (text, _, said) = read(&[WORDS.as_bytes(), "再一行\0".as_bytes()].concat());
    assert!(text.ends_with("再一行\u{FFFD}"));
    assert_eq!(said, ["4 有编码为0的空字符，换成了\u{FFFD}。"]);
}

#[test]
fn what_is_no_text_is_refused_by_its_name() {
    let compound = |stream: &str| {
        [
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
            utf16(stream, u16::to_le_bytes).as_slice(),
        ]
        .concat()
    };
    for (bytes, name) in [
        (compound("WordDocument"), "旧格式的 Word 文档（.doc、.wps）"),
        (compound("Workbook"), "旧格式的表格"),
        (compound("EncryptedPackage"), "加了密码"),
        (compound(""), "旧格式的文档或表格"),
        (b"%PDF-1.7\n".to_vec(), "PDF"),
        (b"\xEF\xBB\xBF%PDF-1.4".to_vec(), "PDF"),
        (b"{\\rtf1\\ansi".to_vec(), "RTF"),
        (b"\x89PNG\r\n\x1A\n\0\0".to_vec(), "图片（PNG）"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec(), "图片（JPEG）"),
        (b"BM\x36\0\0\0\0\0\0\0\x36".to_vec(), "图片（BMP）"),
        (b"RIFF\0\0\0\0WEBPVP8 ".to_vec(), "图片或音频"),
        (b"\0\0\0\x18ftypheic".to_vec(), "视频或照片"),
        (b"\x7FELF\x02\x01\x01\0".to_vec(), "程序"),
        (b"\x1F\x8B\x08\0".to_vec(), "压缩文件（gzip）"),
        (b"7z\xBC\xAF\x27\x1C".to_vec(), "压缩文件（7z）"),
        (b"\n <!DOCTYPE HTML>\n<html>".to_vec(), "网页"),
        ("\u{FEFF}<?xml version=\"1.0\"?>".into(), "XML"),
        ("<!-- a -->\n<html><p>XX</p>".into(), "网页"),
        ("<p>甲</p><p>乙</p><P class=\"a\">丙</p>".into(), "网页"),
        (utf16("\u{FEFF}<html>XX", u16::to_le_bytes), "网页"),
    ] {
        let refused = refusal(&bytes);
        assert!(refused.contains(name), "{name}: {refused}");
        assert!(refused.ends_with('。'));
        assert!(text(&bytes).unwrap_err().remedy().ends_with('。'));
    }
    let noise = |n: u32| n.wrapping_mul(2_654_435_761).to_be_bytes()[1];
    let noise: Vec<u8> = (0..4000).map(noise).collect();
    let controls = [1, 2, 3, 7, 14].repeat(100);
    for bytes in [noise, controls, vec![0; 1000]] {
        assert!(refusal(&bytes).starts_with("这不是文字文件"));
    }
}

#[test]
fn texts_that_begin_like_something_else_are_texts() {
    for words in [
        "BMW、PK赛和MZ镇",
        "ID号码XX",
        "GIF图XX张",
        "<div>XX</div>",
        "{XX}",
        "HN省",
    ] {
        assert_eq!(read(words.as_bytes()).0, words);
    }
}

#[test]
fn what_is_too_long_is_refused() {
    assert_eq!(
        refusal(&vec![b'X'; LONGEST + 1]),
        "文件有21 MB，最多只能读20 MB。"
    );
    assert_eq!(
        refusal(&vec![b'X'; LARGEST + 1]),
        "文件有65 MB，最多只能读64 MB。"
    );
    assert_eq!(text(&vec![b'X'; LONGEST]).unwrap().text.len(), LONGEST);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
        if let Ok(text) = text(&bytes) {
            prop_assert!(!text.text.contains(['\r', '\0']));
            let lines = text.text.split('\n').count();
            prop_assert!(text.misread.iter().all(|misread| (1..=lines).contains(&misread.line)));
        }
    }

    #[test]
    fn chinese_is_read_in_every_encoding(words in "[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多X×。，、（）0-9\n]{8,60}") {
        prop_assert_eq!(&read(words.as_bytes()).0, &words);
        prop_assert_eq!(&read(&gbk(&words)).0, &words);
        prop_assert_eq!(&read(&utf16(&format!("\u{FEFF}{words}"), u16::to_be_bytes)).0, &words);
    }
}
