//! The way through a report: which step asks for which field, and where each field is used.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use crate::number::Kind;

use super::formula::Outcome;
use super::part::Part;
use super::{
    AS_OF, Field, Figures, HEAD_TEXTS, HeadText, PartId, Place, REPORT_DATE, Report, Wording,
    canonical_ref,
};

/// The steps of a report in order, without 核对 and 成文, which every report has.
#[derive(Clone, PartialEq, Debug)]
pub struct Steps {
    /// 基本情况, then a step for every text that holds anything to fill in or to read.
    pub list: Vec<Step>,
    uses: HashMap<String, Vec<Place>>,
    /// For each key in `list` the index of its step and that of its field.
    asked: HashMap<String, (usize, usize)>,
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

/// What one text of the report uses, in order.
struct Used<'a> {
    place: Place,
    step: StepAt,
    keys: Vec<Cow<'a, str>>,
}

/// The fields of a report by canonical key, with their indices, and the steps by what they are about.
struct Found<'a> {
    fields: HashMap<Cow<'a, str>, (usize, &'a Field)>,
    steps: HashMap<StepAt, usize>,
    seen: HashSet<String>,
}

/// In how many steps a key stands.
#[derive(PartialEq)]
enum Spread {
    One(StepAt),
    More,
}

impl<'a> Found<'a> {
    fn new(report: &'a Report, list: &[Step]) -> Self {
        let mut fields = HashMap::with_capacity(report.fields.len());
        for (index, field) in report.fields.iter().enumerate() {
            fields
                .entry(canonical_ref(&field.key))
                .or_insert((index, field));
        }
        let mut steps = HashMap::with_capacity(list.len());
        for (index, step) in list.iter().enumerate() {
            steps.entry(step.at).or_insert(index);
        }
        Self {
            fields,
            steps,
            seen: HashSet::new(),
        }
    }
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
            texts.push(used(Place::Head(which), at, (wording, figures)));
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
                    let mut heading = used(Place::Heading(part.id), at, (&part.heading, figures));
                    if let Some(when) = &part.when {
                        heading
                            .keys
                            .splice(0..0, when.keys().into_iter().map(canonical_ref));
                    }
                    texts.push(heading);
                    texts.push(used(Place::Text(part.id), at, (&part.text, figures)));
                }
            });
        }
        if !report.head.closing.is_blank() {
            listed(StepAt::Head(HeadText::Closing), false);
        }
        let mut steps = Self {
            list,
            uses: HashMap::new(),
            asked: HashMap::new(),
        };
        steps.place_fields(report, &texts);
        steps
    }

    fn place_fields(&mut self, report: &Report, texts: &[Used<'_>]) {
        let mut found = Found::new(report, &self.list);
        let mut spread: HashMap<&str, Spread> = HashMap::new();
        for text in texts {
            for key in &text.keys {
                self.used(key, Some(text.place.clone()));
                let spread = spread.entry(key).or_insert(Spread::One(text.step));
                if *spread != Spread::One(text.step) {
                    *spread = Spread::More;
                }
            }
        }
        // Names and dates that several steps share are asked with the basics; figures where they first stand.
        let shared: Vec<&Cow<'_, str>> = texts
            .iter()
            .flat_map(|text| &text.keys)
            .filter(|key| {
                spread.get(&***key) == Some(&Spread::More)
                    && found.fields.get(*key).is_some_and(|(_, field)| {
                        matches!(field.kind, Kind::Text | Kind::Year | Kind::Date)
                    })
            })
            .collect();
        let in_basics = |text: &&Used<'_>| text.step == StepAt::Basics;
        let before = |text: &&Used<'_>| text.place < Place::Head(HeadText::Opening);
        for text in texts.iter().filter(in_basics).filter(before) {
            text.keys
                .iter()
                .for_each(|key| self.ask(key, StepAt::Basics, &mut found));
        }
        for key in shared {
            self.ask(key, StepAt::Basics, &mut found);
        }
        for text in texts.iter().filter(in_basics) {
            text.keys
                .iter()
                .for_each(|key| self.ask(key, StepAt::Basics, &mut found));
        }
        for key in [AS_OF, REPORT_DATE] {
            self.ask(key, StepAt::Basics, &mut found);
        }
        for text in texts.iter().filter(|text| !in_basics(text)) {
            text.keys
                .iter()
                .for_each(|key| self.ask(key, text.step, &mut found));
        }
        // A figure of a text that is left out this time is not asked for the sake of a rule.
        let worded = LazyCell::new(|| {
            let mut worded = HashSet::new();
            report.each_wording(|_, wording| {
                worded.extend(wording.keys().into_iter().map(canonical_ref));
            });
            worded
        });
        for (at, rule) in report.rules.iter().enumerate() {
            let conditions = [Some(&rule.expect), rule.when.as_ref()];
            let mut keys: Vec<Cow<'_, str>> = conditions
                .iter()
                .flatten()
                .flat_map(|condition| condition.keys())
                .map(canonical_ref)
                .collect();
            keys.extend(rule.message.slots().map(|slot| canonical_ref(&slot.key)));
            for key in keys {
                if !found.seen.contains(&*key) && worded.contains(&key) {
                    continue;
                }
                self.used(&key, Some(Place::Rule(at)));
                self.ask(&key, StepAt::Basics, &mut found);
            }
        }
    }

    /// Notes that a key is used, and at which place of the report.
    fn used(&mut self, key: &str, place: Option<Place>) {
        match self.uses.get_mut(key) {
            Some(places) => places.extend(place),
            None => {
                self.uses
                    .insert(key.to_owned(), place.into_iter().collect());
            }
        }
    }

    fn ask(&mut self, key: &str, at: StepAt, found: &mut Found<'_>) {
        let Some((index, field)) = found.fields.get(key).copied() else {
            return;
        };
        if found.seen.contains(key) {
            return;
        }
        found.seen.insert(key.to_owned());
        if let Some(formula) = &field.formula {
            for operand in formula.keys() {
                let operand = canonical_ref(operand);
                self.used(&operand, None);
                self.ask(&operand, at, found);
            }
        }
        let Some(step_at) = found.steps.get(&at).copied() else {
            return;
        };
        let Some(step) = self.list.get_mut(step_at) else {
            return;
        };
        if field.formula.is_some() {
            step.derived.push(key.to_owned());
        } else {
            step.fields.push(key.to_owned());
        }
        self.asked.insert(key.to_owned(), (step_at, index));
    }

    /// Where a field's slot stands, and which rules name it, in order; empty where nothing uses it.
    pub fn uses(&self, key: &str) -> &[Place] {
        self.uses
            .get(&*canonical_ref(key))
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// Whether text, rule or formula uses the field.
    pub fn is_used(&self, key: &str) -> bool {
        self.uses.contains_key(&*canonical_ref(key))
    }

    /// The field of a canonical key that is asked or shown in a step of this report.
    pub fn field<'a>(&self, report: &'a Report, key: &str) -> Option<&'a Field> {
        let (_, index) = self.asked.get(key)?;
        report.fields.get(*index)
    }

    /// The fields that have to be filled in, by canonical key, in the order in which they are asked.
    pub fn required<'a>(&'a self, report: &'a Report) -> impl Iterator<Item = &'a str> {
        self.list
            .iter()
            .flat_map(|step| &step.fields)
            .map(String::as_str)
            .filter(|key| {
                self.is_used(key) && self.field(report, key).is_some_and(|field| !field.optional)
            })
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
            Place::Field(key) => return self.asked.get(key).map(|(step, _)| *step),
            Place::Heading(id) | Place::Text(id) | Place::When(id) => StepAt::Part(*id),
            Place::Head(which @ (HeadText::Opening | HeadText::Closing)) => StepAt::Head(*which),
            Place::Rule(at) => {
                let rule = report.rules.get(*at)?;
                let key = rule.expect.keys().into_iter().map(canonical_ref).next()?;
                return self.asked.get(&*key).map(|(step, _)| *step);
            }
            Place::Report | Place::Promised(_) => return None,
            _ => StepAt::Basics,
        };
        self.list.iter().position(|step| step.at == at)
    }
}

/// What a text uses. Of a clause whose condition does not hold only the condition counts.
fn used<'a>(place: Place, step: StepAt, text: (&'a Wording, &Figures)) -> Used<'a> {
    let (wording, figures) = text;
    let keys =
        wording.keys_where(|condition| !matches!(condition.holds(figures), Outcome::Known(false)));
    Used {
        place,
        step,
        keys: keys.into_iter().map(canonical_ref).collect(),
    }
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
