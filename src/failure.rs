//! What the shell could not do: what happened, where, what its reader can do about it, and the exit code
//! it ends with. The one place that puts an `io::Error` into words, and that keeps file names and other
//! people's words from driving the terminal.

use std::error::Error;
use std::ffi::OsStr;
use std::fmt;
use std::io::{self, ErrorKind};

use rustix::io::Errno;

/// Why something could not be done. It is read as three lines, or as one sentence in the wizard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    sort: Sort,
    what: String,
    place: String,
    remedy: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Usage,
    Exists,
    Disk,
    Changed,
    Taken,
}

impl Failure {
    /// Takes what was wrong about the command or its input; nothing was written. Exit code 2.
    pub fn usage(what: impl Into<String>) -> Self {
        Self::of(Sort::Usage, &what.into())
    }

    /// Takes what was not written because the name is in use. Exit code 2.
    pub fn exists(what: impl Into<String>) -> Self {
        Self::of(Sort::Exists, &what.into())
    }

    /// Takes what could not be read or written; nothing was lost. Exit code 3.
    pub fn disk(what: impl Into<String>) -> Self {
        Self::of(Sort::Disk, &what.into())
    }

    /// Takes what was not written because the file is no longer what was read. Exit code 3.
    pub fn changed(what: impl Into<String>) -> Self {
        Self::of(Sort::Changed, &what.into())
    }

    /// Takes who has the draft open for writing. Exit code 4.
    pub fn taken(what: impl Into<String>) -> Self {
        Self::of(Sort::Taken, &what.into())
    }

    /// Gives the failure of a read, from the system's error.
    pub fn unread(error: &io::Error) -> Self {
        let (reason, remedy) = match error.kind() {
            ErrorKind::NotFound => ("没有这个文件", "请核对文件名和它所在的文件夹。"),
            ErrorKind::PermissionDenied => (
                "没有读它的权限",
                "请让文件的主人开通权限，或请他复制一份过来。",
            ),
            _ => reason(error),
        };
        Self::disk(format!("打不开：{reason}")).remedy(remedy)
    }

    /// Gives the failure of a write, from the system's error.
    pub fn unsaved(error: &io::Error) -> Self {
        Self::undone("没有存上", error)
    }

    /// Takes what was not done and gives its failure, from the system's error.
    pub fn undone(what: &str, error: &io::Error) -> Self {
        let (reason, remedy) = reason(error);
        Self::disk(format!("{what}：{reason}")).remedy(remedy)
    }

    /// Adds where it happened: a path, a line, a field's label.
    #[must_use]
    pub fn place(self, place: impl AsRef<OsStr>) -> Self {
        Self {
            place: visible(&place.as_ref().to_string_lossy()),
            ..self
        }
    }

    /// Adds what its user can do now.
    #[must_use]
    pub fn remedy(self, remedy: impl Into<String>) -> Self {
        Self {
            remedy: ended(&remedy.into()),
            ..self
        }
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        match self.sort {
            Sort::Usage | Sort::Exists => 2,
            Sort::Disk | Sort::Changed => 3,
            Sort::Taken => 4,
        }
    }

    /// Whether the file on disk is not the one that was read.
    pub fn is_changed(&self) -> bool {
        self.sort == Sort::Changed
    }

    /// Whether a file of that name is there and was left alone.
    pub fn is_exists(&self) -> bool {
        self.sort == Sort::Exists
    }

    /// What happened, in one line.
    pub fn what(&self) -> &str {
        self.what.lines().next().unwrap_or_default()
    }

    /// What happened and what to do, in one line.
    pub fn sentence(&self) -> String {
        format!("{}{}", self.what(), self.remedy)
    }

    /// Below its first line `what` may hold an excerpt, which stays as it is.
    fn of(sort: Sort, what: &str) -> Self {
        let mut lines = what.lines();
        let first = ended(lines.next().unwrap_or_default());
        Self {
            sort,
            what: lines.fold(first, |what, line| what + "\n" + &visible(line)),
            place: String::new(),
            remedy: String::new(),
        }
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

impl Error for Failure {}

/// Gives `text` on one line, safe on a terminal: file names and other people's words may hold
/// escape sequences, line breaks and marks that turn the direction of writing.
pub fn visible(text: &str) -> String {
    let harmful = |c: char| {
        c.is_control()
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .map(|c| if harmful(c) { '?' } else { c })
        .collect()
}

fn ended(text: &str) -> String {
    let mut text = visible(text);
    if !text.is_ascii() && !text.ends_with(['。', '？', '：']) {
        text.push('。');
    }
    text
}

/// The error's reason and what can be done about it, as they read after 没有存上：.
fn reason(error: &io::Error) -> (&'static str, &'static str) {
    match error.kind() {
        ErrorKind::StorageFull => ("磁盘已满", "请腾出空间再存。"),
        ErrorKind::QuotaExceeded => ("分给这个用户的空间用完了", "请删掉不用的文件再存。"),
        ErrorKind::ReadOnlyFilesystem => ("这个磁盘是只读的", "请存到别处。"),
        ErrorKind::PermissionDenied => ("没有权限", "请换一个自己能写的文件夹。"),
        ErrorKind::NotFound => ("没有这个文件夹", "请核对文件夹的名字，没有就先建好。"),
        ErrorKind::IsADirectory => ("这是文件夹，不是文件", "请在后面写上文件名。"),
        ErrorKind::NotADirectory => ("路径中间有一段不是文件夹", "请核对文件名和它所在的文件夹。"),
        ErrorKind::InvalidFilename => ("文件名太长", "请换一个短些的名字，最多约80个字。"),
        ErrorKind::InvalidInput => ("文件名里有不能用的字符", "请换一个文件名。"),
        ErrorKind::FileTooLarge => ("文件超过了这里允许的大小", "请存到别处。"),
        ErrorKind::AlreadyExists => ("已有同名文件", "请换一个文件名。"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy | ErrorKind::CrossesDevices => {
            ("这个文件正被系统占用", "请换一个文件名或文件夹。")
        }
        ErrorKind::BrokenPipe => ("接收的一方已经关闭", "请重新打开接收的程序再试。"),
        ErrorKind::OutOfMemory => ("内存不够", "请关掉一些程序后再试。"),
        ErrorKind::StaleNetworkFileHandle
        | ErrorKind::TimedOut
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::NotConnected
        | ErrorKind::ConnectionReset => ("网络盘连不上", "请等网络恢复后再试，或存到别处。"),
        _ => match errno(error) {
            Some(Errno::LOOP) => ("链接绕成了圈", "请直接写文件本来的位置。"),
            Some(Errno::MFILE | Errno::NFILE) => ("同时打开的文件太多", "请关掉一些程序后再试。"),
            Some(Errno::IO) => ("磁盘读写出错", "请存到别处，并请管理员检查磁盘。"),
            _ => (
                "系统没有说明原因",
                "请再试一次，不行就换个地方，并告诉管理员。",
            ),
        },
    }
}

/// The system's error number, also where a crate has wrapped the error in one of its own.
fn errno(error: &io::Error) -> Option<Errno> {
    let inner = || {
        let source = error.get_ref()?.source()?;
        source.downcast_ref::<io::Error>()?.raw_os_error()
    };
    error
        .raw_os_error()
        .or_else(inner)
        .map(Errno::from_raw_os_error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_as_three_lines() {
        let failure = Failure::unsaved(&ErrorKind::StorageFull.into())
            .place("汇报/2024年党建.toml")
            .remedy("请腾出空间后按 Ctrl+S 再存");
        assert_eq!(
            failure.to_string(),
            "错误：没有存上：磁盘已满。\n位置：汇报/2024年党建.toml\n办法：请腾出空间后按 Ctrl+S 再存。"
        );
        assert_eq!(failure.what(), "没有存上：磁盘已满。");
        assert_eq!(
            failure.sentence(),
            "没有存上：磁盘已满。请腾出空间后按 Ctrl+S 再存。"
        );
        assert_eq!(failure.code(), 3);
    }

    #[test]
    fn what_is_not_known_takes_no_line() {
        assert_eq!(
            Failure::usage("没有叫 brew 的命令").to_string(),
            "错误：没有叫 brew 的命令。"
        );
    }

    #[test]
    fn an_excerpt_stands_below_the_sentence() {
        let failure =
            Failure::usage("这一行少了引号\n2 | title = 清\n  |         ^").place("a.toml");
        assert_eq!(failure.what(), "这一行少了引号。");
        assert_eq!(
            failure.to_string(),
            "错误：这一行少了引号。\n2 | title = 清\n  |         ^\n位置：a.toml"
        );
    }

    #[test]
    fn codes_are_those_of_the_contract() {
        let codes = [
            Failure::usage("a"),
            Failure::exists("a"),
            Failure::disk("a"),
            Failure::changed("a"),
            Failure::taken("a"),
        ]
        .map(|failure| failure.code());
        assert_eq!(codes, [2, 2, 3, 3, 4]);
    }

    #[test]
    fn a_file_name_can_not_drive_the_terminal() {
        let failure = Failure::disk("打不开").place("a\u{1b}[2J\nb\u{202E}c");
        assert_eq!(failure.to_string(), "错误：打不开。\n位置：a?[2J?b?c");
        let failure = Failure::usage("没有 a\u{9b}2J\n| \u{2066}b").remedy("请看 \u{7}c");
        assert_eq!(
            failure.to_string(),
            "错误：没有 a?2J。\n| ?b\n办法：请看 ?c。"
        );
    }

    #[test]
    fn no_system_error_is_told_in_english() {
        for number in 1..=133 {
            let error = io::Error::from_raw_os_error(number);
            for failure in [Failure::unread(&error), Failure::unsaved(&error)] {
                let text = failure.to_string();
                assert!(!text.contains(|c: char| c.is_ascii_alphabetic()), "{text}");
                assert!(failure.what().chars().count() <= 38, "{text}");
            }
        }
    }

    #[test]
    fn a_wrapped_error_keeps_its_reason() {
        let folder = tempfile::tempdir().unwrap();
        let lost = folder.path().join("a".repeat(300));
        let error = tempfile::NamedTempFile::new_in(lost).unwrap_err();
        assert_eq!(Failure::unsaved(&error).what(), "没有存上：文件名太长。");
    }
}
