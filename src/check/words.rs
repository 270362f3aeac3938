//! Word lists, asked at a position of a text: which of their words begins there, and which ends. Words lie by the
//! character that is met first, so that at most positions one look says that there is none.

use std::cmp::Reverse;
use std::sync::OnceLock;

use super::chars::Chars;
use super::near::Near;

/// So many places there are for the words.
const PLACES: usize = 256;

/// A list of words.
pub struct Words {
    list: &'static [&'static str],
    heads: OnceLock<Table>,
    tails: OnceLock<Table>,
}

impl Words {
    /// The words of a list.
    pub const fn new(list: &'static [&'static str]) -> Self {
        Self {
            list,
            heads: OnceLock::new(),
            tails: OnceLock::new(),
        }
    }

    fn heads(&self) -> &Table {
        let table = || Table::heads(self.list.iter().copied());
        self.heads.get_or_init(table)
    }

    /// The longest word that begins at a position. That none does is told without a call.
    #[inline]
    pub fn at(&self, chars: Chars<'_>, at: usize) -> Option<&Word> {
        let heads = self.heads();
        heads.met.may_have(chars.at(at)?).then_some(())?;
        heads.longest_at(chars, at)
    }

    /// Whether a word begins at a position.
    pub fn is_at(&self, chars: Chars<'_>, at: usize) -> bool {
        self.at(chars, at).is_some()
    }

    /// Whether a text is a word of the list, and no more.
    pub fn is_whole(&self, text: Chars<'_>) -> bool {
        self.at(text, 0)
            .is_some_and(|word| word.length == text.len())
    }

    /// Whether a text is a word of the list.
    pub fn is(&self, text: &str) -> bool {
        let mut near = self.heads().met(text.chars().next());
        near.any(|word| word.text == text)
    }

    /// Whether a word stands somewhere in a text.
    pub fn stand_in(&self, chars: Chars<'_>) -> bool {
        let heads = self.heads();
        let mut places = chars.0.iter().enumerate();
        places.any(|(at, c)| heads.near(*c).is_some() && heads.at(chars, at).next().is_some())
    }

    /// Whether a word stands somewhere in a short text.
    pub fn are_in(&self, text: &str) -> bool {
        self.heads().within(text).next().is_some()
    }

    /// The longest word that ends right before a position. That none does is told without a call.
    #[inline]
    pub fn before(&self, chars: Chars<'_>, at: usize) -> Option<&Word> {
        let table = || Table::tails(self.list.iter().copied());
        let tails = self.tails.get_or_init(table);
        tails.met.may_have(chars.before(at)?).then_some(())?;
        tails.longest_before(chars, at)
    }

    /// Whether a text ends in a word.
    pub fn close(&self, chars: Chars<'_>) -> bool {
        self.is_before(chars, chars.len())
    }

    /// Whether a word ends right before a position.
    pub fn is_before(&self, chars: Chars<'_>, at: usize) -> bool {
        self.before(chars, at).is_some()
    }
}

/// A word of a list.
pub struct Word {
    /// As spelled.
    pub text: &'static str,
    /// How many characters it has.
    pub length: usize,
    /// Which of its list it is, from 0.
    pub nth: usize,
    /// The character of it that is met first.
    met: char,
    /// The others.
    rest: &'static str,
}

/// Words by the character that is met first; those of one place longer before shorter.
pub struct Table {
    /// Which characters can be met.
    met: Near,
    /// Where the words of each place begin among all, and where the last ones end.
    places: Vec<usize>,
    words: Vec<Word>,
}

impl Table {
    /// Words by their first characters.
    pub fn heads(list: impl Iterator<Item = &'static str>) -> Self {
        Self::new(list, |word| {
            let mut chars = word.chars();
            Some((chars.next()?, chars.as_str()))
        })
    }

    /// Words by their last characters.
    fn tails(list: impl Iterator<Item = &'static str>) -> Self {
        Self::new(list, |word| {
            let mut chars = word.chars();
            Some((chars.next_back()?, chars.as_str()))
        })
    }

    fn new(
        list: impl Iterator<Item = &'static str>,
        met: impl Fn(&'static str) -> Option<(char, &'static str)>,
    ) -> Self {
        let mut words: Vec<Word> = list
            .enumerate()
            .filter_map(|(nth, text)| {
                let (met, rest) = met(text)?;
                Some(Word {
                    text,
                    length: text.chars().count(),
                    nth,
                    met,
                    rest,
                })
            })
            .collect();
        words.sort_by_key(|word| (place(word.met), Reverse(word.length)));
        let start = |at: usize| words.partition_point(|word| place(word.met) < at);
        let places = (0..=PLACES).map(start).collect();
        let met = words
            .iter()
            .fold(Near::of(&[]), |met, word| met.with(word.met));
        Self { met, places, words }
    }

    /// The words that begin at a position, longer before shorter.
    pub fn at<'a>(&'a self, chars: Chars<'_>, at: usize) -> impl Iterator<Item = &'a Word> {
        self.met(chars.at(at))
            .filter(move |word| chars.has(at.saturating_add(1), word.rest))
    }

    #[inline(never)]
    fn longest_at(&self, chars: Chars<'_>, at: usize) -> Option<&Word> {
        self.at(chars, at).next()
    }

    #[inline(never)]
    fn longest_before(&self, chars: Chars<'_>, at: usize) -> Option<&Word> {
        self.before(chars, at).next()
    }

    /// The words that stand in a text, by where they begin.
    pub fn within<'a>(&'a self, text: &str) -> impl Iterator<Item = &'a Word> {
        let near = text
            .char_indices()
            .filter_map(|(at, c)| Some((at, self.near(c)?)));
        near.flat_map(move |(at, words)| {
            let rest = text.get(at..).unwrap_or_default();
            words.iter().filter(move |word| rest.starts_with(word.text))
        })
    }

    /// The words that end right before a position, longer before shorter.
    fn before<'a>(&'a self, chars: Chars<'_>, at: usize) -> impl Iterator<Item = &'a Word> {
        self.met(chars.before(at))
            .filter(move |word| chars.ends(at.saturating_sub(1), word.rest))
    }

    /// The words that are met with this character.
    fn met(&self, c: Option<char>) -> impl Iterator<Item = &Word> {
        let near = c.and_then(|c| self.near(c)).unwrap_or_default();
        near.iter().filter(move |word| Some(word.met) == c)
    }

    /// The words at the place of a character; at most positions a single bit says that there are none, which is why
    /// no call is made for that.
    #[inline(always)]
    fn near(&self, c: char) -> Option<&[Word]> {
        if !self.met.may_have(c) {
            return None;
        }
        self.there(c)
    }

    fn there(&self, c: char) -> Option<&[Word]> {
        let place = place(c);
        let end = place.saturating_add(1);
        self.words
            .get(*self.places.get(place)?..*self.places.get(end)?)
    }
}

/// The place of a character: its low bits.
fn place(c: char) -> usize {
    usize::try_from(u32::from(c)).unwrap_or_default() % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_is_found_at_either_end() {
        let words = Words::new(&["镇", "村镇", "村", "镇村", "A"]);
        let text: Vec<char> = "在村镇村".chars().collect();
        let chars = Chars(&text);
        let text = |word: Option<&Word>| word.map(|word| (word.text, word.nth));
        assert_eq!(text(words.at(chars, 1)), Some(("村镇", 1)));
        assert_eq!(text(words.at(chars, 2)), Some(("镇村", 3)));
        assert_eq!(text(words.before(chars, 2)), Some(("村", 2)));
        assert_eq!(text(words.before(chars, 4)), Some(("镇村", 3)));
        assert_eq!(text(words.at(chars, 0)), None);
        assert_eq!(text(words.before(chars, 0)), None);
        assert_eq!(text(words.at(chars, 9)), None);
    }
}
