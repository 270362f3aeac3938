//! `huibao manual` and the pages of `docs/` about commands and findings, all made from the tables: the
//! commands' definitions, `CODES`, and the keys of the wizard.

use clap::Command;

use crate::check::CODES;
use crate::failure::Failure;
use crate::tui::keys::{CONTEXTS, KEYS};

use super::help::Rows;
use super::{Outcome, args, help, output};

/// Exit codes and when they come.
const EXITS: [(&str, &str); 5] = [
    ("0", "办好了"),
    (
        "1",
        "办好了，但还有要看的：check 核对出错或缺；render 因为错或缺没有写出来；set --from 有拿不准的",
    ),
    (
        "2",
        "命令写得不对，或者给的东西不对：没有这个数据、值不能用、文件不是草稿。什么都没有写",
    ),
    ("3", "文件读不了或写不了。原来的东西都还在"),
    ("4", "别人正开着这份草稿在改"),
];

/// Where things are kept.
const KEPT: [(&str, &str); 3] = [
    (
        "草稿",
        "存在 -o 指定的地方；new 不写 -o，就存在自己的资料目录。新文件只有自己能看",
    ),
    (
        "模板",
        "自己的模板是模板目录里的 .toml 文件，templates 会列出它们的路径",
    ),
    (
        "HUIBAO_HOME",
        "设了这个环境变量，设置、模板和草稿都放在它说的目录里",
    ),
];

pub(super) fn run() -> Result<Outcome, Failure> {
    output::print(&text())
}

/// The whole manual as plain text.
pub fn text() -> String {
    let all = args::command();
    let mut text = String::from("huibao（汇报）手册\n\n");
    text.push_str(&help::page(&all));
    for (name, command) in help::every(&all) {
        text.push_str(&format!("\n\nhuibao {name}\n\n{}", help::page(command)));
    }
    text.push('\n');
    help::table(&mut text, "结束时的退出码", &owned(&EXITS));
    help::table(&mut text, "核对的种类", &codes());
    for (context, name) in CONTEXTS {
        let here = KEYS.iter().filter(|row| row.contexts.contains(&context));
        let rows: Rows = here
            .map(|row| (row.shown.to_owned(), row.help.to_owned()))
            .collect();
        help::table(&mut text, &format!("填写窗口的按键（{name}）"), &rows);
    }
    help::table(&mut text, "东西放在哪里", &owned(&KEPT));
    text
}

/// The page `docs/commands.md`.
pub fn commands_page() -> String {
    let all = args::command();
    let mut page = format!(
        "# 命令\n\n本页由命令的定义生成，和 `huibao --help` 说的一样。\n\n{}",
        section(&all)
    );
    for (name, command) in help::every(&all) {
        page.push_str(&format!("\n## huibao {name}\n\n{}", section(command)));
    }
    page.push_str("\n## 结束时的退出码\n\n| 退出码 | 什么时候 |\n| --- | --- |\n");
    page.extend(
        EXITS
            .iter()
            .map(|(code, when)| format!("| {code} | {when} |\n")),
    );
    page.push_str("\n## 东西放在哪里\n\n| 东西 | 地方 |\n| --- | --- |\n");
    page.extend(
        KEPT.iter()
            .map(|(what, place)| format!("| {what} | {place} |\n")),
    );
    page
}

/// The page `docs/codes.md`.
pub fn codes_page() -> String {
    let mut page = String::from(
        "# 核对的种类\n\n`huibao check --json` 的 `code`，草稿里 `[[accepted]]` 的 `code` 也用它。\n\n\
         | code | 说的是什么 |\n| --- | --- |\n",
    );
    page.extend(
        codes()
            .iter()
            .map(|(code, what)| format!("| `{code}` | {what} |\n")),
    );
    page
}

fn codes() -> Rows {
    CODES
        .iter()
        .map(|(_, name, what)| ((*name).to_owned(), (*what).to_owned()))
        .collect()
}

fn owned(rows: &[(&str, &str)]) -> Rows {
    rows.iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

/// One command in Markdown: what it does, how it is written, its arguments, examples.
fn section(command: &Command) -> String {
    let mut section = format!(
        "{}\n\n```text\n{}\n```\n\n",
        sentence(&help::about(command)),
        help::usage(command).join("\n")
    );
    let (values, options) = help::arguments(command);
    for (name, what) in values.iter().chain(&options) {
        section.push_str(&format!("- `{name}`：{}\n", sentence(what)));
    }
    section.push_str(&format!(
        "\n例：\n\n```sh\n{}\n```\n",
        help::examples(command).join("\n")
    ));
    section
}

/// With a full stop behind it.
fn sentence(text: &str) -> String {
    format!("{}。", text.trim_end_matches('。'))
}
