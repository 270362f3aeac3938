//! huibao (汇报): a wizard that turns a model report full of blanks into a finished official report.
//!
//! The core (`number` to `compare`) is a package of its own, which knows no terminal, file, clock or environment; the
//! shell (`failure` to `cli`) does things with what the core returns. A module uses only those above it;
//! `tests/layers.rs` checks that.

pub use huibao_core::{answers, bytes, check, compare, format, import, number, render, report};

pub mod failure;

pub mod store;

pub mod export;

pub mod tui;

pub mod plain;

pub mod cli;
