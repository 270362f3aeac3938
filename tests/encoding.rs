//! Terminals that are not UTF-8: behind luit, which turns GBK and GB18030 into what our terminal speaks; one in
//! Latin-1; and the Linux console.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests only")]

mod common;

use std::fs;

use common::{Home, Start};

const LUIT: &str = "/usr/bin/luit";
const HALF: &str = include_str!("../examples/river-half-filled/draft.toml");

fn home() -> Home {
    let home = Home::new();
    fs::write(home.path().join("a.toml"), HALF).unwrap();
    home
}

#[test]
fn behind_a_converter_what_is_shown_and_typed_is_chinese() {
    if !common::process::is_there(LUIT) {
        return;
    }
    for (encoding, told) in [("GBK", ""), ("GB18030", ""), ("GBK", "GBK")] {
        let home = home();
        let huibao = env!("CARGO_BIN_EXE_huibao");
        let args = [
            "-encoding",
            encoding,
            huibao,
            "edit",
            "a.toml",
            "--at",
            "镇名",
        ];
        let how = Start {
            program: LUIT,
            home: Some(home.clone()),
            envs: &[("HUIBAO_ENCODING", told)],
            ..Start::new(&args)
        };
        let mut app = how.start();
        app.wait_for("清溪镇2026年上半年");
        app.send("\x15白水");
        app.wait_for("白水2026年上半年");
        app.wait_for("已存");
        app.send("镇\x11");
        assert_eq!(app.exit_code(), 0);
        let draft = fs::read_to_string(home.path().join("a.toml")).unwrap();
        assert!(
            draft.contains("\"镇名\" = \"白水镇\""),
            "{encoding} {told}: {draft}"
        );
    }
}

#[test]
fn a_terminal_without_chinese_is_told_so_in_ascii() {
    for args in [&["edit", "a.toml"][..], &["edit", "--plain", "a.toml"]] {
        let how = Start {
            home: Some(home()),
            mute: true,
            envs: &[("LC_ALL", "en_US.ISO-8859-1")],
            ..Start::new(args)
        };
        let mut app = how.start();
        assert_eq!(app.exit_code(), 2);
        let screen = app.screen().join("\n");
        assert!(screen.contains("not set to UTF-8"), "{screen}");
        assert!(screen.is_ascii(), "{screen}");
    }
}

#[test]
fn a_utf8_terminal_is_served_whatever_the_locale_says() {
    let how = Start {
        home: Some(home()),
        envs: &[("LC_ALL", "en_US.ISO-8859-1")],
        ..Start::new(&["edit", "a.toml"])
    };
    how.start().wait_for("清溪镇2026年上半年");
}

#[test]
fn the_linux_console_is_told_in_english_and_typing_works() {
    let how = Start {
        home: Some(home()),
        envs: &[("TERM", "linux")],
        ..Start::new(&["edit", "a.toml"])
    };
    let app = how.start();
    app.wait_for("No Chinese on this console");
    app.send("2026");
    app.wait_for("2026");
}
