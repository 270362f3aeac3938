//! Outline markers: what a paragraph opens with to say which heading it is (一、 （一） 1. （1） ① 一是 第一，).
//! Import builds the outline from them; the check looks for numbers that were typed where they are made.

use super::chars::{Chars, is_digit, is_han, is_numeral, small};
use super::measure;
use super::words::Words;

/// A marker at the head of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Marker {
    /// Its form.
    pub form: Form,
    /// The number it says, the last one of 1.2.3.
    pub value: u32,
    /// How many characters it has.
    pub length: usize,
}

/// The forms of a marker.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Form {
    /// 篇一：
    Volume,
    /// 第一部分
    Part,
    /// 第一章
    Chapter,
    /// 一、
    Chinese,
    /// （一）
    Bracketed,
    /// 1. or 1、
    Arabic,
    /// 1.1, 1.1.1: with so many numbers.
    Decimal(u8),
    /// （1）
    ArabicBracketed,
    /// 1）
    ArabicHalf,
    /// ①
    Circled,
    /// a.
    Letter,
    /// 一是
    First,
    /// 一要
    Must,
    /// 第一，
    Ordinal,
}

/// The marker that stands at a position, as at the head of a paragraph.
pub fn marker(chars: Chars<'_>, at: usize) -> Option<Marker> {
    let c = chars.at(at)?;
    let made = |form, value, end: usize| {
        Some(Marker {
            form,
            value,
            length: end.saturating_sub(at),
        })
    };
    match c {
        '篇' => {
            let end = chars.run(at.saturating_add(1), is_numeral);
            let value = small(chars.part(at.saturating_add(1)..end))?;
            (value > 0 && chars.is(end, |c| matches!(c, '：' | ':'))).then_some(())?;
            made(Form::Volume, value, end.saturating_add(1))
        }
        '第' => ordinal(chars, at),
        '（' | '(' => bracketed(chars, at),
        '①'..='⑳' => made(
            Form::Circled,
            u32::from(c)
                .saturating_sub(u32::from('①'))
                .saturating_add(1),
            at.saturating_add(1),
        ),
        '㉑'..='㉟' => made(
            Form::Circled,
            u32::from(c)
                .saturating_sub(u32::from('㉑'))
                .saturating_add(21),
            at.saturating_add(1),
        ),
        c if is_numeral(c) => spelled(chars, at),
        c if is_digit(c) => digits(chars, at),
        'a'..='z' | 'A'..='Z' => {
            let next = at.saturating_add(1);
            let stands = chars.is(next, |c| matches!(c, '.' | '．' | '、'))
                && chars.is(chars.run(next.saturating_add(1), |c| c == ' '), is_han);
            let value = u32::from(c.to_ascii_lowercase())
                .saturating_sub(u32::from('a'))
                .saturating_add(1);
            stands.then_some(())?;
            made(Form::Letter, value, next.saturating_add(1))
        }
        _ => None,
    }
}

/// 一、 一是 一要; not 一、二、三产业, 一是一.
fn spelled(chars: Chars<'_>, at: usize) -> Option<Marker> {
    let end = chars.run(at, is_numeral);
    let value = small(chars.part(at..end))?;
    let behind = end.saturating_add(1);
    let next = chars.at(behind);
    let form = match chars.at(end)? {
        '、' | '､'
            if !next.is_some_and(is_numeral)
                || chars.has_any(chars.run(behind, is_numeral), OPENS_A_WORD)
                || chars.has_any(behind, OPENS_A_YEAR) =>
        {
            Form::Chinese
        }
        '.' | '．' if next.is_some_and(|c| is_han(c) && !is_numeral(c)) => Form::Chinese,
        '是' if !next.is_some_and(|c| "否非的".contains(c)) && !says_itself(chars, behind) => {
            Form::First
        }
        '要' if !next.is_some_and(|c| "求素点领件".contains(c)) => Form::Must,
        _ => return None,
    };
    let idiom = matches!(form, Form::First | Form::Must) && value > 12;
    (!idiom && value > 0).then_some(Marker {
        form,
        value,
        length: behind.saturating_sub(at),
    })
}

/// 一是一，二是二; not 一是一些干部, 三是一、二、三产业.
fn says_itself(chars: Chars<'_>, at: usize) -> bool {
    let end = chars.run(at, is_numeral);
    end > at && chars.at(end).is_none_or(|c| "，。；！？,;".contains(c))
}

/// Behind a numeral that opens a headline: 一、一年来工作, 二、三项举措, and not 一、二、三产业.
const OPENS_A_WORD: &[&str] = &[
    "年来",
    "年",
    "项",
    "个",
    "线",
    "是",
    "要",
    "级",
    "体",
    "心",
    "张",
    "条",
    "以贯之",
    "手",
    "支",
    "肩",
    "以",
    "网",
    "季度工作",
    "大",
    "方",
    "步",
    "抓",
    "把",
];

/// What a year in numerals opens with: 三、二〇二五年工作打算.
const OPENS_A_YEAR: &[&str] = &["二〇", "二○", "二零", "二Ｏ"];

/// 第一部分, 第一章, 第一，; not 第一、二批, 第一书记.
fn ordinal(chars: Chars<'_>, at: usize) -> Option<Marker> {
    let from = at.saturating_add(1);
    let end = if chars.is(from, is_digit) {
        chars.run(from, is_digit)
    } else {
        chars.run(from, is_numeral)
    };
    let value = small(chars.part(from..end)).filter(|value| *value > 0 && end > from)?;
    let next = end.saturating_add(1);
    let (form, end) = if chars.has(end, "部分") {
        let end = end.saturating_add(2);
        let stands = chars
            .at(end)
            .is_none_or(|c| "：:，、 \u{3000}\t".contains(c) || is_han(c) || is_digit(c));
        stands.then_some((Form::Part, end))?
    } else if chars.is(end, |c| matches!(c, '章' | '节' | '篇')) {
        let stands = chars
            .at(next)
            .is_none_or(|c| "：:、 \u{3000}\t".contains(c));
        stands.then_some((Form::Chapter, next))?
    } else if chars.is(end, |c| matches!(c, '，' | ','))
        || chars.is(end, |c| c == '、')
            && !chars.is(next, is_numeral)
            && !chars.is(next, |c| c == '第')
    {
        (Form::Ordinal, next)
    } else {
        return None;
    };
    Some(Marker {
        form,
        value,
        length: end.saturating_sub(at),
    })
}

/// Behind a number in brackets that is one of an act's or of several: （一）至（三）项.
static OF_AN_ACT: Words = Words::new(&[
    "至", "到", "和（", "、（", "—（", "-（", "项规", "项、", "项，", "项。", "项的", "款", "～（",
    "及（",
]);

/// （一） （1）; not （一）至（三）项.
fn bracketed(chars: Chars<'_>, at: usize) -> Option<Marker> {
    let from = at.saturating_add(1);
    let numeral = chars.run(from, is_numeral);
    let (form, end) = if numeral > from {
        (Form::Bracketed, numeral)
    } else {
        (Form::ArabicBracketed, chars.run(from, is_digit))
    };
    let inside = chars.part(from..end);
    if inside.is_empty() || inside.len() > 3 || !chars.is(end, |c| matches!(c, '）' | ')')) {
        return None;
    }
    let behind = end.saturating_add(1);
    if OF_AN_ACT.is_at(chars, behind) {
        return None;
    }
    Some(Marker {
        form,
        value: small(inside)?,
        length: behind.saturating_sub(at),
    })
}

/// 1. 1、 1） 1.1; not 1.5倍, 2、3号楼, 2023年.
fn digits(chars: Chars<'_>, at: usize) -> Option<Marker> {
    let end = chars.run(at, is_digit);
    if end.saturating_sub(at) > 2 {
        return None;
    }
    let value = small(chars.part(at..end))?;
    let next = end.saturating_add(1);
    match chars.at(end)? {
        '、' if !chars.is(next, is_digit) => Some(Marker {
            form: Form::Arabic,
            value,
            length: next.saturating_sub(at),
        }),
        '）' | ')' => Some(Marker {
            form: Form::ArabicHalf,
            value,
            length: next.saturating_sub(at),
        }),
        '.' | '．' => {
            if !chars.is(next, is_digit) {
                return Some(Marker {
                    form: Form::Arabic,
                    value,
                    length: next.saturating_sub(at),
                });
            }
            decimal(chars, at)
        }
        _ => None,
    }
}

/// 1.1 总体要求; what is counted behind it (1.5倍, 3.2亿元) makes it a figure.
fn decimal(chars: Chars<'_>, at: usize) -> Option<Marker> {
    let (mut from, mut numbers) = (at, 0_u8);
    loop {
        let end = chars.run(from, is_digit);
        if end == from || end.saturating_sub(from) > 2 {
            return None;
        }
        let value = small(chars.part(from..end))?;
        numbers = numbers.saturating_add(1);
        let next = end.saturating_add(1);
        let goes_on = chars.is(end, |c| matches!(c, '.' | '．')) && chars.is(next, is_digit);
        if goes_on && numbers < 4 {
            from = next;
            continue;
        }
        let end = if chars.is(end, |c| matches!(c, '.' | '．' | '、')) {
            next
        } else {
            end
        };
        let behind = chars.run(end, |c| matches!(c, ' ' | '\u{3000}' | '\t'));
        let words = chars.is(behind, |c| is_han(c) || c == '“' || c == '《') && value > 0;
        let counted = behind == end
            && numbers < 3
            && (measure::unit(chars, end).is_some() || chars.is(end, |c| "年月日".contains(c)));
        return (words && !counted).then_some(Marker {
            form: Form::Decimal(numbers),
            value,
            length: end.saturating_sub(at),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Form, u32, String)> {
        let chars: Vec<char> = text.chars().collect();
        let marker = marker(Chars(&chars), 0)?;
        Some((
            marker.form,
            marker.value,
            Chars(&chars).text(0..marker.length),
        ))
    }

    #[test]
    fn every_usual_marker_is_read() {
        for (text, form, value, printed) in [
            ("一、主要做法", Form::Chinese, 1, "一、"),
            ("十二、其他", Form::Chinese, 12, "十二、"),
            ("三、二〇二五年工作打算", Form::Chinese, 3, "三、"),
            ("（二）充实力量", Form::Bracketed, 2, "（二）"),
            ("(二)充实力量", Form::Bracketed, 2, "(二)"),
            ("(3)其他", Form::ArabicBracketed, 3, "(3)"),
            ("1.抓学习", Form::Arabic, 1, "1."),
            ("１．抓学习", Form::Arabic, 1, "１．"),
            ("1、抓学习", Form::Arabic, 1, "1、"),
            ("2. 抓学习", Form::Arabic, 2, "2."),
            ("3）抓学习", Form::ArabicHalf, 3, "3）"),
            ("1.2 总体情况", Form::Decimal(2), 2, "1.2"),
            ("1.2.3总体情况", Form::Decimal(3), 3, "1.2.3"),
            ("1.1.3杆线迁改", Form::Decimal(3), 3, "1.1.3"),
            ("一是认识不足", Form::First, 1, "一是"),
            ("一是一些干部", Form::First, 1, "一是"),
            ("三是一、二、三产业融合", Form::First, 3, "三是"),
            ("二要抓紧", Form::Must, 2, "二要"),
            ("第一，认识", Form::Ordinal, 1, "第一，"),
            ("①认识", Form::Circled, 1, "①"),
            ("第一部分 基本情况", Form::Part, 1, "第一部分"),
            ("第一部分2024年回顾", Form::Part, 1, "第一部分"),
            ("篇二：工作总结", Form::Volume, 2, "篇二："),
            ("a.认识", Form::Letter, 1, "a."),
        ] {
            assert_eq!(
                read(text),
                Some((form, value, printed.to_owned())),
                "{text}"
            );
        }
    }

    #[test]
    fn what_only_looks_like_a_marker_is_none() {
        for text in [
            "1.5亿元项目",
            "1.5倍于上年",
            "三农工作",
            "（见附件）",
            "第一书记",
            "第一、二批",
            "主要做法",
            "2026年",
            "一、二、三产业融合",
            "（一）至（三）项",
            "2、3号楼",
            "一是一，二是二",
            "10个村",
            "3.15亿元",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
