//! What is remembered of a review that was left: which blank was in hand, and the model's file.

use std::path::PathBuf;

use super::Blanks;
use crate::import::Found;
use crate::report::Report;

/// What it begins with; the number of the blank, from 1, and the path go on with it.
const STAND: &str = "#认空";

/// A review that was left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Left {
    hand: usize,
    /// The model's file; empty where it was not known.
    pub source: PathBuf,
}

impl Left {
    /// Reads what is remembered of a draft; `None` where no review was left there.
    pub fn read(stand: &str) -> Option<Self> {
        let rest = stand.strip_prefix(STAND)?;
        let source = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = rest
            .strip_suffix(source)
            .and_then(|number| number.parse().ok());
        Some(Self {
            hand: number.unwrap_or(1_usize).saturating_sub(1),
            source: PathBuf::from(source),
        })
    }

    /// The review gone on with: by what its model says once more, where that could be read. As what a blank was
    /// printed is not known else.
    pub fn resume(self, again: Option<Blanks>, report: &Report) -> Blanks {
        let blanks = again.unwrap_or_else(|| Blanks::new(report, &Found::default(), (&[], "")));
        Blanks {
            hand: self.hand,
            ..blanks
        }
    }
}

impl Blanks {
    /// What is remembered of a draft left here.
    pub fn stand(&self) -> String {
        let number = self.hand.saturating_add(1);
        format!("{STAND}{number}{}", self.source.display())
    }
}
