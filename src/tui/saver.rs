//! The thread that saves: it alone holds the draft's file, so that a slow disk never delays a key.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel};
use std::thread;

use crate::failure::{Failure, visible};
use crate::render::Document;
use crate::report::Report;
use crate::store::Places;
use crate::store::draft::Draft;
use crate::store::memory::{Known, Memory};

use super::written::{self, Forms};

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
    jobs: Sender<Job>,
}

impl Saver {
    /// Starts the thread on a draft. What it tells goes through `tell`.
    pub fn start<E: From<Told> + Send + 'static>(
        draft: Draft,
        places: Places,
        tell: SyncSender<E>,
    ) -> Self {
        let (jobs, queue) = channel();
        let work = move || serve(draft, &places, (&queue, &tell));
        // Without a thread nothing could be saved: the queue is closed, and every save says so.
        let _ = thread::Builder::new().name("saver".to_owned()).spawn(work);
        Self { jobs }
    }

    /// Asks for a save; false where the thread is gone. Without a report only the note is taken.
    pub fn save(&self, version: u64, report: Option<Report>, note: Note) -> bool {
        self.jobs
            .send(Job::Save(version, report.map(Box::new), Box::new(note)))
            .is_ok()
    }

    /// Asks for a save at another path.
    pub fn save_elsewhere(&self, version: u64, report: Report, path: PathBuf) -> bool {
        self.jobs
            .send(Job::Elsewhere(version, Box::new(report), path))
            .is_ok()
    }

    /// Asks for finished text to be written.
    pub fn write(&self, document: Box<Document>, forms: Forms) -> bool {
        self.jobs.send(Job::Write(document, forms)).is_ok()
    }
}

fn serve<E: From<Told>>(
    mut draft: Draft,
    places: &Places,
    (queue, tell): (&Receiver<Job>, &SyncSender<E>),
) {
    while let Ok(job) = queue.recv() {
        let told = match job {
            Job::Save(version, report, note) => {
                let outcome = report.map_or(Ok(()), |report| save_draft(&mut draft, *report, tell));
                if outcome.is_ok() {
                    remember(places, &draft.path, *note);
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
        if tell.send(told.into()).is_err() {
            return;
        }
    }
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
