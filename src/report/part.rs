//! Sections and items. Both are a [`Part`]: a section is a part at the top, an item one below it.

use super::Report;
use super::formula::Condition;
use super::wording::Wording;

/// Names a part for as long as the report is in memory, whatever moves around it. Parts read from a
/// file are numbered in the order in which they stand there; new ones count on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct PartId(pub u32);

/// What a section is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// 主要做法和成效
    Achievements,
    /// 存在问题
    Problems,
    /// 下一步打算
    Plans,
}

/// The roles and how the report file spells them.
pub const ROLES: [(Role, &str); 3] = [
    (Role::Achievements, "achievements"),
    (Role::Problems, "problems"),
    (Role::Plans, "plans"),
];

/// How parts are numbered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Numbering {
    /// 一、
    Chinese,
    /// 第一部分
    Part,
    /// （一）
    Bracketed,
    /// 1.
    Arabic,
    /// （1）
    ArabicBracketed,
    /// 一是
    First,
    /// 第一，
    Ordinal,
    /// ①
    Circled,
    /// No number at all.
    None,
}

/// The numberings and how the report file spells them.
pub const NUMBERINGS: [(Numbering, &str); 9] = [
    (Numbering::Chinese, "一、"),
    (Numbering::Part, "第一部分"),
    (Numbering::Bracketed, "（一）"),
    (Numbering::Arabic, "1."),
    (Numbering::ArabicBracketed, "（1）"),
    (Numbering::First, "一是"),
    (Numbering::Ordinal, "第一，"),
    (Numbering::Circled, "①"),
    (Numbering::None, "none"),
];

impl Numbering {
    /// The numbering that the report file spells so.
    pub fn named(name: &str) -> Option<Self> {
        NUMBERINGS
            .iter()
            .find(|(_, spelled)| *spelled == name)
            .map(|(numbering, _)| *numbering)
    }

    /// How the report file spells it.
    pub fn name(self) -> &'static str {
        NUMBERINGS
            .iter()
            .find(|(numbering, _)| *numbering == self)
            .map_or("none", |(_, name)| name)
    }

    /// What items `depth` levels below their section have where nothing is said (1: （一）).
    pub fn below(depth: usize) -> Self {
        match depth {
            0 => Self::Chinese,
            1 => Self::Bracketed,
            2 => Self::Arabic,
            _ => Self::ArabicBracketed,
        }
    }
}

/// A section or an item.
#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    /// Its name in memory.
    pub id: PartId,
    /// `id` in the file: the name by which plans refer to it.
    pub name: String,
    /// Its headline, without number.
    pub heading: Wording,
    /// Its own paragraphs.
    pub text: Wording,
    /// What the section is for.
    pub role: Option<Role>,
    /// How the parts right below it are numbered; the level's usual form where absent.
    pub numbering: Option<Numbering>,
    /// Its user has read the text and stands by it.
    pub reviewed: bool,
    /// Left out: kept, but not printed, numbered or asked.
    pub out: bool,
    /// The names of the problems that this plan answers.
    pub answers: Vec<String>,
    /// There only where this holds.
    pub when: Option<Box<Condition>>,
    /// The items below it.
    pub parts: Vec<Part>,
}

impl Part {
    /// An empty part.
    pub fn new(id: PartId) -> Self {
        Self {
            id,
            name: String::new(),
            heading: Wording::default(),
            text: Wording::default(),
            role: None,
            numbering: None,
            reviewed: false,
            out: false,
            answers: Vec::new(),
            when: None,
            parts: Vec::new(),
        }
    }

    /// Visits this part and all below it, in the order of the report.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Part)) {
        visit(self);
        for part in &self.parts {
            part.walk(visit);
        }
    }

    fn find(&self, id: PartId) -> Option<&Part> {
        if self.id == id {
            return Some(self);
        }
        self.parts.iter().find_map(|part| part.find(id))
    }

    fn find_mut(&mut self, id: PartId) -> Option<&mut Part> {
        if self.id == id {
            return Some(self);
        }
        self.parts.iter_mut().find_map(|part| part.find_mut(id))
    }
}

/// The part of this id among `parts` and all below them.
pub fn find(parts: &[Part], id: PartId) -> Option<&Part> {
    parts.iter().find_map(|part| part.find(id))
}

/// The same, to change it.
pub fn find_mut(parts: &mut [Part], id: PartId) -> Option<&mut Part> {
    parts.iter_mut().find_map(|part| part.find_mut(id))
}

impl Report {
    /// Puts a new part behind the one of this id; its ids are made anew. Gives its id.
    pub fn insert_behind(&mut self, id: PartId, mut part: Part) -> PartId {
        renumber(&mut part, &mut self.next_part);
        let new = part.id;
        insert_behind(&mut self.parts, id, &mut Some(part));
        new
    }

    /// Puts a part that was taken out back in, by its own ids: behind `before`, else first in `above`, else at the
    /// front; where what it was in is gone too, it goes to the end of the last section.
    pub fn put_back(&mut self, part: Part, (above, before): (Option<PartId>, Option<PartId>)) {
        let mut part = Some(part);
        if let Some(before) = before {
            insert_behind(&mut self.parts, before, &mut part);
        }
        let Some(part) = part else { return };
        let first = |parts: &mut Vec<Part>, part| parts.insert(0, part);
        match above {
            None => first(&mut self.parts, part),
            Some(above) => match find_mut(&mut self.parts, above) {
                Some(above) => first(&mut above.parts, part),
                None => match self.parts.last_mut() {
                    Some(last) => last.parts.push(part),
                    None => self.parts.push(part),
                },
            },
        }
    }

    /// Moves a part one place on among its like, or back; at the end it stays.
    pub fn move_part(&mut self, id: PartId, on: bool) {
        shift(&mut self.parts, id, on);
    }

    /// The ids of all parts, in the order of the report.
    pub fn part_ids(&self) -> Vec<PartId> {
        let mut ids = Vec::new();
        self.walk(|part| ids.push(part.id));
        ids
    }

    /// Gives the parts these ids, in the order of the report; one for which there is none keeps its own.
    pub fn take_part_ids(&mut self, ids: impl IntoIterator<Item = PartId>) {
        let mut ids = ids.into_iter();
        each_mut(&mut self.parts, &mut |part| {
            if let Some(id) = ids.next() {
                part.id = id;
            }
        });
    }

    /// Removes a part with all below it.
    pub fn remove_part(&mut self, id: PartId) {
        remove(&mut self.parts, id);
    }
}

fn each_mut(parts: &mut [Part], visit: &mut impl FnMut(&mut Part)) {
    for part in parts {
        visit(part);
        each_mut(&mut part.parts, visit);
    }
}

fn insert_behind(parts: &mut Vec<Part>, id: PartId, new: &mut Option<Part>) {
    if let Some(at) = parts.iter().position(|part| part.id == id) {
        if let Some(new) = new.take() {
            parts.insert(at.saturating_add(1), new);
        }
        return;
    }
    for part in parts {
        insert_behind(&mut part.parts, id, new);
    }
}

/// Gives a part and all in it ids of their own. Their names go: what refers to an original does not
/// refer to its copy.
fn renumber(part: &mut Part, next: &mut u32) {
    part.id = PartId(*next);
    *next = next.saturating_add(1);
    part.name.clear();
    for inner in &mut part.parts {
        renumber(inner, next);
    }
}

fn shift(parts: &mut [Part], id: PartId, on: bool) {
    if let Some(at) = parts.iter().position(|part| part.id == id) {
        let other = if on {
            at.checked_add(1)
        } else {
            at.checked_sub(1)
        };
        if let Some(other) = other.filter(|other| *other < parts.len()) {
            parts.swap(at, other);
        }
        return;
    }
    for part in parts {
        shift(&mut part.parts, id, on);
    }
}

fn remove(parts: &mut Vec<Part>, id: PartId) {
    parts.retain(|part| part.id != id);
    for part in parts {
        remove(&mut part.parts, id);
    }
}
