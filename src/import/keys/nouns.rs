//! The noun in a clause: what is counted, without the verbs and adverbs around it.

use compact_str::CompactString;

use crate::check::chars::{Chars, is_han, one_of};
use crate::check::words::{Word, Words};

use super::super::words;

/// Verbs that say only that something is done: 开展巡查 is 巡查.
pub(super) const DOING: [&str; 6] = ["开展", "召开", "组织", "举办", "实施", "举行"];

/// What is said of things that were named before: …等资金.
const GENERIC: [&str; 10] = [
    "资金", "制度", "活动", "问题", "项目", "措施", "机制", "材料", "物资", "设施",
];

/// Longest key that is made, in characters.
pub(super) const LONGEST: usize = 16;

/// The thing that a clause before a figure ends in: 撰写学习笔记共 → 学习笔记.
pub(super) fn noun_before(text: Chars<'_>) -> CompactString {
    noun_of(bare_clause(text))
}

/// The same of a bare clause.
pub(super) fn noun_of(whole: Chars<'_>) -> CompactString {
    let verb = words::VERBS.at(whole, 0);
    if whole.is_empty() || verb.is_some_and(|verb| verb.length == whole.len()) {
        return CompactString::default();
    }
    // What stands behind the last verb that leaves anything.
    let (mut start, mut verb) = (0_usize, None);
    for at in 0..whole.len() {
        if at >= start
            && let Some(word) = words::VERBS.at(whole, at)
            && !is_compound(whole.part(start..at), word)
            && !(is_within(whole, at, word) && is_title(whole.rest(at.saturating_add(word.length))))
            && !(words::COMPOUND.is(word.text)
                && whole.is(at.saturating_add(word.length), |c| {
                    one_of(c, "区站组队员班岗证率")
                }))
            && let behind = at.saturating_add(word.length)
            // 床位使用率, 参保率, 开工建设率 are rates.
            && !is_rate(whole.rest(behind))
            && words::KEPT.at(whole, at).is_none_or(|kept| kept.length <= word.length)
            && is_noun(opened(whole.rest(behind)))
        {
            (start, verb) = (behind, Some(word));
        }
    }
    // 基层所仅有执法人员X名: where there are so few.
    let few = |at: &usize| {
        whole.is(*at, |c| matches!(c, '仅' | '只'))
            && whole.is(at.saturating_add(1), |c| c == '有')
            && is_noun(whole.rest(at.saturating_add(2)))
    };
    if let Some(at) = (start..whole.len()).find(few) {
        start = at.saturating_add(2);
    }
    let noun = opened(whole.rest(start));
    let joins = |c: char| matches!(c, '的' | '和' | '与' | '及' | '等' | '、');
    let mut from = noun.run_back(noun.len(), |c| !joins(c));
    // 优良中等路, 高等学校: 等 is part of the word.
    while noun.before(from) == Some('等')
        && noun
            .before(from.saturating_sub(1))
            .is_some_and(|c| one_of(c, "中高初上优同平"))
    {
        from = noun.run_back(from.saturating_sub(1), |c| !joins(c));
    }
    // 临时救助等资金: what it is stands before 等.
    let etc = from.saturating_sub(1);
    let of = noun.run_back_within(etc, 7, |c| !joins(c));
    if noun.before(from) == Some('等')
        && (2..=6).contains(&etc.saturating_sub(of))
        && GENERIC.contains(&noun.rest(from).to_string().as_str())
    {
        return letters(noun.part(of..etc)) + &letters(noun.rest(from));
    }
    let last = noun.rest(from);
    let says = last.len() >= 2 && last.at(0) != Some('以');
    let noun = letters(opened(if says { last } else { noun }));
    // 党员, 干部 alone say too little: 发展党员.
    let done = |verb: &&Word| verb.length == 2 && !DOING.contains(&verb.text);
    if let Some(verb) = verb.filter(done)
        && noun.chars().nth(2).is_none()
        && whole.closes(&noun)
    {
        // 待签约项目 are others than 签约项目.
        let before = start.saturating_sub(verb.length);
        let wanted = whole.before(before).filter(|c| one_of(*c, "待拟未"));
        let mut full = CompactString::from_iter(wanted);
        full.extend([verb.text, &noun]);
        return full;
    }
    noun
}

/// Whether what stands behind a verb makes a rate of it, other verbs between or not.
fn is_rate(behind: Chars<'_>) -> bool {
    let more = words::VERBS.at(behind, 0).map_or(0, |verb| verb.length);
    behind.is(more, |c| c == '率')
}

/// Whether the office or the work of 党组织 follows, or it is not of it.
fn is_title(behind: Chars<'_>) -> bool {
    let acts = ["为", "共", "有", "在", "开", "积", "累", "结", "认", "带"];
    !behind.has_any(0, &acts)
}

/// Whether the letters of a verb are those of other words: 党组织, 气体检测.
fn is_within(chars: Chars<'_>, at: usize, verb: &Word) -> bool {
    matches!(
        (chars.before(at), verb.text),
        (Some('党'), "组织") | (Some('气'), "体检")
    )
}

/// Whether so many letters are part of a longer word: the 计划 of 计划内, the 全 of 安全.
fn is_kept(chars: Chars<'_>, at: usize, length: usize) -> bool {
    let from = |at: usize, least: usize| {
        words::KEPT
            .at(chars, at)
            .is_some_and(|word| word.length > least)
    };
    from(at, length) || at.checked_sub(1).is_some_and(|at| from(at, 1))
}

/// Whether a verb is part of a noun that began before it: 纪律检查建议书.
fn is_compound(before: Chars<'_>, verb: &Word) -> bool {
    let before = opened(before);
    before.len() >= 2
        && before.0.iter().all(|c| is_han(*c))
        && words::COMPOUND.is(verb.text)
        && !{
            // 民警要服务常住人口.
            let who = before.trim_end(|c| one_of(c, "要需须"));
            words::AGENTS.is_before(who, who.len())
        }
}

/// The verb that is all there is of a bare clause: 整改X处.
pub(super) fn verb_of(whole: Chars<'_>) -> &'static str {
    let verb = words::VERBS.at(whole, 0);
    verb.filter(|verb| verb.length == whole.len())
        .map_or("", |verb| verb.text.trim_end_matches(['了', '出']))
}

/// A clause without what opens and ends it and says nothing of what is counted.
pub(super) fn bare_clause(text: Chars<'_>) -> Chars<'_> {
    let punctuation = |c: char| {
        matches!(
            c,
            '，' | '、' | '“' | '”' | '（' | '）' | ' ' | '：' | '《' | '》'
        )
    };
    let mut text = opened(text.trim(char::is_whitespace));
    loop {
        let trimmed = text.trim_end(punctuation);
        let word = words::TRAILING.before(trimmed, trimmed.len());
        let length = word.map_or(0, |word| word.length);
        if length == 1 && ENDS.close(trimmed) {
            return trimmed;
        }
        let next = trimmed.part(0..trimmed.len().saturating_sub(length));
        if next.len() == text.len() {
            return text;
        }
        text = next;
    }
}

/// Words of which no trailing one is cut: 新签约X个.
static ENDS: Words = Words::new(&[
    "签约", "预约", "节约", "违约", "履约", "公约", "条约", "合约", "集约", "契约", "传达", "到达",
    "下达", "送达", "附近", "就近", "行为", "参加", "国有", "公有", "所有", "高等", "平等", "报到",
    "签到", "健在", "潜在", "外在", "捐给", "人均", "存在",
]);

/// What stands behind a figure that is a bound: 60岁以上.
static BOUNDS: Words = Words::new(&["以上", "以下", "左右"]);

/// What the digits of a time stand before.
static TIMES: Words = Words::new(&["年", "月底", "月初", "月", "日"]);

/// A clause without the times and adverbs that open it.
pub(super) fn opened(text: Chars<'_>) -> Chars<'_> {
    let punctuation = |c: char| {
        matches!(
            c,
            '，' | '、' | '“' | '”' | '（' | '）' | ' ' | '：' | '；' | '于' | '的'
        )
    };
    let mut text = text;
    loop {
        let trimmed = text.trim_start(punctuation);
        // 2021年, 3月, 7月初
        let bound = BOUNDS.at(trimmed, 0).map_or(0, |word| word.length);
        let trimmed = trimmed.rest(bound);
        let digits = trimmed.run(0, |c| c.is_ascii_digit());
        let time = (digits > 0).then(|| TIMES.at(trimmed, digits)).flatten();
        let time = time.map(|word| digits.saturating_add(word.length));
        let word = || {
            let word = words::FILLERS.at(trimmed, 0)?;
            // 新增, 集中开展 are verbs; 新生儿 is a noun.
            let verb = words::VERBS
                .at(trimmed, 0)
                .is_some_and(|verb| verb.length > word.length);
            let kept = words::KEPT
                .at(trimmed, 0)
                .is_some_and(|kept| kept.length > word.length);
            (!verb && !kept).then_some(word.length)
        };
        let next = trimmed.rest(time.or_else(word).unwrap_or_default());
        if next.len() == text.len() {
            return text;
        }
        text = next;
    }
}

/// The thing counted behind a measure word: 次专题学习，→ 专题学习. Where the clause is `closed` there, a verb that ends it
/// is part of the noun: 人次疫苗接种，.
pub(super) fn noun_behind(text: Chars<'_>, closed: bool) -> CompactString {
    let text = text.trim_start(|c| matches!(c, '“' | '《' | '（' | ' ' | '的'));
    // 党组织X个其中党委X个.
    if text.has(0, "其中") {
        return CompactString::default();
    }
    let last = |at: usize, length: usize| closed && at.saturating_add(length) >= text.len();
    let done = words::VERBS.at(text, 0).is_some_and(|verb| {
        !last(0, verb.length) && !does(text.rest(verb.length)) && !is_kept(text, 0, verb.length)
    });
    let preposition = words::PREPOSITIONS.at(text, 0);
    if done || preposition.is_some_and(|word| !is_kept(text, 0, word.length)) {
        return CompactString::default();
    }
    let text = opened(text);
    let stops = |at: usize| {
        words::STOPS
            .at(text, at)
            .is_some_and(|stop| !is_kept(text, at, stop.length))
    };
    if stops(0) {
        return CompactString::default();
    }
    let last = |at: usize, length: usize| closed && at.saturating_add(length) >= text.len();
    // 村未建立制度, 台账记录不全; not 未成年人, 不动产.
    let denied = |at: usize| {
        text.is(at, |c| matches!(c, '未' | '没' | '不'))
            && !text.is(at.saturating_add(1), |c| {
                one_of(c, "成婚来就动锈良合稳达规")
            })
    };
    // 规模以上工业企业, 限额以上商贸企业.
    let scale = |at: usize| text.has(at, "以上") && text.ends_any(at, &["规模", "限额"]);
    // X个村未建立制度: one character says what they are.
    // Of one character a stop of one more often is a word with it: 彩超.
    let one = || {
        text.is(0, |c| one_of(c, "村镇乡县市区所站"))
            || words::STOPS.at(text, 1).is_some_and(|stop| stop.length > 1)
    };
    if denied(1) || stops(1) && one() {
        return CompactString::default();
    }
    let ends = |at: &usize| {
        stops(*at) && !scale(*at)
            || denied(*at)
            || words::VERBS.at(text, *at).is_some_and(|verb| {
                let behind = at.saturating_add(verb.length);
                !last(*at, verb.length)
                    && !is_within(text, *at, verb)
                    && !does(text.rest(behind))
                    && !is_kept(text, *at, verb.length)
                    && !is_of_projects(text.rest(behind), verb)
            })
    };
    let end = (2..text.len()).find(ends).unwrap_or(text.len());
    // 换届工作 is what 换届 says.
    let work = end > 6 && text.part(0..end).closes("工作");
    let end = end.saturating_sub(if work { 2 } else { 0 });
    let mut said = text.part(0..end);
    // X个基层社中: 中 says where; 集中, 高中 are words.
    let inside = said.len() > 1
        && said.closes("中")
        && !said
            .before(said.len().saturating_sub(1))
            .is_some_and(|c| one_of(c, "集其高初当途"));
    said = said.part(0..said.len().saturating_sub(usize::from(inside)));
    gathered(said.0.iter().copied().filter(|c| is_letter(*c)).take(12))
}

/// Whether a verb tells what projects are for: 灾后重建项目.
fn is_of_projects(behind: Chars<'_>, verb: &Word) -> bool {
    behind.has_any(0, &["项目", "工程"])
        && (words::COMPOUND.is(verb.text) || matches!(verb.text, "重建" | "修复" | "安置"))
}

/// Whether what stands behind a verb makes it a thing or someone who does it, and ends there: 督查组, 培训班.
fn does(behind: Chars<'_>) -> bool {
    behind.is(0, |c| one_of(c, "组队员站点室所岗库证书卡器机费率制班"))
        && behind
            .at(1)
            .is_none_or(|c| !is_han(c) || one_of(c, "和与及的"))
}

/// What a noun is made of.
fn is_letter(c: char) -> bool {
    is_han(c) || c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ⅰ'..='Ⅻ')
}

/// Whether two letters stand there, the least that says anything.
fn is_noun(text: Chars<'_>) -> bool {
    text.0.iter().filter(|c| is_letter(**c)).nth(1).is_some()
}

pub(super) fn letters(text: Chars<'_>) -> CompactString {
    gathered(text.0.iter().copied().filter(|c| is_letter(*c)))
}

/// Characters as text, which takes memory of its own only where it is long.
fn gathered(letters: impl Iterator<Item = char> + Clone) -> CompactString {
    let mut bytes = [0_u8; ROOM];
    let mut length = 0_usize;
    for c in letters.clone() {
        let Some(room) = bytes.get_mut(length..length.saturating_add(4)) else {
            return letters.collect();
        };
        length = length.saturating_add(c.encode_utf8(room).len());
    }
    let text = bytes
        .get(..length)
        .and_then(|bytes| str::from_utf8(bytes).ok());
    text.map_or_else(|| letters.collect(), CompactString::from)
}

/// So many bytes have nearly all nouns.
const ROOM: usize = 96;

/// The opening of a text; of what is but a word longer all, as its last word is the one that counts.
pub(super) fn first(text: &str, most: usize) -> &str {
    if text.chars().nth(most.saturating_add(2)).is_none() {
        return text;
    }
    let end = text.char_indices().nth(most);
    let end = end.map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

/// The end of a text. Of what is too long an even number of characters, as most words have two.
pub(super) fn last(text: &str, most: usize) -> &str {
    let whole = text.chars().nth(most).is_none();
    let most = if whole { most } else { most & !1 };
    let from = most
        .checked_sub(1)
        .and_then(|most| text.char_indices().rev().nth(most));
    let from = from.map_or(if most == 0 { text.len() } else { 0 }, |(at, _)| at);
    text.get(from..).unwrap_or(text)
}
