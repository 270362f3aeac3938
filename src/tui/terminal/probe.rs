//! The question put to a terminal at the start: what does it speak, and how wide does it draw disputed characters.
//! What follows from the answer is left to `width`, to `encoding` and to whoever lays text out.

use std::env;

use super::encoding::{self, Charset};
use super::input::Input;
use crate::tui::width::Width;

/// What is known of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Probe {
    /// How wide it draws disputed characters; without an answer wide, which is legible on both kinds.
    pub width: Width,
    /// What it speaks; without an answer what the locale says, else UTF-8.
    pub charset: Charset,
}

impl Probe {
    /// What is taken for granted without an answer.
    pub(super) fn unanswered() -> Self {
        Self {
            width: Width::Wide,
            charset: Charset::of_locale().unwrap_or(Charset::Utf8),
        }
    }
}

/// Terminals in GB18030 and Latin-1 give themselves away by where 中丽 ends, but not by 中 alone.
pub(super) const QUESTION: &str = "\r中丽\x1b[6n\r“\x1b[6n\r\x1b[K";

/// A terminal in GBK or GB18030 is asked again, how wide “ is in its own encoding.
pub(super) const WIDTH_QUESTION: &[u8] = b"\r\xa1\xb0\x1b[6n\r\x1b[K";

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

/// What the environment says about the width, if it does.
pub(super) fn told() -> Option<Width> {
    match env::var("HUIBAO_WIDTH").ok()?.as_str() {
        "narrow" | "窄" => Some(Width::Narrow),
        "wide" | "宽" => Some(Width::Wide),
        _ => None,
    }
}

/// The two answers as they come in.
#[derive(Debug, Clone, Copy)]
pub(super) enum Answers {
    None,
    First {
        column: u16,
    },
    /// The encoding is known, the width is asked for in it.
    Width(Charset),
    All,
}

impl Answers {
    /// Takes the answers out of what the terminal sent; gives what they say with the last of them.
    pub(super) fn take(&mut self, inputs: &mut Vec<Input>) -> Option<Probe> {
        let mut found = None;
        inputs.retain(|input| {
            let (&Input::Report { column, .. }, false) = (input, matches!(self, Self::All)) else {
                return true;
            };
            let charset = match *self {
                Self::First { column: first } => charset((first, column)),
                Self::Width(charset) => charset,
                _ => {
                    *self = Self::First { column };
                    return false;
                }
            };
            let width = if column >= 3 {
                Width::Wide
            } else {
                Width::Narrow
            };
            found = Some(Probe { width, charset });
            *self = Self::All;
            false
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
        (Answers::None.take(&mut inputs), inputs)
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
            assert_eq!(probe, Some(Probe { width, charset }), "{answer:?}");
            assert_eq!(rest, []);
        }
    }

    #[test]
    fn the_width_alone_is_asked_in_the_encoding_that_is_known() {
        let mut answers = Answers::Width(Charset::Gbk);
        let probe = answers.take(&mut Decoder::new().feed(b"\x1b[3;3R"));
        let (width, charset) = (Width::Wide, Charset::Gbk);
        assert_eq!(probe, Some(Probe { width, charset }));
    }

    #[test]
    fn keys_typed_meanwhile_are_kept() {
        let (probe, rest) = answered(b"1\x1b[3;5R2\x1b[3;2R3\x1b[9;9R");
        assert!(probe.is_some());
        assert_eq!(rest.len(), 4);
    }

    #[test]
    fn half_an_answer_is_none() {
        assert_eq!(answered(b"\x1b[3;5R").0, None);
    }
}
