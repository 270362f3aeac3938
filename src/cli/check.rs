//! `huibao check`: what stands in the way of handing a draft in, for people and as JSON.

use std::path::Path;

use serde::Serialize;

use crate::check::{Code, Finding, Review};
use crate::failure::Failure;
use crate::report::Level;
use crate::store::draft::Draft;

use super::{Outcome, args, output};

/// Endings of finished texts, which are not drafts.
const TEXTS: [&str; 4] = ["txt", "md", "docx", "doc"];

#[derive(Serialize)]
struct Judged<'a> {
    ready: bool,
    findings: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
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
    draft_only(&args.file)?;
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

fn draft_only(file: &Path) -> Result<(), Failure> {
    let ending = file
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    let Some(ending) = ending.filter(|ending| TEXTS.contains(&ending.as_str())) else {
        return Ok(());
    };
    let failure = Failure::usage(format!(
        "现在只能核对草稿，还不能核对写好的 {ending} 文件。"
    ));
    Err(failure
        .place(file.display().to_string())
        .remedy("请核对写出它的那份草稿。"))
}

fn judged<'a>(draft: &'a Draft, review: &'a Review) -> Judged<'a> {
    let row = |finding: &'a Finding| {
        let at = place(draft, finding);
        Row {
            code: finding.code.name(),
            level: finding.level.name(),
            message: &finding.message,
            key: key(draft, finding),
            line: at.map(|(line, _)| line),
            column: at.map(|(_, column)| column),
            text: &finding.text,
            suggestion: finding.suggestion.as_deref(),
        }
    };
    Judged {
        ready: review.ready(),
        findings: review.findings.iter().map(row).collect(),
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
    let mut text = String::new();
    for mark in MARKS {
        for finding in findings.iter().filter(|finding| marked(finding) == mark) {
            let at = match (place(draft, finding), finding.code) {
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
