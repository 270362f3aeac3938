//! Pages as LibreOffice makes them: faces, outline, page numbers, and the same lines that the preview has.

use huibao::export::paper::{Paper, Words};
use huibao::export::style::Style;

use super::office::{Office, Word};
use super::{Desk, example};

/// Three pages and more of Chinese without a digit, so that no face but the Chinese one counts.
pub(crate) const DRAFT: &str = r#"format = 1
[report]
title = "中共清溪镇委员会关于巩固拓展脱贫攻坚成果同乡村振兴有效衔接工作情况的报告"
to = "县委、县委组织部："
opening = """
LONG"""
signature = "中共清溪镇委员会"
date = 2026-07-01
[[section]]
heading = "主要做法"
text = """
LONG
LONG"""
[[section.item]]
heading = "抓学习"
[[section.item.item]]
heading = "分层分类。"
text = "LONG"
"#;

/// A printed line, in points.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) middle: f64,
}

impl Line {
    pub(crate) fn count(&self) -> usize {
        self.text.chars().count()
    }

    /// From one character to the next.
    pub(crate) fn pitch(&self) -> f64 {
        (self.right - self.left) / f64::from(u32::try_from(self.count()).unwrap())
    }
}

/// Words of one page put together into lines, from top to bottom.
pub(crate) fn lines(words: &[Word]) -> Vec<Line> {
    let mut words: Vec<&Word> = words.iter().collect();
    words.sort_by(|a, b| {
        let rows = (a.top + a.bottom).total_cmp(&(b.top + b.bottom));
        rows.then(a.left.total_cmp(&b.left))
    });
    let mut lines: Vec<Line> = Vec::new();
    for word in words {
        let middle = f64::midpoint(word.top, word.bottom);
        match lines.last_mut() {
            Some(line) if (line.middle - middle).abs() < 8.0 => {
                line.text.push_str(&word.text);
                line.left = line.left.min(word.left);
                line.right = line.right.max(word.right);
            }
            _ => lines.push(Line {
                text: word.text.clone(),
                left: word.left,
                right: word.right,
                middle,
            }),
        }
    }
    lines
}

#[test]
fn faces_sizes_and_outline_are_understood() {
    let Some(office) = Office::start() else {
        return;
    };
    let desk = Desk::new();
    desk.render(&example("township-finished"), &["-o", "文.docx"]);
    let understood = office.understood(&desk.path("文.docx"));
    let style = |name: &str| {
        let after = understood.split(&format!("style:name=\"{name}\"")).nth(1);
        after
            .unwrap()
            .split("</style:style>")
            .next()
            .unwrap()
            .to_owned()
    };
    for (name, size, font) in [
        ("Title", "22pt", "方正小标宋简体"),
        ("Heading_20_1", "16pt", "黑体"),
        ("Heading_20_2", "16pt", "楷体_GB2312"),
        ("Heading_20_3", "16pt", "仿宋_GB2312"),
        ("Footer", "14pt", "宋体"),
    ] {
        let style = style(name);
        assert!(
            style.contains(&format!("style:font-size-asian=\"{size}\"")),
            "{name}: {style}"
        );
        assert!(
            style.contains(&format!("style:font-family-asian=\"{font}\"")),
            "{name}: {style}"
        );
    }
    for heading in [
        "一、重点工作及成效",
        "二、存在的主要问题",
        "三、下一步工作打算",
    ] {
        let at = understood.split(heading).next().unwrap();
        let opened = at.rsplit("<text:h ").next().unwrap();
        assert!(opened.contains("text:outline-level=\"1\""), "{heading}");
    }
    assert_eq!(
        understood.matches("<text:h ").count(),
        3,
        "run-in headings are no paragraphs of their own"
    );
}

#[test]
fn pages_are_full_and_numbered_outside() {
    let Some(office) = Office::start() else {
        return;
    };
    let desk = Desk::new();
    desk.render(&example("township-finished"), &["-o", "文.docx"]);
    let pages = office.pages(&desk.path("文.docx"));
    for (nth, (_, _, words)) in (1..).zip(&pages) {
        let lines = lines(words);
        let number = lines.last().unwrap();
        assert_eq!(number.text, format!("—{nth}—"));
        let is_right = number.left > 300.0;
        assert_eq!(is_right, nth % 2 == 1);
        let least = if nth == pages.len() { 3 } else { 21 };
        assert!(lines.len() > least, "page {nth}: {} lines", lines.len() - 1);
        assert!(lines.len() <= 23);
    }
    let lines = lines(&pages.last().unwrap().2);
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let at = texts
        .iter()
        .position(|text| *text == "中共清溪镇委员会")
        .unwrap();
    assert_eq!(texts[at + 1], "2026年10月12日");
    assert!(at > 0, "name and date are not alone on their page");
}

/// The lines of a draft as the preview has them, page by page.
fn foreseen(draft: &std::path::Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(draft).unwrap();
    let (report, _) = huibao::format::read(&text).unwrap();
    let document = huibao::check::Review::of(&report).document;
    let paper = Paper::of(&document, &Style::default());
    let mut pages = vec![Vec::new(); paper.pages];
    for row in &paper.rows {
        let Words::Block { block, bytes } = &row.words else {
            continue;
        };
        let words = document.blocks[*block].text()[bytes.clone()].to_owned();
        pages[row.page - 1].push(words.replace(' ', ""));
    }
    pages
}

#[test]
fn the_preview_has_the_lines_and_pages_of_libreoffice() {
    let Some(office) = Office::start() else {
        return;
    };
    let desk = Desk::new();
    // No digits: LibreOffice 7 puts a gap between them and Chinese, which Word leaves out as it is told to.
    let prose = "全镇各级党组织坚持以人民为中心，扎实推进“民情大走访”；走访群众、化解矛盾（含信访积案），\
        做到“小事不出村、大事不出镇”。群众说：“路通了，心也通了！”镇里制定《河湖管护办法》——一村一策……";
    let long = prose.repeat(7);
    let draft = desk.write("量.toml", &DRAFT.replace("LONG", &long));
    desk.render(&draft, &["-o", "量.docx"]);
    let pages = office.pages(&desk.path("量.docx"));
    let found: Vec<Vec<String>> = pages
        .iter()
        .map(|(_, _, words)| {
            let mut lines = lines(words);
            lines.pop();
            lines.into_iter().map(|line| line.text).collect()
        })
        .collect();
    assert_eq!(foreseen(&draft), found);
}

#[test]
fn the_preview_counts_the_pages_of_libreoffice() {
    let Some(office) = Office::start() else {
        return;
    };
    let desk = Desk::new();
    for name in ["township-finished", "safety-summary"] {
        let draft = example(name);
        desk.render(&draft, &["-o", "文.docx"]);
        let found = office.pages(&desk.path("文.docx")).len();
        assert_eq!(foreseen(&draft).len(), found, "{name}");
    }
}
