//! What stands before the first heading and behind the last paragraph: title, by-lines, addressee, opening; closing,
//! signature, date, attachments.

use crate::check::chars::{Chars, is_han};
use crate::check::marker::marker;

use super::super::kinds::{Asked, What};
use super::super::lines::is_space;
use super::super::paragraphs::Paragraph;
use super::paper::{is_bulletin, is_numbered, issued};
use super::{Role, opens_attachments};

/// What the title of a report ends in.
const TITLE_ENDS: &[&str] = &[
    "报告",
    "总结",
    "汇报",
    "述职",
    "方案",
    "要点",
    "材料",
    "发言",
    "发言稿",
    "讲话",
    "计划",
    "安排",
    "通报",
    "意见",
    "简报",
    "小结",
    "体会",
    "经验",
    "做法",
    "分析",
    "说明",
    "快报",
    "述廉",
    "调研",
    "专报",
    "综述",
    "汇编",
    "思路",
    "打算",
    "提纲",
    "范文",
    "模板",
    "情况",
    "进展",
    "公报",
    "通知",
    "公告",
    "通告",
    "决定",
    "倡议书",
    "建议",
    "答复",
    "纪要",
    "台账",
];

/// What a by-line opens with.
const BY_LINES: &[&str] = &[
    "汇报人",
    "述职人",
    "报告人",
    "汇报单位",
    "报告单位",
    "述职单位",
    "单位：",
    "时间：",
    "日期：",
    "主讲",
    "发言人",
    "述廉人",
    "填报",
    "编制",
    "主送",
    "密级",
    "签发",
];

pub(super) fn head(paragraphs: &[Paragraph<'_>], roles: &mut [Role], first: usize) {
    let mut at = 0_usize;
    let mut titled = false;
    // The paragraphs of the title in hand; by-lines may stand before and behind it.
    for index in 0..first.min(12) {
        let Some(paragraph) = paragraphs.get(index) else {
            break;
        };
        let chars = paragraph.chars();
        let role = match head_line(paragraph, titled) {
            Some(role) => role,
            None => break,
        };
        // What stands above a number of its own, 会议纪要 and 〔2024〕3号, is the head of the paper where a title follows.
        let over = paragraphs.get(..index).unwrap_or_default();
        if role == Role::Subtitle
            && is_numbered(chars)
            && titles_below(paragraphs, (index, first), over)
        {
            for above in roles.iter_mut().take(index) {
                if *above == Role::Title {
                    *above = Role::Subtitle;
                }
            }
            titled = false;
        }
        if role == Role::Title {
            // A title over several lines goes on while the next line could be one and has the better end.
            let next = index.saturating_add(1);
            let below = paragraphs.get(next).filter(|_| next < first);
            let goes_on = below.is_some_and(|below| {
                (chars.ends(chars.len(), "情况") || below.chars().has_any(0, &["暨", "及", "和"]))
                    && head_line(below, false) == Some(Role::Title)
                    && is_titled(below.chars())
            });
            titled = titled || is_titled(chars) && !goes_on;
        }
        if let Some(slot) = roles.get_mut(index) {
            *slot = role;
        }
        at = index.saturating_add(1);
        if role == Role::To {
            break;
        }
    }
    if !titled {
        // Short lines at the head without the words of a title: the first of them is one, if text follows.
        let mut lines = roles
            .iter_mut()
            .take(at)
            .filter(|role| **role == Role::Title);
        lines.next();
        let many = lines.next().is_some();
        if many && paragraphs.len() <= at {
            for role in roles.iter_mut().take(at) {
                *role = Role::Text;
            }
        }
    }
    for role in roles.iter_mut().take(first).skip(at) {
        *role = Role::Opening;
    }
    for role in roles.iter_mut().take(first) {
        if *role == Role::Text {
            *role = Role::Opening;
        }
    }
}

/// Whether a title stands below a line and above the text, lines that are none between; under a bulletin's name any
/// line that could be one is.
fn titles_below(
    paragraphs: &[Paragraph<'_>],
    (at, first): (usize, usize),
    over: &[Paragraph<'_>],
) -> bool {
    let bulletin = over.iter().any(|line| is_bulletin(line.chars()));
    let below = paragraphs
        .get(at.saturating_add(1)..first.min(at.saturating_add(5)))
        .unwrap_or_default();
    below
        .iter()
        .map_while(|line| head_line(line, false).map(|role| (role, line)))
        .any(|(role, line)| role == Role::Title && (bulletin || is_titled(line.chars())))
}

/// The role of a short line before the text; none where the text begins.
fn head_line(paragraph: &Paragraph<'_>, titled: bool) -> Option<Role> {
    let chars = paragraph.chars();
    let length = chars.len();
    let last = chars.before(length)?;
    if chars.is(0, |c| matches!(c, '—' | '–')) || chars.has(0, "--") || chars.has(0, "——") {
        return (length <= 60).then_some(Role::Subtitle);
    }
    if matches!(last, '：' | ':') && length <= 60 && addresses(chars) {
        return Some(Role::To);
    }
    if paragraph.hashes == 1 && !titled {
        return Some(Role::Title);
    }
    let bracketed = chars.is(0, |c| matches!(c, '（' | '(')) && matches!(last, '）' | ')');
    let number = is_numbered(chars);
    let dated = chars
        .0
        .iter()
        .all(|c| !is_han(*c) || "年月日一二三四五六七八九十〇○某".contains(*c));
    let by_line = chars.has_any(0, BY_LINES)
        || person(chars)
        || chars.0.ends_with(&['文', '件']) && !chars.has(0, "关于")
        || chars.has(0, "附件") && length <= 6
        || issued(chars);
    if length <= 60 && (bracketed && (titled || length <= 24) || number || dated || by_line) {
        return Some(Role::Subtitle);
    }
    let plain = !"。；，！？：、".contains(last);
    if titled && plain && length <= 16 && !chars.0.contains(&'，') {
        return Some(Role::Subtitle);
    }
    let sentence = chars.0.iter().filter(|c| matches!(c, '，' | '。')).count();
    (plain && length <= 50 && sentence <= 1 && !titled).then_some(Role::Title)
}

/// An addressee: offices or people, and no sentence.
fn addresses(chars: Chars<'_>) -> bool {
    // 县信访工作联席会议办公室：, 县委农村工作领导小组：
    let name = chars.len().saturating_sub(1);
    let offices = ["办公室", "领导小组", "工作组", "督导组", "指挥部"];
    if chars.ends_any(name, &offices) && !chars.0.iter().any(|c| matches!(c, '，' | '。' | '；'))
    {
        return true;
    }
    let words = [
        "如下",
        "汇报",
        "报告",
        "现将",
        "总结",
        "今年",
        "以来",
        "工作",
        "情况",
        "主要做法",
    ];
    !words.iter().any(|word| {
        chars
            .0
            .windows(word.chars().count())
            .any(|window| window.iter().copied().eq(word.chars()))
    })
}

/// XX镇党委书记　XXX, a by-line of office and person.
fn person(chars: Chars<'_>) -> bool {
    if chars.len() > 24 {
        return false;
    }
    let offices = [
        "书记", "镇长", "乡长", "县长", "局长", "校长", "院长", "主任", "站长", "所长", "部长",
        "主席",
    ];
    let gap = chars.0.iter().position(|c| is_space(*c));
    gap.is_some_and(|gap| chars.ends_any(gap, &offices))
}

/// Whether a line ends as the title of a report does, brackets behind it aside: （精选2篇）.
pub(in super::super) fn is_titled(chars: Chars<'_>) -> bool {
    let open = chars.0.iter().rposition(|c| matches!(c, '（' | '(' | '【'));
    let end = open.filter(|open| {
        *open > 2
            && chars
                .before(chars.len())
                .is_some_and(|c| "）)】".contains(c))
    });
    let end = end.unwrap_or(chars.len());
    chars.ends_any(end, TITLE_ENDS) || chars.ends_any(chars.len(), TITLE_ENDS)
}

/// Phrases with which a report closes.
const CLOSINGS: &[&str] = &[
    "特此报告",
    "特此汇报",
    "以上报告",
    "以上汇报",
    "以上是",
    "以上述职",
    "请予审议",
    "请审议",
    "请批评指正",
    "敬请批评",
    "汇报完毕",
    "谢谢大家",
    "谢谢",
    "各位代表，",
    "各位领导，",
    "同志们，",
    "妥否",
    "报告完毕",
    "述职完毕",
];

pub(super) fn tail(
    paragraphs: &[Paragraph<'_>],
    asked: &[Vec<Asked>],
    roles: &mut [Role],
    first: usize,
) {
    let count = paragraphs.len();
    // From the first attachment on, if no heading follows.
    let last_heading = roles
        .iter()
        .rposition(|role| matches!(role, Role::Heading(_)))
        .unwrap_or(0);
    let floor = last_heading.saturating_add(1).max(first.min(count));
    let mut end = count;
    let mut attached = false;
    for at in floor..count {
        let Some(paragraph) = paragraphs.get(at) else {
            break;
        };
        if opens_attachments(paragraph.chars())
            || paragraph
                .chars()
                .has_any(0, &["联系人：", "联系电话", "（联系人", "抄送：", "主题词"])
        {
            attached = true;
            end = at;
            break;
        }
    }
    // Signature and date stand at the end, or before the attachments, or behind them.
    let mut above = end;
    while let Some(at) = above.checked_sub(1).filter(|at| *at >= floor) {
        let Some(paragraph) = paragraphs.get(at) else {
            break;
        };
        let dates = asked.get(at).map_or(&[][..], Vec::as_slice);
        let Some(role) = tail_line(paragraph, dates) else {
            break;
        };
        if let Some(slot) = roles.get_mut(at) {
            *slot = role;
        }
        above = at;
    }
    if attached {
        let own = |at: usize| {
            let paragraph = paragraphs.get(at)?;
            let dates = asked.get(at).map_or(&[][..], Vec::as_slice);
            tail_line(paragraph, dates)
                .filter(|_| at > end && marker(paragraph.chars(), 0).is_none())
        };
        // Attachments named before the signature close the text; what stands behind it follows the date.
        let last = (end..count).rev().find(|at| own(*at).is_some());
        for at in end..count {
            let before = last.is_some_and(|last| at < last);
            let role = own(at).unwrap_or(if before { Role::Closing } else { Role::After });
            if let Some(slot) = roles.get_mut(at) {
                *slot = role;
            }
        }
    }
    while let Some(at) = above.checked_sub(1).filter(|at| *at >= floor) {
        let Some(paragraph) = paragraphs.get(at) else {
            break;
        };
        if !(paragraph.chars().has_any(0, CLOSINGS) && paragraph.text.len() <= 200) {
            break;
        }
        if let Some(slot) = roles.get_mut(at) {
            *slot = Role::Closing;
        }
        above = at;
    }
}

/// Signature or date line.
fn tail_line(paragraph: &Paragraph<'_>, asked: &[Asked]) -> Option<Role> {
    let chars = paragraph.chars();
    let last = chars.before(chars.len())?;
    let dated = asked.iter().any(|asked| {
        matches!(asked.what, What::Date(_))
            && asked.range.start <= 1
            && asked.range.end.saturating_add(1) >= chars.len()
    });
    if dated || is_date(chars) {
        return Some(Role::Date);
    }
    let plain = !"。；，！？：、…）)".contains(last)
        && !chars.0.contains(&'，')
        && !chars.0.contains(&'\t')
        && chars.at(0) != Some('|');
    (plain && chars.len() <= 30 && !chars.0.contains(&'。') && marker(chars, 0).is_none())
        .then_some(Role::Signature)
}

/// 2024年7月1日, 二〇二四年七月一日.
fn is_date(chars: Chars<'_>) -> bool {
    chars.len() <= 16
        && chars.0.contains(&'年')
        && chars.0.contains(&'月')
        && chars.before(chars.len()) == Some('日')
        && chars.0.iter().all(|c| {
            c.is_ascii_digit()
                || is_space(*c)
                || "年月日〇○零一二三四五六七八九十０１２３４５６７８９".contains(*c)
        })
}
