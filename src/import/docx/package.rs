//! The ZIP archive that a document is: which kind of document, and its parts, none larger than is sane.

use std::io::{Cursor, Read};

use encoding_rs::{Encoding, UTF_8};
use zip::ZipArchive;
use zip::result::ZipError;

use super::super::decode::Unreadable;
use super::broken;
use super::xml::{Part, Token, Tokens, called};

/// How a ZIP archive begins.
const OPENING: &[u8] = b"PK\x03\x04";

/// How the entry of a file in the archive's list begins, and how many there may be.
const ENTRY: &[u8] = b"PK\x01\x02";
const MOST_ENTRIES: usize = 20_000;

/// The most that all parts read may hold together once unpacked: what deflate makes of a few kilobytes
/// has no other bound.
pub(super) const LARGEST: u64 = 64 * 1024 * 1024;

const MAIN: &str = "word/document.xml";

const SAVE_AS: &str = "请用 WPS 或 Word 打开，另存为 .docx 或 .txt 再用。";
const COPY_OUT: &str = "请打开它，把文字复制到 .docx 或 .txt 里再用。";

/// Other archives: a file in them or the beginning of its name, what they are, what to do.
const OTHERS: [(&str, &str, &str); 7] = [
    ("xl/", "这是表格（.xlsx），不是文字文档。", COPY_OUT),
    ("ppt/", "这是演示文稿（.pptx），不是文字文档。", COPY_OUT),
    ("OFD.xml", "这是 OFD 版式文件，读不出文字。", COPY_OUT),
    (
        "mimetype",
        "这是别的办公软件的文档（.odt、.epub 一类），这里读不了。",
        SAVE_AS,
    ),
    ("uof/", "这是标文通文档（.uot），这里读不了。", SAVE_AS),
    (
        "content.xml",
        "这是别的办公软件的文档，这里读不了。",
        SAVE_AS,
    ),
    (
        "META-INF/MANIFEST.MF",
        "这是程序，不是文字文档。",
        "请核对是不是选错了文件。",
    ),
];

/// Whether these bytes are a ZIP archive.
pub(in super::super) fn is_package(bytes: &[u8]) -> bool {
    bytes.starts_with(OPENING)
}

/// A document's archive.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    main: String,
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens an archive that holds a document; its parts may be so large together.
    pub(super) fn open(bytes: &'a [u8], largest: u64) -> Result<Self, Unreadable> {
        let entries = bytes.windows(ENTRY.len()).filter(|window| *window == ENTRY);
        if entries.take(MOST_ENTRIES).count() == MOST_ENTRIES {
            return Err(bomb());
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            Unreadable::new(
                "这份文档不完整，多半没有传完。",
                "请重新传一次；还不行，请用 WPS 或 Word 打开，另存为 .docx 再用。",
            )
        })?;
        let mut package = Self {
            archive,
            main: MAIN.to_owned(),
            left: largest,
        };
        if let Some(main) = package.named_main()? {
            package.main = main;
        }
        match package.archive.index_for_name(&package.main) {
            Some(_) => Ok(package),
            None => Err(package.other()),
        }
    }

    /// The document itself.
    pub(super) fn main(&mut self) -> Result<Part, Unreadable> {
        let name = self.main.clone();
        self.part(&name)?.ok_or_else(|| broken("正文"))
    }

    /// A part in the same folder as the document itself.
    pub(super) fn beside(&mut self, name: &str) -> Result<Option<Part>, Unreadable> {
        let folder = self.main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = format!("{folder}/{name}");
        self.part(name.trim_start_matches('/'))
    }

    /// The document's name, where the archive says it and it is not that of a table or of slides.
    fn named_main(&mut self) -> Result<Option<String>, Unreadable> {
        let Some(part) = self.part("_rels/.rels")? else {
            return Ok(None);
        };
        let mut main = None;
        let mut tokens = Tokens::new(&part);
        while let Some(token) = tokens.next()? {
            if let Token::Open(element) = token
                && let Some(kind) = element.attribute("Type")
                && kind.ends_with("/officeDocument")
            {
                let target = element.attribute("Target");
                main = target.map(|target| target.trim_start_matches('/').to_owned());
            }
        }
        Ok(main.filter(|name| !name.starts_with("xl/") && !name.starts_with("ppt/")))
    }

    fn part(&mut self, name: &str) -> Result<Option<Part>, Unreadable> {
        let mut file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(Unreadable::new(
                    "这份文档加了密码，读不出文字。",
                    "请用 WPS 或 Word 打开，去掉密码后另存为 .docx 再用。",
                ));
            }
            Err(_) => return Err(broken(called(name))),
        };
        let mut bytes = Vec::new();
        let most = self.left.saturating_add(1);
        let read = (&mut file).take(most).read_to_end(&mut bytes);
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(length).ok_or_else(bomb)?;
        if read.is_err() {
            return Err(broken(called(name)));
        }
        let text = decoded(bytes).ok_or_else(|| broken(called(name)))?;
        Ok(Some(Part {
            called: called(name),
            text,
        }))
    }

    fn other(&self) -> Unreadable {
        let known = OTHERS.iter().find(|(name, ..)| {
            self.archive
                .file_names_raw()
                .any(|file| match name.ends_with('/') {
                    true => file.starts_with(name.as_bytes()),
                    false => file == name.as_bytes(),
                })
        });
        match known {
            Some((_, what, remedy)) => Unreadable::new(*what, remedy),
            None => Unreadable::new(
                "这是压缩文件，里面没有 Word 文档的正文。",
                "请先解压，再选里面的那份文件。",
            ),
        }
    }
}

/// XML is UTF-8 or, with its mark, UTF-16.
fn decoded(bytes: Vec<u8>) -> Option<String> {
    match Encoding::for_bom(&bytes) {
        Some((encoding, _)) if encoding != UTF_8 => {
            let text = encoding.decode_with_bom_removal(&bytes).0;
            Some(text.into_owned())
        }
        _ => String::from_utf8(bytes).ok(),
    }
}

fn bomb() -> Unreadable {
    let most = LARGEST / 1024 / 1024;
    Unreadable::new(
        format!("这份文档解开后超过{most} MB，不像正常的文档，没有读。"),
        "请核对它从哪里来；确实要用的，请把文字复制到 .txt 里。",
    )
}
