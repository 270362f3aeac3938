//! huibao (汇报): a wizard that turns a model report full of blanks into a finished official report.
//!
//! The core (`number` to `compare`) knows no terminal, file, clock or environment; the shell
//! (`failure` to `cli`) does things with what the core returns. A module uses only those above it;
//! `tests/layers.rs` checks that.

pub mod bytes;

pub mod number;

pub mod report;

pub mod format;

pub mod render;

pub mod check;

pub mod import;

pub mod answers;

pub mod compare;

pub mod failure;

pub mod store;

pub mod export;

pub mod tui;

pub mod plain;

pub mod cli;
