//! The lists of a document: how each of their levels counts and what it prints. `counters` counts.

use std::collections::HashMap;

use super::super::decode::Unreadable;
use super::numerals::Numerals;
use super::styles::Styles;
use super::xml::{Element, Part, Token, Tokens};

/// Word's lists have so many levels.
pub(super) const LEVELS: usize = 9;

/// The longest text of a number, in characters; what is longer is no number.
const LONGEST: usize = 60;

/// A list may borrow its levels through a style, and that from another.
const DEEPEST: usize = 5;

/// How a level counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level {
    /// The first number.
    pub(super) start: u32,
    pub(super) numerals: Numerals,
    /// What is printed, `%1` to `%9` standing for the numbers of the levels.
    pub(super) text: String,
    /// Whether a tab or a space parts it from the paragraph.
    pub(super) parted: bool,
    /// The level, from 1, after which it starts anew: absent, any above; 0, none.
    pub(super) restart: Option<usize>,
    /// Whether the levels above print in digits here.
    pub(super) digits: bool,
    /// The style whose paragraphs stand on this level.
    pub(super) style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            // ECMA-376 17.9.25 has 0 where it is absent; Word always writes it, and nobody begins with 0.
            start: 1,
            numerals: Numerals::default(),
            text: String::new(),
            parted: true,
            restart: None,
            digits: false,
            style: None,
        }
    }
}

type Levels = [Option<Level>; LEVELS];

/// What lists are made after; those made after one go on counting each other.
#[derive(Debug, Default)]
struct Pattern {
    levels: Levels,
    /// The style whose list has the levels instead.
    through: Option<String>,
}

/// A list.
#[derive(Debug, Default)]
pub(super) struct List {
    pattern: String,
    own: Levels,
    /// Where it starts, a level each, whatever the pattern has counted so far.
    pub(super) starts: [Option<u32>; LEVELS],
}

/// The lists by their ids.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    patterns: HashMap<String, Pattern>,
    lists: HashMap<String, List>,
}

/// A list with what it is made after.
pub(super) struct Found<'a> {
    /// The pattern's id: what counts together.
    pub(super) pattern: &'a str,
    pub(super) list: &'a List,
    levels: &'a Levels,
}

impl<'a> Found<'a> {
    /// A level, its own definition before the pattern's.
    pub(super) fn level(&self, level: usize) -> Option<&'a Level> {
        let own = self.list.own.get(level).and_then(Option::as_ref);
        own.or_else(|| self.levels.get(level)?.as_ref())
    }

    /// The level of the paragraphs of a style.
    pub(super) fn level_of(&self, style: &str) -> Option<usize> {
        (0..LEVELS).find(|level| {
            self.level(*level)
                .is_some_and(|level| level.style.as_deref() == Some(style))
        })
    }
}

impl Numbering {
    /// A list by its id.
    pub(super) fn list(&self, id: &str, styles: &Styles) -> Option<Found<'_>> {
        let list = self.lists.get(id)?;
        let mut pattern = list.pattern.as_str();
        for _ in 0..DEEPEST {
            let (id, found) = self.patterns.get_key_value(pattern)?;
            let Some(style) = &found.through else {
                return Some(Found {
                    pattern: id,
                    list,
                    levels: &found.levels,
                });
            };
            let through = styles.numbered(Some(style))?.numbered.list.as_ref()?;
            pattern = &self.lists.get(through)?.pattern;
        }
        None
    }
}

/// Takes the part of the lists.
pub(super) fn read(part: &Part) -> Result<Numbering, Unreadable> {
    let mut numbering = Numbering::default();
    let mut tokens = Tokens::new(part);
    while let Some(token) = tokens.next()? {
        let Token::Open(element) = token else {
            continue;
        };
        match element.name() {
            "abstractNum" => {
                let pattern = pattern(&mut tokens)?;
                if let Some(id) = element.attribute("abstractNumId") {
                    numbering.patterns.insert(id, pattern);
                }
            }
            "num" => {
                let list = list(&mut tokens)?;
                if let Some(id) = element.attribute("numId") {
                    numbering.lists.insert(id, list);
                }
            }
            _ => {}
        }
    }
    Ok(numbering)
}

fn pattern(tokens: &mut Tokens<'_>) -> Result<Pattern, Unreadable> {
    let mut pattern = Pattern::default();
    tokens.children(|tokens, element| {
        match element.name() {
            "numStyleLink" => pattern.through = element.val(),
            "lvl" => put_level(tokens, element, &mut pattern.levels)?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(pattern)
}

fn list(tokens: &mut Tokens<'_>) -> Result<List, Unreadable> {
    let mut list = List::default();
    tokens.children(|tokens, element| {
        match element.name() {
            "abstractNumId" => list.pattern = element.val().unwrap_or_default(),
            "lvlOverride" => {
                let place = place(element);
                tokens.children(|tokens, element| {
                    match element.name() {
                        "startOverride" => {
                            if let Some(start) = place.and_then(|at| list.starts.get_mut(at)) {
                                *start = element.number();
                            }
                        }
                        "lvl" => put_level(tokens, element, &mut list.own)?,
                        _ => {}
                    }
                    Ok(())
                })?;
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(list)
}

fn place(element: &Element<'_>) -> Option<usize> {
    element.attribute("ilvl")?.trim().parse().ok()
}

fn put_level(
    tokens: &mut Tokens<'_>,
    element: &Element<'_>,
    levels: &mut Levels,
) -> Result<(), Unreadable> {
    let mut level = Level::default();
    tokens.children(|tokens, element| {
        // A kind of numerals that old programs do not know stands in an alternative.
        if element.name() == "AlternateContent" {
            return tokens.children(|tokens, choice| {
                tokens.children(|_, element| {
                    if choice.name() == "Fallback" || element.attribute("format").is_some() {
                        level.take(element);
                    }
                    Ok(())
                })
            });
        }
        level.take(element);
        Ok(())
    })?;
    if let Some(slot) = place(element).and_then(|place| levels.get_mut(place)) {
        *slot = Some(level);
    }
    Ok(())
}

impl Level {
    fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            "start" => self.start = element.number().unwrap_or(1),
            "numFmt" => self.numerals = Numerals::named(&element.val().unwrap_or_default()),
            "lvlText" => {
                let text = element.val().unwrap_or_default();
                self.text = text.chars().take(LONGEST).collect();
            }
            "suff" => self.parted = element.val().as_deref() != Some("nothing"),
            "lvlRestart" => self.restart = element.number(),
            "isLgl" => self.digits = element.is_on(),
            "pStyle" => self.style = element.val(),
            _ => {}
        }
    }
}
