//! Text that is no TOML: what its author most likely meant to write, in Chinese. The parser says where
//! it stopped; what is wrong is told from the words that stand there.

use std::ops::Range;

use toml_parser::{ParseError, Span};

use super::{Broken, line_end, line_start, slice};

mod misread;
mod strings;

use strings::Quoted;

/// Explains why a text can't be parsed.
pub(super) fn explain(text: &str, error: &ParseError) -> Broken {
    let span = error.unexpected();
    let span = span.map_or(0..0, |span: Span| span.start()..span.end());
    let fault = Fault {
        text,
        span: clamped(text, span),
        message: error.description(),
    };
    let (span, what, remedy) = fault.explain();
    Broken::new(text, span, &what, &remedy)
}

/// Where the parser stopped and what it said.
struct Fault<'a> {
    text: &'a str,
    span: Range<usize>,
    message: &'a str,
}

/// Where, what is wrong, what to do.
type Explained = (Range<usize>, String, String);

impl<'a> Fault<'a> {
    fn explain(&self) -> Explained {
        if self.message.contains("recur") {
            return self.here(
                "括号或者名称里的点套得太深。",
                "请把内容拆开写，一张表一个 [名称]。",
            );
        }
        if self.message.starts_with("duplicate key") || self.message.starts_with("cannot extend") {
            let key = self.word().trim_matches(['"', '\'']);
            let what = format!("{key} 写了两次，这里是第二次。");
            return self.here(
                &what,
                "请删去一处；要写许多个同样的部分，请用两层方括号，如 [[section]]。",
            );
        }
        self.unseen()
            .or_else(|| self.escape())
            .or_else(|| self.string())
            .or_else(|| self.value())
            .or_else(|| self.behind_value())
            .or_else(|| self.bracket())
            .unwrap_or_else(|| self.key())
    }

    /// The words at which the parser stopped.
    fn word(&self) -> &'a str {
        slice(self.text, self.span.clone())
    }

    /// The line before the place.
    fn before(&self) -> &'a str {
        slice(
            self.text,
            line_start(self.text, self.span.start)..self.span.start,
        )
    }

    /// The line from the place on.
    fn rest(&self) -> &'a str {
        slice(
            self.text,
            self.span.start..line_end(self.text, self.span.start),
        )
        .trim_end_matches(['\n', '\r'])
    }

    fn here(&self, what: &str, remedy: &str) -> Explained {
        (self.span.clone(), what.to_owned(), remedy.to_owned())
    }

    /// Control characters and blanks that look like spaces.
    fn unseen(&self) -> Option<Explained> {
        let bad = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
        // A lone carriage return has been passed over when the parser stops.
        let passed = self.before().ends_with('\r') && !self.rest().is_empty();
        let start = self.span.start.saturating_sub(usize::from(passed));
        let first = slice(self.text, start..self.text.len())
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        let area = slice(
            self.text,
            start..start.saturating_add(first).max(self.span.end),
        );
        let line_ends = |at: usize| area.get(at..).is_some_and(|rest| rest.starts_with("\r\n"));
        if let Some((at, c)) = area
            .char_indices()
            .find(|(at, c)| bad(*c) && !line_ends(*at))
        {
            let at = start.saturating_add(at);
            let what = format!("这里有一个看不见的控制符（U+{:04X}）。", u32::from(c));
            let remedy = "请删去它；从别处粘贴来的文字常带这种符号。".to_owned();
            return Some((at..at.saturating_add(c.len_utf8()), what, remedy));
        }
        let blank = |c: char| matches!(c, '\u{3000}' | '\u{a0}' | '\u{feff}' | '\u{200b}');
        let (at, c) = self.word().char_indices().find(|(_, c)| blank(*c))?;
        let at = self.span.start.saturating_add(at);
        let name = if c == '\u{3000}' {
            "全角空格"
        } else {
            "特殊的空白"
        };
        let remedy = "请删去它，或者改成普通空格。".to_owned();
        Some((
            at..at.saturating_add(c.len_utf8()),
            format!("引号外面有{name}。"),
            remedy,
        ))
    }

    /// Strings that do not end, or end too late.
    fn string(&self) -> Option<Explained> {
        let strings = strings::before(self.text, self.span.start);
        // A text of several lines that was not ended goes on to the opening quotes of the next one.
        if let Some(runaway) = strings.iter().find(|string| string.runs_on(self.text)) {
            let what = "从这里开始的文字没有结束，一直连到了下一段文字。";
            let remedy = format!("请在这段文字的末尾加上 {} 。", runaway.quotes);
            return Some((runaway.opening(), what.to_owned(), remedy));
        }
        let last = strings.last()?;
        if !last.closed {
            return Some(self.open_string(last));
        }
        let between = slice(self.text, last.span.end..self.span.start);
        if !between.trim().is_empty() || between.contains('\n') {
            return None;
        }
        let behind = slice(
            self.text,
            last.span.end..line_end(self.text, self.span.start),
        )
        .trim_start();
        let mark = last.span.end..self.span.end.max(last.span.end);
        if behind.starts_with(['，', '、']) && self.before().contains('[') {
            let what = "几项之间的逗号是中文的。".to_owned();
            return Some((mark, what, "请改成英文的逗号 , 。".to_owned()));
        }
        let quote = behind.find(['"', '\''])?;
        if behind.find('=').is_some_and(|equals| equals < quote) {
            return None;
        }
        let what = "引号里面又有英文引号，文字在这里断开了。".to_owned();
        let remedy = "文字里面的引号请用中文的 “ ” ，或者在英文引号前面加 \\ 。".to_owned();
        Some((mark, what, remedy))
    }

    /// A string without closing quotes.
    fn open_string(&self, string: &Quoted) -> Explained {
        if string.quotes.len() == 3 {
            let quotes = string.quotes;
            let what = format!("从这里开始的文字没有结束，缺 {quotes} 。");
            return (
                string.opening(),
                what,
                format!("请在这段文字的末尾加上 {quotes} 。"),
            );
        }
        let start = string.span.start;
        let line = slice(self.text, start..line_end(self.text, start)).trim_end();
        if let Some(last) = line
            .chars()
            .next_back()
            .filter(|c| matches!(c, '”' | '“' | '＂' | '’'))
        {
            let end = start.saturating_add(line.len());
            let what = "结尾的引号是中文的。".to_owned();
            let remedy = "请改成英文的引号 \" 。".to_owned();
            return (end.saturating_sub(last.len_utf8())..end, what, remedy);
        }
        let remedy = "请在这一行的末尾补上引号；文字有几行的，前后都用三个引号 \"\"\" 。";
        let what = "引号没有配对，缺后一个引号。";
        (string.opening(), what.to_owned(), remedy.to_owned())
    }

    fn escape(&self) -> Option<Explained> {
        let words = ["escape", "unicode", "hexadecimal"];
        let remedy = "要写反斜杠请写两个 \\\\ ；文件夹可以写成 D:/汇报 。";
        let what = "反斜杠 \\ 后面的字符不认得。";
        words
            .iter()
            .any(|word| self.message.contains(word))
            .then(|| self.here(what, remedy))
    }

    /// What stands behind `=` and is no value.
    fn value(&self) -> Option<Explained> {
        if self.message.starts_with("extra `=`") {
            return Some(self.here("多了一个等号。", "请只留一个 = 。"));
        }
        if self.message.starts_with("unexpected key or value") && self.rest().starts_with(',') {
            return None;
        }
        let part_of_value =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+' | '_' | ':');
        let before = self.before().trim_end_matches(part_of_value);
        let assigned = before.contains('=') && before.trim_end().ends_with(['=', '[', ',']);
        if !assigned || before.trim_start().starts_with(['[', ']']) {
            return None;
        }
        // The whole word, though the parser may have stopped inside it.
        let start = line_start(self.text, self.span.start).saturating_add(before.len());
        let line = slice(self.text, start..line_end(self.text, start));
        let word = line
            .split(['#', ',', ']', '\n', '\r'])
            .next()
            .unwrap_or_default()
            .trim_end();
        let end = start.saturating_add(word.len()).max(self.span.end);
        let (what, remedy) = misread::explain(slice(self.text, start..end), self.message);
        Some((start..end, what, remedy))
    }

    /// What stands behind a value that was whole.
    fn behind_value(&self) -> Option<Explained> {
        if !self.message.starts_with("unexpected key or value") {
            return None;
        }
        let before = self.before().trim_end();
        let next = self.rest().chars().next()?;
        if next == ',' && before.ends_with(|c: char| c.is_ascii_digit()) {
            return Some(self.here("数里面有逗号。", "请去掉逗号，如 1234 。"));
        }
        if matches!(next, '，' | '。' | '；' | '、' | ',' | ';') {
            return Some(self.here(
                &format!("这一行的末尾多了 {next} 。"),
                "请删去它；说明写在 # 后面。",
            ));
        }
        Some(self.here(
            "这一行写完之后又有别的内容。",
            "一行只写一项；说明请写在 # 后面。",
        ))
    }

    /// Brackets that do not pair.
    fn bracket(&self) -> Option<Explained> {
        let (what, remedy) = if self.message.contains("unclosed array table") {
            (
                "方括号没有配对，这里要有两个 ] 。",
                "请写成 [[section]] 这样。",
            )
        } else if self.message.contains("unclosed table") {
            ("方括号没有配对，这里缺一个 ] 。", "请写成 [values] 这样。")
        } else if self.message.contains("inline table") || self.message.contains("key-value pairs")
        {
            (
                "大括号里没有写完。",
                "请补上逗号或 } ；更好是用 [名称] 单独写一张表。",
            )
        } else if self.message.contains("array") {
            // The parser stops at the next word, which may be lines away.
            let end = slice(self.text, 0..self.span.start).trim_end().len();
            let remedy = "请写成 [\"甲\", \"乙\"] 这样，逗号用英文的。";
            return Some((
                end..end,
                "方括号里没有写完，缺逗号或 ] 。".to_owned(),
                remedy.to_owned(),
            ));
        } else {
            return None;
        };
        Some(self.here(what, remedy))
    }

    /// What stands where a name is expected.
    fn key(&self) -> Explained {
        let start = line_start(self.text, self.span.start);
        let line = slice(self.text, start..line_end(self.text, start)).trim();
        let general = "一行写一项：名称 = 内容，文字加英文引号；正文请放在 \"\"\" 和 \"\"\" 之间。";
        let word = self
            .word()
            .trim_matches(['“', '”', '＂', '‘', '’', '「', '」']);
        if !self.text.contains('=') || line.starts_with('{') {
            let remedy = "请核对文件名；把范文变成模板请用 huibao import。";
            return (
                start..start,
                "这份文件不是汇报草稿或模板。".to_owned(),
                remedy.to_owned(),
            );
        }
        if line.starts_with(['[', '【', '〔', '［']) {
            let remedy = "请写英文的方括号和名称，如 [report]、[values]、[[field]]、[[section]]、[[section.item]]。";
            return self.here("方括号里的名称读不懂。", remedy);
        }
        if line.starts_with("//") || line.starts_with([';', '；']) {
            return self.here("说明要用 # 开头。", "请在这一行的最前面写 # 。");
        }
        let full_width_equals = (
            self.sign('＝'),
            "等号是全角的 ＝ 。".to_owned(),
            "请改成英文的 = 。".to_owned(),
        );
        if !line.contains('=') {
            if line.contains('＝') {
                return full_width_equals;
            }
            if let Some(colon) = line.chars().find(|c| matches!(c, '：' | ':')) {
                let what = "名称和内容之间要写等号。".to_owned();
                return (self.sign(colon), what, "请把冒号改成 = 。".to_owned());
            }
            let what = "这一行不是 名称 = 内容 的样子。".to_owned();
            return (start..self.span.end, what, general.to_owned());
        }
        if line.starts_with('=') {
            return self.here(
                "等号前面没有名称。",
                "请在等号前面写名称，如 \"镇名\" = \"清溪镇\"。",
            );
        }
        if line.starts_with(['“', '”', '＂', '‘', '’', '「']) {
            return self.here(
                "引号是中文的。",
                &format!("请改成英文的引号：\"{word}\" = … 。"),
            );
        }
        if line
            .find('＝')
            .is_some_and(|at| line.find('=').is_none_or(|equals| at < equals))
        {
            return full_width_equals;
        }
        if !word.is_ascii() {
            let name = line.split('=').next().unwrap_or_default().trim();
            return self.here(
                "中文的名称要加英文引号。",
                &format!("请写成 \"{name}\" = … 。"),
            );
        }
        self.here("这里读不懂。", general)
    }

    /// The first of this sign in the line.
    fn sign(&self, sign: char) -> Range<usize> {
        let start = line_start(self.text, self.span.start);
        let line = slice(self.text, start..line_end(self.text, start));
        let from = start.saturating_add(line.find(sign).unwrap_or_default());
        from..from.saturating_add(sign.len_utf8())
    }
}

/// The span cut to the text and to whole characters.
fn clamped(text: &str, span: Range<usize>) -> Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at = at.saturating_sub(1);
        }
        at
    };
    let start = floor(span.start);
    start..floor(span.end).max(start)
}
