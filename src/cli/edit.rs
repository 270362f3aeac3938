//! `huibao`, `huibao FILE` and `huibao edit`: the wizard, on a screen or line by line.

use std::io::{BufReader, IsTerminal, stdin, stdout};
use std::path::Path;

use crate::failure::Failure;
use crate::plain::{self, Talk};
use crate::store::Places;
use crate::store::draft::Draft;
use crate::tui;
use crate::tui::terminal::encoding::{Charset, NOT_CHINESE, SET_UTF8};

use super::{Outcome, args, get, help, is_standard};

/// The wizard's two ways.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Way {
    /// On a screen.
    Screen,
    /// Line by line.
    Lines,
}

/// Where drafts and templates are chosen.
pub(super) fn start(plain: bool) -> Result<Outcome, Failure> {
    let places = Places::find()?;
    match way(plain, "要用命令，请看 huibao --help。")? {
        Way::Screen => tui::start(&places)?,
        Way::Lines => plain::start(&places, &mut talk()?)?,
    }
    Ok(Outcome::Done)
}

/// A word that is no command: the draft of this name.
pub(super) fn file(file: &Path, plain: bool) -> Result<Outcome, Failure> {
    let word = file.to_string_lossy();
    if !is_standard(file) && !file.exists() && !help::is_file_name(&word) {
        let what = format!("没有 {word} 这个命令，也没有叫这个名字的草稿。");
        return Err(Failure::usage(what).remedy(help::commands(&args::command())));
    }
    open(file, None, plain)
}

pub(super) fn run(args: &args::Edit) -> Result<Outcome, Failure> {
    open(&args.file, args.at.as_deref(), args.plain)
}

/// Opens the wizard on a draft, at a field where one is named.
fn open(file: &Path, at: Option<&str>, plain: bool) -> Result<Outcome, Failure> {
    if is_standard(file) {
        let what = "标准输入里的草稿不能打开来填，只有存成文件的才行。";
        return Err(Failure::usage(what).remedy("请先把它存成文件，再用 huibao edit 文件。"));
    }
    let draft = Draft::open(file)?;
    if let Some(key) = at
        && draft.report.field(key).is_none()
    {
        return Err(get::unknown(&draft.report, key, &draft));
    }
    let way = way(plain, "不开窗口填数据，请用 huibao set。")?;
    wizard(draft, at, way)
}

/// The wizard on a draft, this way.
pub(super) fn wizard(draft: Draft, at: Option<&str>, way: Way) -> Result<Outcome, Failure> {
    match way {
        Way::Screen => tui::edit(draft, at)?,
        Way::Lines => plain::edit(draft, at, &mut talk()?)?,
    }
    Ok(Outcome::Done)
}

/// The way that can be gone here: line by line where that is asked for or the terminal can't hold a screen;
/// refused where there is no terminal to draw on and to type at.
pub(super) fn way(plain: bool, remedy: &str) -> Result<Way, Failure> {
    if plain {
        return Ok(Way::Lines);
    }
    if !stdin().is_terminal() || !stdout().is_terminal() {
        let what = "这里没有终端，开不了填写的窗口。";
        let remedy = format!("请在终端窗口里运行，或加上 --plain 一行一问；{remedy}");
        return Err(Failure::usage(what).remedy(remedy));
    }
    let term = std::env::var("TERM").unwrap_or_default();
    match term.as_str() {
        "" | "dumb" => Ok(Way::Lines),
        _ => Ok(Way::Screen),
    }
}

/// The talk over standard input and output. Refused on a terminal that can't show Chinese.
fn talk() -> Result<Talk, Failure> {
    let locale = Charset::of_locale().unwrap_or(Charset::Utf8);
    let charset = |terminal: bool| if terminal { locale } else { Charset::Utf8 };
    let (typed, said) = (
        charset(stdin().is_terminal()),
        charset(stdout().is_terminal()),
    );
    if !typed.has_chinese() || !said.has_chinese() {
        return Err(Failure::usage(NOT_CHINESE).remedy(SET_UTF8));
    }
    Ok(Talk {
        input: Box::new(BufReader::new(stdin())),
        output: Box::new(stdout()),
        typed,
        said,
        echo: !stdin().is_terminal(),
    })
}
