//! From the events of the parser to tables.

use std::borrow::Cow;

use toml_parser::decoder::{Encoding, IntegerRadix, ScalarKind};
use toml_parser::parser::{EventReceiver, RecursionGuard, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span};

use super::{Content, Form, Item, Key, Table, Value, range, twice};

/// How deep brackets may lie in each other.
const DEEPEST: u32 = 80;
/// How many names a key with dots may have.
const MOST_NAMES: usize = 80;
/// What a text of TOML holds: the table that its lines before the first header belong to.
pub(in super::super) fn read(text: &str) -> Result<Table<'_>, ParseError> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut error = None;
    let mut builder = Builder {
        source,
        root: Table::new(Form::Header, 0..0),
        now: Table::new(Form::Header, 0..0),
        header: None,
        opened: 0,
        path: Vec::new(),
        around: Vec::new(),
    };
    let mut checked = ValidateWhitespace::new(&mut builder, source);
    parse_document(
        &tokens,
        &mut RecursionGuard::new(&mut checked, DEEPEST),
        &mut error,
    );
    builder.close(&mut error);
    error.map_or(Ok(builder.root), Err)
}

/// Brackets that are not closed yet.
enum Around<'t> {
    List(usize, Vec<Value<'t>>),
    /// The table in braces, and the key that it is for.
    Braces(Table<'t>, Vec<Key<'t>>),
}

struct Builder<'t> {
    source: Source<'t>,
    /// All tables but the one being read.
    root: Table<'t>,
    /// The table being read.
    now: Table<'t>,
    /// What its header says, and whether it is one of several.
    header: Option<(Vec<Key<'t>>, bool)>,
    /// Where the header being read begins.
    opened: usize,
    /// The names read of a key or header.
    path: Vec<Key<'t>>,
    around: Vec<Around<'t>>,
}

impl<'t> Builder<'t> {
    /// A header is read: the table above it is whole.
    fn open(&mut self, list: bool, end: usize, error: &mut dyn ErrorSink) {
        self.close(error);
        let path = std::mem::take(&mut self.path);
        let mut table = Table::default();
        if let Some((key, above)) = path.split_last().filter(|_| !list) {
            match self.root.descend(above, Form::Implied) {
                Ok(parent) => {
                    match parent.entry(key, || Item::Table(Table::new(Form::Implied, 0..0))) {
                        // What headers of tables in it have brought is kept.
                        Some(Item::Table(inner)) if inner.form == Form::Implied => {
                            table = std::mem::take(inner);
                            inner.form = Form::Implied;
                        }
                        _ => error.report_error(twice(key)),
                    }
                }
                Err(fault) => error.report_error(fault),
            }
        }
        table.form = Form::Header;
        table.span = self.opened..end;
        self.now = table;
        self.header = Some((path, list));
    }

    /// Puts the table being read to where its header says.
    fn close(&mut self, error: &mut dyn ErrorSink) {
        let table = std::mem::take(&mut self.now);
        let Some((path, list)) = self.header.take() else {
            self.root = table;
            return;
        };
        let Some((key, above)) = path.split_last() else {
            return;
        };
        let parent = match self.root.descend(above, Form::Implied) {
            Ok(parent) => parent,
            Err(fault) => return error.report_error(fault),
        };
        if !list {
            if let Some(Item::Table(place)) = parent.entry(key, || Item::Table(Table::default())) {
                *place = table;
            }
            return;
        }
        match parent.entry(key, || Item::Tables(Vec::new())) {
            Some(Item::Tables(tables)) => tables.push(table),
            _ => error.report_error(twice(key)),
        }
    }

    fn value(&mut self, value: Value<'t>, error: &mut dyn ErrorSink) {
        let table = match self.around.last_mut() {
            Some(Around::List(_, values)) => return values.push(value),
            Some(Around::Braces(table, _)) => table,
            None => &mut self.now,
        };
        if let Err(fault) = table.assign(&self.path, value) {
            error.report_error(fault);
        }
        self.path.clear();
    }

    fn raw(&self, span: Span, encoding: Option<Encoding>) -> Raw<'t> {
        let text = self.source.input().get(range(span)).unwrap_or_default();
        Raw::new_unchecked(text, encoding, span)
    }
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, span: Span, _error: &mut dyn ErrorSink) {
        self.path.clear();
        self.opened = span.start();
    }

    fn std_table_close(&mut self, span: Span, error: &mut dyn ErrorSink) {
        self.open(false, span.end(), error);
    }

    fn array_table_open(&mut self, span: Span, _error: &mut dyn ErrorSink) {
        self.path.clear();
        self.opened = span.start();
    }

    fn array_table_close(&mut self, span: Span, error: &mut dyn ErrorSink) {
        self.open(true, span.end(), error);
    }

    fn inline_table_open(&mut self, span: Span, _error: &mut dyn ErrorSink) -> bool {
        let table = Table::new(Form::Braces, range(span));
        let key = std::mem::take(&mut self.path);
        self.around.push(Around::Braces(table, key));
        true
    }

    fn inline_table_close(&mut self, span: Span, error: &mut dyn ErrorSink) {
        if let Some(Around::Braces(mut table, key)) = self.around.pop() {
            table.span.end = span.end();
            self.path = key;
            let span = table.span.clone();
            let content = Content::Table(Box::new(table));
            self.value(Value { span, content }, error);
        }
    }

    fn array_open(&mut self, span: Span, _error: &mut dyn ErrorSink) -> bool {
        self.around.push(Around::List(span.start(), Vec::new()));
        true
    }

    fn array_close(&mut self, span: Span, error: &mut dyn ErrorSink) {
        if let Some(Around::List(start, values)) = self.around.pop() {
            let span = start..span.end();
            let content = Content::List(values);
            self.value(Value { span, content }, error);
        }
    }

    fn simple_key(&mut self, span: Span, kind: Option<Encoding>, error: &mut dyn ErrorSink) {
        if self.path.len() >= MOST_NAMES {
            return error.report_error(ParseError::new("recursion limit").with_unexpected(span));
        }
        let mut name = Cow::Borrowed("");
        self.raw(span, kind).decode_key(&mut name, error);
        self.path.push(Key { name, span });
    }

    fn scalar(&mut self, span: Span, kind: Option<Encoding>, error: &mut dyn ErrorSink) {
        let mut text = Cow::Borrowed("");
        let kind = self.raw(span, kind).decode_scalar(&mut text, error);
        let content = content(kind, text).unwrap_or_else(|message| {
            error.report_error(ParseError::new(message).with_unexpected(span));
            Content::Float
        });
        let span = range(span);
        self.value(Value { span, content }, error);
    }
}

/// A value by its type; what is wrong with a figure or date.
fn content(kind: ScalarKind, text: Cow<'_, str>) -> Result<Content<'_>, String> {
    Ok(match kind {
        ScalarKind::String => Content::Text(text),
        ScalarKind::Boolean(flag) => Content::Flag(flag),
        ScalarKind::Integer(radix) => match i64::from_str_radix(&text, radix.value()) {
            Ok(integer) => Content::Integer(integer),
            // More digits than TOML has room for are a wrong figure like any other, and no broken file.
            Err(_) if radix == IntegerRadix::Dec => Content::Float,
            Err(_) => return Err("integer number overflowed".to_owned()),
        },
        ScalarKind::Float => {
            let named = text
                .trim_start_matches(['+', '-'])
                .starts_with(char::is_alphabetic);
            let float: f64 = text.parse().map_err(|_| "invalid float")?;
            if float.is_infinite() && !named {
                return Err("floating-point number overflowed".to_owned());
            }
            Content::Float
        }
        ScalarKind::DateTime => {
            let moment: toml_edit::Datetime = text
                .parse()
                .map_err(|error: toml_edit::DatetimeParseError| error.to_string())?;
            if moment.time.is_none() {
                Content::Date
            } else {
                Content::Time
            }
        }
    })
}
