//! A text's blanks get the names that an official would give them.

use compact_str::CompactString;

use crate::import::{How, import};

fn keys(text: &str) -> Vec<CompactString> {
    let read = import(text, How::default()).expect("a text");
    let blanks = read.found.blanks.into_iter();
    blanks.map(|blank| blank.key).collect()
}

#[test]
fn a_person_is_told_by_the_family_name_before_the_blank() {
    for (text, expected) in [
        ("村党支部书记李××带头。", vec!["书记姓名"]),
        ("会上，张XX、王XX作了发言。", vec!["姓名", "王某姓名"]),
        ("王某某等人受到表彰，王某某为组长。", vec!["姓名", "姓名"]),
        ("和XX村结对。", vec!["村名"]),
        ("负责人  XXX", vec!["负责人姓名"]),
        ("镇党委书记　　XXX", vec!["书记姓名"]),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn where_someone_can_be_reached_is_no_place() {
    assert_eq!(
        keys("联系人：张××，联系电话XXXXXXXXXXX。"),
        ["联系人姓名", "联系电话"]
    );
}

#[test]
fn what_a_figure_was_and_came_to_the_ends_of_a_range_and_lines_are_told_apart() {
    for (text, expected) in [
        (
            "党员到会率由X％提高到X％。",
            &["原党员到会率", "党员到会率"][..],
        ),
        (
            "审批环节由上年的X个减到X个。",
            &["原审批环节个数", "审批环节个数"],
        ),
        (
            "培养后备干部X至X名。",
            &["后备干部人数下限", "后备干部人数上限"],
        ),
        (
            "X月X日至X月X日，县委巡察组进驻。",
            &["开始日期", "结束日期"],
        ),
        (
            "已有X个村集体经济收入超X万元，X个超X万元。",
            &[
                "村集体经济收入达标村数",
                "村集体经济收入标准",
                "村集体经济收入第二档村数",
                "村集体经济收入第二档标准",
            ],
        ),
        (
            "发出纪律检查建议书X份，走访慰问困难党员X名。",
            &["纪律检查建议书份数", "走访慰问困难党员人数"],
        ),
        (
            "在线率X％，有效率X％，优良中等路率X％。",
            &["在线率", "有效率", "优良中等路率"],
        ),
        (
            "在第X届人民代表大会第X次会议上。",
            &["人民代表大会届次", "会议次序"],
        ),
        (
            "与XX烈士陵园共建，将某建筑公司列入名单。",
            &["烈士陵园名称", "建筑公司名称"],
        ),
    ] {
        assert_eq!(keys(text), expected, "{text}");
    }
}
