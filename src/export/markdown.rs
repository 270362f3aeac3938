//! Document → Markdown that reads back with the same structure in CommonMark and in pandoc.

use crate::render::{Block, BlockKind, Document, Run};

/// Characters that mean something anywhere in a line, to CommonMark or to pandoc.
const MARKUP: &str = "\\`*_#<&[]{}$~^@\"'";
/// Characters that mean something to either where a line begins.
const OPENERS: &str = "+->|:%=";

/// The document as Markdown: `#` title, `##` sections, deeper headings below, a blank line between
/// blocks.
pub fn markdown(document: &Document) -> String {
    let is_title = |block: &&Block| block.kind == BlockKind::Title;
    // A heading is one line in Markdown, so the lines of a title are joined.
    let title: String = document
        .blocks
        .iter()
        .filter(is_title)
        .map(Block::text)
        .collect();
    let mut blocks = Vec::new();
    if !title.is_empty() {
        blocks.push(format!("# {}\n", inside(&title)));
    }
    let others = document.blocks.iter().filter(|block| !is_title(block));
    blocks.extend(others.map(|block| written(block) + "\n"));
    blocks.join("\n")
}

fn written(block: &Block) -> String {
    match block.kind {
        BlockKind::Heading { level } => {
            let marks = "#".repeat(usize::from(level).saturating_add(1));
            format!("{marks} {}", inside(&block.text()))
        }
        BlockKind::RunIn { .. } => run_in(block).unwrap_or_else(|| opening(&block.text())),
        _ => opening(&block.text()),
    }
}

/// The headline bold but for the mark at its end: CommonMark does not end bold text between a
/// punctuation mark and a Chinese character. `None` where there is no headline.
fn run_in(block: &Block) -> Option<String> {
    let (head, text) = block.runs.split_at_checked(block.heading_runs())?;
    head.iter().find(|run| run.place().is_some())?;
    let head = joined(head);
    let mut letters = head.chars();
    letters.next_back()?;
    let bold = letters.as_str().trim_end();
    let rest = head.strip_prefix(bold).filter(|_| !bold.is_empty())?;
    Some(format!(
        "**{}**{}",
        inside(bold),
        inside(&format!("{rest}{}", joined(text)))
    ))
}

fn joined(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Text that stands at the beginning of a line, escaped.
fn opening(text: &str) -> String {
    let Some((before, after)) = list_marker(text).and_then(|at| text.split_at_checked(at)) else {
        let plain = inside(text);
        return if text.starts_with(|c| OPENERS.contains(c)) {
            format!("\\{plain}")
        } else {
            plain
        };
    };
    format!("{}\\{}", inside(before), inside(after))
}

/// Where a line begins as an item of a list does (`1. `, `a) `, `(1) `): the place of the mark behind
/// the number.
fn list_marker(text: &str) -> Option<usize> {
    let number = text.strip_prefix('(').unwrap_or(text);
    let rest = number.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let behind = rest.strip_prefix(['.', ')'])?;
    let is_marker = rest.len() < number.len() && (behind.is_empty() || behind.starts_with(' '));
    is_marker.then(|| text.len().saturating_sub(rest.len()))
}

/// Text with every character escaped that would be markup in the middle of a line.
fn inside(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = None;
    for c in text.chars() {
        // pandoc makes a dash of -- and an ellipsis of ... where they are not broken up.
        let is_pair = matches!(c, '-' | '.') && before == Some(c);
        if is_pair || MARKUP.contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
        before = Some(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Source;
    use crate::report::{HeadText, PartId, Place};

    fn run(source: Source, text: &str) -> Run {
        Run {
            text: text.to_owned(),
            source,
        }
    }

    fn block(kind: BlockKind, text: &str) -> Block {
        let source = Source::Wording(Place::Head(HeadText::Opening));
        Block {
            kind,
            runs: vec![run(source, text)],
        }
    }

    fn item(heading: &str, text: &str) -> Block {
        let id = PartId(1);
        let heading = run(Source::Wording(Place::Heading(id)), heading);
        let text = run(Source::Wording(Place::Text(id)), text);
        let runs = vec![run(Source::Number(id), "1."), heading, text];
        let runs = runs
            .into_iter()
            .filter(|run| !run.text.is_empty())
            .collect();
        Block {
            kind: BlockKind::RunIn { level: 2 },
            runs,
        }
    }

    #[test]
    fn a_report_has_headings_bold_headlines_and_paragraphs() {
        let blocks = vec![
            block(BlockKind::Title, "清溪镇"),
            block(BlockKind::Title, "汇报"),
            block(BlockKind::To, "县河长办："),
            block(BlockKind::Heading { level: 1 }, "一、主要做法"),
            block(BlockKind::Heading { level: 2 }, "（一）抓巡查"),
            item("抓巡查，发现早。", "今年巡河____次。"),
            item("抓整治？", ""),
            item("", "累计310次。"),
            block(BlockKind::Signature, "清溪镇人民政府"),
            block(BlockKind::Date, "2024年7月1日"),
        ];
        assert_eq!(
            markdown(&Document { blocks }),
            "# 清溪镇汇报\n\n县河长办：\n\n## 一、主要做法\n\n### （一）抓巡查\n\n\
             **1.抓巡查，发现早**。今年巡河\\_\\_\\_\\_次。\n\n**1.抓整治**？\n\n1.累计310次。\n\n\
             清溪镇人民政府\n\n2024年7月1日\n"
        );
        assert_eq!(markdown(&Document::default()), "");
    }

    #[test]
    fn what_would_be_markup_is_escaped() {
        for (text, expected) in [
            ("a*b_c", "a\\*b\\_c"),
            ("<b>&[甲](乙)", "\\<b>\\&\\[甲\\](乙)"),
            ("`甲`\\{乙}", "\\`甲\\`\\\\\\{乙\\}"),
            ("# 甲", "\\# 甲"),
            ("- 甲", "\\- 甲"),
            ("+5", "\\+5"),
            ("> 甲", "\\> 甲"),
            ("甲>乙-丙+丁", "甲>乙-丙+丁"),
            ("甲--乙...", "甲-\\-乙.\\.\\."),
            ("---", "\\-\\-\\-"),
        ] {
            assert_eq!(opening(text), expected, "{text}");
        }
    }

    #[test]
    fn a_number_at_a_line_s_head_is_escaped_only_where_it_would_make_a_list() {
        for (text, expected) in [
            ("1.抓巡查", "1.抓巡查"),
            ("1.5亿元", "1.5亿元"),
            ("2024年", "2024年"),
            ("1. 抓巡查", "1\\. 抓巡查"),
            ("12) 抓巡查", "12\\) 抓巡查"),
            ("(1) 抓巡查", "(1\\) 抓巡查"),
            ("1.", "1\\."),
            ("a. 甲", "a\\. 甲"),
            (". 甲", ". 甲"),
        ] {
            assert_eq!(opening(text), expected, "{text}");
        }
    }

    #[test]
    fn a_headline_that_is_nothing_but_its_mark_is_not_bold() {
        let mut bare = item("。", "甲");
        bare.runs.remove(0);
        assert_eq!(written(&bare), "。甲");
        assert_eq!(written(&item("抓 。", "甲*")), "**1.抓** 。甲\\*");
    }
}
