//! The pages of `docs/` that are made from tables equal what the tables print; `UPDATE=1` rewrites them.

use std::path::Path;

fn same(page: &str, printed: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs")
        .join(page);
    if std::env::var_os("UPDATE").is_some() {
        let written = std::fs::write(&path, printed);
        assert!(written.is_ok(), "docs/{page}: {written:?}");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == printed,
        "docs/{page} is not what the tables print: run with UPDATE=1 and read the diff"
    );
}

#[test]
fn the_page_of_commands_is_what_their_definitions_print() {
    same("commands.md", &huibao::cli::manual::commands_page());
}

#[test]
fn the_page_of_codes_is_what_their_table_prints() {
    same("codes.md", &huibao::cli::manual::codes_page());
}

#[test]
fn the_page_of_keys_is_what_their_table_prints() {
    same("keys.md", &huibao::tui::keys::document());
}
