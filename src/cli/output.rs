//! Printing: results whole to standard output, messages to standard error.

use std::borrow::Cow;
use std::io::{self, ErrorKind, IsTerminal, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

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
    let mut json = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut json, Indented::default());
    if value.serialize(&mut serializer).is_err() {
        return Err(Failure::usage("结果写不成 JSON。").remedy("请不加 --json 再试一次。"));
    }
    json.push(b'\n');
    match io::stdout().is_terminal().then(|| str::from_utf8(&json)) {
        Some(Ok(text)) => print(text),
        _ => bytes(&json),
    }
}

/// JSON of one value a line, two blanks deeper for each level. What stands between two values is written at once:
/// serde_json's own puts it together from single blanks, and an import has a million lines.
#[derive(Default)]
struct Indented {
    level: usize,
    /// The list or object in hand has something in it.
    filled: bool,
}

/// A comma, the end of the line and the blanks of sixteen levels; none of our results is that deep.
const BREAK: &[u8] = b",\n                                ";

impl Indented {
    fn open<W: Write + ?Sized>(&mut self, out: &mut W, sign: &[u8]) -> io::Result<()> {
        self.level = self.level.saturating_add(1);
        self.filled = false;
        out.write_all(sign)
    }

    fn close<W: Write + ?Sized>(&mut self, out: &mut W, sign: &[u8]) -> io::Result<()> {
        self.level = self.level.saturating_sub(1);
        if self.filled {
            self.next(out, true)?;
        }
        self.filled = true;
        out.write_all(sign)
    }

    fn next<W: Write + ?Sized>(&self, out: &mut W, first: bool) -> io::Result<()> {
        let end = self.level.saturating_add(1).saturating_mul(2);
        out.write_all(BREAK.get(usize::from(first)..end).unwrap_or(b"\n"))
    }
}

impl Formatter for Indented {
    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}
