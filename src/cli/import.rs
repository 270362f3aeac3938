//! `huibao import`: a model report becomes a template, never over a file that is there; what was found in it
//! as JSON, and what its user should look at on standard error.

use std::mem;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::bytes::control_or;
use crate::failure::Failure;
use crate::import::{self, Found, How, Remark, Spot, Template, Text};
use crate::report::{AS_OF, Figures, REPORT_DATE, Report};
use crate::store::{self, Places, templates};
use crate::tui::fetch::quoted;
use crate::tui::reading;

use super::output::Printer;
use super::{Outcome, args, is_standard, output};

/// So many remarks fit on a screen with what stands around them.
const MOST_REMARKS: usize = 16;

pub(super) fn run(args: &args::Import) -> Result<Outcome, Failure> {
    let printed = args.output.as_deref().is_some_and(is_standard);
    if args.json && printed {
        return Err(Failure::usage("--json 和 -o - 都要写到标准输出。")
            .remedy("请只留一个，或者把模板存成文件：-o 模板.toml。"));
    }
    let bytes = bytes(&args.file)?;
    let text = text(&bytes, &args.file)?;
    reading::not_a_template(&text.text, &args.file)?;
    let how = How {
        figures: args.figures,
        kept: true,
        styled: &text.styled,
    };
    let refused = |refusal| reading::refused(refusal).place(named(&args.file));
    // The program ends here: all its memory goes back at once, without a look at each of a hundred thousand blanks.
    match (&args.output, args.json) {
        (None, true) => {
            let (found, remarks) = import::find(&text.text, how).map_err(refused)?;
            remark(&text, &remarks);
            let done = json(&found);
            mem::forget(found);
            done
        }
        (Some(path), true) => {
            let import = import::import(&text.text, how).map_err(refused)?;
            save(&import.report, path)?;
            remark(&text, &import.remarks);
            let done = json(&import.found);
            mem::forget(import);
            done
        }
        (output, false) => {
            let template = import::template(&text.text, how).map_err(refused)?;
            let saved = match output {
                Some(_) if printed => None,
                Some(path) => Some(save(&template.report, path)?),
                None => Some(save_among_templates(&template.report, &args.file)?),
            };
            remark(&text, &template.remarks);
            let done = match saved {
                Some(path) => {
                    output::say(&summary(&template, how, &path));
                    output::print(&format!("{}\n", path.display()))
                }
                None => {
                    let text = reading::template(&template.report);
                    output::print(&text.map_err(|failure| failure.place(named(&args.file)))?)
                }
            };
            mem::forget(template);
            done
        }
    }
}

/// The text of a model report, whatever file it comes in.
pub(super) fn text<'a>(bytes: &'a [u8], file: &Path) -> Result<Text<'a>, Failure> {
    reading::text(bytes).map_err(|failure| failure.place(named(file)))
}

/// The bytes of a file, or of standard input.
pub(super) fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    match is_standard(file) {
        true => store::read_stdin_bytes(reading::most()),
        false => store::read_bytes(file, reading::most()),
    }
}

/// What a file is called in messages.
fn named(file: &Path) -> String {
    match is_standard(file) {
        true => "标准输入".to_owned(),
        false => file.display().to_string(),
    }
}

fn save(report: &Report, path: &Path) -> Result<PathBuf, Failure> {
    store::save_new(path, &mut |file| reading::write_template(report, file))?;
    Ok(path.to_path_buf())
}

/// Saves it where `huibao templates` finds it, under a name made from its title, or from that of its file.
fn save_among_templates(report: &Report, file: &Path) -> Result<PathBuf, Failure> {
    let folder = Places::find()?.templates();
    store::make_folder(&folder)?;
    let title = templates::title(report, &Figures::of(report));
    let name = match title.is_empty() {
        true => file.file_stem().unwrap_or_default().to_string_lossy(),
        false => title.into(),
    };
    save(report, &templates::free_path(&folder, &name))
}

/// Prints what was found as JSON, put together by hand: of a megabyte full of blanks it has three.
fn json(found: &Found<'_>) -> Result<Outcome, Failure> {
    let mut out = Printer::new();
    out.add(|out| {
        out.push_str("{\n  \"title\": ");
        optional(out, found.title.as_deref());
    })?;
    list(&mut out, "headings", &found.headings, |out, heading| {
        number(out, "{\n      \"level\": ", heading.level);
        string(out, ",\n      \"marker\": ", &heading.marker);
        string(out, ",\n      \"text\": ", &heading.text);
        out.push_str("\n    }");
    })?;
    list(&mut out, "items", &found.items, |out, item| {
        string(out, "", item);
    })?;
    list(&mut out, "blanks", &found.blanks, |out, blank| {
        string(out, "{\n      \"text\": ", &blank.text);
        string(out, ",\n      \"context\": ", &blank.context);
        let kind = blank.kind.name();
        out.extend([",\n      \"kind\": \"", kind, "\",\n      \"unit\": "]);
        optional(out, blank.unit.as_deref());
        string(out, ",\n      \"key\": ", &blank.key);
        let Spot {
            line,
            column,
            start,
            end,
        } = blank.spot;
        number(out, ",\n      \"line\": ", line);
        number(out, ",\n      \"column\": ", column);
        number(out, ",\n      \"start\": ", start);
        number(out, ",\n      \"end\": ", end);
        out.push_str("\n    }");
    })?;
    out.add(|out| out.push_str("\n}\n"))?;
    out.end()
}

/// A list by its name, each of its rows as `row` writes it.
fn list<T>(
    out: &mut Printer,
    name: &str,
    rows: &[T],
    row: impl Fn(&mut String, &T),
) -> Result<(), Failure> {
    out.add(|out| out.extend([",\n  \"", name, "\": ["]))?;
    for (nth, one) in rows.iter().enumerate() {
        out.add(|out| {
            out.push_str(if nth == 0 { "\n    " } else { ",\n    " });
            row(out, one);
        })?;
    }
    out.add(|out| out.push_str(if rows.is_empty() { "]" } else { "\n  ]" }))
}

fn optional(out: &mut String, text: Option<&str>) {
    match text {
        Some(text) => string(out, "", text),
        None => out.push_str("null"),
    }
}

/// A text in quotes behind what stands before it.
fn string(out: &mut String, before: &str, text: &str) {
    out.push_str(before);
    let special = |byte: u8| byte < b' ' || matches!(byte, b'"' | b'\\');
    if control_or(text.as_bytes(), *b"\"\"\\", special).is_none() {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&Value::from(text).to_string());
    }
}

/// A number behind what stands before it.
fn number(out: &mut String, before: &str, number: usize) {
    out.push_str(before);
    out.push_str(itoa::Buffer::new().format(number));
}

/// Says what could not be taken as it stands, by the lines of the text, as many as fit on a screen.
fn remark(text: &Text<'_>, remarks: &[Remark]) {
    let misread = text
        .misread
        .iter()
        .map(|misread| (misread.line, &misread.message));
    let remarks = remarks.iter().map(|remark| (remark.line, &remark.message));
    let mut all: Vec<(usize, &String)> = misread.chain(remarks).collect();
    all.sort_by_key(|(line, _)| *line);
    let what = text.form.line_name();
    let mut said = String::new();
    for (line, message) in all.iter().take(MOST_REMARKS) {
        said.push_str(&format!("第{line}{what}：{message}\n"));
    }
    let rest = all.len().saturating_sub(MOST_REMARKS);
    if rest > 0 {
        said.push_str(&format!("还有{rest}处这样的，没有列出来。\n"));
    }
    if !said.is_empty() {
        output::say(&said);
    }
}

/// What was made, and how to go on.
fn summary(template: &Template, how: How<'_>, path: &Path) -> String {
    let blanks = template.blanks;
    let fields = template.report.fields.iter().filter(|field| {
        field.rare.formula.is_none() && ![REPORT_DATE, AS_OF].contains(&field.key.as_str())
    });
    let fields = fields.count();
    let found = match how.figures {
        true => format!("找到{blanks}处数，是{fields}个数据，原来的数作上期数。"),
        false if blanks == 0 => "没有找到空。写好的汇报要变成模板，请加上 --figures。".to_owned(),
        false => format!("找到{blanks}处空，是{fields}个数据。"),
    };
    let path = quoted(&path.display().to_string());
    format!("{found}\n新写一份：huibao new -t {path}")
}
