//! Figures whose name the words right beside them tell: what is wanting, what each gets, things that one character
//! says, the how many-th it is.

use compact_str::{CompactString, format_compact};

use crate::check::chars::{is_han, one_of};
use crate::check::measure::Unit;
use crate::check::words::Words;

use super::super::super::words;
use super::super::nouns::{first, letters, noun_before, noun_behind, opened, verb_of};
use super::super::{Around, says};
use super::counted::WHOM;
use super::{Before, Named};

/// What is wanting: 尚缺X万元, 缺X名教师.
pub(super) fn wanting(around: &Around<'_>, unit: Option<&Unit>) -> Option<Named> {
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

/// What is wanted of each to be one of them: X万元以上项目, X人以下的村.
pub(super) fn threshold(around: &Around<'_>, unit: Option<&Unit>) -> Option<Named> {
    let measure = unit.and_then(|unit| unit.measure)?;
    (measure.ending == "金额" && around.right.has_any(0, &["以上", "以下"])).then_some(())?;
    // 投资额X亿元以上的项目 says what is measured.
    let clause = around.clause();
    (!words::MEASURED_ENDS.is_before(clause, clause.len())).then_some(())?;
    let right = around
        .right
        .rest(2)
        .trim_start(|c| matches!(c, '的' | '重' | '大' | '点'));
    let kind = THINGS.at(right, 0)?;
    Some(Named::new(format_compact!("{}金额标准", kind.text), ""))
}

/// What has a line drawn in money.
static THINGS: Words = Words::new(&["项目", "企业", "工程", "合同", "村", "产业项目", "工业项目"]);

/// What each has or gets: 户均增收X元, 按每人每月X元.
pub(super) fn rate(around: &Around<'_>, unit: Option<&Unit>) -> Option<Named> {
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
pub(super) fn single(around: &Around<'_>, unit: Option<&Unit>) -> Option<CompactString> {
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
        || of.is_some()
        || left.closes("有");
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

/// What they are of which something is said first: X个上规模的采石场, X个规划实施的项目.
pub(super) fn of_them(around: &Around<'_>) -> Option<CompactString> {
    let right = around.right;
    around.clause().is_empty().then_some(())?;
    let said = right.run_within(0, 8, |c| is_han(c) && c != '的');
    (said > 1 && right.is(said, |c| c == '的')).then_some(())?;
    let of = right.part(0..said);
    let verbal = of.is(0, |c| one_of(c, "上受被新")) || words::VERBS.close(of);
    let noun = verbal.then(|| noun_behind(right.rest(said.saturating_add(1)), around.closed));
    noun.filter(|noun| says(noun))
}

/// What the clause before counts, where a figure's own says only that it reached it: 总里程翻番、达X公里.
pub(super) fn said_before(around: &Around<'_>) -> Option<CompactString> {
    let chars = around.setting.chars;
    REACHED.is_whole(around.left).then_some(())?;
    let start = around.asked.range.start.saturating_sub(around.left.len());
    let end = start.checked_sub(1)?;
    let from = chars.run_back_within(end, 24, |c| !one_of(c, "，,；;。、"));
    (from < end
        && around
            .previous()
            .is_none_or(|one| one.counted_end() <= from))
    .then_some(())?;
    let clause = chars.part(from..end);
    // 预算收入在减税背景下逆势增长，有望达到X亿元.
    let under = clause.find("在").filter(|at| *at >= 4);
    let clause = clause.part(0..under.unwrap_or(clause.len()));
    let clause = clause.trim_end(|c| one_of(c, "翻倍番持续增长"));
    let noun = noun_before(clause);
    let plain = !clause.0.iter().any(char::is_ascii_digit) && noun.chars().nth(3).is_some();
    plain.then_some(noun)
}

/// Words that say that something came to a figure.
static REACHED: Words = Words::new(&[
    "达",
    "达到",
    "突破",
    "超过",
    "超",
    "有望达到",
    "有望突破",
    "将达",
    "将达到",
    "预计达到",
    "预计达",
]);

/// What went on for so long or so often: 连续X年未发生火灾.
pub(super) fn in_a_row(around: &Around<'_>, unit: Option<&Unit>) -> Option<CompactString> {
    around.left.closes("连续").then_some(())?;
    unit?.measure?;
    let right = opened(around.right);
    let deed = letters(right.part(0..right.run(0, |c| c != '的')));
    let deed = first(&deed, 10);
    let noun = around.noun();
    match (says(deed), says(noun)) {
        (true, _) => Some(format_compact!("连续{deed}")),
        (false, true) => Some(format_compact!("{noun}连续")),
        _ => None,
    }
}

/// How much was done of the money before: 固定资产投资增长X％，累计完成X亿元.
pub(super) fn completed(around: &Around<'_>, before: &Before) -> Option<Named> {
    let ends = ["投资", "收入", "总额", "产值", "税收"];
    let money = ends.iter().any(|end| before.noun.ends_with(end));
    let done = money && matches!(verb_of(around.clause()), "完成" | "实现");
    (done && !says(around.behind_noun())).then(|| Named::of_before(before.noun.clone(), "完成额"))
}

/// A jubilee, by what is so old: 中国共产党成立X周年.
pub(super) fn jubilee(around: &Around<'_>, unit: Option<&Unit>) -> Option<CompactString> {
    let measure = unit.and_then(|unit| unit.measure)?;
    (measure.ending == "周年数").then_some(())?;
    let left = around.left;
    let born = BORN.before(left, left.len())?;
    let rest = left.part(0..left.len().saturating_sub(born.length));
    let from = (0..rest.len()).rev().find(|at| HAILED.is_before(rest, *at));
    let whose = match born.text.strip_prefix('建') {
        Some(_) => CompactString::default(),
        None => letters(rest.rest(from.unwrap_or(0)).last(8)),
    };
    Some(format_compact!("{whose}{}", born.text))
}

/// What is counted in jubilees.
static BORN: Words = Words::new(&[
    "建党", "建国", "建军", "建校", "建院", "建厂", "建县", "建市", "成立", "诞辰", "胜利", "解放",
    "回归", "创刊", "创建",
]);

/// Before whose jubilee it is.
static HAILED: Words = Words::new(&["庆祝", "纪念", "迎接", "热烈", "喜迎", "献礼"]);

/// What is left of them: 剩余X个深度贫困村.
pub(super) fn left_over(around: &Around<'_>) -> Option<CompactString> {
    let rest = ["剩余", "其余", "余下"];
    let rest = rest.iter().find(|rest| around.noun() == **rest)?;
    let noun = Some(around.behind_noun()).filter(|noun| says(noun))?;
    Some(format_compact!("{rest}{}", first(noun, 10)))
}

/// Whether money is measured.
pub(super) fn is_paid(unit: Option<&Unit>) -> bool {
    let measure = unit.and_then(|unit| unit.measure);
    measure.is_some_and(|one| one.ending == "金额")
}

/// Whether a noun says that it is money: 安排X亿元市级预算资金.
pub(super) fn is_money(noun: &str) -> bool {
    let ends = ["资金", "投资", "贷款", "经费", "补贴", "补助", "债券"];
    ends.iter().any(|end| noun.ends_with(end))
}

/// Whether money is spent or raised.
pub(super) fn spent(verb: &str) -> bool {
    matches!(
        verb,
        "投入" | "争取" | "筹资" | "筹集" | "拨付" | "整合" | "落实"
    )
}

/// The how many-th it is: 第X届人民代表大会, 第X次会议, 列全县第X位.
pub(super) fn ordinal(around: &Around<'_>, unit: Option<&Unit>, before: &Before) -> Option<Named> {
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
            let noun = if says(&noun) {
                noun
            } else {
                around.earlier_noun().into()
            };
            let noun = if says(&noun) { &*noun } else { "" };
            return Some(Named::of_before(noun, "位次"));
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
    // 第X届委员会常务委员会提案 is of the first.
    let body = ["代表大会", "委员会"].iter().find_map(|body| {
        let at = noun.find(body).filter(|_| end == "届次")?;
        noun.get(..at.saturating_add(body.len()))
    });
    let noun = body.unwrap_or(noun);
    says(noun).then(|| Named::new(noun, end))
}
