//! `huibao check`: what stands in the way of handing a draft in, for people and as JSON.

use std::path::Path;

use serde::Serialize;

use crate::check::{Code, Finding, Review, leftovers};
use crate::failure::Failure;
use crate::report::Level;
use crate::store;
use crate::store::draft::Draft;
use crate::tui::reading;

use super::{Outcome, args, output};

/// Endings of finished texts, which are not drafts.
const TEXTS: [&str; 5] = ["txt", "md", "markdown", "docx", "doc"];

#[derive(Serialize)]
struct Judged<'a> {
    ready: bool,
    findings: Vec<Row<'a>>,
}

#[derive(Serialize)]
pub(super) struct Row<'a> {
    code: &'static str,
    level: &'static str,
    message: &'a str,
    key: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    text: &'a str,
    suggestion: Option<&'a str>,
}

pub(super) fn run(args: &args::Check) -> Result<Outcome, Failure> {
    if is_text(&args.file) {
        return finished(args);
    }
    let draft = Draft::open(&args.file)?;
    let review = Review::of(&draft.report);
    match args.json {
        true => output::json(&judged(&draft, &review))?,
        false => output::print(&listed(&draft, &review))?,
    };
    Ok(if review.ready() {
        Outcome::Done
    } else {
        Outcome::Left
    })
}

fn is_text(file: &Path) -> bool {
    let ending = file
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| TEXTS.contains(&ending.as_str()))
}

/// Judges a finished text, which no draft stands behind: blanks left over in it.
fn finished(args: &args::Check) -> Result<Outcome, Failure> {
    let bytes = store::read_bytes(&args.file, reading::most())?;
    let place = |failure: Failure| failure.place(args.file.display().to_string());
    let text = reading::text(&bytes).map_err(place)?.text;
    let found = leftovers(&text);
    if args.json {
        let findings = found
            .iter()
            .map(|finding| row(finding, finding.at, None))
            .collect();
        output::json(&Judged {
            ready: found.is_empty(),
            findings,
        })?;
    } else {
        let listed = lines_of(found.iter().map(|finding| (finding, finding.at)));
        let counted = match found.len() {
            0 => "没有找到空着的地方。文字本身请再读一遍。\n".to_owned(),
            count => format!("缺{count}。缺的要补齐，才能交出去。\n"),
        };
        output::print(&format!("{listed}{counted}"))?;
    }
    Ok(if found.is_empty() {
        Outcome::Done
    } else {
        Outcome::Left
    })
}

fn judged<'a>(draft: &'a Draft, review: &'a Review) -> Judged<'a> {
    let row = |finding| row_of(draft, finding);
    Judged {
        ready: review.ready(),
        findings: review.findings.iter().map(row).collect(),
    }
}

/// A finding of a draft as JSON has it.
pub(super) fn row_of<'a>(draft: &'a Draft, finding: &'a Finding) -> Row<'a> {
    row(finding, place(draft, finding), key(draft, finding))
}

fn row<'a>(finding: &'a Finding, at: Option<(usize, usize)>, key: Option<&'a str>) -> Row<'a> {
    Row {
        code: finding.code.name(),
        level: finding.level.name(),
        message: &finding.message,
        key,
        line: at.map(|(line, _)| line),
        column: at.map(|(_, column)| column),
        text: &finding.text,
        suggestion: finding.suggestion.as_deref(),
    }
}

/// The first field a finding is about, spelled as its `[[field]]` has it.
fn key<'a>(draft: &'a Draft, finding: &'a Finding) -> Option<&'a str> {
    let key = finding.keys.first()?;
    Some(draft.report.field(key).map_or(key, |field| &field.key))
}

/// Line and character (from 1): in the draft for what is wrong with the file, else in the printed text.
fn place(draft: &Draft, finding: &Finding) -> Option<(usize, usize)> {
    match finding.code {
        Code::File => draft.locate(&finding.place, finding.at.unwrap_or_default()),
        _ => finding.at,
    }
}

/// A line a finding, the worst first, and the counts.
fn listed(draft: &Draft, review: &Review) -> String {
    let mut text = lines(draft, &review.findings.iter().collect::<Vec<_>>());
    text.push_str(&counts(review));
    text
}

/// Findings as lines (`错 正文第3行第20字 听课人次 12O0：…`), the worst first, else in their order.
pub(super) fn lines(draft: &Draft, findings: &[&Finding]) -> String {
    lines_of(
        findings
            .iter()
            .map(|finding| (*finding, place(draft, finding))),
    )
}

fn lines_of<'a>(
    findings: impl Iterator<Item = (&'a Finding, Option<(usize, usize)>)> + Clone,
) -> String {
    let mut text = String::new();
    for mark in MARKS {
        for (finding, at) in findings
            .clone()
            .filter(|(finding, _)| marked(finding) == mark)
        {
            let at = match (at, finding.code) {
                (Some((line, column)), Code::File) => format!("文件第{line}行第{column}字 "),
                (Some((line, column)), _) => format!("正文第{line}行第{column}字 "),
                (None, _) => String::new(),
            };
            text.push_str(&format!("{mark} {at}{}\n", finding.message));
        }
    }
    text
}

/// The words that open a finding's line and count it, the worst first; the wizard has the same.
const MARKS: [&str; 5] = ["错", "缺", "疑", "未阅", "提示"];

fn marked(finding: &Finding) -> &'static str {
    let [wrong, blank, odd, unread, info] = MARKS;
    match (finding.level, finding.code) {
        (Level::Error, Code::Blank) => blank,
        (Level::Error, _) => wrong,
        (Level::Warning, Code::Unreviewed) => unread,
        (Level::Warning, _) => odd,
        (Level::Info, _) => info,
    }
}

fn counts(review: &Review) -> String {
    let count = |mark: &str| {
        review
            .findings
            .iter()
            .filter(|finding| marked(finding) == mark)
            .count()
    };
    let counts: Vec<String> = MARKS
        .into_iter()
        .map(|mark| (mark, count(mark)))
        .filter(|(_, count)| *count > 0)
        .map(|(mark, count)| format!("{mark}{count}"))
        .collect();
    let counts = counts.join(" ");
    match (review.ready(), counts.is_empty()) {
        (true, true) => "都齐了，可以成文。\n".to_owned(),
        (true, false) => format!("{counts}。没有错和缺，可以成文；其他的请看一眼。\n"),
        (false, _) => format!("{counts}。错的要改好，缺的要补齐，才能成文。\n"),
    }
}
