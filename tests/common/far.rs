//! The far end of the pty: a vt100 terminal that answers questions and wakes whoever waits for it.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::{Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use huibao::tui::width::{Width, lay, unlay};

use super::{DEADLINE, Start};

/// The terminal as the waiting threads share it.
pub(super) struct Far {
    state: Mutex<State>,
    changed: Condvar,
    width: Width,
    mute: bool,
}

struct State {
    terminal: vt100::Parser<Questions>,
    /// A character of which only the beginning came.
    split: Vec<u8>,
    sent: Vec<u8>,
    /// The program sends nothing more.
    ended: bool,
    /// The test closes the terminal.
    closing: bool,
}

/// Answers to be typed in, in the order of the questions.
#[derive(Default)]
struct Questions {
    answers: Vec<u8>,
}

impl vt100::Callbacks for Questions {
    fn unhandled_csi(
        &mut self,
        screen: &mut vt100::Screen,
        _: Option<u8>,
        _: Option<u8>,
        params: &[&[u16]],
        last: char,
    ) {
        if last == 'n' && params == [[6]] {
            let (row, column) = screen.cursor_position();
            let answer = format!("\x1b[{};{}R", row + 1, column + 1);
            self.answers.extend(answer.as_bytes());
        }
    }
}

/// What the terminal shows at one moment.
pub struct Shown<'a> {
    screen: &'a vt100::Screen,
    sent: &'a [u8],
}

impl Shown<'_> {
    /// The rows, without blanks at their ends.
    pub fn rows(&self) -> Vec<String> {
        let columns = self.screen.size().1;
        self.screen
            .rows(0, columns.get())
            .map(|row| unlay(row.trim_end()).into_owned())
            .collect()
    }

    /// Whether a row holds the text.
    pub fn has(&self, text: &str) -> bool {
        self.rows().iter().any(|row| row.contains(text))
    }

    /// The row and column of the cursor, from 0.
    pub fn cursor(&self) -> (u16, u16) {
        self.screen.cursor_position()
    }

    /// All that the program has sent, byte by byte.
    pub fn sent(&self) -> &[u8] {
        self.sent
    }

    /// The terminal itself: modes, colours, cells.
    pub fn terminal(&self) -> &vt100::Screen {
        self.screen
    }
}

impl Far {
    pub(super) fn new(how: &Start<'_>) -> Self {
        let terminal = vt100::Parser::new_with_callbacks(
            positive(how.rows),
            positive(how.columns),
            0,
            Questions::default(),
        );
        let width = if how.wide { Width::Wide } else { Width::Narrow };
        Self {
            state: Mutex::new(State {
                terminal,
                split: Vec::new(),
                sent: Vec::new(),
                ended: false,
                closing: false,
            }),
            changed: Condvar::new(),
            width,
            mute: how.mute,
        }
    }

    /// Takes what the program sends until it ends or the terminal is closed.
    pub(super) fn read(
        &self,
        mut output: Box<dyn Read + Send>,
        keys: &Mutex<Option<Box<dyn Write + Send>>>,
    ) {
        let mut buffer = [0; 65536];
        loop {
            let read = output.read(&mut buffer).unwrap_or(0);
            let mut state = self.state();
            if read == 0 || state.closing {
                state.ended = true;
                self.changed.notify_all();
                return;
            }
            state.take(&buffer[..read], self.width);
            let answers = std::mem::take(&mut state.terminal.callbacks_mut().answers);
            self.changed.notify_all();
            drop(state);
            if !self.mute
                && !answers.is_empty()
                && let Some(keys) = keys.lock().expect("no panic").as_mut()
            {
                // The program may have ended without waiting for the answer.
                keys.write_all(&answers).ok();
                keys.flush().ok();
            }
        }
    }

    pub(super) fn close(&self) {
        self.state().closing = true;
    }

    pub(super) fn resize(&self, columns: u16, rows: u16) {
        let size = (positive(rows), positive(columns));
        self.state().terminal.set_size(size.0, size.1);
    }

    pub(super) fn look<T>(&self, at: impl FnOnce(&Shown<'_>) -> T) -> T {
        at(&self.state().shown())
    }

    #[track_caller]
    pub(super) fn wait(&self, what: &str, wanted: impl Fn(&Shown<'_>) -> bool) {
        let state = self.wait_until(DEADLINE, |state| wanted(&state.shown()) || state.ended);
        let shown = state.shown();
        assert!(wanted(&shown), "never came: {what}\n{}", state.told());
    }

    #[track_caller]
    pub(super) fn wait_end(&self) {
        let state = self.wait_until(DEADLINE, |state| state.ended);
        assert!(state.ended, "it does not end\n{}", state.told());
    }

    pub(super) fn wait_at_most(&self, limit: Duration, wanted: impl Fn(&Shown<'_>) -> bool) {
        drop(self.wait_until(limit, |state| wanted(&state.shown()) || state.ended));
    }

    /// Waits until that holds, or for so long.
    fn wait_until(&self, limit: Duration, holds: impl Fn(&State) -> bool) -> MutexGuard<'_, State> {
        let start = Instant::now();
        let mut state = self.state();
        while !holds(&state) {
            let Some(left) = limit.checked_sub(start.elapsed()) else {
                return state;
            };
            state = self.changed.wait_timeout(state, left).expect("no panic").0;
        }
        state
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no panic")
    }
}

impl State {
    /// On a wide terminal disputed characters become such as vt100 draws two columns wide; for that the bytes must be
    /// text, so the beginning of a character waits for its end.
    fn take(&mut self, bytes: &[u8], width: Width) {
        self.sent.extend(bytes);
        self.split.extend(bytes);
        let whole = match std::str::from_utf8(&self.split) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => self.split.len(),
        };
        let text: Vec<u8> = self.split.drain(..whole).collect();
        let text = String::from_utf8_lossy(&text);
        self.terminal.process(lay(&text, width).as_bytes());
    }

    fn shown(&self) -> Shown<'_> {
        Shown {
            screen: self.terminal.screen(),
            sent: &self.sent,
        }
    }

    /// What a failed test prints.
    fn told(&self) -> String {
        let shown = self.shown();
        let (row, column) = shown.cursor();
        let ended = if self.ended { "ended" } else { "runs" };
        let rows = shown.rows().join("\n");
        format!("--- {ended}, cursor at row {row}, column {column} ---\n{rows}\n---")
    }
}

fn positive(size: u16) -> NonZeroU16 {
    NonZeroU16::new(size).expect("a terminal has rows and columns")
}
