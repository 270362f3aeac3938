//! What holds for any text and any keys.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::*;

fn narrow(c: char) -> usize {
    c.width().unwrap_or(0)
}

#[derive(Clone, Debug)]
enum Press {
    Put(String),
    Backspace,
    Delete,
    Go(Motion),
    Stretch(Motion),
    Click(usize, usize),
    Jump(usize),
}

fn press() -> impl Strategy<Value = Press> {
    let motion = || {
        prop::sample::select(vec![
            Motion::Left,
            Motion::Right,
            Motion::WordLeft,
            Motion::WordRight,
            Motion::Up,
            Motion::Down,
            Motion::Home,
            Motion::End,
            Motion::Top,
            Motion::Bottom,
        ])
    };
    prop_oneof![
        3 => TEXT.prop_map(Press::Put),
        2 => Just(Press::Backspace),
        1 => Just(Press::Delete),
        4 => motion().prop_map(Press::Go),
        1 => motion().prop_map(Press::Stretch),
        1 => (0usize..9, 0usize..30).prop_map(|(row, column)| Press::Click(row, column)),
        1 => (0usize..200).prop_map(Press::Jump),
    ]
}

const TEXT: &str =
    "([a甲1，“—\n{}?|:]|\\{甲\\}|\\{数:中文\\}|\\{\\?|\\?\\}|\u{301}|🇨|👩\u{200D}🌾|\r\n){0,4}";
const LONGER: &str = "([a甲1，“—\n{}?|:]|\\{甲\\}|\\{很长很长很长的数:中文\\}|\\{\\?|\\?\\}|\u{301}|🇨|👩\u{200D}🌾|\r\n){0,30}";

fn is_stop(wording: &Wording, at: usize) -> bool {
    let text = wording.source();
    let grapheme = at == text.len() || text.grapheme_indices(true).any(|(start, _)| start == at);
    grapheme
        && !wording
            .marks()
            .iter()
            .any(|mark| mark.range.start < at && at < mark.range.end)
}

fn slots(wording: &Wording) -> usize {
    wording
        .marks()
        .iter()
        .filter(|mark| mark.kind == MarkKind::Slot)
        .count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_keys_leave_the_caret_on_a_stop(
        text in LONGER,
        columns in 1usize..20,
        keys in prop::collection::vec(press(), 0..20),
    ) {
        let mut wording = Wording::new(&text);
        let mut caret = Caret::default();
        for key in keys {
            match &key {
                Press::Put(with) => {
                    edit_wording(&mut wording, &mut caret, Edit::Insert(with));
                }
                Press::Backspace => {
                    edit_wording(&mut wording, &mut caret, Edit::Backspace);
                }
                Press::Delete => {
                    edit_wording(&mut wording, &mut caret, Edit::Delete);
                }
                Press::Go(motion) => {
                    Laid::wording(&wording, columns, narrow).go(&mut caret, *motion);
                }
                Press::Stretch(motion) => {
                    Laid::wording(&wording, columns, narrow).stretch(&mut caret, *motion);
                }
                Press::Click(row, column) => caret = Laid::wording(&wording, columns, narrow).caret_at(*row, *column),
                // The text changed under the caret.
                Press::Jump(at) => {
                    caret = Caret::new(*at);
                    Laid::wording(&wording, columns, narrow).go(&mut caret, Motion::Left);
                }
            }
            prop_assert!(is_stop(&wording, caret.at), "{:?} {} in {:?}", key, caret.at, wording.source());
            let laid = Laid::wording(&wording, columns, narrow);
            let (row, column) = laid.place(&caret);
            let there = laid.caret_at(row, column);
            prop_assert_eq!(laid.place(&there), (row, column));
            let line = Laid::line(wording.source(), narrow);
            let (shown, column) = line.window(&caret, columns);
            prop_assert!(column < columns && wording.source().get(shown).is_some());
        }
    }

    #[test]
    // The text has nothing that makes one with what is put in: no combining mark, no brace left open.
    fn inserting_and_taking_back_changes_nothing(
        text in "([a甲1，“—\n:]|\\{甲\\}|\\{数:中文\\}|\\{\\?甲\\{乙\\}\\?\\}|\\{\\{|\\}\\}|🇨|\r\n){0,30}",
        at in 0usize..200,
        put in "[a甲1，（余]",
    ) {
        let mut wording = Wording::new(&text);
        let mut caret = Caret::new(at);
        edit_wording(&mut wording, &mut caret, Edit::Insert(&put));
        edit_wording(&mut wording, &mut caret, Edit::Backspace);
        prop_assert_eq!(wording.source(), text.as_str());
        let mut field = text.clone();
        let mut caret = Caret::new(at);
        edit(&mut field, &mut caret, Edit::Insert(&put));
        edit(&mut field, &mut caret, Edit::Backspace);
        prop_assert_eq!(field, text);
    }

    #[test]
    fn no_edit_tears_a_slot(
        text in "([a?\n]|[{}]|\\{甲\\}|\\{数:中文\\}|\\{\\?|\\?\\}){0,20}",
        put in "([a{}?\n]|\\{甲\\}){0,3}",
        at in 0usize..60,
    ) {
        for key in [Edit::Insert(&put), Edit::Backspace, Edit::Delete] {
            let mut wording = Wording::new(&text);
            let mut caret = Caret::new(at);
            let Some((range, _)) = change(
                &Stops { text: &text, whole: &ranges(&wording) }, &caret, key
            ) else { continue };
            let kept = slots(&wording) - slots(&Wording::new(text.get(range).unwrap()));
            edit_wording(&mut wording, &mut caret, key);
            prop_assert!(slots(&wording) >= kept, "{:?} in {:?} gives {:?}", key, text, wording.source());
        }
    }

    #[test]
    fn down_and_up_again_is_the_same_column(text in "[a甲1，“\n]{0,60}", columns in 2usize..12, at in 0usize..200) {
        let wording = Wording::new(&text);
        let laid = Laid::wording(&wording, columns, narrow);
        let mut caret = Caret::new(Stops { text: &text, whole: &[] }.at_or_before(at));
        let before = laid.place(&caret);
        if laid.go(&mut caret, Motion::Down) {
            prop_assert!(laid.go(&mut caret, Motion::Up));
            prop_assert_eq!(laid.place(&caret), before);
        }
    }
}
