//! `huibao render`: the finished text, where nothing stands in its way.

use std::io::{self, IsTerminal};
use std::path::Path;

use crate::check::{Code, Finding, Review};
use crate::compare::Changes;
use crate::export::paper::Paper;
use crate::export::style::{Limit, Style};
use crate::export::tables::{self, Table};
use crate::export::{docx, markdown, text};
use crate::failure::Failure;
use crate::render::Document;
use crate::report::Level;
use crate::store::draft::Draft;
use crate::store::{self, Expect, Places};
use crate::tui::written;

use super::args::{self, Encoding, Eol, Form, Indent};
use super::{Outcome, check, diff, is_standard, output};

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
    if let Some(table) = table(args, (&draft, &review), form)? {
        return write(output, &docx::table(&table, &style)?);
    }
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
    for said in remarks(args, form, (document, &style)) {
        output::say(&said);
    }
    write(output, &bytes)
}

fn write(output: Option<&Path>, bytes: &[u8]) -> Result<Outcome, Failure> {
    match output {
        Some(output) => store::save(output, bytes, Expect::Anything).map(|_| Outcome::Done),
        None => output::bytes(bytes),
    }
}

/// The table that is asked for in place of the report.
fn table(
    args: &args::Render,
    (draft, review): (&Draft, &Review),
    form: Form,
) -> Result<Option<Table>, Failure> {
    let asked = match (args.sources, &args.against) {
        (true, Some(_)) => {
            let what = "--sources 和 --against 一次只能写一个。";
            return Err(Failure::usage(what).remedy("请分两次写，各写一个文件。"));
        }
        (false, None) => return Ok(None),
        (true, None) => "数据来源表",
        (false, Some(_)) => "修改对照",
    };
    if form != Form::Docx {
        let remedy = format!("请写成 Word 文档：-o {asked}.docx。");
        return Err(Failure::usage(format!("{asked}只能写成 docx。")).remedy(remedy));
    }
    let document = &review.document;
    let Some(old) = &args.against else {
        return Ok(Some(tables::sources(
            &draft.report,
            &review.figures,
            document,
        )));
    };
    let old = Draft::open(old)?;
    let before = Review::of(&old.report);
    let changes = Changes::between(diff::side(&old, &before), diff::side(draft, review));
    Ok(Some(tables::changes(&changes, document)))
}

/// What is worth a look though the report is written: what an old system lacks, a limit that is passed.
fn remarks(args: &args::Render, form: Form, (document, style): (&Document, &Style)) -> Vec<String> {
    match form {
        Form::Docx if style.limit == Limit::default() => Vec::new(),
        Form::Docx => {
            let over = Paper::of(document, style).over(&style.limit);
            over.into_iter()
                .map(|said| format!("提醒：{said}\n"))
                .collect()
        }
        _ if args.encoding == Encoding::Gb18030 => {
            let lines = text::text(document, layout(args));
            let rare = text::rare(&lines);
            rare.map(|said| format!("提醒：{said}\n"))
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
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
