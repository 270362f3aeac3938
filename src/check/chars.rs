//! A text as characters, looked at by position. Beyond its ends there is nothing, so that no look needs a check.

use std::fmt::{self, Write as _};
use std::ops::Range;

use compact_str::CompactString;

/// Characters of a paragraph. Positions count characters.
#[derive(Clone, Copy, Debug)]
pub struct Chars<'a>(pub &'a [char]);

impl<'a> Chars<'a> {
    /// How many there are.
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The character at a position.
    pub fn at(self, at: usize) -> Option<char> {
        self.0.get(at).copied()
    }

    /// The character right before a position.
    pub fn before(self, at: usize) -> Option<char> {
        self.at(at.checked_sub(1)?)
    }

    /// Whether the character at a position is so.
    pub fn is(self, at: usize, so: impl Fn(char) -> bool) -> bool {
        self.at(at).is_some_and(so)
    }

    /// Where a run of characters that are so ends; `at` itself where there is none.
    pub fn run(self, at: usize, so: impl Fn(char) -> bool) -> usize {
        let rest = self.0.get(at..).unwrap_or_default();
        let end = rest.iter().position(|c| !so(*c));
        at.saturating_add(end.unwrap_or(rest.len()))
    }

    /// The same, looking at no more than `most` characters.
    pub fn run_within(self, at: usize, most: usize, so: impl Fn(char) -> bool) -> usize {
        let near = self.part(at..at.saturating_add(most));
        at.saturating_add(near.run(0, so))
    }

    /// Where a run of characters that are so and end before `at` begins.
    pub fn run_back(self, at: usize, so: impl Fn(char) -> bool) -> usize {
        let rest = self.0.get(..at).unwrap_or(self.0);
        let start = rest.iter().rposition(|c| !so(*c));
        let length = rest
            .len()
            .saturating_sub(start.map_or(0, |start| start.saturating_add(1)));
        at.saturating_sub(length)
    }

    /// The same, looking at no more than `most` characters.
    pub fn run_back_within(self, at: usize, most: usize, so: impl Fn(char) -> bool) -> usize {
        let at = at.min(self.len());
        let start = at.saturating_sub(most);
        let near = self.part(start..at);
        start.saturating_add(near.run_back(near.len(), so))
    }

    /// Whether a word stands at a position.
    pub fn has(self, at: usize, word: &str) -> bool {
        let mut rest = self.0.get(at..).unwrap_or_default().iter();
        word.chars().all(|c| rest.next() == Some(&c))
    }

    /// Whether a word ends right before a position.
    pub fn ends(self, at: usize, word: &str) -> bool {
        let mut rest = self.0.get(..at).unwrap_or_default().iter().rev();
        word.chars().rev().all(|c| rest.next() == Some(&c))
    }

    /// Whether one of these words stands at a position.
    pub fn has_any(self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.has(at, word))
    }

    /// Whether one of these words ends right before a position.
    pub fn ends_any(self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.ends(at, word))
    }

    /// The part of the text in this range; what lies beyond its end is not there.
    pub fn part(self, range: Range<usize>) -> Chars<'a> {
        let end = range.end.min(self.0.len());
        Chars(self.0.get(range.start..end).unwrap_or_default())
    }

    /// What stands from a position on.
    pub fn rest(self, at: usize) -> Chars<'a> {
        Chars(self.0.get(at..).unwrap_or_default())
    }

    /// The last so many characters, all where there are fewer.
    pub fn last(self, most: usize) -> Chars<'a> {
        self.rest(self.len().saturating_sub(most))
    }

    /// Without the characters at its head that are so.
    pub fn trim_start(self, so: impl Fn(char) -> bool) -> Chars<'a> {
        self.rest(self.run(0, so))
    }

    /// Without the characters at its end that are so.
    pub fn trim_end(self, so: impl Fn(char) -> bool) -> Chars<'a> {
        self.part(0..self.run_back(self.len(), so))
    }

    /// Without the characters at both ends that are so.
    pub fn trim(self, so: impl Fn(char) -> bool) -> Chars<'a> {
        self.trim_start(&so).trim_end(so)
    }

    /// Whether it ends in this word.
    pub fn closes(self, word: &str) -> bool {
        self.ends(self.len(), word)
    }

    /// Where a word first stands.
    pub fn find(self, word: &str) -> Option<usize> {
        let first = word.chars().next()?;
        let mut at = 0_usize;
        loop {
            at = self.run(at, |c| c != first);
            if self.has(at, word) {
                return Some(at);
            }
            self.at(at)?;
            at = at.saturating_add(1);
        }
    }

    /// Whether a word stands somewhere in it.
    pub fn holds(self, word: &str) -> bool {
        self.find(word).is_some()
    }

    /// The text in this range, a short one.
    pub fn short(self, range: Range<usize>) -> CompactString {
        self.text(range).into()
    }

    /// The text in this range.
    pub fn text(self, range: Range<usize>) -> String {
        let part = self.part(range).0;
        // Chinese takes three bytes a character.
        let mut text = String::with_capacity(part.len().saturating_mul(3));
        part.iter().for_each(|c| text.push(*c));
        text
    }
}

impl fmt::Display for Chars<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|c| f.write_char(*c))
    }
}

/// A Chinese character of those that nearly all are.
pub fn is_common_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// A Chinese character (no punctuation).
pub fn is_han(c: char) -> bool {
    is_common_han(c) || matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Whether a character is one of a few.
pub fn one_of(c: char, few: &str) -> bool {
    few.chars().any(|one| one == c)
}

/// A digit of either width.
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// A Chinese numeral of one to nine, ten and hundred.
pub fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百'
    )
}

/// The value of a whole number below a thousand in digits of either width or in Chinese (十二).
pub fn small(chars: Chars<'_>) -> Option<u32> {
    let mut value = 0_u32;
    if chars.is(0, is_digit) {
        for c in chars.0 {
            let digit = match c {
                '０'..='９' => u32::from(*c).saturating_sub(u32::from('０')),
                _ => c.to_digit(10)?,
            };
            value = value.saturating_mul(10).saturating_add(digit);
        }
        return Some(value);
    }
    let mut unit = 0_u32;
    for c in chars.0 {
        let (times, digit) = match c {
            '十' => (10, None),
            '百' => (100, None),
            _ => (1, "一二三四五六七八九".chars().position(|one| one == *c)),
        };
        match (times, digit) {
            (1, Some(digit)) => unit = u32::try_from(digit).ok()?.saturating_add(1),
            (1, None) => return None,
            _ => {
                value = value.saturating_add(unit.max(1).saturating_mul(times));
                unit = 0;
            }
        }
    }
    Some(value.saturating_add(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_beyond_the_ends_hold_nothing() {
        let text: Vec<char> = "一二三".chars().collect();
        let chars = Chars(&text);
        assert_eq!(chars.before(0), None);
        assert_eq!(chars.at(3), None);
        assert_eq!(chars.run(1, is_numeral), 3);
        assert_eq!(chars.run_back(2, is_numeral), 0);
        assert!(chars.has(1, "二三") && chars.ends(2, "一二"));
        assert!(!chars.has(2, "三四") && !chars.ends(1, "零一"));
        assert_eq!(chars.text(1..9), "二三");
    }

    #[test]
    fn small_numbers_are_read_in_digits_and_in_chinese() {
        for (text, value) in [
            ("7", Some(7)),
            ("１２", Some(12)),
            ("十", Some(10)),
            ("十二", Some(12)),
            ("二十", Some(20)),
            ("一百零五", None),
            ("一百二十三", Some(123)),
            ("甲", None),
        ] {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(small(Chars(&chars)), value, "{text}");
        }
    }
}
