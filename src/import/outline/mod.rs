//! Which paragraph is what: title, addressee, opening, headings and their levels, closing, signature, date,
//! attachments.

use crate::check::chars::{Chars, one_of};
use crate::check::marker::{Form, Marker, marker};

use super::kinds::Asked;
use super::lines::is_space;
use super::paragraphs::Paragraph;

mod frame;
mod nest;
mod paper;
mod row;
mod styled;
#[cfg(test)]
mod tests;

pub(super) use frame::is_titled;
use frame::{head, tail};
use nest::Nest;

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
    /// What tells that it is one.
    pub(super) scheme: Scheme,
    /// How many characters of it are its marker.
    pub(super) printed: usize,
    /// Where its words begin in the paragraph.
    pub(super) start: usize,
    /// Where its words end: at the first 。：； or the end of the line.
    pub(super) end: usize,
}

/// What tells that a paragraph is a heading.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Scheme {
    /// A number in this form.
    Numbered(Form),
    /// 首先，其次，最后，: a row of words, which no numbering makes.
    Worded,
    /// How it is set, by Markdown's signs or the style of a Word document; nothing is printed before it.
    Styled,
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
    /// A title stands before it: another report begins.
    pub(super) restarts: bool,
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
    let mut nest = Nest::default();
    let rows = row::Rows::of(paragraphs);
    let set = styled::Set::of(paragraphs);
    let mut attached = false;
    for (at, (paragraph, role)) in paragraphs.iter().zip(roles.iter_mut()).enumerate() {
        let chars = paragraph.chars();
        if opens_attachments(chars) {
            attached = true;
        }
        let marker = marker(chars, 0);
        if let Some(length) = row::word(chars, marker).filter(|_| !attached)
            && rows.holds(at, &nest)
        {
            let level = nest.word();
            *role = heading(paragraph, (level, Scheme::Worded), length);
            continue;
        }
        let Some(marker) = marker else {
            if !attached
                && set.heads(paragraphs, at)
                && let Some(level) = nest.styled(paragraph.hashes)
            {
                *role = heading(paragraph, (level, Scheme::Styled), 0);
            }
            continue;
        };
        let volume = matches!(marker.form, Form::Volume | Form::Part);
        if attached && !volume && !(marker.form == Form::Chinese && marker.value == 1) {
            continue;
        }
        let made = |level| {
            let scheme = Scheme::Numbered(marker.form);
            heading(paragraph, (level, scheme), marker.length)
        };
        let says = matches!(made(0), Role::Heading(heading) if heading.start < chars.len());
        if !says || goes_on_inside(marker, chars) || !nest.takes(marker, chars) {
            continue;
        }
        attached = false;
        let (level, expected) = nest.number(marker, paragraph.hashes);
        if marker.value != expected {
            jumps.push(Jump {
                paragraph: at,
                marker: chars.text(0..marker.length),
                expected,
                restarts: marker.value == 1 && volume_restarts(paragraphs, at),
            });
        }
        *role = made(level);
    }
}

/// Whether the list that a paragraph opens goes on in the paragraph itself, 一是…；二是…: then it is one paragraph of text.
fn goes_on_inside(first: Marker, chars: Chars<'_>) -> bool {
    if !matches!(
        first.form,
        Form::First | Form::Must | Form::Ordinal | Form::Circled
    ) {
        return false;
    }
    let opens = |at: &usize| {
        let before = chars.before(*at);
        before.is_some_and(|c| matches!(c, '。' | '；' | '，' | '：' | '？' | '！' | ';'))
    };
    (first.length..chars.len()).filter(opens).any(|at| {
        let next = marker(chars, at);
        next.is_some_and(|next| {
            next.form == first.form && first.value.checked_add(1) == Some(next.value)
        })
    })
}

/// The heading that a paragraph is, its marker so many characters long.
fn heading(paragraph: &Paragraph<'_>, of: (usize, Scheme), printed: usize) -> Role {
    let (level, scheme) = of;
    let chars = paragraph.chars();
    let mut start = chars.run(printed, is_space);
    if matches!(scheme, Scheme::Numbered(Form::Part | Form::Chapter)) {
        start = chars.run(start, |c| {
            is_space(c) || matches!(c, '：' | ':' | '、' | '，')
        });
    }
    let ends =
        |c: char| matches!(c, '。' | '：' | '；' | ':' | ';') || paragraph.glued && is_space(c);
    Role::Heading(Heading {
        level,
        scheme,
        printed,
        start,
        end: chars.run(start, |c| !ends(c)),
    })
}

/// Whether a first number again begins another report: a title or an opening stands before it.
fn volume_restarts(paragraphs: &[Paragraph<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| paragraphs.get(at));
    before.is_some_and(|paragraph| {
        let chars = paragraph.chars();
        !chars.is_empty()
            && marker(chars, 0).is_none()
            && chars.len() <= 40
            && !chars.before(chars.len()).is_some_and(|c| one_of(c, "。；"))
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
