//! The help of a command as text, made from its definition: Chinese headings, columns that stand under
//! each other in Chinese too. The manual and `docs/commands.md` are put together from the same pieces.

use clap::builder::StyledStr;
use clap::{Arg, Command};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that a line of help may take.
const WIDEST: usize = 78;
/// Characters that no line begins with.
const NOT_FIRST: &str = "，。；：、？！）》”…";

/// How things are written, and what each is.
pub(super) type Rows = Vec<(String, String)>;

/// The help of one command, or of the program where `command` is the whole.
pub(super) fn page(command: &Command) -> String {
    let mut page = String::new();
    for line in wrapped(&about(command), WIDEST) {
        push(&mut page, &line);
    }
    page.push('\n');
    for (at, usage) in usage(command).iter().enumerate() {
        push(
            &mut page,
            &format!("{}{usage}", if at == 0 { "用法：" } else { "      " }),
        );
    }
    let commands: Rows = command
        .get_subcommands()
        .map(|inner| (inner.get_name().to_owned(), about(inner)))
        .collect();
    table(&mut page, "命令", &commands);
    let (values, options) = arguments(command);
    table(&mut page, "参数", &values);
    table(&mut page, "选项", &options);
    page.push_str("\n例：\n");
    for example in examples(command) {
        push(&mut page, &format!("  {example}"));
    }
    page
}

/// That a word is no command.
pub(super) fn no_command(word: &str) -> String {
    format!("没有 {word} 这个命令。")
}

/// Which commands there are.
pub(super) fn commands(all: &Command) -> String {
    let names: Vec<&str> = all.get_subcommands().map(Command::get_name).collect();
    format!("命令有 {}；说明请看 huibao --help。", names.join("、"))
}

/// Whether a word looks like a file's name rather than a command's.
pub(super) fn is_file_name(word: &str) -> bool {
    word.contains(['.', '/', '\\'])
}

/// Every command with the words that call it, those that have commands of their own before these.
pub(super) fn every(all: &Command) -> Vec<(String, &Command)> {
    let mut every = Vec::new();
    for command in all.get_subcommands() {
        let name = command.get_name();
        every.push((name.to_owned(), command));
        let inner = command.get_subcommands();
        every.extend(inner.map(|inner| (format!("{name} {}", inner.get_name()), inner)));
    }
    every
}

/// What a command does, in a sentence without its full stop.
pub(super) fn about(command: &Command) -> String {
    command
        .get_about()
        .map(StyledStr::to_string)
        .unwrap_or_default()
}

/// How a command is written: a line each way.
pub(super) fn usage(command: &Command) -> Vec<String> {
    let usage = command.clone().render_usage().to_string();
    usage
        .trim_start_matches("Usage:")
        .lines()
        .map(|line| line.trim().to_owned())
        .collect()
}

/// A command's examples, a line each.
pub(super) fn examples(command: &Command) -> Vec<String> {
    let text = command
        .get_after_help()
        .map(StyledStr::to_string)
        .unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

/// A command's values and its options: how each is written, and what it does.
pub(super) fn arguments(command: &Command) -> (Rows, Rows) {
    let row = |argument: &Arg| {
        (
            spelled(argument),
            argument
                .get_help()
                .map(StyledStr::to_string)
                .unwrap_or_default(),
        )
    };
    let (values, options): (Vec<&Arg>, Vec<&Arg>) =
        command.get_arguments().partition(|arg| arg.is_positional());
    (
        values.into_iter().map(row).collect(),
        options.into_iter().map(row).collect(),
    )
}

/// `-o, --output 文件`
fn spelled(argument: &Arg) -> String {
    let value = argument
        .get_value_names()
        .and_then(<[_]>::first)
        .map(ToString::to_string)
        .unwrap_or_default();
    let takes = argument.get_action().takes_values();
    match (argument.get_short(), argument.get_long()) {
        (Some(short), Some(long)) if takes => format!("-{short}, --{long} {value}"),
        (Some(short), Some(long)) => format!("-{short}, --{long}"),
        (None, Some(long)) if takes => format!("--{long} {value}"),
        (None, Some(long)) => format!("--{long}"),
        _ => value,
    }
}

/// Rows of two columns under a heading; nothing where there are no rows.
pub(super) fn table(page: &mut String, heading: &str, rows: &[(String, String)]) {
    if rows.is_empty() {
        return;
    }
    let first = rows
        .iter()
        .map(|(name, _)| name.width())
        .max()
        .unwrap_or_default();
    let indent = first.saturating_add(4);
    page.push_str(&format!("\n{heading}：\n"));
    for (name, text) in rows {
        let mut lead = format!(
            "  {name}{}",
            " ".repeat(first.saturating_sub(name.width()).saturating_add(2))
        );
        for line in wrapped(text, WIDEST.saturating_sub(indent)) {
            push(page, &format!("{lead}{line}"));
            lead = " ".repeat(indent);
        }
    }
}

/// A text in lines of at most so many columns: none breaks inside a word of letters, none begins with
/// a closing mark.
pub(super) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0_usize;
    for word in words(text) {
        let width = word.width();
        if used > 0 && used.saturating_add(width) > columns {
            if let Some(line) = lines.last_mut() {
                line.truncate(line.trim_end().len());
            }
            lines.push(String::new());
            used = 0;
        }
        let word = if used == 0 { word.trim_start() } else { &word };
        if let Some(line) = lines.last_mut() {
            line.push_str(word);
        }
        used = used.saturating_add(word.width());
    }
    lines
}

/// A text cut where a line may break.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in text.chars() {
        let narrow = |c: char| c.width() == Some(1) && c != ' ';
        let holds = NOT_FIRST.contains(c) || before == '（' || (narrow(c) && narrow(before));
        match words.last_mut() {
            Some(word) if holds => word.push(c),
            _ => words.push(c.to_string()),
        }
        before = c;
    }
    words
}

fn push(page: &mut String, line: &str) {
    page.push_str(line);
    page.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args;

    #[test]
    fn no_line_of_help_is_too_wide_or_english() {
        let all = args::command();
        let every = every(&all);
        for command in std::iter::once(&all).chain(every.iter().map(|(_, command)| *command)) {
            let page = page(command);
            for english in [
                "Usage",
                "Options",
                "Arguments",
                "Commands",
                "default",
                "possible",
                "Print",
            ] {
                assert!(!page.contains(english), "{page}");
            }
            // Usages and examples are to be copied, so they are not broken.
            let tables = page.lines().filter(|line| !line.contains("huibao "));
            for line in tables {
                assert!(line.width() <= WIDEST, "{line}");
            }
        }
    }

    #[test]
    fn lines_break_between_characters_but_not_before_a_mark_or_inside_a_word() {
        assert_eq!(wrapped("一二三四，五", 8), ["一二三", "四，五"]);
        assert_eq!(wrapped("写到 --output 里", 10), ["写到", "--output", "里"]);
    }
}
