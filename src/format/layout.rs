//! Where tables and values stand in the text of a report file. Every table with a header owns a chunk:
//! the blank lines and comments above it, its header and its lines.

use std::ops::Range;

use toml_edit::Key;

use super::tree::{self, Form, Item, Table};
use super::{line_end, slice};

/// What a table is for, in the order in which a new file has them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Group {
    Root,
    Report,
    Values,
    Unfinished,
    Previous,
    Notes,
    Field,
    Rule,
    Accepted,
    Promised,
    Section,
}

/// The groups as the file names them.
pub(super) const GROUPS: [(Group, &str); 10] = [
    (Group::Report, "report"),
    (Group::Values, "values"),
    (Group::Unfinished, "unfinished"),
    (Group::Previous, "previous"),
    (Group::Notes, "notes"),
    (Group::Field, "field"),
    (Group::Rule, "rule"),
    (Group::Accepted, "accepted"),
    (Group::Promised, "promised"),
    (Group::Section, "section"),
];

impl Group {
    /// Its name in the file.
    pub(super) fn name(self) -> &'static str {
        GROUPS
            .iter()
            .find(|(group, _)| *group == self)
            .map_or("", |(_, name)| name)
    }

    /// Whether the file has it as an array of tables.
    pub(super) fn is_list(self) -> bool {
        self >= Self::Field
    }

    /// Whether its keys are the report's figures, whose values may be of any type.
    pub(super) fn is_figures(self) -> bool {
        matches!(
            self,
            Self::Values | Self::Unfinished | Self::Previous | Self::Notes
        )
    }
}

/// One `key = value`.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The key, decoded.
    pub key: String,
    /// Where the key stands.
    pub at: Range<usize>,
    /// Where the value stands.
    pub value: Range<usize>,
}

/// A table that belongs to another one and is none of ours: its path below that one.
#[derive(Clone, Debug)]
pub(super) struct Attached {
    /// The rest of its path as written in a header.
    pub path: String,
    /// Whether it is written `[[…]]`.
    pub list: bool,
}

/// A table with all its lines.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    /// What it is; `None` for tables that version 1 does not know.
    pub group: Option<Group>,
    /// Its place in its array of tables; parts are counted depth first.
    pub index: usize,
    /// How deep a part lies, 1 for a section.
    pub depth: usize,
    /// Set where it only belongs to the table of this group and index.
    pub attached: Option<Attached>,
    /// The line above which nothing is its own.
    pub start: usize,
    /// `[…]` or `[[…]]`; empty at the start for the root.
    pub header: Range<usize>,
    /// Behind its last line.
    pub end: usize,
    /// Its plain values.
    pub entries: Vec<Entry>,
}

impl Chunk {
    /// The value of this key.
    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// Where everything stands.
#[derive(Clone, Default, Debug)]
pub(super) struct Layout {
    /// The chunks in the order of the text, the root first.
    pub chunks: Vec<Chunk>,
    /// Tables without a header of their own: written in braces or with dotted keys.
    loose: Vec<Chunk>,
    /// Whether every table of ours has a header of its own.
    pub regular: bool,
}

/// How deep parts may lie, the section counted.
pub(super) const DEEPEST: usize = 4;

impl Layout {
    /// The layout of a text; `None` where it is no TOML.
    pub(super) fn of(text: &str) -> Option<Self> {
        let root = tree::read(text).ok()?;
        let mut walk = Walk {
            layout: Self {
                regular: true,
                ..Self::default()
            },
            parts: 0,
        };
        walk.push(Some(Group::Root), Some(0..0), &root);
        for tree::Entry { key, item, .. } in &root.entries {
            match GROUPS.iter().find(|(_, known)| known == key) {
                Some((group, _)) => walk.known(*group, item),
                None => walk.unknown(item, None, &[key]),
            }
        }
        let mut layout = walk.layout;
        layout
            .chunks
            .sort_by_key(|chunk| (chunk.group != Some(Group::Root), chunk.header.start));
        let mut start = 0;
        for chunk in &mut layout.chunks {
            chunk.start = start;
            // The root without lines of its own ends where the text begins.
            if chunk.end > 0 {
                chunk.end = line_end(text, chunk.end);
            }
            start = chunk.end;
        }
        Some(layout)
    }

    /// The table of this group and index, whatever form it is written in.
    pub(super) fn find(&self, group: Group, index: usize) -> Option<&Chunk> {
        let mut all = self.chunks.iter().chain(&self.loose);
        all.find(|chunk| {
            chunk.group == Some(group) && chunk.index == index && chunk.attached.is_none()
        })
    }

    /// The tables of an array in their order, each as the places of its chunks: its own first, then
    /// those attached to it.
    pub(super) fn units(&self, group: Group) -> Vec<Vec<usize>> {
        let mut units: Vec<Vec<usize>> = Vec::new();
        let own = self
            .chunks
            .iter()
            .enumerate()
            .filter(|(_, chunk)| chunk.group == Some(group));
        for (at, chunk) in own.clone().filter(|(_, chunk)| chunk.attached.is_none()) {
            if chunk.index == units.len() {
                units.push(vec![at]);
            }
        }
        for (at, chunk) in own.filter(|(_, chunk)| chunk.attached.is_some()) {
            if let Some(unit) = units.get_mut(chunk.index) {
                unit.push(at);
            }
        }
        units
    }
}

struct Walk {
    layout: Layout,
    parts: usize,
}

/// The table whose attached tables are being walked.
#[derive(Clone, Copy)]
struct Owner {
    group: Group,
    index: usize,
    depth: usize,
}

impl Walk {
    fn push(&mut self, group: Option<Group>, header: Option<Range<usize>>, table: &Table<'_>) {
        let loose = header.is_none();
        let header = header.unwrap_or_default();
        let end = last(table).unwrap_or(header.end).max(header.end);
        let entries = if group.is_some() {
            entries(table)
        } else {
            Vec::new()
        };
        let chunk = Chunk {
            group,
            index: 0,
            depth: 1,
            attached: None,
            start: 0,
            header,
            end,
            entries,
        };
        if loose {
            self.layout.loose.push(chunk);
            self.layout.regular = false;
        } else {
            self.layout.chunks.push(chunk);
        }
    }

    fn known(&mut self, group: Group, item: &Item<'_>) {
        if group.is_list() {
            for (index, (header, table)) in rows(item).into_iter().enumerate() {
                self.row(
                    Owner {
                        group,
                        index,
                        depth: 1,
                    },
                    header,
                    table,
                );
            }
            // An empty `section = []` has no header either.
            if item.list().is_some() {
                self.layout.regular = false;
            }
            return;
        }
        let Some(table) = item.table() else {
            return;
        };
        // `[report]` that exists only through `[report.…]` has no chunk.
        if table.form != Form::Implied {
            self.push(Some(group), header(table), table);
        }
        let owner = Owner {
            group,
            index: 0,
            depth: 1,
        };
        for tree::Entry { key, item, .. } in &table.entries {
            self.unknown(item, Some(owner), &[key]);
            if group.is_figures() && item.value().is_none() {
                self.layout.regular = false;
            }
        }
    }

    fn row(&mut self, owner: Owner, header: Option<Range<usize>>, table: &Table<'_>) {
        let index = if owner.group == Group::Section {
            self.parts
        } else {
            owner.index
        };
        let owner = Owner { index, ..owner };
        self.push(Some(owner.group), header.clone(), table);
        let list = if header.is_none() {
            &mut self.layout.loose
        } else {
            &mut self.layout.chunks
        };
        if let Some(chunk) = list.last_mut() {
            chunk.index = index;
            chunk.depth = owner.depth;
        }
        self.parts = self
            .parts
            .saturating_add(usize::from(owner.group == Group::Section));
        for tree::Entry { key, item, .. } in &table.entries {
            if owner.group == Group::Section && key == "item" && owner.depth < DEEPEST {
                let depth = owner.depth.saturating_add(1);
                for (header, table) in rows(item) {
                    self.row(Owner { depth, ..owner }, header, table);
                }
                if item.list().is_some() {
                    self.layout.regular = false;
                }
            } else {
                self.unknown(item, Some(owner), &[key]);
            }
        }
    }

    /// Tables that version 1 does not know: they have lines, and may have to move with their owner.
    fn unknown(&mut self, item: &Item<'_>, owner: Option<Owner>, path: &[&str]) {
        let list = matches!(item, Item::Tables(_));
        let tables = match item {
            Item::Table(table) => std::slice::from_ref(table),
            Item::Tables(tables) => tables,
            Item::Value(_) => return,
        };
        for table in tables {
            if let Some(header) = header(table) {
                self.push(owner.map(|owner| owner.group), Some(header), table);
                if let (Some(owner), Some(chunk)) = (owner, self.layout.chunks.last_mut()) {
                    let keys: Vec<String> =
                        path.iter().map(|key| Key::new(*key).to_string()).collect();
                    chunk.index = owner.index;
                    chunk.depth = owner.depth;
                    chunk.attached = Some(Attached {
                        path: keys.join("."),
                        list,
                    });
                    chunk.entries.clear();
                }
            }
            for tree::Entry { key, item, .. } in &table.entries {
                let path: Vec<&str> = path.iter().copied().chain([&**key]).collect();
                self.unknown(item, owner, &path);
            }
        }
    }
}

/// The tables of an array, each with its header where it has one.
fn rows<'t>(item: &'t Item<'t>) -> Vec<(Option<Range<usize>>, &'t Table<'t>)> {
    match item {
        Item::Tables(tables) => tables.iter().map(|table| (header(table), table)).collect(),
        _ => {
            let values = item.list().unwrap_or_default().iter();
            values
                .filter_map(|value| Some((None, value.table()?)))
                .collect()
        }
    }
}

/// The header of a table that has one.
fn header(table: &Table<'_>) -> Option<Range<usize>> {
    (table.form == Form::Header).then(|| table.span.clone())
}

fn entries(table: &Table<'_>) -> Vec<Entry> {
    let entry = |tree::Entry { key, at, item }: &tree::Entry<'_>| {
        Some(Entry {
            key: key.to_string(),
            at: at.clone(),
            value: item.value()?.span.clone(),
        })
    };
    table.entries.iter().filter_map(entry).collect()
}

/// Where the last value of a table ends, those of dotted keys too.
fn last(table: &Table<'_>) -> Option<usize> {
    let end = |entry: &tree::Entry<'_>| match &entry.item {
        Item::Value(value) => Some(value.span.end),
        Item::Table(inner) if inner.form == Form::Dotted => last(inner),
        _ => None,
    };
    table.entries.iter().filter_map(end).max()
}

/// The comments above a header that stand for themselves, because a blank line parts them from it.
pub(super) fn detached(text: &str, chunk: &Chunk) -> Range<usize> {
    let (mut at, mut comment, mut parted) = (chunk.start, chunk.start, chunk.start);
    for line in slice(text, chunk.start..chunk.header.start).split_inclusive('\n') {
        at = at.saturating_add(line.len());
        if line.trim_start().starts_with('#') {
            comment = at;
        } else if line.ends_with('\n') {
            parted = comment;
        }
    }
    chunk.start..parted
}
