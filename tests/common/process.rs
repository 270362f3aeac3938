//! Processes from outside: the built program without a terminal, programs that may be missing, signals, what a process
//! spends; and numbers that look random and are the same in every run.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// The built program, without a terminal, at home in this folder.
pub fn huibao(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huibao"));
    command
        .args(args)
        .current_dir(home)
        .env("HUIBAO_HOME", home);
    command
}

/// Whether a program is installed; where not, says that a test is left out, which the continuous checks do not excuse.
#[expect(clippy::print_stdout, reason = "what was left out and why")]
pub fn is_there(program: &str) -> bool {
    let found = Path::new(program).exists();
    if !found {
        assert!(std::env::var_os("CI").is_none(), "{program} is missing");
        println!("skipped: there is no {program}");
    }
    found
}

/// Sends a signal by its name, as `kill -s` has it; whether there was a process to take it.
pub fn signal(name: &str, pid: u32) -> bool {
    Command::new("/bin/sh")
        .args(["-c", "kill -s \"$0\" \"$1\"", name, &pid.to_string()])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Whether a process runs; one that only waits to be reaped does not.
pub fn runs(pid: u32) -> bool {
    stat(format!("/proc/{pid}/stat")).is_some_and(|stat| stat[0] != "Z")
}

/// Whether all its threads are stopped: a signal that stops it is only on its way when `kill` has ended.
pub fn is_stopped(pid: u32) -> bool {
    let Ok(mut tasks) = fs::read_dir(format!("/proc/{pid}/task")) else {
        return false;
    };
    tasks.all(|task| {
        let path = task.expect("a thread").path().join("stat");
        stat(path).is_some_and(|stat| stat[0] == "T")
    })
}

/// The process that started it.
pub fn parent(pid: u32) -> u32 {
    let stat = stat(format!("/proc/{pid}/stat")).expect("it runs");
    stat[1].parse().expect("a number")
}

/// What stands behind the name in the `stat` of a process or thread: its state, who started it …; none where it is gone.
fn stat(path: impl AsRef<Path>) -> Option<Vec<String>> {
    let stat = fs::read_to_string(path).ok()?;
    let (_, rest) = stat.rsplit_once(')')?;
    Some(rest.split_whitespace().map(str::to_owned).collect())
}

/// The time that a process has spent on a CPU; none once it has ended.
pub fn cpu(pid: u32) -> Option<Duration> {
    // In nanoseconds, of all its threads together.
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).ok()?;
    let spent = tasks.filter_map(|task| {
        let stat = fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
        stat.split_whitespace().next()?.parse::<u64>().ok()
    });
    Some(Duration::from_nanos(spent.sum())).filter(|spent| !spent.is_zero())
}

/// Numbers that look random and are the same for the same seed.
pub struct Chance(u64);

impl Chance {
    /// A row of numbers of its own for each seed.
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Any byte.
    pub fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[4]
    }

    /// A number below this one.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// An index into that many.
    pub fn index(&mut self, limit: usize) -> usize {
        usize::try_from(self.below(u64::try_from(limit).expect("small"))).expect("small")
    }
}
