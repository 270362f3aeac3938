//! The commands, by running the real program, each test in a folder of its own: standard output,
//! standard error, exit code and files together.

#[cfg(test)]
#[path = "cli"]
mod cli {
    mod check;
    mod drafts;
    mod files;
    mod get;
    mod home;
    mod import;
    mod new;
    mod render;
    mod set;
    mod templates;
    mod usage;
}
