//! Links the program without shared libraries where the system has them as archives: it then starts in
//! two thirds of the time, and takes a sixth less memory (docs/speed.md). rustc's own switch for that
//! (`+crt-static`) can't be set for one program: it would make all procedural macros fail. So the names
//! of the shared libraries that rustc asks for are given the archives instead. Where one is missing, and
//! for other targets, all is linked as usual. And what the wizard does not need is laid together (`order.ld`),
//! so that it is not resident while a report is written.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::{env, fs, io};

/// What rustc links for glibc, and the archives that hold the same.
const LIBRARIES: [(&str, &[&str]); 7] = [
    ("gcc_s", &["gcc_eh", "gcc"]),
    ("c", &["c", "gcc_eh", "gcc"]),
    ("util", &["util"]),
    ("rt", &["rt"]),
    ("pthread", &["pthread"]),
    ("m", &["m"]),
    ("dl", &["dl"]),
];

fn main() -> io::Result<()> {
    let mut told =
        String::from("cargo:rerun-if-changed=.ci/link.rs\ncargo:rerun-if-changed=.ci/order.ld\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    if wanted() && lay_out(Path::new(&out)).is_some() {
        for argument in [&format!("-L{out}"), "-static", "-no-pie"] {
            told.push_str(&format!("cargo:rustc-link-arg-bins={argument}\n"));
        }
    }
    if ordered() {
        let folder = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
        told.push_str(&format!(
            "cargo:rustc-link-arg-bins=-T{folder}/.ci/order.ld\n"
        ));
    }
    io::stdout().write_all(told.as_bytes())
}

/// Whether the linker can be told an order: those of Linux can, but for two that take no such script.
fn ordered() -> bool {
    let linux = env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux");
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let linker = env::var("RUSTC_LINKER").unwrap_or_default();
    let other = |name: &str| flags.contains(name) || linker.contains(name);
    linux && !other("mold") && !other("wild")
}

/// Whether this is a build with glibc for the machine that builds it, nothing else asked for.
fn wanted() -> bool {
    let is = |name: &str, value: &str| env::var(name).as_deref() == Ok(value);
    let features = env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
        && env::var("TARGET") == env::var("HOST")
        && !features.split(',').any(|feature| feature == "crt-static")
}

/// Gives the names of the shared libraries to the archives; `None` where one of those is missing.
fn lay_out(folder: &Path) -> Option<()> {
    for (name, archives) in LIBRARIES {
        let found: Option<Vec<String>> = archives.iter().map(|archive| find(archive)).collect();
        let script = format!("GROUP ( {} )\n", found?.join(" "));
        fs::write(folder.join(format!("lib{name}.a")), script).ok()?;
    }
    Some(())
}

/// Where the C compiler has an archive.
fn find(archive: &str) -> Option<String> {
    let question = format!("-print-file-name=lib{archive}.a");
    let answer = Command::new("cc").arg(question).output().ok()?;
    let path = String::from_utf8(answer.stdout).ok()?.trim().to_owned();
    Path::new(&path).is_absolute().then_some(path)
}
