//! `huibao set`: answers from the command line, of which all are taken or none; or from a message, of which what
//! is clear is taken.

use std::path::Path;

use crate::answers::{self, Answers};
use crate::failure::{Failure, visible};
use crate::report::Report;
use crate::store::Lock;
use crate::store::draft::Draft;

use super::{Outcome, args, get, import, is_standard, output};

pub(super) fn run(args: &args::Set) -> Result<Outcome, Failure> {
    let message = args.from.as_deref().map(|from| message(args, from));
    let message = message.transpose()?;
    let take = |draft: &mut Draft| match &message {
        Some(message) => take_message(draft, message),
        None => take(draft, &args.answers).map(|()| Outcome::Done),
    };
    if is_standard(&args.file) {
        let mut draft = Draft::open(&args.file)?;
        let outcome = take(&mut draft)?;
        output::print(&draft.text())?;
        return Ok(outcome);
    }
    // Held until the new draft is whole on disk; another command's moment is waited for.
    let _lock = Lock::moment(&args.file)?;
    let mut draft = Draft::open(&args.file)?;
    let outcome = take(&mut draft)?;
    draft.save()?;
    Ok(outcome)
}

/// What people wrote.
fn message(args: &args::Set, from: &Path) -> Result<String, Failure> {
    if is_standard(from) && is_standard(&args.file) {
        let failure = Failure::usage("草稿和回复不能都从标准输入读。");
        return Err(failure.remedy("请把其中一个存成文件。"));
    }
    // Whatever an office sends: a message saved as GB18030, a Word document.
    let bytes = import::bytes(from)?;
    Ok(import::text(&bytes, from)?.text.into_owned())
}

/// Takes what a message gives clearly, and says what is doubtful in it.
fn take_message(draft: &mut Draft, message: &str) -> Result<Outcome, Failure> {
    draft.writable()?;
    let Answers { clear, doubts } = answers::read(&draft.report, message);
    for (key, typed) in &clear {
        draft.report.answer(key, typed);
        draft.report.settle(key);
    }
    if clear.is_empty() && doubts.is_empty() {
        output::say("没有看出要填哪个数，草稿没有动。一行一个，写成 数据名=值，最清楚。");
    }
    if doubts.is_empty() {
        return Ok(Outcome::Done);
    }
    let doubts: Vec<String> = doubts.iter().map(|doubt| visible(doubt)).collect();
    output::say(&format!(
        "填上{}个，还有{}处拿不准，没有动：\n{}",
        clear.len(),
        doubts.len(),
        doubts.join("\n")
    ));
    Ok(Outcome::Left)
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
        if key.is_empty() {
            let remedy = "请写成 数据名=值；用 huibao get 文件 可以看到有哪些数据。";
            return Err(Failure::usage(format!("{answer}：等号前面没有写数据名。"))
                .place(draft.name())
                .remedy(remedy));
        }
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
    if let Some(formula) = &field.rare.formula {
        return Err(format!(
            "{name}：这是算出来的（{}），不能直接填。",
            formula.source
        ));
    }
    if let Some(Err(refusal)) = report.read(key, typed) {
        let typed = visible(typed.trim());
        return Err(format!("{name} {typed}：{refusal}"));
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
