//! Files that are no text, known by how they begin; each with its name and what to do with it.

use super::Unreadable;

const SAVE_AS: &str = "请用 WPS 或 Word 打开，另存为 .docx 或 .txt 再用。";
const COPY_OUT: &str = "请打开它，把文字选中、复制到记事本或 WPS 里，存成 .txt 或 .docx 再用。";
const TYPE_OUT: &str = "请把图上的文字打成 .txt 或 .docx 再用。";
const UNPACK: &str = "请先解压，再选里面的那份文件。";
const WRONG_FILE: &str = "请核对是不是选错了文件。";

/// How a file begins, what it is, what to do.
const FOREIGN: &[(&[u8], &str, &str)] = &[
    (b"{\\rtf", "这是 RTF 文档", SAVE_AS),
    (b"%!PS", "这是 PostScript 文件", COPY_OUT),
    (b"\x89PNG", "这是图片（PNG）", TYPE_OUT),
    (b"\xFF\xD8\xFF", "这是图片（JPEG）", TYPE_OUT),
    (b"GIF8", "这是图片（GIF）", TYPE_OUT),
    (b"II*\0", "这是图片（TIFF）", TYPE_OUT),
    (b"MM\0*", "这是图片（TIFF）", TYPE_OUT),
    (b"AT&TFORM", "这是图片（DjVu）", TYPE_OUT),
    (b"Rar!\x1A\x07", "这是压缩文件（RAR）", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "这是压缩文件（7z）", UNPACK),
    (b"\x1F\x8B", "这是压缩文件（gzip）", UNPACK),
    (b"BZh", "这是压缩文件（bzip2）", UNPACK),
    (b"\xFD7zXZ\0", "这是压缩文件（xz）", UNPACK),
    (b"\x7FELF", "这是程序", WRONG_FILE),
    (b"MZ\x90\0", "这是程序", WRONG_FILE),
    (b"SQLite format 3\0", "这是数据库文件", WRONG_FILE),
    (b"ID3", "这是音频文件", WRONG_FILE),
    (b"OggS", "这是音频文件", WRONG_FILE),
    (b"KDH", "这是知网的文献文件", COPY_OUT),
    (b"HN\0\0", "这是知网的文献文件", COPY_OUT),
    (b"CAJ\0", "这是知网的文献文件", COPY_OUT),
];

/// How far from its beginning a PDF may say that it is one.
const PDF_WITHIN: usize = 1024;

/// How a compound file begins: documents of Word, WPS and Excel before 2007, and protected new ones.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// What a compound file holds, by the name of a stream in it.
const STREAMS: [(&str, &str, &str); 4] = [
    (
        "EncryptedPackage",
        "这份文档加了密码",
        "请用 WPS 或 Word 打开，去掉密码后另存为 .docx 再用。",
    ),
    (
        "WordDocument",
        "这是旧格式的 Word 文档（.doc、.wps）",
        SAVE_AS,
    ),
    (
        "Workbook",
        "这是旧格式的表格（.xls、.et）",
        "请用 WPS 或 Excel 打开，把文字复制到 .docx 或 .txt 里再用。",
    ),
    (
        "PowerPoint Document",
        "这是旧格式的演示文稿（.ppt、.dps）",
        COPY_OUT,
    ),
];

/// How pages and documents written as marked-up text begin, in small letters.
const MARKUP: [(&str, &str); 6] = [
    ("<!doctype html", "这是网页文件"),
    ("<html", "这是网页文件"),
    ("mime-version:", "这是网页文件（.mht）或邮件"),
    ("<?xml", "这是 XML 文件"),
    ("<?mso-application", "这是 XML 文件"),
    ("<w:worddocument", "这是 XML 文件"),
];

/// Elements that a page begins with whose head is missing, and what closes many of them in one that is no text.
const ELEMENTS: [&str; 9] = [
    "body", "head", "meta", "title", "div", "p", "span", "table", "section",
];
const CLOSINGS: [&[u8]; 4] = [b"</p>", b"</div>", b"</span>", b"</td>"];

/// So many of them are no slip of a text about pages.
const MANY_CLOSINGS: usize = 3;

/// Why these bytes are not read, where they are known to be no text.
pub(super) fn refused(bytes: &[u8]) -> Option<Unreadable> {
    let (what, remedy) = named(bytes)?;
    Some(Unreadable::new(format!("{what}，读不出文字。"), remedy))
}

fn named(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.starts_with(COMPOUND) {
        return Some(compound(bytes));
    }
    if holds(bytes.get(..PDF_WITHIN).unwrap_or(bytes), b"%PDF-") {
        return Some(("这是 PDF 文件", COPY_OUT));
    }
    let known = FOREIGN.iter().find(|(start, ..)| bytes.starts_with(start));
    if let Some((_, what, remedy)) = known {
        return Some((what, remedy));
    }
    if at(bytes, 4, b"ftyp") {
        return Some(("这是视频或照片文件", TYPE_OUT));
    }
    if bytes.starts_with(b"RIFF") && (at(bytes, 8, b"WEBP") || at(bytes, 8, b"WAVE")) {
        return Some(("这是图片或音频文件", TYPE_OUT));
    }
    // A bitmap says its own length; two letters alone begin many a text.
    if bytes.starts_with(b"BM") && at(bytes, 6, &[0; 4]) {
        return Some(("这是图片（BMP）", TYPE_OUT));
    }
    markup(bytes).map(|what| (what, COPY_OUT))
}

fn at(bytes: &[u8], place: usize, wanted: &[u8]) -> bool {
    bytes
        .get(place..)
        .is_some_and(|rest| rest.starts_with(wanted))
}

fn compound(bytes: &[u8]) -> (&'static str, &'static str) {
    let known = STREAMS.iter().find(|(stream, ..)| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        holds(bytes, &name)
    });
    match known {
        Some((_, what, remedy)) => (what, remedy),
        None => ("这是旧格式的文档或表格（.doc、.wps、.xls）", SAVE_AS),
    }
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn markup(bytes: &[u8]) -> Option<&'static str> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut start = bytes.trim_ascii_start();
    while let Some(comment) = start.strip_prefix(b"<!--") {
        let end = comment.windows(3).position(|window| window == b"-->")?;
        let behind = comment.get(end.saturating_add(3)..).unwrap_or_default();
        start = behind.trim_ascii_start();
    }
    let begins = |with: &str| {
        start
            .get(..with.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()))
    };
    let known = MARKUP.iter().find(|(with, _)| begins(with));
    known.map(|(_, what)| *what).or_else(|| fragment(start))
}

/// A page whose head is missing.
fn fragment(start: &[u8]) -> Option<&'static str> {
    let name = start.strip_prefix(b"<")?;
    let end = name.iter().position(|byte| !byte.is_ascii_alphanumeric())?;
    let name = name.get(..end)?.to_ascii_lowercase();
    if !ELEMENTS.iter().any(|known| known.as_bytes() == name) {
        return None;
    }
    let closings = start.iter().enumerate().filter(|(at, byte)| {
        **byte == b'<' && CLOSINGS.iter().any(|closing| self::at(start, *at, closing))
    });
    let many = closings.take(MANY_CLOSINGS).count() == MANY_CLOSINGS;
    many.then_some("这是网页文件")
}
