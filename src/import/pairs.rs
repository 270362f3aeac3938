//! Plans set against the problems that they clearly answer, by the words that their texts share.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::chars::is_han;
use crate::report::part::{Part, Role};

/// Words of every report; that both speak of them says nothing.
const COMMON: &[&str] = &[
    "工作",
    "问题",
    "不足",
    "存在",
    "加强",
    "提升",
    "推动",
    "推进",
    "建设",
    "进一步",
    "需要",
    "水平",
    "能力",
    "不够",
    "还有",
    "有待",
    "方面",
    "部分",
    "干部",
    "发展",
    "落实",
    "强化",
    "完善",
    "机制",
    "措施",
    "持续",
    "全面",
    "深入",
    "加大",
    "力度",
    "提高",
    "一定",
    "差距",
    "少数",
    "个别",
    "情况",
    "突出",
    "着力",
    "我镇",
    "全镇",
];

/// A report of more problems or plans is several reports.
const MOST: usize = 60;

/// Names the problems that a plan answers, where one plan answers a problem clearly better than the others.
pub(super) fn pair(sections: &mut [Part]) {
    let many = |role| parts(sections, role).nth(MOST).is_some();
    if many(Role::Plans) || many(Role::Problems) {
        return;
    }
    // The plans that each word stands in.
    let mut plans: BTreeMap<(char, char), Vec<usize>> = BTreeMap::new();
    let mut answers: Vec<Vec<usize>> = Vec::new();
    for (at, plan) in parts(sections, Role::Plans).enumerate() {
        answers.push(Vec::new());
        for word in pairs(plan) {
            plans.entry(word).or_default().push(at);
        }
    }
    for (problem, part) in parts(sections, Role::Problems).enumerate() {
        let mut shared: Vec<(usize, usize)> = (0..answers.len()).map(|plan| (0, plan)).collect();
        let words = pairs(part);
        let hits = words.iter().filter_map(|word| plans.get(word)).flatten();
        for plan in hits {
            if let Some((count, _)) = shared.get_mut(*plan) {
                *count = count.saturating_add(1);
            }
        }
        shared.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let best = shared.first().copied();
        let second = shared.get(1).map_or(0, |(count, _)| *count);
        if let Some((count, plan)) = best
            && count >= 3
            && count >= second.saturating_add(2)
            && let Some(answers) = answers.get_mut(plan)
        {
            answers.push(problem);
        }
    }
    let answered: BTreeSet<usize> = answers.iter().flatten().copied().collect();
    let mut at = 0_usize;
    for part in parts_mut(sections, Role::Problems) {
        if answered.contains(&at) {
            part.name = name(at);
        }
        at = at.saturating_add(1);
    }
    for (part, answers) in parts_mut(sections, Role::Plans).zip(answers) {
        part.answers = answers.into_iter().map(name).collect();
    }
}

fn name(problem: usize) -> String {
    format!("问题{}", problem.saturating_add(1))
}

fn parts(sections: &[Part], role: Role) -> impl Iterator<Item = &Part> {
    sections
        .iter()
        .filter(move |section| section.role == Some(role))
        .flat_map(|section| &section.parts)
}

fn parts_mut(sections: &mut [Part], role: Role) -> impl Iterator<Item = &mut Part> {
    sections
        .iter_mut()
        .filter(move |section| section.role == Some(role))
        .flat_map(|section| &mut section.parts)
}

/// The pairs of neighbouring characters of a headline and its text, common words aside.
fn pairs(part: &Part) -> BTreeSet<(char, char)> {
    let mut text = format!("{}。{}", part.heading.source(), part.text.source());
    for word in COMMON {
        text = text.replace(word, "。");
    }
    let chars: Vec<char> = text.chars().collect();
    let mut found = BTreeSet::new();
    for pair in chars.windows(2) {
        if let [first, second] = pair
            && is_han(*first)
            && is_han(*second)
        {
            found.insert((*first, *second));
        }
    }
    found
}
