//! Keys of dates: years, the date line, the day up to which figures hold, deadlines.

use compact_str::{CompactString, format_compact};

use std::cmp::Ordering;

use crate::check::chars::{Chars, is_digit, one_of};
use crate::check::words::Words;
use crate::report::{AS_OF, REPORT_DATE};

use super::super::dates::{Dated, Unit};
use super::super::kinds::{Asked, What};
use super::super::words;
use super::around::Around;
use super::nouns::{first, last, letters, noun_before, noun_behind, opened};
use super::{Keys, LAST_YEAR, NEXT_YEAR, Region, Setting, YEAR, says};

impl Keys {
    /// The key of a date.
    pub(super) fn date(&mut self, around: &Around<'_>, date: &Dated) -> CompactString {
        let has = |unit| date.parts.iter().any(|part| part.unit == unit);
        let full = has(Unit::Month) && has(Unit::Day);
        let year = matches!(date.parts.as_slice(), [only] if only.unit == Unit::Year);
        // 至X年X月，累计受理…
        let until = around.left.0 == ['至'] && stretch(around).is_none()
            || ["截至", "截止", "截止到", "截至到"]
                .iter()
                .any(|word| around.left.closes(word));
        if full && around.setting.region == Region::Date {
            // The date line prints a date and no more: one in brackets stays in its text.
            let whole = around.asked.range.len() == around.setting.chars.len();
            return match whole {
                true => self.own(REPORT_DATE),
                false => self.known("date below".into(), "落款日期"),
            };
        }
        if full && until {
            return self.own(AS_OF);
        }
        if year && around.asked.given {
            let printed: Option<i64> = around.printed.to_string().parse().ok();
            let own = *self.year.get_or_insert(printed.unwrap_or_default());
            return match printed.map(|year| year.cmp(&own)) {
                Some(Ordering::Greater) => self.known("next year".into(), NEXT_YEAR),
                Some(Ordering::Less) => self.known("last year".into(), LAST_YEAR),
                _ => self.known("year".into(), YEAR),
            };
        }
        if let Some(key) = self.event(around).filter(|_| year) {
            return key;
        }
        if let Some(key) = self.other_year(around).filter(|_| year) {
            return key;
        }
        if year {
            let next = around.setting.region == Region::Plans && self.same.contains_key("year")
                || ["计划", "打算", "思路", "目标", "安排"]
                    .iter()
                    .any(|word| around.right.part(0..6).holds(word))
                    && self.same.contains_key("year");
            let last = ["比", "较", "与"]
                .iter()
                .any(|word| around.left.closes(word))
                && self.same.contains_key("year");
            return match (next, last) {
                (true, _) => self.known("next year".into(), NEXT_YEAR),
                (_, true) => self.known("last year".into(), LAST_YEAR),
                _ => self.known("year".into(), YEAR),
            };
        }
        if let Some((row, column)) = around.cell().filter(|(_, column)| says(column)) {
            return self.new_key(&format_compact!("{}{}", first(&row, 8), first(&column, 8)));
        }
        let right = around
            .right
            .trim_start(|c| matches!(c, '前' | '后' | '起' | '，' | ',' | '以' | '之'));
        let end = stretch(around);
        // X月X日至X月X日新一轮降雨: what it is about stands behind both.
        let right = match around.next().filter(|_| end == Some("开始")) {
            Some(second) => clause(around.setting.chars, second.range.end),
            None => right,
        };
        // 自X月X日以来.
        if around.left.closes("自") && around.right.has_any(0, &["以来", "起", "开始"]) && full
        {
            return self.new_key("开始日期");
        }
        let noun =
            match held(around).filter(|_| end.is_none() && right.is_empty() && has(Unit::Month)) {
                Some(held) => held,
                None => done_by(around, right),
            };
        let kind = if full {
            "日期"
        } else if has(Unit::Hour) && !has(Unit::Day) {
            "时间"
        } else if has(Unit::Month) {
            "月份"
        } else {
            "日子"
        };
        if until {
            return self.known("as of month".into(), "截至月份");
        }
        let end = match end {
            Some(end) if says(&noun) || kind != "日子" => end,
            _ => "",
        };
        self.new_key(&format_compact!("{}{end}{kind}", first(&noun, 10)))
    }
}

/// What happened on a day that a comma stands behind: X月X日，县里召开推进会.
fn held(around: &Around<'_>) -> Option<CompactString> {
    let Setting { chars, asked, .. } = around.setting;
    let comma = around.asked.range.end;
    chars.is(comma, |c| matches!(c, '，' | ',')).then_some(())?;
    let from = comma.saturating_add(1);
    let next = chars.part(from..chars.run_within(from, 24, |c| !one_of(c, "，。；,;.")));
    let (at, verb) = (0..next.len()).find_map(|at| HELD.at(next, at).map(|verb| (at, verb)))?;
    let behind = from.saturating_add(at);
    let until = asked.get(around.at.saturating_add(1));
    until
        .is_none_or(|one| one.range.start > behind)
        .then_some(())?;
    let object = noun_behind(next.rest(at.saturating_add(verb.length)), true);
    let object = object.trim_end_matches(['后', '上']);
    let short = says(object) && object.chars().count() <= 6;
    Some(format_compact!(
        "{}{}",
        if short { object } else { "" },
        verb.text
    ))
}

/// What is told with its day.
static HELD: Words = Words::new(&[
    "召开", "举行", "举办", "启动", "签约", "开工", "竣工", "通车", "揭牌", "挂牌", "印发", "下发",
    "出台", "检查", "调研", "督查", "巡察", "进驻", "反馈", "发生", "接到", "获评", "验收", "视察",
    "考察", "观摩", "投产", "成立",
]);

/// How wholly it is done by then: X月底前全部整改.
static WHOLLY: Words = Words::new(&[
    "全部", "全面", "基本", "如期", "顺利", "正式", "率先", "彻底", "统一", "圆满", "全线",
]);

/// Before the year of something that happened once: 成立于20XX年.
static SINCE: Words = Words::new(&[
    "成立于",
    "始建于",
    "建于",
    "生于",
    "毕业于",
    "创建于",
    "创办于",
    "启动于",
    "开工于",
    "建成于",
    "组建于",
    "始于",
    "自",
    "自从",
    "早在",
]);

/// Behind such a year.
static EVENTS: Words = Words::new(&[
    "被",
    "荣获",
    "获评",
    "获得",
    "获批",
    "获全",
    "获省",
    "获市",
    "获国",
    "成立",
    "建成",
    "开工",
    "动工",
    "入选",
    "列入",
    "命名",
    "入党",
    "入伍",
    "毕业",
    "当选",
    "建厂",
    "建村",
    "投产",
    "通车",
    "竣工",
    "始建",
    "换届",
    "合并",
    "撤乡",
    "创建",
    "创办",
    "从部队",
    "退伍",
    "退休",
    "考入",
    "购买",
    "购置",
    "调任",
    "转业",
]);

impl Keys {
    /// The key of a year that is not the report's: of a paper's number, of what happened once.
    fn event(&mut self, around: &Around<'_>) -> Option<CompactString> {
        let chars = around.setting.chars;
        let start = around.asked.range.start;
        if chars.before(start) == Some('〔') {
            return Some(self.known("year of the number".into(), "发文年度"));
        }
        let left = around.left;
        let century = chars.has_any(start, &["19", "１９", "一九"]);
        if left.closes("从") && around.right.has(0, "起") {
            return Some(self.new_key("起始年份"));
        }
        if SINCE.close(left) {
            let said = left.trim_end(|c| matches!(c, '于' | '自' | '从' | '早' | '在'));
            let said = letters(opened(said));
            let noun = if says(&said) { last(&said, 6) } else { "" };
            return Some(self.new_key(&format_compact!("{noun}年份")));
        }
        (century || EVENTS.is_at(around.right, 0)).then_some(())?;
        let right = around.right.trim_start(|c| matches!(c, '被' | '获'));
        // 被命名为全市示范镇: the word for it says enough.
        let right = right.find("为").map_or(right, |at| match at {
            // 被评为全省优秀共产党员.
            1 if right.len() > 6 => right.rest(2),
            2 => right.part(0..at),
            _ => right,
        });
        let noun = noun_behind(right, around.closed);
        let noun = if says(&noun) {
            noun
        } else {
            letters(right.part(0..8))
        };
        Some(self.new_key(&format_compact!("{}年份", first(&noun, 8))))
    }
}

impl Keys {
    /// The key of a year that is another one as printed: 202X年 where 201X年 is the report's, the second of
    /// 20XX年至20XX年.
    fn other_year(&mut self, around: &Around<'_>) -> Option<CompactString> {
        match stretch(around) {
            Some("开始") => return Some(self.known("first year".into(), "起始年度")),
            Some(_) => return Some(self.known("final year".into(), "截止年度")),
            None => {}
        }
        let digits = around.printed.run(0, is_digit);
        let printed: CompactString = around.printed.part(0..digits).0.iter().collect();
        let decade = printed.parse().ok().filter(|_| digits == DECADE)?;
        let own: u16 = *self.decade.get_or_insert(decade);
        match decade.cmp(&own) {
            Ordering::Equal => None,
            Ordering::Greater => Some(self.known("later decade".into(), "目标年度")),
            Ordering::Less => Some(self.known("earlier decade".into(), "往年年度")),
        }
    }
}

/// The digits of a year that tell its decade: 201X.
const DECADE: usize = 3;

/// What stands behind a position up to the next sign.
fn clause(chars: Chars<'_>, from: usize) -> Chars<'_> {
    let end = chars.run_within(from, 16, |c| !one_of(c, "，。；、：！？（）,;:!?()"));
    chars.part(from..end)
}

/// Whether a date is one end of a stretch of time: X月X日至X月X日, X月—X月.
fn stretch(around: &Around<'_>) -> Option<&'static str> {
    let chars = around.setting.chars;
    let joined = |first: Option<&Asked>, second: Option<&Asked>| {
        let (Some(first), Some(second)) = (first, second) else {
            return false;
        };
        let dates = matches!((&first.what, &second.what), (What::Date(_), What::Date(_)));
        let between = chars.part(first.range.end..second.range.start);
        dates && words::RANGE.is_whole(between)
    };
    let own = Some(around.asked);
    if joined(own, around.next()) {
        Some("开始")
    } else {
        joined(around.previous(), own).then_some("结束")
    }
}

/// What happens on a day or in a month: X月底前完成线路改造 → 线路改造完成, 主体工程于X月封顶 → 主体工程封顶.
fn done_by(around: &Around<'_>, right: Chars<'_>) -> CompactString {
    let right = right.trim_start(|c| matches!(c, '底' | '初' | '末' | '前' | '份'));
    let right = opened(right);
    let whole = WHOLLY.at(right, 0).map_or(0, |word| word.length);
    let right = opened(right.rest(whole));
    let Some(verb) = words::VERBS.at(right, 0) else {
        let noun = noun_behind(right, around.closed);
        return if says(&noun) {
            noun
        } else {
            around.noun().into()
        };
    };
    let object = noun_behind(right.rest(verb.length), around.closed);
    if says(&object) {
        // 参加工作 is said so.
        return match object.chars().count() {
            2 => format_compact!("{}{object}", verb.text),
            _ => format_compact!("{}{}", first(&object, 8), verb.text),
        };
    }
    let left = around
        .left
        .trim_end(|c| matches!(c, '于' | '在' | '至' | '到' | '自' | '从'));
    let subject = noun_before(left);
    let subject = if says(&subject) {
        subject
    } else {
        around.earlier_noun().into()
    };
    // 建筑面积X平方米，X月底前投入使用: an area is not put to use.
    let measured = words::MEASURED_ENDS.close(Chars(&subject.chars().collect::<Vec<_>>()));
    // 4.1攻坚征迁 is numbered, 110千伏工程 is not.
    let bare = subject.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = subject.len().saturating_sub(bare.len()) < 3;
    let subject = if numbered { bare } else { &subject };
    let subject = if measured { "" } else { last(subject, 10) };
    let verb = match verb.text {
        "投入使用" => "投用",
        text => text,
    };
    format_compact!("{subject}{verb}")
}
