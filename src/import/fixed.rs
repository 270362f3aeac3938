//! What stands in a text as if it held for ever: figures of a finished report, which become fields with last period's
//! value, and the constants that another year makes wrong.

use std::ops::Range;

use crate::check::blanks::Sign;
use crate::check::chars::{Chars, is_digit, is_numeral, one_of, small};
use crate::check::marker::marker;
use crate::check::measure::{self, Unit as Measured};
use crate::check::near::Near;

use super::dates::{Dated, Part, Unit, is_span};
use super::kinds::{Asked, What};

/// Adds every figure of a finished paragraph to its blanks; of its years only the report's own and those beside it.
pub(super) fn add_figures(chars: Chars<'_>, year: Option<u32>, asked: &mut Vec<Asked>) {
    if let Some(date) = whole_date(chars) {
        *asked = vec![given(date.range.clone(), What::Date(date))];
        return;
    }
    let from = marker(chars, 0).map_or(0, |marker| marker.length);
    let mut found = Vec::new();
    let mut at = from;
    while at < chars.len() {
        if !chars.is(at, is_digit) {
            at = at.saturating_add(1);
            continue;
        }
        let end = token(chars, at);
        let range = at..end;
        let next = asked.partition_point(|asked| asked.range.end <= range.start);
        let free = asked.get(next).is_none_or(|asked| asked.range.start >= end);
        if free && let Some(what) = figure(chars, year, &range) {
            found.push(given(range, what));
        }
        at = end.max(at.saturating_add(1));
    }
    asked.append(&mut found);
    asked.sort_by_key(|asked| asked.range.start);
}

/// The end of a figure written in digits: groups and a point in it.
fn token(chars: Chars<'_>, at: usize) -> usize {
    let mut end = chars.run(at, is_digit);
    loop {
        let next = end.saturating_add(1);
        let sign = chars.is(end, |c| matches!(c, '.' | '．' | ','));
        if !(sign && chars.is(next, is_digit)) {
            return end;
        }
        end = chars.run(next, is_digit);
    }
}

/// What a figure in digits is a value of; none where it is part of a name, a number of a document, a set phrase.
fn figure(chars: Chars<'_>, own: Option<u32>, range: &Range<usize>) -> Option<What> {
    let Range { start, end } = *range;
    let before = chars.before(start);
    if before.is_some_and(|c| c.is_ascii_alphabetic() || one_of(c, "第〔[（(+-/－—~～×."))
        && !chars.is(end, |c| matches!(c, '％' | '%'))
    {
        return None;
    }
    if let Some(year) = year(chars, range) {
        let near = own.is_some_and(|own| own.abs_diff(year) <= 1);
        return near.then(|| {
            What::Date(Dated {
                range: range.clone(),
                parts: vec![part(Unit::Year, range.clone())],
            })
        });
    }
    // 使用超过8年 is a figure, 24年 and 8月 are dates.
    let lasts = |end| range.len() <= 2 && is_span(chars, start, end);
    if chars.is(end, |c| one_of(c, "月日时+×"))
        || chars.is(end, |c| c == '年') && !lasts(end.saturating_add(1))
        || range.len() > 12
    {
        return None;
    }
    let unit = measure::unit(chars, end).filter(|unit| unit.measure.is_some() || unit.scaled)?;
    (!set_phrase(chars, range, &unit)).then_some(What::Number(Some(unit)))
}

/// Lines of age and hours round the clock are no figures of this period.
fn set_phrase(chars: Chars<'_>, range: &Range<usize>, unit: &Measured) -> bool {
    let behind = range.end.saturating_add(unit.length);
    let word = unit.measure.map_or("", |measure| measure.word);
    match word {
        "岁" => {
            chars.has_any(behind, &["以下", "以上", "及以下", "及以上", "周岁"])
                || chars.ends(range.start, "周")
        }
        "小时" => chars.text(range.clone()) == "24",
        "号" | "级" | "届" | "类" | "强" | "周年" => true,
        // 8时30分 is a time, 得86.4分 a mark.
        "分" => {
            let clause = chars.part(range.start.saturating_sub(12)..range.start);
            let marks = ["分", "测评", "考核", "成绩", "评"];
            let point = chars.part(range.clone()).0.contains(&'.');
            !point && !marks.iter().any(|word| clause.holds(word))
        }
        "期" => chars.has_any(behind, &["工程", "项目", "建设"]),
        _ => false,
    }
}

/// A year in digits that stands before 年.
fn year(chars: Chars<'_>, range: &Range<usize>) -> Option<u32> {
    let year = small(chars.part(range.clone())).filter(|year| (1990..2100).contains(year));
    year.filter(|_| range.len() == 4 && chars.at(range.end) == Some('年'))
}

/// The year that a finished report is about: the first that it names, its title's where that has one.
pub(super) fn own_year<'a>(mut paragraphs: impl Iterator<Item = Chars<'a>>) -> Option<u32> {
    paragraphs.find_map(|chars| {
        let opens =
            |at: &usize| chars.is(*at, is_digit) && !chars.before(*at).is_some_and(is_digit);
        (0..chars.len())
            .filter(opens)
            .find_map(|at| year(chars, &(at..chars.run(at, is_digit))))
    })
}

fn given(range: Range<usize>, what: What) -> Asked {
    Asked {
        range,
        sign: Sign::Masked,
        what,
        given: true,
    }
}

fn part(unit: Unit, figure: Range<usize>) -> Part {
    Part {
        unit,
        figure,
        blank: true,
        chinese: false,
    }
}

/// A date that is all of a paragraph: 2024年7月1日.
fn whole_date(chars: Chars<'_>) -> Option<Dated> {
    let mut at = 0_usize;
    let mut parts = Vec::new();
    for (unit, sign) in [(Unit::Year, '年'), (Unit::Month, '月'), (Unit::Day, '日')] {
        let end = chars.run(at, is_digit);
        (end > at && chars.at(end) == Some(sign)).then_some(())?;
        parts.push(part(unit, at..end));
        at = end.saturating_add(1);
    }
    (at == chars.len()).then_some(Dated {
        range: 0..at,
        parts,
    })
}

/// A congress, a term or a session that begins with a numeral: 十八大, 二十届三中全会, 人大四次会议.
fn session(chars: Chars<'_>, at: usize) -> Option<(Range<usize>, &'static str)> {
    let end = chars.run(at, is_numeral);
    let opens = !chars.before(at).is_some_and(|c| is_numeral(c) || c == '第');
    if !opens || !chars.is(end, |c| one_of(c, "大届次中")) {
        return None;
    }
    let value = small(chars.part(at..end))?;
    let behind = end.saturating_add(1);
    match chars.at(end)? {
        '大' => ((16..=40).contains(&value) && !chars.is(behind, |c| one_of(c, "类项块步")))
            .then_some((at..behind, "党代会届次会变；请看是不是最近一次")),
        '届' if (10..=40).contains(&value) => {
            let numeral = chars.run(behind, is_numeral);
            let plenum = numeral > behind && chars.has(numeral, "中全会");
            let end = if plenum {
                numeral.saturating_add(3)
            } else {
                behind
            };
            Some((at..end, "届次会变；请看是不是最近一次"))
        }
        // 人大四次会议; 召开四次会议 are counted.
        '次' => {
            let meeting = ["次会议", "次全会", "次全体会议"]
                .into_iter()
                .find(|word| chars.has(end, word))?;
            let of = chars.before(at).is_some_and(|c| one_of(c, "大届会协委"));
            let end = end.saturating_add(meeting.chars().count());
            of.then_some((at..end, "届次会变；请看今年是第几次"))
        }
        _ => None,
    }
}

/// What to do about an anniversary.
const ANNIVERSARY: &str = "周年数每年加1；可以改成数据空";

/// An anniversary or a five-year plan that begins with a numeral: 七十五周年, “十四五”规划.
fn in_numerals(chars: Chars<'_>, at: usize) -> Option<(Range<usize>, &'static str)> {
    if chars.before(at).is_some_and(is_numeral) {
        return None;
    }
    let end = chars.run(at, is_numeral);
    if chars.has(end, "周年") {
        return Some((at..end.saturating_add(2), ANNIVERSARY));
    }
    let five = end.saturating_sub(at) == 3 && chars.has(at, "十") && chars.ends(end, "五");
    let named = chars.is(end, |c| matches!(c, '”' | '"'))
        || chars.has_any(end, &["规划", "时期", "期间", "末", "收官", "开局"]);
    (five && named).then_some((at..end, "五年规划一期换一期；请看是不是这一期"))
}

/// A constant that another year makes wrong: where it stands, and what to think of.
pub(super) struct Constant {
    /// Its characters.
    pub(super) range: Range<usize>,
    /// What to do about it.
    pub(super) advice: &'static str,
}

/// The constants of a paragraph.
pub(super) fn constants(chars: Chars<'_>, asked: &[Asked]) -> Vec<Constant> {
    let mut found: Vec<Constant> = Vec::new();
    let mut at = 0_usize;
    loop {
        at = chars.run(at, |c| !OPENERS.may_have(c));
        if at >= chars.len() {
            return found;
        }
        let Some((range, advice)) = constant(chars, at) else {
            at = at.saturating_add(1);
            continue;
        };
        at = range.end;
        let first = asked.partition_point(|asked| asked.range.end <= range.start);
        let free = asked
            .get(first)
            .is_none_or(|asked| asked.range.start >= range.end);
        if free {
            found.push(Constant { range, advice });
        }
    }
}

/// What a constant can begin with.
const OPENERS: &Near = &Near::of(&[
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '０', '１', '２', '３', '４', '５', '６',
    '７', '８', '９', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '第', '截',
]);

/// What to do about a day or month that is printed.
const FIXED_DAY: &str = "写死的日子，明年要改；可以改成数据空";

/// A month whose digits stand from `at` to `end`, with the day or the part of it behind: 7月1日, 6月底, 1月至11月.
fn month(chars: Chars<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    let value = small(chars.part(at..end))?;
    if !(1..=12).contains(&value) || chars.at(end) != Some('月') {
        return None;
    }
    let behind = end.saturating_add(1);
    let day = chars.run(behind, is_digit);
    if day > behind {
        return chars
            .is(day, |c| c == '日')
            .then(|| at..day.saturating_add(1));
    }
    let joint = behind.saturating_add(1);
    let until = chars.run(joint, is_digit);
    if chars.is(behind, |c| one_of(c, "至到—-")) && until > joint {
        return month(chars, joint, until).map(|second| at..second.end);
    }
    let part = ["上旬", "中旬", "下旬", "底", "初", "末", "份"]
        .into_iter()
        .find(|part| chars.has(behind, part))
        .map_or(0, |part| part.chars().count());
    Some(at..behind.saturating_add(part))
}

fn constant(chars: Chars<'_>, at: usize) -> Option<(Range<usize>, &'static str)> {
    let c = chars.at(at)?;
    if is_digit(c) && !chars.before(at).is_some_and(is_digit) {
        let end = chars.run(at, is_digit);
        let year = end.saturating_sub(at) == 4
            && matches!(c, '1' | '2' | '１' | '２')
            && chars.at(end) == Some('年');
        // 2024—2025学年.
        let joint = end.saturating_add(1);
        let until = chars.run(joint, is_digit);
        let school = chars.is(end, |c| one_of(c, "—-－~～–至"))
            && until.saturating_sub(joint) == 4
            && chars.has(until, "学年");
        if school {
            return Some((
                at..until.saturating_add(2),
                "写死的学年，明年要改；可以改成数据空",
            ));
        }
        if year {
            let end = chars.run(end.saturating_add(1), |c| is_digit(c) || one_of(c, "月日"));
            return Some((at..end, "写死的年份，明年要改；可以改成数据空"));
        }
        if chars.has(end, "周年") {
            return Some((at..end.saturating_add(2), ANNIVERSARY));
        }
        return month(chars, at, end).map(|range| (range, FIXED_DAY));
    }
    match c {
        '二' if chars.has_any(at, &["二〇", "二○", "二零"]) => {
            let end = chars.run(at, |c| one_of(c, "〇○零一二三四五六七八九"));
            (end.saturating_sub(at) == 4 && chars.at(end) == Some('年')).then_some((
                at..end.saturating_add(1),
                "写死的年份，明年要改；可以改成数据空",
            ))
        }
        '第' => {
            let from = at.saturating_add(1);
            let end = chars.run(from, |c| is_numeral(c) || is_digit(c));
            let session = chars.has_any(
                end,
                &["次党代会", "次代表大会", "届", "次会议", "次全国代表大会"],
            );
            (end > from && session)
                .then_some((at..end.saturating_add(1), "届次会变；请看今年是第几次"))
        }
        c if is_numeral(c) => in_numerals(chars, at).or_else(|| session(chars, at)),
        '截' if chars.has_any(at, &["截至", "截止"]) => {
            let from = at.saturating_add(2);
            let end = chars.run(from, |c| is_digit(c) || one_of(c, "年月日底"));
            let dated = end > from.saturating_add(1) && chars.is(from, is_digit);
            dated.then_some((at..end, "截止的日子写死了；可以改成数据空"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::blanks::blanks;
    use crate::import::kinds::{Row, asked};

    fn found(chars: Chars<'_>) -> Vec<Asked> {
        let row = Row {
            chars,
            edged: false,
            columns: &[],
        };
        asked(row, blanks(chars))
    }

    fn figures(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let chars = Chars(&chars);
        let mut found = found(chars);
        add_figures(chars, Some(2023), &mut found);
        found
            .iter()
            .map(|asked| chars.text(asked.range.clone()))
            .collect()
    }

    #[test]
    fn figures_of_a_finished_text_are_found() {
        for (text, expected) in [
            ("开展学习12次，参加1,200余人次", vec!["12", "1,200"]),
            ("1.抓学习，完成率98.5％。", vec!["98.5"]),
            ("2023年投入46.50万元", vec!["2023", "46.50"]),
            ("35岁以下3名", vec!["3"]),
            ("落实24小时值班", vec![]),
            ("清政发〔2023〕5号", vec![]),
            ("“1+8”思路、5G基站", vec![]),
            ("拨打12345热线", vec![]),
            ("使用超过8年，24年工作", vec!["8"]),
        ] {
            assert_eq!(figures(text), expected, "{text}");
        }
    }

    #[test]
    fn constants_of_a_year_are_named() {
        for (text, expected) in [
            ("2021年发展党员", vec!["2021年"]),
            ("庆祝成立100周年", vec!["100周年"]),
            ("建国七十五周年", vec!["七十五周年"]),
            ("落实“十四五”规划，十四五时期", vec!["十四五", "十四五"]),
            ("十五五个，三十五家，十四五岁", vec![]),
            ("县第十五次党代会", vec!["第十五次"]),
            ("十八大以来", vec!["十八大"]),
            ("党的二十届三中全会", vec!["二十届三中全会"]),
            (
                "镇十九届人大四次会议，召开四次会议",
                vec!["十九届", "四次会议"],
            ),
            (
                "6月底建成，7月1日开会，1月至11月",
                vec!["6月底", "7月1日", "1月至11月"],
            ),
            ("历时3个月", vec![]),
            ("截至11月30日", vec!["截至11月30日"]),
            ("二〇二三年", vec!["二〇二三年"]),
            ("2024—2025学年第一学期", vec!["2024—2025学年"]),
            ("20XX年", vec![]),
            ("三大行动、十大工程", vec![]),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let chars = Chars(&chars);
            let found: Vec<String> = constants(chars, &found(chars))
                .iter()
                .map(|constant| chars.text(constant.range.clone()))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
