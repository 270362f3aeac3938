//! `huibao completions`: the script with which a shell completes commands and options.

use crate::failure::Failure;

use super::{Outcome, args, output};

pub(super) fn run(args: &args::Completions) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut args::command(), "huibao", &mut script);
    output::bytes(&script)
}
