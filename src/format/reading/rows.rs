//! Tables and their values by type; one of a wrong type is refused with its place.

use std::ops::Range;

use toml_edit::Key;

use crate::number::Decimal;
use crate::report::{Condition, Spelling, Stored, Wording};

use super::super::tree::{Content, Item, Table, Value};
use super::super::{Broken, slice};
use super::Reader;

/// One table, and the place to name where something is missing in it.
pub(super) struct Row<'a> {
    pub name: &'static str,
    pub table: &'a Table<'a>,
    pub span: Range<usize>,
}

impl Reader<'_> {
    pub(super) fn table<'t>(
        &self,
        root: &'t Table<'t>,
        name: &'static str,
    ) -> Result<Option<Row<'t>>, Broken> {
        let Some(item) = root.get(name) else {
            return Ok(None);
        };
        match item.table() {
            Some(table) => Ok(Some(Row {
                name,
                table,
                span: item.span(),
            })),
            None => {
                let remedy = format!("请把 [{name}] 单独写一行，内容写在它下面。");
                self.refuse(
                    Some(item.span()),
                    &format!("{name} 要写成一张表。"),
                    &remedy,
                )
            }
        }
    }

    pub(super) fn rows<'t>(
        &self,
        parent: &'t Table<'t>,
        name: &'static str,
    ) -> Result<Vec<Row<'t>>, Broken> {
        let Some(item) = parent.get(name) else {
            return Ok(Vec::new());
        };
        let row = |table: &'t Table<'t>| Row {
            name,
            table,
            span: table.span.clone(),
        };
        let rows: Option<Vec<Row<'t>>> = match item {
            Item::Tables(tables) => Some(tables.iter().map(row).collect()),
            _ => item
                .list()
                .and_then(|values| values.iter().map(|value| value.table().map(row)).collect()),
        };
        if name == "section" && matches!(item, Item::Table(table) if table.get("item").is_some()) {
            let what = "[[section.item]] 上面要先有 [[section]]。";
            return self.refuse(Some(item.span()), what, "请在它上面补一行 [[section]]。");
        }
        let header = if name == "item" { "section.item" } else { name };
        match rows {
            Some(rows) => Ok(rows),
            None => self.refuse(
                Some(item.span()),
                &format!("{name} 可以有许多个，要用两层方括号。"),
                &format!("请写成 [[{header}]]，单独一行。"),
            ),
        }
    }

    pub(super) fn string(&self, row: &Row<'_>, key: &str) -> Result<String, Broken> {
        let Some(item) = row.table.get(key) else {
            return Ok(String::new());
        };
        match item.value().and_then(|value| self.content(value)) {
            Some(text) => Ok(text),
            None => self.refuse(
                Some(item.span()),
                &format!("{} 里的 {key} 要写文字。", header(row.name)),
                &format!("请在文字两边加英文引号，如 {} = \"……\"。", Key::new(key)),
            ),
        }
    }

    pub(super) fn wording(&self, row: &Row<'_>, key: &str) -> Result<Wording, Broken> {
        self.string(row, key).map(|source| Wording::new(&source))
    }

    pub(super) fn condition(&self, row: &Row<'_>) -> Result<Option<Condition>, Broken> {
        let source = self.string(row, "when")?;
        Ok((!source.trim().is_empty()).then(|| Condition::new(&source)))
    }

    pub(super) fn strings(&self, row: &Row<'_>, key: &str) -> Result<Vec<String>, Broken> {
        let Some(item) = row.table.get(key) else {
            return Ok(Vec::new());
        };
        let text = |value: &Value<'_>| self.content(value);
        match item
            .list()
            .and_then(|values| values.iter().map(text).collect())
        {
            Some(texts) => Ok(texts),
            None => self.refuse(
                Some(item.span()),
                &format!("{} 里的 {key} 要写一列文字。", header(row.name)),
                &format!("请写成 {key} = [\"甲\", \"乙\"] 这样。"),
            ),
        }
    }

    pub(super) fn flag(&self, row: &Row<'_>, key: &str) -> Result<bool, Broken> {
        let Some(item) = row.table.get(key) else {
            return Ok(false);
        };
        match item.flag() {
            Some(flag) => Ok(flag),
            None => self.refuse(
                Some(item.span()),
                &format!("{} 里的 {key} 只能是 true 或 false。", header(row.name)),
                &format!("请写 {key} = true，或者删去这一行。"),
            ),
        }
    }

    pub(super) fn number(&self, row: &Row<'_>, key: &str) -> Result<Option<Decimal>, Broken> {
        let Some(item) = row.table.get(key) else {
            return Ok(None);
        };
        match item.value().and_then(|value| self.decimal(value)) {
            Some(number) => Ok(Some(number)),
            None => self.refuse(
                Some(item.span()),
                &format!("{} 里的 {key} 要写数字，最多28位。", header(row.name)),
                &format!("请写成 {key} = 0 这样，不加引号和单位。"),
            ),
        }
    }

    pub(super) fn choice<T: Copy>(
        &self,
        row: &Row<'_>,
        key: &str,
        names: &[(T, &str)],
    ) -> Result<Option<T>, Broken> {
        let name = self.string(row, key)?;
        if name.is_empty() {
            return Ok(None);
        }
        if let Some((found, _)) = names.iter().find(|(_, known)| *known == name) {
            return Ok(Some(*found));
        }
        let known: Vec<String> = names
            .iter()
            .map(|(_, known)| format!("\"{known}\""))
            .collect();
        self.refuse(
            span(row.table, key),
            &format!(
                "{} 里的 {key} 写成了 {name}，没有这一种。",
                header(row.name)
            ),
            &format!("{key} 可写 {} 。", known.join("、")),
        )
    }

    /// A number by its spelling, never through binary floating point.
    pub(super) fn decimal(&self, value: &Value<'_>) -> Option<Decimal> {
        if !matches!(value.content, Content::Integer(_) | Content::Float) {
            return None;
        }
        Decimal::from_str_exact(&plain(self.spelled(value))).ok()
    }

    /// A figure as the file spells it, whatever its type.
    pub(super) fn stored(&self, item: &Item<'_>) -> Stored {
        let Some(value) = item.value() else {
            return Stored {
                text: String::new(),
                spelling: Spelling::Other,
            };
        };
        let raw = || self.spelled(value).to_owned();
        let (text, spelling) = match value.content {
            Content::Text(_) => (self.content(value).unwrap_or_default(), Spelling::String),
            Content::Integer(_) => (plain(self.spelled(value)), Spelling::Integer),
            Content::Float => (plain(self.spelled(value)), Spelling::Float),
            Content::Date => (raw(), Spelling::Date),
            _ => (raw(), Spelling::Other),
        };
        Stored { text, spelling }
    }

    /// What a string says. TOML leaves the line ends inside as the file has them; a report has LF.
    pub(super) fn content(&self, value: &Value<'_>) -> Option<String> {
        let text = value.text()?;
        Some(if self.spelled(value).contains("\r\n") {
            text.replace("\r\n", "\n")
        } else {
            text.to_owned()
        })
    }

    fn spelled(&self, value: &Value<'_>) -> &str {
        slice(self.text, value.span.clone())
    }

    pub(super) fn refuse<T: Default>(
        &self,
        span: Option<Range<usize>>,
        what: &str,
        remedy: &str,
    ) -> Result<T, Broken> {
        if self.lenient {
            return Ok(T::default());
        }
        Err(Broken::new(
            self.text,
            span.unwrap_or_default(),
            what,
            remedy,
        ))
    }
}

/// A TOML number in plain digits, as a figure is typed: without `_` and `+`, never in hexadecimal or with an exponent.
/// What is none (`inf`) stays as it is.
fn plain(raw: &str) -> String {
    let plain = raw.replace('_', "");
    let plain = plain.strip_prefix('+').unwrap_or(&plain);
    let base = |(prefix, base)| {
        let digits = plain.strip_prefix(prefix)?;
        i64::from_str_radix(digits, base).ok()
    };
    let other = [("0x", 16), ("0o", 8), ("0b", 2)]
        .into_iter()
        .find_map(base);
    let exponent = || {
        let is_one = plain.contains(['e', 'E']);
        is_one
            .then(|| Decimal::from_scientific(plain).ok())
            .flatten()
    };
    match other {
        Some(number) => number.to_string(),
        None => exponent().map_or_else(|| plain.to_owned(), |number| number.to_string()),
    }
}

/// How a table's header is written.
pub(super) fn header(name: &str) -> String {
    match name {
        "report" | "values" | "unfinished" | "previous" | "notes" => format!("[{name}]"),
        "item" => "[[section.item]]".to_owned(),
        _ => format!("[[{name}]]"),
    }
}

/// Where what a key has stands.
pub(super) fn span(table: &Table<'_>, key: &str) -> Option<Range<usize>> {
    table.get(key).map(Item::span)
}
