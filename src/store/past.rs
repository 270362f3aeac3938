//! The way back over a restart: the states that a draft had before and after, for the rest of the day. One file a
//! draft in a folder beside the memory, for its owner alone. It belongs to one content of one draft: where another
//! program has changed that, or the day is over, it is dropped. Losing it costs undo, never a word of the draft.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::folder::make_folder;
use super::memory::whole;
use super::read::read;
use super::save::put;
use super::{Places, Stamp};

/// How many states are kept each way.
pub const MOST: usize = 100;

/// How many bytes of text the states of a draft may have together, as they are in memory and as they lie on the disk:
/// what is older is dropped.
pub const ROOM: usize = 4 << 20;

/// Ways back this old are of another day in any time zone.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// A state of a draft that is not the one it has now, and the change that lies between.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct State {
    /// What the change is called: 改了听课人次.
    pub what: String,
    /// The text of the draft's file in that state.
    pub text: Arc<str>,
    /// The numbers of its parts, in the order of the file.
    pub parts: Vec<u32>,
}

/// The way back and the way forth, the nearest state first.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Past {
    /// The numbers of the parts of the draft as it is, in the order of the file.
    pub parts: Vec<u32>,
    /// What undoing leads to.
    pub back: Vec<State>,
    /// What redoing leads to.
    pub forth: Vec<State>,
}

/// The content of a draft's file that a past belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Now<'a> {
    /// Where the draft lies.
    pub path: &'a Path,
    /// Its text.
    pub text: &'a str,
    /// Its state on the disk.
    pub stamp: &'a Stamp,
    /// Today, as its user has it: `2026-06-30`.
    pub day: &'a str,
}

/// As it lies on the disk.
#[derive(Serialize, Deserialize)]
struct Kept {
    path: PathBuf,
    day: String,
    stamp: String,
    parts: Vec<u32>,
    back: Vec<Step>,
    forth: Vec<Step>,
}

/// A state as what differs from the one before it in the list.
#[derive(Serialize, Deserialize)]
struct Step {
    what: String,
    /// How many bytes of the text before it are its own beginning.
    head: usize,
    /// What stands behind that.
    text: String,
    /// How many bytes of the text before it are its own end.
    tail: usize,
    parts: Vec<u32>,
}

impl Past {
    /// What was kept with the draft as it is; nothing where it was kept with another content, or on another day.
    pub fn load(places: &Places, now: Now<'_>) -> Self {
        sweep(&places.past());
        let path = whole(now.path);
        let kept = read(&file(places, &path))
            .ok()
            .and_then(|source| toml::from_str::<Kept>(&source.text).ok())
            .filter(|kept| {
                kept.path == path && kept.day == now.day && kept.stamp == now.stamp.content()
            });
        let Some(kept) = kept else {
            return Self::default();
        };
        Self {
            parts: kept.parts,
            back: states(kept.back, now.text),
            forth: states(kept.forth, now.text),
        }
    }

    /// Keeps it with the draft as it is. Where it can't be written down nothing is said: the draft itself is safe.
    pub fn keep(self, places: &Places, now: Now<'_>) {
        let path = whole(now.path);
        let file = file(places, &path);
        let kept = Kept {
            day: now.day.to_owned(),
            stamp: now.stamp.content(),
            parts: self.parts,
            back: steps(self.back, now.text),
            forth: steps(self.forth, now.text),
            path,
        };
        if kept.back.is_empty() && kept.forth.is_empty() {
            let _ = fs::remove_file(&file);
            return;
        }
        let Ok(text) = toml::to_string(&kept) else {
            return;
        };
        if make_folder(&places.past()).is_ok() {
            let _ = put(&file, text.as_bytes());
        }
    }
}

fn file(places: &Places, path: &Path) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    hasher.write(path.as_os_str().as_bytes());
    places.past().join(format!("{:016x}.toml", hasher.finish()))
}

/// Removes what was kept on other days. What can't be removed stays, unsaid: it is never used.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = entry
            .metadata()
            .and_then(|metadata| metadata.modified())
            .ok()
            .and_then(|modified| modified.elapsed().ok());
        if age.is_some_and(|age| age > OLD) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The states as their differences, the nearest first, as far as there is room.
fn steps(states: Vec<State>, now: &str) -> Vec<Step> {
    let mut before: Arc<str> = now.into();
    let mut room = ROOM;
    let mut steps = Vec::new();
    for state in states.into_iter().take(MOST) {
        let Some(left) = room.checked_sub(state.text.len()) else {
            break;
        };
        room = left;
        let (head, tail) = common(&before, &state.text);
        let end = state.text.len().saturating_sub(tail);
        steps.push(Step {
            what: state.what,
            head,
            text: state.text.get(head..end).unwrap_or_default().to_owned(),
            tail,
            parts: state.parts,
        });
        before = state.text;
    }
    steps
}

/// The states again. Where one makes no sense the list ends before it.
fn states(steps: Vec<Step>, now: &str) -> Vec<State> {
    let mut before: Arc<str> = now.into();
    let mut room = ROOM;
    let mut states = Vec::new();
    for step in steps.into_iter().take(MOST) {
        let tail = before.len().checked_sub(step.tail);
        let text = before
            .get(..step.head)
            .zip(tail.and_then(|tail| before.get(tail..)))
            .map(|(head, tail)| [head, &step.text, tail].concat());
        let Some((text, left)) = text.and_then(|text| {
            let left = room.checked_sub(text.len())?;
            Some((text, left))
        }) else {
            break;
        };
        room = left;
        before = text.into();
        states.push(State {
            what: step.what,
            text: Arc::clone(&before),
            parts: step.parts,
        });
    }
    states
}

/// How many bytes two texts begin alike with, and how many of the rest they end alike with.
fn common(one: &str, other: &str) -> (usize, usize) {
    let alike = |pair: &(char, char)| pair.0 == pair.1;
    let bytes = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(alike).map(|(c, _)| c.len_utf8()).sum()
    };
    let head = bytes(&mut one.chars().zip(other.chars()));
    let one = one.get(head..).unwrap_or_default();
    let other = other.get(head..).unwrap_or_default();
    let tail = bytes(&mut one.chars().rev().zip(other.chars().rev()));
    (head, tail)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use proptest::prelude::*;

    use super::*;

    fn state(what: &str, text: &str) -> State {
        State {
            what: what.to_owned(),
            text: text.into(),
            parts: vec![0, 7, 1],
        }
    }

    /// A home, a draft in it, and a past of three states.
    fn home() -> (tempfile::TempDir, Places, PathBuf, Past) {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::within(folder.path().into()).unwrap();
        let path = folder.path().join("草稿.toml");
        fs::write(&path, "次数 = 12\n").unwrap();
        let past = Past {
            parts: vec![0, 1],
            back: vec![state("改了次数", "次数 = 1\n"), state("加了一条", "")],
            forth: vec![state("删掉一条", "次数 = 12\n# 又\n")],
        };
        (folder, places, path, past)
    }

    fn keep(places: &Places, path: &Path, past: &Past) {
        let text = fs::read_to_string(path).unwrap();
        let stamp = Stamp::of(path).unwrap().unwrap();
        past.clone()
            .keep(places, now(path, &text, (&stamp, "2026-06-30")));
    }

    fn load(places: &Places, path: &Path, day: &str) -> Past {
        let text = fs::read_to_string(path).unwrap();
        let stamp = Stamp::of(path).unwrap().unwrap();
        Past::load(places, now(path, &text, (&stamp, day)))
    }

    fn now<'a>(path: &'a Path, text: &'a str, (stamp, day): (&'a Stamp, &'a str)) -> Now<'a> {
        Now {
            path,
            text,
            stamp,
            day,
        }
    }

    #[test]
    fn what_was_kept_comes_back_on_the_same_day_and_for_the_same_content_alone() {
        let (_folder, places, path, past) = home();
        keep(&places, &path, &past);
        assert_eq!(load(&places, &path, "2026-06-30"), past);
        assert_eq!(load(&places, &path, "2026-07-01"), Past::default());
        // Touched, or replaced by its equal: the content is the same.
        fs::write(&path, "次数 = 12\n").unwrap();
        assert_eq!(load(&places, &path, "2026-06-30"), past);
        fs::write(&path, "次数 = 13\n").unwrap();
        assert_eq!(load(&places, &path, "2026-06-30"), Past::default());
        // Another draft of the same content has no past.
        fs::write(&path, "次数 = 12\n").unwrap();
        let other = path.with_file_name("别的.toml");
        fs::copy(&path, &other).unwrap();
        assert_eq!(load(&places, &other, "2026-06-30"), Past::default());
    }

    #[test]
    fn it_is_its_owners_alone_and_goes_when_nothing_is_left() {
        let (folder, places, path, past) = home();
        keep(&places, &path, &past);
        let file = file(&places, &whole(&path));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&file), 0o600);
        assert_eq!(mode(file.parent().unwrap()), 0o700);
        assert!(file.starts_with(folder.path()));
        keep(&places, &path, &Past::default());
        assert!(!file.exists());
        // Of another day: gone the next time a draft is opened.
        keep(&places, &path, &past);
        let yesterday = std::time::SystemTime::now() - OLD - Duration::from_secs(60);
        fs::File::options()
            .write(true)
            .open(&file)
            .unwrap()
            .set_modified(yesterday)
            .unwrap();
        assert_eq!(load(&places, &path, "2026-06-30"), Past::default());
        assert!(!file.exists());
    }

    #[test]
    fn what_takes_too_much_room_is_dropped_the_oldest_first() {
        let (_folder, places, path, _) = home();
        let large = "汇".repeat(ROOM / 3 / 4);
        let back: Vec<State> = (0..9).map(|n| state(&n.to_string(), &large)).collect();
        let past = Past {
            back,
            ..Past::default()
        };
        keep(&places, &path, &past);
        assert_eq!(load(&places, &path, "2026-06-30").back.len(), 4);
        let many = Past {
            back: vec![state("改", "字"); MOST + 9],
            ..Past::default()
        };
        keep(&places, &path, &many);
        assert_eq!(load(&places, &path, "2026-06-30").back.len(), MOST);
    }

    #[test]
    fn a_file_that_makes_no_sense_is_no_past() {
        let (_folder, places, path, past) = home();
        keep(&places, &path, &past);
        let file = file(&places, &whole(&path));
        let text = fs::read_to_string(&file).unwrap();
        for other in [
            text.replace("tail = 1", "tail = 99"),
            text.replace("head = ", "head = 9"),
            "不是 TOML".to_owned(),
            String::new(),
        ] {
            fs::write(&file, &other).unwrap();
            let loaded = load(&places, &path, "2026-06-30");
            assert!(loaded.back.len() < past.back.len(), "{other}");
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back_letter_by_letter(texts in prop::collection::vec("[a党建é\\n\"]{0,12}", 1..6)) {
            let states_of: Vec<State> = texts.iter().map(|text| state("改", text)).collect();
            let back = states(steps(states_of.clone(), "党a建"), "党a建");
            prop_assert_eq!(back, states_of);
        }
    }
}
