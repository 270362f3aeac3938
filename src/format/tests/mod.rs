//! Whole files: read, changed and written.

use super::*;
use crate::number::Kind;
use crate::report::part::{Numbering, PartId};
use crate::report::{Accepted, Answer, Field, HeadText, Part, Spelling, Stored, Wording};

#[path = "../../../tests/corpus/mod.rs"]
mod corpus;
mod random;

use corpus::{SAMPLE, SMALL};

fn open(text: &str) -> (Report, Source) {
    match read(text) {
        Ok(pair) => pair,
        Err(broken) => panic!("{broken}\n{}", broken.excerpt()),
    }
}

fn answer(text: &str, spelling: Spelling) -> Answer {
    Answer {
        value: Some(Stored {
            text: text.to_owned(),
            spelling,
        }),
        ..Answer::default()
    }
}

/// Changes a file and gives its new text; reading that gives the changed report again.
fn changed(text: &str, change: impl FnOnce(&mut Report)) -> String {
    let (mut report, source) = open(text);
    change(&mut report);
    let written = source.write(&report);
    let (again, _) = open(&written);
    assert_eq!(plain(&again), plain(&report), "{written}");
    written
}

/// What a file holds, without the names that things have in memory.
fn plain(report: &Report) -> Report {
    fn number(parts: &mut [Part], next: &mut u32) {
        for part in parts {
            part.id = PartId(*next);
            *next += 1;
            number(&mut part.parts, next);
        }
    }
    let mut report = report.clone();
    let mut next = 0;
    number(&mut report.parts, &mut next);
    report.next_part = next;
    report
        .accepted
        .iter_mut()
        .enumerate()
        .for_each(|(at, accepted)| accepted.origin = Some(at));
    report
        .promised
        .iter_mut()
        .enumerate()
        .for_each(|(at, promised)| promised.origin = Some(at));
    let mut fields = report.fields.to_vec();
    let written = fields
        .iter_mut()
        .filter(|field| field.origin.is_some() || !field.is_report_date());
    written
        .enumerate()
        .for_each(|(at, field)| field.origin = Some(at));
    fields.sort_by_key(|field| field.origin.is_none());
    report.fields = std::sync::Arc::new(fields);
    report
}

/// The lines that one text has and the other has not.
fn difference(old: &str, new: &str) -> (Vec<String>, Vec<String>) {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    let mut gone: Vec<String> = Vec::new();
    let mut rest = new.clone();
    for line in old {
        match rest.iter().position(|other| *other == line) {
            Some(at) => _ = rest.remove(at),
            None => gone.push(line.to_owned()),
        }
    }
    (gone, rest.into_iter().map(str::to_owned).collect())
}

#[test]
fn every_key_of_the_example_is_read() {
    let (report, _) = open(SAMPLE);
    assert_eq!(report.head.to.source(), "县河长制办公室：");
    assert_eq!(
        report.head.opening.source(),
        "今年以来，{镇名}坚持日常巡查与集中整治相结合，现将有关情况汇报如下："
    );
    assert_eq!(
        report.answers["成文日期"],
        answer("2024-07-01", Spelling::Date)
    );
    assert_eq!(
        report.answers["清理垃圾吨数"],
        answer("46.50", Spelling::Float)
    );
    assert_eq!(report.answers["整治方式"].typed.as_deref(), Some("集中"));
    assert_eq!(report.previous["巡河次数"].text, "280");
    assert_eq!(report.notes["巡河次数"], "农业农村办，6月30日");
    assert_eq!(report.fields.len(), 9);
    let field = report.field("巡河次数").unwrap();
    assert_eq!(
        field
            .rare
            .usual
            .as_ref()
            .map(|(low, high)| (low.to_string(), high.to_string())),
        Some(("20".into(), "2000".into()))
    );
    assert_eq!(field.origin, Some(2));
    assert_eq!(report.rules[0].level, crate::report::Level::Warning);
    assert_eq!(report.accepted[0].reason, "含河长以外的巡查");
    assert_eq!(report.promised[0].kept, "");
    assert_eq!(report.numbering, Numbering::Chinese);
    assert_eq!(report.next_part, 7);
    assert_eq!(report.parts[1].parts[0].name, "patrol-gap");
    assert_eq!(report.parts[1].parts[1].id, PartId(4));
    assert!(report.parts[1].parts[1].out);
    assert_eq!(report.parts[2].parts[0].answers, ["patrol-gap"]);
}

#[test]
fn a_file_without_changes_stays_byte_for_byte() {
    for (name, text) in corpus::opened() {
        let (report, source) = open(&text);
        assert_eq!(source.write(&report), text, "{name}");
    }
}

#[test]
fn a_changed_figure_changes_one_line_and_keeps_its_comment() {
    let text = SAMPLE.replace("\"巡河次数\" = 310", "\"巡河次数\" = 310   # 含村级");
    let written = changed(&text, |report| {
        report
            .answers
            .insert("巡河次数".to_owned(), answer("1200", Spelling::Integer));
    });
    let (gone, new) = difference(&text, &written);
    assert_eq!(gone, ["\"巡河次数\" = 310   # 含村级"]);
    assert_eq!(new, ["\"巡河次数\" = 1200   # 含村级"]);
}

#[test]
fn a_blanked_figure_leaves_its_comment_and_a_new_one_stands_in_the_order_of_the_fields() {
    let text = SAMPLE.replace("\"巡河次数\" = 310", "\"巡河次数\" = 310 # 含村级");
    let written = changed(&text, |report| {
        report.answers.remove("巡河次数");
        report
            .answers
            .insert("整治方式".to_owned(), answer("集中整治", Spelling::String));
    });
    let (gone, new) = difference(&text, &written);
    assert_eq!(
        gone,
        ["\"巡河次数\" = 310 # 含村级", "\"整治方式\" = \"集中\""]
    );
    assert_eq!(new, ["# 含村级", "\"整治方式\" = \"集中整治\""]);
    assert!(written.contains("= 97.5\n\"整治方式\""), "{written}");
}

#[test]
fn what_is_not_right_yet_stands_in_unfinished() {
    let text = SMALL
        .replace("镇名", "年度")
        .replace("\"清溪镇\"", "2024")
        .replace("\"text\"", "\"year\"");
    let written = changed(&text, |report| {
        report.answers.get_mut("年度").unwrap().typed = Some("12O".to_owned());
    });
    assert!(
        written.contains("= 2024\n\n[unfinished]\n\"年度\" = \"12O\"\n\n[[field]]"),
        "{written}"
    );
    // Its last entry takes the table along.
    let written = changed(&written, |report| {
        report.answers.get_mut("年度").unwrap().typed = None;
    });
    assert_eq!(written, text);
}

#[test]
fn the_two_dates_are_kept_in_the_head() {
    let written = changed(SMALL, |report| {
        report
            .answers
            .insert("成文日期".to_owned(), answer("2024-07-01", Spelling::Date));
        report
            .answers
            .entry("截至日期".to_owned())
            .or_default()
            .typed = Some("2024-6".to_owned());
    });
    assert!(written.contains("汇报\"\ndate = 2024-07-01\n"), "{written}");
    assert!(
        written.contains("[unfinished]\n\"截至日期\" = \"2024-6\"\n"),
        "{written}"
    );
    let stray = "[report]\ndate = \"2024-7-1\"\n[values]\n\"成文日期\" = 2024-08-01\n";
    assert_eq!(
        open(stray).0.answers["成文日期"],
        answer("2024-7-1", Spelling::String)
    );
}

#[test]
fn a_text_keeps_the_form_of_its_string() {
    let written = changed(SAMPLE, |report| {
        let part = &mut report.parts[0].parts[0];
        part.text = Wording::new("甲\n\n乙\"丙\\");
        report.head.title = Wording::new("两行\n标题");
        report.head.closing = Wording::new("以上报告。");
    });
    assert!(
        written.contains("text = \"\"\"\n甲\n\n乙\"丙\\\\\"\"\"\n"),
        "{written}"
    );
    assert!(
        written.contains("title = \"\"\"\n两行\n标题\"\"\"\n"),
        "{written}"
    );
    assert!(
        written.contains("closing = \"以上报告。\"                                     # optional"),
        "{written}"
    );
}

#[test]
fn items_move_with_their_comments_and_unknown_keys() {
    let text = "[report]\n\n[[section]]\nheading = \"甲\"\ncolour = \"红\" # 记着\n\n# 第一条\n[[section.item]]\nheading = \"一\"\n[section.item.more]\nx = 1 # 说明\n\n[[section.item]]\nheading = \"二\"\n\n# 打算\n[[section]]\nheading = \"乙\"\n# 完\n";
    let written = changed(text, |report| {
        let item = report.parts[0].parts.remove(0);
        report.parts[1].parts.push(item);
        let mut new = Part::new(PartId(report.next_part));
        new.heading = Wording::new("三");
        new.numbering = Some(Numbering::First);
        report.parts[0].parts.push(new);
        report.next_part += 1;
    });
    assert_eq!(
        written,
        "[report]\n\n[[section]]\nheading = \"甲\"\ncolour = \"红\" # 记着\n\n[[section.item]]\nheading = \"二\"\n\n[[section.item]]\nheading = \"三\"\nnumbering = \"一是\"\n\n# 打算\n[[section]]\nheading = \"乙\"\n\n# 第一条\n[[section.item]]\nheading = \"一\"\n[section.item.more]\nx = 1 # 说明\n# 完\n"
    );
    // An item that rises to a section takes its tables along.
    let written = changed(text, |report| {
        let item = report.parts[0].parts.remove(0);
        report.parts.insert(1, item);
        let second = report.parts[0].parts.remove(0);
        report.parts[1].parts.push(second);
    });
    assert!(
        written.contains("# 第一条\n[[section]]\nheading = \"一\"\n[section.more]\nx = 1 # 说明\n"),
        "{written}"
    );
}

#[test]
fn comments_that_stand_alone_outlive_the_item_below_them() {
    let text = "[report]\n\n[[section]]\nheading = \"甲\"\n\n# ==== 各条 ====\n\n# 第一条\n[[section.item]]\nheading = \"一\"\n";
    let written = changed(text, |report| _ = report.parts[0].parts.pop());
    assert_eq!(
        written,
        "[report]\n\n[[section]]\nheading = \"甲\"\n\n# ==== 各条 ====\n"
    );
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    let text = format!("\u{feff}{}", SAMPLE.replace('\n', "\r\n"));
    let written = changed(&text, |report| {
        assert_eq!(report.head.opening, open(SAMPLE).0.head.opening);
        report.head.opening = Wording::new("一\n二");
        report
            .answers
            .insert("整治方式".to_owned(), answer("集中整治", Spelling::String));
        report.accepted.push(Accepted {
            code: "stale".to_owned(),
            ..Accepted::default()
        });
    });
    assert!(written.starts_with('\u{feff}'));
    assert_eq!(
        written.matches('\n').count(),
        written.matches("\r\n").count()
    );
    assert!(
        written.contains("opening = \"\"\"\r\n一\r\n二\"\"\"\r\n"),
        "{written}"
    );
}

#[test]
fn new_tables_stand_where_a_new_file_has_them() {
    let text = "# 模板\nformat = 1\n\n[report]\ntitle = \"{甲}\"\n\n# 数据\n[[field]]\nkey = \"甲\"\nkind = \"text\"\n\n[[section]]\nheading = \"乙\"";
    let written = changed(text, |report| {
        report
            .answers
            .insert("甲".to_owned(), answer("清溪", Spelling::String));
        report.notes.insert("甲".to_owned(), "党政办".to_owned());
        report.accepted.push(Accepted {
            code: "stale".to_owned(),
            text: "2023年".to_owned(),
            ..Accepted::default()
        });
        let mut new = Part::new(PartId(report.next_part));
        new.text = Wording::new("丙");
        report.parts[0].parts.push(new);
        report.next_part += 1;
    });
    assert_eq!(
        written,
        "# 模板\nformat = 1\n\n[report]\ntitle = \"{甲}\"\n\n[values]\n\"甲\" = \"清溪\"\n\n[notes]\n\"甲\" = \"党政办\"\n\n# 数据\n[[field]]\nkey = \"甲\"\nkind = \"text\"\n\n[[accepted]]\ncode = \"stale\"\ntext = \"2023年\"\n\n[[section]]\nheading = \"乙\"\n\n[[section.item]]\ntext = \"丙\"\n"
    );
}

#[test]
fn a_report_made_in_memory_is_written_whole() {
    let mut report = open(SMALL).0;
    report.head.opening = Wording::new("甲。\n乙。");
    let written = write(&report);
    assert!(written.starts_with("format = 1\n\n[report]\ntitle = \"{镇名}情况汇报\"\nopening = \"\"\"\n甲。\n乙。\"\"\"\nnumbering = \"一、\"\n\n[values]\n\"镇名\" = \"清溪镇\"\n\n[[field]]\nkey = \"镇名\"\n"), "{written}");
    assert_eq!(plain(&open(&written).0), plain(&report));
    assert!(write(&Report::empty()).starts_with("format = 1\n\n[report]\n"));
}

#[test]
fn tables_in_braces_and_dotted_keys_are_changed_too() {
    for (name, text) in corpus::opened() {
        if !matches!(
            name.as_str(),
            "inline-tables" | "dotted-keys" | "value-is-a-table" | "empty-lists"
        ) {
            continue;
        }
        let written = changed(&text, |report| {
            report
                .answers
                .insert("甲".to_owned(), answer("5", Spelling::Integer));
            report.head.to = Wording::new("县委：");
            report.parts.push(Part {
                heading: Wording::new("新"),
                ..Part::new(PartId(report.next_part))
            });
        });
        assert!(written.contains("= 5"), "{name}: {written}");
    }
}

#[test]
fn comments_of_tables_in_braces_stand_above_their_headers() {
    let text = "# 甲\nreport = {title = \"题\"} # 题\n# 乙\nvalues.\"数\" = 5 # 丙\n\
                # 丁\nfield = [ # 戊\n  # 己\n  {key = \"数\", kind = \"integer\"}, # 庚\n  # 辛\n\
                  {key = \"名\", kind = \"text\"} # 壬\n  # 癸\n]\n";
    let written = changed(text, |report| {
        report
            .answers
            .insert("数".to_owned(), answer("6", Spelling::Integer));
    });
    let expected = "\n# 甲\n# 题\n[report]\ntitle = \"题\"\n\n[values]\n# 乙\n\"数\" = 6 # 丙\n\n\
                    # 丁\n# 戊\n# 己\n# 庚\n[[field]]\nkey = \"数\"\nkind = \"integer\"\n\n\
                    # 辛\n# 壬\n# 癸\n[[field]]\nkey = \"名\"\nkind = \"text\"\n";
    assert_eq!(written, expected);
}

#[test]
fn numbers_are_read_however_toml_spells_them() {
    for (spelled, text) in [
        ("+310", "310"),
        ("1_000", "1000"),
        ("0x7e8", "2024"),
        ("0o17", "15"),
        ("0b110", "6"),
        ("+46.50", "46.50"),
        ("1_0.5_0", "10.50"),
        ("1e3", "1000"),
        ("1.25E+1", "12.5"),
        ("5e-2", "0.05"),
        ("inf", "inf"),
        ("99999999999999999999", "99999999999999999999"),
        ("-9_223_372_036_854_775_809", "-9223372036854775809"),
    ] {
        let file = format!("[report]\n[values]\n\"数\" = {spelled} # 注\n\"名\" = \"甲\"\n");
        let (report, source) = open(&file);
        let stored = report.answers["数"].value.as_ref().unwrap();
        assert_eq!(stored.text, text, "{spelled}");
        assert_eq!(source.write(&report), file);
        assert_eq!(
            changed(&file, |report| {
                report
                    .answers
                    .insert("名".to_owned(), answer("乙", Spelling::String));
            }),
            file.replace('甲', "乙")
        );
    }
}

#[test]
fn what_is_unfinished_counts_only_once_it_is_taken() {
    let text = SMALL.replace(
        "\"清溪镇\"",
        "\"清溪镇\"\n[unfinished]\n\"镇名\" = \"清溪\"",
    );
    let (mut report, source) = open(&text);
    assert!(report.answers["镇名"].untaken);
    assert_eq!(source.write(&report), text);
    assert_eq!(crate::report::Figures::of(&report).value("镇名"), None);
    let mut other = report.clone();
    other.answers.get_mut("镇名").unwrap().value = None;
    let written = source.write(&other);
    assert_eq!(plain(&open(&written).0), plain(&other), "{written}");
    report.settle("镇名");
    assert_eq!(report.answers["镇名"], answer("清溪", Spelling::String));
    assert!(!source.write(&report).contains("unfinished"));
}

#[test]
fn a_newer_file_opens_and_keeps_what_is_not_understood() {
    let (_, text) = corpus::opened()
        .into_iter()
        .find(|(name, _)| name == "newer-format")
        .unwrap();
    let (mut report, source) = open(&text);
    assert_eq!(report.format, 9);
    report.head.to = Wording::new("县委：");
    let (gone, new) = difference(&text, &source.write(&report));
    assert_eq!(
        (gone, new),
        (Vec::new(), vec!["to = \"县委：\"".to_owned()])
    );
}

#[test]
fn a_key_keeps_the_width_in_which_it_is_written() {
    let text = "[report]\n[values]\n\"村(社区)数\" = 1\n[[field]]\nkey = \"村（社区）数\"\nkind = \"text\"\n";
    let written = changed(text, |report| {
        report.answers.insert(
            crate::report::canonical("村（社区）数"),
            answer("2", Spelling::Integer),
        );
    });
    assert_eq!(written, text.replace("= 1", "= 2"));
}

#[test]
fn fields_and_rules_are_added_and_taken_away() {
    let written = changed(SAMPLE, |report| {
        let mut fields = report.fields.to_vec();
        fields.remove(0);
        fields.push(Field {
            optional: true,
            ..Field::new("新数", Kind::Text)
        });
        fields[0].ask = "哪一年".to_owned();
        report.fields = std::sync::Arc::new(fields);
        let mut rules = report.rules.to_vec();
        rules.push(rules[0].clone());
        report.rules = std::sync::Arc::new(rules);
        report.promised.clear();
    });
    assert!(
        !written.contains("本镇全称") && !written.contains("[[promised]]"),
        "{written}"
    );
    assert!(
        written.contains("kind = \"year\"\nask = \"哪一年\"\n"),
        "{written}"
    );
    assert_eq!(written.matches("[[rule]]").count(), 2);
}

#[test]
fn places_are_found_in_the_file() {
    let (report, source) = open(SAMPLE);
    let line_of = |words: &str| {
        SAMPLE
            .lines()
            .position(|line| line.starts_with(words))
            .unwrap()
            + 1
    };
    let at = |place: &Place, inner| source.locate(place, inner);
    assert_eq!(
        at(&Place::Field("巡河次数".to_owned()), (0, 0)),
        Some((line_of("\"巡河次数\" = 310"), 10))
    );
    assert_eq!(
        at(&Place::Field("整治方式".to_owned()), (0, 0)),
        Some((line_of("\"整治方式\" = \"集中\""), 10))
    );
    assert_eq!(
        at(&Place::Field("成文日期".to_owned()), (0, 0)),
        Some((line_of("date = "), 8))
    );
    assert_eq!(
        at(&Place::Head(HeadText::Title), (0, 2)),
        Some((line_of("title"), 12))
    );
    assert_eq!(
        at(&Place::Head(HeadText::Opening), (0, 5)),
        Some((line_of("今年以来，{镇名}坚持"), 6))
    );
    assert_eq!(
        at(&Place::Definition(6), (0, 6)),
        Some((line_of("formula"), 18))
    );
    assert_eq!(at(&Place::Rule(0), (0, 0)), Some((line_of("expect"), 11)));
    assert_eq!(
        at(&Place::Message(0), (0, 2)),
        Some((line_of("message"), 14))
    );
    let when = line_of("level") + 1;
    assert_eq!(at(&Place::RuleWhen(0), (0, 0)), Some((when, 9)));
    let part = report.parts[0].parts[0].id;
    assert_eq!(
        at(&Place::Text(part), (0, 0)),
        Some((line_of("今年以来，全镇"), 1))
    );
    assert_eq!(at(&Place::Text(PartId(99)), (0, 0)), None);
}

#[test]
fn refusals_name_line_column_and_what_to_do() {
    for (name, text) in corpus::refused() {
        let Err(broken) = read(&text) else {
            // The stand-in of kinds takes any.
            assert_eq!(name, "field-of-unknown-kind");
            continue;
        };
        let said = format!("{broken}\n办法：{}\n{}", broken.remedy(), broken.excerpt());
        assert!(broken.line >= 1 && broken.column >= 1, "{name}: {said}");
        assert!(
            broken.to_string().ends_with('。') && broken.remedy().ends_with('。'),
            "{name}: {said}"
        );
        assert!(
            !said.contains("expected") && !said.contains("error:"),
            "{name}: {said}"
        );
        assert!(said.contains('^'), "{name}: {said}");
        assert!(said.len() < 1_000, "{name}: {}", said.len());
        if std::env::var_os("SHOW").is_some() {
            println!("--- {name}\n{said}");
        }
    }
}

#[test]
fn whatever_the_corpus_has_is_taken_or_refused() {
    for (_, bytes) in corpus::malformed() {
        let text = String::from_utf8_lossy(&bytes);
        if let Ok((report, source)) = read(&text) {
            assert_eq!(source.write(&report), text);
        }
    }
}

#[test]
fn a_new_file_is_the_same_in_pieces() {
    let (mut report, _) = open(SAMPLE);
    let fields = (0..5_000).map(|nth| Field::new(&format!("数据{nth}"), Kind::Integer));
    report.fields = fields.collect::<Vec<_>>().into();
    let whole = write(&report);
    let mut pieces: Vec<String> = Vec::new();
    let taken: Result<(), ()> = write_in_pieces(&report, |piece| {
        pieces.push(piece.to_owned());
        Ok(())
    });
    assert_eq!((taken, pieces.concat()), (Ok(()), whole));
    let lengths: Vec<usize> = pieces.iter().map(String::len).collect();
    assert!(lengths.len() > 2, "{lengths:?}");
    assert!(
        lengths.iter().all(|length| *length < PIECE + 1024),
        "{lengths:?}"
    );
    let mut asked = 0;
    let stopped = write_in_pieces(&report, |_| {
        asked += 1;
        Err("full")
    });
    assert_eq!((stopped, asked), (Err("full"), 1));
}
