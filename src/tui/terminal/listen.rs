//! The thread that waits for the terminal and for signals, and tells the loop of both over one channel.
//!
//! It sleeps in poll(2) without a time limit while nothing is half-read. The loop never reads: a terminal that is
//! gone must not keep it from saving.

use std::io;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{SendError, SyncSender};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::Event;
use super::encoding::{Charset, Incoming};
use super::input::{Decoder, Input};
use super::modes::{self, Modes};
use super::probe::{Answers, Probe};

/// So much of a paste without marks is told as one event; the loop draws between two where they take it long.
const LONGEST_BATCH: usize = 16 << 10;

/// The ears.
#[derive(Debug)]
pub(super) struct Ears {
    pub(super) signals: Signals,
    incoming: Incoming,
    decoder: Decoder,
    answers: Answers,
}

/// The signals that are listened to, by way of a pipe.
pub(super) type Signals = SignalDelivery<UnixStream, SignalOnly>;

/// What poll(2) said.
#[derive(Debug, Default)]
struct Ready {
    terminal: bool,
    signals: bool,
}

/// Why listening ends.
enum End {
    /// The terminal is gone.
    Gone,
    /// Nobody listens to us.
    Unheard,
}

impl<E> From<SendError<E>> for End {
    fn from(_: SendError<E>) -> Self {
        Self::Unheard
    }
}

/// Listens to signals from now on.
pub(super) fn signals() -> io::Result<Signals> {
    let (read, write) = UnixStream::pair()?;
    let listened = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH];
    SignalDelivery::with_pipe(read, write, SignalOnly, listened)
}

impl Ears {
    /// Ears that take the terminal for speaking this, and expect answers to the question, if it was put.
    pub(super) fn new(signals: Signals, charset: Charset, asked: bool) -> Self {
        Self {
            signals,
            incoming: Incoming::from(charset),
            decoder: Decoder::new(),
            answers: Answers::new(asked),
        }
    }

    /// Expects the answer to the second question, put in this encoding.
    pub(super) fn expect_width(&mut self, charset: Charset) {
        self.answers.expect_width(charset);
    }

    /// What the terminal sends is taken for this.
    fn speak(&mut self, charset: Charset) {
        if self.incoming.charset() != charset {
            self.incoming = Incoming::from(charset);
        }
    }

    /// Waits for the answer, at most so long after the question; gives it, and what was typed meanwhile.
    pub(super) fn answer(
        &mut self,
        asked: Instant,
        limit: Duration,
    ) -> (Option<Probe>, Vec<Input>) {
        let mut typed = Vec::new();
        // Signals wait for the thread: there is nothing yet that they could lose. An answer that came while the limit
        // went by is taken all the same.
        loop {
            let left = limit.saturating_sub(asked.elapsed());
            if !readable(left) {
                if left.is_zero() {
                    break;
                }
                continue;
            }
            let Ok(mut inputs) = self.read() else {
                break;
            };
            let probe = self.answers.take(&mut inputs);
            typed.append(&mut inputs);
            if let Some(probe) = probe {
                self.speak(probe.charset);
                return (Some(probe), typed);
            }
        }
        (None, typed)
    }

    /// Listens until the terminal is gone or nobody listens any more.
    pub(super) fn listen<E: From<Event>>(mut self, tell: &SyncSender<E>, modes: &Modes) {
        loop {
            match self.hear(tell, modes) {
                Ok(()) => {}
                Err(End::Gone) => {
                    tell.send(Event::Gone.into()).ok();
                    return;
                }
                Err(End::Unheard) => return,
            }
        }
    }

    /// Hears one thing and tells of it.
    fn hear<E: From<Event>>(&mut self, tell: &SyncSender<E>, modes: &Modes) -> Result<(), End> {
        let patience = self.decoder.patience();
        let ready = self.wait(patience).map_err(|_| End::Gone)?;
        if ready.signals {
            for signal in self.signals.pending() {
                self::signal(signal, tell, modes)?;
            }
        }
        let mut inputs = if ready.terminal {
            self.read().map_err(|_| End::Gone)?
        } else if ready.signals || patience.is_none() {
            return Ok(());
        } else {
            self.decoder.idle()
        };
        if let Some(probe) = self.answers.take(&mut inputs) {
            self.speak(probe.charset);
            tell.send(Event::Probed(probe).into())?;
        }
        if !inputs.is_empty() {
            tell.send(Event::Inputs(inputs).into())?;
        }
        Ok(())
    }

    /// Sleeps until something is there, or for so long.
    fn wait(&self, limit: Option<Duration>) -> io::Result<Ready> {
        let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
        let terminal = stdin();
        let mut both = [
            PollFd::new(&terminal, PollFlags::IN),
            PollFd::new(self.signals.get_read(), PollFlags::IN),
        ];
        match poll(&mut both, limit.as_ref()) {
            Ok(_) => {}
            // A signal; the pipe says which, at the next call.
            Err(Errno::INTR) => {
                let (terminal, signals) = (false, true);
                return Ok(Ready { terminal, signals });
            }
            Err(error) => return Err(error.into()),
        }
        let [terminal, signals] = both.map(|fd| !fd.revents().is_empty());
        Ok(Ready { terminal, signals })
    }

    /// Reads all that is there; an error where the terminal is gone, with nothing left to read.
    fn read(&mut self) -> io::Result<Vec<Input>> {
        let mut buffer = [0; 8192];
        let mut inputs = Vec::new();
        let mut total = 0;
        loop {
            let read = match rustix::io::read(stdin(), &mut buffer) {
                Ok(0) if total == 0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(read) => read,
                Err(Errno::INTR | Errno::AGAIN) => 0,
                Err(error) if total == 0 => return Err(error.into()),
                Err(_) => 0,
            };
            let bytes = self.incoming.feed(buffer.get(..read).unwrap_or_default());
            inputs.extend(self.decoder.feed(&bytes));
            total = read.saturating_add(total);
            // What a paste without marks has brought by now belongs to one event, so that it is drawn once.
            if read == 0 || total > LONGEST_BATCH || !readable(Duration::ZERO) {
                return Ok(inputs);
            }
        }
    }
}

/// Whether the terminal has something to read, or is gone, within so long.
fn readable(limit: Duration) -> bool {
    let terminal = stdin();
    let mut one = [PollFd::new(&terminal, PollFlags::IN)];
    let limit = Timespec::try_from(limit).unwrap_or_default();
    poll(&mut one, Some(&limit)).is_ok_and(|ready| ready > 0)
}

/// Does what a signal asks for, or tells of it.
fn signal<E: From<Event>>(signal: i32, tell: &SyncSender<E>, modes: &Modes) -> Result<(), End> {
    match signal {
        SIGTSTP => return Ok(tell.send(Event::Stop.into())?),
        SIGCONT => modes.resume(),
        SIGWINCH => {}
        _ => return Ok(tell.send(Event::Signal(signal).into())?),
    }
    if let Ok(size) = modes::size() {
        tell.send(Event::Resize(size.width, size.height).into())?;
    }
    Ok(())
}

/// Starts listening on a thread of its own.
pub(super) fn start<E: From<Event> + Send + 'static>(
    ears: Ears,
    tell: SyncSender<E>,
    modes: Arc<Modes>,
) -> io::Result<()> {
    std::thread::Builder::new()
        .name("terminal".into())
        .spawn(move || ears.listen(&tell, &modes))?;
    Ok(())
}
