//! What lies inside what: the body, tables with their rows and cells, text boxes. Each gathers its lines and
//! hands them to the one around it.

use super::super::decode::Unreadable;
use super::paragraph::Paragraph;
use super::xml::Tokens;

/// A cell takes so many columns at most.
const WIDEST: usize = 60;

/// Something that holds paragraphs: the body, a cell, a text box, a note.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Its lines so far, each with its end.
    pub(super) lines: String,
    /// The paragraph being read.
    pub(super) paragraph: Option<Paragraph>,
    /// A paragraph that goes on in the next.
    pub(super) open_ended: Option<Paragraph>,
    /// The lines of text boxes that hang on the paragraph being read.
    pub(super) boxes: String,
    /// Of a cell: the columns that it takes beyond its own.
    pub(super) span: usize,
}

impl Block {
    /// Adds a line.
    pub(super) fn line(&mut self, line: &str) {
        self.lines.push_str(line);
        self.lines.push('\n');
    }

    /// Adds lines of something inside it.
    pub(super) fn lines_of_inner(&mut self, lines: &str) {
        match self.paragraph {
            Some(_) => self.boxes.push_str(lines),
            None => self.lines.push_str(lines),
        }
    }
}

/// A table while it is read.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: String,
    cells: Vec<String>,
    /// How many of the cells are none but columns that one of them takes too.
    spanned: usize,
}

impl Table {
    /// Adds a cell by its lines. The columns that it takes beyond its own are empty cells, so that those behind
    /// stand in their columns.
    pub(super) fn cell(&mut self, lines: String, span: usize) {
        self.cells.push(lines);
        let count = self.cells.len().saturating_add(span);
        self.cells.resize_with(count, String::new);
        self.spanned = self.spanned.saturating_add(span);
    }

    /// Ends a row: its cells parted by tabs, the paragraphs of a cell by spaces. A row of one cell only
    /// frames its paragraphs, which stay lines.
    pub(super) fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        let spanned = std::mem::take(&mut self.spanned);
        if let Some(only) = cells.first()
            && cells.len().saturating_sub(spanned) == 1
        {
            self.rows.push_str(only);
            return;
        }
        let row: Vec<String> = cells.iter().map(|cell| joined(cell)).collect();
        let row = row.join("\t");
        if !row.trim().is_empty() {
            self.rows.push_str(row.trim_end());
            self.rows.push('\n');
        }
    }

    /// Its rows as lines.
    pub(super) fn lines(mut self) -> String {
        self.end_row();
        self.rows
    }
}

/// The paragraphs of a cell or a note in one line.
pub(super) fn joined(cell: &str) -> String {
    let paragraphs = cell.lines().map(str::trim);
    let full: Vec<&str> = paragraphs.filter(|text| !text.is_empty()).collect();
    full.join(" ")
}

/// Something that is open.
#[derive(Debug)]
pub(super) enum Frame {
    Block(Box<Block>),
    Table(Table),
}

/// The columns that a cell takes beyond its own, its properties having just opened.
pub(super) fn span(tokens: &mut Tokens<'_>) -> Result<usize, Unreadable> {
    let mut span = 1_usize;
    tokens.children(|_, element| {
        if element.name() == "gridSpan" {
            span = element.number().unwrap_or(1);
        }
        Ok(())
    })?;
    Ok(span.min(WIDEST).saturating_sub(1))
}
