//! What stands in the way of handing a report in: findings, each with its code, level, place and words.
//! One pass over the report gives them all; nothing here changes it.

pub mod blanks;
pub mod chars;
mod codes;
mod figures;
mod file;
mod gaps;
mod headings;
mod leftover;
pub mod marker;
pub mod measure;
pub mod near;
mod prose;
mod relations;
mod review;
#[cfg(test)]
mod tests;
pub mod words;

pub use codes::{CODES, Code};
pub use figures::{State, TO_VERIFY, change, state, state_by};
pub use leftover::leftovers;
pub use review::Review;

use crate::report::{Accepted, Level, Place, canonical, canonical_ref};

/// Something found in a report.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// What sort of thing it is.
    pub code: Code,
    /// How much it weighs.
    pub level: Level,
    /// One Chinese sentence: what, where, what to do.
    pub message: String,
    /// Where it is to be mended.
    pub place: Place,
    /// The fields it is about, by canonical key: both ends of a relation.
    pub keys: Vec<String>,
    /// The words or the figure found.
    pub text: String,
    /// The same with what stands around it in the wording, where the words alone would say too little of which they
    /// are: what looks like a blank and is none.
    pub around: String,
    /// What to write instead, where there is one answer.
    pub suggestion: Option<String>,
    /// Line and character (from 1) in the rendered text; for `file`, from 0 and inside the wording,
    /// formula or condition at `place`.
    pub at: Option<(usize, usize)>,
    /// More keys in a figure that it is about could settle it: half-typed, too small yet, not round yet, or out
    /// of step with another. It is not said before that figure was left.
    pub open: bool,
    look: Look,
    step: Option<usize>,
}

impl Finding {
    fn new(code: Code, level: Level, place: Place, message: String) -> Self {
        Self {
            code,
            level,
            message,
            place,
            keys: Vec::new(),
            text: String::new(),
            around: String::new(),
            suggestion: None,
            at: None,
            open: false,
            look: Look::File,
            step: None,
        }
    }

    /// The step in which it is mended, as an index into the list; `None` where it is not of one step.
    pub fn step(&self) -> Option<usize> {
        self.step
    }

    fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    fn key(mut self, key: &str) -> Self {
        self.keys.push(canonical(key));
        self
    }

    /// Whether `[[accepted]]` can settle it: a warning kept, or a remark on the language silenced.
    /// What is missing, unreadable or contradicts a rule that must hold is never settled that way; that XX in a wording
    /// is no blank but words, its user can say.
    pub fn can_be_accepted(&self) -> bool {
        if !self.around.is_empty() {
            return true;
        }
        let hard = matches!(
            self.code,
            Code::Blank | Code::File | Code::Number | Code::Relation
        );
        self.level != Level::Error || !hard
    }

    /// Whether it is not said yet, as `fresh` (canonical) is still being typed.
    pub fn waits(&self, fresh: Option<&str>) -> bool {
        self.open && fresh.is_some_and(|fresh| self.keys.iter().any(|key| key == fresh))
    }

    /// The words by which `[[accepted]]` knows it.
    pub fn settled(&self) -> &str {
        if self.around.is_empty() {
            &self.text
        } else {
            &self.around
        }
    }

    fn accepted_by(&self, accepted: &Accepted) -> bool {
        accepted.code == self.code.name()
            && accepted.text == self.settled()
            && (accepted.key.is_empty()
                || self
                    .keys
                    .iter()
                    .any(|key| *key == canonical_ref(&accepted.key)))
    }
}

/// What a finding came of. The findings of a step stand in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Look {
    File,
    /// A field, as an index into those asked and shown.
    Field(usize),
    Unused,
    Stranger,
    Condition,
    Rule(usize),
    /// A block of the document.
    Leftover(usize),
    Gap,
    Outline,
    List(usize),
    Part,
    Stale(usize),
}
