//! Which paragraph is what: title, addressee, opening, headings and their levels, closing, signature, date,
//! attachments.

use crate::check::chars::{Chars, is_han};
use crate::check::marker::{Form, Marker, marker};

use super::kinds::{Asked, What};
use super::lines::is_space;
use super::paragraphs::{Paragraph, han};

/// What a paragraph is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    Title,
    /// Under the title, by-line and document number.
    Subtitle,
    To,
    Opening,
    Heading(Heading),
    Text,
    Closing,
    Signature,
    Date,
    /// What follows the date or the text: attachments, contacts.
    After,
}

/// A heading at the head of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Heading {
    /// By nesting, 1 the document's top.
    pub(super) level: usize,
    /// What it opens with.
    pub(super) marker: Marker,
    /// Where its words begin in the paragraph.
    pub(super) start: usize,
    /// Where its words end: at the first 。：； or the end of the line.
    pub(super) end: usize,
}

/// A number that does not follow the one before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Jump {
    /// The paragraph.
    pub(super) paragraph: usize,
    /// The marker as printed.
    pub(super) marker: String,
    /// The number that would follow.
    pub(super) expected: u32,
}

/// The roles of all paragraphs, and where numbers jump.
pub(super) fn outline(paragraphs: &[Paragraph], asked: &[Vec<Asked>]) -> (Vec<Role>, Vec<Jump>) {
    let mut roles = vec![Role::Text; paragraphs.len()];
    let mut jumps = Vec::new();
    headings(paragraphs, &mut roles, &mut jumps);
    let first = roles
        .iter()
        .position(|role| matches!(role, Role::Heading(_)))
        .unwrap_or(paragraphs.len());
    head(paragraphs, &mut roles, first);
    tail(paragraphs, asked, &mut roles, first);
    (roles, jumps)
}

fn headings(paragraphs: &[Paragraph], roles: &mut [Role], jumps: &mut Vec<Jump>) {
    // The forms that are open, outermost first, each with its last number.
    let mut open: Vec<(Form, u32)> = Vec::new();
    let mut attached = false;
    for (at, (paragraph, role)) in paragraphs.iter().zip(roles.iter_mut()).enumerate() {
        let chars = paragraph.chars();
        if opens_attachments(chars) {
            attached = true;
        }
        let Some(marker) = marker(chars, 0) else {
            continue;
        };
        let volume = matches!(marker.form, Form::Volume | Form::Part);
        if attached && !volume && !(marker.form == Form::Chinese && marker.value == 1) {
            continue;
        }
        let start = chars.run(marker.length, is_space);
        let mut start = start;
        if matches!(marker.form, Form::Part | Form::Chapter) {
            start = chars.run(start, |c| {
                is_space(c) || matches!(c, '：' | ':' | '、' | '，')
            });
        }
        if start >= chars.len() || !plausible(marker, &open, chars) {
            continue;
        }
        attached = false;
        let level = nest(&mut open, marker.form);
        let expected = open.last().map_or(1, |(_, value)| value.saturating_add(1));
        if marker.value != expected
            && !(marker.value == 1 && expected > 1 && volume_restarts(paragraphs, at))
        {
            jumps.push(Jump {
                paragraph: at,
                marker: chars.text(0..marker.length),
                expected,
            });
        }
        if let Some(last) = open.last_mut() {
            last.1 = marker.value;
        }
        let ends =
            |c: char| matches!(c, '。' | '：' | '；' | ':' | ';') || paragraph.glued && is_space(c);
        let end = chars.run(start, |c| !ends(c));
        *role = Role::Heading(Heading {
            level,
            marker,
            start,
            end,
        });
    }
}

/// A first number again is a new text and no mistake where a title stands before it.
fn volume_restarts(paragraphs: &[Paragraph], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| paragraphs.get(at));
    before.is_some_and(|paragraph| {
        let chars = paragraph.chars();
        !chars.is_empty()
            && chars.len() <= 40
            && !chars
                .before(chars.len())
                .is_some_and(|c| "。；".contains(c))
            || chars.before(chars.len()) == Some('：')
    })
}

/// 附件：, 附：
fn opens_attachments(chars: Chars<'_>) -> bool {
    let end = if chars.has(0, "附件") {
        2
    } else if chars.has(0, "附") {
        1
    } else {
        return false;
    };
    let end = chars.run(end, |c| c.is_ascii_digit() || is_space(c));
    chars.is(end, |c| matches!(c, '：' | ':')) || end == chars.len()
}

/// Whether a marker opens a heading here: 1.1 and a. only where they count on.
fn plausible(marker: Marker, open: &[(Form, u32)], chars: Chars<'_>) -> bool {
    let known = open.iter().find(|(form, _)| *form == marker.form);
    let follows = known.map_or(marker.value == 1, |(_, value)| {
        marker.value <= value.saturating_add(2)
    });
    match marker.form {
        Form::Decimal(_) | Form::Letter => follows || marker.value == 1,
        Form::First | Form::Must => marker.value <= 12 && (follows || marker.value <= 2),
        // A list that is only a line of numbers, 3.5 and 12、 of a table.
        _ => han(chars) >= 1,
    }
}

/// How far out a form stands by the standard; the others go where they first stand.
fn rank(form: Form) -> Option<u8> {
    match form {
        Form::Volume => Some(0),
        Form::Part | Form::Chapter => Some(1),
        Form::Chinese => Some(2),
        _ => None,
    }
}

/// Opens the level of a form, closes those below it; gives the level, from 1.
fn nest(open: &mut Vec<(Form, u32)>, form: Form) -> usize {
    if let Some(at) = open.iter().position(|(known, _)| *known == form) {
        open.truncate(at.saturating_add(1));
        return open.len();
    }
    if let Some(own) = rank(form) {
        let outer = open
            .iter()
            .position(|(known, _)| rank(*known).is_none_or(|rank| rank > own));
        if let Some(at) = outer {
            open.truncate(at);
        }
    }
    // 一是 and 一要 of one list side by side.
    let spoken = |form: Form| matches!(form, Form::First | Form::Must | Form::Ordinal);
    if spoken(form)
        && let Some(at) = open.iter().position(|(known, _)| spoken(*known))
    {
        open.truncate(at);
    }
    if let Form::Decimal(numbers) = form {
        // 1.1 stands below 1., 1.1.1 below 1.1.
        let below = |known: Form| match known {
            Form::Decimal(known) => known >= numbers,
            _ => false,
        };
        if let Some(at) = open.iter().position(|(known, _)| below(*known)) {
            open.truncate(at);
        }
    }
    open.push((form, 0));
    open.len()
}

/// Words that the title of a report holds.
const TITLE_WORDS: &[&str] = &[
    "报告", "总结", "汇报", "述职", "情况", "方案", "要点", "材料", "发言", "讲话", "计划", "安排",
    "通报", "意见", "简报", "小结", "体会", "经验", "做法", "分析", "说明", "快报", "述廉", "调研",
    "工作", "进展", "清单", "信息", "专报", "综述", "汇编",
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

fn head(paragraphs: &[Paragraph], roles: &mut [Role], first: usize) {
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
        if role == Role::Title {
            let whole = TITLE_WORDS.iter().any(|word| ends_with_word(chars, word));
            titled = titled || whole;
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

/// The role of a short line before the text; none where the text begins.
fn head_line(paragraph: &Paragraph, titled: bool) -> Option<Role> {
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
    let number = chars.0.contains(&'〔') && last == '号';
    let dated = chars
        .0
        .iter()
        .all(|c| !is_han(*c) || "年月日一二三四五六七八九十〇○某".contains(*c));
    let by_line = chars.has_any(0, BY_LINES)
        || person(chars)
        || chars.0.ends_with(&['文', '件']) && length <= 20;
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

fn ends_with_word(chars: Chars<'_>, word: &str) -> bool {
    let end = chars.run_back(chars.len(), |c| {
        matches!(
            c,
            '）' | ')' | '》' | '篇' | '2' | '3' | '精' | '选' | '（' | '(' | '稿'
        )
    });
    chars.ends(end, word)
        || chars.ends(chars.len(), word)
        || chars
            .0
            .windows(word.chars().count())
            .any(|window| window.iter().copied().eq(word.chars()))
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

fn tail(paragraphs: &[Paragraph], asked: &[Vec<Asked>], roles: &mut [Role], first: usize) {
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
        for at in end..count {
            let Some(paragraph) = paragraphs.get(at) else {
                break;
            };
            let dates = asked.get(at).map_or(&[][..], Vec::as_slice);
            let role = match tail_line(paragraph, dates) {
                Some(role) if at > end && !looks_listed(paragraph.chars()) => role,
                _ => Role::After,
            };
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

fn looks_listed(chars: Chars<'_>) -> bool {
    marker(chars, 0).is_some()
}

/// Signature or date line.
fn tail_line(paragraph: &Paragraph, asked: &[Asked]) -> Option<Role> {
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
    let plain = !"。；，！？：、…".contains(last)
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
