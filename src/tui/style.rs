//! The only colours. All of them read in 16 colours on light and on dark; none carries meaning alone.

use ratatui::style::{Color, Modifier, Style};

/// Colours, or none where `NO_COLOR` is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Palette {
    /// Whether colours may be used.
    pub colours: bool,
}

impl Palette {
    fn fore(self, colour: Color) -> Style {
        if self.colours {
            Style::new().fg(colour)
        } else {
            Style::new()
        }
    }

    /// 错
    pub fn wrong(self) -> Style {
        self.fore(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// 疑: magenta, since yellow can't be read on white.
    pub fn odd(self) -> Style {
        self.fore(Color::Magenta)
    }

    /// A slot in running text.
    pub fn slot(self) -> Style {
        self.fore(Color::Blue).add_modifier(Modifier::BOLD)
    }

    /// A slot that is blank.
    pub fn blank(self) -> Style {
        self.fore(Color::Blue)
    }

    /// What is in hand.
    pub fn in_hand(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// Titles and the line in hand.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Plain text.
    pub fn plain(self) -> Style {
        Style::new()
    }
}
