//! Keys of names that no ending of their own tells: 在XX落地, 清廉XX建设, 《XX办法》.

use compact_str::{CompactString, format_compact};

use crate::check::chars::{Chars, is_han, one_of};
use crate::check::words::Words;

use super::super::words;
use super::around::{Around, neighbour};
use super::nouns::{first, last, noun_before, noun_behind};
use super::{Keys, says};

impl Keys {
    /// A name without an ending of its own: 在XX落地, 清廉XX建设.
    pub(super) fn bare(&mut self, around: &Around<'_>) -> CompactString {
        let left = around.left;
        let before = left.rest(left.run_back(left.len(), is_han));
        if left.closes("“") || left.closes("《") {
            let right = around.right.trim_start(|c| matches!(c, '”' | '》'));
            return self.new_key(&format_compact!(
                "{}名称",
                first(&noun_behind(right, around.closed), 6)
            ));
        }
        // 确保XX食品加工园项目: a place that the words behind tell is one wherever they stand.
        if let Some(site) = site(around.right)
            && !neighbour(around, &site)
        {
            return self.known(format_compact!("site {site}"), &format_compact!("{site}名"));
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
        // 维修XX瞭望台, 新建XX楼: what it is called behind.
        if words::VERBS.is_before(before, before.len()) && says(thing) {
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
            let short = ["镇", "乡", "街道", "县", "区", "市", "村", "社区", "局"]
                .iter()
                .find(|end| {
                    self.selves.contains(**end)
                        || self.same.contains_key(&format_compact!("name {end}"))
                });
            let stem = short.map_or("地名".into(), |end| format_compact!("{end}简称"));
            return self.known("short name".into(), &stem);
        }
        let slogan = words::SLOGANS.before(before, before.len());
        let stem: CompactString = match slogan {
            Some(word) => word.text.into(),
            None => {
                let noun = noun_before(before);
                let word = if noun.is_empty() {
                    before.0.iter().collect()
                } else {
                    noun
                };
                last(&word, 4).into()
            }
        };
        self.known(
            format_compact!("place {stem}"),
            &format_compact!("{stem}地名"),
        )
    }
}

/// The place that opens the words behind a name: 食品加工园.
fn site(right: Chars<'_>) -> Option<CompactString> {
    let apart = |c: char| !is_han(c) || one_of(c, "的是在为和与及将把被各全");
    let end = right.run_within(0, LONGEST_SITE, |c| !apart(c));
    let kind = |end: &usize| {
        right.before(*end).is_some_and(|c| PLACES.contains(&c)) || SITES.is_before(right, *end)
    };
    let end = (3..=end).find(kind)?;
    Some(right.short(0..end))
}

/// The longest that one is called.
const LONGEST_SITE: usize = 8;

/// What else is called by the words behind its name.
static SITES: Words = Words::new(&[
    "工程",
    "农田",
    "基地",
    "产业链",
    "生产线",
    "大桥",
    "隧道",
    "大街",
    "社",
    "企业",
]);

/// What the name of a place to be in ends in.
const PLACES: [char; 12] = [
    '区', '场', '库', '馆', '厅', '楼', '院', '园', '站', '港', '塔', '店',
];
