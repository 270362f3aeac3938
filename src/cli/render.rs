//! `huibao render`: the finished text, where nothing stands in its way.

use std::io::{self, IsTerminal};
use std::path::Path;

use crate::check::{Code, Finding, Review};
use crate::export::style::Style;
use crate::export::{docx, markdown, text};
use crate::failure::Failure;
use crate::report::Level;
use crate::store::draft::Draft;
use crate::store::{self, Expect, Places};
use crate::tui::written;

use super::args::{self, Encoding, Eol, Form, Indent};
use super::{Outcome, check, is_standard, output};

pub(super) fn run(args: &args::Render) -> Result<Outcome, Failure> {
    let form = form(args)?;
    let output = args.output.as_deref();
    let output = output.filter(|output| !is_standard(output));
    let style = house_style(args, form)?;
    if form == Form::Docx && output.is_none() && io::stdout().is_terminal() {
        let failure = Failure::usage("Word 文档不能直接显示在屏幕上。");
        return Err(failure.remedy("请用 -o 汇报.docx 写到文件里。"));
    }
    let draft = Draft::open(&args.file)?;
    let review = Review::of(&draft.report);
    let stops: Vec<&Finding> = review
        .findings
        .iter()
        .filter(|finding| stops(finding, args.allow_blanks))
        .collect();
    if !stops.is_empty() {
        output::say(&format!(
            "{}{}",
            check::lines(&draft, &stops),
            advice(&stops)
        ));
        return Ok(Outcome::Left);
    }
    let bytes_of = |text: &str| encoded(text, args.encoding);
    let document = &review.document;
    let bytes = match form {
        Form::Txt => bytes_of(&text::text(document, layout(args)))?,
        Form::Md => bytes_of(&markdown::markdown(document).replace('\n', ending(args.eol)))?,
        Form::Docx => docx::docx(document, &style)?,
    };
    match output {
        Some(output) => store::save(output, &bytes, Expect::Anything).map(|_| Outcome::Done),
        None => output::bytes(&bytes),
    }
}

/// What the report is written as: what `-f` says, else what the name in `-o` ends with.
fn form(args: &args::Render) -> Result<Form, Failure> {
    if let Some(form) = args.format {
        return Ok(form);
    }
    let output = args.output.as_deref().unwrap_or(Path::new("-"));
    let ending = output
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        None | Some("txt" | "text") => Ok(Form::Txt),
        Some("md" | "markdown") => Ok(Form::Md),
        Some("docx") => Ok(Form::Docx),
        Some("doc" | "wps") => {
            let what = "旧版的 doc、wps 文件写不了，能写 docx。";
            let remedy = "请把 -o 的文件名换成 .docx 结尾，Word 和 WPS 都能打开。";
            let place = output.display().to_string();
            Err(Failure::usage(what).place(place).remedy(remedy))
        }
        Some(other) => {
            let what = format!("还不能写成 {other} 文件，现在能写 docx、txt 和 md。");
            let remedy =
                "请把 -o 的文件名换成 .docx、.txt 或 .md 结尾；要保留这个名字，请加上 -f txt。";
            let place = output.display().to_string();
            Err(Failure::usage(what).place(place).remedy(remedy))
        }
    }
}

/// The style that `--style` names, else the user's own, else the standard's.
fn house_style(args: &args::Render, form: Form) -> Result<Style, Failure> {
    if form != Form::Docx {
        return match args.style {
            None => Ok(Style::default()),
            Some(_) => Err(Failure::usage("--style 只管 Word 文档的排版。")
                .remedy("请去掉 --style，或者写成 docx：-o 汇报.docx。")),
        };
    }
    match &args.style {
        Some(file) => written::style_in(file),
        None => written::house_style(&Places::find()?),
    }
}

/// Whether a finding keeps the report from being written: its language alone never does.
fn stops(finding: &Finding, allow_blanks: bool) -> bool {
    let hard = match finding.code {
        Code::Blank => !allow_blanks,
        Code::Number | Code::Relation | Code::File => true,
        _ => false,
    };
    hard && finding.level == Level::Error
}

fn advice(stops: &[&Finding]) -> &'static str {
    match stops.iter().all(|finding| finding.code == Code::Blank) {
        true => "还没有写出来：请先补齐；要先看版面，可以加上 --allow-blanks。",
        false => "还没有写出来：请先改好上面这些。",
    }
}

fn layout(args: &args::Render) -> text::Layout {
    text::Layout {
        indent: match args.indent {
            Indent::Two => 2,
            Indent::None => 0,
        },
        eol: match args.eol {
            Eol::Lf => text::Eol::Lf,
            Eol::Crlf => text::Eol::Crlf,
        },
    }
}

fn ending(eol: Eol) -> &'static str {
    match eol {
        Eol::Lf => "\n",
        Eol::Crlf => "\r\n",
    }
}

fn encoded(written: &str, encoding: Encoding) -> Result<Vec<u8>, Failure> {
    let encoding = match encoding {
        Encoding::Utf8 => text::Encoding::Utf8,
        Encoding::Gb18030 => text::Encoding::Gb18030,
    };
    text::encode(written, encoding).map_err(|missing| {
        let what = format!(
            "{missing} 这个字（U+{:04X}）在 GB18030 里没有，没有写出来。",
            u32::from(missing)
        );
        Failure::usage(what).remedy("请换一个字，或者用 --encoding utf-8。")
    })
}
