//! Parsed TOML → `Report`. Figures may be of any type; elsewhere a wrong type is refused with its
//! place. A file of a newer format is read as far as it can be understood.

use std::sync::Arc;

use crate::number::{Decimal, Kind};
use crate::report::field::check_key;
use crate::report::part::{NUMBERINGS, ROLES};
use crate::report::{
    AS_OF, Accepted, Answer, Condition, Extras, FORMAT, Field, Formula, HEAD_TEXTS, Level,
    Numbering, Part, PartId, Promised, REPORT_DATE, Report, Rule, Spelling, canonical,
};

use super::Broken;
use super::layout::DEEPEST;
use super::tree::{Entry, Table, Value};

mod rows;

use rows::{Row, span};

/// Most decimal places that a figure can have.
const PLACES: i64 = 28;
/// The levels that a rule may have.
const LEVELS: [(Level, &str); 2] = [(Level::Error, "error"), (Level::Warning, "warning")];

/// The report that a parsed text holds.
pub(super) fn report(text: &str, root: &Table<'_>) -> Result<Report, Broken> {
    if !["report", "section", "field"]
        .iter()
        .any(|key| root.get(key).is_some())
    {
        let what = "这份文件不是汇报草稿或模板，里面没有 [report]、[[section]] 和 [[field]]。";
        return Err(Broken::new(
            text,
            0..0,
            what,
            "请核对文件名；把范文变成模板请用 huibao import。",
        ));
    }
    let format = format(text, root)?;
    Reader {
        text,
        lenient: format > FORMAT,
    }
    .report(root, format)
}

fn format(text: &str, root: &Table<'_>) -> Result<i64, Broken> {
    let Some(item) = root.get("format") else {
        return Ok(1);
    };
    match item.integer() {
        Some(format) if format >= 1 => Ok(format),
        _ => Err(Broken::new(
            text,
            item.span(),
            "format 是文件的版本，要写整数。",
            "请写 format = 1 。",
        )),
    }
}

struct Reader<'a> {
    text: &'a str,
    /// The file is of a newer format: what is not understood is passed over.
    lenient: bool,
}

impl Reader<'_> {
    fn report(&self, root: &Table<'_>, format: i64) -> Result<Report, Broken> {
        let mut report = Report {
            format,
            ..Report::empty()
        };
        if let Some(row) = self.table(root, "report")? {
            self.head(&row, &mut report)?;
        }
        let mut fields = Vec::new();
        for (origin, row) in self.rows(root, "field")?.iter().enumerate() {
            fields.extend(self.field(row, origin)?);
        }
        let missing = crate::report::field::always(&fields);
        fields.extend(missing);
        report.fields = Arc::new(fields);
        let mut rules = Vec::new();
        for row in self.rows(root, "rule")? {
            rules.push(self.rule(&row)?);
        }
        report.rules = Arc::new(rules);
        self.figures(root, &mut report)?;
        for (origin, row) in self.rows(root, "accepted")?.iter().enumerate() {
            report.accepted.push(self.accepted(row, origin)?);
        }
        for (origin, row) in self.rows(root, "promised")?.iter().enumerate() {
            report.promised.push(self.promised(row, origin)?);
        }
        let sections = self.rows(root, "section")?;
        *report.parts = self.parts(sections, 1, &mut report.next_part)?;
        report.note_untaken();
        Ok(report)
    }

    fn head(&self, row: &Row<'_>, report: &mut Report) -> Result<(), Broken> {
        for (which, key) in HEAD_TEXTS {
            *report.head.text_mut(which) = self.wording(row, key)?;
        }
        report.numbering = self
            .choice(row, "numbering", &NUMBERINGS)?
            .unwrap_or(Numbering::Chinese);
        report.template = self.string(row, "template")?;
        report.previous_name = self.string(row, "previous")?;
        for (key, name) in [("date", REPORT_DATE), ("as_of", AS_OF)] {
            let Some(item) = row.table.get(key) else {
                continue;
            };
            let stored = self.stored(item);
            if matches!(stored.spelling, Spelling::Date | Spelling::String) {
                report.answers.insert(
                    name.to_owned(),
                    Answer {
                        value: Some(stored),
                        ..Answer::default()
                    },
                );
            } else {
                self.refuse::<()>(
                    Some(item.span()),
                    &format!("{key} 要写日期。"),
                    "请写成 2024-07-01 这样。",
                )?;
            }
        }
        Ok(())
    }

    /// `[values]`, `[unfinished]`, `[previous]` and `[notes]`.
    fn figures(&self, root: &Table<'_>, report: &mut Report) -> Result<(), Broken> {
        if let Some(row) = self.table(root, "values")? {
            for Entry { key, item, .. } in &row.table.entries {
                let key = canonical(key);
                // The two dates are kept in `[report]`; such a line here is a stray.
                if key != REPORT_DATE && key != AS_OF {
                    report
                        .answers
                        .entry(key)
                        .or_default()
                        .value
                        .get_or_insert_with(|| self.stored(item));
                }
            }
        }
        if let Some(row) = self.table(root, "unfinished")? {
            for Entry { key, item, .. } in &row.table.entries {
                let answer = report.answers.entry(canonical(key)).or_default();
                answer.typed.get_or_insert_with(|| self.stored(item).text);
            }
        }
        if let Some(row) = self.table(root, "previous")? {
            for Entry { key, item, .. } in &row.table.entries {
                report
                    .previous
                    .entry(canonical(key))
                    .or_insert_with(|| self.stored(item));
            }
        }
        if let Some(row) = self.table(root, "notes")? {
            for Entry { key, .. } in &row.table.entries {
                let note = self.string(&row, key)?;
                report.notes.entry(canonical(key)).or_insert(note);
            }
        }
        Ok(())
    }

    fn field(&self, row: &Row<'_>, origin: usize) -> Result<Option<Field>, Broken> {
        let key = self.string(row, "key")?;
        if row.table.get("key").is_none() {
            return self.refuse(
                Some(row.span.clone()),
                "[[field]] 里没有 key。",
                "请补一行，如 key = \"巡河次数\"。",
            );
        }
        if let Err(why) = check_key(&key) {
            return self.refuse(
                span(row.table, "key"),
                &why,
                "请改一个名称，如 key = \"巡河次数\"。",
            );
        }
        let Some(kind) = self.kind(row, &key)? else {
            return Ok(None);
        };
        let formula = self.string(row, "formula")?;
        let (ask, unit) = (self.string(row, "ask")?, self.string(row, "unit")?);
        let (min, max) = (self.number(row, "min")?, self.number(row, "max")?);
        let usual = self.usual(row)?;
        let from = self.string(row, "from")?.into();
        let places = self.places(row)?;
        let extras = Extras {
            min,
            max,
            usual,
            weight: self.string(row, "weight")?,
            choices: self.strings(row, "choices")?,
            formula: (!formula.trim().is_empty()).then(|| Formula::from(formula)),
        };
        Ok(Some(Field {
            ask,
            unit: unit.into(),
            from,
            places,
            optional: self.flag(row, "optional")?,
            origin: Some(origin),
            rare: extras.into(),
            ..Field::new(&key, kind)
        }))
    }

    fn kind(&self, row: &Row<'_>, key: &str) -> Result<Option<Kind>, Broken> {
        let remedy = "kind 可写 integer、decimal、percent、year、month、date 或 text。";
        if row.table.get("kind").is_none() {
            return self.refuse(
                Some(row.span.clone()),
                &format!("{key}没有写 kind，不知道要填什么。"),
                remedy,
            );
        }
        let name = self.string(row, "kind")?;
        match Kind::named(&name) {
            Some(kind) => Ok(Some(kind)),
            None => self.refuse(
                span(row.table, "kind"),
                &format!("{key}的 kind 写成了 {name}，没有这一种。"),
                remedy,
            ),
        }
    }

    fn usual(&self, row: &Row<'_>) -> Result<Option<(Decimal, Decimal)>, Broken> {
        let Some(item) = row.table.get("usual") else {
            return Ok(None);
        };
        let numbers = |values: &[Value<'_>]| -> Option<Vec<Decimal>> {
            values.iter().map(|value| self.decimal(value)).collect()
        };
        match item.list().and_then(numbers).as_deref() {
            Some([low, high]) => Ok(Some((*low, *high))),
            _ => self.refuse(
                Some(item.span()),
                "usual 要写两个数。",
                "请写成 usual = [20, 2000] 这样。",
            ),
        }
    }

    fn places(&self, row: &Row<'_>) -> Result<Option<u32>, Broken> {
        let Some(item) = row.table.get("places") else {
            return Ok(None);
        };
        match item
            .integer()
            .filter(|places| (0..=PLACES).contains(places))
            .map(u32::try_from)
        {
            Some(Ok(places)) => Ok(Some(places)),
            _ => self.refuse(
                Some(item.span()),
                &format!("places 要写整数，从0到{PLACES}。"),
                "请写成 places = 2 这样，2 是最多两位小数。",
            ),
        }
    }

    fn rule(&self, row: &Row<'_>) -> Result<Rule, Broken> {
        if row.table.get("expect").is_none() {
            let remedy = "请补一行，如 expect = \"{甲} >= {乙}\"。";
            self.refuse::<()>(
                Some(row.span.clone()),
                "[[rule]] 里没有 expect，不知道要比什么。",
                remedy,
            )?;
        }
        Ok(Rule {
            expect: Condition::new(&self.string(row, "expect")?),
            message: self.wording(row, "message")?,
            level: self.choice(row, "level", &LEVELS)?.unwrap_or(Level::Error),
            when: self.condition(row)?,
        })
    }

    fn accepted(&self, row: &Row<'_>, origin: usize) -> Result<Accepted, Broken> {
        Ok(Accepted {
            code: self.string(row, "code")?,
            key: self.string(row, "key")?,
            text: self.string(row, "text")?,
            reason: self.string(row, "reason")?,
            origin: Some(origin),
        })
    }

    fn promised(&self, row: &Row<'_>, origin: usize) -> Result<Promised, Broken> {
        Ok(Promised {
            text: self.string(row, "text")?,
            kept: self.string(row, "kept")?,
            origin: Some(origin),
        })
    }

    fn parts(&self, rows: Vec<Row<'_>>, depth: usize, next: &mut u32) -> Result<Vec<Part>, Broken> {
        let mut parts = Vec::new();
        for row in rows {
            let mut part = Part::new(PartId(*next));
            *next = next.saturating_add(1);
            part.name = self.string(&row, "id")?;
            part.heading = self.wording(&row, "heading")?;
            part.text = self.wording(&row, "text")?;
            part.role = self.choice(&row, "role", &ROLES)?;
            part.numbering = self.choice(&row, "numbering", &NUMBERINGS)?;
            part.reviewed = self.flag(&row, "reviewed")?;
            part.out = self.flag(&row, "out")?;
            part.answers = self.strings(&row, "answers")?;
            part.when = self.condition(&row)?.map(Box::new);
            let items = self.rows(row.table, "item")?;
            if depth < DEEPEST {
                part.parts = self.parts(items, depth.saturating_add(1), next)?;
            } else if let Some(item) = items.first() {
                let heading = part.heading.source();
                let below = if heading.is_empty() {
                    String::new()
                } else {
                    format!("（在 {heading} 下面）")
                };
                let what = format!("条套得太深{below}：连部分在内最多{DEEPEST}层。");
                self.refuse::<()>(
                    Some(item.span.clone()),
                    &what,
                    "请把这一条往上提一层，或者并进上面的文字。",
                )?;
            }
            parts.push(part);
        }
        Ok(parts)
    }
}
