//! Figures that were something and came to something: 由X个增加到X个, 从第X名提升到第X名.

use compact_str::{CompactString, format_compact};

use crate::check::chars::Chars;
use crate::check::measure::Unit;
use crate::check::words::Words;

use super::super::super::words;
use super::super::endings::ending;
use super::super::nouns::{bare_clause, noun_before, opened};
use super::super::{Around, says};
use super::counted::counted;
use super::listed::behind_ratio;
use super::{Before, Named};

/// What it was, and what it came to: 由X个增加到X个. The noun of the first is left for the second.
pub(super) fn raised(
    around: &Around<'_>,
    unit: Option<&Unit>,
    (before, base): (&Before, &mut Option<CompactString>),
) -> Option<Named> {
    let left = around.left;
    let to = |chars: Chars<'_>, at: usize| chars.is(at, |c| matches!(c, '到' | '至' | '为'));
    if let Some(noun) = before.base.as_ref() {
        // 提升到第X名, 增加到今年的X万元.
        let ranked = left.closes("第");
        let left = left.trim_end(|c| c == '第');
        let now = NOW.before(left, left.len()).map_or(0, |word| word.length);
        let left = left.part(0..left.len().saturating_sub(now));
        let came = left.len().checked_sub(1).is_some_and(|last| to(left, last));
        let end = match ranked {
            true => "位次",
            false => ending(around, noun, unit),
        };
        let left = opened(left);
        let change = words::CHANGES.at(left, 0).map_or(0, |word| word.length);
        let alone = bare_clause(left).is_empty() || change.saturating_add(1) == left.len();
        return (came && alone).then(|| Named::new(noun.clone(), end));
    }
    let from = [
        "由",
        "从",
        "由上届",
        "从上届",
        "由上年",
        "由去年",
        "由原来的",
        "从原来的",
        "由上年的",
        "从上年的",
    ];
    let ended = left.before(left.len());
    let ended = ended.is_some_and(|c| matches!(c, '由' | '从' | '届' | '年' | '的'));
    let at_once = ended && from.iter().any(|word| left.closes(word));
    // 收入由“十三五”末的X元增加到X元.
    let since = since(left.trim_end(|c| c == '第')).filter(|_| !at_once);
    (at_once || since.is_some()).then_some(())?;
    let right = behind_ratio(around).unwrap_or(around.right);
    let change = words::CHANGES.at(right, 0)?;
    to(right, change.length).then_some(())?;
    let ranked = right.is(change.length.saturating_add(1), |c| c == '第');
    let named = match since {
        Some(at) => {
            let noun = noun_before(left.part(0..at));
            let end = match ranked {
                true => "位次",
                false => ending(around, &noun, unit),
            };
            Named::new(noun, end)
        }
        None => counted(around, unit, before),
    };
    says(&named.noun).then_some(())?;
    *base = Some(named.noun.clone());
    Some(Named {
        noun: format_compact!("原{}", named.noun),
        ..named
    })
}

/// Where 由 or 从 stands with a time behind it that ends in 的: 由“十三五”末的, 由2020年的.
fn since(left: Chars<'_>) -> Option<usize> {
    left.closes("的").then_some(())?;
    let from = left.len().saturating_sub(10);
    let at = (from..left.len()).find(|at| left.is(*at, |c| matches!(c, '由' | '从')))?;
    let time = left.rest(at);
    let timed = ["年", "末", "初", "上", "前", "同期", "期"];
    let end = time.len().saturating_sub(1);
    time.ends_any(end, &timed).then_some(at)
}

/// When it came to that: 增加到今年的X万元.
static NOW: Words = Words::new(&[
    "今年的",
    "本年的",
    "目前的",
    "现在的",
    "如今的",
    "当前的",
    "今年",
    "目前",
    "现在",
    "如今",
    "年底的",
]);
