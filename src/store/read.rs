//! Reading a report file: plain files of a sane size in UTF-8, anything else refused by name.

use std::fs::{self, File, FileType};
use std::io::Read;
use std::os::unix::fs::FileTypeExt;
use std::path::Path;

use crate::failure::Failure;

use super::refused;
use super::save::Stamp;

/// The largest report file that is read, in bytes.
pub const LARGEST: u64 = 16 << 20;

/// A file as it was read.
#[derive(Debug)]
pub struct Source {
    /// Its text, BOM and line ends as they are.
    pub text: String,
    /// What it was, to notice when someone else changes it.
    pub stamp: Stamp,
}

/// Reads a text file in UTF-8 of at most [`LARGEST`] bytes.
pub fn read(path: &Path) -> Result<Source, Failure> {
    let shown = path.display().to_string();
    // A FIFO or a device would block in open: its type is looked at first.
    let meta = fs::metadata(path).map_err(|error| refused("读不了", path, &error))?;
    if !meta.is_file() {
        let what = format!("读不了：这是{}，不是文件。", sort(meta.file_type()));
        return Err(Failure::usage(what)
            .place(shown)
            .remedy("请给出草稿的文件名。"));
    }
    if meta.len() > LARGEST {
        return Err(too_large(&shown));
    }
    let file = File::open(path).map_err(|error| refused("读不了", path, &error))?;
    let mut bytes = Vec::new();
    let mut limited = file.take(LARGEST.saturating_add(1));
    limited
        .read_to_end(&mut bytes)
        .map_err(|error| refused("读不了", path, &error))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        return Err(too_large(&shown));
    }
    let stamp = Stamp::new(&meta, &bytes);
    let text = decode(bytes).map_err(|what| {
        Failure::usage(what)
            .place(shown)
            .remedy("请用记事本或WPS打开，另存为UTF-8编码的文本，再打开。")
    })?;
    Ok(Source { text, stamp })
}

fn too_large(shown: &str) -> Failure {
    let what = format!("文件太大，超过了{}MB，不像是草稿。", LARGEST >> 20);
    Failure::usage(what).place(shown).remedy("请核对文件名。")
}

fn decode(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err("这个文件是UTF-16编码，不是UTF-8。".to_owned());
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err("这是Word文档或压缩包，不是草稿（toml）。".to_owned());
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err("这是旧版的Word文档（doc），不是草稿（toml）。".to_owned());
    }
    String::from_utf8(bytes).map_err(|error| {
        let line = error
            .as_bytes()
            .iter()
            .take(error.utf8_error().valid_up_to())
            .filter(|b| **b == b'\n')
            .count();
        let line = line.saturating_add(1);
        let (_, _, bad) = encoding_rs::GB18030.decode(error.as_bytes());
        if bad {
            format!("第{line}行起有读不出来的字节，这不是文本文件，或者文件坏了。")
        } else {
            format!("第{line}行起不是UTF-8编码，像是GBK（GB18030）编码。")
        }
    })
}

fn sort(kind: FileType) -> &'static str {
    if kind.is_dir() {
        "一个文件夹"
    } else if kind.is_fifo() {
        "一个管道"
    } else if kind.is_socket() {
        "一个套接字"
    } else {
        "一个设备"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(bytes: &[u8]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("草稿.toml");
        fs::write(&path, bytes).unwrap();
        read(&path).unwrap_err().to_string()
    }

    #[test]
    fn other_encodings_are_named() {
        assert!(refusal(b"\xff\xfe1\x00").contains("UTF-16"));
        assert!(refusal(&encoding_rs::GB18030.encode("清溪镇，汇报").0).contains("GBK"));
        assert!(refusal(b"PK\x03\x04xx").contains("Word"));
        assert!(refusal(b"a\n\xff\xff\xff\x81\x00\xfe").contains("第2行"));
    }

    #[test]
    fn a_folder_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let failure = read(folder.path()).unwrap_err();
        assert_eq!(failure.code(), 2);
        assert!(failure.to_string().contains("文件夹"));
        assert_eq!(read(&folder.path().join("没有")).unwrap_err().code(), 3);
    }

    #[test]
    fn more_than_the_limit_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("大.toml");
        File::create(&path).unwrap().set_len(LARGEST + 1).unwrap();
        assert_eq!(read(&path).unwrap_err().code(), 2);
    }
}
