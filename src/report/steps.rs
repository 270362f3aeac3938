//! The way through a report: which step asks for which field, and where each field is used.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::number::Kind;

use super::formula::Outcome;
use super::index::{Changed, Index, Reads};
use super::part::Part;
use super::{
    AS_OF, Condition, Field, Figures, HEAD_TEXTS, HeadText, PartId, Place, REPORT_DATE, Report,
    Wording, canonical, canonical_ref,
};

/// The steps of a report in order, without 核对 and 成文, which every report has.
#[derive(Clone, Debug)]
pub struct Steps {
    /// 基本情况, then a step for every text that holds anything to fill in or to read.
    pub list: Vec<Step>,
    index: Arc<Index>,
    /// What is known of each field, by its number.
    fields: Vec<Standing>,
    /// The fields that have to be filled in, by their numbers.
    required: Vec<usize>,
    /// The figures by which parts and clauses are there or not.
    decide: Reads,
}

/// Where a field is asked and used.
#[derive(Clone, Default, Debug)]
struct Standing {
    /// It was come upon; a text that has no step asks for nothing.
    seen: bool,
    /// The step in which it is asked or shown, as an index into the list.
    step: Option<usize>,
    /// Where its slot stands and which rules name it; `None`: not even a formula uses it.
    uses: Option<Vec<Place>>,
}

/// One step.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// What it is about.
    pub at: StepAt,
    /// The fields asked here, by canonical key, in the order in which they appear.
    pub fields: Vec<String>,
    /// The derived figures that appear here for the first time, by canonical key.
    pub derived: Vec<String>,
    /// The part is left out: kept, but not asked or printed.
    pub out: bool,
}

/// What a step is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum StepAt {
    /// 基本情况: what the whole report shares.
    Basics,
    /// The opening or the closing.
    Head(HeadText),
    /// A section's own text, or an item.
    Part(PartId),
}

impl Step {
    /// Whether nothing is asked here: a text to keep, change or replace.
    pub fn is_prose(&self) -> bool {
        self.at != StepAt::Basics && self.fields.is_empty()
    }
}

/// What one text of the report uses, in order: fields by their numbers.
struct Used {
    place: Place,
    step: StepAt,
    fields: Vec<usize>,
}

/// In how many steps a field stands.
#[derive(Clone, Copy, PartialEq)]
enum Spread {
    Nowhere,
    One(StepAt),
    More,
}

impl Steps {
    /// Works out the steps. Parts that are left out have a step without fields; parts whose `when`
    /// does not hold have none.
    pub fn of(report: &Report, figures: &Figures) -> Self {
        let mut list = Vec::new();
        let mut texts = Vec::new();
        let mut listed = |at, out| {
            list.push(Step {
                at,
                fields: Vec::new(),
                derived: Vec::new(),
                out,
            })
        };
        listed(StepAt::Basics, false);
        for (which, _) in HEAD_TEXTS {
            let wording = report.head.text(which);
            let at = match which {
                HeadText::Opening | HeadText::Closing => StepAt::Head(which),
                _ => StepAt::Basics,
            };
            if which == HeadText::Opening && !wording.is_blank() {
                listed(at, false);
            }
            texts.push(used((Place::Head(which), at), wording, figures));
        }
        for part in &report.parts {
            visit(part, figures, true, &mut |part, out, section| {
                let own = !part.text.is_blank() || part.heading.slots().next().is_some();
                let filled = own || !part.heading.is_blank();
                if (if section {
                    own
                } else {
                    filled || part.parts.is_empty()
                }) || out
                {
                    listed(StepAt::Part(part.id), out);
                }
                if !out {
                    let at = StepAt::Part(part.id);
                    let mut heading = used((Place::Heading(part.id), at), &part.heading, figures);
                    if let Some(when) = &part.when {
                        heading.fields.splice(0..0, numbers(figures, when.keys()));
                    }
                    texts.push(heading);
                    texts.push(used((Place::Text(part.id), at), &part.text, figures));
                }
            });
        }
        if !report.head.closing.is_blank() {
            listed(StepAt::Head(HeadText::Closing), false);
        }
        let index = figures.index();
        let mut steps = Self {
            list,
            fields: vec![Standing::default(); index.count()],
            required: Vec::new(),
            decide: index.reads(conditions(report).into_iter().flat_map(Condition::keys)),
            index: Arc::clone(index),
        };
        steps.place_fields(report, &texts);
        steps
    }

    /// Whether the steps stay as they are where these figures changed and nothing else.
    pub fn stay(&self, changed: &Changed) -> bool {
        !changed.any(&self.decide)
    }

    fn place_fields(&mut self, report: &Report, texts: &[Used]) {
        let mut places = HashMap::with_capacity(self.list.len());
        for (at, step) in self.list.iter().enumerate() {
            places.entry(step.at).or_insert(at);
        }
        let mut spread = vec![Spread::Nowhere; self.fields.len()];
        for text in texts {
            for field in &text.fields {
                self.used(*field, Some(text.place.clone()));
                if let Some(spread) = spread.get_mut(*field) {
                    *spread = match *spread {
                        Spread::Nowhere => Spread::One(text.step),
                        Spread::One(step) if step == text.step => Spread::One(step),
                        _ => Spread::More,
                    };
                }
            }
        }
        // Names and dates that several steps share are asked with the basics; figures where they first stand.
        let shared = |field: &&usize| {
            let kind = self.index.field(**field).map(|field| field.kind);
            spread.get(**field) == Some(&Spread::More)
                && matches!(kind, Some(Kind::Text | Kind::Year | Kind::Date))
        };
        let all = texts.iter().flat_map(|text| &text.fields);
        let shared: Vec<usize> = all.filter(shared).copied().collect();
        let basics = places.get(&StepAt::Basics).copied();
        let in_basics = |text: &&Used| text.step == StepAt::Basics;
        let before = |text: &&Used| text.place < Place::Head(HeadText::Opening);
        for text in texts.iter().filter(in_basics).filter(before) {
            text.fields
                .iter()
                .for_each(|field| self.ask(*field, basics));
        }
        for field in shared {
            self.ask(field, basics);
        }
        for text in texts.iter().filter(in_basics) {
            text.fields
                .iter()
                .for_each(|field| self.ask(*field, basics));
        }
        for key in [AS_OF, REPORT_DATE] {
            if let Some(field) = self.index.number(key) {
                self.ask(field, basics);
            }
        }
        for text in texts.iter().filter(|text| !in_basics(text)) {
            let step = places.get(&text.step).copied();
            text.fields.iter().for_each(|field| self.ask(*field, step));
        }
        self.place_of_rules(report, basics);
        let asked = self.list.iter().flat_map(|step| &step.fields);
        let required = |number: &usize| {
            let field = self.index.field(*number);
            let standing = self.fields.get(*number);
            field.is_some_and(|field| !field.optional)
                && standing.is_some_and(|standing| standing.uses.is_some())
        };
        let numbers = asked.filter_map(|key| self.index.number(key));
        self.required = numbers.filter(required).collect();
    }

    /// Asks for what only rules name. A figure of a text that is left out this time is not asked for the sake of a rule.
    fn place_of_rules(&mut self, report: &Report, basics: Option<usize>) {
        let index = Arc::clone(&self.index);
        let worded = LazyCell::new(|| {
            let mut worded = HashSet::new();
            let number = |key: &str| index.number(key);
            report.each_wording(|_, wording| {
                worded.extend(wording.keys().into_iter().filter_map(number));
            });
            worded
        });
        for (at, rule) in report.rules.iter().enumerate() {
            let conditions = [Some(&rule.expect), rule.when.as_ref()];
            let in_conditions = conditions.into_iter().flatten().flat_map(Condition::keys);
            let in_message = rule.message.slots().map(|slot| slot.key.as_str());
            for key in in_conditions.chain(in_message) {
                let Some(field) = index.number(key) else {
                    continue;
                };
                let is_seen = self.fields.get(field).is_some_and(|standing| standing.seen);
                if !is_seen && worded.contains(&field) {
                    continue;
                }
                self.used(field, Some(Place::Rule(at)));
                self.ask(field, basics);
            }
        }
    }

    /// Notes that a field is used, and at which place of the report.
    fn used(&mut self, field: usize, place: Option<Place>) {
        if let Some(standing) = self.fields.get_mut(field) {
            standing.uses.get_or_insert_default().extend(place);
        }
    }

    fn ask(&mut self, number: usize, step: Option<usize>) {
        let index = Arc::clone(&self.index);
        let Some(field) = index.field(number) else {
            return;
        };
        let Some(standing) = self
            .fields
            .get_mut(number)
            .filter(|standing| !standing.seen)
        else {
            return;
        };
        standing.seen = true;
        standing.step = step;
        for operand in field.rare.formula.iter().flat_map(|formula| formula.keys()) {
            if let Some(operand) = index.number(operand) {
                self.used(operand, None);
                self.ask(operand, step);
            }
        }
        let Some(step) = step.and_then(|step| self.list.get_mut(step)) else {
            return;
        };
        let key = canonical(&field.key);
        match field.rare.formula {
            Some(_) => step.derived.push(key),
            None => step.fields.push(key),
        }
    }

    /// Where a field's slot stands, and which rules name it, in order; empty where nothing uses it.
    pub fn uses(&self, key: &str) -> &[Place] {
        let standing = self
            .standing(key)
            .and_then(|standing| standing.uses.as_deref());
        standing.unwrap_or_default()
    }

    fn standing(&self, key: &str) -> Option<&Standing> {
        self.fields.get(self.index.number(key)?)
    }

    /// Whether text, rule or formula uses the field.
    pub fn is_used(&self, key: &str) -> bool {
        self.standing(key)
            .is_some_and(|standing| standing.uses.is_some())
    }

    /// The field of a canonical key that is asked or shown in a step of this report.
    pub fn field<'a>(&self, report: &'a Report, key: &str) -> Option<&'a Field> {
        let number = self.index.number(key)?;
        self.fields.get(number)?.step?;
        report.fields.get(self.index.place(number)?)
    }

    /// The fields that have to be filled in, by their numbers, in the order in which they are asked.
    pub fn required(&self) -> &[usize] {
        &self.required
    }

    /// The fields asked and the derived ones shown, by canonical key, in the order of the report; behind
    /// them the declared fields that nothing uses.
    pub fn keys<'a>(&'a self, report: &'a Report) -> Vec<&'a str> {
        let mut keys: Vec<&str> = Vec::new();
        for step in &self.list {
            keys.extend(step.fields.iter().chain(&step.derived).map(String::as_str));
        }
        keys.retain(|key| self.is_used(key) || report.answers.contains_key(*key));
        for field in report.fields.iter().filter(|field| field.origin.is_some()) {
            if !keys.contains(&&*canonical_ref(&field.key)) {
                keys.push(&field.key);
            }
        }
        keys
    }

    /// The step that a place belongs to, as an index into `list`.
    pub fn of_place(&self, report: &Report, place: &Place) -> Option<usize> {
        let at = match place {
            Place::Field(key) => return self.standing(key)?.step,
            Place::Heading(id) | Place::Text(id) | Place::When(id) => StepAt::Part(*id),
            Place::Head(which @ (HeadText::Opening | HeadText::Closing)) => StepAt::Head(*which),
            Place::Rule(at) | Place::RuleWhen(at) | Place::Message(at) => {
                let rule = report.rules.get(*at)?;
                return self.standing(rule.expect.keys().first()?)?.step;
            }
            Place::Report | Place::Promised(_) => return None,
            _ => StepAt::Basics,
        };
        self.list.iter().position(|step| step.at == at)
    }
}

/// What a text uses. Of a clause whose condition does not hold only the condition counts.
fn used((place, step): (Place, StepAt), wording: &Wording, figures: &Figures) -> Used {
    let keys =
        wording.keys_where(|condition| !matches!(condition.holds(figures), Outcome::Known(false)));
    Used {
        place,
        step,
        fields: numbers(figures, keys).collect(),
    }
}

fn numbers(figures: &Figures, keys: Vec<&str>) -> impl Iterator<Item = usize> {
    keys.into_iter()
        .filter_map(|key| figures.index().number(key))
}

/// By what parts and clauses are there or not.
fn conditions(report: &Report) -> Vec<&Condition> {
    let mut conditions = Vec::new();
    report.each_wording(|_, wording| conditions.extend(wording.conditions()));
    report.walk(|part| conditions.extend(part.when.as_deref()));
    conditions
}

/// Whether the part's own mark and condition let it be there. A condition that can't be told yet does.
pub fn is_there(part: &Part, figures: &Figures) -> bool {
    !matches!(
        part.when.as_ref().map(|when| when.holds(figures)),
        Some(Outcome::Known(false))
    )
}

fn visit<'a>(
    part: &'a Part,
    figures: &Figures,
    section: bool,
    each: &mut impl FnMut(&'a Part, bool, bool),
) {
    if !is_there(part, figures) {
        return;
    }
    each(part, part.out, section);
    if !part.out {
        for inner in &part.parts {
            visit(inner, figures, false, each);
        }
    }
}
