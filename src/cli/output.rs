//! Printing: results whole to standard output, messages to standard error.

use std::borrow::Cow;
use std::io::{self, ErrorKind, IsTerminal, Write};

use serde::Serialize;

use crate::failure::Failure;
use crate::tui::terminal::encoding::Charset;
use crate::tui::width::printable;

use super::Outcome;

/// Prints a result. Whoever reads it may stop reading: a closed pipe is no failure.
pub(super) fn print(text: &str) -> Result<Outcome, Failure> {
    bytes(&spelled(text, io::stdout().is_terminal()))
}

/// The text as whoever reads it has it: a terminal in its own encoding, a pipe or a file in UTF-8.
fn spelled(text: &str, terminal: bool) -> Cow<'_, [u8]> {
    match Charset::of_locale().filter(|charset| terminal && charset.has_chinese()) {
        Some(charset) => Cow::Owned(charset.encode(&harmless(text))),
        None => Cow::Borrowed(text.as_bytes()),
    }
}

/// Prints a result in whatever encoding it already has.
pub(super) fn bytes(bytes: &[u8]) -> Result<Outcome, Failure> {
    let mut stdout = io::stdout().lock();
    // A file gets what the draft holds; a terminal nothing that could steer it.
    let terminal = stdout.is_terminal();
    let shown = match terminal.then(|| std::str::from_utf8(bytes)) {
        Some(Ok(text)) => Cow::Owned(harmless(text).into_bytes()),
        _ => Cow::Borrowed(bytes),
    };
    match stdout.write_all(&shown).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::disk("标准输出写不进去。").remedy("请看磁盘是不是满了，再试一次。"))
        }
        _ => Ok(Outcome::Done),
    }
}

/// Says something on standard error, on lines of its own. Where nobody hears it, nothing can be done.
pub(super) fn say(text: &str) {
    let mut stderr = io::stderr().lock();
    let line = format!("{}\n", harmless(text.trim_end()));
    let said = stderr.write_all(&spelled(&line, io::stderr().is_terminal()));
    drop(said);
}

/// A text of several lines without what could steer a terminal.
fn harmless(text: &str) -> String {
    let lines: Vec<_> = text
        .split('\n')
        .map(|line| printable(line.trim_end_matches('\r')))
        .collect();
    lines.join("\n")
}

/// Prints a result as JSON.
pub(super) fn json(value: &impl Serialize) -> Result<Outcome, Failure> {
    let Ok(json) = serde_json::to_string_pretty(value) else {
        return Err(Failure::usage("结果写不成 JSON。").remedy("请不加 --json 再试一次。"));
    };
    print(&(json + "\n"))
}

/// A long result, printed while it is made: it need not be in memory whole.
pub(super) struct Printer {
    text: String,
}

impl Printer {
    /// As many bytes are printed at once.
    const FULL: usize = 64 * 1024;

    pub(super) fn new() -> Self {
        // What is printed next may go on a little beyond.
        let text = String::with_capacity(Self::FULL.saturating_add(4 * 1024));
        Self { text }
    }

    /// Takes what writes down what is to be printed next.
    pub(super) fn add(&mut self, next: impl FnOnce(&mut String)) -> Result<(), Failure> {
        next(&mut self.text);
        if self.text.len() >= Self::FULL {
            self.end()?;
        }
        Ok(())
    }

    /// Prints what is left.
    pub(super) fn end(&mut self) -> Result<Outcome, Failure> {
        let done = print(&self.text);
        self.text.clear();
        done
    }
}
