//! Counting: the number in front of each paragraph of a list, in the order of the document.

use std::collections::{HashMap, HashSet};

use super::numbering::{Found, LEVELS, Level, Numbering};
use super::numerals::Numerals;
use super::styles::{Numbered, Styles};

/// How far the lists of a document have counted.
pub(super) struct Counters<'a> {
    numbering: &'a Numbering,
    styles: &'a Styles,
    /// The last number of each level, by pattern.
    counted: HashMap<&'a str, [Option<u32>; LEVELS]>,
    /// The lists and levels that have started where they say that they do.
    started: HashSet<(String, usize)>,
}

impl<'a> Counters<'a> {
    pub(super) fn new(numbering: &'a Numbering, styles: &'a Styles) -> Self {
        Self {
            numbering,
            styles,
            counted: HashMap::new(),
            started: HashSet::new(),
        }
    }

    /// What Word prints in front of the next paragraph, which has this style and says this itself; empty
    /// where it has no number or only a mark.
    pub(super) fn next(&mut self, style: Option<&str>, own: &Numbered) -> String {
        let styled = self.styles.numbered(style);
        let id = match (&own.list, &styled) {
            (Some(id), _) => id.clone(),
            (None, Some(styled)) => styled.numbered.list.clone().unwrap_or_default(),
            (None, None) => return String::new(),
        };
        let Some(found) = self.numbering.list(&id, self.styles) else {
            return String::new();
        };
        let by_style = || {
            let styled = styled.as_ref()?;
            let named = style.and_then(|style| found.level_of(style));
            named
                .or_else(|| found.level_of(styled.style))
                .or(styled.numbered.level)
        };
        let level = own.level.or_else(by_style).unwrap_or_default();
        let Some(definition) = found.level(level) else {
            return String::new();
        };
        let numbers = self.count(&id, &found, level);
        printed(&found, definition, &numbers)
    }

    /// Counts one further on a level, and gives the numbers of all.
    fn count(&mut self, id: &str, found: &Found<'a>, level: usize) -> [u32; LEVELS] {
        let counted = self.counted.entry(found.pattern).or_default();
        let start = |level: usize| {
            let own = found.list.starts.get(level).copied().flatten();
            own.unwrap_or_else(|| found.level(level).map_or(1, |level| level.start))
        };
        let overrides = found.list.starts.get(level).is_some_and(Option::is_some);
        let anew = overrides && self.started.insert((id.to_owned(), level));
        for (place, slot) in counted.iter_mut().enumerate() {
            if place == level {
                *slot = Some(match *slot {
                    Some(last) if !anew => last.saturating_add(1),
                    _ => start(place),
                });
            } else if place > level {
                let restart = found.level(place).and_then(|level| level.restart);
                if restart.is_none_or(|after| level < after) {
                    *slot = None;
                }
            }
        }
        let mut numbers = [0; LEVELS];
        for (place, (number, slot)) in numbers.iter_mut().zip(counted.iter()).enumerate() {
            *number = slot.unwrap_or_else(|| start(place));
        }
        numbers
    }
}

fn printed(found: &Found<'_>, level: &Level, numbers: &[u32; LEVELS]) -> String {
    if level.numerals == Numerals::Mark {
        return String::new();
    }
    let mut text = String::new();
    let mut rest = level.text.chars().peekable();
    while let Some(c) = rest.next() {
        let place = rest.peek().and_then(|digit| digit.to_digit(10));
        let Some(place) = place.filter(|place| c == '%' && *place > 0) else {
            text.push(c);
            continue;
        };
        rest.next();
        let place = usize::try_from(place.saturating_sub(1)).unwrap_or_default();
        let numerals = match found.level(place) {
            Some(above) if !level.digits => above.numerals,
            _ => Numerals::default(),
        };
        text.push_str(&numerals.print(numbers.get(place).copied().unwrap_or_default()));
    }
    // Where a hand would have typed a space: 第一部分 主要做法, but 一、主要做法.
    if level.parted && text.ends_with(char::is_alphanumeric) {
        text.push(' ');
    }
    text
}
