//! What the commands do to files: several at once, shared folders, pipes and devices.

use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use huibao::store::Lock;
use rustix::fs::{CWD, FileType, Mode, mknodat};

use super::home::{DRAFT, Home, TEXT};

fn rights(home: &Home, name: &str, mode: u32) {
    let rights = std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(home.path(name), rights).unwrap();
}

#[test]
fn many_at_once_are_all_counted() {
    let home = Home::with_draft();
    let keys: Vec<String> = (0..20).map(|number| format!("第{number}项")).collect();
    let fields: String = keys
        .iter()
        .map(|key| format!("\n[[field]]\nkey = \"{key}\"\nkind = \"integer\"\n"))
        .collect();
    home.write("汇报.toml", &format!("{DRAFT}{fields}"));
    let running: Vec<_> = keys
        .iter()
        .map(|key| {
            let mut command = home.command();
            command.args(["set", "汇报.toml", &format!("{key}=7")]);
            command.stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for one in running {
        let output = one.wait_with_output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }
    for key in &keys {
        assert_eq!(home.run(&["get", "汇报.toml", key]).done(), "7\n");
    }
    let left: Vec<_> = std::fs::read_dir(home.path("")).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn another_command_s_moment_is_waited_for() {
    let home = Home::with_draft();
    let moment = Lock::moment(&home.path("汇报.toml")).unwrap();
    let mut command = home.command();
    command.args(["set", "汇报.toml", "巡河次数=320"]);
    let mut waiting = command.spawn().unwrap();
    assert!(waiting.try_wait().unwrap().is_none());
    drop(moment);
    assert!(waiting.wait().unwrap().success());
    assert!(home.read("汇报.toml").contains("= 320 "));
}

#[test]
fn whoever_has_it_in_a_shared_folder_is_named_to_others() {
    if !rustix::process::geteuid().is_root() {
        println!("skipped: only root can be two users");
        return;
    }
    let home = Home::with_draft();
    rights(&home, "", 0o777);
    rights(&home, "汇报.toml", 0o666);
    let program = home.path("huibao");
    std::fs::copy(env!("CARGO_BIN_EXE_huibao"), &program).unwrap();
    rights(&home, "huibao", 0o755);
    let set_by_another = || {
        let mut command = Command::new(&program);
        command
            .args(["set", "汇报.toml", "巡河次数=320"])
            .current_dir(home.path(""))
            .uid(65_534)
            .gid(65_534);
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        (output.status.code(), said)
    };
    let lock = Lock::take(&home.path("汇报.toml")).unwrap();
    let (code, said) = set_by_another();
    assert_eq!(code, Some(4), "{said}");
    assert!(said.starts_with("错误：root 正在改这份草稿："), "{said}");
    drop(lock);
    assert_eq!(set_by_another(), (Some(0), String::new()));
    // The other way round: root is told of the other's moment, whose lock root may open in any case.
    chown(home.path("汇报.toml"), Some(65_534), Some(65_534)).unwrap();
    assert_eq!(set_by_another(), (Some(0), String::new()));
}

#[test]
fn standard_output_may_be_named_as_a_file() {
    let home = Home::with_draft();
    let out = home
        .run(&["render", "汇报.toml", "-o", "/dev/stdout"])
        .done();
    assert_eq!(out, TEXT);
}

#[test]
fn a_pipe_nobody_reads_is_refused_at_once() {
    let home = Home::with_draft();
    let mode = Mode::RUSR | Mode::WUSR;
    mknodat(CWD, home.path("管道"), FileType::Fifo, mode, 0).unwrap();
    home.run(&["render", "汇报.toml", "-o", "管道"])
        .refused(3, &["没有程序在读", "管道"]);
}

#[test]
fn a_file_set_read_only_is_left_alone() {
    let home = Home::with_draft();
    home.write("汇报.txt", "旧");
    rights(&home, "汇报.txt", 0o444);
    home.run(&["render", "汇报.toml", "-o", "汇报.txt"])
        .refused(3, &["只读", "汇报.txt"]);
    rights(&home, "汇报.toml", 0o444);
    home.run(&["set", "汇报.toml", "巡河次数=320"])
        .refused(3, &["只读", "汇报.toml"]);
    assert_eq!(
        (
            home.read("汇报.txt").as_str(),
            home.read("汇报.toml").as_str()
        ),
        ("旧", DRAFT)
    );
}

#[test]
fn a_file_s_name_can_not_drive_the_terminal() {
    let home = Home::new();
    home.run(&["get", "没有\u{1b}[2J\u{202E}.toml"])
        .refused(3, &["没有?[2J?.toml"]);
}
