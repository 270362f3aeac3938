//! The `huibao` program: arguments in, exit code out.

fn main() {}
