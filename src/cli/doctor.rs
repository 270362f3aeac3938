//! `huibao doctor`: what this terminal and this machine can do, on one page that can be sent to whoever helps. In
//! Chinese; in English where the terminal can't show Chinese.

use std::env;
use std::io::{IsTerminal, stdin, stdout};
use std::path::Path;

use crate::failure::Failure;
use crate::store::settings::{Drawn, Settings};
use crate::store::{Folder, Places, is_installed};
use crate::tui::fetch::Ssh;
use crate::tui::terminal::clipboard::Clipboard;
use crate::tui::terminal::encoding::{Charset, SET_UTF8};
use crate::tui::terminal::once::{Line, ask, line};
use crate::tui::terminal::{Probe, told};
use crate::tui::width::{Width, printable};

use super::{Outcome, output};

pub(super) fn run() -> Result<Outcome, Failure> {
    let terminal = stdin().is_terminal() && stdout().is_terminal();
    let seen = Seen {
        terminal,
        line: line(),
        probe: terminal.then(ask).and_then(Result::ok).flatten(),
    };
    let mut page = Page {
        chinese: seen.charset().has_chinese() || !stdout().is_terminal(),
        text: String::new(),
    };
    let version = env!("CARGO_PKG_VERSION");
    page.title([
        &format!("huibao {version}：这台机器和终端的情况，可以整页发给帮忙的人"),
        &format!("huibao {version}: this terminal and this machine, to be sent to whoever helps"),
    ]);
    seen.terminal(&mut page);
    seen.encoding(&mut page);
    seen.keys(&mut page);
    folders(&mut page);
    transfer(&mut page, seen.charset());
    match stdout().is_terminal() {
        true => output::bytes(&seen.charset().encode(&page.text)),
        false => output::print(&page.text),
    }
}

/// The page in the language that can be read here. Every row is given in both: Chinese, English.
struct Page {
    chinese: bool,
    text: String,
}

impl Page {
    fn pick<'a>(&self, [chinese, english]: [&'a str; 2]) -> &'a str {
        if self.chinese { chinese } else { english }
    }

    fn title(&mut self, both: [&str; 2]) {
        let title = self.pick(both).to_owned();
        self.text.push_str(&format!("{title}\n"));
    }

    fn row(&mut self, label: [&str; 2], text: [&str; 2]) {
        let (label, text) = (self.pick(label), self.pick(text));
        let colon = if self.chinese { "：" } else { ": " };
        // Variables and paths may hold anything.
        self.text
            .push_str(&format!("{label}{colon}{}\n", printable(text)));
    }
}

/// What was found out about the terminal.
struct Seen {
    terminal: bool,
    line: Option<Line>,
    probe: Option<Probe>,
}

impl Seen {
    fn charset(&self) -> Charset {
        let told = self.probe.map(|probe| probe.charset);
        told.or_else(Charset::of_locale).unwrap_or(Charset::Utf8)
    }

    fn terminal(&self, page: &mut Page) {
        let term = variable("TERM");
        let inside: Vec<&str> = [
            ("TMUX", "tmux"),
            ("STY", "screen"),
            ("SSH_CONNECTION", "SSH"),
        ]
        .iter()
        .filter(|(name, _)| is_set(name))
        .map(|(_, name)| *name)
        .collect();
        let size = match self.line.map(|line| line.size) {
            Some((columns, rows)) if columns > 0 => format!("{columns}x{rows}"),
            Some(_) => "?".to_owned(),
            None => "-".to_owned(),
        };
        let inside = if inside.is_empty() {
            "-".to_owned()
        } else {
            inside.join(" ")
        };
        let is = |yes: bool, words: [&'static str; 2]| if yes { words[0] } else { words[1] };
        let (input, output) = (stdin().is_terminal(), stdout().is_terminal());
        page.row(
            ["终端", "terminal"],
            [
                &format!("TERM={term}，列x行 {size}，经过 {inside}"),
                &format!("TERM={term}, columns x rows {size}, inside {inside}"),
            ],
        );
        page.row(
            ["输入输出", "input and output"],
            [
                &format!(
                    "标准输入{}终端，标准输出{}终端",
                    is(input, ["是", "不是"]),
                    is(output, ["是", "不是"])
                ),
                &format!(
                    "standard input is {} terminal, standard output is {} terminal",
                    is(input, ["a", "no"]),
                    is(output, ["a", "no"])
                ),
            ],
        );
        let plain = matches!(term.as_str(), "-" | "dumb") || !self.terminal;
        page.row(
            ["填写", "filling in"],
            [
                is(plain, ["画不了窗口，用 --plain 一行一问", "能画窗口"]),
                is(
                    plain,
                    ["no screen here, --plain asks line by line", "on the screen"],
                ),
            ],
        );
        let colours = env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let frames = match self.probe.is_some_and(|probe| probe.sync) {
            true => ["整屏一次换（2026）会", "whole frames at once (2026): yes"],
            false => [
                "整屏一次换（2026）没说会",
                "whole frames at once (2026): not told",
            ],
        };
        let set = format!(
            "NO_COLOR={}, COLORTERM={}",
            variable("NO_COLOR"),
            variable("COLORTERM")
        );
        page.row(
            ["颜色", "colours"],
            [
                &format!(
                    "{}（{set}）；{}",
                    is(colours, ["用，只用16色", "不用"]),
                    frames[0]
                ),
                &format!("{} ({set}); {}", is(colours, ["16", "none"]), frames[1]),
            ],
        );
    }

    fn encoding(&self, page: &mut Page) {
        let locale = ["HUIBAO_ENCODING", "LC_ALL", "LC_CTYPE", "LANG"]
            .map(|name| format!("{name}={}", variable(name)))
            .join(" ");
        let name = self.charset().name();
        let answered = match (self.probe, self.terminal) {
            (Some(_), _) => ["问过终端", "the terminal said so"],
            (None, true) => ["终端没有回答，照语言环境", "no answer, by the locale"],
            (None, false) => ["没有终端可问，照语言环境", "no terminal, by the locale"],
        };
        page.row(
            ["编码", "encoding"],
            [
                &format!("{name}（{}；{locale}）", answered[0]),
                &format!("{name} ({}; {locale})", answered[1]),
            ],
        );
        if !self.charset().has_chinese() {
            page.row(["办法", "what to do"], [SET_UTF8, SET_UTF8]);
        }
        let (settings, wrong) = Places::find()
            .map(|places| Settings::load(&places))
            .unwrap_or_default();
        let answer = self.probe.map(|probe| probe.width);
        let width = match (told(settings.width), answer) {
            (Some(Width::Narrow), _) => ["一格（指定的）", "1 column (told so)"],
            (Some(Width::Wide), _) => ["两格（指定的）", "2 columns (told so)"],
            (None, Some(Width::Narrow)) => ["一格（问过终端）", "1 column (the terminal said so)"],
            (None, Some(Width::Wide)) => ["两格（问过终端）", "2 columns (the terminal said so)"],
            (None, None) => ["不知道，按两格画", "not known, drawn as 2 columns"],
        };
        let variable = variable("HUIBAO_WIDTH");
        let set = match settings.width {
            Drawn::Asked => ["自动", "auto"],
            Drawn::Narrow => ["窄", "narrow"],
            Drawn::Wide => ["宽", "wide"],
        };
        page.row(
            ["“ — · 的宽度", "width of disputed characters"],
            [
                &format!(
                    "{}；HUIBAO_WIDTH={variable}，设置 width={}",
                    width[0], set[0]
                ),
                &format!(
                    "{}; HUIBAO_WIDTH={variable}, setting width={}",
                    width[1], set[1]
                ),
            ],
        );
        if let Some(wrong) = wrong {
            let sentence = wrong.to_string().replace('\n', " ");
            page.row(["设置", "settings"], [&sentence, &sentence]);
        }
        if page.chinese {
            page.text.push_str("  “清溪”……—·|\n  一二三四五|\n");
        }
    }

    fn keys(&self, page: &mut Page) {
        if let Some(line) = self.line {
            let erase = match line.erase {
                0x7f => "^?".to_owned(),
                8 => "^H".to_owned(),
                other => format!("0x{other:02x}"),
            };
            let flow = match line.flow {
                true => [
                    "会停住输出，填写时不会",
                    "stop the output, but not in the wizard",
                ],
                false => ["不占用", "free"],
            };
            page.row(
                ["按键", "keys"],
                [
                    &format!("退格 {erase}，Ctrl-S 和 Ctrl-Q 平时{}", flow[0]),
                    &format!("Backspace {erase}, Ctrl-S and Ctrl-Q {}", flow[1]),
                ],
            );
        }
        page.row(
            ["粘贴", "paste"],
            [
                "带标记的和不带标记的都收；右键或 Shift-Insert",
                "with paste marks or without",
            ],
        );
    }
}

fn folders(page: &mut Page) {
    let Ok(places) = Places::find() else {
        page.row(
            ["文件夹", "folders"],
            [
                "找不到，请设好 HOME 或 HUIBAO_HOME",
                "not found: set HOME or HUIBAO_HOME",
            ],
        );
        return;
    };
    for (names, path) in places.folders() {
        let folder = Folder::look(&path);
        let shown = folder.path.display();
        let room = folder.free.map_or("?".to_owned(), room);
        let writable = match (folder.exists, folder.writable) {
            (true, true) => ["能写", "writable"],
            (true, false) => ["不能写", "not writable"],
            (false, true) => ["还没有，用到时再建", "not there yet, made when needed"],
            (false, false) => ["还没有，也建不了", "not there and can't be made"],
        };
        let locks = match folder.locks() {
            Some(true) => ["，能锁", ", locks hold"],
            Some(false) => [
                "，锁不住，几个人别同时改一份",
                ", no locks: one writer at a time",
            ],
            None => ["", ""],
        };
        page.row(
            names,
            [
                &format!("{shown}（{}，空 {room}{}）", writable[0], locks[0]),
                &format!("{shown} ({}, {room} free{})", writable[1], locks[1]),
            ],
        );
    }
}

fn transfer(page: &mut Page, charset: Charset) {
    let clipboard = match Clipboard::here(charset) {
        Clipboard::Terminal => [
            "可以试（OSC 52），终端收没收不会回话，要复制一次才知道",
            "may work (OSC 52): terminals do not tell, copy once and see",
        ],
        Clipboard::Tmux => [
            "隔着 tmux，要有 set -g set-clipboard on；外面的终端收没收不会回话",
            "through tmux, which needs set -g set-clipboard on",
        ],
        Clipboard::Screen => [
            "隔着 screen 分段送出；外面的终端收没收不会回话",
            "through screen, in pieces; terminals do not tell",
        ],
        Clipboard::None => ["没有，请写成文件再取回", "none: write a file and fetch it"],
    };
    page.row(["剪贴板", "clipboard"], clipboard);
    let found: Vec<&str> = ["rz", "sz"]
        .into_iter()
        .filter(|name| is_installed(name))
        .collect();
    let names = if found.is_empty() {
        "-".to_owned()
    } else {
        found.join(" ")
    };
    page.row(
        ["传文件", "file transfer"],
        [
            &format!("装有的 rz、sz：{names}"),
            &format!("rz, sz installed: {names}"),
        ],
    );
    if let Some(ssh) = Ssh::here() {
        let line = ssh.scp(Path::new("FILE"));
        page.row(["取回文件", "fetching a file"], [&line, &line]);
    }
}

/// The value of a variable; `-` where it is not set.
fn variable(name: &str) -> String {
    env::var(name)
        .ok()
        .filter(|value| !value.is_empty())
        .unwrap_or("-".to_owned())
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// A number of bytes as people read it.
fn room(bytes: u64) -> String {
    let megabytes = bytes >> 20;
    match megabytes {
        0..1024 => format!("{megabytes} MB"),
        _ => format!("{} GB", megabytes >> 10),
    }
}
