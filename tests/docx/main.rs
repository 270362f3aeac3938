//! The real program writes .docx; the programs that officials and scripts open them with judge it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tests only"
)]

mod markdown;
mod measures;
mod office;
mod paper;
mod random;
mod schema;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use office::Office;

/// A folder to work in, at home in it.
pub(crate) struct Desk(TempDir);

impl Desk {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn huibao(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_huibao"))
            .args(args)
            .current_dir(self.0.path())
            .env("HUIBAO_HOME", self.path("home"))
            .output()
            .unwrap()
    }

    /// Renders a draft here; fails where that fails.
    pub(crate) fn render(&self, draft: &Path, more: &[&str]) -> Output {
        let draft = draft.to_str().unwrap();
        let output = self.huibao(&[&["render", draft], more].concat());
        assert!(output.status.success(), "{}", said(&output));
        output
    }
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub(crate) fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(name)
        .join("draft.toml")
}

/// Texts that are hard on XML, on fonts and on line breaking.
pub(crate) const ODD: &str = r#"format = 1
[report]
title = "<甲>&“乙”"
opening = """
]]> &amp; <w:p/> "引号"
\u0007铃\u001b[2J\u000b下
עברית和العربية
𠮷野家䶮㐂𪜀"""
signature = "清溪镇"
date = 2026-12-31
[[section]]
heading = "只有标题"
[[section]]
heading = "一段"
text = "LONG"
[[section]]
text = "没有标题"
[[section.item]]
heading = "。"
[[section.item]]
text = "只有正文"
"#;

/// A draft with a blank in it.
const HALF: &str = r#"format = 1
[report]
title = "{镇名}情况汇报"
[[field]]
key = "镇名"
kind = "text"
"#;

#[test]
fn the_form_follows_the_name_and_the_bytes_are_always_the_same() {
    let desk = Desk::new();
    let draft = example("township-finished");
    desk.render(&draft, &["-o", "一.docx"]);
    let second = desk.render(&draft, &["-f", "docx"]).stdout;
    let first = fs::read(desk.path("一.docx")).unwrap();
    assert!(first.starts_with(b"PK\x03\x04"));
    assert_eq!(first, second);
}

#[test]
fn a_target_is_replaced_only_by_a_whole_document() {
    let desk = Desk::new();
    let old = desk.write("旧.docx", "旧的");
    let still = |output: Output, code: i32, words: &str| {
        assert_eq!(output.status.code(), Some(code), "{}", said(&output));
        assert!(said(&output).contains(words), "{}", said(&output));
        assert_eq!(fs::read(&old).unwrap(), "旧的".as_bytes());
    };
    let half = desk.write("缺.toml", HALF);
    let finished = example("township-finished");
    let (half, finished) = (half.to_str().unwrap(), finished.to_str().unwrap());
    still(
        desk.huibao(&["render", half, "-o", "旧.docx"]),
        1,
        "请先补齐",
    );
    desk.write("怪.toml", "[title]\nsize = \"大\"\n");
    let odd = ["render", finished, "-o", "旧.docx", "--style", "怪.toml"];
    still(desk.huibao(&odd), 2, "怪.toml 第2行");
    let none = ["render", finished, "-o", "旧.docx", "--style", "没有.toml"];
    still(desk.huibao(&none), 3, "没有.toml");
    let text = ["render", finished, "-f", "txt", "--style", "怪.toml"];
    still(desk.huibao(&text), 2, "--style 只管");
    let nowhere = ["render", finished, "-o", "没有/新.docx"];
    still(desk.huibao(&nowhere), 3, "没有这个文件夹");
    let doc = ["render", finished, "-o", "新.doc"];
    still(desk.huibao(&doc), 2, "docx");
    desk.render(Path::new(half), &["-o", "旧.docx", "--allow-blanks"]);
    assert!(fs::read(&old).unwrap().starts_with(b"PK"));
}

#[test]
fn the_user_s_own_style_is_taken_without_asking() {
    let desk = Desk::new();
    let draft = example("township-finished");
    let standard = desk.render(&draft, &["-f", "docx"]).stdout;
    fs::create_dir(desk.path("home")).unwrap();
    let style = desk.write("home/style.toml", "[body]\nfont = \"仿宋\"\n");
    let own = desk.render(&draft, &["-f", "docx"]).stdout;
    assert_ne!(own, standard);
    let named = ["-f", "docx", "--style", style.to_str().unwrap()];
    assert_eq!(desk.render(&draft, &named).stdout, own);
}

#[test]
fn the_style_file_in_the_guide_is_the_standard_with_a_red_head() {
    let guide = include_str!("../../docs/docx.md");
    let block = guide.split("```toml\n").nth(1).unwrap();
    let block = block.split("```").next().unwrap();
    let (standard, _) = block.split_once("[red_head]").unwrap();
    let desk = Desk::new();
    let draft = example("township-finished");
    desk.write("国标.toml", standard);
    desk.write("红头.toml", block);
    let plain = desk.render(&draft, &["-f", "docx"]).stdout;
    let written = desk.render(&draft, &["-f", "docx", "--style", "国标.toml"]);
    let red = desk.render(&draft, &["-f", "docx", "--style", "红头.toml"]);
    assert_eq!(written.stdout, plain);
    assert_ne!(red.stdout, plain);
}

#[test]
fn odd_texts_open_with_every_character_that_can_be_shown() {
    let Some(office) = Office::start() else {
        return;
    };
    let desk = Desk::new();
    let long = "全镇各级党组织坚持以人民为中心，".repeat(625);
    let draft = desk.write("怪.toml", &ODD.replace("LONG", &long));
    desk.render(&draft, &["-o", "怪.docx"]);
    let shown = office.text(&desk.path("怪.docx"));
    for words in [
        "<甲>&“乙”",
        "]]> &amp; <w:p/> \"引号\"",
        "铃[2J下",
        "עברית和العربية",
        "𠮷野家䶮㐂𪜀",
        "一、只有标题",
        &long,
        "只有正文",
        "2026年12月31日",
    ] {
        assert!(shown.contains(words), "{words}\n{}", &shown[..500]);
    }
}

#[test]
fn what_libreoffice_reads_is_the_plain_text() {
    let Some(office) = Office::start() else {
        return;
    };
    let desk = Desk::new();
    for name in ["township-finished", "safety-summary"] {
        let draft = example(name);
        desk.render(&draft, &["-o", "文.docx"]);
        let plain = desk.render(&draft, &["-f", "txt", "--indent", "0"]).stdout;
        let plain = String::from_utf8(plain).unwrap();
        let shown = office.text(&desk.path("文.docx"));
        assert_eq!(shown.trim_end(), plain.trim_end());
    }
}

#[test]
fn libreoffice_reads_the_text_for_old_systems() {
    let Some(office) = Office::start() else {
        return;
    };
    let desk = Desk::new();
    let draft = example("township-finished");
    let plain = desk.render(&draft, &["-f", "txt"]).stdout;
    let plain = String::from_utf8(plain).unwrap();
    let old = ["-o", "旧.txt", "--encoding", "gb18030", "--eol", "crlf"];
    desk.render(&draft, &old);
    let filter = "Text (encoded):GB_18030,CRLF";
    let shown = office.opened_as(&desk.path("旧.txt"), filter);
    assert_eq!(shown.trim_end(), plain.trim_end());
}

#[test]
fn python_docx_reads_styles_and_paper() {
    let script = "import sys, docx\n\
        d = docx.Document(sys.argv[1])\n\
        s = d.sections[0]\n\
        print(round(s.page_width.mm), round(s.page_height.mm), round(s.top_margin.mm), round(s.left_margin.mm), d.settings.odd_and_even_pages_header_footer)\n\
        print(d.core_properties.title)\n\
        for p in d.paragraphs: print(p.style.name + '|' + p.text)\n";
    let Some(python) = office::python_docx() else {
        return;
    };
    let desk = Desk::new();
    desk.render(&example("township-finished"), &["-o", "文.docx"]);
    let output = Command::new(python)
        .args(["-c", script])
        .arg(desk.path("文.docx"))
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let read = String::from_utf8(output.stdout).unwrap();
    let mut lines = read.lines();
    assert_eq!(lines.next(), Some("210 297 37 28 True"));
    assert_eq!(lines.next(), Some("清溪镇2026年党建和重点工作情况汇报"));
    for line in [
        "Title|清溪镇2026年党建和重点工作情况汇报",
        "主送机关|县委：",
        "Heading 1|一、重点工作及成效",
        "Signature|中共清溪镇委员会",
        "Date|2026年10月12日",
    ] {
        assert!(lines.clone().any(|found| found == line), "{line}\n{read}");
    }
}

#[test]
fn libreoffice_and_python_read_the_tables() {
    let desk = Desk::new();
    let draft = example("township-finished");
    let text = fs::read_to_string(&draft).unwrap();
    let old = desk.write(
        "初稿.toml",
        &text.replace("坚持边学边干", "坚持&<边学边做>"),
    );
    desk.render(&draft, &["--sources", "-o", "来源.docx"]);
    let against = ["--against", old.to_str().unwrap(), "-o", "对照.docx"];
    desk.render(&draft, &against);
    if let Some(office) = Office::start() {
        let shown = office.text(&desk.path("来源.docx"));
        for words in ["数据来源表", "由谁提供", "专题学习次数", "12次", "宣传办"]
        {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        let shown = office.text(&desk.path("对照.docx"));
        assert!(
            shown.contains("&<边学边做>") && shown.contains("文字改了1处"),
            "{shown}"
        );
    }
    let Some(python) = office::python_docx() else {
        return;
    };
    let script = "import sys, docx\n\
        t = docx.Document(sys.argv[1]).tables[0]\n\
        print([c.text for c in t.rows[0].cells], len(t.rows))\n\
        print([(r.text, bool(r.font.strike), bool(r.font.underline)) for c in t.rows[1].cells for r in c.paragraphs[0].runs])\n";
    let output = Command::new(python)
        .args(["-c", script])
        .arg(desk.path("对照.docx"))
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let read = String::from_utf8(output.stdout).unwrap();
    assert!(
        read.starts_with("['序号', '在哪里', '原来', '现在'] 2"),
        "{read}"
    );
    assert!(
        read.contains("('&<', True, False)") && read.contains("('干', False, True)"),
        "{read}"
    );
}
