//! Fields: what is asked for, once. Which texts a key may be, and when two keys are the same.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};

use compact_str::CompactString;

use crate::number::{Decimal, Form, Kind};

use super::formula::Formula;

/// The report's own date; always a field.
pub const REPORT_DATE: &str = "成文日期";
/// The day up to which the figures hold; always a field.
pub const AS_OF: &str = "截至日期";
/// Longest key, in characters.
pub const LONGEST_KEY: usize = 40;

/// One `[[field]]`. A template can have a hundred thousand: what few of them have lies apart, and what is short has no
/// memory of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// Its name, as spelled where it is defined.
    pub key: String,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// The question asked; the key stands in where it is empty.
    pub ask: String,
    /// What is counted, as printed behind it.
    pub unit: CompactString,
    /// Who supplies it.
    pub from: CompactString,
    /// At most so many decimal places.
    pub places: Option<u32>,
    /// May stay blank.
    pub optional: bool,
    /// Which `[[field]]` of the file it came from; `None` for the two dates that always exist.
    pub origin: Option<usize>,
    /// What few fields have.
    pub rare: Rare,
}

/// What few fields have: no memory is taken where there is nothing of it.
#[derive(Clone, Default)]
pub struct Rare(Option<Box<Extras>>);

/// What a field can have and seldom has.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Extras {
    /// Least value that is no error; for text the fewest characters.
    pub min: Option<Decimal>,
    /// Greatest value that is no error; for text the most characters.
    pub max: Option<Decimal>,
    /// Outside is a warning.
    pub usual: Option<(Decimal, Decimal)>,
    /// The field by which reports put together are averaged.
    pub weight: String,
    /// For text: the answer is one of these.
    pub choices: Vec<String>,
    /// Derived by this; never asked.
    pub formula: Option<Formula>,
}

impl Deref for Rare {
    type Target = Extras;

    fn deref(&self) -> &Extras {
        static NOTHING: Extras = Extras {
            min: None,
            max: None,
            usual: None,
            weight: String::new(),
            choices: Vec::new(),
            formula: None,
        };
        self.0.as_deref().unwrap_or(&NOTHING)
    }
}

impl DerefMut for Rare {
    fn deref_mut(&mut self) -> &mut Extras {
        self.0.get_or_insert_default()
    }
}

impl From<Extras> for Rare {
    fn from(extras: Extras) -> Self {
        Self((extras != Extras::default()).then(|| Box::new(extras)))
    }
}

impl PartialEq for Rare {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Rare {}

impl fmt::Debug for Rare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// The dates that always exist, those aside that `fields` defines itself.
pub fn always(fields: &[Field]) -> Vec<Field> {
    let missing = |key: &&str| {
        !fields
            .iter()
            .any(|field| field.date_of_report() == Some(*key))
    };
    [REPORT_DATE, AS_OF]
        .into_iter()
        .filter(missing)
        .map(|key| Field::new(key, Kind::Date))
        .collect()
}

impl Field {
    /// A field with nothing but key and kind.
    pub fn new(key: &str, kind: Kind) -> Self {
        Self {
            key: key.to_owned(),
            kind,
            ask: String::new(),
            unit: CompactString::default(),
            from: CompactString::default(),
            places: None,
            optional: false,
            origin: None,
            rare: Rare::default(),
        }
    }

    /// What is shown as its name: the question where there is one, else the key.
    pub fn label(&self) -> &str {
        if self.ask.is_empty() {
            &self.key
        } else {
            &self.ask
        }
    }

    /// What a typed answer has to look like. `more`: 余 or 多 where the text has it behind a slot.
    pub fn form<'a>(&'a self, more: &'a [char]) -> Form<'a> {
        Form {
            kind: self.kind,
            unit: &self.unit,
            min: self.rare.min,
            max: self.rare.max,
            places: self.places,
            more,
            choices: &self.rare.choices,
        }
    }

    /// Decimal places that a derived figure is rounded to.
    pub fn rounding(&self) -> u32 {
        self.places.unwrap_or(match self.kind {
            Kind::Decimal | Kind::Percent => 2,
            _ => 0,
        })
    }

    /// Its unit as it is shown behind the figure: its own, else the one that its kind has.
    pub fn shown_unit(&self) -> &str {
        match (self.kind, self.unit.is_empty()) {
            (Kind::Percent, true) => "％",
            (Kind::Year, true) => "年",
            (Kind::Month, true) => "月",
            _ => &self.unit,
        }
    }

    /// Whether its answer is kept in `[report]` as one of the two dates.
    pub fn is_report_date(&self) -> bool {
        self.date_of_report().is_some()
    }

    /// Which of the two dates it is, where it is one.
    fn date_of_report(&self) -> Option<&'static str> {
        // Both end alike; few other keys do, and none is brought into its canonical form for nothing.
        let last = self.key.chars().next_back()?;
        if last != '期' && !last.is_whitespace() {
            return None;
        }
        let key = canonical_ref(&self.key);
        [REPORT_DATE, AS_OF].into_iter().find(|date| key == *date)
    }
}

/// The form under which keys are compared: half-width, without blanks, so that
/// `村(社区)数` names `村（社区）数`.
pub fn canonical(key: &str) -> String {
    canonical_ref(key).into_owned()
}

/// The same, without a copy of a key that has this form already, as nearly all have.
pub fn canonical_ref(key: &str) -> Cow<'_, str> {
    // The bytes with which blanks and full-width signs begin in UTF-8; Chinese characters begin with others.
    let other = |byte: u8| byte <= b' ' || matches!(byte, 0xc2 | 0xe1..=0xe3 | 0xef);
    if key.bytes().any(other) {
        Cow::Owned(canonical_chars(key).collect())
    } else {
        Cow::Borrowed(key)
    }
}

/// The characters of the canonical form.
pub(super) fn canonical_chars(key: &str) -> impl Iterator<Item = char> {
    key.chars().filter(|c| !c.is_whitespace()).map(half_width)
}

/// The half-width twin of a full-width letter, digit or sign; any other character as it is.
pub fn half_width(c: char) -> char {
    let half = || u32::from(c).checked_sub(0xfee0).and_then(char::from_u32);
    if is_full_width(c) {
        half().unwrap_or(c)
    } else {
        c
    }
}

/// Whether it is one of the signs that have a half-width twin.
fn is_full_width(c: char) -> bool {
    matches!(c, '\u{ff01}'..='\u{ff5e}')
}

/// Whether a text may be a key; where not, the sentence that says why.
pub fn check_key(key: &str) -> Result<(), String> {
    let length = key.chars().count();
    if key.trim().is_empty() {
        return Err("数据名不能空着。".to_owned());
    }
    if length > LONGEST_KEY {
        return Err(format!("数据名最多{LONGEST_KEY}个字，这里有{length}个。"));
    }
    let bad = |c: &char| {
        matches!(
            c,
            '{' | '}' | '|' | ':' | '：' | '=' | '"' | '\'' | '“' | '”' | '‘' | '’'
        ) || c.is_control()
    };
    match key.chars().find(bad) {
        Some(c) if c.is_control() => Err("数据名里不能有换行和控制符。".to_owned()),
        Some(c) => Err(format!("数据名里不能有 {c} 。")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_differ_in_width_or_blanks_are_the_same() {
        assert_eq!(canonical("村(社区)数"), canonical("村（社区） 数"));
        assert_ne!(canonical("村数"), canonical("社区数"));
    }

    #[test]
    fn a_key_has_no_braces_bars_colons_equals_or_quotes() {
        assert!(check_key("村（社区）数").is_ok());
        for bad in [
            "",
            " ",
            "甲{",
            "甲|乙",
            "甲：乙",
            "a=b",
            "“甲”",
            "甲\n乙",
            &"长".repeat(41),
        ] {
            assert!(check_key(bad).is_err(), "{bad}");
        }
    }
}
