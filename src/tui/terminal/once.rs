//! The question of the start, put once without taking the terminal over: for whoever only wants to know.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use rustix::stdio::stdin;
use rustix::termios::{self, OptionalActions, Termios};

use super::encoding::Charset;
use super::listen::{self, Ears};
use super::modes::{self, Output};
use super::probe::{self, Probe};
use crate::tui::width::Width;

/// How long an answer may take.
const LIMIT: Duration = Duration::from_secs(1);

/// Puts back what was found.
struct Found(Termios);

impl Drop for Found {
    fn drop(&mut self) {
        // Where the terminal is gone there is nothing to put back.
        termios::tcsetattr(stdin(), OptionalActions::Now, &self.0).ok();
    }
}

/// What the terminal on standard input and output says of itself; `None` where it does not answer.
///
/// # Errors
/// There is no terminal.
pub fn ask() -> io::Result<Option<Probe>> {
    if !probe::fits(modes::size()?) {
        return Ok(None);
    }
    let found = Found(termios::tcgetattr(stdin())?);
    let mut raw = found.0.clone();
    raw.make_raw();
    termios::tcsetattr(stdin(), OptionalActions::Now, &raw)?;
    let mut ears = Ears::new(listen::signals()?, Charset::Utf8, true);
    Output.write_all(probe::QUESTION.as_bytes())?;
    let (Some(probe), _) = ears.answer(Instant::now(), LIMIT) else {
        return Ok(None);
    };
    if !matches!(probe.charset, Charset::Gbk | Charset::Gb18030) {
        return Ok(Some(probe));
    }
    Output.write_all(probe::WIDTH_QUESTION)?;
    ears.expect_width(probe.charset);
    let (again, _) = ears.answer(Instant::now(), LIMIT);
    let width = again.map_or(Width::Wide, |again| again.width);
    Ok(Some(Probe { width, ..probe }))
}

/// What the terminal's own line discipline is set to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    /// Columns and rows; zero where the terminal does not know.
    pub size: (u16, u16),
    /// The byte that Backspace is taken for.
    pub erase: u8,
    /// Whether Ctrl-S and Ctrl-Q stop and start the output.
    pub flow: bool,
}

/// How the terminal on standard input is set, by the system's account; `None` where there is no terminal.
#[must_use]
pub fn line() -> Option<Line> {
    let modes = termios::tcgetattr(stdin()).ok()?;
    let size = termios::tcgetwinsize(stdin()).ok()?;
    Some(Line {
        size: (size.ws_col, size.ws_row),
        erase: modes.special_codes[termios::SpecialCodeIndex::VERASE],
        flow: modes.input_modes.contains(termios::InputModes::IXON),
    })
}
