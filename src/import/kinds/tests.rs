//! A blank is a figure, a name or a date by what stands beside it.

use super::*;
use crate::check::blanks::blanks;

/// What the blanks of a sentence ask for, each with its unit.
fn kinds(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let chars = Chars(&chars);
    let row = Row {
        chars,
        edged: false,
        columns: &[],
    };
    let said = |asked: &Asked| match &asked.what {
        What::Number(_) => chars.text(asked.range.end..asked.counted_end()),
        What::Name => "name".to_owned(),
        What::Date(_) => "date".to_owned(),
        What::Text => "text".to_owned(),
    };
    asked(row, blanks(chars)).iter().map(said).collect()
}

#[test]
fn what_a_measure_word_says_of_a_blank() {
    for (text, expected) in [
        ("有学校 x 所，初中 x 所，小学x所", vec![" 所", " 所", "所"]),
        ("由XX所、XX所。", vec!["name", "name"]),
        ("对XX所、XX站开展评议", vec!["name", "name"]),
        ("网格员XXX多次上门，上门XX多次", vec!["name", "多次"]),
        (
            "辖甲村xx组、xx组，分成x组，设x组",
            vec!["name", "name", "组", "组"],
        ),
        ("来访 X(件)批 X 人次", vec!["(件)批", " 人次"]),
        ("投入x.x万元，增长xx6.8%", vec!["万元", "%"]),
        ("学校食堂和××家校外供餐点", vec!["家"]),
        (
            "XX村村民XXX家中失火，走访XX家。",
            vec!["name", "name", "家"],
        ),
        (
            "下沉学校【】校次，出动船只【】船次，备水带XX盘。",
            vec!["校次", "船次", "盘"],
        ),
    ] {
        assert_eq!(kinds(text), expected, "{text}");
    }
}

#[test]
fn what_is_built_has_a_name_whatever_its_blank_is_written_with() {
    for (text, expected) in [
        ("依托____森林公园，写明____。", vec!["name", "text"]),
        (
            "修通（　　）生产路，改造（　　）自然村管网，主要原因是（　　）。",
            vec!["name", "name", "text"],
        ),
        (
            "用于（　　）冷链物流园，推进____绿化工程",
            vec!["name", "name"],
        ),
    ] {
        assert_eq!(kinds(text), expected, "{text}");
    }
}

#[test]
fn a_day_asked_for_in_words_is_a_date_and_a_measure_before_a_figure_tells_it() {
    for (text, expected) in [
        (
            "自（填写日期）起施行，（填写会议日期）召开",
            vec!["date", "date"],
        ),
        ("细颗粒物（微克/立方米）：XX。浓度降至XX，", vec!["", ""]),
    ] {
        assert_eq!(kinds(text), expected, "{text}");
    }
}

#[test]
fn a_number_out_of_several_and_a_side_of_a_ratio_are_figures() {
    for (text, expected) in [
        ("县委第X巡察组反馈", vec![""]),
        ("在县第X中学召开", vec!["name"]),
        ("学习党的二十届X中全会精神", vec![""]),
        ("收入比缩小至X:1，师生比1:X。", vec!["", ""]),
        ("联系人XX：13900000000", vec!["name"]),
        ("连续X天X夜", vec!["天", "夜"]),
        ("冷配母牛X头次，免疫X万羽次", vec!["头次", "万羽次"]),
        ("检定加油机X枪，发放X枪支登记表", vec!["枪", "name"]),
        ("县领导____出席，其中____氏族谱", vec!["name", "name"]),
    ] {
        assert_eq!(kinds(text), expected, "{text}");
    }
}

#[test]
fn lines_in_a_row_before_the_end_of_a_name_are_names() {
    assert_eq!(kinds("走访____、____、____三个村"), ["name"; 3]);
    assert_eq!(kinds("写明____、____。"), ["text"; 2]);
}
