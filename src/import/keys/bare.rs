//! Keys of names that no ending of their own tells: 在XX落地, 清廉XX建设, 《XX办法》.

use std::iter;

use compact_str::{CompactString, format_compact};

use crate::check::chars::{Chars, is_han};
use crate::check::words::Words;

use super::super::kinds::What;
use super::super::words;
use super::alike::{LONGEST_SITE, PLACES, alike, institution, site};
use super::around::Around;
use super::nouns::{first, last, noun_before, noun_behind};
use super::people::role;
use super::quoted::quoted;
use super::several::{listed, neighbour};
use super::{Keys, says};

impl Keys {
    /// A name without an ending of its own: 在XX落地, 清廉XX建设.
    pub(super) fn bare(&mut self, around: &Around<'_>) -> CompactString {
        let left = around.left;
        let before = left.rest(left.run_back(left.len(), is_han));
        // 看望某地援疆干部.
        if around.printed.0 == ['某'] && around.right.is(0, |c| c == '地') {
            return self.known("some place".into(), "地名");
        }
        // 全X营商环境.
        if left.closes("全") {
            return self.short_name();
        }
        if let Some(own) = self.own_place(around, before) {
            return own;
        }
        if let Some(kind) = listed(around) {
            return self.new_key(&format_compact!("{kind}名"));
        }
        if left.closes("“") || left.closes("《") {
            let key = quoted(around);
            // “XX蜜橘” is the same wherever it is told of.
            let inside = around.right.run(0, |c| c != '”');
            if left.closes("“") && inside >= 2 && around.right.run(0, is_han) == inside {
                let what = around.right.short(0..inside);
                return self.known(format_compact!("quoted {what}"), &key);
            }
            return self.new_key(&key);
        }
        let alike = alike(around);
        if let Some(known) = alike.as_ref().and_then(|alike| self.same.get(alike)) {
            return known.clone();
        }
        let key = self.unlike(around, before);
        if let Some(alike) = alike {
            self.same.insert(alike, key.clone());
        }
        key
    }

    /// A name behind which other words stand than behind those before; `before` are the letters right before it.
    fn unlike(&mut self, around: &Around<'_>, before: Chars<'_>) -> CompactString {
        let left = around.left;
        if left.closes("党的") && CONGRESS.is_at(around.right, 0) {
            return self.known("party congress".into(), "党代会名称");
        }
        if let Some(key) = thought(around) {
            return self.new_key(&key);
        }
        // 确保XX食品加工园项目: a place that the words behind tell is one wherever they stand.
        if let Some(site) = site(around.right)
            && !neighbour(around, &site)
        {
            return self.known(format_compact!("site {site}"), &format_compact!("{site}名"));
        }
        // XX至XX公路.
        let on = matches!(around.right.0, ['至' | '到']) && !around.closed;
        if on
            && around
                .next()
                .is_some_and(|next| matches!(next.what, What::Name))
        {
            return self.new_key("起点地名");
        }
        if before.is_empty() {
            let thing = around.behind_noun();
            let ending = if thing.is_empty() { "名称" } else { "名" };
            return self.new_key(&format_compact!("{}{ending}", first(thing, 8)));
        }
        if let Some(label) = words::CONTACTS.before(before, before.len()) {
            return self.new_key(label.text);
        }
        let thing = around.behind_noun();
        // 维修XX瞭望台, 新建XX楼, 引进了XX饲料: what it is called behind.
        let done = before.trim_end(|c| c == '了');
        if words::VERBS.is_before(done, done.len()) && says(thing) {
            return self.new_key(&format_compact!("{}名称", first(thing, 8)));
        }
        // 与XX烈士陵园共建, 将XX建筑公司列入: what it is stands behind.
        let with = ["与", "和", "将", "由", "被", "经", "跟"];
        if with.iter().any(|word| before.closes(word)) && says(thing) {
            return self.new_key(&format_compact!("{}名称", first(thing, 8)));
        }
        // 在XX罐区举行.
        let place = noun_behind(around.right, false);
        if before.closes("在") && place.ends_with(PLACES) && says(&place) {
            return self.new_key(&format_compact!("{}名称", first(&place, 8)));
        }
        let preposition = [
            "在", "对", "为", "于", "到", "应对", "让", "使", "全", "把", "给", "向", "从", "支持",
            "推动", "关心", "建设",
        ]
        .iter()
        .any(|word| before.closes(word));
        if preposition {
            return self.short_name();
        }
        if let Some(key) = self.slogan(before) {
            return key;
        }
        // What it is called says nothing of where it stands: 是XX发展, 助推事关XX发展.
        let noun = noun_before(before);
        let word = if noun.is_empty() {
            before.0.iter().collect()
        } else {
            noun
        };
        let what = format_compact!("place {}", last(&word, 4));
        // 当事人XXX送来锦旗.
        if let Some(role) = role(before) {
            return self.known(what, &format_compact!("{role}姓名"));
        }
        // 以XX专业为龙头.
        if before.closes("以") && says(thing) && ROLES_BEHIND.stand_in(around.right) {
            return self.known(what, &format_compact!("{}名称", first(thing, 6)));
        }
        if let Some(called) = institution(around.right) {
            return self.known(what, &format_compact!("{called}名称"));
        }
        // 落户XX.
        let more = iter::once_with(|| [deed_before(before), "地名", ""]);
        let more = more.filter(|[deed, _, _]| says(deed));
        self.once(what, iter::once(["地名", "", ""]).chain(more))
    }
}

/// What is meant with 党的: 党的XX大, 党的XX届全会精神.
static CONGRESS: Words = Words::new(&["大", "届", "次", "全会", "精神", "会议"]);

/// Before what is to be studied or carried out.
static STUDY: Words = Words::new(&[
    "学习",
    "学习贯彻",
    "深入学习贯彻",
    "贯彻",
    "贯彻落实",
    "贯彻执行",
    "传达",
    "传达学习",
    "学习宣传",
    "学习宣传贯彻",
    "落实",
    "践行",
    "领会",
]);

/// Before those whose word is followed.
static FOLLOWED: Words = Words::new(&["按照", "根据", "遵照", "依照", "依据", "按"]);

/// What they said.
static SAID: Words = Words::new(&[
    "部署", "安排", "要求", "指示", "决策", "意见", "通知", "布置",
]);

/// What is called so where it tells what to do and think: 以XX为指导, 学习XX思想, 按照XX的统一安排, the XX of 十四五.
fn thought(around: &Around<'_>) -> Option<CompactString> {
    let (left, right) = (around.left, around.right);
    if left.closes("以")
        && right.has(0, "为")
        && let Some(role) = ROLES.at(right, 1)
    {
        let whole = if role.text == "指导" { "思想" } else { "" };
        return Some(format_compact!("{}{whole}", role.text));
    }
    if right
        .part(0..LONGEST_SITE.saturating_mul(2))
        .holds("社会主义思想")
    {
        return Some("指导思想".into());
    }
    if right.has(0, "总书记") {
        return Some("总书记姓名".into());
    }
    if FOLLOWED.close(left) && right.has(0, "的") {
        let said = (1..=6).find_map(|at| SAID.at(right, at));
        return said.map(|said| format_compact!("{}单位", said.text));
    }
    STUDY.close(left).then_some(())?;
    if right.has(0, "思想") {
        return Some("思想名称".into());
    }
    let verb = STUDY.before(left, left.len()).map_or("", |verb| verb.text);
    Some(format_compact!("{}内容", verb.trim_start_matches("深入")))
}

/// What is done with a place, right before it.
fn deed_before(before: Chars<'_>) -> &'static str {
    let word = DEEDS.before(before, before.len());
    word.map_or("", |word| word.text)
}

/// Verbs before the name of a place that are none before a figure.
static DEEDS: Words = Words::new(&[
    "落户", "位于", "来自", "涉及", "结合", "途经", "毗邻", "返回", "隔离", "地处", "接壤", "联通",
    "赴", "回",
]);

/// The same behind the noun of a name: 以XX专业为龙头.
static ROLES_BEHIND: Words = Words::new(&[
    "为指导",
    "为引领",
    "为统领",
    "为核心",
    "为主线",
    "为主题",
    "为契机",
    "为重点",
    "为依托",
    "为载体",
    "为抓手",
    "为中心",
    "为龙头",
    "为主导",
    "为支撑",
    "为纽带",
    "为平台",
    "为主体",
]);

/// What something is taken for: 以XX为指导.
static ROLES: Words = Words::new(&[
    "指导",
    "引领",
    "统领",
    "核心",
    "主线",
    "主题",
    "目标",
    "契机",
    "重点",
    "依托",
    "载体",
    "抓手",
    "中心",
    "龙头",
    "主导",
    "支撑",
    "动力",
    "纽带",
    "平台",
    "主体",
    "突破口",
]);
