//! pandoc reads the Markdown back with the structure of the report.

use std::process::Command;

use super::{Desk, example, office, said};

/// Headings as `level text`, every other block as its text, as pandoc understands them.
fn read_back(desk: &Desk, pandoc: &str) -> Vec<String> {
    let filter = "function Pandoc(doc)\n\
        for _, b in ipairs(doc.blocks) do\n\
        local t = pandoc.utils.stringify(b)\n\
        if b.t == 'Header' then io.stdout:write(b.level .. ' ' .. t .. '\\n')\n\
        else io.stdout:write(b.t .. ' ' .. t .. '\\n') end\n\
        end\n\
        os.exit(0)\n\
        end\n";
    let script = desk.write("read.lua", filter);
    let output = Command::new(pandoc)
        .args(["-f", "markdown-smart", "-t", "plain", "--lua-filter"])
        .arg(script)
        .arg(desk.path("文.md"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let read = String::from_utf8(output.stdout).unwrap();
    read.lines().map(str::to_owned).collect()
}

#[test]
fn pandoc_reads_the_markdown_back_with_the_same_structure() {
    let Some(pandoc) = office::pandoc() else {
        return;
    };
    let desk = Desk::new();
    for name in ["township-finished", "safety-summary"] {
        let draft = example(name);
        desk.render(&draft, &["-o", "文.md"]);
        let plain = desk.render(&draft, &["-f", "txt", "--indent", "0"]).stdout;
        let plain = String::from_utf8(plain).unwrap();
        let read = read_back(&desk, pandoc);
        let texts: Vec<&str> = read
            .iter()
            .map(|line| line.split_once(' ').map_or("", |(_, text)| text))
            .collect();
        assert_eq!(texts.join("\n"), plain.trim_end(), "{name}");
        assert!(read[0].starts_with("1 "), "{}", read[0]);
        let sections: Vec<&String> = read.iter().filter(|line| line.starts_with("2 ")).collect();
        let printed = |line: &&str| line.chars().nth(1) == Some('、') && line.chars().count() < 30;
        assert_eq!(
            sections.len(),
            plain.lines().filter(printed).count(),
            "{sections:?}"
        );
        assert!(
            sections.iter().all(|line| line.contains('、')),
            "{sections:?}"
        );
        let others = read
            .iter()
            .filter(|line| !line.starts_with(char::is_numeric));
        assert!(
            others.clone().all(|line| line.starts_with("Para ")),
            "{read:?}"
        );
    }
}
