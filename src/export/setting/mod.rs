//! Document → paragraphs as GB/T 9704 and the house style set them: what each is, the lines left blank above
//! it, its place between the margins, what it stays together with. `docx` writes them down, `paper` cuts them
//! into lines and pages, so that both say the same.

mod attachments;
mod placed;
mod title;

use crate::render::{Block, BlockKind, Document, Source};

use super::style::Style;

use attachments::{Attachment, attachment};
use placed::Placed;

/// A paragraph as it is set.
#[derive(Clone, PartialEq, Debug)]
pub struct Paragraph {
    /// What it is.
    pub kind: Kind,
    /// The blocks of the document that it is made of; more than one for a title of several lines alone.
    pub blocks: Vec<usize>,
    /// The lines of a title, in order; of any other paragraph its one text.
    pub lines: Vec<String>,
    /// Lines left blank above it.
    pub blank: u32,
    /// It stays on the page of what follows, and two of its lines with it; decided by `paper::set`.
    pub stays: bool,
    /// Where it stands.
    pub place: Place,
}

/// What a paragraph is; each has a style of its own in a .docx.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// 标题
    Title,
    /// 副标题
    Subtitle,
    /// 主送机关
    Addressee,
    /// A heading with a line of its own, by the form of its number: 1 to 4.
    Heading(u8),
    /// 正文
    Body,
    /// 附件说明
    Attachment,
    /// 附件1, at the head of a page.
    AttachmentNumber,
    /// The title of an attachment.
    AttachmentTitle,
    /// 署名
    Signature,
    /// 成文日期
    Date,
}

/// Where a paragraph stands between the margins; lengths in twips.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// Where its style has it.
    Usual,
    /// The first line `hang` in front of the others, which begin at `left`.
    Hanging {
        /// From the left margin.
        left: u32,
        /// How far the first line hangs out.
        hang: u32,
    },
    /// Beginning so far from the left margin.
    Left(u32),
    /// Ending so far from the right margin.
    Right(u32),
}

impl Kind {
    /// Whether it never ends a page that its next does not begin on.
    pub fn keeps_next(self) -> bool {
        match self {
            Self::Title | Self::Subtitle | Self::Addressee | Self::Heading(_) => true,
            Self::AttachmentNumber | Self::AttachmentTitle | Self::Signature => true,
            Self::Body | Self::Attachment | Self::Date => false,
        }
    }
}

/// The document's paragraphs, set by this style, without the red head.
pub fn paragraphs(document: &Document, style: &Style) -> Vec<Paragraph> {
    let mut setting = Setting {
        style,
        placed: Placed::of(document, style),
        blank: false,
        before: None,
        attached: None,
        heads_attachment: false,
    };
    let mut set: Vec<Paragraph> = setting.title(document).into_iter().collect();
    let blocks = (0_usize..)
        .zip(&document.blocks)
        .filter(|(_, block)| block.kind != BlockKind::Title);
    for (at, block) in blocks {
        set.push(setting.block(at, block));
    }
    set
}

/// What was set so far and bears on what follows.
struct Setting<'a> {
    style: &'a Style,
    placed: Placed,
    /// A blank line is due before the next block.
    blank: bool,
    before: Option<BlockKind>,
    attached: Option<Attachment>,
    /// The heading of an attachment that has just begun is due.
    heads_attachment: bool,
}

impl Setting<'_> {
    /// The title as one paragraph, its lines as its author broke them, or else by shape.
    fn title(&mut self, document: &Document) -> Option<Paragraph> {
        let titles: Vec<(usize, &Block)> = (0_usize..)
            .zip(&document.blocks)
            .filter(|(_, block)| block.kind == BlockKind::Title)
            .collect();
        let lines = match titles.as_slice() {
            [] => return None,
            [(_, one)] => {
                let fit = self.style.page.text_width() / self.style.title.em().max(1);
                let ends: Vec<usize> = one.offsets().map(|(at, _)| at).collect();
                title::lines(&one.text(), &ends, usize::try_from(fit).unwrap_or(1))
            }
            several => several.iter().map(|(_, block)| block.text()).collect(),
        };
        self.blank = true;
        Some(Paragraph {
            kind: Kind::Title,
            blocks: titles.iter().map(|(at, _)| *at).collect(),
            lines,
            // Clause 7.3.1: two lines below the red line.
            blank: if self.style.red_head.is_some() { 2 } else { 0 },
            stays: false,
            place: Place::Usual,
        })
    }

    fn block(&mut self, at: usize, block: &Block) -> Paragraph {
        let is_end = |kind| matches!(kind, BlockKind::Signature | BlockKind::Date);
        let text = block.text();
        let began = self.before.is_none_or(|before| !is_end(before));
        let due = std::mem::take(&mut self.blank);
        let mut set = Paragraph {
            kind: Kind::Body,
            blocks: vec![at],
            lines: Vec::new(),
            blank: 0,
            stays: false,
            place: Place::Usual,
        };
        match block.kind {
            BlockKind::Title | BlockKind::RunIn { .. } => {}
            BlockKind::Subtitle => {
                self.blank = true;
                set.kind = Kind::Subtitle;
            }
            BlockKind::To => set.kind = Kind::Addressee,
            BlockKind::Heading { level } => set.kind = Kind::Heading(rank(block, level)),
            BlockKind::Paragraph | BlockKind::After => self.attachment(&text, &mut set),
            BlockKind::Signature => {
                set.kind = Kind::Signature;
                set.place = self.placed.name(&text, self.style);
            }
            BlockKind::Date => {
                set.kind = Kind::Date;
                set.place = self.placed.date(&text, self.style);
            }
        }
        if block.kind != BlockKind::Subtitle && due || is_end(block.kind) && began {
            set.blank = set.blank.max(1);
        }
        self.before = Some(block.kind);
        set.lines.push(text);
        set
    }

    /// A paragraph that may have to do with attachments.
    fn attachment(&mut self, text: &str, set: &mut Paragraph) {
        let behind = self.attached;
        self.attached = attachment(text, behind);
        let heads = std::mem::take(&mut self.heads_attachment);
        match self.attached {
            Some(listed @ Attachment::Listed { .. }) => {
                set.place = listed.place(self.style);
                set.blank = u32::from(behind.is_none());
                set.kind = Kind::Attachment;
            }
            Some(Attachment::Begins) => {
                self.heads_attachment = true;
                set.kind = Kind::AttachmentNumber;
            }
            // Clause 7.3.7: the attachment's own title stands in the third line.
            None if heads && !text.ends_with(['。', '：', '；']) => {
                set.blank = 1;
                self.blank = true;
                set.kind = Kind::AttachmentTitle;
            }
            None => {}
        }
    }
}

/// Whose face the heading has, 1 to 4: by the form of its number, which GB/T 9704 ties to a face, or else by
/// its level.
pub fn rank(block: &Block, level: u8) -> u8 {
    let number = block
        .runs
        .first()
        .filter(|run| matches!(run.source, Source::Number(_)));
    let rank = match number.map(|run| run.text.as_str()) {
        None => level,
        Some(number) => rank_of(number, level),
    };
    rank.clamp(1, 4)
}

fn rank_of(number: &str, level: u8) -> u8 {
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
