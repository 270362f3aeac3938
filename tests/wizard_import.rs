//! A blanked model becomes a template and a report in the wizard, by keys alone; a hang-up on the way loses nothing.

#![expect(
    clippy::expect_used,
    reason = "tests only: a failed one stops where it stands"
)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::{App, Home, Start, soon};

const MODEL: &str = "红星镇上半年工作汇报\n\n县政府：\n　　今年以来，XX镇开展巡河XX次，复查XX次，印发XX方案X个，新修水渠8公里。\n";

fn huibao(home: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_huibao"))
        .args(args)
        .current_dir(home)
        .env("HUIBAO_HOME", home)
        .output()
        .expect("the program")
}

/// The wizard on the review of the model.
fn review() -> (Home, App) {
    let home = Home::new();
    fs::write(home.path().join("范文.txt"), MODEL).expect("the model");
    let app = Start {
        home: Some(home.clone()),
        ..Start::new(&[])
    }
    .start();
    app.wait_for("2 把抠了空的范文变成模板");
    app.send("2");
    app.wait_for("范文是哪个文件");
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

#[test]
fn a_hang_up_leaves_the_review_where_it_was() {
    let (home, mut app) = review();
    rename(&app, "乡镇全称");
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
    app.wait_for("认空  第1处，共5处");
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
