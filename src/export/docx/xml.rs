//! Text inside XML, and runs of it.

/// What every part opens with.
pub(super) const OPENING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The name space of all that is Word's.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The name space of links between parts.
pub(super) const LINKS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Text as it may stand in an element or an attribute. What XML cannot hold, and other control
/// characters, are left out: a reader would refuse the whole file for one of them.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A run of text, of a character style where one is named.
pub(super) fn run(text: &str, style: &str) -> String {
    match style {
        "" => run_with(text, ("", "")),
        style => run_with(text, (&format!("<w:rStyle w:val=\"{style}\"/>"), "")),
    }
}

/// A run with more properties, those of the schema before the fonts and those behind them. Every run says that
/// marks shared by East and West (“ ” — …) are Chinese here, or Word draws them half as wide.
pub(super) fn run_with(text: &str, (before, behind): (&str, &str)) -> String {
    let pieces: Vec<String> = text
        .split('\t')
        .map(|piece| match piece {
            "" => String::new(),
            piece => format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(piece)),
        })
        .collect();
    format!(
        "<w:r><w:rPr>{before}<w:rFonts w:hint=\"eastAsia\"/>{behind}</w:rPr>{}</w:r>",
        pieces.join("<w:tab/>")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_and_control_characters_go() {
        assert_eq!(
            escaped("a<b>&\"c\"\u{0}\u{1b}\u{7f}\u{85}\u{fffe}\u{20bb7}"),
            "a&lt;b&gt;&amp;&quot;c&quot;\u{20bb7}"
        );
    }

    #[test]
    fn a_tab_is_an_element() {
        let run = run("甲\t乙", "");
        assert!(run.contains("甲</w:t><w:tab/><w:t"), "{run}");
    }
}
