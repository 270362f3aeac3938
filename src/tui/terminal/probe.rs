//! The question put to a terminal at the start: is it UTF-8, and how wide does it draw disputed characters.
//! What follows from the answer is left to `width` and to whoever lays text out.

use std::env;

use super::input::Input;
use crate::tui::width::Width;

/// What is known of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Probe {
    /// How wide it draws disputed characters; without an answer wide, which is legible on both kinds.
    pub width: Width,
    /// Whether it takes what it is sent as UTF-8; without an answer yes.
    pub utf8: bool,
}

/// What is taken for granted without an answer.
pub(super) const UNANSWERED: Probe = Probe {
    width: Width::Wide,
    utf8: true,
};

/// Terminals in GB18030 and Latin-1 give themselves away by where 中丽 ends, but not by 中 alone.
pub(super) const QUESTION: &str = "\r中丽\x1b[6n\r“\x1b[6n\r\x1b[K";

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
    First { utf8: bool },
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
            if let Self::First { utf8 } = *self {
                let width = if column >= 3 {
                    Width::Wide
                } else {
                    Width::Narrow
                };
                found = Some(Probe { width, utf8 });
                *self = Self::All;
            } else {
                *self = Self::First { utf8: column == 5 };
            }
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
        // Measured on xterm, on xterm -cjk_width, in Latin-1 and behind luit in GB18030.
        for (answer, width, utf8) in [
            ("\x1b[3;5R\x1b[3;2R", Width::Narrow, true),
            ("\x1b[3;5R\x1b[3;3R", Width::Wide, true),
            ("\x1b[3;7R\x1b[3;2R", Width::Narrow, false),
            ("\x1b[3;6R\x1b[3;1R", Width::Narrow, false),
        ] {
            let (probe, rest) = answered(answer.as_bytes());
            assert_eq!(probe, Some(Probe { width, utf8 }), "{answer:?}");
            assert_eq!(rest, []);
        }
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
