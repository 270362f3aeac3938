//! What the wizard remembers between two runs: drafts lately worked on, where the cursor stood, the names
//! a user always answers. Losing it costs comfort, never a draft: a broken file is put aside.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::save::{Expect, save};
use super::{Lock, Places};

/// How many drafts are kept.
const MOST: usize = 50;

/// What is remembered.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// Drafts, the newest first.
    pub drafts: Vec<Known>,
    /// Answers given in every report, by canonical key.
    pub answers: BTreeMap<String, String>,
}

/// A draft lately worked on.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Known {
    /// Its file.
    pub path: PathBuf,
    /// Its name.
    pub title: String,
    /// How far it is, in words.
    pub state: String,
    /// When it was last worked on, in seconds since 1970.
    pub when: i64,
    /// Where its user stood: the key of the field in hand, or a step's number.
    pub stand: String,
}

impl Memory {
    /// What is remembered; nothing where nothing can be read.
    pub fn load(places: &Places) -> Self {
        let path = places.memory();
        let Ok(text) = fs::read_to_string(&path) else {
            return Self::default();
        };
        match toml::from_str(&text) {
            Ok(memory) => memory,
            Err(_) => {
                let _ = fs::rename(&path, path.with_extension("broken.toml"));
                Self::default()
            }
        }
    }

    /// Notes a draft as the newest, and its answers, beside what other wizards noted meanwhile.
    pub fn note(places: &Places, known: Known, answers: Vec<(String, String)>) {
        let path = places.memory();
        let _lock = Lock::take(&path);
        let mut memory = Self::load(places);
        memory
            .drafts
            .retain(|other| other.path != known.path && other.path.exists());
        memory.drafts.insert(0, known);
        memory.drafts.truncate(MOST);
        memory.answers.extend(answers);
        if let Ok(text) = toml::to_string(&memory) {
            let _ = save(&path, text.as_bytes(), Expect::Anything);
        }
    }

    /// Where the user stood in a draft.
    pub fn stand(&self, path: &Path) -> Option<&str> {
        self.drafts
            .iter()
            .find(|known| known.path == path)
            .map(|known| known.stand.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_back_and_a_broken_one_put_aside() {
        let known = Known {
            path: "/草稿.toml".into(),
            title: "汇报".to_owned(),
            when: 1,
            ..Known::default()
        };
        let memory = Memory {
            drafts: vec![known],
            answers: BTreeMap::from([("镇名".to_owned(), "清溪镇".to_owned())]),
        };
        let text = toml::to_string(&memory).unwrap();
        assert_eq!(toml::from_str::<Memory>(&text).unwrap(), memory);
        assert!(toml::from_str::<Memory>("drafts = 3").is_err());
    }
}
