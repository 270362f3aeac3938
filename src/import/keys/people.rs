//! Keys of persons by who they are, as the words before the name say, or by the family name.

use std::iter;

use compact_str::{CompactString, format_compact};

use crate::check::chars::Chars;
use crate::check::words::Words;

use super::{Around, Keys};

impl Keys {
    /// The key of a person who is known by the family name, who it is before it: 患者姓名; else 姓名, that of the next
    /// 李某姓名.
    pub(super) fn person(
        &mut self,
        around: &Around<'_>,
        what: CompactString,
        family: Option<char>,
    ) -> CompactString {
        let other = family.map(|family| format_compact!("{family}某姓名"));
        let other = other.iter().map(|other| [other.as_str(), "", ""]);
        let role = role(around.left).unwrap_or_default();
        self.once(what, iter::once([role, "姓名", ""]).chain(other))
    }
}

/// Who it is whose name follows: 返乡大学生.
pub(super) fn role(before: Chars<'_>) -> Option<&'static str> {
    Some(PEOPLE.before(before, before.len())?.text)
}

/// Before the name of someone, who it is.
static PEOPLE: Words = Words::new(&[
    "当事人",
    "会计",
    "文书",
    "民兵",
    "军人",
    "五保户",
    "贫困户",
    "脱贫户",
    "低保户",
    "监测户",
    "护林员",
    "辅警",
    "民警",
    "经办人",
    "患者",
    "大学生",
    "带头人",
    "老人",
    "职工",
    "考生",
    "居民",
    "业主",
    "客商",
    "嫌疑人",
    "被告人",
    "申请人",
    "大户",
    "选手",
    "运动员",
    "驾驶员",
    "战士",
    "农民工",
    "返乡青年",
    "能人",
    "信访人",
    "教师",
    "宣讲员",
    "村民",
    "青年",
    "老兵",
    "志愿者",
    "网格员",
    "负责人",
    "理事长",
    "创始人",
    "乡贤",
    "党员",
    "干部",
    "队员",
    "医生",
    "村医",
    "代表",
    "委员",
    "社员",
    "乡友",
    "模范",
    "标兵",
    "群众",
    "户主",
    "骨干",
    "匠人",
    "传承人",
]);
