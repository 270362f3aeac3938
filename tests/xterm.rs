//! A real xterm under Xvfb, narrow and with -cjk_width: what its cells hold, and where its cursor stands. It prints its
//! cells as text, the second cell of a wide character as U+FFFF. Pictures of it lie in the folder for test files.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "tests only"
)]

mod common;

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use common::process::{is_stopped, is_there, signal};
use common::{Home, soon, tty};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{FdFlags, fcntl_setfd};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

/// Quotes, dashes and their like in the title, in labels, values, headings and text.
const DRAFT: &str = r#"format = 1
[report]
title = "清溪镇“三清三建”——半年汇报"
[values]
"活动名称" = "“三清三建”"
"巡河次数" = 12
[previous]
"巡河次数" = 10
"宣讲场数" = 8
[[field]]
key = "活动名称"
kind = "text"
ask = "活动——名称·"
[[field]]
key = "巡河次数"
kind = "integer"
unit = "次"
ask = "巡河·次数…"
[[field]]
key = "宣讲场数"
kind = "integer"
unit = "场"
ask = "宣讲场数"
[[field]]
key = "口号"
kind = "text"
ask = "口号①"
[[section]]
heading = "“清”字当头"
[[section.item]]
heading = "清河——建绿。"
text = "围绕{活动名称}——即“清河、清路、清院”……，全镇巡河{巡河次数}次，“小板凳”宣讲{宣讲场数}场，口号是{口号}①②③×2。"
"#;

/// The second cell of a wide character, as xterm prints it.
const SECOND: char = '\u{FFFF}';

const XTERM: &str = "/usr/bin/xterm";
const XVFB: &str = "/usr/bin/Xvfb";

/// An xterm with the wizard in it.
struct Xterm {
    home: Home,
    server: Child,
    window: Child,
    wizard: Child,
    /// What is written to it is typed.
    keys: File,
    /// The near end, where the wizard writes.
    near: File,
    display: String,
}

/// How long an answer of xterm may take.
const PATIENCE: Timespec = Timespec {
    tv_sec: 20,
    tv_nsec: 0,
};

impl Xterm {
    /// Starts all of it; `None` where a program is missing, which the continuous checks do not excuse.
    fn start(options: &[&str]) -> Option<Self> {
        if ![XTERM, XVFB].into_iter().all(is_there) {
            return None;
        }
        let home = Home::new();
        fs::write(home.path().join("a.toml"), DRAFT).unwrap();
        let mut server = Command::new(XVFB)
            .args(["-displayfd", "1", "-nolisten", "tcp"])
            .args(["-screen", "0", "1400x700x24"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut display = String::new();
        let mut told = BufReader::new(server.stdout.take().unwrap());
        told.read_line(&mut display).unwrap();
        let display = format!(":{}", display.trim());
        let (far, near) = pty();
        // xterm takes over a far end that is handed to it; the test keeps a hand on it to type.
        fcntl_setfd(&far, FdFlags::empty()).unwrap();
        let name = ptsname(&far, Vec::new()).unwrap().into_string().unwrap();
        let name = name.trim_start_matches("/dev/pts/");
        let printer = format!(
            "XTerm*printerCommand: cat >{0}/cells.new && mv {0}/cells.new {0}/cells",
            home.path().display()
        );
        let window = Command::new(XTERM)
            .arg(format!("-S{name}/{}", far.as_raw_fd()))
            .args(["-u8", "-fa", "Noto Sans Mono CJK SC", "-fs", "11"])
            .args(["-geometry", "80x24", "-xrm", &printer])
            .args(["-xrm", "XTerm*printAttributes: 0"])
            .args(options)
            .env("DISPLAY", &display)
            .env("HOME", home.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        fcntl_setfd(&far, FdFlags::CLOEXEC).unwrap();
        // It types the number of its window first.
        let mut number = String::new();
        BufReader::new(near.try_clone().unwrap())
            .read_line(&mut number)
            .unwrap();
        assert!(u32::from_str_radix(number.trim(), 16).is_ok(), "{number}");
        let near_end = || Stdio::from(near.try_clone().unwrap());
        let wizard = Command::new(env!("CARGO_BIN_EXE_huibao"))
            .args(["edit", "a.toml", "--at", "口号"])
            .current_dir(home.path())
            .env_clear()
            .env("HUIBAO_HOME", home.path())
            .envs([("TERM", "xterm-256color"), ("LANG", "C.UTF-8")])
            .stdin(near_end())
            .stdout(near_end())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Some(Self {
            home,
            server,
            window,
            wizard,
            keys: File::from(far),
            near,
            display,
        })
    }

    fn send(&self, keys: &str) {
        (&self.keys).write_all(keys.as_bytes()).unwrap();
    }

    /// The rows as its cells hold them now, one character a column.
    fn rows(&self) -> Vec<String> {
        let file = self.home.path().join("cells");
        fs::remove_file(&file).ok();
        (&self.near).write_all(b"\x1b[i").unwrap();
        soon("the cells are printed", || file.exists());
        let text = fs::read_to_string(&file).unwrap();
        text.lines().map(|row| row.trim_end().to_owned()).collect()
    }

    /// The rows once they are as wanted.
    fn wait(&self, what: &str, wanted: impl Fn(&[String]) -> bool) -> Vec<String> {
        let mut rows = Vec::new();
        let last = std::cell::RefCell::new(&mut rows);
        soon(what, || {
            let now = self.rows();
            let holds = wanted(&now);
            **last.borrow_mut() = now;
            holds
        });
        rows
    }

    /// Where its cursor stands, from 0; the wizard is stopped meanwhile, lest it takes the answer.
    fn cursor(&mut self) -> (usize, usize) {
        let wizard = self.wizard.id();
        assert!(signal("STOP", wizard));
        soon("the wizard stopped", || is_stopped(wizard));
        (&self.near).write_all(b"\x1b[6n").unwrap();
        let mut answer = Vec::new();
        let mut byte = [0];
        while byte != *b"R" {
            let mut one = [PollFd::new(&self.near, PollFlags::IN)];
            assert_eq!(poll(&mut one, Some(&PATIENCE)), Ok(1), "no answer");
            (&self.near).read_exact(&mut byte).unwrap();
            answer.extend(byte);
        }
        assert!(signal("CONT", wizard));
        let answer = String::from_utf8(answer).unwrap();
        let inside = answer.trim_start_matches("\x1b[").trim_end_matches('R');
        let (row, column) = inside.split_once(';').unwrap();
        let from_0 = |number: &str| number.parse::<usize>().unwrap() - 1;
        (from_0(row), from_0(column))
    }

    /// A picture of it, where there is a program to take one.
    fn picture(&self, name: &str) {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let taken = Command::new("import")
            .args(["-window", "root", "-display", &self.display])
            .arg(&file)
            .status();
        match taken {
            Ok(status) if status.success() => println!("picture: {}", file.display()),
            _ => println!("no picture: there is no import(1)"),
        }
    }
}

impl Drop for Xterm {
    fn drop(&mut self) {
        for child in [&mut self.wizard, &mut self.window, &mut self.server] {
            child.kill().ok();
            child.wait().ok();
        }
    }
}

/// A pty of 80×24: its far end, its near end.
fn pty() -> (OwnedFd, File) {
    let far = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&far).unwrap();
    unlockpt(&far).unwrap();
    let size = Winsize {
        ws_row: 24,
        ws_col: 80,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    tcsetwinsize(&far, size).unwrap();
    let name = ptsname(&far, Vec::new()).unwrap().into_string().unwrap();
    let near = tty(name);
    (far, near)
}

/// The column at which these words begin.
#[track_caller]
fn column(row: &str, words: &str) -> usize {
    let bare: Vec<(usize, char)> = row
        .chars()
        .enumerate()
        .filter(|(_, c)| *c != SECOND)
        .collect();
    let text: String = bare.iter().map(|(_, c)| c).collect();
    let at = text
        .find(words)
        .unwrap_or_else(|| panic!("{words}: {text}"));
    bare[text[..at].chars().count()].0
}

fn bare(row: &str) -> String {
    row.replace(SECOND, "")
}

#[test]
fn every_column_is_straight_and_the_cursor_stands_behind_what_was_typed() {
    for (wide, name) in [(false, "xterm-narrow.png"), (true, "xterm-cjk-width.png")] {
        let options: &[&str] = if wide { &["-cjk_width"] } else { &[] };
        let Some(mut xterm) = Xterm::start(options) else {
            return;
        };
        xterm.wait("the form", |rows| {
            rows.iter().any(|row| row.starts_with('>'))
        });
        xterm.send("“干—…·");
        let typed = |row: &String| bare(row).contains("“干—…·");
        let rows = xterm.wait("what was typed", |rows| {
            rows.get(5).is_some_and(typed) && rows.iter().skip(6).any(typed)
        });
        xterm.picture(name);
        let quote = if wide { 2 } else { 1 };

        // Marks and labels, values, units, remarks: each in a column of its own.
        for row in &rows[2..6] {
            assert_eq!(
                row.chars().position(|c| !"> ".contains(c)),
                Some(4),
                "{row}"
            );
        }
        let value = column(&rows[5], "“干");
        for (row, words) in [(2, "“三清三建”"), (3, "12"), (4, "____")] {
            assert_eq!(column(&rows[row], words), value, "{}", rows[row]);
        }
        // The longest label is 活动——名称·, three of whose characters are disputed.
        assert_eq!(value, 4 + 8 + 3 * quote + 2);
        assert_eq!(column(&rows[3], "次  "), column(&rows[4], "场  "));
        assert_eq!(column(&rows[3], "上期10"), column(&rows[4], "上期8"));
        // What stands at the right edge ends before the last column.
        for (row, end) in [(0, "存"), (1, "1"), (23, "助")] {
            let cells = rows[row].chars().count();
            assert_eq!(cells, 79, "{}", rows[row]);
            assert!(bare(&rows[row]).ends_with(end), "{}", rows[row]);
        }
        // No character was eaten by its neighbour, in no row.
        let paragraph: String = rows[9..23]
            .iter()
            .map(|row| bare(row).trim_start_matches(' ').to_owned())
            .collect();
        let whole = "清河——建绿。围绕“三清三建”——即“清河、清路、清院”……，全镇巡河12  次，“小板凳”宣讲____场，口号是“干—…·①②③×2。";
        assert!(paragraph.trim().ends_with(whole), "{paragraph}");
        for row in &rows {
            assert!(row.chars().count() < 80, "{row}");
            let disputed = |c: char| "“”—…·×①②③".contains(c);
            let seconds = row.chars().zip(row.chars().skip(1));
            for (c, next) in seconds.filter(|(c, _)| disputed(*c)) {
                assert_eq!(next == SECOND, wide, "{c} in {row}");
            }
        }

        // The cursor stands right behind what was typed.
        let behind = value + 2 + 4 * quote;
        assert_eq!(xterm.cursor(), (5, behind), "wide: {wide}");
        // Typed, taken back, typed: the part drawn anew leaves what a full drawing gives.
        xterm.send("”\x7f\x7f\x7f……·");
        let partly = xterm.wait("what was typed then", |rows| {
            rows.get(5).is_some_and(|row| bare(row).contains("“干—……·"))
        });
        assert_eq!(xterm.cursor(), (5, behind + quote));
        let settled =
            |rows: &[String]| rows[0].ends_with(['存', SECOND]) && bare(&rows[0]).ends_with("已存");
        let partly = if settled(&partly) {
            partly
        } else {
            xterm.wait("saved", settled)
        };
        // Something else wrote over the screen: Ctrl-L draws all of it, which must be the same.
        (&xterm.near).write_all(b"\x1b[3;1Hwall: ........").unwrap();
        xterm.wait("the rubbish", |rows| rows != partly);
        xterm.send("\x0c");
        assert_eq!(xterm.wait("drawn anew", |rows| rows == partly), partly);

        // Typed into a paragraph, its rows are moved by the terminal: that too is what a full drawing gives.
        xterm.send("\x05");
        xterm.wait("the editor", |rows| bare(&rows[1]).contains("改文字"));
        let long = "清河“建绿”两岸，".repeat(30);
        xterm.send(&long);
        xterm.wait("many rows", |rows| {
            rows.iter().filter(|row| bare(row).contains("建绿")).count() > 8 && settled(rows)
        });
        for _ in 0..12 {
            xterm.send("\x1b[A");
        }
        for typed in ["甲", "a", "“", "乙丙", "\x7f", "丁"] {
            xterm.send(typed);
        }
        let shifted = xterm.wait("typed amid", |rows| {
            rows.iter().any(|row| bare(row).contains("甲a“乙丁")) && settled(rows)
        });
        (&xterm.near).write_all(b"\x1b[3;1Hwall: ........").unwrap();
        xterm.wait("the rubbish", |rows| rows != shifted);
        xterm.send("\x0c");
        assert_eq!(xterm.wait("drawn anew", |rows| rows == shifted), shifted);
    }
}
