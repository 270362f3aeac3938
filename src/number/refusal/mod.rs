//! Why an answer is refused; the sentences stand in `wording`.

mod wording;

use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;

pub(super) use wording::{clipped, digit_like, listed};

/// Why a typed answer is no answer (yet). Its `Display` is the sentence that follows `label text：`.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    pub(super) why: Why,
    open: bool,
}

impl Refusal {
    pub(super) fn new(why: Why, open: bool) -> Refusal {
        Refusal { why, open }
    }

    /// A refusal that no further key at the end could lift.
    pub(super) fn closed(why: Why) -> Refusal {
        Refusal::new(why, false)
    }

    /// A refusal that further keys at the end may lift.
    pub(super) fn open_yet(why: Why) -> Refusal {
        Refusal::new(why, true)
    }

    /// The same refusal, where something behind has settled it.
    pub(super) fn settled(self) -> Refusal {
        Refusal::closed(self.why)
    }

    /// Whether further keys at the end could still make the answer right (`3.`, `一百零`), so that nothing
    /// need be said before the field is left.
    pub fn open(&self) -> bool {
        self.open
    }

    /// Whether the spelling itself stops half-way (`3.`, `一百零`), so that what is there is no figure yet; a
    /// figure that is only too small so far is one.
    pub fn is_half(&self) -> bool {
        matches!(
            self.why,
            Why::LastPoint { .. }
                | Why::GroupHalf { .. }
                | Why::SignAlone
                | Why::UnitHalf(_)
                | Why::NumeralHalf { .. }
                | Why::PercentHalf
                | Why::DateHalf
        )
    }

    /// A few words for the end of a field's line, as 第3个字符是字母O.
    pub fn short(&self) -> String {
        self.why.short()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.why.fmt(f)
    }
}

impl std::error::Error for Refusal {}

/// The reasons. `at` counts characters from 1, blanks in front aside; `whole` is true where decimal places are not asked.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Why {
    Blank,
    NoNumber,
    Letter {
        at: usize,
        letter: char,
    },
    Stray {
        at: usize,
        found: char,
    },
    FullStop {
        at: usize,
        whole: bool,
    },
    SecondPoint {
        whole: bool,
    },
    FirstPoint {
        whole: bool,
    },
    LastPoint {
        before: String,
        whole: bool,
    },
    Comma,
    GroupHalf {
        plain: String,
    },
    GroupWrong {
        digits: String,
    },
    Minus,
    Plus,
    Signs,
    SignAlone,
    Gap,
    Range,
    Fraction {
        whole: bool,
    },
    About(&'static str),
    Several,
    Currency(char),
    Permille,
    Unit(String),
    UnitHalf(String),
    MoreAbsent(char),
    MorePlace {
        right: String,
    },
    Mixed,
    Scale {
        right: String,
    },
    Run,
    Nonsense,
    NumeralHalf {
        typed: String,
        full: String,
        digits: String,
    },
    NumeralFull {
        full: String,
        digits: String,
    },
    PercentHalf,
    Between {
        places: u32,
        down: Option<Decimal>,
        up: Option<Decimal>,
    },
    Long,
    Below {
        least: Decimal,
        what: String,
    },
    Above {
        most: Decimal,
        what: String,
    },
    PercentBelow(Decimal),
    PercentAbove(Decimal),
    Year,
    Month,
    DateHalf,
    DateForm,
    DateYear,
    DateMonth,
    DateDay {
        first: Date,
        last: i8,
    },
    Control {
        at: usize,
        found: char,
    },
    TextShort {
        least: Decimal,
        count: usize,
    },
    TextLong {
        most: Decimal,
        count: usize,
    },
    Choice(String),
}
