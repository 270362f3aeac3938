//! `Report` → text: every difference from the report as it was read becomes a change of a few letters
//! of the text, or moves, takes away or adds a whole table.

use std::ops::Range;

use crate::report::Report;

use super::keys::{self, Keys};
use super::layout::{Chunk, Entry, Group};
use super::spell::Spelled;
use super::{Source, line_end, line_ending, line_start, slice};

mod assembly;
mod figures;
mod fresh;
mod lists;

pub(super) use fresh::{Out, write as fresh};

/// The file's text for the report as it now is.
pub(super) fn text(source: &Source, now: &Report) -> String {
    let plan = source
        .layout()
        .chunks
        .iter()
        .enumerate()
        .map(|(at, _)| vec![Emit::Chunk(at)])
        .collect();
    let eol = line_ending(source.body());
    let mut writer = Writer {
        source,
        now,
        body: source.body(),
        eol,
        splices: Vec::new(),
        plan,
    };
    writer.format();
    writer.table(Group::Report, keys::report(&source.was), keys::report(now));
    writer.every_figure();
    writer.lists();
    writer.finish()
}

/// What stands at a place of the new text.
enum Emit {
    /// A table with its comments, as changed.
    Chunk(usize),
    /// Only the comments above a table that is gone.
    Comments(usize),
    /// A new table.
    New(String),
}

struct Writer<'a> {
    source: &'a Source,
    now: &'a Report,
    body: &'a str,
    eol: &'static str,
    splices: Vec<(Range<usize>, String)>,
    plan: Vec<Vec<Emit>>,
}

impl<'a> Writer<'a> {
    fn format(&mut self) {
        let value = Spelled::Raw(self.now.format.to_string().into());
        if self.now.format != self.source.was.format {
            let root = self.source.layout().find(Group::Root, 0);
            match root.and_then(|root| root.entry("format")) {
                Some(entry) => self.replace(entry, &value),
                None => self
                    .splices
                    .push((0..0, format!("format = {}{}", self.now.format, self.eol))),
            }
        }
    }

    /// A table that stands alone.
    fn table(&mut self, group: Group, was: Keys<'_>, now: Keys<'_>) {
        match self.source.layout().find(group, 0) {
            Some(chunk) => self.keys(chunk, &was, &now),
            None if was == now => {}
            None => {
                let changed = now.into_iter().zip(was).filter(|(now, was)| now != was);
                let changed: Keys<'_> = changed.map(|(now, _)| now).collect();
                let text = self.fresh(group, 1, &changed);
                self.push(group, text);
            }
        }
    }

    /// Brings the known keys of a table up to date.
    fn keys(&mut self, chunk: &'a Chunk, was: &Keys<'_>, now: &Keys<'_>) {
        for (at, ((key, old), (_, new))) in was.iter().zip(now).enumerate() {
            if old == new {
                continue;
            }
            match (chunk.entry(key), new) {
                (Some(entry), Some(value)) => self.replace(entry, value),
                (Some(entry), None) => self.remove(entry),
                (None, Some(value)) => {
                    let before = now
                        .iter()
                        .take(at)
                        .rev()
                        .find_map(|(key, _)| chunk.entry(key));
                    self.insert(chunk, before, self.line_of(key, value));
                }
                (None, None) => {}
            }
        }
    }

    /// Puts a new table behind the tables that a new file has before it.
    fn push(&mut self, group: Group, text: String) {
        let chunks = &self.source.layout().chunks;
        let before = chunks
            .iter()
            .filter_map(|chunk| chunk.group)
            .filter(|other| *other < group)
            .max();
        let at = chunks
            .iter()
            .rposition(|chunk| chunk.group.is_some() && chunk.group == before)
            .unwrap_or(0);
        if let Some(plan) = self.plan.get_mut(at) {
            plan.push(Emit::New(text));
        }
    }

    /// A table that the file does not have yet.
    fn fresh(&self, group: Group, depth: usize, keys: &Keys<'_>) -> String {
        let mut text = String::new();
        lists::header(&mut text, group, depth);
        text.push_str(self.eol);
        fresh::lines(&mut text, keys, self.eol);
        text
    }

    fn line_of(&self, key: &str, value: &Spelled<'_>) -> String {
        let mut line = key.to_owned();
        write_value(&mut line, value, self.eol);
        line
    }

    fn replace(&mut self, entry: &Entry, value: &Spelled<'_>) {
        let mut text = String::new();
        value.write(&mut text, slice(self.body, entry.value.clone()), self.eol);
        self.splices.push((entry.value.clone(), text));
    }

    /// Takes a line away; a comment behind the value stays.
    fn remove(&mut self, entry: &Entry) {
        let line = self.line(entry);
        let rest = slice(self.body, entry.value.end..line.end).trim_start_matches([' ', '\t']);
        let comment = if rest.starts_with('#') {
            rest.to_owned()
        } else {
            String::new()
        };
        self.splices.push((line, comment));
    }

    fn insert(&mut self, chunk: &Chunk, before: Option<&Entry>, line: String) {
        let at = line_end(
            self.body,
            before.map_or(chunk.header.end, |entry| entry.value.end),
        );
        let joined = at > 0 && !slice(self.body, 0..at).ends_with('\n');
        self.splices.push((
            at..at,
            if joined {
                format!("{}{line}", self.eol)
            } else {
                line
            },
        ));
    }

    fn line(&self, entry: &Entry) -> Range<usize> {
        line_start(self.body, entry.at.start)..line_end(self.body, entry.value.end)
    }
}

/// Writes what stands behind a key.
fn write_value(out: &mut String, value: &Spelled<'_>, eol: &str) {
    out.push_str(" = ");
    value.write(out, "", eol);
    out.push_str(eol);
}
