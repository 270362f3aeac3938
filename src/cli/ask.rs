//! `huibao ask`: the figures still missing, as messages to send to those who supply them. What comes back, filled
//! in, is read by `huibao set --from`.

use crate::check::{Code, Review};
use crate::failure::{Failure, visible};
use crate::render::BLANK;
use crate::report::{AS_OF, Field, Level, canonical};
use crate::store::draft::Draft;
use crate::store::templates;

use super::{Outcome, args, output};

pub(super) fn run(args: &args::Ask) -> Result<Outcome, Failure> {
    let draft = Draft::open(&args.file)?;
    let review = Review::of(&draft.report);
    let missing = missing(&draft, &review);
    let mut suppliers: Vec<&str> = Vec::new();
    for field in &missing {
        if !suppliers.contains(&field.from.as_str()) {
            suppliers.push(&field.from);
        }
    }
    if let Some(wanted) = &args.department {
        known(&draft, wanted)?;
        suppliers.retain(|supplier| canonical(supplier) == canonical(wanted));
    }
    if suppliers.is_empty() {
        output::say("数据都有了，没有要问的。");
        return Ok(Outcome::Done);
    }
    let title = templates::title(&draft.report, &review.figures);
    let day = review.figures.value(AS_OF);
    let day = day.map_or_else(String::new, |day| format!("数据截至{}，", day.printed()));
    let messages = suppliers.iter().map(|supplier| {
        let whom = match supplier.is_empty() {
            true => String::new(),
            false => format!("{supplier}："),
        };
        let lines = missing.iter().filter(|field| field.from == *supplier);
        let lines: String = lines.map(|field| line(field, &review)).collect();
        format!("{whom}《{title}》还缺下面的数，{day}请填在等号后面发回：\n{lines}")
    });
    output::print(&messages.collect::<Vec<_>>().join("\n"))
}

/// The fields that are asked for and have no right answer, in the order of the report.
fn missing<'a>(draft: &'a Draft, review: &Review) -> Vec<&'a Field> {
    let lacks = |field: &Field| {
        let wrong = review.of_field(&canonical(&field.key)).any(|finding| {
            finding.level == Level::Error && matches!(finding.code, Code::Blank | Code::Number)
        });
        field.rare.formula.is_none() && wrong
    };
    let keys = review.steps.keys(&draft.report);
    let fields = keys.into_iter().filter_map(|key| draft.report.field(key));
    fields.filter(|field| lacks(field)).collect()
}

/// `巡河次数=____次`, and above it in brackets what is asked and how much it was last period.
fn line(field: &Field, review: &Review) -> String {
    let before = review.figures.previous(&field.key);
    let before = before.map(|value| format!("上期{}", value.printed()));
    let choices =
        (!field.rare.choices.is_empty()).then(|| format!("可填{}", field.rare.choices.join("、")));
    let asked = (!field.ask.is_empty() && field.ask != field.key).then(|| field.ask.clone());
    let remarks: Vec<String> = asked.into_iter().chain(choices).chain(before).collect();
    let remark = match remarks.is_empty() {
        true => String::new(),
        false => format!("（{}）\n", visible(&remarks.join("；"))),
    };
    let unit = field.shown_unit();
    format!("{remark}{}={BLANK}{unit}\n", field.key)
}

/// Refuses a supplier that no field names.
fn known(draft: &Draft, wanted: &str) -> Result<(), Failure> {
    let mut names: Vec<&str> = Vec::new();
    for field in draft.report.fields.iter() {
        if !field.from.is_empty() && !names.contains(&field.from.as_str()) {
            names.push(&field.from);
        }
    }
    if names
        .iter()
        .any(|name| canonical(name) == canonical(wanted))
    {
        return Ok(());
    }
    let remedy = match names.is_empty() {
        true => "草稿里没有写哪个数由谁提供，请不加 --for。".to_owned(),
        false => format!("草稿里有 {}。", names.join("、")),
    };
    Err(
        Failure::usage(format!("{wanted}：草稿里没有由它提供的数据。"))
            .place(draft.name())
            .remedy(remedy),
    )
}
