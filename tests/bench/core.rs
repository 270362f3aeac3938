//! What the core costs on the township draft: reading a figure, the file, the figures, the steps, the page, the
//! findings and the text written out. Each is one call, as one key or one command makes it.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a bench has no reader but its table, and ends where its input is broken"
)]

use divan::{Bencher, black_box};
use huibao::check::Review;
use huibao::export::text::{Layout, text};
use huibao::number::{self, Form, Kind};
use huibao::report::{Figures, Report, Steps};
use huibao::{format, render};

const TOWNSHIP: &str = include_str!("../../examples/township-finished/draft.toml");

fn main() {
    divan::main();
}

fn township() -> (Report, format::Source) {
    format::read(TOWNSHIP).expect("the example can be read")
}

#[divan::bench(args = ["310", "1,234.50", "３万２千", "三百一十", "约310余", "12x"])]
fn parse_a_figure(typed: &str) {
    let form = Form {
        kind: Kind::Decimal,
        unit: "人",
        min: None,
        max: None,
        places: None,
        more: &['余'],
        choices: &[],
    };
    let _ = black_box(number::parse(black_box(typed), &form));
}

#[divan::bench]
fn read_the_file() -> (Report, format::Source) {
    township()
}

#[divan::bench]
fn write_the_file(bencher: Bencher<'_, '_>) {
    let (mut report, source) = township();
    report.answer("党员总数", "1234");
    bencher.bench_local(|| source.write(black_box(&report)));
}

#[divan::bench]
fn figures(bencher: Bencher<'_, '_>) {
    let (report, _) = township();
    bencher.bench_local(|| Figures::of(black_box(&report)));
}

#[divan::bench]
fn steps(bencher: Bencher<'_, '_>) {
    let (report, _) = township();
    let figures = Figures::of(&report);
    bencher.bench_local(|| Steps::of(black_box(&report), &figures));
}

#[divan::bench]
fn document(bencher: Bencher<'_, '_>) {
    let (report, _) = township();
    let figures = Figures::of(&report);
    bencher.bench_local(|| render::document(black_box(&report), &figures));
}

/// Everything that follows from a report: what opening it pays for.
#[divan::bench(args = ["finished", "empty"])]
fn review(bencher: Bencher<'_, '_>, which: &str) {
    let (mut report, _) = township();
    if which == "empty" {
        report.answers.clear();
    }
    bencher.bench_local(|| Review::of(black_box(&report)));
}

/// What follows from one answer: what each key in a form pays for.
#[divan::bench]
fn follow(bencher: Bencher<'_, '_>) {
    let (report, _) = township();
    let mut review = Review::of(&report);
    let mut states = [report.clone(), report];
    for (state, typed) in states.iter_mut().zip(["7", "70"]) {
        state.answer("专题学习次数", typed);
    }
    let mut turn = states.iter().cycle();
    bencher.bench_local(|| turn.next().map(|report| review.follow(black_box(report))));
}

#[divan::bench]
fn export_text(bencher: Bencher<'_, '_>) {
    let (report, _) = township();
    let document = render::document(&report, &Figures::of(&report));
    bencher.bench_local(|| text(black_box(&document), Layout::default()));
}
