//! Places that are others than those that report: 赴邻县XX镇, 东邻XX乡, 到XX县XX村参观学习.

use crate::check::chars::{Chars, one_of};
use crate::check::words::Words;

use super::around::{Around, name_end};
use super::names::is_area;

/// How keys tell a place that is another one than those that report by what stands before its name: 赴邻县XX镇.
pub(super) fn elsewhere(left: Chars<'_>) -> Option<&'static str> {
    let left = left.trim_end(|c| c == '的');
    match ELSEWHERE.before(left, left.len())?.text {
        "借鉴" => Some("学习"),
        // Two characters, of three bytes each.
        word => Some(word.get(..6).unwrap_or(word)),
    }
}

/// Before the name of such a place.
static ELSEWHERE: Words = Words::new(&[
    "邻县",
    "邻市",
    "邻省",
    "邻区",
    "邻镇",
    "邻乡",
    "邻近",
    "临近",
    "外县",
    "外市",
    "外省",
    "外镇",
    "外乡",
    "外村",
    "外地",
    "省外",
    "市外",
    "县外",
    "兄弟",
    "兄弟乡镇",
    "兄弟县",
    "兄弟单位",
    "兄弟县区",
    "周边",
    "协作地区",
    "协作区",
    "协作市",
    "协作县",
    "发达地区",
    "先进",
    "先进地区",
    "先进乡镇",
    "先进县区",
    "先进单位",
    "先进村",
    "借鉴",
    "友好",
]);

/// Whether a name goes on with the one before it, to which one goes: 到XX县XX村.
pub(super) fn is_on_the_way(around: &Around<'_>) -> bool {
    let Some(before) = around.previous() else {
        return false;
    };
    let chars = around.setting.chars;
    let end = name_end(chars, before.range.end).filter(|end| is_area(end));
    let whole = end.map_or(0, |end| end.chars().count());
    whole > 0
        && before.range.end.saturating_add(whole) == around.asked.range.start
        && chars.ends_any(before.range.start, &["到", "赴", "前往", "走进"])
}

/// What one goes to a village for that is not one's own.
pub(super) static LESSONS: Words = Words::new(&[
    "参观",
    "考察",
    "观摩",
    "取经",
    "学习",
    "交流学习",
    "实地考察",
    "实地观摩",
    "现场观摩",
    "开展观摩",
    "开展学习",
    "进行参观",
    "进行考察",
    "进行观摩",
]);

/// On which side the place named lies beside the one that reports, where it does: 东邻XX镇, 与XX乡接壤.
pub(super) fn border(around: &Around<'_>, end: &str) -> Option<&'static str> {
    let left = around.left;
    let behind = around.right.rest(end.chars().count());
    let last = |at: usize| left.len().checked_sub(at).and_then(|at| left.at(at));
    let beside = last(1).is_some_and(|c| one_of(c, "邻接连靠临依界"))
        && last(2).is_some_and(|c| one_of(c, "东南西北毗紧相"));
    (beside || BORDERS.is_at(behind, 0)).then(|| {
        let side = left.0.iter().rposition(|c| one_of(*c, "东南西北"));
        let sides = ["东", "南", "西", "北"];
        let side = side.and_then(|at| sides.into_iter().find(|side| left.has(at, side)));
        side.unwrap_or("相")
    })
}

/// Behind a place that lies beside.
static BORDERS: Words = Words::new(&[
    "接壤",
    "相邻",
    "毗邻",
    "相连",
    "相接",
    "为邻",
    "为界",
    "交界",
    "毗连",
    "隔河相望",
    "隔江相望",
]);
