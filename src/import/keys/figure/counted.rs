//! What is counted where nothing is set against it: by the clause before the figure, by the words behind it, by what
//! was counted before.

use compact_str::{CompactString, format_compact};

use crate::check::chars::{Chars, one_of};
use crate::check::measure::Unit;
use crate::check::words::Words;

use super::super::super::words;
use super::super::endings::ending;
use super::super::nouns::{last, letters, opened, verb_of};
use super::super::{Around, says};
use super::behind::is_counted;
use super::money::{completed, is_money, is_paid, paid_for, rate, spent, threshold, used_for};
use super::particular::{
    in_a_row, jubilee, left_over, of_them, ordinal, said_before, single, wanting,
};
use super::{Before, LINES, Named, without};

/// Nouns that say too little alone where another stands before them in the sentence.
static BARE: Words = Words::new(&[
    "平均年龄",
    "面积",
    "资金",
    "总投资",
    "价值",
    "投资",
    "产值",
    "年产值",
    "完成投资",
    "总面积",
    "建筑面积",
    "经营收入",
    "支出",
    "优良率",
    "合格率",
    "整改率",
    "办结率",
    "满意率",
    "完成率",
    "覆盖率",
    "化解率",
    "成功率",
    "落实率",
    "拆除率",
]);

/// Words behind which stands whom or what something is done to.
pub(super) static WHOM: Words = Words::new(&[
    "为", "对", "将", "把", "给", "向", "与", "给予", "让", "加", "和",
]);

/// All of them: 全部脱贫.
static ALL: Words = Words::new(&["全部", "全都", "均已", "已全部", "均", "都", "已"]);

/// Before the number of times that something was done which stands behind.
const AFTER: [&str; 5] = ["先后", "前后", "多方", "主动", "曾"];

/// There is so much of what stands behind the figure: 辖区内有X个涉农社区.
static THERE_IS: Words = Words::new(&[
    "有",
    "共有",
    "现有",
    "建有",
    "设有",
    "仍有",
    "尚有",
    "还有",
    "拥有",
    "共计有",
    "分布着",
    "分布有",
    "存在",
]);

/// What a clause says of where things are ends in one of these: 北部, 辖区内.
const WHERE: &[&str] = &[
    "内", "境", "里", "北部", "南部", "东部", "西部", "中部", "两侧", "两岸", "沿线", "周边",
];

/// What is counted, by the clause before the figure, by the words behind it, by what was counted before.
pub(super) fn counted(around: &Around<'_>, unit: Option<&Unit>, before: &Before) -> Named {
    let left = around.left;
    let named = |noun: &str| {
        let end = ending(around, noun, unit);
        Named::new(noun, end)
    };
    let changes = words::CHANGES.is_at(around.right, 0);
    // 剩余X人贫困发生率X％: a rate is not counted.
    let behind = || {
        let noun = Some(around.behind_noun()).filter(|noun| says(noun) && !changes);
        noun.filter(|noun| !noun.ends_with('率'))
    };
    if let Some(noun) = jubilee(around, unit) {
        return named(&noun);
    }
    if let Some(named) = ordinal(around, unit, before) {
        return named;
    }
    if let Some(noun) = said_before(around) {
        return named(&noun);
    }
    let line = threshold(around, unit);
    if let Some(named) = line.or_else(|| wanting(around, unit).or_else(|| rate(around, unit))) {
        return named;
    }
    let whole = around.clause();
    match whole.0 {
        // 党员X名，其中女X名; 存栏生猪X头、牛X头.
        [sex @ ('男' | '女')] if says(&before.noun) => {
            return named(&format_compact!("{sex}{}", before.noun));
        }
        [thing] if "牛羊猪鸡鸭鹅鱼马兔床桌椅茶果菜粮油树井桥灯".contains(*thing) =>
        {
            return named(&format_compact!("{thing}"));
        }
        _ => {}
    }
    // 为X名老人, 对X个村: what stands before is who does it.
    let ratio = unit
        .and_then(|unit| unit.measure)
        .is_some_and(|one| one.ending == "比例");
    if !ratio && let Some(noun) = of_them(around) {
        return named(&noun);
    }
    if !ratio
        && WHOM.close(left)
        && let Some(noun) = behind()
    {
        return named(noun);
    }
    // 先后X次在…会上学习: what is done stands behind.
    let times = unit
        .and_then(|unit| unit.measure)
        .is_some_and(|one| one.ending == "次数");
    let opens = words::VERBS.is_at(around.right, 0) || words::PREPOSITIONS.is_at(around.right, 0);
    // 县政府先后X次召开会议: by whom says nothing of what.
    let one_after_other = || around.right.len() >= 2 && AFTER.iter().any(|word| left.closes(word));
    if times && (opens && whole.is_empty() || one_after_other()) {
        let deed = around.deed();
        if says(&deed) {
            return named(&deed);
        }
    }
    // X个超X万元, behind X个村超X万元.
    let lined = LINES.close(left) && before.noun.ends_with("达标");
    if whole.is_empty() && lined {
        return Named::of_before(without(&before.noun, "达标"), before.tier("标准"));
    }
    if let Some(verb) = words::VERBS.before(whole, whole.len()) {
        let subject = whole.part(0..whole.len().saturating_sub(verb.length));
        let done = words::VERBS.at(subject, 0).map_or(0, |verb| verb.length);
        let subject = opened(subject.rest(done));
        if let Some(noun) = behind() {
            return named(noun);
        }
        let text = verb.text.trim_end_matches(['了', '出']);
        let same = unit
            .and_then(|unit| unit.measure)
            .is_some_and(|measure| measure.word == before.measure);
        // 累计发现X个: what is found is not done to what was counted before.
        let first = matches!(text, "发现" | "排查" | "受理" | "收到" | "新增");
        if subject.is_empty() && same && says(&before.noun) && !first {
            let noun = if before.noun.starts_with(text) {
                before.noun.clone()
            } else {
                format_compact!("{text}{}", last(&before.noun, 8))
            };
            return Named::of_before(noun.clone(), ending(around, &noun, unit));
        }
        if subject.is_empty() && spent(text) {
            let object = around.object();
            let near = || used_for(around).filter(|_| is_paid(unit));
            let object = Some(object).filter(|object| says(object)).or_else(near);
            if let Some(object) = object {
                return Named::new(object, text);
            }
        }
        let subject = letters(subject.trim_end(|c| one_of(c, "就也都已")));
        let people = [
            "干部", "党员", "群众", "人员", "队员", "代表", "班子", "成员", "同志", "领导", "仅",
        ];
        if verb.length > 2 && people.iter().any(|word| subject.ends_with(word)) {
            return named(text);
        }
        if !subject.is_empty() && subject.chars().count() <= 6 {
            return named(&CompactString::from_iter([&subject, text]));
        }
    }
    // 安排X亿元市级预算资金.
    if is_paid(unit) {
        if whole.len() <= 4
            && let Some(noun) = behind().filter(|noun| is_money(noun))
        {
            return named(noun);
        }
        if let Some(named) = completed(around, before) {
            return named;
        }
    }
    // 造成X人中毒: what became of them.
    let people = unit
        .and_then(|unit| unit.measure)
        .is_some_and(|one| matches!(one.ending, "人数" | "户数"));
    let befell = around.right.trim_end(|c| matches!(c, '，' | ','));
    // 全部脱贫: of how many says nothing of what became of them.
    let all = ALL.at(befell, 0).map_or(0, |word| word.length);
    let befell = befell.rest(all);
    if people && whole.is_empty() && around.closed && (2..=4).contains(&befell.len()) {
        let noun = letters(befell);
        if says(&noun) {
            return named(&noun);
        }
    }
    // 对全县X个镇、X个村进行了督查: one character says it.
    if let Some(noun) = single(around, unit) {
        return named(&noun);
    }
    // 辖区内有X个涉农社区, 北部X个涉农社区, 在全县X个示范点中: what stands before is where they are.
    let counts = unit.and_then(|unit| unit.measure);
    let counts = counts.is_some_and(|one| one.ending.ends_with('数') || one.ending == "面积");
    let place = || WHERE.iter().any(|end| around.noun().ends_with(end)) && !left.closes("的");
    if counts
        && (THERE_IS.close(left) || words::WHOLE.close(left) || place())
        && let Some(noun) = behind()
    {
        return named(noun);
    }
    if counts && let Some(noun) = left_over(around) {
        return named(&noun);
    }
    if let Some(noun) = behind().filter(|noun| is_counted(around, unit, noun)) {
        return named(noun);
    }
    // 产值下降的X家企业.
    if left.closes("的")
        && !ratio
        && let Some(noun) = behind()
    {
        return named(noun);
    }
    // X个乡镇X个村: one character says it.
    let one = letters(around.right.part(0..2));
    let taken = left.is_empty() || says(&before.noun) && letters(left) == before.noun;
    if taken && around.closed && around.right.len() == 1 && one.chars().count() == 1 {
        return named(&one);
    }
    if let Some(noun) = behind().filter(|_| taken && !left.is_empty()) {
        return named(noun);
    }
    if let Some(noun) = paid_for(around, unit) {
        return Named::new(noun, "");
    }
    if let Some(noun) = in_a_row(around, unit) {
        return named(&noun);
    }
    let noun = around.noun();
    if says(noun) {
        let whose = without(&before.noun, "平均年龄");
        // 基金收入X亿元，支出X亿元.
        let whose = if noun == "支出" {
            without(whose, "收入")
        } else {
            whose
        };
        let few = noun.contains('岁') && (noun.ends_with("以下") || noun.ends_with("以上"));
        let bare = BARE.is(noun) || few && whose.len() < before.noun.len();
        // 距县城X公里，总面积X亩: the way is no owner.
        if bare
            && says(whose)
            && !whose.starts_with('距')
            && whose.chars().count() <= 8
            && !whose.contains(noun)
        {
            let end = ending(around, noun, unit);
            let noun = CompactString::from_iter([whose, noun]);
            return if few {
                Named::new(noun, end)
            } else {
                Named::of_before(noun, end)
            };
        }
        if lined {
            return Named::of_before(noun, "标准");
        }
        let people = unit
            .and_then(|unit| unit.measure)
            .is_some_and(|one| matches!(one.ending, "人数" | "户数"));
        return named(&with_verb(whole, noun, (times, people)));
    }
    let rest = ["其余", "其中", "另有", "尚有", "仍有"]
        .iter()
        .find(|word| left.closes(word));
    if let Some(noun) = behind() {
        return named(noun);
    }
    let verb = verb_of(whole);
    if says(verb) {
        return named(verb);
    }
    // X个村民小组X户X人: of the whole place.
    let place = ["村民小组", "行政村", "自然村", "小区", "网格"];
    if rest.is_none() && people && place.iter().any(|end| before.noun.ends_with(end)) {
        let households = unit
            .and_then(|unit| unit.measure)
            .is_some_and(|one| one.ending == "户数");
        let (noun, end) = if households {
            ("总", "户数")
        } else {
            ("总人口", "")
        };
        return Named::of_before(noun, end);
    }
    if says(&before.noun) {
        let other = rest
            .filter(|word| **word == "其余")
            .map_or("", |word| *word);
        return Named::of_before(
            format_compact!("{other}{}", before.noun),
            ending(around, &before.noun, unit),
        );
    }
    let deed = around.deed();
    if says(&deed) {
        return named(&deed);
    }
    let earlier = around.earlier_noun();
    // 涉及X人 says as much as a clause before that is too long for a name.
    if left.closes("涉及") && earlier.chars().count() > 10 {
        return named("涉及");
    }
    if says(earlier) {
        return named(earlier);
    }
    // X个村 says what is counted in one character.
    let one = letters(around.right.part(0..2));
    if around.closed && one.chars().count() == 1 {
        return named(&one);
    }
    let headline = around.setting.headline.noun();
    if says(headline) && headline.chars().count() <= 8 {
        return named(headline);
    }
    let all = ["共", "共有", "共计", "总计"]
        .iter()
        .any(|word| left.closes(word));
    named(if all { "总" } else { "" })
}

/// The noun with the verb before it that belongs to the name: 新增停车位, 研究部署党建工作 so many times.
fn with_verb(clause: Chars<'_>, noun: &str, (times, people): (bool, bool)) -> CompactString {
    let length = noun.chars().count();
    let at = clause.len().saturating_sub(length);
    if !clause.closes(noun) {
        return noun.into();
    }
    let Some(verb) = words::VERBS.before(clause, at) else {
        return noun.into();
    };
    let new = matches!(verb.text, "新增" | "新建");
    let fits = || verb.length.saturating_add(length) <= 10;
    let with_people = || people && words::WITH_PEOPLE.is(verb.text);
    if new || (people || times) && fits() && (with_people() || times && !PLAIN.are_in(verb.text)) {
        CompactString::from_iter([verb.text, noun])
    } else {
        noun.into()
    }
}

/// Verbs that say only that something is done, or what holds one.
static PLAIN: Words = Words::new(&[
    "开展", "召开", "组织", "举办", "完成", "实施", "办理", "举行", "推进", "参加", "参与", "服务",
]);
