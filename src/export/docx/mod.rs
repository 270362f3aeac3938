//! Document → .docx that Word, WPS and LibreOffice set alike, by a house style. Written by hand: the
//! crates at hand leave control characters in and break the schema's order of elements.

mod body;
mod furniture;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod xml;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::failure::Failure;
use crate::render::{BlockKind, Document};

use super::style::Style;
use super::tables::Table;

/// The document as the bytes of a .docx; the same document and style give the same bytes.
pub fn docx(document: &Document, style: &Style) -> Result<Vec<u8>, Failure> {
    packed(&parts(document, style)).ok_or_else(|| {
        Failure::usage("内容太多，一个 docx 装不下。").remedy("请分成几份，或者写成 txt。")
    })
}

/// A table with its title as the bytes of a .docx.
pub fn table(table: &Table, style: &Style) -> Result<Vec<u8>, Failure> {
    packed(&table_parts(table, style))
        .ok_or_else(|| Failure::usage("内容太多，一个 docx 装不下。").remedy("请分成几份来做。"))
}

fn table_parts(table: &Table, style: &Style) -> Vec<(&'static str, String)> {
    let body = table::document(table, style);
    package(&table.title, body, style)
}

/// Name and text of each part.
fn parts(document: &Document, style: &Style) -> Vec<(&'static str, String)> {
    package(&name(document), body::document(document, style), style)
}

fn package(name: &str, body: String, style: &Style) -> Vec<(&'static str, String)> {
    vec![
        // Some readers look for it at the very beginning.
        ("[Content_Types].xml", furniture::content_types(style)),
        ("_rels/.rels", furniture::package_relations()),
        ("docProps/core.xml", furniture::properties(name)),
        ("word/document.xml", body),
        (
            "word/_rels/document.xml.rels",
            furniture::document_relations(style),
        ),
        ("word/styles.xml", styles::styles(style)),
        ("word/settings.xml", furniture::settings()),
        ("word/fontTable.xml", styles::fonts(style)),
    ]
    .into_iter()
    .chain(furniture::footers(style))
    .collect()
}

fn name(document: &Document) -> String {
    let titles = document.blocks.iter();
    titles
        .filter(|block| block.kind == BlockKind::Title)
        .map(|block| block.text())
        .collect()
}

/// A part shorter than this (bytes) is stored as it is: the compressor takes longer to begin than to work, and would
/// spare some hundred bytes.
const SHORT: usize = 2048;

fn packed(parts: &[(&str, String)]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // A time of its own would make each file differ from the last.
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, text) in parts {
        let method = match text.len() < SHORT {
            true => CompressionMethod::Stored,
            false => CompressionMethod::Deflated,
        };
        zip.start_file(*name, options.compression_method(method))
            .ok()?;
        zip.write_all(text.as_bytes()).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
