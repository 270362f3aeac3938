//! A text by its characters and by its bytes: a stretch of it that is known by its characters is copied as it stands,
//! which takes a hundredth of putting it together again from characters.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr2;

use crate::check::chars::Chars;

use super::paragraphs::Paragraph;
use super::stops::{has_ascii_stops, widened};
use super::traditional::{is_traditional, simplified};

/// Of every so many characters the byte is known at which it begins.
const EVERY: usize = 4;

/// A text and its characters.
pub(super) struct Letters<'a> {
    text: &'a str,
    chars: Vec<char>,
    /// The characters as they stand in the text, where some are read as others.
    printed: Option<Vec<char>>,
    /// Where every fourth character begins.
    bytes: Vec<u32>,
}

impl<'a> Letters<'a> {
    /// Takes a text.
    pub(super) fn of(text: &'a str) -> Self {
        // As many as there are: what grows is copied.
        let count = text.chars().count();
        let mut chars = vec!['\0'; count];
        let mut bytes = Vec::with_capacity(count.div_ceil(EVERY));
        for ((nth, place), (byte, c)) in chars.iter_mut().enumerate().zip(text.char_indices()) {
            if nth % EVERY == 0 {
                bytes.push(u32::try_from(byte).unwrap_or(u32::MAX));
            }
            *place = c;
        }
        let (traditional, stops) = (is_traditional(text), has_ascii_stops(text));
        let printed = (traditional || stops).then(|| chars.clone());
        if traditional {
            for c in &mut chars {
                *c = simplified(*c);
            }
        }
        if stops {
            widened(&mut chars);
        }
        Self {
            text,
            chars,
            printed,
            bytes,
        }
    }

    /// Its characters, traditional ones read as simplified and the stops of ASCII as those of full width.
    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The characters from one to before another; what lies beyond the end is not there.
    pub(super) fn text(&self, range: Range<usize>) -> &'a str {
        self.text
            .get(self.byte(range.start)..self.byte(range.end))
            .unwrap_or_default()
    }

    /// The byte at which a character begins.
    fn byte(&self, at: usize) -> usize {
        let Some(byte) = self.bytes.get(at / EVERY) else {
            return self.text.len();
        };
        let chars = self.printed.as_ref().unwrap_or(&self.chars);
        let before = Chars(chars).part(at.saturating_sub(at % EVERY)..at);
        let byte = byte.saturating_add(length(before.0));
        usize::try_from(byte).unwrap_or(usize::MAX)
    }
}

/// A paragraph and the text that it stands in.
#[derive(Clone, Copy)]
pub(super) struct Passage<'a, 't> {
    pub(super) paragraph: &'a Paragraph<'a>,
    pub(super) letters: &'a Letters<'t>,
}

impl<'t> Passage<'_, 't> {
    /// A stretch of the paragraph by its characters; what lies beyond its end is not there.
    pub(super) fn text(self, range: Range<usize>) -> Cow<'t, str> {
        let chars = self.paragraph.chars();
        let end = range.end.min(chars.len());
        match self.paragraph.whole() {
            Some(start) if range.start < end => {
                let range = start.saturating_add(range.start)..start.saturating_add(end);
                Cow::Borrowed(self.letters.text(range))
            }
            Some(_) => Cow::Borrowed(""),
            None => Cow::Owned(match &self.letters.printed {
                Some(printed) => self.printed(Chars(printed), range.start..end),
                None => chars.text(range),
            }),
        }
    }

    /// The same of a paragraph whose lines were joined, out of the characters as they stand in the text.
    fn printed(self, printed: Chars<'_>, range: Range<usize>) -> String {
        let read = self.paragraph.chars();
        let char_at = |at: usize| {
            let read = read.at(at)?;
            // A space put between two lines stands nowhere.
            let stands = printed.at(self.paragraph.spot(&(at..at)).start);
            Some(stands.filter(|_| read != ' ').unwrap_or(read))
        };
        range.filter_map(char_at).collect()
    }
}

/// A sign that means something in wording.
pub(super) fn is_brace(c: char) -> bool {
    matches!(c, '{' | '}')
}

/// Whether one stands in a text.
pub(super) fn has_brace(text: &str) -> bool {
    memchr2(b'{', b'}', text.as_bytes()).is_some()
}

/// How many bytes characters take.
fn length(chars: &[char]) -> u32 {
    let more = |c: u32| 1_u32.saturating_add(u32::from(c > 0x7f));
    let length = |c: u32| {
        more(c)
            .saturating_add(u32::from(c > 0x7ff))
            .saturating_add(u32::from(c > 0xffff))
    };
    chars.iter().map(|c| length(u32::from(*c))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_the_same_by_characters_and_by_bytes() {
        let text = "开展X次，a1 𠮷\n".repeat(7);
        let chars: Vec<char> = text.chars().collect();
        let letters = Letters::of(&text);
        assert_eq!(letters.chars(), chars);
        for from in 0..=chars.len() {
            for to in from..=chars.len() {
                let part: String = chars[from..to].iter().collect();
                assert_eq!(letters.text(from..to), part, "{from}..{to}");
            }
        }
        assert_eq!(letters.text(3..999), letters.text(3..chars.len()));
        assert_eq!(letters.text(999..1000), "");
    }
}
