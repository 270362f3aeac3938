//! Several users on one server: who can read what is made, links planted in a shared folder, a draft of somebody else.
//! Only root can be two users; where the tests are not root's they say so.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests only")]

mod common;

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, lchown, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output};

use common::{Home, Start};

const HALF: &str = include_str!("../examples/river-half-filled/draft.toml");
/// Somebody else: nobody.
const OTHER: u32 = 65534;

fn is_root() -> bool {
    let root = rustix::process::geteuid().is_root();
    if !root {
        println!("skipped: only root can be two users");
    }
    root
}

/// A folder that everyone may come into.
fn open_home() -> Home {
    let home = Home::new();
    fs::set_permissions(home.path(), Permissions::from_mode(0o755)).unwrap();
    home
}

fn folder(path: &Path, mode: u32, owner: u32) {
    fs::create_dir_all(path).unwrap();
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    lchown(path, Some(owner), Some(owner)).unwrap();
}

fn run(home: &Path, user: u32, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_huibao"))
        .args(args)
        .uid(user)
        .gid(user)
        .current_dir(home)
        .env_clear()
        .env("HUIBAO_HOME", home.join(user.to_string()))
        .output()
        .unwrap()
}

#[test]
fn what_is_made_is_its_owners_alone() {
    let home = Home::new();
    let own = home.path().join("own");
    let output = Command::new(env!("CARGO_BIN_EXE_huibao"))
        .args(["new", "-t", "township-party", "--no-edit"])
        .current_dir(home.path())
        .env("HUIBAO_HOME", &own)
        .output()
        .unwrap();
    assert!(output.status.success());
    let mut folders = vec![own];
    while let Some(folder) = folders.pop() {
        assert_eq!(
            fs::metadata(&folder).unwrap().mode() & 0o777,
            0o700,
            "{folder:?}"
        );
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let mode = fs::metadata(&path).unwrap().mode();
                assert_eq!(mode & 0o777, 0o600, "{path:?}");
            }
        }
    }
}

#[test]
fn a_link_planted_in_a_shared_folder_turns_nothing_that_is_written() {
    if !is_root() {
        return;
    }
    let home = open_home();
    let (shared, own) = (home.path().join("shared"), home.path().join("own"));
    folder(&shared, 0o1777, 0);
    folder(&own, 0o700, 0);
    fs::write(own.join("secret"), "untouched").unwrap();
    fs::write(own.join("a.toml"), HALF).unwrap();
    let planted = |name: &str, target: &str| {
        let link = shared.join(name);
        symlink(own.join(target), &link).unwrap();
        lchown(&link, Some(OTHER), Some(OTHER)).unwrap();
    };
    for name in ["a.txt", "b.toml", ".c.toml.lock", "a.docx"] {
        planted(name, "secret");
    }
    planted("d.toml", "not-there");
    let finished = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/examples/township-finished/draft.toml"
    );
    for (args, code) in [
        (&["render", finished, "-o", "shared/a.txt"][..], 3),
        (&["render", finished, "-o", "shared/a.docx"], 3),
        (
            &[
                "new",
                "-t",
                "township-party",
                "-o",
                "shared/b.toml",
                "--no-edit",
            ],
            3,
        ),
        (
            &[
                "new",
                "-t",
                "township-party",
                "-o",
                "shared/d.toml",
                "--no-edit",
            ],
            3,
        ),
        (
            &[
                "new",
                "-t",
                "township-party",
                "-o",
                "shared/c.toml",
                "--no-edit",
            ],
            0,
        ),
        (&["set", "shared/c.toml", "镇名=清溪镇"], 0),
    ] {
        let output = run(home.path(), 0, args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {said}");
        assert_eq!(
            fs::read_to_string(own.join("secret")).unwrap(),
            "untouched",
            "{args:?}"
        );
        assert!(!own.join("not-there").exists(), "{args:?}");
    }
}

#[test]
fn somebody_elses_draft_opens_for_reading() {
    if !is_root() {
        return;
    }
    let home = open_home();
    folder(&home.path().join("theirs"), 0o755, 0);
    folder(&home.path().join("65534"), 0o700, OTHER);
    let draft = home.path().join("theirs/a.toml");
    fs::write(&draft, HALF).unwrap();
    fs::set_permissions(&draft, Permissions::from_mode(0o644)).unwrap();
    let (huibao, state) = (env!("CARGO_BIN_EXE_huibao"), home.path().join("65534"));
    let state = state.display().to_string();
    let user = OTHER.to_string();
    let ids = [format!("--reuid={user}"), format!("--regid={user}")];
    let args = [
        "--clear-groups",
        &ids[0],
        &ids[1],
        huibao,
        "edit",
        "theirs/a.toml",
    ];
    let mut app = Start {
        program: "/usr/bin/setpriv",
        home: Some(home.clone()),
        envs: &[("HUIBAO_HOME", &state)],
        ..Start::new(&args)
    }
    .start();
    app.wait_for("只读");
    app.send("\x15白水");
    app.wait_for("只读打开");
    app.send("\x11");
    assert_eq!(app.exit_code(), 0);
    assert_eq!(fs::read_to_string(&draft).unwrap(), HALF);
    let left: Vec<_> = fs::read_dir(home.path().join("theirs")).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    let get = run(home.path(), OTHER, &["get", "theirs/a.toml", "镇名"]);
    assert_eq!(String::from_utf8_lossy(&get.stdout), "清溪镇\n");
}
