//! `huibao get`

use super::home::{DRAFT, Home};

#[test]
fn one_key_gives_its_bare_value() {
    let home = Home::with_draft();
    for (key, value) in [
        ("镇名", "清溪镇\n"),
        ("清理垃圾吨数", "46.50\n"),
        ("未达标率", "2.5\n"),
        ("成文日期", "2024-07-01\n"),
        ("整治方式", "\n"),
        ("村（社区）数", "\n"),
    ] {
        assert_eq!(home.run(&["get", "汇报.toml", key]).done(), value, "{key}");
    }
}

#[test]
fn several_keys_or_none_give_lines() {
    let home = Home::with_draft();
    let two = home.run(&["get", "汇报.toml", "未达标率", "镇名"]).done();
    assert_eq!(two, "未达标率=2.5\n镇名=清溪镇\n");
    let all = home.run(&["get", "汇报.toml"]).done();
    let keys: Vec<&str> = all
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(key, _)| key)
        .collect();
    assert_eq!(keys.first(), Some(&"镇名"));
    for key in [
        "年度",
        "成文日期",
        "截至日期",
        "巡河次数",
        "整治方式",
        "未达标率",
        "村(社区)数",
    ] {
        assert_eq!(
            keys.iter().filter(|other| **other == key).count(),
            1,
            "{key}: {all}"
        );
    }
    let place = |key| keys.iter().position(|other| *other == key);
    assert!(
        place("巡河次数") < place("清理垃圾吨数") && place("清理垃圾吨数") < place("未达标率"),
        "{all}"
    );
}

#[test]
fn json_spells_numbers_as_stored_and_blanks_as_null() {
    let home = Home::with_draft();
    let keys = [
        "清理垃圾吨数",
        "镇名",
        "整治方式",
        "成文日期",
        "未达标率",
        "村（社区）数",
    ];
    let json = home
        .run(&[&["get", "汇报.toml", "--json"], keys.as_slice()].concat())
        .done();
    let compact: String = json.split_whitespace().collect();
    assert_eq!(
        compact,
        "{\"清理垃圾吨数\":46.50,\"镇名\":\"清溪镇\",\"整治方式\":null,\"成文日期\":\"2024-07-01\",\
         \"未达标率\":2.5,\"村(社区)数\":null}"
    );
    let all = home.run(&["get", "汇报.toml", "--json"]).done();
    let order = [
        "\"镇名\"",
        "\"年度\"",
        "\"巡河次数\"",
        "\"整治方式\"",
        "\"清理垃圾吨数\"",
        "\"未达标率\"",
    ];
    let places: Vec<usize> = order.iter().map(|key| all.find(key).expect(key)).collect();
    assert!(places.is_sorted(), "{all}");
}

#[test]
fn a_half_typed_field_gives_its_last_right_value() {
    let home = Home::new();
    let unfinished = "[unfinished]\n\"巡河次数\" = \"一百零\"\n\"整治方式\" = \"集中\"\n\n[[rule]]";
    home.write("汇报.toml", &DRAFT.replace("[[rule]]", unfinished));
    assert_eq!(home.run(&["get", "汇报.toml", "巡河次数"]).done(), "310\n");
    assert_eq!(home.run(&["get", "汇报.toml", "整治方式"]).done(), "\n");
}

#[test]
fn a_string_is_read_as_if_typed() {
    let home = Home::new();
    home.write("汇报.toml", &DRAFT.replace("= 310 ", "= \"三百二十次\" "));
    assert_eq!(
        home.run(&["get", "汇报.toml", "巡河次数", "--json"]).done(),
        "{\n  \"巡河次数\": 320\n}\n"
    );
}

#[test]
fn a_value_that_is_not_right_is_given_as_it_stands() {
    let home = Home::new();
    home.write("汇报.toml", &DRAFT.replace("= 310 ", "= 99999 "));
    assert_eq!(
        home.run(&["get", "汇报.toml", "巡河次数"]).done(),
        "99999\n"
    );
}

#[test]
fn an_unknown_key_is_refused() {
    let home = Home::with_draft();
    home.run(&["get", "汇报.toml", "镇名", "镇长"])
        .refused(2, &["镇长", "汇报.toml"]);
}

#[test]
fn a_draft_may_come_from_standard_input() {
    assert_eq!(
        Home::new().fed(&["get", "-", "年度"], DRAFT).done(),
        "2024\n"
    );
}

#[test]
fn a_file_that_is_no_report_is_shown_with_its_line() {
    let home = Home::new();
    home.write("汇报.toml", "format = 1\n\n[report]\ntitle = “汇报”\n");
    home.run(&["get", "汇报.toml"])
        .refused(2, &["汇报.toml", "第4行", "title = “汇报”"]);
    home.write("汇报.toml", "format = 1\n[report]\ntitle = 3\n");
    home.run(&["get", "汇报.toml"])
        .refused(2, &["汇报.toml", "第3行第9个字符"]);
    home.fed(&["get", "-"], "title = \n")
        .refused(2, &["标准输入", "第1行"]);
}

#[test]
fn a_folder_is_not_a_draft() {
    let home = Home::new();
    let ran = home.run(&["get", "."]);
    assert!(
        matches!(ran.code, 2 | 3) && ran.err.starts_with("错误："),
        "{ran:?}"
    );
}
