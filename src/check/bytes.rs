//! Bytes of a text, eight looked at at once: what is said of most of them costs next to nothing.

/// Each of eight bytes 1.
const ONES: u64 = u64::from_le_bytes([1; 8]);
/// Each of eight bytes a blank.
const BLANKS: u64 = u64::from_le_bytes([b' '; 8]);
/// The highest bit of each of eight bytes.
const HIGH: u64 = u64::from_le_bytes([0x80; 8]);

/// Whether one of the bytes is a control character below the blank, or one of two signs, and `so`.
pub fn has_control_or(bytes: &[u8], signs: [u8; 2], so: impl Fn(u8) -> bool) -> bool {
    let [one, other] = signs.map(|sign| ONES.wrapping_mul(u64::from(sign)));
    // The borrow of a subtraction sets the high bit of a byte that is less than the number below it.
    let below = |eight: u64, number: u64| eight.wrapping_sub(number) & !eight;
    let (eights, rest) = bytes.as_chunks::<8>();
    for bytes in eights {
        let eight = u64::from_le_bytes(*bytes);
        let near = below(eight, BLANKS) | below(eight ^ one, ONES) | below(eight ^ other, ONES);
        if near & HIGH != 0 && bytes.iter().any(|byte| so(*byte)) {
            return true;
        }
    }
    rest.iter().any(|byte| so(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_is_found_wherever_it_stands() {
        let is = |byte: u8| byte < b' ' && byte != b'\n' || byte == b'"';
        let found = |bytes: &[u8]| has_control_or(bytes, *b"\"\\", is);
        for length in 0..20 {
            for at in 0..length {
                for byte in 0..=u8::MAX {
                    let mut bytes = vec![b'a'; length];
                    bytes[at] = byte;
                    assert_eq!(found(&bytes), is(byte), "{byte} at {at} of {length}");
                    bytes.fill(0xe4);
                    bytes[at] = byte;
                    assert_eq!(found(&bytes), is(byte), "{byte} at {at} of {length}");
                }
            }
        }
    }
}
