//! A table as document.xml: its title, a line under it, the rows under a head that stands on every page.

use std::ops::Range;

use crate::export::style::Style;
use crate::export::tables::{Cell, Mark, Table};

use super::body::whole;
use super::xml::{run, run_with};

/// What is free left and right of a cell's text, in twips.
const BESIDE: u32 = 85;

pub(super) fn document(table: &Table, style: &Style) -> String {
    let mut body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>{}</w:p>",
        run(&table.title, "")
    );
    let blank = format!("<w:spacing w:before=\"{}\"/>", style.page.line() / 2);
    body.push_str(&format!(
        "<w:p><w:pPr><w:pStyle w:val=\"TableText\"/>{blank}</w:pPr>{}</w:p>",
        run(&table.note, "")
    ));
    if !table.rows.is_empty() {
        body.push_str(&rows(table, style));
        // Word wants a paragraph behind a table: so low that it never begins a page of its own.
        body.push_str(
            "<w:p><w:pPr><w:pStyle w:val=\"TableText\"/><w:spacing w:line=\"20\" w:lineRule=\"exact\"/>\
             <w:rPr><w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/></w:rPr></w:pPr></w:p>",
        );
    }
    whole(&body, style)
}

fn rows(table: &Table, style: &Style) -> String {
    let shares: u32 = table.columns.iter().map(|(_, share)| share).sum();
    let width = style.page.text_width();
    let widths: Vec<u32> = table
        .columns
        .iter()
        .map(|(_, share)| {
            let part = width.saturating_mul(*share);
            part.checked_div(shares).unwrap_or(0)
        })
        .collect();
    let side = |name: &str| {
        format!("<w:{name} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>")
    };
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .map(side)
        .concat();
    let margins = format!(
        "<w:left w:w=\"{BESIDE}\" w:type=\"dxa\"/><w:right w:w=\"{BESIDE}\" w:type=\"dxa\"/>"
    );
    let grid: String = widths
        .iter()
        .map(|width| format!("<w:gridCol w:w=\"{width}\"/>"))
        .collect();
    let mut text = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblBorders>{borders}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    );
    let head: Vec<Cell> = table
        .columns
        .iter()
        .map(|(name, _)| Cell::plain(name))
        .collect();
    row(&mut text, "<w:tblHeader/>", (&head, &widths));
    for cells in &table.rows {
        row(&mut text, "", (cells, &widths));
    }
    text.push_str("</w:tbl>");
    text
}

fn row(text: &mut String, head: &str, (cells, widths): (&[Cell], &[u32])) {
    // A long row is split rather than leaving half a page free.
    const LONG: usize = 100;
    let is_long = cells
        .iter()
        .any(|cell| cell.text.chars().nth(LONG).is_some());
    let whole = if is_long { "" } else { "<w:cantSplit/>" };
    let centred = if head.is_empty() {
        ""
    } else {
        "<w:jc w:val=\"center\"/>"
    };
    let properties = match (whole, head) {
        ("", "") => String::new(),
        _ => format!("<w:trPr>{whole}{head}</w:trPr>"),
    };
    text.push_str(&format!("<w:tr>{properties}"));
    for (cell, width) in cells.iter().zip(widths) {
        text.push_str(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>\
             <w:p><w:pPr><w:pStyle w:val=\"TableText\"/>{centred}</w:pPr>{}</w:p></w:tc>",
            runs(cell)
        ));
    }
    text.push_str("</w:tr>");
}

/// The cell's text, its marked stretches struck out or underlined.
fn runs(cell: &Cell) -> String {
    let marked = match cell.mark {
        Mark::Gone => "<w:strike/>",
        Mark::New => "<w:u w:val=\"single\"/>",
    };
    let mut text = String::new();
    let mut piece = |range: Range<usize>, marked: &str| {
        let piece = cell.text.get(range).unwrap_or_default();
        if !piece.is_empty() {
            text.push_str(&run_with(piece, ("", marked)));
        }
    };
    let mut done = 0;
    for own in &cell.own {
        piece(done..own.start, "");
        piece(own.clone(), marked);
        done = own.end;
    }
    piece(done..cell.text.len(), "");
    text
}
