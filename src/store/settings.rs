//! What the user has set for all drafts: `settings.toml`. Environment variables go before it. What makes no sense in it
//! is told and left out; it keeps nobody from working.

use std::path::Path;

use toml::{Table, Value};

use crate::failure::Failure;

use super::Places;
use super::read::read;

/// How wide disputed characters are drawn.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Drawn {
    /// As the terminal says when it is asked.
    #[default]
    Asked,
    /// In one column.
    Narrow,
    /// In two columns.
    Wide,
}

/// What Ctrl-Z does.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum CtrlZ {
    /// Takes back the last change.
    #[default]
    Undo,
    /// Stops the wizard and gives the shell back, as in other programs.
    Suspend,
}

/// The settings.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Settings {
    /// `width`
    pub width: Drawn,
    /// `ctrl_z`
    pub ctrl_z: CtrlZ,
}

const WIDTHS: [(&str, Drawn); 6] = [
    ("自动", Drawn::Asked),
    ("窄", Drawn::Narrow),
    ("宽", Drawn::Wide),
    ("auto", Drawn::Asked),
    ("narrow", Drawn::Narrow),
    ("wide", Drawn::Wide),
];

const CTRL_Z: [(&str, CtrlZ); 4] = [
    ("撤销", CtrlZ::Undo),
    ("挂起", CtrlZ::Suspend),
    ("undo", CtrlZ::Undo),
    ("suspend", CtrlZ::Suspend),
];

impl Drawn {
    /// By its name: what `HUIBAO_WIDTH` and the setting may say.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        named(&WIDTHS, name)
    }
}

impl Settings {
    /// What is set, and what about it makes no sense. Nothing is where there is no file.
    #[must_use]
    pub fn load(places: &Places) -> (Self, Option<Failure>) {
        let path = places.settings();
        if std::fs::symlink_metadata(&path).is_err() {
            return (Self::default(), None);
        }
        let text = match read(&path) {
            Ok(source) => source.text,
            Err(failure) => return (Self::default(), Some(failure)),
        };
        let (settings, wrong) = Self::of(&text);
        (settings, wrong.map(|wrong| failure(&wrong, &path)))
    }

    /// What a text sets; the first thing in it that makes no sense.
    fn of(text: &str) -> (Self, Option<String>) {
        let mut settings = Self::default();
        let table: Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                let error: toml::de::Error = error;
                let before = error.span().and_then(|span| text.get(..span.start));
                let line = before.unwrap_or_default().matches('\n').count();
                let wrong = format!("第{}行不合写法", line.saturating_add(1));
                return (settings, Some(wrong));
            }
        };
        let mut wrong = None;
        for (key, value) in &table {
            let taken = match key.as_str() {
                "width" => set(&mut settings.width, &WIDTHS, value),
                "ctrl_z" => set(&mut settings.ctrl_z, &CTRL_Z, value),
                _ => Err("没有这一项；现在有的是 width 和 ctrl_z".to_owned()),
            };
            if let Err(why) = taken {
                wrong.get_or_insert(format!("{key}：{why}"));
            }
        }
        (settings, wrong)
    }
}

fn named<T: Copy>(names: &[(&str, T)], name: &str) -> Option<T> {
    let row = names.iter().find(|(known, _)| *known == name);
    row.map(|(_, value)| *value)
}

fn set<T: Copy>(field: &mut T, names: &[(&str, T)], value: &Value) -> Result<(), String> {
    match value.as_str().and_then(|name| named(names, name)) {
        Some(known) => {
            *field = known;
            Ok(())
        }
        None => {
            let chinese = names.iter().filter(|(name, _)| !name.is_ascii());
            let known: Vec<String> = chinese.map(|(name, _)| format!("\"{name}\"")).collect();
            Err(format!("只能写 {}", known.join("、")))
        }
    }
}

fn failure(wrong: &str, path: &Path) -> Failure {
    Failure::usage(format!("设置里 {wrong}。"))
        .place(path)
        .remedy("请改好这一行；没改好以前照平常的来。")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_set_is_as_usual() {
        assert_eq!(Settings::of(""), (Settings::default(), None));
        let folder = tempfile::tempdir().unwrap();
        let places = Places::within(folder.path().into()).unwrap();
        assert_eq!(Settings::load(&places), (Settings::default(), None));
    }

    #[test]
    fn both_are_set_by_their_chinese_or_english_names() {
        for text in [
            "width = \"窄\"\nctrl_z = \"挂起\"\n",
            "width = 'narrow' # 堡垒机\nctrl_z = 'suspend'",
        ] {
            let (settings, wrong) = Settings::of(text);
            assert_eq!(wrong, None);
            assert_eq!(settings.width, Drawn::Narrow);
            assert_eq!(settings.ctrl_z, CtrlZ::Suspend);
        }
    }

    #[test]
    fn what_makes_no_sense_is_told_and_the_rest_holds() {
        for (text, told) in [
            (
                "width = \"半\"\nctrl_z = \"挂起\"",
                "width：只能写 \"自动\"、\"窄\"、\"宽\"",
            ),
            (
                "colour = 1\nctrl_z = \"挂起\"",
                "colour：没有这一项；现在有的是 width 和 ctrl_z",
            ),
        ] {
            let (settings, wrong) = Settings::of(text);
            assert_eq!(wrong.as_deref(), Some(told));
            assert_eq!(settings.ctrl_z, CtrlZ::Suspend);
        }
        let (_, wrong) = Settings::of("ctrl_z = \"挂起\"\nwidth = “窄”\n");
        assert_eq!(wrong.as_deref(), Some("第2行不合写法"));
    }

    #[test]
    fn a_file_that_makes_no_sense_is_named() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("settings.toml"), "width = 1").unwrap();
        let places = Places::within(folder.path().into()).unwrap();
        let (settings, wrong) = Settings::load(&places);
        assert_eq!(settings, Settings::default());
        assert!(wrong.unwrap().to_string().contains("settings.toml"));
    }
}
