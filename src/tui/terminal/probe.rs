//! The question put to a terminal at the start: what does it speak, and how wide does it draw disputed characters.
//! What follows from the answer is left to `width`, to `encoding` and to whoever lays text out.

use std::env;

use ratatui::layout::Size;

use super::encoding::{self, Charset};
use super::input::Input;
use crate::store::settings::Drawn;
use crate::tui::width::Width;

/// What is known of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Probe {
    /// How wide it draws disputed characters; without an answer wide, which is legible on both kinds.
    pub width: Width,
    /// What it speaks; without an answer what the locale says, else UTF-8.
    pub charset: Charset,
    /// Whether it can be told that a frame begins and ends (mode 2026).
    pub sync: bool,
}

impl Probe {
    /// What is taken for granted without an answer.
    pub(super) fn unanswered() -> Self {
        Self {
            width: Width::Wide,
            charset: Charset::of_locale().unwrap_or(Charset::Utf8),
            sync: false,
        }
    }
}

/// What tells a terminal that a frame begins and ends.
pub(super) const SYNC: u16 = 2026;

/// Terminals in GB18030 and Latin-1 give themselves away by where 中丽 ends, but not by 中 alone. Before that the
/// terminal is asked whether it knows [`SYNC`]; what it prints where it knows no such question is written over.
pub(super) const QUESTION: &str = "\x1b[?2026$p\r中丽\x1b[6n\r“\x1b[6n\r\x1b[K";

/// A terminal in GBK or GB18030 is asked again, how wide “ is in its own encoding.
pub(super) const WIDTH_QUESTION: &[u8] = b"\r\xa1\xb0\x1b[6n\r\x1b[K";

/// Whether the question has room in one row; where not, its answer would say nothing.
pub(super) const fn fits(size: Size) -> bool {
    size.width > 8
}

/// What a terminal speaks, by the columns in which 中丽 and “ ended, sent to it in UTF-8.
fn charset((first, second): (u16, u16)) -> Charset {
    if let Some(charset) = encoding::told() {
        return charset;
    }
    if first == 5 {
        return Charset::Utf8;
    }
    match (Charset::of_locale(), second) {
        (Some(charset @ (Charset::Gbk | Charset::Gb18030)), _) => charset,
        // In GBK “ is a character and half of another one; luit, speaking GB18030, swallows all of it.
        (_, 3) => Charset::Gbk,
        (_, 1) => Charset::Gb18030,
        _ => Charset::Other,
    }
}

/// What the environment says about the width, else what is set; `None` where the terminal is to be asked.
#[must_use]
pub fn told(set: Drawn) -> Option<Width> {
    let told = env::var("HUIBAO_WIDTH").ok();
    match told.as_deref().and_then(Drawn::named).unwrap_or(set) {
        Drawn::Asked => None,
        Drawn::Narrow => Some(Width::Narrow),
        Drawn::Wide => Some(Width::Wide),
    }
}

/// The answers as they come in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answers {
    next: Next,
    sync: bool,
}

/// Which answer comes next.
#[derive(Debug, Clone, Copy)]
enum Next {
    /// Where 中丽 ended.
    First,
    /// Where “ ended; 中丽 ended in this column.
    Second(u16),
    /// Where “ ended; it was asked in this encoding.
    Width(Charset),
    /// None.
    Nothing,
}

impl Answers {
    /// Those to the question of the start, if it was put.
    pub(super) const fn new(asked: bool) -> Self {
        let next = if asked { Next::First } else { Next::Nothing };
        Self { next, sync: false }
    }

    /// The answer to the second question comes next, put in this encoding.
    pub(super) const fn expect_width(&mut self, charset: Charset) {
        self.next = Next::Width(charset);
    }

    /// Takes the answers out of what the terminal sent; gives what they say with the last of them.
    pub(super) fn take(&mut self, inputs: &mut Vec<Input>) -> Option<Probe> {
        let mut found = None;
        inputs.retain(|input| match *input {
            Input::Mode { number, state } => {
                self.sync |= number == SYNC && state != 0;
                false
            }
            Input::Report { column, .. } => {
                let charset = match self.next {
                    Next::Nothing => return true,
                    Next::First => {
                        self.next = Next::Second(column);
                        return false;
                    }
                    Next::Second(first) => charset((first, column)),
                    Next::Width(charset) => charset,
                };
                self.next = Next::Nothing;
                let width = match column {
                    3.. => Width::Wide,
                    _ => Width::Narrow,
                };
                found = Some(Probe {
                    width,
                    charset,
                    sync: self.sync,
                });
                false
            }
            _ => true,
        });
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::input::Decoder;
    use super::*;

    fn answered(bytes: &[u8]) -> (Option<Probe>, Vec<Input>) {
        let mut inputs = Decoder::new().feed(bytes);
        (Answers::new(true).take(&mut inputs), inputs)
    }

    #[test]
    fn the_two_columns_tell_width_and_encoding() {
        // Measured on xterm, on xterm -cjk_width, in Latin-1 and behind luit in GB18030 and GBK.
        for (answer, width, charset) in [
            ("\x1b[3;5R\x1b[3;2R", Width::Narrow, Charset::Utf8),
            ("\x1b[3;5R\x1b[3;3R", Width::Wide, Charset::Utf8),
            ("\x1b[3;7R\x1b[3;2R", Width::Narrow, Charset::Other),
            ("\x1b[3;6R\x1b[3;1R", Width::Narrow, Charset::Gb18030),
            ("\x1b[3;9R\x1b[3;3R", Width::Wide, Charset::Gbk),
        ] {
            let (probe, rest) = answered(answer.as_bytes());
            let sync = false;
            let expected = Probe {
                width,
                charset,
                sync,
            };
            assert_eq!(probe, Some(expected), "{answer:?}");
            assert_eq!(rest, []);
        }
    }

    #[test]
    fn the_width_alone_is_asked_in_the_encoding_that_is_known() {
        let mut answers = Answers::new(true);
        answers.expect_width(Charset::Gbk);
        let probe = answers.take(&mut Decoder::new().feed(b"\x1b[3;3R"));
        let probe = probe.unwrap();
        assert_eq!((probe.width, probe.charset), (Width::Wide, Charset::Gbk));
    }

    #[test]
    fn keys_typed_meanwhile_are_kept() {
        let (probe, rest) = answered(b"1\x1b[3;5R2\x1b[3;2R3\x1b[9;9R");
        assert!(probe.is_some());
        assert_eq!(rest.len(), 4);
    }

    #[test]
    fn a_terminal_that_knows_frames_says_so() {
        for (answer, sync) in [
            ("\x1b[?2026;2$y\x1b[3;5R\x1b[3;2R", true),
            ("\x1b[?2026;0$y\x1b[3;5R\x1b[3;2R", false),
            ("\x1b[3;5R\x1b[3;2R", false),
        ] {
            let (probe, rest) = answered(answer.as_bytes());
            assert_eq!(probe.unwrap().sync, sync, "{answer:?}");
            assert_eq!(rest, []);
        }
    }

    #[test]
    fn half_an_answer_is_none() {
        assert_eq!(answered(b"\x1b[3;5R").0, None);
    }
}
