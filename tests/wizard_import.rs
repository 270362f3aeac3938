//! A blanked model becomes a template and a report in the wizard, by keys alone; a hang-up on the way loses nothing.

#![expect(
    clippy::expect_used,
    reason = "tests only: a failed one stops where it stands"
)]

mod common;
mod hand;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::{App, Home, Start, soon};
use hand::{ENTER, Hand, Template};

const MODEL: &str = "红星镇上半年工作汇报\n\n县政府：\n　　今年以来，XX镇开展巡河XX次，复查XX次，印发XX方案X个，新修水渠8公里。\n";

fn huibao(home: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_huibao"))
        .args(args)
        .current_dir(home)
        .env("HUIBAO_HOME", home)
        .output()
        .expect("the program")
}

/// The wizard where it asks for the model, which lies beside the drafts.
fn asked_for_a_file(model: &str) -> (Home, App) {
    let home = Home::new();
    fs::write(home.path().join("范文.txt"), model).expect("the model");
    let app = Start {
        home: Some(home.clone()),
        ..Start::new(&[])
    }
    .start();
    app.wait_for("2 把抠了空的范文变成模板");
    app.send("2");
    app.wait_for("范文是哪个文件");
    (home, app)
}

/// The wizard on the review of the model.
fn review() -> (Home, App) {
    let (home, app) = asked_for_a_file(MODEL);
    app.send("~/范");
    app.wait_for("文件  ~/范");
    app.send("\t");
    app.wait_for("文件  ~/范文.txt");
    app.send("\r");
    app.wait_for("认空  第1处，共5处");
    (home, app)
}

fn rename(app: &App, name: &str) {
    app.send("1");
    app.wait_for("这个数据叫什么");
    app.send("\x15");
    app.send(name);
    app.wait_for(&format!("名称  {name}"));
    app.send("\r");
    app.wait_for(&format!("1 名称  {name}"));
}

fn only_file(folder: &Path) -> PathBuf {
    let entries = fs::read_dir(folder).expect("the folder");
    let mut files = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.next().expect("a report file")
}

#[test]
fn a_model_is_reviewed_kept_and_filled_in() {
    let (home, mut app) = review();
    rename(&app, "乡镇全称");
    app.send("\r");
    app.wait_for("第2处，共5处");
    rename(&app, "巡河次数");
    app.send("\r");
    app.wait_for("第3处，共5处");
    // The same name makes the two one; undone, they are chosen from the list.
    app.send("1\x15巡河次数\r");
    app.wait_for("巡河次数  用在2处");
    app.send("\x1a");
    app.wait_for("撤销");
    app.wait_gone("用在2处");
    app.send("4巡河");
    app.wait_for("和哪一个是同一个数");
    app.wait_for("> 巡河次数  次");
    app.send("\r");
    app.wait_for("巡河次数  用在2处");
    app.send("\r");
    app.wait_for("第4处，共5处");
    app.send("6");
    app.wait_for("第4处，共4处");
    app.wait_for("印发XX方案");
    rename(&app, "方案个数");
    // Words that are no blank yet: the caret goes to the 8 of 8公里.
    app.send("7");
    app.wait_for("按空格开始选");
    app.send("\x1b[B\x1b[F");
    app.send("\x1b[D".repeat(4));
    app.send(" ");
    app.wait_for("按 Enter 变成空");
    app.send("\x1b[C\r");
    app.wait_for("选中的字变成要填的空");
    app.send("水渠公里数\r");
    app.wait_for("1 名称  水渠公里数");
    app.send("9");
    app.wait_for("模板叫什么");
    app.send("\x15镇工作\r");
    app.wait_for("存好了");
    app.send("\x11");
    assert_eq!(app.exit_code(), 0);
    let template = home.path().join("templates/镇工作.toml");
    let kept = fs::read_to_string(&template).expect("the template");
    assert!(
        kept.contains("今年以来，{乡镇全称}镇开展巡河{巡河次数}次，复查{巡河次数}次，印发XX方案{方案个数}个，新修水渠{水渠公里数}公里。"),
        "{kept}"
    );
    let draft = only_file(&home.path().join("drafts"));
    let draft = draft.to_str().expect("a name");
    let set = huibao(
        home.path(),
        &[
            "set",
            draft,
            "乡镇全称=清溪",
            "巡河次数=12",
            "方案个数=3",
            "水渠公里数=9",
        ],
    );
    assert!(set.status.success(), "{set:?}");
    let text = huibao(home.path(), &["render", draft, "--allow-blanks"]);
    let text = String::from_utf8(text.stdout).expect("UTF-8");
    assert!(
        text.contains("今年以来，清溪镇开展巡河12次，复查12次，印发XX方案3个，新修水渠9公里。"),
        "{text}"
    );
}

/// A model of some sixty blanks: the one handed out with the task where it is there, else one of our own.
fn long_model() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seed = fs::read_dir(root.join("../shared/seed"))
        .ok()
        .and_then(|mut files| files.next())
        .and_then(|file| fs::read_to_string(file.ok()?.path()).ok());
    seed.unwrap_or_else(|| {
        let mut text = "　　今年以来，XX镇认真落实上级部署，着力建设平安XX，现将情况汇报如下：\n　　一、主要做法\n".to_owned();
        let things = [
            "防汛", "禁毒", "消防", "水库", "河道", "食堂", "校车", "粮库", "桥梁", "养老",
        ];
        for (thing, nth) in things.iter().zip(1..) {
            text.push_str(&format!(
                "　　{nth}.抓好{thing}工作。XX镇开展{thing}检查XX次，整改{thing}问题XX个，发放{thing}资料XXXX余份，落实{thing}资金XX万元。\n"
            ));
        }
        text.push_str("　　二、下一步打算\n　　继续做强XX新城区。\n");
        text
    })
}

/// An answer that fits a field, like no other one where its kind leaves room.
fn answer(nth: usize, field: &toml::Value) -> String {
    let word = |name: &str| {
        field
            .get(name)
            .and_then(toml::Value::as_str)
            .unwrap_or_default()
    };
    match (word("kind"), word("unit")) {
        ("text", _) => {
            let names = "山川云泉林峰谷松柏桐梅竹兰溪湖岭桥坪湾洲滩塘原岗";
            let name = names.chars().nth(nth % 24).expect("a name");
            format!("青{name}")
        }
        ("percent", _) => "62.5".to_owned(),
        ("date", _) => "2026-05-20".to_owned(),
        ("year", _) => "2026".to_owned(),
        ("month", _) => "5".to_owned(),
        (_, "岁") => format!("{}", 40 + nth % 10),
        // Round, since 余 may stand behind; falling, since a part comes behind its whole.
        _ => format!("{}", 2000 - 10 * nth),
    }
}

#[test]
fn a_long_model_is_put_right_filled_in_and_written_by_keys_alone() {
    let (home, mut app) = asked_for_a_file(&long_model());
    app.send("~/\t");
    app.wait_for("文件  ~/范文.txt");
    app.send(ENTER);
    app.wait_for("认空  第1处，共");
    // One of the places of the first name gets one of its own.
    app.wait_for("用在");
    app.send("5");
    app.wait_for("这一处另作一个数");
    app.send("\x15第一处地名\r");
    app.wait_for("1 名称  第一处地名");
    // The next one is the same as that.
    app.send(ENTER);
    app.wait_for("认空  第2处");
    app.send("4第一处");
    app.wait_for("> 第一处地名");
    app.send(ENTER);
    app.wait_for("第一处地名  用在2处");
    for (nth, name) in [(3, "改过的名称一"), (4, "改过的名称二")] {
        app.send(ENTER);
        app.wait_for(&format!("认空  第{nth}处"));
        rename(&app, name);
    }
    // The last one is no blank; by its name one goes back to the first.
    app.send("\x1b[F");
    app.wait("the last one", |shown| {
        shown.rows().iter().any(|row| {
            let counts = row
                .strip_prefix(" 认空  第")
                .and_then(|row| row.split_once("处，共"));
            counts.is_some_and(|(nth, rest)| rest.starts_with(&format!("{nth}处")))
        })
    });
    app.send("6");
    app.wait_for("当作文字照印");
    app.send("\x07第一处");
    app.wait_for("> 第一处地名");
    app.send(ENTER);
    app.wait_for("认空  第1处");
    app.send("9");
    app.wait_for("模板叫什么");
    app.send("\x15长范文\r");
    app.wait_for("存好了");

    let template = Template::answered(&home.path().join("templates/长范文.toml"), answer);
    let hand = Hand::new(&app);
    while !hand.is_at("核对") {
        if hand.is_prose() {
            hand.go_on(ENTER);
            continue;
        }
        let key = hand.field(&template);
        let value = template.value(&key).expect("an answer");
        hand.go_on(format!("\x15{value}\t"));
    }
    let row = hand.step();
    assert!(!row.contains('错') && !row.contains('缺'), "{row}");
    hand::write_both(&app);
    app.send("\x11");
    assert_eq!(app.exit_code(), 0);

    let drafts = home.path().join("drafts");
    let mut texts = fs::read_dir(&drafts)
        .expect("drafts")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    let text = fs::read_to_string(texts.next().expect("the text")).expect("UTF-8");
    assert!(!text.contains("____"), "{text}");
    assert_eq!(text.matches("XX").count(), 1, "{text}");
    for (key, value) in template.values() {
        let printed = match value.as_str() {
            "2026-05-20" => "5月20日",
            "2026-06-30" => continue,
            "2026-07-01" => continue,
            value => value,
        };
        assert!(text.contains(printed), "{key}: {printed} in {text}");
    }
}

#[test]
fn a_finished_report_has_its_figures_asked_for() {
    let (_, app) =
        asked_for_a_file("红星镇河长制工作汇报\n今年以来，全镇巡河12次，清理垃圾3.5吨。\n");
    app.send("~\r");
    app.wait_for("这是文件夹");
    app.send("\x15~/范文.txt\r");
    app.wait_for("认空  第1处，共2处");
    app.wait_for("这份没有空，像是写好的：每个数都作了空，原来的数作上期数。");
    app.wait_for("全镇巡河[12]次");
    app.send("9");
    app.wait_for("模板叫什么");
    app.send("\r");
    app.wait_for("存好了");
    app.wait_for("上期12");
}

#[test]
fn a_text_with_nothing_to_ask_says_how_to_make_a_blank() {
    let (_, app) = asked_for_a_file("红星镇工作汇报\n工作有序。\n");
    app.send("~/范文.txt\r");
    app.wait_for("认空  没有找到空");
    app.send("\r");
    app.wait_for("没有空。按 7 在文字里选几个字");
}

#[test]
fn a_hang_up_leaves_the_review_where_it_was() {
    let (home, mut app) = review();
    rename(&app, "乡镇全称");
    app.send("\r\r");
    app.wait_for("认空  第3处，共5处");
    app.hangup();
    app.finish();
    let drafts = home.path().join("drafts");
    soon("the new name is on disk", || {
        fs::read_to_string(only_file(&drafts)).is_ok_and(|text| text.contains("{乡镇全称}"))
    });
    let app = Start {
        home: Some(home),
        ..Start::new(&[])
    }
    .start();
    app.wait_for("接着写");
    app.send("\r");
    app.wait_for("认空  第3处，共5处");
    app.send("\x1b[H");
    app.wait_for("1 名称  乡镇全称");
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_another_can_be_typed() {
    let home = Home::new();
    fs::write(home.path().join("空.txt"), "").expect("the file");
    let app = Start {
        home: Some(home),
        ..Start::new(&[])
    }
    .start();
    app.wait_for("2 把抠了空的范文变成模板");
    app.send("2");
    app.wait_for("范文是哪个文件");
    app.send("'~/没有.txt'\r");
    app.wait_for("没有这个文件");
    app.send("\x15~/空.txt\r");
    app.wait_for("文件里没有文字");
    app.send("\x1b");
    app.wait_for("新写一份");
}
