//! The place of those who report where it stands without what it ends in: 讲好XX故事.

use compact_str::{CompactString, format_compact};

use crate::check::chars::Chars;
use crate::check::words::Words;

use super::super::words;
use super::Keys;
use super::around::Around;

impl Keys {
    /// The key of the place of those who report where the wording says that it is meant: that of its name with what it
    /// ends in, as what is filled in is the same (讲好XX故事 of XX镇), where it has one.
    fn own_name(&mut self) -> CompactString {
        self.own_told().unwrap_or_else(|| self.short_name())
    }

    /// The key of the place of those who report, where it was told with what it ends in.
    pub(super) fn own_told(&self) -> Option<CompactString> {
        let end = self.end().filter(|end| AREAS.is(end))?;
        self.same.get(&format_compact!("name {end}")).cloned()
    }

    /// The key of a place without its end where what stands beside it says that it is that of those who report; `before`
    /// are the letters right before it.
    pub(super) fn own_place(
        &mut self,
        around: &Around<'_>,
        before: Chars<'_>,
    ) -> Option<CompactString> {
        let slogan = || words::SLOGANS.close(before.trim_end(|c| c == '新'));
        // “书香XX”品牌.
        let brand = around.right.is(0, |c| c == '”')
            && before.len() == 2
            && around.left.before(around.left.len().saturating_sub(2)) == Some('“');
        if brand
            && !slogan()
            && let Some(own) = self.own_told()
        {
            return Some(own);
        }
        let pledged = is_pledged(around) || is_striven_for(around) && !slogan();
        let own = pledged || is_own_place(around) && !slogan();
        own.then(|| self.own_name())
    }

    /// The key of a place in a slogan, which `before` ends in: 平安XX, 美丽XX are of those that report; 清廉XX and
    /// 现代化XX of whatever place runs the campaign.
    pub(super) fn slogan(&mut self, before: Chars<'_>) -> Option<CompactString> {
        let slogan = before.trim_end(|c| c == '新');
        let slogan = words::SLOGANS.before(slogan, slogan.len())?.text;
        if !matches!(slogan, "清廉" | "现代化")
            && let Some(own) = self.own_told()
        {
            return Some(own);
        }
        Some(self.known(
            format_compact!("place {slogan}"),
            &format_compact!("{slogan}地名"),
        ))
    }

    /// The key of a place that may be that of those who report or a wider one, without what it ends in: 在XX落地.
    pub(super) fn short_name(&mut self) -> CompactString {
        let stem = self
            .end()
            .map_or("地名".into(), |end| format_compact!("{end}简称"));
        self.known("short name".into(), &stem)
    }

    /// What the name of the place of those who report ends in: as the head of the report speaks of it, else the nearest
    /// end that their name or one told before has.
    fn end(&self) -> Option<&'static str> {
        let told = |end: &&str| {
            let named = || self.same.contains_key(&format_compact!("name {end}"));
            self.selves.contains(*end) || named()
        };
        self.area.or_else(|| ENDS.into_iter().find(told))
    }
}

/// What the names of places and offices that report end in, the nearest first.
const ENDS: [&str; 9] = ["镇", "乡", "街道", "县", "区", "市", "村", "社区", "局"];

/// What the place is whose people the head of a report speaks of as its own: 我县, 代表镇人民政府, 全市.
pub(super) fn spoken_of(head: Chars<'_>) -> Option<&'static str> {
    let head = head.part(0..HEAD);
    let area = |at: usize| AREAS.at(head, at).map(|word| word.text);
    let places = || head.0.iter().enumerate();
    let own = places().find_map(|(at, c)| match c {
        '我' | '本' => area(at.saturating_add(1)),
        '代' if head.has(at, "代表") => area(at.saturating_add(2)),
        _ => None,
    });
    own.or_else(|| {
        let all = places().filter(|(_, c)| **c == '全');
        all.filter_map(|(at, _)| area(at.saturating_add(1))).next()
    })
}

/// So much of a paragraph of the head is looked at.
const HEAD: usize = 300;

/// Areas with an office of their own, whose short name is the name without its end.
static AREAS: Words = Words::new(&["镇", "乡", "街道", "县", "区", "市"]);

/// Whether the place of those who report is meant by what stands beside a name: 讲好XX故事, 事关XX发展.
fn is_own_place(around: &Around<'_>) -> bool {
    // 这五年，是XX在挑战中前行的五年.
    let years = around.left.0 == ['是'] && around.right.is(0, |c| c == '在');
    // XX是我们共同的家园.
    let ours = around.left.is_empty() && around.right.has(0, "是我们");
    years || ours || BEHIND.is_at(around.right, 0) || BEFORE.close(around.left)
}

/// Whether the sentence pledges something to a place, as the end of a report does: 为建设美丽新XX而努力奋斗.
fn is_pledged(around: &Around<'_>) -> bool {
    PLEDGES.is_at(around.right, 0)
}

/// The same, where the sentence says what for before: 为开创XX更加美好的明天而团结奋斗.
fn is_striven_for(around: &Around<'_>) -> bool {
    let opens = around.left.is(0, |c| c == '为') && !around.left.closes("为");
    let then = opens.then(|| around.right.find("而")).flatten();
    then.is_some_and(|then| STRIVES.is_at(around.right, then.saturating_add(1)))
}

/// What is done for a place to which something is pledged, behind 而.
static STRIVES: Words = Words::new(&[
    "努力", "奋斗", "不懈", "团结", "拼搏", "奋勇", "奋力", "接续", "共同", "继续",
]);

/// Behind a place to which something is pledged.
static PLEDGES: Words = Words::new(&[
    "而努力",
    "而奋斗",
    "而不懈",
    "而团结",
    "作出新",
    "作出更大",
    "作出应有",
    "作出积极",
    "做出新",
    "做出更大",
    "做出应有",
    "贡献力量",
    "贡献智慧",
    "提供坚强",
    "提供坚实",
    "提供有力",
    "提供了坚强",
    "提供了有力",
]);

/// Behind the place of those who report.
static BEHIND: Words = Words::new(&[
    "如期",
    "综合实力",
    "样本",
    "负重前行",
    "城镇化",
    "地处",
    "现辖",
    "下辖",
    "素有",
    "新跨越",
    "跨越",
    "发展",
    "高质量",
    "经济社会",
    "经济发展",
    "故事",
    "声音",
    "形象",
    "舆情",
    "人民",
    "儿女",
    "大地",
    "实际",
    "新篇章",
    "现代化",
    "的天",
    "的明天",
    "更加美好",
    "更美好",
    "美好明天",
    "美好未来",
    "新局面",
    "新未来",
    "新辉煌",
    "的未来",
    "的发展",
    "振兴",
    "崛起",
    "残联",
    "妇联",
    "工会",
    "政协",
    "人大",
    "融媒",
    "文史资料",
    "年鉴",
    "日报",
]);

/// Before it.
static BEFORE: Words = Words::new(&[
    "讲好", "传播", "视察", "困扰", "事关", "关系", "涉", "涉及", "中国·", "大美", "谱写", "落户",
    "贡献",
]);
