//! What a paste must lose or change before it is put into a report: what can't be seen, what could steer a terminal,
//! and what other programs leave at the ends of lines.

/// A paste that may be put in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cleaned {
    /// Its text.
    pub text: String,
    /// What was changed and should be said, a sentence each.
    pub mended: Vec<&'static str>,
}

/// Makes a paste fit for a text; `single_line` for a field or a heading.
pub fn clean(paste: &str, single_line: bool) -> Cleaned {
    let seen = seen(paste);
    // Empty lines print nothing (a line is a paragraph), and blanks at the ends of a line neither.
    let lines: Vec<&str> = seen
        .text
        .split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let joined = single_line && lines.len() > 1;
    let straight = lines.join(if single_line { "" } else { "\n" });
    let (text, paired) = pair_quotes(&straight);
    let mut mended = Vec::new();
    if seen.dropped {
        mended.push("看不见的控制字符已去掉。");
    }
    if seen.tabs {
        mended.push("制表符已改成空格。");
    }
    if joined {
        mended.push("换行已去掉，接成了一行。");
    }
    if paired {
        mended.push("直引号已改成中文引号，请看左右是否对。");
    }
    Cleaned { text, mended }
}

struct Seen {
    text: String,
    dropped: bool,
    tabs: bool,
}

/// The text without what can't be seen; every line end as `\n`, every blank but the full-width one as a space.
fn seen(paste: &str) -> Seen {
    let mut seen = Seen {
        text: String::with_capacity(paste.len()),
        dropped: false,
        tabs: false,
    };
    let mut inside = false;
    let mut chars = paste.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                seen.text.push('\n');
            }
            '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => seen.text.push('\n'),
            '\t' => {
                let ends = chars.peek().is_none_or(|next| matches!(next, '\r' | '\n'));
                seen.tabs |= inside && !ends;
                seen.text.push(' ');
            }
            '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => {
                seen.text.push(' ')
            }
            '\u{1B}' => {
                seen.dropped = true;
                if chars.next_if_eq(&'[').is_some() {
                    while chars.next_if(|c| matches!(c, ' '..='?')).is_some() {}
                    chars.next_if(|c| matches!(c, '@'..='~'));
                }
            }
            c if is_hidden(c) => seen.dropped = true,
            c => seen.text.push(c),
        }
        inside = seen
            .text
            .chars()
            .next_back()
            .is_some_and(|c| !c.is_whitespace());
    }
    seen
}

/// Control characters, those that turn the direction of writing, and those without any width of their own. Word and
/// web pages put them in; in a report they break searching, counting and the file's cleanliness.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
                | '\u{FFFE}'..='\u{FFFF}' | '\u{E0000}'..='\u{E00FF}'
        )
}

/// The text with its straight quotes in pairs, line by line, and whether there were any. The last of an odd number
/// stays.
fn pair_quotes(straight: &str) -> (String, bool) {
    let mut text = String::with_capacity(straight.len());
    let mut paired = false;
    for line in straight.split_inclusive('\n') {
        let mut left = line.matches('"').count();
        let mut open = false;
        for c in line.chars() {
            if c != '"' || !(open || left > 1) {
                text.push(c);
                continue;
            }
            text.push(if open { '”' } else { '“' });
            open = !open;
            left = left.saturating_sub(1);
            paired = true;
        }
    }
    (text, paired)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(paste: &str) -> String {
        clean(paste, false).text
    }

    #[test]
    fn line_ends_of_every_system_are_newlines() {
        assert_eq!(
            text("甲\r\n乙\r丙\n丁\u{2028}戊\u{B}己"),
            "甲\n乙\n丙\n丁\n戊\n己"
        );
    }

    #[test]
    fn indents_blank_lines_and_blanks_at_the_ends_go() {
        assert_eq!(
            text("　　今年以来\u{A0}\r\n\r\n \t巡河12次　\n"),
            "今年以来\n巡河12次"
        );
        assert!(clean("　　今年以来\t\n\t巡河\n", false).mended.is_empty());
    }

    #[test]
    fn blanks_inside_a_line_stay() {
        assert_eq!(text("甲\u{A0}乙　丙"), "甲 乙　丙");
        let cleaned = clean("甲\t12", false);
        assert_eq!((cleaned.text.as_str(), cleaned.mended.len()), ("甲 12", 1));
    }

    #[test]
    fn what_steers_a_terminal_or_hides_goes() {
        let cleaned = clean("清\u{1B}[31;1m溪\u{202E}镇\u{200B}\u{FEFF}\u{7}", false);
        assert_eq!(cleaned.text, "清溪镇");
        assert_eq!(cleaned.mended, ["看不见的控制字符已去掉。"]);
    }

    #[test]
    fn straight_quotes_become_pairs_and_it_is_said() {
        let cleaned = clean("推进\"一站式\"和\"双评\"改革", false);
        assert_eq!(cleaned.text, "推进“一站式”和“双评”改革");
        assert_eq!(cleaned.mended.len(), 1);
    }

    #[test]
    fn an_odd_quote_stays_and_pairs_do_not_reach_over_lines() {
        assert_eq!(text("\"甲\"乙\"\n\"丙\""), "“甲”乙\"\n“丙”");
        assert!(clean("5\"", false).mended.is_empty());
    }

    #[test]
    fn a_single_line_has_no_newline() {
        assert_eq!(
            clean("12\n", true),
            Cleaned {
                text: "12".to_owned(),
                mended: Vec::new()
            }
        );
        let cleaned = clean("清溪\r\n镇", true);
        assert_eq!((cleaned.text.as_str(), cleaned.mended.len()), ("清溪镇", 1));
        assert_eq!(clean("\"清溪\n镇\"", true).text, "“清溪镇”");
    }

    proptest! {
        #[test]
        fn cleaned_text_is_clean(paste in any::<String>(), single_line: bool) {
            let cleaned = clean(&paste, single_line);
            prop_assert!(!cleaned.text.chars().any(|c| is_hidden(c) && c != '\n'));
            prop_assert!(!single_line || !cleaned.text.contains('\n'));
            let again = clean(&cleaned.text, single_line);
            prop_assert_eq!(&again.text, &cleaned.text);
        }
    }
}
