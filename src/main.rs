//! The `huibao` program: arguments in, exit code out.

use std::process::ExitCode;

/// musl's own is slow and takes more memory.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

fn main() -> ExitCode {
    huibao::cli::run(std::env::args_os())
}
