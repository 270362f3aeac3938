//! What holds for any report.

use proptest::prelude::*;

use super::*;
use crate::report::part::NUMBERINGS;

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a甲。：\u{3000} \n\t\u{202e}]{0,4}".boxed(),
        prop::sample::select(vec![
            "{必}",
            "{选}",
            "{算}",
            "{日}",
            "{名}",
            "{必:中文}",
            "{日:月日}",
            "{名:上期}",
            "{成文日期}",
            "{?甲{选}?}",
            "{?{必} > 2|乙{算}?}",
            "{?{选} = 1|丙?}",
            "{?",
            "?}",
            "{",
            "}",
            "{无}",
        ])
        .prop_map(str::to_owned)
        .boxed(),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn any_part() -> impl Strategy<Value = Part> {
    let numbering = prop::option::of(prop::sample::select(
        NUMBERINGS.map(|(numbering, _)| numbering).to_vec(),
    ));
    let when = prop::option::of(prop::sample::select(vec!["{必} = 2", "{选} = 1", "{算} >"]));
    let leaf = (words(), words(), numbering, prop::bool::weighted(0.1), when).prop_map(
        |(heading, text, numbering, out, when)| Part {
            numbering,
            out,
            when: when.map(Condition::new).map(Box::new),
            ..part(0, &heading, &text)
        },
    );
    leaf.prop_recursive(5, 24, 4, |inner| {
        (inner.clone(), prop::collection::vec(inner, 0..4))
            .prop_map(|(own, parts)| holding(parts, own))
    })
}

fn any_report() -> impl Strategy<Value = Report> {
    let typed = "[0-9甲O.\u{3000}\u{7}\n]{0,4}";
    let texts = prop::collection::vec(words(), 7);
    let parts = prop::collection::vec(any_part(), 0..4);
    ((typed, typed, typed), "(2024-07-01)?", texts, parts).prop_map(
        |((must, may, name), day, texts, parts)| {
            let mut report = with(vec![
                (field("必", Kind::Integer), &must),
                (optional("选", Kind::Decimal), &may),
                (derived("算", Kind::Decimal, "{选} / {必}"), ""),
                (field("日", Kind::Date), &day),
                (field("名", Kind::Text), &name),
            ]);
            for ((which, _), text) in HEAD_TEXTS.into_iter().zip(texts) {
                *report.head.text_mut(which) = Wording::new(&text);
            }
            *report.parts = parts;
            let mut next = 0;
            report
                .parts
                .iter_mut()
                .for_each(|part| number_parts(part, &mut next));
            report
        },
    )
}

fn number_parts(part: &mut Part, next: &mut u32) {
    part.id = PartId(*next);
    *next += 1;
    part.parts
        .iter_mut()
        .for_each(|part| number_parts(part, next));
}

proptest! {
    #[test]
    fn any_report_prints_clean_lines(report in any_report()) {
        for line in printed(&report) {
            prop_assert_eq!(line.trim(), line.as_str());
            prop_assert!(!line.is_empty());
            let stray = line.chars().find(|c| c.is_control() || *c == '\u{202e}');
            prop_assert_eq!(stray, None);
        }
    }

    #[test]
    fn each_block_is_of_one_text(report in any_report()) {
        let figures = Figures::of(&report);
        let steps = Steps::of(&report, &figures);
        let given = Given { report: &report, figures: &figures, steps: &steps };
        let (document, texts) = given.page();
        let mut places = vec![Place::Date];
        places.extend(HEAD_TEXTS.map(|(which, _)| Place::Head(which)));
        report.walk(|part| places.push(Place::Heading(part.id)));
        let mut gathered = Vec::new();
        for place in places {
            let range = texts.range(&place);
            for block in &document.blocks[range.clone()] {
                let of_it = |run: &Run| match (&place, run.place()) {
                    (Place::Heading(id), _) => run.part() == Some(*id),
                    (place, of) => of == Some(place),
                };
                prop_assert!(block.runs.iter().all(of_it), "{place:?} {block:?}");
            }
            gathered.extend(range);
        }
        gathered.sort_unstable();
        prop_assert_eq!(gathered, Vec::from_iter(0..document.blocks.len()));
    }
}
