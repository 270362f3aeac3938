//! The sequences that move a cursor.

/// `ESC [ row ; column H` for a cell counted from 0.
pub(super) fn position(bytes: &mut Vec<u8>, x: u16, y: u16) {
    bytes.extend_from_slice(b"\x1b[");
    if y > 0 || x > 0 {
        number(bytes, y.saturating_add(1));
    }
    if x > 0 {
        bytes.push(b';');
        number(bytes, x.saturating_add(1));
    }
    bytes.push(b'H');
}

/// `ESC [ count letter`, the count left out where it is 1.
pub(super) fn sequence(bytes: &mut Vec<u8>, count: u16, letter: u8) {
    bytes.extend_from_slice(b"\x1b[");
    if count != 1 {
        number(bytes, count);
    }
    bytes.push(letter);
}

/// A number in decimal.
fn number(bytes: &mut Vec<u8>, number: u16) {
    bytes.extend_from_slice(number.to_string().as_bytes());
}
