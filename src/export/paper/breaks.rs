//! Lines of a paragraph on paper, as Word breaks Chinese text: which marks open and which end no line; none
//! hangs out. (The screen's rules are `tui/wrap`'s: there a number stays with its unit as well.)

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Marks that open no line.
const CLOSING: &str =
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞！＂％＇），．：；？］｀｜｝～￠";
/// Marks that end no line.
const OPENING: &str = "$([{£¥‘“〈《「『【〔〖〝＄（．［｛￡￥";
/// The room for the lines of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Room {
    /// For the first.
    pub(super) first: u32,
    /// For the others.
    pub(super) rest: u32,
}

/// The lines of a text as byte ranges, one empty one where there is none. Each holds a character at least.
pub(super) fn lines(text: &str, room: Room, advance: impl Fn(char) -> u32) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0_usize;
    // The last byte of this line before which it may be broken, and the room used up to there.
    let mut free: Option<(usize, u32)> = None;
    let mut used = 0_u32;
    let mut before: Option<char> = None;
    for (at, letter) in text.char_indices() {
        let may = before.is_some_and(|before| is_free(before, letter));
        if may && at > start {
            free = Some((at, used));
        }
        let wide = width(letter, &advance);
        let most = if lines.is_empty() {
            room.first
        } else {
            room.rest
        };
        let end = used.saturating_add(wide);
        // A blank at the end of a line takes no room.
        if end > most && at > start && letter != ' ' {
            let (cut, passed) = free.unwrap_or((at, used));
            lines.push(start..cut);
            start = cut;
            used = end.saturating_sub(passed);
            free = None;
        } else {
            used = end;
        }
        before = Some(letter);
    }
    lines.push(start..text.len());
    lines
}

fn width(letter: char, advance: &impl Fn(char) -> u32) -> u32 {
    if !is_han(letter) && letter.width() == Some(0) {
        return 0;
    }
    advance(letter)
}

/// The characters of nearly all that is printed; none of them is in any list above, and none is without width.
fn is_han(letter: char) -> bool {
    matches!(letter, '\u{4e00}'..='\u{9fff}')
}

/// Whether a line may be broken between these two.
fn is_free(before: char, after: char) -> bool {
    if is_han(before) && is_han(after) {
        return true;
    }
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '\'' | '_' | '/' | '@');
    if is_word(before) && is_word(after) || after.width() == Some(0) {
        return false;
    }
    // A point inside a number, a dash of two.
    if before.is_ascii_punctuation() && after.is_ascii_digit() || before == '—' && after == '—'
    {
        return false;
    }
    !CLOSING.contains(after) && !OPENING.contains(before)
}
