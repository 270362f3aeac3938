//! A text's blanks get the names that an official would give them.

use crate::import::{How, import};

fn keys(text: &str) -> Vec<String> {
    let read = import(text, How::default()).expect("a text");
    let blanks = read.found.blanks.into_iter();
    blanks.map(|blank| blank.key).collect()
}

#[test]
fn a_person_is_told_by_the_family_name_before_the_blank() {
    for (text, expected) in [
        ("村党支部书记李××带头。", vec!["书记姓名"]),
        ("会上，张XX、王XX作了发言。", vec!["姓名", "姓名二"]),
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
