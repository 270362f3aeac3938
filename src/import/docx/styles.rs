//! The styles of a document, as far as the text shows them: which list numbers a paragraph of that style, and
//! whether it is a heading; whether characters are hidden or have a line under them.

use std::collections::HashMap;

use super::super::decode::Unreadable;
use super::paragraph::Said;
use super::xml::{Element, Part, Token, Tokens};

/// How many styles a style may rest on, one on the other; they may also rest on each other in a circle.
const DEEPEST: usize = 30;

/// Where a paragraph or a style says that it is numbered: both may be left to a style below.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    /// The list's id; `0` for none.
    pub(super) list: Option<String>,
    /// The level in it, from 0.
    pub(super) level: Option<usize>,
}

impl Numbered {
    /// Reads it, the element that holds it having just opened.
    pub(super) fn read(tokens: &mut Tokens<'_>) -> Result<Self, Unreadable> {
        let mut numbered = Self::default();
        tokens.children(|_, element| {
            match element.name() {
                "numId" => numbered.list = element.val(),
                "ilvl" => numbered.level = element.number(),
                _ => {}
            }
            Ok(())
        })?;
        Ok(numbered)
    }
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    numbered: Numbered,
    rank: Option<Rank>,
    said: Said,
}

/// What a paragraph is in the outline of its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    /// The title of the document.
    Title,
    /// A heading: how far down, from 1.
    Heading(usize),
    /// What a style below may say otherwise.
    Text,
}

impl Rank {
    /// By an outline level as it is written: counted from 0, and 9 for text.
    pub(super) fn of_outline(level: usize) -> Self {
        match level {
            0..=8 => Self::Heading(level.saturating_add(1)),
            _ => Self::Text,
        }
    }

    /// By the name of a style, English in most documents whatever language Word speaks.
    fn of_name(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        if matches!(name.as_str(), "title" | "标题") {
            return Some(Self::Title);
        }
        let level = name
            .strip_prefix("heading")
            .or_else(|| name.strip_prefix("标题"))?;
        let level: usize = level.trim().parse().ok()?;
        (1..=9).contains(&level).then_some(Self::Heading(level))
    }
}

/// The styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of a paragraph that names none.
    usual: Option<String>,
}

/// What numbers the paragraphs of a style.
pub(super) struct Found<'a> {
    /// The style that says so: the one asked for, or one that it rests on.
    pub(super) style: &'a str,
    /// What it says.
    pub(super) numbered: &'a Numbered,
}

impl Styles {
    /// What numbers the paragraphs of a style; of the usual one where none is named.
    pub(super) fn numbered(&self, style: Option<&str>) -> Option<Found<'_>> {
        let mut id = style.or(self.usual.as_deref())?;
        for _ in 0..DEEPEST {
            let (id_here, style) = self.styles.get_key_value(id)?;
            if style.numbered.list.is_some() {
                return Some(Found {
                    style: id_here,
                    numbered: &style.numbered,
                });
            }
            id = style.based_on.as_deref()?;
        }
        None
    }

    /// What a paragraph of a style is in the outline.
    pub(super) fn rank(&self, style: Option<&str>) -> Rank {
        let mut id = style.or(self.usual.as_deref());
        for _ in 0..DEEPEST {
            let Some(style) = id.and_then(|id| self.styles.get(id)) else {
                break;
            };
            if let Some(rank) = style.rank {
                return rank;
            }
            id = style.based_on.as_deref();
        }
        Rank::Text
    }

    /// What a style says of how its characters look.
    pub(super) fn said(&self, style: Option<&str>) -> Said {
        let mut said = Said::default();
        let mut id = style;
        for _ in 0..DEEPEST {
            let Some(style) = id.and_then(|id| self.styles.get(id)) else {
                break;
            };
            said.underlined = said.underlined.or(style.said.underlined);
            said.hidden = said.hidden.or(style.said.hidden);
            id = style.based_on.as_deref();
        }
        said
    }
}

/// Takes the part of the styles.
pub(super) fn read(part: &Part) -> Result<Styles, Unreadable> {
    let mut styles = Styles::default();
    let mut tokens = Tokens::new(part);
    while let Some(token) = tokens.next()? {
        if let Token::Open(element) = token
            && element.name() == "style"
        {
            styles.add(&mut tokens, &element)?;
        }
    }
    Ok(styles)
}

impl Styles {
    fn add(&mut self, tokens: &mut Tokens<'_>, element: &Element<'_>) -> Result<(), Unreadable> {
        let Some(id) = element.attribute("styleId") else {
            return tokens.skip();
        };
        let is_paragraphs = element
            .attribute("type")
            .is_none_or(|kind| kind == "paragraph");
        if is_paragraphs && matches!(element.attribute("default").as_deref(), Some("1" | "true")) {
            self.usual = Some(id.clone());
        }
        let mut style = Style::default();
        let mut named = None;
        tokens.children(|tokens, element| match element.name() {
            "basedOn" => {
                style.based_on = element.val();
                Ok(())
            }
            "name" => {
                named = element.val().as_deref().and_then(Rank::of_name);
                Ok(())
            }
            "pPr" => tokens.children(|tokens, element| {
                match element.name() {
                    "numPr" => style.numbered = Numbered::read(tokens)?,
                    "outlineLvl" => style.rank = element.number().map(Rank::of_outline),
                    _ => {}
                }
                Ok(())
            }),
            "rPr" => tokens.children(|_, element| {
                style.said.take(element);
                Ok(())
            }),
            _ => Ok(()),
        })?;
        style.rank = named.filter(|_| is_paragraphs).or(style.rank);
        self.styles.insert(id, style);
        Ok(())
    }
}
