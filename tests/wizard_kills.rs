//! Power cuts and kills: two hundred times the wizard is killed at a random moment while keys arrive. The
//! draft opens each time and holds all that was typed until a second before.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests only: a failed one stops where it stands"
)]

mod common;
mod hand;

use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use common::Start;
use huibao::report::canonical;

const KILLS: u64 = 200;
/// Wizards at work side by side: they mostly wait.
const SIDE_BY_SIDE: usize = 8;
/// What was typed longer ago than this is on disk.
const SAFE: Duration = Duration::from_secs(1);
/// The longest that one is let type.
const LONGEST_MILLIS: u64 = 2200;

const FIELDS: [&str; 4] = ["甲", "乙", "丙", "丁"];

/// What stands in the places of characters typed: letters make a figure wrong, digits alone right.
const TYPED: [&str; 8] = ["清", "溪", "镇", "a", "1", "7", "O", "余"];

fn draft() -> String {
    let mut text =
        "format = 1\n\n[report]\ntitle = \"汇报\"\ndate = 2026-07-01\n\n[values]\n".to_owned();
    for (key, kind) in FIELDS
        .into_iter()
        .zip(["text", "integer", "text", "integer"])
    {
        text += &format!("\n[[field]]\nkey = \"{key}\"\nkind = \"{kind}\"\n");
    }
    text + "\n[[section]]\nheading = \"做法\"\n\n[[section.item]]\ntext = \"甲{甲}乙{乙}丙{丙}丁{丁}。\"\n"
}

/// A key that was typed: when, into which field.
struct Stroke {
    at: Instant,
    field: usize,
    text: &'static str,
}

/// One wizard from its start to its kill.
fn kill_one(seed: u64) {
    let mut random = common::process::Chance::of(seed);
    let home = common::Home::new();
    let path = home.path().join("草稿.toml");
    fs::write(&path, draft()).expect("a draft");
    let mut app = Start {
        home: Some(home.clone()),
        ..Start::new(&["草稿.toml"])
    }
    .start();
    app.wait_for(">   甲");
    let end = Instant::now() + Duration::from_millis(random.below(LONGEST_MILLIS));
    let mut strokes: Vec<Stroke> = Vec::new();
    let mut field = 0;
    while Instant::now() < end {
        match random.below(12) {
            0 if field + 1 < FIELDS.len() => {
                field += 1;
                app.send("\t");
                in_hand(&app, field);
            }
            1 if field > 0 => {
                field -= 1;
                app.send("\x1b[Z");
                in_hand(&app, field);
            }
            // A pause for thought, until it is saved.
            2 => app.wait_at_most(left(end), |shown| shown.has("已存")),
            _ => {
                let text = TYPED[random.index(TYPED.len())];
                strokes.push(Stroke {
                    at: Instant::now(),
                    field,
                    text,
                });
                let before = app.bytes();
                app.send(text);
                app.wait_at_most(left(end), |shown| shown.sent().len() > before);
            }
        }
    }
    let killed = Instant::now();
    app.kill9();

    let file = fs::read_to_string(&path).expect("the draft is there");
    let (report, _) = huibao::format::read(&file).expect("the draft opens");
    for (index, key) in FIELDS.into_iter().enumerate() {
        let own = strokes.iter().filter(|stroke| stroke.field == index);
        let all: String = own.clone().map(|stroke| stroke.text).collect();
        let safe = own.filter(|stroke| stroke.at + SAFE < killed).count();
        let safe: String = all.chars().take(safe).collect();
        let kept = report.typed(&canonical(key));
        assert!(
            all.starts_with(kept) && kept.starts_with(&safe),
            "seed {seed}, {key}: typed {all:?}, safe {safe:?}, on disk {kept:?}"
        );
    }
    assert_eq!(report.parts.len(), 1, "seed {seed}");
}

fn left(end: Instant) -> Duration {
    end.saturating_duration_since(Instant::now())
}

fn in_hand(app: &common::App, field: usize) {
    let key = FIELDS[field];
    app.wait(key, |shown| {
        let rows = shown.rows();
        let mut own = rows.iter().filter_map(|row| row.strip_prefix('>'));
        own.any(|row| row.trim_start_matches([' ', '错', '疑']).starts_with(key))
    });
}

#[test]
fn a_kill_loses_a_second_at_most() {
    let next = AtomicU64::new(1);
    println!("seeds 1 to {KILLS}");
    thread::scope(|scope| {
        for _ in 0..SIDE_BY_SIDE {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed > KILLS {
                        return;
                    }
                    kill_one(seed);
                }
            });
        }
    });
}
