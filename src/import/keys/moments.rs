//! Keys of dates: years, the date line, the day up to which figures hold, deadlines.

use std::cmp::Ordering;

use crate::report::{AS_OF, REPORT_DATE};

use super::super::dates::{self, Dated};
use super::around::Around;
use super::nouns::first;
use super::{Keys, LAST_YEAR, NEXT_YEAR, Region, Setting, YEAR};

impl Keys {
    /// The key of a date.
    pub(super) fn date(&mut self, around: &Around, setting: Setting<'_>, date: &Dated) -> String {
        let units: Vec<dates::Unit> = date.parts.iter().map(|part| part.unit).collect();
        let full = units.contains(&dates::Unit::Month) && units.contains(&dates::Unit::Day);
        let until = ["截至", "截止", "截止到", "截至到"]
            .iter()
            .any(|word| around.left.ends_with(word));
        if full && setting.region == Region::Date {
            return self.own(REPORT_DATE);
        }
        if full && until {
            return self.own(AS_OF);
        }
        if units.as_slice() == [dates::Unit::Year] && around.given {
            let printed: Option<i64> = around.printed.parse().ok();
            let own = *self.year.get_or_insert(printed.unwrap_or_default());
            return match printed.map(|year| year.cmp(&own)) {
                Some(Ordering::Greater) => self.known("next year".to_owned(), NEXT_YEAR),
                Some(Ordering::Less) => self.known("last year".to_owned(), LAST_YEAR),
                _ => self.known("year".to_owned(), YEAR),
            };
        }
        if units.as_slice() == [dates::Unit::Year] {
            let next = setting.region == Region::Plans && self.same.contains_key("year")
                || ["计划", "打算", "思路", "目标", "安排"]
                    .iter()
                    .any(|word| first(&around.right, 6).contains(word))
                    && self.same.contains_key("year");
            let last = ["比", "较", "与"]
                .iter()
                .any(|word| around.left.ends_with(word))
                && self.same.contains_key("year");
            return match (next, last) {
                (true, _) => self.known("next year".to_owned(), NEXT_YEAR),
                (_, true) => self.known("last year".to_owned(), LAST_YEAR),
                _ => self.known("year".to_owned(), YEAR),
            };
        }
        let noun = self.lexicon.noun_behind(
            around
                .right
                .trim_start_matches(['前', '后', '起', '，', '以', '之']),
        );
        let noun = if noun.is_empty() {
            self.lexicon.noun_before(&around.left)
        } else {
            noun
        };
        let kind = if full {
            "日期"
        } else if units.contains(&dates::Unit::Month) {
            "月份"
        } else {
            "日子"
        };
        if until {
            return self.known("as of month".to_owned(), "截至月份");
        }
        self.new_key(&format!("{}{kind}", first(&noun, 8)))
    }
}
