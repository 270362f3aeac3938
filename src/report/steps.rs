//! The way through a report: which step asks for which field, and where each field is used.

use std::collections::{BTreeMap, BTreeSet};

use crate::number::Kind;

use super::formula::Outcome;
use super::part::Part;
use super::{
    AS_OF, Figures, HEAD_TEXTS, HeadText, PartId, Place, REPORT_DATE, Report, Wording, canonical,
};

/// The steps of a report in order, without 核对 and 成文, which every report has.
#[derive(Clone, PartialEq, Debug)]
pub struct Steps {
    /// 基本情况, then a step for every text that holds anything to fill in or to read.
    pub list: Vec<Step>,
    uses: BTreeMap<String, Vec<Place>>,
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

/// Which fields have a step already.
struct Asking<'a> {
    report: &'a Report,
    seen: BTreeSet<String>,
}

/// What one text of the report uses, in order.
struct Used {
    place: Place,
    step: StepAt,
    keys: Vec<String>,
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
                            .splice(0..0, when.keys().into_iter().map(canonical));
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
            uses: BTreeMap::new(),
        };
        steps.place_fields(report, &texts);
        steps
    }

    fn place_fields(&mut self, report: &Report, texts: &[Used]) {
        for text in texts {
            for key in &text.keys {
                let places = self.uses.entry(key.clone()).or_default();
                places.push(text.place.clone());
            }
        }
        let spread = |key: &str| -> usize {
            let steps: BTreeSet<StepAt> = texts
                .iter()
                .filter(|text| text.keys.iter().any(|k| k == key))
                .map(|text| text.step)
                .collect();
            steps.len()
        };
        // Names and dates that several steps share are asked with the basics; figures where they first stand.
        let shared = |key: &str| {
            report
                .field(key)
                .is_some_and(|field| matches!(field.kind, Kind::Text | Kind::Year | Kind::Date))
                && spread(key) > 1
        };
        let mut asking = Asking {
            report,
            seen: BTreeSet::new(),
        };
        let in_basics = |text: &&Used| text.step == StepAt::Basics;
        let before = |text: &&Used| text.place < Place::Head(HeadText::Opening);
        for text in texts.iter().filter(in_basics).filter(before) {
            text.keys
                .iter()
                .for_each(|key| self.ask(&mut asking, key, StepAt::Basics));
        }
        for key in texts
            .iter()
            .flat_map(|text| &text.keys)
            .filter(|key| shared(key))
        {
            self.ask(&mut asking, key, StepAt::Basics);
        }
        for text in texts.iter().filter(in_basics) {
            text.keys
                .iter()
                .for_each(|key| self.ask(&mut asking, key, StepAt::Basics));
        }
        for key in [AS_OF, REPORT_DATE] {
            self.ask(&mut asking, key, StepAt::Basics);
        }
        for text in texts.iter().filter(|text| !in_basics(text)) {
            text.keys
                .iter()
                .for_each(|key| self.ask(&mut asking, key, text.step));
        }
        // A figure of a text that is left out this time is not asked for the sake of a rule.
        let mut worded = BTreeSet::new();
        report.each_wording(|_, wording| worded.extend(wording.keys().into_iter().map(canonical)));
        for (at, rule) in report.rules.iter().enumerate() {
            let conditions = [Some(&rule.expect), rule.when.as_ref()];
            let mut keys: Vec<String> = conditions
                .iter()
                .flatten()
                .flat_map(|condition| condition.keys())
                .map(canonical)
                .collect();
            keys.extend(rule.message.slots().map(|slot| canonical(&slot.key)));
            for key in keys {
                if worded.contains(&key) && !asking.seen.contains(&key) {
                    continue;
                }
                self.uses
                    .entry(key.clone())
                    .or_default()
                    .push(Place::Rule(at));
                self.ask(&mut asking, &key, StepAt::Basics);
            }
        }
    }

    fn ask(&mut self, asking: &mut Asking<'_>, key: &str, at: StepAt) {
        let Some(field) = asking.report.field(key) else {
            return;
        };
        if !asking.seen.insert(key.to_owned()) {
            return;
        }
        if let Some(formula) = &field.formula {
            for operand in formula.keys() {
                let operand = canonical(operand);
                self.uses.entry(operand.clone()).or_default();
                self.ask(asking, &operand, at);
            }
        }
        let Some(step) = self.list.iter_mut().find(|step| step.at == at) else {
            return;
        };
        if field.formula.is_some() {
            step.derived.push(key.to_owned());
        } else {
            step.fields.push(key.to_owned());
        }
    }

    /// Where a field's slot stands, and which rules name it, in order; empty where nothing uses it.
    pub fn uses(&self, key: &str) -> &[Place] {
        self.uses
            .get(&canonical(key))
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// Whether text, rule or formula uses the field.
    pub fn is_used(&self, key: &str) -> bool {
        self.uses.contains_key(&canonical(key))
    }

    /// The fields that have to be filled in, by canonical key, in the order in which they are asked.
    pub fn required<'a>(&'a self, report: &'a Report) -> impl Iterator<Item = &'a str> {
        self.list
            .iter()
            .flat_map(|step| &step.fields)
            .map(String::as_str)
            .filter(|key| {
                self.is_used(key) && report.field(key).is_some_and(|field| !field.optional)
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
            if !keys.contains(&canonical(&field.key).as_str()) {
                keys.push(&field.key);
            }
        }
        keys
    }

    /// The step that a place belongs to, as an index into `list`.
    pub fn of_place(&self, report: &Report, place: &Place) -> Option<usize> {
        let at = match place {
            Place::Field(key) => {
                let asks = |step: &Step| step.fields.contains(key) || step.derived.contains(key);
                return self.list.iter().position(asks);
            }
            Place::Heading(id) | Place::Text(id) | Place::When(id) => StepAt::Part(*id),
            Place::Head(which @ (HeadText::Opening | HeadText::Closing)) => StepAt::Head(*which),
            Place::Rule(at) => {
                let rule = report.rules.get(*at)?;
                let key = rule.expect.keys().into_iter().map(canonical).next()?;
                return self.of_place(report, &Place::Field(key));
            }
            Place::Report | Place::Promised(_) => return None,
            _ => StepAt::Basics,
        };
        self.list.iter().position(|step| step.at == at)
    }
}

/// What a text uses. Of a clause whose condition does not hold only the condition counts.
fn used(place: Place, step: StepAt, text: (&Wording, &Figures)) -> Used {
    let (wording, figures) = text;
    let keys =
        wording.keys_where(|condition| !matches!(condition.holds(figures), Outcome::Known(false)));
    Used {
        place,
        step,
        keys: keys.into_iter().map(canonical).collect(),
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
