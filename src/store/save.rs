//! Saving: a temporary file beside the target, synced, renamed over it, the folder synced. At every
//! moment either the old or the new text is on disk whole.

use std::fs::{self, File, Metadata};
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::failure::Failure;

use super::refused;

/// How temporary files begin and end; what is older than a day was left by a killed program.
const TEMPORARY: (&str, &str) = (".huibao-", ".tmp");
/// How many links are followed.
const LINKS: usize = 40;

/// What a file was when it was read or written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    file: (u64, u64),
    changed: (i64, i64),
    length: u64,
    content: u64,
}

/// What is expected at the target.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expect {
    /// Nothing: a file that is there is never overwritten.
    New,
    /// The file as it was read.
    Stamp(Stamp),
    /// Anything: it is replaced.
    Anything,
}

impl Stamp {
    pub(super) fn new(meta: &Metadata, content: &[u8]) -> Self {
        Self {
            file: (meta.dev(), meta.ino()),
            changed: (meta.mtime(), meta.mtime_nsec()),
            length: meta.len(),
            content: hash(content),
        }
    }

    /// Whether the file at `path` still holds what it held: by its marks, else by its content.
    pub fn holds(&self, path: &Path) -> bool {
        let Ok(meta) = fs::metadata(path) else {
            return false;
        };
        let marks = (meta.dev(), meta.ino()) == self.file
            && (meta.mtime(), meta.mtime_nsec()) == self.changed;
        if marks && meta.len() == self.length {
            return true;
        }
        meta.len() == self.length
            && fs::read(path).is_ok_and(|content| hash(&content) == self.content)
    }
}

fn hash(content: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(content);
    hasher.finish()
}

/// Writes a file whole or not at all. A link is followed and kept; mode and owner of the file that was
/// there are kept, a new one is its owner's alone.
pub fn save(path: &Path, bytes: &[u8], expect: Expect) -> Result<Stamp, Failure> {
    const DOING: &str = "没有存上";
    let target = goal(path).map_err(|error| refused(DOING, path, &error))?;
    let there = match fs::metadata(&target) {
        Ok(meta) => Some(meta),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(refused(DOING, path, &error)),
    };
    let shown = path.display().to_string();
    if let Some(meta) = &there {
        if expect == Expect::New {
            return Err(exists(&shown));
        }
        if meta.is_dir() {
            let what = "没有存上：这是一个文件夹。";
            return Err(Failure::usage(what).place(shown).remedy("请给出文件名。"));
        }
        if !meta.is_file() {
            return device(&target, meta, bytes).map_err(|error| refused(DOING, path, &error));
        }
        let access = rustix::fs::access(&target, rustix::fs::Access::WRITE_OK);
        if access == Err(rustix::io::Errno::ROFS) {
            let error = io::ErrorKind::ReadOnlyFilesystem.into();
            return Err(refused(DOING, path, &error));
        }
        if access.is_err() {
            let what = "没有存上：这个文件设成了只读。";
            return Err(Failure::disk(what)
                .place(shown)
                .remedy("请换一个名字存，或去掉只读。"));
        }
    }
    if let Expect::Stamp(stamp) = &expect
        && !stamp.holds(&target)
    {
        let what = match there {
            Some(_) => "没有存上：草稿被别的程序改过了。",
            None => "没有存上：草稿被别的程序移走或删掉了。",
        };
        return Err(Failure::changed(what)
            .place(shown)
            .remedy("请重新打开，再改一遍。"));
    }
    replace(&target, there.as_ref(), (bytes, expect == Expect::New)).map_err(|error| {
        if expect == Expect::New && error.kind() == io::ErrorKind::AlreadyExists {
            return exists(&shown);
        }
        refused(DOING, path, &error)
    })
}

fn exists(shown: &str) -> Failure {
    Failure::usage("已经有这个文件了，没有动它。")
        .place(shown)
        .remedy("请换一个名字。")
}

/// The file that a path means once its links are followed; it need not exist.
fn goal(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    for _ in 0..LINKS {
        match fs::read_link(&path) {
            Ok(next) => path = folder(&path).join(next),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::from(rustix::io::Errno::LOOP))
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn replace(
    target: &Path,
    there: Option<&Metadata>,
    (bytes, new): (&[u8], bool),
) -> io::Result<Stamp> {
    let folder = folder(target);
    let mut file = tempfile::Builder::new()
        .prefix(TEMPORARY.0)
        .suffix(TEMPORARY.1)
        .tempfile_in(folder)?;
    file.write_all(bytes)?;
    let mode = there.map_or(0o600, |meta| meta.mode() & 0o7777);
    if let Some(meta) = there {
        // Only root may give a file away; anyone else keeps it, which is all that can be done.
        let _ = std::os::unix::fs::fchown(file.as_file(), Some(meta.uid()), Some(meta.gid()));
    }
    file.as_file()
        .set_permissions(fs::Permissions::from_mode(mode))?;
    file.as_file().sync_all()?;
    let file = if new {
        file.persist_noclobber(target)?
    } else {
        file.persist(target)?
    };
    let stamp = Stamp::new(&file.metadata()?, bytes);
    // The text is safe already; where the folder can't be synced, the rename may take a moment longer.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(stamp)
}

/// A device or a pipe is written to as it is (`/dev/stdout`, `/dev/null`).
fn device(target: &Path, meta: &Metadata, bytes: &[u8]) -> io::Result<Stamp> {
    let mut file = fs::OpenOptions::new().write(true).open(target)?;
    file.write_all(bytes)?;
    Ok(Stamp::new(meta, bytes))
}

/// Removes what killed programs left in a folder more than a day ago.
pub fn sweep(beside: &Path) {
    let Ok(entries) = fs::read_dir(folder(beside)) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let ours = name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1);
        let old = || {
            let age = entry.metadata().ok()?.modified().ok()?;
            SystemTime::now().duration_since(age).ok()
        };
        if ours && old().is_some_and(|age| age > Duration::from_secs(86_400)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o777
    }

    #[test]
    fn a_new_file_is_its_owners_alone_and_never_overwrites() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("草稿.toml");
        save(&path, b"a", Expect::New).unwrap();
        assert_eq!(mode(&path), 0o600);
        let failure = save(&path, b"b", Expect::New).unwrap_err();
        assert_eq!(failure.code(), 2);
        assert_eq!(fs::read(&path).unwrap(), b"a");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn mode_and_link_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("真.toml");
        let link = folder.path().join("链.toml");
        fs::write(&path, "a").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("真.toml", &link).unwrap();
        save(&link, b"b", Expect::Anything).unwrap();
        assert_eq!(
            (mode(&path), fs::read(&path).unwrap()),
            (0o640, b"b".to_vec())
        );
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn a_dangling_link_gets_its_goal() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("链.toml");
        symlink("未有.toml", &link).unwrap();
        save(&link, b"b", Expect::Anything).unwrap();
        assert_eq!(fs::read(folder.path().join("未有.toml")).unwrap(), b"b");
        symlink("圈.toml", folder.path().join("圈.toml")).unwrap();
        assert!(save(&folder.path().join("圈.toml"), b"b", Expect::Anything).is_err());
    }

    #[test]
    fn a_file_that_someone_else_changed_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("草稿.toml");
        let stamp = save(&path, b"one", Expect::New).unwrap();
        let stamp = save(&path, b"two", Expect::Stamp(stamp)).unwrap();
        fs::write(&path, "other").unwrap();
        let failure = save(&path, b"three", Expect::Stamp(stamp.clone())).unwrap_err();
        assert!(failure.is_changed());
        assert_eq!(fs::read(&path).unwrap(), b"other");
        fs::write(&path, "two").unwrap();
        assert!(stamp.holds(&path), "the same content is the same file");
    }

    #[test]
    fn devices_are_written_and_folders_refused() {
        save(Path::new("/dev/null"), b"x", Expect::Anything).unwrap();
        let failure = save(Path::new("/dev/full"), b"x", Expect::Anything).unwrap_err();
        assert!(failure.to_string().contains("磁盘已满"), "{failure}");
        assert_eq!(
            save(Path::new("/"), b"x", Expect::Anything)
                .unwrap_err()
                .code(),
            2
        );
        let failure = save(Path::new("/没有的/草稿.toml"), b"x", Expect::Anything).unwrap_err();
        assert_eq!(failure.code(), 3);
    }
}
