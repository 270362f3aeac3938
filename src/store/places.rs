//! Where things lie that the user has given no place: drafts, templates, what is remembered.

use std::env;
use std::ffi::OsString;
use std::path::{PathBuf, absolute};

use crate::failure::Failure;

use super::folder::make_folder;

/// The user's folders: `HUIBAO_HOME` puts all into one, otherwise the system's usual places.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Places {
    data: PathBuf,
    state: PathBuf,
}

impl Places {
    /// Gives the folders that the environment names; they are made when something is first put there.
    pub fn find() -> Result<Self, Failure> {
        if let Some(home) = env::var_os("HUIBAO_HOME").filter(|home| !home.is_empty()) {
            return Self::within(home);
        }
        let ends = |folder: Option<PathBuf>| folder.map(|folder| folder.join("huibao"));
        let data = ends(dirs::data_dir());
        let state = ends(dirs::state_dir()).or_else(|| data.clone());
        Self::among(data, state)
    }

    /// The folder of drafts made without saying where, made where it is not there yet.
    pub fn drafts(&self) -> PathBuf {
        let folder = self.data.join("drafts");
        // Where that can't be done, saving there says why.
        let _ = make_folder(&folder);
        folder
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
        std::fs::symlink_metadata(&file).is_ok().then_some(file)
    }

    /// The file of what the user has set.
    pub fn settings(&self) -> PathBuf {
        self.data.join("settings.toml")
    }

    /// The file of what the wizard remembers.
    pub(super) fn memory(&self) -> PathBuf {
        self.state.join("memory.toml")
    }

    /// The folder of the ways back of drafts.
    pub(super) fn past(&self) -> PathBuf {
        self.state.join("undo")
    }

    /// All in one folder, which may be named from here.
    pub(super) fn within(home: OsString) -> Result<Self, Failure> {
        let home = absolute(PathBuf::from(home)).map_err(|error| {
            Failure::unread(&error).remedy("请把 HUIBAO_HOME 设成一个从 / 写起的文件夹。")
        })?;
        Ok(Self {
            data: home.clone(),
            state: home,
        })
    }

    fn among(data: Option<PathBuf>, state: Option<PathBuf>) -> Result<Self, Failure> {
        // A folder that does not begin at / would be another one in every directory.
        let [Some(data), Some(state)] =
            [data, state].map(|folder| folder.filter(|folder| folder.is_absolute()))
        else {
            return Err(Failure::disk("不知道草稿该放在哪里：没有设好用户文件夹")
                .remedy("请把环境变量 HOME 设成自己的文件夹，或用 HUIBAO_HOME 指定一个。"));
        };
        Ok(Self { data, state })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn one_folder_can_hold_all() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::within(folder.path().into()).unwrap();
        assert_eq!(places.drafts(), folder.path().join("drafts"));
        assert!(places.drafts().is_dir());
        assert_eq!(places.templates(), folder.path().join("templates"));
        assert_eq!(places.memory(), folder.path().join("memory.toml"));
    }

    #[test]
    fn a_folder_named_from_here_stays_where_it_was_named() {
        let here = env::current_dir().unwrap();
        let places = Places::within("这里".into()).unwrap();
        assert_eq!(places.templates(), here.join("这里/templates"));
        assert_eq!(places.memory(), here.join("这里/memory.toml"));
    }

    #[test]
    fn each_thing_lies_in_its_folder() {
        let home = Path::new("/home/qx");
        let places = Places::among(
            Some(home.join(".local/share/huibao")),
            Some(home.join(".local/state/huibao")),
        )
        .unwrap();
        assert_eq!(
            places.templates(),
            home.join(".local/share/huibao/templates")
        );
        assert_eq!(
            places.memory(),
            home.join(".local/state/huibao/memory.toml")
        );
    }

    #[test]
    fn without_a_home_it_is_said_what_to_set() {
        let relative = Some(PathBuf::from("home"));
        for home in [None, relative] {
            let failure = Places::among(home.clone(), home).unwrap_err();
            assert_eq!(failure.code(), 3);
            assert!(failure.sentence().contains("HOME"));
        }
    }
}
