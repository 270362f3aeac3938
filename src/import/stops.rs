//! Stops of ASCII in Chinese text (今年,全镇…;), read as those of full width: a text may have no others. The template
//! keeps what the text has.

use crate::check::chars::{is_digit, is_han};

/// So many characters at the head of a text say what its stops are.
const LOOKED_AT: usize = 2_000;
/// So many commas are enough to say it.
const LEAST: usize = 3;

/// Whether the commas of a Chinese text are those of ASCII.
pub(super) fn has_ascii_stops(text: &str) -> bool {
    let (mut narrow, mut wide) = (0_usize, 0_usize);
    let mut before = ',';
    for c in text.chars().take(LOOKED_AT) {
        narrow = narrow.saturating_add(usize::from(c == ',' && is_han(before)));
        wide = wide.saturating_add(usize::from(c == '，'));
        before = c;
    }
    narrow >= LEAST && narrow > wide.saturating_mul(4)
}

/// Reads the stops of ASCII as those of full width where they stand in Chinese: not 1,200, f(x,y), 8:30.
pub(super) fn widened(chars: &mut [char]) {
    let mut before = '\n';
    for at in 0..chars.len() {
        let next = chars.get(at.saturating_add(1)).copied().unwrap_or('\n');
        let Some(c) = chars.get_mut(at) else { return };
        let wide = match c {
            ',' => '，',
            ';' => '；',
            ':' => '：',
            _ => *c,
        };
        let inside = |c: char| is_digit(c) || c.is_ascii_alphabetic() || matches!(c, '/' | '\\');
        if wide != *c && !(inside(before) && inside(next)) && !(*c == ':' && next == '/') {
            *c = wide;
        }
        before = *c;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_of_ascii_are_read_as_those_of_full_width() {
        let read = |text: &str| {
            let mut chars: Vec<char> = text.chars().collect();
            widened(&mut chars);
            chars.into_iter().collect::<String>()
        };
        assert_eq!(
            read("今年,X镇;增长x%,x%:共x人"),
            "今年，X镇；增长x%，x%：共x人"
        );
        for text in ["1,200人", "f(x,y)", "8:30", "http://a.cn"] {
            assert_eq!(read(text), text);
        }
        assert!(has_ascii_stops("今年,全镇干部,以村为主,抓落实"));
        assert!(!has_ascii_stops("move to x, y, then on, and back, or stop"));
        assert!(!has_ascii_stops("今年，全镇1,200人、2,300户、3,400亩"));
    }

    #[test]
    fn what_is_shown_is_what_the_text_has() {
        let text = "某镇总结\n\n今年,X镇建成XX个,分别增长x.x%,\nx.x%;X个在建,投入x万元。";
        let found = crate::import::import(text, crate::import::How::default()).unwrap();
        let wording = found.report.head.opening.source();
        assert!(
            wording.starts_with("今年,{") && wording.contains("}%,{") && wording.contains("}%;{"),
            "{wording}"
        );
        assert!(
            found
                .found
                .blanks
                .iter()
                .all(|blank| !blank.context.contains('，'))
        );
    }
}
