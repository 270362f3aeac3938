//! What the wizard remembers between two runs: drafts lately worked on, where the cursor stood, the names
//! a user always answers. One file, `memory.toml`; several wizards at once add to it in turn. Losing it
//! costs comfort, never a draft: a broken file is put aside.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf, absolute};

use serde::{Deserialize, Serialize};

use crate::failure::Failure;

use super::folder::{Goal, free_name, goal, make_folder};
use super::read::read;
use super::save::{Expect, save};
use super::{Lock, Places};

/// How many drafts are kept.
const MOST: usize = 50;

/// How often a note is written anew because the file changed under it: that happens only where the
/// file system knows no locks, or where a lock's holder hangs.
const TRIES: usize = 20;

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
    /// What is remembered; nothing where nothing can be read, as that must keep nobody from working.
    pub fn load(places: &Places) -> Self {
        read(&places.memory())
            .ok()
            .and_then(|source| toml::from_str(&source.text).ok())
            .unwrap_or_default()
    }

    /// Notes a draft as the newest, and its answers, beside what other wizards noted meanwhile. Where it
    /// can't be written down nothing is said: the draft itself is safe.
    pub fn note(places: &Places, known: Known, answers: Vec<(String, String)>) {
        let path = places.memory();
        if let Some(folder) = path.parent() {
            let _ = make_folder(folder);
        }
        let known = Known {
            path: whole(&known.path),
            ..known
        };
        // Another wizard's note is waited for. Who holds the file for longer than that hangs; what is
        // written is checked against what was read all the same.
        let _lock = Lock::moment(&path);
        for _ in 0..TRIES {
            let Ok((mut memory, expect)) = current(&path) else {
                return;
            };
            memory.add(known.clone(), &answers);
            let Ok(text) = toml::to_string(&memory) else {
                return;
            };
            match save(&path, text.as_bytes(), expect) {
                Err(failure) if failure.is_changed() || failure.is_exists() => {}
                _ => return,
            }
        }
    }

    /// Where the user stood in a draft.
    pub fn stand(&self, path: &Path) -> Option<&str> {
        let path = whole(path);
        self.drafts
            .iter()
            .find(|known| known.path == path)
            .map(|known| known.stand.as_str())
    }

    fn add(&mut self, known: Known, answers: &[(String, String)]) {
        self.answers.extend(answers.iter().cloned());
        // A path that is no UTF-8 can't be written down, and would keep all else from it.
        if known.path.to_str().is_some() {
            self.drafts.retain(|other| other.path != known.path);
            self.drafts.insert(0, known);
            self.drafts.truncate(MOST);
        }
    }
}

/// What is remembered and what must still stand there when more is added. A file that can't be
/// understood is put aside, not lost.
fn current(path: &Path) -> Result<(Memory, Expect), Failure> {
    if fs::symlink_metadata(path).is_err() {
        return Ok((Memory::default(), Expect::New));
    }
    let broken = match read(path) {
        Ok(source) => match toml::from_str(&source.text) {
            Ok(memory) => return Ok((memory, Expect::Stamp(source.stamp))),
            Err(_) => true,
        },
        Err(failure) => failure.code() == 2,
    };
    if broken {
        fs::rename(path, free_name(path)).map_err(|error| Failure::unsaved(&error).place(path))?;
    }
    Ok((Memory::default(), Expect::New))
}

/// The one path by which a draft is known, however it was named.
pub(super) fn whole(path: &Path) -> PathBuf {
    match goal(path) {
        Ok(Goal::File(path)) => path,
        _ => absolute(path).unwrap_or_else(|_| path.to_path_buf()),
    }
}
