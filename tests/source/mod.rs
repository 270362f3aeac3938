//! The sources as a test reads them: code without its tests, comments and strings, and what it names.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests only: a failed one stops where it stands"
)]

use std::fs;
use std::path::Path;

/// One file under `src`, without the unit tests at its end.
pub(crate) struct File {
    /// Its path below `src`.
    pub(crate) path: String,
    /// Its text; lines keep their numbers.
    pub(crate) text: String,
}

/// All files of the crate but those of unit tests.
pub(crate) fn files() -> Vec<File> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&src, &src, &mut files);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let tests: Vec<String> = files.iter().flat_map(File::test_modules).collect();
    let is_test = |file: &File| {
        tests.iter().any(|test| {
            file.path == format!("{test}.rs") || file.path.starts_with(&format!("{test}/"))
        })
    };
    files.retain(|file| !is_test(file));
    for file in &mut files {
        file.cut_tests();
    }
    assert!(files.len() > 50, "the sources were not found");
    files
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).expect("src") {
        let path = entry.expect("src").path();
        if path.is_dir() {
            walk(root, &path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let below = path.strip_prefix(root).expect("below src");
            files.push(File {
                path: below.to_string_lossy().into_owned(),
                text: fs::read_to_string(&path).expect("a source"),
            });
        }
    }
}

impl File {
    /// The top module that it belongs to.
    pub(crate) fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// The folder in which its own modules lie: `tui/edit` for `tui/edit/mod.rs` and for `tui/edit.rs`.
    fn folder(&self) -> &str {
        let path = self.path.strip_suffix(".rs").unwrap_or(&self.path);
        path.strip_suffix("/mod").unwrap_or(path)
    }

    /// Modules of this file that are there for tests alone, as paths without ending.
    fn test_modules(&self) -> Vec<String> {
        let lines: Vec<&str> = self.text.lines().collect();
        lines
            .windows(2)
            .filter(|pair| pair[0].trim() == "#[cfg(test)]")
            .filter_map(|pair| pair[1].trim().strip_prefix("mod ")?.strip_suffix(';'))
            .map(|name| format!("{}/{name}", self.folder()))
            .collect()
    }

    /// Unit tests stand at the end.
    fn cut_tests(&mut self) {
        if let Some(at) = self.text.find("\n#[cfg(test)]\nmod tests {") {
            self.text.truncate(at + 1);
        }
    }

    /// Code alone, with the numbers of its lines.
    fn code(&self) -> Vec<(usize, String)> {
        self.text
            .lines()
            .zip(1..)
            .map(|(line, number)| (number, bare(line)))
            .collect()
    }

    /// The lines that hold one of the words, whole: `print!` is not in `eprint!`.
    pub(crate) fn finds<'a>(&self, words: &'a [&'a str]) -> Vec<(usize, &'a str)> {
        let mut found = Vec::new();
        for (number, line) in self.code() {
            for word in words {
                let whole = line.match_indices(word).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
                });
                if whole {
                    found.push((number, *word));
                }
            }
        }
        found
    }

    /// The names below the root of the crate that it uses, with their lines.
    pub(crate) fn uses(&self) -> Vec<(usize, String)> {
        let depth = match self.folder() {
            "lib" | "main" => 0,
            folder => folder.split('/').count(),
        };
        let climb = "super::".repeat(depth);
        let code: String = self
            .code()
            .into_iter()
            .map(|(_, line)| line + "\n")
            .collect();
        let mut used = Vec::new();
        for root in ["crate::", "huibao::", climb.as_str()] {
            for (at, _) in code.match_indices(root).filter(|_| !root.is_empty()) {
                let before = code[..at].chars().next_back();
                if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                    continue;
                }
                let rest = &code[at + root.len()..];
                let names = match rest.strip_prefix('{') {
                    Some(group) => heads(group),
                    None => vec![word(rest)],
                };
                let number = code[..at].matches('\n').count() + 1;
                used.extend(names.into_iter().map(|name| (number, name)));
            }
        }
        used.sort();
        used.retain(|(_, name)| !name.is_empty() && name != "super");
        used
    }
}

/// The first names in `check, failure::{A, B}, store}`.
fn heads(group: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let mut at_start = true;
    let mut names = Vec::new();
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_start = true,
            _ if at_start && !c.is_whitespace() => {
                names.push(word(&group[at..]));
                at_start = false;
            }
            _ => {}
        }
    }
    names
}

fn word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// A line without what stands in quotes and behind `//`.
fn bare(line: &str) -> String {
    let mut out = String::new();
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if quoted => {
                chars.next();
            }
            // A quotation mark as a character.
            '\'' if !quoted && chars.peek() == Some(&'"') => {
                chars.next();
            }
            '"' => quoted = !quoted,
            '/' if !quoted && chars.peek() == Some(&'/') => break,
            _ if !quoted => out.push(c),
            _ => {}
        }
    }
    out
}
