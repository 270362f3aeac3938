//! The commands: arguments in, text out, exit code. Results go to standard output, messages to standard
//! error; nothing else in the crate prints. What a command works with is the other modules' own.

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use crate::failure::Failure;

mod args;
mod ask;
mod check;
mod completions;
mod diff;
mod doctor;
mod edit;
mod get;
mod help;
mod import;
pub mod manual;
mod new;
mod next;
mod output;
mod render;
mod set;
mod templates;
mod usage;

use args::{Cli, Commands};
use usage::Asked;

/// How a command that did its work ended.
enum Outcome {
    /// All is done.
    Done,
    /// Done, and something is left for its user to look at.
    Left,
}

/// Runs the program with its arguments, the program's name among them; gives the exit code.
pub fn run(args: impl Iterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.collect();
    let done = match usage::read(&args) {
        Asked::Run(cli) => command(cli),
        Asked::Print(text) => output::print(&text),
        Asked::Wrong(what, remedy) => Err(Failure::usage(what).remedy(remedy)),
    };
    match done {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Left) => ExitCode::from(1),
        Err(failure) => {
            output::say(&failure.to_string());
            ExitCode::from(failure.code())
        }
    }
}

fn command(cli: Cli) -> Result<Outcome, Failure> {
    match cli.command {
        None => match cli.file {
            None => edit::start(cli.plain),
            Some(file) => edit::file(&file, cli.plain),
        },
        Some(Commands::Templates(args)) => templates::run(&args),
        Some(Commands::New(args)) => new::run(&args),
        Some(Commands::Edit(args)) => edit::run(&args),
        Some(Commands::Set(args)) => set::run(&args),
        Some(Commands::Get(args)) => get::run(&args),
        Some(Commands::Check(args)) => check::run(&args),
        Some(Commands::Render(args)) => render::run(&args),
        Some(Commands::Import(args)) => import::run(&args),
        Some(Commands::Ask(args)) => ask::run(&args),
        Some(Commands::Diff(args)) => diff::run(&args),
        Some(Commands::Next(args)) => next::run(&args),
        Some(Commands::Doctor) => doctor::run(),
        Some(Commands::Completions(args)) => completions::run(&args),
        Some(Commands::Manual) => manual::run(),
    }
}

/// Whether a FILE means standard input or output.
fn is_standard(file: &Path) -> bool {
    file.as_os_str() == "-"
}
