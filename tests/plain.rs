//! The questions line by line: from a pipe, on a dumb terminal; the same result as on the screen.

#![allow(clippy::unwrap_used, reason = "tests only")]

mod common;
mod hand;

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use common::{Home, Start};
use hand::{ENTER, Hand, Template};

const HALF: &str = include_str!("../examples/river-half-filled/draft.toml");

/// Answers to all that the half-filled report still asks for, in the order in which it asks.
const ANSWERS: [&str; 8] = [
    "2026-07-01",
    "80",
    "150",
    "12",
    "36",
    "1650",
    "3",
    "2026-06-05",
];

fn home() -> Home {
    let home = Home::new();
    fs::write(home.path().join("汇报.toml"), HALF).unwrap();
    home
}

fn plain(home: &Path, args: &[&str], input: impl AsRef<[u8]>) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_huibao"))
        .args(args)
        .current_dir(home)
        .env_clear()
        .env("HUIBAO_HOME", home)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // The program may end before it has read all.
    stdin.write_all(input.as_ref()).ok();
    drop(stdin);
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn lines(answers: &[&str]) -> String {
    answers.iter().map(|line| format!("{line}\n")).collect()
}

fn draft(home: &Home) -> String {
    fs::read_to_string(home.path().join("汇报.toml")).unwrap()
}

#[test]
fn a_pipe_fills_in_what_the_wizard_fills_in() {
    let piped = home();
    // Two texts to agree to behind the figures.
    let input = lines(&ANSWERS) + "\n\n";
    let output = plain(piped.path(), &["edit", "--plain", "汇报.toml"], input);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("核对"), "{}", said(&output));

    let typed = home();
    let how = Start {
        home: Some(typed.clone()),
        ..Start::new(&["edit", "汇报.toml"])
    };
    let mut app = how.start();
    app.wait_for("已填");
    for answer in ANSWERS {
        // The field with the wrong figure is emptied first.
        app.send(format!("\x15{answer}\r"));
    }
    for prose in [
        "小标题  部分水库设施老化",
        "小标题  补齐支流",
        "小标题  更新水库",
    ] {
        app.wait_for(prose);
        app.send("\r");
    }
    app.send("\x11");
    assert_eq!(app.exit_code(), 0);
    let (piped, typed) = (draft(&piped), draft(&typed));
    assert!(piped.contains("\"演练日期\" = 2026-06-05"), "{piped}");
    assert!(!piped.contains("8O"), "{piped}");
    assert!(piped == typed, "{piped}\n---\n{typed}");
}

/// A new draft of the built-in template, as `汇报.toml`.
fn township() -> Home {
    let home = Home::new();
    let args = [
        "new",
        "-t",
        "township-party",
        "-o",
        "汇报.toml",
        "--no-edit",
    ];
    assert_eq!(plain(home.path(), &args, "").status.code(), Some(0));
    home
}

/// Says all that the finished example says, as a script on a pipe does: figure by figure by name, then Enter on what
/// is left to read, up to 核对.
fn answer(home: &Home, template: &Template) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_huibao"))
        .args(["edit", "--plain", "汇报.toml"])
        .current_dir(home.path())
        .env_clear()
        .env("HUIBAO_HOME", home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut keys, mut screen) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut lines: Vec<String> = Vec::new();
    for answer in template.answers() {
        let (key, value) = answer.split_once('=').unwrap();
        lines.extend([format!("/{key}"), value.to_owned()]);
    }
    // The one item that is not written this year.
    lines.extend(["/疫苗接种".to_owned(), "x".to_owned()]);
    lines.reverse();
    let (mut said, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        let read = screen.read(&mut buffer).unwrap();
        said.extend_from_slice(buffer.get(..read).unwrap());
        let text = String::from_utf8_lossy(&said);
        assert!(read > 0, "it ended by itself: {text}");
        // A question stands in a line that has no end yet.
        if !text.rsplit('\n').next().unwrap_or_default().ends_with('：') {
            continue;
        }
        let step = text.rsplit("\n第").next().unwrap_or_default();
        if lines.is_empty() && step.contains("  核对") {
            break;
        }
        writeln!(keys, "{}", lines.pop().unwrap_or_default()).unwrap();
    }
    drop(keys);
    assert!(child.wait().unwrap().success());
}

#[test]
fn the_township_report_from_a_pipe_is_the_one_of_the_wizard() {
    let template = Template::township();
    let piped = township();
    answer(&piped, &template);

    let typed = township();
    let mut app = Start {
        home: Some(typed.clone()),
        ..Start::new(&["edit", "汇报.toml"])
    }
    .start();
    app.wait_for("第1步");
    let hand = Hand::new(&app);
    let mut left_out = false;
    while !hand.is_at("核对") {
        if hand.is_prose() {
            hand.go_on(ENTER);
            continue;
        }
        match template.value(&hand.field(&template)) {
            Some(value) => hand.go_on(format!("\x15{value}\t")),
            None if left_out => hand.go_on("\t"),
            None => {
                hand.leave_out();
                left_out = true;
            }
        }
    }
    app.send("\x11");
    assert_eq!(app.exit_code(), 0);
    let (piped_draft, typed_draft) = (draft(&piped), draft(&typed));
    assert!(
        piped_draft == typed_draft,
        "{piped_draft}\n---\n{typed_draft}"
    );
    let text = |home: &Home| said(&plain(home.path(), &["render", "汇报.toml"], ""));
    let example =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/township-finished/report.txt");
    assert_eq!(text(&piped), fs::read_to_string(example).unwrap());
}

#[test]
fn a_refused_answer_is_kept_complained_of_and_asked_again() {
    let home = home();
    let output = plain(
        home.path(),
        &["--plain", "汇报.toml"],
        "2026-07-01\n8O\n8〇x",
    );
    let said = said(&output);
    assert!(said.contains("第2个字符是字母O，应是数字0"), "{said}");
    assert_eq!(output.status.code(), Some(0), "the end of the input leaves");
    assert!(
        draft(&home).contains("\"解决问题处数\" = \"8〇x\""),
        "as typed"
    );
    assert!(!said.contains('\x1b'), "no cursor moves");
}

#[test]
fn back_explanations_the_paragraph_and_commands_of_either_width() {
    let home = home();
    let input = lines(&["2026-07-01", "＜", "2026-07-02", "?", "＝", "q", "80"]);
    let output = plain(home.path(), &["edit", "--plain", "汇报.toml"], input);
    let said = said(&output);
    assert!(said.contains("成文日期[2026-07-01]：2026-07-02"), "{said}");
    assert!(said.contains("其中到截至日期已解决的"), "{said}");
    assert!(said.contains("抓巡查"), "{said}");
    let draft = draft(&home);
    assert!(draft.contains("date = 2026-07-02"), "{draft}");
    assert!(
        draft.contains("8O"),
        "what stands behind leaving is not read: {draft}"
    );
}

#[test]
fn what_is_left_is_listed_numbered_mended_kept_and_written_out() {
    let home = home();
    let input = lines(&ANSWERS) + "\n\n" + "留 1 三种序号是县里的格式\n\n\n\n";
    let output = plain(home.path(), &["edit", "--plain", "汇报.toml"], input);
    let said = said(&output);
    assert!(said.contains("留着了"), "{said}");
    assert!(draft(&home).contains("reason = \"三种序号是县里的格式\""));
    let written = home.path().join("汇报.txt");
    assert!(
        said.contains(&format!("写好了：\n{}\n", written.display())),
        "{said}"
    );
    let text = fs::read_to_string(home.path().join("汇报.txt")).unwrap();
    assert!(text.contains("2026年7月1日"), "{text}");
}

#[test]
fn other_wording_ends_with_a_dot_and_a_plan_is_ticked_by_number() {
    let home = home();
    // By way of a search, the second plan: other headline, other text, another problem answered.
    let input = lines(&[
        "/更新水库",
        "e",
        ".",
        "更换启闭机{演练次数}台。",
        "年底前完成。",
        ".",
        "2",
        "q",
    ]);
    let before = HALF.matches("answers").count();
    let output = plain(home.path(), &["edit", "--plain", "汇报.toml"], input);
    let (said, draft) = (said(&output), draft(&home));
    assert!(
        draft.contains("更换启闭机{演练次数}台。\n年底前完成。"),
        "{said}\n{draft}"
    );
    assert!(said.contains("2 ["), "{said}");
    assert_ne!(
        (before, HALF),
        (draft.matches("answers").count(), draft.as_str())
    );
}

#[test]
fn bytes_that_are_no_text_are_not_taken() {
    let home = home();
    let output = plain(
        home.path(),
        &["edit", "--plain", "汇报.toml"],
        b"\xc7\xe5\xcf\xaa\n2026-07-01\n",
    );
    assert!(said(&output).contains("编码不对"));
    assert!(draft(&home).contains("date = 2026-07-01"));
}

#[test]
fn without_a_terminal_the_way_out_is_named() {
    let home = home();
    let output = plain(home.path(), &["edit", "汇报.toml"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--plain"));
}

#[test]
fn a_dumb_terminal_is_asked_line_by_line_and_a_draft_in_use_is_not_taken() {
    for term in ["dumb", ""] {
        let home = home();
        let how = Start {
            home: Some(home.clone()),
            envs: &[("TERM", term)],
            ..Start::new(&["汇报.toml"])
        };
        let mut app = how.start();
        app.wait_for("成文日期");
        let second = plain(home.path(), &["edit", "--plain", "汇报.toml"], "");
        assert_eq!(second.status.code(), Some(4));
        app.send("2026-07-01\n");
        app.wait_for("解决问题处数");
        app.send("q\n");
        assert_eq!(app.exit_code(), 0);
        assert!(draft(&home).contains("date = 2026-07-01"));
    }
}

#[test]
fn a_gbk_terminal_is_spoken_to_in_gbk() {
    let home = home();
    let how = Start {
        home: Some(home.clone()),
        envs: &[("LC_ALL", "zh_CN.GBK")],
        ..Start::new(&["edit", "--plain", "汇报.toml", "--at", "镇名"])
    };
    let mut app = how.start();
    app.wait("a question", |shown| shown.has("["));
    app.send(b"\xb0\xd7\xcb\xae\xd5\xf2\nq\n");
    assert_eq!(app.exit_code(), 0);
    assert!(
        draft(&home).contains("\"镇名\" = \"白水镇\""),
        "{}",
        draft(&home)
    );
}

#[test]
fn the_start_without_a_draft_offers_what_there_is() {
    let home = Home::new();
    let output = plain(home.path(), &["--plain"], "1\n清溪镇\nq\n");
    let text = said(&output);
    assert!(text.contains("1 新写一份："), "{text}");
    assert_eq!(output.status.code(), Some(0));
    let again = plain(home.path(), &["--plain"], "\n");
    assert!(said(&again).contains("1 接着写："), "{}", said(&again));
}

#[test]
fn a_model_becomes_a_template_line_by_line() {
    let home = Home::new();
    let model = "XX镇水库工作汇报\n今年以来，XX镇认真履职。\n一、主要做法\n巡查水库XX次，投入XX元，打“×”X处。\n";
    fs::write(home.path().join("范文.txt"), model).unwrap();
    // The wrong file first; a key and a unit corrected, two names told apart, one taken for text, one change too many.
    let input = lines(&[
        "2",
        "没有.txt",
        "范文.txt",
        "3",
        "巡库次数",
        "",
        "趟",
        "2",
        "+",
        "单位名",
        "",
        "9",
        "4",
        "x",
        "撤销",
    ]);
    let output = plain(home.path(), &["--plain"], input);
    let text = said(&output);
    assert!(text.contains("没有这个文件"), "{text}");
    assert!(text.contains("找到5处空"), "{text}");
    assert!(
        text.contains("2 镇名（同第1处）  今年以来，[XX]镇认真"),
        "{text}"
    );
    assert!(text.contains("没有这个编号"), "{text}");
    assert!(text.contains("XX 当作文字照印，不再问。"), "{text}");
    assert!(text.contains("撤销了：当作文字。"), "{text}");
    // The input has ended: the review is gone on with, and the template kept under the name that is offered.
    let output = plain(home.path(), &["--plain"], "\n\n\n清溪\nq\n");
    let text = said(&output);
    assert!(text.contains("找到5处空"), "{text}");
    assert!(
        text.contains("3 巡库次数（整数，单位趟）  巡查水库[XX]次"),
        "{text}"
    );
    assert!(text.contains("2 单位名（文字、名称）"), "{text}");
    assert!(text.contains("存好了，现在就填这一份"), "{text}");
    let again = plain(home.path(), &["templates"], "");
    assert!(said(&again).contains("水库工作汇报"), "{}", said(&again));
    let drafts: Vec<_> = fs::read_dir(home.path().join("drafts")).unwrap().collect();
    let draft = fs::read_to_string(drafts.first().unwrap().as_ref().unwrap().path()).unwrap();
    assert!(draft.contains("清溪") && draft.contains("打“×”"), "{draft}");
}

#[test]
fn words_that_were_not_found_become_blanks_line_by_line() {
    let home = Home::new();
    let model =
        "XX镇水库工作汇报\n今年以来，新修水渠8公里，8个村受益。\n一、主要做法\n巡查水库XX次。\n";
    fs::write(home.path().join("范文.txt"), model).unwrap();
    let input = lines(&[
        "2",
        "范文.txt",
        // Asked for; what is not there, what stands twice, the first of the two.
        "加",
        "9",
        "8",
        "3",
        "1",
        "水渠{公里",
        "水渠公里数",
        "2",
        "公里",
        // With the words beside it, under a name that is there.
        "+ [8]个村",
        "水渠公里数",
        "撤销",
        "＋8",
        "受益村数",
        "",
        "个",
        // No blank where one stands already, or where its user would rather not.
        "加 8",
        "",
        "加 水库",
        "2",
        "<",
        "q",
    ]);
    let output = plain(home.path(), &["--plain"], input);
    let text = said(&output);
    for part in [
        "原文里没有“9”",
        "2 年以来，新修水渠8公里，[8]个村受益。",
        "请写上面的编号。",
        "2 水渠公里数（可以有小数的数，单位公里）  今年以来，新修水渠[8]公里",
        "和别处的水渠公里数是同一个数，填一次两处都有。",
        "3 水渠公里数（同第2处）",
        "撤销了：加一处空。",
        "3 受益村数（整数，单位个）",
        "原文里没有“8”，或者它已经是空了。",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let drafts: Vec<_> = fs::read_dir(home.path().join("drafts")).unwrap().collect();
    let draft = fs::read_to_string(drafts.first().unwrap().as_ref().unwrap().path()).unwrap();
    assert!(
        draft.contains("今年以来，新修水渠{水渠公里数}公里，{受益村数}个村受益。"),
        "{draft}"
    );
}

#[test]
fn a_finished_report_has_its_figures_asked_for() {
    let home = Home::new();
    let model = "红星镇河长制工作汇报\n今年以来，全镇巡河12次，清理垃圾3.5吨。\n";
    fs::write(home.path().join("去年.txt"), model).unwrap();
    let output = plain(home.path(), &["--plain"], "2\n去年.txt\n\n\n13\n");
    let text = said(&output);
    assert!(text.contains("找到2处空"), "{text}");
    assert!(text.contains("这份没有空，像是写好的"), "{text}");
    assert!(text.contains("全镇巡河[12]次"), "{text}");
    assert!(text.contains("上期12"), "{text}");
}
