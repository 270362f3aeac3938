//! A blanked model report → a report with fields. `decode` makes text of bytes and `docx` of a Word document;
//! `lines`, `paragraphs` and `outline` take the text apart, `dates` and `kinds` understand its blanks, `keys` names
//! them, `build` makes the [`Report`]. What a blank and a marker look like is told by `check`. Total for any text.

mod build;
mod dates;
mod decode;
mod docx;
mod fixed;
mod keys;
mod kinds;
mod letters;
mod lines;
mod noise;
mod outline;
mod pairs;
mod paragraphs;
mod relations;
mod stops;
mod traditional;
mod words;

use std::borrow::Cow;
use std::fmt;

use compact_str::CompactString;
use memchr::memchr_iter;

use crate::check::blanks;
use crate::check::chars::Chars;
use crate::report::{LARGEST_FILE, Report};

pub use decode::{Form, LARGEST, LONGEST, Misread, Styled, Text, Unreadable, text};
pub use noise::Noise;
pub use paragraphs::Spot;

use build::{Built, Wanted};
use kinds::Asked;
use letters::Letters;

/// The most blanks that one text may hold.
pub const MOST_BLANKS: usize = 200_000;

/// The most lines on which something stands that one text may have: each can become a heading, which takes a
/// hundred times the memory of its letters.
pub const MOST_LINES: usize = 200_000;

/// What is made of a text.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct How<'a> {
    /// Every figure of a finished report becomes a field, its value last period's.
    pub figures: bool,
    /// The template becomes a file, which may not be longer than report files are.
    pub kept: bool,
    /// The lines that a Word document sets as headings, as [`Text`] has them.
    pub styled: &'a [Styled],
}

/// What a text was turned into.
#[derive(Clone, Debug)]
pub struct Import<'t> {
    /// The template.
    pub report: Report,
    /// What was found in the text, in its order.
    pub found: Found<'t>,
    /// What whoever imports should look at.
    pub remarks: Vec<Remark>,
}

/// A template made of a text.
#[derive(Clone, Debug)]
pub struct Template {
    /// The template.
    pub report: Report,
    /// How many blanks the text has.
    pub blanks: usize,
    /// What whoever imports should look at.
    pub remarks: Vec<Remark>,
}

/// What was found in a text, in its order.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Found<'t> {
    /// The main title, its lines joined.
    pub title: Option<String>,
    /// The headings.
    pub headings: Vec<Heading>,
    /// The headlines of headings whose paragraph goes on after them.
    pub items: Vec<String>,
    /// The blanks.
    pub blanks: Vec<Blank<'t>>,
}

/// A heading of the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// By nesting, 1 the document's top.
    pub level: usize,
    /// What it opens with, as printed.
    pub marker: String,
    /// Its words.
    pub text: String,
}

/// A blank of the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Blank<'t> {
    /// As printed.
    pub text: CompactString,
    /// Up to eight characters on either side, the blank between: a piece of the text where it stands there so.
    pub context: Cow<'t, str>,
    /// What it asks for.
    pub kind: Kind,
    /// The measure expression printed behind a figure.
    pub unit: Option<CompactString>,
    /// The field's key; blanks of one key are one field.
    pub key: CompactString,
    /// Where it stands.
    pub spot: Spot,
    /// The slots that stand for it, each field's key with what is printed there, where it is not one of its own key and
    /// text: one for each part of a date.
    pub parts: Vec<(CompactString, CompactString)>,
}

impl Blank<'_> {
    /// The slots that stand for it: each field's key with what is printed there.
    pub fn slots(&self) -> impl Iterator<Item = (&str, &str)> {
        let whole = self.parts.is_empty().then_some((&self.key, &self.text));
        let parts = self.parts.iter().map(|(key, text)| (key, text));
        whole
            .into_iter()
            .chain(parts)
            .map(|(key, text)| (key.as_str(), text.as_str()))
    }
}

/// What a blank asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A figure.
    Number,
    /// What something or someone is called.
    Name,
    /// A date or a part of one.
    Date,
    /// Words.
    Text,
}

impl Kind {
    /// As in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Date => "date",
            Self::Text => "text",
        }
    }
}

/// Something that whoever imports should look at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// The line of the text, from 1.
    pub line: usize,
    /// One Chinese sentence: what, and what was done or is to be done.
    pub message: String,
}

/// Why a text cannot be imported; its `Display` is what is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// Nothing but white space.
    Empty,
    /// More blanks than [`MOST_BLANKS`].
    TooManyBlanks,
    /// More lines than [`MOST_LINES`].
    TooManyLines,
    /// The template would be longer than a report file may be.
    TooLarge,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("文件里没有文字。"),
            Self::TooManyBlanks => {
                write!(f, "空多过{MOST_BLANKS}处，这不像一份范文。")
            }
            Self::TooManyLines => {
                write!(f, "有字的行多过{MOST_LINES}行，这不像一份范文。")
            }
            Self::TooLarge => {
                let most = LARGEST_FILE / 1024 / 1024;
                write!(f, "这份范文做成模板后超过{most} MB，没有存。")
            }
        }
    }
}

impl Refusal {
    /// What its user can do now, a sentence.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Empty => "请换一份范文。",
            Self::TooManyBlanks | Self::TooManyLines | Self::TooLarge => "请分成几份再导入。",
        }
    }
}

/// Makes a template of a text (LF line ends, no BOM).
pub fn import<'t>(text: &'t str, how: How<'_>) -> Result<Import<'t>, Refusal> {
    let built = built(text, how, Wanted::Both)?;
    Ok(Import {
        report: built.report,
        found: built.found,
        remarks: built.remarks,
    })
}

/// What [`import`] finds in a text and remarks of it, without the template, whose rules nothing is remarked of.
pub fn find<'t>(text: &'t str, how: How<'_>) -> Result<(Found<'t>, Vec<Remark>), Refusal> {
    let built = built(text, how, Wanted::Found)?;
    Ok((built.found, built.remarks))
}

/// The template that [`import`] makes of a text, without what was found in it.
pub fn template(text: &str, how: How<'_>) -> Result<Template, Refusal> {
    // The figures of a finished report are found, so that the rules can be held against them.
    let wanted = match how.figures {
        true => Wanted::Both,
        false => Wanted::Report,
    };
    let built = built(text, how, wanted)?;
    Ok(Template {
        report: built.report,
        blanks: built.blanks,
        remarks: built.remarks,
    })
}

fn built<'t>(text: &'t str, how: How<'_>, wanted: Wanted) -> Result<Built<'t>, Refusal> {
    let letters = Letters::of(text);
    let chars = letters.chars();
    let ends = memchr_iter(b'\n', text.as_bytes()).count();
    let filled = text.split('\n').filter(|line| !line.trim().is_empty());
    if ends >= MOST_LINES && filled.take(MOST_LINES.saturating_add(1)).count() > MOST_LINES {
        let blanks = blanks::each(Chars(chars)).take(MOST_BLANKS.saturating_add(1));
        return Err(if blanks.count() > MOST_BLANKS {
            Refusal::TooManyBlanks
        } else {
            Refusal::TooManyLines
        });
    }
    let lines = lines::lines(text, chars, how.styled);
    let paragraphs = paragraphs::paragraphs(&lines);
    if paragraphs.is_empty() {
        return Err(Refusal::Empty);
    }
    let (asked, year) = asked(&paragraphs, how)?;
    if asked.iter().map(Vec::len).sum::<usize>() > MOST_BLANKS {
        return Err(Refusal::TooManyBlanks);
    }
    let (roles, jumps) = outline::outline(&paragraphs, &asked);
    let source = build::Source {
        letters: &letters,
        paragraphs: &paragraphs,
        asked: &asked,
        roles: &roles,
        year,
    };
    let mut built = build::build(&source, wanted, how.kept)?;
    let mut remarks: Vec<Remark> = jumps
        .into_iter()
        .map(|jump| Remark {
            line: paragraphs
                .get(jump.paragraph)
                .map_or(1, paragraphs::Paragraph::line),
            message: match jump.restarts {
                true => format!(
                    "{}：又从头编号，模板里接着编成第{}个；要是另一份汇报，请分成两份导入。",
                    jump.marker, jump.expected
                ),
                false => format!(
                    "{}：按顺序这里该是第{}个，请看是不是漏了或重了；模板里的序号会自动编。",
                    jump.marker, jump.expected
                ),
            },
        })
        .collect();
    let noise = lines
        .iter()
        .filter_map(|line| line.noise.map(|noise| (line, noise)));
    remarks.extend(
        noise
            .filter(|(_, noise)| *noise != Noise::Rule)
            .map(|(line, noise)| Remark {
                line: line.number,
                message: format!(
                    "{}：{}，没有放进模板。",
                    letters.text(line.start..line.start.saturating_add(line.chars.len().min(16))),
                    noise_name(noise)
                ),
            }),
    );
    for (paragraph, asked) in paragraphs.iter().zip(&asked) {
        let passage = letters::Passage {
            paragraph,
            letters: &letters,
        };
        remarks.extend(
            fixed::constants(paragraph.chars(), asked)
                .into_iter()
                .map(|constant| Remark {
                    line: paragraph.spot(&constant.range).line,
                    message: format!("{}：{}。", passage.text(constant.range), constant.advice),
                }),
        );
    }
    remarks.append(&mut built.remarks);
    remarks.sort_by_key(|remark| remark.line);
    Ok(Built { remarks, ..built })
}

/// The blanks of every paragraph, and the year that a finished report is about; the first row of a table names the
/// columns of the others.
fn asked(
    paragraphs: &[paragraphs::Paragraph<'_>],
    how: How<'_>,
) -> Result<(Vec<Vec<Asked>>, Option<u32>), Refusal> {
    let mut most = MOST_BLANKS;
    let mut columns: Vec<Chars<'_>> = Vec::new();
    let mut found = Vec::with_capacity(paragraphs.len());
    let chars = || paragraphs.iter().map(paragraphs::Paragraph::chars);
    let year = how.figures.then(|| fixed::own_year(chars())).flatten();
    for paragraph in paragraphs {
        let chars = paragraph.chars();
        let edged = paragraph.edged;
        let goes_on = kinds::goes_on(&columns, chars, edged);
        if !goes_on {
            columns = kinds::cells(chars, edged);
        }
        // No more are kept than there may be: a text can hold millions.
        let signs: Vec<blanks::Blank> = blanks::each(chars).take(most.saturating_add(1)).collect();
        most = most
            .checked_sub(signs.len())
            .ok_or(Refusal::TooManyBlanks)?;
        let row = kinds::Row {
            chars,
            edged,
            columns: if goes_on { &columns } else { &[] },
        };
        let mut asked = kinds::asked(row, signs);
        if how.figures {
            fixed::add_figures(chars, year, &mut asked);
        }
        found.push(asked);
    }
    Ok((found, year))
}

fn noise_name(noise: Noise) -> &'static str {
    match noise {
        Noise::Page => "像是页码",
        Noise::Contents => "像是目录",
        Noise::Site => "像是网页上的话",
        Noise::Rule => "是一条线",
    }
}
