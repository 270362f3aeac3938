//! Sets of characters that are asked with one look: nearly all that are not in the set are told apart by it.

/// A set of characters by their low twelve bits: a bit for each.
#[derive(Clone, Debug)]
pub struct Near([u64; 64]);

impl Near {
    /// The set of these characters.
    pub const fn of(chars: &[char]) -> Self {
        let mut near = Self([0; 64]);
        let mut rest = chars;
        while let Some((c, others)) = rest.split_first() {
            near = near.with(*c);
            rest = others;
        }
        near
    }

    /// The set with one more.
    #[expect(clippy::indexing_slicing, reason = "the place is below 64")]
    pub const fn with(mut self, c: char) -> Self {
        let (place, bit) = place(c);
        self.0[place] |= bit;
        self
    }

    /// Whether a character can be in the set: one that is, and one of thousands that only looks like it.
    #[inline(always)]
    pub fn may_have(&self, c: char) -> bool {
        let (place, bit) = place(c);
        self.0.get(place).is_some_and(|bits| bits & bit != 0)
    }
}

/// The bit of a character, and in which of the 64 numbers it stands.
#[expect(
    clippy::as_conversions,
    reason = "a constant takes no other conversion, and six bits fit"
)]
const fn place(c: char) -> (usize, u64) {
    let low = c as u32;
    ((low / 64 % 64) as usize, 1 << (low % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_set_is_found_and_little_else() {
        const NEAR: Near = Near::of(&['某', 'X', '（']);
        assert!(['某', 'X', '（'].iter().all(|c| NEAR.may_have(*c)));
        let others = ('\u{4e00}'..='\u{9fff}').filter(|c| NEAR.may_have(*c));
        assert!(others.count() < 40);
    }
}
