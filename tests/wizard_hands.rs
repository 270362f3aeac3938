//! The wizard's hands on a real terminal: one long road over items, wording, undo, search, 核对 and 成文, key by
//! key as a user presses them, with the screens at its turning points; and what is hard to take.

#![expect(
    clippy::expect_used,
    reason = "tests only: a failed one stops where it stands"
)]

mod common;
mod hand;

use std::fs;
use std::path::Path;

use common::{App, End, Home, Start, golden};
use hand::{DRAFT, ENTER, ESC, PAGE_DOWN};

const FILE: &str = "草稿.toml";
const TAB: &str = "\t";
const DOWN: &str = "\x1b[B";
const LEFT: &str = "\x1b[D";
const BACKSPACE: &str = "\x7f";
const PAGE_UP: &str = "\x1b[5~";

/// Ctrl with a letter.
fn ctrl(letter: char) -> String {
    char::from(u8::try_from(letter).expect("a letter") & 0x1f).to_string()
}

fn open(home: &Home) -> App {
    let app = Start {
        home: Some(home.clone()),
        ..Start::new(&[FILE])
    }
    .start();
    app.wait_for("已填");
    app
}

fn home_with(text: &str) -> Home {
    let home = Home::new();
    fs::write(home.path().join(FILE), text).expect("a draft");
    home
}

fn example(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    fs::read_to_string(path.join(name).join("draft.toml")).expect("the example")
}

/// Someone on the road: presses keys, counts them, and sees what is there at the turning points.
struct Road {
    app: App,
    keys: usize,
    turns: usize,
}

impl Road {
    /// Presses one key, and waits until the screen shows that.
    #[track_caller]
    fn press(&mut self, key: impl AsRef<[u8]>, shows: &str) {
        self.keys += 1;
        self.app.send(key);
        self.app.wait_for(shows);
    }

    /// Presses one key several times.
    #[track_caller]
    fn again(&mut self, times: usize, key: &str, shows: &str) {
        for _ in 0..times {
            self.keys += 1;
            self.app.send(key);
        }
        self.app.wait_for(shows);
    }

    /// Types a text, each character a key.
    #[track_caller]
    fn write(&mut self, text: &str, shows: &str) {
        self.keys += text.chars().count();
        self.app.send(text);
        self.app.wait_for(shows);
    }

    /// Pastes: one key.
    #[track_caller]
    fn paste(&mut self, text: &str, shows: &str) {
        self.keys += 1;
        self.app.paste(text);
        self.app.wait_for(shows);
    }

    /// Saves and leaves with one key.
    #[track_caller]
    fn quit(&mut self) {
        self.keys += 1;
        self.app.send(ctrl('q'));
        assert_eq!(self.app.finish(), End::Code(0));
    }

    /// Looks at the screen: it is what is kept under this name.
    #[track_caller]
    fn look(&mut self, name: &str) {
        self.turns += 1;
        self.app.wait_for("已存");
        let (row, column) = self.app.cursor();
        let rows = self.app.screen().join("\n");
        let text = format!(
            "{}\n-- caret: row {}, column {}\n",
            rows.trim_end(),
            row + 1,
            column + 1
        );
        let file = format!("tests/screens/road/{:02}-{name}.txt", self.turns);
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        golden(&file, &text);
    }
}

#[test]
fn a_road_of_150_keys_leads_over_items_wording_undo_search_and_finishing() {
    let home = home_with(&example("river-half-filled"));
    let mut road = Road {
        app: open(&home),
        keys: 0,
        turns: 0,
    };

    // The date that is missing; on to the first figure that is wrong.
    road.write("2026-07-01", "2026-07-01");
    road.press(ENTER, ">错 其中到截至日期");
    road.look("a-wrong-figure");

    // Mended; undone and done again, each by its name.
    road.press(BACKSPACE, "其中到截至日期已解决的  8 ");
    road.write("0", "解决率93");
    road.press(ctrl('z'), "撤销：改了解决问题处数");
    road.press(ctrl('y'), "恢复：改了解决问题处数");
    road.look("undone-and-done-again");

    // 本年无此项: the clause goes, and comes back with a figure.
    road.press(ENTER, "第4步");
    road.press(ctrl('x'), "它所在的分句不写了");
    road.look("a-clause-that-is-not-this-year");
    road.write("135.5", "135.5万元修护岸");
    road.press(ENTER, "第5步");

    // A message of the office, pasted: read as answers.
    road.paste(
        "隐患点处数 12处\r\n责任人数：24名\r\n物资约300件\r\n演练次数 2次",
        "读出",
    );
    road.look("a-message-that-is-read");
    road.press(ENTER, "收下了");

    // To be verified, till it is no longer.
    road.press(ctrl('o'), "标上待核");
    road.look("what-can-be-done-here");
    road.again(9, DOWN, "> 10 隐患点处数：标上待核");
    road.press(ENTER, "待核");

    // An item like this one: the numbers follow. Its own headline; one place forward.
    road.press(ctrl('o'), "照这一条再抄一条");
    road.press("3", "第6步，共12步  一、4.");
    road.press(ctrl('e'), "改文字");
    road.press("\x1b[Z", "小标题");
    road.again(13, BACKSPACE, "改文字");
    road.write("抓保洁。", "抓保洁。");
    road.press(ESC, "第6步，共12步");
    road.press(ctrl('o'), "往前移");
    road.press("4", "第5步，共12步  一、3.抓保洁。");
    road.look("a-copy-moved-forward");

    // Removed, and put back where it stood, while what was done meanwhile stays.
    road.press(ctrl('o'), "删掉这一条");
    road.press("6", "删掉一、3.抓保洁了");
    road.press(PAGE_UP, "第4步");
    road.press(ctrl('o'), "找回删掉的（1条）");
    road.press("9", "找回哪一条");
    road.press(ENTER, "第5步，共12步  一、3.抓保洁。");

    // Found by the initials of its pinyin; reworded; a figure in it becomes a field.
    road.press(ctrl('g'), "找：");
    road.write("zlxc", "支流巡查");
    road.look("found-by-initials");
    road.press(ENTER, "二、一是 支流巡查还有空当。");
    road.write("目前有12名专职巡查员。", "目前有12名专职巡查员。");
    road.again(7, LEFT, "专职巡查员");
    road.press(ctrl('f'), "移动光标选字");
    road.again(2, LEFT, "专职巡查员");
    road.press("{", "放哪一个数据");
    road.write("巡查员人数", "新建一个数据空：巡查员人数");
    road.press(ENTER, "填的是什么");
    road.press(ENTER, "> 单位  名");
    road.press(ENTER, "{巡查员人数}名");
    road.look("a-figure-made-a-field");
    road.press(BACKSPACE, "目前有名");
    road.press(ctrl('z'), "{巡查员人数}名");
    road.press(ESC, "第7步");

    // A plan: which problems it answers.
    road.press(ctrl('g'), "找：");
    road.write("gxsk", "更新水库");
    road.press(ENTER, "第10步，共12步");
    road.press(TAB, "正文");
    road.press(" ", "[x] 二、一是");
    road.press(ENTER, "第11步，共12步  核对");

    // 核对: what is left, what has been mended; there and back to the same row.
    road.look("what-is-left");
    road.press("2", "只看农业农村办的");
    road.press("2", "只看应急办的");
    road.press("2", "打开时");
    road.press(ENTER, "第1步，共12步  基本情况");
    road.write("2026-06-12", "2026-06-12");
    road.press(ESC, "第11步，共12步  核对");
    road.press(ENTER, "第5步，共12步");
    road.write("1640", "1640");
    road.press(ESC, "第11步，共12步  核对");
    road.press("1", "属实，留着。可以写一句理由");
    road.write("一人管两座", "一人管两座");
    road.press(ENTER, "现在 疑2 未阅2");

    // 成文: from a figure to its field and back.
    road.press(PAGE_DOWN, "成文");
    road.press(TAB, "成文");
    road.look("the-text-with-its-figures");
    road.press(ENTER, "第1步，共12步  基本情况");
    road.press(ESC, "第12步，共12步  成文");
    road.press("1", "存为");
    road.press(ENTER, "写好了");
    road.press(ESC, "第12步，共12步  成文");
    road.quit();

    // Opened again: the way back is still there.
    road.app = open(&home);
    road.press(ctrl('z'), "撤销：留着一条疑问");
    road.press(ctrl('y'), "恢复：留着一条疑问");
    road.quit();
    let kept = fs::read_to_string(home.path().join(FILE)).expect("the draft");
    for words in [
        "抓保洁。",
        "\"巡查员人数\" = 12",
        "一人管两座",
        "待核",
        "{?，投入资金",
    ] {
        assert!(kept.contains(words), "{words} in {kept}");
    }
    assert!(road.keys >= 150, "{} keys", road.keys);
    assert_eq!(road.turns, 10);
}

#[test]
fn undo_and_redo_outlive_a_restart_but_not_another_programs_change() {
    let home = hand::draft();
    let mut app = open(&home);
    app.wait_for("镇名");
    app.send("清溪镇\r");
    app.wait_for(">   巡河次数");
    app.send("12\r");
    app.wait_for(">   负责人");
    app.send("王\t");
    app.send(ctrl('q'));
    assert_eq!(app.finish(), End::Code(0));

    // Three steps back and one forth, over two restarts.
    let mut app = open(&home);
    app.send(ctrl('z'));
    app.wait_for("撤销：改了负责人");
    app.send(ctrl('z'));
    app.wait_for("撤销：改了巡河次数");
    app.send(ctrl('q'));
    assert_eq!(app.finish(), End::Code(0));
    let file = home.path().join(FILE);
    let text = fs::read_to_string(&file).expect("the draft");
    assert!(text.contains("清溪镇") && !text.contains("= 12"), "{text}");

    let mut app = open(&home);
    app.send(ctrl('y'));
    app.wait_for("恢复：改了巡河次数");
    app.send(ctrl('z'));
    app.wait_for("撤销：改了巡河次数");
    app.send(ctrl('z'));
    app.wait_for("撤销：改了镇名");
    app.send(ctrl('z'));
    app.wait_for("没有可以撤销的了");
    app.send(ctrl('q'));
    assert_eq!(app.finish(), End::Code(0));
    assert_eq!(fs::read_to_string(&file).expect("the draft"), DRAFT);

    // Another program changes the draft: what was kept with the old content is dropped.
    fs::write(&file, DRAFT.replace("巡查还有空白。", "巡查还有漏洞。")).expect("the draft");
    let app = open(&home);
    app.send(ctrl('y'));
    app.wait_for("没有可以恢复的了");
}

/// A draft with an item of this text.
fn with_text(text: &str) -> Home {
    home_with(&DRAFT.replace("少数支流巡查不够经常。", text))
}

/// Goes to that item and opens its text.
fn edit_problem(app: &App) {
    app.send(ctrl('g'));
    app.wait_for("找：");
    app.send("空白");
    app.wait_for("步骤");
    app.send(ENTER);
    app.wait_for("Ctrl-E 改文字");
    app.send(ctrl('e'));
    app.wait_for("改文字  ");
}

#[test]
fn a_character_typed_into_a_long_paragraph_is_a_few_hundred_bytes() {
    let sentence = "坚持以人民为中心，扎实推进乡村全面振兴，各项工作稳中有进；";
    let text: String = sentence.chars().cycle().take(2_400).collect();
    let home = with_text(&text);
    let app = open(&home);
    edit_problem(&app);
    // The caret in the midst of it, rows above and below.
    for _ in 0..4 {
        app.send(PAGE_UP);
    }
    app.send("甲");
    app.wait_for("甲");
    let mut most = 0;
    let before = app.bytes();
    for number in 0..30 {
        let now = app.bytes();
        let c = char::from_u32(0x4e59 + number).expect("a character");
        app.send(c.to_string());
        app.wait_for(&c.to_string());
        most = most.max(app.bytes_since(now));
    }
    let mean = app.bytes_since(before) / 30;
    assert!(mean <= 700, "{mean} bytes a character, {most} at most");
    assert!(most <= 2_600, "{most} bytes");
}

#[test]
fn what_is_too_much_is_taken_whole_or_said() {
    // A megabyte pasted into a figure, a million control characters among it.
    let home = hand::draft();
    let mut app = open(&home);
    app.wait_for("镇名");
    app.send("清溪镇\r");
    app.wait_for(">   巡河次数");
    let much = "1\u{1}2".repeat(400_000);
    app.paste(&much);
    app.wait_for("错 巡河次数");
    app.send("\t王\t");
    app.wait_for("已存");
    app.send(ctrl('q'));
    assert_eq!(app.finish(), End::Code(0));
    let text = fs::read_to_string(home.path().join(FILE)).expect("the draft");
    assert!(text.contains(&"12".repeat(400_000)) && text.contains('王'));

    // A megabyte pasted into a text, line ends and all; then undone with one key.
    let home = with_text("原话。");
    let mut app = open(&home);
    edit_problem(&app);
    let line = "\u{3000}\u{3000}从别处来的一段\u{a0}文字。\r\n";
    app.paste(&line.repeat(24_000));
    app.wait_for("从别处来的一段");
    app.send("收尾");
    app.wait_for("收尾");
    app.wait_for("已存");
    let file = home.path().join(FILE);
    let text = fs::read_to_string(&file).expect("the draft");
    assert_eq!(text.matches("从别处来的一段").count(), 24_000);
    assert!(text.contains("收尾") && !text.contains('\r'));
    app.send(ctrl('z'));
    app.wait_for("撤销：改");
    app.wait_for("原话。");
    app.send(ctrl('q'));
    assert_eq!(app.finish(), End::Code(0));
}

#[test]
fn a_brace_and_half_a_slot_do_no_harm() {
    let home = home_with(DRAFT);
    let mut app = open(&home);
    app.send(ctrl('g'));
    app.wait_for("找：");
    app.send("巡河次数");
    app.wait_for("数据");
    app.send(ENTER);
    app.wait_for(">   巡河次数");
    app.send(ctrl('e'));
    app.wait_for("{巡河次数}次");
    // Behind the slot, one character back: all of it goes, and comes back whole.
    for _ in 0.."次，由{负责人}带队。".chars().count() - 4 {
        app.send(LEFT);
    }
    app.send(BACKSPACE);
    app.wait_for("累计巡河次，由");
    app.send(ctrl('z'));
    app.wait_for("{巡河次数}次");
    // A closing brace alone is named as what it is; a pasted one is a character.
    app.send("}");
    app.wait_for("错 }：");
    app.send(BACKSPACE);
    app.wait_gone("错 }：");
    app.paste("{不是空}");
    app.wait_for("{{不是空}}");
    app.send(ESC);
    app.wait_for("第2步");
    app.send(ctrl('q'));
    assert_eq!(app.finish(), End::Code(0));
}

#[test]
fn a_name_for_a_figure_beyond_its_limit_is_said() {
    let home = home_with(DRAFT);
    let mut app = open(&home);
    app.send(ctrl('e'));
    app.wait_for("大括号里是数据空");
    app.send("{");
    app.wait_for("放哪一个数据");
    app.send("长".repeat(41));
    app.wait_for("数据名最多40个字，这里有41个。");
    app.send(BACKSPACE);
    app.wait_for("新建一个数据空");
    app.send(ESC);
    app.wait_for("改文字");
    app.send(ESC);
    app.wait_for("第1步");
    app.send(ctrl('q'));
    assert_eq!(app.finish(), End::Code(0));
}

#[test]
fn three_hundred_items_are_gone_through_moved_and_found() {
    let item = |n: usize| {
        format!("[[section.item]]\nheading = \"第{n}件事。\"\ntext = \"做了{{巡河次数}}次。\"\n\n")
    };
    let items: String = (1..=300).map(item).collect();
    let home = home_with(&DRAFT.replace(
        "[[section]]\nheading = \"存在问题\"",
        &format!("{items}[[section]]\nheading = \"存在问题\""),
    ));
    let mut app = open(&home);
    app.wait_for("共305步");
    app.send(ctrl('g'));
    app.wait_for("找：");
    app.send("第300件");
    app.wait_for("（三百零一）第300件事。");
    app.send(ENTER);
    app.wait_for("第302步，共305步");
    app.send(ctrl('o'));
    app.wait_for("往前移");
    app.send("4");
    app.wait_for("第301步，共305步  一、（三百）第300件事。");
    app.send(ctrl('g'));
    app.wait_for("找：");
    app.send("核对");
    app.wait_for("步骤");
    app.send(ENTER);
    app.wait_for("301段还是范文原话");
    app.send(ctrl('q'));
    assert_eq!(app.finish(), End::Code(0));
}
