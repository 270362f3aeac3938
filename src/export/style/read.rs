//! A style file → a style; what makes no sense is refused with its line.

use std::ops::Range;

use rust_decimal::{Decimal, RoundingStrategy};
use toml_edit::{Document, Item, TableLike};

use crate::failure::Failure;

use super::size::half_points;
use super::{Face, Page, RedHead, Side, Style};

/// The tables of a style file: what each is, and its keys.
const TABLES: [(&str, &str, &[&str]); 13] = [
    (
        "page",
        "版面",
        &[
            "top",
            "bottom",
            "left",
            "right",
            "lines",
            "characters",
            "pitch",
        ],
    ),
    ("title", "标题", FACE),
    ("subtitle", "副标题", FACE),
    ("body", "正文", FACE),
    ("heading1", "一级标题", FACE),
    ("heading2", "二级标题", FACE),
    ("heading3", "三级标题", FACE),
    ("heading4", "四级标题", FACE),
    ("latin", "数字和字母", &["font"]),
    (
        "page_number",
        "页码",
        &["font", "size", "bold", "form", "side"],
    ),
    ("signature", "署名", &["sealed"]),
    (
        "red_head",
        "红头",
        &["name", "font", "size", "bold", "number", "signer"],
    ),
    ("limit", "篇幅", &["characters", "pages"]),
];
const FACE: &[&str] = &["font", "size", "bold"];

/// The longest name of a font that Word takes.
const LONGEST_FONT: usize = 31;
/// The longest of the other texts.
const LONGEST_TEXT: usize = 40;
/// Margins in millimetres.
const MARGINS: (u32, u32) = (5, 100);

/// What is wrong, and what to do.
struct Wrong(String, String);

/// Reads a style file's text over the standard's style; `name` is what messages call the file.
pub fn read(text: &str, name: &str) -> Result<Style, Failure> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let refuse = |span: Option<Range<usize>>, Wrong(what, remedy): Wrong| {
        let before = span.and_then(|span| body.get(..span.start));
        let place = match before {
            Some(before) => {
                let line = before.matches('\n').count().saturating_add(1);
                format!("{name} 第{line}行")
            }
            None => name.to_owned(),
        };
        Err(Failure::usage(what).place(place).remedy(remedy))
    };
    let document = match Document::parse(body) {
        Ok(document) => document,
        Err(error) => {
            let what = "样式文件的这一行读不懂。";
            let remedy = "请照 [title] 一行、font = \"字体名\" 一行的样子写，引号和等号用英文的。";
            return refuse(error.span(), wrong(what, remedy));
        }
    };
    let mut style = Style::default();
    for (table, item) in document.iter() {
        let span = document.key(table).and_then(|key| key.span());
        let Some((_, label, keys)) = TABLES.iter().find(|(known, ..)| *known == table) else {
            let known: Vec<&str> = TABLES.iter().map(|(known, ..)| *known).collect();
            let remedy = format!("可以写的有 [{}]。", known.join("] ["));
            let what = format!("样式文件里没有 {table} 这一项。");
            return refuse(span, Wrong(what, remedy));
        };
        let Some(rows) = item.as_table_like() else {
            let remedy = format!("请写成 [{table}] 一行，下面一行一个设定。");
            return refuse(span, Wrong(format!("{label}要写成一个表。"), remedy));
        };
        for (key, value) in rows.iter() {
            let span = value.span().or_else(|| key_span(rows, key));
            if !keys.contains(&key) {
                let what = format!("{label}没有 {key} 这个设定。");
                let remedy = format!("[{table}] 下可以写 {}。", keys.join("、"));
                return refuse(span, Wrong(what, remedy));
            }
            let spelled = value.span().and_then(|span| body.get(span));
            let given = Given {
                label,
                value,
                spelled: spelled.unwrap_or_default().trim(),
            };
            if let Err(wrong) = set(&mut style, (table, key), &given) {
                return refuse(span, wrong);
            }
        }
    }
    match fits(&style) {
        Ok(()) => Ok(style),
        Err(wrong) => refuse(None, wrong),
    }
}

fn key_span(rows: &dyn TableLike, key: &str) -> Option<Range<usize>> {
    rows.key(key).and_then(|key| key.span())
}

fn wrong(what: &str, remedy: &str) -> Wrong {
    Wrong(what.to_owned(), remedy.to_owned())
}

/// One line of a style file.
struct Given<'a> {
    label: &'a str,
    value: &'a Item,
    spelled: &'a str,
}

fn set(style: &mut Style, (table, key): (&str, &str), given: &Given<'_>) -> Result<(), Wrong> {
    match (table, key) {
        ("page", "top") => style.page.top = given.margin("上边距")?,
        ("page", "bottom") => style.page.bottom = given.margin("下边距")?,
        ("page", "left") => style.page.left = given.margin("左边距")?,
        ("page", "right") => style.page.right = given.margin("右边距")?,
        ("page", "lines") => style.page.lines = given.count("每页行数", (10, 60))?,
        ("page", "characters") => style.page.characters = given.count("每行字数", (10, 60))?,
        ("page", "pitch") => style.page.pitch = Some(given.pitch()?),
        ("title", _) => given.face(key, &mut style.title)?,
        ("subtitle", _) => given.face(key, &mut style.subtitle)?,
        ("body", _) => given.face(key, &mut style.body)?,
        ("latin", _) => style.latin = Some(given.font()?),
        ("page_number", "form") => style.page_number.around = given.form()?,
        ("page_number", "side") => style.page_number.side = given.side()?,
        ("page_number", _) => given.face(key, &mut style.page_number.face)?,
        ("signature", _) => style.sealed = given.yes_or_no("盖章")?,
        ("limit", "characters") => {
            style.limit.characters = Some(given.count("字数", (1, 1_000_000))?)
        }
        ("limit", _) => style.limit.pages = Some(given.count("页数", (1, 10_000))?),
        ("red_head", _) => given.red_head(key, style.red_head.get_or_insert_with(red_head))?,
        _ => {
            let levels = ["heading1", "heading2", "heading3", "heading4"];
            let mut faces = style.headings.iter_mut().zip(levels);
            if let Some((face, _)) = faces.find(|(_, level)| *level == table) {
                given.face(key, face)?;
            }
        }
    }
    Ok(())
}

fn red_head() -> RedHead {
    RedHead {
        name: String::new(),
        face: Face {
            font: "方正小标宋简体".to_owned(),
            size: 84,
            bold: false,
        },
        number: String::new(),
        signer: String::new(),
    }
}

impl Given<'_> {
    fn face(&self, key: &str, face: &mut Face) -> Result<(), Wrong> {
        match key {
            "font" => face.font = self.font()?,
            "size" => face.size = self.size()?,
            _ => face.bold = self.yes_or_no("加粗")?,
        }
        Ok(())
    }

    fn red_head(&self, key: &str, head: &mut RedHead) -> Result<(), Wrong> {
        match key {
            "name" => head.name = self.words("名称", LONGEST_TEXT)?,
            "number" => head.number = self.document_number()?,
            "signer" => head.signer = self.words("签发人", LONGEST_TEXT)?,
            _ => self.face(key, &mut head.face)?,
        }
        Ok(())
    }

    fn refused(&self, what: &str, remedy: &str) -> Wrong {
        let what = format!("{}的{what}写的是 {}。", self.label, self.spelled);
        Wrong(what, remedy.to_owned())
    }

    fn words(&self, what: &str, longest: usize) -> Result<String, Wrong> {
        let words = self.value.as_str().map(str::trim).unwrap_or_default();
        let count = words.chars().count();
        if count == 0 || count > longest || words.contains(char::is_control) {
            let remedy = format!("请写在英文双引号里，1到{longest}个字，写在一行。");
            return Err(self.refused(what, &remedy));
        }
        Ok(words.to_owned())
    }

    fn font(&self) -> Result<String, Wrong> {
        let font = self.words("字体", LONGEST_FONT)?;
        if font.contains(['"', ';', ',', '<', '>', '&']) {
            let remedy = "请只写一个字体名，和Word、WPS里显示的一样，如 \"仿宋_GB2312\"。";
            return Err(self.refused("字体", remedy));
        }
        Ok(font)
    }

    fn size(&self) -> Result<u32, Wrong> {
        let typed = self.value.as_str().unwrap_or(self.spelled);
        half_points(typed).ok_or_else(|| {
            self.refused(
                "字号",
                "请写 \"2号\"、\"小三\" 这样的字号，或者5到72的磅数。",
            )
        })
    }

    fn yes_or_no(&self, what: &str) -> Result<bool, Wrong> {
        self.value
            .as_bool()
            .ok_or_else(|| self.refused(what, "请写 true（是）或 false（不是）。"))
    }

    fn number(&self) -> Option<Decimal> {
        let is_number = self.value.is_integer() || self.value.is_float();
        let spelled = self.spelled.replace('_', "");
        Decimal::from_str_exact(&spelled).ok().filter(|_| is_number)
    }

    fn count(&self, what: &str, (least, most): (u32, u32)) -> Result<u32, Wrong> {
        let count = self.value.as_integer();
        let count = count.and_then(|count| u32::try_from(count).ok());
        count
            .filter(|count| (least..=most).contains(count))
            .ok_or_else(|| self.refused(what, &format!("请写{least}到{most}的整数。")))
    }

    fn margin(&self, what: &str) -> Result<u32, Wrong> {
        let (least, most) = MARGINS;
        let bounds = Decimal::from(least)..=Decimal::from(most);
        let given = self.number().filter(|given| bounds.contains(given));
        // 1440 twips and 25.4 mm are an inch each.
        given
            .and_then(|given| twips(given, Decimal::from(1440), Decimal::new(254, 1)))
            .ok_or_else(|| {
                let remedy = format!("请写{least}到{most}，单位是毫米，如 top = 37。");
                self.refused(what, &remedy)
            })
    }

    fn pitch(&self) -> Result<u32, Wrong> {
        let bounds = Decimal::TEN..=Decimal::from(100);
        let given = self.number().filter(|given| bounds.contains(given));
        given
            .and_then(|given| twips(given, Decimal::from(20), Decimal::ONE))
            .ok_or_else(|| self.refused("行距", "请写10到100，单位是磅，如 pitch = 28。"))
    }

    /// What stands around the 1 of a form; nothing for 无.
    fn form(&self) -> Result<Option<(String, String)>, Wrong> {
        let form = self.words("样子", 12)?;
        if form == "无" {
            return Ok(None);
        }
        let parts: Vec<&str> = form.split('1').collect();
        let [before, after] = parts.as_slice() else {
            let remedy = "请用一个 1 表示页码，如 \"— 1 —\"、\"第1页\"；不要页码写 \"无\"。";
            return Err(self.refused("样子", remedy));
        };
        Ok(Some(((*before).to_owned(), (*after).to_owned())))
    }

    fn side(&self) -> Result<Side, Wrong> {
        match self.value.as_str() {
            Some("外侧") => Ok(Side::Outside),
            Some("居中") => Ok(Side::Centre),
            _ => Err(self.refused("位置", "请写 \"外侧\"（单页靠右、双页靠左）或 \"居中\"。")),
        }
    }

    /// 清委〔2026〕5号: six-cornered brackets, the year in full, no 第, no zero in front.
    fn document_number(&self) -> Result<String, Wrong> {
        let number = self.words("发文字号", LONGEST_TEXT)?;
        let right = number.split_once('〔').is_some_and(|(office, rest)| {
            let Some((year, rest)) = rest.split_once('〕') else {
                return false;
            };
            let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
            let year_is_full = year.len() == 4 && digits(year);
            let serial = rest.strip_suffix('号').unwrap_or_default();
            let plain = !serial.is_empty() && digits(serial) && !serial.starts_with('0');
            !office.is_empty() && year_is_full && plain
        });
        if right {
            return Ok(number);
        }
        let remedy = "请写成 清委〔2026〕5号：用六角括号，年份写全，不加“第”，号前不补0。";
        Err(self.refused("发文字号", remedy))
    }
}

fn twips(given: Decimal, times: Decimal, by: Decimal) -> Option<u32> {
    let exact = given.checked_mul(times)?.checked_div(by)?;
    let whole = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    u32::try_from(whole).ok()
}

/// Whether the parts of a style go together.
fn fits(style: &Style) -> Result<(), Wrong> {
    let Page {
        lines,
        characters,
        pitch,
        ..
    } = style.page;
    let em = style.body.em();
    if style.page.line() < em {
        let asked = match pitch {
            Some(_) => "行距比正文的字还小".to_owned(),
            None => format!("一页放不下{lines}行正文这么大的字"),
        };
        let remedy = "请把行数写少些、行距写大些，或者把正文字号写小些。";
        return Err(Wrong(format!("{asked}，字会叠在一起。"), remedy.to_owned()));
    }
    // Beyond an eighth the characters would touch, or stand apart as if spaced out.
    let character = style.page.character();
    if character < em.saturating_sub(em / 8) || character > em.saturating_add(em / 4) {
        let most = style.page.text_width().checked_div(em).unwrap_or(0);
        let what = format!("每行{characters}个字和正文的字号、左右边距配不上。");
        let remedy = format!("照现在的字号和边距，每行写{most}个字左右正好。");
        return Err(Wrong(what, remedy));
    }
    if style
        .red_head
        .as_ref()
        .is_some_and(|head| head.name.is_empty())
    {
        let remedy = "请在 [red_head] 下面加一行 name = \"……文件\"。";
        return Err(wrong("红头没有写名称。", remedy));
    }
    Ok(())
}
