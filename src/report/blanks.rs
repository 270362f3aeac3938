//! What whoever takes over a model's text changes about its blanks: a field gets another name, two become one, a
//! place gets a field of its own, a blank was none, a stretch of text is one. Pure changes of a [`Report`]; as what
//! a blank was printed is kept beside it, in [`Model`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::number::Kind;

use super::wording::{Mark, MarkKind};
use super::{Condition, Extras, Field, Formula, Place, Rare, Report, Wording, canonical};

/// What stands for a blank whose print is not known.
const UNKNOWN: &str = "XX";

/// A text of the report as the model printed it, with its blanks. However slots come and go, it stays the same.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Model {
    text: String,
    /// Where blanks begin, in bytes of the text, and where those that begin there end.
    blanks: BTreeMap<usize, Vec<usize>>,
}

/// A stretch of wording: text as it prints, or a slot.
enum Item<'a> {
    Text(&'a str),
    Slot,
}

impl Model {
    /// The model of a wording whose slots were printed so, in order.
    pub fn of(wording: &Wording, printed: &[String]) -> Self {
        let mut model = Self::default();
        let mut printed = printed.iter();
        for (_, item) in items(wording) {
            match item {
                Item::Text(text) => model.text.push_str(text),
                Item::Slot => {
                    let start = model.text.len();
                    let blank = printed.next().map_or(UNKNOWN, String::as_str);
                    model.text.push_str(blank);
                    model.add(start..model.text.len());
                }
            }
        }
        model
    }

    /// As what each slot of its wording was printed, in order.
    pub fn printed(&self, wording: &Wording) -> Vec<&str> {
        let spans = self.spans(wording);
        let slots = spans.into_iter().filter(|(_, slot)| *slot);
        slots
            .map(|(range, _)| self.text.get(range).unwrap_or(UNKNOWN))
            .collect()
    }

    /// Takes a stretch of the wording's source, without a slot in it, for a blank from now on; as what it is printed.
    pub fn mark(&mut self, wording: &Wording, source: &Range<usize>) -> Option<String> {
        let mut at = None;
        for ((range, item), (span, _)) in items(wording).into_iter().zip(self.spans(wording)) {
            let touches = range.start < source.end && source.start < range.end;
            match item {
                Item::Slot if touches => return None,
                Item::Text(text) if touches => {
                    // A doubled brace is one letter of the text.
                    let inner = |byte: usize| byte.saturating_sub(range.start).min(text.len());
                    let start = span.start.saturating_add(inner(source.start));
                    let end = span.start.saturating_add(inner(source.end));
                    let whole = at.get_or_insert(start..end);
                    whole.end = end;
                }
                _ => {}
            }
        }
        let range = at.filter(|range| !range.is_empty())?;
        let printed = self.text.get(range.clone())?.to_owned();
        self.add(range);
        Some(printed)
    }

    fn add(&mut self, range: Range<usize>) {
        let ends = self.blanks.entry(range.start).or_default();
        if !ends.contains(&range.end) {
            ends.push(range.end);
        }
    }

    /// Where each item of its wording stands in the text, and whether it is a slot.
    fn spans(&self, wording: &Wording) -> Vec<(Range<usize>, bool)> {
        let items = items(wording);
        let mut spans = Vec::with_capacity(items.len());
        let mut at = 0_usize;
        for (index, (_, item)) in items.iter().enumerate() {
            let end = match item {
                Item::Text(text) => at.saturating_add(text.len()),
                Item::Slot => {
                    let next = items.get(index.saturating_add(1)).map(|(_, item)| item);
                    let ends = self.blanks.get(&at).map_or(&[][..], Vec::as_slice);
                    let fits = |end: &&usize| match next {
                        Some(Item::Text(text)) => self
                            .text
                            .get(**end..)
                            .is_some_and(|rest| rest.starts_with(text)),
                        Some(Item::Slot) => self.blanks.contains_key(*end),
                        None => **end == self.text.len(),
                    };
                    ends.iter().find(fits).copied().unwrap_or(at)
                }
            };
            spans.push((at..end, matches!(item, Item::Slot)));
            at = end;
        }
        spans
    }
}

/// A wording taken apart, each piece with its bytes of the source. The marks of clauses print nothing.
fn items(wording: &Wording) -> Vec<(Range<usize>, Item<'_>)> {
    let source = wording.source();
    let mut items = Vec::new();
    let mut at = 0_usize;
    let text = |range: Range<usize>| (range.clone(), source.get(range).unwrap_or_default());
    for mark in wording.marks() {
        let (range, plain) = text(at..mark.range.start);
        if !plain.is_empty() {
            items.push((range, Item::Text(plain)));
        }
        let start = mark.range.start;
        match mark.kind {
            MarkKind::Slot => items.push((mark.range.clone(), Item::Slot)),
            MarkKind::Brace => {
                let (_, brace) = text(start..start.saturating_add(1));
                items.push((mark.range.clone(), Item::Text(brace)));
            }
            MarkKind::Open | MarkKind::Close => {}
        }
        at = mark.range.end;
    }
    let (range, plain) = text(at..source.len());
    if !plain.is_empty() {
        items.push((range, Item::Text(plain)));
    }
    items
}

impl Report {
    /// Gives a field another name wherever it is named. Where there is a field of that name already, the two are one
    /// from now on, and that one's kind and unit hold.
    pub fn rename_field(&mut self, key: &str, new: &str) {
        let (old, name) = (canonical(key), canonical(new));
        if old == name {
            self.spell_anew(key, new);
            return;
        }
        let is_there = self.field(new).is_some();
        self.respell(&old, new);
        let fields = Arc::make_mut(&mut self.fields);
        if is_there {
            fields.retain(|field| canonical(&field.key) != old);
        } else if let Some(field) = fields.iter_mut().find(|field| canonical(&field.key) == old) {
            new.clone_into(&mut field.key);
        }
        move_entry(&mut self.answers, &old, &name);
        move_entry(&mut self.previous, &old, &name);
        move_entry(&mut self.notes, &old, &name);
    }

    /// The same key, spelled in other widths.
    fn spell_anew(&mut self, key: &str, new: &str) {
        self.respell(&canonical(key), new);
        let fields = Arc::make_mut(&mut self.fields);
        let same = |field: &&mut Field| canonical(&field.key) == canonical(key);
        if let Some(field) = fields.iter_mut().find(same) {
            new.clone_into(&mut field.key);
        }
    }

    /// Writes `new` for a key in every text, rule, formula and condition.
    fn respell(&mut self, old: &str, new: &str) {
        let wording = |text: &Wording| Wording::new(&respelled(text.source(), old, new));
        let condition =
            |condition: &Condition| Condition::new(&respelled(&condition.source, old, new));
        let mut changed = Vec::new();
        self.each_wording(|place, text| {
            if text.keys().iter().any(|key| canonical(key) == old) {
                changed.push((place, wording(text)));
            }
        });
        for (place, text) in changed {
            self.replace_wording(&place, text);
        }
        let mut parts = Vec::new();
        self.walk(|part| {
            if let Some(when) = &part.when {
                parts.push((part.id, condition(when)));
            }
        });
        for (id, when) in parts {
            if let Some(part) = self.part_mut(id) {
                part.when = Some(Box::new(when));
            }
        }
        for rule in Arc::make_mut(&mut self.rules) {
            rule.expect = condition(&rule.expect);
            rule.message = wording(&rule.message);
            rule.when = rule.when.as_ref().map(condition);
        }
        for field in Arc::make_mut(&mut self.fields) {
            if canonical(&field.rare.weight) == old {
                new.clone_into(&mut field.rare.weight);
            }
            if let Some(formula) = &field.rare.formula {
                let formula = Formula::from(respelled(&formula.source, old, new));
                field.rare.formula = Some(formula);
            }
        }
    }

    /// Gives a field another kind. What only the old kind could have goes: bounds, places, choices, and a way of
    /// printing that the new one does not know.
    pub fn set_kind(&mut self, key: &str, kind: Kind) {
        let old = canonical(key);
        let fields = Arc::make_mut(&mut self.fields);
        let Some(field) = fields.iter_mut().find(|field| canonical(&field.key) == old) else {
            return;
        };
        if field.kind == kind {
            return;
        }
        let name = field.key.clone();
        *field = Field {
            kind,
            places: None,
            rare: Rare::from(Extras {
                weight: field.rare.weight.clone(),
                formula: field.rare.formula.clone(),
                ..Extras::default()
            }),
            ..field.clone()
        };
        let mut changed = Vec::new();
        self.each_wording(|place, text| {
            let mut source = text.source().to_owned();
            for mark in slots(text).rev() {
                let slot = source.get(mark.range.clone()).unwrap_or_default();
                let style = slot.trim_matches(['{', '}']).split_once(':');
                let goes = style.is_some_and(|(own, style)| {
                    canonical(own) == old
                        && match style {
                            "月日" => kind != Kind::Date,
                            "中文" => !matches!(kind, Kind::Integer | Kind::Year | Kind::Month),
                            _ => false,
                        }
                });
                if goes {
                    source.replace_range(mark.range.clone(), &format!("{{{name}}}"));
                }
            }
            if source != text.source() {
                changed.push((place, Wording::new(&source)));
            }
        });
        for (place, text) in changed {
            self.replace_wording(&place, text);
        }
    }

    /// Gives a field another unit.
    pub fn set_unit(&mut self, key: &str, unit: &str) {
        let key = canonical(key);
        let mut fields = Arc::make_mut(&mut self.fields).iter_mut();
        if let Some(field) = fields.find(|field| canonical(&field.key) == key) {
            field.unit = unit.into();
        }
    }

    /// Gives the `nth` slot of a text, from 0, a field of its own; the field it had goes where nothing uses it.
    pub fn split_slot(&mut self, place: &Place, nth: usize, field: Field) {
        let slot = format!("{{{}}}", field.key);
        self.add_field(field);
        self.replace_slot(place, nth, &slot);
    }

    /// Puts text back where the `nth` slot of a text, from 0, stands: it is no blank. Its field goes where nothing
    /// uses it.
    pub fn unslot(&mut self, place: &Place, nth: usize, printed: &str) {
        self.replace_slot(place, nth, &printed.replace('{', "{{").replace('}', "}}"));
    }

    fn replace_slot(&mut self, place: &Place, nth: usize, with: &str) {
        let Some(text) = self.wording(place) else {
            return;
        };
        let Some(range) = slots(text).nth(nth).map(|mark| mark.range.clone()) else {
            return;
        };
        let Some(key) = text.slots().nth(nth).map(|slot| slot.key.clone()) else {
            return;
        };
        let mut source = text.source().to_owned();
        source.replace_range(range, with);
        self.replace_wording(place, Wording::new(&source));
        self.drop_unused(&key);
    }

    /// Puts a slot in the place of a stretch of a text's source; a field of the slot's key that is there is taken.
    pub fn slot_in(&mut self, place: &Place, range: &Range<usize>, field: Field) {
        let Some(text) = self.wording(place) else {
            return;
        };
        let mut source = text.source().to_owned();
        if source.get(range.clone()).is_none() {
            return;
        }
        source.replace_range(range.clone(), &format!("{{{}}}", field.key));
        self.add_field(field);
        self.replace_wording(place, Wording::new(&source));
    }

    /// Takes a field away that no text, rule or formula names and that has no answer.
    fn drop_unused(&mut self, key: &str) {
        let key = canonical(key);
        let mut names: Vec<String> = Vec::new();
        self.each_wording(|_, text| names.extend(text.keys().into_iter().map(canonical)));
        for rule in self.rules.iter() {
            names.extend(rule.expect.keys().into_iter().map(canonical));
            names.extend(rule.when.iter().flat_map(Condition::keys).map(canonical));
        }
        for field in self.fields.iter() {
            names.extend(
                field
                    .rare
                    .formula
                    .iter()
                    .flat_map(|formula| formula.keys())
                    .map(canonical),
            );
            names.push(canonical(&field.rare.weight));
        }
        self.walk(|part| {
            names.extend(part.when.iter().flat_map(|when| when.keys()).map(canonical));
        });
        if names.contains(&key) || self.answers.contains_key(&key) {
            return;
        }
        self.previous.remove(&key);
        self.notes.remove(&key);
        let stays = |field: &Field| canonical(&field.key) != key || field.is_report_date();
        Arc::make_mut(&mut self.fields).retain(stays);
    }
}

fn slots(text: &Wording) -> impl DoubleEndedIterator<Item = &Mark> {
    let marks = text.marks().iter();
    marks.filter(|mark| mark.kind == MarkKind::Slot)
}

/// Moves what stands under a key to another, where nothing stands under that.
fn move_entry<T>(map: &mut BTreeMap<String, T>, old: &str, new: &str) {
    if let Some(entry) = map.remove(old) {
        map.entry(new.to_owned()).or_insert(entry);
    }
}

/// A source in which every `{old}` and `{old:…}` names `new`.
fn respelled(source: &str, old: &str, new: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        if let Some(behind) = from.strip_prefix("{{") {
            text.push_str("{{");
            rest = behind;
            continue;
        }
        let inner = from.strip_prefix('{').unwrap_or_default();
        let end = inner.find(['{', '}', ':', '|']).unwrap_or(inner.len());
        let (key, behind) = inner.split_at(end);
        text.push('{');
        text.push_str(if canonical(key) == old { new } else { key });
        rest = behind;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> Wording {
        Wording::new(source)
    }

    fn report(title: &str, keys: &[&str]) -> Report {
        let mut report = Report::empty();
        report.head.title = text(title);
        for key in keys {
            report.add_field(Field::new(key, Kind::Integer));
        }
        report
    }

    fn title(report: &Report) -> &str {
        report.head.title.source()
    }

    const TITLE: Place = Place::Head(super::super::HeadText::Title);

    #[test]
    fn a_field_is_renamed_wherever_it_is_named() {
        let mut report = report("{甲}和{甲:中文}{{甲}}{?{甲} > 0|多{乙}?}", &["甲", "乙"]);
        report.answer("甲", "3");
        report.rename_field("甲", "巡河次数");
        assert_eq!(
            title(&report),
            "{巡河次数}和{巡河次数:中文}{{甲}}{?{巡河次数} > 0|多{乙}?}"
        );
        assert_eq!(report.typed("巡河次数"), "3");
        assert!(report.field("甲").is_none());
    }

    #[test]
    fn rules_and_formulas_follow_a_new_name() {
        let mut report = report("{甲}", &["甲", "乙"]);
        let field = Field {
            rare: Rare::from(Extras {
                formula: Some(Formula::new("{甲} + {乙} - {甲:上期}")),
                weight: "甲".to_owned(),
                ..Extras::default()
            }),
            ..Field::new("丙", Kind::Integer)
        };
        report.add_field(field);
        report.rename_field("甲", "丁");
        let field = report.field("丙").unwrap();
        assert_eq!(
            field.rare.formula.as_ref().unwrap().source,
            "{丁} + {乙} - {丁:上期}"
        );
        assert_eq!(field.rare.weight, "丁");
    }

    #[test]
    fn a_name_that_is_there_makes_the_two_one() {
        let mut report = report("{甲}和{乙}", &["甲", "乙"]);
        report.rename_field("乙", "甲");
        assert_eq!(title(&report), "{甲}和{甲}");
        assert_eq!(report.fields.iter().filter(|f| f.key == "甲").count(), 1);
        assert!(report.field("乙").is_none());
    }

    #[test]
    fn a_name_in_another_width_is_the_same_field() {
        let mut report = report("{村(社区)数}", &["村(社区)数"]);
        report.rename_field("村(社区)数", "村（社区）数");
        assert_eq!(title(&report), "{村（社区）数}");
        assert_eq!(report.field("村(社区)数").unwrap().key, "村（社区）数");
    }

    #[test]
    fn a_blank_that_is_none_becomes_text_and_its_field_goes() {
        let mut report = report("{甲}光，{乙}次，{乙}人", &["甲", "乙"]);
        report.unslot(&TITLE, 0, "{X}");
        assert_eq!(title(&report), "{{X}}光，{乙}次，{乙}人");
        assert!(report.field("甲").is_none());
        report.unslot(&TITLE, 0, "XX");
        assert_eq!(title(&report), "{{X}}光，XX次，{乙}人");
        assert!(report.field("乙").is_some());
    }

    #[test]
    fn a_place_gets_a_field_of_its_own() {
        let mut report = report("{甲}次，{甲}人", &["甲"]);
        report.split_slot(&TITLE, 1, Field::new("乙", Kind::Integer));
        assert_eq!(title(&report), "{甲}次，{乙}人");
        assert!(report.field("甲").is_some() && report.field("乙").is_some());
    }

    #[test]
    fn a_kind_takes_its_bounds_and_its_ways_of_printing_along() {
        let mut report = report("{甲:月日}，{甲:上期}", &["甲"]);
        report.set_kind("甲", Kind::Date);
        assert_eq!(title(&report), "{甲:月日}，{甲:上期}");
        report.set_kind("甲", Kind::Text);
        assert_eq!(title(&report), "{甲}，{甲:上期}");
    }

    #[test]
    fn a_model_tells_what_was_printed_whatever_became_of_the_other_blanks() {
        let before = text("{甲}{乙}年{{{丙}}}，X光");
        let printed = ["某镇", "20XX", "××"].map(str::to_owned);
        let model = Model::of(&before, &printed);
        assert_eq!(model.printed(&before), ["某镇", "20XX", "××"]);
        let after = text("某镇{乙}年{{××}}，X光");
        assert_eq!(model.printed(&after), ["20XX"]);
    }

    #[test]
    fn a_stretch_of_text_can_be_a_blank_too() {
        let before = text("{甲}年{{修路12公里");
        let mut model = Model::of(&before, &["20XX".to_owned()]);
        let start = before.source().find("12").unwrap();
        let range = start..start + 2;
        assert_eq!(model.mark(&before, &range).as_deref(), Some("12"));
        let mut report = report(before.source(), &["甲"]);
        report.slot_in(&TITLE, &range, Field::new("里程", Kind::Decimal));
        assert_eq!(title(&report), "{甲}年{{修路{里程}公里");
        assert_eq!(model.printed(&report.head.title), ["20XX", "12"]);
        assert_eq!(model.printed(&before), ["20XX"]);
        assert_eq!(model.mark(&before, &(0..before.source().len())), None);
    }
}
