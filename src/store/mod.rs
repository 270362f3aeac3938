//! Files: reading, saving so that nothing is lost, locks, the user's folders and what is remembered.
//! The only module that touches the file system.
//!
//! Whoever changes a draft that is there takes its lock first, then reads, then saves against the
//! stamp of what was read: nobody's words are written over unseen.

pub mod clock;
pub mod draft;
mod folder;
mod lock;
pub mod memory;
pub mod past;
mod places;
mod read;
mod room;
mod save;
pub mod settings;
mod stamp;
mod state;
pub mod templates;

pub use folder::{free_name, make_folder, names, sweep};
pub use lock::{Held, Holder, Lock};
pub use places::Places;
pub use read::{LARGEST, Source, read, read_bytes, read_stdin, read_stdin_bytes};
pub use room::{Room, rooms, writable_place};
pub use save::{Expect, Fill, keep_both, save, save_new};
pub use stamp::Stamp;
pub use state::{Folder, is_installed};
