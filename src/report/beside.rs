//! What stands right beside the slots of a text: an answer that brings it along prints it twice (清溪镇镇).

use super::wording::{Piece, Slot, Wording};

/// So many characters of the wording are looked at on either side.
const NEAR: usize = 4;

/// The wording right beside a slot, up to four characters on either side.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Beside {
    before: String,
    behind: String,
}

/// Words of an answer that stand beside its slots already.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Doubled<'a> {
    /// Those that stand before the slot: “.
    pub before: &'a str,
    /// Those that stand behind it: 镇.
    pub behind: &'a str,
    /// The answer without them.
    pub rest: &'a str,
    /// They stand beside every slot, so that the answer is right without them.
    pub everywhere: bool,
}

impl Doubled<'_> {
    /// As it prints: 清溪镇镇.
    pub fn printed(&self) -> String {
        let Self {
            before,
            behind,
            rest,
            ..
        } = self;
        format!("{before}{before}{rest}{behind}{behind}")
    }
}

impl Beside {
    fn of(before: &str, behind: &str) -> Self {
        let from = before.char_indices().rev().nth(NEAR.saturating_sub(1));
        let before = before.get(from.map_or(0, |(from, _)| from)..);
        Self {
            before: before.unwrap_or_default().to_owned(),
            behind: behind.chars().take(NEAR).collect(),
        }
    }
}

/// Each slot of a wording, with what makes known the text that stands beside it.
pub(super) fn slots(wording: &Wording) -> impl Iterator<Item = (&Slot, impl Fn() -> Beside)> {
    wording.stretches().flat_map(|pieces| {
        let plain = |at: Option<usize>| match at.and_then(|at| pieces.get(at)) {
            Some(Piece::Plain(text)) => text.as_str(),
            _ => "",
        };
        let slots = pieces.iter().enumerate();
        slots.filter_map(move |(at, piece)| match piece {
            Piece::Slot(slot) => {
                let (before, behind) = (at.checked_sub(1), at.checked_add(1));
                Some((slot, move || Beside::of(plain(before), plain(behind))))
            }
            _ => None,
        })
    })
}

/// What an answer has in common with the wording beside its slots; `None` where that is nothing, or all of it.
pub fn doubled<'a>(answer: &'a str, slots: &[Beside]) -> Option<Doubled<'a>> {
    let at = |slot: &Beside| {
        let behind = end_of(answer, &slot.behind);
        let left = answer.strip_suffix(behind).unwrap_or(answer);
        let before = start_of(left, &slot.before);
        let rest = left.strip_prefix(before).unwrap_or(left);
        let found = Doubled {
            before,
            behind,
            rest,
            everywhere: false,
        };
        let some = !(before.is_empty() && behind.is_empty() || rest.trim().is_empty());
        some.then_some(found)
    };
    let found = slots.iter().find_map(at)?;
    let everywhere = slots.iter().all(|slot| at(slot).as_ref() == Some(&found));
    Some(Doubled {
        everywhere,
        ..found
    })
}

/// A name as it prints, with the words behind all its slots that its key says are of it: 清溪 of 镇名, before 镇
/// everywhere, is 清溪镇.
pub fn whole(answer: &str, key: &str, slots: &[Beside]) -> String {
    let kind = key
        .strip_suffix("名称")
        .or_else(|| key.strip_suffix('名'))
        .filter(|kind| !slots.is_empty() && !answer.ends_with(kind))
        .filter(|kind| slots.iter().all(|slot| slot.behind.starts_with(kind)));
    format!("{answer}{}", kind.unwrap_or_default())
}

/// The end of an answer that stands behind a slot.
fn end_of<'a>(answer: &'a str, behind: &str) -> &'a str {
    let ends = behind
        .char_indices()
        .map(|(at, c)| at.saturating_add(c.len_utf8()));
    let longest = ends
        .filter_map(|end| behind.get(..end))
        .rfind(|words| answer.ends_with(words));
    let length = longest
        .filter(|words| !by_chance(words))
        .map_or(0, str::len);
    let from = answer.len().saturating_sub(length);
    answer.get(from..).unwrap_or_default()
}

/// The start of an answer that stands before a slot.
fn start_of<'a>(answer: &'a str, before: &str) -> &'a str {
    let mut starts = before.char_indices().filter_map(|(at, _)| before.get(at..));
    let longest = starts.find(|words| answer.starts_with(words));
    let length = longest
        .filter(|words| !by_chance(words))
        .map_or(0, str::len);
    answer.get(..length).unwrap_or_default()
}

/// Letters, digits and spaces are alike by chance: 5G behind …5.
fn by_chance(words: &str) -> bool {
    words.contains(|c: char| c.is_ascii_alphanumeric() || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, answer: &str) -> Option<(String, String, bool)> {
        let wording = Wording::new(text);
        let slots: Vec<Beside> = slots(&wording).map(|(_, beside)| beside()).collect();
        let doubled = doubled(answer, &slots)?;
        let printed = doubled.printed();
        Some((printed, doubled.rest.to_owned(), doubled.everywhere))
    }

    #[test]
    fn what_the_wording_has_already_is_told_with_what_is_left() {
        let cases = [
            ("在{镇}镇召开", "清溪镇", Some(("清溪镇镇", "清溪", true))),
            (
                "{镇}镇党委，{镇}镇",
                "清溪镇",
                Some(("清溪镇镇", "清溪", true)),
            ),
            (
                "{镇}镇党委，{镇}人民政府",
                "清溪镇",
                Some(("清溪镇镇", "清溪", false)),
            ),
            (
                "{区}社区居民",
                "幸福社区",
                Some(("幸福社区社区", "幸福", true)),
            ),
            ("王{名}同志", "王小明", Some(("王王小明", "小明", true))),
            ("{?走访{镇}镇?}", "清溪镇", Some(("清溪镇镇", "清溪", true))),
            ("{镇}镇召开", "清溪", None),
            ("开展“{名}”行动", "“三清”", Some(("““三清””", "三清", true))),
            // All of it, or what is alike by chance.
            ("{镇}镇召开", "镇", None),
            ("{网}5G基站", "联通5", None),
        ];
        for (text, answer, wanted) in cases {
            let wanted = wanted.map(|(printed, rest, everywhere)| {
                (String::from(printed), String::from(rest), everywhere)
            });
            assert_eq!(found(text, answer), wanted, "{text} {answer}");
        }
    }
    #[test]
    fn a_name_is_known_with_the_words_behind_it_that_its_key_says_are_of_it() {
        let known = |text: &str, answer: &str| {
            let wording = Wording::new(text);
            let slots: Vec<Beside> = slots(&wording).map(|(_, beside)| beside()).collect();
            whole(answer, "镇名", &slots)
        };
        assert_eq!(known("{镇名}镇召开，{镇名}镇党委", "清溪"), "清溪镇");
        assert_eq!(known("{镇名}镇召开，{镇名}人民政府", "清溪镇"), "清溪镇");
        assert_eq!(known("{镇名}召开", "清溪镇"), "清溪镇");
        assert_eq!(known("没有空", "清溪"), "清溪");
    }
}
