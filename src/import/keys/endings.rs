//! How a noun becomes the name of a figure: what that ends in, what stands before it, what is left of one too long.

use compact_str::CompactString;

use crate::check::measure::Unit;

use super::around::Around;
use super::nouns::{LONGEST, last};

/// What the figure's name ends in.
pub(super) fn ending(around: &Around<'_>, noun: &str, unit: Option<&Unit>) -> &'static str {
    let Some(measure) = unit.and_then(|unit| unit.measure) else {
        // 惠及X万老百姓.
        if unit.is_some() && PEOPLE.iter().any(|people| noun.ends_with(people)) {
            return "人数";
        }
        return if around.left.closes("第") {
            "次序"
        } else {
            ""
        };
    };
    let ends = |words: &[&str]| words.iter().any(|word| around.left.closes(word));
    match measure.ending {
        "比例"
            if noun.ends_with(['率', '度'])
                || noun.ends_with("比重")
                || noun.ends_with("占比")
                || noun.ends_with("比例")
                || noun.ends_with('幅') =>
        {
            ""
        }
        "比例" if ends(&["占", "占比", "占比达", "占到"]) => "占比",
        "比例" if ends(&["增长", "上升", "提高", "增加", "提升", "增长了", "同比增长"]) => {
            "增幅"
        }
        "比例" if ends(&["下降", "减少", "降低", "压减", "缩减", "同比下降"]) => {
            "降幅"
        }
        "金额"
            if [
                "资金",
                "收入",
                "投资",
                "产值",
                "额",
                "费",
                "款",
                "成本",
                "利润",
                "税",
                "资",
                "支出",
                "价值",
                "补助",
                "补贴",
                "金",
                "损失",
                "总值",
                "工资",
                "增加值",
                "标准",
                "成本",
                "缺口",
                "余额",
                "限额",
                "津贴",
                "债务",
            ]
            .iter()
            .any(|word| noun.ends_with(word)) =>
        {
            ""
        }
        "金额" if noun.ends_with("配套") => "资金",
        "金额" if ends(&["超", "超过", "突破", "达到", "达"]) && noun.is_empty() => {
            "标准"
        }
        // 学校始建于XX年.
        "年数" if around.left.closes("于") => "年份",
        "" if noun.contains("年龄") => "",
        "" => "年龄",
        ending if noun.ends_with(ending) => "",
        "个数"
            if noun.ends_with(['村', '镇', '乡', '县', '区', '市']) || noun.ends_with("街道") =>
        {
            "数"
        }
        "人数" if noun.ends_with("人口") => "",
        "温度" if noun.ends_with('温') => "",
        "米数" if noun.ends_with(['位', '高', '长', '宽', '深']) => "",
        "功率" if noun.ends_with("动力") || noun.ends_with("装机") || noun.ends_with("容量") => {
            ""
        }
        "千分比" if noun.ends_with('率') => "",
        "方量" if noun.ends_with('容') || noun.ends_with("容积") || noun.ends_with('量') => {
            ""
        }
        // 托位数, 平均分 say it themselves.
        "分数" if noun.ends_with('分') => "",
        ending if ending.ends_with('数') && noun.ends_with('数') => "",
        ending => ending,
    }
}

/// Who is counted by tens of thousands.
const PEOPLE: &[&str] = &[
    "老百姓",
    "群众",
    "村民",
    "居民",
    "市民",
    "农民",
    "职工",
    "学生",
    "游客",
];

/// A noun with what stands before it, and what its figure's name ends in; of what is too long for a key the end. What
/// is counted by its own last character says that once: 脱贫户数, 新村数.
pub(super) fn joined<'s>(before: &'s str, noun: &'s str, ending: &'s str) -> [&'s str; 3] {
    let noun = noun
        .strip_suffix(|last: char| matches!(last, '户' | '村') && ending.starts_with(last))
        .unwrap_or(noun);
    let room = LONGEST.saturating_sub(ending.chars().count());
    let length = noun.chars().count();
    let rest = room.saturating_sub(length);
    // Most fit as they are, and many have nothing before them.
    let before = if before.is_empty() {
        ""
    } else {
        last(before, rest)
    };
    let noun = if length <= room {
        noun
    } else {
        last(noun, room)
    };
    [before, noun, ending]
}

/// A noun as an office shortens it: 规上工业企业.
pub(super) fn brief(noun: CompactString) -> CompactString {
    if !noun.starts_with(['规', '限']) {
        return noun;
    }
    let short = [("规模以上", "规上"), ("限额以上", "限上")];
    let short = short.iter().find_map(|(long, short)| {
        let rest = noun.strip_prefix(long).filter(|rest| !rest.is_empty())?;
        Some(CompactString::from_iter([*short, rest]))
    });
    short.unwrap_or(noun)
}
