//! A text that was never meant for this program → a report. `decode` makes text of bytes and `docx` of a
//! Word document; what the text says is recognised beside them. No files: bytes come in as an argument.

mod decode;
mod docx;

pub use decode::{Form, LARGEST, LONGEST, Misread, Text, Unreadable, text};
