//! Any text, any edit of a file, any changes of a report.

use proptest::prelude::*;

use super::corpus::SAMPLE;
use super::*;

/// A change of a report, made of a few numbers.
fn change(report: &mut Report, (what, at, text): &(u8, usize, String)) {
    fn take(parts: &mut Vec<Part>, at: usize) -> Option<Part> {
        if parts.is_empty() {
            None
        } else {
            Some(parts.remove(at % parts.len()))
        }
    }
    let sections = report.parts.len().max(1);
    match what {
        0 => report.head.opening = Wording::new(text),
        1 => {
            let keys = ["镇名", "年度", "巡河次数", "整治方式", "生人"];
            report.answers.insert(
                keys[at % keys.len()].to_owned(),
                answer(text, Spelling::String),
            );
        }
        2 => {
            _ = report
                .answers
                .remove(["镇名", "水质达标率", "成文日期"][at % 3])
        }
        3 => {
            let part = take(&mut report.parts, *at);
            report.parts.extend(part);
        }
        4 => {
            if let Some(section) = report.parts.get_mut(at % sections)
                && let Some(item) = take(&mut section.parts, at / 3)
                && let Some(other) = report.parts.get_mut((at / 7) % sections)
            {
                other.parts.insert(0, item);
            }
        }
        5 => {
            let part = Part {
                text: Wording::new(text),
                ..Part::new(PartId(report.next_part))
            };
            report.next_part += 1;
            let places = report.parts.len() + 1;
            match report.parts.get_mut(at % sections) {
                Some(section) if at % 2 == 0 => section.parts.push(part),
                _ => report.parts.insert(at % places, part),
            }
        }
        6 => {
            if let Some(section) = report.parts.get_mut(at % sections) {
                section.parts.pop();
            }
        }
        7 => _ = report.notes.insert("年度".to_owned(), text.clone()),
        8 => report.accepted.insert(
            at % (report.accepted.len() + 1),
            Accepted {
                text: text.clone(),
                ..Accepted::default()
            },
        ),
        9 => _ = report.previous.pop_first(),
        11 => {
            // An item becomes a section, or a section an item of the first.
            if at % 2 == 0 {
                let item = report
                    .parts
                    .get_mut(at % sections)
                    .and_then(|part| take(&mut part.parts, *at));
                report.parts.splice(0..0, item);
            } else if report.parts.len() > 1 {
                let section = report.parts.remove(1);
                report.parts[0].parts.push(section);
            }
        }
        10 => report.answers.entry("年度".to_owned()).or_default().typed = Some(format!("x{text}")),
        _ => {
            if let Some(section) = report.parts.get_mut(at % sections) {
                section.out = !section.out;
                section.heading = Wording::new(text);
                section.numbering = Some(Numbering::Circled);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_taken_or_refused(text in "(\\PC|[\\[\\]{}=\"'\n\r\t #.\\\\a1甲\u{1b}“，]){0,60}") {
        if let Err(broken) = read(&text) {
            prop_assert!(!broken.excerpt().is_empty());
        }
    }

    #[test]
    fn an_edited_file_is_taken_or_refused(
        at in 0..SAMPLE.chars().count(),
        cut in 0_usize..12,
        piece in "([\\[\\]{}=\"'\n\r #.,\\\\a1甲“”＝，\0]|section|\"\"\"|item = |\\[\\[x\\]\\]\n|\\[values\\]\n){0,3}",
    ) {
        let before: String = SAMPLE.chars().take(at).collect();
        let behind: String = SAMPLE.chars().skip(at + cut).collect();
        let text = format!("{before}{piece}{behind}");
        match read(&text) {
            Ok((mut report, source)) => {
                prop_assert_eq!(&source.write(&report), &text);
                report.head.to = Wording::new("改过：");
                let written = source.write(&report);
                let again = read(&written).map_err(|e| TestCaseError::fail(format!("{e}\n{written}")))?.0;
                prop_assert_eq!(plain(&again), plain(&report));
            }
            Err(broken) => prop_assert!(broken.line >= 1 && !broken.excerpt().is_empty()),
        }
    }

    #[test]
    fn what_is_written_reads_back_with_comments_and_unknown_keys(
        changes in prop::collection::vec((0_u8..13, 0_usize..50, "[甲乙a\"'\\\\\n]{0,6}"), 1..8),
        crlf in any::<bool>(),
        odd in 0_usize..5,
    ) {
        let text = SAMPLE.replace("[[section]]\n", "# 记\n[[section]]\n颜色 = 1 # 注\n").replace("颜色", "\"颜色\"");
        let text = match odd {
            0 => text.trim_end().to_owned(),
            1 => format!("{text}\n[other]\nx = 1\n# 完\n"),
            2 => text.replace("[[section.item]]\n", "[[section.item]]\nunknown.x = 1\n[[section.item.link]]\nto = 1\n").replace("to = 1\nheading", "heading"),
            3 => format!("{text}\n[section.extra]\nx = 1\n[section.extra.more]\ny = 2\n"),
            _ => text.replace("\n\n", "\n"),
        };
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        let (mut report, source) = open(&text);
        changes.iter().for_each(|each| change(&mut report, each));
        let written = source.write(&report);
        let again = read(&written).map_err(|e| TestCaseError::fail(format!("{e}\n{}\n{written}", e.excerpt())))?.0;
        prop_assert_eq!(plain(&again), plain(&report), "{}", written);
        let sections: Vec<PartId> = open(&text).0.parts.iter().map(|part| part.id).collect();
        let kept = sections.into_iter().filter(|id| report.part(*id).is_some()).count();
        prop_assert_eq!(written.matches("\"颜色\" = 1 # 注").count(), kept);
        if crlf {
            prop_assert_eq!(written.matches('\n').count(), written.matches("\r\n").count());
        }
        let fresh = write(&report);
        prop_assert_eq!(plain(&open(&fresh).0), plain(&report), "{}", fresh);
    }
}
