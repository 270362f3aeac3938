//! What a key costs in the wizard, from the event to the cells of the screen, and the editor and the wrapping on a
//! text of 100,000 characters.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a bench has no reader but its table, and ends where its input is broken"
)]

use divan::{Bencher, black_box};
use huibao::format;
use huibao::report::Wording;
use huibao::tui::app::{App, Event};
use huibao::tui::edit::{Caret, Edit, edit, edit_wording};
use huibao::tui::style::Palette;
use huibao::tui::terminal::input::{Code, Input, Key};
use huibao::tui::width::{Width, columns};
use huibao::tui::wrap::wrap;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const TEN: &str = include_str!("ten.toml");
const TOWNSHIP: &str = include_str!("../../src/templates/township-party.toml");

fn main() {
    divan::main();
}

fn wizard(draft: &str, at: &str, size: (u16, u16)) -> (App, Buffer) {
    let (report, _) = format::read(draft).expect("the draft can be read");
    let mut app = App::new(size, Width::Narrow, Palette { colours: true });
    app.open(report);
    let known = app.desk_mut().expect("a draft").go_to_key(at);
    assert!(known, "no field {at}");
    let screen = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    (app, screen)
}

/// A frame, as the terminal draws it before it is sent.
fn draw(app: &App, screen: &mut Buffer) -> Option<Position> {
    screen.reset();
    app.view(screen)
}

fn key(code: Code) -> Event {
    Event::Inputs(vec![Input::Key(Key {
        code,
        ctrl: false,
        alt: false,
        shift: false,
    })])
}

fn press(bencher: Bencher<'_, '_>, draft: &str, (at, size): (&str, (u16, u16))) {
    let (mut app, mut screen) = wizard(draft, at, size);
    let mut digit = false;
    bencher.bench_local(|| {
        // Typed and taken again in turn, so that the field stays short.
        digit = !digit;
        let code = if digit {
            Code::Char('7')
        } else {
            Code::Backspace
        };
        app.update(key(code));
        draw(&app, &mut screen)
    });
}

/// A draft of one item whose text is one paragraph of so many characters, the editor open in its midst.
fn editor(characters: usize) -> (App, Buffer) {
    let sentence = "坚持以人民为中心，扎实推进乡村全面振兴，各项工作稳中有进；";
    let text: String = sentence.chars().cycle().take(characters).collect();
    let draft = format!(
        "format = 1\n[report]\ntitle = \"汇报\"\n[[section]]\nheading = \"做法\"\n\
         [[section.item]]\nheading = \"抓巡查。\"\ntext = \"{text}\"\n"
    );
    let (report, _) = format::read(&draft).expect("the draft can be read");
    let mut app = App::new((80, 24), Width::Narrow, Palette { colours: true });
    app.open(report);
    let control = |c| {
        Event::Inputs(vec![Input::Key(Key {
            code: Code::Char(c),
            ctrl: true,
            alt: false,
            shift: false,
        })])
    };
    app.update(control('e'));
    for _ in 0..3 {
        app.update(key(Code::PageUp));
    }
    let screen = Buffer::empty(Rect::new(0, 0, 80, 24));
    (app, screen)
}

fn type_into_editor(bencher: Bencher<'_, '_>, characters: usize) {
    let (mut app, mut screen) = editor(characters);
    let mut typed = false;
    bencher.bench_local(|| {
        typed = !typed;
        let code = if typed {
            Code::Char('好')
        } else {
            Code::Backspace
        };
        app.update(key(code));
        draw(&app, &mut screen)
    });
}

#[divan::bench]
fn type_into_a_paragraph_of_2400(bencher: Bencher<'_, '_>) {
    type_into_editor(bencher, 2_400);
}

#[divan::bench]
fn type_into_a_paragraph_of_100_000(bencher: Bencher<'_, '_>) {
    type_into_editor(bencher, 100_000);
}

#[divan::bench]
fn paste_2000_characters(bencher: Bencher<'_, '_>) {
    let (mut app, mut screen) = editor(2_400);
    let pasted = "汇报材料灾情统计单位抢险情况".repeat(150);
    bencher.bench_local(|| {
        app.update(Event::Inputs(vec![Input::Paste(pasted.clone())]));
        let drawn = draw(&app, &mut screen);
        // Taken back, so that the text stays as long as it is.
        app.update(Event::Inputs(vec![Input::Key(Key {
            code: Code::Char('z'),
            ctrl: true,
            alt: false,
            shift: false,
        })]));
        drawn
    });
}

#[divan::bench]
fn digit_ten_fields(bencher: Bencher<'_, '_>) {
    press(bencher, TEN, ("坑槽数", (80, 24)));
}

#[divan::bench]
fn digit_township(bencher: Bencher<'_, '_>) {
    press(bencher, TOWNSHIP, ("专题学习次数", (80, 24)));
}

#[divan::bench]
fn digit_township_with_the_list_of_steps(bencher: Bencher<'_, '_>) {
    press(bencher, TOWNSHIP, ("专题学习次数", (120, 40)));
}

#[divan::bench]
fn view_township(bencher: Bencher<'_, '_>) {
    let (app, mut screen) = wizard(TOWNSHIP, "专题学习次数", (80, 24));
    bencher.bench_local(|| draw(&app, &mut screen));
}

#[divan::bench]
fn open_township(bencher: Bencher<'_, '_>) {
    let (report, _) = format::read(TOWNSHIP).expect("the template can be read");
    let mut app = App::new((80, 24), Width::Narrow, Palette { colours: true });
    bencher.bench_local(|| app.open(black_box(report.clone())));
}

/// 100,000 characters, with a slot in each hundred.
fn long() -> String {
    let sentence = "坚持以人民为中心，扎实推进乡村全面振兴，各项工作稳中有进；".repeat(3);
    let some: String = sentence.chars().take(87).collect();
    format!("{some}{{巡查次数甲乙丙丁戊己}}。").repeat(1_000)
}

#[divan::bench]
fn wrap_long_text(bencher: Bencher<'_, '_>) {
    let text = long();
    let width = |c| usize::from(columns(c, Width::Narrow));
    bencher.bench_local(|| wrap(black_box(&text), 78, width));
}

#[divan::bench]
fn type_into_long_text(bencher: Bencher<'_, '_>) {
    let mut text = long();
    let mut caret = Caret::new(0);
    let mut typed = false;
    bencher.bench_local(|| {
        typed = !typed;
        let what = if typed {
            Edit::Insert("好")
        } else {
            Edit::Backspace
        };
        edit(&mut text, &mut caret, what)
    });
}

#[divan::bench]
fn type_into_long_wording(bencher: Bencher<'_, '_>) {
    let mut wording = Wording::new(&long());
    let mut caret = Caret::new(0);
    let mut typed = false;
    bencher.bench_local(|| {
        typed = !typed;
        let what = if typed {
            Edit::Insert("好")
        } else {
            Edit::Backspace
        };
        edit_wording(&mut wording, &mut caret, what)
    });
}
