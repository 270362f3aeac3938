//! What a terminal can send, by name.

/// What a terminal sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(Key),
    /// Text pasted between paste marks; lines end in `\n`, all else is as it came.
    Paste(String),
    /// The answer to `ESC[6n`: row and column, both from 1.
    Report {
        /// The row.
        row: u16,
        /// The column.
        column: u16,
    },
    /// The answer to `ESC[?number$p`: how the terminal's mode stands; 0 where it does not know it.
    Mode {
        /// The mode.
        number: u16,
        /// 1 on, 2 off, 3 and 4 for good.
        state: u16,
    },
    /// A mouse button or wheel, where the terminal was asked for them (SGR 1006).
    Mouse {
        /// What was done.
        action: Mouse,
        /// The row, from 0.
        row: u16,
        /// The column, from 0.
        column: u16,
    },
    /// So many bytes that are not UTF-8: a client left on GBK sends them for every Chinese character.
    NotUtf8(u8),
}

/// What a mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// The left button went down.
    Press,
    /// The wheel went up.
    WheelUp,
    /// The wheel went down.
    WheelDown,
}

/// A key and what was held with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub code: Code,
    /// Ctrl was held; letters are lower-case then.
    pub ctrl: bool,
    /// Alt was held, or Esc came just before.
    pub alt: bool,
    /// Shift was held; never set with `Char`, which tells by itself, nor with `BackTab`.
    pub shift: bool,
}

/// A key by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character, never a control character.
    Char(char),
    /// Enter, also as Ctrl-J and on the number pad.
    Enter,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace, also as Ctrl-H.
    Backspace,
    /// Delete.
    Delete,
    /// Esc.
    Esc,
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page Up.
    PageUp,
    /// Page Down.
    PageDown,
    /// Insert.
    Insert,
    /// A function key by its number, from 1.
    F(u8),
}

impl Key {
    /// The key alone.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// Ctrl and a character.
    #[must_use]
    pub const fn ctrl(c: char) -> Self {
        Self {
            ctrl: true,
            ..Self::plain(Code::Char(c))
        }
    }

    /// The key with Alt, if it was held.
    pub(super) fn and_alt(self, alt: bool) -> Self {
        // The Linux console sends ESC Tab for Shift-Tab; no desktop lets Alt-Tab through.
        if alt && self == Self::plain(Code::Tab) {
            return Self::plain(Code::BackTab);
        }
        Self {
            alt: self.alt || alt,
            ..self
        }
    }
}
