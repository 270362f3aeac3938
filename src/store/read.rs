//! Reading a file whole: only a regular one, of a bounded length. A report file is UTF-8 without a NUL; what
//! is none is told by its name, so that its owner knows what to do with it.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::FileTypeExt;
use std::path::Path;

use encoding_rs::GB18030;
use rustix::fs::{CWD, Mode, OFlags, openat};

use super::stamp::Stamp;
use crate::failure::Failure;
use crate::report::LARGEST_FILE;

/// The longest report file that is read, in bytes.
pub const LARGEST: u64 = LARGEST_FILE;

const MEGABYTE: u64 = 1024 * 1024;

/// Openings of files that are often taken for a draft.
const FOREIGN: [(&[u8], &str); 4] = [
    (b"PK\x03\x04", "这是 Word 文档、表格或压缩包，不是文字文件"),
    (
        b"\xD0\xCF\x11\xE0",
        "这是旧格式的 Word 文档或表格，不是文字文件",
    ),
    (b"%PDF", "这是 PDF 文件，不是文字文件"),
    (b"\x1F\x8B", "这是压缩文件，不是文字文件"),
];

/// A file as it was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its text, byte order mark and line ends as they are.
    pub text: String,
    /// Its state at that moment.
    pub stamp: Stamp,
}

/// Takes a path and gives the text there.
pub fn read(path: &Path) -> Result<Source, Failure> {
    let read = || {
        let (bytes, metadata) = whole(path, LARGEST)?;
        let stamp = Stamp::new(&metadata, &bytes);
        let text = text(bytes)?;
        Ok(Source { text, stamp })
    };
    read().map_err(|failure: Failure| failure.place(path))
}

/// Takes a path and gives the bytes there, whatever they are; not more than `most`.
pub fn read_bytes(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let (bytes, _) = whole(path, most).map_err(|failure| failure.place(path))?;
    Ok(bytes)
}

/// Gives the text on standard input.
pub fn read_stdin() -> Result<String, Failure> {
    text(read_stdin_bytes(LARGEST)?).map_err(|failure| failure.place("标准输入"))
}

/// Gives the bytes on standard input, whatever they are; not more than `most`.
pub fn read_stdin_bytes(most: u64) -> Result<Vec<u8>, Failure> {
    limited(io::stdin().lock(), 0, most).map_err(|failure| failure.place("标准输入"))
}

/// Opens for reading without ever waiting for the other end of a FIFO or a device.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    Ok(File::from(openat(CWD, path, flags, Mode::empty())?))
}

/// Gives why a file of this type can't be read or replaced, where that is so.
pub(super) fn refused(metadata: &Metadata) -> Option<Failure> {
    let kind = metadata.file_type();
    let (what, remedy) = if kind.is_file() {
        return None;
    } else if kind.is_dir() {
        ("这是文件夹，不是文件", "请写上文件夹里那个文件的名字。")
    } else if kind.is_fifo() {
        (
            "这是管道，不是文件",
            "请先把内容存成文件；要从标准输入读，文件名写 -。",
        )
    } else if kind.is_socket() {
        ("这是程序之间的接口，不是文件", "请核对文件名。")
    } else {
        ("这是设备，不是文件", "请核对文件名。")
    };
    Some(Failure::usage(what).remedy(remedy))
}

fn whole(path: &Path, most: u64) -> Result<(Vec<u8>, Metadata), Failure> {
    // The type is looked at before opening (a device may act on being opened) and again after it
    // (the name may have been given to another file).
    let before = std::fs::metadata(path).map_err(|error| Failure::unread(&error))?;
    if let Some(failure) = refused(&before) {
        return Err(failure);
    }
    let file = open(path).map_err(|error| Failure::unread(&error))?;
    let metadata = file.metadata().map_err(|error| Failure::unread(&error))?;
    if let Some(failure) = refused(&metadata) {
        return Err(failure);
    }
    if metadata.len() > most {
        return Err(too_long(Some(metadata.len()), most));
    }
    Ok((limited(&file, metadata.len(), most)?, metadata))
}

/// All of a source that has at most so many bytes; `likely` is how many they most likely are.
fn limited(source: impl Read, likely: u64, most: u64) -> Result<Vec<u8>, Failure> {
    // One more, so that the end is seen without asking for room.
    let room = likely.saturating_add(1);
    let mut bytes = Vec::with_capacity(usize::try_from(room).unwrap_or_default());
    match source.take(most.saturating_add(1)).read_to_end(&mut bytes) {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::IsADirectory => {
            return Err(Failure::usage("这是文件夹，不是文件").remedy("请换成文件。"));
        }
        Err(error) => return Err(Failure::unread(&error)),
    }
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= most) {
        return Ok(bytes);
    }
    Err(too_long(None, most))
}

fn too_long(length: Option<u64>, most: u64) -> Failure {
    let most = most / MEGABYTE;
    let what = match length {
        Some(length) => format!(
            "文件有{} MB，最多只能读{most} MB",
            length.div_ceil(MEGABYTE)
        ),
        None => format!("内容太长，最多只能读{most} MB"),
    };
    Failure::usage(what).remedy("请核对是不是选错了文件。")
}

fn text(bytes: Vec<u8>) -> Result<String, Failure> {
    if let Some((_, what)) = FOREIGN
        .iter()
        .find(|(opening, _)| bytes.starts_with(opening))
    {
        return Err(Failure::usage(*what).remedy("请打开它，另存为纯文本（UTF-8）后再用。"));
    }
    if is_utf16(&bytes) {
        return Err(other_encoding("UTF-16（记事本里叫 Unicode）"));
    }
    // Looked for without its place first, which takes a tenth of the time.
    if bytes.contains(&0) {
        let place = bytes.iter().position(|byte| *byte == 0).unwrap_or_default();
        let line = line_at(&bytes, place);
        return Err(
            Failure::usage(format!("第{line}行有编码为0的空字符，不是文字文件"))
                .remedy("请核对是不是选错了文件，或文件没有传完整。"),
        );
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let before = bytes
            .get(..good)
            .and_then(|good| std::str::from_utf8(good).ok())
            .unwrap_or_default();
        // GB18030 read as UTF-8 breaks before its first Chinese character: hardly any two of its
        // characters together make up three right bytes.
        let is_utf8_so_far = before.chars().any(|c| c >= '\u{800}');
        if !is_utf8_so_far
            && GB18030
                .decode_without_bom_handling_and_without_replacement(bytes)
                .is_some()
        {
            return other_encoding("GB18030（GBK）");
        }
        if error.utf8_error().error_len().is_none() {
            return Failure::usage("文件在最后一个字中间断了")
                .remedy("多半是没有传完整，请重新传一次。");
        }
        let line = line_at(bytes, good);
        Failure::usage(format!("第{line}行有读不出的字，不是UTF-8编码的文字"))
            .remedy("请用编辑器打开，改好这一行，另存为UTF-8。")
    })
}

fn other_encoding(name: &str) -> Failure {
    Failure::usage(format!("文件的编码是{name}，这里要UTF-8"))
        .remedy("请用记事本或WPS打开，另存为，编码选UTF-8。")
}

/// A mark at the start, or a NUL in every second place of the first characters.
fn is_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return true;
    }
    let nul = |odd: usize| {
        let mut every_second = bytes.iter().skip(odd).step_by(2).take(4);
        every_second.len() == 4 && every_second.all(|byte| *byte == 0)
    };
    nul(0) != nul(1)
}

fn line_at(bytes: &[u8], place: usize) -> usize {
    let breaks = bytes
        .iter()
        .take(place)
        .filter(|byte| **byte == b'\n')
        .count();
    breaks.saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::fs::{FileType, mknodat};
    use std::fs;
    use std::path::PathBuf;

    fn refusal(content: &[u8]) -> String {
        let failure = text(content.to_vec()).unwrap_err();
        assert_eq!(failure.code(), 2);
        failure.what().to_owned()
    }

    fn in_folder(content: &[u8]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("草稿.toml");
        fs::write(&path, content).unwrap();
        (folder, path)
    }

    #[test]
    fn byte_order_mark_and_line_ends_stay() {
        let content = "\u{FEFF}format = 1\r\n[report]\n";
        let (_folder, path) = in_folder(content.as_bytes());
        let source = read(&path).unwrap();
        assert_eq!(source.text, content);
        assert!(source.stamp.same(&Stamp::of(&path).unwrap().unwrap()));
    }

    #[test]
    fn another_encoding_is_named() {
        let said = "format = 1\ntitle = \"清溪镇模板\"\n";
        assert_eq!(
            refusal(&GB18030.encode(said).0),
            "文件的编码是GB18030（GBK），这里要UTF-8。"
        );
        let little: Vec<u8> = said.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = said.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = [&[0xFF, 0xFE], little.as_slice()].concat();
        for bytes in [little, big, marked] {
            assert!(refusal(&bytes).starts_with("文件的编码是UTF-16"));
        }
    }

    #[test]
    fn a_broken_byte_is_told_by_its_line() {
        assert_eq!(
            refusal("清溪\n\u{8d75}".as_bytes().split_last().unwrap().1),
            "文件在最后一个字中间断了。"
        );
        assert_eq!(
            refusal(&["清溪\n".as_bytes(), &[0xFF], "镇".as_bytes()].concat()),
            "第2行有读不出的字，不是UTF-8编码的文字。"
        );
        assert_eq!(
            refusal(b"a\nb\n\0"),
            "第3行有编码为0的空字符，不是文字文件。"
        );
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert!(refusal(b"PK\x03\x04rest").contains("Word"));
        assert!(refusal(b"%PDF-1.7").contains("PDF"));
    }

    #[test]
    fn a_long_file_is_refused_unread() {
        let (_folder, path) = in_folder(b"");
        fs::OpenOptions::new()
            .write(true)
            .open(&path)
            .unwrap()
            .set_len(50 * MEGABYTE)
            .unwrap();
        let failure = read(&path).unwrap_err();
        assert_eq!(failure.what(), "文件有50 MB，最多只能读16 MB。");
        assert_eq!(failure.code(), 2);
        assert!(limited(io::repeat(b'a'), 0, LARGEST).is_err());
    }

    #[test]
    fn the_longest_file_allowed_is_read() {
        let (_folder, path) = in_folder(&vec![b'a'; 16 << 20]);
        assert_eq!(read(&path).unwrap().text.len(), 16 << 20);
    }

    #[test]
    fn bytes_are_read_whatever_they_are() {
        let content = [b"\0\xFF".as_slice(), &[b'a'; 98]].concat();
        let (_folder, path) = in_folder(&content);
        assert_eq!(read_bytes(&path, 100).unwrap(), content);
        assert_eq!(read_bytes(&path, 99).unwrap_err().code(), 2);
        assert_eq!(limited(content.as_slice(), 0, 100).unwrap(), content);
        assert!(limited(content.as_slice(), 9, 99).is_err());
    }

    #[test]
    fn what_is_no_file_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("管道");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        let socket = folder.path().join("接口");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        for (path, said) in [
            (folder.path(), "这是文件夹，不是文件。"),
            (&pipe, "这是管道，不是文件。"),
            (&socket, "这是程序之间的接口，不是文件。"),
            (Path::new("/dev/zero"), "这是设备，不是文件。"),
        ] {
            let failure = read(path).unwrap_err();
            assert_eq!((failure.what(), failure.code()), (said, 2));
        }
    }

    #[test]
    fn a_missing_file_ends_with_three() {
        let failure = read(Path::new("/nowhere/草稿.toml")).unwrap_err();
        assert_eq!(failure.what(), "打不开：没有这个文件。");
        assert_eq!(failure.code(), 3);
    }

    #[test]
    fn a_file_without_permission_ends_with_three() {
        use std::os::unix::fs::PermissionsExt;
        if rustix::process::geteuid().is_root() {
            println!("skipped: permission bits do not bind root");
            return;
        }
        let (_folder, path) = in_folder(b"format = 1\n");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        let failure = read(&path).unwrap_err();
        assert_eq!(failure.what(), "打不开：没有读它的权限。");
        assert_eq!(failure.code(), 3);
    }
}
