//! The sentences and remarks that refusals are shown as. Each names a right form or says what to do.

use std::fmt;

use super::Why;
use crate::number::scan::narrow;

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Blank => write!(f, "还没有填，请填写。"),
            Why::NoNumber => write!(f, "这里要填数，请写 12 或十二这样的数。"),
            Why::Letter { at, letter } => match digit_like(*letter) {
                Some(digit) => write!(f, "第{at}个字符是字母{letter}，应是数字{digit}。"),
                None => write!(f, "第{at}个字符是字母{letter}，请只写数字，如 12。"),
            },
            Why::Stray { at, found } if is_unseen(*found) => {
                write!(f, "第{at}个字符是{}，请删去。", named(*found))
            }
            Why::Stray { at, found } => {
                write!(f, "第{at}个字符{found}不是数字，请只写数字，如 12。")
            }
            Why::FullStop { at, whole } => {
                write!(f, "第{at}个字符是句号，请写 {} 这样的数。", example(*whole))
            }
            Why::SecondPoint { whole } => {
                write!(f, "小数点只能有一个，请写 {} 这样的数。", example(*whole))
            }
            Why::FirstPoint { whole } => {
                write!(f, "小数点前面要有数，请写 {} 这样的数。", example(*whole))
            }
            Why::LastPoint {
                before,
                whole: true,
            } => {
                write!(
                    f,
                    "还没写完：小数点后面没有数；这里要的是整数，可写 {before}。"
                )
            }
            Why::LastPoint { before, .. } => {
                write!(
                    f,
                    "还没写完：小数点后面还要有数，如 {before}.5；也可写 {before}。"
                )
            }
            Why::Comma => write!(f, "这里不该有逗号，请写 1,234 或 12.5 这样的数。"),
            Why::GroupHalf { plain } => {
                write!(
                    f,
                    "还没写完：逗号后面要有三位数字，如 1,234；也可写 {plain}。"
                )
            }
            Why::GroupWrong { digits } => {
                write!(f, "逗号要从右往左三位一个，请写 {}。", grouped(digits))
            }
            Why::Minus => write!(f, "这里不能是负数，请核对后只写数字，如 3。"),
            Why::Plus => write!(f, "这里不用写正号，请只写数字，如 3。"),
            Why::Signs => write!(f, "正负号只能有一个，请写 -3 这样的数。"),
            Why::SignAlone => write!(f, "还没写完：正负号后面还要有数，如 -3。"),
            Why::Gap => write!(f, "数字中间有空格，请连着写，如 15。"),
            Why::Range => write!(f, "这里只要一个数，不写范围，请写 5 这样的数。"),
            Why::Fraction { whole } => {
                write!(f, "这里不写几分之几，请写 {} 这样的数。", example(*whole))
            }
            Why::About(word) => write!(f, "{word}字样不用写，请只写数，如 300。"),
            Why::Several => write!(f, "写几说不准是多少，请写全，如十五或 15。"),
            Why::Currency(sign) => write!(f, "{sign}不用写，请只写数字，如 300。"),
            Why::Permille => write!(f, "这里不用‰，请换算后只写数字，如 0.5。"),
            Why::Unit(unit) if unit.is_empty() => write!(f, "这里没有单位，请核对后只写数字。"),
            Why::Unit(unit) => write!(f, "这里要的是{unit}，请核对后只写数字。"),
            Why::UnitHalf(unit) => {
                write!(
                    f,
                    "还没写完：单位是{unit}，请写 12{unit} 或只写 12 这样的数。"
                )
            }
            Why::MoreAbsent(word) => {
                write!(f, "原文这个数后面没有{word}字，请只写数，如 300。")
            }
            Why::MorePlace { right } => write!(f, "这个字的位置会改变意思，请写 {right}。"),
            Why::Mixed => write!(f, "数字和汉字不要混着写，请写 12 或十二这样的数。"),
            Why::Scale { right } => write!(f, "数字后面只能带万或亿，请写 {right}。"),
            Why::Run => write!(f, "只有年份能一位一位念，请写十二或 12 这样的数。"),
            Why::Nonsense => write!(f, "这样连写不成数，请写一百零五或 105 这样的数。"),
            Why::NumeralHalf {
                typed,
                full,
                digits,
            } if is_brief(typed) => {
                write!(
                    f,
                    "还没写完：{typed}后面还要有数，如{full}；也可写 {digits}。"
                )
            }
            Why::NumeralHalf { digits, .. } => {
                write!(f, "还没写完：后面还要有数；也可写 {digits} 这样的数。")
            }
            Why::NumeralFull { full, digits } if is_brief(full) => {
                write!(f, "请写全：{full}，也可写 {digits}。")
            }
            Why::NumeralFull { digits, .. } => write!(f, "这个数没有写全，请写 {digits}。"),
            Why::PercentHalf => {
                write!(f, "还没写完：请写百分之六十二这样的数，也可写 62％。")
            }
            Why::Between { places, down, up } => {
                match places {
                    0 => write!(f, "这里要的是整数，")?,
                    _ => write!(f, "小数最多{places}位，")?,
                }
                match (down, up) {
                    (Some(down), Some(up)) if down != up => write!(f, "请写 {down} 或 {up}。"),
                    (Some(one), _) | (None, Some(one)) => write!(f, "请写 {one}。"),
                    (None, None) => write!(f, "请核对。"),
                }
            }
            Why::Long => write!(f, "数最多有28位，请核对后写短些，如 12000。"),
            Why::Below { least, what } => write!(f, "不能小于{least}{what}，请核对。"),
            Why::Above { most, what } => write!(f, "不能超过{most}{what}，请核对。"),
            Why::PercentBelow(least) => write!(f, "百分数不小于{least}，请核对。"),
            Why::PercentAbove(most) => write!(f, "百分数不超过{most}，请核对。"),
            Why::Year => write!(f, "年份是四位数，请写 2024 这样的数。"),
            Why::Month => write!(f, "月份是1到12的整数，请写 7 这样的数。"),
            Why::DateHalf => {
                write!(
                    f,
                    "还没写完：年、月、日都要有，如 2024-07-01 或2024年7月1日。"
                )
            }
            Why::DateForm => write!(f, "日期请写成 2024-07-01、2024.7.1 或2024年7月1日。"),
            Why::DateYear => write!(f, "年份要写满四位，如 2024-07-01 或2024年7月1日。"),
            Why::DateMonth => write!(f, "月份是1到12，请写 2024-07-01 这样的日期。"),
            Why::DateDay { first, last } => {
                let (year, month) = (first.year(), first.month());
                write!(f, "{year}年{month}月只有1日到{last}日，请核对。")
            }
            Why::Control { at, found } => {
                write!(
                    f,
                    "第{at}个字符是{}，这里只写一行文字，请删去。",
                    named(*found)
                )
            }
            Why::TextShort { least, count } => {
                write!(f, "至少要写{least}个字，现在{count}个，请补全。")
            }
            Why::TextLong { most, count } => {
                write!(f, "最多写{most}个字，现在{count}个，请删短。")
            }
            Why::Choice(list) => write!(f, "请写其中一个：{list}。"),
        }
    }
}

impl Why {
    /// A few words for the end of a field's line.
    pub(super) fn short(&self) -> String {
        let fixed = match self {
            Why::Letter { at, letter } => return format!("第{at}个字符是字母{letter}"),
            Why::Stray { at, found } => return format!("第{at}个字符是{}", named(*found)),
            Why::Control { at, found } => return format!("第{at}个字符是{}", named(*found)),
            Why::FullStop { at, .. } => return format!("第{at}个字符是句号"),
            Why::About(word) => return format!("不用写{word}"),
            Why::Currency(sign) => return format!("不用写{sign}"),
            Why::MoreAbsent(word) => return format!("原文没有{word}字"),
            Why::MorePlace { right } => return format!("应写 {right}"),
            Why::Scale { right } => return format!("应写 {right}"),
            Why::Unit(unit) if !unit.is_empty() => return format!("要的是{unit}"),
            Why::Between { places, .. } if *places > 0 => return format!("小数最多{places}位"),
            Why::Below { least, what } => return format!("小于{least}{what}"),
            Why::Above { most, what } => return format!("超过{most}{what}"),
            Why::PercentBelow(least) => return format!("小于{least}"),
            Why::PercentAbove(most) => return format!("超过{most}"),
            Why::TextShort { least, .. } => return format!("不到{least}个字"),
            Why::TextLong { most, .. } => return format!("超过{most}个字"),
            Why::DateDay { first, last } => return format!("{}月只到{last}日", first.month()),
            Why::NumeralFull { full, .. } if is_brief(full) => return format!("写全是{full}"),
            Why::Blank => "还没有填",
            Why::NoNumber => "不是数",
            Why::SecondPoint { .. } => "小数点只能有一个",
            Why::FirstPoint { .. } => "小数点前面要有数",
            Why::Comma | Why::GroupWrong { .. } => "逗号位置不对",
            Why::Minus => "不能是负数",
            Why::Plus => "不用写正号",
            Why::Signs => "正负号只能有一个",
            Why::Gap => "数字中间有空格",
            Why::Range => "只要一个数",
            Why::Fraction { .. } => "不写几分之几",
            Why::Several => "写几说不准",
            Why::Permille => "不用‰",
            Why::Unit(_) => "这里没有单位",
            Why::Mixed => "数字和汉字混写",
            Why::Run => "只有年份能逐位念",
            Why::Nonsense => "连写不成数",
            Why::NumeralFull { .. } => "没有写全",
            Why::Between { .. } => "应是整数",
            Why::Long => "超过28位",
            Why::Year => "年份是四位数",
            Why::Month | Why::DateMonth => "月份是1到12",
            Why::DateForm => "日期写法不对",
            Why::DateYear => "年份要写满四位",
            Why::Choice(_) => "不在可选的里面",
            Why::LastPoint { .. }
            | Why::GroupHalf { .. }
            | Why::SignAlone
            | Why::UnitHalf(_)
            | Why::NumeralHalf { .. }
            | Why::PercentHalf
            | Why::DateHalf => "还没写完",
        };
        fixed.to_owned()
    }
}

/// The digit that a letter is often typed for.
pub(in crate::number) fn digit_like(letter: char) -> Option<char> {
    match narrow(letter) {
        'O' | 'o' => Some('0'),
        'l' | 'I' => Some('1'),
        _ => None,
    }
}

/// A unit short enough for a sentence.
pub(in crate::number) fn clipped(unit: &str) -> String {
    unit.chars()
        .filter(|found| !is_unseen(*found))
        .take(8)
        .collect()
}

/// The choices, as many as a line takes.
pub(in crate::number) fn listed(choices: &[String]) -> String {
    const ROOM: usize = 20;
    let mut list = String::new();
    let mut taken = 0_usize;
    for choice in choices {
        let length = choice.chars().count().saturating_add(1);
        if taken > 0 {
            if taken.saturating_add(length) > ROOM {
                list.push('等');
                break;
            }
            list.push('、');
        }
        list.extend(
            choice
                .trim()
                .chars()
                .filter(|found| !is_unseen(*found))
                .take(ROOM),
        );
        taken = taken.saturating_add(length);
    }
    list
}

/// A number as the field takes it.
fn example(whole: bool) -> &'static str {
    if whole { "15" } else { "1.5" }
}

/// Whether a numeral is short enough to stand in a sentence.
fn is_brief(numeral: &str) -> bool {
    numeral.chars().count() <= 10
}

/// The digits in groups of three, and without them where they are too many for a line.
fn grouped(digits: &str) -> String {
    let plain = digits.trim_start_matches('0');
    let count = plain.chars().count();
    if count <= 3 || count > 12 {
        return if plain.is_empty() {
            "0".to_owned()
        } else {
            plain.chars().take(28).collect()
        };
    }
    let mut grouped = String::new();
    for (place, digit) in plain.chars().enumerate() {
        if place > 0 && count.saturating_sub(place) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped} 或 {plain}")
}

/// Whether a character can't be shown as it is: control characters, line ends, zero width, direction marks.
fn is_unseen(found: char) -> bool {
    found.is_control()
        || found.is_whitespace()
        || matches!(found, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A character as a sentence names it.
fn named(found: char) -> String {
    match found {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => "换行".to_owned(),
        '\t' => "制表符".to_owned(),
        '\u{1b}' => "转义符".to_owned(),
        '\u{8}' | '\u{7f}' => "退格符".to_owned(),
        _ if !found.is_control() && found.is_whitespace() => "空格".to_owned(),
        _ if is_unseen(found) => format!("看不见的字符U+{:04X}", u32::from(found)),
        _ => found.to_string(),
    }
}
