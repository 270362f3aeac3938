//! Bytes of a text, eight looked at at once: what is said of most of them costs next to nothing.

/// Each of eight bytes 1.
const ONES: u64 = u64::from_le_bytes([1; 8]);
/// Each of eight bytes a blank.
const BLANKS: u64 = u64::from_le_bytes([b' '; 8]);
/// The highest bit of each of eight bytes.
const HIGH: u64 = u64::from_le_bytes([0x80; 8]);

/// Where the first byte stands that is a control character below the blank, or one of three signs, and `so`.
pub fn control_or(bytes: &[u8], signs: [u8; 3], so: impl Fn(u8) -> bool) -> Option<usize> {
    let [one, other, third] = signs.map(|sign| ONES.wrapping_mul(u64::from(sign)));
    // The borrow of a subtraction sets the high bit of a byte that is less than the number below it.
    let below = |eight: u64, number: u64| eight.wrapping_sub(number) & !eight;
    // A byte of a Chinese character, its high bit set, is none of them: most eights are such bytes throughout.
    let near = |eight: u64| {
        if eight & HIGH == HIGH {
            return false;
        }
        let near = below(eight, BLANKS)
            | below(eight ^ one, ONES)
            | below(eight ^ other, ONES)
            | below(eight ^ third, ONES);
        near & HIGH != 0
    };
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut at = 0_usize;
    for bytes in eights {
        if near(u64::from_le_bytes(*bytes))
            && let Some(found) = bytes.iter().position(|byte| so(*byte))
        {
            return Some(at.saturating_add(found));
        }
        at = at.saturating_add(8);
    }
    // The last eight bytes at once, some for the second time, tell of nearly all texts that the rest holds nothing.
    if let Some(last) = bytes.last_chunk::<8>()
        && !near(u64::from_le_bytes(*last))
    {
        return None;
    }
    let found = rest.iter().position(|byte| so(*byte))?;
    Some(at.saturating_add(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_is_found_wherever_it_stands() {
        let is = |byte: u8| byte < b' ' && byte != b'\n' || matches!(byte, b'"' | 0x7f);
        let found = |bytes: &[u8]| control_or(bytes, *b"\"\\\x7f", is);
        for length in 0..20 {
            for at in 0..length {
                for byte in 0..=u8::MAX {
                    for other in [b'a', 0xe4] {
                        let mut bytes = vec![other; length];
                        bytes[at] = byte;
                        let wanted = is(byte).then_some(at);
                        assert_eq!(found(&bytes), wanted, "{byte} at {at} of {length}");
                    }
                }
            }
        }
    }
}
