//! What import costs: a model of a dozen paragraphs, repeated to 10 KB, 100 KB, 1 MB and 10 MB. Bytes a second
//! must not fall with the length.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a bench has no reader but its table, and ends where its input is broken"
)]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use encoding_rs::GB18030;
use huibao::import::{self, How};

const MODEL: &str = include_str!("../models/01-乡镇总结.txt");
const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

fn main() {
    divan::main();
}

/// The model so often that it has so many bytes.
fn text(bytes: usize) -> String {
    let mut text = MODEL.repeat(bytes.div_ceil(MODEL.len()));
    while text.len() > bytes {
        text.pop();
    }
    text
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn import(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = text(bytes);
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| import::import(black_box(&text), How::default()));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn decode(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = GB18030.encode(&text(bytes)).0.into_owned();
    bencher
        .counter(BytesCount::new(text.len()))
        .bench_local(|| import::text(black_box(&text)));
}
