//! The two ends of a talk without a screen: lines said, a line heard. No cursor moves, no colours. A terminal is
//! spoken to in its own encoding, a pipe in UTF-8.

use std::io::{self, BufRead, Read, Write};

use crate::tui::terminal::encoding::{Charset, Incoming};
use crate::tui::terminal::input::{Code, Decoder, Input};
use crate::tui::width::printable;

/// The longest line that is taken, in bytes.
const LONGEST: u64 = 1 << 20;

/// Of a longer line a terminal drops the rest (N_TTY), and its end with it.
const TERMINAL_LINE: usize = 4095;

/// Where questions go to, and answers come from.
pub struct Talk {
    /// Answers.
    pub input: Box<dyn BufRead>,
    /// Questions.
    pub output: Box<dyn Write>,
    /// What answers are spelled in.
    pub typed: Charset,
    /// What questions are spelled in.
    pub said: Charset,
    /// Answers are not seen as they are typed (a pipe): they are printed behind their questions.
    pub echo: bool,
}

/// What was heard.
pub(super) enum Heard {
    /// A line, without its end.
    Line(String),
    /// A line that can't be read; why.
    Unreadable(&'static str),
    /// Nothing more comes.
    End,
}

impl Talk {
    /// Says something, on lines of its own.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        for line in text.lines() {
            self.put(line)?;
            self.output.write_all(b"\n")?;
        }
        self.output.flush()
    }

    /// Says something and hears the answer, in the same line.
    pub(super) fn ask(&mut self, prompt: &str) -> io::Result<Heard> {
        self.put(prompt)?;
        self.output.flush()?;
        let heard = self.hear();
        if self.echo {
            let seen = match &heard {
                Heard::Line(line) => line.as_str(),
                _ => "",
            };
            self.put(seen)?;
        }
        if self.echo || matches!(heard, Heard::End) {
            self.output.write_all(b"\n")?;
            self.output.flush()?;
        }
        Ok(heard)
    }

    fn put(&mut self, text: &str) -> io::Result<()> {
        self.output.write_all(&self.said.encode(&printable(text)))
    }

    fn hear(&mut self) -> Heard {
        let mut bytes = Vec::new();
        // A terminal that is gone gives an error, a pipe that is closed nothing: both are the end.
        if !matches!(self.line(&mut bytes), Ok(1..)) {
            return Heard::End;
        }
        if bytes.last() != Some(&b'\n') && u64::try_from(bytes.len()).is_ok_and(|n| n >= LONGEST) {
            while matches!(self.line(&mut Vec::new()), Ok(read) if read > 0) {}
            return Heard::Unreadable("这一行太长，没有收。");
        }
        if !self.echo && bytes.len() >= TERMINAL_LINE {
            return Heard::Unreadable("这一行太长，终端没有收全。请分成几行，再输入一次。");
        }
        read(&bytes, self.typed)
    }

    fn line(&mut self, bytes: &mut Vec<u8>) -> io::Result<usize> {
        loop {
            match (&mut self.input).take(LONGEST).read_until(b'\n', bytes) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => return other,
            }
        }
    }
}

/// A line as it was typed: keys that a line can't hold (arrows) are passed over, a Backspace that the system left
/// in it takes back what stands before it.
fn read(bytes: &[u8], charset: Charset) -> Heard {
    let bytes = Incoming::from(charset).feed(bytes);
    let mut decoder = Decoder::new();
    let mut inputs = decoder.feed(bytes.trim_ascii_end());
    inputs.append(&mut decoder.idle());
    let mut line = String::new();
    for input in inputs {
        match input {
            Input::Key(key) if !key.ctrl && !key.alt => match key.code {
                Code::Char(c) => line.push(c),
                Code::Tab => line.push(' '),
                Code::Backspace => {
                    line.pop();
                }
                _ => {}
            },
            Input::Paste(text) => line.push_str(&text),
            Input::NotUtf8(_) => {
                return Heard::Unreadable("这一行有读不出来的字，编码不对，没有收。请重新输入。");
            }
            _ => {}
        }
    }
    Heard::Line(line.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(bytes: &[u8], charset: Charset) -> Option<String> {
        match read(bytes, charset) {
            Heard::Line(line) => Some(line),
            _ => None,
        }
    }

    #[test]
    fn a_line_is_what_was_typed_without_keys_that_are_no_text() {
        assert_eq!(
            heard("清溪镇\r\n".as_bytes(), Charset::Utf8).unwrap(),
            "清溪镇"
        );
        assert_eq!(heard(b"1\x1b[A2\x7f3\n", Charset::Utf8).unwrap(), "13");
        assert_eq!(heard(b"\xc7\xe5\xcf\xaa\n", Charset::Gbk).unwrap(), "清溪");
        assert_eq!(heard(b"\xc7\xe5\xcf\xaa\n", Charset::Utf8), None);
    }
}
