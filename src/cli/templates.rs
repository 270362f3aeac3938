//! `huibao templates`: which templates there are.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::failure::Failure;
use crate::store::Places;
use crate::store::templates::{self, Origin, Template};

use super::{Outcome, args, output};

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    fields: usize,
    items: usize,
    source: String,
}

pub(super) fn run(args: &args::Templates) -> Result<Outcome, Failure> {
    let (templates, unread) = templates::all(&Places::find()?)?;
    for failure in &unread {
        output::say(&failure.to_string());
    }
    if args.json {
        return output::json(&templates.iter().map(row).collect::<Vec<Row>>());
    }
    output::print(&table(&templates))
}

fn row(template: &Template) -> Row<'_> {
    let source = match &template.origin {
        Origin::BuiltIn(_) => "built-in".to_owned(),
        Origin::File(path) => path.display().to_string(),
    };
    Row {
        id: &template.id,
        title: &template.title,
        fields: template.fields,
        items: template.items,
        source,
    }
}

fn table(templates: &[Template]) -> String {
    let id = templates
        .iter()
        .map(|template| template.id.width())
        .max()
        .unwrap_or_default();
    let title = templates
        .iter()
        .map(|template| template.title.width())
        .max()
        .unwrap_or_default();
    let fill = |text: &str, columns: usize| " ".repeat(columns.saturating_sub(text.width()));
    let mut table = String::new();
    for template in templates {
        let from = match &template.origin {
            Origin::BuiltIn(_) => "自带".to_owned(),
            Origin::File(path) => path.display().to_string(),
        };
        table.push_str(&format!(
            "{}{}  {}{}  {}空  {}条  {from}\n",
            template.id,
            fill(&template.id, id),
            template.title,
            fill(&template.title, title),
            template.fields,
            template.items,
        ));
    }
    table
}
