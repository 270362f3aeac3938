//! What was typed is never lost and nothing is left running: kills, signals, closed terminals, full and
//! read-only disks, two wizards on one draft, a draft that another program changed.

#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "tests only: a failed one stops where it stands"
)]

mod common;
mod hand;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{App, End, Home, Start};
use hand::{DRAFT, ENTER, draft};

const FILE: &str = "草稿.toml";

fn on(home: &Home) -> Start<'static> {
    Start {
        home: Some(home.clone()),
        envs: &[("USER", "qingxi")],
        ..Start::new(&[FILE])
    }
}

fn kept(home: &Home) -> String {
    fs::read_to_string(home.path().join(FILE)).expect("the draft")
}

/// The files of a folder by name, without what the wizard remembers.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name != "memory.toml" && name != "undo")
        .collect();
    names.sort();
    names
}

fn opened(start: Start<'_>) -> App {
    let app = start.start();
    app.wait_for("已填");
    app
}

#[test]
fn after_a_kill_it_opens_where_it_was_left_with_half_typed_text() {
    let home = draft();
    let mut app = opened(on(&home));
    app.send("清溪镇\r");
    app.wait_for(">   巡河次数");
    app.send("一百零");
    app.wait_for("一百零");
    app.wait_for("已存");
    let place = app.cursor();
    app.kill9();
    assert!(kept(&home).contains("\"巡河次数\" = \"一百零\""));

    let mut app = opened(on(&home));
    app.wait("the same field, the same text", |shown| {
        shown.has(">   巡河次数") || shown.has(">错 巡河次数")
    });
    app.wait("the cursor where it was", |shown| {
        shown.has("一百零") && shown.cursor() == place
    });
    app.send("五");
    app.wait_for("105");
    app.send("\x11");
    assert_eq!(app.finish(), End::Code(0));
    assert!(
        kept(&home).contains("\"巡河次数\" = 105"),
        "{}",
        kept(&home)
    );

    // The start screen goes on with it too.
    let app = Start {
        home: Some(home),
        ..Start::new(&[])
    }
    .start();
    app.wait_for("接着写");
    app.wait_for("清溪镇河湖管护情况汇报");
    app.send(ENTER);
    app.wait_for("105");
}

/// How a wizard is brought to its end.
type Ending = fn(&mut App);

#[test]
fn a_closed_terminal_or_a_signal_saves_and_ends() {
    let ways: [(&str, Ending); 7] = [
        ("hang-up", App::hangup),
        ("hang-up ignored from the start", App::hangup),
        ("no controlling terminal", App::hangup),
        ("a parent that ignores the hang-up", App::hangup),
        ("TERM", |app| app.signal("TERM")),
        ("HUP", |app| app.signal("HUP")),
        ("INT", |app| app.signal("INT")),
    ];
    for (way, end) in ways {
        let home = draft();
        let start = match way {
            "hang-up ignored from the start" => Start {
                hangup_ignored: true,
                ..on(&home)
            },
            "no controlling terminal" => Start {
                no_controlling_terminal: true,
                ..on(&home)
            },
            "a parent that ignores the hang-up" => Start {
                program: "/bin/sh",
                args: &[
                    "-c",
                    "trap '' HUP; \"$0\" 草稿.toml; echo $? >ended",
                    env!("CARGO_BIN_EXE_huibao"),
                ],
                ..on(&home)
            },
            _ => on(&home),
        };
        let mut app = opened(start);
        // All that was typed and shown, though no save was due yet.
        app.send("清溪镇\r31");
        app.wait_for("31");
        end(&mut app);
        let ended = app.finish();
        assert_eq!(ended, End::Code(0), "{way}");
        let text = kept(&home);
        assert!(text.contains("\"镇名\" = \"清溪镇\""), "{way}: {text}");
        assert!(text.contains("\"巡河次数\" = 31"), "{way}: {text}");
        let left = names(home.path());
        assert!(
            left.iter().all(|name| name == FILE || name == "ended"),
            "{way}: {left:?}"
        );
    }
}

#[test]
fn a_second_wizard_may_look_or_take_a_copy() {
    let home = draft();
    let mut first = opened(on(&home));
    first.send("清溪");
    first.wait_for("清溪");
    first.wait_for("已存");

    let mut second = on(&home).start();
    second.wait_for("正在改这份草稿");
    second.wait_for("1 只看不改");
    second.send("1");
    second.wait_for("只读");
    second.wait_for("清溪");
    second.send("x");
    second.wait_for("只读打开的，改不了");
    second.send("\x11");
    assert_eq!(second.finish(), End::Code(0));

    let mut third = on(&home).start();
    third.wait_for("2 另存一份来改：草稿-2.toml");
    third.send("2");
    third.wait_for("已填");
    third.send("31");
    third.wait_for("31");
    third.send("\x11");
    assert_eq!(third.finish(), End::Code(0));

    first.send("镇");
    first.wait_for("清溪镇");
    first.send("\x11");
    assert_eq!(first.finish(), End::Code(0));
    assert!(kept(&home).contains("\"镇名\" = \"清溪镇\""));
    let copy = fs::read_to_string(home.path().join("草稿-2.toml")).expect("the copy");
    assert!(
        copy.contains("\"镇名\" = \"清溪\"") && copy.contains("\"巡河次数\" = 31"),
        "{copy}"
    );
    assert_eq!(names(home.path()), ["草稿-2.toml", FILE]);

    // A command is told too, and changes nothing.
    let mut first = opened(on(&home));
    let out = Command::new(env!("CARGO_BIN_EXE_huibao"))
        .args(["set", FILE, "镇名=石湾镇"])
        .current_dir(home.path())
        .output()
        .expect("the program");
    assert_eq!(out.status.code(), Some(4));
    first.send("\x11");
    first.finish();
    assert!(kept(&home).contains("清溪镇"));
}

#[test]
fn a_draft_changed_by_another_program_stays_and_ours_goes_beside_it() {
    let home = draft();
    let mut app = opened(on(&home));
    app.send("清");
    app.wait_for("清");
    app.wait_for("已存");
    let theirs = DRAFT.replace("抓巡查", "抓保洁");
    fs::write(home.path().join(FILE), &theirs).expect("their change");
    app.send("溪镇");
    app.wait_for("别的程序改过");
    app.wait_for("草稿-2.toml");
    app.send("\r45");
    app.wait_for("45");
    app.send("\x11");
    assert_eq!(app.finish(), End::Code(0));
    assert_eq!(kept(&home), theirs);
    let ours = fs::read_to_string(home.path().join("草稿-2.toml")).expect("ours");
    assert!(ours.contains("清溪镇") && ours.contains("45"), "{ours}");

    // The same when the file is gone.
    let home = draft();
    let mut app = opened(on(&home));
    app.send("清");
    app.wait_for("清");
    app.wait_for("已存");
    fs::remove_file(home.path().join(FILE)).expect("removing");
    app.send("溪镇\x11");
    assert_eq!(app.finish(), End::Code(0));
    let all: String = names(home.path())
        .iter()
        .map(|name| fs::read_to_string(home.path().join(name)).expect("a file"))
        .collect();
    assert!(all.contains("清溪镇"), "{all}");
}

/// A small disk of its own, unmounted when the test ends.
struct Disk {
    folder: PathBuf,
}

impl Disk {
    /// Mounts one at `盘` in the home; says why where that is not to be had.
    fn mount(home: &Home) -> Option<Self> {
        let folder = home.path().join("盘");
        fs::create_dir(&folder).expect("a folder");
        let mounted = Self::run(
            "mount",
            &["-t", "tmpfs", "-o", "size=64k,mode=777", "none"],
            &folder,
        );
        if let Err(why) = mounted {
            eprintln!("skipped: a small disk can't be mounted here ({why})");
            return None;
        }
        fs::write(folder.join(FILE), DRAFT).expect("a draft");
        Some(Self { folder })
    }

    fn run(program: &str, args: &[&str], folder: &Path) -> Result<(), String> {
        let out = Command::new(program).args(args).arg(folder).output();
        let in_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
        assert!(out.is_ok() || !in_ci, "{program} is missing");
        let out = out.map_err(|error| error.to_string())?;
        if out.status.success() {
            return Ok(());
        }
        Err(String::from_utf8_lossy(&out.stderr).trim().to_owned())
    }

    fn fill(&self) {
        // Whatever still goes in; the last write says that it is full.
        let mut file = fs::File::create(self.folder.join("占")).expect("a file");
        while std::io::Write::write_all(&mut file, &[b'x'; 512]).is_ok() {}
    }

    fn empty(&self) {
        fs::remove_file(self.folder.join("占")).expect("removing");
    }

    fn kept(&self) -> String {
        fs::read_to_string(self.folder.join(FILE)).expect("the draft")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if let Err(why) = Self::run("umount", &["-l"], &self.folder) {
            eprintln!("the disk stays mounted: {why}");
        }
    }
}

fn on_disk(home: &Home) -> App {
    opened(Start {
        home: Some(home.clone()),
        ..Start::new(&["盘/草稿.toml"])
    })
}

#[test]
fn a_full_disk_loses_nothing() {
    let home = Home::new();
    let Some(disk) = Disk::mount(&home) else {
        return;
    };
    let mut app = on_disk(&home);
    disk.fill();
    app.send("清溪");
    app.wait_for("没有存上：磁盘已满");
    app.wait_for("未存");
    assert_eq!(disk.kept(), DRAFT);
    app.send("镇");
    app.wait_for("清溪镇");
    // Room again: it saves by itself.
    disk.empty();
    app.wait_for("已存");
    app.wait_gone("没有存上");
    assert!(disk.kept().contains("清溪镇"));

    // Leaving a full disk: another place is offered, and what is typed is there.
    disk.fill();
    app.send("\r88");
    app.wait_for("88");
    app.send("\x11");
    app.wait_for("另存为");
    app.wait_for("没有存上");
    app.send(ENTER);
    assert_eq!(app.finish(), End::Code(0));
    let other = fs::read_to_string(home.path().join(FILE)).expect("the other place");
    assert!(
        other.contains("清溪镇") && other.contains("\"巡河次数\" = 88"),
        "{other}"
    );
    assert!(!disk.kept().contains("88"));
    assert_eq!(names(&disk.folder), ["占", FILE], "no litter");
}

#[test]
fn a_read_only_folder_is_said_and_another_place_offered() {
    let home = Home::new();
    let disk = Disk::mount(&home);
    let folder = home.path().join("盘");
    let why = match &disk {
        Some(disk) => {
            Disk::run("mount", &["-o", "remount,ro"], &disk.folder).expect("a read-only disk");
            "没有存上：这个磁盘是只读的"
        }
        // Without the right to mount there is none to write into any folder either.
        None => {
            fs::write(folder.join(FILE), DRAFT).expect("a draft");
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).expect("a mode");
            "没有存上：没有权限"
        }
    };
    if disk.is_none() && fs::write(folder.join("试"), "").is_ok() {
        eprintln!("skipped: this user may write into every folder");
        return;
    }
    let mut app = on_disk(&home);
    app.send("清溪镇");
    app.wait_for(why);
    app.wait_for("未存");
    app.send("\x11");
    app.wait_for("另存为");
    // Staying is possible too; nothing is dropped.
    app.send("\x1b");
    app.wait_for(">   本镇全称");
    app.wait_for("清溪镇");
    app.send("\x11");
    app.wait_for("另存为");
    app.send(ENTER);
    assert_eq!(app.finish(), End::Code(0));
    let other = fs::read_to_string(home.path().join(FILE)).expect("the other place");
    assert!(other.contains("清溪镇"), "{other}");
    let kept = fs::read_to_string(folder.join(FILE)).expect("the draft");
    assert_eq!(kept, DRAFT);
}
