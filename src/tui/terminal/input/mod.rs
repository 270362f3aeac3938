//! Bytes from a terminal into keys, pastes and reports; no input or output, no clock.
//!
//! A machine of one byte at a time, so where a read ends makes no difference. What a sequence means is looked up in
//! `sequence`; cleaning pasted text for a field is left to whoever takes it.

mod key;
mod sequence;
#[cfg(test)]
mod tests;

use std::mem;
use std::str;
use std::time::Duration;

pub use self::key::{Code, Input, Key, Mouse};

/// How long a lone Esc may be the beginning of a sequence.
const ESC_WAIT: Duration = Duration::from_millis(50);
/// How long the rest of anything else may take on a bad line; a paste without its end mark ends after it.
const REST_WAIT: Duration = Duration::from_secs(1);
/// A sequence longer than this is none, and what follows is typing again.
const LONGEST_SEQUENCE: u16 = 4096;
/// Of a sequence so much is kept to be looked up; longer ones are unknown anyway.
const KEPT: usize = 32;
/// A paste is cut here, lest a runaway one fills the memory (a report file may have 16 MB).
const LONGEST_PASTE: usize = 16 << 20;

const PASTE_END: &[u8] = b"\x1b[201~";

/// What has begun and is not finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begun {
    /// Nothing.
    Nothing,
    /// A character of several bytes.
    Character,
    /// ESC.
    Escape,
    /// ESC [, then what `kept` holds.
    Csi,
    /// ESC O, then what `kept` holds.
    Ss3,
    /// ESC [ [ of the Linux console; one letter follows.
    Console,
    /// ESC [ M of the oldest mouse protocol; so many bytes follow.
    OldMouse(u8),
    /// An answer to a question nobody asked (ESC ] and its like); the byte is its introducer.
    Text(u8),
    /// Text after the mark that opens a paste.
    Paste,
}

/// The machine. Feed it what was read; when nothing came for as long as [`Decoder::patience`] says, tell it.
#[derive(Debug)]
pub struct Decoder {
    begun: Begun,
    /// ESC ESC: what follows the second is with Alt.
    alt: bool,
    kept: Vec<u8>,
    /// How many bytes of the sequence came.
    length: u16,
    /// The last thing was an Esc by silence: its `[A` may still come, late.
    late: bool,
    inputs: Vec<Input>,
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}

impl Decoder {
    /// A decoder with nothing begun.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            begun: Begun::Nothing,
            alt: false,
            kept: Vec::new(),
            length: 0,
            late: false,
            inputs: Vec::new(),
        }
    }

    /// Takes bytes as they were read and gives what they complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        let mut rest = bytes;
        if mem::take(&mut self.late)
            && let Some((key, after)) = sequence::late(bytes)
        {
            self.inputs.push(Input::Key(key));
            rest = after;
        }
        for &byte in rest {
            self.take(byte);
        }
        mem::take(&mut self.inputs)
    }

    /// Whether something has begun that only further bytes or silence can end.
    #[must_use]
    pub fn pending(&self) -> bool {
        self.begun != Begun::Nothing
    }

    /// How long to wait for further bytes before [`Decoder::idle`]; nothing where nothing is pending.
    #[must_use]
    pub fn patience(&self) -> Option<Duration> {
        match self.begun {
            Begun::Nothing => None,
            Begun::Escape | Begun::Text(_) => Some(ESC_WAIT),
            _ => Some(REST_WAIT),
        }
    }

    /// Gives what is pending as far as it makes sense; nothing is pending afterwards.
    pub fn idle(&mut self) -> Vec<Input> {
        let kept = mem::take(&mut self.kept);
        let alt = mem::take(&mut self.alt);
        match mem::replace(&mut self.begun, Begun::Nothing) {
            Begun::Nothing | Begun::Console | Begun::OldMouse(_) => {}
            Begun::Character => self.not_utf8(kept.len()),
            Begun::Escape => {
                if alt {
                    self.key(Key::plain(Code::Esc));
                }
                self.key(Key::plain(Code::Esc));
                self.late = true;
            }
            Begun::Csi if self.length == 0 => self.character('[', true),
            Begun::Ss3 if self.length == 0 => self.character('O', true),
            Begun::Text(introducer) if self.length == 0 => {
                self.character(char::from(introducer), true);
            }
            Begun::Csi | Begun::Ss3 | Begun::Text(_) => {}
            Begun::Paste => self.paste(&kept),
        }
        self.length = 0;
        mem::take(&mut self.inputs)
    }

    fn take(&mut self, byte: u8) {
        match self.begun {
            Begun::Nothing => self.first(byte),
            Begun::Character => {
                self.kept.push(byte);
                self.try_character();
            }
            Begun::Escape => self.after_escape(byte),
            Begun::Csi | Begun::Ss3 => self.in_sequence(byte),
            Begun::Console => {
                self.end();
                let number = byte.saturating_sub(b'A').saturating_add(1);
                if matches!(byte, b'A'..=b'E') {
                    self.key(Key::plain(Code::F(number)));
                }
            }
            Begun::OldMouse(left) => match left.checked_sub(1) {
                None | Some(0) => self.end(),
                Some(left) => self.begun = Begun::OldMouse(left),
            },
            Begun::Text(_) => self.in_text(byte),
            Begun::Paste => self.in_paste(byte),
        }
    }

    /// A byte where nothing has begun.
    fn first(&mut self, byte: u8) {
        let alt = mem::take(&mut self.alt);
        match byte {
            0x1b => self.begin(Begun::Escape),
            0x80.. => {
                self.begin(Begun::Character);
                self.alt = alt;
                self.kept.push(byte);
                self.try_character();
            }
            _ => self.key(sequence::ascii(byte).and_alt(alt)),
        }
    }

    /// Looks whether the bytes kept are a character by now, or cannot become one.
    fn try_character(&mut self) {
        let alt = self.alt;
        match str::from_utf8(&self.kept) {
            Ok(text) => {
                let c = text.chars().next();
                self.end();
                if let Some(c) = c.filter(|c| !c.is_control()) {
                    self.character(c, alt);
                }
            }
            Err(error) => {
                let Some(wrong) = error.error_len() else {
                    return;
                };
                let kept = mem::take(&mut self.kept);
                self.end();
                self.not_utf8(wrong);
                for &byte in kept.iter().skip(wrong) {
                    self.take(byte);
                }
            }
        }
    }

    fn after_escape(&mut self, byte: u8) {
        let alt = self.alt;
        let begun = match byte {
            b'[' => Begun::Csi,
            b'O' => Begun::Ss3,
            b']' | b'P' | b'X' | b'^' | b'_' => Begun::Text(byte),
            0x1b => {
                if alt {
                    self.key(Key::plain(Code::Esc));
                }
                self.alt = true;
                return;
            }
            _ => {
                if alt {
                    self.key(Key::plain(Code::Esc));
                }
                self.end();
                self.alt = true;
                self.first(byte);
                return;
            }
        };
        self.begin(begun);
        self.alt = alt;
    }

    fn in_sequence(&mut self, byte: u8) {
        self.length = self.length.saturating_add(1);
        let ss3 = self.begun == Begun::Ss3;
        // rxvt ends the keys held with Shift in `$`, which elsewhere is no end.
        let shifted = byte == b'$' && self.kept.iter().all(u8::is_ascii_digit);
        match byte {
            b'[' if !ss3 && self.length == 1 => self.begun = Begun::Console,
            b'M' if !ss3 && self.length == 1 => self.begun = Begun::OldMouse(3),
            _ if shifted => self.finish(byte),
            0x20..=0x3f if ss3 && !matches!(byte, b'0'..=b'9' | b';') => self.finish(byte),
            0x20..=0x3f if self.length < LONGEST_SEQUENCE => {
                if self.kept.len() < KEPT {
                    self.kept.push(byte);
                }
            }
            0x40..=0x7e => self.finish(byte),
            // Not the inside of a sequence: it broke off, and this is a key.
            _ => {
                self.end();
                self.first(byte);
            }
        }
    }

    /// The last byte of a sequence came.
    fn finish(&mut self, last: u8) {
        let kept = mem::take(&mut self.kept);
        let (ss3, alt) = (self.begun == Begun::Ss3, self.alt);
        self.end();
        if kept.len() >= KEPT {
            return;
        }
        if !ss3 && last == b'~' && kept == b"200" {
            self.begin(Begun::Paste);
            return;
        }
        let input = if ss3 {
            sequence::ss3(&kept, last).map(Input::Key)
        } else {
            sequence::csi(&kept, last)
        };
        match input {
            Some(Input::Key(key)) => self.key(key.and_alt(alt)),
            Some(other) => self.inputs.push(other),
            None => {}
        }
    }

    /// Swallows up to the end of the text: BEL, ESC \, or what breaks it off.
    fn in_text(&mut self, byte: u8) {
        self.length = self.length.saturating_add(1);
        match byte {
            0x07 | 0x18 | 0x1a => self.end(),
            // The `\` of ESC \ is swallowed with the Esc; any other byte begins something new.
            0x1b => self.kept = vec![byte],
            b'\\' if !self.kept.is_empty() => self.end(),
            _ if !self.kept.is_empty() => {
                self.begin(Begun::Escape);
                self.after_escape(byte);
            }
            _ if self.length >= LONGEST_SEQUENCE => self.end(),
            _ => {}
        }
    }

    fn in_paste(&mut self, byte: u8) {
        // The end mark must be seen even where the text is cut.
        if self.kept.len() >= LONGEST_PASTE.saturating_add(PASTE_END.len()) {
            let cut = self.kept.len().saturating_sub(PASTE_END.len());
            self.kept.remove(cut);
        }
        self.kept.push(byte);
        if byte == b'~' && self.kept.ends_with(PASTE_END) {
            let mut text = mem::take(&mut self.kept);
            text.truncate(text.len().saturating_sub(PASTE_END.len()));
            self.end();
            self.paste(&text);
        }
    }

    fn begin(&mut self, begun: Begun) {
        self.end();
        self.begun = begun;
    }

    fn end(&mut self) {
        self.begun = Begun::Nothing;
        self.alt = false;
        self.length = 0;
        self.kept.clear();
    }

    fn key(&mut self, key: Key) {
        self.inputs.push(Input::Key(key));
    }

    fn character(&mut self, c: char, alt: bool) {
        self.key(Key::plain(Code::Char(c)).and_alt(alt));
    }

    fn not_utf8(&mut self, bytes: usize) {
        let bytes = u8::try_from(bytes).unwrap_or(u8::MAX);
        self.inputs.push(Input::NotUtf8(bytes));
    }

    /// Pasted bytes: the beginning of an end mark that never came whole is none of the text.
    fn paste(&mut self, bytes: &[u8]) {
        let text = (1..PASTE_END.len())
            .rev()
            .find_map(|n| bytes.strip_suffix(PASTE_END.get(..n)?))
            .unwrap_or(bytes);
        let wrong = text.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
        if wrong > 0 {
            self.not_utf8(wrong);
        }
        let text = String::from_utf8_lossy(text)
            .replace("\r\n", "\n")
            .replace('\r', "\n");
        self.inputs.push(Input::Paste(text));
    }
}
