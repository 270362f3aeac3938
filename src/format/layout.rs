//! Where tables and values stand in the text of a report file. Every table with a header owns a chunk:
//! the blank lines and comments above it, its header and its lines.

use std::ops::Range;

use toml_edit::{Item, Key, Table, TableLike, Value};

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
    /// The layout of a text that was parsed into `root`.
    pub(super) fn of(text: &str, root: &Table) -> Self {
        let mut walk = Walk {
            layout: Self {
                regular: true,
                ..Self::default()
            },
            parts: 0,
        };
        walk.push(Some(Group::Root), Some(0..0), root);
        for (name, item) in root.iter() {
            match GROUPS.iter().find(|(_, known)| *known == name) {
                Some((group, _)) => walk.known(*group, item),
                None => walk.unknown(item, None, &[name]),
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
        layout
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
    fn push(&mut self, group: Option<Group>, header: Option<Range<usize>>, table: &dyn TableLike) {
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

    fn known(&mut self, group: Group, item: &Item) {
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
            if item.as_array().is_some() {
                self.layout.regular = false;
            }
            return;
        }
        let Some(table) = item.as_table_like() else {
            return;
        };
        // `[report]` that exists only through `[report.…]` has no chunk.
        let implicit = item
            .as_table()
            .is_some_and(|table| table.is_implicit() && !table.is_dotted());
        if !implicit {
            self.push(Some(group), header(item), table);
        }
        let owner = Owner {
            group,
            index: 0,
            depth: 1,
        };
        for (name, inner) in table.iter() {
            self.unknown(inner, Some(owner), &[name]);
            if group.is_figures() && !inner.is_value() {
                self.layout.regular = false;
            }
        }
    }

    fn row(&mut self, owner: Owner, header: Option<Range<usize>>, table: &dyn TableLike) {
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
        for (name, item) in table.iter() {
            if owner.group == Group::Section && name == "item" && owner.depth < DEEPEST {
                let depth = owner.depth.saturating_add(1);
                for (header, table) in rows(item) {
                    self.row(Owner { depth, ..owner }, header, table);
                }
                if item.as_array().is_some() {
                    self.layout.regular = false;
                }
            } else {
                self.unknown(item, Some(owner), &[name]);
            }
        }
    }

    /// Tables that version 1 does not know: they have lines, and may have to move with their owner.
    fn unknown(&mut self, item: &Item, owner: Option<Owner>, path: &[&str]) {
        let list = item.is_array_of_tables();
        let tables: Vec<&Table> = match item {
            Item::Table(table) => vec![table],
            Item::ArrayOfTables(tables) => tables.iter().collect(),
            Item::Value(_) | Item::None => return,
        };
        for table in tables {
            if !table.is_implicit() && !table.is_dotted() {
                self.push(owner.map(|owner| owner.group), table.span(), table);
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
            for (name, inner) in table.iter() {
                let path: Vec<&str> = path.iter().copied().chain([name]).collect();
                self.unknown(inner, owner, &path);
            }
        }
    }
}

/// The tables of an array, each with its header where it has one.
fn rows<'t>(item: &'t Item) -> Vec<(Option<Range<usize>>, &'t dyn TableLike)> {
    match item {
        Item::ArrayOfTables(tables) => {
            let row = |table: &'t Table| {
                let like: &dyn TableLike = table;
                (table.span(), like)
            };
            tables.iter().map(row).collect()
        }
        Item::Value(Value::Array(values)) => {
            let row = |value: &'t Value| {
                let like: &dyn TableLike = value.as_inline_table()?;
                Some((None, like))
            };
            values.iter().filter_map(row).collect()
        }
        _ => Vec::new(),
    }
}

fn header(item: &Item) -> Option<Range<usize>> {
    item.as_table()
        .filter(|table| !table.is_dotted())
        .and_then(Table::span)
}

fn entries(table: &dyn TableLike) -> Vec<Entry> {
    let entry = |(name, item): (&str, &Item)| {
        let value = item.as_value()?.span()?;
        let at = table.get_key_value(name)?.0.span()?;
        Some(Entry {
            key: name.to_owned(),
            at,
            value,
        })
    };
    table.iter().filter_map(entry).collect()
}

/// Where the last value of a table ends, those of dotted keys too.
fn last(table: &dyn TableLike) -> Option<usize> {
    let end = |(_, item): (&str, &Item)| match item {
        Item::Value(value) => value.span().map(|span| span.end),
        Item::Table(inner) if inner.is_dotted() => last(inner),
        _ => None,
    };
    table.iter().filter_map(end).max()
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
