//! The wizard over a real OpenSSH server on the loopback address: lines that are cut at random, and a slow one.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests only")]

mod common;
#[path = "common/line.rs"]
mod line;

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use common::process::{self, Chance, cpu, parent, runs, signal};
use common::{App, DEADLINE, Home, Start, soon};
use line::Line;

const SSHD: &str = "/usr/sbin/sshd";
const SSH: &str = "/usr/bin/ssh";
const HALF: &str = include_str!("../examples/river-half-filled/draft.toml");

/// A report whose figure has nothing to be compared with: what is sent for a digit is the digit, twice.
const PLAIN: &str = r#"format = 1
[report]
title = "防汛物资情况汇报"
[[field]]
key = "物资件数"
kind = "integer"
unit = "件"
[[section]]
heading = "储备"
[[section.item]]
heading = "备足物资。"
text = "储备防汛物资{物资件数}件，分放三处。"
"#;

/// How often the line is cut; `HUIBAO_CUTS` says otherwise.
const USUAL_CUTS: u64 = 20;

/// An OpenSSH server for this user alone, with keys of its own.
struct Server {
    child: Child,
    port: u16,
    home: Home,
    user: String,
}

impl Server {
    /// Starts it; `None` where OpenSSH is not installed, which the continuous checks do not excuse.
    fn start() -> Option<Self> {
        if ![SSHD, SSH].into_iter().all(process::is_there) {
            return None;
        }
        let home = Home::new();
        for key in ["host", "client"] {
            let status = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-f"])
                .arg(home.path().join(key))
                .status()
                .unwrap();
            assert!(status.success());
        }
        // The folder that a server started by root gives up its rights in; Debian makes it at boot.
        fs::create_dir_all("/run/sshd").ok();
        let port = free_port();
        let folder = home.path().display();
        let config = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/client.pub\n\
             StrictModes no\nUsePAM no\nPasswordAuthentication no\nPidFile none\nPrintMotd no\nPrintLastLog no\n\
             PermitRootLogin yes\nMaxStartups 100\n"
        );
        fs::write(home.path().join("config"), config).unwrap();
        let child = Command::new(SSHD)
            .args(["-D", "-e", "-f"])
            .arg(home.path().join("config"))
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let user = Command::new("id").arg("-un").output().unwrap().stdout;
        let user = String::from_utf8(user).unwrap().trim().to_owned();
        soon("the server listens", || {
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        Some(Self {
            child,
            port,
            home,
            user,
        })
    }

    /// The wizard on `a.toml`, at this field, through a client that connects to this port.
    fn wizard(&self, port: u16, at: &str) -> App {
        let folder = self.home.path().display().to_string();
        let (port, key) = (port.to_string(), format!("{folder}/client"));
        let huibao = env!("CARGO_BIN_EXE_huibao");
        let there = format!("{}@127.0.0.1", self.user);
        let command = format!(
            "cd {folder}; echo $$ >pid.new; mv pid.new pid; \
             HUIBAO_HOME={folder} LC_ALL=C.UTF-8 exec {huibao} edit a.toml --at {at}"
        );
        let none = "UserKnownHostsFile=/dev/null";
        let check = "StrictHostKeyChecking=no";
        let args = [
            "-tt",
            "-F",
            "none",
            "-o",
            none,
            "-o",
            check,
            "-o",
            "LogLevel=ERROR",
            "-i",
            &key,
            "-p",
            &port,
            &there,
            &command,
        ];
        fs::remove_file(self.home.path().join("pid")).ok();
        Start {
            program: SSH,
            ..Start::new(&args)
        }
        .start()
    }

    fn put(&self, draft: &str) {
        fs::write(self.home.path().join("a.toml"), draft).unwrap();
    }

    /// The value of a field as it stands on disk.
    fn value(&self, key: &str) -> String {
        let mut get = process::huibao(self.home.path(), &["get", "a.toml", key]);
        let output = get.output().unwrap();
        assert!(output.status.success(), "the draft opens: {output:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// The process of the wizard.
    fn pid(&self) -> u32 {
        let pid = fs::read_to_string(self.home.path().join("pid")).unwrap();
        pid.trim().parse().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}

/// Waits for the process to end; gives what it spent on a CPU meanwhile, and how long it took. What it may have spent
/// behind the last look at it is counted as spent.
fn spent_to_the_end(pid: u32, before: Duration) -> (Duration, Duration) {
    let start = Instant::now();
    let mut seen = (start, before);
    while runs(pid) {
        assert!(start.elapsed() < DEADLINE, "never: the wizard ends");
        if let Some(now) = cpu(pid) {
            seen = (Instant::now(), seen.1.max(now));
        }
        thread::park_timeout(Duration::from_micros(200));
    }
    let (last, spent) = seen;
    (spent - before + last.elapsed(), start.elapsed())
}

#[test]
fn a_line_cut_at_any_moment_leaves_a_whole_draft_and_no_process() {
    let Some(server) = Server::start() else {
        return;
    };
    let name = "甲乙丙丁戊己庚辛壬癸子丑";
    let cuts = std::env::var("HUIBAO_CUTS").map_or(USUAL_CUTS, |cuts| cuts.parse().unwrap());
    let mut chance = Chance::of(2026);
    let (mut most, mut longest) = (Duration::ZERO, Duration::ZERO);
    for round in 0..cuts {
        server.put(HALF);
        let line = Line::to(server.port);
        let mut app = server.wizard(line.port, "镇名");
        app.wait_for("清溪镇2026年上半年");
        let pid = server.pid();
        app.send("\x15");
        let typed = usize::try_from(2 + chance.below(10)).unwrap();
        let typed: String = name.chars().take(typed).collect();
        for c in typed.chars() {
            app.send(c.to_string());
        }
        app.wait("the name", |shown| {
            shown
                .rows()
                .iter()
                .any(|row| row.contains(&format!("{typed}2026年")))
        });
        // Anywhere from before the save of half a second to behind it.
        thread::park_timeout(Duration::from_millis(chance.below(700)));
        let before = cpu(pid).unwrap();
        match round % 4 {
            0 => app.kill9(),
            1 => line.cut(),
            2 => assert!(signal("HUP", parent(pid))),
            _ => assert!(signal("KILL", parent(pid))),
        }
        let (spent, took) = spent_to_the_end(pid, before);
        assert!(took < Duration::from_secs(2), "round {round}: {took:?}");
        assert!(
            spent < Duration::from_millis(50),
            "round {round}: {spent:?}"
        );
        most = most.max(spent);
        longest = longest.max(took);
        assert_eq!(server.value("镇名"), typed, "round {round}");
        assert!(
            !server.home.path().join(".a.toml.lock").exists(),
            "round {round}"
        );
    }
    println!(
        "{cuts} of {cuts} drafts whole; at most {most:?} of CPU and {longest:?} from the cut to the end"
    );
}

#[test]
fn the_draft_opens_where_the_line_was_cut() {
    let Some(server) = Server::start() else {
        return;
    };
    server.put(HALF);
    let mut app = server.wizard(server.port, "投入资金");
    app.wait_for("投入资金");
    app.send("12");
    app.wait_for("12");
    let pid = server.pid();
    app.kill9();
    soon("the wizard ends", || !runs(pid));
    let again = Start {
        home: Some(server.home.clone()),
        ..Start::new(&["edit", "a.toml"])
    };
    let app = again.start();
    app.wait("the field in hand", |shown| {
        shown
            .rows()
            .iter()
            .any(|row| row.starts_with('>') && row.contains("投入资金") && row.contains("12"))
    });
}

#[test]
fn on_a_slow_line_digits_show_within_its_delay_and_a_fifth_of_a_second() {
    let Some(server) = Server::start() else {
        return;
    };
    server.put(PLAIN);
    let line = Line::to(server.port);
    let app = server.wizard(line.port, "物资件数");
    app.wait("the field in hand", |shown| {
        shown
            .rows()
            .iter()
            .any(|row| row.starts_with('>') && row.contains("物资件数"))
    });
    // The handshake alone would take ten seconds; it is the typing that is measured.
    line.slow(Duration::from_millis(150), 1024);
    // Four digits, four Backspaces and so on: twenty keys that stay within the slot, so that no paragraph moves.
    let keys = ["1", "2", "3", "4", "\x7f", "\x7f", "\x7f", "\x7f"];
    let mut held = String::new();
    let start = Instant::now();
    let mut waiting: Vec<(Instant, String)> = Vec::new();
    let mut worst = Duration::ZERO;
    let mut sent = 0_u32;
    while sent < 20 || !waiting.is_empty() {
        let due = start + Duration::from_millis(200) * sent;
        if sent < 20 && Instant::now() >= due {
            let key = keys[usize::try_from(sent).unwrap() % keys.len()];
            app.send(key);
            if key == "\x7f" {
                held.pop();
            } else {
                held.push_str(key);
            }
            waiting.push((Instant::now(), held.clone()));
            sent += 1;
        }
        let shown = app.look(|shown| {
            let row = shown.rows().into_iter().find(|row| row.starts_with('>'));
            let row = row.unwrap_or_default();
            let digits = row.split("物资件数").nth(1).unwrap_or_default();
            digits
                .split_whitespace()
                .next()
                .unwrap_or_default()
                .replace("____", "")
        });
        if let Some(seen) = waiting.iter().position(|(_, text)| *text == shown) {
            for (typed, _) in waiting.drain(..=seen) {
                worst = worst.max(typed.elapsed());
            }
        }
        assert!(start.elapsed() < DEADLINE, "{waiting:?} {shown}");
        thread::park_timeout(Duration::from_millis(2));
    }
    println!("20 keys at 5 a second over 300 ms and 1 KB/s: at worst {worst:?}");
    assert!(worst <= Duration::from_millis(500), "{worst:?}");
}
