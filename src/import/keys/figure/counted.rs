//! What is counted where nothing is set against it: by the clause before the figure, by the words behind it, by what
//! was counted before.

use compact_str::{CompactString, format_compact};

use crate::check::chars::{Chars, is_han, one_of};
use crate::check::measure::Unit;
use crate::check::words::Words;

use super::super::super::words;
use super::super::nouns::{ending, last, letters, noun_before, noun_behind, opened, verb_of};
use super::super::{Around, says};
use super::{Before, LINES, Named};

/// Nouns that say too little alone where another stands before them in the sentence.
const BARE: &[&str] = &[
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
];

/// Words behind which stands whom or what something is done to.
static WHOM: Words = Words::new(&[
    "为", "对", "将", "把", "给", "向", "与", "给予", "让", "加", "和",
]);

/// What is counted, by the clause before the figure, by the words behind it, by what was counted before.
pub(super) fn counted(around: &Around<'_>, unit: Option<&Unit>, before: &Before) -> Named {
    let left = around.left;
    let named = |noun: &str| {
        let end = ending(around, noun, unit);
        Named::new(noun, end)
    };
    let changes = words::CHANGES.is_at(around.right, 0);
    let behind = || Some(around.behind_noun()).filter(|noun| says(noun) && !changes);
    if let Some(named) = ordinal(around, unit, before) {
        return named;
    }
    if let Some(named) = wanting(around, unit).or_else(|| rate(around, unit)) {
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
    if times && opens && whole.is_empty() {
        let deed = around.deed();
        if says(&deed) {
            return named(&deed);
        }
    }
    // X个超X万元, behind X个村超X万元.
    let lined = LINES.close(left) && before.noun.ends_with("达标");
    if whole.is_empty() && lined {
        return Named::of_before(before.noun.trim_end_matches("达标"), before.tier("标准"));
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
            if says(&object) {
                return Named::new(object, text);
            }
        }
        let subject = letters(subject);
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
    // 造成X人中毒: what became of them.
    let people = unit
        .and_then(|unit| unit.measure)
        .is_some_and(|one| matches!(one.ending, "人数" | "户数"));
    let befell = around.right.trim_end(|c| c == '，');
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
    let noun = around.noun();
    if says(noun) {
        let whose = before.noun.trim_end_matches("平均年龄");
        let few = noun.contains('岁') && (noun.ends_with("以下") || noun.ends_with("以上"));
        let bare = BARE.contains(&noun) || few && whose.len() < before.noun.len();
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

/// What is wanting: 尚缺X万元, 缺X名教师.
fn wanting(around: &Around<'_>, unit: Option<&Unit>) -> Option<Named> {
    let left = around.left;
    left.closes("缺").then_some(())?;
    let measure = unit.and_then(|unit| unit.measure)?;
    if measure.ending == "金额" {
        return Some(Named::new("资金缺口", ""));
    }
    let noun = Some(around.behind_noun()).filter(|noun| says(noun));
    let before = || letters(opened(left.part(0..left.len().saturating_sub(1))));
    let noun = noun.map_or_else(before, CompactString::from);
    let noun = noun.trim_end_matches(['尚', '还', '仍']);
    says(noun).then(|| Named::new(format_compact!("{noun}缺口"), measure.ending))
}

/// What each has or gets: 户均增收X元, 按每人每月X元.
fn rate(around: &Around<'_>, unit: Option<&Unit>) -> Option<Named> {
    let money = unit
        .and_then(|unit| unit.measure)
        .is_some_and(|one| one.ending == "金额");
    money.then_some(())?;
    let left = around.left;
    if left.closes("增收") {
        let noun = letters(opened(left));
        let short = (2..=6).contains(&noun.chars().count());
        return short.then(|| Named::of_before(noun, ""));
    }
    let each = [
        "每人每月",
        "每人每年",
        "每人每天",
        "每亩",
        "每人",
        "每户",
        "每件",
        "每例",
    ];
    let each = each.iter().find(|word| left.closes(word))?;
    let rest = left.part(0..left.len().saturating_sub(each.chars().count()));
    let bare = opened(rest).is_empty() || rest.closes("按") || rest.closes("按照");
    // 发放工资, 的补助: what is paid stands behind.
    let right = around.right.trim_start(|c| c == '的');
    let line = right.has(0, "标准");
    (bare && (line || !says(around.behind_noun()))).then(|| {
        let paid = if line {
            CompactString::default()
        } else {
            around.object()
        };
        let end = if paid.ends_with("标准") {
            ""
        } else {
            "标准"
        };
        Named::new(format_compact!("{each}{paid}"), end)
    })
}

/// A thing that one character says, with what is done to it or said of it: 包抓X个村, X个村交通中断, 以下的村有X个.
fn single(around: &Around<'_>, unit: Option<&Unit>) -> Option<CompactString> {
    let measure = unit.and_then(|unit| unit.measure)?;
    (measure.word == "个").then_some(())?;
    let (left, right, whole) = (around.left, around.right, around.clause());
    let is_one = |c: &char| one_of(*c, "村镇乡县市区省站厂店");
    if let ([one], true) = (whole.0, left.closes("有")) {
        return is_one(one).then(|| one.to_string().into());
    }
    let one = right.at(0).filter(is_one)?;
    let word = right.is(1, |c| {
        one_of(c, "庄级民组干直域点房铺区份镇村委集街落屯社长容情场政")
    });
    let verb = words::VERBS.before(whole, whole.len());
    let of = left
        .closes("的")
        .then(|| around.noun())
        .filter(|of| says(of));
    let opens = whole.is_empty()
        || words::WHOLE.close(left)
        || WHOM.close(left)
        || verb.is_some()
        || of.is_some();
    (!word && opens).then_some(())?;
    if let Some(of) = of {
        return Some(format_compact!("{of}{one}"));
    }
    if let Some(verb) = verb {
        let verb = verb.text.trim_end_matches(['了', '出']);
        return Some(format_compact!("{verb}{one}"));
    }
    let said = noun_behind(right.rest(1), around.closed);
    let said =
        Some(said).filter(|said| right.is(1, is_han) && says(said) && said.chars().count() <= 6);
    Some(format_compact!("{}{one}", said.unwrap_or_default()))
}

/// The how many-th it is: 第X届人民代表大会, 第X次会议, 列全县第X位.
fn ordinal(around: &Around<'_>, unit: Option<&Unit>, before: &Before) -> Option<Named> {
    let measure = unit.and_then(|unit| unit.measure)?;
    let end = match measure.word {
        "位" | "名" if around.left.closes("第") => {
            let left = around.left;
            let ranks = |at: &usize| left.is(*at, |c| matches!(c, '居' | '列' | '排'));
            let rank = (0..left.len()).rev().find(ranks)?;
            let noun = noun_before(
                left.part(0..rank)
                    .trim_end(|c| matches!(c, '位' | '名' | '分' | '别')),
            );
            let noun = if says(&noun) {
                noun
            } else {
                before.noun.clone()
            };
            return says(&noun).then(|| Named::of_before(noun, "位次"));
        }
        "届" => "届次",
        "次" => "次序",
        // XX号储罐, （XX发〔20XX〕XX号）.
        "号" if around.setting.chars.before(around.asked.range.start) == Some('〕') => {
            return Some(Named::new("文号", ""));
        }
        "号" => "编号",
        _ => return None,
    };
    // 第十X届.
    let left = around
        .left
        .trim_end(|c| measure.word == "届" && one_of(c, "一二三四五六七八九十"));
    let noun = (end == "编号" || left.closes("第")).then(|| around.behind_noun())?;
    let noun = noun.trim_end_matches(['上', '中', '里', '第']);
    says(noun).then(|| Named::new(noun, end))
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
    let plain = [
        "开展", "召开", "组织", "举办", "完成", "实施", "办理", "举行", "推进", "参加", "参与",
        "服务",
    ];
    let plain = plain.iter().any(|word| verb.text.contains(word));
    let fits = verb.length.saturating_add(length) <= 10;
    let people = people && words::WITH_PEOPLE.is(verb.text);
    if new || fits && (people || times && !plain) {
        CompactString::from_iter([verb.text, noun])
    } else {
        noun.into()
    }
}

/// Whether money is spent or raised.
fn spent(verb: &str) -> bool {
    matches!(
        verb,
        "投入" | "争取" | "筹资" | "筹集" | "拨付" | "整合" | "落实"
    )
}
