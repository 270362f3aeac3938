//! The terminal: on, off, what it sends, and frames onto it.
//!
//! What keys mean and what frames hold is left to the loop and the screens; how wide text is, to `width`.

pub mod clipboard;
pub mod encoding;
pub mod input;
mod listen;
mod modes;
pub mod once;
mod probe;
pub mod screen;

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::mpsc::SyncSender;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use signal_hook::consts::SIGTSTP;
use signal_hook::low_level::emulate_default_handler;

use self::encoding::{Charset, Sink};
use self::input::Input;
use self::listen::Ears;
use self::modes::{Modes, Output};
pub use self::probe::{Probe, told};
use self::screen::{Screen, shifts_are_known_to};
use super::width::Width;

/// What reaches the loop from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// All that was sent at once; to be taken as a whole before anything is drawn.
    Inputs(Vec<Input>),
    /// The terminal has this size (columns, rows), or what it shows is lost: for [`Terminal::resize`].
    Resize(u16, u16),
    /// A signal that asks to stop, to be continued later: for [`Terminal::stop`].
    Stop,
    /// A signal that asks to end: HUP, INT, QUIT or TERM.
    Signal(i32),
    /// The answer about the terminal, where it came too late for the start: for [`Terminal::learn`].
    Probed(Probe),
    /// The terminal is gone; sent once, and the last.
    Gone,
}

/// How long a start waits for a terminal to answer.
const ANSWER_LIMIT: Duration = Duration::from_millis(150);
/// And how long where the locale says that it is not UTF-8: a wrong first screen would be all rubbish.
const DOUBT_LIMIT: Duration = Duration::from_secs(1);

/// The terminal with the wizard's modes on; dropping it puts back what was there.
#[derive(Debug)]
pub struct Terminal {
    modes: Arc<Modes>,
    /// The frame that is drawn; what is shown is the screen's.
    frame: Buffer,
    screen: Screen<Sink<Output>>,
    probe: Probe,
    /// The width that goes before the terminal's word.
    told: Option<Width>,
}

impl Terminal {
    /// Takes over the terminal on standard input and output, asks it about widths and begins to listen: what
    /// comes goes into `tell`, keys typed meanwhile first. `told` goes before what it says of its width. `work` (load
    /// what is to be drawn) is done while the terminal answers.
    ///
    /// # Errors
    /// Standard input or output is no terminal, or it is gone; `Unsupported` where it can't show Chinese.
    pub fn open<T, E>(
        tell: SyncSender<E>,
        told: Option<Width>,
        work: impl FnOnce() -> T,
    ) -> io::Result<(Self, T)>
    where
        E: From<Event> + Send + 'static,
    {
        let size = modes::size()?;
        let signals = listen::signals()?;
        // Where both are told there is nothing to ask.
        let asks = (told.is_none() || encoding::told().is_none()) && probe::fits(size);
        let question = if asks { probe::QUESTION } else { "" };
        let guess = Probe::unanswered();
        let mut terminal = Self {
            modes: Modes::on(question.as_bytes())?,
            frame: Buffer::empty(Rect::from((Position::ORIGIN, size))),
            screen: Screen::new(Sink::to(Output, guess.charset), guess.width),
            probe: guess,
            told,
        };
        let term = std::env::var("TERM").unwrap_or_default();
        terminal.screen.set_shifts(shifts_are_known_to(&term));
        let asked = Instant::now();
        let done = work();
        let mut ears = Ears::new(signals, guess.charset, asks);
        terminal.learn(guess);
        if asks {
            let limit = match guess.charset {
                Charset::Utf8 => ANSWER_LIMIT,
                _ => DOUBT_LIMIT,
            };
            let typed = terminal.ask(&mut ears, (asked, limit))?;
            if !typed.is_empty() {
                // Nobody listens: then there is nothing to tell.
                tell.send(Event::Inputs(typed).into()).ok();
            }
        }
        if !terminal.probe.charset.has_chinese() {
            return Err(io::ErrorKind::Unsupported.into());
        }
        listen::start(ears, tell, Arc::clone(&terminal.modes))?;
        Ok((terminal, done))
    }

    /// Waits for the answer to the question, put then, so long; asks a terminal that is not UTF-8 again in its own
    /// encoding. Gives what was typed meanwhile.
    fn ask(
        &mut self,
        ears: &mut Ears,
        (asked, limit): (Instant, Duration),
    ) -> io::Result<Vec<Input>> {
        let (probe, mut typed) = ears.answer(asked, limit);
        let Some(probe) = probe else {
            return Ok(typed);
        };
        self.learn(probe);
        if matches!(probe.charset, Charset::Gbk | Charset::Gb18030) {
            Output.write_all(probe::WIDTH_QUESTION)?;
            ears.expect_width(probe.charset);
            let (again, more) = ears.answer(Instant::now(), limit);
            typed.extend(more);
            let width = again.map_or(Width::Wide, |again| again.width);
            self.learn(Probe { width, ..probe });
        }
        Ok(typed)
    }

    /// What is known of the terminal.
    #[must_use]
    pub const fn probe(&self) -> Probe {
        self.probe
    }

    /// How wide the terminal draws disputed characters, and so how text is to be laid.
    #[must_use]
    pub const fn width(&self) -> Width {
        self.probe.width
    }

    /// Takes disputed characters for this wide from the next frame on, which is drawn whole.
    pub fn set_width(&mut self, width: Width) {
        self.told = Some(width);
        self.probe.width = width;
        self.screen.set_width(width);
    }

    /// Takes the terminal for this from the next frame on, which is drawn whole.
    pub fn learn(&mut self, probe: Probe) {
        let width = self.told.unwrap_or(probe.width);
        self.probe = Probe { width, ..probe };
        self.screen.out_mut().speak(probe.charset);
        self.screen.set_width(width);
        self.screen.set_sync(probe.sync);
    }

    /// The size in columns and rows.
    #[must_use]
    pub const fn size(&self) -> Size {
        self.frame.area.as_size()
    }

    /// Draws a frame: what differs from the last one, in one write. Nothing is sent where nothing differs. `view` fills
    /// the blank cells that it is given, and says where the caret is.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn draw(&mut self, view: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        self.frame.reset();
        let caret = view(&mut self.frame);
        self.screen.paint(&self.frame);
        self.screen.place(caret);
        self.screen.flush()
    }

    /// Sends a sequence that changes nothing of what is shown.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn pass(&mut self, sequence: &str) -> io::Result<()> {
        self.screen.out_mut().write_all(sequence.as_bytes())
    }

    /// Puts back what was found and stops the process; what it is to be continued with comes as [`Event::Resize`]. False
    /// where there is no shell that could continue it.
    pub fn stop(&mut self) -> bool {
        modes::has_shell() && {
            self.modes.suspend();
            // It can only fail for signals that do not exist.
            emulate_default_handler(SIGTSTP).is_ok()
        }
    }

    /// Draws the next frame whole, whatever the terminal shows (Ctrl-L).
    pub fn repaint(&mut self) {
        self.screen.forget();
    }

    /// Takes the size that [`Event::Resize`] told; the next frame is drawn whole.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.frame.resize(Rect::new(0, 0, columns, rows));
        self.screen.forget();
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.modes.off();
    }
}
