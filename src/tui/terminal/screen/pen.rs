//! Colours and attributes, and the shortest SGR sequence from one pen to another.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// With what a cell is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    pub(super) fg: Color,
    pub(super) bg: Color,
    pub(super) modifier: Modifier,
}

/// What shows even on a blank.
const SHOWS_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// SGR parameters: the attribute, on, off (two that share one off stand together).
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Pen {
    /// The terminal's own colours.
    pub(super) const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// The pen of a cell; of a blank only what shows.
    pub(super) fn of(cell: &Cell) -> Self {
        let pen = Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        };
        if cell.symbol() == " " {
            pen.blank()
        } else {
            pen
        }
    }

    /// What of the pen shows on a blank.
    pub(super) fn blank(self) -> Self {
        if self.modifier.intersects(SHOWS_ON_BLANK) {
            return self;
        }
        Self {
            bg: self.bg,
            ..Self::PLAIN
        }
    }

    /// Whether a blank drawn with this pen looks as one drawn with `other`.
    pub(super) fn blank_shows_as(self, other: Self) -> bool {
        self.blank() == other.blank()
    }

    /// Writes the shortest sequence that makes this the terminal's pen; `before` is the one it has, if known.
    pub(super) fn write_after(self, before: Option<Self>, bytes: &mut Vec<u8>) {
        let mut anew = vec![0];
        self.changes(Self::PLAIN, &mut anew);
        let mut parameters = anew;
        if let Some(before) = before {
            let mut changes = Vec::new();
            self.changes(before, &mut changes);
            if text(&changes).len() <= text(&parameters).len() {
                parameters = changes;
            }
        }
        bytes.extend_from_slice(b"\x1b[");
        if parameters != [0] {
            bytes.extend_from_slice(text(&parameters).as_bytes());
        }
        bytes.push(b'm');
    }

    fn changes(self, before: Self, parameters: &mut Vec<u8>) {
        let mut has = before.modifier;
        for (attribute, _, off) in ATTRIBUTES {
            if has.contains(attribute) && !self.modifier.contains(attribute) {
                parameters.push(off);
                for (other, _, same) in ATTRIBUTES {
                    if same == off {
                        has.remove(other);
                    }
                }
            }
        }
        for (attribute, on, _) in ATTRIBUTES {
            if self.modifier.contains(attribute) && !has.contains(attribute) {
                parameters.push(on);
            }
        }
        if self.fg != before.fg {
            colour(self.fg, 30, parameters);
        }
        if self.bg != before.bg {
            colour(self.bg, 40, parameters);
        }
    }
}

/// The parameters of a colour; `base` is 30 for the letters, 40 for the ground.
fn colour(colour: Color, base: u8, parameters: &mut Vec<u8>) {
    let (bright, extended, own) = (
        base.saturating_add(60),
        base.saturating_add(8),
        base.saturating_add(9),
    );
    let one = match colour {
        Color::Reset => own,
        Color::Black => base,
        Color::Red => base.saturating_add(1),
        Color::Green => base.saturating_add(2),
        Color::Yellow => base.saturating_add(3),
        Color::Blue => base.saturating_add(4),
        Color::Magenta => base.saturating_add(5),
        Color::Cyan => base.saturating_add(6),
        Color::Gray => base.saturating_add(7),
        Color::DarkGray => bright,
        Color::LightRed => bright.saturating_add(1),
        Color::LightGreen => bright.saturating_add(2),
        Color::LightYellow => bright.saturating_add(3),
        Color::LightBlue => bright.saturating_add(4),
        Color::LightMagenta => bright.saturating_add(5),
        Color::LightCyan => bright.saturating_add(6),
        Color::White => bright.saturating_add(7),
        Color::Indexed(index) => return parameters.extend([extended, 5, index]),
        Color::Rgb(red, green, blue) => {
            return parameters.extend([extended, 2, red, green, blue]);
        }
    };
    parameters.push(one);
}

/// Parameters with `;` between.
fn text(parameters: &[u8]) -> String {
    let mut text = String::new();
    for (i, parameter) in parameters.iter().enumerate() {
        if i > 0 {
            text.push(';');
        }
        text.push_str(&parameter.to_string());
    }
    text
}

/// Whether the cell is a blank of the terminal's own colours.
pub(super) fn plain_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Pen::of(cell) == Pen::PLAIN
}
