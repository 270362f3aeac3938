//! What each printed line is called in a list: 标题, 引言, or the numbers it stands under (一、1.).

use super::{Block, BlockKind, Document, Source};

/// A name for each block of the document, in order.
pub fn labels(document: &Document) -> Vec<String> {
    // The numbers of the part in hand and of those above it.
    let mut above: Vec<(u8, String)> = Vec::new();
    let mut closes = false;
    let label = |block: &Block| {
        let level = match block.kind {
            BlockKind::Heading { level } | BlockKind::RunIn { level } => level,
            BlockKind::Title => return "标题".to_owned(),
            BlockKind::Subtitle => return "副标题".to_owned(),
            BlockKind::To => return "主送机关".to_owned(),
            BlockKind::Signature => return "署名".to_owned(),
            BlockKind::Date => return "成文日期".to_owned(),
            BlockKind::After => return "附注".to_owned(),
            BlockKind::Paragraph => {
                closes = closes || is_closing(block);
                return match (closes, above.is_empty()) {
                    (true, _) => "结尾".to_owned(),
                    (false, true) => "引言".to_owned(),
                    (false, false) => joined(&above),
                };
            }
        };
        above.retain(|(other, _)| *other < level);
        let number = block
            .runs
            .first()
            .filter(|run| matches!(run.source, Source::Number(_)));
        let number = match number {
            Some(number) => number.text.clone(),
            // Without a number its first words tell it from others.
            None => block.text().chars().take(8).collect(),
        };
        above.push((level, number));
        joined(&above)
    };
    document.blocks.iter().map(label).collect()
}

fn joined(numbers: &[(u8, String)]) -> String {
    numbers.iter().map(|(_, number)| number.as_str()).collect()
}

fn is_closing(block: &Block) -> bool {
    use crate::report::{HeadText, Place};
    let places = block.runs.iter().filter_map(super::Run::place);
    places
        .into_iter()
        .any(|place| *place == Place::Head(HeadText::Closing))
}
