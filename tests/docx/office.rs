//! LibreOffice and the programs that look into a PDF. Where one is not there the test is left out and says
//! so; with CI=true that is a failure.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// LibreOffice with a profile of its own.
pub(crate) struct Office {
    profile: TempDir,
}

/// A word on a page, in points from the page's upper left corner.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

/// Whether a program is there; where not, says that a test is left out.
fn there(program: &str, args: &[&str]) -> bool {
    let found = Command::new(program).args(args).output();
    if found.is_ok_and(|output| output.status.success()) {
        return true;
    }
    let ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(!ci, "{program} is not installed");
    eprintln!("left out: {program} is not installed");
    false
}

/// pandoc, where it is installed.
pub(crate) fn pandoc() -> Option<&'static str> {
    there("pandoc", &["--version"]).then_some("pandoc")
}

/// A Python that has python-docx.
pub(crate) fn python_docx() -> Option<&'static str> {
    // Debian's own has Debian's packages; another may come before it in the path.
    let debian = "/usr/bin/python3";
    there(debian, &["-c", "import docx"]).then_some(debian)
}

/// The validator of Office Open XML, which `.ci/run` puts into the path.
pub(crate) fn openxml_audit() -> Option<&'static str> {
    there("openxml-audit", &["--help"]).then_some("openxml-audit")
}

impl Office {
    pub(crate) fn start() -> Option<Self> {
        let all = there("soffice", &["--version"]) && there("pdftotext", &["-v"]);
        all.then(|| Self {
            profile: tempfile::tempdir().unwrap(),
        })
    }

    /// Opens documents, all at once; fails where one of them did not become a PDF.
    pub(crate) fn opens(&self, folder: &Path, names: &[String]) {
        let output = Command::new("soffice")
            .arg("--headless")
            .arg(format!(
                "-env:UserInstallation=file://{}",
                self.profile.path().display()
            ))
            .args(["--convert-to", "pdf", "--outdir"])
            .arg(folder)
            .args(names.iter().map(|name| folder.join(name)))
            .output()
            .unwrap();
        let closed = names.iter().filter(|name| {
            let pdf = folder.join(name).with_extension("pdf");
            fs::metadata(pdf).map_or(0, |file| file.len()) < 500
        });
        let closed: Vec<&String> = closed.collect();
        assert!(closed.is_empty(), "{closed:?}: {output:?}");
    }

    fn converted(&self, docx: &Path, to: &str, ending: &str) -> PathBuf {
        let folder = docx.parent().unwrap();
        let output = Command::new("soffice")
            .arg("--headless")
            .arg(format!(
                "-env:UserInstallation=file://{}",
                self.profile.path().display()
            ))
            .args(["--convert-to", to, "--outdir"])
            .arg(folder)
            .arg(docx)
            .output()
            .unwrap();
        let made = docx.with_extension(ending);
        assert!(made.exists(), "{output:?}");
        made
    }

    /// The text of a .docx as it opens, a line a paragraph.
    pub(crate) fn text(&self, docx: &Path) -> String {
        let made = self.converted(docx, "txt:Text (encoded):UTF8,LF", "txt");
        let text = fs::read_to_string(made).unwrap();
        text.trim_start_matches('\u{feff}').to_owned()
    }

    /// The document as LibreOffice understood it, as flat XML.
    pub(crate) fn understood(&self, docx: &Path) -> String {
        fs::read_to_string(self.converted(docx, "fodt", "fodt")).unwrap()
    }

    /// The words of each page, and the page's width and height.
    pub(crate) fn pages(&self, docx: &Path) -> Vec<(f64, f64, Vec<Word>)> {
        let pdf = self.converted(docx, "pdf", "pdf");
        let output = Command::new("pdftotext")
            .arg("-bbox")
            .arg(&pdf)
            .arg("-")
            .output()
            .unwrap();
        let found = String::from_utf8(output.stdout).unwrap();
        let mut pages = Vec::new();
        for line in found.lines().map(str::trim) {
            if line.starts_with("<page ") {
                pages.push((number(line, "width"), number(line, "height"), Vec::new()));
            }
            if line.starts_with("<word ") {
                let text = line.split_once('>').unwrap().1;
                let (_, _, words) = pages.last_mut().unwrap();
                words.push(Word {
                    text: text.trim_end_matches("</word>").to_owned(),
                    left: number(line, "xMin"),
                    top: number(line, "yMin"),
                    right: number(line, "xMax"),
                    bottom: number(line, "yMax"),
                });
            }
        }
        pages
    }
}

fn number(line: &str, name: &str) -> f64 {
    let after = line.split(&format!("{name}=\"")).nth(1).unwrap();
    after.split('"').next().unwrap().parse().unwrap()
}
