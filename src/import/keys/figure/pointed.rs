//! Figures that point back to one told a little before: 后进党支部X个…这X个党支部, 安装路灯X盏…X盏路灯照亮了.

use compact_str::CompactString;

use crate::check::chars::{Chars, is_han};
use crate::check::measure::Unit;
use crate::check::words::Words;

use super::super::super::words;
use super::super::{Around, Keys};

/// So many figures back is looked.
const LOOKED: usize = 24;

/// A figure told a little before.
pub(in super::super) struct Recent {
    /// What was counted.
    noun: CompactString,
    /// Its measure.
    measure: &'static str,
    /// Something was done to it: 改造基层社X个.
    done: bool,
    key: CompactString,
}

/// The longest name of a thing, in characters, that is looked for among those told.
const LONGEST: usize = 6;

/// Before a thing that was spoken of.
static POINTS: Words = Words::new(&["这", "上述", "前述", "这些"]);

/// Measures of which a report counts one kind of thing.
static SPECIAL: Words = Words::new(&[
    "盏", "眼", "口", "棵", "株", "艘", "架", "幢", "栋", "孔", "扇",
]);

/// Before something new.
static NEW: Words = Words::new(&["新", "再", "又", "另", "其余", "其他"]);

impl Keys {
    /// The key of the figure told before that this one says again: pointed at (这X个, 上述X份), all of which some are
    /// told of (X个问题中), or counted in a measure that nothing else is. With it what is counted.
    pub(super) fn pointed(
        &self,
        around: &Around<'_>,
        unit: Option<&Unit>,
    ) -> Option<(CompactString, CompactString)> {
        let measure = unit?.measure?.word;
        let (left, right) = (around.left, around.right);
        let points = POINTS.close(left);
        if !points && !left.is_empty() {
            return None;
        }
        let special = left.is_empty() && SPECIAL.is(measure) && !NEW.is_at(right, 0);
        let most = right.run_within(0, LONGEST, is_han);
        (2..=most).rev().find_map(|end| {
            let thing = right.part(0..end);
            let inside = left.is_empty() && right.is(end, |c| c == '中');
            if !points && !inside && !special {
                return None;
            }
            let told = |one: &&Recent| {
                let whole = || !one.done && one.noun.chars().count() == end;
                one.measure == measure && closes(&one.noun, thing) && (!inside || whole())
            };
            let mut same = self.recent.iter().rev().filter(told).map(|one| &one.key);
            let key = same.next()?;
            // What is pointed at is what was told last.
            let alone = points || same.all(|other| other == key);
            alone.then(|| (key.clone(), thing.short(0..end)))
        })
    }

    /// Remembers a figure: what it counted, its measure, its key.
    pub(super) fn remember(
        &mut self,
        around: &Around<'_>,
        (noun, measure, key): (&CompactString, &'static str, &CompactString),
    ) {
        if self.recent.len() >= LOOKED {
            self.recent.pop_front();
        }
        self.recent.push_back(Recent {
            noun: noun.clone(),
            measure,
            done: words::VERBS.at(around.clause(), 0).is_some(),
            key: key.clone(),
        });
    }
}

/// Whether what was counted ends in a thing.
fn closes(noun: &str, thing: Chars<'_>) -> bool {
    let mut rest = noun.chars().rev();
    thing.0.iter().rev().all(|c| rest.next() == Some(*c))
}
