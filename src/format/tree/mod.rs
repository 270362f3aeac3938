//! TOML text → tables of keys and values, each with its place. `toml_parser` reads the text; what TOML
//! forbids between its lines (a key twice, a table opened twice) is seen here. Nothing is copied but
//! what is spelled with escapes: a report file is read at every start, and every save reads it again.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use toml_parser::{ParseError, Span};

mod builder;
#[cfg(test)]
mod tests;

pub(super) use builder::read;

/// Up to here a table is searched through; above it has an index.
const FEW: usize = 16;

/// How a table is written.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) enum Form {
    /// Below its own `[…]` or `[[…]]`.
    #[default]
    Header,
    /// `{…}`.
    Braces,
    /// Only by keys with dots.
    Dotted,
    /// Only by headers of tables in it.
    Implied,
}

/// A table and where it stands: its header, its braces, or the name that it is first met by.
#[derive(Default, Debug)]
pub(super) struct Table<'t> {
    pub form: Form,
    pub span: Range<usize>,
    pub entries: Vec<Entry<'t>>,
    /// Where its keys are, once they are many.
    index: Option<Box<Index<'t>>>,
}

type Index<'t> = HashMap<Cow<'t, str>, usize, RandomState>;

/// A key, decoded, where it stands, and what it has.
#[derive(Debug)]
pub(super) struct Entry<'t> {
    pub key: Cow<'t, str>,
    pub at: Range<usize>,
    pub item: Item<'t>,
}

/// What a key has.
#[derive(Debug)]
pub(super) enum Item<'t> {
    Value(Value<'t>),
    Table(Table<'t>),
    /// Tables below `[[…]]`; never none.
    Tables(Vec<Table<'t>>),
}

/// A value and where it stands.
#[derive(Debug)]
pub(super) struct Value<'t> {
    pub span: Range<usize>,
    pub content: Content<'t>,
}

/// A value by its type. Figures are taken from their spelling, so they are not worked out here.
#[derive(Debug)]
pub(super) enum Content<'t> {
    Text(Cow<'t, str>),
    Integer(i64),
    /// A number that is no whole one, or one with more digits than that.
    Float,
    /// A day without a time.
    Date,
    /// Any other moment.
    Time,
    Flag(bool),
    List(Vec<Value<'t>>),
    Table(Box<Table<'t>>),
}

impl<'t> Table<'t> {
    fn new(form: Form, span: Range<usize>) -> Self {
        Self {
            form,
            span,
            ..Self::default()
        }
    }

    /// What a key has.
    pub(super) fn get(&self, key: &str) -> Option<&Item<'t>> {
        let entry = self.entries.get(self.position(key)?)?;
        Some(&entry.item)
    }

    fn position(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(key).copied(),
            None => self.entries.iter().position(|entry| entry.key == key),
        }
    }

    fn push(&mut self, key: Key<'t>, item: Item<'t>) {
        self.entries.push(Entry {
            key: key.name,
            at: range(key.span),
            item,
        });
        if self.entries.len() > FEW {
            let index = self.index.get_or_insert_default();
            let new = self.entries.iter().enumerate().skip(index.len());
            index.extend(new.map(|(at, entry)| (entry.key.clone(), at)));
        }
    }

    /// The item of this key; a new one where there is none.
    fn entry(&mut self, key: &Key<'t>, new: impl FnOnce() -> Item<'t>) -> Option<&mut Item<'t>> {
        let at = self.position(&key.name).unwrap_or(self.entries.len());
        if at == self.entries.len() {
            self.push(key.clone(), new());
        }
        self.entries.get_mut(at).map(|entry| &mut entry.item)
    }

    /// Whether it may still be opened: nothing has said where it stands.
    fn is_open(&self) -> bool {
        matches!(self.form, Form::Dotted | Form::Implied)
    }

    /// The table that a path leads to; `form` is how tables on it that are not there yet are written.
    fn descend(&mut self, path: &[Key<'t>], form: Form) -> Result<&mut Self, ParseError> {
        let mut table = self;
        for key in path {
            let new = || Item::Table(Self::new(form, range(key.span)));
            table = match table.entry(key, new) {
                Some(Item::Table(inner)) => {
                    if form == Form::Dotted {
                        if !inner.is_open() {
                            return Err(twice(key));
                        }
                        inner.form = Form::Dotted;
                    }
                    inner
                }
                Some(Item::Tables(tables)) => tables.last_mut().ok_or_else(|| twice(key))?,
                Some(Item::Value(_)) | None => {
                    return Err(ParseError::new("cannot extend a value").with_unexpected(key.span));
                }
            };
        }
        Ok(table)
    }

    /// `key = value`; the key may have dots.
    fn assign(&mut self, path: &[Key<'t>], value: Value<'t>) -> Result<(), ParseError> {
        let Some((key, above)) = path.split_last() else {
            return Ok(());
        };
        let table = self.descend(above, Form::Dotted)?;
        if table.position(&key.name).is_some() || (!above.is_empty() && !table.is_open()) {
            return Err(twice(key));
        }
        table.push(key.clone(), Item::Value(value));
        Ok(())
    }
}

impl<'t> Item<'t> {
    /// Where it stands; of several tables, the first.
    pub(super) fn span(&self) -> Range<usize> {
        match self {
            Self::Value(value) => value.span.clone(),
            Self::Table(table) => table.span.clone(),
            Self::Tables(tables) => tables.first().map_or(0..0, |table| table.span.clone()),
        }
    }

    pub(super) fn value(&self) -> Option<&Value<'t>> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }

    pub(super) fn list(&self) -> Option<&[Value<'t>]> {
        match &self.value()?.content {
            Content::List(values) => Some(values),
            _ => None,
        }
    }

    pub(super) fn integer(&self) -> Option<i64> {
        match &self.value()?.content {
            Content::Integer(integer) => Some(*integer),
            _ => None,
        }
    }

    pub(super) fn flag(&self) -> Option<bool> {
        match &self.value()?.content {
            Content::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// A single table, however it is written.
    pub(super) fn table(&self) -> Option<&Table<'t>> {
        match self {
            Self::Table(table) => Some(table),
            Self::Value(value) => value.table(),
            Self::Tables(_) => None,
        }
    }
}

impl<'t> Value<'t> {
    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn table(&self) -> Option<&Table<'t>> {
        match &self.content {
            Content::Table(table) => Some(table),
            _ => None,
        }
    }
}

/// A name of a key or header.
#[derive(Clone)]
struct Key<'t> {
    name: Cow<'t, str>,
    span: Span,
}

fn twice(key: &Key<'_>) -> ParseError {
    ParseError::new("duplicate key").with_unexpected(key.span)
}

fn range(span: Span) -> Range<usize> {
    span.start()..span.end()
}
