//! The one write: whole or not at all. A temporary file beside the target is written and synced,
//! takes the target's name, and then the folder is synced. Mode, owner and links stay.

#[cfg(test)]
mod tests;

use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, Mode, OFlags, fcntl_getfl, fcntl_setfl, openat};
use rustix::io::Errno;
use tempfile::NamedTempFile;

use super::folder::{Goal, TEMPORARY, folder_of, goal, numbered, sync};
use super::read::refused;
use super::stamp::Stamp;
use crate::failure::Failure;

/// What must stand at the path for the save to go on.
#[derive(Debug, Clone)]
pub enum Expect {
    /// Nothing: a file that is there stays, and the save is refused (`Failure::is_exists`).
    New,
    /// What was read or saved before; another content stays (`Failure::is_changed`). Where the file is gone
    /// it is written anew, so that nothing typed is lost.
    Stamp(Stamp),
    /// Whatever is there is replaced; a device or a pipe is written to.
    Anything,
}

/// Takes a path and all that shall stand there, and gives the file's new state. Where it can't be
/// done, what was there is as it was.
pub fn save(path: &Path, bytes: &[u8], expect: Expect) -> Result<Stamp, Failure> {
    let mut fill = |file: &mut File| {
        file.write_all(bytes)
            .map_err(|error| Failure::unsaved(&error))
    };
    let written = write(path, &mut fill, &expect).map_err(|failure| failure.place(path));
    Ok(Stamp::new(&written?, bytes))
}

/// Takes a path where nothing stands and what fills the file there, piece by piece. Where it fails there is none.
pub fn save_new(path: &Path, fill: Fill<'_>) -> Result<(), Failure> {
    let written = write(path, fill, &Expect::New);
    written.map_err(|failure| failure.place(path)).map(drop)
}

/// Writes what a file shall hold.
pub type Fill<'a> = &'a mut dyn FnMut(&mut File) -> Result<(), Failure>;

/// Takes a draft's path and our state of it, saves that beside it as `名-2.toml` (or the next free
/// name) and gives where it lies: the file that someone else changed is left alone.
pub fn keep_both(path: &Path, bytes: &[u8]) -> Result<(PathBuf, Stamp), Failure> {
    for candidate in numbered(path) {
        match save(&candidate, bytes, Expect::New) {
            Ok(stamp) => return Ok((candidate, stamp)),
            Err(failure) if failure.is_exists() => {}
            Err(failure) => return Err(failure),
        }
    }
    Err(exists().place(path))
}

/// Puts what costs nothing to lose into a file, for its owner alone: whole or not at all as long as the machine runs,
/// but without waiting for the disk.
pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let put = || -> Result<(), Failure> {
        let mut file = temporary(folder_of(path))?;
        let written = file.write_all(bytes);
        written.map_err(|error| Failure::unsaved(&error))?;
        let named = file.persist(path);
        named.map_err(|failed| Failure::unsaved(&failed.error))?;
        Ok(())
    };
    put().map_err(|failure| failure.place(path))
}

fn write(path: &Path, fill: Fill<'_>, expect: &Expect) -> Result<Metadata, Failure> {
    let old = match fs::metadata(path) {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(Failure::unsaved(&error)),
    };
    match goal(path).map_err(|error| Failure::unsaved(&error))? {
        Goal::Stream => pour(path, fill, expect),
        Goal::File(target) => match old {
            Some(old) if !old.is_file() => pour(path, fill, expect),
            old => replace(&target, old.as_ref(), (fill, expect)),
        },
    }
}

/// Writes into what has no content to be replaced.
fn pour(path: &Path, fill: Fill<'_>, expect: &Expect) -> Result<Metadata, Failure> {
    if matches!(expect, Expect::New) {
        return Err(exists());
    }
    let unsaved = |error: io::Error| Failure::unsaved(&error);
    let metadata = fs::metadata(path).map_err(unsaved)?;
    let kind = metadata.file_type();
    let may_be_written = kind.is_fifo() || kind.is_char_device() || kind.is_file();
    if !may_be_written || !matches!(expect, Expect::Anything) {
        return Err(refused(&metadata).unwrap_or_else(exists));
    }
    // To append is right for a file behind /dev/stdout: the shell may have opened it with >>.
    // Without NONBLOCK the open would wait for a reader that may never come.
    let flags = OFlags::WRONLY | OFlags::APPEND | OFlags::NOCTTY | OFlags::NONBLOCK;
    let opened = openat(CWD, path, flags | OFlags::CLOEXEC, Mode::empty());
    let mut file = match opened {
        Ok(file) => File::from(file),
        Err(Errno::NXIO) => {
            return Err(Failure::disk("没有存上：没有程序在读这个管道")
                .remedy("请先打开读它的程序，或存成普通文件。"));
        }
        Err(error) => return Err(unsaved(error.into())),
    };
    let blocking = fcntl_getfl(&file).map(|flags| flags - OFlags::NONBLOCK);
    blocking
        .and_then(|flags| fcntl_setfl(&file, flags))
        .map_err(|error| unsaved(error.into()))?;
    fill(&mut file)?;
    Ok(metadata)
}

fn replace(
    target: &Path,
    old: Option<&Metadata>,
    (fill, expect): (Fill<'_>, &Expect),
) -> Result<Metadata, Failure> {
    let unsaved = |error: io::Error| Failure::unsaved(&error);
    if let Some(old) = old {
        if matches!(expect, Expect::New) {
            return Err(exists());
        }
        must_be_writable(target, old)?;
        must_be_expected(target, expect)?;
    }
    let mut file = temporary(folder_of(target))?;
    fill(file.as_file_mut())?;
    if let Some(old) = old {
        keep_owner_and_mode(file.as_file(), old).map_err(unsaved)?;
    }
    file.as_file().sync_all().map_err(unsaved)?;
    let file = settle(file, target, (old.is_some(), expect))?;
    sync(folder_of(target)).map_err(unsaved)?;
    file.metadata().map_err(unsaved)
}

/// Gives the new file the target's name, unless another file stands there than `expect` says: the sync
/// may have taken a while, so it is looked at again just before the name changes hands.
fn settle(
    file: NamedTempFile,
    target: &Path,
    (was_there, expect): (bool, &Expect),
) -> Result<File, Failure> {
    must_be_expected(target, expect)?;
    let may_replace = match expect {
        Expect::New => false,
        Expect::Stamp(_) => was_there,
        Expect::Anything => true,
    };
    name(file, target, may_replace).map_err(|error| match (error.kind(), expect) {
        (ErrorKind::AlreadyExists, Expect::New) => exists(),
        (ErrorKind::AlreadyExists, _) => changed(),
        _ => Failure::unsaved(&error),
    })
}

/// A rename asks for no permission on the file itself, so a file set read-only would be lost without a word.
fn must_be_writable(target: &Path, old: &Metadata) -> Result<(), Failure> {
    if old.mode() & 0o222 == 0 {
        return Err(
            Failure::disk("没有存上：文件设成了只读").remedy("请把文件改成可写，或换个名字另存。")
        );
    }
    match OpenOptions::new().write(true).open(target) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            Err(Failure::disk("没有存上：没有改这个文件的权限")
                .remedy("请让文件的主人开通权限，或换个名字另存。"))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Failure::unsaved(&error)),
    }
}

fn must_be_expected(target: &Path, expect: &Expect) -> Result<(), Failure> {
    let Expect::Stamp(stamp) = expect else {
        return Ok(());
    };
    match Stamp::of(target)? {
        Some(now) if !now.same(stamp) => Err(changed()),
        _ => Ok(()),
    }
}

fn temporary(folder: &Path) -> Result<NamedTempFile, Failure> {
    let (opening, ending) = TEMPORARY;
    tempfile::Builder::new()
        .prefix(opening)
        .suffix(ending)
        .permissions(Permissions::from_mode(0o600))
        .tempfile_in(folder)
        .map_err(|error| match error.kind() {
            ErrorKind::PermissionDenied => Failure::disk("没有存上：没有权限在这个文件夹里写")
                .remedy("请换一个自己能写的文件夹。"),
            _ => Failure::unsaved(&error),
        })
}

/// Gives the new file what the old one had, as far as its writer may: only root gives files away, and
/// only to groups one is in. Where the group can't be kept, its rights do not pass to another.
fn keep_owner_and_mode(new: &File, old: &Metadata) -> io::Result<()> {
    let own = new.metadata()?;
    let mut mode = old.mode() & 0o777;
    if (own.uid(), own.gid()) != (old.uid(), old.gid())
        && fchown(new, Some(old.uid()), Some(old.gid())).is_err()
        && own.gid() != old.gid()
        && fchown(new, None, Some(old.gid())).is_err()
    {
        mode &= 0o707;
    }
    new.set_permissions(Permissions::from_mode(mode))
}

fn name(file: NamedTempFile, target: &Path, may_replace: bool) -> io::Result<File> {
    if may_replace {
        return Ok(file.persist(target)?);
    }
    match file.persist_noclobber(target) {
        Ok(file) => Ok(file),
        Err(failed) if failed.error.kind() == ErrorKind::AlreadyExists => Err(failed.error),
        // A file system with neither a rename that refuses nor hard links (a network drive, FUSE):
        // the name is taken by an empty file first, which nobody else can do then.
        Err(failed) => {
            OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(target)?;
            Ok(failed.file.persist(target)?)
        }
    }
}

fn exists() -> Failure {
    Failure::exists("没有存上：已有同名文件").remedy("请换一个文件名，或先把原来的文件移开。")
}

fn changed() -> Failure {
    Failure::changed("没有存上：这份文件在别处改过了")
        .remedy("请重新打开，看过别处改了什么再改；自己的可以另存一份。")
}
