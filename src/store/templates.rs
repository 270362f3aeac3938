//! The templates there are: built in, and the user's own in the templates folder. A template is a report
//! file; its title is the report's without the blanks in it.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::format;
use crate::report::wording::Piece;
use crate::report::{Figures, Report};

use super::draft::Draft;
use super::folder::{folder_of, sync};
use super::{Expect, Places};

/// The templates that come with the program: id, title, report file.
const BUILT_IN: [(&str, &str, &str); 1] = [(
    "township-party",
    "乡镇党委工作情况汇报",
    include_str!("../templates/township-party.toml"),
)];
/// Longest file name made from a title, in bytes: with a number and its ending it stays below the 255
/// that file systems allow.
const LONGEST_NAME: usize = 230;

/// A template.
#[derive(Clone, Debug)]
pub struct Template {
    /// The name it is called by on the command line.
    pub id: String,
    /// What it is called on screen.
    pub title: String,
    /// Figures and names that it asks for.
    pub fields: usize,
    /// Items in its sections.
    pub items: usize,
    /// Where it is.
    pub origin: Origin,
}

/// Where a template is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// In the program: its text.
    BuiltIn(&'static str),
    /// In a file of its user.
    File(PathBuf),
}

/// Every template, the built-in ones first, and why files of the templates folder could not be taken. A
/// template of the user's own takes the place of a built-in one of its id.
pub fn all(places: &Places) -> Result<(Vec<Template>, Vec<Failure>), Failure> {
    let mut templates = Vec::new();
    let mut unread = Vec::new();
    for (id, title, text) in BUILT_IN {
        match Draft::read(text, Path::new(id)) {
            Ok(draft) => {
                let described = Template::of(&draft.report, id, Origin::BuiltIn(text));
                templates.push(Template {
                    title: title.to_owned(),
                    ..described
                });
            }
            Err(failure) => unread.push(failure),
        }
    }
    for path in own(places)? {
        let id = stem(&path);
        match Draft::open(&path) {
            Ok(draft) => {
                templates.retain(|template: &Template| template.id != id);
                templates.push(Template::of(&draft.report, &id, Origin::File(path)));
            }
            Err(failure) => unread.push(failure),
        }
    }
    Ok((templates, unread))
}

/// The template of this id, opened as a draft that has no file yet; `None` where there is none.
pub fn find(places: &Places, id: &str) -> Result<Option<Draft>, Failure> {
    if let Some(path) = own(places)?.iter().find(|path| stem(path) == id) {
        return Draft::open(path).map(|draft| Some(named(draft, id)));
    }
    match BUILT_IN.iter().find(|(built_in, ..)| *built_in == id) {
        Some((_, _, text)) => Draft::read(text, Path::new(id)).map(|draft| Some(named(draft, id))),
        None => Ok(None),
    }
}

/// The report's title as far as it is filled in: a blank in it is left out, and 年 with its year, but for 年度.
pub fn title(report: &Report, figures: &Figures) -> String {
    let mut title = String::new();
    let mut skipped = false;
    for piece in report.head.title.pieces() {
        match piece {
            Piece::Plain(text) => {
                let bare = text
                    .strip_prefix('年')
                    .filter(|rest| skipped && !rest.starts_with('度'));
                title.push_str(bare.unwrap_or(text));
                skipped = false;
            }
            Piece::Slot(slot) => {
                let value = figures.value(&slot.key);
                title.extend(value.map(|value| value.printed()));
                skipped = value.is_none();
            }
            Piece::Clause(_) => {}
        }
    }
    title.split_whitespace().collect()
}

/// Keeps a report among the user's own templates under this name, never over one that is there; gives its id.
pub fn keep(places: &Places, name: &str, report: &Report) -> Result<String, Failure> {
    let text = format::write(report);
    keep_text(places, name, &text).map(|path| stem(&path))
}

/// Keeps a draft as a template, comments and unknown keys too; gives its file.
pub fn keep_draft(places: &Places, name: &str, draft: &Draft) -> Result<PathBuf, Failure> {
    keep_text(places, name, &draft.text())
}

fn keep_text(places: &Places, name: &str, text: &str) -> Result<PathBuf, Failure> {
    let name = name.trim();
    let name = name.strip_suffix(".toml").unwrap_or(name);
    if name.is_empty() {
        return Err(Failure::usage("模板要有个名称。"));
    }
    let folder = places.templates();
    super::make_folder(&folder)?;
    let path = folder.join(file_name(name));
    match super::save(&path, text.as_bytes(), Expect::New) {
        Ok(_) => Ok(path),
        Err(failure) if failure.is_exists() => {
            let id = stem(&path);
            Err(Failure::exists(format!("已经有叫{id}的模板，没有动它。")).remedy("请换个名称。"))
        }
        Err(failure) => Err(failure),
    }
}

/// Gives an own template another id; gives its file as it is now.
pub fn rename(places: &Places, id: &str, name: &str) -> Result<PathBuf, Failure> {
    let old = own_file(places, id)?;
    let mut draft = Draft::open(&old)?;
    if draft.report.template == id {
        draft.report.template = name.to_owned();
    }
    let new = keep_draft(places, name, &draft)?;
    gone(&old)?;
    Ok(new)
}

/// Removes an own template; gives the file that it was.
pub fn remove(places: &Places, id: &str) -> Result<PathBuf, Failure> {
    let file = own_file(places, id)?;
    gone(&file)?;
    Ok(file)
}

/// The file of an own template; says why there is none.
pub fn own_file(places: &Places, id: &str) -> Result<PathBuf, Failure> {
    if let Some(path) = own(places)?.into_iter().find(|path| stem(path) == id) {
        return Ok(path);
    }
    Err(
        match BUILT_IN.iter().any(|(built_in, ..)| *built_in == id) {
            true => Failure::usage(format!("{id} 是自带的模板，不能改名或删去。")).remedy(
                "要改文字，请用它新建一份，改好以后用 huibao templates save 存成自己的模板。",
            ),
            false => Failure::usage(format!("自己的模板里没有叫 {id} 的。"))
                .remedy("有哪些模板，请看 huibao templates。"),
        },
    )
}

fn gone(path: &Path) -> Result<(), Failure> {
    std::fs::remove_file(path)
        .and_then(|()| sync(folder_of(path)))
        .map_err(|error| Failure::undone("没有删去", &error).place(path))
}

/// A path in a folder for a draft of this title where nothing is yet.
pub fn free_path(folder: &Path, title: &str) -> PathBuf {
    super::free_name(&folder.join(file_name(title)))
}

/// The name of a report file of this title.
fn file_name(title: &str) -> String {
    let allowed = |c: &char| {
        !c.is_control() && !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
    };
    let mut name: String = title.chars().filter(allowed).collect();
    while name.len() > LONGEST_NAME {
        name.pop();
    }
    let name = match name.trim_matches('.') {
        "" => "汇报",
        name => name,
    };
    format!("{name}.toml")
}

impl Template {
    fn of(report: &Report, id: &str, origin: Origin) -> Self {
        let title = title(report, &Figures::of(report));
        let mut parts = 0_usize;
        report.walk(|_| parts = parts.saturating_add(1));
        let asked =
            |field: &&crate::report::Field| field.origin.is_some() && field.rare.formula.is_none();
        Self {
            id: id.to_owned(),
            title: if title.is_empty() {
                id.to_owned()
            } else {
                title
            },
            fields: report.fields.iter().filter(asked).count(),
            items: parts.saturating_sub(report.parts.len()),
            origin,
        }
    }
}

/// The draft with the template's id in it, where its file does not say one, and without the file.
fn named(draft: Draft, id: &str) -> Draft {
    let mut draft = draft;
    if draft.report.template.is_empty() {
        draft.report.template = id.to_owned();
    }
    draft
}

/// The report files of the templates folder, in the order of their names.
fn own(places: &Places) -> Result<Vec<PathBuf>, Failure> {
    let folder = places.templates();
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(_) => {
            let failure = Failure::disk("模板目录读不了。").place(folder.display().to_string());
            return Err(failure.remedy("请看这个目录的权限。"));
        }
    };
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(title: &str, values: &str) -> String {
        let field = |key, kind| format!("[[field]]\nkey = \"{key}\"\nkind = \"{kind}\"\n");
        let text = format!(
            "format = 1\n[report]\ntitle = \"{title}\"\n[values]\n{values}\n{}{}",
            field("镇名", "text"),
            field("年度", "year")
        );
        let report = Draft::read(&text, Path::new("范文.toml")).unwrap().report;
        super::title(&report, &Figures::of(&report))
    }

    #[test]
    fn a_title_leaves_out_its_blanks() {
        let title = "{镇名}{年度}年上半年 河湖汇报";
        assert_eq!(titled(title, ""), "上半年河湖汇报");
        assert_eq!(titled(title, "\"年度\" = 2024"), "2024年上半年河湖汇报");
        assert_eq!(
            titled(title, "\"镇名\" = \"清溪镇\""),
            "清溪镇上半年河湖汇报"
        );
    }

    #[test]
    fn the_built_in_templates_are_sound() {
        for (id, title, text) in BUILT_IN {
            let draft = Draft::read(text, Path::new(id)).unwrap();
            let template = Template::of(&draft.report, id, Origin::BuiltIn(text));
            assert!(
                !title.is_empty() && template.fields > 0 && template.items > 0,
                "{id}"
            );
        }
    }

    #[test]
    fn a_file_name_holds_nothing_that_a_path_would_read() {
        let folder = tempfile::tempdir().unwrap();
        let name = |title: &str| {
            let path = free_path(folder.path(), title);
            assert_eq!(path.parent(), Some(folder.path()));
            path.file_name().unwrap().to_str().unwrap().to_owned()
        };
        assert_eq!(name("清溪镇/汇报"), "清溪镇汇报.toml");
        assert_eq!(name(".."), "汇报.toml");
        assert_eq!(name(""), "汇报.toml");
        assert!(name(&"长".repeat(500)).len() < 255);
        std::fs::write(folder.path().join("甲.toml"), "").unwrap();
        assert_eq!(name("甲"), "甲-2.toml");
    }
}
