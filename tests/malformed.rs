//! Import of what no model report is: too long, too many blanks, damaged, meaning harm. The real program, with
//! less than 500 MB to work in: an error that says what, or a template that can be used.

#![expect(clippy::expect_used, reason = "tests may fail loudly")]

use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;

use encoding_rs::GB18030;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MEGABYTE: usize = 1024 * 1024;

/// Kilobytes of address space that the program gets.
const ROOM: usize = 500 * 1000;

/// How a run ended: its code, and what it said.
struct Ended {
    code: Option<i32>,
    said: String,
    folder: TempDir,
}

impl Ended {
    fn template(&self) -> std::path::PathBuf {
        self.folder.path().join("模板.toml")
    }
}

fn huibao(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let limited = format!("ulimit -v {ROOM} && exec \"$0\" \"$@\"");
    let output = Command::new("sh")
        .args(["-c", &limited, env!("CARGO_BIN_EXE_huibao")])
        .args(args)
        .current_dir(folder)
        .env("HUIBAO_HOME", folder)
        .output()
        .expect("the program runs");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    (output.status.code(), said)
}

fn import(name: &str, bytes: &[u8]) -> Ended {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(name), bytes).expect("the file is written");
    let (code, said) = huibao(folder.path(), &["import", name, "-o", "模板.toml"]);
    assert!(!said.contains("panicked"), "{said}");
    Ended { code, said, folder }
}

/// It is refused, with these words and what to do, and nothing is written.
#[track_caller]
fn refused(name: &str, bytes: &[u8], words: &str) {
    let ended = import(name, bytes);
    assert_eq!(ended.code, Some(2), "{}", ended.said);
    assert!(ended.said.contains(words), "{}", ended.said);
    assert!(ended.said.contains("办法："), "{}", ended.said);
    assert!(!ended.template().exists());
}

/// A template is made that can be checked, and printed where it is not too long.
#[track_caller]
fn taken(name: &str, bytes: &[u8]) -> Ended {
    let ended = import(name, bytes);
    assert_eq!(ended.code, Some(0), "{}", ended.said);
    let lines = ended.said.lines().count();
    assert!(lines <= 20, "{lines} lines\n{}", ended.said);
    let (code, said) = huibao(ended.folder.path(), &["check", "模板.toml"]);
    assert!(matches!(code, Some(0 | 1)), "{said}");
    ended
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_level(Some(1));
        zip.start_file(*name, options).expect("a part");
        zip.write_all(content).expect("its content");
    }
    zip.finish().expect("an archive").into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let main = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    package(&[("word/document.xml", main.as_bytes())])
}

#[test]
fn nothing_and_blank_space_are_refused() {
    for bytes in ["", "\n\n\n", " \t　\r\n", "\u{FEFF}"] {
        refused("空.txt", bytes.as_bytes(), "没有文字");
    }
    refused("空.docx", &docx("<w:p/>"), "没有文字");
}

#[test]
fn one_line_of_ten_megabytes_is_read() {
    let line = "今年以来，全镇上下坚持稳中求进，".repeat(10 * MEGABYTE / 48);
    taken("长.txt", line.as_bytes());
    taken("长.txt", "X".repeat(10 * MEGABYTE).as_bytes());
}

#[test]
fn twenty_megabytes_of_blanks_are_refused() {
    let blanks = "XX，".repeat(20 * MEGABYTE / 5);
    refused("空.txt", blanks.as_bytes(), "空多过200000处");
    let lines = "____\n".repeat(20 * MEGABYTE / 5);
    refused("行.txt", lines.as_bytes(), "空多过200000处");
    refused(
        "长.txt",
        "X".repeat(20 * MEGABYTE + 1).as_bytes(),
        "最多只能读20 MB",
    );
}

#[test]
fn no_headings_and_nothing_but_headings_are_templates() {
    taken("无.txt", "今年走访群众XX户。\n发放物资XX件。\n".as_bytes());
    taken("只有.txt", "一、做法\n二、问题\n三、打算\n".as_bytes());
    let long: String = (0..200_001).map(|_| "一、做法\n").collect();
    refused("长.txt", long.as_bytes(), "有字的行多过200000行");
    let deep: String = (1..2000).map(|n| format!("（{n}）第{n}条\n")).collect();
    taken("多.txt", deep.as_bytes());
}

#[test]
fn mixed_encodings_are_told_by_line() {
    let mixed = [
        "关于XX镇工作的汇报\n".as_bytes(),
        &GB18030.encode("一、开展学习XX次。\n").0,
        b"\xFF\xFE\n",
    ]
    .concat();
    let ended = taken("混.txt", &mixed);
    assert!(
        ended.said.contains("第2行：这一行的编码是GB18030"),
        "{}",
        ended.said
    );
    assert!(ended.said.contains("第3行：有读不出的字"), "{}", ended.said);
}

#[test]
fn a_document_that_unpacks_without_end_is_refused() {
    let bomb = package(&[("word/document.xml", &vec![b' '; 65 * MEGABYTE])]);
    assert!(bomb.len() < MEGABYTE);
    refused("弹.docx", &bomb, "解开后超过64 MB");
}

#[test]
fn a_damaged_or_hostile_document_is_refused() {
    let whole = docx("<w:p><w:r><w:t>甲</w:t></w:r></w:p>");
    refused("断.docx", &whole[..whole.len() / 2], "不完整");
    refused("坏.docx", &docx("<w:p><w:r></w:p>"), "正文读不下去");
    let entity =
        b"<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d><p><r><t>&x;</t></r></p></d>";
    refused(
        "外.docx",
        &package(&[("word/document.xml", entity)]),
        "外部实体",
    );
    let nested = "<w:tbl><w:tr><w:tc>".repeat(200_000);
    refused("深.docx", &docx(&nested), "读不下去");
}

#[test]
fn macros_are_left_and_the_text_is_taken() {
    let main =
        "<w:document xmlns:w=\"w\"><w:p><w:r><w:t>走访群众XX户。</w:t></w:r></w:p></w:document>";
    let parts: [(&str, &[u8]); 2] = [
        ("word/document.xml", main.as_bytes()),
        ("word/vbaProject.bin", b"\xD0\xCF\x11\xE0 AutoOpen"),
    ];
    let ended = taken("宏.docm", &package(&parts));
    let template = std::fs::read_to_string(ended.template()).expect("the template");
    assert!(template.contains("走访群众") && !template.contains("AutoOpen"));
}

#[test]
fn other_files_are_refused_by_their_name() {
    refused("旧.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "旧格式");
    refused("版.pdf", b"%PDF-1.7", "PDF");
    refused(
        "表.xlsx",
        &package(&[("xl/workbook.xml", b"<x/>")]),
        "表格（.xlsx）",
    );
    refused("程序", b"\x7FELF\x02\x01\x01", "程序");
    refused("零.txt", &[0; 4096], "不是文字文件");
}

#[test]
fn words_that_mean_something_in_a_report_file_are_words() {
    let odd = "{巡河次数}{{}}{?甲?}\n\u{1B}[31m红\n\"\"\"\n\\u0041 \\\n[values]\nformat = 2\n开展学习XX次{\n";
    taken("怪.txt", odd.as_bytes());
}
