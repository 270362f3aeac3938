//! Printing: results whole to standard output, messages to standard error.

use std::io::{self, ErrorKind, Write};

use serde::Serialize;

use crate::failure::Failure;

use super::Outcome;

/// Prints a result. Whoever reads it may stop reading: a closed pipe is no failure.
pub(super) fn print(text: &str) -> Result<Outcome, Failure> {
    bytes(text.as_bytes())
}

/// Prints a result in whatever encoding it already has.
pub(super) fn bytes(bytes: &[u8]) -> Result<Outcome, Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::disk("标准输出写不进去。").remedy("请看磁盘是不是满了，再试一次。"))
        }
        _ => Ok(Outcome::Done),
    }
}

/// Says something on standard error, on lines of its own. Where nobody hears it, nothing can be done.
pub(super) fn say(text: &str) {
    let mut stderr = io::stderr().lock();
    let said = writeln!(stderr, "{}", text.trim_end());
    drop(said);
}

/// Prints a result as JSON.
pub(super) fn json(value: &impl Serialize) -> Result<Outcome, Failure> {
    let Ok(json) = serde_json::to_string_pretty(value) else {
        return Err(Failure::usage("结果写不成 JSON。").remedy("请不加 --json 再试一次。"));
    };
    print(&format!("{json}\n"))
}
