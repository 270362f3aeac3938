//! `huibao import`

use std::io::{Cursor, Write};

use encoding_rs::GB18030;
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::home::{DRAFT, Home};

const MODEL: &str = "关于XX镇2024年工作情况的汇报\n县委：\n今年以来，XX镇开展学习XX次，走访群众XX余户。\n\
    一、主要做法\n1.抓学习，思想更加统一。全年组织培训XX场，参加XX人次。\n二、存在问题\n一是力量不足。还缺XX名专职人员。\n";

fn with_model() -> Home {
    let home = Home::new();
    home.write("范文.txt", MODEL);
    home
}

/// A Word document of these paragraphs.
fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let body: String = paragraphs
        .iter()
        .map(|words| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"))
        .collect();
    let main = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    zip.start_file("word/document.xml", options).unwrap();
    zip.write_all(main.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn found(home: &Home, file: &str) -> Value {
    let ran = home.run(&["import", file, "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn a_template_is_made_and_can_be_used_at_once() {
    let home = with_model();
    let ran = home.run(&["import", "范文.txt", "-o", "模板.toml"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "模板.toml\n"));
    assert!(ran.err.contains("找到7处空，是6个数据。"), "{}", ran.err);
    assert!(ran.err.contains("huibao new -t 模板.toml"), "{}", ran.err);
    let new = ["new", "-t", "模板.toml", "-o", "汇报.toml", "--no-edit"];
    assert_eq!(home.run(&new).done(), "汇报.toml\n");
    let ran = home.run(&["check", "汇报.toml"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{ran:?}");
    assert!(!ran.out.contains("错 "), "{}", ran.out);
    let printed = home.run(&["render", "汇报.toml", "--allow-blanks"]);
    assert!(printed.out.contains("走访群众____余户"), "{}", printed.out);
}

#[test]
fn what_is_to_be_typed_next_can_be_copied() {
    let home = with_model();
    let ran = home.run(&["import", "范文.txt", "-o", "模 板.toml"]);
    assert!(
        ran.err.contains("huibao new -t \"模 板.toml\""),
        "{}",
        ran.err
    );
    let ran = home.run(&["import", "模 板.toml"]);
    assert!(
        ran.err.contains("huibao new -t \"模 板.toml\""),
        "{}",
        ran.err
    );
}

#[test]
fn without_a_place_it_lies_among_the_templates() {
    let home = with_model();
    let ran = home.run(&["import", "范文.txt"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let path = ran.out.trim_end();
    assert!(path.starts_with(home.path("家/templates").to_str().unwrap()));
    let listed = home.run(&["templates", "--json"]).done();
    assert!(listed.contains(path), "{listed}");
    let again = home.run(&["import", "范文.txt"]);
    assert_eq!(again.code, 0);
    assert_ne!(again.out, ran.out);
    for (title, name) in [
        ("清溪镇20XX年度工作总结", "清溪镇年度工作总结"),
        ("清溪镇20XX年工作总结", "清溪镇工作总结"),
    ] {
        home.write("范文.txt", &format!("{title}\n共XX人。\n"));
        let ran = home.run(&["import", "范文.txt"]);
        assert!(ran.out.ends_with(&format!("/{name}.toml\n")), "{}", ran.out);
    }
}

#[test]
fn what_was_found_is_told_as_json_and_nothing_is_written() {
    let home = with_model();
    let json = found(&home, "范文.txt");
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["blanks", "headings", "items", "title"]);
    assert_eq!(json["title"], "关于XX镇2024年工作情况的汇报");
    assert_eq!(
        json["headings"][0],
        json!({"level": 1, "marker": "一、", "text": "主要做法"})
    );
    assert_eq!(json["items"][0], "抓学习，思想更加统一");
    let blanks = json["blanks"].as_array().unwrap();
    let blank = blanks.iter().find(|blank| blank["unit"] == "余户").unwrap();
    let names: Vec<&String> = blank.as_object().unwrap().keys().collect();
    let wanted = [
        "column", "context", "end", "key", "kind", "line", "start", "text", "unit",
    ];
    assert_eq!(names, wanted);
    assert_eq!(
        (
            &blank["text"],
            &blank["kind"],
            &blank["line"],
            &blank["column"]
        ),
        (&json!("XX"), &json!("number"), &json!(3), &json!(21))
    );
    let chars: Vec<char> = MODEL.chars().collect();
    for blank in blanks {
        let place = |name: &str| usize::try_from(blank[name].as_u64().unwrap()).unwrap();
        let words: String = chars[place("start")..place("end")].iter().collect();
        assert_eq!(Value::from(words), blank["text"]);
    }
    let left: Vec<_> = std::fs::read_dir(home.path("")).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn places_are_counted_alike_in_every_encoding() {
    let home = with_model();
    let wanted = found(&home, "范文.txt");
    let crlf = MODEL.replace('\n', "\r\n");
    let wide = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let forms: [(&str, Vec<u8>); 5] = [
        ("国标.txt", GB18030.encode(&crlf).0.into_owned()),
        ("有标记.txt", format!("\u{FEFF}{crlf}").into_bytes()),
        ("宽.txt", wide(&crlf)),
        ("宽而有标记.txt", wide(&format!("\u{FEFF}{MODEL}"))),
        ("范文.docx", docx(&MODEL.lines().collect::<Vec<_>>())),
    ];
    for (name, bytes) in forms {
        home.write_bytes(name, &bytes);
        assert_eq!(found(&home, name), wanted, "{name}");
    }
}

#[test]
fn a_file_that_is_there_stays() {
    let home = with_model();
    home.write("模板.toml", "别的");
    for more in [&[][..], &["--json"]] {
        let args = [&["import", "范文.txt", "-o", "模板.toml"], more].concat();
        home.run(&args).refused(2, &["已有同名文件", "模板.toml"]);
        assert_eq!(home.read("模板.toml"), "别的");
    }
}

#[test]
fn both_ends_may_be_the_standard_ones() {
    let home = with_model();
    let ran = home.fed_bytes(&["import", "-", "-o", "-"], &GB18030.encode(MODEL).0);
    assert_eq!(ran.code, 0, "{ran:?}");
    home.run(&["import", "范文.txt", "-o", "模板.toml"]);
    assert_eq!(ran.out, home.read("模板.toml"));
    let json = home.fed(&["import", "-", "--json"], MODEL);
    assert_eq!(json.code, 0, "{json:?}");
    home.run(&["import", "范文.txt", "--json", "-o", "-"])
        .refused(2, &["--json", "-o -"]);
    home.fed(&["import", "-"], "\n")
        .refused(2, &["文件里没有文字", "位置：标准输入"]);
}

#[test]
fn json_and_a_template_go_together() {
    let home = with_model();
    let ran = home.run(&["import", "范文.txt", "--json", "-o", "模板.toml"]);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json, found(&home, "范文.txt"));
    home.run(&["get", "模板.toml", "--json"]).done();
}

#[test]
fn the_figures_of_a_finished_report_become_fields() {
    let home = Home::new();
    home.write("去年.txt", "今年走访群众320户，开展培训12场。\n");
    let ran = home.run(&["import", "去年.txt", "--figures", "-o", "模板.toml"]);
    assert!(ran.err.contains("找到2处数，是2个数据"), "{}", ran.err);
    let template = home.read("模板.toml");
    assert!(
        template.contains("[previous]") && template.contains("= 320"),
        "{template}"
    );
    let ran = home.run(&["import", "去年.txt", "-o", "另一份.toml"]);
    assert!(ran.err.contains("请加上 --figures"), "{}", ran.err);
}

#[test]
fn what_is_no_model_is_refused_by_its_name() {
    let home = Home::new();
    let compound = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 500]].concat();
    let files: [(&str, Vec<u8>, &str); 6] = [
        ("旧.doc", compound, "旧格式"),
        ("版.pdf", b"%PDF-1.7\n".to_vec(), "PDF"),
        ("图.txt", b"\x89PNG\r\n\x1A\n".to_vec(), "图片"),
        ("空.txt", Vec::new(), "没有文字"),
        ("坏.docx", docx(&["甲"])[..80].to_vec(), "不完整"),
        ("草稿.toml", DRAFT.into(), "已经是模板"),
    ];
    for (name, bytes, said) in files {
        home.write_bytes(name, &bytes);
        home.run(&["import", name]).refused(2, &[said, name]);
    }
    home.run(&["import", "没有.txt"])
        .refused(3, &["没有这个文件"]);
    home.run(&["import", "."]).refused(2, &["文件夹"]);
}

#[test]
fn what_to_look_at_is_said_by_its_line() {
    let home = Home::new();
    let text = MODEL.replace("二、存在问题", "三、存在问题");
    home.write_bytes("范文.txt", &[text.as_bytes(), b"\xFF\xFF\n"].concat());
    let ran = home.run(&["import", "范文.txt", "-o", "模板.toml"]);
    assert!(ran.err.contains("第6行：三、"), "{}", ran.err);
    assert!(ran.err.contains("第8行：有读不出的字"), "{}", ran.err);
    let many: String = (1..100)
        .map(|n| format!("（{n}）开展学习XX次。\n第{n}页\n"))
        .collect();
    home.write("多.txt", &many);
    let ran = home.run(&["import", "多.txt", "-o", "多.toml"]);
    assert!(ran.err.lines().count() <= 20, "{}", ran.err);
}
