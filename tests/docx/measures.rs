//! Every clause of GB/T 9704-2012 that bears on a report: what it demands, and what is found in the PDF that
//! LibreOffice makes. The table in `docs/docx.md` is this one; `UPDATE=1` rewrites it.

use std::fs;
use std::path::Path;

use super::Desk;
use super::office::{Ink, Office, Word};
use super::paper::{DRAFT, Line, lines};

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;
/// From one character of the body to the next, in points.
const LETTER: f64 = 15.75;

/// A document that goes up, with all that a red head, a seal and attachments bring.
const RED: &str = r#"format = 1
[report]
title = "中共清溪镇委员会关于巩固拓展脱贫攻坚成果同乡村振兴有效衔接工作情况的报告"
to = "县委："
opening = "现将有关情况报告如下。"
closing = """
附件：1.乡村振兴重点任务和责任分工以及完成时限一览表（含各村各社区分工）
2.责任分工表"""
signature = "中共清溪镇委员会"
date = 2026-07-01
after = """
附件1
任务清单
各项任务。"""
"#;

const STYLE: &str = "[red_head]\nname = \"清溪镇委员会文件\"\nnumber = \"清委〔2026〕5号\"\nsigner = \"张三\"\n\
    [signature]\nsealed = true\n";

/// What a clause demands and what was found.
enum Found {
    /// The demand, what was measured, how far off it may be.
    Measure(f64, f64, f64),
    /// The demand, what was found, whether that is so.
    Words(&'static str, String, bool),
}

use Found::{Measure, Words};

/// A row of the table: the clause, what it is about, demand and finding.
struct Row(&'static str, &'static str, Found);

fn measure(demand: f64, found: f64, off: f64) -> Found {
    Measure(demand, found, off)
}

/// A page's lines, from top to bottom.
type Page = Vec<Line>;

struct Pages(Vec<Page>);

impl Pages {
    fn find(&self, words: &str) -> &Line {
        let mut found = self.0.iter().flatten();
        let found = found.find(|line| line.text.starts_with(words));
        found.unwrap_or_else(|| panic!("{words}: {:?}", self.0))
    }

    /// The last line of that text, and the one above it.
    fn last(&self, words: &str) -> (&Line, &Line) {
        let page = self.0.iter().rev();
        let mut page = page.filter(|page| page.iter().any(|line| line.text == words));
        let page = page.next().unwrap_or_else(|| panic!("{words}"));
        let at = page.iter().rposition(|line| line.text == words).unwrap();
        (&page[at], &page[at - 1])
    }
}

/// The face that a style has for Chinese, and its size.
fn face(understood: &str, style: &str) -> String {
    let after = understood.split(&format!("style:name=\"{style}\"")).nth(1);
    let style = after.unwrap().split("</style:style>").next().unwrap();
    let of = |name: &str| {
        let value = style.split(&format!("{name}=\"")).nth(1);
        value.map(|value| value.split('"').next().unwrap().to_owned())
    };
    let size = of("style:font-size-asian").unwrap_or_else(|| "16pt".to_owned());
    format!(
        "{}，{}",
        of("style:font-family-asian").unwrap_or_else(|| "仿宋_GB2312".to_owned()),
        size.replace("pt", "磅")
    )
}

/// A demand on a face: the name holds these letters, the size is this.
fn faced(demand: &'static str, found: String, (name, points): (&str, &str)) -> Found {
    let is_so = found.contains(name) && found.ends_with(&format!("，{points}磅"));
    Words(demand, found, is_so)
}

fn plain(office: &Office, rows: &mut Vec<Row>) {
    let desk = Desk::new();
    let long = "全镇各级党组织坚持以人民为中心的发展思想扎实推进各项工作取得明显成效".repeat(11);
    let draft = desk.write("量.toml", &DRAFT.replace("LONG", &long));
    desk.render(&draft, &["-o", "量.docx"]);
    let docx = desk.path("量.docx");
    let pages = office.pages(&docx);
    let understood = office.understood(&docx);
    let (width, height, _) = pages[0];
    let all = Pages(pages.iter().map(|(_, _, words)| lines(words)).collect());
    let full = &all.0[1][..all.0[1].len() - 1];
    let line = full.iter().find(|line| line.count() == 28).unwrap();
    let (first, last) = (&full[0], &full[full.len() - 1]);
    let count = f64::from(u32::try_from(full.len()).unwrap());
    let pitch = (last.middle - first.middle) / (count - 1.0);
    let title = &all.0[0][..2];
    let to = all.find("县委、县委组织部：");
    let (name, above) = all.last("中共清溪镇委员会");
    let (date, _) = all.last("2026年7月1日");
    let (odd, even) = (all.0[0].last().unwrap(), all.0[1].last().unwrap());
    let right = width - 26.0 * MM;
    let top = (first.middle - pitch / 2.0) / MM;
    let broken = format!("{}字、{}字", title[0].count(), title[1].count());
    let is_shaped = title[0].count() != title[1].count();
    let body = face(&understood, "Standard");
    rows.extend([
        Row("5.1", "纸宽，毫米", measure(210.0, width / MM, 0.5)),
        Row("5.1", "纸高，毫米", measure(297.0, height / MM, 0.5)),
        Row("5.2.1", "天头，毫米", measure(37.0, top, 1.5)),
        Row("5.2.1", "订口，毫米", measure(28.0, line.left / MM, 0.5)),
        Row(
            "5.2.1",
            "版心宽，毫米",
            measure(156.0, (line.right - line.left) / MM, 1.0),
        ),
        Row(
            "5.2.1",
            "版心高，毫米",
            measure(225.0, pitch * count / MM, 1.0),
        ),
        Row(
            "5.2.2",
            "正文字体字号",
            faced("仿宋体，3号", body, ("仿宋", "16")),
        ),
        Row(
            "5.2.2",
            "正文字距（3号略紧），磅",
            measure(16.0, line.pitch(), 0.3),
        ),
        Row("5.2.3", "每页行数", measure(22.0, count, 0.0)),
        Row(
            "5.2.3",
            "每行字数",
            measure(28.0, f64::from(u32::try_from(line.count()).unwrap()), 0.0),
        ),
        Row(
            "5.2.3",
            "行距（225毫米分22行），毫米",
            measure(10.2, pitch / MM, 0.1),
        ),
        Row(
            "7.3.1",
            "标题字体字号",
            faced(
                "小标宋体，2号",
                face(&understood, "Title"),
                ("小标宋", "22"),
            ),
        ),
        Row(
            "7.3.1",
            "标题字距，磅",
            measure(22.0, title[0].pitch(), 0.2),
        ),
        Row(
            "7.3.1",
            "标题居中，偏离毫米",
            measure(
                0.0,
                f64::midpoint(title[1].left, title[1].right) / MM - (28.0 + 78.0),
                0.5,
            ),
        ),
        Row(
            "7.3.1",
            "标题回行，词意完整，梯形或菱形",
            Words("长短不一", broken, is_shaped),
        ),
        Row(
            "7.3.2",
            "主送机关在标题下空行数",
            measure(1.0, (to.middle - title[1].middle) / pitch - 1.0, 0.2),
        ),
        Row(
            "7.3.2",
            "主送机关顶格，偏离毫米",
            measure(0.0, to.left / MM - 28.0, 0.5),
        ),
        Row(
            "7.3.2",
            "主送机关后用全角冒号",
            Words(
                "：",
                to.text.chars().last().unwrap().to_string(),
                to.text.ends_with('：'),
            ),
        ),
        Row(
            "7.3.3",
            "段首空字数",
            measure(
                2.0,
                (all.find("一、主要做法").left - 28.0 * MM) / 16.0,
                0.05,
            ),
        ),
        Row(
            "7.3.3",
            "回行顶格，偏离毫米",
            measure(0.0, first.left / MM - 28.0, 0.5),
        ),
    ]);
    for (what, demand, style, name) in [
        ("一、的字体", "黑体，3号", "Heading_20_1", "黑体"),
        ("（一）的字体", "楷体，3号", "Heading_20_2", "楷体"),
        ("1.的字体", "仿宋体，3号", "Heading_20_3", "仿宋"),
        ("（1）的字体", "仿宋体，3号", "Heading_20_4", "仿宋"),
    ] {
        rows.push(Row(
            "7.3.3",
            what,
            faced(demand, face(&understood, style), (name, "16")),
        ));
    }
    let mm_below = odd.middle / MM - (297.0 - 35.0) - 14.0 / MM / 2.0;
    let alone = all.0.last().unwrap()[0].text != name.text;
    rows.extend([
        Row(
            "7.3.5.2",
            "不盖章：署名在正文下空行数",
            measure(1.0, (name.middle - above.middle) / pitch - 1.0, 0.2),
        ),
        Row(
            "7.3.5.2",
            "不盖章：署名右空字数",
            measure(2.0, (right - name.right) / LETTER, 0.1),
        ),
        Row(
            "7.3.5.2",
            "不盖章：成文日期首字比署名首字右移字数",
            measure(2.0, (date.left - name.left) / LETTER, 0.05),
        ),
        Row(
            "7.3.5.4",
            "成文日期用阿拉伯数字，月、日不编虚位",
            Words(
                "2026年7月1日",
                date.text.clone(),
                date.text == "2026年7月1日",
            ),
        ),
        Row(
            "7.3.5.5",
            "署名前至少有一行正文",
            Words("有", yes(alone), alone),
        ),
        Row(
            "7.5",
            "页码字体字号",
            faced("宋体，4号", face(&understood, "Footer"), ("宋体", "14")),
        ),
        Row(
            "7.5",
            "页码两边各一条一字线",
            Words("—1—", odd.text.clone(), odd.text == "—1—"),
        ),
        Row(
            "7.5",
            "一字线离版心下边缘，毫米",
            measure(7.0, mm_below, 1.0),
        ),
        Row(
            "7.5",
            "单页码右空字数",
            measure(1.0, (right - odd.right) / 14.0, 0.1),
        ),
        Row(
            "7.5",
            "双页码左空字数",
            measure(1.0, (even.left - 28.0 * MM) / 14.0, 0.1),
        ),
    ]);
}

fn yes(so: bool) -> String {
    if so { "有" } else { "没有" }.to_owned()
}

fn red(office: &Office, rows: &mut Vec<Row>) {
    let desk = Desk::new();
    let draft = desk.write("红头.toml", RED);
    let style = desk.write("样式.toml", STYLE);
    desk.render(
        &draft,
        &["-o", "红头.docx", "--style", style.to_str().unwrap()],
    );
    let docx = desk.path("红头.docx");
    let pages = office.pages(&docx);
    let understood = office.understood(&docx);
    let (width, _, words) = &pages[0];
    let all = Pages(pages.iter().map(|(_, _, words)| lines(words)).collect());
    let word = |starts: &str| -> &Word {
        let mut found = words.iter().filter(|word| word.text.starts_with(starts));
        found
            .next()
            .unwrap_or_else(|| panic!("{starts}: {words:?}"))
    };
    let ink: Ink = office.ink(&docx);
    let reds = ink.red();
    let (mark, rule) = (reds[0], reds[reds.len() - 1]);
    let black = ink.black();
    let number_ink = black.iter().rfind(|ink| ink[1] < rule[0]).unwrap();
    let pitch = 225.0 / 22.0;
    let (number, signer) = (word("清委"), word("签发人"));
    let middle = |word: &Word| f64::midpoint(word.top, word.bottom) / MM;
    let signer_right = words
        .iter()
        .filter(|other| (middle(other) - middle(signer)).abs() < 2.0)
        .map(|other| other.right)
        .fold(0.0, f64::max);
    let right = width - 26.0 * MM;
    let title = all.find("中共清溪镇委员会关于");
    let listed = all.find("附件：1.");
    let above = all.find("现将有关情况报告如下。");
    let at = all.0[0]
        .iter()
        .position(|line| line.text == listed.text)
        .unwrap();
    let (wrapped, second) = (&all.0[0][at + 1], all.find("2.责任分工表"));
    let (name, _) = all.last("中共清溪镇委员会");
    let (date, _) = all.last("2026年7月1日");
    let attachment = all
        .0
        .iter()
        .find(|page| page.iter().any(|line| line.text == "附件1"))
        .unwrap();
    let heads = attachment[0].text.clone();
    let mark_face = format!("{}，红色", face(&understood, "发文机关标志"));
    let third = (attachment[1].middle - attachment[0].middle) / MM / pitch;
    rows.extend([
        Row(
            "7.2.4",
            "发文机关标志上边缘至版心上边缘，毫米",
            measure(35.0, mark[0] - 37.0, 2.0),
        ),
        Row(
            "7.2.4",
            "发文机关标志居中，偏离毫米",
            measure(0.0, f64::midpoint(mark[2], mark[3]) - 106.0, 1.0),
        ),
        Row(
            "7.2.4",
            "发文机关标志字体颜色",
            Words(
                "小标宋体，红色",
                mark_face.clone(),
                mark_face.contains("小标宋") && mark[1] < rule[0],
            ),
        ),
        Row(
            "7.2.5",
            "发文字号在标志下空行数",
            measure(2.0, (middle(number) - pitch / 2.0 - mark[1]) / pitch, 0.6),
        ),
        Row(
            "7.2.5",
            "发文字号左空字数（上行文）",
            measure(1.0, (number.left / MM - 28.0) * MM / 16.0, 0.1),
        ),
        Row(
            "7.2.6",
            "签发人右空字数",
            measure(1.0, (right - signer_right) / 16.0, 0.2),
        ),
        Row(
            "7.2.6",
            "签发人与发文字号同行，相差毫米",
            measure(0.0, middle(signer) - middle(number), 0.5),
        ),
        Row(
            "7.2.7",
            "红线离发文字号，毫米",
            measure(4.0, rule[0] - number_ink[1], 1.0),
        ),
        Row(
            "7.2.7",
            "红线与版心等宽，毫米",
            measure(156.0, rule[3] - rule[2], 0.5),
        ),
        Row(
            "7.3.1",
            "标题在红线下空行数",
            measure(
                2.0,
                (title.middle / MM - pitch / 2.0 - rule[1]) / pitch,
                0.3,
            ),
        ),
        Row(
            "7.3.4",
            "附件说明在正文下空行数",
            measure(1.0, (listed.middle - above.middle) / MM / pitch - 1.0, 0.2),
        ),
        Row(
            "7.3.4",
            "附件说明左空字数",
            measure(2.0, (listed.left - 28.0 * MM) / LETTER, 0.1),
        ),
        Row(
            "7.3.4",
            "附件名称回行与上一行名称首字对齐，相差字数",
            measure(0.0, (wrapped.left - second.left) / LETTER - 1.0, 0.3),
        ),
        Row(
            "7.3.4",
            "附件名称后不加标点",
            Words("无", second.text.clone(), second.text.ends_with('表')),
        ),
        Row(
            "7.3.5.1",
            "盖章：成文日期右空字数",
            measure(4.0, (right - date.right) / LETTER, 0.1),
        ),
        Row(
            "7.3.5.1",
            "盖章：署名以成文日期为准居中（署名8字、日期6字宽），署名右空字数",
            // Not the middles themselves: LibreOffice 7 widens the date by gaps around its figures.
            measure(3.0, (right - name.right) / LETTER, 0.1),
        ),
        Row(
            "7.3.7",
            "附件另面编排，首行",
            Words("附件1", heads.clone(), heads == "附件1"),
        ),
        Row(
            "7.3.7",
            "附件序号顶格，偏离毫米",
            measure(0.0, attachment[0].left / MM - 28.0, 0.5),
        ),
        Row(
            "7.3.7",
            "附件序号字体",
            faced("黑体，3号", face(&understood, "附件序号"), ("黑体", "16")),
        ),
        Row(
            "7.3.7",
            "附件标题在版心第几行",
            measure(3.0, third + 1.0, 0.3),
        ),
        Row(
            "7.3.7",
            "附件标题居中，偏离毫米",
            measure(
                0.0,
                f64::midpoint(attachment[1].left, attachment[1].right) / MM - 106.0,
                0.5,
            ),
        ),
    ]);
}

fn printed(rows: &[Row]) -> String {
    let mut table = "| 条款 | 量什么 | 国标 | 量得 |\n| --- | --- | --- | --- |\n".to_owned();
    for Row(clause, what, found) in rows {
        let (demand, found) = match found {
            Measure(demand, found, _) => {
                // No 0 with a minus in front.
                let found = format!("{found:.1}").replace("-0.0", "0.0");
                (demand.to_string(), found)
            }
            Words(demand, found, _) => ((*demand).to_owned(), found.clone()),
        };
        table.push_str(&format!("| {clause} | {what} | {demand} | {found} |\n"));
    }
    table
}

#[test]
fn measures_are_those_of_the_standard_and_of_the_guide() {
    let Some(office) = Office::start() else {
        return;
    };
    let mut rows = Vec::new();
    plain(&office, &mut rows);
    red(&office, &mut rows);
    rows.sort_by_key(|Row(clause, ..)| {
        let parts = clause.split('.').map(|part| part.parse::<u32>().unwrap());
        parts.collect::<Vec<_>>()
    });
    let table = printed(&rows);
    for Row(clause, what, found) in &rows {
        match found {
            Measure(demand, found, off) => assert!(
                (demand - found).abs() <= *off,
                "{clause} {what}: {demand}, found {found:.3}\n{table}"
            ),
            Words(demand, found, is_so) => {
                assert!(is_so, "{clause} {what}: {demand}, found {found}\n{table}");
            }
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/docx.md");
    let guide = fs::read_to_string(&path).unwrap();
    let at = guide.find("| 条款 |").unwrap();
    let kept = guide[at..].split("\n\n").next().unwrap();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, guide.replacen(kept.trim_end(), table.trim_end(), 1)).unwrap();
    } else {
        // Another release of LibreOffice and other fonts differ in the tenths: that is no reason to write it anew.
        let fixed = |table: &str| {
            let rows = table
                .lines()
                .map(|row| row.rsplit_once(" | ").unwrap().0.to_owned());
            rows.collect::<Vec<_>>()
        };
        assert_eq!(
            fixed(kept.trim_end()),
            fixed(table.trim_end()),
            "UPDATE=1 rewrites the table"
        );
    }
}
