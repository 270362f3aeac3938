//! The byte budget of the whole program at 80×24: what a slow line carries for a screen, a key, a step. Bytes are
//! exact, so they can be held by a test. The thread that draws counts its own writes in `/proc`: a frame is one.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests only: a failed one stops where it stands, and the figures can be read"
)]

mod common;

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Instant;

use common::process;
use common::{App, DEADLINE, Home, Start};

const FIRST_SCREEN: u64 = 4096;
/// A digit up to the fourth: the slot in the paragraph is four columns wide from the start.
const DIGIT: u64 = 100;
/// A digit that shifts the paragraph.
const SHIFT: u64 = 1500;
/// Enter to the next field.
const NEXT_FIELD: u64 = 400;
const STEP: u64 = 3500;

const ENTER: &str = "\r";
const PAGE_DOWN: &str = "\x1b[6~";
const PAGE_UP: &str = "\x1b[5~";

/// What the thread that draws has written so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Written {
    writes: u64,
    bytes: u64,
}

impl Written {
    fn by(app: &App) -> Self {
        let pid = app.pid();
        let path = format!("/proc/{pid}/task/{pid}/io");
        let text = fs::read_to_string(&path).expect("the counters of a thread of our own");
        let count = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            let count = line.and_then(|rest| rest.trim().parse().ok());
            count.unwrap_or_else(|| panic!("no {name} in {path}"))
        };
        Self {
            writes: count("syscw:"),
            bytes: count("wchar:"),
        }
    }
}

/// Holds a figure against its budget; `--nocapture` shows all of them.
#[track_caller]
fn within(budget: u64, bytes: u64, what: &str) {
    println!("{what}: {bytes} of {budget}");
    assert!(bytes <= budget, "{what}: {bytes}");
}

/// The wizard on the built-in template, at a field.
fn wizard(home: &Home, at: &str) -> App {
    let app = Start {
        home: Some(home.clone()),
        ..Start::new(&["edit", "草稿.toml", "--at", at])
    }
    .start();
    drawn(&app);
    app
}

/// Waits for the first screen. The cursor goes to the line in hand last of all.
#[track_caller]
fn drawn(app: &App) {
    app.wait("the first screen", |shown| {
        let row = usize::from(shown.cursor().0);
        shown.has("F1 帮助")
            && shown
                .rows()
                .get(row)
                .is_some_and(|row| row.starts_with('>'))
    });
}

fn sent(app: &App) -> u64 {
    u64::try_from(app.bytes()).expect("a count")
}

/// Types, and gives the bytes of so many frames that follow, each of which is one write.
#[track_caller]
fn frames(app: &App, keys: &str, frames: u64) -> u64 {
    let before = Written::by(app);
    app.send(keys);
    let start = Instant::now();
    let mut now = before;
    while now.writes < before.writes + frames {
        assert!(start.elapsed() < DEADLINE, "no frame for {keys:?}");
        thread::yield_now();
        now = Written::by(app);
    }
    assert_eq!(now.writes, before.writes + frames, "frames for {keys:?}");
    now.bytes - before.bytes
}

/// Types what changes the draft: the frame, and the one that says 已存 once it is on disk.
#[track_caller]
fn changed(app: &App, keys: &str) -> u64 {
    frames(app, keys, 2)
}

/// A home with a new draft of the built-in template in it.
fn township() -> Home {
    let home = Home::new();
    let args = [
        "new",
        "-t",
        "township-party",
        "--no-edit",
        "-o",
        "草稿.toml",
    ];
    let status = process::huibao(home.path(), &args)
        .stdout(Stdio::null())
        .status()
        .expect("the program");
    assert!(status.success());
    home
}

#[test]
fn a_first_screen_is_four_kilobytes_in_one_write() {
    let home = township();
    let start = Start::new(&[]).start();
    start.wait("the start screen", |shown| {
        shown.has("F1 帮助") && shown.cursor() != (0, 0)
    });
    let bytes = sent(&start);
    within(FIRST_SCREEN, bytes, "start");
    let app = wizard(&home, "专题学习次数");
    let bytes = sent(&app);
    within(FIRST_SCREEN, bytes, "form");
    let written = Written::by(&app);
    assert_eq!(
        written.writes, 3,
        "who holds the lock, the question how wide “ is, the screen"
    );
}

#[test]
fn digits_and_enter_keep_within_the_budget() {
    let home = township();
    let app = wizard(&home, "专题学习次数");
    for (field, value) in [("专题学习次数", "18"), ("学习笔记篇次", "1860")] {
        app.wait("the field", |shown| shown.has(&format!(">   {field}")));
        for digit in value.chars() {
            let bytes = changed(&app, &digit.to_string());
            within(DIGIT, bytes, &format!("{field}, {digit}"));
        }
        let bytes = frames(&app, ENTER, 1);
        within(NEXT_FIELD, bytes, &format!("{field}, Enter"));
    }
    drop(app);
    let app = wizard(&home, "入户宣传户数");
    for (count, digit) in (1..).zip("12860".chars()) {
        let budget = if count <= 4 { DIGIT } else { SHIFT };
        let bytes = changed(&app, &digit.to_string());
        within(budget, bytes, &format!("入户宣传户数, digit {count}"));
    }
}

#[test]
fn a_step_is_one_write_within_the_budget() {
    let finished = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/township-finished");
    let finished = fs::read_to_string(finished.join("draft.toml")).expect("the example");
    for text in [None, Some(finished)] {
        let home = township();
        if let Some(text) = text {
            fs::write(home.path().join("草稿.toml"), text).expect("a draft");
        }
        let app = wizard(&home, "镇名");
        for keys in [[PAGE_DOWN; 16], [PAGE_UP; 16]] {
            for (step, key) in (1..).zip(keys) {
                let bytes = frames(&app, key, 1);
                within(STEP, bytes, &format!("step {step}, {key:?}"));
            }
        }
    }
}
