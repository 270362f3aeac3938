//! The wizard inside real tmux and GNU screen: what is typed and shown, a lost line outside, the clipboard.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "tests only"
)]

mod common;

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::process::Command;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use common::process;
use common::{App, Home, Start};

const HALF: &str = include_str!("../examples/river-half-filled/draft.toml");
const FINISHED: &str = include_str!("../examples/township-finished/draft.toml");

/// A multiplexer with a session of its own.
struct Inside {
    program: &'static str,
    home: Home,
    app: App,
}

impl Inside {
    /// The wizard on this draft; `None` where the program is not installed, which the continuous checks do not excuse.
    fn start(program: &'static str, draft: &str) -> Option<Self> {
        if !process::is_there(program) {
            return None;
        }
        let home = Home::new();
        let folder = home.path();
        fs::write(folder.join("a.toml"), draft).unwrap();
        // A shell would go on when the wizard has ended; exec does not.
        let set = "set -g set-clipboard on\nset -g allow-passthrough on\nset -g status off\n";
        fs::write(folder.join("tmux.conf"), set).unwrap();
        fs::write(folder.join("screenrc"), "startup_message off\n").unwrap();
        let sockets = folder.join("sockets");
        fs::DirBuilder::new().mode(0o700).create(&sockets).unwrap();
        let path = |name: &str| folder.join(name).display().to_string();
        let huibao = env!("CARGO_BIN_EXE_huibao");
        let (conf, sockets) = (path("tmux.conf"), path("sockets"));
        let screenrc = path("screenrc");
        let tmux = ["-u", "-f", &conf, "new-session", huibao, "edit", "a.toml"];
        let screen = ["-U", "-c", &screenrc, "-S", "it", huibao, "edit", "a.toml"];
        let app = Start {
            program,
            home: Some(home.clone()),
            envs: &[("TMUX_TMPDIR", &sockets), ("SCREENDIR", &sockets)],
            ..Start::new(if program == TMUX { &tmux } else { &screen })
        }
        .start();
        app.wait_for("已填");
        Some(Self { program, home, app })
    }

    /// A command to its server.
    fn command(&self, args: &[&str]) -> String {
        let sockets = self.home.path().join("sockets");
        let output = Command::new(self.program)
            .args(args)
            .env_remove("TMUX")
            .env("TMUX_TMPDIR", &sockets)
            .env("SCREENDIR", &sockets)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    fn draft(&self) -> String {
        fs::read_to_string(self.home.path().join("a.toml")).unwrap()
    }

    /// What `render` makes of the draft.
    fn text(&self) -> String {
        let mut render = process::huibao(self.home.path(), &["render", "a.toml"]);
        let output = render.output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        if self.program == TMUX {
            self.command(&["kill-server"]);
        } else {
            self.command(&["-S", "it", "-X", "quit"]);
        }
    }
}

const TMUX: &str = "/usr/bin/tmux";
const SCREEN: &str = "/usr/bin/screen";

/// From the first step to 成文, and the key that copies.
fn copy(app: &App) {
    app.send("\x07核对\r\x1b[6~");
    app.wait_for("复制全文");
    app.send("2");
    app.wait_for("送给终端软件了");
}

/// The texts that a terminal was told to copy.
fn copied(sent: &[u8]) -> Vec<String> {
    let sent = String::from_utf8_lossy(sent);
    let texts = sent.split("\x1b]52;").skip(1).filter_map(|rest| {
        let (_, rest) = rest.split_once(';')?;
        let end = rest.find(['\x07', '\x1b'])?;
        let bytes = STANDARD.decode(&rest[..end]).ok()?;
        String::from_utf8(bytes).ok()
    });
    texts.collect()
}

#[test]
fn chinese_is_typed_and_shown_and_leaving_ends_the_session() {
    for program in [TMUX, SCREEN] {
        let Some(mut inside) = Inside::start(program, HALF) else {
            continue;
        };
        inside.app.send("\x07镇名\r");
        inside.app.wait("the field", |shown| {
            shown
                .rows()
                .iter()
                .any(|row| row.starts_with('>') && row.contains("镇"))
        });
        inside.app.send("\x15白水");
        inside.app.wait_for("白水2026年上半年");
        inside.app.wait("the cursor behind it", |shown| {
            let (row, column) = shown.cursor();
            let line = shown.rows()[usize::from(row)].clone();
            let before = line.split("白水").next().unwrap();
            line.contains("白水")
                && usize::from(column)
                    == huibao::tui::width::text_columns(before, huibao::tui::width::Width::Narrow)
                        + 4
        });
        inside.app.send("镇\x11");
        inside.app.finish();
        assert!(
            inside.draft().contains("\"镇名\" = \"白水镇\""),
            "{program}"
        );
    }
}

#[test]
fn a_line_lost_outside_leaves_the_wizard_and_a_killed_server_its_draft() {
    for program in [TMUX, SCREEN] {
        let Some(mut inside) = Inside::start(program, HALF) else {
            continue;
        };
        inside.app.send("\x07镇名\r\x15白水");
        inside.app.wait_for("白水2026年上半年");
        inside.app.hangup();
        inside.app.finish();
        // The line is back: the wizard stands where it stood.
        let sockets = inside.home.path().join("sockets").display().to_string();
        let again = |args: &[&str]| {
            Start {
                program,
                home: Some(inside.home.clone()),
                envs: &[("TMUX_TMPDIR", &sockets), ("SCREENDIR", &sockets)],
                ..Start::new(args)
            }
            .start()
        };
        let mut app = match program {
            TMUX => again(&["-u", "attach"]),
            _ => again(&["-U", "-D", "-r", "it"]),
        };
        app.wait_for("白水2026年上半年");
        app.send("镇");
        app.wait_for("白水镇2026年上半年");
        // Half a second has not passed: only the hang-up saves.
        match program {
            TMUX => inside.command(&["kill-server"]),
            _ => inside.command(&["-S", "it", "-X", "quit"]),
        };
        app.finish();
        let lock = inside.home.path().join(".a.toml.lock");
        common::soon("the wizard has ended", || !lock.exists());
        assert!(
            inside.draft().contains("\"镇名\" = \"白水镇\""),
            "{program}"
        );
    }
}

#[test]
fn the_finished_text_reaches_the_clipboard_outside() {
    let home = Home::new();
    fs::write(home.path().join("a.toml"), FINISHED).unwrap();
    let plain = Start {
        home: Some(home.clone()),
        ..Start::new(&["edit", "a.toml"])
    }
    .start();
    plain.wait_for("已填");
    copy(&plain);
    let bare = plain.look(|shown| copied(shown.sent()));
    let mut whole = 0;
    for program in [TMUX, SCREEN] {
        let Some(inside) = Inside::start(program, FINISHED) else {
            continue;
        };
        let text = inside.text();
        assert_eq!(bare, std::slice::from_ref(&text));
        copy(&inside.app);
        inside.app.wait("the clipboard", |shown| {
            copied(shown.sent()).contains(&text)
        });
        if program == TMUX {
            assert_eq!(inside.command(&["show-buffer"]), text);
        }
        whole += 1;
    }
    println!("{whole} multiplexers passed the text on");
}
