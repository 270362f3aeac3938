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

/// A page as dots.
pub(crate) struct Ink {
    width: usize,
    dots: Vec<[u8; 3]>,
}

impl Ink {
    /// Dots an inch.
    pub(crate) const DOTS: u32 = 254;

    /// Reads what pdftoppm writes: `P6`, width and height, 255, then three bytes a dot.
    fn read(ppm: &[u8]) -> Self {
        let mut words = ppm.splitn(4, |byte| byte.is_ascii_whitespace());
        assert_eq!(words.next(), Some(&b"P6"[..]));
        let width = std::str::from_utf8(words.next().unwrap()).unwrap();
        let width: usize = width.parse().unwrap();
        let height: usize = std::str::from_utf8(words.next().unwrap())
            .unwrap()
            .parse()
            .unwrap();
        let body = &ppm[ppm.len() - width * height * 3..];
        let dots = body.chunks_exact(3).map(|dot| [dot[0], dot[1], dot[2]]);
        Self {
            width,
            dots: dots.collect(),
        }
    }

    /// The stretches of rows that hold red, from above: top, bottom, left, right, in millimetres.
    pub(crate) fn red(&self) -> Vec<[f64; 4]> {
        self.stretches(|[red, green, blue]| *red > 180 && *green < 120 && *blue < 120)
    }

    /// The stretches of rows that hold black.
    pub(crate) fn black(&self) -> Vec<[f64; 4]> {
        self.stretches(|dot| dot.iter().all(|part| *part < 120))
    }

    fn stretches(&self, is_ink: impl Fn(&[u8; 3]) -> bool) -> Vec<[f64; 4]> {
        let mm =
            |dots: usize| f64::from(u32::try_from(dots).unwrap()) / f64::from(Self::DOTS) * 25.4;
        let mut found: Vec<[f64; 4]> = Vec::new();
        let mut open = false;
        for (nth, row) in self.dots.chunks_exact(self.width).enumerate() {
            let first = row.iter().position(&is_ink);
            let last = row.iter().rposition(&is_ink);
            let (Some(first), Some(last)) = (first, last) else {
                open = false;
                continue;
            };
            let (top, bottom) = (mm(nth), mm(nth + 1));
            let (left, right) = (mm(first), mm(last + 1));
            match found.last_mut().filter(|_| open) {
                Some(here) => *here = [here[0], bottom, here[2].min(left), here[3].max(right)],
                None => found.push([top, bottom, left, right]),
            }
            open = true;
        }
        found
    }
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

    /// A plain text as it opens by this filter, read back as UTF-8.
    pub(crate) fn opened_as(&self, text: &Path, filter: &str) -> String {
        let folder = text.with_extension("opened");
        fs::create_dir(&folder).unwrap();
        let copy = folder.join("text.dat");
        fs::copy(text, &copy).unwrap();
        let output = Command::new("soffice")
            .arg("--headless")
            .arg(format!(
                "-env:UserInstallation=file://{}",
                self.profile.path().display()
            ))
            .arg(format!("--infilter={filter}"))
            .args(["--convert-to", "txt:Text (encoded):UTF8,LF", "--outdir"])
            .arg(&folder)
            .arg(copy)
            .output()
            .unwrap();
        let text = fs::read_to_string(folder.join("text.txt"));
        let text = text.unwrap_or_else(|error| panic!("{error}: {output:?}"));
        text.trim_start_matches('\u{feff}').to_owned()
    }

    /// The document as LibreOffice understood it, as flat XML.
    pub(crate) fn understood(&self, docx: &Path) -> String {
        fs::read_to_string(self.converted(docx, "fodt", "fodt")).unwrap()
    }

    /// The ink of the first page, at [`Ink::DOTS`].
    pub(crate) fn ink(&self, docx: &Path) -> Ink {
        let pdf = self.converted(docx, "pdf", "pdf");
        let output = Command::new("pdftoppm")
            .args(["-r", &Ink::DOTS.to_string(), "-f", "1", "-l", "1"])
            .arg(pdf)
            .output()
            .unwrap();
        Ink::read(&output.stdout)
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
