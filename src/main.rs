//! The `huibao` program: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    huibao::cli::run(std::env::args_os())
}
