//! What a file was when it was last read or written, so that a change by someone else is noticed.

use std::fs::{self, Metadata};
use std::hash::{BuildHasher, Hasher};
use std::io::{ErrorKind, Read};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use foldhash::quality::FixedState;

use super::read::{LARGEST, open};
use crate::failure::Failure;

/// One state of a file. Two stamps are the same where the content is: a file that was only touched,
/// or replaced by its equal, has not changed.
#[derive(Debug, Clone)]
pub struct Stamp {
    device: u64,
    inode: u64,
    changed: (i64, i64),
    length: u64,
    hash: u64,
}

impl Stamp {
    /// Takes a path and gives the state of the file there, nothing where there is none.
    pub fn of(path: &Path) -> Result<Option<Self>, Failure> {
        let file = match open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::unread(&error).place(path)),
        };
        let mut content = Vec::new();
        file.metadata()
            .and_then(|metadata| {
                // What is longer than any draft differs by its length alone.
                file.take(LARGEST).read_to_end(&mut content)?;
                Ok(Some(Self::new(&metadata, &content)))
            })
            .map_err(|error| Failure::unread(&error).place(path))
    }

    /// What the two have alike where the content is the same, to be written down.
    pub(super) fn content(&self) -> String {
        format!("{}-{:016x}", self.length, self.hash)
    }

    /// Whether the two have the same content.
    pub fn same(&self, other: &Self) -> bool {
        self.length == other.length && self.hash == other.hash
    }

    /// Whether the file may have been written since: a look at its metadata alone, cheap enough to
    /// be taken often.
    pub fn touched(&self, path: &Path) -> bool {
        fs::metadata(path).map_or(true, |now| {
            (self.device, self.inode, self.length) != (now.dev(), now.ino(), now.len())
                || self.changed != (now.mtime(), now.mtime_nsec())
        })
    }

    /// Takes a file's metadata and content and gives its state.
    pub(super) fn new(metadata: &Metadata, content: &[u8]) -> Self {
        let mut hasher = FixedState::default().build_hasher();
        hasher.write(content);
        Self {
            device: metadata.dev(),
            inode: metadata.ino(),
            changed: (metadata.mtime(), metadata.mtime_nsec()),
            length: metadata.len(),
            hash: hasher.finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_equal_length_is_noticed_and_a_touch_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("草稿.toml");
        assert!(Stamp::of(&path).unwrap().is_none());
        fs::write(&path, "一百零五").unwrap();
        let before = Stamp::of(&path).unwrap().unwrap();
        assert!(!before.touched(&path));

        fs::File::open(&path)
            .unwrap()
            .set_modified(std::time::UNIX_EPOCH)
            .unwrap();
        assert!(before.touched(&path));
        assert!(before.same(&Stamp::of(&path).unwrap().unwrap()));

        fs::write(&path, "一百零六").unwrap();
        assert!(!before.same(&Stamp::of(&path).unwrap().unwrap()));
    }
}
