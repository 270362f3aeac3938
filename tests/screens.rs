//! Every screen of the wizard: keys into the `App`, no terminal, and what is on the screen against
//! `tests/screens/*.txt`. `UPDATE=1` rewrites them; read the diff.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "tests only: a failed one stops where it stands"
)]

mod common;
#[path = "screens/picture.rs"]
mod picture;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use common::golden;
use huibao::import::{self, How};
use huibao::report::Report;
use huibao::tui::app::{App, Effect, Event, Over, Page};
use huibao::tui::fetch::Ssh;
use huibao::tui::screen::blanks::Blanks;
use huibao::tui::screen::start::{Known, Offer, Start};
use huibao::tui::style::Palette;
use huibao::tui::terminal::clipboard::Clipboard;
use huibao::tui::terminal::input::Decoder;
use huibao::tui::width::{Width, columns, disputed, unlay};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const PAGE_DOWN: &str = "\x1b[6~";
const DOWN: &str = "\x1b[B";
const ESC: &str = "\x1b";

/// A screen: its name, and the keys that lead to it from a draft as it opens.
const SCREENS: [(&str, &[&str]); 20] = [
    ("form", &["\x07", "解决问题处数", "\r"]),
    ("form-half-typed", &["\x07", "责任人数", "\r", "一百零"]),
    (
        "form-half-typed-left",
        &["\x07", "责任人数", "\r", "一百零", "\t"],
    ),
    ("form-odd", &["\x07", "河长人数", "\r", "\x15", "90"]),
    ("basics", &["\x07", "基本情况", "\r"]),
    ("problem", &["\x07", "老化", "\r"]),
    ("plan", &["\x07", "更新水库", "\r", "\t"]),
    ("review", &["\x07", "核对", "\r"]),
    ("review-keep", &["\x07", "核对", "\r", "\x1b[F", "1"]),
    ("finish", &["\x07", "核对", "\r", PAGE_DOWN]),
    ("write-out", &["\x07", "核对", "\r", PAGE_DOWN, "1"]),
    ("find", &["\x07"]),
    ("find-typed", &["\x07", "巡河"]),
    ("wording", &["\x07", "巡河次数", "\r", "\x05"]),
    ("items", &["\x07", "更新水库", "\r", "\x0f"]),
    ("note", &["\x07", "巡河次数", "\r", "\x14"]),
    ("whole-text", &["\x07", "巡河次数", "\r", "\x10"]),
    (
        "whole-text-next",
        &["\x07", "巡河次数", "\r", "\x10", "\t", "\t"],
    ),
    ("help", &["\x1bOP"]),
    ("not-saved", &["\x07", "责任人数", "\r", "3"]),
];

const SIZES: [(u16, u16); 3] = [(80, 24), (40, 12), (120, 40)];

fn river() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/river-half-filled/draft.toml");
    fs::read_to_string(path).expect("the example")
}

/// The example with every answer given and every text read.
fn finished() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/township-finished/draft.toml");
    fs::read_to_string(path).expect("the example")
}

fn report(text: &str) -> Report {
    huibao::format::read(text).expect("a report").0
}

fn wizard(size: (u16, u16), width: Width) -> App {
    let mut app = App::new(size, width, Palette { colours: true });
    app.export = PathBuf::from("汇报.txt");
    app
}

/// The wizard on a draft.
fn on(text: &str, size: (u16, u16)) -> App {
    let mut app = wizard(size, Width::Narrow);
    app.open(report(text));
    app
}

/// Types, and does what the loop would do: saves succeed.
fn send(app: &mut App, keys: &str) {
    let mut decoder = Decoder::new();
    let mut inputs = decoder.feed(keys.as_bytes());
    inputs.append(&mut decoder.idle());
    for effect in app.update(Event::Inputs(inputs)) {
        if let Effect::Write(_, forms) = effect {
            app.update(Event::Written(Ok(vec![forms.path])));
        }
    }
    let version = app.desk().map_or(0, |desk| desk.version);
    app.update(Event::Saved(version, Ok(())));
}

/// The cells of the screen, and where the caret stands.
fn drawn(app: &App) -> (Buffer, Option<Position>) {
    let (columns, rows) = app.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let caret = app.view(&mut buffer);
    (buffer, caret)
}

/// The rows as a reader sees them: the second cell of a wide character is none.
fn rows(buffer: &Buffer, width: Width) -> Vec<String> {
    let area = buffer.area;
    let row = |y: u16| {
        let mut text = String::new();
        let mut x = 0;
        while x < area.width {
            let symbol = unlay(buffer[(x, y)].symbol()).into_owned();
            let first = symbol.chars().next().unwrap_or(' ');
            text.push_str(&symbol);
            x += columns(first, width).max(1);
        }
        text.trim_end().to_owned()
    };
    (0..area.height).map(row).collect()
}

/// The screen as a text, the caret in its last line.
fn screen(app: &App) -> String {
    let (buffer, caret) = drawn(app);
    let caret = caret.map_or("none".to_owned(), |at| {
        format!("row {}, column {}", at.y + 1, at.x + 1)
    });
    format!(
        "{}\n-- caret: {caret}\n",
        rows(&buffer, app.width).join("\n")
    )
}

#[track_caller]
fn compare(name: &str, app: &App) {
    let (columns, rows) = app.size;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens");
    golden(
        &folder.join(format!("{name}-{columns}x{rows}.txt")),
        &screen(app),
    );
}

fn first_use(size: (u16, u16), width: Width) -> App {
    let mut app = wizard(size, width);
    app.page = Page::Start(Start {
        offers: vec![Offer {
            id: "township-party".to_owned(),
            title: "乡镇党委工作情况汇报".to_owned(),
            blanks: 73,
            source: "自带".to_owned(),
        }],
        first: true,
        ..Start::default()
    });
    app
}

/// The review of a model as it was read.
fn blanks(size: (u16, u16)) -> App {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/11-防汛快报.txt");
    let text = fs::read_to_string(path).expect("the model");
    let import = import::import(&text, How::default()).expect("a model");
    let remarks: Vec<(usize, String)> = import
        .remarks
        .iter()
        .map(|remark| (remark.line, remark.message.clone()))
        .collect();
    let file = huibao::format::write(&import.report);
    let mut app = on(&file, size);
    let report = report(&file);
    app.over.push(Over::Blanks(Blanks::new(
        &report,
        &import.found,
        (&remarks, "行"),
    )));
    app
}

#[test]
fn a_model_is_asked_for_and_its_blanks_are_looked_through() {
    for size in SIZES {
        let mut app = start(size);
        send(&mut app, "4~/范文.txt");
        compare("import", &app);
        let mut app = blanks(size);
        send(&mut app, "\r\r\r\r\r");
        compare("blanks", &app);
        send(&mut app, "7 \x1b[C\x1b[C\x1b[C");
        compare("blanks-select", &app);
    }
}

fn start(size: (u16, u16)) -> App {
    let mut app = first_use(size, Width::Narrow);
    let Page::Start(start) = &mut app.page else {
        panic!("the start screen");
    };
    start.first = false;
    for (title, state, when) in [
        (
            "清溪镇2026年党建和重点工作情况汇报",
            "已填 41/49  错3",
            "今天 09:12",
        ),
        (
            "清溪镇2026年上半年河湖管护情况汇报",
            "已填 12/12  齐",
            "7月2日",
        ),
    ] {
        start.known.push(Known {
            path: PathBuf::from(format!("{title}.toml")),
            title: title.to_owned(),
            state: state.to_owned(),
            when: when.to_owned(),
        });
    }
    app
}

#[test]
fn the_start_is_drawn_as_expected() {
    for size in SIZES {
        compare("start", &start(size));
        compare("first-use", &first_use(size, Width::Narrow));
        compare("first-use-wide", &first_use(size, Width::Wide));
    }
}

#[test]
fn drafts_and_templates_are_found_from_the_start_by_typing() {
    for size in SIZES {
        let mut app = start(size);
        send(&mut app, "\u{7}hhgh");
        compare("start-find", &app);
        let enter = Decoder::new().feed(b"\r");
        let effects = app.update(Event::Inputs(enter));
        let opened = PathBuf::from("清溪镇2026年上半年河湖管护情况汇报.toml");
        assert_eq!(effects, [Effect::Open(opened)]);
        assert!(app.over.is_empty());
        send(&mut app, "\u{7}\u{1b}");
        assert!(app.over.is_empty());
    }
}

#[test]
fn the_screens_of_a_draft_are_drawn_as_expected() {
    let river = river();
    for size in SIZES {
        for (name, keys) in SCREENS {
            let mut app = on(&river, size);
            for keys in keys {
                send(&mut app, keys);
            }
            if name == "not-saved" {
                send(&mut app, "1");
                let said = "没有存上：磁盘已满。填的都在这里，腾出空间会自己再存。";
                app.saved = 0;
                app.update(Event::Saved(0, Err(said.to_owned())));
            }
            compare(name, &app);
        }
    }
}

#[test]
fn the_end_of_the_way_is_drawn_as_expected() {
    let finished = finished();
    for size in SIZES {
        let mut app = on(&finished, size);
        app.ssh = Some(Ssh {
            user: "qingxi".to_owned(),
            host: "10.3.2.8".to_owned(),
            port: 22,
            sz: true,
        });
        app.clipboard = Clipboard::Tmux;
        for (name, keys) in [
            ("all-well", &["\x07", "核对", "\r"][..]),
            ("all-well-finish", &[PAGE_DOWN]),
            ("all-well-write-out", &["1"]),
            ("written", &["\r"]),
            ("copied", &["\r", "2"]),
        ] {
            for keys in keys {
                send(&mut app, keys);
            }
            compare(name, &app);
        }
    }
}

#[test]
fn the_finished_text_follows_the_window() {
    let finished = finished();
    let way = ["\x07", "核对", "\r", PAGE_DOWN, "\t"];
    let at = |size: (u16, u16), then: (u16, u16)| {
        let mut app = on(&finished, size);
        way.iter().for_each(|keys| send(&mut app, keys));
        app.update(Event::Resize(then.0, then.1));
        let first = drawn(&app);
        send(&mut app, "\t");
        send(&mut app, DOWN);
        (first, drawn(&app))
    };
    assert_eq!(at((80, 24), (40, 12)), at((40, 12), (40, 12)));
    assert_eq!(at((40, 12), (120, 40)), at((120, 40), (120, 40)));
}

#[test]
fn the_picture_in_the_readme_is_drawn_by_the_wizard() {
    let previous = "\n[previous]\n\"专题学习次数\" = 10\n\"学习笔记篇次\" = 452\n\"集中宣讲次数\" = 30\n\
        \"受章党员代表人数\" = 9\n\"优秀共产党员人数\" = 36\n\"慰问困难党员人数\" = 48\n\n[[field]]\n";
    let draft = finished().replacen("\n[[field]]\n", previous, 1);
    let mut app = on(&draft, (80, 24));
    let answers = [
        ("为民办实事件数", "48O"),
        ("集中宣讲次数", "46"),
        ("颁发纪念章枚数", ""),
        ("党委会研究党建次数", ""),
        ("慰问困难党员人数", "一百零"),
    ];
    for (field, typed) in answers {
        for keys in ["\x07", field, "\r", "\x15", typed] {
            send(&mut app, keys);
        }
    }
    let (buffer, caret) = drawn(&app);
    let label =
        "填一条：左边是标记、数据名、数、单位，右边是不对在哪里或者上期的数，下面是这一段正文";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/wizard.svg");
    golden(&path, &picture::svg(&buffer, caret, label));
}

#[test]
fn the_caret_stands_behind_what_was_typed_in_every_line_to_type_in() {
    let river = river();
    for width in [Width::Narrow, Width::Wide] {
        for keys in [
            &["\x07"][..],
            &["\x07", "整治方式", "\r", "\x15"],
            &["\x07", "老化", "\r", "\x05"],
        ] {
            let mut app = wizard((80, 24), width);
            app.open(report(&river));
            for keys in keys {
                send(&mut app, keys);
            }
            let (_, before) = drawn(&app);
            send(&mut app, "清“");
            let (buffer, after) = drawn(&app);
            let (before, after) = (before.expect("a caret"), after.expect("a caret"));
            let typed = columns('清', width) + columns('“', width);
            assert_eq!(
                (after.x, after.y),
                (before.x + typed, before.y),
                "{keys:?} {width:?}"
            );
            let row = &rows(&buffer, width)[usize::from(after.y)];
            assert!(row.contains("清“"), "{keys:?}: {row}");
        }
    }
}

#[test]
fn a_half_typed_figure_is_complained_about_once_it_was_left() {
    let mut app = on(&river(), (80, 24));
    let line = |app: &App| {
        let rows = rows(&drawn(app).0, Width::Narrow);
        let own = rows.iter().find(|row| row.contains("责任人数   "));
        own.expect("the line").chars().take(3).collect::<String>()
    };
    for keys in ["\x07", "责任人数", "\r"] {
        send(&mut app, keys);
    }
    // Left while blank: nothing to complain about when it is taken up again.
    send(&mut app, "\t\x1b[Z一百零");
    assert_eq!(line(&app), ">  ");
    send(&mut app, "\t");
    assert_eq!(line(&app), " 错 ");
    send(&mut app, "\x1b[Z");
    assert_eq!(line(&app), ">错 ");
    send(&mut app, "五");
    assert_eq!(line(&app), ">  ");
    // A letter can become right by no further key.
    send(&mut app, "\x15O");
    assert_eq!(line(&app), ">错 ");
}

#[test]
fn a_digit_picks_a_choice() {
    let mut app = on(
        include_str!("../src/templates/township-party.toml"),
        (80, 24),
    );
    let line = |app: &App| {
        let rows = rows(&drawn(app).0, Width::Narrow);
        let own = rows.iter().find(|row| row.starts_with('>'));
        let words = own.expect("the line in hand").split_whitespace();
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    for keys in ["\x07", "上级类别", "\r", "2"] {
        send(&mut app, keys);
    }
    assert!(line(&app).contains(&"区".to_owned()), "{}", screen(&app));
    // Another one takes its place; what is no number of a choice is typed.
    send(&mut app, "1");
    assert!(line(&app).contains(&"县".to_owned()), "{}", screen(&app));
    send(&mut app, "7");
    let line = line(&app);
    assert!(
        line.contains(&"县7".to_owned()) && line.contains(&">错".to_owned()),
        "{line:?}"
    );
}

#[test]
fn what_the_template_asks_stands_whole_in_its_row() {
    let text = include_str!("../src/templates/township-party.toml");
    let fields = report(text).fields;
    let mut app = on(text, (80, 24));
    for field in fields.iter().filter(|field| field.rare.formula.is_none()) {
        let desk = app.desk_mut().expect("a draft");
        if !desk.go_to_key(&field.key) {
            continue;
        }
        let rows = rows(&drawn(&app).0, Width::Narrow);
        let asked = format!(" {}：", field.key);
        let row = rows.iter().find(|row| row.starts_with(&asked));
        let row = row.unwrap_or_else(|| panic!("{asked}\n{}", rows.join("\n")));
        assert!(row.ends_with('。'), "{row}");
    }
}

#[test]
fn a_problem_names_every_plan_that_answers_it() {
    let text = include_str!("../src/templates/township-party.toml");
    for (size, answer) in [
        (
            (80, 24),
            "谁来回应：三、（二）健全考评机制，压实工作责任；三、（三）严明纪律规矩，涵养清廉风气。",
        ),
        ((40, 12), "谁来回应：三、（二）；三、（三）。"),
    ] {
        let mut app = on(text, size);
        send(&mut app, "\x07二、二是\r");
        let screen = rows(&drawn(&app).0, Width::Narrow);
        let joined: String = screen.iter().map(|row| row.trim()).collect();
        assert!(joined.contains(answer), "{}", screen.join("\n"));
    }
}

#[test]
fn what_more_digits_could_settle_is_said_once_the_field_was_left() {
    let blank = include_str!("../src/templates/township-party.toml");
    let mut app = on(blank, (80, 24));
    let line = |app: &App, label: &str| {
        let rows = rows(&drawn(app).0, Width::Narrow);
        let own = rows.iter().find(|row| row.contains(&format!("{label}   ")));
        own.expect("the line").chars().take(3).collect::<String>()
    };
    for keys in ["\x07", "学习笔记篇次", "\r", "8"] {
        send(&mut app, keys);
    }
    // Fewer than usual, not round before 余, fewer than another figure: so far.
    assert_eq!(line(&app, "学习笔记篇次"), ">  ");
    send(&mut app, "\t\x1b[Z");
    assert_eq!(line(&app, "学习笔记篇次"), ">疑 ");
    // A complaint once shown follows each key until it is mended.
    send(&mut app, "\x1b[H0");
    assert_eq!(line(&app, "学习笔记篇次"), ">疑 ");
    send(&mut app, "\x1b[F0");
    assert_eq!(line(&app, "学习笔记篇次"), ">  ");
    // More than usual stays so.
    send(&mut app, "00");
    assert_eq!(line(&app, "学习笔记篇次"), ">疑 ");
    send(&mut app, "\t32");
    assert_eq!(line(&app, "为民办实事件数"), ">  ");
    send(&mut app, "\t");
    assert_eq!(line(&app, "为民办实事件数"), " 疑 ");
    for keys in ["\x07", "优秀共产党员人数", "\r", "12\t1"] {
        send(&mut app, keys);
    }
    send(&mut app, "8");
    assert_eq!(line(&app, "优秀党务工作者人数"), ">  ");
    assert_eq!(line(&app, "优秀共产党员人数"), "   ");
    send(&mut app, "\t");
    assert_eq!(line(&app, "优秀党务工作者人数"), " 疑 ");
    assert_eq!(line(&app, "优秀共产党员人数"), " 疑 ");
}

#[test]
fn one_key_goes_from_finding_to_finding_of_the_whole_text_and_one_to_where_it_is_mended() {
    for size in [(80, 24), (40, 12)] {
        let mut app = on(&river(), size);
        send(&mut app, "\x10");
        let said = |app: &App| rows(&drawn(app).0, Width::Narrow)[usize::from(size.1) - 2].clone();
        let mut seen = Vec::new();
        loop {
            send(&mut app, "\t");
            let now = said(&app);
            if seen.first() == Some(&now) {
                break;
            }
            seen.push(now);
            assert!(seen.len() < 20, "{seen:?}");
        }
        let words: Vec<String> = seen
            .iter()
            .map(|row| row.trim().chars().take(2).collect())
            .collect();
        assert!(words.iter().all(|word| !word.is_empty()), "{seen:?}");
        let wrong = words.iter().filter(|word| word.starts_with('错')).count();
        let missing = words.iter().filter(|word| word.starts_with('缺')).count();
        let unread = words.iter().filter(|word| word.starts_with("未阅")).count();
        assert_eq!((wrong, missing, unread), (1, 7, 2), "{seen:?}");
        // The first again: back is the last, and Enter goes where it is mended.
        send(&mut app, "\x1b[Z");
        assert_eq!(said(&app), *seen.last().expect("findings"));
        send(&mut app, "\t\r");
        assert!(app.over.is_empty());
        // From the text again to the gap that is looked for, and to its field.
        send(&mut app, "\x10");
        for _ in 0..seen.len() {
            send(&mut app, "\t");
            if said(&app).contains("投入资金") {
                break;
            }
        }
        send(&mut app, "\r");
        let rows = rows(&drawn(&app).0, Width::Narrow);
        let hand = rows.iter().find(|row| row.starts_with('>'));
        assert!(
            hand.is_some_and(|row| row.contains("投入资金")),
            "{rows:#?}"
        );
    }
}

#[test]
fn a_limit_of_the_house_style_is_shown_beside_the_count() {
    let mut app = on(&river(), (80, 24));
    let mut style = huibao::export::style::Style::default();
    style.limit.characters = Some(500);
    app.desk_mut().expect("a draft").set_house(style.clone());
    send(&mut app, "\x10");
    assert!(screen(&app).contains("562字（限500字）超了"));
    send(&mut app, ESC);
    style.limit.characters = Some(1000);
    app.desk_mut().expect("a draft").set_house(style);
    send(&mut app, "\x10");
    let screen = screen(&app);
    assert!(screen.contains("562字（限1000字）") && !screen.contains("超了"));
}

/// A screen's name, and how it is come by.
type Make = (&'static str, Box<dyn Fn() -> App + Send>);

/// Every screen.
fn every_screen() -> Vec<Make> {
    let mut all: Vec<Make> = vec![
        ("start", Box::new(|| start((80, 24)))),
        ("first-use", Box::new(|| first_use((80, 24), Width::Wide))),
    ];
    for (name, keys) in SCREENS {
        all.push((
            name,
            Box::new(move || {
                let mut app = on(&river(), (80, 24));
                for keys in keys {
                    send(&mut app, keys);
                }
                app
            }),
        ));
    }
    all
}

#[test]
fn every_screen_is_drawn_at_every_size() {
    let screens = std::sync::Mutex::new(every_screen());
    let next = || screens.lock().expect("no panic").pop();
    let workers = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((name, make)) = next() {
                    let mut app = make();
                    for columns in 1..=90 {
                        for rows in 1..=30 {
                            app.update(Event::Resize(columns, rows));
                            let (_, caret) = drawn(&app);
                            let at = caret.expect("a caret");
                            assert!(
                                at.x < columns && at.y < rows,
                                "{name} at {columns}x{rows}: the caret at {at}"
                            );
                        }
                    }
                }
            });
        }
    });
}

#[test]
fn keys_in_a_window_of_any_size_do_no_harm() {
    let keys = [
        "\t", DOWN, "\x1b[A", PAGE_DOWN, "\x1b[5~", "\r", "1", "\x07", ESC, "\x05", "清", "\x10",
        "\x1bOP", "\x0f", "\x7f", "\x1a", "\x19",
    ];
    for size in [
        (1, 1),
        (1, 30),
        (90, 1),
        (39, 11),
        (40, 12),
        (41, 13),
        (80, 17),
        (80, 18),
        (109, 24),
        (110, 24),
    ] {
        let mut app = on(&river(), size);
        for first in keys {
            for second in keys {
                send(&mut app, first);
                drawn(&app);
                send(&mut app, second);
                drawn(&app);
            }
        }
    }
}

/// The example with only such characters as every terminal draws alike.
fn undisputed() -> String {
    let mut text = String::new();
    for line in river().lines() {
        // What TOML needs is ASCII; of the rest what is disputed goes.
        text.extend(line.chars().filter(|c| !disputed(*c)));
        text.push('\n');
    }
    text
}

#[test]
fn nothing_around_the_report_is_of_disputed_width() {
    let text = undisputed();
    let mut wrong = Vec::new();
    for size in SIZES {
        for (name, keys) in SCREENS {
            let mut app = on(&text, size);
            for keys in keys {
                send(&mut app, keys);
            }
            let (buffer, _) = drawn(&app);
            for (row, number) in rows(&buffer, Width::Narrow).iter().zip(1..) {
                if let Some(c) = row.chars().find(|c| disputed(*c)) {
                    wrong.push(format!("{name} at {size:?}, row {number}: {c} in {row}"));
                }
            }
        }
        let (buffer, _) = drawn(&start(size));
        let row = |row: &String| row.contains(disputed);
        assert!(!rows(&buffer, Width::Narrow).iter().any(row));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
