//! Failure: what happened, where, what to do, and the exit code that goes with it.

use std::fmt;
use std::io::ErrorKind;

/// Why something could not be done. It is read as three lines, or as one sentence in the wizard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    sort: Sort,
    what: String,
    place: String,
    remedy: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sort {
    Usage,
    Disk,
    Taken,
    Changed,
}

impl Failure {
    /// Wrong usage or bad input; nothing was written. Exit code 2.
    pub fn usage(what: impl Into<String>) -> Self {
        Self::new(Sort::Usage, what)
    }

    /// A file can't be read or written; nothing was lost. Exit code 3.
    pub fn disk(what: impl Into<String>) -> Self {
        Self::new(Sort::Disk, what)
    }

    /// Someone else has the draft open for writing. Exit code 4.
    pub fn taken(what: impl Into<String>) -> Self {
        Self::new(Sort::Taken, what)
    }

    /// The file was changed by someone else since it was read. Exit code 3.
    pub fn changed(what: impl Into<String>) -> Self {
        Self::new(Sort::Changed, what)
    }

    fn new(sort: Sort, what: impl Into<String>) -> Self {
        Self {
            sort,
            what: what.into(),
            place: String::new(),
            remedy: String::new(),
        }
    }

    /// Adds where it happened.
    #[must_use]
    pub fn place(self, place: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            ..self
        }
    }

    /// Adds what its user can do now.
    #[must_use]
    pub fn remedy(self, remedy: impl Into<String>) -> Self {
        Self {
            remedy: remedy.into(),
            ..self
        }
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        match self.sort {
            Sort::Usage => 2,
            Sort::Disk | Sort::Changed => 3,
            Sort::Taken => 4,
        }
    }

    /// Whether the file on disk is not the one that was read.
    pub fn is_changed(&self) -> bool {
        self.sort == Sort::Changed
    }

    /// What happened and what to do, in one line.
    pub fn sentence(&self) -> String {
        let what = self.what.lines().next().unwrap_or_default();
        format!("{what}{}", self.remedy)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What is said in ASCII is said so because nothing else can be shown.
        let labels = match self.what.is_ascii() {
            true => ["error: ", "where: ", "what to do: "],
            false => ["错误：", "位置：", "办法："],
        };
        let lines = [&self.what, &self.place, &self.remedy];
        let said = labels
            .iter()
            .zip(lines)
            .filter(|(_, line)| !line.is_empty());
        for (at, (label, line)) in said.enumerate() {
            let end = if at == 0 { "" } else { "\n" };
            write!(f, "{end}{label}{line}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}

/// Why the system refused, and what its user can do, in words people know.
pub fn refusal(kind: ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::StorageFull => ("磁盘已满", "请腾出空间再存。"),
        ErrorKind::QuotaExceeded => ("分给这个用户的空间用完了", "请删掉不用的文件再存。"),
        ErrorKind::ReadOnlyFilesystem => ("这个盘是只读的", "请换一个能写的文件夹。"),
        ErrorKind::PermissionDenied => (
            "没有权限",
            "请换一个自己能读写的文件夹，或请管理员放开权限。",
        ),
        ErrorKind::NotFound => ("没有这个文件或文件夹", "请核对路径。"),
        ErrorKind::NotADirectory => ("路径中间有一段不是文件夹", "请核对路径。"),
        ErrorKind::IsADirectory => ("这是一个文件夹", "请给出文件名。"),
        ErrorKind::InvalidFilename => ("文件名太长或有不能用的字", "请换一个短一些的名字。"),
        ErrorKind::FileTooLarge => ("文件太大，这个盘放不下", "请换一个盘。"),
        ErrorKind::TimedOut | ErrorKind::StaleNetworkFileHandle | ErrorKind::HostUnreachable => {
            ("共享盘没有回应", "请稍后再试，或换到本机的文件夹。")
        }
        _ => ("系统没有让做", "请稍后再试，或换一个文件夹。"),
    }
}
