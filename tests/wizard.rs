//! The wizard on a real terminal, driven by keys alone: from nothing to a finished text, and what a terminal
//! does meanwhile (another size, pastes, Chinese, other widths). What must never be lost is in
//! `wizard_safety`.

#![expect(
    clippy::expect_used,
    reason = "tests only: a failed one stops where it stands"
)]

mod common;
mod hand;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{App, End, Start, start};
use hand::{ENTER, ESC, Hand, Template, draft};

/// What the problem that is replaced says in the end.
const HEADING: &str = "党员教育管理还有短板。";
const TEXT: &str = "外出流动党员多，日常联系和教育跟不上。";

fn huibao(home: &Path, args: &[&str]) -> Vec<u8> {
    let out = Command::new(env!("CARGO_BIN_EXE_huibao"))
        .args(args)
        .current_dir(home)
        .env("HUIBAO_HOME", home)
        .output()
        .expect("the program");
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{args:?}: {said}");
    out.stdout
}

/// The way through every step: answers every field, reads every text, leaves one figure wrong.
fn fill(hand: &Hand<'_>, template: &Template) {
    let mut wrong_left = false;
    let mut out_done = false;
    let mut replaced = false;
    while !hand.is_at("核对") {
        if hand.is_prose() {
            if hand.step().contains("二、一是") && !replaced {
                replace_problem(hand);
                replaced = true;
            }
            hand.go_on(ENTER);
            continue;
        }
        let key = hand.field(template);
        match template.value(&key) {
            // The one item that is not written this year.
            None if !out_done => {
                hand.leave_out();
                out_done = true;
                if !hand.is_prose() {
                    continue;
                }
                hand.go_on(ENTER);
            }
            None => hand.go_on("\t"),
            Some(value) if key == "专题学习次数" && !wrong_left => {
                wrong_left = true;
                hand.go_on(format!("\x15{value}O\t"));
            }
            Some(value) => hand.go_on(format!("\x15{value}\t")),
        }
    }
    assert!(wrong_left && out_done && replaced);
}

fn replace_problem(hand: &Hand<'_>) {
    let app = hand.app;
    app.send("\x05");
    app.wait_for("改文字");
    app.send("\x7f".repeat(200));
    app.send(TEXT);
    app.wait_for(TEXT);
    app.send("\x1b[Z");
    app.send("\x7f".repeat(40));
    app.send(HEADING);
    app.wait_for(HEADING);
    app.send("\x05");
    app.wait("the step again", |shown| !hand::step_row(shown).is_empty());
}

#[test]
fn keys_alone_lead_from_nothing_to_the_finished_text() {
    let template = Template::township();
    let mut app = start(80, 24, &[], &[("USER", "qingxi")]);
    app.wait_for("新写一份");
    app.send(ENTER);
    app.wait_for("第1步");
    let hand = Hand::new(&app);
    fill(&hand, &template);

    // What was left behind is in 核对; Enter goes there, Esc comes back, and it is gone.
    app.wait_for("12O：第3个字符是字母O");
    app.send(ENTER);
    app.wait("the field", |shown| shown.has(">错 专题学习次数"));
    app.send(ESC);
    app.wait_for("12O：第3个字符是字母O");
    app.send(ENTER);
    app.wait("the field", |shown| shown.has(">错 专题学习次数"));
    app.send("\x7f");
    app.wait("a right figure", |shown| !shown.has("12O"));
    app.send(ESC);
    app.wait("核对 without it", |shown| {
        hand::step_row(shown).contains("核对") && !shown.has("专题学习次数")
    });
    let row = hand.step();
    assert!(
        !row.contains('错') && !row.contains('缺') && !row.contains("未阅"),
        "{row}"
    );

    hand::write_both(&app);
    app.send("\x11");
    assert_eq!(app.finish(), End::Code(0));

    let home = app.home();
    let drafts = home.path().join("drafts");
    let named = |ending: &str| {
        let mut found: Vec<_> = fs::read_dir(&drafts)
            .expect("drafts")
            .map(|entry| entry.expect("a file").path())
            .filter(|path| path.extension().is_some_and(|found| found == ending))
            .collect();
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    };
    let written = fs::read_to_string(named("txt")).expect("the text");
    assert!(!written.contains("____"), "{written}");
    assert!(
        written.contains(&format!("一是{HEADING}{TEXT}")),
        "{written}"
    );

    // The example was filled in with the same answers; only that problem differs.
    let example =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/township-finished/report.txt");
    let example = fs::read_to_string(example).expect("the example");
    let differing: Vec<&str> = written
        .lines()
        .filter(|line| !example.lines().any(|other| other == *line))
        .collect();
    assert_eq!(differing, [format!("　　一是{HEADING}{TEXT}")]);

    // The same answers by commands give the same text.
    let path = home.path();
    huibao(
        path,
        &["new", "-t", "township-party", "--no-edit", "-o", "令.toml"],
    );
    let answers = template.answers();
    let mut set = vec!["set", "令.toml"];
    set.extend(answers.iter().map(String::as_str));
    huibao(path, &set);
    let file = path.join("令.toml");
    let text = fs::read_to_string(&file).expect("a draft");
    let text = template.with_problem(&text, HEADING, TEXT);
    let text = template.without(&text, "疫苗接种");
    fs::write(&file, text).expect("a draft");
    let rendered = huibao(path, &["render", "令.toml"]);
    assert_eq!(String::from_utf8_lossy(&rendered), written);
    let kept = named("toml").to_string_lossy().into_owned();
    assert_eq!(
        String::from_utf8_lossy(&huibao(path, &["render", &kept])),
        written
    );
    assert_eq!(
        String::from_utf8_lossy(&huibao(path, &["get", &kept])),
        String::from_utf8_lossy(&huibao(path, &["get", "令.toml"])),
    );
}

#[test]
fn what_is_typed_stands_at_the_hardware_cursor() {
    for wide in [false, true] {
        let home = draft();
        let app = Start {
            wide,
            home: Some(home),
            ..Start::new(&["草稿.toml"])
        }
        .start();
        app.wait_for("镇名");
        let (row, column) = app.cursor();
        assert!(app.screen()[usize::from(row)].starts_with('>'));
        app.send("清");
        app.wait("清 in front of the cursor", |shown| {
            shown.has("清") && shown.cursor() == (row, column + 2)
        });
        app.send("溪“镇”");
        let quotes = if wide { 4 } else { 2 };
        app.wait("all of it in front of the cursor", |shown| {
            shown.has("清溪“镇”") && shown.cursor() == (row, column + 6 + quotes)
        });
        app.send("\x1b[D\x1b[D");
        app.wait("the cursor two characters back", |shown| {
            shown.cursor() == (row, column + 4 + quotes / 2)
        });
    }
}

#[test]
fn a_paste_is_cleaned_and_put_where_the_cursor_is() {
    let home = draft();
    let app = Start {
        home: Some(home.clone()),
        ..Start::new(&["草稿.toml"])
    }
    .start();
    app.wait_for("镇名");
    app.paste("清溪\x1b[31m镇\r\n\u{202e}\u{9b}2J");
    app.wait_for("清溪");
    app.wait_for("已存");
    let text = fs::read_to_string(home.path().join("草稿.toml")).expect("the draft");
    let steers = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
    assert!(!text.contains(steers), "{text:?}");
    assert!(!app.look(|shown| shown.sent().windows(5).any(|seen| seen == b"\x1b[31m")));

    // The end of a paste got lost on the line: after a moment keys are keys again.
    app.send("\x15\x1b[200~云岭");
    app.wait_for("云岭");
    app.send("镇");
    app.wait_for("云岭镇");
}

#[test]
fn every_size_is_drawn_anew_and_typing_goes_on() {
    let app = Start {
        home: Some(draft()),
        ..Start::new(&["草稿.toml"])
    }
    .start();
    app.wait_for("镇名");
    app.resize(40, 12);
    app.wait_for("已填 0/3");
    app.wait("no paragraph", |shown| {
        shown.rows().len() == 12 && !shown.has("全镇")
    });
    app.send("清");
    app.wait_for("清");
    app.resize(20, 5);
    app.wait_for("窗口太小");
    app.send("溪");
    app.resize(120, 40);
    app.wait("the steps at the left", |shown| {
        shown.has("清溪")
            && shown.has("已填 1/3")
            && shown.rows().iter().any(|row| row.starts_with(">1"))
    });
    app.resize(1, 1);
    app.send("镇");
    app.resize(80, 24);
    app.wait_for("清溪镇");
}

#[test]
fn leaving_puts_the_terminal_back() {
    for way in ["\x11", "TERM"] {
        let home = draft();
        let mut app = Start {
            home: Some(home.clone()),
            ..Start::new(&["草稿.toml"])
        }
        .start();
        app.wait_for("镇名");
        assert!(app.look(|shown| shown.terminal().alternate_screen()));
        app.send("清溪");
        app.wait_for("清溪");
        if way == "TERM" {
            app.signal(way);
        } else {
            app.send(way);
        }
        assert_eq!(app.finish(), End::Code(0), "{way}");
        assert_back(&app);
        let text = fs::read_to_string(home.path().join("草稿.toml")).expect("the draft");
        assert!(text.contains("\"镇名\" = \"清溪\""), "{way}: {text}");
        let left: Vec<_> = fs::read_dir(home.path())
            .expect("the folder")
            .map(|entry| entry.expect("a file").file_name())
            .collect();
        assert!(
            left.iter()
                .all(|name| name == "草稿.toml" || name == "memory.toml" || name == "undo"),
            "{left:?}"
        );
    }
}

fn assert_back(app: &App) {
    app.look(|shown| {
        let terminal = shown.terminal();
        assert!(!terminal.alternate_screen());
        assert!(!terminal.hide_cursor());
        assert!(!terminal.bracketed_paste());
        assert_eq!(
            terminal.mouse_protocol_mode(),
            vt100::MouseProtocolMode::None
        );
    });
}

#[test]
fn nothing_in_a_draft_steers_the_terminal() {
    let evil = "\\u001b]0;a\\u0007\\u001b[2J\\u009b2J\\u202e\\u2066\\u200f";
    let home = draft();
    let file = home.path().join("草稿.toml");
    let text = fs::read_to_string(&file).expect("the draft");
    let text = text
        .replace("巡查不够经常", &format!("巡查{evil}不够经常"))
        .replace("情况汇报", &format!("情况{evil}汇报"))
        .replace("ask = \"本镇全称", &format!("ask = \"本镇{evil}全称"))
        .replace("抓巡查", &format!("抓{evil}巡查"))
        .replace("[values]\n", &format!("[values]\n\"备注\" = \"{evil}\"\n"));
    fs::write(&file, text).expect("the draft");
    let app = Start {
        home: Some(home.clone()),
        ..Start::new(&["草稿.toml"])
    }
    .start();
    app.wait_for("第1步");
    for keys in [
        "\x1b[6~", "\x1b[6~", "\x1b[6~", "\x1b[6~", "\x07", "巡", ESC, "\x10", "\x1bOP",
    ] {
        let before = app.bytes();
        app.send(keys);
        app.wait("another screen", |shown| shown.sent().len() > before);
    }
    app.look(|shown| assert_harmless(shown.sent()));
    for args in [["get", "草稿.toml"], ["check", "草稿.toml"]] {
        let mut app = Start {
            home: Some(home.clone()),
            ..Start::new(&args)
        }
        .start();
        app.finish();
        app.look(|shown| assert_harmless(shown.sent()));
    }
    let args = ["render", "--allow-blanks", "草稿.toml"];
    let mut app = Start {
        home: Some(home),
        ..Start::new(&args)
    }
    .start();
    app.finish();
    app.look(|shown| assert_harmless(shown.sent()));
}

#[track_caller]
fn assert_harmless(sent: &[u8]) {
    let text = String::from_utf8_lossy(sent);
    for bad in ["\x1b]0;", "\u{9b}", "\u{202e}", "\u{2066}", "\u{200f}"] {
        assert!(!text.contains(bad), "{bad:?} was sent: {text:?}");
    }
}
