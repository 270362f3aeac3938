//! `huibao new`: a draft from a template, never over a file that is there.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::report::Figures;
use crate::store::draft::Draft;
use crate::store::{Places, templates};

use super::{Outcome, args, edit, is_standard, output, set};

pub(super) fn run(args: &args::New) -> Result<Outcome, Failure> {
    let standard = args.output.as_deref().is_some_and(is_standard);
    let way = match args.no_edit || standard {
        true => None,
        false => Some(edit::way(
            args.plain,
            "只建草稿、不打开来填，请加上 --no-edit。",
        )?),
    };
    let mut draft = template(&args.template)?;
    set::take(&mut draft, &args.set)?;
    if standard {
        return output::print(&draft.text());
    }
    let path = match &args.output {
        Some(path) => {
            draft.save_as_new(path)?;
            path.clone()
        }
        None => named_by_title(&mut draft)?,
    };
    match way {
        Some(way) => edit::wizard(draft, None, way),
        None => output::print(&format!("{}\n", path.display())),
    }
}

/// The template that `-t` names: one there is by its id, else a file.
pub(super) fn template(named: &Path) -> Result<Draft, Failure> {
    if is_standard(named) {
        return Draft::open(named);
    }
    let id = named.to_string_lossy();
    let is_path = id.contains(['/', '\\']) || id.ends_with(".toml");
    if !is_path {
        let places = Places::find()?;
        if let Some(template) = templates::find(&places, &id)? {
            return Ok(template);
        }
    }
    if is_path || named.exists() {
        return Draft::open(named);
    }
    let what = format!("没有叫 {id} 的模板，也没有这个文件。");
    Err(Failure::usage(what).remedy("有哪些模板，请看 huibao templates。"))
}

/// Saves a draft in the data folder under a name made from its title; where that is taken, with a
/// number behind it.
fn named_by_title(draft: &mut Draft) -> Result<PathBuf, Failure> {
    let title = templates::title(&draft.report, &Figures::of(&draft.report));
    let folder = Places::find()?.drafts();
    let path = templates::free_path(&folder, &title);
    draft.save_as_new(&path)?;
    Ok(path)
}
