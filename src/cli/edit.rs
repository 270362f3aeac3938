//! `huibao`, `huibao FILE` and `huibao edit`: the wizard, where there is a terminal for it.

use std::io::{IsTerminal, stdin, stdout};
use std::path::Path;

use crate::failure::Failure;
use crate::store::Places;
use crate::store::draft::Draft;
use crate::tui;

use super::{Outcome, args, get, help, is_standard};

/// The wizard's start screen.
pub(super) fn start() -> Result<Outcome, Failure> {
    terminal("请在终端窗口里运行；要用命令，请看 huibao --help。")?;
    tui::start(&Places::find()?)?;
    Ok(Outcome::Done)
}

/// A word that is no command: the draft of this name.
pub(super) fn file(file: &Path) -> Result<Outcome, Failure> {
    let word = file.to_string_lossy();
    if !is_standard(file) && !file.exists() && !help::is_file_name(&word) {
        let what = format!("没有 {word} 这个命令，也没有叫这个名字的草稿。");
        return Err(Failure::usage(what).remedy(help::commands(&args::command())));
    }
    open(file, None)
}

pub(super) fn run(args: &args::Edit) -> Result<Outcome, Failure> {
    open(&args.file, args.at.as_deref())
}

/// Opens the wizard on a draft, at a field where one is named.
fn open(file: &Path, at: Option<&str>) -> Result<Outcome, Failure> {
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
    terminal("请在终端窗口里运行；不开窗口填数据，请用 huibao set。")?;
    tui::edit(draft, at)?;
    Ok(Outcome::Done)
}

/// Refuses where there is no terminal to draw on and to type at.
pub(super) fn terminal(remedy: &str) -> Result<(), Failure> {
    if stdin().is_terminal() && stdout().is_terminal() {
        return Ok(());
    }
    Err(Failure::usage("这里没有终端，开不了填写的窗口。").remedy(remedy))
}
