//! The screens: one file each. A step's screen draws a [`Desk`](super::desk::Desk); what lies over it
//! (a list, a question, the whole text) has a state of its own and tells [`Next`] when it is done.

use crate::report::Place;

pub mod ask;
pub mod blanks;
pub mod find;
pub mod finish;
pub mod help;
pub mod import;
pub mod menu;
pub mod page;
pub mod pick;
pub mod prose;
pub mod review;
pub mod said;
pub mod start;
pub mod text;
pub mod wording;
pub mod write;

/// What a screen wants done after a key.
#[derive(Clone, PartialEq, Debug)]
pub enum Next {
    /// Nothing: it goes on.
    Stay,
    /// It closes.
    Close,
    /// It closes and the draft goes there.
    Go(Goal),
    /// It closes and the answer to a question goes to who asked.
    Answer(ask::Purpose, String),
    /// It closes and this entry of a menu is done.
    Do(menu::Deed),
}

/// A place to go to.
#[derive(Clone, PartialEq, Debug)]
pub enum Goal {
    /// A step by its index.
    Step(usize),
    /// Where something is mended.
    Place(Place),
    /// A text's step; where its wording is edited, the caret stands at this byte of it.
    Spot(Place, usize),
}
