//! What says beside a blank that it is a name: what a name ends in, whose title it is, the words that an organisation
//! or something built goes on with.

use crate::check::chars::{Chars, is_han, one_of};

use super::super::words;
use super::Left;

/// Whether an organisation's name goes on behind a blank: （　）农机合作社.
pub(super) fn organised(chars: Chars<'_>, end: usize) -> bool {
    let to = chars.run_within(end, 6, is_han);
    (end.saturating_add(1)..to).any(|at| words::ORGANISATIONS.is_at(chars, at))
}

/// Whether what something built is goes on behind a blank: （　　）冷链物流园.
pub(super) fn is_facility(chars: Chars<'_>, end: usize) -> bool {
    let to = chars.run_within(end, 10, is_han);
    let from = end.saturating_add(2);
    (from..=to).any(|at| words::FACILITIES.is_before(chars, at))
}

/// Whether the name of an office ends before a position whose departments are called by names: 省统计局, not 全局.
pub(super) fn is_body_before(chars: Chars<'_>, at: usize) -> bool {
    let body = chars.before(at).is_some_and(|c| one_of(c, "局厅委"));
    let Some(name) = at.checked_sub(1).filter(|_| body) else {
        return false;
    };
    let from = chars.run_back_within(name, 4, is_han);
    name.saturating_sub(from) >= 2
        && chars
            .before(name)
            .is_some_and(|c| !one_of(c, "全我本各该两支村"))
}

/// What the one is called who is named here: 党支部书记, 联系人：; apart with a blank between, any label of a name.
pub(in super::super) fn title_before(chars: Chars<'_>, at: usize) -> Option<&'static str> {
    let label = chars.run_back(at, |c| matches!(c, '\u{3000}' | ' '));
    let title = words::TITLES.before(chars, label);
    let title = title.or_else(|| {
        words::NAME_LABELS
            .before(chars, label)
            .filter(|_| label < at)
    });
    title.map(|title| title.text)
}

/// Whether what stands beside a blank says that it is a name.
pub(super) fn is_name(chars: Chars<'_>, left: &Left<'_>, end: usize) -> bool {
    let end = end.saturating_add(usize::from(chars.is(end, |c| c == ' ')));
    opens_name_end(chars, end)
        || words::TITLES.is_before(chars, left.start) && !words::BEHIND_TEXT.is_at(chars, end)
        || left.labelled(&words::NAME_LABELS)
        || left.ends(&["贡献"]) && chars.has_any(end, &["力量", "智慧", "方案", "经验"])
        || left.ends(&["“", "《", "「"]) && chars.is(end, |c| matches!(c, '”' | '》' | '」'))
}

/// Whether what a name ends in stands here.
pub(super) fn opens_name_end(chars: Chars<'_>, at: usize) -> bool {
    words::NAME_ENDS.is_at(chars, at) && !words::NO_NAME_ENDS.is_at(chars, at)
}

/// Whether a team of several that have numbers goes on there: 第X巡察组, 第X党支部.
pub(super) fn is_team(chars: Chars<'_>, at: usize) -> bool {
    let end = chars.run_within(at, 6, is_han);
    (at.saturating_add(2)..=end).any(|end| words::TEAMS.is_before(chars, end))
}
