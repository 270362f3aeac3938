//! `huibao new` and `huibao templates`

use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use super::home::{DRAFT, Home};

/// `DRAFT` without values.
fn template() -> String {
    let (head, rest) = DRAFT.split_once("[values]").unwrap();
    let (_, fields) = rest.split_once("[[field]]").unwrap();
    format!("{head}[[field]]{fields}")
}

fn with_template() -> Home {
    let home = Home::new();
    home.write("范文.toml", &template());
    home
}

#[test]
fn a_draft_is_made_from_a_file_and_its_path_printed() {
    let home = with_template();
    let printed = home
        .run(&["new", "-t", "范文.toml", "-o", "汇报.toml", "--no-edit"])
        .done();
    assert_eq!(printed, "汇报.toml\n");
    assert_eq!(home.read("汇报.toml"), template());
    let mode = std::fs::metadata(home.path("汇报.toml"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn answers_may_come_along() {
    let home = with_template();
    let args = [
        "new",
        "-t",
        "范文.toml",
        "-o",
        "汇报.toml",
        "--set",
        "镇名=白石镇",
        "--set",
        "年度=二〇二四",
        "--no-edit",
    ];
    home.run(&args).done();
    assert_eq!(
        home.run(&["get", "汇报.toml", "镇名", "年度"]).done(),
        "镇名=白石镇\n年度=2024\n"
    );
    assert_eq!(home.read("范文.toml"), template());
}

#[test]
fn a_refused_answer_leaves_no_file() {
    let home = with_template();
    let args = [
        "new",
        "-t",
        "范文.toml",
        "-o",
        "汇报.toml",
        "--set",
        "镇名=白石镇",
        "--set",
        "年度=24",
        "--no-edit",
    ];
    home.run(&args).refused(2, &["年度"]);
    assert!(!home.path("汇报.toml").exists());
}

#[test]
fn a_file_that_is_there_is_never_overwritten() {
    let home = with_template();
    home.write("汇报.toml", "我的");
    home.run(&["new", "-t", "范文.toml", "-o", "汇报.toml", "--no-edit"])
        .refused(2, &["汇报.toml"]);
    assert_eq!(home.read("汇报.toml"), "我的");
}

#[test]
fn without_a_name_it_is_called_after_its_title() {
    let home = with_template();
    let args = [
        "new",
        "-t",
        "范文.toml",
        "--set",
        "镇名=白石镇",
        "--set",
        "年度=2024",
        "--no-edit",
    ];
    let first = home.run(&args).done();
    let second = home.run(&args).done();
    assert!(
        first.ends_with("/白石镇2024年上半年河湖管护情况汇报.toml\n"),
        "{first}"
    );
    assert!(
        second.ends_with("/白石镇2024年上半年河湖管护情况汇报-2.toml\n"),
        "{second}"
    );
    for path in [first, second] {
        assert!(
            path.starts_with(&home.path("家").display().to_string()),
            "{path}"
        );
        assert!(std::fs::exists(path.trim_end()).unwrap(), "{path}");
    }
}

#[test]
fn a_template_may_come_in_and_a_draft_go_out_by_pipe() {
    let home = Home::new();
    let draft = home
        .fed(
            &["new", "-t", "-", "-o", "-", "--set", "年度=2024"],
            &template(),
        )
        .done();
    assert!(draft.contains("\"年度\" = 2024"), "{draft}");
}

#[test]
fn without_a_terminal_nothing_is_opened_or_written() {
    let home = with_template();
    home.run(&["new", "-t", "范文.toml", "-o", "汇报.toml"])
        .refused(2, &["终端", "--no-edit"]);
    assert!(!home.path("汇报.toml").exists());
}

#[test]
fn a_template_that_is_not_there_is_named() {
    Home::new()
        .run(&["new", "-t", "没有", "--no-edit"])
        .refused(2, &["没有叫 没有 的模板", "huibao templates"]);
    Home::new()
        .run(&["new", "-t", "没有.toml", "--no-edit"])
        .refused(3, &["没有.toml"]);
}

#[test]
fn the_built_in_template_opens_and_is_listed() {
    let home = Home::new();
    let table = home.run(&["templates"]).done();
    assert!(
        table.starts_with("township-party  乡镇党委工作情况汇报  "),
        "{table}"
    );
    let json: Value = serde_json::from_str(&home.run(&["templates", "--json"]).done()).unwrap();
    let row = &json[0];
    assert_eq!(
        (&row["id"], &row["source"]),
        (&Value::from("township-party"), &Value::from("built-in"))
    );
    assert!(
        row["fields"].as_u64() > Some(5) && row["items"].as_u64() > Some(0),
        "{row}"
    );
    home.run(&[
        "new",
        "-t",
        "township-party",
        "-o",
        "汇报.toml",
        "--no-edit",
    ])
    .done();
    assert!(
        home.read("汇报.toml")
            .contains("template = \"township-party\"")
    );
}

#[test]
fn the_user_s_own_templates_are_listed_and_found_by_name() {
    let home = Home::new();
    let first = home.run(&["templates"]).done();
    home.write("家/templates/巡河.toml", &template());
    let json: Value = serde_json::from_str(&home.run(&["templates", "--json"]).done()).unwrap();
    let row = json
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["id"] == "巡河")
        .expect("the template");
    assert_eq!(row["title"], "上半年河湖管护情况汇报");
    assert_eq!(
        (&row["fields"], &row["items"]),
        (&Value::from(7), &Value::from(1))
    );
    assert_eq!(
        row["source"],
        home.path("家/templates/巡河.toml").display().to_string()
    );
    assert_eq!(
        home.run(&["new", "-t", "巡河", "-o", "汇报.toml", "--no-edit"])
            .done(),
        "汇报.toml\n"
    );
    assert!(home.read("汇报.toml").contains("template = \"巡河\""));
    home.write("家/templates/坏的.toml", "title = \n");
    let ran = home.run(&["templates"]);
    assert!(
        ran.code == 0 && ran.err.contains("坏的.toml") && ran.out.len() > first.len(),
        "{ran:?}"
    );
}
