//! Random bytes as input, as a broken line or a cat on the keyboard sends them: no panic, no hang, and the draft opens.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests only")]

mod common;

use std::fs;
use std::thread;

use common::process::{self, Chance};
use common::{End, Home, Start};

/// Steps of figures.
const FORM: &str = r#"format = 1
[report]
title = "{镇名}汇报"
[[field]]
key = "镇名"
kind = "text"
[[field]]
key = "次数"
kind = "integer"
unit = "次"
[[field]]
key = "占比"
kind = "percent"
formula = "100 * {次数} / 365"
[[field]]
key = "日期"
kind = "date"
[[section]]
heading = "做法"
[[section.item]]
heading = "巡河。"
text = "{镇名}巡河{次数}次，占{占比}％，{日期}起。"
"#;

/// Steps of wording alone.
const PROSE: &str = r#"format = 1
[report]
title = "汇报"
[[section]]
heading = "问题"
role = "problems"
[[section.item]]
heading = "“一条”。"
text = "巡查不够——经常。"
[[section]]
heading = "打算"
role = "plans"
[[section.item]]
heading = "另一条。"
text = "加密到每天一遍。"
"#;

/// How many bytes each gets; `HUIBAO_NOISE` says otherwise.
const USUAL_BYTES: usize = 30_000;

/// After so many the wizard is left, and started anew on what the noise made of the draft.
const A_START: usize = 5_000;

/// What ends whatever has begun: an old mouse report, a paste, a text; then Ctrl-Q.
const LEAVE: &str = "   \x1b[201~\x1b\\\x11";

fn noise(draft: &str, seed: u64, bytes: usize) {
    let home = Home::new();
    fs::write(home.path().join("a.toml"), draft).unwrap();
    let mut random = Chance::of(seed);
    for _ in 0..bytes.div_ceil(A_START) {
        let mut app = Start {
            home: Some(home.clone()),
            ..Start::new(&["edit", "a.toml"])
        }
        .start();
        app.wait_for("已填");
        let mut left = A_START;
        while left > 0 {
            // Ctrl-Q would leave at once; in its place Ctrl-N goes on to the next step.
            let some = (0..left.min(512)).map(|_| match random.byte() {
                0x11 => 0x0e,
                byte => byte,
            });
            let some: Vec<u8> = some.collect();
            left -= some.len();
            app.send(&some);
        }
        app.send(LEAVE);
        assert_eq!(app.finish(), End::Code(0), "seed {seed}");
    }
    let mut check = process::huibao(home.path(), &["check", "a.toml", "--json"]);
    let opened = check.output().unwrap();
    let code = opened.status.code();
    assert!(matches!(code, Some(0 | 1)), "seed {seed}: {opened:?}");
}

#[test]
fn noise_on_forms_and_on_prose_does_no_harm() {
    let bytes = std::env::var("HUIBAO_NOISE").map_or(USUAL_BYTES, |bytes| bytes.parse().unwrap());
    thread::scope(|scope| {
        for draft in [FORM, PROSE] {
            for seed in 1..=3 {
                scope.spawn(move || noise(draft, seed, bytes));
            }
        }
    });
    println!("{bytes} bytes of seeds 1, 2, 3 on a form and on prose: the drafts open");
}
