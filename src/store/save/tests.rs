//! Saves on the odd files there are.

use super::super::make_folder;
use super::*;
use rustix::fs::{FileType, mknodat};
use rustix::process::geteuid;
use std::os::unix::fs::symlink;
use tempfile::TempDir;

fn folder_with(name: &str, content: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    if !content.is_empty() {
        fs::write(&path, content).unwrap();
    }
    (folder, path)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

/// Says why a test can't show anything to root.
fn is_root() -> bool {
    let is_root = geteuid().is_root();
    if is_root {
        println!("skipped: permission bits do not bind root");
    }
    is_root
}

#[test]
fn a_new_file_is_its_owners_alone() {
    let (folder, path) = folder_with("草稿.toml", "");
    let stamp = save(&path, b"format = 1\n", Expect::New).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"format = 1\n");
    assert_eq!(mode(&path), 0o600);
    assert!(stamp.same(&Stamp::of(&path).unwrap().unwrap()));
    assert!(!stamp.touched(&path));
    assert_eq!(names(folder.path()), ["草稿.toml"]);
}

#[test]
fn a_new_file_never_replaces_one() {
    let (_folder, path) = folder_with("草稿.toml", "old");
    let failure = save(&path, b"new", Expect::New).unwrap_err();
    assert_eq!((failure.is_exists(), failure.code()), (true, 2));
    assert_eq!(fs::read(&path).unwrap(), b"old");
}

#[test]
fn a_name_taken_meanwhile_is_not_taken_away() {
    let (folder, path) = folder_with("草稿.toml", "theirs");
    let file = temporary(folder.path()).unwrap();
    let error = name(file, &path, false).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AlreadyExists);
    assert_eq!(fs::read(&path).unwrap(), b"theirs");
    assert_eq!(names(folder.path()), ["草稿.toml"]);
}

#[test]
fn mode_and_owner_stay() {
    let (_folder, path) = folder_with("草稿.toml", "old");
    fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
    if geteuid().is_root() {
        std::os::unix::fs::chown(&path, Some(1000), Some(1001)).unwrap();
    }
    let before = fs::metadata(&path).unwrap();
    save(&path, b"new", Expect::Anything).unwrap();
    let after = fs::metadata(&path).unwrap();
    assert_eq!(after.mode(), before.mode());
    assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
    assert_ne!(after.ino(), before.ino());
}

#[test]
fn a_link_stays_and_its_goal_changes() {
    let (folder, path) = folder_with("目标.toml", "old");
    let link = folder.path().join("链接.toml");
    symlink("目标.toml", &link).unwrap();
    save(&link, b"new", Expect::Anything).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&path).unwrap(), b"new");
}

#[test]
fn a_link_to_nothing_gets_its_goal() {
    let (folder, path) = folder_with("别处/目标.toml", "");
    make_folder(path.parent().unwrap()).unwrap();
    let link = folder.path().join("链接.toml");
    symlink("别处/目标.toml", &link).unwrap();
    save(&link, b"new", Expect::New).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&path).unwrap(), b"new");
}

#[test]
fn what_another_has_changed_stays() {
    let (folder, path) = folder_with("草稿.toml", "read");
    let stamp = Stamp::of(&path).unwrap().unwrap();
    fs::write(&path, "them").unwrap();
    let failure = save(&path, b"ours", Expect::Stamp(stamp)).unwrap_err();
    assert_eq!((failure.is_changed(), failure.code()), (true, 3));
    assert_eq!(fs::read(&path).unwrap(), b"them");
    let (beside, _) = keep_both(&path, b"ours").unwrap();
    assert_eq!(beside, folder.path().join("草稿-2.toml"));
    let (beside, _) = keep_both(&path, b"ours again").unwrap();
    assert_eq!(fs::read(beside).unwrap(), b"ours again");
    assert_eq!(
        names(folder.path()),
        ["草稿-2.toml", "草稿-3.toml", "草稿.toml"]
    );
}

#[test]
fn what_is_as_it_was_read_is_replaced() {
    let (_folder, path) = folder_with("草稿.toml", "read");
    let mut stamp = Stamp::of(&path).unwrap().unwrap();
    for content in ["once", "twice"] {
        stamp = save(&path, content.as_bytes(), Expect::Stamp(stamp)).unwrap();
    }
    assert_eq!(fs::read(&path).unwrap(), b"twice");
}

#[test]
fn what_another_changes_while_ours_is_synced_stays() {
    let (folder, path) = folder_with("草稿.toml", "read");
    let expect = Expect::Stamp(Stamp::of(&path).unwrap().unwrap());
    let ours = temporary(folder.path()).unwrap();
    fs::write(&path, "them").unwrap();
    let failure = settle(ours, &path, (true, &expect)).unwrap_err();
    assert!(failure.is_changed());
    // Gone when it was looked at first, written by another since.
    let ours = temporary(folder.path()).unwrap();
    let failure = settle(ours, &path, (false, &expect)).unwrap_err();
    assert!(failure.is_changed());
    assert_eq!(fs::read(&path).unwrap(), b"them");
    assert_eq!(names(folder.path()), ["草稿.toml"]);
}

#[test]
fn a_disk_is_never_written_to() {
    let (_folder, path) = folder_with("磁盘", "");
    let mode = Mode::RUSR | Mode::WUSR;
    // Of a major number that no driver has: whoever opened it would be told another failure.
    if mknodat(CWD, &path, FileType::BlockDevice, mode, 0xff00).is_err() {
        println!("skipped: only root makes devices");
        return;
    }
    let failure = save(&path, b"new", Expect::Anything).unwrap_err();
    assert_eq!(
        (failure.what(), failure.code()),
        ("这是设备，不是文件。", 2)
    );
}

#[test]
fn a_draft_that_was_removed_is_written_anew() {
    let (_folder, path) = folder_with("草稿.toml", "read");
    let stamp = Stamp::of(&path).unwrap().unwrap();
    fs::remove_file(&path).unwrap();
    save(&path, b"ours", Expect::Stamp(stamp)).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"ours");
}

#[test]
fn a_file_set_read_only_stays() {
    let (folder, path) = folder_with("草稿.toml", "old");
    fs::set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
    let failure = save(&path, b"new", Expect::Anything).unwrap_err();
    assert_eq!(failure.what(), "没有存上：文件设成了只读。");
    assert_eq!(failure.code(), 3);
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(names(folder.path()), ["草稿.toml"]);
}

#[test]
fn a_folder_that_can_not_be_written_is_said() {
    if is_root() {
        return;
    }
    let (folder, path) = folder_with("草稿.toml", "old");
    fs::set_permissions(folder.path(), Permissions::from_mode(0o500)).unwrap();
    let failure = save(&path, b"new", Expect::Anything).unwrap_err();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
    assert_eq!(failure.what(), "没有存上：没有权限在这个文件夹里写。");
    assert_eq!(failure.code(), 3);
    assert_eq!(fs::read(&path).unwrap(), b"old");
}

#[test]
fn a_missing_folder_is_said() {
    let (folder, _) = folder_with("", "");
    let failure = save(&folder.path().join("没有/草稿.toml"), b"", Expect::New).unwrap_err();
    assert_eq!(failure.what(), "没有存上：没有这个文件夹。");
    assert_eq!(failure.code(), 3);
}

#[test]
fn a_folder_is_not_written_to() {
    let (folder, _) = folder_with("", "");
    let failure = save(folder.path(), b"new", Expect::Anything).unwrap_err();
    assert_eq!(failure.what(), "这是文件夹，不是文件。");
    assert_eq!(failure.code(), 2);
}

#[test]
fn a_name_too_long_is_said() {
    let (folder, _) = folder_with("", "");
    let failure = save(&folder.path().join("镇".repeat(86)), b"", Expect::New).unwrap_err();
    assert_eq!(failure.what(), "没有存上：文件名太长。");
    assert!(names(folder.path()).is_empty());
}

#[test]
fn a_device_is_written_to_where_anything_goes() {
    let null = Path::new("/dev/null");
    save(null, b"new", Expect::Anything).unwrap();
    assert!(fs::metadata(null).unwrap().file_type().is_char_device());
    let failure = save(null, b"new", Expect::New).unwrap_err();
    assert_eq!(failure.code(), 2);
}

#[test]
fn a_full_disk_is_said() {
    let failure = save(Path::new("/dev/full"), b"new", Expect::Anything).unwrap_err();
    assert_eq!(failure.what(), "没有存上：磁盘已满。");
    assert_eq!(failure.code(), 3);
}

#[test]
fn a_new_file_is_filled_whole_or_not_at_all() {
    let (folder, path) = folder_with("模板.toml", "");
    let half = |file: &mut File| {
        file.write_all(b"format").unwrap();
        Err(Failure::disk("没有存上：磁盘已满"))
    };
    let failure = save_new(&path, &mut { half }).unwrap_err();
    assert_eq!(failure.what(), "没有存上：磁盘已满。");
    assert!(names(folder.path()).is_empty());
    let fill = |content: &'static [u8]| {
        move |file: &mut File| {
            file.write_all(content).unwrap();
            Ok(())
        }
    };
    save_new(&path, &mut fill(b"format = 1\n")).unwrap();
    let failure = save_new(&path, &mut fill(b"other")).unwrap_err();
    assert!(failure.is_exists());
    assert_eq!(fs::read(&path).unwrap(), b"format = 1\n");
    assert_eq!(mode(&path), 0o600);
    assert_eq!(names(folder.path()), ["模板.toml"]);
}

#[test]
fn a_pipe_without_a_reader_is_refused_at_once() {
    let (_folder, path) = folder_with("管道", "");
    mknodat(CWD, &path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    let failure = save(&path, b"new", Expect::Anything).unwrap_err();
    assert_eq!(failure.what(), "没有存上：没有程序在读这个管道。");
    let mut reader = super::super::read::open(&path).unwrap();
    save(&path, b"new", Expect::Anything).unwrap();
    let mut content = String::new();
    io::Read::read_to_string(&mut reader, &mut content).unwrap();
    assert_eq!(content, "new");
}

#[test]
fn an_open_file_behind_a_link_is_appended_to() {
    let (folder, path) = folder_with("输出.txt", "before ");
    let file = OpenOptions::new().append(true).open(&path).unwrap();
    let number = std::os::fd::AsRawFd::as_raw_fd(&file);
    let link = PathBuf::from(format!("/proc/self/fd/{number}"));
    save(&link, b"after", Expect::Anything).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"before after");
    assert_eq!(names(folder.path()), ["输出.txt"]);
}
