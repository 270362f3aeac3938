//! Messages as offices send them.

use super::*;

const REPORT: &str = r#"
[[field]]
key = "专题学习次数"
kind = "integer"
unit = "次"
[[field]]
key = "党课堂数"
kind = "integer"
unit = "堂"
[[field]]
key = "村（社区）数"
kind = "integer"
unit = "个"
[[field]]
key = "村集体收入"
kind = "decimal"
unit = "万元"
places = 2
[[field]]
key = "镇名"
kind = "text"
"#;

fn answers(message: &str) -> (Vec<(String, String)>, usize) {
    let (report, _) = crate::format::read(REPORT).unwrap();
    let found = read(&report, message);
    (found.clear, found.doubts.len())
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn chat_lines_and_assignments_are_read() {
    for (message, expected) in [
        ("专题学习次数=12", pairs(&[("专题学习次数", "12")])),
        (
            "专题学习12次 党课堂数：4堂",
            pairs(&[("专题学习次数", "12次"), ("党课堂数", "4堂")]),
        ),
        (
            "您好，专题学习次数是12次，村(社区)数 17",
            pairs(&[("专题学习次数", "12次"), ("村(社区)数", "17")]),
        ),
        (
            "村集体收入 1,234.5万元；镇名：清溪镇",
            pairs(&[("村集体收入", "1,234.5万元"), ("镇名", "清溪镇")]),
        ),
        ("专题学习次数十二", pairs(&[("专题学习次数", "十二")])),
        (
            "专题学习次数=12次，党课堂数=4",
            pairs(&[("专题学习次数", "12次"), ("党课堂数", "4")]),
        ),
        ("材料明天给", Vec::new()),
    ] {
        assert_eq!(answers(message), (expected, 0), "{message}");
    }
}

#[test]
fn what_is_doubtful_is_left_and_named() {
    for message in [
        "专题学习次数=12人",
        "专题学习次数 12O",
        "没有的数=3",
        "专题学习次数 12\n专题学习次数 13",
        "专题学习次数：约12次",
        "专题学习约12次",
        "专题学习次数不到二十次",
    ] {
        let (clear, doubts) = answers(message);
        assert!(clear.is_empty(), "{message}: {clear:?}");
        assert_eq!(doubts, 1, "{message}");
    }
}
