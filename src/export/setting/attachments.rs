//! Lines that are known as 附件说明 or as the beginning of an attachment by how they read (clauses 7.3.4
//! and 7.3.7); the report file has them among its other paragraphs.

use crate::export::style::Style;

use super::Place;

/// What a line has to do with attachments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Attachment {
    /// `附件：甲` or `附件：1.甲`, and the numbered lines behind it: where the words begin, and how far
    /// the first line hangs out in front of them, in half characters.
    Listed { words: u32, hang: u32 },
    /// `附件1`: a new page begins.
    Begins,
}

/// What a line is; `behind` is what the line before was.
pub(super) fn attachment(line: &str, behind: Option<Attachment>) -> Option<Attachment> {
    // Two characters of indent, three of 附件：.
    const WORDS: u32 = 10;
    if let Some(rest) = line.strip_prefix("附件：") {
        let number = number_width(rest);
        return Some(Attachment::Listed {
            words: WORDS.saturating_add(number),
            hang: number.saturating_add(6),
        });
    }
    let rest = line.strip_prefix("附件");
    if rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit())) {
        return Some(Attachment::Begins);
    }
    let number = number_width(line);
    let goes_on = matches!(behind, Some(Attachment::Listed { .. })) && number > 0;
    goes_on.then(|| Attachment::Listed {
        words: WORDS.saturating_add(number),
        hang: number,
    })
}

/// The width of `1.` in front, in half characters; 0 where there is none.
fn number_width(text: &str) -> u32 {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len().saturating_sub(behind.len());
    let digits = u32::try_from(digits).unwrap_or(0);
    match behind.chars().next() {
        Some('.') if digits > 0 => digits.saturating_add(1),
        Some('．') if digits > 0 => digits.saturating_add(2),
        _ => 0,
    }
}

impl Attachment {
    /// Where a listed attachment stands: lines that wrap begin under the first word.
    pub(super) fn place(self, style: &Style) -> Place {
        let Self::Listed { words, hang } = self else {
            return Place::Usual;
        };
        let half = |halves: u32| style.page.character().saturating_mul(halves) / 2;
        Place::Hanging {
            left: half(words),
            hang: half(hang),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_beginnings_are_told_from_other_lines() {
        let listed = |words, hang| Some(Attachment::Listed { words, hang });
        let first = attachment("附件：1.任务清单", None);
        assert_eq!(first, listed(12, 8));
        assert_eq!(attachment("2.责任分工表", first), listed(12, 2));
        assert_eq!(attachment("10.责任分工表", first), listed(13, 3));
        assert_eq!(attachment("2.责任分工表", None), None);
        assert_eq!(attachment("附件：任务清单", None), listed(10, 6));
        assert_eq!(attachment("附件1", None), Some(Attachment::Begins));
        assert_eq!(attachment("附件", None), Some(Attachment::Begins));
        assert_eq!(attachment("附件已报送。", None), None);
        assert_eq!(attachment("联系人：李四", first), None);
    }
}
