//! The thread that saves: it alone holds the draft's file, so that a slow disk never delays a key.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel};
use std::thread;
use std::time::Duration;

use crate::failure::{Failure, visible};
use crate::render::Document;
use crate::report::{PartId, Report};
use crate::store::draft::Draft;
use crate::store::memory::{Known, Memory};
use crate::store::past::{self, Now, Past};
use crate::store::{Places, clock};

use super::history::{Entry, State, Trail};
use super::written::{self, Forms};

/// How long the end of the wizard waits for what is under way beside the draft's own save.
const PATIENCE: Duration = Duration::from_millis(200);

/// What the thread is asked to do.
enum Job {
    /// Save this version (`None`: it is on disk already) and remember the note.
    Save(u64, Option<Box<Report>>, Box<Note>),
    /// Save this version at another path, which becomes the draft's own.
    Elsewhere(u64, Box<Report>, PathBuf),
    /// Write finished text.
    Write(Box<Document>, Forms),
}

/// What is to be remembered with a save.
#[derive(Clone, Debug)]
pub struct Note {
    /// Name, progress, where its user stands; the path and the time are added here.
    pub known: Known,
    /// Answers given in every report.
    pub answers: Vec<(String, String)>,
    /// The way back.
    pub trail: Trail,
}

/// What the thread tells.
#[derive(Debug)]
pub enum Told {
    /// This version is on disk, or why it is not.
    Saved(u64, Result<(), Failure>),
    /// The draft lies elsewhere now; the sentence says why.
    Moved(PathBuf, String),
    /// Finished text lies there, or why not.
    Written(Result<Vec<PathBuf>, Failure>),
}

/// The way to the thread; it ends when this is dropped.
#[derive(Debug)]
pub struct Saver {
    /// Nothing once it is dropped.
    jobs: Option<Sender<Job>>,
    /// Closed when the thread has ended.
    ended: Receiver<()>,
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.jobs = None;
        // The draft is on disk by now, or it was given up; what is waited for is the way back.
        let _ = self.ended.recv_timeout(PATIENCE);
    }
}

impl Saver {
    /// Starts the thread on a draft. What it tells goes through `tell`.
    pub fn start<E: From<Told> + Send + 'static>(
        draft: Draft,
        places: Places,
        tell: SyncSender<E>,
    ) -> Self {
        let (jobs, queue) = channel();
        let (running, ended) = channel();
        let work = move || {
            serve(draft, &places, (&queue, &tell));
            drop(running);
        };
        // Without a thread nothing could be saved: the queue is closed, and every save says so.
        let _ = thread::Builder::new().name("saver".to_owned()).spawn(work);
        Self {
            jobs: Some(jobs),
            ended,
        }
    }

    fn ask(&self, job: Job) -> bool {
        self.jobs
            .as_ref()
            .is_some_and(|jobs| jobs.send(job).is_ok())
    }

    /// Asks for a save; false where the thread is gone. Without a report only the note is taken.
    pub fn save(&self, version: u64, report: Option<Report>, note: Note) -> bool {
        self.ask(Job::Save(version, report.map(Box::new), Box::new(note)))
    }

    /// Asks for a save at another path.
    pub fn save_elsewhere(&self, version: u64, report: Report, path: PathBuf) -> bool {
        self.ask(Job::Elsewhere(version, Box::new(report), path))
    }

    /// Asks for finished text to be written.
    pub fn write(&self, document: Box<Document>, forms: Forms) -> bool {
        self.ask(Job::Write(document, forms))
    }
}

fn serve<E: From<Told>>(
    mut draft: Draft,
    places: &Places,
    (queue, tell): (&Receiver<Job>, &SyncSender<E>),
) {
    let mut texts = Texts::default();
    while let Ok(job) = queue.recv() {
        let mut trail = None;
        let told = match job {
            Job::Save(version, report, mut note) => {
                let way = std::mem::take(&mut note.trail);
                let outcome = report.map_or(Ok(()), |report| save_draft(&mut draft, *report, tell));
                if outcome.is_ok() {
                    remember(places, &draft.path, *note);
                    trail = Some(way);
                }
                Told::Saved(version, outcome)
            }
            Job::Elsewhere(version, report, path) => {
                draft.report = *report;
                let outcome = draft.save_as_new(&path);
                if outcome.is_ok() && tell.send(Told::Moved(path, String::new()).into()).is_err() {
                    return;
                }
                Told::Saved(version, outcome)
            }
            Job::Write(document, forms) => Told::Written(written::write(&document, &forms)),
        };
        let heard = tell.send(told.into()).is_ok();
        // Behind the answer, so that no save waits for it.
        if let Some(trail) = trail {
            texts.keep(places, &draft, trail);
        }
        if !heard {
            return;
        }
    }
}

/// What the states of the way back look like in the draft's file, each worked out once.
#[derive(Default)]
struct Texts(Vec<(Arc<Report>, Arc<str>)>);

impl Texts {
    /// Keeps the way back beside the draft that was just saved.
    fn keep(&mut self, places: &Places, draft: &Draft, trail: Trail) {
        let Some(stamp) = draft.stamp() else { return };
        let known = std::mem::take(&mut self.0);
        let mut state = |entry: Entry| {
            let (text, parts) = match entry.state {
                State::Text(text, parts) => (text, parts),
                State::Report(report) => {
                    let found = known.iter().find(|(known, _)| Arc::ptr_eq(known, &report));
                    let text = match found {
                        Some((_, text)) => Arc::clone(text),
                        None => draft.text_of(&report).into(),
                    };
                    let parts = report.part_ids();
                    self.0.push((report, Arc::clone(&text)));
                    (text, parts)
                }
            };
            past::State {
                what: entry.what,
                text,
                parts: numbers(parts),
            }
        };
        let mut states = |entries: Vec<Entry>| {
            let mut room = past::ROOM;
            let mut states = Vec::new();
            for entry in entries {
                let state = state(entry);
                let Some(left) = room.checked_sub(state.text.len()) else {
                    break;
                };
                room = left;
                states.push(state);
            }
            states
        };
        let past = Past {
            back: states(trail.back),
            forth: states(trail.forth),
            parts: numbers(trail.parts),
        };
        let now = Now {
            path: &draft.path,
            text: &draft.text(),
            stamp,
            day: &today(),
        };
        past.keep(places, now);
    }
}

/// What was kept of the way back of a draft that is opened.
pub fn past(places: &Places, draft: &Draft) -> Past {
    draft.stamp().map_or_else(Past::default, |stamp| {
        let now = Now {
            path: &draft.path,
            text: &draft.text(),
            stamp,
            day: &today(),
        };
        Past::load(places, now)
    })
}

fn numbers(ids: Vec<PartId>) -> Vec<u32> {
    ids.into_iter().map(|id| id.0).collect()
}

/// The day on the clock of whoever writes.
fn today() -> String {
    clock::now().date().to_string()
}

/// Saves; a draft that another program changed meanwhile stays as that left it, ours goes beside it.
fn save_draft<E: From<Told>>(
    draft: &mut Draft,
    report: Report,
    tell: &SyncSender<E>,
) -> Result<(), Failure> {
    draft.report = report;
    match draft.save() {
        Err(failure) if failure.is_changed() => {
            draft.save_beside()?;
            let path = draft.path.clone();
            let name = visible(&path.file_name().unwrap_or_default().to_string_lossy());
            let said =
                format!("草稿被别的程序改过：那份没有动，这里填的另存为 {name}，接着也存在那里。");
            // Where nobody listens any more the file is there all the same.
            let _ = tell.send(Told::Moved(path, said).into());
            Ok(())
        }
        outcome => outcome,
    }
}

/// Remembers the draft at this path as the newest, with what is to be said of it.
pub fn remember(places: &Places, path: &Path, note: Note) {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let when = jiff::Timestamp::now().as_second();
    Memory::note(
        places,
        Known {
            path,
            when,
            ..note.known
        },
        note.answers,
    );
}
