//! Reading the command line, and what is said where it can't be read: clap's English is replaced by
//! own sentences made from the kind of its error and what it names.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, FromArgMatches};

use super::args::Cli;
use super::help;

/// What the command line asks for.
pub(super) enum Asked {
    /// A command, or the wizard.
    Run(Cli),
    /// Help or version, to be printed.
    Print(String),
    /// It can't be read: what is wrong, and what to do.
    Wrong(String, String),
}

/// Reads the arguments, the program's name among them.
pub(super) fn read(args: &[OsString]) -> Asked {
    let read = Cli::command()
        .try_get_matches_from(args)
        .and_then(|found| Cli::from_arg_matches(&found));
    let error = match read {
        Ok(cli) => return Asked::Run(cli),
        Err(error) => error,
    };
    let all = Cli::command();
    let (path, command) = asked_for(&all, args);
    match error.kind() {
        ErrorKind::DisplayVersion => {
            Asked::Print(format!("huibao {}\n", env!("CARGO_PKG_VERSION")))
        }
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Asked::Print(help::page(command))
        }
        _ => match stray(&error, command, args) {
            Some(word) => Asked::Wrong(help::no_command(&word), help::commands(&all)),
            None => Asked::Wrong(what(&error), remedy(&error, (&path, command))),
        },
    }
}

/// The first argument that is no option.
fn first_word(args: &[OsString]) -> Option<&OsString> {
    args.iter()
        .skip(1)
        .find(|word| !word.to_string_lossy().starts_with('-'))
}

/// The command that the arguments name, one of its own commands where they name that too, and how it is called; the
/// program where they name none.
fn asked_for<'a>(all: &'a Command, args: &[OsString]) -> (String, &'a Command) {
    let (mut path, mut command) = (all.get_name().to_owned(), all);
    let is_word = |word: &&OsString| !word.to_string_lossy().starts_with('-');
    for word in args.iter().skip(1).filter(is_word) {
        let Some(inner) = command.find_subcommand(word) else {
            break;
        };
        path = format!("{path} {}", inner.get_name());
        command = inner;
    }
    (path, command)
}

/// The word that stands where a command should, with others behind it.
fn stray(error: &clap::Error, command: &Command, args: &[OsString]) -> Option<String> {
    let others = matches!(
        error.kind(),
        ErrorKind::UnknownArgument | ErrorKind::ArgumentConflict
    );
    let is_option = strings(error, ContextKind::InvalidArg)
        .first()
        .is_some_and(|shown| shown.starts_with('-'));
    let is_file = first_word(args).is_some_and(|word| help::is_file_name(&word.to_string_lossy()));
    if command.get_name() != "huibao" || !others || (is_option && is_file) {
        return None;
    }
    first_word(args).map(|word| word.to_string_lossy().into_owned())
}

fn what(error: &clap::Error) -> String {
    let argument = strings(error, ContextKind::InvalidArg);
    let name = argument
        .first()
        .map(|shown| short(shown))
        .unwrap_or_default();
    let value = strings(error, ContextKind::InvalidValue)
        .into_iter()
        .next()
        .unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{name} 后面还要写一个值。"),
        ErrorKind::InvalidValue => {
            let right = strings(error, ContextKind::ValidValue).join("、");
            format!("{name} 这里写的是 {value}，只能写 {right}。")
        }
        ErrorKind::InvalidSubcommand => {
            let word = strings(error, ContextKind::InvalidSubcommand);
            help::no_command(word.first().map_or("", String::as_str))
        }
        ErrorKind::UnknownArgument if name.starts_with('-') => format!("没有 {name} 这个选项。"),
        ErrorKind::UnknownArgument => format!("多写了 {name}。"),
        ErrorKind::ArgumentConflict => {
            let other = strings(error, ContextKind::PriorArg)
                .into_iter()
                .next()
                .unwrap_or_default();
            match short(&other) {
                other if other.is_empty() || other == name => {
                    format!("{name} 写了两次，只能写一次。")
                }
                other => format!("{name} 不能和 {other} 一起写。"),
            }
        }
        ErrorKind::MissingRequiredArgument => {
            let missing: Vec<String> = argument
                .iter()
                .map(|shown| shown.replace(['<', '>', '.'], ""))
                .collect();
            format!("还要写上 {}。", missing.join("、"))
        }
        ErrorKind::InvalidUtf8 => "参数里有读不出来的字，它不是 UTF-8 编码。".to_owned(),
        ErrorKind::TooManyValues => format!("{name} 多写了 {value}。"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{name} 后面写的值不够。")
        }
        ErrorKind::ValueValidation => format!("{name} 这里写的是 {value}，读不懂。"),
        _ => "这行命令读不懂。".to_owned(),
    }
}

fn remedy(error: &clap::Error, (name, command): (&str, &Command)) -> String {
    let near = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::SuggestedSubcommand,
    ]
    .into_iter()
    .flat_map(|kind| strings(error, kind))
    .next();
    let see = format!(
        "写法是 {}；详细说明请看 {name} --help。",
        help::usage(command).join("，或 ")
    );
    match near {
        Some(near) => format!("要写的也许是 {near}。{see}"),
        None if error.kind() == ErrorKind::InvalidUtf8 => {
            "请把终端的编码换成 UTF-8 再输入；文件名请先改名。".to_owned()
        }
        None if error.kind() == ErrorKind::UnknownArgument && name != "huibao" => {
            format!("{see}横杠开头的文件名，请在前面加上 -- 。")
        }
        None => see,
    }
}

/// What clap names under a kind of context.
fn strings(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

/// `--output <文件>` as it is spoken of: `--output`; `<文件>`: `文件`.
fn short(shown: &str) -> String {
    let word = shown.split_once(" <").map_or(shown, |(name, _)| name);
    word.trim_matches(['<', '>', '.', '[', ']']).to_owned()
}
