//! What may stand behind `huibao templates`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct Templates {
    #[command(subcommand)]
    pub(in crate::cli) command: Option<OfTemplates>,
    /// 输出 JSON，给别的程序用
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Subcommand, Debug)]
pub(in crate::cli) enum OfTemplates {
    /// 把一份草稿存成自己的模板：文字、数据空和规则留下，填好的不带
    #[command(
        override_usage = "huibao templates save 文件 [名称] [--values]",
        after_help = "huibao templates save 汇报.toml\nhuibao templates save 汇报.toml 本镇党建半年"
    )]
    Save(SaveTemplate),
    /// 给自己的模板改名
    #[command(
        override_usage = "huibao templates rename 名称 新名称",
        after_help = "huibao templates rename 本镇党建半年 党建半年"
    )]
    Rename(RenameTemplate),
    /// 删去自己的模板；用它写的草稿不受影响
    #[command(
        override_usage = "huibao templates remove 名称…",
        after_help = "huibao templates remove 本镇党建半年"
    )]
    Remove(RemoveTemplates),
    /// 查模板本身有没有毛病：数据空、规则、算式、平常的答案；不写名称就全查
    #[command(
        override_usage = "huibao templates check [名称|文件]… [--json]",
        after_help = "huibao templates check\nhuibao templates check 模板.toml"
    )]
    Check(CheckTemplates),
}

#[derive(Args, Debug)]
pub(in crate::cli) struct SaveTemplate {
    /// 草稿或模板；- 是标准输入
    #[arg(value_name = "文件")]
    pub(in crate::cli) file: PathBuf,
    /// 叫什么，已有的模板不会覆盖；不写就按标题取名
    #[arg(value_name = "名称")]
    pub(in crate::cli) name: Option<String>,
    /// 填好的也带上，用它新写的草稿一开始就有
    #[arg(long)]
    pub(in crate::cli) values: bool,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct RenameTemplate {
    /// 自己的哪个模板
    #[arg(value_name = "名称")]
    pub(in crate::cli) name: String,
    /// 改叫什么，已有的模板不会覆盖
    #[arg(value_name = "新名称")]
    pub(in crate::cli) new: String,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct RemoveTemplates {
    /// 自己的哪几个模板：有一个没有，就一个也不删
    #[arg(value_name = "名称", required = true)]
    pub(in crate::cli) names: Vec<String>,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct CheckTemplates {
    /// 查哪几个：templates 列出的名称，或者模板文件，- 是标准输入；不写就全查
    #[arg(value_name = "名称|文件")]
    pub(in crate::cli) templates: Vec<PathBuf>,
    /// 输出 JSON，给别的程序用
    #[arg(long)]
    pub(in crate::cli) json: bool,
}
