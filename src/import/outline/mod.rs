//! Which paragraph is what: title, addressee, opening, headings and their levels, closing, signature, date,
//! attachments.

use crate::check::chars::Chars;
use crate::check::marker::{Form, Marker, marker};

use super::kinds::Asked;
use super::lines::is_space;
use super::paragraphs::{Paragraph, han};

mod frame;

use frame::{head, tail};

/// What a paragraph is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    Title,
    /// Under the title, by-line and document number.
    Subtitle,
    To,
    Opening,
    Heading(Heading),
    Text,
    Closing,
    Signature,
    Date,
    /// What follows the date or the text: attachments, contacts.
    After,
}

/// A heading at the head of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Heading {
    /// By nesting, 1 the document's top.
    pub(super) level: usize,
    /// What it opens with.
    pub(super) marker: Marker,
    /// Where its words begin in the paragraph.
    pub(super) start: usize,
    /// Where its words end: at the first 。：； or the end of the line.
    pub(super) end: usize,
}

/// A number that does not follow the one before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Jump {
    /// The paragraph.
    pub(super) paragraph: usize,
    /// The marker as printed.
    pub(super) marker: String,
    /// The number that would follow.
    pub(super) expected: u32,
}

/// The roles of all paragraphs, and where numbers jump.
pub(super) fn outline(
    paragraphs: &[Paragraph<'_>],
    asked: &[Vec<Asked>],
) -> (Vec<Role>, Vec<Jump>) {
    let mut roles = vec![Role::Text; paragraphs.len()];
    let mut jumps = Vec::new();
    headings(paragraphs, &mut roles, &mut jumps);
    let first = roles
        .iter()
        .position(|role| matches!(role, Role::Heading(_)))
        .unwrap_or(paragraphs.len());
    head(paragraphs, &mut roles, first);
    tail(paragraphs, asked, &mut roles, first);
    (roles, jumps)
}

fn headings(paragraphs: &[Paragraph<'_>], roles: &mut [Role], jumps: &mut Vec<Jump>) {
    // The forms that are open, outermost first, each with its last number.
    let mut open: Vec<(Form, u32)> = Vec::new();
    let mut attached = false;
    for (at, (paragraph, role)) in paragraphs.iter().zip(roles.iter_mut()).enumerate() {
        let chars = paragraph.chars();
        if opens_attachments(chars) {
            attached = true;
        }
        let Some(marker) = marker(chars, 0) else {
            continue;
        };
        let volume = matches!(marker.form, Form::Volume | Form::Part);
        if attached && !volume && !(marker.form == Form::Chinese && marker.value == 1) {
            continue;
        }
        let start = chars.run(marker.length, is_space);
        let mut start = start;
        if matches!(marker.form, Form::Part | Form::Chapter) {
            start = chars.run(start, |c| {
                is_space(c) || matches!(c, '：' | ':' | '、' | '，')
            });
        }
        if start >= chars.len() || !plausible(marker, &open, chars) {
            continue;
        }
        attached = false;
        let level = nest(&mut open, marker.form);
        let expected = open.last().map_or(1, |(_, value)| value.saturating_add(1));
        if marker.value != expected
            && !(marker.value == 1 && expected > 1 && volume_restarts(paragraphs, at))
        {
            jumps.push(Jump {
                paragraph: at,
                marker: chars.text(0..marker.length),
                expected,
            });
        }
        if let Some(last) = open.last_mut() {
            last.1 = marker.value;
        }
        let ends =
            |c: char| matches!(c, '。' | '：' | '；' | ':' | ';') || paragraph.glued && is_space(c);
        let end = chars.run(start, |c| !ends(c));
        *role = Role::Heading(Heading {
            level,
            marker,
            start,
            end,
        });
    }
}

/// A first number again is a new text and no mistake where a title stands before it.
fn volume_restarts(paragraphs: &[Paragraph<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| paragraphs.get(at));
    before.is_some_and(|paragraph| {
        let chars = paragraph.chars();
        !chars.is_empty()
            && chars.len() <= 40
            && !chars
                .before(chars.len())
                .is_some_and(|c| "。；".contains(c))
            || chars.before(chars.len()) == Some('：')
    })
}

/// 附件：, 附：
fn opens_attachments(chars: Chars<'_>) -> bool {
    let end = if chars.has(0, "附件") {
        2
    } else if chars.has(0, "附") {
        1
    } else {
        return false;
    };
    let end = chars.run(end, |c| c.is_ascii_digit() || is_space(c));
    chars.is(end, |c| matches!(c, '：' | ':')) || end == chars.len()
}

/// Whether a marker opens a heading here: 1.1 and a. only where they count on.
fn plausible(marker: Marker, open: &[(Form, u32)], chars: Chars<'_>) -> bool {
    let known = open.iter().find(|(form, _)| *form == marker.form);
    let follows = known.map_or(marker.value == 1, |(_, value)| {
        marker.value <= value.saturating_add(2)
    });
    match marker.form {
        Form::Decimal(_) | Form::Letter => follows || marker.value == 1,
        Form::First | Form::Must => marker.value <= 12 && (follows || marker.value <= 2),
        // A list that is only a line of numbers, 3.5 and 12、 of a table.
        _ => han(chars) >= 1,
    }
}

/// How far out a form stands by the standard; the others go where they first stand.
fn rank(form: Form) -> Option<u8> {
    match form {
        Form::Volume => Some(0),
        Form::Part | Form::Chapter => Some(1),
        Form::Chinese => Some(2),
        _ => None,
    }
}

/// Opens the level of a form, closes those below it; gives the level, from 1.
fn nest(open: &mut Vec<(Form, u32)>, form: Form) -> usize {
    if let Some(at) = open.iter().position(|(known, _)| *known == form) {
        open.truncate(at.saturating_add(1));
        return open.len();
    }
    if let Some(own) = rank(form) {
        let outer = open
            .iter()
            .position(|(known, _)| rank(*known).is_none_or(|rank| rank > own));
        if let Some(at) = outer {
            open.truncate(at);
        }
    }
    // 一是 and 一要 of one list side by side.
    let spoken = |form: Form| matches!(form, Form::First | Form::Must | Form::Ordinal);
    if spoken(form)
        && let Some(at) = open.iter().position(|(known, _)| spoken(*known))
    {
        open.truncate(at);
    }
    if let Form::Decimal(numbers) = form {
        // 1.1 stands below 1., 1.1.1 below 1.1.
        let below = |known: Form| match known {
            Form::Decimal(known) => known >= numbers,
            _ => false,
        };
        if let Some(at) = open.iter().position(|(known, _)| below(*known)) {
            open.truncate(at);
        }
    }
    open.push((form, 0));
    open.len()
}
