//! Two that want the same draft.

use super::*;
use jiff::civil::date;
use jiff::tz::TimeZone;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};
use std::sync::Barrier;
use std::sync::atomic::{AtomicU32, Ordering};

fn draft() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("草稿.toml");
    fs::write(&path, "format = 1\n").unwrap();
    (folder, path)
}

fn soon(path: &Path) -> Result<Lock, Held> {
    Lock::within(path, Duration::ZERO)
}

#[test]
fn the_second_is_told_who_has_it() {
    let (folder, path) = draft();
    let lock = Lock::take(&path).unwrap();
    assert!(lock.is_held());
    assert!(folder.path().join(".草稿.toml.lock").exists());
    let held = Lock::moment(&path).unwrap_err();
    let who = held.who.clone().unwrap();
    assert_eq!(who.pid, i32::try_from(std::process::id()).unwrap());
    assert_eq!(who.host, host());
    let failure = Failure::from(held);
    assert_eq!(failure.code(), 4);
    assert!(
        failure
            .what()
            .starts_with(&format!("{} 正在改这份草稿：", user()))
    );
}

#[test]
fn it_is_gone_once_let_go() {
    let (folder, path) = draft();
    drop(Lock::take(&path).unwrap());
    assert!(!folder.path().join(".草稿.toml.lock").exists());
    assert!(soon(&path).unwrap().is_held());
}

#[test]
fn two_names_of_a_draft_share_it() {
    let (folder, path) = draft();
    let link = folder.path().join("链接.toml");
    symlink(&path, &link).unwrap();
    let _lock = Lock::take(&link).unwrap();
    assert!(soon(&path).is_err());
    assert!(!folder.path().join(".链接.toml.lock").exists());
}

#[test]
fn a_save_does_not_loosen_it() {
    let (_folder, path) = draft();
    let _lock = Lock::take(&path).unwrap();
    super::super::save(&path, b"new", super::super::Expect::Anything).unwrap();
    assert!(soon(&path).is_err());
}

#[test]
fn what_a_crash_left_binds_nobody() {
    let (folder, path) = draft();
    let mut gone = Command::new("true").spawn().unwrap();
    let pid = i32::try_from(gone.id()).unwrap();
    gone.wait().unwrap();
    let beside = folder.path().join(".草稿.toml.lock");
    // A process that is no more, and numbers that no process has.
    for pid in [0, -1, i32::MIN, pid] {
        let left = Holder {
            pid,
            ..Holder::this()
        };
        fs::write(&beside, toml::to_string(&left).unwrap()).unwrap();
        assert!(
            Holder::read(&File::open(&beside).unwrap()).is_none(),
            "{pid}"
        );
    }
    let lock = soon(&path).unwrap();
    assert!(lock.is_held());
    assert_eq!(fs::read(&beside).unwrap(), b"");
}

#[test]
fn another_process_is_kept_out_and_keeps_out() {
    let (folder, path) = draft();
    let beside = folder.path().join(".草稿.toml.lock");
    let mut other = Command::new("flock")
        .arg(&beside)
        .args(["sh", "-c", "echo held; read line"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = [0; 5];
    io::Read::read_exact(other.stdout.as_mut().unwrap(), &mut line).unwrap();
    let held = soon(&path).unwrap_err();
    assert!(held.who.is_none());
    assert_eq!(held.sentence(), "别的程序正在写这份草稿。");
    drop(other.stdin.take());
    other.wait().unwrap();
    let _lock = soon(&path).unwrap();
    let status = Command::new("flock")
        .arg("-n")
        .arg(&beside)
        .arg("true")
        .status();
    assert!(!status.unwrap().success());
}

#[test]
fn only_one_has_it_at_a_time() {
    let (_folder, path) = draft();
    let inside = AtomicU32::new(0);
    let start = Barrier::new(4);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                start.wait();
                for _ in 0..25 {
                    let lock = loop {
                        if let Ok(lock) = soon(&path) {
                            break lock;
                        }
                        thread::yield_now();
                    };
                    assert!(lock.is_held());
                    assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                    thread::yield_now();
                    inside.fetch_sub(1, Ordering::SeqCst);
                }
            });
        }
    });
}

#[test]
fn without_a_place_for_it_one_goes_on() {
    assert!(
        !Lock::take(Path::new("/nowhere/草稿.toml"))
            .unwrap()
            .is_held()
    );
    assert!(!Lock::take(Path::new("/dev/stdout")).unwrap().is_held());
    assert!(!Lock::take(Path::new("/proc/草稿.toml")).unwrap().is_held());
    let (folder, path) = draft();
    symlink("elsewhere", folder.path().join(".草稿.toml.lock")).unwrap();
    assert!(!Lock::take(&path).unwrap().is_held());
    assert!(!folder.path().join("elsewhere").exists());
}

#[test]
fn who_may_read_the_draft_may_read_it() {
    let (folder, path) = draft();
    for (draft, lock) in [(0o600, 0o600), (0o664, 0o664), (0o440, 0o640)] {
        fs::set_permissions(&path, Permissions::from_mode(draft)).unwrap();
        let _lock = Lock::take(&path).unwrap();
        let mode = fs::metadata(folder.path().join(".草稿.toml.lock"))
            .unwrap()
            .mode();
        assert_eq!(mode & 0o777, lock);
    }
}

#[test]
fn a_long_name_has_a_lock_too() {
    let folder = tempfile::tempdir().unwrap();
    let _lock = Lock::take(&folder.path().join("镇".repeat(85))).unwrap();
    assert!(_lock.is_held());
}

#[test]
fn the_sentence_says_who_whence_and_since_when() {
    let zone = TimeZone::fixed(jiff::tz::offset(8));
    let at = |hour, minute| {
        date(2026, 6, 30)
            .at(hour, minute, 0, 0)
            .to_zoned_datetime(zone.clone())
            .unwrap()
    };
    let mut held = Held {
        who: Some(Box::new(Holder {
            user: "qxdz2".to_owned(),
            host: host(),
            pid: 1,
            since: at(9, 5).timestamp().as_second(),
            from: Some("10.3.2.15".to_owned()),
        })),
        draft: PathBuf::from("草稿.toml"),
        edited: Some(at(9, 28).timestamp()),
    };
    assert_eq!(
        held.sentence_at(&at(9, 30)),
        "qxdz2 正在改这份草稿：10.3.2.15，09:05 打开，2分钟前还在改。"
    );
    held.edited = None;
    let who = held.who.as_mut().unwrap();
    who.from = None;
    who.host = "gov\u{1b}-2".to_owned();
    let later = at(9, 30).tomorrow().unwrap();
    assert_eq!(
        held.sentence_at(&later),
        "qxdz2 正在gov?-2上改这份草稿：6月30日 09:05 打开。"
    );
}
