//! `templates save`, `rename`, `remove` and `check`.

use super::home::{DRAFT, Home};

#[test]
fn a_draft_is_kept_as_a_template_without_its_figures() {
    let home = Home::with_draft();
    let saved = home.run(&["templates", "save", "汇报.toml", "河湖半年"]);
    assert_eq!(saved.code, 0, "{saved:?}");
    assert!(
        saved.out.ends_with("templates/河湖半年.toml\n"),
        "{}",
        saved.out
    );
    assert!(saved.err.contains("没有带进模板") && saved.err.contains("--values"));
    let kept = home.read("家/templates/河湖半年.toml");
    for stays in [
        "# 报头",
        "office = \"这里不认识的也留着\"",
        "{巡河次数}余次",
        "[[rule]]",
    ] {
        assert!(kept.contains(stays), "{stays} is not in\n{kept}");
    }
    for goes in ["310", "清溪镇", "date =", "as_of ="] {
        assert!(!kept.contains(goes), "{goes} is in\n{kept}");
    }
    assert_eq!(home.read("汇报.toml"), DRAFT);
    let listed = home.run(&["templates"]).done();
    assert!(listed.contains("河湖半年"), "{listed}");
    let new = ["new", "-t", "河湖半年", "-o", "新.toml", "--no-edit"];
    assert_eq!(home.run(&new).done(), "新.toml\n");
    assert_eq!(home.run(&["get", "新.toml", "巡河次数"]).done(), "\n");
    home.run(&["templates", "save", "汇报.toml", "河湖半年"])
        .refused(2, &["已经有叫河湖半年的模板"]);
    // From standard input, with what was filled in, named by its title.
    let saved = home
        .fed(&["templates", "save", "-", "--values"], DRAFT)
        .done();
    assert!(
        saved.ends_with("清溪镇2024年上半年河湖管护情况汇报.toml\n"),
        "{saved}"
    );
    let kept = home.read("家/templates/清溪镇2024年上半年河湖管护情况汇报.toml");
    assert_eq!(kept, DRAFT);
    home.run(&["templates", "save", "没有.toml"])
        .refused(3, &["没有.toml"]);
}

#[test]
fn own_templates_are_renamed_and_removed_the_built_in_one_is_not() {
    let home = Home::new();
    for name in ["甲", "乙"] {
        home.write(
            &format!("家/templates/{name}.toml"),
            &DRAFT.replace("[report]", "[report]\ntemplate = \"甲\""),
        );
    }
    let renamed = home.run(&["templates", "rename", "甲", "丙"]).done();
    assert!(renamed.ends_with("templates/丙.toml\n"), "{renamed}");
    assert!(
        home.read("家/templates/丙.toml")
            .contains("template = \"丙\"")
    );
    assert!(!home.path("家/templates/甲.toml").exists());
    home.run(&["templates", "rename", "丙", "乙"])
        .refused(2, &["已经有叫乙的模板"]);
    home.run(&["templates", "rename", "甲", "丁"])
        .refused(2, &["没有叫 甲 的"]);
    for args in [
        ["rename", "township-party", "党建"].as_slice(),
        &["remove", "township-party"],
    ] {
        home.run(&[&["templates"], args].concat())
            .refused(2, &["自带的模板"]);
    }
    // All or none.
    home.run(&["templates", "remove", "乙", "没有"])
        .refused(2, &["没有叫 没有 的"]);
    assert!(home.path("家/templates/乙.toml").exists());
    let removed = home.run(&["templates", "remove", "乙", "丙"]).done();
    assert_eq!(removed.lines().count(), 2);
    assert!(!home.run(&["templates"]).done().contains('丙'));
}

#[test]
fn templates_are_checked_for_what_is_wrong_with_themselves() {
    let home = Home::new();
    let all = home.run(&["templates", "check"]).done();
    assert_eq!(all, "township-party：没有毛病。\n");
    home.write(
        "家/templates/坏.toml",
        &DRAFT.replace("{水质达标率}％，", "{水质}％，"),
    );
    let checked = home.run(&["templates", "check"]);
    assert_eq!((checked.code, checked.err.as_str()), (1, ""));
    assert!(
        checked.out.contains("坏：\n错 文件第") && checked.out.contains("{水质}"),
        "{}",
        checked.out
    );
    let json = home.run(&["templates", "check", "坏", "--json"]);
    assert_eq!(json.code, 1);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json[0]["id"], "坏");
    assert_eq!(json[0]["ready"], false);
    assert_eq!(json[0]["findings"][0]["code"], "file");
    // What each draft fills in is no fault of its template.
    home.write("空.toml", &DRAFT.replace("= 310 ", "= \"\" "));
    assert_eq!(
        home.run(&["templates", "check", "空.toml"]).done(),
        "空.toml：没有毛病。\n"
    );
    home.run(&["templates", "check", "没有"])
        .refused(2, &["没有叫 没有 的模板"]);
    home.write("家/templates/乱.toml", "[report\n");
    let checked = home.run(&["templates", "check"]);
    assert_eq!(checked.code, 1);
    assert!(checked.err.contains("乱.toml"), "{}", checked.err);
}

#[test]
fn the_commands_of_templates_have_their_help_and_errors() {
    let home = Home::new();
    for command in ["save", "rename", "remove", "check"] {
        let help = home.run(&["templates", command, "--help"]).done();
        assert!(
            help.contains(&format!("用法：huibao templates {command}")),
            "{help}"
        );
        assert!(home.run(&["manual"]).done().contains(&help));
    }
    home.run(&["templates", "save"])
        .refused(2, &["还要写上 文件", "huibao templates save --help"]);
    home.run(&["templates", "keep"])
        .refused(2, &["没有 keep 这个命令", "huibao templates --help"]);
    home.run(&["templates", "--json", "save", "甲.toml"])
        .refused(2, &["--json"]);
}
