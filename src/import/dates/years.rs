//! Which blanks are years: without 年 beside them, and with 年 which might count them.

use std::ops::Range;

use crate::check::blanks::Blank;
use crate::check::chars::{Chars, is_digit, is_han, one_of};
use crate::check::words::Words;

use super::{Dated, Part, Unit, is_x, opens};

/// 20XX that stands without 年: in 〔20XX〕, 20XX-20XX学年.
pub(super) fn bare_year(
    chars: Chars<'_>,
    first: usize,
    start: usize,
    blanks: &[Blank],
) -> Option<Dated> {
    let blank = opens(blanks, first).or_else(|| opens(blanks, start))?;
    let range = first..blank.range.end;
    let masked = range.len() == 4
        && chars.has_any(first, &["20", "19", "２０", "１９"])
        && chars
            .part(range.clone())
            .0
            .iter()
            .skip(2)
            .any(|c| !is_digit(*c));
    if let Some(year) = of_document(chars, range.clone()) {
        return Some(year);
    }
    let stands = |end| !chars.is(end, |c| is_digit(c) || c == '.' || c == '．');
    // 20XX人 is a figure of two thousand; behind a year stands no measure word.
    let counted = |end| {
        crate::check::measure::unit(chars, end).is_some()
            && !chars.is(end, |c| c == '级' || c == '届')
    };
    (masked && stands(range.end) && !counted(range.end)).then(|| year_alone(range))
}

/// A year that stands without 年.
fn year_alone(range: Range<usize>) -> Dated {
    Dated {
        range: range.clone(),
        parts: vec![Part {
            unit: Unit::Year,
            figure: range,
            blank: true,
            chinese: false,
        }],
    }
}

/// The year of a document's number, all of it blank: 〔XXXX〕X号, 【XX】2号.
fn of_document(chars: Chars<'_>, range: Range<usize>) -> Option<Dated> {
    let end = range.end.saturating_add(1);
    let enclosed = matches!(
        (chars.before(range.start), chars.at(range.end)),
        (Some('〔'), Some('〕'))
            | (Some('【'), Some('】'))
            | (Some('['), Some(']'))
            | (Some('［'), Some('］'))
    );
    let sign = |c: char| is_x(c) || matches!(c, '_' | '＿' | '*' | '○');
    let whole =
        matches!(range.len(), 2 | 4) && chars.part(range.clone()).0.iter().all(|c| sign(*c));
    let word = end.saturating_add(usize::from(chars.is(end, |c| c == '第')));
    let number = chars.run_within(word, 8, |c| sign(c) || is_digit(c) || c == ' ');
    let numbered = number > word && chars.is(number, |c| matches!(c, '号' | '號'));
    let printed = chars.before(range.start) == Some('〔') && range.len() == 4;
    (enclosed && whole && (numbered || printed)).then(|| year_alone(range))
}

/// Whether the figure before 年 is a year and not a time: 在党XX年, 连续X年, XX年来.
pub(super) fn is_year(chars: Chars<'_>, figure: &Range<usize>, end: usize) -> bool {
    let text = chars.part(figure.clone());
    let masked = chars.has_any(
        figure.start,
        &["20", "19", "２０", "１９", "二〇", "二○", "二零", "一九"],
    ) && text.len() == 4;
    // 【　】年，我园…: what opens a paragraph is when, and ____年， what opens a sentence.
    let comma = chars.is(end, |c| matches!(c, '，' | ','));
    let head = chars.before(figure.start);
    let sentence = head.is_some_and(|c| matches!(c, '。' | '；' | '：' | '！'));
    let clause = sentence || head.is_some_and(|c| matches!(c, '，' | ','));
    let long = |least| text.len() >= least && text.0.iter().all(|c| !is_digit(*c));
    let opens = comma && (head.is_none() || sentence && long(2) || clause && long(3));
    // 从X年起; xx15年 with its century blank.
    let since = chars.is(end, |c| c == '起') && chars.ends_any(figure.start, &["从", "自"]);
    // 比X年同期下降X％, 比X年增长X％.
    let compared = || {
        chars.has(end, "同期")
            || head.is_some_and(|c| matches!(c, '比' | '较')) && CHANGED.is_at(chars, end)
    };
    // 据统计，X年我镇受理…
    let ours = || clause && OURS.is_at(chars, end);
    let late = text.len() == 4
        && text.part(0..2).0.iter().all(|c| is_x(*c))
        && text.part(2..4).0.iter().all(|c| is_digit(*c));
    if masked
        || since
        || late
        || opens
        || text.len() == 4 && text.0.iter().all(|c| is_x(*c))
        || text.at(0) == Some('某')
        || compared()
        || ours()
    {
        return true;
    }
    if is_span(chars, figure.start, end) {
        return false;
    }
    // XX镇（　　）年民政工作总结.
    let titled = chars.len() <= LONGEST_TITLE
        && head.is_some_and(|c| one_of(c, "镇乡县市区村局院校"))
        && chars.is(end, is_han);
    // XX年 of a report: a year where two signs stand for its last digits; ____年 one where nothing does.
    titled
        || text.len() == 2
        || text.len() >= 3 && text.0.iter().all(|c| matches!(c, '_' | '＿'))
        || chars.has_any(
            end,
            &["度", "底", "初", "末", "上半年", "下半年", "以来", "工作"],
        )
}

/// A title has no more characters.
const LONGEST_TITLE: usize = 40;

/// Behind the year in which they did what follows.
static OURS: Words = Words::new(&[
    "我镇",
    "我乡",
    "我县",
    "我市",
    "我区",
    "我村",
    "我局",
    "我校",
    "我院",
    "我街道",
    "全镇",
    "全乡",
    "全县",
    "全市",
    "全区",
]);

/// Behind a year that figures are compared with.
static CHANGED: Words = Words::new(&[
    "下降", "增长", "增加", "减少", "提高", "上升", "降低", "增", "相比", "翻",
]);

/// Words before a figure of years that say how long something lasts.
static SPAN_BEFORE: Words = Words::new(&[
    "在党", "连续", "近", "满", "从事", "工作", "历时", "用", "任职", "入党", "党龄", "余", "第",
    "每", "前", "后", "过去", "未来", "约", "超过", "超", "达", "已", "有", "了", "为期", "住",
    "驻村", "期", "执行", "种", "干", "服务", "不足", "长达", "不到", "仅", "至少", "使用", "最长",
]);

/// The same behind 年.
static SPAN_BEHIND: Words = Words::new(&[
    "来",
    "以上",
    "间",
    "内",
    "期",
    "的",
    "党龄",
    "左右",
    "后",
    "前",
    "之久",
    "有余",
    "多",
    "余",
    "老",
    "任期",
    "，",
    "。",
    "、",
    "时间",
    "如一日",
    "；",
]);

/// Whether the years from one position to another, 年 the last of it, are a time and not a year: 连续8年, XX年来.
pub(in super::super) fn is_span(chars: Chars<'_>, start: usize, end: usize) -> bool {
    SPAN_BEFORE.is_before(chars, start) || SPAN_BEHIND.is_at(chars, end)
}
