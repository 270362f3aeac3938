//! Keys of sums of money: what they are paid for, what they are a line for, what each has or gets.

use compact_str::{CompactString, format_compact};

use crate::check::chars::Chars;
use crate::check::measure::Unit;
use crate::check::words::Words;

use super::super::super::words;
use super::super::nouns::{first, letters, opened, verb_of};
use super::super::{Around, says};
use super::{Before, Named};

/// Money, by what it is paid for: 投资X万元改造农贸市场 → 农贸市场改造投资.
pub(super) fn paid_for(around: &Around<'_>, unit: Option<&Unit>) -> Option<CompactString> {
    let measure = unit?.measure?;
    (measure.ending == "金额").then_some(())?;
    let money = MONEY.before(around.clause(), around.clause().len())?;
    (money.length == around.clause().len() || around.noun() == money.text).then_some(())?;
    let right = around.right.trim_start(|c| c == '的');
    let opens = around.right.len() > right.len() || tells_use(right);
    let object = match opens {
        true => around.object(),
        false => used_for(around)?,
    };
    let kind = if money.text.ends_with("投资") {
        "投资"
    } else {
        "资金"
    };
    says(&object).then(|| format_compact!("{}{kind}", first(&object, 10)))
}

/// Money of which the clause says no more.
static MONEY: Words = Words::new(&[
    "投资",
    "总投资",
    "资金",
    "争取资金",
    "投入资金",
    "上级资金",
    "争取上级资金",
    "项目资金",
    "财政资金",
    "筹措资金",
    "筹集资金",
    "多方筹措资金",
    "自筹资金",
    "整合资金",
    "专项资金",
    "累计投资",
]);

/// What is done with money, told in the clause behind it: 投入X万元，对服务站进行改造.
pub(super) fn used_for(around: &Around<'_>) -> Option<CompactString> {
    let behind = around.clause_behind()?;
    let behind = Chars(&behind);
    let object = tells_use(behind).then(|| around.object_of(behind))?;
    says(&object).then_some(object)
}

/// Whether words say what money is used for.
fn tells_use(said: Chars<'_>) -> bool {
    words::VERBS.is_at(said, 0) || said.has_any(0, &["用于", "对", "将", "为", "把"])
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
        // 项目收益带动脱贫户户均增收: of the longer what each got.
        let from = left.len().saturating_sub(4);
        let each = !short && left.has_any(from, &EACH);
        let noun = if each { letters(left.rest(from)) } else { noun };
        return (short || each).then(|| Named::of_before(noun, ""));
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

/// Of what each got so much on average.
const EACH: [&str; 5] = ["户均", "人均", "亩均", "年均", "村均"];

/// How much was done of the money before: 固定资产投资增长X％，累计完成X亿元.
pub(super) fn completed(around: &Around<'_>, before: &Before) -> Option<Named> {
    let ends = ["投资", "收入", "总额", "产值", "税收"];
    let money = ends.iter().any(|end| before.noun.ends_with(end));
    let done = money && matches!(verb_of(around.clause()), "完成" | "实现");
    (done && !says(around.behind_noun())).then(|| Named::of_before(before.noun.clone(), "完成额"))
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
