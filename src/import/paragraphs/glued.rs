//! A report glued into one paragraph: headings stand inside it.

use crate::check::chars::{Chars, is_common_han, is_han, one_of};
use crate::check::marker::{Form, Marker, marker};

use super::super::lines::is_space;
use super::super::outline::is_titled;
use super::Paragraph;

/// Takes apart paragraphs that hold a whole report: headings stand inside them.
pub(super) fn unglued(paragraphs: Vec<Paragraph<'_>>) -> Vec<Paragraph<'_>> {
    let mut found = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let cuts = if paragraph.text.len() >= 200 {
            cuts(paragraph.chars())
        } else {
            Vec::new()
        };
        if cuts.is_empty() {
            found.push(paragraph);
            continue;
        }
        let whole = Paragraph {
            glued: true,
            ..paragraph
        };
        let mut from = 0_usize;
        // The title of such a text ends at its first space.
        let title = whole
            .chars()
            .run(0, |c| !is_space(c) && !one_of(c, "。，；："));
        let title = Some(title)
            .filter(|title| whole.chars().is(*title, is_space) && *title <= LONGEST_TITLE);
        for cut in title.into_iter().chain(cuts).chain([whole.text.len()]) {
            let part = whole.cut(from..cut);
            if !part.text.is_empty() {
                found.push(part);
            }
            from = cut;
        }
    }
    found
}

/// Where in a glued text headings open; nothing where it is an ordinary paragraph.
fn cuts(chars: Chars<'_>) -> Vec<usize> {
    if !chars.0.windows(2).any(may_be_first) {
        return Vec::new();
    }
    let mut found: Vec<(usize, Marker)> = Vec::new();
    let opens = |c: char| is_space(c) || matches!(c, '。' | '！' | '？' | '；' | '”' | '：');
    for (at, c) in (1..).zip(chars.0) {
        if is_common_han(*c) || !opens(*c) || chars.is(at, is_space) {
            let above = found.last().map(|(above, _)| *above);
            if is_han(*c) && opens_below(chars, above, at) {
                found.extend(marker(chars, at).map(|marker| (at, marker)));
            }
            continue;
        }
        if let Some(marker) = marker(chars, at)
            && (matches!(
                marker.form,
                Form::Volume
                    | Form::Part
                    | Form::Chapter
                    | Form::Chinese
                    | Form::Bracketed
                    | Form::Arabic
                    | Form::ArabicBracketed
                    | Form::Decimal(_)
            )
            // 存在的主要问题 一是…。 二是…: apart where a space stands between.
            || is_space(*c) && matches!(marker.form, Form::First | Form::Must))
        {
            found.push((at, marker));
        }
    }
    let top = |form: Form| matches!(form, Form::Chinese | Form::Part);
    let has = |value: u32| {
        found
            .iter()
            .any(|(_, marker)| top(marker.form) && marker.value == value)
            || value == 1
                && marker(chars, 0).is_some_and(|marker| top(marker.form) && marker.value == 1)
    };
    // One section alone has two items at least.
    let item = |value: u32| {
        let mut items = found.iter().map(|(_, marker)| marker);
        items.any(|marker| marker.form == Form::Bracketed && marker.value == value)
    };
    if !(has(1) && (has(2) || item(1) && item(2))) {
        return Vec::new();
    }
    // Only what counts on: a 3. that follows no 2. is a figure.
    let mut last: Vec<(Form, u32)> = Vec::new();
    let mut cuts = Vec::new();
    for (nth, (at, marker)) in found.iter().enumerate() {
        let (at, marker) = (*at, *marker);
        // 一是…；二是…: what goes on in one paragraph is none of several.
        let next = found.get(nth.saturating_add(1)).map(|(_, next)| *next);
        let second = next.is_some_and(|next| next.form == marker.form && next.value == 2);
        if matches!(marker.form, Form::First | Form::Must) && marker.value == 1 && !second {
            continue;
        }
        let known = last.iter().position(|(form, _)| *form == marker.form);
        let follows = match known.and_then(|known| last.get(known)) {
            Some((_, value)) => {
                marker.value == value.saturating_add(1)
                    || marker.value == 1
                    || marker.value == *value
                    || marker.value == value.saturating_add(2)
            }
            None => marker.value == 1 || top(marker.form),
        };
        if !follows {
            continue;
        }
        match known {
            Some(known) => last.truncate(known.saturating_add(1)),
            None => last.push((marker.form, 0)),
        }
        if let Some(entry) = last.last_mut() {
            entry.1 = marker.value;
        }
        cuts.push(at);
    }
    cuts
}

/// Whether two letters can be those of the first section's marker (一、, 第一部分), without which nothing is glued.
fn may_be_first(letters: &[char]) -> bool {
    match letters {
        ['一', next] => matches!(next, '、' | '､' | '.' | '．'),
        ['第', next] => matches!(next, '一' | '1' | '１' | '0' | '０'),
        _ => false,
    }
}

/// Whether the first heading below one opens at a position right behind its words: 一、工作开展情况（一）…; 一、 right
/// behind a title.
fn opens_below(chars: Chars<'_>, above: Option<usize>, at: usize) -> bool {
    match (chars.at(at), above) {
        (Some('（' | '(' | '1' | '１'), Some(above)) => {
            let first = marker(chars, at).is_some_and(|marker| {
                let form = matches!(marker.form, Form::Bracketed | Form::Arabic);
                form && marker.value == 1
            });
            let words = chars.part(above..at);
            first
                && words.len() <= LONGEST_HEADLINE
                && !words.0.iter().any(|c| one_of(*c, "。，；：！？"))
        }
        (Some('一'), None) => {
            let title = chars.part(0..at);
            chars.is(at.saturating_add(1), |c| c == '、')
                && at <= LONGEST_TITLE
                && is_titled(title)
                && !title.0.iter().any(|c| one_of(*c, "。，；：！？"))
        }
        _ => false,
    }
}

/// A headline in such a text with its marker is no longer.
const LONGEST_HEADLINE: usize = 30;

/// Nor is its title.
const LONGEST_TITLE: usize = 40;
