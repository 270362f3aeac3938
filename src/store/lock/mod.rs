//! Who works on a draft: a lock on `.名.toml.lock` beside the draft. The draft itself can't carry it,
//! as each save puts another file in its place. The file names its holder, so that the next one can be told.

#[cfg(test)]
mod tests;

use std::env;
use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileExt, MetadataExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use jiff::{Timestamp, Unit, ZonedDateTime};
use rustix::fs::{CWD, FlockOperation, Mode, OFlags, flock, openat};
use rustix::io::Errno;
use rustix::process::{Pid, geteuid, test_kill_process};
use rustix::system::uname;
use serde::{Deserialize, Serialize};

use super::folder::{Goal, LONGEST_NAME, folder_of, goal};
use crate::failure::{Failure, visible};

/// How long a command waits for another command that is writing just now.
const PATIENCE: Duration = Duration::from_secs(2);

const PAUSE: Duration = Duration::from_millis(2);

/// How often a lock file may vanish between open and lock before we go on without one.
const VANISHED: usize = 100;

/// The right to change a draft, given back on drop.
#[derive(Debug)]
pub struct Lock {
    held: Option<(File, PathBuf)>,
}

impl Lock {
    /// Takes a draft's path and holds it for as long as it is open in the wizard; others are told who has it.
    pub fn take(path: &Path) -> Result<Self, Held> {
        let lock = Self::within(path, PATIENCE)?;
        lock.sign(&Holder::this());
        Ok(lock)
    }

    /// Takes a draft's path and holds it for the moment of a read, change and write; another command's moment is waited for.
    pub fn moment(path: &Path) -> Result<Self, Held> {
        Self::within(path, PATIENCE)
    }

    /// A lock that binds nobody.
    fn none() -> Self {
        Self { held: None }
    }

    /// Whether it keeps others out: not where the file system knows no locks or the folder can't be written.
    pub fn is_held(&self) -> bool {
        self.held.is_some()
    }

    fn within(path: &Path, patience: Duration) -> Result<Self, Held> {
        let Ok(Goal::File(draft)) = goal(path) else {
            return Ok(Self::none());
        };
        let beside = beside(&draft);
        let until = Instant::now().checked_add(patience);
        let mut vanished = 0;
        while vanished < VANISHED {
            let Ok(file) = open(&beside, &draft) else {
                break;
            };
            let locked = flock(&file, FlockOperation::NonBlockingLockExclusive);
            // Its holder removes the file before letting go of it: a lock on a file that has lost
            // its name keeps nobody out.
            if matches!(locked, Ok(()) | Err(Errno::WOULDBLOCK)) && !is_at(&file, &beside) {
                vanished = vanished.saturating_add(1);
                continue;
            }
            match locked {
                Ok(()) => {
                    // Whom a crash has left standing there is gone.
                    let _ = file.set_len(0);
                    return Ok(Self {
                        held: Some((file, beside)),
                    });
                }
                Err(Errno::WOULDBLOCK) => {
                    // Without a name it is a command's moment, soon over.
                    let who = Holder::read(&file);
                    if who.is_some() || until.is_none_or(|until| Instant::now() >= until) {
                        return Err(Held::new(who, path));
                    }
                    thread::sleep(PAUSE);
                }
                Err(Errno::INTR) => {}
                Err(_) => break,
            }
        }
        Ok(Self::none())
    }

    fn sign(&self, holder: &Holder) {
        // A lock without a name still locks.
        if let (Some((file, _)), Ok(text)) = (&self.held, toml::to_string(holder)) {
            let _ = file.write_all_at(text.as_bytes(), 0);
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed first, let go of after: whoever waits for this file then sees that it has no name.
        if let Some((file, path)) = &self.held
            && is_at(file, path)
        {
            let _ = fs::remove_file(path);
        }
    }
}

/// Who holds a lock, as it says itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The user's name.
    pub user: String,
    /// The machine's name.
    pub host: String,
    /// The process.
    pub pid: i32,
    /// When the draft was opened, in seconds since 1970.
    pub since: i64,
    /// The address that the user's terminal came from.
    pub from: Option<String>,
}

impl Holder {
    fn this() -> Self {
        Self {
            user: user(),
            host: host(),
            pid: Pid::as_raw(Some(rustix::process::getpid())),
            // The time of day is worked out by who reads it: finding the time zone costs more than the lock.
            since: Timestamp::now().as_second(),
            from: env::var("SSH_CONNECTION")
                .ok()
                .and_then(|ends| Some(ends.split_whitespace().next()?.to_owned())),
        }
    }

    /// Gives who stands in the file; nobody where it is empty, half-written, or its process is gone.
    fn read(file: &File) -> Option<Self> {
        let mut bytes = [0; 1024];
        let length = file.read_at(&mut bytes, 0).ok()?;
        let text = std::str::from_utf8(bytes.get(..length)?).ok()?;
        let holder: Self = toml::from_str(text).ok()?;
        let is_gone = holder.host == host()
            && Some(holder.pid)
                .filter(|pid| *pid > 0)
                .and_then(Pid::from_raw)
                .is_none_or(|pid| test_kill_process(pid) == Err(Errno::SRCH));
        (!is_gone).then_some(holder)
    }
}

/// The answer of a draft that someone else works on.
#[derive(Debug, Clone)]
pub struct Held {
    /// Who it is, where that is known.
    pub who: Option<Box<Holder>>,
    draft: PathBuf,
    edited: Option<Timestamp>,
}

impl Held {
    fn new(who: Option<Holder>, draft: &Path) -> Self {
        let edited = fs::metadata(draft).and_then(|metadata| metadata.modified());
        Self {
            who: who.map(Box::new),
            draft: draft.to_path_buf(),
            edited: edited.ok().and_then(|time| Timestamp::try_from(time).ok()),
        }
    }

    /// Gives who has the draft, from where and since when, as one sentence.
    pub fn sentence(&self) -> String {
        self.sentence_at(&super::clock::now())
    }

    fn sentence_at(&self, now: &ZonedDateTime) -> String {
        let Some(who) = &self.who else {
            return "别的程序正在写这份草稿。".to_owned();
        };
        let user = brief(&who.user);
        let mut sentence = if who.host == host() {
            format!("{user} 正在改这份草稿")
        } else {
            format!("{user} 正在{}上改这份草稿", brief(&who.host))
        };
        let mut parts = Vec::new();
        parts.extend(who.from.as_deref().map(brief));
        if let Ok(since) = Timestamp::from_second(who.since) {
            parts.push(format!("{} 打开", clock(since, now)));
            parts.extend(self.edited.and_then(|edited| ago(edited, since, now)));
        }
        if !parts.is_empty() {
            sentence.push('：');
            sentence.push_str(&parts.join("，"));
        }
        sentence.push('。');
        sentence
    }
}

impl From<Held> for Failure {
    fn from(held: Held) -> Self {
        Self::taken(held.sentence())
            .place(&held.draft)
            .remedy("请等对方存盘离开后再试，或另存一份来改。")
    }
}

/// The time of day, with the day where it is another.
fn clock(time: Timestamp, now: &ZonedDateTime) -> String {
    let time = time.to_zoned_datetime(now.time_zone().clone());
    let form = if time.date() == now.date() {
        "%H:%M"
    } else {
        "%-m月%-d日 %H:%M"
    };
    time.strftime(form).to_string()
}

/// How long ago the draft was last saved, where that was after it was opened and not too long ago to matter.
fn ago(edited: Timestamp, since: Timestamp, now: &ZonedDateTime) -> Option<String> {
    if edited <= since {
        return None;
    }
    let minutes = now
        .timestamp()
        .since((Unit::Minute, edited))
        .ok()?
        .get_minutes();
    match minutes {
        ..0 => None,
        0 => Some("刚刚还在改".to_owned()),
        1..60 => Some(format!("{minutes}分钟前还在改")),
        _ => Some(format!("最后改于 {}", clock(edited, now))),
    }
}

/// What another's file says of itself, fit for one line.
fn brief(text: &str) -> String {
    visible(text).chars().take(24).collect()
}

/// The lock's name. A draft's name that leaves no room for it is stood for by its hash.
fn beside(draft: &Path) -> PathBuf {
    let name = draft.file_name().unwrap_or_default();
    let mut own = OsString::from(".");
    own.push(name);
    own.push(".lock");
    if own.len() > LONGEST_NAME {
        let mut hasher = DefaultHasher::new();
        hasher.write(name.as_bytes());
        own = format!(".huibao-{:016x}.lock", hasher.finish()).into();
    }
    folder_of(draft).join(own)
}

/// Opens the lock file, made where it is missing. Who may read the draft may read it too, else a
/// colleague in a shared folder could not be kept out.
fn open(beside: &Path, draft: &Path) -> io::Result<File> {
    let common = OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let own = Mode::RUSR | Mode::WUSR;
    let file = match openat(CWD, beside, common | OFlags::RDWR | OFlags::CREATE, own) {
        Ok(file) => File::from(file),
        Err(Errno::ACCESS | Errno::PERM) => {
            File::from(openat(CWD, beside, common | OFlags::RDONLY, Mode::empty())?)
        }
        Err(error) => return Err(error.into()),
    };
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    if let Ok(draft) = fs::metadata(draft)
        && metadata.uid() == geteuid().as_raw()
    {
        let mode = (draft.mode() & 0o666) | 0o600;
        let has_group =
            metadata.gid() == draft.gid() || fchown(&file, None, Some(draft.gid())).is_ok();
        let mode = if has_group { mode } else { mode & 0o606 };
        if metadata.mode() & 0o777 != mode {
            let _ = file.set_permissions(Permissions::from_mode(mode));
        }
    }
    Ok(file)
}

fn is_at(file: &File, path: &Path) -> bool {
    let identity = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(file), Ok(path)) => identity(file) == identity(path),
        _ => false,
    }
}

/// The user's name: the environment's word counts only where the system has none (users of a directory server).
fn user() -> String {
    let id = geteuid().as_raw().to_string();
    let listed = fs::read_to_string("/etc/passwd").ok().and_then(|users| {
        users.lines().find_map(|line| {
            let mut parts = line.split(':');
            let name = parts.next()?;
            (parts.nth(1)? == id).then(|| name.to_owned())
        })
    });
    listed
        .or_else(|| env::var("USER").ok())
        .unwrap_or_else(|| format!("用户{id}"))
}

fn host() -> String {
    uname().nodename().to_string_lossy().into_owned()
}
