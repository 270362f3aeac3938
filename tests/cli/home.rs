//! A folder for one test, with the program in it and drafts to work on.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A draft that is ready to be handed in, but for what a test changes.
pub(crate) const DRAFT: &str = r#"format = 1

# 报头
[report]
title = "{镇名}{年度}年上半年河湖管护情况汇报"
to = "县河长制办公室："
opening = "今年以来，{镇名}坚持巡查，现将情况汇报如下："
signature = "{镇名}人民政府"
date = 2024-07-01
as_of = 2024-06-30
office = "这里不认识的也留着"

[values]
"镇名" = "清溪镇"      # 全称
"年度" = 2024
"巡河次数" = 310       # 河长办的数
"清理垃圾吨数" = 46.50
"水质达标率" = 97.5

[[field]]
key = "镇名"
kind = "text"

[[field]]
key = "年度"
kind = "year"

[[field]]
key = "巡河次数"
kind = "integer"
unit = "次"
max = 20000

[[field]]
key = "清理垃圾吨数"
kind = "decimal"
unit = "吨"
places = 2

[[field]]
key = "水质达标率"
kind = "percent"

[[field]]
key = "村(社区)数"
kind = "integer"
optional = true

[[field]]
key = "整治方式"
kind = "text"
choices = ["集中整治", "分片包干"]
optional = true

[[field]]
key = "未达标率"
kind = "percent"
formula = "100 - {水质达标率}"

[[rule]]
expect = "{巡河次数} >= {清理垃圾吨数}"
message = "巡河次数一般不少于清理垃圾的吨数"

[[section]]
heading = "主要做法"
role = "achievements"

[[section.item]]
heading = "抓巡查。"
text = """
全镇巡河{巡河次数}余次，{?以{整治方式}等方式?}清理垃圾{清理垃圾吨数}吨，水质达标率{水质达标率}％，未达标{未达标率}％。{?涉及{村（社区）数}个村。?}"""
"#;

/// The text of `DRAFT`.
pub(crate) const TEXT: &str = concat!(
    "清溪镇2024年上半年河湖管护情况汇报\n",
    "县河长制办公室：\n",
    "　　今年以来，清溪镇坚持巡查，现将情况汇报如下：\n",
    "　　一、主要做法\n",
    "　　（一）抓巡查。全镇巡河310余次，清理垃圾46.50吨，水质达标率97.5％，未达标2.5％。\n",
    "清溪镇人民政府\n",
    "2024年7月1日\n",
);

/// One test's folder.
pub(crate) struct Home(TempDir);

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// A folder with `DRAFT` in it as 汇报.toml.
    pub(crate) fn with_draft() -> Self {
        let home = Self::new();
        home.write("汇报.toml", DRAFT);
        home
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        self.write_bytes(name, text.as_bytes());
    }

    pub(crate) fn write_bytes(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        std::fs::write(path, bytes).expect("the file is written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_huibao"));
        command
            .current_dir(self.0.path())
            .env("HUIBAO_HOME", self.path("家"))
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        Ran::of(
            &self
                .command()
                .args(args)
                .output()
                .expect("the program runs"),
        )
    }

    /// Runs with this on standard input.
    pub(crate) fn fed(&self, args: &[&str], input: &str) -> Ran {
        self.fed_bytes(args, input.as_bytes())
    }

    pub(crate) fn fed_bytes(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command();
        command
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let mut stdin = child.stdin.take().expect("standard input");
        // The program may refuse before it has read everything.
        drop(stdin.write_all(input));
        drop(stdin);
        Ran::of(&child.wait_with_output().expect("the program ends"))
    }
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().expect("an exit code"),
            out: String::from_utf8(output.stdout.clone()).expect("UTF-8"),
            err: String::from_utf8(output.stderr.clone()).expect("UTF-8"),
        }
    }

    /// It did all it was asked to and had nothing to say; gives its standard output.
    #[track_caller]
    pub(crate) fn done(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{self:?}");
        self.out
    }

    /// It ended with this code, printed nothing, and said each of these words.
    #[track_caller]
    pub(crate) fn refused(self, code: i32, words: &[&str]) {
        assert_eq!((self.code, self.out.as_str()), (code, ""), "{self:?}");
        assert!(
            self.err.starts_with("错误：") && self.err.contains("办法："),
            "{}",
            self.err
        );
        for word in words {
            assert!(self.err.contains(word), "{word} is not in\n{}", self.err);
        }
    }
}
