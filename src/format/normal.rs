//! Brings a file whose tables are written in braces or with dotted keys into the form with headers.

use toml_edit::{Array, Decor, DocumentMut, Item, RawString, Table};

use super::layout::{DEEPEST, GROUPS};
use super::line_ending;

/// The same file with a header for each table of ours; `None` where it is no TOML.
pub(super) fn form(body: &str) -> Option<String> {
    let mut document: DocumentMut = body.parse().ok()?;
    let root = document.as_table_mut();
    for (group, name) in GROUPS {
        if group.is_list() {
            list(root, name, 1);
        } else {
            table(root, name);
            let figures = root.get_mut(name).and_then(Item::as_table_mut);
            if let Some(figures) = figures.filter(|_| group.is_figures()) {
                figures.iter_mut().for_each(|(_, item)| item.make_value());
            }
        }
    }
    let text = document.to_string();
    Some(if line_ending(body) == "\n" {
        text
    } else {
        text.replace('\n', "\r\n")
    })
}

fn table(parent: &mut Table, name: &str) {
    let comments = around(parent, name);
    let Some(item) = parent.get_mut(name) else {
        return;
    };
    let written = item.is_value();
    *item = match std::mem::take(item).into_table() {
        Ok(mut table) => {
            table.set_dotted(false);
            table.set_implicit(false);
            if written {
                put_above(&mut table, comments);
            }
            Item::Table(table)
        }
        Err(other) => other,
    };
}

fn list(parent: &mut Table, name: &str, depth: usize) {
    let own = around(parent, name);
    let Some(item) = parent.get_mut(name) else {
        return;
    };
    let mut comments = item.as_array().map(between).unwrap_or_default();
    if let Some(first) = comments.first_mut() {
        first.splice(0..0, own);
    }
    if item.as_array().is_some_and(|array| array.is_empty()) {
        parent.remove(name);
        return;
    }
    *item = match std::mem::take(item).into_array_of_tables() {
        Ok(tables) => Item::ArrayOfTables(tables),
        Err(other) => other,
    };
    let Some(tables) = item.as_array_of_tables_mut().filter(|_| depth < DEEPEST) else {
        return;
    };
    for (at, table) in tables.iter_mut().enumerate() {
        if let Some(comments) = comments.get_mut(at) {
            put_above(table, std::mem::take(comments));
        }
        list(table, "item", depth.saturating_add(1));
    }
}

/// The comments above a key written `key = …` and behind its value. The key is left without blanks.
fn around(parent: &mut Table, name: &str) -> Vec<String> {
    let behind = parent
        .get(name)
        .and_then(Item::as_value)
        .map(|value| comments(value.decor().suffix()));
    let Some((mut key, behind)) = parent.key_mut(name).zip(behind) else {
        return Vec::new();
    };
    let above = comments(key.leaf_decor().prefix());
    *key.leaf_decor_mut() = Decor::default();
    above.into_iter().chain(behind).collect()
}

/// The comments of each table of an array: those above it, and the one behind it in its line.
fn between(array: &Array) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = Vec::new();
    let mut take = |before: Option<&RawString>, is_last: bool| {
        let before = before.and_then(RawString::as_str).unwrap_or_default();
        let (line, rest) = before.split_once('\n').unwrap_or((before, ""));
        let rest = lines(rest);
        match all.last_mut() {
            Some(last) => last.extend(lines(line)),
            None => return all.push(lines(before)),
        }
        match all.last_mut().filter(|_| is_last) {
            Some(last) => last.extend(rest),
            None => all.push(rest),
        }
    };
    for value in array.iter() {
        take(value.decor().prefix(), false);
        take(value.decor().suffix(), true);
    }
    take(Some(array.trailing()), true);
    all
}

fn comments(raw: Option<&RawString>) -> Vec<String> {
    lines(raw.and_then(RawString::as_str).unwrap_or_default())
}

fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// Puts comments above a table's header.
fn put_above(table: &mut Table, comments: Vec<String>) {
    let comments: String = comments.iter().map(|line| format!("{line}\n")).collect();
    if !comments.is_empty() {
        table.decor_mut().set_prefix(format!("\n{comments}"));
    }
}
