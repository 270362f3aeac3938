//! A draft on disk: the report, the file it came from, and the stamp that tells whether another program
//! has changed the file since. Standard input takes the place of a file where one is only read.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::format::{self, Source};
use crate::report::{FORMAT, Place, Report};

use super::state::is_anothers;
use super::{Expect, Stamp};

/// A report with the file it lives in.
#[derive(Debug)]
pub struct Draft {
    /// Its file; `-` for standard input.
    pub path: PathBuf,
    /// What it holds.
    pub report: Report,
    source: Source,
    stamp: Option<Stamp>,
}

impl Draft {
    /// Reads the draft in a file; `-` is standard input.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        if is_standard(path) {
            return Self::read(&super::read_stdin()?, path);
        }
        let file = super::read(path)?;
        let mut draft = Self::read(&file.text, path)?;
        draft.stamp = Some(file.stamp);
        Ok(draft)
    }

    /// Takes the text of a report file; `path` is what messages call it.
    pub fn read(text: &str, path: &Path) -> Result<Self, Failure> {
        let (report, source) = format::read(text).map_err(|broken| {
            let place = format!(
                "{} 第{}行第{}个字符",
                named(path),
                broken.line,
                broken.column
            );
            Failure::usage(format!("{broken}\n{}", broken.excerpt()))
                .place(place)
                .remedy(broken.remedy())
        })?;
        Ok(Self {
            path: path.to_path_buf(),
            report,
            source,
            stamp: None,
        })
    }

    /// Its file as messages name it.
    pub fn name(&self) -> String {
        named(&self.path)
    }

    /// The file's text for the report as it now is.
    pub fn text(&self) -> String {
        self.source.write(&self.report)
    }

    /// The file's text for another state of the report.
    pub fn text_of(&self, report: &Report) -> String {
        self.source.write(report)
    }

    /// What its file holds, as it was when it was read or written last.
    pub fn stamp(&self) -> Option<&Stamp> {
        self.stamp.as_ref()
    }

    /// Line and character (from 1) in the file of a place; `inner` counts from 0 inside its wording.
    pub fn locate(&self, place: &Place, inner: (usize, usize)) -> Option<(usize, usize)> {
        self.source.locate(place, inner)
    }

    /// Whether a newer version of the program wrote it: it can be read, but not written without loss.
    pub fn is_newer(&self) -> bool {
        self.report.format > FORMAT
    }

    /// Refuses where the draft is only to be read: somebody else's, or of a newer version.
    pub fn writable(&self) -> Result<(), Failure> {
        if is_anothers(&self.path) {
            return Err(Failure::disk("这份草稿是别人的，没有权限改，只能看")
                .place(self.name())
                .remedy("要改请先 cp 到自己的文件夹再打开。"));
        }
        self.known()
    }

    /// Refuses what a newer version wrote.
    pub fn known(&self) -> Result<(), Failure> {
        if !self.is_newer() {
            return Ok(());
        }
        let what = format!(
            "这份草稿是更新的版本写的（format = {}，这里认得 {FORMAT}），只能看，不能改。",
            self.report.format
        );
        Err(Failure::usage(what)
            .place(self.name())
            .remedy("请换成新版的 huibao 再改。"))
    }

    /// Writes it back to its file, unless another program has changed that since it was read.
    pub fn save(&mut self) -> Result<(), Failure> {
        self.known()?;
        let expect = match self.stamp.clone() {
            Some(stamp) => Expect::Stamp(stamp),
            None => Expect::New,
        };
        self.stamp = Some(super::save(&self.path, self.text().as_bytes(), expect)?);
        Ok(())
    }

    /// Writes it to a new file, which becomes its own; never over one that is there.
    pub fn save_as_new(&mut self, path: &Path) -> Result<(), Failure> {
        self.known()?;
        self.stamp = Some(super::save(path, self.text().as_bytes(), Expect::New)?);
        self.path = path.to_path_buf();
        Ok(())
    }

    /// Writes it beside the file that another program changed, under a free name, which becomes its own.
    pub fn save_beside(&mut self) -> Result<(), Failure> {
        self.known()?;
        let (path, stamp) = super::keep_both(&self.path, self.text().as_bytes())?;
        self.stamp = Some(stamp);
        self.path = path;
        Ok(())
    }

    /// The draft as its file now is, where that may have changed since it was read: who has just got the
    /// lock may have waited for another's change.
    pub fn fresh(self) -> Self {
        match &self.stamp {
            Some(stamp) if stamp.touched(&self.path) => Self::open(&self.path).unwrap_or(self),
            _ => self,
        }
    }
}

fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn named(path: &Path) -> String {
    match is_standard(path) {
        true => "标准输入".to_owned(),
        false => path.display().to_string(),
    }
}
