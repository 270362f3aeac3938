//! What may be typed in the place of an answer: one table, from which reading and explanations are made.

use crate::number::{self, Form, Kind};

/// What is asked for instead of answering.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Command {
    /// To the question before.
    Back,
    /// To the question behind, answered or not.
    On,
    /// What is asked here, and what may be typed.
    Explain,
    /// The text that this belongs to.
    Show,
    /// Make the answer blank.
    Clear,
    /// Other wording.
    Edit,
    /// Leave this item out, or write it again.
    Toggle,
    /// To 核对.
    Review,
    /// To the first field, step or text that holds this.
    Find(String),
    /// Save and leave.
    Leave,
}

/// A row: the sign, the word, what it does.
type Row = (&'static str, &'static str, &'static str, Command);

const COMMANDS: [Row; 9] = [
    ("<", "上一个", "回到前一问", Command::Back),
    (">", "下一个", "到后一问，填没填都停", Command::On),
    ("?", "说明", "这里问什么，能写什么", Command::Explain),
    ("=", "看", "看这一段正文", Command::Show),
    ("-", "清空", "把这一项清空", Command::Clear),
    ("e", "改文字", "改小标题和正文", Command::Edit),
    (
        "x",
        "不写",
        "这一条今年不写；再输入一次又写上",
        Command::Toggle,
    ),
    ("#", "核对", "去核对，看还差什么", Command::Review),
    ("q", "离开", "存盘离开", Command::Leave),
];

/// What opens a search.
const FIND: (&str, &str) = ("/", "找");

/// What is said at the start.
pub(super) const OPENING: &str = "一行一问，答完按 Enter，答一个存一个。什么都不写就按 Enter：留着原样，到下一个要填的。
单写一个符号是命令：< 上一个，> 下一个，? 说明，= 看正文，# 核对，q 存盘离开；也可以写汉字，如 上一个。";

/// Reads a command; `None` where the line is an answer.
pub(super) fn read(line: &str) -> Option<Command> {
    let line: String = line.trim().chars().map(narrow).collect();
    let named = |(sign, word, ..): &&Row| line.eq_ignore_ascii_case(sign) || line == *word;
    if let Some((.., command)) = COMMANDS.iter().find(named) {
        return Some(command.clone());
    }
    let wanted = line.strip_prefix(FIND.0).or_else(|| {
        let rest = line.strip_prefix(FIND.1)?;
        rest.starts_with(' ').then_some(rest)
    })?;
    let wanted = wanted.trim();
    (!wanted.is_empty()).then(|| Command::Find(wanted.to_owned()))
}

/// The number of something in a list.
pub(super) fn number(typed: &str) -> Option<usize> {
    let form = Form {
        kind: Kind::Integer,
        unit: "",
        min: None,
        max: None,
        places: None,
        more: &[],
        choices: &[],
    };
    let reading = number::parse(typed, &form).ok()?;
    reading.value.stored().parse().ok()
}

/// Every command with what it does, a line each.
pub(super) fn all() -> String {
    let mut text = String::from("能用的命令：\n");
    for (sign, word, does, _) in &COMMANDS {
        text.push_str(&format!("  {sign} 或 {word}：{does}。\n"));
    }
    text.push_str("  /词 或 找 词：去到名称或文字里有这个词的地方。");
    text
}

/// Input methods type commands in full width.
fn narrow(c: char) -> char {
    match c {
        '《' | '〈' => '<',
        '》' | '〉' => '>',
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => u32::from(c)
            .checked_sub(0xfee0)
            .and_then(char::from_u32)
            .unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_either_width_and_words_are_commands_and_answers_are_not() {
        assert_eq!(read("<"), Some(Command::Back));
        assert_eq!(read("《"), Some(Command::Back));
        assert_eq!(read("？"), Some(Command::Explain));
        assert_eq!(read("Ｑ"), Some(Command::Leave));
        assert_eq!(read("上一个"), Some(Command::Back));
        assert_eq!(read("/年轻"), Some(Command::Find("年轻".to_owned())));
        assert_eq!(read("找 年轻"), Some(Command::Find("年轻".to_owned())));
        for answer in ["", "12", "-3", "找水村", "看守所", "<12>", "/"] {
            assert_eq!(read(answer), None, "{answer}");
        }
    }

    #[test]
    fn no_sign_or_word_stands_twice() {
        let mut names: Vec<&str> = COMMANDS.iter().flat_map(|row| [row.0, row.1]).collect();
        names.extend([FIND.0, FIND.1]);
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
