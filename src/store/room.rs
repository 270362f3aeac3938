//! Another place for a draft where its own can't be written: folders that are writable and have room.

use std::env;
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::statvfs;

use super::folder::{TEMPORARY, free_name};
use super::places::Places;

/// A folder that a file of the asked size was just now written to, for a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// The folder.
    pub folder: PathBuf,
    /// What it has left, in bytes.
    pub free: u64,
}

impl Room {
    /// Gives what is left as it is read: `3.1 GB`.
    pub fn free_text(&self) -> String {
        let mut tenths = u128::from(self.free).saturating_mul(10);
        let mut unit = "字节";
        for larger in ["KB", "MB", "GB", "TB"] {
            if tenths < 10_240 {
                break;
            }
            tenths /= 1024;
            unit = larger;
        }
        match (tenths / 10, tenths % 10) {
            (whole, 0) => format!("{whole} {unit}"),
            (whole, tenth) => format!("{whole}.{tenth} {unit}"),
        }
    }
}

/// Takes a file's name and its size in bytes, and gives a free path where it can be written.
pub fn writable_place(name: &Path, bytes: usize) -> Option<PathBuf> {
    let name = name.file_name()?;
    let room = rooms(bytes).next()?;
    Some(free_name(&room.folder.join(name)))
}

/// Takes a size in bytes and gives the folders that have room for it: the user's own, that of drafts,
/// where one is, and last those that are emptied now and then.
pub fn rooms(size: usize) -> impl Iterator<Item = Room> {
    let drafts = Places::find().ok().map(|places| places.drafts());
    let candidates = [
        dirs::home_dir(),
        drafts,
        env::current_dir().ok(),
        Some("/var/tmp".into()),
        Some(env::temp_dir()),
        Some("/tmp".into()),
    ];
    among(candidates.into_iter().flatten(), size)
}

fn among(candidates: impl Iterator<Item = PathBuf>, size: usize) -> impl Iterator<Item = Room> {
    let mut seen = Vec::new();
    candidates.filter_map(move |folder| {
        let metadata = folder.metadata().ok()?;
        let identity = (metadata.dev(), metadata.ino());
        if seen.contains(&identity) {
            return None;
        }
        seen.push(identity);
        room(folder, size)
    })
}

fn room(folder: PathBuf, size: usize) -> Option<Room> {
    let system = statvfs(&folder).ok()?;
    let free = system.f_bavail.saturating_mul(system.f_frsize);
    if free < u64::try_from(size).ok()? || !takes(&folder, size) {
        return None;
    }
    Some(Room { folder, free })
}

/// Only a write shows that there is room: a quota does not show in the numbers.
fn takes(folder: &Path, size: usize) -> bool {
    let (opening, ending) = TEMPORARY;
    let mut builder = tempfile::Builder::new();
    let file = builder.prefix(opening).suffix(ending).tempfile_in(folder);
    file.is_ok_and(|mut file| {
        file.write_all(&vec![b'\n'; size]).is_ok() && file.as_file().sync_data().is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_folder_with_room_is_offered_once_and_kept_clean() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_path_buf();
        let again = path.join(".");
        let file = path.join("文件");
        fs::write(&file, "").unwrap();
        let rooms: Vec<Room> = among(
            [path.clone(), again, file, path.join("没有")].into_iter(),
            100_000,
        )
        .collect();
        assert_eq!(rooms.len(), 1);
        assert_eq!(rooms[0].folder, path);
        assert!(rooms[0].free >= 100_000);
        assert_eq!(fs::read_dir(&path).unwrap().count(), 1);
    }

    #[test]
    fn what_can_not_be_written_is_not_offered() {
        assert!(
            among([PathBuf::from("/proc")].into_iter(), 1)
                .next()
                .is_none()
        );
        assert!(room(env::temp_dir(), usize::MAX).is_none());
    }

    #[test]
    fn room_is_told_in_round_figures() {
        let told = |free| {
            let folder = PathBuf::new();
            Room { folder, free }.free_text()
        };
        assert_eq!(told(900), "900 字节");
        assert_eq!(told(3 << 30), "3 GB");
        assert_eq!(told((3 << 30) + (100 << 20)), "3 GB");
        assert_eq!(told((3 << 30) + (110 << 20)), "3.1 GB");
        assert_eq!(told(u64::MAX), "16777215.9 TB");
    }
}
