//! How many columns a character takes on this terminal, and what may be sent to it at all.
//!
//! Terminals dispute the width of “ ” — … · × and their like. Where they are drawn two columns wide, text goes through
//! [`lay`] on its way to the screen: each becomes a stand-in that ratatui too takes for two columns. The backend
//! (`terminal/screen`) draws the real character. Breaking of lines is left to `wrap`.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// How the terminal draws disputed characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// In one column.
    Narrow,
    /// In two columns.
    Wide,
}

/// Stand-ins for U+00A1 to U+BFFF begin here: plane 3, wide to every table, and past the Han extensions in it.
const LOW_STAND_INS: u32 = 0x34000;
/// Stand-ins for the private use area and U+FFFD: what is added to these.
const HIGH_STAND_INS: u32 = 0x2A000;
/// Where the second kind begins.
const HIGH: u32 = 0xC000;

/// Stands for a character that is not sent to a terminal; no terminal disputes its width (that of U+FFFD is disputed).
const MARK: char = '?';

/// Whether terminals draw `c` in one column or in two, each as it likes (East Asian Ambiguous).
#[must_use]
pub fn disputed(c: char) -> bool {
    if matches!(c, '\0'..'\u{A1}' | '\u{3250}'..'\u{E000}') {
        return false;
    }
    let Ok(code) = u16::try_from(u32::from(c)) else {
        return false;
    };
    let after = DISPUTED.partition_point(|&(first, _)| first <= code);
    after
        .checked_sub(1)
        .and_then(|i| DISPUTED.get(i))
        .is_some_and(|&(_, last)| code <= last)
}

/// Whether every terminal draws this character in so many columns, as far as the answer at the start tells.
pub(crate) fn undisputed(c: char, columns: u16, width: Width) -> bool {
    match c {
        _ if disputed(c) => width == Width::Narrow && columns == 1,
        // Latin, Greek, Cyrillic.
        ..'\u{530}' => columns == 1,
        // The hexagrams became wide in Unicode 16.
        '\u{4DC0}'..='\u{4DFF}' => false,
        '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' => columns == 2,
        '\u{FF01}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' => columns == 2,
        _ => false,
    }
}

/// Whether `c` takes two columns on every terminal and joins no other: nearly all of a Chinese text, spared the tables.
const fn is_wide(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3029}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF60}')
}

/// The columns `c` takes: 0 for what joins the character before it, else 1 or 2.
#[must_use]
pub fn columns(c: char, width: Width) -> u16 {
    match c {
        _ if is_wide(c) => return 2,
        ' '..='~' => return 1,
        _ => {}
    }
    if width == Width::Wide && disputed(c) {
        return 2;
    }
    match c.width() {
        Some(0) => 0,
        Some(2..) => 2,
        Some(1) | None => 1,
    }
}

/// The columns a text takes in one line.
#[must_use]
pub fn text_columns(text: &str, width: Width) -> usize {
    text.chars().map(|c| usize::from(columns(c, width))).sum()
}

/// The text as ratatui must see it to count its columns right; character for character.
#[must_use]
pub fn lay(text: &str, width: Width) -> Cow<'_, str> {
    if width == Width::Narrow || !text.chars().any(disputed) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(stand_in).collect())
}

/// The text that [`lay`] was given.
#[must_use]
pub fn unlay(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| real(c) != c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(real).collect())
}

/// The text with a visible mark in the place of all that could steer a terminal or hide from a reader: control
/// characters, those that turn the direction of writing, and invisible ones; character for character.
/// Combining marks stay with their base.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    let mut base = false;
    let harmless = text.chars().all(|c| {
        let shown = shown(c, base);
        base = shown;
        shown
    });
    if harmless {
        return Cow::Borrowed(text);
    }
    let mut base = false;
    let marked = text.chars().map(|c| {
        let shown = shown(c, base);
        base = true;
        match c {
            _ if shown => c,
            '\t' => ' ',
            _ => MARK,
        }
    });
    Cow::Owned(marked.collect())
}

/// Whether `c` may be printed; `base`: something stands before it that it can join.
fn shown(c: char, base: bool) -> bool {
    if matches!(c, ' '..='~') || is_wide(c) {
        return true;
    }
    let hidden = matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{FFFE}'..='\u{FFFF}' | '\u{E0000}'..='\u{E00FF}'
    );
    !hidden && c.width().is_some_and(|columns| base || columns > 0)
}

/// What ratatui sees in the place of a disputed character; any other is itself.
fn stand_in(c: char) -> char {
    if !disputed(c) {
        return c;
    }
    let code = u32::from(c);
    let base = if code < HIGH {
        LOW_STAND_INS
    } else {
        HIGH_STAND_INS
    };
    char::from_u32(code.saturating_add(base)).unwrap_or(c)
}

/// The character that a stand-in stands for; any other is itself.
pub(crate) fn real(c: char) -> char {
    let code = u32::from(c);
    if code < LOW_STAND_INS {
        return c;
    }
    [LOW_STAND_INS, HIGH_STAND_INS]
        .into_iter()
        .filter_map(|base| char::from_u32(code.checked_sub(base)?))
        .find(|&real| stand_in(real) == c && real != c)
        .unwrap_or(c)
}

/// EastAsianWidth.txt of Unicode 14, class A up to U+FFFF, without what takes no column (combining marks, U+00AD,
/// variation selectors); and what unicode-width adds: variants of these (⅐, ⓪, ➀, ∉), wide to some terminals.
#[rustfmt::skip]
const DISPUTED: [(u16, u16); 168] = [
    (0x00A1, 0x00A1), (0x00A4, 0x00A4), (0x00A7, 0x00A8), (0x00AA, 0x00AA), (0x00AE, 0x00AE),
    (0x00B0, 0x00B4), (0x00B6, 0x00BA), (0x00BC, 0x00BF), (0x00C6, 0x00C6), (0x00D0, 0x00D0),
    (0x00D7, 0x00D8), (0x00DE, 0x00E1), (0x00E6, 0x00E6), (0x00E8, 0x00EA), (0x00EC, 0x00ED),
    (0x00F0, 0x00F0), (0x00F2, 0x00F3), (0x00F7, 0x00FA), (0x00FC, 0x00FC), (0x00FE, 0x00FE),
    (0x0101, 0x0101), (0x0111, 0x0111), (0x0113, 0x0113), (0x011B, 0x011B), (0x0126, 0x0127),
    (0x012B, 0x012B), (0x0131, 0x0133), (0x0138, 0x0138), (0x013F, 0x0142), (0x0144, 0x0144),
    (0x0148, 0x014B), (0x014D, 0x014D), (0x0152, 0x0153), (0x0166, 0x0167), (0x016B, 0x016B),
    (0x01CE, 0x01CE), (0x01D0, 0x01D0), (0x01D2, 0x01D2), (0x01D4, 0x01D4), (0x01D6, 0x01D6),
    (0x01D8, 0x01D8), (0x01DA, 0x01DA), (0x01DC, 0x01DC), (0x0251, 0x0251), (0x0261, 0x0261),
    (0x02C4, 0x02C4), (0x02C7, 0x02C7), (0x02C9, 0x02CB), (0x02CD, 0x02CD), (0x02D0, 0x02D0),
    (0x02D8, 0x02DB), (0x02DD, 0x02DD), (0x02DF, 0x02DF), (0x0387, 0x0387), (0x0391, 0x03A1),
    (0x03A3, 0x03A9), (0x03B1, 0x03C1), (0x03C3, 0x03C9), (0x0401, 0x0401), (0x0410, 0x044F),
    (0x0451, 0x0451), (0x2010, 0x2010), (0x2013, 0x2016), (0x2018, 0x2019), (0x201C, 0x201D),
    (0x2020, 0x2022), (0x2024, 0x2027), (0x2030, 0x2030), (0x2032, 0x2033), (0x2035, 0x2035),
    (0x203B, 0x203B), (0x203E, 0x203E), (0x2074, 0x2074), (0x207F, 0x207F), (0x2081, 0x2084),
    (0x20AC, 0x20AC), (0x2103, 0x2103), (0x2105, 0x2105), (0x2109, 0x2109), (0x2113, 0x2113),
    (0x2116, 0x2116), (0x2121, 0x2122), (0x2126, 0x2126), (0x212B, 0x212B), (0x2150, 0x215E),
    (0x2160, 0x216B), (0x2170, 0x2179), (0x2189, 0x2189), (0x2190, 0x219B), (0x21AE, 0x21AE),
    (0x21B8, 0x21B9), (0x21CE, 0x21CF), (0x21D2, 0x21D2), (0x21D4, 0x21D4), (0x21E7, 0x21E7),
    (0x2200, 0x2200), (0x2202, 0x2204), (0x2207, 0x2209), (0x220B, 0x220C), (0x220F, 0x220F),
    (0x2211, 0x2211), (0x2215, 0x2215), (0x221A, 0x221A), (0x221D, 0x2220), (0x2223, 0x222C),
    (0x222E, 0x222E), (0x2234, 0x2237), (0x223C, 0x223D), (0x2241, 0x2241), (0x2248, 0x2249),
    (0x224C, 0x224C), (0x2252, 0x2252), (0x2260, 0x2262), (0x2264, 0x2267), (0x226A, 0x226B),
    (0x226E, 0x2271), (0x2282, 0x2289), (0x2295, 0x2295), (0x2299, 0x2299), (0x22A5, 0x22A5),
    (0x22BF, 0x22BF), (0x2312, 0x2312), (0x2460, 0x254B), (0x2550, 0x2574), (0x2580, 0x258F),
    (0x2592, 0x2595), (0x25A0, 0x25A1), (0x25A3, 0x25A9), (0x25B2, 0x25B3), (0x25B6, 0x25B7),
    (0x25BC, 0x25BD), (0x25C0, 0x25C1), (0x25C6, 0x25C8), (0x25CB, 0x25CB), (0x25CE, 0x25D1),
    (0x25E2, 0x25E5), (0x25EF, 0x25EF), (0x2605, 0x2606), (0x2609, 0x2609), (0x260E, 0x260F),
    (0x2616, 0x2617), (0x261C, 0x261C), (0x261E, 0x261E), (0x2640, 0x2640), (0x2642, 0x2642),
    (0x2660, 0x2661), (0x2663, 0x2665), (0x2667, 0x266A), (0x266C, 0x266D), (0x266F, 0x266F),
    (0x269E, 0x269F), (0x26BF, 0x26BF), (0x26C6, 0x26CD), (0x26CF, 0x26D3), (0x26D5, 0x26E1),
    (0x26E3, 0x26E3), (0x26E8, 0x26E9), (0x26EB, 0x26F1), (0x26F4, 0x26F4), (0x26F6, 0x26F9),
    (0x26FB, 0x26FC), (0x26FE, 0x26FF), (0x273D, 0x273D), (0x2776, 0x2793), (0x2B56, 0x2B59),
    (0x3248, 0x324F), (0xE000, 0xF8FF), (0xFFFD, 0xFFFD),
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn what_is_spared_the_tables_is_as_they_have_it() {
        for c in ('\0'..=char::MAX).filter(|c| is_wide(*c)) {
            assert_eq!((c.width(), disputed(c)), (Some(2), false), "{c}");
        }
    }

    #[test]
    fn quotes_dashes_greek_and_boxes_are_disputed_and_han_is_not() {
        for c in "“”‘’—…·×±°℃‰①⑴Ⅱ→■★αЯ│─█\u{FFFD}".chars() {
            assert!(disputed(c), "{c}");
        }
        for c in "a1 ~é中。，（）％￥㎡㈠〔《「～ｱ𠀀😀".chars() {
            // é is in the table: EastAsianWidth has it as A.
            assert_eq!(disputed(c), c == 'é', "{c}");
        }
    }

    #[test]
    fn the_table_has_all_that_unicode_width_widens() {
        let missing: String = ('\u{A1}'..='\u{FFFC}')
            .filter(|&c| c.width() == Some(1) && c.width_cjk() == Some(2) && !disputed(c))
            .collect();
        assert_eq!(missing, "");
    }

    #[test]
    fn a_stand_in_is_two_columns_to_ratatui() {
        for (first, last) in DISPUTED {
            for c in (u32::from(first)..=u32::from(last)).filter_map(char::from_u32) {
                let laid = lay(c.encode_utf8(&mut [0; 4]), Width::Wide).into_owned();
                assert_eq!(laid.width(), 2, "{c}");
                assert_eq!(unlay(&laid), c.to_string());
            }
        }
    }

    #[test]
    fn columns_follow_the_terminal() {
        assert_eq!(text_columns("“中”—1", Width::Narrow), 6);
        assert_eq!(text_columns("“中”—1", Width::Wide), 9);
        assert_eq!(text_columns("e\u{301}", Width::Wide), 1);
    }

    #[test]
    fn controls_turners_and_hidden_characters_become_marks() {
        assert_eq!(printable("a\u{1b}[31m\u{9b}\u{7f}\n"), "a?[31m???");
        assert_eq!(printable("1\t2"), "1 2");
        assert_eq!(
            printable("清\u{202e}溪\u{200b}\u{2066}\u{feff}"),
            "清?溪???"
        );
        assert_eq!(printable("\u{301}e\u{301}"), "?e\u{301}");
        assert!(matches!(printable("清溪镇“一站式”——"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn laid_text_comes_back(text in "\\PC{0,40}") {
            let text: String = text.chars().filter(|&c| real(c) == c).collect();
            let laid = lay(&text, Width::Wide);
            prop_assert_eq!(unlay(&laid), text.as_str());
            prop_assert_eq!(lay(&text, Width::Narrow), text.as_str());
        }

        #[test]
        fn printable_text_has_no_control_and_keeps_its_length(text in any::<String>()) {
            let shown = printable(&text);
            prop_assert!(!shown.chars().any(char::is_control));
            prop_assert_eq!(shown.chars().count(), text.chars().count());
            prop_assert_eq!(printable(&shown), shown.as_ref());
        }
    }
}
