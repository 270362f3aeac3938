//! The text beside a blank: the clause it stands in, before and behind.

use std::cell::OnceCell;
use std::ops::Range;

use compact_str::CompactString;
use memchr::memchr3;

use crate::check::blanks::Sign;
use crate::check::chars::{Chars, is_common_han, is_digit, is_han, is_numeral, one_of};
use crate::check::marker::marker;

use super::super::kinds::{Asked, What};
use super::super::letters::{Passage, is_brace};
use super::super::words;
use super::Setting;
use super::beside::area_end;
use super::nouns::{bare_clause, letters, noun_before, noun_of};

/// As many characters beside a blank tell what it is about.
const REACH: usize = 24;
/// As far behind it the end of its sentence is looked for.
pub(super) const SENTENCE: usize = 60;

/// The text beside a blank, to the ends of its clause.
pub(in super::super) struct Around<'a> {
    /// Before it.
    pub(super) left: Chars<'a>,
    /// Behind it and its measure.
    pub(super) right: Chars<'a>,
    /// As printed behind the blank.
    unit: Chars<'a>,
    /// The blank as printed.
    pub(super) printed: Chars<'a>,
    /// The three characters behind that and its measure.
    pub(super) behind: Chars<'a>,
    /// The clause ends there, no other blank does it.
    pub(super) closed: bool,
    /// The paragraph.
    pub(super) setting: Setting<'a>,
    /// Which of its blanks this one is, from 0.
    pub(super) at: usize,
    /// What it asks for.
    pub(super) asked: &'a Asked,
    /// Where its clause begins.
    from: usize,
    /// Where its measure ends.
    end: usize,
    /// What was found out once.
    found: Found<'a>,
}

/// What is found out of the text beside a blank when it is first asked; it may be asked several times.
#[derive(Default)]
struct Found<'a> {
    clause: OnceCell<Chars<'a>>,
    letters: OnceCell<CompactString>,
    noun: OnceCell<CompactString>,
    earlier: OnceCell<CompactString>,
    behind: OnceCell<CompactString>,
}

pub(super) fn is_bound(c: char) -> bool {
    !is_common_han(c)
        && matches!(
            c,
            '，' | '。'
                | '；'
                | '：'
                | '、'
                | '！'
                | '？'
                | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | '（'
                | '）'
                | '('
                | ')'
                | '\t'
                | '|'
                | '\u{3000}'
        )
}

impl<'a> Around<'a> {
    pub(in super::super) fn of(setting: Setting<'a>, at: usize, asked: &'a Asked) -> Self {
        let chars = setting.chars;
        let Range { start, end } = asked.range;
        let behind = asked.counted_end();
        let previous = at.checked_sub(1).and_then(|at| setting.asked.get(at));
        // The number of an item says nothing of what is counted in it.
        let number = || marker(chars, 0).map_or(0, |marker| marker.length);
        let least = previous.map_or_else(number, Asked::counted_end);
        let until = ratio_before(chars, start);
        let from = clause_start(chars, latin_before(chars, until))
            .max(least)
            .max(start.saturating_sub(REACH))
            .min(start);
        // X月底前参保率达到X％: 前 belongs to the day.
        let dated = previous.is_some_and(|one| matches!(one.what, What::Date(_)));
        // XX社区有居民X户: what the name before ends in is no word of it.
        let counted = matches!(asked.what, What::Number(_)) && from == least;
        let named = previous.filter(|one| counted && matches!(one.what, What::Name));
        let ended = named.map_or(0, |one| area_end(chars, one.range.end));
        let from = from.saturating_add(ended).min(start);
        let day = dated && from == least && chars.is(from, |c| matches!(c, '前' | '后' | '起'));
        let from = from.saturating_add(usize::from(day)).min(start);
        let next = setting
            .asked
            .get(at.saturating_add(1))
            .map_or(chars.len(), |asked| asked.range.start);
        let to = clause_end(chars, behind)
            .min(next.max(behind))
            .min(behind.saturating_add(REACH));
        Self {
            left: bare(
                chars
                    .part(from..until.max(from))
                    .trim_end(char::is_whitespace),
            ),
            right: chars.part(chars.run_within(behind, 2, |c| c == ' ')..to),
            unit: chars.part(end..behind),
            printed: chars.part(start..end),
            behind: chars.part(behind..behind.saturating_add(3)),
            closed: to < next || next >= chars.len(),
            setting,
            at,
            asked,
            from,
            end: behind,
            found: Found::default(),
        }
    }

    /// The blank before it in its paragraph.
    pub(super) fn previous(&self) -> Option<&'a Asked> {
        self.setting.asked.get(self.at.checked_sub(1)?)
    }

    /// The next one.
    pub(super) fn next(&self) -> Option<&'a Asked> {
        self.setting.asked.get(self.at.saturating_add(1))
    }

    /// What stands between what the blank before counts, the paragraph's head where it is the first, and it.
    pub(super) fn between(&self) -> Chars<'a> {
        let from = self.previous().map_or(0, Asked::counted_end);
        self.setting.chars.part(from..self.asked.range.start)
    }

    /// Whether the blank before stands in the same sentence.
    pub(super) fn goes_on(&self) -> bool {
        self.previous().is_some_and(|before| {
            let between = self
                .setting
                .chars
                .part(before.range.end..self.asked.range.start);
            let item = |at: &[char]| matches!(at, ['；', c, '是' | '要'] if is_numeral(*c));
            !between.0.contains(&'。') && !between.0.windows(3).any(item)
        })
    }

    /// The clause before it, without what says nothing of what is counted.
    pub(super) fn clause(&self) -> Chars<'a> {
        *self.found.clause.get_or_init(|| bare_clause(self.left))
    }

    /// The letters of that.
    pub(super) fn letters(&self) -> &str {
        let said = || {
            let clause = self.clause();
            // 排查十八大以来发展党员: since when says nothing of what.
            let Some(since) = clause.find("以来") else {
                return letters(clause);
            };
            let verb = words::VERBS.at(clause, 0).map_or(0, |verb| verb.length);
            letters(clause.part(0..verb.min(since)))
                + &letters(clause.rest(since.saturating_add(2)))
        };
        self.found.letters.get_or_init(said)
    }

    /// The thing that its clause ends in before it.
    pub(super) fn noun(&self) -> &str {
        self.found.noun.get_or_init(|| noun_of(self.clause()))
    }

    /// The thing that the clause before ends in.
    pub(super) fn earlier_noun(&self) -> &str {
        let noun = || noun_before(Chars(&self.earlier()));
        self.found.earlier.get_or_init(noun)
    }

    /// The thing counted behind the measure.
    pub(super) fn behind_noun(&self) -> &str {
        self.found.behind.get_or_init(|| self.thing_behind())
    }

    /// The clause before, without its blanks.
    fn earlier(&self) -> Vec<char> {
        if self.from == 0 {
            return Vec::new();
        }
        let before = self.from.saturating_sub(1);
        let chars = self.setting.chars;
        let earlier = chars
            .run_back_within(before, REACH, |c| !is_bound(c))
            .max(before.saturating_sub(REACH));
        masked(self.setting, earlier..before)
    }

    /// Whether the place named is one to go and see: 赴XX市考察.
    pub(super) fn is_visited(&self) -> bool {
        words::VISITS.stand_in(self.right)
    }

    /// From its measure to the next comma or stop, without the blanks there.
    pub(super) fn sentence(&self) -> Vec<char> {
        let stops = |c| matches!(c, '，' | '。' | '；' | ',' | ';');
        let chars = self.setting.chars;
        let to = chars.run_within(self.end, SENTENCE, |c| !stops(c));
        masked(
            self.setting,
            self.end..to.min(self.end.saturating_add(SENTENCE)),
        )
    }

    /// The question asked for it: the clause with 多少 in it, or with its blank. Its sign keeps it from being taken
    /// for a name.
    pub(in super::super) fn question(&self, passage: Passage<'_, '_>) -> String {
        let (opens, asks, closes) = match self.asked.what {
            What::Number(_) => ("", "多少", "？"),
            What::Name | What::Text => ("原文是“", "____", "”"),
            What::Date(_) => return String::new(),
        };
        let to = self.from.saturating_add(self.left.len());
        let left = self.left.len().min(14);
        let left = passage.text(to.saturating_sub(left)..to);
        let space = self.setting.chars.run_within(self.end, 2, |c| c == ' ');
        let right = self.right.len().min(14);
        let right = passage.text(self.end..space.saturating_add(right));
        let unit: CompactString = counted(self.unit).collect();
        let mut question = [opens, &left, asks, &unit, &right, closes].concat();
        if memchr3(b'{', b'}', b'\n', question.as_bytes()).is_some() {
            question.retain(|c| !is_brace(c) && c != '\n');
        }
        question
    }
}

/// Where letters in brackets begin that stand right before a position, else that position: 生产总值（GDP）.
fn latin_before(chars: Chars<'_>, at: usize) -> usize {
    let close = at
        .checked_sub(1)
        .filter(|at| chars.is(*at, |c| matches!(c, '）' | ')')));
    let inside = close.map(|close| chars.run_back_within(close, 8, |c| c.is_ascii_alphanumeric()));
    // 国外人员（含港澳台）X人.
    let with = close.map(|close| chars.run_back_within(close, 10, is_han));
    let with = with.filter(|with| chars.has_any(*with, &["含", "不含", "包括"]));
    let open = inside
        .filter(|inside| inside.checked_add(1) < Some(at))
        .or(with)
        .and_then(|inside| inside.checked_sub(1));
    open.filter(|open| chars.is(*open, |c| matches!(c, '（' | '(')))
        .unwrap_or(at)
}

/// Where the ratio begins that a figure is the second part of, else its own place: 师生比为1:X.
fn ratio_before(chars: Chars<'_>, at: usize) -> usize {
    let sign = at
        .checked_sub(1)
        .filter(|at| chars.is(*at, |c| matches!(c, ':' | '：' | '∶')));
    let Some(sign) = sign else { return at };
    let digits = chars.run_back_within(sign, 3, is_digit);
    if digits < sign { digits } else { at }
}

/// A clause without letters in brackets at its end.
fn bare(clause: Chars<'_>) -> Chars<'_> {
    clause.part(0..latin_before(clause, clause.len()))
}

/// Where the clause begins that stands before a position; a word in brackets within another does not end it: 村（社区）.
fn clause_start(chars: Chars<'_>, at: usize) -> usize {
    let mut from = chars.run_back_within(at, REACH, |c| !is_bound(c));
    while matches!(chars.before(from), Some('）' | ')')) && at.saturating_sub(from) < REACH {
        let close = from.saturating_sub(1);
        let open = chars.run_back_within(close, 4, |c| is_han(c) || c.is_ascii_alphanumeric());
        if open == close || !matches!(chars.before(open), Some('（' | '(')) {
            break;
        }
        from = chars.run_back_within(open.saturating_sub(1), REACH, |c| !is_bound(c));
    }
    from
}

/// Where the clause ends that stands behind a position.
fn clause_end(chars: Chars<'_>, at: usize) -> usize {
    let mut to = chars.run_within(at, REACH, |c| !is_bound(c));
    while chars.is(to, |c| matches!(c, '（' | '(')) && to > at && to.saturating_sub(at) < REACH {
        let open = to.saturating_add(1);
        let close = chars.run_within(open, 4, is_han);
        if close == open || !chars.is(close, |c| matches!(c, '）' | ')')) {
            break;
        }
        to = chars.run_within(close.saturating_add(1), REACH, |c| !is_bound(c));
    }
    to
}

/// A measure as printed, without 余, 多 and spaces.
pub(in super::super) fn counted(unit: Chars<'_>) -> impl Iterator<Item = char> + '_ {
    let chars = unit.0.iter().copied();
    chars.filter(|c| !matches!(c, '余' | '多' | ' '))
}

/// A stretch of text without its blanks and what they count.
pub(super) fn masked(setting: Setting<'_>, range: Range<usize>) -> Vec<char> {
    let Setting { chars, asked, .. } = setting;
    let first = asked.partition_point(|asked| asked.range.end <= range.start);
    let inside = asked
        .get(first..)
        .unwrap_or_default()
        .iter()
        .take_while(|asked| asked.range.start < range.end);
    let mut text = Vec::with_capacity(range.len());
    let previous = first.checked_sub(1).and_then(|at| asked.get(at));
    let mut from = previous.map_or(0, Asked::counted_end).max(range.start);
    for asked in inside {
        text.extend_from_slice(chars.part(from..asked.range.start.max(from)).0);
        from = asked.counted_end();
    }
    text.extend_from_slice(chars.part(from..range.end.max(from)).0);
    text
}

/// What a blank in brackets says that it asks for: （填写姓名） → 姓名.
pub(super) fn prompt(around: &Around<'_>) -> Option<CompactString> {
    if around.asked.sign != Sign::Bracket {
        return None;
    }
    let words: CompactString = around.printed.0.iter().filter(|c| is_han(**c)).collect();
    let mut words = words.as_str();
    for word in [
        "此处", "请", "待", "填写", "填入", "补充", "输入", "插入", "核实", "填", "补", "定",
    ] {
        words = words.strip_prefix(word).unwrap_or(words);
    }
    (!words.is_empty()).then(|| words.into())
}

/// What a name ends in that begins at a position: the longest of the known ends.
pub(super) fn name_end(chars: Chars<'_>, at: usize) -> Option<&'static str> {
    let at = if chars.is(at, |c| matches!(c, '”' | '》' | ' ')) {
        at.saturating_add(1)
    } else {
        at
    };
    words::NAME_ENDS.at(chars, at).map(|word| word.text)
}

/// The organisation whose name goes on at a position: what it does and what it is, 建设 and 集团.
pub(super) fn organisation(chars: Chars<'_>, at: usize) -> Option<(String, &'static str)> {
    let end = chars.run_within(at, 6, is_han);
    if words::ORGANISATIONS.is_at(chars, at) {
        return None;
    }
    let found = (at.saturating_add(2)..=end)
        .find_map(|at| words::ORGANISATIONS.at(chars, at).map(|word| (at, word)));
    let (from, word) = found?;
    let trade = chars.part(at..from);
    // XX镇中心小学 is a school of its town, XX村种养专业合作社 one of a village.
    let place = words::NAME_ENDS
        .at(trade, 0)
        .is_some_and(|word| word.length == 1);
    let said = |at: usize| words::STOPS.is_at(trade, at);
    let other = |c: &char| one_of(*c, "来到处局所办街镇乡村县市等和与");
    let one = !place && !trade.0.iter().any(other) && !(0..trade.len()).any(said);
    one.then(|| (trade.to_string(), word.text))
}
