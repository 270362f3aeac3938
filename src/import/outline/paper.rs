//! What a paper has over its title: the number, the name of a bulletin, who issues it.

use crate::check::chars::Chars;

use super::super::lines::is_space;

/// The line of a bulletin that says who issues it and when: 县委办公室编　　2024年5月6日.
pub(super) fn issued(chars: Chars<'_>) -> bool {
    let gap = chars.run_back(chars.len(), |c| !is_space(c));
    let from = chars.run_back(gap, is_space);
    gap.saturating_sub(from) >= 2 && from > 0 && chars.before(chars.len()) == Some('日') && {
        let day = chars.rest(gap);
        day.len() <= 16 && day.0.contains(&'年') && day.0.contains(&'月')
    }
}

/// What stands over a bulletin: 工 作 简 报.
pub(super) fn is_bulletin(chars: Chars<'_>) -> bool {
    let tight: String = chars.0.iter().filter(|c| !is_space(**c)).collect();
    let kinds = [
        "简报", "快报", "专报", "信息", "动态", "纪要", "参考", "交流",
    ];
    chars.len() <= 24 && kinds.iter().any(|kind| tight.ends_with(kind))
}

/// The number of a paper: 〔2024〕3号, 第3期, （第3期）, 总第3期.
pub(super) fn is_numbered(chars: Chars<'_>) -> bool {
    let bracket = |c: char| matches!(c, '（' | '(' | '）' | ')') || is_space(c);
    let bare = chars.trim(bracket);
    bare.len() <= 40
        && (has_number(bare)
            || (bare.has(0, "第") || bare.has(0, "总第") || bare.has(0, "20"))
                && bare.before(bare.len()) == Some('期'))
}

/// Whether the number of a paper stands in a line: X政发〔2024〕3号, the one who signs it behind.
fn has_number(chars: Chars<'_>) -> bool {
    let close = chars.0.iter().position(|c| *c == '〕');
    close.is_some_and(|close| {
        let behind = close.saturating_add(1);
        let end = chars.run_within(behind, 6, |c| c != '号' && !is_space(c));
        chars.at(end) == Some('号')
            && chars
                .at(end.saturating_add(1))
                .is_none_or(|c| is_space(c) || c == '签')
    })
}
