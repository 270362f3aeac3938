//! What a blank looks like in a text: XX, ____, （　　）, 某镇, 20XX, 5X.2. The same eyes serve the check of a
//! finished text and the import of a model.

use std::ops::Range;

use super::chars::{Chars, is_digit, is_han, one_of};
use super::measure;
use super::near::Near;

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

/// ○至○名: a single sign before another.
fn ranges(chars: Chars<'_>, end: usize, is: impl Fn(char) -> bool) -> bool {
    chars.is(end, |c| matches!(c, '至' | '到' | '—' | '-' | '～'))
        && chars.is(end.saturating_add(1), is)
}

/// Whether a measure expression stands here.
fn counts(chars: Chars<'_>, at: usize) -> bool {
    measure::unit(chars, at).is_some()
}

/// A run of X, with the digits it touches (`20XX`, `5X.2`, `3XX`).
fn crosses(chars: Chars<'_>, at: usize) -> Result<Blank, usize> {
    let mut end = token(chars, at);
    // X/X is a fraction.
    let fraction = end == at.saturating_add(1)
        && chars.is(end, |c| c == '/')
        && chars.run(end.saturating_add(1), is_x) == end.saturating_add(2)
        && is_x(chars.at(at).unwrap_or_default());
    if fraction && chars.before(at).is_some_and(is_han) {
        end = end.saturating_add(2);
    }
    end = telephone(chars, at..end);
    let body = chars.part(at..end);
    // 附件：1.XX乡清单: a number of a list, and the blank behind its point; 1.XX亿元 is one figure.
    let digits_end = body.run(0, is_digit);
    let listed = (1..=2).contains(&digits_end)
        && body.is(digits_end, |c| matches!(c, '.' | '．'))
        && body.run(digits_end.saturating_add(1), is_x) == body.len()
        && body.len() > digits_end.saturating_add(1)
        && (chars.is(end, is_han) && !counts(chars, end) || at == 0 && chars.len() > end);
    if listed {
        return Err(at.saturating_add(digits_end).saturating_add(1));
    }
    let crosses = body.0.iter().filter(|c| is_x(**c)).count();
    if fraction && body.len() == 3 {
        return Ok(Blank {
            range: at..end,
            sign: Sign::Masked,
        });
    }
    if crosses == 0 {
        return Err(end);
    }
    let (previous, next) = (chars.before(at), chars.at(end));
    if previous.is_some_and(|c| is_latin(c) && !is_x(c) || c == '@' || c == '\\')
        || next.is_some_and(|c| (is_latin(c) || c == '@') && !counts(chars, end))
    {
        return Err(chars.run(end, |c| c.is_ascii_alphanumeric()));
    }
    // 11XX.html: the end of an address.
    let file = next == Some('.') && chars.is(end.saturating_add(1), |c| is_latin(c) && !is_x(c));
    if file {
        return Err(end);
    }
    // A/B/X类: Latin choices; XX/XX are two blanks.
    let beyond = |at: Option<usize>| at.and_then(|at| chars.at(at));
    if previous == Some('/')
        && beyond(at.checked_sub(2)).is_some_and(|c| is_latin(c) && !is_x(c) || c == '/')
        || next == Some('/') && chars.is(end.saturating_add(1), |c| is_latin(c) && !is_x(c))
    {
        return Err(end);
    }
    if crosses == 1 && (previous == Some('+') || next == Some('+')) {
        return Err(end);
    }
    let digits = body.0.iter().filter(|c| is_digit(**c)).count();
    if digits > 0 {
        return if masked(chars, at..end) {
            Ok(Blank {
                range: at..end,
                sign: Sign::Masked,
            })
        } else {
            Err(end)
        };
    }
    if crosses == 1 && !single(chars, at..end) {
        return Err(end);
    }
    Ok(Blank {
        range: at..end,
        sign: Sign::Cross,
    })
}

/// Where a telephone number ends whose first part is this: XXXX-XXXXXXX.
fn telephone(chars: Chars<'_>, first: Range<usize>) -> usize {
    let behind = first.end.saturating_add(1);
    let codes = (3..=4).contains(&first.len());
    if !codes || !chars.is(first.end, |c| matches!(c, '-' | '－' | '—')) {
        return first.end;
    }
    let end = chars.run(behind, |c| is_x(c) || is_digit(c));
    let number = (7..=8).contains(&end.saturating_sub(behind));
    if number && chars.part(behind..end).0.iter().any(|c| is_x(*c)) {
        end
    } else {
        first.end
    }
}

/// The end of the figure that begins here: digits and signs for them, a point or a group's comma between.
fn token(chars: Chars<'_>, at: usize) -> usize {
    let part = |c: char| is_x(c) || is_digit(c);
    let mut end = chars.run(at, part);
    loop {
        let next = end.saturating_add(1);
        let point = chars.is(end, |c| matches!(c, '.' | '．'));
        let group = chars.is(end, |c| matches!(c, ',' | '，'))
            && chars.run(next, part) == next.saturating_add(3)
            && chars.before(end).is_some_and(is_x) == chars.is(next, is_x)
            && chars.is(end, |c| c == ',');
        if !(point || group) || !chars.is(next, part) {
            return end;
        }
        end = chars.run(next, part);
    }
}

/// Whether digits and X together are a masked figure and no product (600×900, 3×5) or factor (×100).
fn masked(chars: Chars<'_>, range: Range<usize>) -> bool {
    let body = chars.part(range.clone());
    let Some(first) = body.0.iter().position(|c| is_x(*c)) else {
        return false;
    };
    let end = body.run(first, is_x);
    let single = end == first.saturating_add(1);
    let (before, behind) = (body.before(first), body.at(end));
    let digit = |c: Option<char>| c.is_some_and(is_digit);
    if single && digit(before) && digit(behind) {
        return false;
    }
    if first == 0 && digit(behind) {
        // X00 hides a leading digit, and X8%; ×100 multiplies.
        let sign = body.at(0);
        let share = chars.is(range.end, |c| matches!(c, '%' | '％'));
        let hidden = |c: &char| matches!(c, '0' | '０') || share && is_digit(*c);
        return !matches!(sign, Some('×' | '✕' | '╳' | 'x' | 'ｘ'))
            && body.part(end..body.len()).0.iter().all(hidden);
    }
    if single && behind.is_none() && body.at(first) == Some('×') {
        // 5× and nothing behind it is a product that goes on, unless a figure is counted.
        return counts(chars, range.end) || chars.is(range.end, |c| one_of(c, "年月日"));
    }
    true
}

/// Whether one X alone is a blank: where a figure or a name would stand, and not X光, 打“×”.
fn single(chars: Chars<'_>, range: Range<usize>) -> bool {
    let (previous, next) = (chars.before(range.start), chars.at(range.end));
    // 打×, 画×; not 规格画X张, 打X至X眼井.
    let drawn = previous.is_some_and(|c| matches!(c, '打' | '画' | '划' | '√' | '/'))
        && !counts(chars, range.end)
        && !chars.is(range.end, |c| one_of(c, "年月日"))
        && !ranges(chars, range.end, is_x);
    if drawn
        || chars.has_any(
            range.end,
            &[
                "光",
                "射线",
                "轴",
                "型",
                "线片",
                "染色体",
                "荧光",
                "证书",
                "波段",
            ],
        )
        || previous == Some('“') && next == Some('”')
        || previous == Some('"') && next == Some('"')
    {
        return false;
    }
    let listed = matches!(previous, Some('.' | '．'));
    let sits = previous.is_none_or(|c| is_han(c) || is_bound(c) || c == ' ') || listed;
    let cell = previous == Some(' ') && next == Some(' ');
    // X 月 X 日, X 次, set with a space.
    let apart = range.end.saturating_add(1);
    let spaced =
        next == Some(' ') && (counts(chars, apart) || chars.is(apart, |c| one_of(c, "年月日")));
    let holds = cell
        || spaced
        || next.is_none_or(|c| is_han(c) || matches!(c, '％' | '%') || is_bound(c))
        || counts(chars, range.end);
    let sign = chars.at(range.start);
    // A product sign between two things: A×B, 面积×单价.
    let product = matches!(sign, Some('×' | '✕' | '╳'))
        && previous.is_some_and(|c| is_han(c) || c == '）')
        && next.is_some_and(is_han)
        && !counts(chars, range.end)
        && !ranges(chars, range.end, is_x)
        && !chars.is(range.end, |c| one_of(c, "年月日镇乡村县市区省局届号季"));
    sits && holds && !product
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

/// Two stars or more; a pair around words is Markdown's bold.
fn stars(chars: Chars<'_>, at: usize) -> Result<Blank, usize> {
    let end = with_point(chars, chars.run(at, is_star), is_star);
    let digit = |c: Option<char>| c.is_some_and(is_digit);
    let length = end.saturating_sub(at);
    let dated = |at: usize| chars.is(at, |c| one_of(c, "年月日")) || counts(chars, at);
    if length == 1 {
        let sits = chars.before(at).is_none_or(|c| is_han(c) || is_bound(c));
        return if sits && dated(end) && !digit(chars.before(at)) {
            Ok(Blank {
                range: at..end,
                sign: Sign::Star,
            })
        } else {
            Err(end)
        };
    }
    let years =
        chars.part(chars.run_back(at, is_digit)..at).len() == 2 && chars.is(end, |c| c == '年');
    if years {
        return Ok(Blank {
            range: at.saturating_sub(2)..end,
            sign: Sign::Masked,
        });
    }
    if digit(chars.before(at)) || digit(chars.at(end)) && length == 1 {
        return Err(end);
    }
    if let Some(close) = bold(chars, at) {
        return Err(close.saturating_add(2));
    }
    Ok(Blank {
        range: at..end,
        sign: Sign::Star,
    })
}

/// Where the stars stand that close Markdown's bold, if bold opens at `at`: a pair around words, with no blank at the
/// inner sides. Stars before a measure word, a place or a date are a blank.
pub fn bold(chars: Chars<'_>, at: usize) -> Option<usize> {
    let end = chars.run(at, |c| c == '*');
    let blank =
        counts(chars, end) || chars.is(end, |c| one_of(c, "年月日，。、；：") || PLACE.contains(c));
    if end != at.saturating_add(2) || blank {
        return None;
    }
    let close = chars.run(end, |c| c != '*');
    // 邀请**派出所作报告**场: the stars behind are a blank as well, unless they stand around a figure alone.
    let behind = close.saturating_add(2);
    let asks = counts(chars, behind) || chars.is(behind, |c| one_of(c, "年月日"));
    if asks && chars.run(end, is_digit) < close {
        return None;
    }
    // 新建**水厂，以**水库为水源: what is bold within a sentence is no end of a clause and the beginning of another.
    let within = at
        .checked_sub(1)
        .is_some_and(|before| chars.is(before, is_han))
        && chars.is(behind, is_han);
    let clauses = |c: &char| matches!(c, '，' | '。' | '；');
    if within && chars.part(end..close).0.iter().any(clauses) {
        return None;
    }
    // Both before what a blank stands before: **蔬菜基地、**粮油加工厂.
    let list = chars.before(close) == Some('、');
    let words = !list
        && close.saturating_sub(end) >= 2
        && chars.is(end, |c| !c.is_whitespace())
        && chars.before(close).is_some_and(|c| !c.is_whitespace());
    (words && chars.run(close, |c| c == '*') == behind).then_some(close)
}

/// What a place's name ends in.
const PLACE: &str = "镇乡村县市区省局寺校厂路街河";

/// Whether a character is a family name that stands before 某, ×× and the like.
pub fn is_family(c: char) -> bool {
    FAMILY.contains(c)
}

/// Family names that stand before 某.
const FAMILY: &str = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔陆廖姚邹熊金郝孔白康毛邱秦史顾侯邵孟龙万段雷钱汤尹黎常武乔贺赖龚文";

/// 某某, 某镇, 王某某; not 某些, 某种.
fn someone(chars: Chars<'_>, at: usize) -> Result<Blank, usize> {
    let end = chars.run(at, |c| c == '某');
    let many = end > at.saturating_add(1);
    let family = chars.before(at).is_some_and(|c| FAMILY.contains(c));
    // 对李某 is a person, 和某镇 is not: the family name stands only where a place does not follow.
    let company = (2..7).any(|more| {
        chars.has(end.saturating_add(more).saturating_sub(2), "公司")
            && chars.run(end, is_han) >= end.saturating_add(more)
    });
    let place = company
        || chars.is(end, |c| PLACE.contains(c))
        || chars.has_any(end, &["街道", "社区", "年", "月", "日"]);
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

/// Words in brackets that say that something is still to come.
const OWED: &[&str] = &[
    "待填",
    "待补",
    "待定",
    "填写",
    "请填",
    "此处",
    "待核",
    "填入",
    "请输入",
    "待报",
    "插入",
];

/// Empty brackets, and brackets that say that something is still to come.
fn bracketed(chars: Chars<'_>, at: usize, open: char) -> Option<Range<usize>> {
    let close = match open {
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '〔' => '〕',
        '［' => '］',
        _ => ']',
    };
    let inside = at.saturating_add(1);
    let end = chars.run_within(inside, 26, |c| c != close && c != open);
    if end.saturating_sub(inside) > 24 || chars.at(end) != Some(close) {
        return None;
    }
    let body = chars.text(inside..end);
    let body = body.trim();
    // （联系人：[待填]）: the blank is the one within.
    let nests = |c: char| matches!(c, '（' | '(' | '[' | '［' | '【' | '〔' | '。');
    let owed = OWED.iter().any(|word| body.contains(word)) && !body.contains(nests);
    // [](…) is a link of Markdown, f() a call.
    let code = body.is_empty()
        && (chars.before(at).is_some_and(is_latin)
            || open == '[' && chars.is(end.saturating_add(1), |c| c == '('));
    // [学校名称] says what is to stand there; 【发布时间】 is what a web site says.
    let link = chars.is(end.saturating_add(1), |c| c == '(');
    let asks = matches!(open, '[' | '［')
        && !link
        && body.chars().all(is_han)
        && ASKED.iter().any(|word| body.ends_with(word));
    let dated = is_bare_date(chars.part(inside..end));
    ((body.is_empty() && !code) || owed || asks || dated).then_some(at..end.saturating_add(1))
}

/// Whether brackets hold a date with room for its figures: `[  月  日]`.
pub fn is_bare_date(body: Chars<'_>) -> bool {
    let room = |c: &char| matches!(c, ' ' | '\u{3000}');
    body.0.iter().any(room)
        && body.0.iter().any(|c| matches!(c, '年' | '月'))
        && body.0.iter().all(|c| room(c) || one_of(*c, "年月日底初"))
}

/// What the words in a bracket end in that say what is to stand there.
const ASKED: [&str; 16] = [
    "名称", "姓名", "单位", "地名", "村名", "镇名", "县名", "校名", "人数", "户数", "次数", "数量",
    "数字", "金额", "比例", "地点",
];

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
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
