//! Report files that are not as they should be, for any test to include: cut off, of wrong types, in
//! circles, too deep, of wrong bytes. Each has a name and its bytes; some open with findings, the
//! rest are refused, none may make the program fall over.

/// The file that has every key of version 1.
pub(crate) const SAMPLE: &str = include_str!("sample.toml");

/// A small file that opens; the others below are this one with something wrong.
pub(crate) const SMALL: &str = r#"format = 1

[report]
title = "{镇名}情况汇报"

[values]
"镇名" = "清溪镇"

[[field]]
key = "镇名"
kind = "text"

[[section]]
heading = "主要做法"

[[section.item]]
heading = "抓巡查。"
text = "全镇巡河{镇名}。"
"#;

/// Files that break a rule of TOML; every one is refused.
const NO_TOML: &[(&str, &str)] = &[
    ("bare-chinese-key", "[values]\n镇名 = \"清溪镇\"\n"),
    ("chinese-quotes", "[values]\n\"镇名\" = “清溪镇”\n"),
    ("chinese-closing-quote", "[values]\n\"镇名\" = \"清溪镇”\n"),
    ("chinese-quotes-key", "[values]\n“镇名” = 1\n"),
    ("single-chinese-quotes", "[report]\ntitle = ‘汇报’\n"),
    ("full-width-quotes", "[report]\ntitle = ＂汇报＂\n"),
    ("full-width-equals", "[report]\ntitle ＝ \"汇报\"\n"),
    ("colon-for-equals", "[report]\ntitle：\"汇报\"\n"),
    (
        "full-width-comma",
        "[[field]]\nchoices = [\"甲\"，\"乙\"]\n",
    ),
    ("comma-at-end", "[report]\ntitle = \"汇报\"，\n"),
    ("open-quote", "[report]\ntitle = \"汇报\nto = \"县委\"\n"),
    (
        "open-triple-quote",
        "[report]\nopening = \"\"\"\n今年以来\n",
    ),
    (
        "triple-quote-ends-in-next",
        "[report]\nopening = \"\"\"\n今年\nclosing = \"\"\"\n以上\"\"\"\n",
    ),
    ("quote-in-quotes", "[report]\ntitle = \"他说\"好\"了\"\n"),
    ("open-bracket", "[report\ntitle = \"汇报\"\n"),
    ("open-double-bracket", "[[field]\nkey = \"甲\"\n"),
    ("chinese-brackets", "【report】\ntitle = \"汇报\"\n"),
    ("chinese-table", "[报告]\ntitle = \"汇报\"\n"),
    (
        "open-list",
        "[[field]]\nchoices = [\"甲\", \"乙\"\nkind = \"text\"\n",
    ),
    ("open-brace", "report = {title = \"汇报\"\n"),
    ("number-with-unit", "[values]\n\"巡河次数\" = 12次\n"),
    ("year-with-unit", "[values]\n\"年度\" = 2024年\n"),
    ("number-with-comma", "[values]\n\"巡河次数\" = 1,234\n"),
    ("number-with-percent", "[values]\n\"达标率\" = 97.5%\n"),
    ("full-width-digits", "[values]\n\"巡河次数\" = １２\n"),
    ("leading-zero", "[values]\n\"编号\" = 007\n"),
    ("half-number", "[values]\n\"达标率\" = 97.\n"),
    ("point-first", "[values]\n\"达标率\" = .5\n"),
    ("short-date", "[report]\ndate = 2024-7-1\n"),
    ("chinese-date", "[report]\ndate = 2024年7月1日\n"),
    ("no-such-date", "[report]\ndate = 2024-02-31\n"),
    ("bare-text", "[report]\ntitle = 汇报\n"),
    ("no-value", "[report]\ntitle =\n"),
    ("no-key", "[report]\n= \"汇报\"\n"),
    ("two-equals", "[report]\ntitle == \"汇报\"\n"),
    (
        "two-on-a-line",
        "[report]\ntitle = \"汇报\" to = \"县委\"\n",
    ),
    ("upper-case-true", "[[section.item]]\nout = True\n"),
    (
        "same-key-twice",
        "[report]\ntitle = \"甲\"\ntitle = \"乙\"\n",
    ),
    (
        "same-table-twice",
        "[values]\n\"甲\" = 1\n[values]\n\"乙\" = 2\n",
    ),
    ("same-value-twice", "[values]\n\"甲\" = 1\n\"甲\" = 2\n"),
    (
        "table-then-list",
        "[section]\nheading = \"甲\"\n[[section]]\nheading = \"乙\"\n",
    ),
    ("slash-comment", "// 草稿\n[report]\ntitle = \"汇报\"\n"),
    ("backslash", "[report]\ntitle = \"D:\\汇报\"\n"),
    ("full-width-space", "[report]\ntitle　= \"汇报\"\n"),
    ("no-break-space", "[report]\n\u{a0}title = \"汇报\"\n"),
    ("nul", "[report]\ntitle = \"汇\0报\"\n"),
    ("escape-byte", "[report]\ntitle = \"\u{1b}[31m汇报\"\n"),
    (
        "control-in-comment",
        "# \u{7}\n[report]\ntitle = \"汇报\"\n",
    ),
    ("lone-carriage-return", "[report]\rtitle = \"汇报\"\r"),
    (
        "plain-report",
        "清溪镇情况汇报\n一、主要做法\n今年以来，全镇……\n",
    ),
    ("json", "{\"report\": {\"title\": \"汇报\"}}\n"),
];

/// Files that are TOML and no report; every one is refused.
const NO_REPORT: &[(&str, &str)] = &[
    ("empty", ""),
    ("blank-lines", "\n\n \n"),
    ("comment-only", "# 草稿\n"),
    ("other-toml", "[package]\nname = \"x\"\n"),
    ("title-is-a-number", "[report]\ntitle = 1\n"),
    ("report-is-text", "report = \"汇报\"\n"),
    ("report-is-a-list", "[[report]]\ntitle = \"汇报\"\n"),
    ("values-is-a-number", "values = 1\n[report]\n"),
    ("notes-of-numbers", "[report]\n[notes]\n\"甲\" = 1\n"),
    ("date-is-a-number", "[report]\ndate = 20240701\n"),
    ("date-with-time", "[report]\ndate = 2024-07-01T08:00:00\n"),
    ("format-is-text", "format = \"1\"\n[report]\n"),
    ("format-is-zero", "format = 0\n[report]\n"),
    (
        "field-is-a-table",
        "[field]\nkey = \"甲\"\nkind = \"text\"\n",
    ),
    ("field-without-key", "[[field]]\nkind = \"text\"\n"),
    ("field-without-kind", "[[field]]\nkey = \"甲\"\n"),
    (
        "field-of-unknown-kind",
        "[[field]]\nkey = \"甲\"\nkind = \"数\"\n",
    ),
    (
        "field-key-with-brace",
        "[[field]]\nkey = \"甲{乙\"\nkind = \"text\"\n",
    ),
    (
        "field-key-empty",
        "[[field]]\nkey = \"\"\nkind = \"text\"\n",
    ),
    (
        "field-key-too-long",
        "[[field]]\nkey = \"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一\"\nkind = \"text\"\n",
    ),
    (
        "min-is-text",
        "[[field]]\nkey = \"甲\"\nkind = \"integer\"\nmin = \"0\"\n",
    ),
    (
        "max-is-infinite",
        "[[field]]\nkey = \"甲\"\nkind = \"integer\"\nmax = inf\n",
    ),
    (
        "usual-of-one",
        "[[field]]\nkey = \"甲\"\nkind = \"integer\"\nusual = [1]\n",
    ),
    (
        "usual-of-texts",
        "[[field]]\nkey = \"甲\"\nkind = \"integer\"\nusual = [\"1\", \"2\"]\n",
    ),
    (
        "places-below-zero",
        "[[field]]\nkey = \"甲\"\nkind = \"decimal\"\nplaces = -1\n",
    ),
    (
        "choices-is-text",
        "[[field]]\nkey = \"甲\"\nkind = \"text\"\nchoices = \"乙\"\n",
    ),
    (
        "choices-of-numbers",
        "[[field]]\nkey = \"甲\"\nkind = \"text\"\nchoices = [1, 2]\n",
    ),
    (
        "optional-is-text",
        "[[field]]\nkey = \"甲\"\nkind = \"text\"\noptional = \"true\"\n",
    ),
    (
        "rule-without-expect",
        "[report]\n[[rule]]\nmessage = \"甲\"\n",
    ),
    (
        "rule-of-unknown-level",
        "[report]\n[[rule]]\nexpect = \"1 < 2\"\nlevel = \"info\"\n",
    ),
    ("section-is-a-number", "section = 1\n"),
    ("section-of-numbers", "section = [1, 2]\n"),
    ("section-is-a-table", "[section]\nheading = \"甲\"\n"),
    (
        "item-without-section",
        "[[section.item]]\nheading = \"甲\"\n",
    ),
    ("item-is-text", "[[section]]\nitem = \"甲\"\n"),
    ("heading-is-a-list", "[[section]]\nheading = [\"甲\"]\n"),
    ("unknown-role", "[[section]]\nrole = \"做法\"\n"),
    ("unknown-numbering", "[[section]]\nnumbering = \"A.\"\n"),
    ("unknown-head-numbering", "[report]\nnumbering = \"甲、\"\n"),
    (
        "answers-is-text",
        "[[section]]\n[[section.item]]\nanswers = \"甲\"\n",
    ),
    ("out-is-a-number", "[[section]]\nout = 1\n"),
    (
        "five-levels",
        "[[section]]\n[[section.item]]\n[[section.item.item]]\n[[section.item.item.item]]\nheading = \"甲\"\n[[section.item.item.item.item]]\n",
    ),
];

/// Files that open and have findings of code `file`, or odd forms that are right.
const ODD: &[(&str, &str)] = &[
    (
        "number-too-large",
        "[report]\n[values]\n\"巡河次数\" = 99999999999999999999\n",
    ),
    (
        "min-in-powers",
        "[[field]]\nkey = \"甲\"\nkind = \"integer\"\nmin = 1e5\n",
    ),
    ("unknown-slot", "[report]\ntitle = \"{没有}\"\n"),
    ("open-slot", "[report]\ntitle = \"{镇名\"\n"),
    ("open-clause", "[report]\ntitle = \"{?甲{镇名}\"\n"),
    ("clause-in-clause", "[report]\ntitle = \"{?甲{?乙?}?}\"\n"),
    ("closing-brace", "[report]\ntitle = \"甲}\"\n"),
    ("unknown-slot-form", "[report]\ntitle = \"{甲:大写}\"\n"),
    (
        "two-fields-of-one-key",
        "[[field]]\nkey = \"村(社区)数\"\nkind = \"integer\"\n[[field]]\nkey = \"村（社区）数\"\nkind = \"integer\"\n",
    ),
    (
        "formula-of-itself",
        "[[field]]\nkey = \"甲\"\nkind = \"integer\"\nformula = \"{甲} + 1\"\n",
    ),
    (
        "formulas-in-a-circle",
        "[[field]]\nkey = \"甲\"\nkind = \"integer\"\nformula = \"{乙}\"\n[[field]]\nkey = \"乙\"\nkind = \"integer\"\nformula = \"{甲}\"\n",
    ),
    (
        "formula-of-nothing",
        "[[field]]\nkey = \"甲\"\nkind = \"integer\"\nformula = \"{没有} * 2\"\n",
    ),
    (
        "formula-that-breaks-off",
        "[[field]]\nkey = \"甲\"\nkind = \"integer\"\nformula = \"1 +\"\n",
    ),
    (
        "rule-that-breaks-off",
        "[report]\n[[rule]]\nexpect = \"{甲} >\"\n",
    ),
    (
        "rule-of-nothing",
        "[report]\n[[rule]]\nexpect = \"{没有} > 1\"\nmessage = \"甲\"\n",
    ),
    (
        "condition-of-nothing",
        "[[section]]\nwhen = \"{没有} > 1\"\n",
    ),
    (
        "value-of-wrong-type",
        "[values]\n\"甲\" = true\n[[field]]\nkey = \"甲\"\nkind = \"integer\"\n",
    ),
    (
        "value-is-a-table",
        "[values.\"甲\"]\nx = 1\n[[field]]\nkey = \"甲\"\nkind = \"integer\"\n",
    ),
    (
        "value-is-a-list",
        "[values]\n\"甲\" = [1, [2]]\n[[field]]\nkey = \"甲\"\nkind = \"integer\"\n",
    ),
    (
        "value-in-powers",
        "[values]\n\"甲\" = 1e5\n[[field]]\nkey = \"甲\"\nkind = \"integer\"\n",
    ),
    (
        "value-not-a-number",
        "[values]\n\"甲\" = nan\n[[field]]\nkey = \"甲\"\nkind = \"decimal\"\n",
    ),
    ("value-without-field", "[report]\n[values]\n\"没有\" = 1\n"),
    (
        "value-in-two-widths",
        "[values]\n\"村(社区)数\" = 1\n\"村（社区）数\" = 2\n[[field]]\nkey = \"村（社区）数\"\nkind = \"integer\"\n",
    ),
    (
        "date-in-values",
        "[report]\ndate = 2024-07-01\n[values]\n\"成文日期\" = 2024-08-01\n",
    ),
    ("date-as-typed", "[report]\ndate = \"2024-7-1\"\n"),
    ("unfinished-number", "[report]\n[unfinished]\n\"甲\" = 12\n"),
    (
        "previous-of-any-type",
        "[report]\n[previous]\n\"甲\" = [true]\n",
    ),
    (
        "newer-format",
        "format = 9\n[report]\ntitle = [\"甲\"]\n[[field]]\nkey = \"甲\"\nkind = \"colour\"\n[[rule]]\nlevel = \"info\"\n[[section]]\nrole = \"x\"\n",
    ),
    ("no-format", "[report]\ntitle = \"汇报\"\n"),
    (
        "inline-tables",
        "report = {title = \"{甲}\"}\nvalues = {\"甲\" = 1}\nfield = [{key = \"甲\", kind = \"text\"}]\nsection = [{heading = \"乙\", item = [{text = \"丙\"}]}]\n",
    ),
    (
        "dotted-keys",
        "report.title = \"{甲}\"\nvalues.\"甲\" = 1\n",
    ),
    ("empty-lists", "section = []\nfield = []\n[report]\n"),
    (
        "unknown-tables",
        "[report]\n[report.more]\nx = 1\n[[section]]\n[section.more]\ny = 2\n[[section.item]]\n[[section.item.link]]\nz = 3\n[other]\n",
    ),
    (
        "out-of-order",
        "[[section]]\nheading = \"甲\"\n[[field]]\nkey = \"甲\"\nkind = \"text\"\n[[section.item]]\ntext = \"{甲}\"\n[report]\ntitle = \"乙\"\n[[section]]\nheading = \"丙\"\n",
    ),
    (
        "two-byte-order-marks",
        "\u{feff}\u{feff}[report]\ntitle = \"汇报\"\n",
    ),
    ("no-last-line-end", "[report]\ntitle = \"汇报\""),
];

/// Every malformed file: its name and its bytes.
pub(crate) fn malformed() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |name: String, bytes: Vec<u8>| files.push((name, bytes));
    for (name, text) in refused().into_iter().chain(opened()) {
        add(name, text.into_bytes());
    }
    for at in (0..SAMPLE.len()).step_by(100) {
        add(format!("cut-at-{at}"), SAMPLE.as_bytes()[..at].to_vec());
    }
    let middle = SMALL.find("清溪镇").unwrap_or_default();
    for (name, byte) in [
        ("nul", 0x00),
        ("escape", 0x1b),
        ("delete", 0x7f),
        ("not-utf-8", 0xff),
        ("half-a-character", 0xe6),
    ] {
        let mut bytes = SMALL.as_bytes().to_vec();
        bytes.insert(middle, byte);
        add(format!("byte-{name}"), bytes);
    }
    // 汇报 in GB18030; UTF-16 of either end; a picture and a docx by their first bytes.
    add(
        "gb18030".to_owned(),
        b"[report]\ntitle = \"\xbb\xe3\xb1\xa8\"\n".to_vec(),
    );
    let wide = |unit: fn(u16) -> [u8; 2]| SMALL.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    add(
        "utf-16-le".to_owned(),
        [vec![0xff, 0xfe], wide(u16::to_le_bytes)].concat(),
    );
    add(
        "utf-16-be".to_owned(),
        [vec![0xfe, 0xff], wide(u16::to_be_bytes)].concat(),
    );
    add(
        "a-docx".to_owned(),
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00".to_vec(),
    );
    add(
        "a-picture".to_owned(),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR".to_vec(),
    );
    files
}

/// The malformed files that can't be taken, as text.
pub(crate) fn refused() -> Vec<(String, String)> {
    let fixed = NO_TOML
        .iter()
        .chain(NO_REPORT)
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    let mut files: Vec<(String, String)> = fixed.collect();
    for (name, piece) in [("brackets", "["), ("braces", "{a="), ("dots", "a.")] {
        files.push((
            format!("deep-{name}"),
            format!("[report]\nx = {}", piece.repeat(100_000)),
        ));
    }
    files.push((
        "deep-key".to_owned(),
        format!("[report]\n{}a = 1\n", "a.".repeat(100_000)),
    ));
    files.push((
        "deep-table".to_owned(),
        format!("[report.{}a]\n", "a.".repeat(100_000)),
    ));
    files.push((
        "deep-items".to_owned(),
        format!("[[section]]\n[[section{}]]\n", ".item".repeat(50_000)),
    ));
    files
}

/// The malformed files that open nevertheless, as text.
pub(crate) fn opened() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = ODD
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    files.push((
        "many-sections".to_owned(),
        "[[section]]\nheading = \"甲\"\n".repeat(5_000),
    ));
    files.push(("crlf".to_owned(), SAMPLE.replace('\n', "\r\n")));
    files.push(("byte-order-mark".to_owned(), format!("\u{feff}{SAMPLE}")));
    files.push((
        "mixed-line-ends".to_owned(),
        SMALL.replacen('\n', "\r\n", 4),
    ));
    files.push((
        "long-line".to_owned(),
        format!("[report]\nopening = \"{}\"\n", "今年以来，".repeat(20_000)),
    ));
    files
}
