//! A user's hand at the wizard: reads where it stands from the screen as a user does, and goes on with keys.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests only, and each test program uses its part"
)]

use std::fs;
use std::path::Path;

use crate::common::{App, Home, Shown};

pub const ENTER: &str = "\r";
pub const ESC: &str = "\x1b";
pub const PAGE_DOWN: &str = "\x1b[6~";

/// A small draft of three figures and a problem.
pub const DRAFT: &str = r#"format = 1

[report]
title = "{镇名}河湖管护情况汇报"
date = 2026-07-01
as_of = 2026-06-30

[values]

[[field]]
key = "镇名"
kind = "text"
ask = "本镇全称"

[[field]]
key = "巡河次数"
kind = "integer"
unit = "次"
max = 20000

[[field]]
key = "负责人"
kind = "text"

[[section]]
heading = "主要做法"

[[section.item]]
heading = "抓巡查，问题发现在早。"
text = "今年以来，全镇累计巡河{巡河次数}次，由{负责人}带队。"

[[section]]
heading = "存在问题"
role = "problems"

[[section.item]]
heading = "巡查还有空白。"
text = "少数支流巡查不够经常。"
"#;

/// A home with that draft in it, as `草稿.toml`.
pub fn draft() -> Home {
    let home = Home::new();
    fs::write(home.path().join("草稿.toml"), DRAFT).expect("a draft");
    home
}

/// From the last step on: to 成文, and the document and the plain text written out.
pub fn write_both(app: &App) {
    app.send(PAGE_DOWN);
    app.wait("成文", |shown| step_row(shown).contains("成文"));
    app.send("1");
    app.wait_for("按 Enter 写出");
    // Plain text as well.
    app.send("\t ");
    app.wait_for("[x] 纯文本");
    app.send(ENTER);
    app.wait_for("写好了");
}

/// The row that says which step this is.
pub fn step_row(shown: &Shown<'_>) -> String {
    let rows = shown.rows();
    let row = rows
        .iter()
        .find(|row| row.trim_start().starts_with('第') && row.contains("，共"));
    row.cloned().unwrap_or_default()
}

/// The label in the line in hand.
fn label(shown: &Shown<'_>) -> String {
    let rows = shown.rows();
    let row = rows.iter().find_map(|row| row.strip_prefix('>'));
    let row = row.unwrap_or_default().trim_start();
    let row = ["错 ", "疑 "]
        .iter()
        .find_map(|mark| row.strip_prefix(mark))
        .unwrap_or(row);
    row.trim_start()
        .split("  ")
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// The keyboard and the eyes.
pub struct Hand<'a> {
    pub app: &'a App,
}

impl<'a> Hand<'a> {
    pub fn new(app: &'a App) -> Self {
        Self { app }
    }

    pub fn step(&self) -> String {
        self.app.look(step_row)
    }

    pub fn is_at(&self, step: &str) -> bool {
        self.step().split("  ").any(|word| word == step)
    }

    pub fn is_prose(&self) -> bool {
        self.app
            .look(|shown| shown.rows().last().is_some_and(|row| row.contains("属实")))
    }

    /// Leaves the item in hand out, by its menu.
    #[track_caller]
    pub fn leave_out(&self) {
        self.app.send("\x0f");
        self.app.wait_for("今年不写这一条");
        self.app.send("1");
        self.app.wait_gone("今年不写这一条（");
    }

    /// Types, and waits until another field or step is in hand.
    #[track_caller]
    pub fn go_on(&self, keys: impl AsRef<[u8]>) {
        let name = |row: String| row.split("  ").take(2).collect::<Vec<_>>().join(" ");
        let place = |shown: &Shown<'_>| (name(step_row(shown)), label(shown));
        let before = self.app.look(place);
        self.app.send(keys);
        self.app.wait(&format!("on from {before:?}"), |shown| {
            let (step, label) = place(shown);
            !step.is_empty() && (step, label) != before
        });
    }

    /// The key of the field in hand.
    #[track_caller]
    pub fn field(&self, template: &Template) -> String {
        let label = self.app.look(label);
        let found = template
            .fields
            .iter()
            .filter(|(key, ask)| *key == label || *ask == label);
        let keys: Vec<&String> = found.map(|(key, _)| key).collect();
        assert_eq!(keys.len(), 1, "{label:?} at {}", self.step());
        keys[0].clone()
    }
}

/// The built-in template, and the answers of the finished example.
pub struct Template {
    fields: Vec<(String, String)>,
    values: Vec<(String, String)>,
}

impl Template {
    pub fn township() -> Self {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/township-finished");
        let text = fs::read_to_string(example.join("draft.toml")).expect("the example");
        let table: toml::Table = text.parse().expect("TOML");
        let word = |field: &toml::Value, name: &str| {
            let word = field.get(name).and_then(toml::Value::as_str);
            word.unwrap_or_default().to_owned()
        };
        let fields = table["field"].as_array().expect("fields").iter();
        let mut fields: Vec<_> = fields
            .map(|field| (word(field, "key"), word(field, "ask")))
            .collect();
        let mut values: Vec<_> = text
            .lines()
            .skip_while(|line| *line != "[values]")
            .skip(1)
            .take_while(|line| !line.is_empty())
            .map(|line| {
                let (key, value) = line.split_once(" = ").expect("a value");
                (
                    key.trim_matches('"').to_owned(),
                    value.trim_matches('"').to_owned(),
                )
            })
            .collect();
        for (key, date) in [("成文日期", "date"), ("截至日期", "as_of")] {
            fields.push((key.to_owned(), String::new()));
            values.push((key.to_owned(), table["report"][date].to_string()));
        }
        Self { fields, values }
    }

    /// A template just made, with an answer to each of its fields.
    pub fn answered(file: &Path, answer: impl Fn(usize, &toml::Value) -> String) -> Self {
        let text = fs::read_to_string(file).expect("the template");
        let table: toml::Table = text.parse().expect("TOML");
        let mut fields = Vec::new();
        let mut values = Vec::new();
        for (nth, field) in table["field"]
            .as_array()
            .expect("fields")
            .iter()
            .enumerate()
        {
            let key = field["key"].as_str().expect("a key").to_owned();
            values.push((key.clone(), answer(nth, field)));
            fields.push((key, String::new()));
        }
        for (key, date) in [("截至日期", "2026-06-30"), ("成文日期", "2026-07-01")] {
            if !values.iter().any(|(named, _)| named == key) {
                fields.push((key.to_owned(), String::new()));
                values.push((key.to_owned(), date.to_owned()));
            }
        }
        Self { fields, values }
    }

    /// The answer in a field; `None` in those of the item that is left out.
    pub fn value(&self, key: &str) -> Option<&str> {
        let found = self.values.iter().find(|(named, _)| named == key);
        found.map(|(_, value)| value.as_str())
    }

    /// Every key with its answer.
    pub fn values(&self) -> &[(String, String)] {
        &self.values
    }

    /// `KEY=VALUE`, all of them.
    pub fn answers(&self) -> Vec<String> {
        self.values
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect()
    }

    /// The file with another first problem.
    pub fn with_problem(&self, file: &str, heading: &str, text: &str) -> String {
        let at = file.find("id = \"study-depth\"").expect("the problem");
        let (before, item) = file.split_at(at);
        let end = item.find("\n\n").expect("an item");
        let new = format!("id = \"study-depth\"\nheading = \"{heading}\"\ntext = \"{text}\"");
        format!("{before}{new}{}", &item[end..])
    }

    /// The file without the item that holds these words.
    pub fn without(&self, file: &str, words: &str) -> String {
        let sections = file.find("[[section]]").expect("sections");
        let at = file[sections..].find(words).expect("the item") + sections;
        let item = file[..at].rfind("[[section.item]]\n").expect("an item");
        let head = item + "[[section.item]]\n".len();
        format!("{}out = true\n{}", &file[..head], &file[head..])
    }
}
