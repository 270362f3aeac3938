//! The wizard as a whole: events in, effects out. It alone changes state; drawing only reads. Files,
//! the clock and the terminal are the loop's.

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::render::Document;
use crate::report::{PartId, Report};

use super::desk::{Desk, View};
use super::draw::Canvas;
use super::fetch::Ssh;
use super::keys::{self, Action, Context};
use super::reading::as_path;
use super::screen::ask::{Ask, Purpose};
use super::screen::blanks::{self, Blanks};
use super::screen::find::Find;
use super::screen::finish;
use super::screen::help::Help;
use super::screen::import::{self, Import};
use super::screen::menu::Menu;
use super::screen::pick::Pick;
use super::screen::said::Said;
use super::screen::start::{Choice, Start};
use super::screen::text::Text;
use super::screen::wording::Wording;
use super::screen::write::{Wish, Write};
use super::screen::{Next, prose, review};
use super::style::Palette;
use super::terminal::clipboard::Clipboard;
use super::terminal::input::{Input, Mouse};
use super::width::Width;
use super::written::Forms;
use super::{act, form, sidebar};

/// From this width on the list of steps stands at the left.
const SIDE_FROM: u16 = 110;
/// The columns it takes.
const SIDE: u16 = 40;

/// The wizard.
pub struct App {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// How disputed characters are drawn.
    pub width: Width,
    /// Colours.
    pub palette: Palette,
    /// What is open.
    pub page: Page,
    /// What lies over it, the topmost last.
    pub over: Vec<Over>,
    /// A sentence in the row above the keys, gone with the next key.
    pub notice: String,
    /// Why the last save did not work; stays until one does.
    pub unsaved: Option<String>,
    /// The version of the draft that is on disk.
    pub saved: u64,
    /// Where the text is to be written.
    pub export: PathBuf,
    /// The files that the text was written to last.
    pub written: Vec<PathBuf>,
    /// How this machine is reached from outside.
    pub ssh: Option<Ssh>,
    /// How a text reaches the clipboard.
    pub clipboard: Clipboard,
    /// Ctrl-Z gives the shell back.
    pub suspends: bool,
    /// How many models were asked to be read.
    models: u64,
}

/// What is open.
pub enum Page {
    /// The start screen.
    Start(Start),
    /// A draft.
    Desk(Box<Desk>),
}

/// What can lie over a page.
pub enum Over {
    /// Ctrl-G
    Find(Find),
    /// Ctrl-P
    Text(Text),
    /// F1
    Help(Help),
    /// Ctrl-E
    Wording(Wording),
    /// { in the editor
    Pick(Pick),
    /// A list to choose from.
    Menu(Menu),
    /// A line to type in.
    Ask(Ask),
    /// Which file to make a template of.
    Import(Import),
    /// What was found in it.
    Blanks(Blanks),
    /// Writing the text out.
    Write(Write),
    /// A few sentences to read.
    Said(Said),
}

/// What happened.
#[derive(Debug)]
pub enum Event {
    /// Keys and pastes, all that came at once.
    Inputs(Vec<Input>),
    /// The terminal has this size.
    Resize(u16, u16),
    /// This version of the draft is on disk, or why it is not.
    Saved(u64, Result<(), String>),
    /// The text is written there, or why it is not.
    Written(Result<Vec<PathBuf>, String>),
    /// Something could not be opened.
    NotOpened(String),
    /// The reading of a model of this number has taken so many seconds.
    Reading(u64, u64),
    /// The model of this number can't be read, and why.
    NotRead(u64, String),
    /// What was typed as a path can be completed to this, and these names go on with it.
    Completed(String, String, Vec<String>),
    /// The template is kept under this id, or why the one of that name is not.
    Kept(Result<String, (String, String)>),
}

/// What the loop is to do.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Save the draft now.
    Save,
    /// Save the draft and end.
    Leave,
    /// Save the draft somewhere else, and end then or stay.
    SaveElsewhere(PathBuf, bool),
    /// Write the text out.
    Write(Box<Document>, Forms),
    /// Open a draft.
    Open(PathBuf),
    /// Make a draft of a template.
    New(String),
    /// Open the draft that someone else has open for reading.
    ReadOnly,
    /// Open a copy of it.
    Copy,
    /// Offer templates and drafts to take an item from, to put behind this part.
    Offer(PartId),
    /// Offer the items of that one.
    OfferItems(PartId, PathBuf),
    /// Read the model in this file; its number.
    Import(u64, PathBuf),
    /// Complete a path as typed.
    Complete(String),
    /// Keep the report as a template of this name.
    KeepTemplate(String),
    /// Send this sequence to the terminal: it fills the clipboard.
    Clip(String),
    /// Save, give the terminal back and stop, to be continued later.
    Suspend,
    /// Draw everything anew.
    Repaint,
    /// Draw disputed characters so.
    Width(Width),
}

impl App {
    /// The wizard with nothing open yet.
    pub fn new(size: (u16, u16), width: Width, palette: Palette) -> Self {
        Self {
            size,
            width,
            palette,
            page: Page::Start(Start::default()),
            over: Vec::new(),
            notice: String::new(),
            unsaved: None,
            saved: 0,
            export: PathBuf::new(),
            written: Vec::new(),
            ssh: None,
            clipboard: Clipboard::None,
            suspends: false,
            models: 0,
        }
    }

    /// The draft that is open.
    pub fn desk(&self) -> Option<&Desk> {
        match &self.page {
            Page::Desk(desk) => Some(desk),
            Page::Start(_) => None,
        }
    }

    /// The draft that is open, to work on.
    pub fn desk_mut(&mut self) -> Option<&mut Desk> {
        match &mut self.page {
            Page::Desk(desk) => Some(desk),
            Page::Start(_) => None,
        }
    }

    /// Puts a draft on the desk.
    pub fn open(&mut self, report: Report) {
        self.page = Page::Desk(Box::new(Desk::new(report)));
        self.over.clear();
        self.written.clear();
        self.saved = 0;
        self.unsaved = None;
    }

    /// Whether something typed is not on disk.
    pub fn is_unsaved(&self) -> bool {
        self.desk()
            .is_some_and(|desk| desk.version != self.saved && desk.read_only.is_none())
    }

    /// Takes what happened; gives what is to be done.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Inputs(inputs) => {
                self.inputs(inputs, &mut effects);
            }
            Event::Resize(columns, rows) => self.size = (columns, rows),
            Event::Saved(version, Ok(())) => {
                self.saved = version;
                self.unsaved = None;
            }
            Event::Saved(_, Err(sentence)) => self.unsaved = Some(sentence),
            Event::Written(Ok(paths)) => {
                self.over.pop();
                let pages = self.desk().map_or(1, |desk| desk.paper().pages);
                let said = finish::written(&paths, pages, self.ssh.as_ref());
                self.over.push(Over::Said(said.into()));
                self.written = paths;
            }
            Event::Written(Err(sentence)) => self.notice = sentence,
            Event::Reading(number, seconds) => {
                if let Some(import) = self.awaiting(number) {
                    import.reading = Some((number, seconds));
                }
            }
            Event::NotRead(number, sentence) => {
                if let Some(import) = self.awaiting(number) {
                    import.reading = None;
                    import.said = sentence;
                }
            }
            Event::Completed(typed, line, names) => {
                if let Some(Over::Import(import)) = self.over.last_mut() {
                    import.completed(&typed, &line, names);
                }
            }
            Event::Kept(outcome) => self.kept(outcome),
            Event::NotOpened(sentence) => match &mut self.page {
                Page::Start(start) => start.notice = sentence,
                Page::Desk(_) => self.notice = sentence,
            },
        }
        effects
    }

    /// The question for a model's file, where it still waits for the model of this number.
    pub fn awaiting(&mut self, number: u64) -> Option<&mut Import> {
        self.over.iter_mut().find_map(|over| match over {
            Over::Import(import) if import.reading.is_some_and(|(of, _)| of == number) => {
                Some(import)
            }
            _ => None,
        })
    }

    /// The model is a template now, and what lies here a draft of it; or another name is asked for.
    fn kept(&mut self, outcome: Result<String, (String, String)>) {
        let Some(desk) = self.desk_mut() else { return };
        match outcome {
            Ok(id) => {
                desk.change("存成模板", None, |report| {
                    report.template.clone_from(&id)
                });
                desk.go_first_open();
                self.over.clear();
                self.notice = format!("模板“{id}”存好了，现在就填这一份；下次在开头选它新写。");
            }
            Err((typed, wrong)) => {
                let again = blanks::template_name(desk, Some((&typed, wrong)));
                self.over.push(Over::Ask(again));
            }
        }
    }

    /// Characters that come in a run are one insertion: a paste without its marks is as quick as one with them.
    fn inputs(&mut self, inputs: Vec<Input>, effects: &mut Vec<Effect>) {
        let mut run = String::new();
        for input in inputs {
            match (&input, self.takes_text()) {
                (Input::Key(key), true) => match keys::action(*key, &self.contexts()) {
                    Some(Action::Type(c)) => run.push(c),
                    _ => {
                        self.insert(&mut run);
                        self.input(input, effects);
                    }
                },
                _ => {
                    self.insert(&mut run);
                    self.input(input, effects);
                }
            }
        }
        self.insert(&mut run);
    }

    /// Whether typed characters go into a text of the report.
    fn takes_text(&self) -> bool {
        match self.over.last() {
            None => self.desk().is_some_and(|desk| desk.view() == View::Form),
            Some(over) => matches!(over, Over::Wording(_)),
        }
    }

    /// Puts a run of typed characters where the caret stands.
    fn insert(&mut self, run: &mut String) {
        if run.is_empty() {
            return;
        }
        self.notice.clear();
        let text = std::mem::take(run);
        let desk = match &mut self.page {
            Page::Desk(desk) => desk,
            Page::Start(_) => return,
        };
        match self.over.last_mut() {
            Some(Over::Wording(editor)) => editor.insert(desk, &text),
            _ => self.notice = act::type_text(desk, &text),
        }
    }

    fn input(&mut self, input: Input, effects: &mut Vec<Effect>) {
        self.notice.clear();
        match input {
            Input::Key(key) => {
                if let Some(action) = keys::action(key, &self.contexts()) {
                    self.act(action, effects);
                }
            }
            Input::Paste(text) => self.paste(&text),
            Input::Mouse {
                action,
                row,
                column,
            } => self.mouse(action, (column, row), effects),
            Input::NotUtf8(_) => {
                self.notice = "终端发来的不是UTF-8：请把终端软件的字符编码改成UTF-8。".to_owned();
            }
            Input::Report { .. } | Input::Mode { .. } => {}
        }
    }

    /// Where keys are looked up, the most special first.
    pub fn contexts(&self) -> Vec<Context> {
        let special: &[Context] = match self.over.last() {
            Some(Over::Find(_) | Over::Pick(_)) => &[Context::Find],
            Some(Over::Text(_)) => &[Context::Paper, Context::Read],
            Some(Over::Help(_)) => &[Context::Read],
            Some(Over::Said(_)) => &[Context::Told],
            Some(Over::Wording(_)) => &[Context::Wording],
            Some(Over::Menu(_)) => &[Context::Menu],
            Some(Over::Ask(_)) => &[Context::Ask],
            Some(Over::Write(write)) => match self.desk().map(|desk| write.obstacles(desk)) {
                Some((0, 0)) | None => &[Context::Write, Context::Ask],
                Some(_) => &[Context::Blocked, Context::Ask],
            },
            Some(Over::Import(_)) => &[Context::Path],
            Some(Over::Blanks(blanks)) if blanks.is_selecting() => &[Context::Words],
            Some(Over::Blanks(_)) => &[Context::Blanks],
            None => match &self.page {
                Page::Start(_) => &[Context::Start],
                Page::Desk(desk) => match desk.view() {
                    View::Form => &[Context::Form, Context::Draft],
                    View::Prose if desk.stand.row > 0 && !prose::problems(desk).is_empty() => {
                        &[Context::Plan, Context::Draft]
                    }
                    View::Prose => &[Context::Prose, Context::Draft],
                    View::Review => &[Context::Review, Context::Draft],
                    View::Finish => &[Context::Finish, Context::Draft],
                },
            },
        };
        let mut contexts = Vec::new();
        if self.suspends {
            contexts.push(Context::Shell);
        }
        contexts.extend_from_slice(special);
        contexts.push(Context::Anywhere);
        contexts
    }

    fn act(&mut self, action: Action, effects: &mut Vec<Effect>) {
        match action {
            Action::Redraw => effects.push(Effect::Repaint),
            Action::Suspend => effects.push(Effect::Suspend),
            Action::Interrupt => self.notice = "要离开请按 Ctrl-Q；按 Ctrl-C 不会离开。".to_owned(),
            Action::Quit => effects.push(Effect::Leave),
            Action::Help if !matches!(self.over.last(), Some(Over::Help(_))) => {
                self.over.push(Over::Help(Help::new(&self.contexts())));
            }
            _ if !self.over.is_empty() => self.act_over(action, effects),
            _ => match &mut self.page {
                Page::Start(start) => match start.update(action) {
                    Choice::Find => self.over.push(Over::Menu(start.menu())),
                    choice => self.begin(choice, effects),
                },
                Page::Desk(_) => act::on_desk(self, action, effects),
            },
        }
    }

    /// Does what a row of the start screen says.
    pub fn begin(&mut self, choice: Choice, effects: &mut Vec<Effect>) {
        match choice {
            Choice::None | Choice::Find => {}
            Choice::Open(path) => effects.push(Effect::Open(path)),
            Choice::New(id) => effects.push(Effect::New(id)),
            Choice::Import => self.over.push(Over::Import(Import::default())),
            Choice::OtherWidth => {
                let other = match self.width {
                    Width::Wide => Width::Narrow,
                    Width::Narrow => Width::Wide,
                };
                self.width = other;
                effects.push(Effect::Width(other));
            }
        }
    }

    fn act_over(&mut self, action: Action, effects: &mut Vec<Effect>) {
        let body = (self.body().width, self.body().height);
        let width = self.width;
        let Some(over) = self.over.last_mut() else {
            return;
        };
        let desk = match &mut self.page {
            Page::Desk(desk) => Some(desk),
            Page::Start(_) => None,
        };
        let next = match (over, desk) {
            (Over::Help(help), _) => help.update(action, body.1),
            (Over::Menu(menu), _) => menu.update(action),
            (Over::Ask(ask), _) => ask.update(action),
            (Over::Said(said), _) => said.update(action, body, width),
            (Over::Import(import), _) => match import.update(action) {
                import::Wish::Stay => Next::Stay,
                import::Wish::Close => Next::Close,
                import::Wish::Complete => {
                    effects.push(Effect::Complete(import.line.text.clone()));
                    Next::Stay
                }
                import::Wish::Read => {
                    self.models = self.models.saturating_add(1);
                    import.reading = Some((self.models, 0));
                    let path = act::expand(&as_path(&import.line.text));
                    effects.push(Effect::Import(self.models, path));
                    Next::Stay
                }
            },
            (Over::Blanks(_), Some(_)) if action == Action::Save => {
                effects.push(Effect::Save);
                Next::Stay
            }
            (Over::Blanks(blanks), Some(desk)) => {
                let (over, said) = blanks.update(action, desk, (body.0, width));
                self.notice = said;
                self.over.extend(over);
                Next::Stay
            }
            (Over::Find(find), Some(desk)) => find.update(action, desk),
            (Over::Pick(pick), Some(desk)) => pick.update(action, desk),
            (Over::Text(text), Some(desk)) => text.update(action, desk, (body, width)),
            (Over::Wording(editor), Some(desk)) => match action {
                Action::Save => {
                    effects.push(Effect::Save);
                    Next::Stay
                }
                Action::Slot => {
                    let pick = editor.pick(desk);
                    self.over.push(Over::Pick(pick));
                    Next::Stay
                }
                _ if editor.update(action, desk, (body.0, width)) => Next::Close,
                _ => Next::Stay,
            },
            (Over::Write(write), Some(desk)) => match write.update(action, desk) {
                Wish::Stay => Next::Stay,
                Wish::Close => Next::Close,
                Wish::Review => Next::Go(super::screen::Goal::Step(desk.review.steps.list.len())),
                Wish::Write => {
                    let forms = write.forms(desk, act::expand(&write.path.text));
                    effects.push(Effect::Write(Box::new(desk.review.document.clone()), forms));
                    Next::Stay
                }
            },
            _ => Next::Close,
        };
        act::next(self, next, effects);
    }

    fn paste(&mut self, text: &str) {
        let desk = match &mut self.page {
            Page::Desk(desk) => Some(desk),
            Page::Start(_) => None,
        };
        match (self.over.last_mut(), desk) {
            (Some(Over::Find(find)), _) => find.paste(text),
            (Some(Over::Pick(pick)), _) => pick.paste(text),
            (Some(Over::Menu(menu)), _) => menu.paste(text),
            (Some(Over::Ask(ask)), _) => ask.line.paste(text),
            (Some(Over::Import(import)), _) => import.paste(text),
            (Some(Over::Write(write)), _) => write.path.paste(text),
            (Some(Over::Wording(editor)), Some(desk)) => editor.paste(desk, text),
            (None, Some(desk)) => match desk.view() {
                View::Form => match act::offer(desk, text) {
                    Some(menu) => self.over.push(Over::Menu(menu)),
                    None => self.notice = act::paste(desk, text),
                },
                View::Prose => {
                    if let Some(mut editor) = Wording::new(desk) {
                        editor.paste(desk, text);
                        self.over.push(Over::Wording(editor));
                    }
                }
                View::Review | View::Finish => {}
            },
            _ => {}
        }
    }

    fn mouse(&mut self, action: Mouse, (column, row): (u16, u16), effects: &mut Vec<Effect>) {
        let side = self.has_side() && self.over.is_empty() && column < SIDE;
        match action {
            Mouse::WheelUp => self.act(Action::Up, effects),
            Mouse::WheelDown => self.act(Action::Down, effects),
            Mouse::Press => {
                let height = self.size.1;
                if let Some(desk) = self.desk_mut() {
                    if side && let Some(step) = sidebar::step_at(desk, row, height) {
                        desk.go(step, 0);
                    } else if !side && let Some(field) = form::row_at(desk, row, height) {
                        let step = desk.stand.step;
                        desk.go(step, field);
                    }
                }
            }
        }
    }

    fn has_side(&self) -> bool {
        self.size.0 >= SIDE_FROM && matches!(self.page, Page::Desk(_))
    }

    /// Where the step in hand is drawn.
    fn body(&self) -> Rect {
        let left = if self.has_side() { SIDE } else { 0 };
        Rect::new(left, 0, self.size.0.saturating_sub(left), self.size.1)
    }

    /// Draws everything; says where the caret is.
    pub fn view(&self, frame: &mut Buffer) -> Option<Position> {
        let area = frame.area;
        let mut canvas = Canvas {
            buffer: frame,
            area,
            width: self.width,
            palette: self.palette,
        };
        if area.width < 40 || area.height < 12 {
            canvas.put(
                (0, 0),
                "窗口太小，请拉大到40列12行以上；照样可以打字，都存着。",
                self.palette.plain(),
            );
            return Some(Position::new(0, 0));
        }
        let caret = match &self.page {
            Page::Start(start) => match self.over.last() {
                None => start.view(&mut canvas),
                Some(over) => self.draw_over(over, None, &mut canvas),
            },
            Page::Desk(desk) => {
                self.title(desk, &mut canvas);
                let body = self.body().intersection(area);
                if self.has_side() {
                    sidebar::view(desk, &mut canvas.within(Rect::new(0, 0, SIDE, area.height)));
                }
                let mut inner = canvas.within(body);
                match self.over.last() {
                    Some(over) => self.draw_over(over, Some(desk), &mut inner),
                    None => self.draw_step(desk, &mut inner),
                }
            }
        };
        let notice = self
            .unsaved
            .as_ref()
            .filter(|_| self.notice.is_empty())
            .unwrap_or(&self.notice);
        if !notice.is_empty() {
            let row = area.height.saturating_sub(2);
            let blank = " ".repeat(usize::from(area.width));
            canvas.put((0, row), &blank, self.palette.plain());
            canvas.put((1, row), notice, self.palette.strong());
        }
        canvas.foot(&self.contexts());
        caret
    }

    fn draw_step(&self, desk: &Desk, canvas: &mut Canvas<'_>) -> Option<Position> {
        sidebar::step_line(desk, canvas);
        match desk.view() {
            View::Form => form::view(desk, canvas),
            View::Prose => prose::view(desk, canvas),
            View::Review => review::view(desk, canvas),
            View::Finish => finish::view(desk, canvas),
        }
    }

    fn draw_over(
        &self,
        over: &Over,
        desk: Option<&Desk>,
        canvas: &mut Canvas<'_>,
    ) -> Option<Position> {
        match (over, desk) {
            (Over::Help(help), _) => help.view(canvas),
            (Over::Menu(menu), _) => menu.view(canvas),
            (Over::Ask(ask), _) => ask.view(canvas),
            (Over::Import(import), _) => import.view(canvas),
            (Over::Blanks(blanks), Some(desk)) => blanks.view(desk, canvas),
            (Over::Said(said), _) => Some(said.view(canvas)),
            (Over::Find(find), Some(desk)) => find.view(desk, canvas),
            (Over::Pick(pick), Some(desk)) => pick.view(desk, canvas),
            (Over::Text(text), Some(desk)) => text.view(desk, canvas),
            (Over::Wording(editor), Some(desk)) => editor.view(desk, canvas),
            (Over::Write(write), Some(desk)) => write.view(desk, canvas),
            _ => None,
        }
    }

    /// The first row: the draft's name, how far it is, whether it is on disk.
    fn title(&self, desk: &Desk, canvas: &mut Canvas<'_>) {
        let (filled, all) = desk.filled();
        let reversed = self.unsaved.is_some();
        let state = match (&desk.read_only, self.is_unsaved()) {
            (Some(_), _) => "只读",
            (None, true) => "未存",
            (None, false) => "已存",
        };
        let style = if reversed {
            self.palette.in_hand()
        } else {
            self.palette.plain()
        };
        let start = canvas.put_right(0, state, style);
        let count = format!("已填 {filled}/{all}  ");
        let start = start.saturating_sub(canvas.wide(&count));
        canvas.put((start, 0), &count, self.palette.plain());
        canvas.put_until(
            (1, 0),
            (&desk.title(), self.palette.strong()),
            start.saturating_sub(1),
        );
    }

    /// Offers another place to save the draft, since its own does not take it.
    pub fn offer_elsewhere(&mut self, sentence: &str, place: &std::path::Path) {
        let said = vec![
            sentence.to_owned(),
            "填的都在这里。要离开请先存到别处，或按 Esc 留下，腾出空间再存：".to_owned(),
        ];
        let line = super::screen::ask::Line::holding(&place.display().to_string());
        let purpose = Purpose::Elsewhere { leave: true };
        self.over.push(Over::Ask(Ask {
            purpose,
            said,
            label: "另存为",
            line,
        }));
    }
}
