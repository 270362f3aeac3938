//! Whatever is done to a report, a review that follows it is the one that is made of it anew.

use proptest::prelude::*;

use super::*;
use crate::report::{Part, PartId, Report, Wording};

const TOWNSHIP: &str = include_str!("../../templates/township-party.toml");

/// Slots in headlines, clauses that come and go, figures that follow from others, a circle, two years.
const KNOTTY: &str = r#"format = 1
[report]
title = "{镇名}{年度}年汇报"
opening = "截至{截至日期}，共查{查}次。{?{类} = “街道”|街道工作一句。?}"
closing = "2023年一是{查:中文}次，三是{名}。"
[values]
"镇名" = "清溪镇"
"年度" = 2024
"没有的" = "甲"
[previous]
"查" = 10
[[field]]
key = "镇名"
kind = "text"
[[field]]
key = "年度"
kind = "year"
[[field]]
key = "类"
kind = "text"
choices = ["镇", "街道"]
[[field]]
key = "查"
kind = "integer"
unit = "次"
max = 500
usual = [20, 200]
[[field]]
key = "改"
kind = "integer"
optional = true
[[field]]
key = "率"
kind = "percent"
formula = "{改} / {查} * 100"
[[field]]
key = "翻"
kind = "decimal"
formula = "{率} * 2 + {查:上期}"
[[field]]
key = "圈"
kind = "decimal"
formula = "{圈} + 1"
[[field]]
key = "名"
kind = "text"
[[field]]
key = "没用"
kind = "text"
[[rule]]
expect = "{改} <= {查}"
message = "改了{改}处，只查了{查}次，率{率}。"
[[rule]]
expect = "{翻} < 300"
when = "{类} = “镇”"
level = "warning"
message = "太多"
[[section]]
heading = "{名}工作"
[[section.item]]
heading = "查得勤。"
text = "查{查}余次，{?改{改}处，率{率}％，?}见{名}。\n翻{翻}，圈{圈}，XX。"
[[section.item]]
heading = "{?{改} > 3|改得多：?}"
text = "{?改了{改}处。?}"
[[section.item]]
heading = "街道的事"
when = "{类} = “街道”"
text = "{名}在街道，{缺的}。"
[[section]]
heading = "问题"
role = "problems"
[[section.item]]
id = "甲"
heading = "{名}不够"
[[section]]
heading = "打算"
role = "plans"
[[section.item]]
answers = ["甲"]
heading = "2025年再查{查}次"
"#;

/// What is typed, fit for one field or another, or for none.
const TYPED: [&str; 16] = [
    "",
    "3",
    "30",
    "31",
    "300",
    "3000",
    "12O",
    "46.5",
    "46.50",
    "-1",
    "街道",
    "镇",
    "清溪镇",
    "2023",
    "2024-07-01",
    "某XX",
];

const TEXTS: [&str; 6] = [
    "",
    "改过的{查}次。",
    "二是{名}，2020年{?{改}处?}",
    "{镇名}{没有}{",
    "甲\n乙{率}\n丙",
    "{年度}",
];

/// Something done to a report. The numbers choose among what there is.
#[derive(Clone, Debug)]
enum Edit {
    Answer(usize, usize),
    Settle(usize),
    Wording(usize, usize),
    Out(usize),
    Read(usize),
    Move(usize, bool),
    Remove(usize),
    Insert(usize),
    LeaveOut(usize),
    Accept(usize),
    Note(usize),
    Undo,
}

fn edit() -> impl Strategy<Value = Edit> {
    let number = || 0..1_000_usize;
    prop_oneof![
        12 => (number(), number()).prop_map(|(field, text)| Edit::Answer(field, text)),
        2 => number().prop_map(Edit::Settle),
        2 => (number(), number()).prop_map(|(place, text)| Edit::Wording(place, text)),
        1 => number().prop_map(Edit::Out),
        1 => number().prop_map(Edit::Read),
        1 => (number(), any::<bool>()).prop_map(|(part, on)| Edit::Move(part, on)),
        1 => number().prop_map(Edit::Remove),
        1 => number().prop_map(Edit::Insert),
        1 => number().prop_map(Edit::LeaveOut),
        1 => number().prop_map(Edit::Accept),
        1 => number().prop_map(Edit::Note),
        3 => Just(Edit::Undo),
    ]
}

fn change(report: &mut Report, review: &Review, edit: &Edit) {
    let ids = report.part_ids();
    let part = |at: usize| ids.get(at % ids.len().max(1)).copied();
    let key = |at: usize| report.fields[at % report.fields.len()].key.clone();
    match *edit {
        Edit::Answer(field, text) => report.answer(&key(field), TYPED[text % TYPED.len()]),
        Edit::Settle(field) => report.settle(&key(field)),
        Edit::Wording(place, text) => {
            let mut places = Vec::new();
            report.each_wording(|place, _| places.push(place));
            let text = Wording::new(TEXTS[text % TEXTS.len()]);
            report.set_wording(&places[place % places.len()], text);
        }
        Edit::Out(at) => {
            if let Some(part) = part(at).and_then(|id| report.part_mut(id)) {
                part.out = !part.out;
            }
        }
        Edit::Read(at) => {
            if let Some(part) = part(at).and_then(|id| report.part_mut(id)) {
                part.reviewed = !part.reviewed;
            }
        }
        Edit::Move(at, on) => part(at).into_iter().for_each(|id| report.move_part(id, on)),
        Edit::Remove(at) => part(at).into_iter().for_each(|id| report.remove_part(id)),
        Edit::Insert(at) => {
            if let Some(id) = part(at) {
                let mut new = Part::new(PartId(0));
                new.text = Wording::new(TEXTS[at % TEXTS.len()]);
                report.insert_behind(id, new);
            }
        }
        Edit::LeaveOut(field) => _ = report.leave_out(&key(field)),
        Edit::Accept(at) => {
            let count = review.findings.len().max(1);
            if let Some(finding) = review.findings.get(at % count) {
                report.accepted.push(Accepted {
                    code: finding.code.name().to_owned(),
                    key: finding.keys.first().cloned().unwrap_or_default(),
                    text: finding.text.clone(),
                    ..Accepted::default()
                });
            }
        }
        Edit::Note(field) => _ = report.notes.insert(key(field), "待核".to_owned()),
        Edit::Undo => {}
    }
}

/// All that a review says, in a form that can be compared.
fn said(report: &Report, review: &Review) -> Vec<String> {
    let fields = report.fields.iter().map(|field| {
        let key = canonical(&field.key);
        format!(
            "{key} {:?} {:?} {:?} {:?} {:?}",
            review.figures.get(&key),
            review.figures.previous(&key),
            review.figures.more(&key),
            review.steps.uses(&key),
            figures::position(review, &key),
        )
    });
    let mut said: Vec<String> = fields.collect();
    said.extend(review.findings.iter().map(|finding| format!("{finding:?}")));
    said.extend(
        review
            .document
            .blocks
            .iter()
            .map(|block| format!("{block:?}")),
    );
    said.push(format!("{:?}", review.steps.list));
    said.push(format!("{:?} {:?}", review.numbers, review.headings));
    said.push(format!(
        "{:?} {:?} {:?}",
        review.asked, review.slots, review.years
    ));
    said
}

fn follow(draft: &str, edits: &[Edit]) {
    let (mut report, _) = crate::format::read(draft).unwrap();
    let mut review = Review::of(&report);
    let mut before = vec![report.clone()];
    for edit in edits {
        match edit {
            Edit::Undo => report = before.pop().unwrap_or(report),
            _ => {
                before.push(report.clone());
                change(&mut report, &review, edit);
            }
        }
        review.follow(&report);
        let anew = said(&report, &Review::of(&report));
        assert_eq!(said(&report, &review), anew, "{edit:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_review_that_follows_a_knotty_report_is_the_one_made_anew(
        edits in prop::collection::vec(edit(), 1..30)
    ) {
        follow(KNOTTY, &edits);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn a_review_that_follows_a_whole_report_is_the_one_made_anew(
        edits in prop::collection::vec(edit(), 1..30)
    ) {
        follow(TOWNSHIP, &edits);
    }
}

#[test]
fn an_answer_is_followed_without_looking_at_the_rest() {
    let (mut report, _) = crate::format::read(TOWNSHIP).unwrap();
    let mut review = Review::of(&report);
    report.answer("专题学习次数", "7");
    assert_eq!(review.follow_answers(&report), Some(()));
    // One with a rule over it.
    report.answer("当年发展党员人数", "70");
    assert_eq!(review.follow_answers(&report), Some(()));
    // The years that are at home in the text follow from this one.
    report.answer("报告年度", "2024");
    assert_eq!(review.follow_answers(&report), None);
}
