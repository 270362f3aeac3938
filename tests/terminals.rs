//! Terminals of every name and size; without colours; stopped and continued; told how wide they draw.

#![allow(clippy::unwrap_used, reason = "tests only")]

mod common;

use std::fs;

use common::{Home, Start};

const HALF: &str = include_str!("../examples/river-half-filled/draft.toml");

fn home() -> Home {
    let home = Home::new();
    fs::write(home.path().join("a.toml"), HALF).unwrap();
    home
}

fn draft(home: &Home) -> String {
    fs::read_to_string(home.path().join("a.toml")).unwrap()
}

/// The parameters of all that was sent to change colours and the like.
fn pens(sent: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(sent);
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        let (parameters, last) = rest.split_at(end);
        last.starts_with('m').then(|| parameters.to_owned())
    });
    sequences
        .flat_map(|all| all.split(';').map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

#[test]
fn a_terminal_of_any_name_is_drawn_on_and_sixteen_colours_are_enough() {
    for term in [
        "linux",
        "xterm",
        "xterm-256color",
        "screen",
        "tmux-256color",
        "vt100",
        "rxvt-unicode",
        "putty",
        "no-such-terminal",
    ] {
        for colours in ["", "1"] {
            let home = home();
            let mut app = Start {
                home: Some(home.clone()),
                envs: &[("TERM", term), ("NO_COLOR", colours)],
                ..Start::new(&["edit", "a.toml", "--at", "镇名"])
            }
            .start();
            app.wait_for("清溪镇2026年上半年");
            app.send("\x15白水");
            app.wait_for("白水2026年上半年");
            app.send("\x11");
            assert_eq!(app.exit_code(), 0, "{term}");
            assert!(draft(&home).contains("\"镇名\" = \"白水"), "{term}");
            let colour = |pen: &String| {
                let number = pen.parse::<u8>().unwrap_or(0);
                matches!(number, 30..=37 | 40..=47 | 90..=97 | 100..=107)
            };
            let pens = app.look(|shown| pens(shown.sent()));
            assert!(!pens.iter().any(|pen| pen == "38" || pen == "48"), "{term}");
            assert_eq!(pens.iter().any(colour), colours.is_empty(), "{term}");
        }
    }
}

#[test]
fn a_window_of_one_cell_takes_keys() {
    for (columns, rows) in [(1, 1), (1, 24), (80, 1), (2, 2)] {
        let home = home();
        let mut app = Start {
            columns,
            rows,
            home: Some(home.clone()),
            ..Start::new(&["edit", "a.toml", "--at", "镇名"])
        }
        .start();
        app.wait("a frame", |shown| !shown.sent().is_empty());
        app.send("\x15白水镇\x11");
        assert_eq!(app.exit_code(), 0);
        assert!(
            draft(&home).contains("\"镇名\" = \"白水镇\""),
            "{columns}x{rows}"
        );
    }
}

#[test]
fn an_answer_about_the_width_is_overruled_by_the_setting_and_that_by_the_environment() {
    for (set, told, wide) in [
        ("", "", true),
        ("width = \"窄\"", "", false),
        ("width = \"窄\"", "宽", true),
        ("width = \"自动\"", "narrow", false),
    ] {
        let home = home();
        fs::write(home.path().join("settings.toml"), set).unwrap();
        let app = Start {
            // What it answers; it draws so too.
            wide: true,
            home: Some(home),
            envs: &[("HUIBAO_WIDTH", told)],
            ..Start::new(&["edit", "a.toml", "--at", "镇名"])
        }
        .start();
        app.wait_for("已填");
        let before = app.bytes();
        app.send("“");
        app.wait("the quote", |shown| {
            let new = shown.sent().get(before..).unwrap_or_default();
            String::from_utf8_lossy(new).contains('“')
        });
        // Laid out wide its two cells are blanked first, wherever they were not blank.
        let column = app.cursor().1;
        app.send("”");
        app.wait("the cursor behind it", |shown| shown.cursor().1 > column);
        let moved = app.cursor().1 - column;
        assert!(
            matches!((wide, moved), (true, 2) | (false, 1 | 2)),
            "{set} {told}: {moved}"
        );
    }
}

#[test]
fn a_setting_that_makes_no_sense_is_told_and_keeps_nobody_from_working() {
    let home = home();
    fs::write(home.path().join("settings.toml"), "width = \"半\"\n").unwrap();
    let app = Start {
        home: Some(home),
        ..Start::new(&["edit", "a.toml", "--at", "镇名"])
    }
    .start();
    app.wait_for("width：只能写 \"自动\"、\"窄\"、\"宽\"");
    app.send("\x15白水");
    app.wait_for("白水2026年上半年");
}

/// A shell with job control, and the wizard started from it.
fn from_a_shell(home: &Home) -> common::App {
    let app = Start {
        program: "/bin/bash",
        home: Some(home.clone()),
        envs: &[("PS1", "shell> ")],
        ..Start::new(&["--norc", "--noprofile", "-i"])
    }
    .start();
    app.wait_for("shell>");
    app.send(format!(
        "{} edit a.toml --at 镇名\r",
        env!("CARGO_BIN_EXE_huibao")
    ));
    app.wait_for("清溪镇2026年上半年");
    app
}

#[test]
fn stopped_it_gives_the_terminal_back_with_all_on_disk_and_goes_on_where_it_was() {
    let home = home();
    fs::write(home.path().join("settings.toml"), "ctrl_z = \"挂起\"\n").unwrap();
    let app = from_a_shell(&home);
    app.send("\x15白水");
    app.wait_for("白水2026年上半年");
    app.send("\x1a");
    app.wait("the shell", |shown| {
        shown.has("Stopped") && !shown.terminal().alternate_screen()
    });
    assert!(draft(&home).contains("\"镇名\" = \"白水\""));
    app.send("echo $((40+2))\r");
    app.wait_for("42");
    app.send("fg\r");
    app.wait_for("白水2026年上半年");
    app.send("镇");
    app.wait_for("白水镇2026年上半年");
    // Undo has a key of its own then.
    app.send("\x1f");
    app.wait_gone("白水镇");
}

#[test]
fn a_signal_stops_it_too_and_ctrl_z_undoes_where_nothing_is_set() {
    let home = home();
    let app = from_a_shell(&home);
    app.send("\x15白水");
    app.wait_for("白水2026年上半年");
    app.send("\x1a");
    app.wait_for("清溪镇2026年上半年");
    app.send("\x15白水");
    app.wait_for("白水2026年上半年");
    let lock = fs::read_to_string(home.path().join(".a.toml.lock")).unwrap();
    let pid = lock.lines().find_map(|line| line.strip_prefix("pid = "));
    let pid = pid.unwrap().to_owned();
    let tell = |name: &str| {
        let script = format!("kill -s {name} {pid}");
        let status = std::process::Command::new("/bin/sh")
            .args(["-c", &script])
            .status();
        assert!(status.unwrap().success());
    };
    tell("TSTP");
    app.wait("the shell", |shown| {
        shown.has("Stopped") && !shown.terminal().alternate_screen()
    });
    assert!(draft(&home).contains("\"镇名\" = \"白水\""));
    app.send("fg\r");
    app.wait_for("白水2026年上半年");
    // Stopped by a signal that can't be heard, it draws anew when it goes on.
    tell("STOP");
    app.wait("the shell again", |shown| {
        shown.sent().ends_with(b"shell> ")
    });
    app.send("fg\r");
    app.wait("the wizard", |shown| shown.terminal().alternate_screen());
    app.send("镇");
    app.wait_for("白水镇2026年上半年");
}

#[test]
fn without_a_shell_there_is_nothing_to_stop_for() {
    nothing_to_stop_for(Start::new(&["edit", "a.toml", "--at", "镇名"]));
}

#[test]
fn nor_is_there_where_the_shell_is_outside_the_container() {
    let unshare = |command: &[&'static str]| {
        [&["--user", "--map-root-user", "--pid", "--fork"], command].concat()
    };
    let may = std::process::Command::new("unshare")
        .args(unshare(&["true"]))
        .output();
    if !may.is_ok_and(|tried| tried.status.success()) {
        println!("skipped: this user may not set numbers of processes apart");
        return;
    }
    // Its parent is inside, the leader of the session is not.
    let edit = concat!(env!("CARGO_BIN_EXE_huibao"), " edit a.toml --at 镇名; :");
    nothing_to_stop_for(Start {
        program: "unshare",
        ..Start::new(&unshare(&["sh", "-c", edit]))
    });
}

/// Ctrl-Z is set to stop, and says that nobody could continue it.
fn nothing_to_stop_for(start: Start<'_>) {
    let home = home();
    fs::write(home.path().join("settings.toml"), "ctrl_z = \"suspend\"\n").unwrap();
    let app = Start {
        home: Some(home.clone()),
        ..start
    }
    .start();
    app.wait_for("清溪镇2026年上半年");
    app.send("\x1a");
    app.wait_for("这里没有可以回去的命令行");
    app.send("\x15白水");
    app.wait_for("白水2026年上半年");
}
