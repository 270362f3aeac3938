//! What the text beside a blank says of it: the thing behind its measure, what is done, the words before a colon, row
//! and column of a table.

use compact_str::{CompactString, format_compact};

use crate::check::chars::{Chars, is_han, one_of};
use crate::check::measure;

use super::super::kinds::{Asked, What, begins, column};
use super::super::words;
use super::around::{SENTENCE, is_bound, masked};
use super::nouns::{DOING, first, letters, noun_before, noun_behind, opened};
use super::{Around, says};

impl Around<'_> {
    /// The thing counted behind the measure.
    pub(super) fn thing_behind(&self) -> CompactString {
        let chars = self.setting.chars;
        // 力争X年内培训护理员: 内 belongs to the time.
        let inside = self.right.at(0) == Some('内') && self.is_time();
        if inside {
            return self.deed();
        }
        let next = self.next();
        // 名光荣在党X年党员代表: the noun goes on behind the years.
        let years = |next: &&Asked| chars.is(next.range.end, |c| matches!(c, '年' | '岁'));
        if !self.closed && next.filter(years).is_some() && !self.right.is_empty() {
            return noun_behind(Chars(&self.sentence()), true);
        }
        noun_behind(self.right, self.closed)
    }

    /// Whether a time is measured.
    fn is_time(&self) -> bool {
        let What::Number(Some(unit)) = &self.asked.what else {
            return false;
        };
        unit.measure.is_some_and(|one| {
            matches!(
                one.word,
                "年" | "个月" | "天" | "日" | "小时" | "分钟" | "个小时" | "周" | "秒"
            )
        })
    }

    /// What is made or bought with it: 改造农贸市场 → 农贸市场改造.
    pub(super) fn object(&self) -> CompactString {
        self.object_of(self.right)
    }

    /// The same told in some words.
    pub(super) fn object_of(&self, said: Chars<'_>) -> CompactString {
        let right =
            opened(said.trim_start(|c| matches!(c, '，' | ',' | '用' | '于' | '对' | '将' | '为')));
        // 服务站 is no service.
        let verb = words::VERBS.at(right, 0);
        let verb = verb.filter(|_| !words::KEPT.is_at(right, 0));
        let Some(verb) = verb else {
            return noun_behind(right, self.closed);
        };
        let noun = noun_behind(right.rest(verb.length), self.closed);
        if !says(&noun) {
            return CompactString::default();
        }
        // 实施高标准农田建设: 实施 says nothing.
        let verb = match verb.text {
            "建成" | "新建" | "修建" => "建设",
            "完成" | "推进" | "实现" => "",
            says if verb.length == 2 && !DOING.contains(&says) => says,
            _ => "",
        };
        format_compact!("{noun}{verb}")
    }

    /// Whether its measure ends in a character.
    pub(super) fn unit_is(&self, last: char) -> bool {
        self.setting.chars.before(self.asked.counted_end()) == Some(last)
    }

    /// The whole of which a blank before it is told in its clause: 在全县X个乡镇中.
    pub(super) fn whole_place(&self) -> &'static str {
        let before = self.previous().map_or(0, |one| one.range.start);
        let whole = words::WHOLE.before(self.setting.chars, before);
        whole.map_or("", |whole| whole.text)
    }

    /// The clause behind the comma right behind its measure, without its blanks.
    pub(super) fn clause_behind(&self) -> Option<Vec<char>> {
        let chars = self.setting.chars;
        let from = self.asked.counted_end().saturating_add(1);
        chars
            .is(self.asked.counted_end(), |c| matches!(c, '，' | ','))
            .then_some(())?;
        let to = chars.run_within(from, SENTENCE, |c| !is_bound(c));
        Some(masked(
            self.setting,
            from..to.min(from.saturating_add(SENTENCE)),
        ))
    }

    /// What is done so many times, said behind: XX次在…会上学习典型案例 → 学习典型案例.
    pub(super) fn deed(&self) -> CompactString {
        let clause = self.sentence();
        let mut clause = Chars(&clause).trim_start(|c| c == '内');
        if words::PREPOSITIONS.is_at(clause, 0) {
            let ends = |at: &usize| clause.is(*at, |c| matches!(c, '中' | '上' | '里'));
            let place = (0..clause.len()).rev().find(ends);
            clause = clause.rest(place.map_or(0, |at| at.saturating_add(1)));
        }
        let noun = noun_before(clause.last(12));
        match words::VERBS.at(clause, 0) {
            Some(verb) if clause.len() <= 8 && verb.length < clause.len() => {
                format_compact!("{}{}", verb.text, first(&noun, 8))
            }
            _ => noun,
        }
    }

    /// The words before a colon right before it, from the stop or the edge before them.
    pub(super) fn label(&self) -> Option<CompactString> {
        if !self.left.is_empty() {
            return None;
        }
        let chars = self.setting.chars;
        let colon = self.asked.range.start.checked_sub(1)?;
        if !chars.is(colon, |c| matches!(c, '：' | ':')) {
            return None;
        }
        let from = chars.run_back_within(colon, 12, is_han);
        let label: CompactString = chars.part(from..colon).0.iter().collect();
        let opens = from == 0 || !chars.is(from.saturating_sub(1), is_han);
        (opens && (2..=8).contains(&label.chars().count())).then_some(label)
    }

    /// The words of the row and of the column of the table that it stands in, alone in its cell but for its measure.
    pub(super) fn cell(&self) -> Option<(CompactString, CompactString)> {
        let row = self.setting.row;
        if row.len() < 2 {
            return None;
        }
        let chars = self.setting.chars;
        let start = self.asked.range.start;
        let from = chars.run_back(start, |c| matches!(c, ' ' | '-' | '－' | '+'));
        if !begins(chars, from) && !begins(chars, start) {
            return None;
        }
        let column = column(chars, start);
        let words = |cell: Chars<'_>| {
            let end = cell.run(0, |c| !matches!(c, '（' | '('));
            letters(cell.part(0..end))
        };
        let is_unit = |cell: Chars<'_>| {
            let from = cell.run(0, |c| !is_han(c) && c != '%' && c != '％');
            // X月底, 20XX年 say nothing of the row either.
            let dated = from > 0 && cell.is(from, |c| matches!(c, '年' | '月' | '日'));
            dated
                || measure::unit(cell, from)
                    .is_some_and(|unit| from.saturating_add(unit.length) == cell.len())
        };
        // A cell that is a blank in brackets says nothing of the row.
        let label = |cell: &&Chars<'_>| {
            !cell.is(0, |c| matches!(c, '[' | '（' | '【' | '(' | '［'))
                && cell.0.iter().filter(|c| is_han(**c)).nth(1).is_some()
                && !is_unit(**cell)
        };
        let label = row
            .iter()
            .take(column)
            .rfind(label)
            .map(|cell| words(*cell))
            .or_else(|| row.iter().take(column).map(|cell| words(*cell)).next_back())?;
        let column = self.setting.columns.get(column)?;
        let column: Vec<char> = column.chars().collect();
        let column = words(Chars(&column));
        Some((label, column))
    }
}

/// How long the end of an area's name is that stands at a position, where no other word begins so: 镇级, 市场.
pub(super) fn area_end(chars: Chars<'_>, at: usize) -> usize {
    let space = usize::from(chars.is(at, |c| c == ' '));
    let from = at.saturating_add(space);
    if !chars.is(from, |c| one_of(c, "街社镇乡县市区")) {
        return 0;
    }
    let ends = ["街道", "社区", "镇", "乡", "县", "市", "区"];
    let end = ends.iter().find(|end| chars.has(from, end));
    let length = end.map_or(0, |end| end.chars().count());
    let other = chars.is(from.saturating_add(length), |c| {
        one_of(c, "级直域场民长村区间内委镇乡县市党政人道")
    });
    if length == 0 || other {
        0
    } else {
        space.saturating_add(length)
    }
}
