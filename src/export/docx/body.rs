//! document.xml: each block as a paragraph of its style.

use crate::export::style::{RedHead, Style};
use crate::render::{Block, BlockKind, Document, Run, Source};

use super::attachments::{Attachment, attachment};
use super::furniture::section;
use super::placed::Placed;
use super::title;
use super::xml::{LINKS, OPENING, WORD, run};

/// What a paragraph has beyond its style; written in the order of the schema.
#[derive(Default)]
struct Extra {
    /// It stays on the page of what follows.
    stays: bool,
    /// Lines left blank above it.
    blank: u32,
    /// `w:ind` and `w:jc`.
    place: String,
}

/// The body as it is put together.
struct Body<'a> {
    style: &'a Style,
    placed: Placed,
    xml: String,
    /// A blank line is due before the next block.
    blank: bool,
    before: Option<BlockKind>,
    attached: Option<Attachment>,
    /// The heading of an attachment that has just begun is due.
    heads_attachment: bool,
}

pub(super) fn document(document: &Document, style: &Style) -> String {
    let mut body = Body {
        style,
        placed: Placed::of(document, style),
        xml: String::new(),
        blank: false,
        before: None,
        attached: None,
        heads_attachment: false,
    };
    if let Some(head) = &style.red_head {
        body.red_head(head);
    }
    body.title(document);
    let mut blocks = document
        .blocks
        .iter()
        .filter(|b| b.kind != BlockKind::Title);
    let mut next = blocks.next();
    while let Some(block) = next {
        next = blocks.next();
        body.block(block, next.map(|next| next.kind));
    }
    if body.xml.is_empty() {
        body.paragraph("Normal", Extra::default(), "");
    }
    format!(
        "{OPENING}<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{LINKS}\"><w:body>{}{}</w:body></w:document>",
        body.xml,
        section(style)
    )
}

impl Body<'_> {
    fn paragraph(&mut self, style: &str, extra: Extra, runs: &str) {
        let stays = match extra.stays {
            // Two lines at least go over to the next page with what follows.
            true => "<w:keepNext/><w:widowControl/>",
            false => "",
        };
        let blank = match extra.blank {
            0 => String::new(),
            lines => format!(
                "<w:spacing w:beforeLines=\"{}\" w:before=\"{}\"/>",
                lines.saturating_mul(100),
                self.style.page.line().saturating_mul(lines)
            ),
        };
        let place = extra.place;
        let opening =
            format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{stays}{blank}{place}</w:pPr>");
        for piece in [opening.as_str(), runs, "</w:p>"] {
            self.xml.push_str(piece);
        }
    }

    /// Clauses 7.2.4 to 7.2.7: the name 35 mm under the edge, the number two lines below it, a red line
    /// 4 mm below the number.
    fn red_head(&mut self, head: &RedHead) {
        const BELOW_EDGE: u32 = 1984;
        let em = self.style.page.character();
        let name = format!(
            "<w:p><w:pPr><w:pStyle w:val=\"RedHead\"/><w:spacing w:before=\"{BELOW_EDGE}\"/></w:pPr>"
        );
        let width = self.style.page.text_width().saturating_sub(em);
        let line = "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"18\" w:space=\"11\" w:color=\"FF0000\"/></w:pBdr>";
        let blank = self.style.page.line().saturating_mul(2);
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
        self.xml.push_str(&format!(
            "{name}{}</w:p><w:p><w:pPr><w:pStyle w:val=\"DocumentNumber\"/>{line}{tabs}\
             <w:spacing w:before=\"{blank}\"/>{ends}</w:pPr>{number}</w:p>",
            run(&head.name, "")
        ));
    }

    /// The title as one paragraph, its lines as its author broke them, or else by shape.
    fn title(&mut self, document: &Document) {
        let blocks = document.blocks.iter();
        let titles: Vec<&Block> = blocks.filter(|b| b.kind == BlockKind::Title).collect();
        let lines = match titles.as_slice() {
            [] => return,
            [one] => {
                let fit = self.style.page.text_width() / self.style.title.em().max(1);
                let ends: Vec<usize> = one.offsets().map(|(at, _)| at).collect();
                title::lines(&one.text(), &ends, usize::try_from(fit).unwrap_or(1))
            }
            several => several.iter().map(|block| block.text()).collect(),
        };
        let runs: Vec<String> = lines.iter().map(|line| run(line, "")).collect();
        let extra = Extra {
            blank: if self.style.red_head.is_some() { 2 } else { 0 },
            ..Extra::default()
        };
        self.paragraph("Title", extra, &runs.join("<w:r><w:br/></w:r>"));
        self.blank = true;
    }

    fn block(&mut self, block: &Block, next: Option<BlockKind>) {
        let is_end = |kind| matches!(kind, BlockKind::Signature | BlockKind::Date);
        let text = block.text();
        let began = self.before.is_none_or(|before| !is_end(before));
        let mut extra = Extra {
            // Clause 7.3.5.5: name and date are never alone on a page.
            stays: next.is_some_and(is_end) && !is_end(block.kind),
            ..Extra::default()
        };
        let blank = std::mem::take(&mut self.blank);
        let style = match block.kind {
            BlockKind::Title => return,
            BlockKind::Subtitle => {
                self.blank = true;
                "Subtitle"
            }
            BlockKind::To => "Addressee",
            BlockKind::Heading { level } => heading(block, level),
            BlockKind::RunIn { .. } => "BodyText",
            BlockKind::Paragraph | BlockKind::After => self.attachment(&text, &mut extra),
            BlockKind::Signature => {
                extra.place = self.placed.name(&text, self.style);
                "Signature"
            }
            BlockKind::Date => {
                extra.place = self.placed.date(&text, self.style);
                "Date"
            }
        };
        if block.kind != BlockKind::Subtitle && blank || is_end(block.kind) && began {
            extra.blank = extra.blank.max(1);
        }
        let runs = match block.kind {
            BlockKind::RunIn { level } => run_in(block, level),
            _ => run(&text, ""),
        };
        self.paragraph(style, extra, &runs);
        self.before = Some(block.kind);
    }

    /// The style of a paragraph that may have to do with attachments.
    fn attachment(&mut self, text: &str, extra: &mut Extra) -> &'static str {
        let behind = self.attached;
        self.attached = attachment(text, behind);
        let heads = std::mem::take(&mut self.heads_attachment);
        match self.attached {
            Some(listed @ Attachment::Listed { .. }) => {
                extra.place = listed.indent(self.style);
                extra.blank = u32::from(behind.is_none());
                "Attachment"
            }
            Some(Attachment::Begins) => {
                self.heads_attachment = true;
                "AttachmentNumber"
            }
            // Clause 7.3.7: the attachment's own title stands in the third line.
            None if heads && !text.ends_with(['。', '：', '；']) => {
                extra.blank = 1;
                self.blank = true;
                "Title"
            }
            None => "BodyText",
        }
    }
}

/// The heading's style: by the form of its number, which GB/T 9704 ties to a face, or else by its level.
fn heading(block: &Block, level: u8) -> &'static str {
    match rank(block, level) {
        1 => "Heading1",
        2 => "Heading2",
        3 => "Heading3",
        _ => "Heading4",
    }
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
    let face = match rank(block, level) {
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

fn rank(block: &Block, level: u8) -> u8 {
    let number = block
        .runs
        .first()
        .filter(|run| matches!(run.source, Source::Number(_)));
    let Some(number) = number.map(|run| run.text.as_str()) else {
        return level;
    };
    let mut letters = number.chars();
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match letters.next() {
        Some('（') if is_digit(letters.next()) => 4,
        Some('（') => 2,
        first if is_digit(first) => 3,
        Some('第') if number.ends_with("部分") => 1,
        Some(_) if number.ends_with('、') => 1,
        // 一是, 第一， and ① are set as the text is.
        _ => level.max(3),
    }
}
