//! Figures that follow from others: shares, rates, means, growth.

use crate::check::chars::Chars;
use crate::check::words::Words;
use crate::report::{Level, Rule};

use super::{Figure, Sentence, rule};

impl Sentence<'_> {
    /// A，其中B，占P％: P is B of A.
    pub(super) fn shares(&self, found: &mut Vec<Rule>) {
        let Some(among) = self.find("其中") else {
            return;
        };
        for (at, share) in self.figures.iter().enumerate() {
            if !share.is_percent() || share.start < among {
                continue;
            }
            let part = at.checked_sub(1).and_then(|at| self.figures.get(at));
            let Some(part) = part.filter(|part| !part.is_percent() && part.start >= among) else {
                continue;
            };
            // 其中女党员X名、少数民族X名，占X％: of one of them or of both.
            let listed = at
                .checked_sub(1)
                .is_some_and(|at| self.before(at).is(0, |c| matches!(c, '、' | '和' | '及')));
            if listed {
                continue;
            }
            let Some(whole) = self.whole(among, part.counted()) else {
                continue;
            };
            if !is_share_of(self.lead(at), whole.key) {
                continue;
            }
            found.push(quotient(share, (part, whole), " * 100"));
        }
    }

    /// 排查A，整改B，整改率P％.
    pub(super) fn rates(&self, found: &mut Vec<Rule>) {
        for (at, rate) in self.figures.iter().enumerate() {
            if !rate.is_percent() {
                continue;
            }
            let before = self.lead(at);
            let Some((name, wholes)) = RATES.iter().find(|(name, _)| {
                before.before(before.len()).is_some_and(|c| c == '率')
                    && before.ends(before.len().saturating_sub(1), name)
            }) else {
                continue;
            };
            let says = |index: usize, words: &[&str]| {
                let lead = self.before(index);
                words.iter().any(|word| lead.holds(word)) && !NOT_YET.stand_in(lead)
            };
            let counts = |index: &usize| {
                self.figures
                    .get(*index)
                    .is_some_and(|figure| !figure.is_percent())
            };
            // Of several that could be meant none is.
            let mut parts = (0..at).filter(counts).filter(|index| says(*index, &[name]));
            let (Some(part_at), None) = (parts.next(), parts.next()) else {
                continue;
            };
            let whole = (0..part_at)
                .rev()
                .filter(counts)
                .find(|index| says(*index, wholes));
            let (Some(part), Some(whole)) = (
                self.figures.get(part_at),
                whole.and_then(|at| self.figures.get(at)),
            ) else {
                continue;
            };
            if part.counted() != whole.counted() {
                continue;
            }
            // A task can be done and more.
            if *name != "完成" {
                found.push(rule(
                    &[&part.slot(), &[" <= "], &whole.slot()],
                    &[
                        &part.named(),
                        &["，多于"],
                        &whole.named(),
                        &["：请改一个。"],
                    ],
                    Level::Error,
                ));
            }
            found.push(quotient(rate, (part, whole), " * 100"));
        }
    }

    /// A个村共B万元，村均C万元.
    pub(super) fn averages(&self, found: &mut Vec<Rule>) {
        for (at, mean) in self.figures.iter().enumerate() {
            let before = self.before(at);
            if !mean.is_money() || !before.holds("均") {
                continue;
            }
            let Some((word, counted)) = MEANS.iter().find(|(word, _)| before.holds(word)) else {
                continue;
            };
            // A mean of means is none.
            let whole = |at: &usize| !self.before(*at).holds("均");
            let earlier = || (0..at).filter(whole).filter_map(|at| self.figures.get(at));
            // 投入X万元，村均增收X万元: what each gets is no part of what was spent.
            let of = self.lead(at);
            let from = of.find(word).unwrap_or_default();
            let of = of.rest(from.saturating_add(word.chars().count()));
            let of = of.text(0..of.len());
            let money = |figure: &&Figure<'_>| figure.unit == mean.unit && figure.is_money();
            let total = only(earlier().filter(money)).filter(|total| total.key.contains(&of));
            // 个 counts anything: what, is said beside it.
            let says = |figure: &&Figure<'_>| {
                let behind = self.chars.rest(figure.end);
                figure.counted() != "个" || behind.has_any(0, &["村", "行政村", "社区"])
            };
            let count = only(
                earlier()
                    .filter(|figure| counted.contains(&figure.counted()) && !figure.is_money())
                    .filter(says),
            );
            if let (Some(total), Some(count)) = (total, count) {
                found.push(quotient(mean, (total, count), ""));
            }
        }
    }

    /// 由A增加到B，增长P％; A同比增长P％, against last period.
    pub(super) fn growth(&self, found: &mut Vec<Rule>) {
        for (at, change) in self.figures.iter().enumerate() {
            let points = change.unit == "个百分点";
            if !(change.is_percent() || points) {
                continue;
            }
            let before = self.before(at);
            let up = RISES.stand_in(before);
            let down = FALLS.stand_in(before);
            if up == down {
                continue;
            }
            if before.holds("分别") {
                self.respective_growth(at, up, found);
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
            .any(|word| turned.closes(word));
            let was = now_at
                .checked_sub(1)
                .and_then(|at| self.figures.get(at))
                .filter(|was| was.unit == now.unit);
            let was_at = now_at.saturating_sub(1);
            let from = reached
                && was.is_some()
                && ["由", "从"]
                    .iter()
                    .any(|word| self.before(was_at).holds(word));
            let (base, period) = if from {
                (was, "")
            } else {
                (self.same_thing(now, change).then_some(now), ":上期")
            };
            let Some(base) = base else { continue };
            found.push(grown(change, (now, base, period), up));
        }
    }

    /// 起数A、人数B，同比分别下降P％、Q％: each change of its own figure.
    fn respective_growth(&self, at: usize, up: bool, found: &mut Vec<Rule>) {
        let joined = |at: &usize| matches!(self.before(*at).0, ['、' | '和'] | []);
        let next = at.saturating_add(1);
        let more = (next..self.figures.len()).take_while(joined).count();
        let changes = self.figures.get(at..=at.saturating_add(more));
        let (Some(changes), Some(first)) = (changes, self.figures.get(at)) else {
            return;
        };
        let told = self.wholes(first.start);
        let alike = told.len() == changes.len()
            && changes.iter().all(Figure::is_percent)
            && !told.iter().any(Figure::is_percent);
        if alike && told.last().is_some_and(|last| self.same_thing(last, first)) {
            let pairs = changes.iter().zip(told);
            found.extend(pairs.map(|(change, one)| grown(change, (one, one, ":上期"), up)));
        }
    }

    /// What stands right before a figure, without a comma at its head and 达到 and the like at its end.
    fn lead(&self, at: usize) -> Chars<'_> {
        let lead = self.before(at).trim(|c| matches!(c, '，' | '、' | ' '));
        let ends = ["达到", "达", "为", "约"];
        let end = ends.iter().find(|end| lead.closes(end));
        let cut = end.map_or(0, |end| end.chars().count());
        lead.part(0..lead.len().saturating_sub(cut))
    }

    /// Whether a change is told of the figure before it, against last period: nothing stands between them but that.
    fn same_thing(&self, one: &Figure<'_>, change: &Figure<'_>) -> bool {
        let between = self.chars.part(one.end..change.start);
        let mut against = false;
        let mut at = 0_usize;
        while at < between.len() {
            let rest = between.rest(at);
            if let Some(word) = AGAINST.at(rest, 0) {
                against = true;
                at = at.saturating_add(word.length);
            } else if let Some(word) = CHANGING.at(rest, 0) {
                at = at.saturating_add(word.length);
            } else if rest.is(0, |c| matches!(c, '，' | '、' | ' ' | '（' | '(')) {
                at = at.saturating_add(1);
            } else {
                return false;
            }
        }
        against
    }
}

/// How much a figure changed from a base, itself of last period or another one: in percent, or in points.
fn grown(
    change: &Figure<'_>,
    (now, base, period): (&Figure<'_>, &Figure<'_>, &str),
    up: bool,
) -> Rule {
    let points = !change.is_percent();
    let (now_slot, base_slot) = (["{", now.key, "", "}"], ["{", base.key, period, "}"]);
    let (more, less) = match up {
        true => (&now_slot, &base_slot),
        false => (&base_slot, &now_slot),
    };
    let (opens, closes, base): (_, _, &[&str]) = match points {
        true => (" = ", "", &[]),
        false => (" = (", ") / ", &base_slot),
    };
    let percent = if points { "" } else { " * 100" };
    rule(
        &[
            &change.slot(),
            &[opens],
            more,
            &[" - "],
            less,
            &[closes],
            base,
            &[percent],
        ],
        &[
            &change.named(),
            &["，与"],
            &now.named(),
            &["和原来的数算出来的不一样：请核对。"],
        ],
        Level::Warning,
    )
}

/// A figure follows from two others, the one by the other.
fn quotient(of: &Figure<'_>, (one, other): (&Figure<'_>, &Figure<'_>), times: &str) -> Rule {
    rule(
        &[
            &of.slot(),
            &[" = "],
            &one.slot(),
            &[" / "],
            &other.slot(),
            &[times],
        ],
        &[
            &of.named(),
            &["，与"],
            &one.named(),
            &["、"],
            &other.named(),
            &["算出来的不一样：请核对。"],
        ],
        Level::Warning,
    )
}

/// The one that there is.
fn only<'a, 'b>(mut all: impl Iterator<Item = &'a Figure<'b>>) -> Option<&'a Figure<'b>> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

/// Whether words before a share say that it is one of the figure of this key, and of nothing else: 占, 占项目总数的.
fn is_share_of(lead: Chars<'_>, key: &str) -> bool {
    let ends = ["占", "占比", "约占", "各占"];
    if ends
        .iter()
        .any(|end| lead.closes(end) && lead.len() == end.chars().count())
    {
        return true;
    }
    let words = lead.text(0..lead.len());
    let of = words.strip_prefix('约').unwrap_or(&words);
    let of = of
        .strip_prefix('占')
        .map(|of| of.strip_suffix('的').unwrap_or(of));
    let noun = of.and_then(|of| {
        let alls = ["总人数", "总户数", "总数", "总量", "总面积"];
        alls.iter().find_map(|all| of.strip_suffix(all))
    });
    noun.is_some_and(|noun| key.contains(noun.trim_start_matches("全部")))
}

/// What is told of a count that is not done yet.
static NOT_YET: Words = Words::new(&["正在", "未", "尚", "待", "限期", "仍", "剩余"]);

/// Against what a change is told that last period's figure shows.
static AGAINST: Words = Words::new(&[
    "同比",
    "较上年同期",
    "比上年同期",
    "较去年同期",
    "比去年同期",
    "与上年同期相比",
    "与去年同期相比",
    "比上年",
    "较上年",
    "比去年",
    "较去年",
]);

/// How a change is told.
static CHANGING: Words = Words::new(&[
    "增长", "增加", "上升", "提高", "提升", "增幅", "下降", "减少", "降低", "降幅", "压减", "了",
    "达到", "达", "为", "约", "净", "实际", "分别",
]);

/// What says that a figure grew.
static RISES: Words = Words::new(&["增长", "提高", "上升", "增加", "提升", "增幅"]);

/// What says that it became less.
static FALLS: Words = Words::new(&["下降", "减少", "降低", "压减"]);

/// What a rate is of: its name, and what its whole is called.
const RATES: &[(&str, &[&str])] = &[
    ("整改", &["发现", "排查", "问题", "隐患", "反馈", "查出"]),
    ("办结", &["受理", "收到", "承办", "办理", "接收", "交办"]),
    ("化解", &["排查", "受理", "发现", "纠纷", "收到"]),
    ("完成", &["任务", "计划", "目标", "安排", "下达"]),
    ("调解成功", &["调解", "调处", "受理"]),
    ("成功", &["调解", "调处", "受理", "排查", "纠纷"]),
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
