//! Document → what is handed on: plain text, Markdown and .docx, the last by the house style; tables beside it. Writing it
//! to a file is `store`'s.

pub mod docx;
pub mod markdown;
pub mod paper;
pub mod setting;
pub mod style;
pub mod tables;
pub mod text;
