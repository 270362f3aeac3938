//! Printed text on the screen: the blocks of a Document as styled running text, slots marked by their
//! state, the one in hand reversed.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::check::State;
use crate::render::{Block, BlockKind, Shown, Source};

use super::desk::Desk;
use super::draw::Styled;
use super::style::Palette;
use super::width::{Width, text_columns};

/// A slot's least width in the live paragraph: its blank's, so that a key changes those cells alone.
const LEAST: usize = 4;

/// How printed text is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The slot in hand, by canonical key.
    pub in_hand: Option<&'a str>,
    /// Slots are padded to four columns (the live paragraph), or shown with their state in [ ] (成文).
    pub live: bool,
    /// Colours.
    pub palette: Palette,
    /// Widths.
    pub width: Width,
}

/// One block as running text.
#[derive(Clone, Default, Debug)]
pub struct Printed {
    /// The text.
    pub text: Styled,
    /// Where the slots stand in it: bytes and the field's key, in order.
    pub slots: Vec<(Range<usize>, String)>,
}

/// A block as running text, with its indent.
pub fn printed(desk: &Desk, block: &Block, look: Look<'_>) -> Printed {
    let mut printed = Printed::default();
    let palette = look.palette;
    let base = match block.kind {
        BlockKind::Title | BlockKind::Heading { .. } => palette.strong(),
        _ => palette.plain(),
    };
    printed.text.push(
        &"\u{3000}".repeat(if block.is_indented() { 2 } else { 0 }),
        base,
    );
    let mut hand = true;
    for run in &block.runs {
        let Source::Slot { key, shown, .. } = &run.source else {
            printed.text.push(&run.text, base);
            continue;
        };
        let mine = hand && look.in_hand == Some(key.as_str());
        let range = if look.live {
            let short = LEAST.saturating_sub(text_columns(&run.text, look.width));
            // Names and whole sentences shift the text anyway; a figure keeps the room of its blank.
            let pad = if *shown == Shown::Nothing || !is_figure(desk, key) {
                0
            } else {
                short
            };
            let fill = if mine { "_" } else { " " };
            let text = format!("{}{}", run.text, fill.repeat(pad));
            printed.text.push(
                &text,
                if mine {
                    palette.in_hand()
                } else {
                    style(desk, key, *shown, palette)
                },
            )
        } else {
            let text = marked(desk, key, *shown, &run.text);
            printed.text.push(
                &text,
                if mine {
                    palette.in_hand()
                } else {
                    style(desk, key, *shown, palette)
                },
            )
        };
        hand = hand && !mine;
        printed.slots.push((range, key.clone()));
    }
    printed
}

fn is_figure(desk: &Desk, key: &str) -> bool {
    desk.report
        .field(key)
        .is_some_and(|field| field.kind != crate::number::Kind::Text)
}

fn style(desk: &Desk, key: &str, shown: Shown, palette: Palette) -> ratatui::style::Style {
    match desk.state(key) {
        State::Wrong => palette.wrong(),
        State::Odd => palette.odd(),
        State::Blank => palette.blank(),
        _ if shown == Shown::Blank => palette.blank(),
        _ => palette.slot(),
    }
}

/// The text of a slot with its state in brackets where it has one.
fn marked(desk: &Desk, key: &str, shown: Shown, text: &str) -> String {
    if matches!(shown, Shown::Blank | Shown::Nothing) {
        return text.to_owned();
    }
    match desk.state(key) {
        State::Wrong | State::Unfinished => format!("[错{text}]"),
        State::Odd => format!("[疑{text}]"),
        _ => text.to_owned(),
    }
}

/// The graphemes of a text before a byte, counted in columns.
pub fn columns_before(text: &str, byte: usize, width: Width) -> usize {
    let before = text.get(..byte).unwrap_or(text);
    before
        .graphemes(true)
        .map(|grapheme| text_columns(grapheme, width))
        .sum()
}
