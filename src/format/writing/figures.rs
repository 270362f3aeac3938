//! The tables whose keys are figures: `[values]`, `[unfinished]`, `[previous]` and `[notes]`.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use foldhash::fast::FixedState;

use crate::report::{AS_OF, Answer, REPORT_DATE, Report, canonical, canonical_ref};

use super::super::layout::{Entry, Group};
use super::super::slice;
use super::super::spell::{Spelled, quote, quoted};
use super::{Emit, Writer, write_value};

/// What stands under each canonical key.
pub(super) type Figures<'a> = BTreeMap<&'a str, Option<Spelled<'a>>>;

/// The answers as they are used.
pub(super) fn values(report: &Report) -> Figures<'_> {
    let is_date = |key: &str| key == REPORT_DATE || key == AS_OF;
    let answers = report.answers.iter().filter(|(key, _)| !is_date(key));
    answers
        .map(|(key, answer)| (key.as_str(), answer.value.as_ref().map(Spelled::stored)))
        .collect()
}

/// What was typed and is not right. An entry whose answer is as it `was` stays as it is.
pub(super) fn unfinished<'a>(report: &'a Report, was: Option<&Report>) -> Figures<'a> {
    let answers = report.answers.iter().map(|(key, answer)| {
        let same = was.is_some_and(|was| was.answers.get(key) == Some(answer));
        // Without a field nothing can tell whether it is right.
        let right = || match report.field(key) {
            Some(_) if answer.untaken => false,
            Some(_) => !matches!(
                report.read(key, answer.typed.as_deref().unwrap_or_default()),
                Some(Err(_))
            ),
            None => false,
        };
        let gone = answer.typed.is_none() || !same && right();
        (key.as_str(), if gone { None } else { typed(answer) })
    });
    answers.collect()
}

fn typed(answer: &Answer) -> Option<Spelled<'_>> {
    answer.typed.as_deref().map(Spelled::Text)
}

/// Last period's figures.
pub(super) fn previous(report: &Report) -> Figures<'_> {
    let stored = report.previous.iter();
    stored
        .map(|(key, stored)| (key.as_str(), Some(Spelled::stored(stored))))
        .collect()
}

/// What was noted beside the figures.
pub(super) fn notes(report: &Report) -> Figures<'_> {
    let notes = report.notes.iter();
    notes
        .map(|(key, note)| (key.as_str(), Some(Spelled::Text(note))))
        .collect()
}

/// Each key once, by its canonical form and as it is spelled first: those of the fields in their order, then `others`.
pub(super) fn ordered<'a>(
    report: &'a Report,
    others: impl Iterator<Item = &'a str>,
) -> Vec<(Cow<'a, str>, &'a str)> {
    let mut order = Vec::new();
    let mut seen = HashSet::with_hasher(FixedState::default());
    let fields = report.fields.iter().map(|field| field.key.as_str());
    for key in fields.chain(others) {
        let name = canonical_ref(key);
        if seen.insert(name.clone()) {
            order.push((name, key));
        }
    }
    order
}

/// Writes the line of each figure that has something.
pub(super) fn lines(
    out: &mut String,
    order: &[(Cow<'_, str>, &str)],
    (now, eol): (&Figures<'_>, &str),
) {
    for (name, key) in order {
        if let Some(value) = now.get(name.as_ref()).and_then(Option::as_ref) {
            quote(key, out);
            write_value(out, value, eol);
        }
    }
}

impl<'a> Writer<'a> {
    /// Brings all four tables up to date.
    pub(super) fn every_figure(&mut self) {
        let (was, now) = (&self.source.was, self.now);
        self.figures(Group::Values, &values(was), &values(now));
        self.unfinished();
        self.figures(Group::Previous, &previous(was), &previous(now));
        self.figures(Group::Notes, &notes(was), &notes(now));
    }

    fn unfinished(&mut self) {
        let typed = |(key, answer): (&'a String, &'a Answer)| (key.as_str(), typed(answer));
        let was = self.source.was.answers.iter().map(typed).collect();
        let now = unfinished(self.now, Some(&self.source.was));
        self.figures(Group::Unfinished, &was, &now);
        self.drop_empty();
    }

    /// `[unfinished]` goes with its last entry, unless someone wrote something else there.
    fn drop_empty(&mut self) {
        let chunks = &self.source.layout().chunks;
        let found = chunks
            .iter()
            .position(|c| c.group == Some(Group::Unfinished) && c.attached.is_none());
        let Some((at, chunk)) = found.and_then(|at| Some((at, chunks.get(at)?))) else {
            return;
        };
        let removed = |entry: &Entry| {
            let line = self.line(entry);
            self.splices
                .iter()
                .any(|(range, text)| *range == line && text.is_empty())
        };
        let all = !chunk.entries.is_empty() && chunk.entries.iter().all(removed);
        let inserted = self.splices.iter().any(|(range, _)| {
            range.is_empty() && range.start > chunk.header.start && range.start <= chunk.end
        });
        let commented = slice(self.body, chunk.start..chunk.end).contains('#');
        if all
            && !inserted
            && !commented
            && let Some(plan) = self.plan.get_mut(at)
        {
            plan.retain(|emit| !matches!(emit, Emit::Chunk(_)));
        }
    }

    /// A table whose keys are figures: new ones stand in the order of the fields.
    fn figures(&mut self, group: Group, was: &Figures<'_>, now: &Figures<'_>) {
        if was == now {
            return;
        }
        let order = ordered(self.now, now.keys().chain(was.keys()).copied());
        let Some(chunk) = self.source.layout().find(group, 0) else {
            let mut table = format!("[{}]{}", group.name(), self.eol);
            let header = table.len();
            lines(&mut table, &order, (now, self.eol));
            if table.len() > header {
                self.push(group, table);
            }
            return;
        };
        let mut lines: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
        for entry in &chunk.entries {
            lines.entry(canonical(&entry.key)).or_default().push(entry);
        }
        let mut before: Option<&Entry> = None;
        for (name, key) in order {
            let there = lines
                .get(name.as_ref())
                .map(Vec::as_slice)
                .unwrap_or_default();
            let (old, new) = (
                was.get(name.as_ref()).cloned().flatten(),
                now.get(name.as_ref()).cloned().flatten(),
            );
            match (there.first(), &new) {
                _ if old == new => {}
                (Some(entry), Some(value)) => self.replace(entry, value),
                (Some(_), None) => there.iter().for_each(|entry| self.remove(entry)),
                (None, Some(value)) => {
                    self.insert(chunk, before, self.line_of(&quoted(key), value))
                }
                (None, None) => {}
            }
            before = there.first().copied().or(before);
        }
    }
}
