//! The numbers in front of parts, as printed: 一、 第一部分 （一） 1. （1） 一是 第一， ①.

use crate::number::{self, Decimal};
use crate::report::Numbering;

/// The number of the `nth` part, from 1, in this form; empty where there is none.
pub(super) fn number(numbering: Numbering, nth: u32) -> String {
    match numbering {
        Numbering::Chinese => format!("{}、", chinese(nth)),
        Numbering::Part => format!("第{}部分", chinese(nth)),
        Numbering::Bracketed => format!("（{}）", chinese(nth)),
        Numbering::Arabic => format!("{nth}."),
        Numbering::ArabicBracketed => format!("（{nth}）"),
        Numbering::First => format!("{}是", chinese(nth)),
        Numbering::Ordinal => format!("第{}，", chinese(nth)),
        Numbering::Circled => {
            number::circled(nth).map_or_else(|| format!("（{nth}）"), String::from)
        }
        Numbering::None => String::new(),
    }
}

fn chinese(nth: u32) -> String {
    number::chinese(Decimal::from(nth)).unwrap_or_else(|| nth.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_numbering_counts_in_its_own_form() {
        for (numbering, expected) in [
            (
                Numbering::Chinese,
                ["一、", "十、", "十一、", "二十一、", "一百零一、"],
            ),
            (
                Numbering::Part,
                [
                    "第一部分",
                    "第十部分",
                    "第十一部分",
                    "第二十一部分",
                    "第一百零一部分",
                ],
            ),
            (
                Numbering::Bracketed,
                ["（一）", "（十）", "（十一）", "（二十一）", "（一百零一）"],
            ),
            (Numbering::Arabic, ["1.", "10.", "11.", "21.", "101."]),
            (
                Numbering::ArabicBracketed,
                ["（1）", "（10）", "（11）", "（21）", "（101）"],
            ),
            (
                Numbering::First,
                ["一是", "十是", "十一是", "二十一是", "一百零一是"],
            ),
            (
                Numbering::Ordinal,
                ["第一，", "第十，", "第十一，", "第二十一，", "第一百零一，"],
            ),
            (Numbering::Circled, ["①", "⑩", "⑪", "㉑", "（101）"]),
            (Numbering::None, ["", "", "", "", ""]),
        ] {
            assert_eq!(
                [1, 10, 11, 21, 101].map(|nth| number(numbering, nth)),
                expected
            );
        }
    }

    #[test]
    fn circled_numbers_end_at_fifty() {
        let expected = ["⑳", "㉑", "㉟", "㊱", "㊿", "（51）"];
        let numbers = [20, 21, 35, 36, 50, 51].map(|nth| number(Numbering::Circled, nth));
        assert_eq!(numbers, expected);
    }
}
