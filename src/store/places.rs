//! The user's folders, and names for new files.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// Where things lie: `HUIBAO_HOME` puts all into one folder, otherwise the system's usual places.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Places {
    data: PathBuf,
    state: PathBuf,
}

impl Places {
    /// Finds them; they are made when something is first put there.
    pub fn find() -> Result<Self, Failure> {
        if let Some(home) = std::env::var_os("HUIBAO_HOME").filter(|home| !home.is_empty()) {
            let home = PathBuf::from(home);
            return Ok(Self {
                data: home.clone(),
                state: home,
            });
        }
        let name = "huibao";
        match (dirs::data_dir(), dirs::state_dir().or_else(dirs::data_dir)) {
            (Some(data), Some(state)) => Ok(Self {
                data: data.join(name),
                state: state.join(name),
            }),
            _ => Err(Failure::disk("找不到这个用户的文件夹。")
                .remedy("请设好 HOME，或用 HUIBAO_HOME 指定一个文件夹。")),
        }
    }

    /// The folder of drafts made without saying where.
    pub fn drafts(&self) -> PathBuf {
        made(self.data.join("drafts"))
    }

    /// The folder of the user's own templates.
    pub fn templates(&self) -> PathBuf {
        self.data.join("templates")
    }

    /// The folders by what they hold, in Chinese and in English, whether they are there or not.
    pub fn folders(&self) -> [([&'static str; 2], PathBuf); 3] {
        [
            (["草稿文件夹", "drafts"], self.data.join("drafts")),
            (["模板文件夹", "templates"], self.templates()),
            (["记录文件夹", "state"], self.state.clone()),
        ]
    }

    /// The house style that documents are set by, where the user has one.
    pub fn style(&self) -> Option<PathBuf> {
        let file = self.data.join("style.toml");
        fs::symlink_metadata(&file).is_ok().then_some(file)
    }

    /// The file of what the wizard remembers.
    pub(super) fn memory(&self) -> PathBuf {
        made(self.state.clone()).join("memory.toml")
    }
}

/// The folder, made for its user alone where it is not there yet. Where that fails, saving says why.
fn made(folder: PathBuf) -> PathBuf {
    let _ = fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&folder);
    folder
}

/// The first of `名.toml`, `名-2.toml`, `名-3.toml` … that is not there.
pub fn free_name(path: &Path) -> PathBuf {
    let stem = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let ending = path
        .extension()
        .map(|ending| format!(".{}", ending.to_string_lossy()))
        .unwrap_or_default();
    let numbered =
        (2..10_000_u32).map(|number| path.with_file_name(format!("{stem}-{number}{ending}")));
    let taken = |path: &PathBuf| fs::symlink_metadata(path).is_ok();
    std::iter::once(path.to_path_buf())
        .chain(numbered)
        .find(|path| !taken(path))
        .unwrap_or_else(|| path.to_path_buf())
}

/// A path for a file of this name where it can be written and there is room for `bytes`: home, the user's
/// data folder, or at last the shared folder for temporary files.
pub fn writable_place(name: &Path, bytes: usize) -> Option<PathBuf> {
    let name = name.file_name()?;
    let data = Places::find().ok().map(|places| places.drafts());
    let folders = [dirs::home_dir(), data, Some(std::env::temp_dir())];
    folders
        .into_iter()
        .flatten()
        .find(|folder| has_room(folder, bytes))
        .map(|folder| free_name(&folder.join(name)))
}

fn has_room(folder: &Path, bytes: usize) -> bool {
    let writable = rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok();
    let free = rustix::fs::statvfs(folder)
        .ok()
        .and_then(|stat| stat.f_bavail.checked_mul(stat.f_frsize));
    // Twice the size: the old file stays until the new one is whole.
    let wanted = u64::try_from(bytes).unwrap_or(u64::MAX).saturating_mul(2);
    writable && free.is_some_and(|free| free > wanted)
}
