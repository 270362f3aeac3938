//! Dates with blanks in them: 20XX年X月X日, X月底, 二〇××年, __年__月__日. A date is one blank, the whole expression.

use std::ops::Range;

use crate::check::blanks::{Blank, Sign};
use crate::check::chars::{Chars, is_digit};

use super::lines::is_space;

mod years;

use years::{bare_year, is_year};

pub(super) use years::is_span;

/// A date in which something is blank.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Dated {
    /// Its characters in the paragraph.
    pub(super) range: Range<usize>,
    /// Its parts in order.
    pub(super) parts: Vec<Part>,
}

/// A part of a date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Part {
    /// What it counts.
    pub(super) unit: Unit,
    /// The figure's characters, without 年, 月, 日.
    pub(super) figure: Range<usize>,
    /// The figure is to be filled in.
    pub(super) blank: bool,
    /// The figure is written in Chinese numerals.
    pub(super) chinese: bool,
}

/// What the parts of a date count, in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Unit {
    Year,
    Month,
    Day,
    Hour,
    Minute,
}

const UNITS: [(Unit, char); 5] = [
    (Unit::Year, '年'),
    (Unit::Month, '月'),
    (Unit::Day, '日'),
    (Unit::Hour, '时'),
    (Unit::Minute, '分'),
];

/// The dates of a paragraph, each with the blanks that it takes up.
pub(super) fn dates(chars: Chars<'_>, blanks: &[Blank]) -> Vec<Dated> {
    let mut found: Vec<Dated> = Vec::new();
    for blank in blanks {
        let past = found.last().map_or(0, |date| date.range.end);
        if blank.range.start < past || blank.sign == Sign::Dots {
            continue;
        }
        let start = opening(chars, blank.range.start, past);
        found.extend(date(chars, start, blanks));
    }
    let spaced = spaced(chars);
    if let Some(date) = spaced
        && !found.iter().any(|other| other.range.end > date.range.start)
    {
        found.push(date);
    }
    found
}

/// Where a date opens of which a blank is part: 2023年 and 12月 before it belong to it.
fn opening(chars: Chars<'_>, at: usize, least: usize) -> usize {
    let mut start = at;
    for unit in ['月', '年'] {
        let Some(end) = start
            .checked_sub(1)
            .filter(|end| chars.at(*end) == Some(unit))
        else {
            continue;
        };
        let figure = chars.run_back(end, |c| is_digit(c) || is_chinese(c));
        let long = end.saturating_sub(figure);
        if long == 0 || unit == '年' && long != 4 || figure < least {
            break;
        }
        start = figure;
    }
    start
}

fn is_chinese(c: char) -> bool {
    matches!(
        c,
        '〇' | '○' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
    )
}

fn is_x(c: char) -> bool {
    matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ' | '×')
}

/// The first blank that opens at a position or behind it.
fn first_from(blanks: &[Blank], at: usize) -> Option<&Blank> {
    blanks.get(blanks.partition_point(|blank| blank.range.start < at))
}

/// The blank that opens at a position.
fn opens(blanks: &[Blank], at: usize) -> Option<&Blank> {
    first_from(blanks, at).filter(|blank| blank.range.start == at)
}

/// The figure of a date at a position: a blank, digits, Chinese numerals, or these with X in them (二〇××).
fn figure(chars: Chars<'_>, at: usize, blanks: &[Blank]) -> Option<(Range<usize>, bool, bool)> {
    if let Some(blank) = opens(blanks, at) {
        let mut end = blank.range.end;
        // 20__年, 20（　　）年 and 20○○年: the digits before were taken as the opening; 二〇×× ends in crosses.
        end = chars.run(end, |c| is_x(c) || is_digit(c));
        return Some((at..end, true, false));
    }
    let end = chars.run(at, |c| is_digit(c) || is_chinese(c));
    if end == at {
        return None;
    }
    if let Some(blank) = first_from(blanks, at).filter(|blank| blank.range.start <= end) {
        let chinese = chars.is(at, is_chinese);
        return Some((at..blank.range.end, true, chinese));
    }
    Some((at..end, false, chars.is(at, is_chinese)))
}

fn date(chars: Chars<'_>, start: usize, blanks: &[Blank]) -> Option<Dated> {
    // Digits or numerals that a blank goes on: 20__年, 二〇××年.
    let before = chars.run_back(start, |c| is_digit(c) || is_chinese(c));
    let head = start.saturating_sub(before);
    let century = head == 2
        && (chars.has_any(
            before,
            &["20", "19", "２０", "１９", "二〇", "二○", "二零", "一九"],
        ))
        || head == 3 && chars.has_any(before, &["20", "19", "二〇", "二○", "二零", "一九"]);
    let mut at = if century { before } else { start };
    let first = at;
    let mut parts: Vec<Part> = Vec::new();
    let mut end = at;
    while let Some((range, blank, chinese)) = figure(chars, at, blanks) {
        let mark = chars.run(range.end, |c| c == ' ');
        let Some((unit, _)) = UNITS.iter().find(|(_, sign)| chars.at(mark) == Some(*sign)) else {
            break;
        };
        let in_order = parts.last().is_none_or(|last| last.unit < *unit);
        let clock = *unit >= Unit::Hour && parts.last().is_none_or(|last| last.unit < Unit::Day);
        let clock = clock
            && !(*unit == Unit::Hour && parts.is_empty() && is_clock(chars, at, mark))
            && parts.last().is_none_or(|last| last.unit != Unit::Hour);
        if !in_order
            || clock
            || *unit == Unit::Day
                && chars.has_any(mark, &["日报", "日常", "日均", "日产", "日处理", "日供"])
            || *unit == Unit::Hour && chars.has_any(mark, &["时间", "时候"])
        {
            break;
        }
        parts.push(Part {
            unit: *unit,
            figure: range,
            blank,
            chinese,
        });
        end = mark.saturating_add(1);
        at = chars.run(end, |c| c == ' ');
    }
    if parts.is_empty() {
        return bare_year(chars, first, start, blanks);
    }
    if !parts.iter().any(|part| part.blank) {
        return None;
    }
    let [only] = parts.as_slice() else {
        return Some(tail(chars, first..end, parts));
    };
    let is_date = match only.unit {
        Unit::Year => is_year(chars, &only.figure, end),
        Unit::Month => !chars.has_any(end, &["嫂", "子", "饼", "薪", "租"]),
        _ => true,
    };
    is_date.then(|| tail(chars, first..end, parts.clone()))
}

/// Whether X时 is a time of the day: 上午X时, X时XX分, 于X时.
fn is_clock(chars: Chars<'_>, at: usize, mark: usize) -> bool {
    let behind = mark.saturating_add(1);
    let minutes = chars.run(behind, |c| {
        is_x(c) || is_digit(c) || matches!(c, '_' | '○' | '*')
    });
    minutes > behind && chars.at(minutes) == Some('分')
        || chars.ends_any(
            at,
            &[
                "上午", "下午", "晚上", "晚", "凌晨", "中午", "每日", "每天", "当日", "截至",
            ],
        ) && !chars.has_any(mark, &["时间", "时期", "时候", "时代"])
}

/// 底, 初, 中旬 behind a month or a year belong to the date.
fn tail(chars: Chars<'_>, range: Range<usize>, parts: Vec<Part>) -> Dated {
    let words: &[&str] = match parts.last().map(|part| part.unit) {
        Some(Unit::Month) => &["底", "初", "末", "上旬", "中旬", "下旬", "份"],
        Some(Unit::Year) => &["底", "初", "末"],
        _ => &[],
    };
    let word = words.iter().find(|word| chars.has(range.end, word));
    let length = word.map_or(0, |word| word.chars().count());
    Dated {
        range: range.start..range.end.saturating_add(length),
        parts,
    }
}

/// 20　　年　月　日 with nothing but white space for its figures.
fn spaced(chars: Chars<'_>) -> Option<Dated> {
    if chars.len() > 24 {
        return None;
    }
    let year = chars.0.iter().position(|c| *c == '年')?;
    let month = chars.run(year.saturating_add(1), is_space);
    let day = chars.run(month.saturating_add(1), is_space);
    let spaced = month > year.saturating_add(1)
        && chars.at(month) == Some('月')
        && day > month.saturating_add(1)
        && chars.at(day) == Some('日');
    let start = chars.run_back(year, |c| is_space(c) || is_digit(c) || is_chinese(c));
    let start = chars.run(start, is_space);
    let fixed = chars.run(start, |c| is_digit(c) || is_chinese(c));
    let part = |unit, figure: Range<usize>, blank| Part {
        unit,
        figure,
        blank,
        chinese: false,
    };
    let whole_year = fixed == year && fixed.saturating_sub(start) == 4;
    spaced.then(|| Dated {
        range: start..day.saturating_add(1),
        parts: vec![
            part(Unit::Year, start..year, !whole_year),
            part(Unit::Month, year.saturating_add(1)..month, true),
            part(Unit::Day, month.saturating_add(1)..day, true),
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::blanks::blanks;

    fn found(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let chars = Chars(&chars);
        dates(chars, &blanks(chars))
            .iter()
            .map(|date| chars.text(date.range.clone()))
            .collect()
    }

    #[test]
    fn a_date_is_one_blank() {
        for (text, expected) in [
            ("于20XX年X月X日召开", vec!["20XX年X月X日"]),
            ("2023年X月X日", vec!["2023年X月X日"]),
            ("X月底前完成", vec!["X月底"]),
            ("二〇××年×月×日", vec!["二〇××年×月×日"]),
            ("20__年__月__日", vec!["20__年__月__日"]),
            ("X政发〔20XX〕X号", vec!["20XX"]),
            ("20XX—20XX学年", vec!["20XX", "20XX"]),
            ("20**年**月", vec!["20**年**月"]),
            ("截至X月X日X时，", vec!["X月X日X时"]),
            ("某年某月某日", vec!["某年某月某日"]),
            ("截至x 年 x 月 x 日x 时，", vec!["x 年 x 月 x 日x 时"]),
            ("X委〔XXXX〕X号、X发【XX】6号", vec!["XXXX", "XX"]),
            ("从X年起，自XX年起", vec!["X年", "XX年"]),
            ("得到好评。____年，村里新修", vec!["____年"]),
            ("利用,x月xx日至x月xx日", vec!["x月xx日", "x月xx日"]),
            ("早在xx15年已建", vec!["xx15年"]),
            ("20○○年工作", vec!["20○○年"]),
            ("20  年  月  日", vec!["20  年  月  日"]),
            ("XX年工作总结", vec!["XX年"]),
            ("12月X日", vec!["12月X日"]),
            ("始建于１９ＸＸ年，", vec!["１９ＸＸ年"]),
            ("迎接____年终期评估", vec!["____年"]),
            ("（　　）镇（　　）年民政工作总结", vec!["（　　）年"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn a_time_is_none() {
        for text in [
            "光荣在党XX年纪念章",
            "连续X年",
            "XX个月",
            "用了X年时间",
            "XX年来，",
            "他XX年如一日",
            "在村里工作XX年，得到好评",
            "【XX】村、〔XX〕组",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
