//! Keeps the draft on disk: locked for the run, saved after every answer, and remembered for the next start.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::store::draft::Draft;
use crate::store::memory::Memory;
use crate::store::{Lock, Places, free_name, sweep, templates};
use crate::tui::desk::Desk;
use crate::tui::saver::remember;
use crate::tui::screen::blanks::Blanks;
use crate::tui::written::house_style;
use crate::tui::{absolute, note, reading, recall};

/// The draft's file.
pub(super) struct Keep {
    draft: Draft,
    places: Option<Places>,
    /// The version that is on disk.
    saved: u64,
    /// What is remembered instead of the field in hand.
    stand: Option<String>,
    /// Why the last save did not go through.
    trouble: Option<Failure>,
    _lock: Lock,
}

impl Keep {
    /// Takes the draft for this run. Refused where someone else has it, or it is only to be read.
    pub(super) fn take(draft: Draft) -> Result<Self, Failure> {
        draft.writable()?;
        let lock = Lock::take(&draft.path)?;
        sweep(&draft.path);
        Ok(Self {
            draft,
            places: Places::find().ok(),
            saved: 0,
            stand: None,
            trouble: None,
            _lock: lock,
        })
    }

    /// The report laid out, its user standing where they left it, or at the field that is named; and the review of a
    /// model that they left.
    pub(super) fn desk(&self, at: Option<&str>) -> (Desk, Option<Blanks>) {
        let mut desk = Desk::new(self.draft.report.clone());
        let house = self.places.as_ref().map(house_style);
        // A style file that makes no sense is said when the text is written by it.
        desk.set_house(house.and_then(Result::ok).unwrap_or_default());
        let known = self.places.as_ref().map(Memory::load).unwrap_or_default();
        let back = known.stand(&absolute(&self.draft.path));
        let left = back.and_then(|stand| reading::resumed(stand, &desk.report));
        match at.or(back) {
            Some(stand) => desk.take_stand(stand),
            None => desk.go_first_open(),
        }
        (desk, left)
    }

    /// Remembers from now on that its user looks through a model, and which, or no more that they do.
    pub(super) fn reviews(&mut self, blanks: Option<&Blanks>) {
        self.stand = blanks.map(Blanks::stand);
    }

    /// Keeps a report as a template of this name; gives its id.
    pub(super) fn keep_template(&self, name: &str, desk: &mut Desk) -> Result<String, Failure> {
        let places = Places::find()?;
        let id = templates::keep(&places, name, &desk.report)?;
        desk.change("存成模板", None, |report| {
            report.template.clone_from(&id);
            recall(&places, report);
        });
        Ok(id)
    }

    /// Where the finished text goes: beside the draft.
    pub(super) fn export(&self) -> PathBuf {
        self.draft.path.with_extension("txt")
    }

    /// Where the draft lies.
    pub(super) fn path(&self) -> &Path {
        &self.draft.path
    }

    /// Saves what has changed; gives what is to be said about it.
    pub(super) fn save(&mut self, desk: &Desk) -> Option<String> {
        if self.saved == desk.version && self.trouble.is_none() {
            return None;
        }
        self.draft.report = desk.report.clone();
        let (outcome, said) = match self.draft.save() {
            Err(failure) if failure.is_changed() => {
                let path = free_name(&self.draft.path);
                let said = format!(
                    "草稿被别的程序改过：那份没有动，这里填的另存为 {}，接着也存在那里。",
                    path.display()
                );
                (self.draft.save_as_new(&path), Some(said))
            }
            outcome => (outcome, None),
        };
        match outcome {
            Ok(()) => {
                let mended = self.trouble.take().map(|_| "存上了。".to_owned());
                self.saved = desk.version;
                self.remember(desk);
                said.or(mended)
            }
            Err(failure) => {
                let told = self.trouble.replace(failure.clone()) == Some(failure.clone());
                (!told).then(|| format!("{}填的都还在，答下一个时再存。", failure.sentence()))
            }
        }
    }

    /// Saves for the last time; refused where what was typed is not on disk.
    pub(super) fn close(&mut self, desk: &Desk) -> Result<(), Failure> {
        self.save(desk);
        match self.trouble.take() {
            Some(failure) => Err(failure),
            None => {
                self.remember(desk);
                Ok(())
            }
        }
    }

    fn remember(&self, desk: &Desk) {
        if let Some(places) = &self.places {
            let mut note = note(desk, &desk.report);
            if let Some(stand) = &self.stand {
                note.known.stand.clone_from(stand);
            }
            remember(places, &self.draft.path, note);
        }
    }
}
