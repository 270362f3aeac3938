//! `huibao templates`: which templates there are; keeps, renames, removes and checks the user's own.

use std::path::Path;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::check::{Code, Finding, Review};
use crate::failure::{Failure, visible};
use crate::render::BLANK;
use crate::report::{Figures, Level};
use crate::store::Places;
use crate::store::draft::Draft;
use crate::store::templates::{self, Origin, Template};

use super::args::{CheckTemplates, OfTemplates, RemoveTemplates, SaveTemplate};
use super::{Outcome, args, check, new, output};

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    fields: usize,
    items: usize,
    source: String,
}

/// What `templates check` says of a template.
#[derive(Serialize)]
struct Judged<'a> {
    id: &'a str,
    ready: bool,
    findings: Vec<check::Row<'a>>,
}

pub(super) fn run(args: &args::Templates) -> Result<Outcome, Failure> {
    match &args.command {
        None => list(args),
        Some(OfTemplates::Save(args)) => save(args),
        Some(OfTemplates::Rename(args)) => {
            let file = templates::rename(&Places::find()?, &args.name, &args.new)?;
            output::print(&format!("{}\n", file.display()))
        }
        Some(OfTemplates::Remove(args)) => remove(args),
        Some(OfTemplates::Check(args)) => judge(args),
    }
}

fn list(args: &args::Templates) -> Result<Outcome, Failure> {
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

/// Keeps a draft as a template; prints its file.
fn save(args: &SaveTemplate) -> Result<Outcome, Failure> {
    let places = Places::find()?;
    let mut draft = Draft::open(&args.file)?;
    draft.known()?;
    let name = match &args.name {
        Some(name) => name.clone(),
        None => templates::title(&draft.report, &Figures::of(&draft.report)),
    };
    let filled = draft.report.answers.len();
    if !args.values {
        draft.report = draft.report.emptied();
    }
    draft.report.template.clear();
    let file = templates::keep_draft(&places, &name, &draft)?;
    if !args.values && filled > 0 {
        output::say(&format!(
            "填好的{filled}个没有带进模板；要带上，请删去它再存一次，加上 --values。"
        ));
    }
    output::print(&format!("{}\n", file.display()))
}

/// Removes all that are named, or none; prints which files went.
fn remove(args: &RemoveTemplates) -> Result<Outcome, Failure> {
    let places = Places::find()?;
    for name in &args.names {
        templates::own_file(&places, name)?;
    }
    let mut names = args.names.clone();
    names.sort();
    names.dedup();
    for name in &names {
        let file = templates::remove(&places, name)?;
        output::print(&format!("{}\n", file.display()))?;
    }
    Ok(Outcome::Done)
}

/// Says what is wrong with templates themselves.
fn judge(args: &CheckTemplates) -> Result<Outcome, Failure> {
    let mut unread = Vec::new();
    let mut named: Vec<(String, Draft)> = Vec::new();
    if args.templates.is_empty() {
        let places = Places::find()?;
        let (all, failures) = templates::all(&places)?;
        unread = failures;
        for template in all {
            if let Some(draft) = templates::find(&places, &template.id)? {
                named.push((template.id, draft));
            }
        }
    } else {
        for template in &args.templates {
            named.push((id_of(template), new::template(template)?));
        }
    }
    for failure in &unread {
        output::say(&failure.to_string());
    }
    let reviews = named.iter().map(|(_, draft)| Review::of(&draft.report));
    let reviews: Vec<Review> = reviews.collect();
    let faults = named
        .iter()
        .zip(&reviews)
        .map(|((id, draft), review)| Faults {
            id,
            draft,
            findings: review.findings.iter().filter(|f| is_fault(f)).collect(),
        });
    let faults: Vec<Faults<'_>> = faults.collect();
    match args.json {
        true => output::json(&faults.iter().map(Faults::judged).collect::<Vec<_>>())?,
        false => output::print(&faults.iter().map(Faults::listed).collect::<String>())?,
    };
    Ok(if unread.is_empty() && faults.iter().all(Faults::ready) {
        Outcome::Done
    } else {
        Outcome::Left
    })
}

/// What is wrong with a template.
struct Faults<'a> {
    id: &'a str,
    draft: &'a Draft,
    findings: Vec<&'a Finding>,
}

impl Faults<'_> {
    fn ready(&self) -> bool {
        self.findings
            .iter()
            .all(|finding| finding.level != Level::Error)
    }

    fn judged(&self) -> Judged<'_> {
        Judged {
            id: self.id,
            ready: self.ready(),
            findings: self
                .findings
                .iter()
                .map(|finding| check::row_of(self.draft, finding))
                .collect(),
        }
    }

    fn listed(&self) -> String {
        let id = visible(self.id);
        match self.findings.is_empty() {
            true => format!("{id}：没有毛病。\n"),
            false => format!("{id}：\n{}", check::lines(self.draft, &self.findings)),
        }
    }
}

/// What a template is called by: its id, of a file its name.
fn id_of(template: &Path) -> String {
    template.to_string_lossy().into_owned()
}

/// Whether a finding is about the template itself and not about what is to be filled in and read in each draft of it.
fn is_fault(finding: &Finding) -> bool {
    match finding.code {
        Code::Blank => finding.text != BLANK,
        Code::Unreviewed | Code::Stale => false,
        _ => true,
    }
}
