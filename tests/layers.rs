//! The layers of the two packages: which module may use which, and who alone touches files, the terminal and the
//! streams. The list of modules is that of `docs/design.md`; a new module gets its row here.

mod source;

use source::File;

/// A module, and the modules that it may use.
type Row = (&'static str, &'static [&'static str]);

const LAYERS: &[Row] = &[
    ("bytes", &[]),
    ("number", &[]),
    ("report", &["number"]),
    ("format", &["bytes", "number", "report"]),
    ("render", &["number", "report"]),
    ("check", &["number", "report", "render"]),
    ("import", &["bytes", "number", "report", "check"]),
    ("answers", &["number", "report"]),
    ("compare", &["report", "render"]),
    ("failure", &[]),
    ("store", &["report", "format", "failure"]),
    // A Document's blocks name the places of a report that they come from.
    (
        "export",
        &["number", "report", "render", "compare", "failure"],
    ),
    ("tui", &SHELL),
    // The same desk and screens, line by line.
    ("plain", &PLAIN),
    ("cli", &ALL),
    ("main", &["cli"]),
    ("core", &[]),
    ("lib", &[]),
];

const PLAIN: [&str; 12] = [
    "number", "report", "format", "render", "check", "import", "answers", "compare", "failure",
    "store", "export", "tui",
];

const SHELL: [&str; 11] = [
    "number", "report", "format", "render", "check", "import", "answers", "compare", "failure",
    "store", "export",
];

const ALL: [&str; 14] = [
    "bytes", "number", "report", "format", "render", "check", "import", "answers", "compare",
    "failure", "store", "export", "tui", "plain",
];

/// What only these files may hold: the words, where, why.
const RESERVED: &[(&[&str], &[&str], &str)] = &[
    (
        &["std::fs", "File::", "OpenOptions", "tempfile", "rustix::fs"],
        &["store/"],
        "only store touches files",
    ),
    (
        &["ratatui", "crossterm", "rustix::termios", "signal_hook"],
        &["tui/"],
        "only tui knows the terminal",
    ),
    (
        &["print!", "println!", "eprint!", "eprintln!", "dbg!"],
        &[],
        "nothing prints; what is said goes through cli/output",
    ),
    (
        &["stdout(", "stderr("],
        &[
            "cli/output.rs",
            "cli/edit.rs",
            "cli/doctor.rs",
            "cli/render.rs",
            "tui/terminal/",
        ],
        "results and messages leave through cli/output, frames through tui/terminal",
    ),
    (
        &["#[allow", "#![allow"],
        &[],
        "an exception is #[expect(…, reason = …)]",
    ),
    (&["unsafe "], &[], "no unsafe"),
    (
        &[
            "mod utils",
            "mod helpers",
            "mod common",
            "mod prelude",
            "mod types",
        ],
        &[],
        "a function lives with the thing it is about",
    ),
];

/// What the core may not hold: it knows no files, terminal, clock or environment.
const OUTSIDE: &[&str] = &[
    "std::env",
    "std::process",
    "std::thread",
    "std::net",
    "std::io",
    "std::time",
    "Timestamp::now",
    "ZonedDateTime::now",
    "Zoned::now",
    "SystemTime",
    "Instant",
];

/// Files of the core that may hold some of it, and why.
const EXCUSED: &[(&str, &str, &str)] = &[(
    "import/docx/package.rs",
    "std::io",
    "an archive in memory is read through std's traits",
)];

const CORE: [&str; 9] = [
    "bytes", "number", "report", "format", "render", "check", "import", "answers", "compare",
];

/// A file nearing this many lines becomes a folder.
const LONGEST: usize = 400;

/// Longer files, and why they are.
const LONG: &[(&str, &str)] = &[
    ("tui/keys.rs", "the table of keys"),
    (
        "tui/mod.rs",
        "one loop: every event and every effect of the wizard",
    ),
    ("tui/app.rs", "one state: every event in, every effect out"),
    ("tui/desk.rs", "one state: where a user stands in a draft"),
    ("tui/form.rs", "one screen"),
    ("import/words.rs", "word lists"),
    ("check/measure.rs", "the list of measure words"),
];

#[test]
fn a_module_uses_only_what_its_row_names() {
    let mut wrong = Vec::new();
    for file in source::files() {
        let module = file.module();
        let Some((_, may)) = LAYERS.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("{}: {module} has no row in LAYERS", file.path));
            continue;
        };
        for (line, used) in file.uses() {
            if used != module && is_module(&used) && !may.contains(&used.as_str()) {
                wrong.push(format!("{}:{line}: {module} uses {used}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_front_pages_list_modules_in_the_order_of_the_layers() {
    let listed = |path: &str| -> Vec<String> {
        let front = source::files().into_iter().find(|file| file.path == path);
        let front = front.expect("the front page").text;
        let module =
            |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
        front.lines().filter_map(module).collect()
    };
    let core = listed("core.rs");
    assert_eq!(core, CORE);
    let all = [core, listed("lib.rs")].concat();
    let ordered: Vec<&str> = LAYERS
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| all.iter().any(|listed| listed == name))
        .collect();
    assert_eq!(all, ordered);
}

#[test]
fn files_terminal_and_streams_are_touched_where_they_belong() {
    let mut wrong = Vec::new();
    for file in source::files() {
        for (words, places, why) in RESERVED {
            if places.iter().any(|place| file.path.starts_with(place)) {
                continue;
            }
            for (line, word) in file.finds(words) {
                wrong.push(format!("{}:{line}: {word}: {why}", file.path));
            }
        }
        if CORE.contains(&file.module()) {
            for (line, word) in file.finds(OUTSIDE) {
                let excused = |(path, excused, _): &(&str, &str, &str)| {
                    file.path == *path && word == *excused
                };
                if EXCUSED.iter().any(excused) {
                    continue;
                }
                wrong.push(format!("{}:{line}: {word} in the core", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_owns_and_none_is_too_long() {
    let mut wrong = Vec::new();
    for file in source::files() {
        let front = file.text.lines().take_while(|line| line.starts_with("//!"));
        let lines = front.filter(|line| line.len() > 3).count();
        if lines == 0 {
            wrong.push(format!("{}: no //! at its head", file.path));
        }
        let length = file.text.lines().count();
        let excused = LONG.iter().any(|(path, _)| *path == file.path);
        if length > LONGEST && !excused {
            wrong.push(format!("{}: {length} lines", file.path));
        }
    }
    for (path, why) in LONG {
        let there = source::files().into_iter().find(|file| file.path == *path);
        if there.is_none_or(|file| file.text.lines().count() <= LONGEST) {
            wrong.push(format!("{path} needs no excuse any more ({why})"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_program_is_thirty_lines_at_most() {
    let main = source::files()
        .into_iter()
        .find(|file| file.path == "main.rs")
        .expect("main.rs");
    assert!(main.text.lines().count() <= 30);
}

fn is_module(name: &str) -> bool {
    LAYERS.iter().any(|(module, _)| *module == name)
}

#[test]
fn the_reader_of_sources_sees_every_way_to_name_a_module() {
    let file = File {
        path: "tui/screen/ask.rs".to_owned(),
        text: [
            "use crate::store::Draft;",
            "use crate::{\n    check,\n    failure::{Failure, refusal},\n};",
            "fn f() { super::super::super::export::x(); super::super::cli(); } // crate::cli",
            "fn g() -> &'static str { \"crate::cli\" }",
        ]
        .join("\n"),
    };
    let used: Vec<String> = file.uses().into_iter().map(|(_, used)| used).collect();
    assert_eq!(used, ["store", "check", "failure", "export"]);
}
