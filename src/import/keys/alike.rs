//! Names that the words behind them tell: XX电子线路板二期, XX食品加工园, XX农事服务中心.

use compact_str::{CompactString, format_compact};

use crate::check::chars::{Chars, is_han, one_of};
use crate::check::words::Words;

use super::super::kinds::{Asked, What};
use super::super::words;
use super::Around;

/// What a name is known by that tells in four letters behind it what it is of: XX电子线路板二期, XX电子线路板三期. Of
/// those in a row each is another one.
pub(super) fn alike(around: &Around<'_>) -> Option<CompactString> {
    let right = around.right;
    let apart = |c: char| !is_han(c) || one_of(c, "的是在为和与及将把被各全等");
    (right.run_within(0, ALIKE, |c| !apart(c)) == ALIKE).then_some(())?;
    let said = |at: usize| words::STOPS.is_at(right, at);
    (!words::VERBS.is_at(right, 0) && !(0..ALIKE).any(said)).then_some(())?;
    let what = right.part(0..ALIKE);
    let chars = around.setting.chars;
    let row = |one: Option<&Asked>| {
        let one = one.filter(|one| matches!(one.what, What::Name))?;
        let (first, second) = match one.range.start < around.asked.range.start {
            true => (one, around.asked),
            false => (around.asked, one),
        };
        let between = chars.part(first.range.end..second.range.start);
        let joined =
            between.len() <= LONGEST_SITE && between.0.iter().any(|c| one_of(*c, "、和与及"));
        let other = chars.part(one.range.end..one.range.end.saturating_add(ALIKE));
        (joined && other.0 == what.0).then_some(())
    };
    let alone = row(around.previous()).is_none() && row(around.next()).is_none();
    alone.then(|| format_compact!("alike {what}"))
}

/// So many letters behind a name tell what it is of.
const ALIKE: usize = 4;

/// An office or a place of work of which the words behind a name tell what it does: 农事服务中心.
pub(super) fn institution(right: Chars<'_>) -> Option<CompactString> {
    let apart = |c: char| !is_han(c) || one_of(c, "的是在为和与及将把被各全");
    let end = right.run_within(0, LONGEST_SITE.saturating_add(2), |c| !apart(c));
    let end = (3..=end).find(|end| INSTITUTIONS.is_before(right, *end))?;
    let called = right.part(0..end);
    let plain = !(0..end).any(|at| words::STOPS.is_at(called, at));
    plain.then(|| called.last(6).to_string().into())
}

/// What such an office ends in.
static INSTITUTIONS: Words = Words::new(&[
    "中心",
    "基地",
    "合作社",
    "委员会",
    "联合会",
    "基金会",
    "研究会",
    "工作站",
    "服务站",
    "养殖场",
    "加工厂",
    "车间",
    "办公室",
    "平台",
    "系统",
    "项目",
    "安置点",
    "教学点",
    "旅游节",
    "艺术节",
    "文化节",
    "工作室",
    "驿站",
    "会议",
    "公园",
]);

/// The place that opens the words behind a name: 食品加工园.
pub(super) fn site(right: Chars<'_>) -> Option<CompactString> {
    let apart = |c: char| !is_han(c) || one_of(c, "的是在为和与及将把被各全");
    let end = right.run_within(0, LONGEST_SITE, |c| !apart(c));
    let kind = |end: &usize| {
        right.before(*end).is_some_and(|c| PLACES.contains(&c)) || SITES.is_before(right, *end)
    };
    let end = (3..=end).find(kind)?;
    Some(right.short(0..end))
}

/// The longest that one is called.
pub(super) const LONGEST_SITE: usize = 8;

/// What else is called by the words behind its name.
static SITES: Words = Words::new(&[
    "工程",
    "农田",
    "基地",
    "产业链",
    "生产线",
    "大桥",
    "隧道",
    "大街",
    "社",
    "企业",
    "综合体",
    "加工项目",
]);

/// What the name of a place to be in ends in.
pub(super) const PLACES: [char; 13] = [
    '区', '场', '库', '馆', '厅', '楼', '院', '园', '站', '港', '塔', '店', '室',
];
