//! A line between a client and a server on the loopback address: it can be cut, and made slow.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests only")]

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How slow a line is.
#[derive(Clone, Copy)]
struct Pace {
    /// How long each byte is under way.
    delay: Duration,
    /// Bytes a second; 0 for any number.
    rate: u32,
}

/// The line; one client, one server.
pub(crate) struct Line {
    /// Where the client connects to.
    pub(crate) port: u16,
    pace: Arc<Mutex<Pace>>,
    ends: Arc<Mutex<Vec<TcpStream>>>,
}

impl Line {
    /// A line to the server at this port.
    pub(crate) fn to(server: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let pace = Arc::new(Mutex::new(Pace {
            delay: Duration::ZERO,
            rate: 0,
        }));
        let ends = Arc::new(Mutex::new(Vec::new()));
        let (paced, kept) = (Arc::clone(&pace), Arc::clone(&ends));
        thread::spawn(move || {
            let (client, _) = listener.accept().unwrap();
            let server = TcpStream::connect(("127.0.0.1", server)).unwrap();
            for end in [&client, &server] {
                end.set_nodelay(true).unwrap();
                kept.lock().unwrap().push(end.try_clone().unwrap());
            }
            carry(
                client.try_clone().unwrap(),
                server.try_clone().unwrap(),
                Arc::clone(&paced),
            );
            carry(server, client, paced);
        });
        Self { port, pace, ends }
    }

    /// From now on each byte takes so long, and so many come through a second, either way.
    pub(crate) fn slow(&self, delay: Duration, rate: u32) {
        *self.pace.lock().unwrap() = Pace { delay, rate };
    }

    /// Cuts it.
    pub(crate) fn cut(&self) {
        for end in self.ends.lock().unwrap().iter() {
            end.shutdown(Shutdown::Both).ok();
        }
    }
}

/// Carries what one end sends to the other, on threads of its own.
fn carry(from: TcpStream, to: TcpStream, pace: Arc<Mutex<Pace>>) {
    let (tell, queue) = channel();
    thread::spawn(move || take(from, &tell, &pace));
    thread::spawn(move || give(to, &queue));
}

/// Takes bytes and says when they arrive.
fn take(mut from: TcpStream, tell: &Sender<(Instant, Vec<u8>)>, pace: &Mutex<Pace>) {
    let mut buffer = [0; 4096];
    let mut free = Instant::now();
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        let Pace { delay, rate } = *pace.lock().unwrap();
        let bytes = u32::try_from(read).unwrap();
        let busy = match rate {
            0 => Duration::ZERO,
            rate => Duration::from_secs(1) * bytes / rate,
        };
        free = free.max(Instant::now()) + busy;
        if tell.send((free + delay, buffer[..read].to_vec())).is_err() {
            return;
        }
    }
}

/// Gives each lot to the other end when it arrives.
fn give(mut to: TcpStream, queue: &Receiver<(Instant, Vec<u8>)>) {
    for (due, bytes) in queue {
        while let Some(left) = due
            .checked_duration_since(Instant::now())
            .filter(|left| !left.is_zero())
        {
            thread::park_timeout(left);
        }
        if to.write_all(&bytes).is_err() {
            return;
        }
    }
    to.shutdown(Shutdown::Write).ok();
}
