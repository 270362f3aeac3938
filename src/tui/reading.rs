//! Reading a model report on a thread of its own: typing goes on, and who does not want to wait need not. Names of
//! files are completed there too, since a folder may lie far away.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, channel};
use std::thread;
use std::time::Duration;

use crate::failure::Failure;
use crate::format;
use crate::import::{self, How, Refusal, Text};
use crate::report::{LARGEST_FILE, Report};
use crate::store::draft::Draft;
use crate::store::{self, names};

use super::act::expand;
use super::fetch::quoted;
use super::screen::blanks::{Blanks, Left};

/// How often it is told that the reading goes on.
const SECOND: Duration = Duration::from_secs(1);

/// As many bytes are read at once, while nobody types.
const SHORT: u64 = 1024 * 1024;

/// The endings of files that can be read.
const ENDINGS: [&str; 4] = ["txt", "md", "markdown", "docx"];

/// A model that was read: a draft without a file, and its review.
#[derive(Debug)]
pub struct Model {
    /// The draft.
    pub draft: Draft,
    /// The review of its blanks.
    pub blanks: Blanks,
}

/// What the thread tells.
#[derive(Debug)]
pub enum Told {
    /// The reading of this number has taken so many seconds.
    Going(u64, u64),
    /// It is done.
    Done(u64, Result<Box<Model>, Failure>),
    /// What was typed can be completed to this, and these names go on with it.
    Names(String, String, Vec<String>),
}

/// Reads the model in a file.
pub fn read<E: From<Told> + Send + 'static>(number: u64, path: PathBuf, tell: SyncSender<E>) {
    let work = move || {
        let (done, outcome) = channel();
        let place = path.clone();
        let reading = thread::Builder::new().name("reading".to_owned());
        let started = reading.spawn(move || done.send(model(&path, most())).is_ok());
        let stopped = || Err(Failure::disk("读范文的部分停了。").place(&place));
        let mut seconds = 0_u64;
        loop {
            let told = match outcome.recv_timeout(SECOND) {
                Ok(outcome) => Told::Done(number, outcome.map(Box::new)),
                Err(RecvTimeoutError::Timeout) if started.is_ok() => {
                    seconds = seconds.saturating_add(1);
                    Told::Going(number, seconds)
                }
                Err(_) => Told::Done(number, stopped()),
            };
            let last = matches!(told, Told::Done(..));
            if tell.send(told.into()).is_err() || last {
                return;
            }
        }
    };
    // Without a thread nothing can be read; the line stays, Enter tries again.
    let _ = thread::Builder::new().spawn(work);
}

/// Completes a path as typed.
pub fn complete<E: From<Told> + Send + 'static>(typed: String, tell: SyncSender<E>) {
    let work = move || {
        let path = as_path(&typed);
        let (line, names) = completed(&path, |folder| names(&expand(folder)));
        let told = Told::Names(typed, line, names);
        // Where nobody listens any more nothing is to be completed.
        let _ = tell.send(told.into());
    };
    let _ = thread::Builder::new().spawn(work);
}

/// A path as it was typed or pasted, without quotes, `file://` and backslashes before blanks.
pub fn as_path(typed: &str) -> String {
    let typed = typed.trim();
    let quotes = [('\'', '\''), ('"', '"'), ('“', '”'), ('‘', '’')];
    let bare = quotes.iter().find_map(|(open, close)| {
        typed
            .strip_prefix(*open)
            .and_then(|rest| rest.strip_suffix(*close))
    });
    let path = bare.unwrap_or(typed);
    let path = path.strip_prefix("file://").unwrap_or(path);
    path.replace("\\ ", " ")
}

/// What a path can be completed to, and the names in its folder that go on with it. `list` gives the names in a
/// folder, and whether each is a folder.
fn completed(path: &str, list: impl Fn(&str) -> Vec<(String, bool)>) -> (String, Vec<String>) {
    if path == "~" {
        return ("~/".to_owned(), vec!["~/".to_owned()]);
    }
    let cut = path.rfind('/').map_or(0, |at| at.saturating_add(1));
    let (folder, begun) = path.split_at(cut);
    let listed = list(if folder.is_empty() { "." } else { folder });
    let fits = |name: &str, is_folder: bool| {
        let hidden = name.starts_with('.') && !begun.starts_with('.');
        let ending = Path::new(name)
            .extension()
            .and_then(|ending| ending.to_str())
            .map(str::to_lowercase);
        let readable = ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
        name.starts_with(begun) && !hidden && (is_folder || readable)
    };
    let mut names: Vec<String> = listed
        .into_iter()
        .filter(|(name, is_folder)| fits(name, *is_folder))
        .map(|(name, is_folder)| if is_folder { name + "/" } else { name })
        .collect();
    names.sort();
    let mut common = names.first().cloned().unwrap_or_else(|| begun.to_owned());
    for name in &names {
        while !name.starts_with(&common) {
            common.pop();
        }
    }
    (format!("{folder}{common}"), names)
}

/// Reads the model in a file of at most so many bytes and lays out its review.
pub fn model(path: &Path, most: u64) -> Result<Model, Failure> {
    let bytes = store::read_bytes(path, most)?;
    let text = text(&bytes).map_err(|failure| failure.place(path))?;
    not_a_template(&text.text, path)?;
    let imported = |figures| {
        let how = How {
            figures,
            kept: true,
            styled: &text.styled,
        };
        import::import(&text.text, how).map_err(|refusal| refused(refusal).place(path))
    };
    let mut import = imported(false)?;
    // What has no blanks is a finished report, whose figures are asked for anew.
    let finished = import.found.blanks.is_empty();
    if finished {
        import = imported(true)?;
    }
    let file = template(&import.report).map_err(|failure| failure.place(path))?;
    let draft = Draft::read(&file, path)?;
    let misread = text.misread.iter();
    let mut remarks: Vec<(usize, String)> = misread
        .map(|misread| (misread.line, misread.message.clone()))
        .collect();
    let said = import.remarks.into_iter();
    remarks.extend(said.map(|remark| (remark.line, remark.message)));
    remarks.sort();
    let name = text.form.line_name();
    let mut blanks = Blanks::new(&draft.report, &import.found, (&remarks, name));
    blanks.finished = finished && !import.found.blanks.is_empty();
    blanks.source = super::absolute(path);
    Ok(Model { draft, blanks })
}

/// The review that was left where this is remembered, by its model once more where the file still is there and short
/// enough to be read while its user waits.
pub fn resumed(stand: &str, report: &Report) -> Option<Blanks> {
    let left = Left::read(stand)?;
    let again = model(&left.source, SHORT).ok().map(|model| model.blanks);
    Some(left.resume(again, report))
}

/// The longest file that is read, in bytes.
pub fn most() -> u64 {
    u64::try_from(import::LARGEST).unwrap_or(u64::MAX)
}

/// The text of a model report, whatever file its bytes are of.
pub fn text(bytes: &[u8]) -> Result<Text<'_>, Failure> {
    import::text(bytes)
        .map_err(|unreadable| Failure::usage(unreadable.to_string()).remedy(unreadable.remedy()))
}

/// Why a text is no model, as it is told.
pub fn refused(refusal: Refusal) -> Failure {
    Failure::usage(refusal.to_string()).remedy(refusal.remedy())
}

/// Refuses a report file: there is nothing to find out about it.
pub fn not_a_template(text: &str, file: &Path) -> Result<(), Failure> {
    let is_toml = file.extension().is_some_and(|ending| ending == "toml");
    if !is_toml || format::read(text).is_err() {
        return Ok(());
    }
    Err(Failure::usage("这已经是模板或草稿，不用导入。")
        .place(file)
        .remedy(format!(
            "可以直接用它新写一份：huibao new -t {}",
            quoted(&file.display().to_string())
        )))
}

/// A template as the text of its file.
pub fn template(report: &Report) -> Result<String, Failure> {
    let template = format::write(report);
    must_fit(template.len()).map(|()| template)
}

/// The same text given to a file, piece by piece.
pub fn write_template(report: &Report, file: &mut impl Write) -> Result<(), Failure> {
    let mut length = 0_usize;
    format::write_in_pieces(report, |piece| {
        length = length.saturating_add(piece.len());
        must_fit(length)?;
        let written = file.write_all(piece.as_bytes());
        written.map_err(|error| Failure::unsaved(&error))
    })
}

fn must_fit(length: usize) -> Result<(), Failure> {
    match u64::try_from(length).is_ok_and(|length| length <= LARGEST_FILE) {
        true => Ok(()),
        false => Err(refused(Refusal::TooLarge)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(_: &str) -> Vec<(String, bool)> {
        [
            ("范文.txt", false),
            ("范文二.docx", false),
            ("范文.pdf", false),
            ("材料", true),
            (".藏", true),
        ]
        .map(|(name, is_folder)| (name.to_owned(), is_folder))
        .to_vec()
    }

    #[test]
    fn a_path_is_completed_as_far_as_its_names_agree() {
        let all = vec![
            "材料/".to_owned(),
            "范文.txt".to_owned(),
            "范文二.docx".to_owned(),
        ];
        assert_eq!(completed("", folder), (String::new(), all));
        let two = vec!["范文.txt".to_owned(), "范文二.docx".to_owned()];
        assert_eq!(completed("~/范", folder), ("~/范文".to_owned(), two));
        let one = vec!["材料/".to_owned()];
        assert_eq!(completed("/tmp/材", folder), ("/tmp/材料/".to_owned(), one));
        assert_eq!(completed("无", folder), ("无".to_owned(), Vec::new()));
    }

    #[test]
    fn a_pasted_path_loses_its_quotes() {
        for typed in [
            "'/家/范 文.txt'",
            "“/家/范 文.txt”",
            " /家/范\\ 文.txt ",
            "file:///家/范 文.txt",
        ] {
            assert_eq!(as_path(typed), "/家/范 文.txt");
        }
    }
}
