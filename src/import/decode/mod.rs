//! Bytes → text: which encoding they are in, or that they are a Word document. What is no text is refused
//! by its name, with what its owner can do.

mod encoding;
mod foreign;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use super::docx;

/// The longest text that is read, in bytes of the file; a Word document may hold as many bytes of text.
pub const LONGEST: usize = 20 * MEGABYTE;

/// The largest file that is looked at, in bytes: a Word document with its pictures.
pub const LARGEST: usize = 64 * MEGABYTE;

const MEGABYTE: usize = 1024 * 1024;

/// What a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<'a> {
    /// Its characters: lines end in LF, no byte order mark in front, no NUL. A paragraph, or a row of a
    /// table, of a Word document is a line.
    pub text: Cow<'a, str>,
    /// What it was before.
    pub form: Form,
    /// What could not be taken as it stands, in the order of the lines.
    pub misread: Vec<Misread>,
    /// The lines that a Word document sets as headings, in their order.
    pub styled: Vec<Styled>,
}

/// A line that is set as a heading, whatever it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Styled {
    /// The line of the text, from 1.
    pub line: usize,
    /// How far down, from 1.
    pub level: usize,
}

/// What a text was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Form {
    Utf8,
    Utf16,
    Gb18030,
    Big5,
    Docx,
}

impl Form {
    /// What its lines are called: a Word document has none that could be counted.
    pub fn line_name(self) -> &'static str {
        match self {
            Self::Docx => "段",
            Self::Utf8 | Self::Utf16 | Self::Gb18030 | Self::Big5 => "行",
        }
    }
}

/// Something in a file that could not be taken as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// The line of the text, from 1.
    pub line: usize,
    /// What was wrong and what was done, a sentence.
    pub message: String,
}

/// Why bytes are no text. Its `Display` is the sentence that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    what: String,
    remedy: &'static str,
}

impl Unreadable {
    pub(super) fn new(what: impl Into<String>, remedy: &'static str) -> Self {
        Self {
            what: what.into(),
            remedy,
        }
    }

    /// What its user can do now, a sentence.
    pub fn remedy(&self) -> &'static str {
        self.remedy
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl Error for Unreadable {}

/// Takes the bytes of a file and gives what it says; bytes that are its text as they stand are not copied.
pub fn text(bytes: &[u8]) -> Result<Text<'_>, Unreadable> {
    if bytes.len() > LARGEST {
        return Err(too_long(bytes.len(), LARGEST));
    }
    if docx::is_package(bytes) {
        return docx::read(bytes);
    }
    if let Some(refused) = foreign::refused(bytes) {
        return Err(refused);
    }
    if bytes.len() > LONGEST {
        return Err(too_long(bytes.len(), LONGEST));
    }
    let text = encoding::decoded(bytes)?;
    match text.form {
        // Its marks lay between NULs before.
        Form::Utf16 => foreign::refused(text.text.as_bytes()).map_or(Ok(text), Err),
        _ => Ok(text),
    }
}

fn too_long(length: usize, most: usize) -> Unreadable {
    let what = format!(
        "文件有{} MB，最多只能读{} MB。",
        length.div_ceil(MEGABYTE),
        most / MEGABYTE
    );
    Unreadable::new(what, "请核对是不是选错了文件，或者分成几份。")
}
