//! What import costs: texts with few and with many blanks, repeated to 10 KB, 100 KB, 1 MB and 10 MB, in memory and as
//! the command that is run. Bytes a second must not fall with the length.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a bench has no reader but its table, and ends where its input is broken"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use encoding_rs::GB18030;
use huibao::format;
use huibao::import::{self, How};

const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

fn main() {
    divan::main();
}

/// A text that is repeated.
trait Sample {
    fn text() -> String;
}

/// A finished report, without a blank.
struct Prose;
/// The model that the project began with, a blank every fifty characters; where it is not at hand, the next.
struct Seed;
/// A usual model, a blank every forty characters.
struct Usual;
/// A blank every nineteen characters.
struct Dense;
/// Every model of the tests, one after another.
struct Varied;

impl Sample for Prose {
    fn text() -> String {
        include_str!("../../examples/township-finished/report.txt").to_owned()
    }
}

impl Sample for Seed {
    fn text() -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed");
        let mut files = fs::read_dir(folder).into_iter().flatten().flatten();
        let file = files.find(|file| {
            file.path()
                .extension()
                .is_some_and(|ending| ending == "txt")
        });
        let text = file.and_then(|file| fs::read_to_string(file.path()).ok());
        text.unwrap_or_else(Usual::text)
    }
}

impl Sample for Usual {
    fn text() -> String {
        include_str!("../models/07-政府工作报告.txt").to_owned()
    }
}

impl Sample for Dense {
    fn text() -> String {
        include_str!("../models/01-乡镇总结.txt").to_owned()
    }
}

impl Sample for Varied {
    fn text() -> String {
        varied()
    }
}

fn varied() -> String {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models");
    let mut files = Vec::new();
    for folder in [
        models.clone(),
        models.join("unseen"),
        models.join("finished"),
    ] {
        let entries = fs::read_dir(folder).expect("the models");
        files.extend(entries.map(|entry| entry.expect("a file").path()));
    }
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let texts = files
        .iter()
        .map(|file| fs::read_to_string(file).expect("a text"));
    texts.collect::<Vec<_>>().join("\n")
}

/// A text so often that it has so many bytes.
fn repeated(text: &str, bytes: usize) -> String {
    let mut text = text.repeat(bytes.div_ceil(text.len()));
    while text.len() > bytes {
        text.pop();
    }
    text
}

/// What is found in a text, as `--json` prints it.
#[divan::bench(types = [Prose, Seed, Usual, Varied, Dense], args = SIZES, sample_count = 20)]
fn found<T: Sample>(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = repeated(&T::text(), bytes);
    bencher
        .counter(BytesCount::new(text.len()))
        .bench_local(|| import::find(black_box(&text), How::default()));
}

/// The template of a text, and the text of its file piece by piece: what `-o` makes. Nothing is freed within the time,
/// as the command frees nothing.
#[divan::bench(types = [Prose, Seed, Usual, Varied, Dense], args = SIZES, sample_count = 20)]
fn imported<T: Sample>(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = repeated(&T::text(), bytes);
    bencher
        .counter(BytesCount::new(text.len()))
        .bench_local(|| {
            let template = import::template(black_box(&text), How::default());
            if let Ok(template) = &template {
                format::write_in_pieces(&template.report, taken).unwrap_or_default();
            }
            template
        });
}

fn taken(piece: &str) -> Result<(), ()> {
    black_box(piece);
    Ok(())
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn decode(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = GB18030
        .encode(&repeated(&Usual::text(), bytes))
        .0
        .into_owned();
    bencher
        .counter(BytesCount::new(text.len()))
        .bench_local(|| import::text(black_box(&text)));
}

/// The template of what was imported, as its file has it.
#[divan::bench(args = SIZES, sample_count = 10)]
fn template(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = repeated(&Usual::text(), bytes);
    let import = import::import(&text, How::default()).expect("a text");
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| format::write(black_box(&import.report)));
}

/// The program itself, the file read and its findings printed.
#[divan::bench(args = SIZES, sample_count = 10)]
fn command_json(bencher: Bencher<'_, '_>, bytes: usize) {
    command(bencher, bytes, &["--json"]);
}

/// The same, with the template printed.
#[divan::bench(args = SIZES, sample_count = 10)]
fn command_template(bencher: Bencher<'_, '_>, bytes: usize) {
    command(bencher, bytes, &["-o", "-"]);
}

fn command(bencher: Bencher<'_, '_>, bytes: usize, options: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("范文.txt");
    fs::write(&file, repeated(&varied(), bytes)).expect("a file");
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        Command::new(env!("CARGO_BIN_EXE_huibao"))
            .arg("import")
            .arg(&file)
            .args(options)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
    });
}
