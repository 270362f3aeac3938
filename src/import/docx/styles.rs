//! The styles of a document, as far as the text shows them: which list numbers a paragraph of that style.

use std::collections::HashMap;

use super::super::decode::Unreadable;
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
        tokens.children(|tokens, element| match element.name() {
            "basedOn" => {
                style.based_on = element.val();
                Ok(())
            }
            "pPr" => tokens.children(|tokens, element| {
                if element.name() == "numPr" {
                    style.numbered = Numbered::read(tokens)?;
                }
                Ok(())
            }),
            _ => Ok(()),
        })?;
        self.styles.insert(id, style);
        Ok(())
    }
}
