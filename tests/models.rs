//! Import against model reports whose headings and blanks were marked by hand (`tests/models/*.txt` with `.expect`).
//! `cargo test --test models -- --nocapture` prints precision and recall; `MODELS=folder` scores another folder.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "tests may fail loudly"
)]

mod score;

use std::path::PathBuf;

use score::{Model, Score};

/// What must be reached on the models of this folder, in percent.
const WANTED: f64 = 97.0;

fn folder() -> PathBuf {
    std::env::var_os("MODELS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/models"),
        PathBuf::from,
    )
}

#[test]
fn headings_blanks_kinds_units_and_names_are_found() {
    let mut total = Score::default();
    let mut models = Model::all(&folder());
    models.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(!models.is_empty(), "no model in {}", folder().display());
    println!("{:<24}{}", "", Score::head());
    for model in &models {
        let score = model.score();
        println!("{:<24}{}", model.name, score.row());
        if std::env::var_os("MISSES").is_some() {
            println!("    keys {:.1}%", score.alike());
            score.misses.iter().for_each(|miss| println!("    {miss}"));
        }
        total.add(&score);
    }
    println!("{:<24}{}", "all", total.row());
    println!(
        "keys, alike to those that a person gave: {:.1}%",
        total.alike()
    );
    if std::env::var_os("MODELS").is_none() {
        for (name, percent) in total.percents() {
            assert!(percent >= WANTED, "{name}: {percent:.1}% of {WANTED}%");
        }
    }
}
