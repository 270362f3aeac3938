//! How a written file comes from this machine to its user's own: the line to type there, and what here can send it.
//! Sending the text itself through the terminal is `terminal::clipboard`.

use std::env;
use std::path::Path;

use crate::store::is_installed;

/// How this machine is reached from outside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ssh {
    /// The user's name here.
    pub user: String,
    /// This machine's address as the client sees it.
    pub host: String,
    /// The port that the client came to.
    pub port: u16,
    /// Whether `sz` is installed here and reaches the client's terminal: not through tmux or screen.
    pub sz: bool,
}

/// The port that is used where none is named.
const USUAL_PORT: u16 = 22;

impl Ssh {
    /// How its user came here; `None` where that was not by SSH.
    #[must_use]
    pub fn here() -> Option<Self> {
        let connection = env::var("SSH_CONNECTION").ok()?;
        let user = ["USER", "LOGNAME"]
            .into_iter()
            .find_map(|name| env::var(name).ok().filter(|name| !name.is_empty()))?;
        let inside = ["TMUX", "STY"].into_iter().any(is_set);
        let mut ssh = Self::of(&connection, user)?;
        ssh.sz = !inside && is_installed("sz");
        Some(ssh)
    }

    /// By what `SSH_CONNECTION` says: the client's address and port, this machine's.
    fn of(connection: &str, user: String) -> Option<Self> {
        let mut words = connection.split(' ').skip(2);
        let host = words.next()?.to_owned();
        let port = words.next().and_then(|port| port.parse().ok());
        Some(Self {
            user,
            host,
            port: port.unwrap_or(USUAL_PORT),
            sz: false,
        })
    }

    /// The line that fetches the file, to be typed on the user's own machine (Windows or not).
    #[must_use]
    pub fn scp(&self, path: &Path) -> String {
        // Where scp begins to look.
        let path = at_home(path).unwrap_or(path).display();
        let port = match self.port {
            USUAL_PORT => String::new(),
            port => format!("-P {port} "),
        };
        let host = match self.host.contains(':') {
            true => format!("[{}]", self.host),
            false => self.host.clone(),
        };
        let from = quoted(&format!("{}@{host}:{path}", self.user));
        format!("scp {port}{from} .")
    }

    /// The line that sends the file through the terminal, to be typed here; `None` where that can't be done.
    #[must_use]
    pub fn sz(&self, path: &Path) -> Option<String> {
        self.sz
            .then(|| format!("sz {}", quoted(&path.display().to_string())))
    }
}

/// What of a path lies in the home folder; `None` where it lies elsewhere.
fn at_home(path: &Path) -> Option<&Path> {
    path.strip_prefix(dirs::home_dir()?).ok()
}

/// A path as it is shown: `~` for the home folder.
pub fn brief(path: &Path) -> String {
    match at_home(path) {
        Some(rest) => format!("~/{}", rest.display()),
        None => path.display().to_string(),
    }
}

/// Whether a variable is set to something.
fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// One word to a shell. Where it can be in double quotes, which Windows knows too.
pub fn quoted(word: &str) -> String {
    let special = |c: char| c.is_ascii_punctuation() && !"@:/._-+,=[]~".contains(c);
    if !word.contains(|c: char| c.is_whitespace() || special(c)) {
        return word.to_owned();
    }
    match word.contains(['"', '$', '`', '\\', '!']) {
        false => format!("\"{word}\""),
        true => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_names_what_scp_needs() {
        for (connection, path, line) in [
            (
                "10.3.2.15 50000 10.3.2.8 22",
                "/home/qx/汇报.docx",
                "scp qx@10.3.2.8:/home/qx/汇报.docx .",
            ),
            (
                "10.3.2.15 50000 10.3.2.8 2222",
                "/a b/汇报(1).docx",
                "scp -P 2222 \"qx@10.3.2.8:/a b/汇报(1).docx\" .",
            ),
            ("fd00::2 50000 fd00::1 22", "/a", "scp qx@[fd00::1]:/a ."),
            (
                "10.3.2.15 50000 10.3.2.8 22",
                "/$a's",
                "scp 'qx@10.3.2.8:/$a'\\''s' .",
            ),
        ] {
            let ssh = Ssh::of(connection, "qx".to_owned()).unwrap();
            assert_eq!(ssh.scp(Path::new(path)), line);
        }
        assert_eq!(Ssh::of("UNKNOWN", "qx".to_owned()), None);
    }

    #[test]
    fn sz_is_named_where_it_is_installed() {
        let mut ssh = Ssh::of("a 1 b 22", "qx".to_owned()).unwrap();
        assert_eq!(ssh.sz(Path::new("/汇报.docx")), None);
        ssh.sz = true;
        assert_eq!(ssh.sz(Path::new("/汇报.docx")).unwrap(), "sz /汇报.docx");
    }
}
