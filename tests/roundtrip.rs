//! A template made from a model prints the model again when its own blanks are filled in with what stood there:
//! no sentence is made up, dropped or put elsewhere.

#![expect(clippy::expect_used, reason = "tests may fail loudly")]

use std::collections::{HashMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use huibao::check::Review;
use huibao::import::{Blank, How, Import, import};
use huibao::render::Source;
use huibao::report::{Answer, Level, canonical};

/// The characters of a text that count: white space and Markdown's signs do not.
fn tight(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '#' | '*' | '>'))
        .collect()
}

/// What the template prints, blanks as they stood in the model, without the numbers of its parts.
fn printed(import: &Import) -> String {
    let review = Review::of(&import.report);
    let mut slots: HashMap<String, VecDeque<String>> = HashMap::new();
    for (key, text) in import.found.blanks.iter().flat_map(Blank::slots) {
        slots
            .entry(canonical(key))
            .or_default()
            .push_back(text.to_owned());
    }
    let mut text = String::new();
    for run in review.document.blocks.iter().flat_map(|block| &block.runs) {
        match &run.source {
            Source::Number(_) => {}
            Source::Slot { key, .. } => {
                // A date that the model itself holds is no blank.
                let Some(own) = slots.get_mut(key) else {
                    text.push_str(&run.text);
                    continue;
                };
                let printed = own.pop_front();
                text.push_str(&printed.expect("a blank for each slot"));
            }
            _ => text.push_str(&run.text),
        }
    }
    assert!(
        slots.values().all(VecDeque::is_empty),
        "a slot for each blank"
    );
    tight(&text)
}

/// The model's own text without its markers and without the lines that were told to be left out.
fn source(text: &str, import: &Import) -> String {
    let left_out: Vec<usize> = import
        .remarks
        .iter()
        .filter(|remark| remark.message.contains("没有放进模板"))
        .map(|remark| remark.line)
        .collect();
    let lines = text.lines().enumerate().filter(|(at, line)| {
        !left_out.contains(&(at + 1))
            && line.trim() != "---"
            && !line.trim_start().starts_with("| --")
            && !line.trim_start().starts_with("|--")
    });
    let mut text = tight(&lines.map(|(_, line)| line).collect::<Vec<_>>().join("\n"));
    let mut words = String::new();
    import.report.each_wording(|_, wording| {
        words.push_str(&tight(wording.source()));
        words.push('\n');
    });
    // Markers in their order: each is taken away where its headline follows, but for those that stay words of it.
    let mut from = 0;
    for heading in &import.found.headings {
        let headline = format!("{}{}", tight(&heading.marker), tight(&heading.text));
        if let Some(at) = text.get(from..).and_then(|rest| rest.find(&headline)) {
            let start = from + at;
            // Deeper than a report goes its number stays text too.
            let stays = heading.level > 4 || words.contains(&format!("\n{headline}"));
            if !heading.marker.is_empty() && stays {
                from = start + headline.len();
                continue;
            }
            text.replace_range(start..start + tight(&heading.marker).len(), "");
            from = start;
        }
    }
    text
}

fn models() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found: Vec<PathBuf> = [
        root.join("tests/models"),
        root.join("tests/models/unseen"),
        root.join("tests/models/retold"),
        root.join("../shared/seed"),
    ]
    .iter()
    .filter_map(|folder| fs::read_dir(folder).ok())
    .flatten()
    .map(|entry| entry.expect("an entry").path())
    .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
    .collect();
    found.sort();
    found
}

#[test]
fn a_template_prints_its_model_again() {
    let mut wrong = Vec::new();
    for path in models() {
        let text = fs::read_to_string(&path).expect("a model");
        let import = import(&text, How::default()).expect("a text that can be imported");
        let (mut found, mut wanted) = (printed(&import), source(&text, &import));
        // The head of a paper and its number stand over the title in a model, under it in a report.
        let title = import.found.title.as_deref().map(tight).unwrap_or_default();
        let over = text.lines().take(6).map(tight);
        let over = over.filter(|line| !line.is_empty());
        let paper = |line: &String| {
            line.ends_with("文件")
                || line.contains('〔') && (line.ends_with('号') || line.contains("签发人"))
                || line == "会议纪要"
        };
        for line in over.take_while(|line| !title.starts_with(line.trim_start_matches('#'))) {
            if paper(&line) {
                assert!(found.contains(&line), "{}: {line}", path.display());
                found = found.replacen(&line, "", 1);
                wanted = wanted.replacen(&line, "", 1);
            }
        }
        if found != wanted {
            let at = found
                .chars()
                .zip(wanted.chars())
                .take_while(|(one, other)| one == other)
                .count();
            let near = |text: &str| {
                text.chars()
                    .skip(at.saturating_sub(20))
                    .take(50)
                    .collect::<String>()
            };
            wrong.push(format!(
                "{}\n  template {}\n  model    {}",
                path.display(),
                near(&found),
                near(&wanted)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_template_has_no_fault_of_its_own() {
    for path in models() {
        let text = fs::read_to_string(&path).expect("a model");
        let import = import(&text, How::default()).expect("a text that can be imported");
        let file = huibao::format::write(&import.report);
        let (read, _) = huibao::format::read(&file).expect("a report file");
        let faults: Vec<String> = Review::of(&read)
            .findings
            .iter()
            .filter(|finding| matches!(finding.code.name(), "file" | "relation"))
            .map(|finding| finding.message.clone())
            .collect();
        assert!(
            faults.is_empty(),
            "{}: {}",
            path.display(),
            faults.join("\n")
        );
    }
}

#[test]
fn a_finished_report_prints_itself_again_with_last_periods_figures() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/finished");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("finished reports")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        let text = fs::read_to_string(&path).expect("a report");
        let how = How {
            figures: true,
            ..How::default()
        };
        let import = import(&text, how).expect("a text that can be imported");
        let mut report = import.report.clone();
        for (key, value) in &std::mem::take(&mut report.previous) {
            let value = Some(value.clone());
            let answer = Answer {
                value,
                ..Answer::default()
            };
            report.answers.insert(key.clone(), answer);
        }
        let review = Review::of(&report);
        let broken: Vec<&str> = review
            .findings
            .iter()
            .filter(|finding| finding.code.name() == "relation")
            .filter(|finding| finding.level == Level::Error)
            .map(|finding| finding.message.as_str())
            .collect();
        assert!(broken.is_empty(), "{}: {broken:?}", path.display());
        let mut found = String::new();
        for run in review.document.blocks.iter().flat_map(|block| &block.runs) {
            if !matches!(run.source, Source::Number(_)) {
                found.push_str(&run.text);
            }
        }
        assert_eq!(tight(&found), source(&text, &import), "{}", path.display());
    }
}

/// Numbers as if by chance, the same in each run.
struct Chance(u64);

impl Chance {
    /// A number below this one.
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }
}

#[test]
fn lines_of_models_in_any_order_lose_and_gain_no_character() {
    let texts: Vec<String> = models()
        .iter()
        .map(|path| fs::read_to_string(path).expect("a model"))
        .collect();
    let lines: Vec<&str> = texts
        .iter()
        .flat_map(|text| text.lines())
        .filter(|line| !line.trim().is_empty() && !line.contains("--"))
        .collect();
    let mut chance = Chance(7);
    for _ in 0..400 {
        let mut text = String::new();
        for _ in 0..3 + chance.below(14) {
            let line = lines[chance.below(lines.len())];
            match chance.below(12) {
                0 => text.extend(line.chars().take(chance.below(line.len()))),
                1 => text.push_str(&format!("\t{}", line.trim())),
                2 => text.push_str(&format!("{} {}", line.trim(), lines[0])),
                _ => text.push_str(line),
            }
            text.push('\n');
        }
        let how = How {
            figures: chance.below(2) == 0,
            ..How::default()
        };
        let Ok(import) = import(&text, how) else {
            continue;
        };
        // Title, signature and date have their places in a report, wherever they stood.
        let sorted = |text: String| {
            let mut chars: Vec<char> = text.chars().collect();
            chars.sort_unstable();
            String::from_iter(chars)
        };
        let found = sorted(printed(&import));
        assert_eq!(found, sorted(source(&text, &import)), "{text}");
    }
}
