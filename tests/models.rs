//! Import against model reports whose headings and blanks were marked by hand (`tests/models/*.txt` with `.expect`).
//! `cargo test --test models -- --nocapture` prints precision and recall; `MODELS=folder` scores another folder,
//! `FINISHED=folder` another one of finished reports, `MISSES=1` prints what misses.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

mod score;

use std::fs;
use std::path::{Path, PathBuf};

use huibao::import::{self, How};

use score::{Finished, Model, Score};

/// What must be reached on the models of this folder, in percent.
const WANTED: f64 = 97.0;

/// What must be reached on models that were written before anyone saw how import takes them.
const WANTED_UNSEEN: f64 = 90.0;

/// Texts one by one, then all; what misses is printed where `MISSES` is set.
fn table<const N: usize>(scores: &[(&str, Score<N>)]) -> Score<N> {
    let (_, first) = scores.first().expect("a text to score");
    let mut total = first.empty();
    println!("{:<24}{}", "", first.head());
    for (name, score) in scores {
        println!("{name:<24}{}", score.row());
        if std::env::var_os("MISSES").is_some() {
            score.misses.iter().for_each(|miss| println!("    {miss}"));
        }
        total.add(score);
    }
    println!("{:<24}{}", "all", total.row());
    println!(
        "keys, alike to those that a person gave: {:.1}%",
        total.alike()
    );
    total
}

/// The models of a folder.
fn scored(folder: &Path) -> Score<7> {
    let mut models = Model::all(folder);
    models.sort_by(|one, other| one.name.cmp(&other.name));
    let scores = models
        .iter()
        .map(|model| (model.name.as_str(), model.score()));
    table(&scores.collect::<Vec<_>>())
}

#[test]
fn headings_blanks_kinds_units_and_names_are_found() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models");
    let folder = std::env::var_os("MODELS").map_or(own, PathBuf::from);
    let total = scored(&folder);
    for (name, percent) in total.percents() {
        assert!(percent >= WANTED, "{name}: {percent:.1}% of {WANTED}%");
    }
}

#[test]
fn models_nobody_had_seen_are_read_too() {
    let total = scored(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/unseen"));
    for (name, percent) in total.percents() {
        assert!(
            percent >= WANTED_UNSEEN,
            "{name}: {percent:.1}% of {WANTED_UNSEEN}%"
        );
    }
}

/// Texts whose names and figures are told again and again in other words: which of them are one is known of four in
/// five so far, and hardly ever is one taken for another.
#[test]
fn what_is_told_again_in_other_words_is_kept_apart_sooner_than_mixed_up() {
    let total = scored(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/retold"));
    for (name, percent) in total.percents() {
        let wanted = if name == "names, recall" {
            80.0
        } else {
            WANTED
        };
        assert!(percent >= wanted, "{name}: {percent:.1}% of {wanted}%");
    }
}

#[test]
fn figures_of_finished_reports_become_fields() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/finished");
    let folder = std::env::var_os("FINISHED").map_or(own, PathBuf::from);
    let finished = Finished::all(&folder);
    let scores = finished
        .iter()
        .map(|report| (report.name.as_str(), report.score()));
    let total = table(&scores.collect::<Vec<_>>());
    for (name, percent) in total.percents() {
        assert!(percent >= WANTED, "{name}: {percent:.1}% of {WANTED}%");
    }
}

#[test]
fn what_is_found_is_the_same_with_a_template_and_without() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models");
    for (folder, figures) in [
        ("", false),
        ("unseen", false),
        ("retold", false),
        ("finished", true),
    ] {
        let mut texts = 0;
        for entry in fs::read_dir(own.join(folder)).expect("the models") {
            let path = entry.expect("a file").path();
            if path.extension().is_none_or(|ending| ending != "txt") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("a text");
            let how = How {
                figures,
                ..How::default()
            };
            let (found, _) = import::find(&text, how).expect("a model");
            let import = import::import(&text, how).expect("a model");
            assert!(found == import.found, "{}", path.display());
            let template = import::template(&text, how).expect("a model");
            assert!(template.report == import.report, "{}", path.display());
            assert_eq!(template.blanks, import.found.blanks.len());
            assert_eq!(template.remarks, import.remarks);
            texts += 1;
        }
        assert!(texts > 0, "{folder}");
    }
}
