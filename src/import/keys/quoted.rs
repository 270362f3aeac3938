//! Keys of what stands in quotes or is the title of a paper.

use compact_str::{CompactString, format_compact};

use crate::check::words::Words;

use super::super::words;
use super::nouns::{first, last, noun_behind};
use super::{Around, says};

/// The name of what stands in quotes or is a paper: “XX”称号, 《XX优化营商环境办法》, “XX五”.
pub(super) fn quoted(around: &Around<'_>) -> CompactString {
    let (left, right) = (around.left, around.right);
    if right.has_any(0, &["五”", "五规划", "五时期", "五”规划"]) {
        return "五年规划名称".into();
    }
    if left.closes("《") {
        let end = right.run(0, |c| c != '》');
        if end == 0 {
            // 合唱节目《XX》.
            let noun = around.noun();
            let noun = if says(noun) && noun.chars().count() <= 4 && !READ.is(noun) {
                noun
            } else {
                "文件"
            };
            // 《XX》等警示片.
            let shown = right.rest(1).trim_start(|c| c == '等');
            let shown = noun_behind(shown, around.closed);
            let shown = Some(&*shown).filter(|shown| right.is(1, |c| c == '等') && says(shown));
            return format_compact!("{}名称", first(shown.unwrap_or(noun), 6));
        }
        // 《XX优化营商环境办法》 is of a place.
        let title = right.part(0..end);
        let about = noun_behind(title, true);
        let paper = PAPERS
            .before(title, title.len())
            .map_or("", |word| word.text);
        let about = about.strip_suffix(paper).unwrap_or(&about);
        return match (about, paper) {
            ("", "") => "文件名称".into(),
            (about, "") => format_compact!("{}名称", first(about, 6)),
            (about, paper) => format_compact!("{}{paper}地名", first(about, 6)),
        };
    }
    let close = right.run(0, |c| c != '”');
    let inside = noun_behind(right.part(0..close), true);
    let behind = noun_behind(right.rest(close.saturating_add(1)), around.closed);
    // “XX发布”微信公众号: what is done says less.
    let bare = !says(&inside) || words::VERBS.is(&inside);
    // 台风“XX”来袭.
    let before = around.noun();
    let named = bare && !says(&behind) && (2..=4).contains(&before.chars().count());
    // 台风“XX”影响期间: what it is stands before it.
    let named = named || bare && matches!(before, "台风" | "主题" | "专题" | "品牌");
    if named && !words::VERBS.is(before) {
        return format_compact!("{before}名称");
    }
    let thing = match says(&behind) && bare {
        true => behind,
        false => inside,
    };
    let whole = thing.chars().nth(8).is_none();
    format_compact!("{}名称", if whole { &thing } else { last(&thing, 6) })
}

/// What is done with a paper.
static READ: Words = Words::new(&[
    "观看", "学习", "印发", "出台", "制定", "下发", "根据", "按照",
]);

/// What the title of a paper ends in.
static PAPERS: Words = Words::new(&[
    "办法", "条例", "方案", "措施", "意见", "规划", "通知", "规定", "细则", "制度", "计划", "规则",
    "决定", "报告", "清单", "规程", "公约", "标准",
]);
