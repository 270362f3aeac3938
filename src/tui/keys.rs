//! The one table of keys. The help line, the help page and `docs/keys.md` are made from its rows.

use super::terminal::input::{Code, Key};

/// Where a row applies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Context {
    /// On every screen.
    Anywhere,
    /// In a draft, whatever the step.
    Draft,
    /// A form of fields.
    Form,
    /// A step of prose.
    Prose,
    /// A plan with the problems it may answer.
    Plan,
    /// 核对
    Review,
    /// 成文
    Finish,
    /// The start screen.
    Start,
    /// Editing headline and text.
    Wording,
    /// A list with a line to type in (Ctrl-G).
    Find,
    /// A list to choose from.
    Menu,
    /// A line to type in.
    Ask,
    /// Writing the text out.
    Write,
    /// The same while something stands in the way.
    Blocked,
    /// The path of a file.
    Path,
    /// The blanks found in a model.
    Blanks,
    /// Words of a text being selected.
    Words,
    /// A text to read.
    Read,
    /// What is said once the text is written or copied.
    Told,
    /// The whole text, paged.
    Paper,
    /// On every screen, where Ctrl-Z is set to give the shell back.
    Shell,
}

/// Every context with its name in the help.
pub const CONTEXTS: [(Context, &str); 21] = [
    (Context::Form, "填数据"),
    (Context::Prose, "看文字"),
    (Context::Plan, "打算回应问题"),
    (Context::Wording, "改文字"),
    (Context::Review, "核对"),
    (Context::Finish, "成文"),
    (Context::Draft, "草稿里到处可用"),
    (Context::Find, "找"),
    (Context::Menu, "选"),
    (Context::Ask, "填一行"),
    (Context::Write, "写成文件"),
    (Context::Blocked, "写成文件，还有错和缺时"),
    (Context::Path, "选文件"),
    (Context::Blanks, "认空"),
    (Context::Words, "选字加空"),
    (Context::Paper, "看全文"),
    (Context::Read, "看全文和帮助"),
    (Context::Told, "写好、复制好以后"),
    (Context::Start, "开头"),
    (Context::Anywhere, "到处可用"),
    (Context::Shell, "设置了 Ctrl-Z 挂起的"),
];

/// What a key asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "KEYS says what each does")]
pub enum Action {
    Type(char),
    Accept,
    NextField,
    PreviousField,
    Down,
    Up,
    NextStep,
    PreviousStep,
    Find,
    EditWording,
    WholeText,
    Undo,
    Redo,
    Save,
    Quit,
    Redraw,
    Items,
    Note,
    Clear,
    Interrupt,
    Back,
    Help,
    Backspace,
    Delete,
    Left,
    Right,
    WordLeft,
    WordRight,
    Home,
    End,
    Tick,
    Slot,
    Select,
    NotThisYear,
    Department,
    First,
    Copy,
    Suspend,
    Digit(u8),
}

/// One row: in these contexts one of these keys asks for the action.
#[derive(Debug)]
pub struct Row {
    /// Where it applies.
    pub contexts: &'static [Context],
    /// The keys, the one shown first.
    pub keys: &'static [Key],
    /// How they are written on screen.
    pub shown: &'static str,
    /// What is asked for.
    pub action: Action,
    /// A word or two for the help line; empty: not shown there.
    pub foot: &'static str,
    /// A sentence for the help page.
    pub help: &'static str,
}

const fn plain(code: Code) -> Key {
    Key::plain(code)
}

use Context as C;

/// Every key, the most needed first: the help line shows as many as fit.
pub const KEYS: &[Row] = &[
    row(&[C::Form], &[plain(Code::Enter)], "Enter", Action::Accept)
        .says("下一空", "收下这个数，到下一个要填的地方"),
    row(
        &[C::Prose, C::Plan],
        &[plain(Code::Enter)],
        "Enter",
        Action::Accept,
    )
    .says("属实，下一步", "这段属实，到下一步"),
    row(&[C::Review], &[plain(Code::Enter)], "Enter", Action::Accept)
        .says("去改", "到这一条所在的地方；改好按 Esc 回来"),
    row(&[C::Finish], &[plain(Code::Enter)], "Enter", Action::Accept)
        .says("去改这个数", "到这个数所在的空；改好按 Esc 回来"),
    row(&[C::Start], &[plain(Code::Enter)], "Enter", Action::Accept)
        .says("打开", "打开选中的一项；最上面是最近写的"),
    row(
        &[C::Wording],
        &[plain(Code::Enter)],
        "Enter",
        Action::Accept,
    )
    .says("另起一段", "正文里另起一段；小标题里转到正文"),
    row(&[C::Find], &[plain(Code::Enter)], "Enter", Action::Accept).says("去", "去选中的一行"),
    row(&[C::Menu], &[plain(Code::Enter)], "Enter", Action::Accept).says("选定", "选定这一项"),
    row(&[C::Write], &[plain(Code::Enter)], "Enter", Action::Accept).says("写出", "写成勾选的文件"),
    row(
        &[C::Blocked],
        &[plain(Code::Enter)],
        "Enter",
        Action::Accept,
    )
    .says("去核对", "去核对；错的改好、缺的补齐再来写"),
    row(&[C::Ask], &[plain(Code::Enter)], "Enter", Action::Accept).says("确定", "确定这一行"),
    row(&[C::Path], &[plain(Code::Enter)], "Enter", Action::Accept)
        .says("读入", "读入这个文件，认出里面的空"),
    row(&[C::Path], &[plain(Code::Tab)], "Tab", Action::NextField)
        .says("补全", "补全文件夹和文件的名字，不止一个就列出来"),
    row(&[C::Blanks], &[plain(Code::Enter)], "Enter", Action::Accept)
        .says("下一处", "这一处认得对，看下一处"),
    row(
        &[C::Blanks],
        &[plain(Code::Char('9'))],
        "9",
        Action::Digit(9),
    )
    .says("存模板", "都看好了，存成模板，接着就能填"),
    row(
        &[C::Blanks],
        &[plain(Code::Char('6'))],
        "6",
        Action::Digit(6),
    )
    .says("不是空", "这一处不是空，照原样当文字印"),
    row(
        &[C::Blanks],
        &[plain(Code::Char('7'))],
        "7",
        Action::Digit(7),
    )
    .says("加空", "在文字里选几个字，变成要填的空"),
    row(
        &[C::Blanks],
        &[plain(Code::Char('4'))],
        "4",
        Action::Digit(4),
    )
    .says("合并", "和另一处是同一个数：从名称里选"),
    row(
        &[C::Blanks],
        &[plain(Code::Char('5'))],
        "5",
        Action::Digit(5),
    )
    .says("拆开", "同名的几处里，这一处另作一个数"),
    // Those three stand on the screen already, with their digits, beside what they change.
    row(
        &[C::Blanks],
        &[plain(Code::Char('1'))],
        "1",
        Action::Digit(1),
    )
    .says("名称", "改这个数据的名称；改成已有的名称，就并成一个数"),
    row(
        &[C::Blanks],
        &[plain(Code::Char('2'))],
        "2",
        Action::Digit(2),
    )
    .says("种类", "改种类：整数、百分数、文字、日期"),
    row(
        &[C::Blanks],
        &[plain(Code::Char('3'))],
        "3",
        Action::Digit(3),
    )
    .says("单位", "改单位"),
    row(
        &[C::Blanks],
        &[plain(Code::Char('8'))],
        "8",
        Action::Digit(8),
    )
    .says(
        "提示",
        "看读入时的提示：序号不顺、会过时的话、没有放进来的行",
    ),
    row(&[C::Blanks], &[Key::ctrl('g')], "Ctrl-G", Action::Find)
        .says("找", "所有的名称；打字找，Enter 到它的空那里去"),
    row(
        &[C::Blanks],
        &[plain(Code::PageDown), Key::ctrl('n')],
        "PgDn",
        Action::NextStep,
    )
    .says("", "往后跳10处"),
    row(
        &[C::Blanks],
        &[plain(Code::PageUp), Key::ctrl('r')],
        "PgUp",
        Action::PreviousStep,
    )
    .says("", "往前跳10处"),
    row(&[C::Words], &[plain(Code::Char(' '))], "空格", Action::Tick)
        .says("开始选", "从光标处开始选，再按一次重选"),
    row(&[C::Words], &[plain(Code::Enter)], "Enter", Action::Accept)
        .says("变成空", "选中的字变成要填的空"),
    row(
        &[C::Words],
        &[plain(Code::PageDown), Key::ctrl('n')],
        "PgDn",
        Action::NextStep,
    )
    .says("下一段", "到下一段文字"),
    row(
        &[C::Words],
        &[plain(Code::PageUp), Key::ctrl('r')],
        "PgUp",
        Action::PreviousStep,
    )
    .says("上一段", "到上一段文字"),
    row(&[C::Blanks], &[plain(Code::Esc)], "Esc", Action::Back)
        .says("", "不会关掉这一页，只说怎样存、怎样离开"),
    row(
        &[C::Plan, C::Menu, C::Write, C::Blocked],
        &[plain(Code::Char(' '))],
        "空格",
        Action::Tick,
    )
    .says("勾选", "勾上或去掉"),
    row(&[C::Finish], &[plain(Code::Tab)], "Tab", Action::NextField).says("下一个数", "到下一个数"),
    row(&[C::Paper], &[plain(Code::Tab)], "Tab", Action::NextField)
        .says("下一处", "到下一处错的、缺的、疑的、未阅的地方"),
    row(&[C::Paper], &[plain(Code::Enter)], "Enter", Action::Accept).says(
        "去改",
        "去改这一处，按 Ctrl-P 再回来看；还没有选中哪一处时往下翻一页",
    ),
    row(
        &[C::Paper],
        &[plain(Code::BackTab)],
        "Shift-Tab",
        Action::PreviousField,
    )
    .says("", "到上一处"),
    row(
        &[C::Write, C::Blocked],
        &[plain(Code::Tab)],
        "Tab",
        Action::NextField,
    )
    .says("下一项", "下一项"),
    row(&[C::Plan], &[plain(Code::Tab)], "Tab", Action::NextField)
        .says("正文和问题", "在正文和问题之间走"),
    row(&[C::Review], &[plain(Code::Char('1'))], "1", Action::First)
        .says("属实，留着", "疑的属实，留着，可以写一句理由"),
    row(
        &[C::Review],
        &[plain(Code::Char('2'))],
        "2",
        Action::Department,
    )
    .says("只看一家", "只看一个部门的，再按换下一家"),
    row(&[C::Finish], &[plain(Code::Char('1'))], "1", Action::First)
        .says("写成文件", "把全文写成文件"),
    row(&[C::Finish], &[plain(Code::Char('2'))], "2", Action::Copy)
        .says("复制全文", "把全文送进自己电脑的剪贴板，终端软件许可才行"),
    row(
        &[C::Start],
        &[plain(Code::Char('1'))],
        "数字",
        Action::First,
    )
    .says("直接打开", "打开那一项"),
    row(
        &[C::Wording],
        &[plain(Code::Char('{')), plain(Code::Char('｛'))],
        "{",
        Action::Slot,
    )
    .says("插入数据空", "在光标处放一个数据空"),
    row(
        &[C::Wording],
        &[Key::ctrl('e'), plain(Code::Esc)],
        "Esc",
        Action::Back,
    )
    .says("改完", "改完回去，改的都留着；也可以按 Ctrl-E"),
    row(
        &[C::Find, C::Menu, C::Ask, C::Path, C::Words],
        &[plain(Code::Esc)],
        "Esc",
        Action::Back,
    )
    .says("返回", "关上，回到原来的地方"),
    row(
        &[C::Read],
        &[plain(Code::Esc), Key::ctrl('p')],
        "Esc",
        Action::Back,
    )
    .says("返回", "回到原来的地方"),
    row(&[C::Told], &[plain(Code::Enter)], "Enter", Action::Accept).says("回到成文", "回到成文"),
    row(&[C::Told], &[plain(Code::Esc)], "Esc", Action::Back).says("", "也是回到成文"),
    row(
        &[C::Prose],
        &[Key::ctrl('e')],
        "Ctrl-E",
        Action::EditWording,
    )
    .says("改文字", "改这一条的小标题和正文；直接打字也行"),
    row(&[C::Prose], &[Key::ctrl('o')], "Ctrl-O", Action::Items)
        .says("增删移", "这一条：不写、再写上、加、抄、移、删"),
    row(
        &[C::Draft],
        &[plain(Code::PageDown), Key::ctrl('n')],
        "PgDn",
        Action::NextStep,
    )
    .says("下一步", "下一步，也可以按 Ctrl-N"),
    row(&[C::Draft], &[Key::ctrl('g')], "Ctrl-G", Action::Find)
        .says("找", "所有的步骤；打字就在步骤、数据和文字里找"),
    row(&[C::Draft], &[Key::ctrl('p')], "Ctrl-P", Action::WholeText)
        .says("全文", "看写到现在的全文；Esc 或 Ctrl-P 回来"),
    row(
        &[C::Draft, C::Wording],
        &[Key::ctrl('q')],
        "Ctrl-Q",
        Action::Quit,
    )
    .says("存盘离开", "存盘离开，什么也不问"),
    row(
        &[C::Draft],
        &[plain(Code::PageUp), Key::ctrl('r')],
        "PgUp",
        Action::PreviousStep,
    )
    .says("上一步", "上一步，也可以按 Ctrl-R"),
    row(
        &[C::Draft],
        &[Key::ctrl('e')],
        "Ctrl-E",
        Action::EditWording,
    )
    .says("改文字", "改这一条的小标题和正文"),
    row(&[C::Draft], &[Key::ctrl('o')], "Ctrl-O", Action::Items)
        .says("增删移", "这一条：不写、再写上、加、抄、移、删"),
    row(&[C::Shell], &[Key::ctrl('z')], "Ctrl-Z", Action::Suspend)
        .says("挂起", "存盘，回到命令行；输入 fg 再回来"),
    row(
        &[C::Draft, C::Wording, C::Blanks],
        &[Key::ctrl('z')],
        "Ctrl-Z",
        Action::Undo,
    )
    .says("撤销", "撤销上一步改动"),
    row(
        &[C::Draft, C::Wording],
        &[Key::ctrl('_')],
        "Ctrl-_",
        Action::Undo,
    )
    .says("", "也是撤销：Ctrl-Z 设成挂起时用它"),
    row(
        &[
            C::Form,
            C::Prose,
            C::Wording,
            C::Menu,
            C::Review,
            C::Ask,
            C::Start,
            C::Blanks,
            C::Words,
        ],
        &[plain(Code::Tab)],
        "Tab",
        Action::NextField,
    )
    .says("", "下一项"),
    row(
        &[
            C::Draft,
            C::Menu,
            C::Ask,
            C::Wording,
            C::Start,
            C::Blanks,
            C::Words,
        ],
        &[plain(Code::BackTab)],
        "Shift-Tab",
        Action::PreviousField,
    )
    .says("", "上一项"),
    row(&[C::Start], &[Key::ctrl('g')], "Ctrl-G", Action::Find)
        .says("找", "打字找草稿和模板，拼音首字母也行"),
    row(&[C::Wording], &[Key::ctrl('f')], "Ctrl-F", Action::Select)
        .says("", "开始选字，再按一次不选了；选中的按 { 变成数据空"),
    row(
        &[C::Draft, C::Wording, C::Blanks],
        &[Key::ctrl('y')],
        "Ctrl-Y",
        Action::Redo,
    )
    .says("", "恢复撤销掉的改动"),
    row(
        &[C::Form, C::Prose, C::Plan],
        &[Key::ctrl('x')],
        "Ctrl-X",
        Action::NotThisYear,
    )
    .says(
        "",
        "本年无此项：填数时不写这个数所在的分句，看文字时不写这一条",
    ),
    row(&[C::Form], &[Key::ctrl('t')], "Ctrl-T", Action::Note)
        .says("", "给这个数记一笔：谁给的，截至哪天"),
    row(
        &[C::Draft, C::Wording, C::Blanks],
        &[Key::ctrl('s')],
        "Ctrl-S",
        Action::Save,
    )
    .says("", "现在就存盘（平时一秒之内自己会存）"),
    row(
        &[C::Form, C::Ask, C::Find, C::Path],
        &[Key::ctrl('u')],
        "Ctrl-U",
        Action::Clear,
    )
    .says("", "清空这一格"),
    row(
        &[C::Review, C::Finish, C::Form, C::Prose, C::Plan],
        &[plain(Code::Esc)],
        "Esc",
        Action::Back,
    )
    .says("", "回到刚才的核对或成文；填的都留着"),
    row(&[C::Anywhere], &[Key::ctrl('q')], "Ctrl-Q", Action::Quit).says("离开", "离开"),
    row(
        &[C::Anywhere],
        &[plain(Code::F(1)), Key::ctrl('k')],
        "F1",
        Action::Help,
    )
    .says("", "这一页帮助；也可以按 Ctrl-K"),
    row(&[C::Anywhere], &[Key::ctrl('l')], "Ctrl-L", Action::Redraw).says("", "重画屏幕"),
    row(
        &[C::Anywhere],
        &[Key::ctrl('c')],
        "Ctrl-C",
        Action::Interrupt,
    )
    .says("", "不会离开；要离开按 Ctrl-Q"),
    row(&[C::Anywhere], &[plain(Code::Down)], "下箭头", Action::Down).says("", "下一行、下一项"),
    row(&[C::Anywhere], &[plain(Code::Up)], "上箭头", Action::Up).says("", "上一行、上一项"),
    row(
        &[C::Read, C::Told, C::Find, C::Menu, C::Start, C::Wording],
        &[plain(Code::PageDown), Key::ctrl('n')],
        "PgDn",
        Action::NextStep,
    )
    .says("", "往下翻一页"),
    row(
        &[C::Read, C::Told, C::Find, C::Menu, C::Start, C::Wording],
        &[plain(Code::PageUp), Key::ctrl('r')],
        "PgUp",
        Action::PreviousStep,
    )
    .says("", "往上翻一页"),
    row(&[C::Anywhere], &[plain(Code::Left)], "左箭头", Action::Left).says("", "光标往左"),
    row(
        &[C::Anywhere],
        &[plain(Code::Right)],
        "右箭头",
        Action::Right,
    )
    .says("", "光标往右"),
    row(
        &[C::Anywhere],
        &[plain(Code::Home), Key::ctrl('a')],
        "Home",
        Action::Home,
    )
    .says("", "到行首，也可以按 Ctrl-A"),
    row(&[C::Anywhere], &[plain(Code::End)], "End", Action::End).says("", "到行尾"),
    row(
        &[C::Anywhere],
        &[plain(Code::Backspace)],
        "退格",
        Action::Backspace,
    )
    .says("", "删去光标前一个字"),
    row(
        &[C::Anywhere],
        &[plain(Code::Delete), Key::ctrl('d')],
        "Del",
        Action::Delete,
    )
    .says("", "删去光标后一个字，也可以按 Ctrl-D"),
];

const fn row(
    contexts: &'static [Context],
    keys: &'static [Key],
    shown: &'static str,
    action: Action,
) -> Row {
    Row {
        contexts,
        keys,
        shown,
        action,
        foot: "",
        help: "",
    }
}

impl Row {
    const fn says(self, foot: &'static str, help: &'static str) -> Self {
        Self { foot, help, ..self }
    }
}

/// Contexts in which text can be typed: no plain letter or digit is bound there.
const TYPING: [Context; 7] = [
    Context::Path,
    Context::Form,
    Context::Prose,
    Context::Plan,
    Context::Wording,
    Context::Find,
    Context::Ask,
];

/// What a key asks for where these contexts hold, the more special first.
pub fn action(key: Key, contexts: &[Context]) -> Option<Action> {
    for context in contexts {
        let row = KEYS
            .iter()
            .find(|row| row.contexts.contains(context) && row.keys.contains(&key));
        if let Some(row) = row {
            return Some(row.action);
        }
    }
    let Code::Char(c) = key.code else { return None };
    if key.ctrl || key.alt {
        return None;
    }
    let narrows = contexts.contains(&Context::Menu) && !c.is_ascii_digit();
    if narrows || contexts.iter().any(|context| TYPING.contains(context)) {
        return Some(Action::Type(c));
    }
    c.to_digit(10)
        .and_then(|digit| u8::try_from(digit).ok())
        .map(Action::Digit)
}

/// The help line's entries for these contexts, the most needed first: key and word.
pub fn foot(contexts: &[Context]) -> Vec<(&'static str, &'static str)> {
    let mut entries: Vec<(&str, &str)> = Vec::new();
    for row in KEYS.iter().filter(|row| !row.foot.is_empty()) {
        if row
            .contexts
            .iter()
            .any(|context| contexts.contains(context))
            && !entries.iter().any(|(shown, _)| *shown == row.shown)
        {
            entries.push((row.shown, row.foot));
        }
    }
    entries
}

/// `docs/keys.md`.
pub fn document() -> String {
    let mut text = String::from("# 按键\n\n本页由程序里的按键表生成。\n");
    for (context, name) in CONTEXTS {
        text.push_str(&format!("\n## {name}\n\n| 键 | 做什么 |\n| --- | --- |\n"));
        for row in KEYS.iter().filter(|row| row.contexts.contains(&context)) {
            text.push_str(&format!(
                "| {} | {} |\n",
                row.shown.replace('|', "\\|"),
                row.help
            ));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_stands_twice_in_a_context() {
        for (context, name) in CONTEXTS {
            let mut seen: Vec<Key> = Vec::new();
            for row in KEYS.iter().filter(|row| row.contexts.contains(&context)) {
                for key in row.keys {
                    assert!(!seen.contains(key), "{} stands twice in {name}", row.shown);
                    seen.push(*key);
                }
            }
        }
    }

    #[test]
    fn no_plain_letter_is_bound_where_text_can_be_typed() {
        for row in KEYS
            .iter()
            .filter(|row| row.contexts.iter().any(|context| TYPING.contains(context)))
        {
            for key in row.keys {
                let brace = matches!(key.code, Code::Char('{' | '｛' | ' '));
                assert!(
                    brace || !matches!(key.code, Code::Char(_)) || key.ctrl,
                    "{}",
                    row.shown
                );
            }
        }
    }

    #[test]
    fn the_help_line_starts_with_enter() {
        assert_eq!(
            foot(&[Context::Form, Context::Draft, Context::Anywhere])[0],
            ("Enter", "下一空")
        );
    }
}
