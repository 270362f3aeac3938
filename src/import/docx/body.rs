//! Walks through the document and its notes, element by element, and gathers the lines that a reader sees.

use std::collections::HashSet;

use super::super::decode::{Styled, Unreadable};
use super::counters::Counters;
use super::fields::{Fields, Shown};
use super::frames::{self, Block, Frame, Table};
use super::paragraph::{Look, Paragraph, Properties};
use super::styles::{Rank, Styles};
use super::symbols;
use super::xml::{Element, Part, Token, Tokens};
use super::{Form, LONGEST, Misread, Text, broken, too_large};

/// Tables in tables, boxes in boxes: what lies deeper was not made by a hand.
const DEEPEST: usize = 40;

/// So many paragraphs, cells among them, are in no document that anyone wrote.
const MOST_PARAGRAPHS: usize = 1_000_000;

/// What a field to click on and a blank in it become.
const BLANK: &str = "____";

/// Elements that a reader sees nothing of: the second telling of a drawing
/// for old programs, how things are set, how characters are pronounced.
const UNSEEN: [&str; 11] = [
    "Fallback",
    "tblPr",
    "tblPrEx",
    "tblGrid",
    "trPr",
    "sectPr",
    "rt",
    "delText",
    "delInstrText",
    "ffData",
    "fldData",
];

/// The lines of a document while it is read.
pub(super) struct Body<'a> {
    counters: Counters<'a>,
    root: Block,
    inner: Vec<Frame>,
    fields: Fields,
    look: Vec<Look>,
    reads: Option<Reads>,
    /// Notes that the text refers to: kind and id.
    notes: HashSet<(String, String)>,
    misread: Vec<Misread>,
    styles: &'a Styles,
    /// The headings of the text itself: the byte at which each begins, and what it is.
    ranked: Vec<(usize, Rank)>,
    /// Whether there is a picture.
    pictures: bool,
    paragraphs: usize,
}

/// What the characters that come are.
#[derive(Clone, Copy)]
enum Reads {
    Words,
    Instruction,
}

impl<'a> Body<'a> {
    pub(super) fn new(counters: Counters<'a>, styles: &'a Styles) -> Self {
        Self {
            counters,
            root: Block::default(),
            inner: Vec::new(),
            fields: Fields::default(),
            look: Vec::new(),
            reads: None,
            notes: HashSet::new(),
            misread: Vec::new(),
            styles,
            ranked: Vec::new(),
            pictures: false,
            paragraphs: 0,
        }
    }

    /// Reads the document itself.
    pub(super) fn read(&mut self, part: &Part) -> Result<(), Unreadable> {
        let mut tokens = Tokens::new(part);
        while let Some(token) = tokens.next()? {
            match token {
                Token::Open(element) => self.open(&element, &mut tokens)?,
                Token::Close(closing) => self.close(closing.name())?,
                Token::Words(words) => self.words(&words),
                Token::Letter(letter) => self.words(letter.encode_utf8(&mut [0; 4])),
            }
        }
        // A field that never ends would have swallowed the rest.
        if self.fields.in_contents() {
            return Err(broken(part.called));
        }
        self.end_paragraph()?;
        if let Some(open_ended) = self.root.open_ended.take() {
            self.root.line(&open_ended.text());
        }
        Ok(())
    }

    /// Whether the text refers to notes of this kind.
    pub(super) fn refers_to(&self, kind: &str) -> bool {
        self.notes.iter().any(|(noted, _)| noted == kind)
    }

    /// Reads the notes of a kind that the text refers to; they stand below it.
    pub(super) fn read_notes(&mut self, part: &Part) -> Result<(), Unreadable> {
        self.fields = Fields::default();
        self.read(part)
    }

    /// Whether there is nothing to read but there are pictures, which may be those of pages.
    pub(super) fn has_only_pictures(&self) -> bool {
        self.pictures && self.root.lines.trim().is_empty()
    }

    /// What was read.
    pub(super) fn text(self) -> Text<'static> {
        let styled = styled(&self.root.lines, &self.ranked);
        let mut text = self.root.lines;
        // The last line has its end only where the next begins.
        text.pop();
        Text {
            text: text.into(),
            form: Form::Docx,
            misread: self.misread,
            styled,
        }
    }

    fn open(&mut self, element: &Element<'_>, tokens: &mut Tokens<'_>) -> Result<(), Unreadable> {
        match element.name() {
            "t" => self.reads = Some(Reads::Words),
            "r" => self.look.push(Look::default()),
            "rPr" => {
                let look = Look::read(tokens, self.styles)?;
                if let Some(last) = self.look.last_mut() {
                    *last = look;
                }
            }
            "p" => {
                self.end_paragraph()?;
                self.paragraphs = self.paragraphs.saturating_add(1);
                if self.paragraphs > MOST_PARAGRAPHS {
                    return Err(too_many());
                }
                self.block().paragraph = Some(Paragraph::default());
            }
            "pPr" => {
                let properties = Properties::read(tokens)?;
                if let Some(paragraph) = &mut self.block().paragraph {
                    paragraph.properties = properties;
                }
            }
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => self.symbol(element),
            "altChunk" => self.tell(
                "这里插着另一份文件的内容，没有读入；请用 WPS 或 Word 打开，另存为 .docx 再用。",
            ),
            "blip" | "imagedata" => self.pictures = true,
            "tbl" => self.enter(Frame::Table(Table::default()))?,
            "tc" | "txbxContent" | "txBody" => self.enter(Frame::Block(Box::default()))?,
            "tcPr" => {
                let span = frames::span(tokens)?;
                self.block().span = span;
                self.paragraphs = self.paragraphs.saturating_add(span);
            }
            "fldChar" => {
                let kind = element.attribute("fldCharType").unwrap_or_default();
                if let Some(drawn) = self.fields.mark(&kind) {
                    self.push(&drawn);
                }
            }
            "instrText" => self.reads = Some(Reads::Instruction),
            "sdt" => self.fields.open_control(),
            "del" | "moveFrom" => self.fields.open_deleted(),
            "sdtPr" => self.fields.control(tokens)?,
            "footnoteReference" => self.note("footnote", element),
            "endnoteReference" => self.note("endnote", element),
            "footnote" | "endnote" => match self.is_noted(element) {
                true => self.enter(Frame::Block(Box::default()))?,
                false => tokens.skip()?,
            },
            unseen if UNSEEN.contains(&unseen) => tokens.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Unreadable> {
        match name {
            "t" | "instrText" => self.reads = None,
            "r" => {
                self.look.pop();
            }
            "p" => self.end_paragraph()?,
            // A fraction of mathematics: what stands above the line.
            "num" => self.push("/"),
            "tr" => {
                if let Some(Frame::Table(table)) = self.inner.last_mut() {
                    table.end_row();
                }
            }
            "tc" | "txbxContent" | "txBody" => {
                let span = self.block().span;
                let lines = self.leave()?;
                match self.inner.last_mut() {
                    Some(Frame::Table(table)) => table.cell(lines, span),
                    _ => self.block().lines_of_inner(&lines),
                }
            }
            "tbl" => {
                let lines = self.leave()?;
                self.block().lines_of_inner(&lines);
            }
            "footnote" | "endnote" => {
                let lines = self.leave()?;
                let note = frames::joined(&lines);
                self.root.line(&format!("注：{note}"));
            }
            "sdt" => self.fields.close_control(),
            "del" | "moveFrom" => self.fields.close_deleted(),
            _ => {}
        }
        Ok(())
    }

    /// Takes characters of the part's XML, wherever they stand.
    fn words(&mut self, words: &str) {
        match self.reads {
            None => {}
            Some(Reads::Instruction) => self.fields.instruction(words),
            // To Word a line end within words is a space.
            Some(Reads::Words) if words.contains(['\n', '\r', '\0']) => {
                self.push(&words.replace(['\n', '\r'], " ").replace('\0', "\u{FFFD}"));
            }
            Some(Reads::Words) => self.push(words),
        }
    }

    /// Adds words where the text stands.
    fn push(&mut self, words: &str) {
        let look = self.look.last().copied().unwrap_or_default();
        let (words, look) = match self.fields.shown() {
            Shown::Words => (words, look),
            Shown::Form => (words, look.underlined()),
            Shown::Prompt => (BLANK, look),
            Shown::Hidden => return,
        };
        let paragraph = self.block().paragraph.get_or_insert_default();
        paragraph.push(words, look);
    }

    /// Adds the character that a sign of a font of signs stands for.
    fn symbol(&mut self, element: &Element<'_>) {
        let sign = symbols::character(element);
        if sign == char::REPLACEMENT_CHARACTER {
            self.tell("这里有认不出的特殊符号，换成了\u{FFFD}，请照原件改好。");
        }
        self.push(sign.encode_utf8(&mut [0; 4]));
    }

    /// Tells something, each once.
    fn tell(&mut self, message: &str) {
        if self.misread.iter().all(|told| told.message != message) {
            let line = self.root.lines.matches('\n').count().saturating_add(1);
            self.misread.push(Misread {
                line,
                message: message.to_owned(),
            });
        }
    }

    fn note(&mut self, kind: &str, element: &Element<'_>) {
        let id = element.attribute("id").unwrap_or_default();
        self.notes.insert((kind.to_owned(), id));
    }

    fn is_noted(&self, element: &Element<'_>) -> bool {
        let id = element.attribute("id").unwrap_or_default();
        self.notes.contains(&(element.name().to_owned(), id))
    }

    /// What the next paragraph belongs to.
    fn block(&mut self) -> &mut Block {
        let mut inner = self.inner.iter_mut().rev();
        let block = inner.find_map(|frame| match frame {
            Frame::Block(block) => Some(block.as_mut()),
            Frame::Table(_) => None,
        });
        block.unwrap_or(&mut self.root)
    }

    fn enter(&mut self, frame: Frame) -> Result<(), Unreadable> {
        self.inner.push(frame);
        match self.inner.len() > DEEPEST {
            true => Err(broken("正文")),
            false => Ok(()),
        }
    }

    /// The lines of the innermost frame, which ends.
    fn leave(&mut self) -> Result<String, Unreadable> {
        self.end_paragraph()?;
        Ok(match self.inner.pop() {
            Some(Frame::Block(mut block)) => {
                if let Some(open_ended) = block.open_ended.take() {
                    block.line(&open_ended.text());
                }
                block.lines
            }
            Some(Frame::Table(table)) => table.lines(),
            None => String::new(),
        })
    }

    fn end_paragraph(&mut self) -> Result<(), Unreadable> {
        let in_contents = self.fields.in_contents();
        self.fields.end_paragraph();
        let block = self.block();
        let Some(mut paragraph) = block.paragraph.take() else {
            return Ok(());
        };
        if in_contents {
            self.tell("这里的目录没有读入，它和下面的小标题重复。");
            return Ok(());
        }
        if let Some(before) = block.open_ended.take() {
            paragraph.follow(before);
        }
        if paragraph.properties.open_ended {
            block.open_ended = Some(paragraph);
            return Ok(());
        }
        let properties = std::mem::take(&mut paragraph.properties);
        let mut line = self
            .counters
            .next(properties.style.as_deref(), &properties.numbered);
        let words = paragraph.text();
        line.push_str(&words);
        let style = properties.style.as_deref();
        let rank = properties.rank.unwrap_or_else(|| self.styles.rank(style));
        let heads = rank != Rank::Text && !words.trim().is_empty() && !line.contains('\n');
        if heads && self.inner.is_empty() {
            self.ranked.push((self.root.lines.len(), rank));
        }
        let block = self.block();
        block.line(&line);
        let boxes = std::mem::take(&mut block.boxes);
        block.lines.push_str(&boxes);
        match block.lines.len() > LONGEST {
            true => Err(too_large()),
            false => Ok(()),
        }
    }
}

/// The lines that are set as headings; a title of the document stands above them all.
fn styled(lines: &str, ranked: &[(usize, Rank)]) -> Vec<Styled> {
    let titled = ranked.iter().any(|(_, rank)| *rank == Rank::Title);
    let mut found = Vec::with_capacity(ranked.len());
    let (mut from, mut line) = (0_usize, 1_usize);
    for (at, rank) in ranked {
        let between = lines.get(from..*at).unwrap_or_default();
        line = line.saturating_add(between.matches('\n').count());
        from = *at;
        let level = match rank {
            Rank::Heading(level) => level.saturating_add(usize::from(titled)),
            Rank::Title | Rank::Text => 1,
        };
        found.push(Styled { line, level });
    }
    found
}

fn too_many() -> Unreadable {
    Unreadable::new(
        format!("这份 Word 文档的段落多过{MOST_PARAGRAPHS}个，不像正常的文档，没有读。"),
        "请核对它从哪里来；确实要用的，请把文字复制到 .txt 里。",
    )
}
