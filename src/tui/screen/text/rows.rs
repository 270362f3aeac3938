//! The rows of the screen that show the paper: a row a line where it is wide enough, with the paper's own
//! lines; else the text of each page broken to the screen's width.

use std::ops::Range;

use crate::export::paper::{self, At, Paper, Words};
use crate::tui::desk::Desk;
use crate::tui::width::{Width, columns};
use crate::tui::wrap::{Room, Rows};

/// The margin for marks beside whole lines, and beside broken ones.
const MARGIN: (u16, u16) = (6, 4);

/// The paper laid out for a width of the screen.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub(super) rows: Vec<Row>,
    /// The columns of the margin.
    pub(super) left: u16,
    /// The columns of the text.
    pub(super) columns: u16,
    screen: u16,
    width: Width,
}

/// A row of the screen.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Row {
    /// Here this page begins.
    Page(usize),
    /// A line left blank on paper.
    Blank,
    /// Words, so many columns in.
    Line { words: Words, indent: u16 },
}

impl Sheet {
    pub(super) fn new(desk: &Desk, screen: u16, width: Width) -> Self {
        let paper = desk.paper();
        // Two for a page number's worth of Latin that runs over, one that stays free on every screen.
        let line =
            u16::try_from(desk.house().page.characters.saturating_mul(2)).unwrap_or(u16::MAX);
        let (whole, broken) = MARGIN;
        let fits = whole.saturating_add(line).saturating_add(3) <= screen;
        let left = if fits { whole } else { broken };
        let mut sheet = Self {
            rows: Vec::with_capacity(paper.rows.len()),
            left,
            columns: if fits {
                line
            } else {
                screen.saturating_sub(broken).saturating_sub(1).max(2)
            },
            screen,
            width,
        };
        match fits {
            true => sheet.whole(desk, paper),
            false => sheet.broken(desk, paper),
        }
        sheet
    }

    pub(super) fn is_for(&self, screen: u16, width: Width) -> bool {
        (self.screen, self.width) == (screen, width)
    }

    /// A mark's word as the margin holds it.
    pub(super) fn margin(&self, word: &'static str) -> &'static str {
        match (word, self.left < MARGIN.0) {
            ("未阅", true) => "阅",
            _ => word,
        }
    }

    fn whole(&mut self, desk: &Desk, paper: &Paper) {
        let mut page = 1;
        for row in &paper.rows {
            self.begin(row, &mut page);
            self.put(desk, row.at, row.words.clone());
        }
    }

    /// What stands above a row of the paper: the page that begins, blank lines.
    fn begin(&mut self, row: &paper::Row, page: &mut usize) {
        if row.page != *page {
            self.rows.push(Row::Page(row.page));
            *page = row.page;
        }
        // What is blank at the head of the paper says nothing on the screen.
        let blank = if self.rows.is_empty() { 0 } else { row.above };
        self.rows.extend((0..blank).map(|_| Row::Blank));
    }

    fn put(&mut self, desk: &Desk, at: At, words: Words) {
        let wide = match &words {
            Words::Head(words) => super::wide(words, self.width),
            Words::Block { block, bytes } => {
                let text = desk.review.document.blocks.get(*block);
                let text = text.map(crate::render::Block::text).unwrap_or_default();
                super::wide(text.get(bytes.clone()).unwrap_or_default(), self.width)
            }
        };
        let room = self.columns.saturating_sub(wide);
        let halves = |halves: u32| u16::try_from(halves).unwrap_or(u16::MAX);
        let indent = match at {
            At::Left(left) => halves(left).min(room),
            At::Centre => room / 2,
            At::Right(right) => room.saturating_sub(halves(right)),
        };
        self.rows.push(Row::Line { words, indent });
    }

    /// Lines of one paragraph on one page are put together and broken anew.
    fn broken(&mut self, desk: &Desk, paper: &Paper) {
        let mut page = 1;
        let mut lines = paper.rows.iter().peekable();
        while let Some(first) = lines.next() {
            self.begin(first, &mut page);
            let Words::Block { block, bytes } = &first.words else {
                self.put(desk, At::Centre, first.words.clone());
                continue;
            };
            let mut end = bytes.end;
            while let Some(next) = lines.next_if(|next| follows(first, next)) {
                if let Words::Block { bytes, .. } = &next.words {
                    end = bytes.end;
                }
            }
            self.paragraph(desk, first.at, (*block, bytes.start..end));
        }
    }

    fn paragraph(&mut self, desk: &Desk, at: At, (block, bytes): (usize, Range<usize>)) {
        let text = desk.review.document.blocks.get(block);
        let text = text.map(crate::render::Block::text).unwrap_or_default();
        let part = text.get(bytes.clone()).unwrap_or_default();
        let columns_free = usize::from(self.columns);
        let in_front = match at {
            // The indent of a paragraph's first line; what stands far to the right gets what is left.
            At::Left(left) if left <= 4 => usize::try_from(left).unwrap_or(0),
            _ => 0,
        };
        let room = Room {
            first: columns_free.saturating_sub(in_front).max(2),
            rest: columns_free.max(2),
        };
        let width = self.width;
        for (nth, line) in Rows::new(part, room, |c| usize::from(columns(c, width))).enumerate() {
            let start = bytes.start.saturating_add(line.start);
            let end = bytes.start.saturating_add(line.end);
            let words = Words::Block {
                block,
                bytes: start..end,
            };
            let at = match (at, nth) {
                (At::Left(_), 1..) => At::Left(0),
                _ => at,
            };
            self.put(desk, at, words);
        }
    }

    /// The page that a row stands on.
    pub(super) fn page_of(&self, row: usize) -> usize {
        let before = self.rows.iter().take(row.saturating_add(1)).rev();
        before
            .filter_map(|row| match row {
                Row::Page(page) => Some(*page),
                _ => None,
            })
            .next()
            .unwrap_or(1)
    }

    /// The block and the byte in it that a row shows, or else the next one behind it.
    pub(super) fn place_of(&self, row: usize) -> (usize, usize) {
        let places = self.rows.iter().skip(row).filter_map(place);
        places
            .map(|(block, bytes)| (block, bytes.start))
            .next()
            .unwrap_or_default()
    }

    /// The row that shows this byte of a block.
    pub(super) fn row_of(&self, (block, byte): (usize, usize)) -> usize {
        let shows = |row: &Row| {
            place(row).is_some_and(|(of, bytes)| {
                of == block
                    && bytes.start <= byte
                    && byte < bytes.end.max(bytes.start.saturating_add(1))
            })
        };
        self.rows.iter().position(shows).unwrap_or(0)
    }
}

fn place(row: &Row) -> Option<(usize, &Range<usize>)> {
    match row {
        Row::Line {
            words: Words::Block { block, bytes },
            ..
        } => Some((*block, bytes)),
        _ => None,
    }
}

/// Whether a line of the paper goes on with the paragraph of another on the same page.
fn follows(first: &paper::Row, next: &paper::Row) -> bool {
    let (Words::Block { block, .. }, Words::Block { block: other, .. }) =
        (&first.words, &next.words)
    else {
        return false;
    };
    block == other && first.page == next.page && first.at != At::Centre
}
