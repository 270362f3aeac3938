//! The core of huibao (`number` to `compare`): the report's model, its numbers, text, checks and import. It knows no
//! terminal, file, clock or environment, and is a package of its own, so that it has no crate which does.
//! A module uses only those above it; `tests/layers.rs` checks that.

pub mod bytes;

pub mod number;

pub mod report;

pub mod format;

pub mod render;

pub mod check;

pub mod import;

pub mod answers;

pub mod compare;
