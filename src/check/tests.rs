//! Findings of whole reports, read as their users write them.

use super::*;

mod follow;

const HEAD: &str = r#"
[report]
title = "{镇名}{年度}年汇报"
[values]
"镇名" = "清溪镇"
"年度" = 2024
"#;

const FIELDS: &str = r#"
[[field]]
key = "镇名"
kind = "text"
[[field]]
key = "年度"
kind = "year"
[[field]]
key = "查"
kind = "integer"
unit = "次"
max = 500
usual = [20, 200]
[[field]]
key = "改"
kind = "integer"
unit = "处"
optional = true
"#;

fn review(values: &str, rest: &str) -> Review {
    let text = format!("{HEAD}{values}{FIELDS}{rest}");
    let (report, _) =
        crate::format::read(&text).unwrap_or_else(|broken| panic!("{broken}\n{text}"));
    let mut review = Review::of(&report);
    // Fields that a case has no use for are remarked on; that is not what it is about.
    review
        .findings
        .retain(|finding| finding.level != Level::Info);
    review
}

fn codes(review: &Review) -> Vec<(Code, Level)> {
    review
        .findings
        .iter()
        .map(|finding| (finding.code, finding.level))
        .collect()
}

#[test]
fn what_prints_as_a_gap_is_never_ready() {
    let derived = |formula: &str| {
        format!("[[field]]\nkey = \"率\"\nkind = \"decimal\"\nformula = \"{formula}\"\n")
    };
    let item = |text: &str| {
        format!(
            "[[section]]\nheading = \"做法\"\n[[section.item]]\ntext = \"{text}\"\nreviewed = true\n"
        )
    };
    let blanks = |values: &str, rest: String| {
        let review = review(values, &rest);
        let blanks = review.findings.iter();
        let blanks = blanks.filter(|finding| finding.code == Code::Blank);
        let found: Vec<_> = blanks.map(|blank| (blank.keys.clone(), blank.at)).collect();
        assert_eq!(review.ready(), found.is_empty(), "{:?}", review.findings);
        found
    };
    let two = "\"查\" = 20\n\"改\" = 0\n";
    let rate = derived("{查} / {改}") + &item("率是{率}。");
    // A division by zero is a warning of its own, and a gap in the text.
    assert_eq!(
        blanks(two, rate.clone()),
        [(vec!["率".to_owned()], Some((3, 8)))]
    );
    // A blank answer says so itself, once.
    assert_eq!(
        blanks("\"改\" = 1\n", rate),
        [(vec!["查".to_owned()], None)]
    );
    // It is derived from an optional figure that is blank, and stands in no clause.
    let doubled = derived("{改} * 2") + &item("翻番是{率}。");
    assert_eq!(
        blanks("\"查\" = 20\n", doubled),
        [(vec!["率".to_owned()], Some((3, 9)))]
    );
    // A figure of last period that nobody gave.
    let before = item("查了{查}次，上期{查:上期}次。");
    assert_eq!(
        blanks(two, before),
        [(vec!["查".to_owned()], Some((3, 14)))]
    );
    // A condition that divides by zero.
    let when = item("查了{查}次。") + "when = \"{查} / {改} > 1\"\n";
    assert_eq!(
        codes(&review(two, &when)),
        [(Code::Relation, Level::Warning)]
    );
    let clause = item("查了{查}次{?{查} / {改} > 1|，多于改的?}。");
    assert_eq!(blanks(two, clause), [(Vec::new(), Some((3, 11)))]);
}

const ITEM: &str = r#"
[[section]]
heading = "做法"
[[section.item]]
text = "查了{查}余次{?，改了{改}处?}。"
"#;

#[test]
fn a_blank_figure_is_an_error_an_optional_one_is_not() {
    let review = review("", ITEM);
    assert_eq!(codes(&review), [(Code::Blank, Level::Error)]);
    assert_eq!(review.findings[0].keys, ["查"]);
    assert_eq!(review.findings[0].at, Some((3, 8)));
    assert!(!review.ready());
}

#[test]
fn figures_are_judged_by_bounds_usual_range_and_roundness() {
    for (value, expected) in [
        ("\"查\" = 120", vec![]),
        ("\"查\" = 123", vec![Level::Warning]),
        ("\"查\" = 10", vec![Level::Warning]),
        ("\"查\" = 5", vec![Level::Warning, Level::Warning]),
        ("\"查\" = 501", vec![Level::Error]),
        ("\"查\" = 12.5", vec![Level::Error]),
        ("\"查\" = \"120次\"", vec![]),
        ("\"查\" = \"12O\"", vec![Level::Error]),
        ("\"查\" = true", vec![Level::Error]),
        (
            "\"查\" = 120\n[unfinished]\n\"查\" = \"12O\"",
            vec![Level::Error],
        ),
        (
            "\"查\" = 120\n[unfinished]\n\"查\" = \"12\"",
            vec![Level::Error],
        ),
        ("\"查\" = 0x78", vec![]),
        (
            "\"查\" = 1234567890123456789012345678901234567890",
            vec![Level::Error],
        ),
    ] {
        let review = review(value, ITEM);
        let levels: Vec<Level> = review
            .findings
            .iter()
            .map(|finding| finding.level)
            .collect();
        assert_eq!(levels, expected, "{value}: {:?}", review.findings);
        assert!(
            review
                .findings
                .iter()
                .all(|finding| finding.code == Code::Number)
        );
    }
}

#[test]
fn an_answer_with_what_stands_beside_its_slots_is_told_with_what_to_fill_in() {
    let told = |title: &str, text: &str| {
        let head = HEAD.replace("{镇名}{年度}年汇报", title);
        let item = "[[section]]\nheading = \"做法\"\n[[section.item]]\ntext = ";
        let (report, _) = crate::format::read(&format!("{head}{FIELDS}{item}\"{text}\"\n"))
            .unwrap_or_else(|broken| panic!("{broken}"));
        let review = Review::of(&report);
        let mut found = review.of_field("镇名");
        let told = found.next().map(|finding| {
            let suggestion = finding.suggestion.clone().unwrap_or_default();
            (finding.level, finding.message.clone(), suggestion)
        });
        (told, state(&review, "镇名"))
    };
    let wanted = |level, message: &str, suggestion: &str| {
        let state = match level {
            Level::Error => State::Wrong,
            _ => State::Odd,
        };
        let found = (level, message.to_owned(), suggestion.to_owned());
        (Some(found), state)
    };
    assert_eq!(told("{镇名}汇报", "{镇名}党委"), (None, State::Good));
    let all = "镇名 清溪镇：后面已有“镇”，只填“清溪”，不然印成“清溪镇镇”。";
    assert_eq!(
        told("{镇名}镇汇报", "在{镇名}镇检查"),
        wanted(Level::Error, all, "清溪")
    );
    let some = "镇名 清溪镇：有的地方后面已有“镇”，印成“清溪镇镇”；请改那里的文字。";
    assert_eq!(
        told("{镇名}汇报", "在{镇名}镇检查"),
        wanted(Level::Warning, some, "")
    );
    let before = "镇名 清溪镇：前面已有“清溪”，只填“镇”，不然印成“清溪清溪镇”。";
    assert_eq!(
        told("清溪{镇名}汇报", "清溪{镇名}"),
        wanted(Level::Warning, before, "镇")
    );
}

#[test]
fn a_rule_is_named_at_both_ends_and_counts_once() {
    let rule = "[[rule]]\nexpect = \"{改} <= {查}\"\nmessage = \"改的不会比查的多，请改一个。\"\n";
    let found = review("\"查\" = 30\n\"改\" = 40", &format!("{rule}{ITEM}"));
    assert_eq!(codes(&found), [(Code::Relation, Level::Error)]);
    let finding = &found.findings[0];
    assert_eq!(finding.keys, ["改", "查"]);
    assert!(
        finding.message.contains("改40处、查30次"),
        "{}",
        finding.message
    );
    assert_eq!(found.of_field("查").count(), 1);
    let quiet = review("\"查\" = 30", &format!("{rule}{ITEM}"));
    assert!(quiet.findings.is_empty(), "a blank operand says nothing");
}

#[test]
fn an_accepted_warning_is_silent_until_the_figure_changes() {
    let accepted =
        "[[accepted]]\ncode = \"number\"\nkey = \"查\"\ntext = \"300\"\nreason = \"属实\"\n";
    assert!(
        review("\"查\" = 300", &format!("{accepted}{ITEM}"))
            .findings
            .is_empty()
    );
    assert_eq!(
        review("\"查\" = 310", &format!("{accepted}{ITEM}"))
            .findings
            .len(),
        1
    );
    let blank = "[[accepted]]\ncode = \"blank\"\nkey = \"查\"\ntext = \"____\"\n";
    assert_eq!(
        review("", &format!("{blank}{ITEM}")).findings.len(),
        1,
        "a gap is never settled"
    );
}

#[test]
fn the_file_itself_may_have_faults_and_still_opens() {
    for (rest, count) in [
        (
            "[[section]]\nheading = \"一\"\ntext = \"有{没有的}数\"\n",
            1,
        ),
        ("[[section]]\nheading = \"一\"\ntext = \"多了}\"\n", 1),
        ("[[field]]\nkey = \"查 \"\nkind = \"integer\"\n", 1),
        (
            "[[field]]\nkey = \"甲\"\nkind = \"integer\"\nformula = \"{乙}\"\n[[field]]\nkey = \"乙\"\nkind = \"integer\"\nformula = \"{甲}\"\n",
            2,
        ),
        ("[[rule]]\nexpect = \"{查} >\"\nmessage = \"\"\n", 1),
        ("[[rule]]\nexpect = \"{查} > {丁}\"\nmessage = \"\"\n", 1),
    ] {
        let found = review("", rest);
        let faults = found
            .findings
            .iter()
            .filter(|finding| finding.code == Code::File)
            .count();
        assert_eq!(faults, count, "{rest}: {:?}", found.findings);
    }
}

#[test]
fn division_by_zero_and_overflow_are_warnings() {
    let rules = "[[rule]]\nexpect = \"{查} / {改} > 1\"\nmessage = \"\"\n";
    let found = review("\"查\" = 100\n\"改\" = 0", &format!("{rules}{ITEM}"));
    assert_eq!(codes(&found), [(Code::Relation, Level::Warning)]);
}

const PAIRED: &str = r#"
[[section]]
heading = "问题"
role = "problems"
[[section.item]]
id = "a"
heading = "不够深。"
reviewed = true
[[section.item]]
heading = "不够广。"
reviewed = true
[[section]]
heading = "打算"
role = "plans"
[[section.item]]
heading = "学深。"
answers = ["a"]
reviewed = true
[[section.item]]
heading = "别的。"
answers = ["没有"]
"#;

#[test]
fn problems_and_plans_are_paired_and_unread_prose_is_named() {
    let found = review("", PAIRED);
    let expected = [
        (Code::Pairing, Level::Warning),
        (Code::Unreviewed, Level::Warning),
        (Code::Pairing, Level::Warning),
    ];
    assert_eq!(codes(&found), expected, "{:?}", found.findings);
    assert!(found.findings[0].message.contains("不够广"));
    assert!(found.ready(), "warnings do not make it unready");
}

#[test]
fn plans_answer_nothing_where_no_problem_is_spoken_of() {
    let (_, plans) = PAIRED
        .split_once("[[section]]\nheading = \"打算\"")
        .unwrap();
    let found = review("", &format!("[[section]]\nheading = \"打算\"{plans}"));
    assert_eq!(codes(&found), [(Code::Unreviewed, Level::Warning)]);
    // Problems that are left out were there to be answered.
    let found = review(
        "",
        &PAIRED.replace("role = \"problems\"", "role = \"problems\"\nout = true"),
    );
    let pairing = codes(&found)
        .into_iter()
        .filter(|(code, _)| *code == Code::Pairing);
    assert_eq!(pairing.count(), 2, "{:?}", found.findings);
}

#[test]
fn spoken_numbers_go_on_in_the_paragraph_and_stand_beside_any_form() {
    let item = "[[section.item]]\nheading = \"不够深；\"\ntext = \"二是不够广；三是不够长。\"\nreviewed = true\n";
    let other =
        "[[section]]\nheading = \"别的\"\n[[section.item]]\nheading = \"好。\"\nreviewed = true\n";
    let spoken = format!("[[section]]\nheading = \"问题\"\nnumbering = \"一是\"\n{item}{other}");
    let run_in = spoken.replace("不够深；", "不够深。");
    assert_eq!(codes(&review("", &run_in)), []);
    let twice = run_in.replace("三是", "二是");
    assert_eq!(
        codes(&review("", &twice)),
        [(Code::Numbering, Level::Warning)]
    );
    let mixed = run_in
        .replace("一是", "1.")
        .replace("二是", "")
        .replace("三是", "");
    assert_eq!(
        codes(&review("", &mixed)),
        [(Code::Numbering, Level::Warning)]
    );
}

#[test]
fn another_year_in_the_wording_is_stale() {
    let text = "[[section]]\nheading = \"一\"\n[[section.item]]\ntext = \"{?{年度} > 1|2021年好，?}2024年更好，二〇二二年也好，光荣在党50年。\"\nreviewed = true\n";
    let found = review("", text);
    let texts: Vec<&str> = found
        .findings
        .iter()
        .map(|finding| finding.text.as_str())
        .collect();
    assert_eq!(texts, ["2021年", "二〇二二年"]);
    let titled = |title: &str| {
        let text = format!("{HEAD}{FIELDS}").replace("{镇名}{年度}年汇报", title);
        let (report, _) = crate::format::read(&text).unwrap();
        let findings = Review::of(&report).findings;
        findings
            .iter()
            .filter(|finding| finding.code == Code::Stale)
            .count()
    };
    assert_eq!(titled("{镇名}{年度}年总结和2025年计划"), 0);
    assert_eq!(titled("{镇名}{年度}年总结和2026年计划"), 1);
    assert_eq!(titled("{镇名}2025年总结"), 1);
}

#[test]
fn a_leftover_blank_in_wording_or_value_is_an_error() {
    let found = review(
        "\"查\" = 30",
        "[[section]]\nheading = \"一\"\n[[section.item]]\ntext = \"XX村查{查}次\"\n",
    );
    assert_eq!(codes(&found), [(Code::Blank, Level::Error)]);
    assert_eq!(found.findings[0].text, "XX");
}

#[test]
fn what_is_left_out_is_not_asked() {
    let out = "[[section]]\nheading = \"一\"\n[[section.item]]\nout = true\ntext = \"查{查}次\"\n[[rule]]\nexpect = \"{查} > {年度}\"\nmessage = \"\"\n";
    assert!(review("", out).findings.is_empty());
    let when = "[[section]]\nheading = \"一\"\n[[section.item]]\nwhen = \"{年度} > 2030\"\ntext = \"查{查}次\"\n";
    assert!(review("", when).findings.is_empty());
}
