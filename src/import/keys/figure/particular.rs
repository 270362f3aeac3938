//! Figures whose name the words right beside them tell: what is wanting, what each gets, things that one character
//! says, the how many-th it is.

use compact_str::{CompactString, format_compact};

use crate::check::chars::{Chars, is_han, one_of};
use crate::check::measure::Unit;
use crate::check::words::Words;

use super::super::super::words;
use super::super::nouns::{first, letters, noun_before, noun_behind, opened};
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

/// A thing that one character says, with what is done to it or said of it: 包抓X个村, X个村交通中断, 以下的村有X个.
pub(super) fn single(around: &Around<'_>, unit: Option<&Unit>) -> Option<CompactString> {
    let measure = unit.and_then(|unit| unit.measure)?;
    (measure.word == "个").then_some(())?;
    let (left, right, whole) = (around.left, around.right, around.clause());
    let is_one = |c: &char| one_of(*c, "村镇乡县市区省站厂店所");
    if let ([one], true) = (whole.0, left.closes("有")) {
        return is_one(one).then(|| one.to_string().into());
    }
    let one = right.at(0).filter(is_one)?;
    let word = right.is(1, |c| {
        one_of(
            c,
            "庄级民组干直域点房铺区份镇村委集街落屯社长容情场政党小卫两",
        )
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
        || left.closes("有")
        || left.closes("等")
        || left.closes("沿线");
    (!word && opens).then_some(())?;
    if let Some(of) = of {
        return Some(format_compact!("{of}{one}"));
    }
    if let Some(verb) = verb {
        let verb = verb.text.trim_end_matches(['了', '出']);
        return Some(format_compact!("{verb}{one}"));
    }
    if let Some(lacking) = lacking(right.rest(1), around.closed) {
        return Some(format_compact!("{lacking}{one}"));
    }
    let said = noun_behind(right.rest(1), around.closed);
    let said =
        Some(said).filter(|said| right.is(1, is_han) && says(said) && said.chars().count() <= 6);
    Some(format_compact!("{}{one}", said.unwrap_or_default()))
}

/// What places lack that are counted for it: X个村没有消火栓 → 无消火栓, 尚未设立康复室 → 未设立康复室.
fn lacking(said: Chars<'_>, closed: bool) -> Option<CompactString> {
    let said = said.trim_start(|c| one_of(c, "还尚仍"));
    let (not, rest) = LACKS.iter().find_map(|(word, not)| {
        let rest = said.rest(word.chars().count());
        said.has(0, word).then_some((*not, rest))
    })?;
    let what = letters(rest);
    let length = what.chars().count();
    // 没有选定后备干部: that it was not done.
    let not = match not {
        "无" if length > 5 => "未",
        not => not,
    };
    let short = closed && (2..=8).contains(&length);
    short.then(|| format_compact!("{not}{what}"))
}

/// Words that say that something is lacking, and how a key says it.
const LACKS: [(&str, &str); 4] = [("没有", "无"), ("未", "未"), ("没", "未"), ("无", "无")];

/// What they are of which something is said first: X个上规模的采石场, X个规划实施的项目.
pub(super) fn of_them(around: &Around<'_>) -> Option<CompactString> {
    let right = around.right;
    around.clause().is_empty().then_some(())?;
    let said = right.run_within(0, 10, |c| is_han(c) && c != '的');
    (said > 1 && right.is(said, |c| c == '的')).then_some(())?;
    let of = right.part(0..said);
    // 有能力的党员, 近三年未发展党员的支部, 常年住在山上的护林员.
    let verbal = of.is(0, |c| one_of(c, "上受被新有无"))
        || of.0.iter().skip(1).any(|c| one_of(*c, "不未没在"))
        || words::VERBS.close(of);
    let noun = verbal.then(|| noun_behind(right.rest(said.saturating_add(1)), around.closed));
    let noun = noun.filter(|noun| says(noun))?;
    // What they lack tells them from the others: 行动不便老党员, 未发展党员支部.
    let not = of.0.iter().position(|c| one_of(*c, "不未没无有"));
    let from = if said <= 4 { not.map(|_| 0) } else { not };
    let kept = from.map(|from| of.rest(from));
    let kept = kept.filter(|kept| kept.len() <= 6 && kept.0 != ['有']);
    let kept = kept.map(letters).unwrap_or_default();
    Some(format_compact!("{kept}{noun}"))
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

/// Which of several it is that have numbers and no measure: 第X巡察组, 二十届X中全会.
fn numbered(around: &Around<'_>) -> Option<Named> {
    let right = around.right;
    if right.has(0, "中全会") {
        return Some(Named::new("全会", "次序"));
    }
    around.left.closes("第").then_some(())?;
    let most = right.run_within(0, 6, is_han);
    let end = (2..=most).find(|end| words::TEAMS.is_before(right, *end))?;
    Some(Named::new(right.short(0..end), "次序"))
}

/// The how many-th it is: 第X届人民代表大会, 第X次会议, 列全县第X位.
pub(super) fn ordinal(around: &Around<'_>, unit: Option<&Unit>, before: &Before) -> Option<Named> {
    let measure = unit.and_then(|unit| unit.measure);
    let word = measure.map_or("", |measure| measure.word);
    // 第X巡察组, 二十届X中全会.
    if unit.is_none()
        && let Some(named) = numbered(around)
    {
        return Some(named);
    }
    let end = match word {
        "" if !is_ranked(around.left) => return None,
        "" | "位" | "名" if around.left.closes("第") => {
            let left = around.left;
            let ranks = |at: &usize| left.is(*at, |c| matches!(c, '居' | '列' | '排'));
            let rank = (0..left.len()).rev().find(ranks)?;
            let noun = noun_before(
                left.part(0..rank)
                    .trim_end(|c| matches!(c, '位' | '名' | '分' | '别')),
            );
            let noun = match noun.strip_suffix('中') {
                // 在全县X个乡镇中位居第X位: among all of these.
                Some(all) if all.chars().nth(2).is_none() => around.whole_place().into(),
                Some(contest) => contest.into(),
                None if says(&noun) => noun,
                None => before.noun.clone(),
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
        "批" if around.left.closes("第") => "批次",
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
        .trim_end(|c| word == "届" && one_of(c, "一二三四五六七八九十"));
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

/// Whether the place that something takes follows: 排名第.
fn is_ranked(left: Chars<'_>) -> bool {
    let ranks = ["名", "居", "列", "排"];
    left.closes("第") && left.ends_any(left.len().saturating_sub(1), &ranks)
}
