//! Files: reading, saving so that nothing is lost, locks, the user's folders and what is remembered.
//! The only module that touches the file system.

use std::path::Path;

use crate::failure::{Failure, refusal};

pub mod draft;
mod lock;
pub mod memory;
mod places;
mod read;
mod save;
mod state;
pub mod templates;

pub use lock::{Held, Holder, Lock};
pub use places::{Places, free_name, writable_place};
pub use read::{LARGEST, Source, read};
pub use save::{Expect, Stamp, save, sweep};
pub use state::{Folder, is_installed};

/// A failure of the file system at a path.
fn refused(doing: &str, path: &Path, error: &std::io::Error) -> Failure {
    let (why, remedy) = refusal(error.kind());
    Failure::disk(format!("{doing}：{why}。"))
        .place(path.display().to_string())
        .remedy(remedy)
}
