//! Figures of a thing that is known already: what is told of all of it or of a part of it (X名职工中, X个选区同时), of
//! the whole place (全院X名职工), or in the words it was told in (未达进度的X个问题).

use compact_str::{CompactString, format_compact};

use crate::check::chars::{Chars, is_han, one_of};
use crate::check::measure::{Measure, Unit};
use crate::check::words::Words;

use super::super::super::words;
use super::super::endings::{brief, ending, joined};
use super::super::nouns::{LONGEST, letters, opened};
use super::super::{Around, Keys, Region, says};
use super::Before;
use super::counted::WHOM;
use super::pointed::is_all;

/// So many characters tell a thing from others of its kind, whatever was done to it: 镇人大代表选区.
const LEAST: usize = 4;

/// A thing that a figure tells of as a known one.
pub(super) struct Known {
    /// What is counted.
    pub(super) noun: CompactString,
    /// Only a figure of all that there are can be the same, and no 改造基层社X个.
    pub(super) all: bool,
    /// The words behind the figure say that a part or all of it is told of, whether it stood before or not.
    pub(super) part: bool,
}

/// What is said of all of them.
static ALL: Words = Words::new(&[
    "全员",
    "大多",
    "平均",
    "全部",
    "同时",
    "齐心",
    "一致",
    "无一",
    "悉数",
    "都",
    "均",
    "上下一心",
    "团结",
]);

impl Keys {
    /// The key of the opening's figure that is told again; once.
    pub(super) fn told_in_opening(&mut self, what: &CompactString) -> Option<CompactString> {
        if let Some(key) = self.opened.remove(what) {
            return key;
        }
        // 毕业生就业率 of the opening is 就业率 below, where it is its only one.
        if !what.contains("率|") {
            return None;
        }
        let mut rates = self
            .opened
            .iter()
            .filter(|(told, _)| told.ends_with(what.as_str()));
        let (told, key) = rates.next().filter(|_| what.chars().nth(4).is_some())?;
        let (told, key) = (told.clone(), key.clone());
        let alone = rates.next().is_none();
        alone.then(|| self.opened.remove(&told));
        key.filter(|_| alone)
    }

    /// What a figure is told in, where the opening tells it to be told again below or may have done so: 立案X件. Shares
    /// that grew or fell, and figures of a plan, are others each time.
    pub(super) fn retold(&self, around: &Around<'_>, unit: Option<&Unit>) -> Option<CompactString> {
        let measure = unit?.measure?;
        if !self.opening && (self.opened.is_empty() || around.setting.region == Region::Plans) {
            return None;
        }
        let clause = around.clause();
        let subject = SUBJECTS.at(clause, 0).map_or(0, |word| word.length);
        let clause = clause.rest(subject);
        let ends = |words: &[&str]| words.iter().any(|word| clause.closes(word));
        let share = measure.ending == "比例" && !ends(&["率", "占比", "比重"]);
        let other = share || clause.len() < 2 || around.left.closes("第");
        let changed = words::CHANGES.close(clause);
        (!other && !changed).then(|| format_compact!("{clause}|{}", measure.word))
    }

    /// The key of the opening's figure of a thing that stands behind this one: 问题线索X件, and below 处置的X件问题线索.
    /// What is left of it, or new, is another figure.
    pub(super) fn known_by_opening(
        &mut self,
        around: &Around<'_>,
        unit: Option<&Unit>,
    ) -> Option<(CompactString, CompactString)> {
        unit?.measure?;
        if self.opening || self.opened.is_empty() || OTHERS.stand_in(around.left) {
            return None;
        }
        // 帮助X名少数民族群众就业 helps some of them.
        let plans = around.setting.region == Region::Plans;
        let whole = words::WHOLE.close(around.left);
        (whole || !plans && !words::VERBS.close(around.left)).then_some(())?;
        let right = around.right.trim_start(|c| c == '的');
        let most = right.run_within(0, LONGEST, is_han);
        (LEAST_TOLD..=most).rev().find_map(|end| {
            let noun = letters(right.part(0..end));
            let stem = joined("", &noun, ending(around, &noun, unit));
            let key = self.again(stem, false)?;
            let opened = self.opened.values().flatten().any(|opened| *opened == key);
            opened.then_some((key, noun))
        })
    }

    /// The key of a figure of which a report has one, wherever it stands: X个行政村, and what is left, known by `rest`:
    /// 剩余X件.
    pub(super) fn one_of_report(
        &mut self,
        around: &Around<'_>,
        (unit, rest): (Option<&Unit>, Option<&CompactString>),
    ) -> Option<(CompactString, CompactString)> {
        let measure = unit?.measure?;
        if let Some(division) = DIVISIONS
            .at(around.right, 0)
            .filter(|_| measure.word == "个")
        {
            if SOME.close(around.left) {
                return None;
            }
            if PARTLY.is_at(around.right, division.length) {
                return None;
            }
            let noun = letters(Chars(&division.text.chars().collect::<Vec<_>>()));
            let stem = joined("", &noun, ending(around, &noun, unit));
            let [before, division, end] = stem;
            let key = self.again([before, division, end], false);
            let key = key.unwrap_or_else(|| {
                let what = format_compact!("division {division}");
                self.known(what, &format_compact!("{before}{division}{end}"))
            });
            return Some((key, noun));
        }
        // 全村X户人家, behind X个村民小组、X户.
        let all = || ALL.is_at(around.right, 0) || around.right.has_any(0, &["走了", "走遍"]);
        if words::WHOLE.close(around.left) && (INHABITANTS.is_at(around.right, 0) || all()) {
            let stem = match measure.word {
                "户" => ["总户数", "", ""],
                "人" | "名" | "口" => ["总人口", "", ""],
                _ => return None,
            };
            let key = self.again(stem, false);
            return key.map(|key| (key, "".into()));
        }
        let key = self.same.get(rest?).cloned()?;
        Some((key, around.behind_noun().into()))
    }
}

/// What a figure of what is left is known by: 剩余X件, 对剩余的X件积案.
pub(super) fn rest_of(around: &Around<'_>, measure: &Measure) -> Option<CompactString> {
    let left = around.left.trim_end(|c| c == '的');
    REST.close(left)
        .then(|| format_compact!("rest {}", measure.word))
}

/// What a place is divided into, all of which a report counts once.
static DIVISIONS: Words = Words::new(&[
    "行政村",
    "建制村",
    "村民小组",
    "自然村",
    "村（社区）",
    "村(社区)",
    "乡镇（街道）",
    "乡镇(街道)",
    "镇（街道）",
]);

/// Behind some of them.
static PARTLY: Words = Words::new(&[
    "“",
    "党组织",
    "党支部",
    "换届",
    "书记",
    "干部",
    "获",
    "被",
    "入选",
    "率先",
    "未",
    "没有",
    "存在",
    "正在",
    "尚",
    "仍",
    "开展试点",
    "试点",
    "成功",
    "创建",
    "达到",
]);

/// Of whom or of which there are as many as the whole place has.
static INHABITANTS: Words = Words::new(&[
    "人家",
    "群众",
    "村民",
    "居民",
    "农户",
    "父老乡亲",
    "老百姓",
    "百姓",
    "乡亲",
]);

/// Before some of them.
static SOME: Words = Words::new(&[
    "涉及",
    "惠及",
    "覆盖了",
    "其中",
    "首批",
    "有",
    "仍有",
    "尚有",
    "还有",
    "选取",
    "选择",
    "确定",
    "打造",
    "建成",
    "创建",
    "帮助",
    "受益",
    "新",
    "新增",
    "剩余",
    "第",
    "个乡镇",
    "个镇",
    "个街道",
    "个县",
]);

/// Before what is left.
static REST: Words = Words::new(&["剩余", "尚余", "还剩", "余下", "剩下"]);

/// So many characters tell the thing that a figure of the opening counted.
const LEAST_TOLD: usize = 3;

impl Keys {
    /// Whether a figure stands in a list behind one that counts all there are: 全镇X个党支部、X名党员.
    pub(super) fn is_listed_stock(
        &self,
        around: &Around<'_>,
        (before, noun): (&Before, &str),
    ) -> bool {
        around.left.is_empty()
            && is_told_of_all(around, noun)
            && around.between().0.last() == Some(&'、')
            && around.between().len() <= LONGEST
            && self.counts_all(&before.key)
    }
}

/// Before what is left, or other than what was told.
static OTHERS: Words = Words::new(&[
    "剩余", "其余", "未", "尚", "还有", "仍有", "另", "新", "再", "其中", "部分", "首批", "第",
    "约", "指导", "督促", "推动",
]);

/// Who does it, and when: left out of what the opening's figures are told in.
static SUBJECTS: Words = Words::new(&[
    "学校", "医院", "单位", "全院", "全所", "全站", "全园", "大队", "支队", "公司", "最终", "共同",
]);

/// What opens the clause of a figure that counts all there are.
static STOCK: Words = Words::new(&[
    "现有",
    "共有",
    "拥有",
    "设有",
    "现辖",
    "下辖",
    "辖",
    "有",
    "在职",
    "在编",
    "在册",
    "总共有",
]);

/// The thing, where a figure tells of a known one. Of a plan only what is told in the same words is: 未达进度的X个问题.
pub(super) fn known(around: &Around<'_>, unit: Option<&Unit>) -> Option<Known> {
    unit?.measure?;
    let left = around.left;
    let taken = left.0.iter().rposition(|c| matches!(c, '将' | '把'));
    if taken.is_some() || left.closes("的") {
        let from = taken.map_or(0, |at| at.saturating_add(1));
        let told = left.rest(from).trim_end(|c| c == '的');
        (told.len() >= LEAST).then_some(())?;
        let noun = letters(opened(told));
        let long = noun.chars().count() >= LEAST;
        return long.then_some(Known {
            noun,
            all: false,
            part: false,
        });
    }
    // A plan is another figure than what was done.
    (around.setting.region != Region::Plans).then_some(())?;
    let whole = words::WHOLE.before(left, left.len());
    let bare =
        whole.map_or(0, |word| word.length) == left.len() || WHOM.close(left) || left.closes("在");
    if bare && let Some(noun) = of_part(around.right, around.closed) {
        // 行政村 is a whole thing with its three characters.
        let all = noun.chars().count() < LEAST && !matches!(noun.as_str(), "行政村" | "建制村");
        return Some(Known {
            noun,
            all,
            part: true,
        });
    }
    let noun = if whole.is_some() {
        around.behind_noun()
    } else {
        is_stock(left).then(|| around.noun())?
    };
    let alone = whole.is_some() || around.letters() == noun;
    (alone && says(noun)).then(|| Known {
        noun: noun.into(),
        all: true,
        part: false,
    })
}

/// Whether a figure counts all that there are: 现有职工X名, 辖X个村, 登记选民X名 with no deed before it.
pub(super) fn counts_all(around: &Around<'_>, noun: &str) -> bool {
    // 团结带领全镇X个党支部.
    if words::WHOLE.close(around.left) && is_told_of_all(around, noun) {
        return true;
    }
    let said = around.clause();
    said.is(0, |c| noun.starts_with(c)) && said.0.iter().copied().eq(noun.chars())
        || said.is_empty() && is_stock(around.left)
}

/// Whether what stands behind a thing counted is no more than that, or says what all of them do.
fn is_told_of_all(around: &Around<'_>, noun: &str) -> bool {
    let end = noun.chars().count();
    around.right.has(0, noun) && (end == around.right.len() || is_all(around.right, end))
}

/// Whether a figure with this before it is said to count all that there are.
fn is_stock(left: Chars<'_>) -> bool {
    // 有X名党员 tells of some of them.
    let opens = STOCK.at(left, 0);
    let opens = opens.is_some_and(|word| word.length < left.len() || word.text != "有");
    opens || words::WHOLE.is_at(left, 0)
}

/// The thing of which the words behind a figure tell all or a part: 登记选民中, 选区同时张榜.
fn of_part(right: Chars<'_>, closed: bool) -> Option<CompactString> {
    let most = right.len().min(LONGEST);
    let inside = closed && right.closes("中") && !right.closes("其中");
    let inside = inside.then(|| right.len().saturating_sub(1));
    let end = inside.filter(|end| *end <= most).or_else(|| {
        // 户均, 人均 are of each.
        let each = |at: usize| {
            right.is(at, |c| c == '均')
                && right
                    .before(at)
                    .is_some_and(|c| one_of(c, "户人亩年月日平"))
        };
        let said = |at: &usize| ALL.is_at(right, *at) && !each(*at);
        (2..most).find(said)
    })?;
    let thing = right.part(0..end);
    let plain = !thing
        .0
        .iter()
        .any(|c| one_of(*c, "的被将在把对向已未因除来"))
        && !words::VERBS.is_before(thing, end)
        && !thing.holds("提前");
    plain
        .then(|| brief(letters(opened(thing))))
        .filter(|noun| says(noun))
}
