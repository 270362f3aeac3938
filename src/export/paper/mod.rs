//! Document → the pages that it will take on paper: lines of 28 characters, 22 to a page, or what the house
//! style says, as Word breaks them. For the preview and for saying how long a report is; the word processor
//! still sets the .docx by itself, with the widths of the fonts it has.

mod breaks;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::render::{Block, Document};

use super::setting::{self, Kind, Paragraph, Place};
use super::style::{Face, Limit, RedHead, Style};

use breaks::{Room, lines};

/// A document on paper.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Paper {
    /// Its lines, page by page.
    pub rows: Vec<Row>,
    /// How many pages it takes; 1 for an empty document.
    pub pages: usize,
    /// 字数: all characters but blanks.
    pub characters: usize,
}

/// A line on paper.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// Its page, from 1.
    pub page: usize,
    /// Lines left blank above it.
    pub above: u32,
    /// Where it stands between the margins.
    pub at: At,
    /// What stands in it.
    pub words: Words,
}

/// Where a line stands between the margins, in half characters of the body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum At {
    /// Beginning so far from the left margin.
    Left(u32),
    /// In the middle.
    Centre,
    /// Ending so far from the right margin.
    Right(u32),
}

/// What a line on paper shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Words {
    /// Words of the red head.
    Head(String),
    /// Words of a block.
    Block {
        /// The block's index.
        block: usize,
        /// Bytes of its text.
        bytes: Range<usize>,
    },
}

impl Paper {
    /// The document as this style sets it.
    pub fn of(document: &Document, style: &Style) -> Self {
        let rows = rows(&set(document, style), style, style.red_head.as_ref());
        Self {
            pages: rows.last().map_or(1, |row| row.page),
            rows,
            characters: document.blocks.iter().map(characters).sum(),
        }
    }

    /// What a limit says to it: a sentence for each that is passed.
    pub fn over(&self, limit: &Limit) -> Vec<String> {
        let passed = |most: Option<u32>, found: usize, unit: &str| {
            let most = most.filter(|most| u32::try_from(found).map_or(true, |found| found > *most));
            most.map(|most| format!("全文{found}{unit}，超过了样式里写的{most}{unit}。"))
        };
        let characters = passed(limit.characters, self.characters, "字");
        characters
            .into_iter()
            .chain(passed(limit.pages, self.pages, "页"))
            .collect()
    }
}

/// The document's paragraphs, the last before name and date held to them where they would else begin a page
/// (clause 7.3.5.5), or nearly so. Nowhere else, since LibreOffice moves the whole of a held paragraph to the
/// next page, where Word moves two lines, and leaves a heading in front of more than a page alone on one.
pub fn set(document: &Document, style: &Style) -> Vec<Paragraph> {
    /// So many lines may another program need that this one does not.
    const DOUBT: usize = 2;
    let mut set = setting::paragraphs(document, style);
    let is_end = |paragraph: &Paragraph| matches!(paragraph.kind, Kind::Signature | Kind::Date);
    let Some(first) = set.iter().position(is_end).filter(|first| *first > 0) else {
        return set;
    };
    let ends = set.iter().skip(first).take_while(|end| is_end(end)).count();
    let behind = first.saturating_add(ends);
    // Headings in front are held to it too.
    let text = first.saturating_sub(1);
    let headings = set.iter().take(text).rev();
    let headings = headings.take_while(|one| one.kind.keeps_next()).count();
    let chain = set
        .get(text.saturating_sub(headings)..behind)
        .unwrap_or_default();
    let fits = rows(chain, style, None).len() < lines_of(style).saturating_sub(DOUBT);
    let upto = rows(
        set.get(..behind).unwrap_or_default(),
        style,
        style.red_head.as_ref(),
    );
    let end = set.get(first..behind).unwrap_or_default();
    let end = rows(end, style, None).len();
    let page = |from_end: usize| {
        let at = upto.len().checked_sub(from_end)?;
        upto.get(at).map(|row| row.page)
    };
    let together = page(end.saturating_add(1)) == page(1);
    let last = upto.last().map_or(1, |row| row.page);
    let on_last = upto.iter().rev().take_while(|row| row.page == last);
    let used: usize = on_last
        .map(|row| usize::try_from(row.above).map_or(1, |above| above.saturating_add(1)))
        .sum();
    let is_tight = used.saturating_add(DOUBT) > lines_of(style);
    if (fits || headings == 0)
        && (!together || is_tight)
        && let Some(held) = set.get_mut(text)
    {
        held.stays = true;
    }
    set
}

/// How many lines of the body a page holds.
fn lines_of(style: &Style) -> usize {
    let lines = style.page.text_height() / style.page.line();
    usize::try_from(lines).unwrap_or(usize::MAX)
}

fn rows(paragraphs: &[Paragraph], style: &Style, head: Option<&RedHead>) -> Vec<Row> {
    let mut lines = Vec::new();
    if let Some(head) = head {
        red_head(head, style, &mut lines);
    }
    for paragraph in paragraphs {
        cut(paragraph, style, &mut lines);
    }
    paged(lines, style)
}

fn characters(block: &Block) -> usize {
    let texts = block.runs.iter().map(|run| run.text.as_str());
    texts
        .flat_map(str::chars)
        .filter(|c| !c.is_whitespace())
        .count()
}

/// A line before it has its page; lengths in twips.
struct Line {
    height: u32,
    /// What is left free above it, but not at the head of a page.
    before: u32,
    /// The page may not end behind it.
    stays: bool,
    /// A page begins with it.
    begins: bool,
    at: At,
    words: Words,
}

/// The name and the number over a document, which the standard places by millimetres.
fn red_head(head: &RedHead, style: &Style, set: &mut Vec<Line>) {
    // Points in twips, and eighths of a point.
    let rule = RedHead::above_rule(style)
        .saturating_mul(20)
        .saturating_add(RedHead::RULE.saturating_mul(20) / 8);
    let number = match head.signer.as_str() {
        "" => head.number.clone(),
        signer => format!("{}　　签发人：{signer}", head.number),
    };
    for (words, face, before, below) in [
        (&head.name, &head.face, head.above_name(style), 0),
        (&number, &style.body, head.above_number(style), rule),
    ] {
        set.push(Line {
            height: style.high(face).saturating_add(below),
            before,
            stays: true,
            begins: false,
            at: At::Centre,
            words: Words::Head(words.clone()),
        });
    }
}

/// Appends the lines of a paragraph.
fn cut(paragraph: &Paragraph, style: &Style, set: &mut Vec<Line>) {
    let face = face(paragraph.kind, style);
    let half = (style.page.character() / 2).max(1);
    let halves = |twips: u32| twips.saturating_add(half / 2) / half;
    let whole = style.page.text_width();
    let two = style.body.em().saturating_mul(2);
    let (first, rest) = match (paragraph.place, paragraph.kind) {
        (Place::Hanging { left, hang }, _) => (left.saturating_sub(hang), left),
        (Place::Left(left), _) => (left, left),
        (Place::Usual, Kind::Body | Kind::Heading(_)) => (two, 0),
        _ => (0, 0),
    };
    let room = Room {
        first: whole.saturating_sub(first),
        rest: whole.saturating_sub(rest),
    };
    let (narrow, wide) = (style.advance(face, 'a'), style.advance(face, '一'));
    let is_centred = matches!(
        paragraph.kind,
        Kind::Title | Kind::Subtitle | Kind::AttachmentTitle
    );
    let started = set.len();
    let mut blocks = paragraph.blocks.iter().copied().peekable();
    let mut byte = 0_usize;
    for text in &paragraph.lines {
        let Some(block) = blocks.peek().copied() else {
            break;
        };
        let from = byte;
        byte = byte.saturating_add(text.len());
        // A title has one block that is broken into lines, or a block for each of its lines.
        if paragraph.blocks.len() > 1 {
            blocks.next();
            byte = 0;
        }
        for bytes in lines(text, room, |c| if c.is_ascii() { narrow } else { wide }) {
            let at = match (is_centred, paragraph.place) {
                (true, _) => At::Centre,
                (_, Place::Right(right)) => At::Right(halves(right)),
                _ if bytes.start == 0 => At::Left(halves(first)),
                _ => At::Left(halves(rest)),
            };
            set.push(Line {
                height: style.high(face),
                before: 0,
                stays: false,
                begins: false,
                at,
                words: Words::Block {
                    block,
                    bytes: from.saturating_add(bytes.start)..from.saturating_add(bytes.end),
                },
            });
        }
    }
    let Some(own) = set.get_mut(started..) else {
        return;
    };
    if let Some(first) = own.first_mut() {
        first.before = style.page.line().saturating_mul(paragraph.blank);
        first.begins = paragraph.kind == Kind::AttachmentNumber;
    }
    hold(own, paragraph);
}

/// Says behind which lines of a paragraph a page may not end.
fn hold(own: &mut [Line], paragraph: &Paragraph) {
    let count = own.len();
    for (at, line) in (1_usize..).zip(own) {
        // Two lines of it at least stay together, at either end.
        let parts_two = paragraph.stays && (at == 1 || at.saturating_add(1) == count);
        let ends = at == count && (paragraph.stays || paragraph.kind.keeps_next());
        line.stays = at < count && parts_two || ends;
    }
}

fn face(kind: Kind, style: &Style) -> &Face {
    let heading = |rank: u8| {
        let at = usize::from(rank.saturating_sub(1));
        style.headings.get(at).unwrap_or(&style.body)
    };
    match kind {
        Kind::Title | Kind::AttachmentTitle => &style.title,
        Kind::Subtitle => &style.subtitle,
        Kind::Heading(rank) => heading(rank),
        Kind::AttachmentNumber => heading(1),
        Kind::Addressee | Kind::Body | Kind::Attachment | Kind::Signature | Kind::Date => {
            &style.body
        }
    }
}

/// Gives each line its page.
fn paged(set: Vec<Line>, style: &Style) -> Vec<Row> {
    let most = style.page.text_height();
    let mut pages: Vec<usize> = Vec::with_capacity(set.len());
    let (mut page, mut used, mut head) = (1_usize, 0_u32, 0_usize);
    for (at, line) in set.iter().enumerate() {
        let before = if at == head && page > 1 {
            0
        } else {
            line.before
        };
        let end = used.saturating_add(before).saturating_add(line.height);
        if at == head || !line.begins && end <= most {
            used = end;
            pages.push(page);
            continue;
        }
        // What may not be parted from this line goes over with it, if that leaves anything.
        let earlier = set.get(head..at).unwrap_or_default();
        let held = match line.begins {
            true => 0,
            false => earlier.iter().rev().take_while(|line| line.stays).count(),
        };
        let held = if held == earlier.len() { 0 } else { held };
        page = page.saturating_add(1);
        head = at.saturating_sub(held);
        pages.truncate(head);
        used = 0;
        for (nth, line) in set.iter().enumerate().take(at.saturating_add(1)).skip(head) {
            let before = if nth == head { 0 } else { line.before };
            used = used.saturating_add(before).saturating_add(line.height);
            pages.push(page);
        }
    }
    let line = style.page.line();
    let mut last = 0;
    set.into_iter()
        .zip(pages)
        .map(|(set, page)| {
            let heads = page != last && page > 1;
            last = page;
            Row {
                page,
                above: if heads { 0 } else { set.before / line },
                at: set.at,
                words: set.words,
            }
        })
        .collect()
}
