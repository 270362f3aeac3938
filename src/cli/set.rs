//! `huibao set`: answers from the command line. All are taken, or none.

use crate::failure::Failure;
use crate::report::Report;
use crate::store::Lock;
use crate::store::draft::Draft;

use super::{Outcome, args, get, is_standard, output};

pub(super) fn run(args: &args::Set) -> Result<Outcome, Failure> {
    if is_standard(&args.file) {
        let mut draft = Draft::open(&args.file)?;
        take(&mut draft, &args.answers)?;
        return output::print(&draft.text());
    }
    // Held until the new draft is whole on disk; another command's moment is waited for.
    let _lock = Lock::moment(&args.file)?;
    let mut draft = Draft::open(&args.file)?;
    take(&mut draft, &args.answers)?;
    draft.save()?;
    Ok(Outcome::Done)
}

/// Takes `KEY=VALUE` answers into a draft; where one is refused, names each that is.
pub(super) fn take(draft: &mut Draft, answers: &[String]) -> Result<(), Failure> {
    draft.writable()?;
    let mut report = draft.report.clone();
    let mut refused = Vec::new();
    for answer in answers {
        let Some((key, typed)) = answer.split_once('=') else {
            return Err(no_equals(answer, draft));
        };
        let key = key.trim();
        if report.field(key).is_none() {
            return Err(get::unknown(&report, key, draft));
        }
        if let Err(why) = one(&mut report, key, typed) {
            refused.push(why);
        }
    }
    if !refused.is_empty() {
        let remedy = match answers.len() {
            1 => "草稿没有动。请改好再填。",
            _ => "草稿没有动，其他几个也没有填。请改好再填。",
        };
        return Err(Failure::usage(refused.join("\n"))
            .place(draft.name())
            .remedy(remedy));
    }
    draft.report = report;
    Ok(())
}

/// Takes one answer, or says why it is refused.
fn one(report: &mut Report, key: &str, typed: &str) -> Result<(), String> {
    let Some(field) = report.field(key) else {
        return Ok(());
    };
    let name = field.key.clone();
    if let Some(formula) = &field.formula {
        return Err(format!(
            "{name}：这是算出来的（{}），不能直接填。",
            formula.source
        ));
    }
    if let Some(Err(refusal)) = report.read(key, typed) {
        return Err(format!("{name} {}：{refusal}", typed.trim()));
    }
    report.answer(key, typed);
    report.settle(key);
    Ok(())
}

fn no_equals(answer: &str, draft: &Draft) -> Failure {
    let remedy = match answer.split_once('＝') {
        Some((key, value)) => format!("等号要用半角的，写成 {key}={value}。"),
        None => format!("请写成 {answer}=值；要清空就写 {answer}= 。"),
    };
    Failure::usage(format!("{answer}：看不出要填什么，里面没有等号。"))
        .place(draft.name())
        .remedy(remedy)
}
