//! What is typed about a blank: names, units, the name of the template.

use super::{Blanks, Question};
use crate::report::field::check_key;
use crate::report::{Field, canonical};
use crate::tui::desk::Desk;
use crate::tui::screen::ask::{Ask, Line, Purpose};

impl Blanks {
    /// Takes the answer to a question: what is said, or the question once more with what is wrong.
    pub fn answer(
        &mut self,
        desk: &mut Desk,
        question: Question,
        typed: &str,
    ) -> Result<String, Box<Ask>> {
        let again = |wrong: String| Err(Box::new(ask(question, typed, Some(wrong))));
        if matches!(question, Question::Name | Question::Split | Question::Add)
            && let Err(wrong) = check_key(typed)
        {
            return again(wrong);
        }
        let stop = self.stop(&desk.report);
        match (question, stop) {
            (Question::Name, Some(stop)) => {
                if desk.report.field(typed).is_some() && canonical(typed) != canonical(&stop.key) {
                    return Ok(self.merge(desk, typed));
                }
                desk.change("改名称", None, |report| {
                    report.rename_field(&stop.key, typed);
                });
            }
            (Question::Unit, Some(stop)) => {
                desk.change("改单位", None, |report| {
                    report.set_unit(&stop.key, typed)
                });
            }
            (Question::Split, Some(stop)) => {
                let Some(field) = desk.report.field(&stop.key).cloned() else {
                    return Ok(String::new());
                };
                if desk.report.field(typed).is_some() {
                    return again(format!("已经有叫{typed}的了，请另起一个名称。"));
                }
                let mut own = Field {
                    key: typed.to_owned(),
                    ask: String::new(),
                    origin: None,
                    ..field
                };
                own.rare.formula = None;
                desk.change("另作一个数", None, |report| {
                    report.split_slot(&stop.place, stop.nth, own);
                });
            }
            (Question::Add, _) => return Ok(self.add(desk, typed)),
            _ => {}
        }
        Ok(String::new())
    }
}

/// The question for the template's name; once more where that did not do.
pub fn template_name(desk: &Desk, again: Option<(&str, String)>) -> Ask {
    let title = crate::store::templates::title(&desk.report, &desk.review.figures);
    let name = if title.is_empty() { &desk.name } else { &title };
    match again {
        Some((typed, wrong)) => ask(Question::Template, typed, Some(wrong)),
        None => ask(Question::Template, name, None),
    }
}

pub(super) fn ask(question: Question, holding: &str, wrong: Option<String>) -> Ask {
    let (label, words) = match question {
        Question::Name => ("名称", "这个数据叫什么？和别的同名就是同一个数："),
        Question::Unit => ("单位", "单位是什么？如 次、名、万元；没有就空着。"),
        Question::Split => ("名称", "这一处另作一个数，叫什么？"),
        Question::Add => ("名称", "选中的字变成要填的空，叫什么？"),
        Question::Template => ("名称", "模板叫什么？以后在开头新写一份里选它。"),
    };
    let mut said = vec![words.to_owned()];
    said.extend(wrong);
    Ask {
        purpose: Purpose::Blank(question),
        said,
        label,
        line: Line::holding(holding),
    }
}
