//! Document → plain text: a line a block, in the encoding and with the line ends asked for.

use encoding_rs::{EncoderResult, GB18030};

use crate::render::{self, Document};

/// How plain text is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layout {
    /// Full-width spaces in front of the paragraphs of the body.
    pub indent: usize,
    /// What ends a line.
    pub eol: Eol,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            indent: 2,
            eol: Eol::Lf,
        }
    }
}

/// What ends a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Eol {
    Lf,
    Crlf,
}

/// How text becomes bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Encoding {
    Utf8,
    Gb18030,
}

/// The document as text, every line with its end.
pub fn text(document: &Document, layout: Layout) -> String {
    let end = match layout.eol {
        Eol::Lf => "\n",
        Eol::Crlf => "\r\n",
    };
    render::lines(document, layout.indent)
        .into_iter()
        .fold(String::new(), |mut text, line| {
            text.push_str(&line.text);
            text.push_str(end);
            text
        })
}

/// The text as bytes; where the encoding lacks a character, that character.
pub fn encode(text: &str, encoding: Encoding) -> Result<Vec<u8>, char> {
    if encoding == Encoding::Utf8 {
        return Ok(text.as_bytes().to_vec());
    }
    let mut encoder = GB18030.new_encoder();
    let longest = encoder.max_buffer_length_from_utf8_without_replacement(text.len());
    // Longer than memory can be: the text itself would not be there.
    let mut bytes = Vec::with_capacity(longest.unwrap_or_default());
    match encoder.encode_from_utf8_to_vec_without_replacement(text, &mut bytes, true) {
        (EncoderResult::Unmappable(c), _) => Err(c),
        (EncoderResult::InputEmpty | EncoderResult::OutputFull, _) => Ok(bytes),
    }
}

/// What is said of characters that GB18030 has only in its later, four-byte part: software of GB2312 and GBK
/// days shows a box for them, or two wrong characters.
pub fn rare(text: &str) -> Option<String> {
    /// So many are named.
    const NAMED: usize = 8;
    let mut rare: Vec<char> = Vec::new();
    for c in text.chars().filter(|c| !c.is_ascii()) {
        if !rare.contains(&c) && bytes(c) == 4 {
            rare.push(c);
        }
    }
    if rare.is_empty() {
        return None;
    }
    let names: Vec<String> = rare.iter().take(NAMED).map(char::to_string).collect();
    let more = if rare.len() > NAMED {
        format!("等{}个字", rare.len())
    } else {
        String::new()
    };
    Some(format!(
        "{}{more}在老系统上可能显示成方框或乱码，请看能不能换成常用的字。",
        names.join("、")
    ))
}

/// How many bytes GB18030 takes for a character.
fn bytes(c: char) -> usize {
    GB18030.encode(c.encode_utf8(&mut [0; 4])).0.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{Block, BlockKind, Run, Source};
    use crate::report::{HeadText, Place};

    fn block(kind: BlockKind, text: &str) -> Block {
        let source = Source::Wording(Place::Head(HeadText::Opening));
        Block {
            kind,
            runs: vec![Run {
                text: text.to_owned(),
                source,
            }],
        }
    }

    fn sample() -> Document {
        Document {
            blocks: vec![
                block(BlockKind::Title, "汇报"),
                block(BlockKind::Paragraph, "正文。"),
            ],
        }
    }

    #[test]
    fn paragraphs_are_indented_and_every_line_ends() {
        assert_eq!(text(&sample(), Layout::default()), "汇报\n　　正文。\n");
        let layout = Layout {
            indent: 0,
            eol: Eol::Crlf,
        };
        assert_eq!(text(&sample(), layout), "汇报\r\n正文。\r\n");
        assert_eq!(text(&Document::default(), Layout::default()), "");
    }

    #[test]
    fn gb18030_holds_rare_characters_too() {
        for words in ["清溪镇①㉑㊿“——”", "\u{20bb7}野家䶮", "㐂\u{2a700}"] {
            let bytes = encode(words, Encoding::Gb18030).unwrap();
            assert_eq!(GB18030.decode(&bytes).0, words);
        }
        assert_eq!(encode("镇", Encoding::Gb18030), Ok(vec![0xd5, 0xf2]));
        assert_eq!(encode("镇", Encoding::Utf8), Ok("镇".as_bytes().to_vec()));
    }

    #[test]
    fn characters_that_old_systems_lack_are_named_once() {
        assert_eq!(rare("清溪镇“两委”——①㎡￥１，龘"), None);
        let said = rare("𠮷村㐂村𠮷").unwrap();
        assert!(said.starts_with("𠮷、㐂在老系统上"), "{said}");
        let many: String = ('\u{20000}'..'\u{2000c}').collect();
        assert!(rare(&many).unwrap().contains("等12个字"));
    }

    #[test]
    fn a_character_that_the_encoding_lacks_is_named() {
        assert_eq!(encode("甲\u{e5e5}", Encoding::Gb18030), Err('\u{e5e5}'));
    }
}
