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
fn a_figure_longer_than_toml_s_integers_keeps_its_digits() {
    let long = "1234567890123456789012345678";
    let home = Home::with_draft();
    let draft = home.read("汇报.toml").replace("places = 2\n", "");
    home.write("汇报.toml", &draft);
    let draft = home.read("汇报.toml").replace("max = 20000\n", "");
    home.write("汇报.toml", &draft);
    for key in ["巡河次数", "清理垃圾吨数"] {
        let answer = format!("{key}={long}");
        home.run(&["set", "汇报.toml", &answer]).done();
        assert_eq!(
            home.run(&["get", "汇报.toml", key]).done(),
            format!("{long}\n")
        );
        let json = home.run(&["get", "汇报.toml", key, "--json"]).done();
        assert!(json.contains(&format!(": {long}\n")), "{json}");
    }
    let text = home.run(&["render", "汇报.toml"]).done();
    assert!(text.contains(&format!("清理垃圾{long}吨")), "{text}");
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
fn a_message_gives_what_is_clear_and_what_is_doubtful_is_named() {
    let home = Home::with_draft();
    let before = home.read("汇报.toml");
    let message = "王主任您好：\n巡河次数 1,200余次，清理垃圾46.7吨。\n水质达标率：九十六％\n整治方式=集中整治\n\
                   村(社区)数=12O\n未达标率=5\n其余下午给。\n";
    home.write("回复.txt", message);
    let ran = home.run(&["set", "汇报.toml", "--from", "回复.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    for words in [
        "填上4个",
        "2处",
        "村(社区)数 12O：第3个字符是字母O",
        "未达标率 5：",
        "现在是4",
    ] {
        assert!(ran.err.contains(words), "{}", ran.err);
    }
    let got = home.run(&[
        "get",
        "汇报.toml",
        "巡河次数",
        "清理垃圾吨数",
        "水质达标率",
        "整治方式",
        "村(社区)数",
    ]);
    assert_eq!(
        got.done(),
        "巡河次数=1200\n清理垃圾吨数=46.7\n水质达标率=96\n整治方式=集中整治\n村(社区)数=\n"
    );

    // What get prints goes in again.
    let printed = home.run(&["get", "汇报.toml"]).done();
    home.write("汇报.toml", &before);
    assert_eq!(
        home.fed(&["set", "汇报.toml", "--from", "-"], &printed)
            .done(),
        ""
    );
    assert_eq!(home.run(&["get", "汇报.toml"]).done(), printed);

    // As Notepad saves it.
    for bytes in [
        b"\xef\xbb\xbf\xe5\xb9\xb4\xe5\xba\xa6\xef\xbc\x9d2023\r\n".as_slice(),
        b"\xc4\xea\xb6\xc8\xa3\xba2023\xc4\xea\xa1\xa3\xb2\xc4\xc1\xcf\xc3\xf7\xcc\xec\xb8\xf8\xa1\xa3\r\n",
    ] {
        home.run(&["set", "汇报.toml", "年度=2024"]).done();
        let ran = home.fed_bytes(&["set", "汇报.toml", "--from", "-"], bytes);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert_eq!(home.run(&["get", "汇报.toml", "年度"]).done(), "2023\n");
    }
    home.run(&["set", "汇报.toml", "=3"])
        .refused(2, &["没有写数据名"]);
    let ran = home.fed(&["set", "汇报.toml", "--from", "-"], "材料明天给。\n");
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("没有看出要填哪个数"), "{}", ran.err);
    home.run(&["set", "汇报.toml", "--from", "没有.txt"])
        .refused(3, &["没有这个文件", "没有.txt"]);
    home.run(&["set", "汇报.toml", "a=1", "--from", "回复.txt"])
        .refused(2, &["--from"]);
    home.run(&["set", "-", "--from", "-"])
        .refused(2, &["标准输入"]);
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
