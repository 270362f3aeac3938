//! A report as .docx, the whole process from start to file: the township report beside pandoc in the same run,
//! and a report of 2,000 pages. The goals: within 11 ms and a fifth of pandoc; under a second.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a bench has no reader but its table, and ends where its input is broken"
)]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const ROUNDS: usize = 41;

fn main() {
    let desk = tempfile::tempdir().expect("a folder");
    let here = desk.path();
    let township =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/township-finished/draft.toml");
    let huibao = |draft: &Path, output: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_huibao"));
        command
            .arg("render")
            .arg(draft)
            .arg("-o")
            .arg(here.join(output));
        command.env("HUIBAO_HOME", here.join("home"));
        command
    };
    run(&mut huibao(&township, "report.md"));
    let pandoc = || {
        let mut command = Command::new("pandoc");
        command
            .arg(here.join("report.md"))
            .arg("-o")
            .arg(here.join("pandoc.docx"));
        command
    };
    let has_pandoc = pandoc()
        .output()
        .is_ok_and(|output| output.status.success());
    let (mut own, mut others) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        own.push(run(&mut huibao(&township, "report.docx")));
        if has_pandoc {
            others.push(run(&mut pandoc()));
        }
    }
    let own = median(own);
    println!("township report as .docx: {:.2} ms (goal 11)", ms(own));
    if has_pandoc {
        let other = median(others);
        let share = own.as_secs_f64() / other.as_secs_f64();
        println!(
            "pandoc, the same report: {:.2} ms; huibao {share:.3} of it (goal 0.2)",
            ms(other)
        );
    } else {
        println!("pandoc is not installed: nothing to compare with");
    }
    // 22 lines of 28 characters a page.
    let page = format!(
        "text = \"{}\"\n",
        "全镇各级党组织坚持以人民为中心，".repeat(38)
    );
    let section = format!("[[section]]\nheading = \"主要做法\"\n{page}");
    let long = here.join("long.toml");
    let draft = format!(
        "format = 1\n[report]\ntitle = \"情况汇报\"\n{}",
        section.repeat(2000)
    );
    fs::write(&long, draft).expect("a file");
    let times = (0..5)
        .map(|_| run(&mut huibao(&long, "long.docx")))
        .collect();
    println!(
        "2,000 pages as .docx: {:.0} ms (goal 1000)",
        ms(median(times))
    );
}

fn run(command: &mut Command) -> Duration {
    let start = Instant::now();
    let output = command.output().expect("it runs");
    let time = start.elapsed();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    time
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
