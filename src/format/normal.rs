//! Brings a file whose tables are written in braces or with dotted keys into the form with headers.

use toml_edit::{DocumentMut, Item, Table};

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
    let Some(item) = parent.get_mut(name) else {
        return;
    };
    *item = match std::mem::take(item).into_table() {
        Ok(mut table) => {
            table.set_dotted(false);
            table.set_implicit(false);
            Item::Table(table)
        }
        Err(other) => other,
    };
}

fn list(parent: &mut Table, name: &str, depth: usize) {
    let Some(item) = parent.get_mut(name) else {
        return;
    };
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
    for table in tables.iter_mut() {
        list(table, "item", depth.saturating_add(1));
    }
}
