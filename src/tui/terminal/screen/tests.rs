use proptest::prelude::*;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::*;
use crate::tui::width::{lay, unlay};

/// A terminal to draw on: wide ones take what they are sent as stand-ins, which vt100 draws two columns wide.
struct Far {
    parser: vt100::Parser,
    width: Width,
    writes: Vec<usize>,
}

impl Write for Far {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes).unwrap();
        self.parser.process(lay(text, self.width).as_bytes());
        self.writes.push(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn screen(columns: u16, rows: u16, told: Width, real: Width) -> Screen<Far> {
    let mut parser = vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0);
    parser.process("旧的字".repeat(usize::from(columns) * 2).as_bytes());
    let far = Far {
        parser,
        width: real,
        writes: Vec::new(),
    };
    let mut screen = Screen::new(far, told);
    screen.set_shifts(true);
    screen
}

fn empty(columns: u16, rows: u16) -> Buffer {
    Buffer::empty(Rect::new(0, 0, columns, rows))
}

/// Draws a frame and gives its bytes.
fn frame(screen: &mut Screen<Far>, buffer: &Buffer, caret: Option<(u16, u16)>) -> usize {
    screen.out.writes.clear();
    screen.paint(buffer);
    screen.place(caret.map(Position::from));
    screen.flush().unwrap();
    assert!(screen.out.writes.len() <= 1);
    screen.out.writes.iter().sum()
}

fn colour(colour: Color) -> vt100::Color {
    match colour {
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::Indexed(index) => vt100::Color::Idx(index),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        _ => vt100::Color::Default,
    }
}

/// Compares what the terminal shows with what was to be drawn.
fn differs(screen: &Screen<Far>, buffer: &Buffer) -> Option<String> {
    let far = screen.out.parser.screen();
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let shown = far.cell(y, x).unwrap();
            let symbol = match unlay(shown.contents()).into_owned() {
                blank if blank.is_empty() => " ".into(),
                symbol => symbol,
            };
            let pen = Pen::of(cell);
            let looks = (
                shown.bold(),
                shown.italic(),
                shown.underline(),
                shown.inverse(),
                shown.bgcolor(),
            );
            let wanted = (
                pen.modifier.contains(Modifier::BOLD),
                pen.modifier.contains(Modifier::ITALIC),
                pen.modifier.contains(Modifier::UNDERLINED),
                pen.modifier.contains(Modifier::REVERSED),
                colour(pen.bg),
            );
            let blank = symbol == " ";
            let looks_right = if blank {
                (looks.2, looks.3, looks.4) == (wanted.2, wanted.3, wanted.4)
            } else {
                looks == wanted && shown.fgcolor() == colour(pen.fg)
            };
            if symbol != unlay(cell.symbol()) || !looks_right {
                return Some(format!("{x},{y}: {symbol:?} {looks:?} for {cell:?}"));
            }
            let end = x + cell.cell_width().max(1);
            // Where the terminal draws narrow what was laid out wide, nothing may be left beside it.
            for behind in x + 1..end {
                let left = far.cell(y, behind).unwrap().contents().trim();
                if !left.is_empty() {
                    return Some(format!("{behind},{y}: {left:?} behind {cell:?}"));
                }
            }
            x = end;
        }
    }
    None
}

const STYLES: [Style; 8] = [
    Style::new(),
    Style::new(),
    Style::new().fg(Color::Red).add_modifier(Modifier::BOLD),
    Style::new().add_modifier(Modifier::REVERSED),
    Style::new().bg(Color::LightBlue),
    Style::new().fg(Color::Indexed(33)).bg(Color::Rgb(1, 2, 3)),
    Style::new().add_modifier(Modifier::UNDERLINED.union(Modifier::ITALIC)),
    Style::new().fg(Color::Red),
];

#[derive(Debug, Clone)]
struct Piece {
    at: (u16, u16),
    text: String,
    style: usize,
}

fn piece() -> impl Strategy<Value = Piece> {
    let text = prop::collection::vec(
        prop::sample::select(vec![
            "a", "1", " ", "    ", "中", "清溪", "“", "—", "①", "，", "x  y", "__", "é", "e\u{301}",
        ]),
        0..12,
    );
    (0u16..24, 0u16..6, text, 0..STYLES.len()).prop_map(|(x, y, text, style)| Piece {
        at: (x, y),
        text: text.concat(),
        style,
    })
}

fn draw(buffer: &mut Buffer, pieces: &[Piece], width: Width) {
    for Piece { at, text, style } in pieces {
        buffer.set_string(at.0, at.1, lay(text, width), STYLES[*style]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn the_terminal_shows_the_buffer(
        frames in prop::collection::vec((prop::collection::vec(piece(), 0..10), 0u16..24, 0u16..6, any::<bool>()), 1..6),
        wide in 0..3,
    ) {
        let (told, real) = match wide {
            0 => (Width::Narrow, Width::Narrow),
            1 => (Width::Wide, Width::Wide),
            // No answer at the start: laid out wide on a terminal that is not.
            _ => (Width::Wide, Width::Narrow),
        };
        let mut screen = screen(24, 6, told, real);
        let mut buffer = empty(24, 6);
        for (pieces, x, y, anew) in frames {
            if anew {
                buffer = empty(24, 6);
            }
            draw(&mut buffer, &pieces, told);
            let bytes = frame(&mut screen, &buffer, Some((x, y)));
            prop_assert_eq!(differs(&screen, &buffer), None, "{:?}", (told, real));
            prop_assert_eq!(screen.out.parser.screen().cursor_position(), (y, x));
            prop_assert!(bytes < 3_000);
            prop_assert_eq!(frame(&mut screen, &buffer, Some((x, y))), 0);
        }
    }
}

#[test]
fn a_digit_in_the_field_and_in_the_paragraph_is_a_few_bytes() {
    let mut screen = screen(80, 24, Width::Narrow, Width::Narrow);
    let mut buffer = empty(80, 24);
    buffer.set_string(1, 5, "> 走访困难党员人数      1         名", Style::new());
    buffer.set_string(1, 20, "人次；走访困难党员1___名", Style::new());
    let slot = Style::new().add_modifier(Modifier::REVERSED);
    buffer.set_string(19, 20, "1___", slot);
    frame(&mut screen, &buffer, Some((26, 5)));
    buffer.set_string(26, 5, "2", Style::new());
    buffer.set_string(20, 20, "2", slot);
    let bytes = frame(&mut screen, &buffer, Some((27, 5)));
    assert!(bytes <= 32, "{bytes}");
    assert_eq!(differs(&screen, &buffer), None);
}

#[test]
fn appending_where_the_caret_stands_sends_the_character_alone() {
    let mut screen = screen(80, 24, Width::Narrow, Width::Narrow);
    let mut buffer = empty(80, 24);
    frame(&mut screen, &buffer, Some((4, 4)));
    buffer.set_string(4, 4, "中", Style::new());
    assert_eq!(frame(&mut screen, &buffer, Some((6, 4))), 3);
    buffer.set_string(6, 4, "7", Style::new());
    assert_eq!(frame(&mut screen, &buffer, Some((7, 4))), 1);
    buffer.set_string(6, 4, " ", Style::new());
    assert_eq!(frame(&mut screen, &buffer, Some((6, 4))), 3);
}

#[test]
fn a_full_screen_of_chinese_is_little_more_than_its_text() {
    let mut screen = screen(80, 24, Width::Narrow, Width::Narrow);
    let mut buffer = empty(80, 24);
    for y in 0..24 {
        buffer.set_string(0, y, "清溪镇“一站式”工作法，".repeat(4), Style::new());
    }
    let bytes = frame(&mut screen, &buffer, Some((0, 0)));
    assert!(bytes <= 3_400, "{bytes}");
    assert_eq!(differs(&screen, &buffer), None);
}

/// A paragraph in rows of 38 characters, as the editor shows it.
fn paragraph(text: &str) -> Buffer {
    let mut buffer = empty(80, 24);
    let characters: Vec<char> = text.chars().collect();
    for (row, y) in characters.chunks(34).zip(3..22) {
        let row: String = row.iter().collect();
        buffer.set_string(9, y, row, Style::new());
    }
    buffer
}

#[test]
fn a_character_typed_into_a_wrapped_paragraph_moves_the_rows_below() {
    let text = "坚持以人民为中心，扎实推进乡村全面振兴，各项工作稳中有进；".repeat(20);
    let mut screen = screen(80, 24, Width::Narrow, Width::Narrow);
    frame(&mut screen, &paragraph(&text), Some((9, 3)));
    let typed = format!("好{text}");
    let bytes = frame(&mut screen, &paragraph(&typed), Some((11, 3)));
    assert!(bytes <= 480, "{bytes}");
    assert_eq!(differs(&screen, &paragraph(&typed)), None);
    // And taken away again.
    let bytes = frame(&mut screen, &paragraph(&text), Some((9, 3)));
    assert!(bytes <= 480, "{bytes}");
    assert_eq!(differs(&screen, &paragraph(&text)), None);

    // A terminal that is not known to move rows is sent them whole.
    screen.set_shifts(false);
    let bytes = frame(&mut screen, &paragraph(&typed), Some((11, 3)));
    assert!(bytes > 1_800, "{bytes}");
    assert_eq!(differs(&screen, &paragraph(&typed)), None);
}

#[test]
fn terminals_that_move_rows_are_known_by_name() {
    for term in [
        "xterm-256color",
        "screen",
        "tmux-256color",
        "linux",
        "putty",
    ] {
        assert!(shifts_are_known_to(term), "{term}");
    }
    for term in ["", "dumb", "vt100", "vt52", "ansi"] {
        assert!(!shifts_are_known_to(term), "{term}");
    }
}

#[test]
fn a_large_frame_is_marked_where_the_terminal_knows_the_marks() {
    let mut screen = screen(80, 24, Width::Narrow, Width::Narrow);
    screen.set_sync(true);
    let mut buffer = empty(80, 24);
    let small = frame(&mut screen, &buffer, Some((0, 0)));
    assert_eq!(small, "\x1b[m\x1b[H\x1b[J\x1b[?25h".len());
    for y in 0..24 {
        buffer.set_string(0, y, "清溪镇".repeat(8), Style::new());
    }
    let marked = frame(&mut screen, &buffer, Some((0, 0)));
    screen.set_sync(false);
    screen.forget();
    let bare = frame(&mut screen, &buffer, Some((0, 0)));
    assert_eq!(marked, bare - small + 16);
}

#[test]
fn clearing_a_line_is_one_sequence() {
    let mut screen = screen(80, 24, Width::Narrow, Width::Narrow);
    let mut buffer = empty(80, 24);
    buffer.set_string(0, 3, "一二三四五六七八九十".repeat(3), Style::new());
    frame(&mut screen, &buffer, Some((0, 3)));
    let bytes = frame(&mut screen, &empty(80, 24), Some((0, 3)));
    assert_eq!(bytes, "\x1b[K".len());
    assert_eq!(differs(&screen, &empty(80, 24)), None);
}

#[test]
fn no_control_character_leaves_as_text() {
    let mut screen = screen(8, 1, Width::Narrow, Width::Narrow);
    let mut buffer = empty(8, 1);
    buffer[(0, 0)].set_symbol("\u{1b}]0;x\u{7}");
    buffer[(1, 0)].set_symbol("\u{9b}2J");
    buffer[(2, 0)].set_symbol("b");
    frame(&mut screen, &buffer, None);
    assert_eq!(screen.out.parser.screen().contents().trim_end(), "??b");
    assert!(screen.out.parser.screen().hide_cursor());
}

#[test]
fn another_size_or_a_forgotten_screen_is_drawn_whole() {
    let mut screen = screen(20, 4, Width::Narrow, Width::Narrow);
    let mut buffer = empty(20, 4);
    buffer.set_string(0, 0, "清溪", Style::new());
    let first = frame(&mut screen, &buffer, Some((0, 0)));
    screen.out.parser.process("别的程序写的".as_bytes());
    screen.forget();
    assert_eq!(frame(&mut screen, &buffer, Some((0, 0))), first);
    assert_eq!(differs(&screen, &buffer), None);
    for (columns, rows) in [(10, 2), (1, 1), (0, 0), (30, 6)] {
        let buffer = empty(columns, rows);
        frame(&mut screen, &buffer, Some((9, 9)));
    }
}

#[test]
fn a_terminal_that_is_gone_is_an_error_and_all_is_drawn_when_it_is_back() {
    struct Gone(bool);
    impl Write for Gone {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0 {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut screen = Screen::new(Gone(true), Width::Wide);
    screen.paint(&empty(4, 2));
    assert!(screen.flush().is_err());
    assert!(screen.stale);
}

/// Texts of which each is the one before with a little put in or taken out.
fn edits() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
    let text = prop::collection::vec(
        prop::sample::select(vec![
            "a", "中", "清溪", "“", "—", "，", " ", "e\u{301}", "①",
        ]),
        0..4,
    );
    let edit = (0usize..120, 0usize..4, text.prop_map(|text| text.concat()));
    prop::collection::vec(edit, 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn a_text_that_is_edited_is_shown_as_it_is(edits in edits(), first in 0..3usize, wide in 0..3) {
        let (told, real) = match wide {
            0 => (Width::Narrow, Width::Narrow),
            1 => (Width::Wide, Width::Wide),
            _ => (Width::Wide, Width::Narrow),
        };
        let mut screen = screen(40, 6, told, real);
        let start = ["清溪镇党委坚持以人民为中心", "a清“溪”b镇——，", "plain words 和字"];
        let mut text: Vec<char> = start[first].repeat(8).chars().collect();
        for (at, out, put) in edits {
            let at = at.min(text.len());
            let end = (at + out).min(text.len());
            text.splice(at..end, put.chars());
            let mut buffer = empty(40, 6);
            let whole: String = text.iter().collect();
            let rows = crate::tui::wrap::wrap(&whole, 36, |c| usize::from(crate::tui::width::columns(c, told)));
            for (row, y) in rows.into_iter().zip(0..6u16) {
                let style = STYLES[usize::from(y) % 2 * 2];
                buffer.set_string(2, y, lay(whole.get(row).unwrap(), told), style);
            }
            frame(&mut screen, &buffer, Some((0, 0)));
            prop_assert_eq!(differs(&screen, &buffer), None, "{:?}", (told, real));
        }
    }
}
