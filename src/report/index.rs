//! What of a report stays the same whatever is answered: its fields by number, in which order figures are worked out,
//! what was answered last period. It holds the report that it was made of, so nobody can take it for another's.

use foldhash::{HashMap, HashMapExt};

use crate::number::{Kind, Value};

use super::beside::{self, Beside};
use super::figures::last;
use super::wording::Slot;
use super::{Field, Formula, Report, Shared, canonical, canonical_ref};

/// The fields of a report by number: each canonical key has one.
#[derive(Clone, Debug)]
pub struct Index {
    /// The report without its answers.
    of: Report,
    numbers: HashMap<String, usize>,
    known: Vec<Known>,
    /// The derived figures, each behind those it is worked out from; without those that lead back to themselves.
    derived: Vec<usize>,
}

/// What is known of one key.
#[derive(Clone, Debug)]
struct Known {
    /// The first field of this key, as an index into the report's.
    field: usize,
    /// The field whose figure it is: where there are two, the first that is asked, else the last that is derived.
    figure: usize,
    /// 余 and 多 that stand right behind a slot of it, anywhere.
    more: Vec<char>,
    /// For text, what stands beside its slots, each once.
    beside: Vec<Beside>,
    /// Last period's value.
    previous: Option<Value>,
}

/// Figures that something depends on, by their numbers.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Reads(Vec<usize>);

/// Which figures changed, by their numbers.
#[derive(Clone, Debug)]
pub struct Changed(Vec<bool>);

impl Index {
    /// The index of a report.
    pub fn of(report: &Report) -> Self {
        let mut index = Self {
            of: Report {
                answers: Shared::default(),
                ..report.clone()
            },
            numbers: HashMap::with_capacity(report.fields.len()),
            known: Vec::with_capacity(report.fields.len()),
            derived: Vec::new(),
        };
        for (at, field) in report.fields.iter().enumerate() {
            index.add(at, field);
        }
        report.each_wording(|_, wording| {
            for (slot, beside) in beside::slots(wording) {
                index.note(slot, beside);
            }
        });
        index.derived = index.order();
        index
    }

    fn add(&mut self, at: usize, field: &Field) {
        let key = canonical(&field.key);
        let stored = self.of.previous.get(&key);
        let previous = stored.and_then(|stored| last(stored, field));
        let next = self.known.len();
        let number = *self.numbers.entry(key).or_insert(next);
        let Some(known) = self.known.get_mut(number) else {
            self.known.push(Known {
                field: at,
                figure: at,
                more: Vec::new(),
                beside: Vec::new(),
                previous,
            });
            return;
        };
        let figure = self.of.fields.get(known.figure);
        if figure.is_some_and(|field| field.rare.formula.is_some()) {
            known.figure = at;
        }
        known.previous = previous.or(known.previous.take());
    }

    fn note(&mut self, slot: &Slot, beside: impl Fn() -> Beside) {
        let Some(number) = self.number(&slot.key) else {
            return;
        };
        let is_text = self.field(number).map(|field| field.kind) == Some(Kind::Text);
        let Some(known) = self.known.get_mut(number) else {
            return;
        };
        let more = slot.more.filter(|more| !known.more.contains(more));
        known.more.extend(more);
        if is_text {
            let beside = beside();
            if !known.beside.contains(&beside) {
                known.beside.push(beside);
            }
        }
    }

    /// The derived figures in the order in which they can be worked out.
    fn order(&self) -> Vec<usize> {
        let mut readers: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut missing: HashMap<usize, usize> = HashMap::new();
        let mut ready = Vec::new();
        for number in 0..self.known.len() {
            let Some(formula) = self.formula(number) else {
                continue;
            };
            let operands = formula
                .keys()
                .into_iter()
                .filter_map(|key| self.number(key));
            let mut derived = 0_usize;
            for operand in operands.filter(|operand| self.formula(*operand).is_some()) {
                derived = derived.saturating_add(1);
                readers.entry(operand).or_default().push(number);
            }
            match derived {
                0 => ready.push(number),
                _ => _ = missing.insert(number, derived),
            }
        }
        let mut at = 0_usize;
        while let Some(number) = ready.get(at) {
            for reader in readers.remove(number).unwrap_or_default() {
                if let Some(missing) = missing.get_mut(&reader) {
                    *missing = missing.saturating_sub(1);
                    if *missing == 0 {
                        ready.push(reader);
                    }
                }
            }
            at = at.saturating_add(1);
        }
        ready
    }

    /// Whether it was made of this report, or of one that differs from it in answers alone.
    pub fn is_of(&self, report: &Report) -> bool {
        self.of.is_but_for_answers(report)
    }

    /// The number of the field that `key` names, in whatever width it is written.
    pub fn number(&self, key: &str) -> Option<usize> {
        // Nearly every key is written in the form in which keys are kept.
        let kept = self.numbers.get(key);
        kept.or_else(|| self.numbers.get(&*canonical_ref(key)))
            .copied()
    }

    /// How many numbers there are.
    pub fn count(&self) -> usize {
        self.known.len()
    }

    /// The field of a number: the first of its key.
    pub fn field(&self, number: usize) -> Option<&Field> {
        self.of.fields.get(self.place(number)?)
    }

    /// The same as an index into the fields of the report.
    pub fn place(&self, number: usize) -> Option<usize> {
        Some(self.known.get(number)?.field)
    }

    /// The field that the figure of a number is an answer to, or is derived by.
    pub(super) fn figure(&self, number: usize) -> Option<&Field> {
        self.of.fields.get(self.known.get(number)?.figure)
    }

    fn formula(&self, number: usize) -> Option<&Formula> {
        self.figure(number)?.rare.formula.as_ref()
    }

    /// The derived figures, each behind those it is worked out from.
    pub(super) fn derived(&self) -> &[usize] {
        &self.derived
    }

    /// 余 and 多 that stand right behind a slot of this number, anywhere.
    pub fn more(&self, number: usize) -> &[char] {
        self.known
            .get(number)
            .map(|known| known.more.as_slice())
            .unwrap_or_default()
    }

    /// For text, what stands beside the slots of this number, each once.
    pub fn beside(&self, number: usize) -> &[Beside] {
        let known = self.known.get(number);
        known.map_or(&[], |known| known.beside.as_slice())
    }

    /// Last period's value of this number.
    pub fn previous(&self, number: usize) -> Option<&Value> {
        self.known.get(number)?.previous.as_ref()
    }

    /// What the figures of these keys depend on, themselves among it, however many formulas lie between.
    pub fn reads<'a>(&self, keys: impl IntoIterator<Item = &'a str>) -> Reads {
        let mut reads: Vec<usize> = Vec::new();
        let add = |reads: &mut Vec<usize>, key: &str| {
            if let Some(number) = self.number(key)
                && !reads.contains(&number)
            {
                reads.push(number);
            }
        };
        for key in keys {
            add(&mut reads, key);
        }
        let mut at = 0_usize;
        while let Some(number) = reads.get(at).copied() {
            let field = self.known.get(number);
            let both = field
                .map(|known| [known.field, known.figure])
                .unwrap_or_default();
            for field in both.into_iter().filter_map(|at| self.of.fields.get(at)) {
                for key in field.rare.formula.iter().flat_map(|formula| formula.keys()) {
                    add(&mut reads, key);
                }
            }
            at = at.saturating_add(1);
        }
        Reads(reads)
    }
}

impl Reads {
    /// The numbers.
    pub fn numbers(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().copied()
    }

    /// Adds what something else depends on.
    pub fn extend(&mut self, other: &Self) {
        for number in &other.0 {
            if !self.0.contains(number) {
                self.0.push(*number);
            }
        }
    }
}

impl Changed {
    /// Of so many figures none.
    pub(super) fn none(count: usize) -> Self {
        Self(vec![false; count])
    }

    /// Notes that this figure changed.
    pub(super) fn note(&mut self, number: usize) {
        if let Some(changed) = self.0.get_mut(number) {
            *changed = true;
        }
    }

    /// Whether the figure of this number changed.
    pub fn has(&self, number: usize) -> bool {
        self.0.get(number).copied().unwrap_or_default()
    }

    /// Whether any of these changed.
    pub fn any(&self, reads: &Reads) -> bool {
        reads.numbers().any(|number| self.has(number))
    }

    /// The numbers of those that changed.
    pub fn numbers(&self) -> impl Iterator<Item = usize> + '_ {
        let changed = self.0.iter().enumerate().filter(|(_, changed)| **changed);
        changed.map(|(number, _)| number)
    }
}
