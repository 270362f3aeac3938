//! `huibao doctor`: one page about this terminal, at a terminal and without one.

#![allow(clippy::unwrap_used, reason = "tests only")]

mod common;

use std::process::Command;

use common::{Home, Start};

#[test]
fn a_terminal_is_asked_and_left_as_it_was() {
    for (wide, width) in [(false, "一格"), (true, "两格")] {
        let home = Home::new();
        let how = Start {
            wide,
            home: Some(home.clone()),
            ..Start::new(&["doctor"])
        };
        let mut app = how.start();
        app.wait_for("rz、sz");
        let screen = app.screen().join("\n");
        assert_eq!(app.exit_code(), 0);
        for fact in [
            "xterm-256color",
            "80x24",
            "编码：UTF-8（问过终端",
            width,
            "剪贴板",
            "退格 ^?",
        ] {
            assert!(screen.contains(fact), "{fact}\n{screen}");
        }
        assert!(!screen.contains("[6n"), "{screen}");
        let left = std::fs::read_dir(home.path()).unwrap().count();
        assert_eq!(left, 0, "nothing is made");
    }
}

#[test]
fn a_terminal_without_chinese_reads_english() {
    let how = Start {
        mute: true,
        envs: &[("LC_ALL", "en_US.ISO-8859-1")],
        ..Start::new(&["doctor"])
    };
    let mut app = how.start();
    app.wait_for("rz, sz installed");
    let screen = app.screen().join("\n");
    assert_eq!(app.exit_code(), 0);
    assert!(
        screen.contains("UTF-8, then type: export LC_ALL"),
        "{screen}"
    );
}

#[test]
fn without_a_terminal_the_page_is_chinese_and_utf8() {
    let home = Home::new();
    let output = Command::new(env!("CARGO_BIN_EXE_huibao"))
        .arg("doctor")
        .env_clear()
        .envs([("HUIBAO_HOME", home.path().as_os_str())])
        .env("LC_ALL", "zh_CN.GBK")
        .output()
        .unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(
        page.contains("标准输出不是终端") && page.contains("--plain"),
        "{page}"
    );
    assert!(page.lines().count() <= 24, "one page");
}
