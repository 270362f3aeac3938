//! What each blank of a paragraph asks for: a figure with its measure expression, a name, a date or free text.

use std::ops::Range;

use crate::check::blanks::{Blank, Sign, is_bare_date};
use crate::check::chars::{Chars, is_han, one_of};
use crate::check::measure::{self, Unit};
use crate::check::words::Words;

use super::dates::{self, Dated, dates};
use super::words;

mod chains;
mod named;
mod rows;
#[cfg(test)]
mod tests;

use chains::{is_ratio_to, ranges, ratios, rows_of_names};
use named::{is_body_before, is_facility, is_name, is_team, opens_name_end, organised};
use rows::{cell, label};

pub(super) use named::title_before;
pub(super) use rows::{begins, cells, column, goes_on, is_edged};

/// A blank and what it asks for.
#[derive(Clone)]
pub(super) struct Asked {
    /// Its characters in the paragraph.
    pub(super) range: Range<usize>,
    /// What it is written with.
    pub(super) sign: Sign,
    /// What it asks for.
    pub(super) what: What,
    /// It is a figure that stands there, last period's, and no blank.
    pub(super) given: bool,
}

impl Asked {
    /// Where what is counted behind it ends, its own end where it counts nothing.
    pub(super) fn counted_end(&self) -> usize {
        match &self.what {
            What::Number(Some(unit)) => self.range.end.saturating_add(unit.length),
            _ => self.range.end,
        }
    }
}

/// What a blank asks for.
#[derive(Clone)]
pub(super) enum What {
    /// A figure, with the measure expression behind it.
    Number(Option<Unit>),
    /// What something or someone is called.
    Name,
    /// A date or a part of one.
    Date(Dated),
    /// Words.
    Text,
}

/// A paragraph, which may be a row of a table.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// Its characters.
    pub(super) chars: Chars<'a>,
    /// It has the signs that stand between cells.
    pub(super) edged: bool,
    /// The heads of the table that it is a row of.
    pub(super) columns: &'a [Chars<'a>],
}

impl Row<'_> {
    fn is_of_table(self) -> bool {
        self.edged || self.columns.len() > 2 && rows::heads(self.columns)
    }
}

/// What the blanks of a paragraph ask for, in order.
pub(super) fn asked(row: Row<'_>, signs: Vec<Blank>) -> Vec<Asked> {
    let chars = row.chars;
    if signs.is_empty() && !(chars.len() <= 24 && chars.0.contains(&'年')) {
        return Vec::new();
    }
    let mut dates = dates(chars, &signs).into_iter().peekable();
    let mut found: Vec<Asked> = Vec::with_capacity(signs.len());
    let mut signs = signs.into_iter().peekable();
    loop {
        let date_first = match (dates.peek(), signs.peek()) {
            (Some(date), Some(sign)) => date.range.start <= sign.range.start,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => break,
        };
        if date_first {
            let Some(date) = dates.next() else { break };
            let mut sign = Sign::Cross;
            while let Some(taken) = signs.next_if(|blank| blank.range.start < date.range.end) {
                sign = taken.sign;
            }
            found.push(Asked {
                range: date.range.clone(),
                sign,
                what: What::Date(date),
                given: false,
            });
        } else if let Some(blank) = signs.next() {
            let what = kind(row, &blank);
            found.push(Asked {
                range: blank.range,
                sign: blank.sign,
                what,
                given: false,
            });
        }
    }
    ranges(chars, &mut found);
    ratios(chars, &mut found);
    rows_of_names(chars, &mut found);
    found
}

fn kind(row: Row<'_>, blank: &Blank) -> What {
    let chars = row.chars;
    let Range { start, end } = blank.range;
    let left = Left { chars, start };
    let body = chars.part(start.saturating_add(1)..end.saturating_sub(1));
    if blank.sign == Sign::Bracket && is_bare_date(body) {
        return bare_date(start..end, body);
    }
    // （填写日期）起: a day, and none counted.
    let day = |word| body.closes(word);
    if blank.sign == Sign::Bracket && (day("日期") || day("年月日")) {
        return date_of(start..end, true);
    }
    if blank.sign == Sign::Bracket && asks_for_words(&chars.text(start..end)) {
        return if counts(chars, end).is_some() {
            What::Number(counts(chars, end))
        } else {
            spoken_of(&chars.text(start..end), chars, end)
        };
    }
    if blank.sign == Sign::Some {
        return What::Name;
    }
    if let Some(unit) = measure::channels(chars, start, end) {
        return What::Number(Some(unit));
    }
    // 百分之XX的村, XX分之一.
    if left.ends(&["百分之", "千分之", "万分之"]) || chars.has(end, "分之") {
        return What::Number(None);
    }
    if let Some(unit) = counts(chars, end) {
        // 解决XX组饮水难题, X村XX组、XX组: a group of villagers; 分成XX组, are counted.
        let group = unit.measure.is_some_and(|measure| measure.word == "组")
            && !unit.more
            && (chars.is(end.saturating_add(unit.length), is_han)
                || left.ends(&["村", "屯", "寨", "组、", "组，", "组,", "社区"]))
            && !left.ends(words::INTO_GROUPS);
        if group {
            return What::Name;
        }
        // 到省统计局〇〇处跟班学习: a department, and none counted.
        if unit.length == 1
            && chars.is(end, |c| matches!(c, '处' | '科' | '股' | '室'))
            && is_body_before(chars, start)
        {
            return What::Name;
        }
        // 经网格员XXX多次上门: someone, who came so often.
        let often = unit.more && unit.measure.is_some_and(|measure| measure.word == "次");
        if often && words::TITLES.is_before(chars, start) {
            return What::Name;
        }
        // 村民XXX家中失火: someone, and no household counted.
        let home = unit.length == 1
            && chars.is(end, |c| c == '家')
            && chars.is(end.saturating_add(1), |c| one_of(c, "中里住人"));
        if home && words::TITLES.is_before(chars, start) {
            return What::Name;
        }
        // XX所、 is an office, 学校XX所、 are counted.
        let office = unit
            .measure
            .is_some_and(|measure| matches!(measure.word, "所" | "部"));
        let apart = start.saturating_sub(usize::from(chars.before(start) == Some(' ')));
        let counted = chars
            .before(apart)
            .is_some_and(|c| is_han(c) && !one_of(c, "县镇乡区市由到赴驻和与及对为向给"))
            || blank.sign == Sign::Bracket;
        if !office || counted || chars.is(end.saturating_add(unit.length), is_han) {
            return What::Number(Some(unit));
        }
        return What::Name;
    }
    match blank.sign {
        Sign::Masked => return What::Number(None),
        Sign::Dots => return What::Text,
        _ => {}
    }
    // 第X届 is counted; 第X alone, X以上, 占X, 共X are figures without a measure word.
    let figure_behind = ["以上", "左右", "以下", "以内", "分之", "至", "到"];
    if is_ratio_to(chars, &blank.range) {
        return What::Number(None);
    }
    // 第X巡察组, 二十届X中全会: which one it is.
    if left.ends(&["第"])
        && (!chars.is(end, |c| is_han(c) && !one_of(c, "，。")) || is_team(chars, end))
        || chars.has(end, "中全会")
        || chars.has_any(end, &figure_behind) && words::BEFORE_FIGURE.is_before(chars, start)
    {
        return What::Number(None);
    }
    // XX.X is a figure wherever it stands.
    let printed = chars.part(start..end);
    if blank.sign == Sign::Cross && printed.0.iter().any(|c| matches!(c, '.' | '．')) {
        return What::Number(None);
    }
    let closes = chars
        .at(end)
        .is_none_or(|c| one_of(c, "，。；、！（）)\t|"));
    if closes && (words::BEFORE_FIGURE.is_before(chars, start) || left.ends(&["分之"])) {
        return What::Number(None);
    }
    if row.is_of_table()
        && let Some(column) = cell(chars, start, end)
    {
        let named = |cell: Chars<'_>| {
            words::NAME_LABELS.is_before(cell, cell.len()) || cell.holds("项目名")
        };
        let head = row.columns.get(column).copied();
        return if head.is_some_and(named) || named(label(chars, start)) {
            What::Name
        } else {
            What::Number(None)
        };
    }
    // A cell of a table set with white space.
    let apart = |at: Option<char>| at.is_none_or(|c| matches!(c, '\u{3000}' | ' '));
    let alone = apart(chars.before(start)) && apart(chars.at(end)) && chars.len() <= 80;
    // A by-line: 镇党委书记　XXX.
    let spaced = chars.before(start).is_some();
    if alone && spaced && title_before(chars, start).is_some() {
        return What::Name;
    }
    if alone
        && chars
            .0
            .windows(2)
            .any(|pair| matches!(pair, ['\u{3000}' | ' ', '\u{3000}' | ' ']))
    {
        return What::Number(None);
    }
    if closes && (left.labelled(&words::FIGURE_LABELS) || is_measured_before(chars, start)) {
        return What::Number(None);
    }
    if is_name(chars, &left, end) {
        return What::Name;
    }
    match blank.sign {
        Sign::Cross | Sign::Star | Sign::Ring => {
            if words::BEHIND_TEXT.is_at(chars, end) && !left.ends(&["“"]) {
                What::Text
            } else {
                What::Name
            }
        }
        _ => {
            // 主要原因是（　　）。
            if closes && words::BEFORE_TEXT.is_before(chars, start) {
                return What::Text;
            }
            let opens = chars.before(start).is_none_or(|c| one_of(c, "，。；：、"))
                && chars.is(end, is_han);
            let named = opens || words::BEFORE_NAME.is_before(chars, start);
            if (named || organised(chars, end) || is_facility(chars, end))
                && !words::BEHIND_TEXT.is_at(chars, end)
            {
                What::Name
            } else {
                What::Text
            }
        }
    }
}

/// The measure expression behind a blank; its length takes in a space before it.
fn counts(chars: Chars<'_>, end: usize) -> Option<Unit> {
    let space = usize::from(chars.is(end, |c| c == ' '));
    let mut unit = measure::unit(chars, end.saturating_add(space))?;
    unit.length = unit.length.saturating_add(space);
    Some(unit)
}

/// What stands before a blank.
struct Left<'a> {
    chars: Chars<'a>,
    start: usize,
}

impl Left<'_> {
    fn ends(&self, words: &[&str]) -> bool {
        self.chars.ends_any(self.start, words)
    }

    /// 参会人数：X, the label of a line that is filled in.
    fn labelled(&self, words: &Words) -> bool {
        let colon = self
            .start
            .checked_sub(1)
            .filter(|at| self.chars.is(*at, |c| matches!(c, '：' | ':')));
        colon.is_some_and(|colon| words.is_before(self.chars, colon))
    }
}

/// Whether a measure in brackets and a colon stand before a blank: PM2.5（微克/立方米）：XX.
fn is_measured_before(chars: Chars<'_>, start: usize) -> bool {
    let close = start.saturating_sub(2);
    let closed = chars.is(start.saturating_sub(1), |c| matches!(c, '：' | ':'))
        && chars.is(close, |c| matches!(c, '）' | ')'));
    let open = chars.run_back_within(close, 8, |c| !matches!(c, '（' | '('));
    let inside = chars.part(open..close);
    closed && measure::unit(inside, 0).is_some_and(|unit| unit.length == inside.len())
}

/// The date in brackets with room for its figures, the brackets a part of it; words where no day is asked.
fn bare_date(range: Range<usize>, body: Chars<'_>) -> What {
    let has = |c: char| body.0.contains(&c);
    if !(has('月') && has('日')) {
        return What::Text;
    }
    date_of(range, has('年'))
}

/// A day, of a year or of any, all that is printed of which are the brackets.
fn date_of(range: Range<usize>, year: bool) -> What {
    let (first, last) = (range.start, range.end.saturating_sub(1));
    let part = |unit, figure| dates::Part {
        unit,
        figure,
        blank: true,
        chinese: false,
    };
    let opens = first..first.saturating_add(1);
    let mut parts = vec![
        part(dates::Unit::Month, opens.clone()),
        part(dates::Unit::Day, last.saturating_sub(1)..last),
    ];
    if year {
        parts.insert(0, part(dates::Unit::Year, opens));
    }
    What::Date(Dated { range, parts })
}

/// （填写…）, `[待填]`: what is written in the brackets says what is asked.
fn asks_for_words(text: &str) -> bool {
    let bare = text.trim_matches(['（', '）', '(', ')', '[', ']', '【', '】', ' ']);
    !matches!(
        bare,
        "待填" | "待补" | "待定" | "填写" | "待核实" | "待补充" | "待填写" | "请填写"
    ) && bare.chars().any(is_han)
}

fn spoken_of(text: &str, chars: Chars<'_>, end: usize) -> What {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&[
        "数字", "数量", "人数", "次数", "金额", "户数", "比例", "百分", "数据", "个数", "面积",
    ]) {
        What::Number(None)
    } else if has(&[
        "姓名",
        "名称",
        "单位",
        "股室",
        "科室",
        "部门",
        "机构",
        "企业",
        "地名",
        "镇名",
        "村名",
        "人名",
        "项目名",
        "全称",
        "路名",
        "校名",
        "局名",
        "街名",
        "名字",
        "简称",
    ]) || opens_name_end(chars, end)
    {
        What::Name
    } else {
        What::Text
    }
}
