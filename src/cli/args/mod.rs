//! What may stand on the command line. The doc comments here are the help, the manual and the
//! completions; what each command does stands in a file of its own.

use std::path::PathBuf;

use clap::{ArgAction, Args, Command, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

mod templates;

pub(super) use templates::{CheckTemplates, OfTemplates, RemoveTemplates, SaveTemplate, Templates};

/// 把抠了空的乡镇汇报范文填成正式汇报：一步一步问，随时存，最后核对。
#[derive(Parser, Debug)]
#[command(
    name = "huibao",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    args_conflicts_with_subcommands = true,
    subcommand_precedence_over_arg = true,
    override_usage = "huibao [文件] [--plain]\nhuibao 命令 …",
    after_help = "huibao\nhuibao 汇报.toml"
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Commands>,
    /// 接着填这份草稿，和 huibao edit 一样；不写就打开开始画面
    #[arg(value_name = "文件")]
    pub(super) file: Option<PathBuf>,
    /// 不画窗口，一行一问：给读屏软件、简单终端和管道用
    #[arg(long)]
    pub(super) plain: bool,
    /// 显示这份说明；写在命令后面，就显示那个命令的说明
    #[arg(short, long, action = ArgAction::Help, global = true)]
    help: Option<bool>,
    /// 显示版本号
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Subcommand, Debug)]
pub(super) enum Commands {
    /// 列出有哪些模板：自带的，和自己存的；存、改名、删去、查自己的模板
    #[command(
        override_usage = "huibao templates [--json]\nhuibao templates save|rename|remove|check …",
        after_help = "huibao templates\nhuibao templates save 汇报.toml 本镇党建半年\nhuibao templates check"
    )]
    Templates(Templates),
    /// 从模板新建一份草稿，并打开来填
    #[command(
        override_usage = "huibao new -t 模板 [-o 文件] [--set 数据名=值]… [--no-edit|--plain]",
        after_help = "huibao new -t township-party -o 汇报.toml\n\
                      huibao new -t 范文.toml -o 汇报.toml --set 镇名=清溪镇 --set 年度=2024 --no-edit"
    )]
    New(New),
    /// 打开草稿，一步一步填
    #[command(
        override_usage = "huibao edit 文件 [--at 数据名] [--plain]",
        after_help = "huibao edit 汇报.toml\nhuibao edit 汇报.toml --at 发展党员人数"
    )]
    Edit(Edit),
    /// 不开窗口，直接填几个数据：要么全部填上，要么一个不动
    #[command(
        override_usage = "huibao set 文件 数据名=值…\nhuibao set 文件 --from 回复.txt",
        after_help = "huibao set 汇报.toml 听课人次=1200 党课堂数=40余\n\
                      huibao set 汇报.toml 听课人次=\n\
                      huibao set 汇报.toml --from 组织办回复.txt"
    )]
    Set(Set),
    /// 取出草稿里的数据，算出来的也在内
    #[command(
        override_usage = "huibao get 文件 [数据名…] [--json]",
        after_help = "huibao get 汇报.toml 听课人次\nhuibao get 汇报.toml --json"
    )]
    Get(Get),
    /// 核对草稿：还缺什么，哪里写得不对，哪里要再看一眼
    #[command(
        override_usage = "huibao check 文件 [--json]",
        after_help = "huibao check 汇报.toml"
    )]
    Check(Check),
    /// 把填好的草稿写成正文
    #[command(
        override_usage = "huibao render 文件 [-f txt|md|docx] [-o 文件] [--allow-blanks] [其他选项]…",
        after_help = "huibao render 汇报.toml -o 汇报.docx\n\
                      huibao render 汇报.toml -o 汇报.txt --encoding gb18030 --eol crlf\n\
                      huibao render 汇报.toml --sources -o 数据来源表.docx\n\
                      huibao render 汇报.toml --against 初稿.toml -o 修改对照.docx"
    )]
    Render(Render),
    /// 把抠了空的范文变成模板：认出标题、小标题和每一处空
    #[command(
        override_usage = "huibao import 文件 [-o 文件] [--json] [--figures]",
        after_help = "huibao import 范文.docx\nhuibao import 去年汇报.txt --figures -o 今年模板.toml"
    )]
    Import(Import),
    /// 列出还缺的数，一家一段，发给提供数据的人；回复用 set --from 填回来
    #[command(
        override_usage = "huibao ask 文件 [--for 部门]",
        after_help = "huibao ask 汇报.toml\nhuibao ask 汇报.toml --for 组织办"
    )]
    Ask(Ask),
    /// 从写好的一份起下一期的草稿：数变成上期数，名称和文字留着，年份往后推
    #[command(
        override_usage = "huibao next 文件 -o 文件 [--year 年份]",
        after_help = "huibao next 2024年汇报.toml -o 2025年汇报.toml"
    )]
    Next(Next),
    /// 比两份草稿：数据和文字各改了哪里
    #[command(
        override_usage = "huibao diff 旧稿 新稿 [--json]",
        after_help = "huibao diff 初稿.toml 汇报.toml"
    )]
    Diff(Diff),
    /// 看这个终端能做什么：大小、颜色、编码、引号宽度、文件夹、剪贴板
    #[command(override_usage = "huibao doctor", after_help = "huibao doctor")]
    Doctor,
    /// 输出命令行补全脚本
    #[command(
        override_usage = "huibao completions bash|zsh|fish|powershell|elvish",
        after_help = "huibao completions bash > ~/.local/share/bash-completion/completions/huibao"
    )]
    Completions(Completions),
    /// 输出整本手册
    #[command(override_usage = "huibao manual", after_help = "huibao manual | less")]
    Manual,
}

#[derive(Args, Debug)]
pub(super) struct New {
    /// 用哪个模板：templates 列出的名称，或者一个模板文件；- 是标准输入
    #[arg(short, long, value_name = "模板")]
    pub(super) template: PathBuf,
    /// 草稿存到哪里，已有的文件不会覆盖；不写就按标题取名，存在自己的资料目录；- 是标准输出
    #[arg(short, long, value_name = "文件")]
    pub(super) output: Option<PathBuf>,
    /// 先填上一个数据，可以写多次
    #[arg(long, value_name = "数据名=值")]
    pub(super) set: Vec<String>,
    /// 只建草稿，不打开，在标准输出写出它的路径
    #[arg(long)]
    pub(super) no_edit: bool,
    /// 打开后不画窗口，一行一问
    #[arg(long, conflicts_with = "no_edit")]
    pub(super) plain: bool,
}

#[derive(Args, Debug)]
pub(super) struct Edit {
    /// 草稿
    #[arg(value_name = "文件")]
    pub(super) file: PathBuf,
    /// 打开后停在这个数据上
    #[arg(long, value_name = "数据名")]
    pub(super) at: Option<String>,
    /// 不画窗口，一行一问：给读屏软件、简单终端和管道用
    #[arg(long)]
    pub(super) plain: bool,
}

#[derive(Args, Debug)]
pub(super) struct Set {
    /// 草稿；- 是从标准输入读，改好的写到标准输出
    #[arg(value_name = "文件")]
    pub(super) file: PathBuf,
    /// 在第一个等号处分开；等号后面什么都不写，就是清空
    #[arg(value_name = "数据名=值", required_unless_present = "from")]
    pub(super) answers: Vec<String>,
    /// 从一段话里读数，如各办公室的回复：清楚的填上，拿不准的留着并说明，别的话不管；- 是标准输入
    #[arg(long, value_name = "文件", conflicts_with = "answers")]
    pub(super) from: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct Get {
    /// 草稿；- 是标准输入
    #[arg(value_name = "文件")]
    pub(super) file: PathBuf,
    /// 只要这些；写一个就只输出它的值，写几个或不写就一行一个 数据名=值
    #[arg(value_name = "数据名")]
    pub(super) keys: Vec<String>,
    /// 输出 JSON，给别的程序用
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Args, Debug)]
pub(super) struct Check {
    /// 草稿，- 是标准输入；也可以是写好的 txt、md、docx，只看文字里还有没有空
    #[arg(value_name = "文件")]
    pub(super) file: PathBuf,
    /// 输出 JSON，给别的程序用
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Args, Debug)]
pub(super) struct Render {
    /// 草稿；- 是标准输入
    #[arg(value_name = "文件")]
    pub(super) file: PathBuf,
    /// 写成 Word 文档（docx）、纯文本（txt）还是 Markdown（md）；不写就看 -o 的文件名结尾
    #[arg(short, long, value_name = "格式", value_enum)]
    pub(super) format: Option<Form>,
    /// 写到哪里，已有的文件会换成新的；不写或写 - 就是标准输出
    #[arg(short, long, value_name = "文件")]
    pub(super) output: Option<PathBuf>,
    /// 文字编码：utf-8 或 gb18030，平常是 utf-8
    #[arg(long, value_name = "编码", value_enum, default_value_t)]
    pub(super) encoding: Encoding,
    /// 换行：lf，或者 Windows 用的 crlf，平常是 lf
    #[arg(long, value_name = "换行", value_enum, default_value_t)]
    pub(super) eol: Eol,
    /// 纯文本的段首空几格：2 或 0，平常是 2
    #[arg(long, value_name = "格数", value_enum, default_value_t)]
    pub(super) indent: Indent,
    /// Word 文档照哪个样式文件排；不写就用自己资料目录里的 style.toml，没有就按国标
    #[arg(long, value_name = "文件")]
    pub(super) style: Option<PathBuf>,
    /// 没填的空印成 ____，照样写出来
    #[arg(long)]
    pub(super) allow_blanks: bool,
    /// 不写正文，写数据来源表：每个数是多少、用在哪里、由谁提供、怎么来的；没填完也能写，只能写成 docx
    #[arg(long)]
    pub(super) sources: bool,
    /// 不写正文，写修改对照：和这份旧稿比，数据和文字各改了哪里；没填完也能写，只能写成 docx
    #[arg(long, value_name = "旧稿")]
    pub(super) against: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct Import {
    /// 范文：.txt、.md 或 .docx，编码自己认；- 是标准输入
    #[arg(value_name = "文件")]
    pub(super) file: PathBuf,
    /// 模板存到哪里，已有的文件不会覆盖；不写就按标题取名，存进自己的模板；- 是标准输出
    #[arg(short, long, value_name = "文件")]
    pub(super) output: Option<PathBuf>,
    /// 输出 JSON，写明认出了什么，给别的程序用；不写 -o 就不存模板
    #[arg(long)]
    pub(super) json: bool,
    /// 范文是写好的汇报，没有空：每个数都变成要填的，原来的数作上期数
    #[arg(long)]
    pub(super) figures: bool,
}

#[derive(Args, Debug)]
pub(super) struct Ask {
    /// 草稿；- 是标准输入
    #[arg(value_name = "文件")]
    pub(super) file: PathBuf,
    /// 只要这一家的
    #[arg(long = "for", value_name = "部门")]
    pub(super) department: Option<String>,
}

#[derive(Args, Debug)]
pub(super) struct Next {
    /// 写好的草稿；- 是标准输入
    #[arg(value_name = "文件")]
    pub(super) file: PathBuf,
    /// 新草稿存到哪里，已有的文件不会覆盖；- 是标准输出
    #[arg(short, long, value_name = "文件")]
    pub(super) output: PathBuf,
    /// 新的一份是哪一年的，不写就是后一年
    #[arg(long, value_name = "年份", value_parser = clap::value_parser!(u16).range(1000..=9999))]
    pub(super) year: Option<u16>,
}

#[derive(Args, Debug)]
pub(super) struct Diff {
    /// 原来的草稿；- 是标准输入
    #[arg(value_name = "旧稿")]
    pub(super) before: PathBuf,
    /// 现在的草稿；- 是标准输入
    #[arg(value_name = "新稿")]
    pub(super) after: PathBuf,
    /// 输出 JSON，给别的程序用
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Args, Debug)]
pub(super) struct Completions {
    /// 用的是哪种命令行：bash、zsh、fish、powershell 或 elvish
    #[arg(value_name = "命令行")]
    pub(super) shell: Shell,
}

/// What the report is written as.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum Form {
    Txt,
    Md,
    Docx,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, ValueEnum)]
pub(super) enum Encoding {
    #[default]
    #[value(name = "utf-8", alias = "utf8")]
    Utf8,
    #[value(name = "gb18030")]
    Gb18030,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, ValueEnum)]
pub(super) enum Eol {
    #[default]
    Lf,
    Crlf,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, ValueEnum)]
pub(super) enum Indent {
    #[default]
    #[value(name = "2")]
    Two,
    #[value(name = "0")]
    None,
}

/// The definitions as clap holds them, for help, manual and completions.
pub(super) fn command() -> Command {
    Cli::command()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definitions_hold_together() {
        command().debug_assert();
    }

    #[test]
    fn every_command_has_a_help_line_a_usage_and_an_example() {
        let all = command();
        for (_, command) in crate::cli::help::every(&all) {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            assert!(command.get_after_help().is_some(), "{}", command.get_name());
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{}", argument.get_id());
            }
        }
    }
}
