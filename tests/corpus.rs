//! The commands over files that are not as they should be: each ends with its exit code and a sentence that
//! helps, within a second, and the file stays as it was.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests only: a failed one stops where it stands"
)]

#[path = "corpus/mod.rs"]
mod malformed;

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const FILE: &str = "草稿.toml";
/// What a command may take: a second as it is built for users; a test build is several times slower.
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 5 } else { 1 });

/// What a command said, and how it ended.
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
    took: Duration,
}

fn run(folder: &Path, args: &[&str]) -> Said {
    run_as(folder, args, None)
}

fn run_as(folder: &Path, args: &[&str], user: Option<u32>) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huibao"));
    command
        .args(args)
        .current_dir(folder)
        .env("HUIBAO_HOME", folder)
        .stdin(Stdio::null());
    if let Some(user) = user {
        command.uid(user);
    }
    let start = Instant::now();
    let out = command.output().expect("the program");
    Said {
        code: out.status.code(),
        out: String::from_utf8_lossy(&out.stdout).into_owned(),
        err: String::from_utf8_lossy(&out.stderr).into_owned(),
        took: start.elapsed(),
    }
}

/// What is wrong with how a command ended, whatever the file was.
fn complaints(name: &str, args: &[&str], said: &Said) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut add = |what: String| wrong.push(format!("{name}: {}: {what}", args.join(" ")));
    if !matches!(said.code, Some(0..=3)) {
        add(format!("ended with {:?}: {}", said.code, said.err));
    }
    if said.took > LIMIT {
        add(format!("took {:?}", said.took));
    }
    // Pipes get what the file holds; what is said never steers a terminal.
    if let Some(c) = said.err.chars().find(|c| steers(*c)) {
        add(format!("{c:?} was said"));
    }
    if matches!(said.code, Some(2 | 3)) {
        if !said.out.is_empty() {
            add(format!("printed {:?}", said.out));
        }
        if !helps(&said.err) {
            add(format!("no sentence that helps: {:?}", said.err));
        }
    }
    for word in ["panicked", "非法", "无效", "您", "！"] {
        if said.err.contains(word) {
            add(format!("said {word}: {}", said.err));
        }
    }
    wrong
}

/// What happened, where, what to do.
fn helps(said: &str) -> bool {
    let first = said.lines().next().unwrap_or_default();
    let chinese = |text: &str| text.chars().filter(|c| ('一'..='龥').contains(c)).count();
    // What is about no file has no place in one.
    let place = said.contains("\n位置：") || first.contains("没有终端");
    let remedy = said.lines().find(|line| line.starts_with("办法："));
    first.starts_with("错误：")
        && chinese(first) >= 5
        && place
        && chinese(remedy.unwrap_or_default()) >= 4
}

fn steers(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

const COMMANDS: [&[&str]; 5] = [
    &["get", FILE],
    &["check", FILE],
    &["check", FILE, "--json"],
    &["render", FILE, "--allow-blanks"],
    &["edit", FILE],
];

#[test]
fn every_malformed_file_ends_with_a_code_and_a_sentence() {
    let files = malformed::malformed();
    assert!(files.len() >= 60);
    let refused: Vec<String> = malformed::refused()
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let opened: Vec<String> = malformed::opened()
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    let mut wrong = Vec::new();
    for (name, bytes) in &files {
        let path = folder.path().join(FILE);
        fs::write(&path, bytes).expect("a file");
        for args in COMMANDS {
            let said = run(folder.path(), args);
            wrong.extend(complaints(name, args, &said));
            let fine = match args[0] {
                // There is no terminal to edit at.
                _ if refused.contains(name) => said.code == Some(2),
                "edit" => said.code == Some(2),
                "get" if opened.contains(name) => said.code == Some(0),
                _ if opened.contains(name) => matches!(said.code, Some(0 | 1)),
                _ => true,
            };
            if !fine {
                wrong.push(format!(
                    "{name}: {} ended with {:?}",
                    args.join(" "),
                    said.code
                ));
            }
        }
        // A key that no file has: nothing is written, whether the file opens or not.
        let args = ["set", FILE, "没有这个空=1"];
        let said = run(folder.path(), &args);
        wrong.extend(complaints(name, &args, &said));
        if said.code != Some(2) {
            wrong.push(format!("{name}: set ended with {:?}", said.code));
        }
        if fs::read(&path).expect("the file") != *bytes {
            wrong.push(format!("{name}: the file was changed"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} things:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    let left = fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(left, 1, "something was left behind");
}

#[test]
fn what_is_no_draft_at_all_is_refused_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir(root.join("文件夹")).expect("a folder");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        root.join("管道"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
        0,
    )
    .expect("a FIFO");
    let _socket = std::os::unix::net::UnixListener::bind(root.join("套接字")).expect("a socket");
    std::os::unix::fs::symlink("圈", root.join("圈")).expect("a link");
    let large = File::create(root.join("大.toml")).expect("a file");
    large.set_len(50 << 20).expect("50 MB");
    let mut text = malformed::SMALL.to_owned();
    text.push_str(&"# 今年以来，全镇上下。\n".repeat(2 << 20));
    fs::write(root.join("真大.toml"), text).expect("a file");
    let long = format!("{}.toml", "长".repeat(200));
    let cases = [
        ("文件夹", 2, "文件夹"),
        ("管道", 2, "管道"),
        ("套接字", 2, "套接字"),
        ("/dev/null", 2, "设备"),
        ("/dev/zero", 2, "设备"),
        ("圈", 3, ""),
        ("大.toml", 2, "16 MB"),
        ("真大.toml", 2, "16 MB"),
        ("没有.toml", 3, "没有"),
        ("没有/草稿.toml", 3, "没有"),
        ("大.toml/草稿.toml", 3, "文件夹"),
        (long.as_str(), 3, "太长"),
    ];
    let mut wrong = Vec::new();
    for (file, code, word) in cases {
        for args in [
            &["get", file][..],
            &["check", file],
            &["render", file],
            &["edit", file],
            &["set", file, "镇名=清溪镇"],
        ] {
            let said = run(root, args);
            wrong.extend(complaints(file, args, &said));
            if said.code != Some(code) || !said.err.contains(word) {
                wrong.push(format!("{}: {:?} {}", args.join(" "), said.code, said.err));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_file_without_permission_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let path = root.join(FILE);
    fs::write(&path, malformed::SMALL).expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("a mode");
    fs::set_permissions(root, fs::Permissions::from_mode(0o755)).expect("a mode");
    // Root may read everything; then somebody else tries.
    let user = rustix::process::getuid().is_root().then_some(65534);
    for command in ["get", "check", "render"] {
        let args = [command, FILE];
        let said = run_as(root, &args, user);
        assert_eq!(said.code, Some(3), "{}", said.err);
        assert!(said.err.contains("权限"), "{}", said.err);
        assert_eq!(complaints("no permission", &args, &said), [""; 0]);
    }
    // It may be read, but not written.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("a mode");
    let args = ["set", FILE, "镇名=云岭镇"];
    let said = run_as(root, &args, user);
    assert_eq!(said.code, Some(3), "{}", said.err);
    assert_eq!(complaints("read only", &args, &said), [""; 0]);
    assert_eq!(
        fs::read_to_string(&path).expect("the file"),
        malformed::SMALL
    );
}

/// A draft with one derived figure, one rule and these values.
fn figures(formula: &str, values: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!(
        r#"[report]
title = "汇报"
date = 2026-07-01

[values]
{values}

[[field]]
key = "甲"
kind = "decimal"

[[field]]
key = "乙"
kind = "decimal"

[[field]]
key = "丙"
kind = "decimal"
formula = "{formula}"

[[rule]]
expect = "{{甲}} / {{乙}} < 5"
message = "甲比乙多得多"

[[section]]
heading = "数"

[[section.item]]
text = "甲{{甲}}，乙{{乙}}，丙{{丙}}。"
"#
    );
    fs::write(folder.path().join(FILE), text).expect("a draft");
    folder
}

#[test]
fn division_by_zero_overflow_and_long_numbers_are_findings() {
    let nines = "9".repeat(28);
    let cases = [
        (
            "{甲} / {乙}",
            "\"甲\" = 1\n\"乙\" = 0".to_owned(),
            "relation",
        ),
        (
            "{甲} / ({乙} - {乙})",
            "\"甲\" = 1\n\"乙\" = 3".to_owned(),
            "relation",
        ),
        (
            "{甲} * {甲} * {甲}",
            format!("\"甲\" = \"{nines}\"\n\"乙\" = 3"),
            "relation",
        ),
        (
            "{甲} + {乙}",
            format!("\"甲\" = \"{}\"\n\"乙\" = 3", "9".repeat(40)),
            "number",
        ),
        (
            "{甲} + {乙}",
            format!("\"甲\" = {}\n\"乙\" = 3", "9".repeat(40)),
            "number",
        ),
        (
            "{甲} + {乙}",
            format!("\"甲\" = 0.{}\n\"乙\" = 3", "1".repeat(40)),
            "number",
        ),
        (
            "{甲} + 9999999999999999999999999999999999999999",
            "\"甲\" = 1\n\"乙\" = 3".to_owned(),
            "file",
        ),
    ];
    for (formula, values, code) in cases {
        let folder = figures(formula, &values);
        let before = fs::read(folder.path().join(FILE)).expect("the draft");
        let args = ["check", FILE, "--json"];
        let said = run(folder.path(), &args);
        assert_eq!(complaints(formula, &args, &said), [""; 0]);
        let json: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
        let findings = json["findings"].as_array().expect("findings");
        assert!(
            findings.iter().any(|finding| finding["code"] == code),
            "{formula} with {values} has no {code}: {}",
            said.out
        );
        for args in COMMANDS {
            let said = run(folder.path(), args);
            assert_eq!(complaints(formula, args, &said), [""; 0]);
        }
        assert_eq!(
            fs::read(folder.path().join(FILE)).expect("the draft"),
            before
        );
    }
    // Set, it is refused.
    let folder = figures("{甲}", "\"甲\" = 1");
    let answer = format!("甲={}", "9".repeat(40));
    let args = ["set", FILE, answer.as_str()];
    let said = run(folder.path(), &args);
    assert_eq!(said.code, Some(2));
    assert_eq!(complaints("40 digits", &args, &said), [""; 0]);
}
