//! What the wizard changes about a terminal, and its undoing: raw mode, the alternate screen, paste marks.
//!
//! Undone once, whoever comes first: the end, a panic, a signal. Nothing here minds that the terminal may be gone.

use std::io::{self, Write};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use nix::unistd::{getpgid, getpgrp, getppid, getsid};
use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::{stdin, stdout};
use rustix::termios::{self, OptionalActions, Termios};

/// Alternate screen; paste marks.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h";
/// The screen is cleared for terminals that have no alternate one (the Linux console).
const LEAVE: &[u8] = b"\x1b[?2004l\x1b[m\x1b[H\x1b[J\x1b[?1049l\x1b[?25h";

/// How long leaving waits for a terminal to take what is sent.
const PATIENCE: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 200_000_000,
};

/// The terminal as it was found.
#[derive(Debug)]
pub(super) struct Modes {
    found: Termios,
    on: AtomicBool,
}

impl Modes {
    /// Turns the wizard's modes on and sends `question` along; a panic turns them off before it prints.
    pub(super) fn on(question: &[u8]) -> io::Result<Arc<Self>> {
        let modes = Arc::new(Self {
            found: termios::tcgetattr(stdin())?,
            on: AtomicBool::new(false),
        });
        let for_panic = Arc::clone(&modes);
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            for_panic.off();
            print(info);
        }));
        modes.on.store(true, Ordering::SeqCst);
        if let Err(error) = modes.enter(question) {
            modes.off();
            return Err(error);
        }
        Ok(modes)
    }

    /// Puts back what was found; once.
    pub(super) fn off(&self) {
        if self.on.swap(false, Ordering::SeqCst) {
            self.leave();
        }
    }

    /// Puts back what was found while the process is stopped.
    pub(super) fn suspend(&self) {
        if self.on.load(Ordering::SeqCst) {
            self.leave();
        }
    }

    /// Turns the modes on again after the process was stopped.
    pub(super) fn resume(&self) {
        if self.on.load(Ordering::SeqCst) {
            // A terminal that is gone is found out by reading it.
            self.enter(b"").ok();
        }
    }

    fn enter(&self, question: &[u8]) -> io::Result<()> {
        let mut raw = self.found.clone();
        raw.make_raw();
        termios::tcsetattr(stdin(), OptionalActions::Now, &raw)?;
        Output.write_all(&[ENTER, question].concat())
    }

    fn leave(&self) {
        // A terminal that takes nothing more must not keep the process from ending.
        let out = stdout();
        let mut one = [PollFd::new(&out, PollFlags::OUT)];
        if poll(&mut one, Some(&PATIENCE)).is_ok_and(|ready| ready > 0) {
            Output.write_all(LEAVE).ok();
        }
        termios::tcsetattr(stdin(), OptionalActions::Now, &self.found).ok();
    }
}

/// Whether a shell with job control started this: then it can be stopped, and continued. A command of `ssh -t` has none,
/// nor has one whose parent is outside its container: all numbers of that one are 0, which rustix would not take.
pub(super) fn has_shell() -> bool {
    let parent = getppid();
    let session = getsid(Some(parent));
    let group = getpgid(Some(parent));
    [Ok(parent), session, group]
        .iter()
        .all(|number| number.is_ok_and(|number| number.as_raw() > 0))
        && session == getsid(None)
        && group != Ok(getpgrp())
}

/// The terminal's size; 80×24 where it does not know (serial lines).
pub(super) fn size() -> io::Result<Size> {
    let size = termios::tcgetwinsize(stdout())?;
    if size.ws_col == 0 || size.ws_row == 0 {
        return Ok(Size::new(80, 24));
    }
    Ok(Size::new(size.ws_col, size.ws_row))
}

/// Standard output, unbuffered: one write is one write(2) where the terminal takes it whole.
#[derive(Debug)]
pub(super) struct Output;

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match rustix::io::write(stdout(), bytes) {
                Ok(written) => return Ok(written),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => {
                    let out = stdout();
                    match poll(&mut [PollFd::new(&out, PollFlags::OUT)], None) {
                        Ok(_) | Err(Errno::INTR) => {}
                        Err(error) => return Err(error.into()),
                    }
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
