//! Document → what is handed on: plain text and Markdown. Writing it to a file is `store`'s.

pub mod markdown;
pub mod text;
