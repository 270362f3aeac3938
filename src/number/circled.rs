//! Numbers in circles, as they head the points of a list.

/// The `nth` number in a circle: ① to ㊿; nothing beyond. Unicode has them in three stretches: to 20, to 35,
/// to 50.
pub fn circled(nth: u32) -> Option<char> {
    let (first, at) = match nth {
        1..=20 => ('①', 1),
        21..=35 => ('㉑', 21),
        36..=50 => ('㊱', 36),
        _ => return None,
    };
    u32::from(first)
        .checked_add(nth.checked_sub(at)?)
        .and_then(char::from_u32)
}
