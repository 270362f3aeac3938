//! The signs of fonts that have signs in the place of letters, as characters that every font has. Of Wingdings the
//! ones that reports have: boxes, ticks, dots, arrows, numbers in circles.

use super::xml::Element;
use crate::number;

/// Where such a font has its signs.
const FIRST: u32 = 0xF000;

/// A font's code and the character.
type Row = (u32, char);

const SYMBOL: [Row; 35] = [
    (0x2D, '−'),
    (0x44, 'Δ'),
    (0x53, 'Σ'),
    (0x57, 'Ω'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x64, 'δ'),
    (0x67, 'γ'),
    (0x6C, 'λ'),
    (0x6D, 'μ'),
    (0x70, 'π'),
    (0x71, 'θ'),
    (0x72, 'ρ'),
    (0x73, 'σ'),
    (0x77, 'ω'),
    (0xA2, '′'),
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xAC, '←'),
    (0xAD, '↑'),
    (0xAE, '→'),
    (0xAF, '↓'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB2, '″'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xBC, '…'),
    (0xC5, '⊕'),
    (0xD6, '√'),
    (0xE5, '∑'),
];

const WINGDINGS: [Row; 17] = [
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '□'),
    (0x75, '◆'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '□'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xE0, '→'),
    (0xFB, '×'),
    (0xFC, '☑'),
    (0xFD, '☒'),
    (0xFE, '☑'),
    (0xF0, '⇨'),
];

const WINGDINGS_2: [Row; 6] = [
    (0x50, '☑'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0xA3, '□'),
];

/// The numbers in circles of Wingdings, from 1: white, then black ones.
const CIRCLES: [u32; 2] = [0x81, 0x8C];

/// The character that a sign (w:sym) stands for; U+FFFD where it is not known.
pub(super) fn character(element: &Element<'_>) -> char {
    let font = element.attribute("font").unwrap_or_default().to_lowercase();
    let code = element.attribute("char").unwrap_or_default();
    let code = u32::from_str_radix(&code, 16).unwrap_or_default();
    let rows: &[Row] = match font.as_str() {
        "symbol" => &SYMBOL,
        "wingdings 2" => &WINGDINGS_2,
        "wingdings" => &WINGDINGS,
        _ => &[],
    };
    let place = match code.checked_sub(FIRST) {
        Some(place @ 0..=0xFF) => place,
        // Word also writes a sign by the font's own code.
        _ if !rows.is_empty() && code <= 0xFF => code,
        _ => {
            return char::from_u32(code)
                .filter(|sign| !sign.is_control())
                .unwrap_or(char::REPLACEMENT_CHARACTER);
        }
    };
    let known = rows.iter().find(|(code, _)| *code == place);
    let circled = || {
        let first = CIRCLES.iter().rev().find(|first| **first <= place)?;
        let nth = place.checked_sub(*first)?.checked_add(1)?;
        (font == "wingdings" && nth <= 10)
            .then(|| number::circled(nth))
            .flatten()
    };
    // Symbol has the signs of ASCII in their places, letters apart.
    let plain = || {
        let sign = char::from_u32(place)?;
        (font == "symbol" && matches!(sign, ' '..='?')).then_some(sign)
    };
    known
        .map(|(_, sign)| *sign)
        .or_else(circled)
        .or_else(plain)
        .unwrap_or(char::REPLACEMENT_CHARACTER)
}
