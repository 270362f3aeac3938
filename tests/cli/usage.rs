//! Help, version, and command lines that can't be read.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use super::home::{DRAFT, Home};

const COMMANDS: [&str; 14] = [
    "templates",
    "new",
    "edit",
    "set",
    "get",
    "check",
    "render",
    "import",
    "completions",
    "manual",
    "doctor",
    "ask",
    "diff",
    "next",
];

#[test]
fn help_names_every_command_in_chinese() {
    let help = Home::new().run(&["--help"]).done();
    for word in COMMANDS
        .iter()
        .chain(&["用法：", "命令：", "选项：", "例："])
    {
        assert!(help.contains(word), "{word}");
    }
    for missing in ["collect", "Usage", "Options"] {
        assert!(!help.contains(missing), "{missing}");
    }
}

#[test]
fn every_command_has_its_help_with_an_example() {
    let home = Home::new();
    for command in COMMANDS {
        let help = home.run(&[command, "--help"]).done();
        assert_eq!(home.run(&[command, "-h"]).done(), help);
        let example = help.split("例：").nth(1).expect("an example");
        assert!(
            help.contains("用法：") && example.contains(&format!("huibao {command}")),
            "{help}"
        );
    }
}

#[test]
fn the_version_is_printed() {
    let version = format!("huibao {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(Home::new().run(&["--version"]).done(), version);
    assert_eq!(Home::new().run(&["-V"]).done(), version);
}

#[test]
fn a_command_line_that_can_t_be_read_is_answered_in_chinese() {
    let home = Home::with_draft();
    for (args, words) in [
        (&["render"][..], &["文件", "huibao render --help"][..]),
        (
            &["render", "汇报.toml", "-f", "pdf"],
            &["--format", "pdf", "txt、md"],
        ),
        (&["render", "汇报.toml", "-f"], &["--format", "值"]),
        (
            &["render", "汇报.toml", "--indnt", "0"],
            &["--indnt", "--indent"],
        ),
        (
            &["render", "汇报.toml", "--eol", "cr"],
            &["--eol", "lf、crlf"],
        ),
        (&["new"], &["--template 模板"]),
        (&["new", "-t", "甲", "-t", "乙"], &["--template", "两次"]),
        (&["check", "汇报.toml", "另一份"], &["另一份"]),
        (&["set", "汇报.toml"], &["数据名=值"]),
        (&["collect", "汇报"], &["没有 collect 这个命令", "render"]),
        (&["rendr"], &["没有 rendr 这个命令"]),
        (&["--foo"], &["--foo"]),
        (&["completions", "tcsh"], &["tcsh", "bash"]),
    ] {
        let ran = home.run(args);
        for english in ["error", "Usage", "unexpected", "required", "possible"] {
            assert!(!ran.err.contains(english), "{}", ran.err);
        }
        ran.refused(2, words);
    }
}

#[test]
fn arguments_that_are_not_utf_8_are_refused_without_a_panic() {
    let home = Home::with_draft();
    let broken = OsStr::from_bytes(b"\xd5\xf2=\xff");
    let output = home
        .command()
        .args(["set", "汇报.toml"])
        .arg(broken)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("UTF-8"));
    let output = home.command().arg(broken).output().unwrap();
    assert!(matches!(output.status.code(), Some(2 | 3)));
}

#[test]
fn without_a_terminal_the_wizard_says_so() {
    let home = Home::with_draft();
    for args in [
        &[][..],
        &["汇报.toml"],
        &["edit", "汇报.toml"],
        &["edit", "汇报.toml", "--at", "镇名"],
    ] {
        home.run(args).refused(2, &["终端"]);
    }
    home.run(&["edit", "汇报.toml", "--at", "镇长"])
        .refused(2, &["镇长"]);
    home.run(&["没有.toml"]).refused(3, &["没有.toml"]);
    home.run(&["edit", "-"]).refused(2, &["标准输入"]);
}

#[test]
fn file_names_that_look_like_options_stand_behind_two_dashes() {
    let home = Home::new();
    home.write("-o", DRAFT);
    home.write("set", DRAFT);
    assert_eq!(home.run(&["get", "--", "-o", "年度"]).done(), "2024\n");
    home.run(&["set", "--", "-o", "年度=2025"]).done();
    assert_eq!(home.run(&["get", "--", "-o", "年度"]).done(), "2025\n");
    home.run(&["--", "set"]).refused(2, &["终端"]);
}

#[test]
fn completions_come_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = Home::new().run(&["completions", shell]).done();
        assert!(script.contains("allow-blanks"), "{shell}");
    }
}

#[test]
fn the_manual_holds_the_help_of_every_command_and_the_codes() {
    let home = Home::new();
    let manual = home.run(&["manual"]).done();
    for command in COMMANDS {
        assert!(
            manual.contains(&home.run(&[command, "--help"]).done()),
            "{command}"
        );
    }
    for (_, code, _) in huibao::check::CODES {
        assert!(manual.contains(code), "{code}");
    }
}

#[test]
fn nothing_is_written_outside_the_draft_s_folder_and_home() {
    let home = Home::with_draft();
    home.run(&["set", "汇报.toml", "巡河次数=320"]).done();
    home.run(&["get", "汇报.toml"]).done();
    let mut names: Vec<String> = std::fs::read_dir(home.path("."))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "家")
        .collect();
    names.sort();
    assert_eq!(
        names
            .iter()
            .filter(|name| !name.starts_with('.'))
            .collect::<Vec<_>>(),
        ["汇报.toml"]
    );
}
