//! `huibao set`

use huibao::store::Lock;

use super::home::{DRAFT, Home};

fn changed(from: &str, to: &str) -> String {
    assert!(DRAFT.contains(from));
    DRAFT.replace(from, to)
}

#[test]
fn an_answer_changes_its_line_and_nothing_else() {
    let home = Home::with_draft();
    assert_eq!(home.run(&["set", "汇报.toml", "巡河次数=320"]).done(), "");
    assert_eq!(home.read("汇报.toml"), changed("= 310 ", "= 320 "));
}

#[test]
fn answers_are_read_as_people_type_them_and_kept_with_their_places() {
    let home = Home::with_draft();
    home.run(&[
        "set",
        "汇报.toml",
        "巡河次数=１，２００余次",
        "清理垃圾吨数= 46.70吨",
        "水质达标率=九十六％",
    ])
    .done();
    let draft = home.read("汇报.toml");
    for line in [
        "\"巡河次数\" = 1200 ",
        "\"清理垃圾吨数\" = 46.70\n",
        "\"水质达标率\" = 96\n",
        "# 河长办的数",
    ] {
        assert!(draft.contains(line), "{draft}");
    }
}

#[test]
fn a_value_may_hold_equals_signs_and_braces() {
    let home = Home::with_draft();
    home.run(&["set", "汇报.toml", "镇名=a={会议}"]).done();
    assert_eq!(home.run(&["get", "汇报.toml", "镇名"]).done(), "a={会议}\n");
}

#[test]
fn nothing_behind_the_equals_sign_makes_it_blank() {
    let home = Home::with_draft();
    home.run(&["set", "汇报.toml", "巡河次数="]).done();
    assert!(!home.read("汇报.toml").contains("\"巡河次数\" ="));
    assert_eq!(home.run(&["get", "汇报.toml", "巡河次数"]).done(), "\n");
}

#[test]
fn all_are_taken_or_none() {
    let home = Home::with_draft();
    let ran = home.run(&[
        "set",
        "汇报.toml",
        "镇名=白石镇",
        "巡河次数=12O",
        "清理垃圾吨数=46.505",
    ]);
    ran.refused(2, &["巡河次数 12O", "清理垃圾吨数 46.505", "汇报.toml"]);
    assert_eq!(home.read("汇报.toml"), DRAFT);
}

#[test]
fn what_the_field_alone_refuses_is_refused() {
    let home = Home::with_draft();
    for answer in [
        "巡河次数=20001",
        "巡河次数=-1",
        "巡河次数=8.5",
        "巡河次数=12人",
        "整治方式=集中",
        "年度=24",
        "巡河次数=一百零",
    ] {
        let key = answer.split('=').next().unwrap();
        home.run(&["set", "汇报.toml", answer]).refused(2, &[key]);
    }
    assert_eq!(home.read("汇报.toml"), DRAFT);
}

#[test]
fn relations_are_left_to_check() {
    let home = Home::with_draft();
    home.run(&["set", "汇报.toml", "巡河次数=10"]).done();
    assert_eq!(home.run(&["check", "汇报.toml"]).code, 1);
}

#[test]
fn an_unknown_key_and_a_derived_one_are_refused() {
    let home = Home::with_draft();
    home.run(&["set", "汇报.toml", "巡河=3"])
        .refused(2, &["巡河：", "巡河次数"]);
    home.run(&["set", "汇报.toml", "未达标率=3"])
        .refused(2, &["未达标率", "算出来"]);
    home.run(&["set", "汇报.toml", "巡河次数"])
        .refused(2, &["巡河次数", "等号"]);
    home.run(&["set", "汇报.toml", "巡河次数＝3"])
        .refused(2, &["巡河次数=3"]);
    assert_eq!(home.read("汇报.toml"), DRAFT);
}

#[test]
fn a_key_may_be_written_in_either_width() {
    let home = Home::with_draft();
    home.run(&["set", "汇报.toml", "村（社区）数=17"]).done();
    assert_eq!(home.run(&["get", "汇报.toml", "村(社区)数"]).done(), "17\n");
    assert!(home.read("汇报.toml").contains("\"村(社区)数\" = 17"));
}

#[test]
fn the_report_s_dates_can_be_set() {
    let home = Home::with_draft();
    home.run(&["set", "汇报.toml", "成文日期=2024年7月5日"])
        .done();
    assert_eq!(
        home.read("汇报.toml"),
        changed("date = 2024-07-01", "date = 2024-07-05")
    );
}

#[test]
fn an_unfinished_entry_goes_with_the_answer() {
    let home = Home::new();
    home.write(
        "汇报.toml",
        &changed(
            "\n[[field]]\nkey = \"镇名\"",
            "\n[unfinished]\n\"巡河次数\" = \"12O\"\n\n[[field]]\nkey = \"镇名\"",
        ),
    );
    assert_eq!(home.run(&["check", "汇报.toml"]).code, 1);
    home.run(&["set", "汇报.toml", "巡河次数=320"]).done();
    assert!(!home.read("汇报.toml").contains("12O"));
    assert_eq!(home.run(&["check", "汇报.toml"]).code, 0);
}

#[test]
fn line_ends_and_the_mark_at_the_front_stay() {
    let home = Home::new();
    let windows = format!("\u{feff}{}", DRAFT.replace('\n', "\r\n"));
    home.write("汇报.toml", &windows);
    home.run(&["set", "汇报.toml", "巡河次数=320", "村(社区)数=17"])
        .done();
    let draft = home.read("汇报.toml");
    assert!(
        draft.starts_with('\u{feff}') && !draft.replace("\r\n", "").contains('\n'),
        "{draft:?}"
    );
    home.run(&["set", "汇报.toml", "巡河次数=310", "村(社区)数="])
        .done();
    assert_eq!(home.read("汇报.toml"), windows);
}

#[test]
fn a_draft_that_is_open_elsewhere_is_left_alone() {
    let home = Home::with_draft();
    let lock = Lock::take(&home.path("汇报.toml")).expect("the lock is free");
    home.run(&["set", "汇报.toml", "巡河次数=320"])
        .refused(4, &["汇报.toml"]);
    assert_eq!(home.read("汇报.toml"), DRAFT);
    drop(lock);
    home.run(&["set", "汇报.toml", "巡河次数=320"]).done();
}

#[test]
fn a_newer_draft_is_only_read() {
    let home = Home::new();
    home.write("汇报.toml", &changed("format = 1", "format = 2"));
    home.run(&["set", "汇报.toml", "巡河次数=320"])
        .refused(2, &["新", "汇报.toml"]);
    assert_eq!(home.run(&["get", "汇报.toml", "巡河次数"]).done(), "310\n");
}

#[test]
fn standard_input_is_changed_on_its_way_to_standard_output() {
    let home = Home::new();
    assert_eq!(
        home.fed(&["set", "-", "巡河次数=320"], DRAFT).done(),
        changed("= 310 ", "= 320 ")
    );
}

#[test]
fn the_file_s_rights_stay() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::with_draft();
    let rights = std::fs::Permissions::from_mode(0o640);
    std::fs::set_permissions(home.path("汇报.toml"), rights).unwrap();
    home.run(&["set", "汇报.toml", "巡河次数=320"]).done();
    let mode = std::fs::metadata(home.path("汇报.toml"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn a_draft_that_is_not_there_can_t_be_read() {
    Home::new()
        .run(&["set", "没有.toml", "巡河次数=3"])
        .refused(3, &["没有.toml"]);
}
