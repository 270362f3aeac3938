//! Writing the finished text out: which files, in which form, and their bytes.

use std::path::{Path, PathBuf};

use crate::export::docx::{self, docx};
use crate::export::style::{self, Style};
use crate::export::tables::Table;
use crate::export::text::{Encoding, Eol, Layout, encode, text};
use crate::failure::Failure;
use crate::render::Document;
use crate::store::{self, Expect, Places, save};

/// The forms in which a text is written, and where to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Forms {
    /// A Word document.
    pub word: bool,
    /// Plain text.
    pub text: bool,
    /// The plain text in GB18030 in place of UTF-8.
    pub gb: bool,
    /// The plain text with CRLF in place of LF.
    pub crlf: bool,
    /// 数据来源表, where it is written beside the text.
    pub sources: Option<Table>,
    /// Where to; each form puts its own ending in place of this one's.
    pub path: PathBuf,
}

/// Writes a document in its forms; gives the files, named from `/` on (`scp` begins elsewhere). One that is not
/// whole is not written.
pub fn write(document: &Document, forms: &Forms) -> Result<Vec<PathBuf>, Failure> {
    let whole = std::path::absolute(&forms.path).unwrap_or_else(|_| forms.path.clone());
    let house = || Places::find().and_then(|places| house_style(&places));
    let mut files = Vec::new();
    if forms.word {
        files.push((ending(&whole, "docx"), docx(document, &house()?)?));
    }
    if forms.text {
        let path = ending(&whole, "txt");
        let bytes = plain(document, forms, &path)?;
        files.push((path, bytes));
    }
    if let Some(table) = &forms.sources {
        let path = beside(&whole, "数据来源表");
        files.push((path, docx::table(table, &house()?)?));
    }
    for (path, bytes) in &files {
        save(path, bytes, Expect::Anything)?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

/// The path of a .docx beside this one: the same name with a word behind it.
fn beside(path: &Path, word: &str) -> PathBuf {
    with(path, &format!("-{word}.docx"))
}

/// The path with this ending in the place of one that a form or a draft has; a dot in a name is no ending.
pub(super) fn ending(path: &Path, ending: &str) -> PathBuf {
    with(path, &format!(".{ending}"))
}

fn with(path: &Path, end: &str) -> PathBuf {
    let known = path.extension().is_some_and(|now| {
        ["docx", "txt", "toml", "md"]
            .iter()
            .any(|known| now == *known)
    });
    let bare = if known {
        path.with_extension("")
    } else {
        path.to_path_buf()
    };
    let mut name = bare.into_os_string();
    name.push(end);
    PathBuf::from(name)
}

fn plain(document: &Document, forms: &Forms, path: &Path) -> Result<Vec<u8>, Failure> {
    let eol = if forms.crlf { Eol::Crlf } else { Eol::Lf };
    let text = text(document, Layout { indent: 2, eol });
    let encoding = if forms.gb {
        Encoding::Gb18030
    } else {
        Encoding::Utf8
    };
    encode(&text, encoding).map_err(|c| {
        Failure::usage(format!("没有写出来：GB18030里没有 {c} 这个字。"))
            .place(path.display().to_string())
            .remedy("请换一个字，或者不勾GB18030。")
    })
}

/// The house style of this user, or that of the standard where there is none.
pub fn house_style(places: &Places) -> Result<Style, Failure> {
    match places.style() {
        Some(file) => style_in(&file),
        None => Ok(Style::default()),
    }
}

/// The style that a file says.
pub fn style_in(file: &Path) -> Result<Style, Failure> {
    style::read(&store::read(file)?.text, &file.display().to_string())
}
