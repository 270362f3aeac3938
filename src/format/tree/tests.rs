//! Held against another reader of TOML.

use proptest::prelude::*;

use super::*;

/// Headers and keys that meet, open and extend each other in every way.
const LINES: [&str; 24] = [
    "[a]",
    "[a.b]",
    "[a.b.c]",
    "[[a]]",
    "[[a.b]]",
    "[b]",
    "[[c]]",
    "[\"a\".'b']",
    "a = 1",
    "a.b = 1",
    "a.b.c = 1",
    "b = {}",
    "b.c = 2",
    "a = {b = 1, c = {d.e = 1}}",
    "a = {b.c = 1, b.d = 2}",
    "a = {b = {}, b.c = 1}",
    "a = []",
    "c = [1, [2, {x = 1}]]",
    "d = 2024-07-01",
    "e = 12:30:00",
    "f = -0x1f",
    "g = 1e9999",
    "h = \"\"\"x\\\n  y\"\"\"",
    "i = 0xfffffffffffffffff",
];

/// What is in a table, spelled out with its places.
fn ours(table: &Table<'_>) -> String {
    let mut all: Vec<String> = table
        .entries
        .iter()
        .map(|Entry { key, at, item }| match item {
            Item::Value(value) => format!("{key} {at:?} {}", value_of(value)),
            Item::Table(inner) => format!("{key} {:?} {}", inner.span, ours(inner)),
            Item::Tables(inner) => inner
                .iter()
                .map(|table| format!("{key} {:?} {}", table.span, ours(table)))
                .collect(),
        })
        .collect();
    all.sort();
    format!("{all:?}")
}

fn value_of(value: &Value<'_>) -> String {
    let inner = match &value.content {
        Content::Text(text) => text.to_string(),
        Content::List(values) => values.iter().map(value_of).collect(),
        Content::Table(table) => ours(table),
        Content::Integer(integer) => integer.to_string(),
        _ => String::new(),
    };
    format!("{:?} {inner}", value.span)
}

fn theirs(table: &dyn toml_edit::TableLike) -> String {
    use toml_edit::Item;
    let mut all: Vec<String> = table
        .iter()
        .map(|(key, item)| {
            let at = table
                .get_key_value(key)
                .and_then(|(key, _)| key.span())
                .unwrap_or_default();
            let table = |span: Option<Range<usize>>, inner: &dyn toml_edit::TableLike| {
                format!("{key} {:?} {}", span.unwrap_or_default(), theirs(inner))
            };
            match item {
                Item::Value(toml_edit::Value::InlineTable(inner)) if inner.is_dotted() => {
                    table(inner.span(), inner)
                }
                Item::Value(value) => format!("{key} {at:?} {}", their_value(value)),
                Item::Table(inner) => table(inner.span(), inner),
                Item::ArrayOfTables(tables) => tables
                    .iter()
                    .map(|inner| table(inner.span(), inner))
                    .collect(),
                Item::None => String::new(),
            }
        })
        .collect();
    all.sort();
    format!("{all:?}")
}

fn their_value(value: &toml_edit::Value) -> String {
    use toml_edit::Value;
    let inner = match value {
        Value::String(text) => text.value().clone(),
        Value::Array(values) => values.iter().map(their_value).collect(),
        Value::InlineTable(table) => theirs(table),
        Value::Integer(integer) => integer.value().to_string(),
        _ => String::new(),
    };
    format!("{:?} {inner}", value.span().unwrap_or_default())
}

proptest! {
    #[test]
    fn it_holds_what_another_reader_finds(
        lines in prop::collection::vec(prop::sample::select(LINES.to_vec()), 1..8),
    ) {
        let text = lines.join("\n");
        match (read(&text), toml_edit::Document::parse(text.as_str())) {
            (Ok(root), Ok(document)) => prop_assert_eq!(ours(&root), theirs(document.as_table()), "{}", text),
            (ours, theirs) => prop_assert_eq!(ours.err().is_some(), theirs.err().is_some(), "{}", text),
        }
    }

    #[test]
    fn a_large_table_finds_its_keys(keys in prop::collection::vec(0..60_u8, 0..60)) {
        let text: String = keys.iter().map(|key| format!("k{key} = {key}\n")).collect();
        let mut different = keys.clone();
        different.sort_unstable();
        different.dedup();
        match read(&text) {
            Ok(root) => {
                prop_assert_eq!(different.len(), keys.len());
                for key in keys {
                    let found = root.get(&format!("k{key}")).and_then(Item::integer);
                    prop_assert_eq!(found, Some(i64::from(key)));
                }
            }
            Err(error) => {
                prop_assert_eq!(error.description(), "duplicate key");
                prop_assert!(different.len() < keys.len());
            }
        }
    }
}
