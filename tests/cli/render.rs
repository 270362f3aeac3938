//! `huibao render`

use std::process::Stdio;

use super::home::{DRAFT, Home, TEXT};

fn with_a_blank() -> Home {
    let home = Home::new();
    home.write("汇报.toml", &DRAFT.replace("\"水质达标率\" = 97.5\n", ""));
    home
}

#[test]
fn the_text_goes_to_standard_output() {
    let home = Home::with_draft();
    assert_eq!(home.run(&["render", "汇报.toml"]).done(), TEXT);
    assert_eq!(home.run(&["render", "汇报.toml", "-o", "-"]).done(), TEXT);
    assert_eq!(home.fed(&["render", "-"], DRAFT).done(), TEXT);
}

#[test]
fn the_form_follows_the_ending_of_the_target() {
    let home = Home::with_draft();
    home.run(&["render", "汇报.toml", "-o", "汇报.md"]).done();
    assert!(
        home.read("汇报.md")
            .starts_with("# 清溪镇2024年上半年河湖管护情况汇报\n\n")
    );
    home.run(&["render", "汇报.toml", "-o", "汇报.txt"]).done();
    assert_eq!(home.read("汇报.txt"), TEXT);
    home.run(&["render", "汇报.toml", "-f", "txt", "-o", "汇报.md"])
        .done();
    assert_eq!(home.read("汇报.md"), TEXT);
    home.run(&["render", "汇报.toml", "-o", "汇报"]).done();
    assert_eq!(home.read("汇报"), TEXT);
}

#[test]
fn forms_that_are_not_there_are_refused() {
    let home = Home::with_draft();
    home.run(&["render", "汇报.toml", "-o", "汇报.pdf"])
        .refused(2, &["pdf", "汇报.pdf"]);
    home.run(&["render", "汇报.toml", "-f", "pdf"])
        .refused(2, &["pdf", "txt、md"]);
    assert!(!home.path("汇报.pdf").exists());
}

#[test]
fn line_ends_indent_and_encoding_are_as_asked() {
    let home = Home::with_draft();
    assert_eq!(
        home.run(&["render", "汇报.toml", "--eol", "crlf"]).done(),
        TEXT.replace('\n', "\r\n")
    );
    assert_eq!(
        home.run(&["render", "汇报.toml", "--indent", "0"]).done(),
        TEXT.replace('　', "")
    );
    let markdown = home
        .run(&["render", "汇报.toml", "-f", "md", "--eol", "crlf"])
        .done();
    assert!(markdown.contains("汇报\r\n\r\n") && !markdown.replace("\r\n", "").contains('\n'));
    home.run(&[
        "render",
        "汇报.toml",
        "-o",
        "汇报.txt",
        "--encoding",
        "gb18030",
    ])
    .done();
    let bytes = std::fs::read(home.path("汇报.txt")).unwrap();
    assert_eq!(encoding_rs::GB18030.decode(&bytes).0, TEXT);
}

#[test]
fn a_blank_stops_it_unless_allowed() {
    let home = with_a_blank();
    let ran = home.run(&["render", "汇报.toml", "-o", "汇报.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(
        ran.err.contains("水质达标率") && ran.err.contains("--allow-blanks"),
        "{}",
        ran.err
    );
    assert!(!home.path("汇报.txt").exists());
    let text = home.run(&["render", "汇报.toml", "--allow-blanks"]).done();
    assert!(text.contains("水质达标率____％，未达标____％"), "{text}");
}

#[test]
fn what_is_wrong_stops_it_always_and_leaves_the_target() {
    for (from, to) in [
        ("= 310 ", "= 12 "),
        ("= 310 ", "= 99999 "),
        ("以{整治方式}等", "以{整治办法}等"),
    ] {
        let home = Home::new();
        home.write("汇报.toml", &DRAFT.replace(from, to));
        home.write("汇报.txt", "原来的");
        let ran = home.run(&["render", "汇报.toml", "--allow-blanks", "-o", "汇报.txt"]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{to}");
        assert!(ran.err.starts_with("错 "), "{}", ran.err);
        assert_eq!(home.read("汇报.txt"), "原来的");
    }
}

#[test]
fn a_warning_does_not_stop_it() {
    let home = Home::new();
    home.write("汇报.toml", &DRAFT.replace("= 310 ", "= 312 "));
    assert_eq!(
        home.run(&["render", "汇报.toml"]).done(),
        TEXT.replace("310余", "312余")
    );
}

#[test]
fn the_target_is_replaced_and_a_new_one_is_its_owner_s_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::with_draft();
    home.run(&["render", "汇报.toml", "-o", "新.txt"]).done();
    let mode = std::fs::metadata(home.path("新.txt"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    home.write("旧.txt", "原来的");
    home.run(&["render", "汇报.toml", "-o", "旧.txt"]).done();
    assert_eq!(home.read("旧.txt"), TEXT);
}

#[test]
fn a_target_that_can_t_be_written_is_named() {
    let home = Home::with_draft();
    home.run(&["render", "汇报.toml", "-o", "没有/汇报.txt"])
        .refused(3, &["没有/汇报.txt"]);
}

#[test]
fn a_character_that_the_encoding_lacks_is_named() {
    let home = Home::new();
    home.write(
        "汇报.toml",
        &DRAFT.replace("清溪镇\"      #", "清\u{e5e5}镇\"      #"),
    );
    home.run(&["render", "汇报.toml", "--encoding", "gb18030"])
        .refused(2, &["U+E5E5"]);
}

#[test]
fn a_closed_pipe_is_quiet() {
    let home = Home::with_draft();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = home.command();
    let output = command
        .args(["render", "汇报.toml"])
        .stdout(writer)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(
        (output.status.code(), output.stderr.as_slice()),
        (Some(0), b"".as_slice())
    );
}

#[test]
fn a_full_disk_is_said() {
    let home = Home::with_draft();
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = home
        .command()
        .args(["render", "汇报.toml"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .starts_with("错误：")
    );
}

#[test]
fn one_template_fits_a_town_a_township_and_a_street() {
    let home = Home::new();
    let example = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/examples/township-finished/draft.toml"
    );
    let draft = std::fs::read_to_string(example).expect("the example");
    home.write("汇报.toml", &draft);
    for (kind, body, gone) in [
        ("镇", "中共清溪镇委员会", "工委"),
        ("乡", "中共清溪乡委员会", "镇"),
        ("街道", "中共清溪街道工作委员会", "镇"),
    ] {
        let answers = ["单位类别=", "镇名=清溪", "村集体经济主体=全"];
        let answers = answers.map(|answer| format!("{answer}{kind}"));
        let mut set = vec!["set", "汇报.toml"];
        set.extend(answers.iter().map(String::as_str));
        home.run(&set).done();
        let text = home.run(&["render", "汇报.toml"]).done();
        // A street has no election of its own.
        let elected = text.contains(&format!("，{kind}党委和纪委换届选举"));
        assert_eq!(elected, kind != "街道", "{text}");
        let committee = if kind == "街道" {
            "党工委"
        } else {
            "党委"
        };
        let words = [
            &format!("，我{kind}{committee}会议"),
            &format!("我{kind}基础设施"),
            body,
        ];
        for words in words {
            assert!(text.contains(words), "{kind}: {words}\n{text}");
        }
        assert!(!text.contains(gone), "{kind}: {gone}\n{text}");
    }
}

#[test]
fn tables_are_documents_of_their_own_and_blanks_do_not_stop_them() {
    let home = with_a_blank();
    home.write("初稿.toml", &DRAFT.replace("= 310 ", "= 320 "));
    for args in [
        &["--sources", "-o", "表.docx"][..],
        &["--against", "初稿.toml", "-o", "表.docx"],
    ] {
        let ran = home.run(&[&["render", "汇报.toml"], args].concat());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
        let bytes = std::fs::read(home.path("表.docx")).unwrap();
        assert!(bytes.starts_with(b"PK\x03\x04"), "{args:?}");
        std::fs::remove_file(home.path("表.docx")).unwrap();
    }
    for (args, code, words) in [
        (&["--sources"][..], 2, "-o 数据来源表.docx"),
        (
            &["--against", "初稿.toml", "-o", "表.txt"],
            2,
            "-o 修改对照.docx",
        ),
        (&["--against", "没有.toml", "-o", "表.docx"], 3, "没有.toml"),
        (
            &["--sources", "--against", "初稿.toml", "-o", "表.docx"],
            2,
            "一次只能写一个",
        ),
    ] {
        home.run(&[&["render", "汇报.toml"], args].concat())
            .refused(code, &[words]);
        assert!(!home.path("表.docx").exists());
    }
}

#[test]
fn what_old_systems_lack_is_named_and_written_all_the_same() {
    let home = Home::new();
    home.write(
        "汇报.toml",
        &DRAFT.replace("清溪镇\"      #", "𠮷溪镇\"      #"),
    );
    let ran = home.run(&[
        "render",
        "汇报.toml",
        "-o",
        "汇报.txt",
        "--encoding",
        "gb18030",
    ]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.starts_with("提醒：𠮷在老系统上"), "{}", ran.err);
    let bytes = std::fs::read(home.path("汇报.txt")).unwrap();
    assert!(encoding_rs::GB18030.decode(&bytes).0.contains("𠮷溪镇"));
    let ran = home.run(&["render", "汇报.toml", "-o", "汇报.txt"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn a_limit_of_the_house_style_that_is_passed_is_said() {
    let home = Home::with_draft();
    home.write("限.toml", "[limit]\ncharacters = 10\npages = 9\n");
    let ran = home.run(&[
        "render",
        "汇报.toml",
        "-o",
        "汇报.docx",
        "--style",
        "限.toml",
    ]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.err.starts_with("提醒：全文") && ran.err.contains("超过了样式里写的10字"),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains('页'), "{}", ran.err);
}
