//! `huibao check`

use serde_json::Value;

use super::home::{DRAFT, Home};

fn findings(home: &Home) -> (i32, Value) {
    let ran = home.run(&["check", "汇报.toml", "--json"]);
    assert_eq!(ran.err, "");
    (ran.code, serde_json::from_str(&ran.out).expect("JSON"))
}

#[test]
fn a_finished_draft_is_ready() {
    let home = Home::new();
    home.write(
        "汇报.toml",
        &DRAFT.replace(
            "heading = \"抓巡查。\"",
            "heading = \"抓巡查。\"\nreviewed = true",
        ),
    );
    assert_eq!(
        home.run(&["check", "汇报.toml"]).done(),
        "都齐了，可以成文。\n"
    );
    let (code, json) = findings(&home);
    assert_eq!(
        (code, json),
        (0, serde_json::json!({"ready": true, "findings": []}))
    );
}

#[test]
fn findings_have_their_fields_in_json() {
    let home = Home::new();
    home.write("汇报.toml", &DRAFT.replace("= 310 ", "= 312 "));
    let (code, json) = findings(&home);
    assert_eq!((code, &json["ready"]), (0, &Value::Bool(true)));
    let row = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["code"] == "number")
        .unwrap();
    assert_eq!(row["level"], "warning");
    assert_eq!(
        (&row["key"], &row["text"]),
        (&Value::from("巡河次数"), &Value::from("312"))
    );
    assert_eq!(
        (&row["line"], &row["column"]),
        (&Value::from(5), &Value::from(14))
    );
    let names: Vec<&str> = row
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let mut all = [
        "code",
        "level",
        "message",
        "key",
        "line",
        "column",
        "text",
        "suggestion",
    ];
    all.sort_unstable();
    assert_eq!(names, all);
}

#[test]
fn a_key_is_spelled_as_its_field_has_it() {
    let home = Home::new();
    let draft = DRAFT.replace(
        "key = \"村(社区)数\"\nkind = \"integer\"\noptional = true",
        "key = \"村(社区)数\"\nkind = \"integer\"",
    );
    home.write("汇报.toml", &draft);
    let (code, json) = findings(&home);
    assert_eq!(code, 1);
    let row = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["code"] == "blank")
        .unwrap();
    assert_eq!(row["key"], "村(社区)数");
}

#[test]
fn errors_come_first_and_are_counted() {
    let home = Home::new();
    home.write(
        "汇报.toml",
        &DRAFT
            .replace("= 310 ", "= 12 ")
            .replace("\"水质达标率\" = 97.5\n", ""),
    );
    let ran = home.run(&["check", "汇报.toml"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(lines[0].starts_with("错 正文第5行第"), "{}", ran.out);
    assert!(
        lines[1].starts_with("缺 ") && lines[1].contains("水质达标率"),
        "{}",
        ran.out
    );
    assert!(
        lines.last().unwrap().starts_with("错1 缺1 疑1"),
        "{}",
        ran.out
    );
}

#[test]
fn what_is_wrong_with_the_file_is_found_in_the_file() {
    let home = Home::new();
    home.write(
        "汇报.toml",
        &DRAFT.replace("以{整治方式}等", "以{整治办法}等"),
    );
    let (code, json) = findings(&home);
    assert_eq!(code, 1);
    let row = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["code"] == "file")
        .unwrap();
    let line = DRAFT
        .lines()
        .position(|line| line.starts_with("全镇巡河"))
        .unwrap()
        + 1;
    assert_eq!(
        (&row["line"], &row["column"]),
        (&Value::from(line), &Value::from(17))
    );
    assert_eq!(row["text"], "{整治办法}");
}

#[test]
fn a_finished_text_is_judged_by_its_words_alone() {
    let home = Home::new();
    home.write("汇报.txt", "一、主要做法\n开展学习12次。\n");
    let ran = home.run(&["check", "汇报.txt"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    home.write("汇报.md", "# 总结\n\n开展学习XX次，2019年。\n");
    let ran = home.run(&["check", "汇报.md", "--json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["ready"], false);
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{json}");
    let row = &findings[0];
    assert_eq!(
        (&row["code"], &row["level"], &row["text"]),
        (&"blank".into(), &"error".into(), &"XX".into())
    );
    assert_eq!(
        (&row["line"], &row["column"]),
        (&Value::from(3), &Value::from(5))
    );
    // What is no text is refused by name.
    home.write("旧.docx", "%PDF-1.7\n%%EOF\n");
    home.run(&["check", "旧.docx"]).refused(2, &["旧.docx"]);
}

#[test]
fn a_draft_may_come_from_standard_input() {
    let ran = Home::new().fed(&["check", "-"], DRAFT);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
}
