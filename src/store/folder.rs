//! Names and folders: what a path stands for, a name that is free, new folders, litter of crashes.

use std::ffi::{OsStr, OsString};
use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind};
use std::iter::once;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::io::Errno;
use rustix::process::geteuid;

use crate::failure::Failure;

/// How temporary files begin and end; between the two stand letters and digits.
pub(super) const TEMPORARY: (&str, &str) = (".huibao-", ".tmp");

/// The longest name of a file, in bytes, on the file systems there are.
pub(super) const LONGEST_NAME: usize = 255;

/// As many links as the system itself would follow.
const LINKS: usize = 40;

/// The bit of a folder's mode by which everyone may put something there.
const EVERYONE_WRITES: u32 = 0o002;

/// Litter younger than this may belong to a save under way.
const LITTER_AGE: Duration = Duration::from_secs(24 * 60 * 60);

/// What a path stands for.
#[derive(Debug)]
pub(super) enum Goal {
    /// A name in a folder, links followed; there need not be a file of that name yet.
    File(PathBuf),
    /// An open file of a process, like /dev/stdout: it has no name that could be replaced.
    Stream,
}

/// The names in a folder, and whether each is a folder itself; none where it can't be read.
pub fn names(folder: &Path) -> Vec<(String, bool)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        Some((name, entry.path().is_dir()))
    });
    named.collect()
}

/// Takes a path and follows its links. A link that leads nowhere gives what it leads to.
pub(super) fn goal(path: &Path) -> io::Result<Goal> {
    let mut path = path.to_path_buf();
    for _ in 0..LINKS {
        match fs::read_link(&path) {
            Ok(_) if fs::canonicalize(folder_of(&path))?.starts_with("/proc") => {
                return Ok(Goal::Stream);
            }
            Ok(_) if is_planted(&path)? => return Err(Errno::ACCESS.into()),
            Ok(next) => path = folder_of(&path).join(next),
            Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::NotFound) => {
                let Some(name) = path.file_name() else {
                    return Err(ErrorKind::IsADirectory.into());
                };
                return Ok(Goal::File(fs::canonicalize(folder_of(&path))?.join(name)));
            }
            Err(error) => return Err(error),
        }
    }
    Err(Errno::LOOP.into())
}

/// Whether a link may have been put there by somebody else to turn what is written elsewhere: in a folder that everyone
/// can write into, a link counts only if it is one's own or the folder's owner's (as Linux has it for opening, with
/// protected_symlinks; what is renamed into place it does not look at).
fn is_planted(link: &Path) -> io::Result<bool> {
    let folder = fs::metadata(folder_of(link))?;
    let owner = fs::symlink_metadata(link)?.uid();
    let trusted = owner == geteuid().as_raw() || owner == folder.uid();
    Ok(folder.mode() & EVERYONE_WRITES != 0 && !trusted)
}

/// The folder that the last part of `path` stands in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        Some(_) => Path::new("."),
        None => path,
    }
}

/// Takes a path and gives the first of `名.toml`, `名-2.toml`, `名-3.toml` … that is not in use, in the same folder.
pub fn free_name(path: &Path) -> PathBuf {
    once(path.to_path_buf())
        .chain(numbered(path))
        .find(|candidate| fs::symlink_metadata(candidate).is_err())
        .unwrap_or_else(|| path.to_path_buf())
}

/// `名-2.toml`, `名-3.toml` …, the name cut where it would grow too long.
pub(super) fn numbered(path: &Path) -> impl Iterator<Item = PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_os_string();
    let ending = path.extension().map(OsStr::to_os_string);
    (2..10_000_u32).map(move |number| {
        let mut tail = OsString::from(format!("-{number}"));
        if let Some(ending) = &ending {
            tail.push(".");
            tail.push(ending);
        }
        let mut name = cut(&stem, LONGEST_NAME.saturating_sub(tail.len()));
        name.push(tail);
        path.with_file_name(name)
    })
}

/// The longest beginning of `name` within so many bytes that ends between two characters.
fn cut(name: &OsStr, most: usize) -> OsString {
    if name.len() <= most {
        return name.to_os_string();
    }
    let name = name.to_string_lossy();
    name.char_indices()
        .take_while(|(start, c)| start.saturating_add(c.len_utf8()) <= most)
        .map(|(_, c)| c)
        .collect::<String>()
        .into()
}

/// Takes a folder's path and makes it, with those above it, for its owner alone; one that is there stays as it is.
pub fn make_folder(path: &Path) -> Result<(), Failure> {
    let made = |path: &Path| -> io::Result<()> {
        let mut missing: Vec<&Path> = path
            .ancestors()
            .take_while(|folder| *folder != Path::new("") && !folder.exists())
            .collect();
        while let Some(folder) = missing.pop() {
            match DirBuilder::new().mode(0o700).create(folder) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                _ => sync(folder_of(folder))?,
            }
        }
        if path.is_dir() {
            return Ok(());
        }
        Err(ErrorKind::NotADirectory.into())
    };
    made(path).map_err(|error| Failure::undone("文件夹没有建成", &error).place(path))
}

/// Makes what was renamed or made in `folder` outlast a power cut, where its file system can do that.
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    let cannot = |error: &io::Error| {
        matches!(
            error.kind(),
            ErrorKind::InvalidInput | ErrorKind::Unsupported | ErrorKind::PermissionDenied
        )
    };
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if !cannot(&error) => Err(error),
        _ => Ok(()),
    }
}

/// Takes a draft's path and removes what saves of the day before and earlier left in its folder when
/// they were killed. What can't be removed stays, unsaid: it harms nobody.
pub fn sweep(path: &Path) {
    let Ok(Goal::File(path)) = goal(path) else {
        return;
    };
    let Ok(entries) = fs::read_dir(folder_of(&path)) else {
        return;
    };
    for entry in entries.flatten() {
        let is_old = |metadata: fs::Metadata| {
            let age = metadata.modified().ok()?.elapsed().ok()?;
            Some(metadata.is_file() && age > LITTER_AGE)
        };
        if is_temporary(&entry.file_name()) && entry.metadata().ok().and_then(is_old) == Some(true)
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_temporary(name: &OsStr) -> bool {
    let (opening, ending) = TEMPORARY;
    name.to_str()
        .and_then(|name| name.strip_prefix(opening)?.strip_suffix(ending))
        .is_some_and(|middle| {
            middle.len() == 6 && middle.chars().all(|c| c.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::time::SystemTime;

    fn file_goal(path: &Path) -> PathBuf {
        match goal(path).unwrap() {
            Goal::File(path) => path,
            Goal::Stream => panic!("a stream"),
        }
    }

    #[test]
    fn links_are_followed_to_a_file_that_need_not_be_there() {
        let folder = tempfile::tempdir().unwrap();
        let real = fs::canonicalize(folder.path()).unwrap();
        fs::create_dir(real.join("深")).unwrap();
        symlink("深/目标.toml", real.join("二")).unwrap();
        symlink("二", real.join("一")).unwrap();
        assert_eq!(file_goal(&real.join("一")), real.join("深/目标.toml"));
        fs::write(real.join("深/目标.toml"), "").unwrap();
        assert_eq!(file_goal(&real.join("深/../一")), real.join("深/目标.toml"));
    }

    #[test]
    fn a_bare_name_stands_where_one_is() {
        let here = std::env::current_dir().unwrap();
        assert_eq!(
            file_goal(Path::new("没有的.toml")),
            here.join("没有的.toml")
        );
    }

    #[test]
    fn a_circle_of_links_has_no_end() {
        let folder = tempfile::tempdir().unwrap();
        symlink("甲", folder.path().join("乙")).unwrap();
        symlink("乙", folder.path().join("甲")).unwrap();
        let error = goal(&folder.path().join("甲")).unwrap_err();
        assert_eq!(Failure::unsaved(&error).what(), "没有存上：链接绕成了圈。");
    }

    #[test]
    fn a_link_that_somebody_else_put_into_an_open_folder_is_not_followed() {
        if !geteuid().is_root() {
            println!("skipped: only root can make somebody else's link");
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let real = fs::canonicalize(folder.path()).unwrap();
        let open = real.join("公共");
        fs::create_dir(&open).unwrap();
        fs::set_permissions(&open, fs::Permissions::from_mode(0o1777)).unwrap();
        fs::write(real.join("别动.toml"), "原来的").unwrap();
        let link = open.join("汇报.toml");
        symlink("../别动.toml", &link).unwrap();
        assert_eq!(file_goal(&link), real.join("别动.toml"));
        std::os::unix::fs::lchown(&link, Some(65534), None).unwrap();
        let error = goal(&link).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::PermissionDenied);
        // In a folder that is not open to everyone it is its owner's word.
        fs::set_permissions(&open, fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(file_goal(&link), real.join("别动.toml"));
    }

    #[test]
    fn standard_output_is_a_stream() {
        assert!(matches!(goal(Path::new("/dev/stdout")), Ok(Goal::Stream)));
        assert!(matches!(goal(Path::new("/dev/fd/1")), Ok(Goal::Stream)));
    }

    #[test]
    fn a_free_name_counts_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("2024.党建.toml");
        assert_eq!(free_name(&path), path);
        fs::write(&path, "").unwrap();
        assert_eq!(free_name(&path), folder.path().join("2024.党建-2.toml"));
        symlink("nowhere", folder.path().join("2024.党建-2.toml")).unwrap();
        assert_eq!(free_name(&path), folder.path().join("2024.党建-3.toml"));
        let bare = folder.path().join("党建");
        fs::write(&bare, "").unwrap();
        assert_eq!(free_name(&bare), folder.path().join("党建-2"));
    }

    #[test]
    fn a_free_name_is_never_too_long() {
        let path = PathBuf::from("镇".repeat(83) + ".toml");
        let name = numbered(&path).next().unwrap();
        assert_eq!(name, PathBuf::from("镇".repeat(82) + "-2.toml"));
    }

    #[test]
    fn a_new_folder_is_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let path = folder.path().join("一/二");
        make_folder(&path).unwrap();
        make_folder(&path).unwrap();
        for path in [&path, path.parent().unwrap()] {
            let mode = fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
        let mode = fs::metadata(folder.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o755);
    }

    #[test]
    fn a_folder_can_not_stand_on_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("文件");
        fs::write(&file, "").unwrap();
        for path in [&file, &file.join("下面")] {
            let failure = make_folder(path).unwrap_err();
            assert_eq!(failure.code(), 3);
            assert_eq!(failure.what(), "文件夹没有建成：路径中间有一段不是文件夹。");
        }
    }

    #[test]
    fn litter_is_swept_after_a_day_and_nothing_else_is() {
        let folder = tempfile::tempdir().unwrap();
        let old = SystemTime::now() - LITTER_AGE - Duration::from_secs(60);
        let make = |name: &str, is_old: bool| {
            let path = folder.path().join(name);
            let file = File::create(&path).unwrap();
            if is_old {
                file.set_modified(old).unwrap();
            }
            path
        };
        let litter = make(".huibao-aB3xYz.tmp", true);
        let kept = [
            make(".huibao-aB3xYy.tmp", false),
            make(".huibao-我的.tmp", true),
            make("huibao-aB3xYz.tmp", true),
            make("草稿.toml", true),
        ];
        sweep(&folder.path().join("草稿.toml"));
        assert!(!litter.exists());
        assert!(kept.iter().all(|path| path.exists()));
    }
}
