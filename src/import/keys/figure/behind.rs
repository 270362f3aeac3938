//! Things that stand behind a figure which words before it do not name: 下设X个工作组, XX医院等X家医院.

use crate::check::chars::one_of;
use crate::check::measure::{Unit, counts_persons};

use super::super::super::words;
use super::super::Around;

/// Whether what stands behind the figure is what it counts, although words stand before it: none of these does it to
/// anything (指导X个支部, 敬老院X名护理员), or they name some of the things (医院等X家医院).
pub(super) fn is_counted(around: &Around<'_>, unit: Option<&Unit>, noun: &str) -> bool {
    let Some(measure) = unit.and_then(|unit| unit.measure) else {
        return false;
    };
    let people = counts_persons(measure.word);
    let things = matches!(
        measure.word,
        "个" | "家" | "户" | "所" | "支" | "条" | "处" | "座" | "项" | "台" | "辆" | "套"
    );
    if !people && !things {
        return false;
    }
    if around.left.closes("等") {
        return true;
    }
    let clause = around.clause();
    let done = |at: usize| words::VERBS.is_at(clause, at);
    // 党支部X个党员X名: the thing behind has a figure of its own.
    let own = !around.closed && around.right.len() <= noun.chars().count();
    let someone = !people || noun.chars().next_back().is_some_and(is_someone);
    !own && someone && !(0..clause.len()).any(done)
}

/// Whether a character ends what people are called.
fn is_someone(c: char) -> bool {
    one_of(c, "员人者生师手民部表记任众童女年家长工兵属友嫂模婆军干")
}
