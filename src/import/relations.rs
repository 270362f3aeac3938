//! Relations between figures that the wording says: 其中, 占…％, 平均, 由…增加到…, 共…包括, 超…超…, …率. Only what is
//! said in one sentence becomes a rule.

use crate::check::chars::Chars;
use crate::report::{Condition, Level, Rule, Wording};

/// A figure to be filled in, as it stands in a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// Its field.
    pub(super) key: String,
    /// Its measure without 余 and 多.
    pub(super) unit: String,
    /// Its first character in the paragraph.
    pub(super) start: usize,
    /// The character behind its measure.
    pub(super) end: usize,
}

impl Figure {
    fn is_percent(&self) -> bool {
        matches!(self.unit.as_str(), "％" | "%")
    }

    fn is_money(&self) -> bool {
        self.unit.ends_with('元')
    }

    /// What is counted, persons under one name.
    fn counted(&self) -> &str {
        match self.unit.as_str() {
            "名" | "位" | "人" => "人",
            unit => unit,
        }
    }

    fn slot(&self) -> String {
        format!("{{{}}}", self.key)
    }

    fn named(&self) -> String {
        format!("{}{}{}", self.key, self.slot(), self.unit)
    }
}

/// The rules that a paragraph's wording says of its figures, in order.
pub(super) fn rules(chars: Chars<'_>, figures: &[Figure]) -> Vec<Rule> {
    let mut found = Vec::new();
    let mut from = 0_usize;
    while from < figures.len() {
        let Some(first) = figures.get(from) else {
            break;
        };
        let end = chars.run(first.start, |c| !matches!(c, '。' | '；' | '！' | '？'));
        let count = figures
            .iter()
            .skip(from)
            .take_while(|figure| figure.start < end)
            .count();
        let to = from.saturating_add(count.max(1));
        let start = chars.run_back(first.start, |c| !matches!(c, '。' | '；' | '！' | '？'));
        let sentence = Sentence {
            chars,
            start,
            end,
            figures: figures.get(from..to).unwrap_or_default(),
        };
        sentence.parts(&mut found);
        sentence.sums(&mut found);
        sentence.shares(&mut found);
        sentence.rates(&mut found);
        sentence.averages(&mut found);
        sentence.growth(&mut found);
        sentence.nested(&mut found);
        from = to;
    }
    found
}

struct Sentence<'a> {
    chars: Chars<'a>,
    start: usize,
    end: usize,
    figures: &'a [Figure],
}

fn rule(expect: &str, message: &str, level: Level) -> Rule {
    Rule {
        expect: Condition::new(expect),
        message: Wording::new(message),
        level,
        when: None,
    }
}

impl Sentence<'_> {
    fn find(&self, word: &str) -> Option<usize> {
        (self.start..self.end).find(|at| self.chars.has(*at, word))
    }

    /// The text right before a figure, to the one before it.
    fn before(&self, at: usize) -> String {
        let start = self
            .figures
            .get(at)
            .map_or(self.start, |figure| figure.start);
        let from = at
            .checked_sub(1)
            .and_then(|at| self.figures.get(at))
            .map_or(self.start, |figure| figure.end);
        self.chars.text(from..start)
    }

    /// The last figure before a position that counts the same.
    fn whole(&self, position: usize, counted: &str) -> Option<&Figure> {
        self.figures.iter().rev().find(|figure| {
            figure.end <= position && figure.counted() == counted && !figure.is_percent()
        })
    }

    /// A，其中B: B is part of A.
    fn parts(&self, found: &mut Vec<Rule>) {
        let Some(at) = self.find("其中") else {
            return;
        };
        for part in self
            .figures
            .iter()
            .filter(|figure| figure.start >= at && !figure.is_percent())
        {
            let Some(whole) = self.whole(at, part.counted()) else {
                continue;
            };
            found.push(rule(
                &format!("{} <= {}", part.slot(), whole.slot()),
                &format!(
                    "{}，多于{}：一个是另一个的其中数，请改一个。",
                    part.named(),
                    whole.named()
                ),
                Level::Error,
            ));
        }
    }

    /// 共A，包括B、C: A is the sum of them.
    fn sums(&self, found: &mut Vec<Rule>) {
        let said = ["包括", "分别为", "分别是", "其中包含", "由以下"]
            .iter()
            .find_map(|word| self.find(word));
        let Some(at) = said else { return };
        let Some(last) = self
            .figures
            .iter()
            .rev()
            .find(|figure| figure.end <= at && !figure.is_percent())
        else {
            return;
        };
        let total = ["共", "总", "合计"]
            .iter()
            .any(|word| self.chars.text(self.start..last.start).contains(word));
        let parts: Vec<&Figure> = self
            .figures
            .iter()
            .filter(|figure| figure.start >= at && figure.counted() == last.counted())
            .collect();
        if parts.len() < 2 || !total {
            return;
        }
        let sum: Vec<String> = parts.iter().map(|part| part.slot()).collect();
        found.push(rule(
            &format!("{} = {}", last.slot(), sum.join(" + ")),
            &format!("{}，与后面几项相加不等：请核对总数和分项。", last.named()),
            Level::Warning,
        ));
    }

    /// A，其中B，占P％: P is B of A.
    fn shares(&self, found: &mut Vec<Rule>) {
        let Some(among) = self.find("其中") else {
            return;
        };
        for (at, share) in self.figures.iter().enumerate() {
            if !share.is_percent() || !self.before(at).contains('占') || share.start < among {
                continue;
            }
            let part = at.checked_sub(1).and_then(|at| self.figures.get(at));
            let Some(part) = part.filter(|part| !part.is_percent() && part.start >= among) else {
                continue;
            };
            let Some(whole) = self.whole(among, part.counted()) else {
                continue;
            };
            found.push(rule(
                &format!(
                    "{} = {} / {} * 100",
                    share.slot(),
                    part.slot(),
                    whole.slot()
                ),
                &format!(
                    "{}，与{}、{}算出来的不一样：请核对。",
                    share.named(),
                    part.named(),
                    whole.named()
                ),
                Level::Warning,
            ));
        }
    }

    /// 排查A，整改B，整改率P％.
    fn rates(&self, found: &mut Vec<Rule>) {
        for (at, rate) in self.figures.iter().enumerate() {
            let before = self.before(at);
            let Some((name, wholes)) = RATES
                .iter()
                .find(|(name, _)| rate.is_percent() && before.ends_with(&format!("{name}率")))
            else {
                continue;
            };
            let says = |index: usize, words: &[&str]| {
                words.iter().any(|word| self.before(index).contains(word))
            };
            let counts = |index: &usize| {
                self.figures
                    .get(*index)
                    .is_some_and(|figure| !figure.is_percent())
            };
            let part = (0..at)
                .rev()
                .filter(counts)
                .find(|index| says(*index, &[name]));
            let whole = part.and_then(|part| {
                (0..part)
                    .rev()
                    .filter(counts)
                    .find(|index| says(*index, wholes))
            });
            let (Some(part), Some(whole)) = (
                part.and_then(|at| self.figures.get(at)),
                whole.and_then(|at| self.figures.get(at)),
            ) else {
                continue;
            };
            found.push(rule(
                &format!("{} <= {}", part.slot(), whole.slot()),
                &format!("{}，多于{}：请改一个。", part.named(), whole.named()),
                Level::Error,
            ));
            found.push(rule(
                &format!("{} = {} / {} * 100", rate.slot(), part.slot(), whole.slot()),
                &format!(
                    "{}，与{}、{}算出来的不一样：请核对。",
                    rate.named(),
                    part.named(),
                    whole.named()
                ),
                Level::Warning,
            ));
        }
    }

    /// A个村共B万元，村均C万元.
    fn averages(&self, found: &mut Vec<Rule>) {
        for (at, mean) in self.figures.iter().enumerate() {
            let before = self.before(at);
            let Some((_, counted)) = MEANS.iter().find(|(word, _)| before.contains(word)) else {
                continue;
            };
            let earlier = self.figures.get(..at).unwrap_or_default();
            let total = earlier
                .iter()
                .rev()
                .find(|figure| figure.unit == mean.unit && figure.is_money());
            let count = earlier
                .iter()
                .rev()
                .find(|figure| counted.contains(&figure.counted()) && !figure.is_money());
            if let (Some(total), Some(count)) = (total, count) {
                found.push(rule(
                    &format!("{} = {} / {}", mean.slot(), total.slot(), count.slot()),
                    &format!(
                        "{}，与{}、{}算出来的不一样：请核对。",
                        mean.named(),
                        total.named(),
                        count.named()
                    ),
                    Level::Warning,
                ));
            }
        }
    }

    /// 由A增加到B，增长P％; A同比增长P％, against last period.
    fn growth(&self, found: &mut Vec<Rule>) {
        for (at, change) in self.figures.iter().enumerate() {
            let points = change.unit == "个百分点";
            let before = self.before(at);
            let up = ["增长", "提高", "上升", "增加", "提升", "增幅"]
                .iter()
                .any(|word| before.contains(word));
            let down = ["下降", "减少", "降低", "压减"]
                .iter()
                .any(|word| before.contains(word));
            if !(change.is_percent() || points) || up == down {
                continue;
            }
            let Some(now_at) = at.checked_sub(1) else {
                continue;
            };
            let Some(now) = self
                .figures
                .get(now_at)
                .filter(|now| now.is_percent() == points)
            else {
                continue;
            };
            let turned = self.before(now_at);
            let reached = [
                "增加到",
                "增长到",
                "提高到",
                "上升到",
                "提升到",
                "增至",
                "升至",
                "下降到",
                "降到",
                "降至",
                "减少到",
                "降低到",
            ]
            .iter()
            .any(|word| turned.ends_with(word));
            let was = now_at
                .checked_sub(1)
                .and_then(|at| self.figures.get(at))
                .filter(|was| was.unit == now.unit);
            let was_at = now_at.saturating_sub(1);
            let from = reached
                && was.is_some()
                && ["由", "从"]
                    .iter()
                    .any(|word| self.before(was_at).contains(word));
            let base = if from {
                was.map(Figure::slot)
            } else if before.contains("同比") && self.same_clause(now, change) {
                Some(format!("{{{}:上期}}", now.key))
            } else {
                None
            };
            let Some(base) = base else { continue };
            let (more, less) = if up {
                (now.slot(), base.clone())
            } else {
                (base.clone(), now.slot())
            };
            let worth = if points {
                format!("{more} - {less}")
            } else {
                format!("({more} - {less}) / {base} * 100")
            };
            found.push(rule(
                &format!("{} = {worth}", change.slot()),
                &format!(
                    "{}，与{}和原来的数算出来的不一样：请核对。",
                    change.named(),
                    now.named()
                ),
                Level::Warning,
            ));
        }
    }

    /// Whether nothing but one comma stands between two figures.
    fn same_clause(&self, one: &Figure, other: &Figure) -> bool {
        let between = self.chars.text(one.end..other.start);
        between.chars().filter(|c| matches!(c, '，' | '、')).count() <= 1
            && between.chars().count() <= 12
    }

    /// A个超B万元，C个超D万元: C is among A where D is the higher line.
    fn nested(&self, found: &mut Vec<Rule>) {
        let lines: Vec<usize> = (1..self.figures.len())
            .filter(|at| {
                ["超", "超过", "突破", "达到"]
                    .iter()
                    .any(|word| self.before(*at).ends_with(word))
            })
            .collect();
        for pair in lines.windows(2) {
            let [first, second] = pair else { continue };
            let count = |line: usize| line.checked_sub(1).and_then(|at| self.figures.get(at));
            let (Some(low), Some(high)) = (self.figures.get(*first), self.figures.get(*second))
            else {
                continue;
            };
            let (Some(many), Some(few)) = (count(*first), count(*second)) else {
                continue;
            };
            let said = |count: &Figure, line: &Figure| {
                let between = self.chars.text(count.end..line.start);
                !between.contains('，') && between.chars().count() <= 16
            };
            let alike = said(many, low)
                && said(few, high)
                && low.unit == high.unit
                && many.counted() == few.counted()
                && many.unit != low.unit
                && second.saturating_sub(*first) == 2;
            if !alike {
                continue;
            }
            let when = Condition::new(&format!("{} > {}", high.slot(), low.slot()));
            found.push(Rule {
                when: Some(when),
                ..rule(
                    &format!("{} <= {}", few.slot(), many.slot()),
                    &format!(
                        "超{}{}的有{}{}，多于超{}{}的{}{}：请核对。",
                        high.slot(),
                        high.unit,
                        few.slot(),
                        few.unit,
                        low.slot(),
                        low.unit,
                        many.slot(),
                        many.unit
                    ),
                    Level::Error,
                )
            });
        }
    }
}

/// What a rate is of: its name, and what its whole is called.
const RATES: &[(&str, &[&str])] = &[
    ("整改", &["发现", "排查", "问题", "隐患", "反馈", "查出"]),
    ("办结", &["受理", "收到", "承办", "办理", "接收", "交办"]),
    ("化解", &["排查", "受理", "发现", "纠纷", "收到"]),
    ("完成", &["任务", "计划", "目标", "安排", "下达"]),
    ("调解成功", &["调解", "调处", "受理"]),
    ("成功", &["调解", "调处", "受理"]),
    ("销号", &["发现", "排查", "问题"]),
];

/// Means, and what they are taken over.
const MEANS: &[(&str, &[&str])] = &[
    ("村均", &["个"]),
    ("户均", &["户"]),
    ("人均", &["人"]),
    ("平均每村", &["个"]),
    ("平均每户", &["户"]),
    ("平均每人", &["人"]),
    ("平均每个", &["个"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The rules of a text in which figures stand as 〔key:unit〕.
    fn said(text: &str) -> Vec<String> {
        let mut plain = String::new();
        let mut figures = Vec::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('〔') {
            let (inside, after) = behind.split_once('〕').expect("〕");
            let (key, unit) = inside.split_once(':').expect("a unit");
            plain.push_str(before);
            let start = plain.chars().count();
            plain.push('X');
            plain.push_str(unit);
            figures.push(Figure {
                key: key.to_owned(),
                unit: unit.to_owned(),
                start,
                end: plain.chars().count(),
            });
            rest = after;
        }
        plain.push_str(rest);
        let chars: Vec<char> = plain.chars().collect();
        rules(Chars(&chars), &figures)
            .iter()
            .map(|rule| rule.expect.source.clone())
            .collect()
    }

    #[test]
    fn what_the_wording_says_becomes_a_rule() {
        for (text, expected) in [
            (
                "发展党员〔甲:名〕，其中女党员〔乙:名〕。",
                vec!["{乙} <= {甲}"],
            ),
            (
                "党员〔甲:名〕，其中大专以上〔乙:人〕，占〔丙:％〕。",
                vec!["{乙} <= {甲}", "{丙} = {乙} / {甲} * 100"],
            ),
            (
                "共有项目〔甲:个〕，包括新建〔乙:个〕、续建〔丙:个〕。",
                vec!["{甲} = {乙} + {丙}"],
            ),
            (
                "排查隐患〔甲:处〕，整改〔乙:处〕，整改率〔丙:%〕。",
                vec!["{乙} <= {甲}", "{丙} = {乙} / {甲} * 100"],
            ),
            (
                "〔甲:个〕村共〔乙:万元〕，村均〔丙:万元〕。",
                vec!["{丙} = {乙} / {甲}"],
            ),
            (
                "由〔甲:万元〕增加到〔乙:万元〕，增长〔丙:％〕。",
                vec!["{丙} = ({乙} - {甲}) / {甲} * 100"],
            ),
            (
                "整改率由〔甲:％〕提高到〔乙:％〕，提高〔丙:个百分点〕。",
                vec!["{丙} = {乙} - {甲}"],
            ),
            (
                "收入〔甲:万元〕，同比下降〔乙:％〕。",
                vec!["{乙} = ({甲:上期} - {甲}) / {甲:上期} * 100"],
            ),
            (
                "〔甲:个〕村收入超〔乙:万元〕，〔丙:个〕超〔丁:万元〕。",
                vec!["{丙} <= {甲}"],
            ),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_said_makes_no_rule() {
        for text in [
            "发展党员〔甲:名〕。其中女党员〔乙:名〕。",
            "开会〔甲:次〕，培训〔乙:人次〕，增长〔丙:％〕。",
            "其中大专以上〔乙:人〕，占〔丙:％〕。",
            "整改率〔丙:%〕。",
        ] {
            assert_eq!(said(text), Vec::<String>::new(), "{text}");
        }
    }
}
