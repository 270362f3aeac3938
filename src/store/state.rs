//! How folders stand: there or not, open for writing, room on their disk, locks that hold. Nothing is made.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::Lock;
use super::folder::folder_of;

/// A folder as it is found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Folder {
    /// Where.
    pub path: PathBuf,
    /// Whether it is there; where not, the rest is said of the folder that it would be made in.
    pub exists: bool,
    /// Whether it can be written.
    pub writable: bool,
    /// Bytes free on its disk; `None` where the disk does not say.
    pub free: Option<u64>,
}

impl Folder {
    /// Looks at a folder.
    pub fn look(path: &Path) -> Self {
        let there = path.ancestors().find(|folder| folder.is_dir());
        let there = there.unwrap_or(Path::new("/"));
        let stat = rustix::fs::statvfs(there).ok();
        Self {
            path: path.to_path_buf(),
            exists: path.is_dir(),
            writable: rustix::fs::access(there, rustix::fs::Access::WRITE_OK).is_ok(),
            free: stat.and_then(|stat| stat.f_bavail.checked_mul(stat.f_frsize)),
        }
    }

    /// Whether drafts in it can be locked: `None` where the folder is not there to try.
    pub fn locks(&self) -> Option<bool> {
        if !self.exists {
            return None;
        }
        let name = format!("doctor-{}", std::process::id());
        let taken = Lock::take(&self.path.join(name));
        Some(taken.is_ok_and(|lock| lock.is_held()))
    }
}

/// Whether a file is somebody else's and can't be written by this user, or not be replaced.
pub(super) fn is_anothers(path: &Path) -> bool {
    let Ok(file) = std::fs::metadata(path) else {
        return false;
    };
    let writes = |path: &Path| rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok();
    file.uid() != rustix::process::geteuid().as_raw() && !(writes(path) && writes(folder_of(path)))
}

/// Whether a program of this name can be started.
pub fn is_installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| {
        let file = folder.join(program);
        file.is_file() && rustix::fs::access(&file, rustix::fs::Access::EXEC_OK).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_there_is_judged_by_the_one_above_and_not_made() {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::look(&home.path().join("a/b"));
        assert!(!folder.exists && folder.writable && folder.free.is_some());
        assert_eq!(folder.locks(), None);
        assert_eq!(Folder::look(home.path()).locks(), Some(true));
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
        assert!(is_installed("sh") && !is_installed("no-such-program"));
    }
}
