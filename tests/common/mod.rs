//! The real program on a terminal of its own: a pty whose far end is kept by vt100.
//!
//! Keys go in, the screen is waited for; nothing sleeps. What a test says about the screen stands in the test.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests only, and each test program uses its part"
)]

mod far;
pub mod process;

use std::ffi::OsStr;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::fs::OFlags;
use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};
use tempfile::TempDir;

use self::far::Far;
pub use self::far::Shown;

/// How long anything may take before the test fails.
pub const DEADLINE: Duration = Duration::from_secs(10);

/// How a program is started; [`Start::new`] gives what most tests want.
pub struct Start<'a> {
    pub columns: u16,
    pub rows: u16,
    pub args: &'a [&'a str],
    pub envs: &'a [(&'a str, &'a str)],
    /// The program; huibao unless a test of the harness itself says otherwise.
    pub program: &'a str,
    /// Disputed characters take two columns.
    pub wide: bool,
    /// The terminal never answers what it is asked.
    pub mute: bool,
    /// The program starts with SIGHUP ignored, as nohup does it.
    pub hangup_ignored: bool,
    /// The terminal is not the controlling one, so that nobody sends SIGHUP.
    pub no_controlling_terminal: bool,
    /// The folder to be at home in, with what an earlier program left there.
    pub home: Option<Home>,
}

impl<'a> Start<'a> {
    /// The program at a terminal of 80×24 that answers as xterm does.
    pub fn new(args: &'a [&'a str]) -> Self {
        Self {
            columns: 80,
            rows: 24,
            args,
            envs: &[],
            program: env!("CARGO_BIN_EXE_huibao"),
            wide: false,
            mute: false,
            hangup_ignored: false,
            no_controlling_terminal: false,
            home: None,
        }
    }

    /// Starts it.
    pub fn start(self) -> App {
        App::start(self)
    }
}

/// Starts huibao in a home of its own.
pub fn start(columns: u16, rows: u16, args: &[&str], envs: &[(&str, &str)]) -> App {
    Start {
        columns,
        rows,
        envs,
        ..Start::new(args)
    }
    .start()
}

/// A folder that is gone after the test.
#[derive(Clone)]
pub struct Home(Arc<TempDir>);

impl Home {
    /// An empty one.
    pub fn new() -> Self {
        Self(Arc::new(tempfile::tempdir().expect("a temporary folder")))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

/// How a program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// By itself, with this code.
    Code(u32),
    /// By a signal, by its name.
    Signal(String),
}

/// A running program and its terminal.
pub struct App {
    home: Home,
    pid: u32,
    /// How it ended, from the thread that waits for it.
    end: Receiver<End>,
    ended: Option<End>,
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Arc<Mutex<Option<Box<dyn Write + Send>>>>,
    far: Arc<Far>,
    reader: Option<JoinHandle<()>>,
    tty: PathBuf,
}

impl App {
    fn start(how: Start<'_>) -> Self {
        let size = pty_size(how.columns, how.rows);
        let pair = native_pty_system().openpty(size).expect("a pty");
        let tty = pair.master.tty_name().expect("a pty has a name");
        no_end_of_file(&tty);
        let home = how.home.clone().unwrap_or_else(Home::new);
        let mut command = if how.hangup_ignored {
            let mut shell = CommandBuilder::new("/bin/sh");
            shell.args(["-c", "trap '' HUP; exec \"$0\" \"$@\"", how.program]);
            shell
        } else {
            CommandBuilder::new(how.program)
        };
        command.args(how.args);
        command.set_controlling_tty(!how.no_controlling_terminal);
        command.env_clear();
        command.cwd(home.path());
        for name in ["HOME", "HUIBAO_HOME"] {
            command.env(name, home.path());
        }
        let usual = [
            ("PATH", "/usr/bin:/bin"),
            ("TERM", "xterm-256color"),
            ("LANG", "C.UTF-8"),
        ];
        for (name, value) in usual.iter().chain(how.envs) {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program");
        drop(pair.slave);
        let pid = child.process_id().expect("it runs");
        let (tell, end) = mpsc::channel();
        thread::spawn(move || tell.send(wait_for_end(child)));
        let keys = pair.master.take_writer().expect("a writer");
        let keys = Arc::new(Mutex::new(Some(keys)));
        let far = Arc::new(Far::new(&how));
        let output = pair.master.try_clone_reader().expect("a reader");
        let reader = {
            let (far, keys) = (Arc::clone(&far), Arc::clone(&keys));
            thread::spawn(move || far.read(output, &keys))
        };
        Self {
            home,
            pid,
            end,
            ended: None,
            master: Some(pair.master),
            keys,
            far,
            reader: Some(reader),
            tty,
        }
    }

    /// The folder it is at home in and runs in; may outlive it.
    pub fn home(&self) -> Home {
        self.home.clone()
    }

    /// Types, as bytes of a keyboard.
    pub fn send(&self, keys: impl AsRef<[u8]>) {
        let mut writer = self.keys.lock().expect("no panic");
        let writer = writer.as_mut().expect("the terminal is there");
        writer.write_all(keys.as_ref()).expect("typing");
        writer.flush().expect("typing");
    }

    /// Pastes between marks.
    pub fn paste(&self, text: &str) {
        self.send(format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Waits until the screen shows the text in one of its rows.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        self.far.wait(text, |shown| shown.has(text));
    }

    /// Waits until the screen no longer shows the text.
    #[track_caller]
    pub fn wait_gone(&self, text: &str) {
        self.far
            .wait(&format!("no {text}"), |shown| !shown.has(text));
    }

    /// Waits until what the terminal shows is as wanted; `what` names it where that never comes.
    #[track_caller]
    pub fn wait(&self, what: &str, wanted: impl Fn(&Shown<'_>) -> bool) {
        self.far.wait(what, wanted);
    }

    /// Waits until what the terminal shows is as wanted, but not for longer than that.
    pub fn wait_at_most(&self, limit: Duration, wanted: impl Fn(&Shown<'_>) -> bool) {
        self.far.wait_at_most(limit, wanted);
    }

    /// The rows of the screen, without blanks at their ends.
    pub fn screen(&self) -> Vec<String> {
        self.far.look(|shown| shown.rows())
    }

    /// The row and column of the cursor, from 0.
    pub fn cursor(&self) -> (u16, u16) {
        self.far.look(|shown| shown.cursor())
    }

    /// What the terminal shows, for a closer look.
    pub fn look<T>(&self, at: impl FnOnce(&Shown<'_>) -> T) -> T {
        self.far.look(at)
    }

    /// How many bytes the program has sent so far.
    pub fn bytes(&self) -> usize {
        self.far.look(|shown| shown.sent().len())
    }

    /// How many bytes it has sent since there were so many.
    pub fn bytes_since(&self, before: usize) -> usize {
        self.bytes() - before
    }

    /// Gives the terminal another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        let master = self.master.as_ref().expect("the terminal is there");
        self.far.resize(columns, rows);
        master.resize(pty_size(columns, rows)).expect("resizing");
    }

    /// Closes the terminal, as when a window is closed or a line breaks.
    pub fn hangup(&mut self) {
        self.far.close();
        // The reader sleeps in a read: a byte at the near end wakes it, and it lets go of its end.
        let mut near = tty(&self.tty);
        near.write_all(b"\0").expect("waking the reader");
        self.reader.take().map(JoinHandle::join);
        drop(near);
        self.keys.lock().expect("no panic").take();
        self.master = None;
    }

    /// Kills it, with nothing saved.
    #[track_caller]
    pub fn kill9(&mut self) {
        self.signal("KILL");
        self.finish();
    }

    /// Sends a signal by its name, as `kill -s` has it.
    #[track_caller]
    pub fn signal(&self, name: &str) {
        assert!(self.try_signal(name), "it has ended already");
    }

    fn try_signal(&self, name: &str) -> bool {
        process::signal(name, self.pid)
    }

    /// The number of its process.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// Waits for its end; the screen keeps what was sent last.
    #[track_caller]
    pub fn finish(&mut self) -> End {
        if let Some(reader) = self.reader.take() {
            self.far.wait_end();
            reader.join().expect("no panic");
        }
        let ended = self
            .ended
            .take()
            .or_else(|| self.end.recv_timeout(DEADLINE).ok());
        self.ended = ended.clone();
        ended.expect("it does not end")
    }

    /// Waits for its end and gives its exit code.
    #[track_caller]
    pub fn exit_code(&mut self) -> u32 {
        match self.finish() {
            End::Code(code) => code,
            End::Signal(signal) => panic!("ended by {signal}"),
        }
    }
}

impl Drop for App {
    fn drop(&mut self) {
        // A failed test leaves nothing running.
        if self.ended.is_none() && self.end.try_recv().is_err() {
            self.try_signal("KILL");
        }
    }
}

fn wait_for_end(mut child: Box<dyn Child + Send + Sync>) -> End {
    let status = child.wait().expect("waiting");
    match status.signal() {
        Some(signal) => End::Signal(signal.into()),
        None => End::Code(status.exit_code()),
    }
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// Waits for what no terminal shows: files, processes.
#[track_caller]
pub fn soon(what: &str, holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < DEADLINE, "never: {what}");
        thread::park_timeout(Duration::from_millis(2));
    }
}

/// Compares a text with the file that it is expected in; `UPDATE=1` writes it there instead.
#[track_caller]
pub fn golden(file: &Path, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(file, text).expect("writing what is expected");
        return;
    }
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    let differs = |(one, other): &(&str, &str)| one != other;
    let first = expected
        .lines()
        .zip(text.lines())
        .position(|pair| differs(&pair));
    let line = first.unwrap_or_else(|| expected.lines().count().min(text.lines().count()));
    assert!(
        expected == text,
        "{} differs from line {} on; UPDATE=1 rewrites it. It is now:\n{text}",
        file.display(),
        line + 1,
    );
}

/// The near end of the pty, not as our controlling terminal.
pub fn tty(name: impl AsRef<OsStr>) -> std::fs::File {
    let flags = i32::try_from(OFlags::NOCTTY.bits()).expect("a flag");
    OpenOptions::new()
        .read(true)
        .write(true)
        .custom_flags(flags)
        .open(name.as_ref())
        .expect("the near end of the pty")
}

/// Without a character for the end of a file portable-pty types none, and no Enter before it, when a hang-up drops
/// its writer.
fn no_end_of_file(name: &Path) {
    let near = tty(name);
    let mut modes = tcgetattr(&near).expect("modes");
    modes.special_codes[SpecialCodeIndex::VEOF] = 0;
    tcsetattr(&near, OptionalActions::Now, &modes).expect("modes");
}
