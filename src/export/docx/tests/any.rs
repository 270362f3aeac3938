//! Documents of all shapes, with characters that XML and fonts have trouble with.

use proptest::prelude::*;

use super::{block, part};
use crate::render::{Block, BlockKind, Document};

fn words() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "&",
        "<w:p>",
        "]]>",
        "\"",
        "\u{0}",
        "\u{1b}[2J",
        "\t",
        "\u{b}",
        "\u{fffe}",
        "\u{202e}",
        "\u{20bb7}",
        "\u{ff0c}",
        "אבג",
        "附件1",
        "附件：1.甲",
        "2.乙",
        "____",
        "“”‘’—…·",
        "镇",
        "2026年7月1日",
        "\u{85}",
        "",
    ]);
    prop_oneof![
        prop::collection::vec(odd, 0..6).prop_map(|words| words.concat()),
        "\\PC{0,30}",
        any::<String>(),
        "[一-龥]{0,60}",
    ]
}

fn a_block() -> impl Strategy<Value = Block> {
    let plain = prop::sample::select(vec![
        BlockKind::Title,
        BlockKind::Subtitle,
        BlockKind::To,
        BlockKind::Paragraph,
        BlockKind::Signature,
        BlockKind::Date,
        BlockKind::After,
    ]);
    let plain = (plain, words()).prop_map(|(kind, text)| block(kind, &text));
    let number = prop::sample::select(vec![
        "",
        "一、",
        "（一）",
        "1.",
        "（1）",
        "一是",
        "①",
        "第一部分",
    ]);
    let part = (1_u8..=4, any::<bool>(), number, words(), words()).prop_map(
        |(level, runs_in, number, heading, text)| match runs_in {
            true => part(BlockKind::RunIn { level }, number, &heading, &text),
            false => part(BlockKind::Heading { level }, number, &heading, ""),
        },
    );
    prop_oneof![plain, part]
}

/// Any document, in any order.
pub(super) fn document() -> impl Strategy<Value = Document> {
    prop::collection::vec(a_block(), 0..12).prop_map(|blocks| Document { blocks })
}
