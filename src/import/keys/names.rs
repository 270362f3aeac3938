//! Keys of names: places by what they end in, organisations, persons.

use std::cell::OnceCell;
use std::iter;
use std::ops::Range;

use compact_str::{CompactString, format_compact};

use crate::check::blanks::{Sign, is_family};
use crate::check::chars::{Chars, is_han, one_of};
use crate::check::words::Words;

use super::super::kinds::{What, title_before};
use super::super::words;
use super::around::{Around, name_end, organisation, prompt};
use super::elsewhere::{LESSONS, border, elsewhere, is_on_the_way};
use super::nouns::{first, last, noun_behind};
use super::several::{is_in_chain, neighbour};
use super::{Keys, Region, Setting, says};

impl Keys {
    /// The key of what something or someone is called.
    pub(super) fn name(&mut self, around: &Around<'_>) -> CompactString {
        let chars = around.setting.chars;
        let asked = around.asked;
        let person = asked.sign == Sign::Some && around.printed.is(0, |c| c != '某');
        if let Some(prompt) = prompt(around) {
            return self.known(format_compact!("prompt {prompt}"), first(&prompt, 12));
        }
        if let Some((row, column)) = around.cell().filter(|(_, column)| says(column)) {
            return self.new_key(&format_compact!("{}{}", first(&row, 8), first(&column, 8)));
        }
        if person {
            // 王某某 is the same person wherever the name stands.
            let family = around.printed.at(0);
            let what = format_compact!("person {}", around.printed);
            return self.person(around, what, family);
        }
        let family = family_before(chars, &asked.range);
        let start = match family {
            Some(_) => family_end(chars, asked.range.start).saturating_sub(1),
            None => asked.range.start,
        };
        // 我代表XX县水利局: what is named is a place, no representative.
        let end = name_end(chars, asked.range.end);
        let office = |end| is_area(end) || matches!(end, "村" | "社区" | "局");
        let place = family.is_none() && end.is_some_and(office);
        let title = title_before(chars, start).filter(|_| !place);
        // 党委书记：XX党委副书记：XX, of a list that lost its line ends.
        if title.is_none()
            && !place
            && end.is_some()
            && let Some(office) = office_before(chars, start)
        {
            return self.known(
                format_compact!("person {office}"),
                &format_compact!("{office}姓名"),
            );
        }
        if let (Some(family), None) = (family, title) {
            let what = format_compact!("person {family}{}", around.printed);
            return self.person(around, what, Some(family));
        }
        if let Some(title) = title {
            // 副县长 is another one than 县长.
            let label = chars.run_back(start, |c| matches!(c, '\u{3000}' | ' '));
            let from = label.saturating_sub(title.chars().count());
            let deputy = if chars.before(from) == Some('副') {
                "副"
            } else {
                ""
            };
            let organ = other_organ(chars, from).filter(|_| title == "书记");
            let organ = organ.unwrap_or_default();
            let title = title.trim_end_matches('：');
            let title = format_compact!("{organ}{deputy}{title}");
            let title = title.as_str();
            let stem = match title {
                "同志" | "本人" | "我叫" | "名叫" | "姓名" => "姓名".into(),
                _ => format_compact!("{title}姓名"),
            };
            let what = format_compact!("person {title}");
            let key = if self.is_reporter(around, title) {
                let key = self.known(REPORTER.into(), &stem);
                self.same.entry(what).or_insert_with(|| key.clone());
                key
            } else {
                self.known(what, &stem)
            };
            // 书记张XX is the 张XX of the list of those present.
            if let Some(family) = family {
                let what = format_compact!("person {family}{}", around.printed);
                self.same.entry(what).or_insert_with(|| key.clone());
            }
            return key;
        }
        if let Some((trade, end)) = organisation(chars, asked.range.end)
            && !neighbour(around, &format!("{trade}{end}"))
        {
            // XX建设集团有限公司 is XX建设集团.
            let end = match end {
                "集团有限公司" => "集团",
                end if end.ends_with("公司") => "公司",
                end => end,
            };
            let named = format_compact!("{}{end}名称", first(&trade, 4));
            return self.known(format_compact!("organisation {trade}{end}"), &named);
        }
        let Some(end) = end else {
            // 镇党委　XXX, of a signature.
            if around.setting.region == Region::Head
                && is_signed(chars, &asked.range)
                && let Some(own) = self.same.get(REPORTER)
            {
                return own.clone();
            }
            if let Some(label) = around.label() {
                return self.new_key(&label);
            }
            return self.bare(around);
        };
        let place = format_compact!("{end}名");
        // 县委X书记 is another one than X书记.
        if matches!(end, "书记" | "主任" | "部长")
            && let Some(office) = OFFICES.before(around.left, around.left.len())
        {
            let stem = format_compact!("{}{end}姓名", office.text);
            return self.known(format_compact!("person {stem}"), &stem);
        }
        let stem = match end {
            "同志" | "等同志" | "先生" | "女士" | "老师" | "书记" | "主任" | "镇长" | "校长" => {
                "姓名".into()
            }
            end if end.ends_with('长') || matches!(end, "委员" | "教授" | "医生") => {
                format_compact!("{end}姓名")
            }
            "园" => "园区名".into(),
            "中学" | "小学" | "学校" => "学校名".into(),
            end if end.ends_with('中') || end.ends_with("小学") || end.ends_with("中学") => {
                "学校名".into()
            }
            "中心校" | "完小" => "学校名".into(),
            "镇" | "乡" | "县" | "市" | "省" | "区" | "街道" | "村" | "社区" | "局" | "路"
            | "大道" | "公路" | "桥" => place,
            "屯" | "寨" | "组" | "湾" | "庄" | "州" | "盟" | "旗" => place,
            "族" => "民族名称".into(),
            end if words::LANDMARKS.is(end) => place,
            "建设" | "文化" | "精神" | "人民" | "群众" | "干部" | "党员" | "籍" | "风景"
            | "旅游" => return self.bare(around),
            _ => format_compact!("{end}名称"),
        };
        // 驻XX村工作队: the team reports, where no one else does.
        let team = around.right.rest(end.chars().count());
        let smaller = ["村", "社区", "镇", "乡", "街道"];
        if around.left.closes("驻")
            && team.has_any(0, TEAMS)
            && !smaller.iter().any(|end| self.selves.contains(end))
        {
            self.selves.insert(end);
        }
        if matches!(end, "村" | "社区") && is_told_in_full(around.setting, around.at) {
            self.selves.insert(end);
        }
        let chained = (is_area(end) || end == "村") && is_in_chain(around.setting, around.at, end);
        let in_list = chained || neighbour(around, end);
        // 东邻XX镇, 西与XX乡接壤: others than the one that reports.
        if let Some(side) = border(around, end) {
            return self.new_key(&format_compact!("{side}邻{stem}"));
        }
        // 赴邻县XX镇学习, 借鉴XX街道的经验: neither the one that reports nor one of its own.
        if let Some(other) = elsewhere(around.left) {
            let stem = format_compact!("{other}{stem}");
            return match in_list {
                true => self.new_key(&stem),
                false => self.known(format_compact!("name {other} {end}"), &stem),
            };
        }
        // 家住XX镇的患者: someone of a place is none of those that report.
        if around.left.closes("家住") && !self.selves.contains(end) {
            return self.known(
                format_compact!("name home {end}"),
                &format_compact!("家住{stem}"),
            );
        }
        // 到XX中学跟岗: another one than the school that reports.
        let visited = ["到", "赴", "与", "前往", "走进"];
        let visited = visited.iter().any(|word| around.left.closes(word));
        if in_list && is_area(end) {
            self.lists.insert(end);
        }
        // 到XX县XX村参观学习, 赴XX村观摩: a village to learn from.
        let village = matches!(end, "村" | "社区");
        let learned = village
            && LESSONS.is_at(around.right, end.chars().count())
            && (visited || is_on_the_way(around));
        let one = if learned {
            false
        } else if self.selves.contains(end) {
            // A team sent to XX村 reports of XX村; XX市 that one goes to see is not the one that reports.
            !visited || village || is_area(end) && !around.is_visited()
        } else {
            // Persons and villages are many; of a bridge, an estate or a park a report speaks again.
            !stem.ends_with("姓名")
                && !village
                && !matches!(end, "组" | "屯" | "寨" | "族")
                && !self.lists.contains(end)
                && !is_one_of_several(around, end)
        };
        if !in_list && one {
            return self.known(format_compact!("name {end}"), &stem);
        }
        // 联系的XX村 is the one that is spoken of so again.
        let left = around.left.trim_end(|c| c == '的');
        if let Some(tie) = words::TIES.before(left, left.len()).filter(|_| !in_list) {
            let tie = tie.text;
            return self.known(
                format_compact!("name {tie} {end}"),
                &format_compact!("{tie}{stem}"),
            );
        }
        // 走访XX村, XX村仅有门面租赁收入: what is said of it tells it from the one before.
        let behind = OnceCell::new();
        let thing_behind = || {
            let length = end.chars().count();
            noun_behind(around.right.rest(length), around.closed)
        };
        let qualified = || {
            let before = around.noun();
            let noun = match says(before) || stem.ends_with("姓名") {
                true => before,
                false => behind.get_or_init(thing_behind),
            };
            (!in_list && says(noun)).then(|| [last(noun, 6), &stem, ""])
        };
        self.fresh(iter::once([&*stem, "", ""]).chain(iter::once_with(qualified).flatten()))
    }

    /// Whether a person is the one who reports: 我叫, 述职人：, 我是…书记; the first by-line, and a signature with its title.
    fn is_reporter(&mut self, around: &Around<'_>, title: &str) -> bool {
        let chars = around.setting.chars;
        let blank = &around.asked.range;
        let says = [
            "本人",
            "我叫",
            "述职人",
            "汇报人",
            "报告人",
            "述廉人",
            "发言人",
        ];
        if says.contains(&title) {
            return true;
        }
        if around.setting.region == Region::Head {
            // 联系人, 签发人 are others.
            let last = chars.run(blank.end, char::is_whitespace) == chars.len();
            if !last || title.ends_with('人') {
                return false;
            }
            let by_line = self.same.entry(BY_LINE.into());
            return *by_line.or_insert_with(|| title.into()) == title;
        }
        let from = chars.run_back_within(blank.start, LONGEST_LINE, |c| !one_of(c, "，。；：！？"));
        chars.has_any(from, &["我是", "我叫", "本人"])
    }
}

/// Of what someone is secretary who is another one than the secretary of those who report: 镇纪委书记, 原党支部书记.
fn other_organ(chars: Chars<'_>, at: usize) -> Option<CompactString> {
    let organ = ORGANS.before(chars, at);
    let (text, length) = organ.map_or(("", 0), |organ| (organ.text, organ.length));
    if chars.before(at.saturating_sub(length)) == Some('原') {
        return Some(format_compact!("原{text}"));
    }
    matches!(text, "纪委" | "团委").then(|| text.into())
}

/// What has a secretary.
static ORGANS: Words = Words::new(&["纪委", "团委", "党支部", "党总支", "支部", "党委"]);

/// What the name of the one who reports is known by.
pub(super) const REPORTER: &str = "person who reports";

/// Before the name of one who heads it.
static OFFICES: Words = Words::new(&[
    "省委",
    "市委",
    "县委",
    "区委",
    "州委",
    "镇党委",
    "乡党委",
    "党委",
    "党工委",
    "纪委",
]);

/// Who lives in a village to help it.
const TEAMS: &[&str] = &["工作队", "帮扶队", "第一书记"];

/// What the title in its by-line is known by.
pub(super) const BY_LINE: &str = "by-line";

/// The longest that office and post stand before a name: 我是XX街道XX社区党总支书记.
const LONGEST_LINE: usize = 30;

/// Whether a name stands alone at the end of its line, apart from the office before it.
fn is_signed(chars: Chars<'_>, blank: &Range<usize>) -> bool {
    let apart = |c: char| matches!(c, '\u{3000}' | ' ');
    let office = chars.run_back(blank.start, apart);
    office < blank.start
        && chars.run(blank.end, char::is_whitespace) == chars.len()
        && chars
            .before(office)
            .is_some_and(|c| one_of(c, "委会部局府院校站所办"))
}

/// The family name that a given name is left blank behind: 李××, 张 XX同志; none in 和龙XX村.
fn family_before(chars: Chars<'_>, blank: &Range<usize>) -> Option<char> {
    let end = family_end(chars, blank.start);
    let family = chars.before(end).filter(|c| is_family(*c))?;
    // 本阶段 XX 镇: a place.
    let spaced = chars.is(blank.end, |c| c == ' ');
    let area = spaced && name_end(chars, blank.end).is_some_and(is_area);
    let closes = chars.at(blank.end).is_none_or(|c| !is_han(c)) && !area
        || title_before(chars, end.saturating_sub(1)).is_some()
            && name_end(chars, blank.end).is_none();
    let person = [
        "等", "同志", "为", "任", "的", "在", "和", "被", "主动", "自", "作", "担任", "带", "率",
        "说", "介绍", "牵头", "负责", "主持", "出席", "参加", "表示", "强调", "指出", "包案",
    ];
    (closes || chars.has_any(blank.end, &person)).then_some(family)
}

/// Where a family name before a blank ends: right there, or before the one space between.
fn family_end(chars: Chars<'_>, start: usize) -> usize {
    start.saturating_sub(usize::from(chars.before(start) == Some(' ')))
}

/// The office before a colon that stands before a name: 纪委书记：XX.
fn office_before(chars: Chars<'_>, at: usize) -> Option<CompactString> {
    let colon = at.checked_sub(1)?;
    chars.is(colon, |c| matches!(c, '：' | ':')).then_some(())?;
    words::TITLES.is_before(chars, colon).then_some(())?;
    let from = chars.run_back_within(colon, 6, is_han);
    Some(chars.part(from..colon).0.iter().collect())
}

/// Whether the names of two areas stand right before one: XX县XX镇XX村.
fn is_told_in_full(setting: Setting<'_>, at: usize) -> bool {
    let Setting { chars, asked, .. } = setting;
    let mut start = asked.get(at).map_or(0, |own| own.range.start);
    (1..=2).all(|back| {
        let before = at.checked_sub(back).and_then(|at| asked.get(at));
        before.is_some_and(|one| {
            let end = name_end(chars, one.range.end).filter(|end| is_area(end));
            let whole = end.map_or(0, |end| end.chars().count());
            let touches = whole > 0 && one.range.end.saturating_add(whole) == start;
            start = one.range.start;
            touches
        })
    })
}

/// Whether a name's end is that of an area with an office of its own.
pub(super) fn is_area(end: &str) -> bool {
    matches!(end, "镇" | "乡" | "县" | "市" | "省" | "区" | "街道")
}

/// Whether a name is told as one of several of its kind: XX水库等X个工程; the second one of its sentence.
fn is_one_of_several(around: &Around<'_>, end: &str) -> bool {
    let chars = around.setting.chars;
    let own = &around.asked.range;
    if chars.has(own.end.saturating_add(end.chars().count()), "等") {
        return true;
    }
    let earlier = around.setting.asked.get(..around.at).unwrap_or_default();
    let from = chars.run_back_within(own.start, SENTENCE, |c| c != '。');
    let near = earlier
        .iter()
        .rev()
        .take_while(|one| one.range.start >= from);
    let mut names = near.filter(|one| matches!(one.what, What::Name));
    // …XX水库、XX工业园，其中XX水库 is the one of the list.
    names.any(|one| {
        name_end(chars, one.range.end) == Some(end)
            && !chars.part(one.range.end..own.start).holds("其中")
    })
}

/// As far before a name others of its sentence are looked for.
const SENTENCE: usize = 60;
