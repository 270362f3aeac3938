//! The arrays of tables: fields, rules, accepted findings, promises, and the parts depth first. Rows are
//! changed where they stand, moved, taken away and added.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::{Field, Part, Report};

use super::super::keys::{self, Keys};
use super::super::layout::{DEEPEST, Group};
use super::{Emit, Writer};

/// A table of an array: which one of the file it was, and what it has.
struct Row<'a> {
    origin: Option<usize>,
    depth: usize,
    keys: Keys<'a>,
}

impl Writer<'_> {
    /// Brings every array up to date.
    pub(super) fn lists(&mut self) {
        let (was, now) = (&self.source.was, self.now);
        self.list(Group::Field, fields(was), fields(now));
        self.list(Group::Rule, rules(was, was), rules(now, was));
        self.list(Group::Accepted, accepted(was), accepted(now));
        self.list(Group::Promised, promised(was), promised(now));
        self.list(Group::Section, parts(was), parts(now));
    }

    /// Brings an array up to date; of a long report's many rows no more than one is held at a time.
    fn list<'a>(
        &mut self,
        group: Group,
        was: impl Iterator<Item = Row<'a>>,
        now: impl Iterator<Item = Row<'a>>,
    ) {
        let source = self.source;
        let units = source.layout().units(group);
        let old: BTreeMap<usize, Row<'a>> =
            was.filter_map(|row| Some((row.origin?, row))).collect();
        let mut wanted: Vec<Result<usize, String>> = Vec::new();
        let mut used = BTreeSet::new();
        for row in now {
            let known = row
                .origin
                .filter(|origin| *origin < units.len() && used.insert(*origin));
            match known.and_then(|origin| Some((origin, old.get(&origin)?))) {
                Some((origin, before)) => {
                    let unit = units.get(origin).map(Vec::as_slice).unwrap_or_default();
                    if let Some(own) = unit.first().and_then(|at| source.layout().chunks.get(*at)) {
                        self.keys(own, &before.keys, &row.keys);
                    }
                    if before.depth != row.depth {
                        self.headers(unit, row.depth);
                    }
                    wanted.push(Ok(origin));
                }
                None => wanted.push(Err(self.fresh(group, row.depth, &row.keys))),
            }
        }
        // Rows that were passed over while reading a newer format stay where they are.
        for origin in (0..units.len()).filter(|origin| !old.contains_key(origin)) {
            let at = wanted
                .iter()
                .position(|row| matches!(row, Ok(other) if *other > origin));
            wanted.insert(at.unwrap_or(wanted.len()), Ok(origin));
        }
        self.arrange(group, &units, wanted);
    }

    /// Writes the headers of a part that lies at another depth now, and of what is attached to it.
    fn headers(&mut self, unit: &[usize], depth: usize) {
        let source = self.source;
        let mut chunks = unit.iter().filter_map(|at| source.layout().chunks.get(*at));
        let Some(own) = chunks.next() else { return };
        let mut path = String::new();
        self::path(&mut path, own.group.unwrap_or(Group::Section), depth);
        self.splices
            .push((own.header.clone(), format!("[[{path}]]")));
        for chunk in chunks {
            let Some(attached) = &chunk.attached else {
                continue;
            };
            let inner = format!("{path}.{}", attached.path);
            let header = if attached.list {
                format!("[[{inner}]]")
            } else {
                format!("[{inner}]")
            };
            self.splices.push((chunk.header.clone(), header));
        }
    }

    fn arrange(&mut self, group: Group, units: &[Vec<usize>], wanted: Vec<Result<usize, String>>) {
        let kept: Vec<usize> = wanted
            .iter()
            .filter_map(|row| row.as_ref().ok().copied())
            .collect();
        if kept.len() == wanted.len() && kept.iter().copied().eq(0..units.len()) {
            return;
        }
        let own = |origin: usize| units.get(origin).and_then(|unit| unit.first().copied());
        let Some(first) = own(0) else {
            wanted
                .into_iter()
                .filter_map(Result::err)
                .for_each(|text| self.push(group, text));
            return;
        };
        for (origin, unit) in units.iter().enumerate() {
            let gone = !kept.contains(&origin);
            for (nth, at) in unit.iter().enumerate() {
                if let Some(plan) = self.plan.get_mut(*at) {
                    plan.clear();
                    if gone && nth == 0 {
                        plan.push(Emit::Comments(*at));
                    }
                }
            }
        }
        // In their old order rows stay where they stand; else the places are filled one after another.
        let ordered = kept.is_sorted();
        let last = own(units.len().saturating_sub(1)).unwrap_or(first);
        let mut slot = first;
        for (nth, row) in wanted.into_iter().enumerate() {
            slot = match row {
                Ok(origin) if ordered => own(origin).unwrap_or(slot),
                _ if ordered => slot,
                _ => own(nth).unwrap_or(last),
            };
            let Some(plan) = self.plan.get_mut(slot) else {
                continue;
            };
            match row {
                Ok(origin) => plan.extend(
                    units
                        .get(origin)
                        .into_iter()
                        .flatten()
                        .copied()
                        .map(Emit::Chunk),
                ),
                Err(text) => plan.push(Emit::New(text)),
            }
        }
    }
}

/// Writes what an array's table is called at a depth: `section.item.item`.
fn path(out: &mut String, group: Group, depth: usize) {
    out.push_str(group.name());
    (1..depth).for_each(|_| out.push_str(".item"));
}

/// Writes the header of a table.
pub(super) fn header(out: &mut String, group: Group, depth: usize) {
    let (opening, closing) = if group.is_list() {
        ("[[", "]]")
    } else {
        ("[", "]")
    };
    out.push_str(opening);
    path(out, group, depth);
    out.push_str(closing);
}

fn row<'a>(origin: Option<usize>, keys: impl Into<Keys<'a>>) -> Row<'a> {
    Row {
        origin,
        depth: 1,
        keys: keys.into(),
    }
}

fn fields(report: &Report) -> impl Iterator<Item = Row<'_>> {
    written(report).map(|field| row(field.origin, keys::field(field)))
}

/// The fields that the file has a table for: the two dates that always exist are no `[[field]]` unless the file has
/// them as one.
pub(super) fn written(report: &Report) -> impl Iterator<Item = &Field> {
    let written = |field: &&Field| field.origin.is_some() || !field.is_report_date();
    report.fields.iter().filter(written)
}

/// Rules have no memory of where they stood: equal ones are the same, then those at the same place.
fn rules<'a>(report: &'a Report, was: &Report) -> impl Iterator<Item = Row<'a>> {
    let mut free: BTreeSet<usize> = (0..was.rules.len()).collect();
    let mut origins: Vec<Option<usize>> = Vec::new();
    for rule in report.rules.iter() {
        let same = free
            .iter()
            .copied()
            .find(|at| was.rules.get(*at) == Some(rule));
        origins.push(same.inspect(|at| _ = free.remove(at)));
    }
    let rows = report.rules.iter().zip(origins).enumerate();
    rows.map(move |(at, (rule, origin))| row(origin.or_else(|| free.take(&at)), keys::rule(rule)))
}

fn accepted(report: &Report) -> impl Iterator<Item = Row<'_>> {
    report
        .accepted
        .iter()
        .map(|accepted| row(accepted.origin, keys::accepted(accepted)))
}

fn promised(report: &Report) -> impl Iterator<Item = Row<'_>> {
    report
        .promised
        .iter()
        .map(|promised| row(promised.origin, keys::promised(promised)))
}

fn parts(report: &Report) -> impl Iterator<Item = Row<'_>> {
    by_depth(report).into_iter().map(|(depth, part)| Row {
        origin: usize::try_from(part.id.0).ok(),
        depth,
        keys: keys::part(part).into(),
    })
}

/// The parts in their order, each with how deep its table lies.
pub(super) fn by_depth(report: &Report) -> Vec<(usize, &Part)> {
    fn below<'a>(parts: &'a [Part], depth: usize, found: &mut Vec<(usize, &'a Part)>) {
        for part in parts {
            found.push((depth.min(DEEPEST), part));
            below(&part.parts, depth.saturating_add(1), found);
        }
    }
    let mut found = Vec::new();
    below(&report.parts, 1, &mut found);
    found
}
