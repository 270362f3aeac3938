//! 本年无此项: leaves out the clause that a figure stands in. The clause becomes an optional one
//! (`{?…?}`) and its figures may stay blank; an answer brings it back.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::wording::{Mark, MarkKind};
use super::{Place, Report, Wording, canonical};

/// Signs at which a clause begins and ends.
const SEPARATORS: [char; 8] = ['，', '；', '。', '：', '！', '？', '、', '\n'];

impl Report {
    /// Leaves out every clause in which `key` stands, with the figures that stand nowhere else, and
    /// blanks them. `None` where a clause can't be told apart from one that can be left out already;
    /// nothing is changed then.
    pub fn leave_out(&mut self, key: &str) -> Option<()> {
        let key = canonical(key);
        let mut changed: Vec<(Place, Wording)> = Vec::new();
        let mut gone: BTreeSet<String> = BTreeSet::from([key.clone()]);
        let mut failed = false;
        self.each_wording(|place, wording| {
            if !wording.slots().any(|slot| canonical(&slot.key) == key) {
                return;
            }
            match without(wording, &key) {
                Some((text, keys)) => {
                    gone.extend(keys);
                    changed.push((place, text));
                }
                None => failed = true,
            }
        });
        if failed {
            return None;
        }
        for (place, text) in changed {
            self.replace_wording(&place, text);
        }
        // A figure that is printed elsewhere too is still owed there.
        let mut outside = BTreeSet::new();
        self.each_wording(|_, wording| {
            let in_clause: Vec<Range<usize>> = clauses(wording.marks());
            for mark in wording
                .marks()
                .iter()
                .filter(|mark| mark.kind == MarkKind::Slot)
            {
                if !in_clause
                    .iter()
                    .any(|clause| clause.contains(&mark.range.start))
                {
                    outside.insert(slot_key(wording, mark));
                }
            }
        });
        gone.retain(|other| *other == key || !outside.contains(other));
        for field in Arc::make_mut(&mut self.fields) {
            let name = canonical(&field.key);
            if gone.contains(&name) && field.rare.formula.is_none() {
                field.optional = true;
                self.answers.remove(&name);
            }
        }
        Some(())
    }

    /// Puts other wording at a place; unlike an edit by hand it does not count as having read it.
    pub(super) fn replace_wording(&mut self, place: &Place, wording: Wording) {
        let read = match place {
            Place::Heading(id) | Place::Text(id) => self.part(*id).map(|part| (*id, part.reviewed)),
            _ => None,
        };
        self.set_wording(place, wording);
        if let Some((id, reviewed)) = read
            && let Some(part) = self.part_mut(id)
        {
            part.reviewed = reviewed;
        }
    }
}

/// The wording with the clauses around each slot of `key` made optional, and the keys that stand in them.
fn without(wording: &Wording, key: &str) -> Option<(Wording, Vec<String>)> {
    let mut text = wording.clone();
    let mut keys = Vec::new();
    loop {
        let inside = clauses(text.marks());
        let open = text.marks().iter().find(|mark| {
            mark.kind == MarkKind::Slot
                && slot_key(&text, mark) == key
                && !inside
                    .iter()
                    .any(|clause| clause.contains(&mark.range.start))
        });
        let Some(mark) = open else {
            return Some((text, keys));
        };
        let range = around(&text, mark)?;
        if text
            .marks()
            .iter()
            .any(|mark| mark.kind != MarkKind::Slot && overlaps(&mark.range, &range))
        {
            return None;
        }
        let slots = text
            .marks()
            .iter()
            .filter(|mark| overlaps(&mark.range, &range));
        keys.extend(slots.map(|mark| slot_key(&text, mark)));
        let source = text.source();
        let (before, rest) = source.split_at_checked(range.start)?;
        let (clause, after) = rest.split_at_checked(range.end.saturating_sub(range.start))?;
        text = Wording::new(&format!("{before}{{?{clause}?}}{after}"));
    }
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The stretches from `{?` to `?}`.
fn clauses(marks: &[Mark]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for mark in marks {
        match mark.kind {
            MarkKind::Open => open = Some(mark.range.start),
            MarkKind::Close => found.extend(open.take().map(|start| start..mark.range.end)),
            MarkKind::Slot | MarkKind::Brace => {}
        }
    }
    found
}

fn slot_key(wording: &Wording, mark: &Mark) -> String {
    let inside = wording.source().get(mark.range.clone()).unwrap_or_default();
    let inside = inside.trim_start_matches('{').trim_end_matches('}');
    canonical(inside.split([':', '：']).next().unwrap_or_default())
}

/// The bytes to leave out with a slot: its clause with the sign before or behind it, so that what is
/// left still reads.
fn around(wording: &Wording, slot: &Mark) -> Option<Range<usize>> {
    let source = wording.source();
    let in_mark = |at: usize| wording.marks().iter().any(|mark| mark.range.contains(&at));
    let sign = |at: usize, c: char| SEPARATORS.contains(&c) && !in_mark(at);
    let splits = |at: usize, c: char| sign(at, c) && (c != '、' || lists_figures(wording, at));
    let (before, after) = (
        source.get(..slot.range.start)?,
        source.get(slot.range.end..)?,
    );
    let left = before.char_indices().rev().find(|(at, c)| splits(*at, *c));
    let right = after
        .char_indices()
        .map(|(at, c)| (at.saturating_add(slot.range.end), c))
        .find(|(at, c)| splits(*at, *c));
    let start = left.map_or(0, |(at, c)| at.saturating_add(c.len_utf8()));
    let end = right.map_or(source.len(), |(at, _)| at);
    let behind = right.map_or(end, |(at, c)| at.saturating_add(c.len_utf8()));
    Some(match (left, right) {
        (Some((_, '；')), Some((_, '，'))) => start..behind,
        (Some((at, '，' | '、' | '；')), _) => at..end,
        (_, Some((_, '，' | '、' | '；' | '。'))) => start..behind,
        _ => start..end,
    })
}

/// Whether the 、 at this byte parts figures: a slot stands on both sides before the next sign.
fn lists_figures(wording: &Wording, at: usize) -> bool {
    let source = wording.source();
    let stop = |c: char| SEPARATORS.contains(&c);
    let start = source
        .get(..at)
        .and_then(|text| text.rfind(stop))
        .unwrap_or(0);
    let behind = at.saturating_add('、'.len_utf8());
    let rest = source.get(behind..).unwrap_or_default();
    let end = rest
        .find(stop)
        .map_or(source.len(), |end| end.saturating_add(behind));
    let slot_in = |range: Range<usize>| {
        wording
            .marks()
            .iter()
            .any(|mark| mark.kind == MarkKind::Slot && overlaps(&mark.range, &range))
    };
    slot_in(start..at) && slot_in(behind..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left_out(source: &str, key: &str) -> Option<String> {
        without(&Wording::new(source), key).map(|(text, _)| text.source().to_owned())
    }

    #[test]
    fn a_clause_goes_with_the_sign_that_joins_it() {
        for (source, key, expected) in [
            (
                "查办{甲}起，处分{乙}人，通报{丙}份。",
                "乙",
                "查办{甲}起{?，处分{乙}人?}，通报{丙}份。",
            ),
            (
                "查办{甲}起，处分{乙}人。",
                "甲",
                "{?查办{甲}起，?}处分{乙}人。",
            ),
            (
                "学习好。走访{甲}户。再来。",
                "甲",
                "学习好。{?走访{甲}户。?}再来。",
            ),
            (
                "优秀{甲}名、先进{乙}名、模范{丙}个，很好。",
                "乙",
                "优秀{甲}名{?、先进{乙}名?}、模范{丙}个，很好。",
            ),
            (
                "召开四风、民生等会议{甲}次，很好。",
                "甲",
                "{?召开四风、民生等会议{甲}次，?}很好。",
            ),
            ("好；查{甲}起，再说。", "甲", "好；{?查{甲}起，?}再说。"),
        ] {
            assert_eq!(left_out(source, key).as_deref(), Some(expected), "{source}");
        }
    }

    #[test]
    fn what_can_go_already_is_left_as_it_is() {
        assert_eq!(
            left_out("好{?，查{甲}起?}。", "甲").as_deref(),
            Some("好{?，查{甲}起?}。")
        );
        assert_eq!(left_out("查{甲}起{?和{乙}人?}。", "甲"), None);
    }
}
