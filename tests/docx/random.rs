//! Any report that the model can hold gives a .docx that opens: reports of random texts, all of them opened by
//! LibreOffice in one go.

use std::fs;
use std::path::Path;
use std::process::Command;

use huibao::check::Review;
use huibao::export::docx::docx;
use huibao::export::style::{self, Style};
use huibao::report::{HeadText, Part, PartId, Place, Report, Wording};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::office::{self, Office};
use super::{Desk, said};

/// How many reports are opened.
const REPORTS: usize = 24;

fn words() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "&<w:p/>]]>",
        "\u{0}\u{1b}[2J\u{b}",
        "\u{fffe}\u{202e}",
        "𠮷𪜀",
        "עברית",
        "العربية",
        "附件1",
        "附件：1.甲",
        "2.乙",
        "“”‘’—…",
        "",
        "\n",
        "（一）",
        "{没有这个空}",
        "{?如果？{甲}}",
    ]);
    prop_oneof![
        prop::collection::vec(odd, 0..5).prop_map(|words| words.concat()),
        any::<String>(),
        "[一-龥，。]{0,400}",
    ]
}

fn report() -> impl Strategy<Value = Report> {
    let parts = prop::collection::vec((words(), words(), any::<bool>()), 0..6);
    (prop::collection::vec(words(), 7), parts).prop_map(|(heads, parts)| {
        let (mut report, _) =
            huibao::format::read("format = 1\n[report]\ndate = 2026-07-01\n").unwrap();
        let which = [
            HeadText::Title,
            HeadText::Subtitle,
            HeadText::To,
            HeadText::Opening,
            HeadText::Closing,
            HeadText::Signature,
            HeadText::After,
        ];
        for (which, text) in which.into_iter().zip(&heads) {
            report.set_wording(&Place::Head(which), Wording::new(text));
        }
        for (nth, (heading, text, below)) in (1_u32..).zip(parts) {
            let mut part = Part::new(PartId(nth));
            part.heading = Wording::new(&heading);
            part.text = Wording::new(&text);
            match report.parts.last_mut().filter(|_| below) {
                Some(above) => above.parts.push(part),
                None => report.parts.push(part),
            }
        }
        report
    })
}

/// Writes random reports into a folder; gives their names.
pub(crate) fn written(folder: &Path) -> Vec<String> {
    let red = style::read(
        "[red_head]\nname = \"清溪镇文件\"\nnumber = \"清委〔2026〕5号\"\n",
        "样式",
    )
    .unwrap();
    let mut runner = TestRunner::deterministic();
    let mut names = Vec::new();
    for nth in 0..REPORTS {
        let report = report().new_tree(&mut runner).unwrap().current();
        let style = if nth % 2 == 0 {
            Style::default()
        } else {
            red.clone()
        };
        let bytes = docx(&Review::of(&report).document, &style).unwrap();
        let name = format!("{nth}.docx");
        fs::write(folder.join(&name), bytes).unwrap();
        names.push(name);
    }
    names
}

#[test]
fn any_report_gives_a_document_that_opens() {
    let Some(office) = Office::start() else {
        return;
    };
    let desk = Desk::new();
    let names = written(&desk.path(""));
    office.opens(&desk.path(""), &names);
}

/// python-docx has a reader of its own, and is stricter with links and parts.
#[test]
fn any_report_gives_a_document_that_python_docx_reads() {
    let Some(python) = office::python_docx() else {
        return;
    };
    let desk = Desk::new();
    let names = written(&desk.path(""));
    let script = "import sys, docx\n\
        for name in sys.argv[1:]:\n    d = docx.Document(name); print(len(d.paragraphs), len(d.styles), len(d.sections))\n";
    let output = Command::new(python)
        .args(["-c", script])
        .args(names.iter().map(|name| desk.path(name)))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let read = String::from_utf8(output.stdout).unwrap();
    assert_eq!(read.lines().count(), names.len());
    assert!(read.lines().all(|line| line.ends_with(" 1")), "{read}");
}
