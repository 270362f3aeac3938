//! The parts of the package against the schema of Office Open XML, by openxml-audit: elements, their order,
//! attributes and values as the Open XML SDK has them, links, content types.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::random;
use super::{Desk, ODD, example, office, said};

/// The one thing it demands that the standard does not: 29500-1, 14.2.7, has zero or one theme in a package.
const NO_THEME: &str = "A required relationship type 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme' is missing.";

const RED: &str = "[red_head]\nname = \"中共清溪镇委员会文件\"\nnumber = \"清委〔2026〕5号\"\nsigner = \"张三\"\n\
    [latin]\nfont = \"Times New Roman\"\n[signature]\nsealed = true\n[heading3]\nbold = true\n";

const ATTACHED: &str = r#"format = 1
[report]
title = "情况汇报"
subtitle = "——2026年上半年"
to = "县委、县政府："
opening = "有关情况如下。"
closing = """
附件：1.任务清单
2.责任分工表"""
signature = "清溪镇"
date = 2026-07-01
after = """
（联系人：李四）
附件1
任务清单
一项。"""
"#;

/// What is found in each .docx of a folder, the lack of a theme aside.
fn found(audit: &str, folder: &Path) -> Vec<(String, Vec<String>)> {
    let output = Command::new(audit)
        .args(["--recursive", "--max-errors", "0", "-o", "json"])
        .arg(folder)
        .output()
        .unwrap();
    let read: Vec<Value> =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)));
    let file = |file: &Value| {
        let errors = file["errors"].as_array().unwrap().iter();
        let errors = errors.map(|error| error["description"].as_str().unwrap().to_owned());
        let errors = errors.filter(|error| error != NO_THEME);
        (file["file"].to_string(), errors.collect())
    };
    read.iter().map(file).collect()
}

#[test]
fn every_part_is_as_the_schema_has_it() {
    let Some(audit) = office::openxml_audit() else {
        return;
    };
    let desk = Desk::new();
    let folder = desk.path("写出");
    fs::create_dir(&folder).unwrap();
    let township = example("township-finished");
    let style = desk.write("红头.toml", RED);
    let red = ["--style", style.to_str().unwrap()];
    let odd = desk.write("怪.toml", &ODD.replace("LONG", "长"));
    let attached = desk.write("附件.toml", ATTACHED);
    let text = fs::read_to_string(&township).unwrap();
    let old = desk.write("初稿.toml", &text.replace("边学边干", "边学边做"));
    let against = ["--against", old.to_str().unwrap()];
    let all: [(&Path, &[&str], &str); 7] = [
        (&township, &[], "写出/镇.docx"),
        (&township, &red, "写出/红头.docx"),
        (&township, &["--sources"], "写出/来源.docx"),
        (&township, &against, "写出/对照.docx"),
        (&odd, &[], "写出/怪.docx"),
        (&attached, &red, "写出/附件.docx"),
        (&example("safety-summary"), &[], "写出/安全.docx"),
    ];
    for (draft, args, output) in all {
        desk.render(draft, &[args, &["-o", output]].concat());
    }
    let random = random::written(&folder);
    let found = found(audit, &folder);
    assert_eq!(found.len(), all.len() + random.len());
    for (file, errors) in found {
        assert!(errors.is_empty(), "{file}: {errors:?}");
    }
}

#[test]
fn what_is_not_as_the_schema_has_it_is_found() {
    let Some(audit) = office::openxml_audit() else {
        return;
    };
    let desk = Desk::new();
    desk.render(&example("township-finished"), &["-o", "对.docx"]);
    for (right, wrong) in [
        (
            "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>",
            "<w:p><w:r/><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>",
        ),
        ("<w:pgSz ", "<w:pgSz w:odd=\"1\" "),
        ("w:w=\"11906\"", "w:w=\"宽\""),
        ("<w:sectPr>", "<w:sectPr><w:docGrid/>"),
    ] {
        let folder = desk.path("错");
        fs::create_dir_all(&folder).unwrap();
        changed(
            &desk.path("对.docx"),
            &folder.join("错.docx"),
            (right, wrong),
        );
        let found = found(audit, &folder);
        assert!(!found[0].1.is_empty(), "{wrong}");
    }
}

/// A copy of a document with something else in its text.
fn changed(from: &Path, to: &Path, (right, wrong): (&str, &str)) {
    let mut whole = ZipArchive::new(File::open(from).unwrap()).unwrap();
    let mut copy = ZipWriter::new(File::create(to).unwrap());
    for nth in 0..whole.len() {
        let mut part = whole.by_index(nth).unwrap();
        let name = part.name().unwrap().to_string();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if name == "word/document.xml" {
            assert!(text.contains(right), "{right}");
            text = text.replacen(right, wrong, 1);
        }
        copy.start_file(name, SimpleFileOptions::default()).unwrap();
        copy.write_all(text.as_bytes()).unwrap();
    }
    copy.finish().unwrap();
}
