//! A Word document → the text that its reader sees: paragraphs, tables, text boxes, notes, and the numbers
//! that Word counts by itself as if they had been typed. Macros, pictures, headers and footers are left.
//!
//! A paragraph is a line, a row of a table too, its cells parted by tabs; a table of one column is its
//! paragraphs. A text box follows the paragraph it hangs on, notes stand at the end. A blank made of
//! underlined spaces or of a field to click on is `____`.

mod body;
mod counters;
mod fields;
mod frames;
mod numbering;
mod numerals;
mod package;
mod paragraph;
mod styles;
mod symbols;
#[cfg(test)]
mod tests;
mod xml;

use super::decode::{Form, LONGEST, Misread, Text, Unreadable};

use body::Body;
use counters::Counters;
use numbering::Numbering;
use package::Package;
use styles::Styles;

pub(super) use package::is_package;

/// Takes the bytes of a ZIP archive and gives the text of the document in it.
pub(super) fn read(bytes: &[u8]) -> Result<Text<'static>, Unreadable> {
    let mut package = Package::open(bytes, package::LARGEST)?;
    let styles = match package.beside("styles.xml")? {
        Some(part) => styles::read(&part)?,
        None => Styles::default(),
    };
    let numbering = match package.beside("numbering.xml")? {
        Some(part) => numbering::read(&part)?,
        None => Numbering::default(),
    };
    let mut body = Body::new(Counters::new(&numbering, &styles), &styles);
    let document = package.main()?;
    body.read(&document)?;
    drop(document);
    for (name, kind) in [("footnotes.xml", "footnote"), ("endnotes.xml", "endnote")] {
        if body.refers_to(kind)
            && let Some(part) = package.beside(name)?
        {
            body.read_notes(&part)?;
        }
    }
    match body.has_only_pictures() {
        true => Err(Unreadable::new(
            "这份 Word 文档里只有图片，没有文字。",
            "请把图上的文字打成 .txt 或 .docx 再用。",
        )),
        false => Ok(body.text()),
    }
}

/// A document that is damaged: which part of it.
fn broken(part: &str) -> Unreadable {
    Unreadable::new(
        format!("这份 Word 文档坏了，{part}读不下去。"),
        "请用 WPS 或 Word 打开，让它修复后另存为 .docx 再用；打不开的，请再传一次。",
    )
}

fn too_large() -> Unreadable {
    let most = LONGEST / 1024 / 1024;
    Unreadable::new(
        format!("这份 Word 文档里的文字太多，最多只能读{most} MB。"),
        "请核对是不是选错了文件，或者分成几份。",
    )
}
