//! What a blank looks like in a text: XX, ____, （　　）, 某镇, 20XX, 5X.2. The same eyes serve the check of a
//! finished text and the import of a model.

use std::ops::Range;

use super::chars::{Chars, is_digit, is_han, one_of};
use super::measure;
use super::near::Near;
use super::words::Words;

mod brackets;
mod crosses;
mod stars;

use brackets::bracketed;
use crosses::crosses;
use stars::stars;

pub use brackets::is_bare_date;
pub use stars::bold;

/// A blank in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Blank {
    /// Its characters in the text.
    pub range: Range<usize>,
    /// What it is written with.
    pub sign: Sign,
}

/// What a blank is written with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// XX, ××
    Cross,
    /// A figure with digits left in it: 20XX, 5X.2, 3XX.
    Masked,
    /// ____
    Line,
    /// **
    Star,
    /// ○○, △△
    Ring,
    /// 某, 某某, 王某某
    Some,
    /// （　　）, 【】, `[待填]`, （填写…）
    Bracket,
    /// …… before a measure word
    Dots,
}

/// Blanks of a text in order; a run of one sign is one blank, two that touch are two.
pub fn blanks(chars: Chars<'_>) -> Vec<Blank> {
    each(chars).collect()
}

/// The same, one by one.
pub fn each(chars: Chars<'_>) -> impl Iterator<Item = Blank> + '_ {
    let mut at = 0_usize;
    std::iter::from_fn(move || {
        loop {
            at = chars.run(at, |c| !OPENERS.may_have(c));
            match blank_at(chars, at, chars.at(at)?) {
                Ok(blank) => {
                    at = blank.range.end.max(at.saturating_add(1));
                    return Some(blank);
                }
                Err(past) => at = past.max(at.saturating_add(1)),
            }
        }
    })
}

/// What a blank can begin with.
const OPENERS: &Near = &Near::of(&[
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '０', '１', '２', '３', '４', '５', '６',
    '７', '８', '９', 'X', 'x', 'Ｘ', 'ｘ', '×', '✕', '╳', '_', '＿', '*', '＊', '○', '〇', '◯',
    '△', '□', '某', '(', '（', '[', '［', '【', '〔', '…',
]);

fn is_x(c: char) -> bool {
    matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ' | '×' | '✕' | '╳')
}

fn is_line(c: char) -> bool {
    matches!(c, '_' | '＿')
}

fn is_star(c: char) -> bool {
    matches!(c, '*' | '＊')
}

fn is_ring(c: char) -> bool {
    matches!(c, '○' | '〇' | '◯')
}

/// △△ and □□ are blanks, one alone is a mark or a box to tick.
fn is_shape(c: char) -> bool {
    matches!(c, '△' | '□')
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// The end of a run of one sign; a point in it with the sign behind is one of the figure: ○○.○
fn with_point(chars: Chars<'_>, end: usize, is: impl Fn(char) -> bool + Copy) -> usize {
    let next = end.saturating_add(1);
    let point = chars.is(end, |c| matches!(c, '.' | '．')) && chars.is(next, is);
    if point { chars.run(next, is) } else { end }
}

/// The blank that opens at a position, or how far the text is no blank.
fn blank_at(chars: Chars<'_>, at: usize, c: char) -> Result<Blank, usize> {
    let blank = |range: Range<usize>, sign| Ok(Blank { range, sign });
    if is_digit(c)
        && let Some(end) = half_ringed(chars, at)
    {
        return blank(at..end, Sign::Ring);
    }
    if is_x(c) || is_digit(c) {
        return crosses(chars, at);
    }
    if is_line(c) {
        let end = with_point(chars, chars.run(at, is_line), is_line);
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let alone = end == at.saturating_add(1);
        // A single one only among Chinese: file_name is no blank.
        let within = latin(chars.before(at)) && latin(chars.at(end));
        let stands = !alone || counts(chars, end) || chars.is(end, |c| one_of(c, "年月日"));
        return if within || !stands {
            Err(end)
        } else {
            blank(at..end, Sign::Line)
        };
    }
    if is_star(c) {
        return stars(chars, at);
    }
    if is_ring(c) {
        let end = with_point(chars, chars.run(at, is_ring), is_ring);
        let numeral = |c: Option<char>| c.is_some_and(|c| one_of(c, "一二三四五六七八九十"));
        let year = c == '〇' && (numeral(chars.before(at)) || numeral(chars.at(end)));
        let long = end > at.saturating_add(1);
        let single = counts(chars, end)
            || ranges(chars, end, is_ring)
            || chars.is(end, |c| one_of(c, "年月日镇乡村县市区省"));
        return if year || !(long || single) {
            Err(end)
        } else {
            blank(at..end, Sign::Ring)
        };
    }
    if is_shape(c) {
        let end = chars.run(at, is_shape);
        return if end > at.saturating_add(1) {
            blank(at..end, Sign::Ring)
        } else {
            Err(end)
        };
    }
    if c == '某' {
        return someone(chars, at);
    }
    if c == '…' {
        let end = chars.run(at, |c| c == '…');
        let quoted = chars.before(at) == Some('“') && chars.at(end) == Some('”');
        let label =
            chars.before(at) == Some('：') && chars.at(end).is_none_or(|c| one_of(c, "。；"));
        let behind = |c: char| is_han(c) || matches!(c, '”' | '》' | '）');
        let stands = quoted || label || chars.before(at).is_some_and(behind) && counts(chars, end);
        return if stands {
            blank(at..end, Sign::Dots)
        } else {
            Err(end)
        };
    }
    match bracketed(chars, at, c) {
        Some(range) => blank(range, Sign::Bracket),
        None => Err(at),
    }
}

/// The end of a counted figure of which the first digits are printed: 4○○亩.
fn half_ringed(chars: Chars<'_>, at: usize) -> Option<usize> {
    let digits = chars.run(at, is_digit);
    chars.is(digits, is_ring).then_some(())?;
    let end = with_point(chars, chars.run(digits, is_ring), is_ring);
    counts(chars, end).then_some(end)
}

/// ○至○名: a single sign before another.
fn ranges(chars: Chars<'_>, end: usize, is: impl Fn(char) -> bool) -> bool {
    chars.is(end, |c| matches!(c, '至' | '到' | '—' | '-' | '～'))
        && chars.is(end.saturating_add(1), is)
}

/// Whether a measure expression stands here.
fn counts(chars: Chars<'_>, at: usize) -> bool {
    measure::unit(chars, at).is_some()
}

/// Punctuation beside which a blank may stand.
fn is_bound(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '∶'
            | ':'
            | '！'
            | '？'
            | '（'
            | '）'
            | '('
            | ')'
            | '《'
            | '》'
            | '“'
            | '”'
            | '〔'
            | '〕'
            | '【'
            | '】'
            | '['
            | ']'
            | '—'
            | '－'
            | '-'
            | '～'
            | '~'
            | '至'
            | '\t'
            | '|'
    )
}

/// A stop of ASCII, beside which a blank may stand where Chinese stands on its other side.
fn is_ascii_stop(c: char) -> bool {
    matches!(c, ',' | ';' | '!' | '?')
}

/// What a place's name ends in.
const PLACE: &str = "镇乡村县市区省局寺校厂路街河";

/// Whether a character is a family name that stands before 某, ×× and the like.
pub fn is_family(c: char) -> bool {
    FAMILY.contains(c)
}

/// Family names that stand before 某.
const FAMILY: &str = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔陆廖姚邹熊金郝孔白康毛邱秦史顾侯邵孟龙万段雷钱汤尹黎常武乔贺赖龚文";

/// What 某 stands before as a name, places of one character aside: 某地, 某单位; not 某些, 某方面.
static SOMEWHERE: Words = Words::new(&[
    "街道",
    "社区",
    "年",
    "月",
    "日",
    "地",
    "州",
    "旗",
    "屯",
    "单位",
    "机关",
    "企业",
    "学校",
    "小区",
    "中学",
    "小学",
    "大学",
    "学院",
    "幼儿园",
    "医院",
    "银行",
    "集团",
    "公司",
    "部队",
]);

/// What the name of a body ends in behind what it does: 某建筑公司.
static BODIES: Words = Words::new(&["公司", "基地"]);

/// 某某, 某镇, 王某某; not 某些, 某种.
fn someone(chars: Chars<'_>, at: usize) -> Result<Blank, usize> {
    let end = chars.run(at, |c| c == '某');
    let many = end > at.saturating_add(1);
    let family = chars.before(at).is_some_and(|c| FAMILY.contains(c));
    // 对李某 is a person, 和某镇 is not: the family name stands only where a place does not follow.
    // 某建筑公司, 某警示教育基地; 王某种植基地 is someone's.
    let inside = end.saturating_add(2)..=chars.run_within(end, 8, is_han);
    let ends = |at: usize| {
        let body = BODIES.before(chars, at);
        body.is_some_and(|body| body.text == "公司" || !family)
    };
    let company = inside.into_iter().any(ends);
    let place = company
        || chars.is(end, |c| PLACE.contains(c))
        || SOMEWHERE.is_at(chars, end) && !chars.has_any(end, &["地方", "州际"]);
    let blank = |start| {
        Ok(Blank {
            range: start..end,
            sign: Sign::Some,
        })
    };
    match (family, many, place) {
        (true, _, false)
            if many
                || !chars.has_any(
                    end,
                    &[
                        "些", "种", "个", "项", "一", "方", "类", "单位", "人", "部门",
                    ],
                ) =>
        {
            blank(at.saturating_sub(1))
        }
        (_, true, _) | (_, _, true) => blank(at),
        _ => Err(end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        blanks(Chars(&chars))
            .into_iter()
            .map(|blank| chars[blank.range].iter().collect())
            .collect()
    }

    #[test]
    fn the_usual_blanks_are_seen() {
        for (text, expected) in [
            ("开展了X次，撰写XX篇次", vec!["X", "XX"]),
            ("××镇、ＸＸ村、xx户", vec!["××", "ＸＸ", "xx"]),
            ("20XX年X月X日", vec!["20XX", "X", "X"]),
            ("占XX％，约5X.2%，3XX万元", vec!["XX", "5X.2", "3XX"]),
            (
                "共____人（　　）【】[待填]（填写数字）",
                vec!["____", "（　　）", "【】", "[待填]", "（填写数字）"],
            ),
            ("某镇的某某同志，○○村", vec!["某", "某某", "○○"]),
            ("新建4○○亩、1○○余米", vec!["4○○", "1○○"]),
            ("XX县XX局", vec!["XX", "XX"]),
            ("发放宣传画X至X张", vec!["X", "X"]),
            ("打X眼机井，画X幅", vec!["X", "X"]),
            ("附件：1.XX乡清单", vec!["XX"]),
            ("今年1-X 月，X 月 X 日开会，X 次", vec!["X", "X", "X", "X"]),
            ("2．×镇名册", vec!["×"]),
            ("投入1.XX亿元，占1.X％", vec!["1.XX", "1.X"]),
            ("12.XX%以上的群众满意", vec!["XX"]),
            ("△△小区、□□小区", vec!["△△", "□□"]),
            ("投入**万元", vec!["**"]),
            ("每人领办×至×件", vec!["×", "×"]),
            ("某寺消防改造", vec!["某"]),
            ("电话：XXXX-XXXXXXX", vec!["XXXX-XXXXXXX"]),
            ("按X∶X∶X的比例", vec!["X", "X", "X"]),
            (
                "于[  月  日]召开，[ 月底]前完成",
                vec!["[  月  日]", "[ 月底]"],
            ),
            ("（联系人：[待填]；邮箱）", vec!["[待填]"]),
            ("会上,X镇;X个村(X个已建)", vec!["X", "X", "X"]),
            ("达到x,为去年的x;", vec!["x", "x"]),
            (
                "亩产xx6.8公斤、xx345元，增xx0.7%",
                vec!["xx6.8", "xx345", "xx0.7"],
            ),
            ("新架XX220千伏线路，XX2025年计划", vec!["XX", "XX"]),
            ("召开全X5次例会", vec!["X"]),
            ("XX×××镇", vec!["XX", "×××"]),
            ("附件：1.20××年清单", vec!["20××"]),
            ("中共 * 市 * 镇委", vec!["*", "*"]),
            ("扩建*五中、*七中和*河小学", vec!["*", "*", "*"]),
            ("集中在*老城区", vec!["*"]),
            ("关于<**>县的通报，**县", vec!["**", "**"]),
            ("帮助**果业公司在**村落户", vec!["**", "**"]),
            ("在某地、某州、某单位", vec!["某", "某", "某"]),
            ("到某大学、某警示教育基地", vec!["某", "某"]),
            (
                "[学校名称]有学生[学生人数]人",
                vec!["[学校名称]", "[学生人数]"],
            ),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_left_alone() {
        for text in [
            "拍X光片",
            "X波段雷达",
            "见[项目名称](a.html)",
            "A/B/X类",
            "分为A/B/X类，其中X类为暂停经营类",
            "WXYZ",
            "5G基站",
            "600×900毫米",
            "打“×”",
            "不办的打×，",
            "□是 □否，△重点",
            "某些村、某种、某个",
            "XXL码",
            "二〇二二年",
            "二〇〇八年",
            "“1+N”",
            "3×5",
            "（一）",
            "〔2026〕5号",
            "iPhoneX手机",
            "max值",
            "*必填，* 村里的事",
            "见(*)处，带*的项",
            "*重点乡镇*先行",
            "长*宽，人数*单价",
            "**重点工作**要抓紧",
            "他**全力支持**村里",
            "某些地方、某方面、某个、某地方",
            "设f(x,y)、g(y;x)",
            "XX001-2",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
