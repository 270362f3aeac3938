//! The way of a text into the clipboard of the user's own machine: the sequence OSC 52, which a terminal never
//! answers. tmux takes it, or passes it on when it is wrapped; GNU screen passes it on in pieces.

use std::env;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::encoding::Charset;

/// The longest text that is sent, in bytes: with its frame and in base64 some terminals stop at 100,000.
pub const LONGEST: usize = 74_000;

/// GNU screen keeps 768 bytes of such a sequence and prints what is beyond them; it joins nothing by itself.
const SCREEN_PIECE: usize = 256;

/// How a text reaches the clipboard from here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clipboard {
    /// The terminal may take it.
    Terminal,
    /// tmux may take it, or pass it on.
    Tmux,
    /// GNU screen passes it on.
    Screen,
    /// It can't: a console without a clipboard, or a terminal that is not UTF-8.
    None,
}

impl Clipboard {
    /// By what the environment says of the terminal, which speaks this.
    #[must_use]
    pub fn here(charset: Charset) -> Self {
        let variable = |name: &str| env::var(name).unwrap_or_default();
        let is_set = |name: &str| !variable(name).is_empty();
        match charset {
            Charset::Utf8 => Self::by(&variable("TERM"), is_set("TMUX"), is_set("STY")),
            // Nobody knows for what encoding the terminal takes the text.
            _ => Self::None,
        }
    }

    fn by(term: &str, tmux: bool, screen: bool) -> Self {
        // An old Linux console prints what it does not know; a vt100 and its like have no clipboard.
        let none = ["linux", "vt", "dumb", "ansi"];
        if tmux || term.starts_with("tmux") {
            Self::Tmux
        } else if screen || term.starts_with("screen") {
            Self::Screen
        } else if term.is_empty() || none.iter().any(|name| term.starts_with(name)) {
            Self::None
        } else {
            Self::Terminal
        }
    }

    /// What is sent so that the text is copied; `None` where it can't be, or is too long.
    #[must_use]
    pub fn sequence(self, text: &str) -> Option<String> {
        if text.len() > LONGEST {
            return None;
        }
        let copy = format!("\x1b]52;c;{}\x07", STANDARD.encode(text));
        match self {
            Self::Terminal => Some(copy),
            // The first where its set-clipboard is on, the second where its allow-passthrough is.
            Self::Tmux => {
                let doubled = copy.replace('\x1b', "\x1b\x1b");
                Some(format!("{copy}\x1bPtmux;{doubled}\x1b\\"))
            }
            Self::Screen => {
                let pieces = copy.as_bytes().chunks(SCREEN_PIECE);
                let wrap = |piece| format!("\x1bP{}\x1b\\", String::from_utf8_lossy(piece));
                Some(pieces.map(wrap).collect())
            }
            Self::None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_tells_the_way() {
        for (term, tmux, screen, way) in [
            ("xterm-256color", false, false, Clipboard::Terminal),
            ("tmux-256color", false, false, Clipboard::Tmux),
            ("screen-256color", true, false, Clipboard::Tmux),
            ("screen-256color", false, false, Clipboard::Screen),
            ("xterm", false, true, Clipboard::Screen),
            ("linux", false, false, Clipboard::None),
            ("vt100", false, false, Clipboard::None),
            ("", false, false, Clipboard::None),
        ] {
            assert_eq!(Clipboard::by(term, tmux, screen), way, "{term}");
        }
        assert_eq!(Clipboard::here(Charset::Gbk), Clipboard::None);
    }

    #[test]
    fn each_way_has_its_frame() {
        let copy = "\x1b]52;c;5riF5rqq6ZWH\x07";
        assert_eq!(Clipboard::Terminal.sequence("清溪镇").unwrap(), copy);
        assert_eq!(
            Clipboard::Tmux.sequence("清溪镇").unwrap(),
            format!("{copy}\x1bPtmux;\x1b{copy}\x1b\\")
        );
        assert_eq!(
            Clipboard::Screen.sequence("清溪镇").unwrap(),
            format!("\x1bP{copy}\x1b\\")
        );
        assert_eq!(Clipboard::None.sequence("清溪镇"), None);
    }

    #[test]
    fn screen_gets_pieces_that_it_can_hold_and_nothing_is_lost_between() {
        let text = "清溪镇".repeat(2_000);
        let sent = Clipboard::Screen.sequence(&text).unwrap();
        let pieces: Vec<&str> = sent
            .split_terminator("\x1b\\")
            .map(|piece| piece.strip_prefix("\x1bP").unwrap())
            .collect();
        assert!(pieces.iter().all(|piece| piece.len() < 768));
        assert_eq!(
            pieces.concat(),
            Clipboard::Terminal.sequence(&text).unwrap()
        );
    }

    #[test]
    fn what_is_too_long_is_not_sent() {
        assert_eq!(Clipboard::Terminal.sequence(&"a".repeat(LONGEST + 1)), None);
        let longest = Clipboard::Terminal.sequence(&"a".repeat(LONGEST)).unwrap();
        assert!(longest.len() < 100_000);
    }
}
