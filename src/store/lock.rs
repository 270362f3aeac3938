//! Who has a draft open for writing: a lock on a file of its own beside the draft (`.草稿.toml.lock`),
//! since a lock on the draft would be lost with the first rename. It says who holds it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// A lock that is held; dropping it lets go.
#[derive(Debug)]
pub struct Lock {
    file: Option<File>,
    path: PathBuf,
}

/// Someone else holds the lock.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// Who, where the lock file says so.
    pub who: Option<Holder>,
    path: PathBuf,
}

/// Who holds a lock.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holder {
    /// The user's name on this machine.
    pub user: String,
    /// Where they work from: the client's address, or this machine's name.
    pub from: String,
    /// When they opened it, in seconds since 1970.
    pub since: i64,
}

impl Lock {
    /// Takes the lock on a draft. Where the folder can't be written or knows no locks, it goes on without.
    pub fn take(draft: &Path) -> Result<Self, Held> {
        let path = lock_path(draft);
        // A lock file may be removed between opening and locking it; then it is opened again.
        for _ in 0..16 {
            let open = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .mode(0o600)
                .open(&path);
            let Ok(mut file) = open.or_else(|_| File::open(&path)) else {
                break;
            };
            match file.try_lock() {
                Ok(()) => {
                    if !same(&file, &path) {
                        continue;
                    }
                    let _ = sign(&mut file);
                    return Ok(Self {
                        file: Some(file),
                        path,
                    });
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(Held {
                        who: read(&mut file),
                        path: draft.to_path_buf(),
                    });
                }
                Err(TryLockError::Error(_)) => break,
            }
        }
        Ok(Self { file: None, path })
    }

    /// Whether a lock is really held.
    pub fn is_held(&self) -> bool {
        self.file.is_some()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(file) = &self.file
            && same(file, &self.path)
        {
            let _ = fs::remove_file(&self.path);
        }
    }
}

impl Held {
    /// `qxdz2 正在改这份草稿：10.3.2.15，09:05 打开。`
    pub fn sentence(&self) -> String {
        match &self.who {
            Some(who) => format!(
                "{} 正在改这份草稿：{}，{} 打开。",
                who.user,
                who.from,
                clock(who.since)
            ),
            None => "有人正在改这份草稿。".to_owned(),
        }
    }
}

impl From<Held> for Failure {
    fn from(held: Held) -> Self {
        Self::taken(held.sentence())
            .place(held.path.display().to_string())
            .remedy("请等对方改完，或者另存一份来改。")
    }
}

/// The time of day here: 09:05.
fn clock(seconds: i64) -> String {
    let Ok(time) = jiff::Timestamp::from_second(seconds) else {
        return String::new();
    };
    time.to_zoned_datetime(jiff::tz::TimeZone::system())
        .strftime("%H:%M")
        .to_string()
}

fn lock_path(draft: &Path) -> PathBuf {
    let real = fs::canonicalize(draft).unwrap_or_else(|_| draft.to_path_buf());
    let name = real
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    real.with_file_name(format!(".{name}.lock"))
}

fn same(file: &File, path: &Path) -> bool {
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(mine), Ok(there)) => (mine.dev(), mine.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

fn sign(file: &mut File) -> std::io::Result<()> {
    let user = std::env::var("USER")
        .or_else(|_| std::env::var("LOGNAME"))
        .unwrap_or_else(|_| "有人".to_owned());
    let host = rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned();
    let client = std::env::var("SSH_CONNECTION").ok();
    let from = client
        .as_deref()
        .and_then(|line| line.split(' ').next())
        .unwrap_or(&host);
    // The time of day is worked out by who reads it: finding the time zone costs more than the lock.
    let since = jiff::Timestamp::now().as_second();
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{user}\n{from}\n{since}\n{}", std::process::id())
}

fn read(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.take(4096).read_to_string(&mut text).ok()?;
    let mut lines = text.lines().map(str::to_owned);
    Some(Holder {
        user: lines.next()?,
        from: lines.next()?,
        since: lines.next()?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_one_is_told_who_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("草稿.toml");
        fs::write(&path, "").unwrap();
        let lock = Lock::take(&path).unwrap();
        assert!(lock.is_held());
        let held = Lock::take(&path).unwrap_err();
        assert!(held.who.is_some());
        assert_eq!(Failure::from(held).code(), 4);
        drop(lock);
        assert!(Lock::take(&path).unwrap().is_held());
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "the lock file goes with the lock"
        );
    }

    #[test]
    fn a_link_shares_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("草稿.toml");
        fs::write(&path, "").unwrap();
        let link = folder.path().join("链.toml");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let _lock = Lock::take(&path).unwrap();
        assert!(Lock::take(&link).is_err());
    }

    #[test]
    fn where_nothing_can_be_written_it_goes_on_without() {
        assert!(!Lock::take(Path::new("/proc/草稿.toml")).unwrap().is_held());
    }
}
