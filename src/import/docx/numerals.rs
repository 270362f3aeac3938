//! The numerals that Word counts in (ECMA-376 17.18.59), as it prints them.

use crate::number::{self, Decimal};

/// A kind of numerals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Numerals {
    #[default]
    Digits,
    TwoDigits,
    WideDigits,
    /// 一百二十三
    Chinese,
    /// 一二三
    ChineseDigits,
    /// 壹佰贰拾叁, in the characters of this row of `BANKERS`
    Bankers([char; 14]),
    /// A row of signs: ①, ⑴, 甲
    Row(Row),
    Roman,
    SmallRoman,
    Letters,
    SmallLetters,
    InDashes,
    /// No number, but what stands around it.
    Nothing,
    /// A dot or a square.
    Mark,
}

/// Signs that follow each other: all that there are; behind them digits go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    Circled,
    Bracketed,
    Stopped,
    ChineseCircled,
    ChineseBracketed,
    Stems,
    Branches,
}

/// 一 to 九, 十, 百, 千, 万, 零 as cheques have them.
const SIMPLIFIED: [char; 14] = [
    '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾', '佰', '仟', '万', '零',
];
const TRADITIONAL: [char; 14] = [
    '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖', '拾', '佰', '仟', '萬', '零',
];
const PLAIN: [char; 14] = [
    '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '零',
];

const ROMAN: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// Roman numerals go no further.
const ROMAN_END: u32 = 4000;

/// Letters repeat (aa, bb) so often at most.
const MOST_LETTERS: u32 = 10;

impl Numerals {
    /// The kind that Word calls so; digits where it is not known.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "decimalZero" => Self::TwoDigits,
            "decimalFullWidth" | "decimalFullWidth2" => Self::WideDigits,
            "chineseCounting"
            | "chineseCountingThousand"
            | "japaneseCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand" => Self::Chinese,
            "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
                Self::ChineseDigits
            }
            "chineseLegalSimplified" => Self::Bankers(SIMPLIFIED),
            "ideographLegalTraditional" => Self::Bankers(TRADITIONAL),
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Row(Row::Circled),
            "decimalEnclosedParen" => Self::Row(Row::Bracketed),
            "decimalEnclosedFullstop" => Self::Row(Row::Stopped),
            "ideographEnclosedCircle" => Self::Row(Row::ChineseCircled),
            "ideographEnclosedParen" => Self::Row(Row::ChineseBracketed),
            "ideographTraditional" => Self::Row(Row::Stems),
            "ideographZodiac" => Self::Row(Row::Branches),
            "upperRoman" => Self::Roman,
            "lowerRoman" => Self::SmallRoman,
            "upperLetter" => Self::Letters,
            "lowerLetter" => Self::SmallLetters,
            "numberInDash" => Self::InDashes,
            "none" => Self::Nothing,
            "bullet" => Self::Mark,
            _ => Self::Digits,
        }
    }

    /// A number in these numerals.
    pub(super) fn print(self, number: u32) -> String {
        let digits = number.to_string();
        let other = match self {
            Self::Digits => None,
            Self::TwoDigits => Some(format!("{number:02}")),
            Self::WideDigits => Some(digits.chars().map(wide).collect()),
            Self::Chinese => number::chinese(Decimal::from(number)),
            Self::ChineseDigits => Some(number::chinese_digits(&digits)),
            Self::Bankers(signs) => bankers(number, &signs),
            Self::Row(row) => row.sign(number).map(String::from),
            Self::Roman => roman(number),
            Self::SmallRoman => roman(number).map(|roman| roman.to_lowercase()),
            Self::Letters => letters(number, 'A'),
            Self::SmallLetters => letters(number, 'a'),
            Self::InDashes => Some(format!("- {number} -")),
            Self::Nothing | Self::Mark => Some(String::new()),
        };
        other.unwrap_or(digits)
    }
}

impl Row {
    fn sign(self, number: u32) -> Option<char> {
        let nth = number.checked_sub(1)?;
        let place = usize::try_from(nth).ok()?;
        match self {
            Self::Circled => number::circled(number),
            Self::Bracketed => following('⑴', nth, 20),
            Self::Stopped => following('⒈', nth, 20),
            Self::ChineseCircled => following('㊀', nth, 10),
            Self::ChineseBracketed => following('㈠', nth, 10),
            Self::Stems => "甲乙丙丁戊己庚辛壬癸".chars().nth(place),
            Self::Branches => "子丑寅卯辰巳午未申酉戌亥".chars().nth(place),
        }
    }
}

fn following(first: char, nth: u32, count: u32) -> Option<char> {
    let code = u32::from(first).checked_add(nth)?;
    char::from_u32(code).filter(|_| nth < count)
}

fn wide(digit: char) -> char {
    let nth = digit.to_digit(10).unwrap_or_default();
    following('０', nth, 10).unwrap_or(digit)
}

fn bankers(number: u32, signs: &[char; 14]) -> Option<String> {
    let plain = number::chinese(Decimal::from(number))?;
    let full = match plain.starts_with('十') {
        true => format!("一{plain}"),
        false => plain,
    };
    let sign = |c: char| {
        let place = PLAIN.iter().position(|plain| *plain == c);
        place
            .and_then(|place| signs.get(place))
            .copied()
            .unwrap_or(c)
    };
    Some(full.chars().map(sign).collect())
}

fn roman(number: u32) -> Option<String> {
    if number == 0 || number >= ROMAN_END {
        return None;
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in ROMAN {
        while let Some(less) = rest.checked_sub(value) {
            text.push_str(sign);
            rest = less;
        }
    }
    Some(text)
}

/// a to z, then aa, bb …
fn letters(number: u32, first: char) -> Option<String> {
    let nth = number.checked_sub(1)?;
    let times = (nth / 26).saturating_add(1);
    let letter = following(first, nth % 26, 26)?;
    let times = usize::try_from(times)
        .ok()
        .filter(|_| times <= MOST_LETTERS)?;
    Some(letter.to_string().repeat(times))
}
