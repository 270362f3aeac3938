//! A screen as a picture: every character in its own cell, so that no reader's font moves a column.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use huibao::tui::width::{Width, columns};

/// Pixels of a cell.
const CELL: (u16, u16) = (10, 25);
/// Pixels between the frame and the first cell.
const MARGIN: (u16, u16) = (16, 14);
const INK: &str = "#1f2328";
const PAPER: &str = "#ffffff";

/// The screen as an SVG; `label` says what it shows to whoever can't see it.
pub(crate) fn svg(buffer: &Buffer, caret: Option<Position>, label: &str) -> String {
    let area = buffer.area;
    let width = area.width * CELL.0 + 2 * MARGIN.0;
    let height = area.height * CELL.1 + 2 * MARGIN.1;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         xml:lang=\"zh-CN\" role=\"img\" aria-label=\"{label}\">\n\
         <rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"8\" fill=\"{PAPER}\" stroke=\"#8c959f\"/>\n\
         <g font-family=\"monospace\" font-size=\"18\" fill=\"{INK}\">\n",
        width - 1,
        height - 1,
    );
    for row in 0..area.height {
        let y = MARGIN.1 + row * CELL.1;
        let mut run = Run::default();
        let mut column = 0;
        while column < area.width {
            let cell = &buffer[(column, row)];
            let taken = cells(cell);
            let x = MARGIN.0 + column * CELL.0;
            if cell.modifier.contains(Modifier::REVERSED) {
                let (wide, high) = (taken * CELL.0, CELL.1);
                writeln!(
                    svg,
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" fill=\"{}\"/>",
                    ink(cell),
                )
                .expect("a string");
            }
            let style = style(cell);
            if run.style != style {
                svg += &std::mem::take(&mut run).text(y + 18);
                run.style = style;
            }
            if cell.symbol().trim() != "" {
                run.places.push(x.to_string());
                run.text += &cell.symbol().replace('&', "&amp;").replace('<', "&lt;");
            }
            column += taken;
        }
        svg += &run.text(y + 18);
    }
    if let Some(caret) = caret {
        let (x, y) = (MARGIN.0 + caret.x * CELL.0, MARGIN.1 + 2 + caret.y * CELL.1);
        writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"21\" fill=\"{INK}\"/>"
        )
        .expect("a string");
    }
    svg + "</g>\n</svg>\n"
}

/// Characters of one row and style.
#[derive(Default)]
struct Run {
    style: String,
    places: Vec<String>,
    text: String,
}

impl Run {
    fn text(self, y: u16) -> String {
        if self.places.is_empty() {
            return String::new();
        }
        let places = self.places.join(" ");
        format!(
            "<text y=\"{y}\" x=\"{places}\"{}>{}</text>\n",
            self.style, self.text
        )
    }
}

fn style(cell: &Cell) -> String {
    let fill = match cell.modifier.contains(Modifier::REVERSED) {
        true => PAPER,
        false => ink(cell),
    };
    let fill = match fill {
        INK => String::new(),
        fill => format!(" fill=\"{fill}\""),
    };
    let weight = match cell.modifier.contains(Modifier::BOLD) {
        true => " font-weight=\"bold\"",
        false => "",
    };
    fill + weight
}

/// How many cells the character takes.
fn cells(cell: &Cell) -> u16 {
    let taken = cell.symbol().chars().map(|c| columns(c, Width::Narrow));
    taken.sum::<u16>().max(1)
}

fn ink(cell: &Cell) -> &'static str {
    match cell.fg {
        Color::Red | Color::LightRed => "#c81e1e",
        Color::Magenta | Color::LightMagenta => "#8a1a9b",
        Color::Blue | Color::LightBlue | Color::Cyan | Color::LightCyan => "#0550ae",
        Color::Green | Color::LightGreen => "#1a7f37",
        _ => INK,
    }
}
