//! Whole reports: every folder in `examples/` holds a draft, the text that it prints and what `check` says of
//! it. Users read them too.

#![expect(
    clippy::expect_used,
    reason = "tests only: a failed one stops where it stands"
)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::golden;

fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .expect("examples")
        .map(|entry| entry.expect("an example").path())
        .filter(|path| path.join("draft.toml").is_file())
        .collect();
    found.sort();
    assert!(found.len() >= 3, "the examples were not found");
    found
}

fn huibao(args: &[&str], file: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_huibao"))
        .args(args)
        .arg(file)
        .output()
        .expect("the program")
}

#[test]
fn an_example_prints_the_text_beside_it() {
    for example in examples() {
        let draft = example.join("draft.toml");
        let expected = example.join("report.txt");
        let out = huibao(&["render"], &draft);
        if expected.is_file() {
            assert!(
                out.status.success(),
                "{}",
                String::from_utf8_lossy(&out.stderr)
            );
            golden(&expected, &String::from_utf8_lossy(&out.stdout));
        } else {
            assert_eq!(
                out.status.code(),
                Some(1),
                "{} has no report.txt",
                draft.display()
            );
        }
    }
}

#[test]
fn check_says_of_an_example_what_stands_beside_it() {
    for example in examples() {
        let out = huibao(&["check", "--json"], &example.join("draft.toml"));
        let said = String::from_utf8_lossy(&out.stdout);
        let value: serde_json::Value = serde_json::from_str(&said).expect("JSON");
        let ready = value["ready"].as_bool().expect("ready");
        assert_eq!(out.status.code(), Some(i32::from(!ready)));
        golden(&example.join("check.json"), &said);
    }
}

#[test]
fn a_template_has_no_error_but_blanks() {
    for example in examples() {
        let template = example.join("template.toml");
        if !template.is_file() {
            continue;
        }
        let out = huibao(&["check", "--json"], &template);
        let value: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
        for finding in value["findings"].as_array().expect("findings") {
            let blank = finding["code"] == "blank";
            assert!(blank || finding["level"] != "error", "{finding}");
        }
    }
}

#[test]
fn reading_and_rendering_an_example_leaves_it_alone() {
    for example in examples() {
        let draft = example.join("draft.toml");
        let before = fs::read(&draft).expect("a draft");
        huibao(&["render", "--allow-blanks"], &draft);
        huibao(&["get"], &draft);
        assert_eq!(fs::read(&draft).expect("a draft"), before);
    }
}
