//! document.xml: each paragraph as it is set, in its style.

use crate::export::paper;
use crate::export::setting::{self, Kind, Paragraph, Place};
use crate::export::style::{RedHead, Style};
use crate::render::{Block, BlockKind, Document, Run};

use super::furniture::section;
use super::xml::{LINKS, OPENING, WORD, run};

/// Three characters or so, in twips.
const ROOM: u32 = 1000;

pub(super) fn document(document: &Document, style: &Style) -> String {
    let mut body = String::new();
    if let Some(head) = &style.red_head {
        red_head(head, style, &mut body);
    }
    for paragraph in paper::set(document, style) {
        write(document, &paragraph, style, &mut body);
    }
    if body.is_empty() {
        body.push_str("<w:p/>");
    }
    whole(&body, style)
}

/// The part with this body, on the style's paper.
pub(super) fn whole(body: &str, style: &Style) -> String {
    format!(
        "{OPENING}<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{LINKS}\"><w:body>{body}{}</w:body></w:document>",
        section(style)
    )
}

fn write(document: &Document, paragraph: &Paragraph, style: &Style, body: &mut String) {
    let stays = match paragraph.stays {
        // Two lines at least go over to the next page with what follows.
        true => "<w:keepNext/><w:widowControl/>",
        false => "",
    };
    let blank = match paragraph.blank {
        0 => String::new(),
        lines => format!(
            "<w:spacing w:beforeLines=\"{}\" w:before=\"{}\"/>",
            lines.saturating_mul(100),
            style.page.line().saturating_mul(lines)
        ),
    };
    let opening = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{stays}{blank}{}</w:pPr>",
        id(paragraph.kind),
        place(paragraph.place)
    );
    let first = paragraph
        .blocks
        .first()
        .and_then(|at| document.blocks.get(*at));
    let runs = match first.map(|block| (block, block.kind)) {
        Some((block, BlockKind::RunIn { level })) => run_in(block, level),
        _ => {
            let lines: Vec<String> = paragraph.lines.iter().map(|line| run(line, "")).collect();
            lines.join("<w:r><w:br/></w:r>")
        }
    };
    for piece in [opening.as_str(), &runs, "</w:p>"] {
        body.push_str(piece);
    }
}

/// The style of this sort of paragraph.
fn id(kind: Kind) -> &'static str {
    match kind {
        Kind::Title | Kind::AttachmentTitle => "Title",
        Kind::Subtitle => "Subtitle",
        Kind::Addressee => "Addressee",
        Kind::Heading(1) => "Heading1",
        Kind::Heading(2) => "Heading2",
        Kind::Heading(3) => "Heading3",
        Kind::Heading(_) => "Heading4",
        Kind::Body => "BodyText",
        Kind::Attachment => "Attachment",
        Kind::AttachmentNumber => "AttachmentNumber",
        Kind::Signature => "Signature",
        Kind::Date => "Date",
    }
}

/// `w:ind` and `w:jc`.
fn place(place: Place) -> String {
    match place {
        Place::Usual => String::new(),
        Place::Hanging { left, hang } => {
            format!("<w:ind w:left=\"{left}\" w:hanging=\"{hang}\"/>")
        }
        // Beyond the edge there is room for a face whose figures are wider than half a character; without it
        // the last character would go over to the next line.
        Place::Left(left) => {
            format!("<w:ind w:left=\"{left}\" w:right=\"-{ROOM}\"/><w:jc w:val=\"left\"/>")
        }
        Place::Right(right) => format!("<w:ind w:right=\"{right}\"/><w:jc w:val=\"right\"/>"),
    }
}

/// Clauses 7.2.4 to 7.2.7: the name 35 mm under the upper edge of the text area, the number two lines below
/// it, a red line 4 mm below the number.
fn red_head(head: &RedHead, style: &Style, body: &mut String) {
    let em = style.page.character();
    let name = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"RedHead\"/><w:spacing w:before=\"{}\"/></w:pPr>",
        head.above_name(style)
    );
    let width = style.page.text_width().saturating_sub(em);
    let line = format!(
        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"{}\" w:space=\"{}\" w:color=\"FF0000\"/></w:pBdr>",
        RedHead::RULE,
        RedHead::above_rule(style)
    );
    let blank = head.above_number(style);
    // Only a document that goes up names who signs it, and then the number stands at the left.
    let (ends, number) = match head.signer.as_str() {
        "" => ("<w:jc w:val=\"center\"/>".to_owned(), run(&head.number, "")),
        signer => (
            // An indent of the whole paragraph would shorten the red line with it.
            format!("<w:ind w:firstLine=\"{em}\"/><w:jc w:val=\"left\"/>"),
            [
                run(&format!("{}\t签发人：", head.number), ""),
                run(signer, "Heading2Char"),
            ]
            .concat(),
        ),
    };
    let tabs = format!("<w:tabs><w:tab w:val=\"right\" w:pos=\"{width}\"/></w:tabs>");
    body.push_str(&format!(
        "{name}{}</w:p><w:p><w:pPr><w:pStyle w:val=\"DocumentNumber\"/>{line}{tabs}\
         <w:spacing w:before=\"{blank}\"/>{ends}</w:pPr>{number}</w:p>",
        run(&head.name, "")
    ));
}

/// Heading words in the heading's face, the text behind them in the body's.
fn run_in(block: &Block, level: u8) -> String {
    let (head, rest) = block
        .runs
        .split_at_checked(block.heading_runs())
        .unwrap_or((&[], &block.runs));
    let words = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let is_headed = head.iter().any(|run| run.place().is_some());
    if !is_headed {
        return run(&block.text(), "");
    }
    let face = match setting::rank(block, level) {
        1 => "Heading1Char",
        2 => "Heading2Char",
        3 => "Heading3Char",
        _ => "Heading4Char",
    };
    let rest = words(rest);
    let rest = if rest.is_empty() {
        rest
    } else {
        run(&rest, "")
    };
    run(&words(head), face) + &rest
}
