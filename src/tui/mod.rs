//! The wizard. Here is its loop: events from the terminal and from the disk go into [`app::App`], what it
//! wants done is done here, and a frame is drawn.

pub mod act;
pub mod app;
pub mod desk;
pub mod draw;
pub mod edit;
pub mod fetch;
pub mod form;
pub mod history;
pub mod keys;
pub mod paragraph;
pub mod reading;
pub mod saver;
pub mod screen;
pub mod sidebar;
pub mod style;
pub mod terminal;
pub mod width;
pub mod wrap;
pub mod written;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use crate::failure::{Failure, visible};
use crate::number::Kind;
use crate::report::beside::{doubled, whole};
use crate::report::{Index, PartId, Report};
use crate::store::draft::Draft;
use crate::store::memory::{Known, Memory};
use crate::store::past::Past;
use crate::store::settings::{CtrlZ, Settings};
use crate::store::templates::{self, Origin};
use crate::store::{Lock, Places, clock, free_name, sweep, writable_place};

use self::app::{App, Effect, Event, Page};
use self::fetch::Ssh;
use self::history::History;
use self::saver::{Note, Saver, Told};
use self::screen::blanks::Blanks;
use self::screen::menu::{Deed, Menu};
use self::screen::start::{self, Start};
use self::style::Palette;
use self::terminal::Terminal;
use self::terminal::clipboard::Clipboard;
use self::terminal::encoding::{NOT_CHINESE, SET_UTF8};

/// How long the first unsaved change waits for the next ones.
const DUE: Duration = Duration::from_millis(500);
/// How long leaving waits for the disk before it gives up: a signal wants the process gone within a second.
const PATIENCE: Duration = Duration::from_millis(800);

/// How much may wait for the loop: where keys pour in faster than they can be taken, whoever sends them waits, and a
/// signal stands behind no more than this.
const WAITING: usize = 4;
/// How long what was typed before the terminal went is waited for.
const LAST_WORDS: Duration = Duration::from_millis(200);
/// In a storm of keys frames are dropped, but not for longer than this.
const FRAME: Duration = Duration::from_millis(100);

/// Said where there is no shell to go back to.
const NO_SHELL: &str = "这里没有可以回去的命令行，挂不起来；要离开请按 Ctrl-Q。";

/// Said on the Linux console, whose font has no Chinese characters.
const CONSOLE: &str =
    "No Chinese on this console: use SSH (PuTTY, Xshell), or fbterm. Typing works.";

/// What reaches the loop.
enum Heard {
    Terminal(terminal::Event),
    Disk(Told),
    Model(reading::Told),
}

impl From<reading::Told> for Heard {
    fn from(told: reading::Told) -> Self {
        Self::Model(told)
    }
}

impl From<terminal::Event> for Heard {
    fn from(event: terminal::Event) -> Self {
        Self::Terminal(event)
    }
}

impl From<Told> for Heard {
    fn from(told: Told) -> Self {
        Self::Disk(told)
    }
}

/// The wizard on its start screen.
pub fn start(places: &Places) -> Result<(), Failure> {
    run(places, |wizard| {
        wizard.show_start();
        Ok(())
    })
}

/// The wizard on a draft, at a field where one is named.
pub fn edit(draft: Draft, at: Option<&str>) -> Result<(), Failure> {
    let places = Places::find()?;
    run(&places, |wizard| {
        wizard.open(draft, at);
        Ok(())
    })
}

fn run(
    places: &Places,
    first: impl FnOnce(&mut Wizard) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let (tell, heard) = sync_channel(WAITING);
    let colours = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut wizard = Wizard {
        app: App::new((80, 24), width::Width::Narrow, Palette { colours }),
        places: places.clone(),
        tell: tell.clone(),
        open: None,
        asked: None,
        due: None,
        leave: None,
        stop: false,
        repaint: false,
    };
    wizard.app.ssh = Ssh::here();
    let (settings, wrong) = Settings::load(places);
    wizard.app.suspends = settings.ctrl_z == CtrlZ::Suspend;
    let told = terminal::told(settings.width);
    let opened = Terminal::open(tell, told, || first(&mut wizard));
    let (mut terminal, loaded) = opened.map_err(|error| match error.kind() {
        ErrorKind::Unsupported => Failure::usage(NOT_CHINESE).remedy(SET_UTF8),
        _ => Failure::usage("这里没有终端，开不了填写的窗口。").remedy("请在终端窗口里运行。"),
    })?;
    loaded?;
    if let Some(wrong) = wrong {
        wizard.app.notice = wrong.sentence();
    }
    if std::env::var("TERM").is_ok_and(|term| term == "linux") {
        wizard.app.notice = CONSOLE.to_owned();
    }
    wizard.app.width = terminal.width();
    wizard.app.clipboard = Clipboard::here(terminal.probe().charset);
    wizard.app.size = (terminal.size().width, terminal.size().height);
    wizard.work(&mut terminal, &heard)
}

/// The wizard with everything that is not the app's.
struct Wizard {
    app: App,
    places: Places,
    tell: SyncSender<Heard>,
    open: Option<Open>,
    /// A draft that someone else has open; its user is asked what to do.
    asked: Option<Draft>,
    /// When the oldest change that is not on disk is to be saved.
    due: Option<Instant>,
    /// Leaving waits for this version to be on disk.
    leave: Option<u64>,
    /// Stopping waits until all is on disk.
    stop: bool,
    repaint: bool,
}

/// The draft that is open.
struct Open {
    path: PathBuf,
    saver: Saver,
    _lock: Option<Lock>,
    /// The version that the saver was last asked to save.
    asked: u64,
}

impl Wizard {
    fn work(&mut self, terminal: &mut Terminal, heard: &Receiver<Heard>) -> Result<(), Failure> {
        let mut waiting = None;
        loop {
            if self.repaint {
                terminal.repaint();
                self.repaint = false;
            }
            if terminal.draw(|frame| self.app.view(frame)).is_err() {
                self.hear_out(waiting, terminal, heard);
                self.save_at_once(heard);
                return Ok(());
            }
            if self.due.is_some_and(|due| due <= Instant::now()) {
                self.save();
            }
            if self.can_stop() {
                self.stop = false;
                if terminal.stop() {
                    // Nothing is drawn before the modes are on again, which the next word tells.
                    waiting = waiting.or_else(|| self.next(heard));
                } else {
                    self.app.notice = NO_SHELL.to_owned();
                    continue;
                }
            }
            let Some(mut next) = waiting.take().or_else(|| self.next(heard)) else {
                self.save();
                continue;
            };
            // All that is waiting is taken before anything is drawn: frames may be dropped, keys never.
            let drawn = Instant::now();
            loop {
                match self.hear(next, terminal) {
                    Goes::On => {}
                    Goes::Away => return Ok(()),
                    Goes::AtOnce => {
                        self.save_at_once(heard);
                        return Ok(());
                    }
                }
                match heard.try_recv() {
                    Ok(more) if drawn.elapsed() < FRAME => next = more,
                    Ok(more) => {
                        waiting = Some(more);
                        break;
                    }
                    Err(_) => break,
                }
            }
            if self.app.is_unsaved()
                && self.due.is_none()
                && self.app.unsaved.is_none()
                && self.is_stale()
            {
                self.due = Instant::now().checked_add(DUE);
            }
        }
    }

    /// Stops as soon as all is on disk.
    fn stop(&mut self) {
        self.stop = true;
        self.save();
    }

    /// Whether nothing keeps it from stopping now; where saving does not work, what was typed is kept in memory.
    fn can_stop(&self) -> bool {
        self.stop && (!self.app.is_unsaved() || self.app.unsaved.is_some())
    }

    /// Takes what was typed before the terminal went, up to the word that it is gone.
    fn hear_out(&mut self, first: Option<Heard>, terminal: &mut Terminal, heard: &Receiver<Heard>) {
        let start = Instant::now();
        let mut next = first.or_else(|| heard.recv_timeout(LAST_WORDS).ok());
        while let Some(word) = next {
            if !matches!(self.hear(word, terminal), Goes::On) {
                return;
            }
            let left = LAST_WORDS.saturating_sub(start.elapsed());
            next = heard.recv_timeout(left).ok();
        }
    }

    /// Whether there are changes that the saver was not asked to save yet.
    fn is_stale(&self) -> bool {
        let version = self.app.desk().map_or(0, |desk| desk.version);
        self.open.as_ref().is_some_and(|open| open.asked != version)
    }

    /// Waits for what comes next; `None`: a save is due.
    fn next(&mut self, heard: &Receiver<Heard>) -> Option<Heard> {
        let gone = || Some(Heard::Terminal(terminal::Event::Gone));
        let Some(due) = self.due else {
            return heard.recv().ok().or_else(gone);
        };
        match heard.recv_timeout(due.saturating_duration_since(Instant::now())) {
            Ok(next) => Some(next),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => gone(),
        }
    }

    fn hear(&mut self, heard: Heard, terminal: &mut Terminal) -> Goes {
        let event = match heard {
            Heard::Terminal(terminal::Event::Inputs(inputs)) => Event::Inputs(inputs),
            Heard::Terminal(terminal::Event::Resize(columns, rows)) => {
                terminal.resize(columns, rows);
                Event::Resize(columns, rows)
            }
            Heard::Terminal(terminal::Event::Probed(probe)) => {
                terminal.learn(probe);
                self.app.width = terminal.width();
                self.app.clipboard = Clipboard::here(probe.charset);
                if !probe.charset.has_chinese() {
                    self.app.notice = format!("{NOT_CHINESE} {SET_UTF8}");
                }
                return Goes::On;
            }
            Heard::Terminal(terminal::Event::Stop) => {
                self.stop();
                return Goes::On;
            }
            Heard::Terminal(terminal::Event::Signal(_) | terminal::Event::Gone) => {
                return Goes::AtOnce;
            }
            Heard::Disk(Told::Moved(path, said)) => {
                if let Some(open) = &mut self.open {
                    open.path.clone_from(&path);
                    open._lock = Lock::take(&path).ok();
                }
                self.app.export = absolute(&path).with_extension("");
                self.app.notice = said;
                return Goes::On;
            }
            Heard::Disk(Told::Written(outcome)) => {
                Event::Written(outcome.map_err(|failure| failure.sentence()))
            }
            Heard::Disk(Told::Saved(version, outcome)) => return self.saved(version, outcome),
            Heard::Model(reading::Told::Going(number, seconds)) => Event::Reading(number, seconds),
            Heard::Model(reading::Told::Names(typed, line, names)) => {
                Event::Completed(typed, line, names)
            }
            Heard::Model(reading::Told::Done(number, outcome)) => {
                match outcome.and_then(|model| self.review(number, *model)) {
                    Ok(()) => return Goes::On,
                    Err(failure) => Event::NotRead(number, failure.sentence()),
                }
            }
        };
        let effects = self.app.update(event);
        for effect in effects {
            if let Goes::Away = self.perform(effect, terminal) {
                return Goes::Away;
            }
        }
        Goes::On
    }

    fn saved(&mut self, version: u64, outcome: Result<(), Failure>) -> Goes {
        let leaving = self.leave.is_some_and(|wanted| version >= wanted);
        match outcome {
            Ok(()) if leaving => return Goes::Away,
            Ok(()) => {
                self.app.update(Event::Saved(version, Ok(())));
            }
            Err(failure) => {
                self.leave = None;
                let sentence = failure.sentence();
                if leaving && let Some(open) = &self.open {
                    let size = self.app.desk().map_or(0, |_| 1 << 20);
                    if let Some(place) = writable_place(&open.path, size) {
                        self.app.offer_elsewhere(&sentence, &place);
                    }
                }
                let kept = format!("{}填的都在这里，腾出空间会自己再存。", failure.what());
                self.app.update(Event::Saved(version, Err(kept)));
                // It is tried again, a little later each time nothing else asks for it.
                self.due = Instant::now().checked_add(DUE.saturating_mul(4));
            }
        }
        Goes::On
    }

    fn perform(&mut self, effect: Effect, terminal: &mut Terminal) -> Goes {
        match effect {
            Effect::Repaint => self.repaint = true,
            Effect::Suspend => self.stop(),
            // A terminal that is gone is found out by the next frame.
            Effect::Clip(sequence) => {
                terminal.pass(&sequence).ok();
            }
            Effect::Width(width) => terminal.set_width(width),
            Effect::Save => self.save(),
            Effect::Leave => {
                if self.open.is_none()
                    || self.app.desk().is_some_and(|desk| desk.read_only.is_some())
                {
                    return Goes::Away;
                }
                if let Some(desk) = self.app.desk_mut() {
                    desk.leave();
                }
                self.leave = Some(self.app.desk().map_or(0, |desk| desk.version));
                self.save();
            }
            Effect::SaveElsewhere(path, leave) => {
                let (Some(open), Some(desk)) = (&self.open, self.app.desk()) else {
                    return Goes::On;
                };
                self.leave = leave.then_some(desk.version);
                open.saver
                    .save_elsewhere(desk.version, desk.report.clone(), path);
            }
            Effect::Write(document, forms) => {
                if let Some(open) = &self.open {
                    open.saver.write(document, forms);
                }
            }
            Effect::Open(path) => match Draft::open(&path) {
                Ok(draft) => self.open(draft, None),
                Err(failure) => {
                    self.app.update(Event::NotOpened(failure.sentence()));
                }
            },
            Effect::New(id) => {
                if let Err(failure) = self.new_draft(&id) {
                    self.app.update(Event::NotOpened(failure.sentence()));
                }
            }
            Effect::Import(number, path) => reading::read(number, path, self.tell.clone()),
            Effect::Complete(typed) => reading::complete(typed, self.tell.clone()),
            Effect::KeepTemplate(name) => self.keep_template(name),
            Effect::Offer(id) => {
                let menu = self.sources(id);
                self.app.over.push(app::Over::Menu(menu));
            }
            Effect::OfferItems(id, path) => match self.source(&path) {
                Ok(report) => {
                    let items = act::offered(&report).into_iter();
                    let entries = items
                        .map(|(words, taken)| (words, Deed::Take(id, taken)))
                        .collect();
                    let said = vec!["取哪一条？用到的数据空一起带过来。".to_owned()];
                    self.app.over.push(app::Over::Menu(Menu {
                        said,
                        entries,
                        ..Menu::default()
                    }));
                }
                Err(failure) => {
                    self.app.update(Event::NotOpened(failure.sentence()));
                }
            },
            Effect::ReadOnly => {
                if let Some(draft) = self.asked.take() {
                    self.lay_out(draft, None, Some("只读".to_owned()));
                }
            }
            Effect::Copy => {
                if let Some(mut draft) = self.asked.take() {
                    let path = free_name(&draft.path);
                    match draft.save_as_new(&path) {
                        Ok(()) => self.open(draft, None),
                        Err(failure) => {
                            self.app.update(Event::NotOpened(failure.sentence()));
                        }
                    }
                }
            }
        }
        Goes::On
    }

    /// The templates and drafts that an item can be taken from.
    fn sources(&self, id: PartId) -> Menu {
        let (found, _) = templates::all(&self.places).unwrap_or_default();
        let templates = found.into_iter().map(|template| {
            let path = match template.origin {
                Origin::BuiltIn(_) => PathBuf::from(template.id),
                Origin::File(path) => path,
            };
            (
                format!("模板  {}", template.title),
                Deed::BorrowFrom(id, path),
            )
        });
        let memory = Memory::load(&self.places);
        let drafts = memory.drafts.iter().filter(|known| known.path.exists());
        let drafts = drafts.map(|known| {
            (
                format!("草稿  {}", known.title),
                Deed::BorrowFrom(id, known.path.clone()),
            )
        });
        let entries = templates.chain(drafts).collect();
        Menu {
            said: vec!["从哪一份取？".to_owned()],
            entries,
            ..Menu::default()
        }
    }

    /// A report to take an item from: a draft's file, or a template by its id.
    fn source(&self, path: &Path) -> Result<Report, Failure> {
        let named = path
            .to_str()
            .map(|id| templates::find(&self.places, id))
            .transpose()?
            .flatten();
        match named {
            Some(draft) => Ok(draft.report),
            None => Draft::open(path).map(|draft| draft.report),
        }
    }

    fn new_draft(&mut self, id: &str) -> Result<(), Failure> {
        let draft = fresh(&self.places, id, &self.start_title(id))?;
        self.open(draft, None);
        Ok(())
    }

    /// Puts a model that was read on the desk, as a draft with a file from the first moment on; nobody may be waiting
    /// for it any more.
    fn review(&mut self, number: u64, model: reading::Model) -> Result<(), Failure> {
        if self.app.awaiting(number).is_none() {
            return Ok(());
        }
        let (draft, blanks) = laid_down(&self.places, model)?;
        self.open(draft, None);
        if self.app.desk().is_some() {
            self.app.notice = blanks.opening().to_owned();
            self.app.over.push(app::Over::Blanks(blanks));
        }
        Ok(())
    }

    /// Keeps the report as a template; what lies here becomes a draft of it, with the names its user always gives.
    fn keep_template(&mut self, name: String) {
        let Some(desk) = self.app.desk() else { return };
        let kept = templates::keep(&self.places, &name, &desk.report);
        let kept = kept.map_err(|failure| (name, failure.sentence()));
        let is_kept = kept.is_ok();
        self.app.update(Event::Kept(kept));
        if let Some(desk) = self.app.desk_mut().filter(|_| is_kept) {
            let places = &self.places;
            desk.change("填上次的名称", None, |report| recall(places, report));
            desk.go_first_open();
        }
    }

    fn start_title(&self, id: &str) -> String {
        match &self.app.page {
            Page::Start(start) => start.offers.iter().find(|offer| offer.id == id),
            Page::Desk(_) => None,
        }
        .map_or_else(|| id.to_owned(), |offer| offer.title.clone())
    }

    fn show_start(&mut self) {
        let memory = Memory::load(&self.places);
        let now = clock::now();
        let known: Vec<start::Known> = memory
            .drafts
            .iter()
            .filter(|known| known.path.exists())
            .map(|known| start::Known {
                path: known.path.clone(),
                title: known.title.clone(),
                state: known.state.clone(),
                when: when(known.when, &now),
            })
            .collect();
        let (found, unread) = templates::all(&self.places).unwrap_or_default();
        let offers = found
            .into_iter()
            .map(|template| start::Offer {
                source: match template.origin {
                    Origin::BuiltIn(_) => "自带".to_owned(),
                    Origin::File(_) => "自己的".to_owned(),
                },
                id: template.id,
                title: template.title,
                blanks: template.fields,
            })
            .collect();
        let notice = unread.first().map(Failure::sentence).unwrap_or_default();
        let first = known.is_empty();
        self.app.page = Page::Start(Start {
            known,
            offers,
            first,
            notice,
            ..Start::default()
        });
    }

    /// Opens a draft; where someone else has it, its user is asked what to do.
    fn open(&mut self, draft: Draft, at: Option<&str>) {
        match Lock::take(&draft.path) {
            Ok(lock) => {
                let draft = draft.fresh();
                let unwritable = match draft.is_newer() {
                    true => Some("这份草稿是更新的版本写的，只能看。".to_owned()),
                    false => draft.writable().err().map(|failure| failure.sentence()),
                };
                self.lay_out(draft, Some(lock), unwritable);
                let stand = Memory::load(&self.places);
                let path = self
                    .open
                    .as_ref()
                    .map(|open| absolute(&open.path))
                    .unwrap_or_default();
                let back = stand.stand(&path).map(str::to_owned);
                if let (Some(desk), Some(stand)) = (self.app.desk(), &back)
                    && let Some(blanks) = reading::resumed(stand, &desk.report)
                {
                    self.app.over.push(app::Over::Blanks(blanks));
                }
                if let Some(desk) = self.app.desk_mut() {
                    match at.map(str::to_owned).or(back) {
                        Some(key) => desk.take_stand(&key),
                        None => desk.go_first_open(),
                    }
                }
            }
            Err(held) => {
                let copy = free_name(&draft.path);
                let name = visible(&copy.file_name().unwrap_or_default().to_string_lossy());
                let entries = vec![
                    ("只看不改".to_owned(), Deed::ReadOnly),
                    (format!("另存一份来改：{name}"), Deed::Copy),
                ];
                self.asked = Some(draft);
                if matches!(self.app.page, Page::Desk(_)) {
                    self.show_start();
                }
                self.app.over.push(app::Over::Menu(Menu {
                    said: vec![held.sentence()],
                    entries,
                    ..Menu::default()
                }));
            }
        }
    }

    fn lay_out(&mut self, draft: Draft, lock: Option<Lock>, read_only: Option<String>) {
        sweep(&draft.path);
        let past = match read_only {
            None => saver::past(&self.places, &draft),
            Some(_) => Past::default(),
        };
        self.app.open(draft.report.clone());
        self.app.export = absolute(&draft.path).with_extension("");
        let house = written::house_style(&self.places);
        let said = house.as_ref().err().map(Failure::sentence);
        if let Some(desk) = self.app.desk_mut() {
            desk.read_only = read_only.clone();
            desk.name = stem(&draft.path);
            desk.set_house(house.unwrap_or_default());
            desk.history = History::take_up(past, &mut desk.report);
        }
        let why = read_only.filter(|why| why != "只读");
        self.app.notice = why.or(said).unwrap_or_default();
        let path = draft.path.clone();
        let saver = Saver::start(draft, self.places.clone(), self.tell.clone());
        self.open = Some(Open {
            path,
            saver,
            _lock: lock,
            asked: 0,
        });
        self.due = None;
    }

    /// Asks the saver for a save.
    fn save(&mut self) {
        self.due = None;
        let Some(desk) = self.app.desk().filter(|desk| desk.read_only.is_none()) else {
            return;
        };
        let version = desk.version;
        let report = self.app.is_unsaved().then(|| desk.report.clone());
        let mut note = note(desk, &desk.report);
        let reviewed = self.app.over.iter().find_map(|over| match over {
            app::Over::Blanks(blanks) => Some(blanks),
            _ => None,
        });
        if let Some(blanks) = reviewed {
            note.known.stand = blanks.stand();
        }
        let Some(open) = &mut self.open else {
            return;
        };
        open.asked = version;
        if !open.saver.save(version, report, note) {
            self.app.unsaved = Some("没有存上：存盘的部分停了，请另存一份。".to_owned());
        }
    }

    /// Saves and waits for the disk, since the terminal is gone or the process is asked to end.
    fn save_at_once(&mut self, heard: &Receiver<Heard>) {
        if let Some(desk) = self.app.desk_mut() {
            desk.history.pause();
        }
        if self.open.is_none() {
            return;
        }
        self.save();
        let wanted = self.app.desk().map_or(0, |desk| desk.version);
        let until = Instant::now().checked_add(PATIENCE);
        while let Some(left) = until.map(|until| until.saturating_duration_since(Instant::now())) {
            match heard.recv_timeout(left) {
                Ok(Heard::Disk(Told::Saved(version, _))) if version >= wanted => return,
                Ok(_) => {}
                Err(_) => return,
            }
        }
    }
}

/// A draft from a template, in the data folder under this name, with the names that its user always gives.
pub fn fresh(places: &Places, id: &str, title: &str) -> Result<Draft, Failure> {
    let Some(mut draft) = templates::find(places, id)? else {
        return Err(Failure::usage(format!("没有叫 {id} 的模板。")));
    };
    recall(places, &mut draft.report);
    let path = templates::free_path(&places.drafts(), title);
    draft.save_as_new(&path)?;
    Ok(draft)
}

/// A model that was read, as a draft with a file in the data folder, and its review.
pub fn laid_down(places: &Places, model: reading::Model) -> Result<(Draft, Blanks), Failure> {
    let reading::Model { mut draft, blanks } = model;
    let report = &draft.report;
    let title = templates::title(report, &crate::report::Figures::of(report));
    let named = if title.is_empty() {
        stem(&blanks.source)
    } else {
        title
    };
    draft.save_as_new(&templates::free_path(&places.drafts(), &named))?;
    Ok((draft, blanks))
}

/// Fills in the names that this user always gives, without what stands beside all their slots.
pub fn recall(places: &Places, report: &mut Report) {
    let index = Index::of(report);
    for (key, text) in &Memory::load(places).answers {
        let beside = index.number(key).map(|number| index.beside(number));
        let doubled = beside.and_then(|beside| doubled(text, beside));
        let text = match &doubled {
            Some(doubled) if doubled.everywhere => doubled.rest,
            _ => text,
        };
        if report.typed(key).is_empty() && report.read(key, text).is_some_and(|read| read.is_ok()) {
            report.answer(key, text);
            report.settle(key);
        }
    }
}

/// Whether the loop goes on.
enum Goes {
    On,
    /// It ends; all is saved.
    Away,
    /// It ends at once, saving what is not saved.
    AtOnce,
}

/// The name of a file without its ending.
fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    visible(&stem.to_string_lossy())
}

/// What is to be remembered of a draft.
pub fn note(desk: &desk::Desk, report: &Report) -> Note {
    let (filled, all) = desk.filled();
    let words = desk.counts(usize::MAX).words();
    let words = if words.is_empty() {
        "齐".to_owned()
    } else {
        words
    };
    let state = format!("已填 {filled}/{all}  {words}");
    let known = Known {
        title: desk.title(),
        state,
        stand: desk.stand_name(),
        ..Known::default()
    };
    Note {
        known,
        answers: lasting(desk, report),
        trail: desk.history.trail(report),
    }
}

/// The names asked with the basics, whole: they are offered in the next report.
fn lasting(desk: &desk::Desk, report: &Report) -> Vec<(String, String)> {
    let basics = desk
        .review
        .steps
        .list
        .first()
        .map(|step| step.fields.as_slice());
    let name = |key: &&String| {
        report
            .field(key)
            .is_some_and(|field| field.kind == Kind::Text)
    };
    basics
        .unwrap_or_default()
        .iter()
        .filter(name)
        .filter_map(|key| {
            let index = desk.review.figures.index();
            let answer = &report.answers.get(key)?.value.as_ref()?.text;
            let beside = index.number(key).map(|number| index.beside(number));
            Some((key.clone(), whole(answer, key, beside.unwrap_or_default())))
        })
        .collect()
}

/// A path as memory has it.
pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// `今天 09:12`, `7月2日`, `2025年7月2日`
fn when(seconds: i64, now: &jiff::ZonedDateTime) -> String {
    let Ok(then) = jiff::Timestamp::from_second(seconds) else {
        return String::new();
    };
    let then = then.to_zoned_datetime(now.time_zone().clone());
    if then.date() == now.date() {
        return then.strftime("今天 %H:%M").to_string();
    }
    match then.year() == now.year() {
        true => format!("{}月{}日", then.month(), then.day()),
        false => format!("{}年{}月{}日", then.year(), then.month(), then.day()),
    }
}
