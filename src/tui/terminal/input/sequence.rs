//! What the sequences of xterm, the Linux console, rxvt, PuTTY and the kitty protocol mean; the machine that cuts
//! them out of the bytes is `input`.

use std::str;

use super::{Code, Input, Key, Mouse};

/// The key that a byte below 0x80, not ESC, is.
pub(super) fn ascii(byte: u8) -> Key {
    match byte {
        0x08 | 0x7f => Key::plain(Code::Backspace),
        b'\t' => Key::plain(Code::Tab),
        b'\r' | b'\n' => Key::plain(Code::Enter),
        0 => Key::ctrl(' '),
        // Ctrl takes the three high bits off: Ctrl-A is 1, Ctrl-\ is 0x1c.
        0x01..=0x1f => Key::ctrl(char::from(byte | 0x40).to_ascii_lowercase()),
        _ => Key::plain(Code::Char(char::from(byte))),
    }
}

/// A CSI sequence: what stands between `ESC [` and its last byte, and that byte.
pub(super) fn csi(inside: &[u8], last: u8) -> Option<Input> {
    if let Some(mouse) = inside.strip_prefix(b"<") {
        return self::mouse(&numbers(mouse)?, last);
    }
    if let (Some(mode), b'y') = (inside.strip_prefix(b"?"), last) {
        return self::mode(&numbers(mode.strip_suffix(b"$")?)?);
    }
    let numbers = numbers(inside)?;
    let first = numbers.first().copied().unwrap_or(0);
    let modifiers = numbers.get(1).copied().unwrap_or(1);
    let code = match last {
        // F3 is ESC[R or ESC[1;mR; the second looks like a report, and is taken for one.
        b'R' if numbers.len() == 2 => {
            return Some(Input::Report {
                row: u16::try_from(first).ok()?,
                column: u16::try_from(modifiers).ok()?,
            });
        }
        b'u' => return coded(first, modifiers, inside).map(Input::Key),
        b'~' if first == 27 => return coded(*numbers.get(2)?, modifiers, inside).map(Input::Key),
        b'~' => numbered(first)?,
        // rxvt: the last byte tells what was held.
        b'^' => return Some(Input::Key(held(numbered(first)?, 5))),
        b'$' => return Some(Input::Key(held(numbered(first)?, 2))),
        b'@' => return Some(Input::Key(held(numbered(first)?, 6))),
        b'a'..=b'd' => {
            return Some(Input::Key(held(lettered(last.to_ascii_uppercase())?, 2)));
        }
        b'Z' => Code::BackTab,
        _ => lettered(last)?,
    };
    // The kitty protocol tells of a key let go by `:3` behind the modifiers.
    if inside.ends_with(b":3") {
        return None;
    }
    Some(Input::Key(held(code, modifiers)))
}

/// An SS3 sequence: what stands between `ESC O` and its last byte, and that byte.
pub(super) fn ss3(inside: &[u8], last: u8) -> Option<Key> {
    let numbers = numbers(inside)?;
    let modifiers = numbers.last().copied().unwrap_or(1).max(1);
    let code = match last {
        b'M' => Code::Enter,
        b'I' => Code::Tab,
        b' ' => Code::Char(' '),
        b'X' => Code::Char('='),
        // rxvt: arrows with Ctrl.
        b'a'..=b'd' => return Some(held(lettered(last.to_ascii_uppercase())?, 5)),
        // The number pad: `j` to `y` are `*` to `9`.
        b'j'..=b'y' => Code::Char(char::from(last.saturating_sub(0x40))),
        _ => lettered(last)?,
    };
    Some(held(code, modifiers))
}

/// The rest of a sequence whose ESC came so early that it was taken for the key, and the bytes after it.
/// Only sure ones: the same bytes may be typing.
pub(super) fn late(bytes: &[u8]) -> Option<(Key, &[u8])> {
    let (&opening, rest) = bytes.split_first()?;
    let length = rest
        .iter()
        .position(|byte| !matches!(byte, b'0'..=b'9' | b';'))?;
    let (inside, rest) = rest.split_at_checked(length)?;
    let (&last, rest) = rest.split_first()?;
    let key = match (opening, last) {
        (b'[', b'~') if !inside.is_empty() => csi(inside, last)?,
        (b'[', b'A'..=b'D' | b'F' | b'H' | b'Z') => csi(inside, last)?,
        (b'O', b'A'..=b'D' | b'F' | b'H' | b'P'..=b'S') => Input::Key(ss3(inside, last)?),
        _ => return None,
    };
    match key {
        Input::Key(key) => Some((key, rest)),
        _ => None,
    }
}

/// Parameters: numbers with `;` between, 0 where one is left out; of `a:b` the `a`. None where there is more to it.
fn numbers(inside: &[u8]) -> Option<Vec<u32>> {
    if inside.is_empty() {
        return Some(Vec::new());
    }
    let number = |part: &str| match part.split(':').next() {
        None | Some("") => Some(0),
        Some(digits) => digits.parse::<u32>().ok(),
    };
    str::from_utf8(inside)
        .ok()?
        .split(';')
        .map(number)
        .collect()
}

/// A key with modifiers as xterm counts them: 1 for none, then Shift 1, Alt 2, Ctrl 4.
fn held(code: Code, modifiers: u32) -> Key {
    let bits = modifiers.saturating_sub(1);
    let mut key = Key {
        code,
        shift: bits & 1 != 0,
        alt: bits & 2 != 0,
        ctrl: bits & 4 != 0,
    };
    if key.code == Code::Tab && key.shift {
        key.code = Code::BackTab;
    }
    if matches!(key.code, Code::Char(_) | Code::BackTab) {
        key.shift = false;
    }
    key
}

/// A key told by its character (kitty protocol, modifyOtherKeys).
fn coded(code: u32, modifiers: u32, inside: &[u8]) -> Option<Key> {
    if inside.ends_with(b":3") {
        return None;
    }
    let shift = modifiers.saturating_sub(1) & 1 != 0;
    let ctrl = modifiers.saturating_sub(1) & 4 != 0;
    let code = match code {
        27 => Code::Esc,
        13 | 10 | 57414 => Code::Enter,
        9 => Code::Tab,
        8 | 127 => Code::Backspace,
        // The number pad of the kitty protocol.
        57399..=57408 => Code::Char(char::from_digit(code.saturating_sub(57399), 10)?),
        57409..=57413 | 57415 | 57416 => Code::Char(
            "./*-+\0=,"
                .chars()
                .nth(usize::try_from(code.saturating_sub(57409)).ok()?)?,
        ),
        57417 => Code::Left,
        57418 => Code::Right,
        57419 => Code::Up,
        57420 => Code::Down,
        57421 => Code::PageUp,
        57422 => Code::PageDown,
        57423 => Code::Home,
        57424 => Code::End,
        57425 => Code::Insert,
        57426 => Code::Delete,
        57376..=57398 => Code::F(u8::try_from(code.saturating_sub(57363)).ok()?),
        57344..=63743 => return None,
        _ => Code::Char(char::from_u32(code).filter(|c| !c.is_control())?),
    };
    let code = match code {
        // So that a key is the same on all terminals: these bytes are Ctrl-H, Ctrl-I, Ctrl-J, Ctrl-M and Ctrl-[.
        Code::Char(c) if ctrl => match c.to_ascii_lowercase() {
            'h' => return Some(held(Code::Backspace, 1)),
            'i' => return Some(held(Code::Tab, 1)),
            'j' | 'm' => return Some(held(Code::Enter, 1)),
            '[' => return Some(held(Code::Esc, 1)),
            lower => Code::Char(lower),
        },
        Code::Char(c) if shift => Code::Char(shifted(c, inside)),
        other => other,
    };
    Some(held(code, modifiers))
}

/// The character with Shift: the one the kitty protocol names (`97:65`), else upper-case.
fn shifted(c: char, inside: &[u8]) -> char {
    str::from_utf8(inside)
        .ok()
        .and_then(|text| text.split(';').next()?.split(':').nth(1)?.parse().ok())
        .and_then(char::from_u32)
        .filter(|c| !c.is_control())
        .unwrap_or(c.to_ascii_uppercase())
}

/// The keys of `ESC [ number ~`.
fn numbered(number: u32) -> Option<Code> {
    let f = |from: u32, first: u32| {
        let number = number.checked_sub(from)?.checked_add(first)?;
        u8::try_from(number).ok().map(Code::F)
    };
    match number {
        1 | 7 => Some(Code::Home),
        2 => Some(Code::Insert),
        3 => Some(Code::Delete),
        4 | 8 => Some(Code::End),
        5 => Some(Code::PageUp),
        6 => Some(Code::PageDown),
        11..=15 => f(11, 1),
        17..=21 => f(17, 6),
        23..=26 => f(23, 11),
        28..=29 => f(28, 15),
        31..=34 => f(31, 17),
        _ => None,
    }
}

/// The keys of `ESC [ letter` and `ESC O letter`.
fn lettered(letter: u8) -> Option<Code> {
    Some(match letter {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        b'P' => Code::F(1),
        b'Q' => Code::F(2),
        b'R' => Code::F(3),
        b'S' => Code::F(4),
        _ => return None,
    })
}

/// How a mode stands (DECRPM).
fn mode(numbers: &[u32]) -> Option<Input> {
    let &[number, state] = numbers else {
        return None;
    };
    Some(Input::Mode {
        number: u16::try_from(number).ok()?,
        state: u16::try_from(state).ok()?,
    })
}

/// SGR mouse reports: button, column, row; `M` for down.
fn mouse(numbers: &[u32], last: u8) -> Option<Input> {
    let &[button, column, row] = numbers else {
        return None;
    };
    let action = match (button, last) {
        (0, b'M') => Mouse::Press,
        (64, b'M') => Mouse::WheelUp,
        (65, b'M') => Mouse::WheelDown,
        _ => return None,
    };
    Some(Input::Mouse {
        action,
        row: u16::try_from(row.saturating_sub(1)).ok()?,
        column: u16::try_from(column.saturating_sub(1)).ok()?,
    })
}
