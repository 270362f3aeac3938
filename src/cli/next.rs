//! `huibao next`: the next period's draft from a finished one, never over a file that is there.

use crate::check::{Code, Review};
use crate::failure::Failure;
use crate::number::Decimal;
use crate::report::Figures;
use crate::store::draft::Draft;

use super::{Outcome, args, is_standard, output};

pub(super) fn run(args: &args::Next) -> Result<Outcome, Failure> {
    let mut draft = Draft::open(&args.file)?;
    draft.known()?;
    let figures = Figures::of(&draft.report);
    let years = years(args, &draft, &figures)?;
    draft.report = draft.report.next(&figures, years);
    let printed = is_standard(&args.output);
    if !printed {
        draft.save_as_new(&args.output)?;
    }
    let review = Review::of(&draft.report);
    let stale = review.findings.iter().filter(|f| f.code == Code::Stale);
    let mut said = format!("上期的数有{}个。", draft.report.previous.len());
    match stale.count() {
        0 => {}
        stale => said.push_str(&format!("文字里有{stale}处还是别的年份，用 check 看得到。")),
    }
    match draft.report.promised.len() {
        0 => {}
        promised => said.push_str(&format!("上期的打算有{promised}条，各要交代一句。")),
    }
    output::say(&said);
    match printed {
        true => output::print(&draft.text()),
        false => output::print(&format!("{}\n", args.output.display())),
    }
}

/// By how many years the report's own moves on: to the one that is asked for, else to the next.
fn years(args: &args::Next, draft: &Draft, figures: &Figures) -> Result<Decimal, Failure> {
    match (args.year, draft.report.year(figures)) {
        (None, None) => Ok(Decimal::ZERO),
        (None, Some(_)) => Ok(Decimal::ONE),
        (Some(year), Some(own)) => {
            let years = Decimal::from(year).checked_sub(own).unwrap_or_default();
            if years > Decimal::ZERO {
                return Ok(years);
            }
            let what = format!("{year} 不在这份草稿的{own}年后面。");
            let failure = Failure::usage(what).place(draft.name());
            Err(failure.remedy("请核对 --year 后面的年份。"))
        }
        (Some(_), None) => {
            let failure = Failure::usage("草稿里没有填好的年份，不知道是哪一年的。");
            let remedy = "请先把年份填上，或者不加 --year。";
            Err(failure.place(draft.name()).remedy(remedy))
        }
    }
}
