//! Figures that point back to one told a little before: 后进党支部X个…这X个党支部, 安装路灯X盏…X盏路灯照亮了.

use compact_str::CompactString;

use crate::check::chars::{Chars, is_han, one_of};
use crate::check::measure::{Unit, counts_persons};
use crate::check::words::Words;

use super::super::super::words;
use super::super::{Around, Keys, Region};
use super::way::{FOUND, USES, Way};

/// So many figures back is looked.
const LOOKED: usize = 120;

/// A figure told a little before.
pub(in super::super) struct Recent {
    /// What was counted.
    noun: CompactString,
    /// So many letters of that say only that it was found: the 排查 of 排查隐患.
    found: usize,
    /// What stood before it: the 新 of 新签约项目.
    led: Option<char>,
    /// How its clause opens: 立案查处各类案件.
    opens: [Option<char>; 2],
    /// Its measure, persons counted in one.
    measure: &'static str,
    /// Something was done to it: 改造基层社X个.
    done: bool,
    key: CompactString,
}

impl Recent {
    /// Whether it counted all things that are called so, and not some of them.
    fn is_of(&self, letters: usize) -> bool {
        let count = self.noun.chars().count();
        !self.done && (count == letters || count.checked_sub(self.found) == Some(letters))
    }

    /// Whether it counted these things, said with `said` before the figure: 新签约的X个项目.
    fn is_said(&self, said: Chars<'_>, thing: Chars<'_>) -> bool {
        let letters = count(thing);
        // 承办的X件建议, behind 承办人大代表建议X件.
        if self.noun.chars().count() > said.len().saturating_add(letters)
            && closes(&self.noun, thing)
            && self
                .noun
                .chars()
                .take(said.len())
                .eq(said.0.iter().copied())
        {
            return true;
        }
        // 已立案的X件案件, behind 立案查处各类违法案件X件.
        let done = said.len().saturating_sub(2);
        let other = said.before(done).is_some_and(|c| one_of(c, "新未待再拟"));
        let opens = self.opens == [said.at(done), said.at(done.saturating_add(1))];
        if opens && !other && closes(&self.noun, thing) {
            return true;
        }
        // 立案的X件案件, behind 立案X件.
        if self.noun.chars().eq(said.0.iter().copied()) {
            return true;
        }
        let more = self.noun.chars().count().checked_sub(letters);
        let Some(more) = more.filter(|more| (1..=said.len()).contains(more)) else {
            return false;
        };
        let from = said.len().saturating_sub(more);
        closes(&self.noun, thing)
            && self
                .noun
                .chars()
                .take(more)
                .eq(said.rest(from).0.iter().copied())
            && (self.led == said.before(from)
                || !said.before(from).is_some_and(|c| one_of(c, "新未待再拟")))
    }
}

/// So many letters of a thing tell it from others of its kind, whatever is done with it: 重点关注学生.
const LONG: usize = 4;

/// The longest name of a thing, in characters, that is looked for among those told.
const LONGEST: usize = 8;

/// What is done with things that are known: 将X个问题细化为措施, 对X户监测对象逐户走访.
static SORTED: Words = Words::new(&[
    "细化",
    "分解",
    "归类",
    "归纳",
    "归并",
    "分类",
    "逐一",
    "逐户",
    "逐个",
    "逐项",
    "逐件",
    "逐条",
    "逐人",
    "逐名",
    "逐村",
    "逐案",
    "逐企",
    "逐家",
    "逐宗",
    "逐处",
    "逐栋",
    "逐口",
    "逐座",
    "逐校",
    "逐笔",
    "逐点",
    "逐组",
    "列出清单",
    "日常",
    "定期",
    "签订",
    "签署",
    "配备",
    "配齐",
    "建立台账",
]);

/// All of them, behind the thing: X处隐患全部整改.
static ALL: Words = Words::new(&[
    "全部",
    "均",
    "都",
    "各配备",
    "各安排",
    "各确定",
    "各设",
    "悉数",
    "无一",
    "已全部",
    "已经全部",
    "全员",
    "人均",
    "户均",
    "村均",
    "齐心",
    "团结",
]);

/// Those of whom all are members: 教职工队伍中.
static GROUPS: Words = Words::new(&["队伍", "群体", "大军", "总数", "当"]);

/// Measures of which a report counts one kind of thing.
static SPECIAL: Words = Words::new(&[
    "盏", "眼", "口", "棵", "株", "艘", "架", "幢", "栋", "孔", "扇",
]);

/// Before something new.
static NEW: Words = Words::new(&["新", "再", "又", "另", "其余", "其他"]);

impl Keys {
    /// The key of the figure told before that this one says again: pointed at (这X个, 上述X份), all of which some are
    /// told of (X个问题中) or something is done with (将X个问题细化), or counted in a measure that nothing else is. With
    /// it what is counted.
    pub(super) fn pointed(
        &self,
        around: &Around<'_>,
        unit: Option<&Unit>,
    ) -> Option<(CompactString, CompactString)> {
        let measure = counted_in(unit?.measure?.word);
        if around.right.is(0, |c| c == '中') {
            return self.within(around, measure);
        }
        let way = Way::of(around)?;
        let (left, right) = (around.left, around.right.trim_start(|c| c == '的'));
        let bare = left.is_empty();
        let special = bare && SPECIAL.is(measure) && !NEW.is_at(right, 0);
        let most = right.run_within(0, LONGEST, |c| is_han(c) || is_quote(c));
        let plans = around.setting.region == Region::Plans;
        let key = (2..=most).rev().find_map(|end| {
            let thing = right.part(0..end);
            let inside = is_inside(right, end);
            let sorted = || SORTED.is_at(right, end) || end == right.len() && goes_on(around);
            let all = || !plans && is_all(right, end);
            let stands = match way {
                Way::Points => true,
                Way::Plain => {
                    let within = || !bare && end >= LONG && is_end(right, end);
                    inside || special || sorted() || all() || within()
                }
                Way::Taken => sorted() || all() || end >= LONG && is_end(right, end),
                Way::For => all() || end >= LONG && is_end(right, end),
                Way::Total => is_end(right, end),
                Way::Said(_) => inside || is_end(right, end) || all(),
                Way::Found => sorted() || is_end(right, end) || all(),
                Way::Relied => is_end(right, end) || USES.is_at(right, end),
            };
            if !stands {
                return None;
            }
            let known = |one: &&Recent| match way {
                Way::Said(said) => one.is_said(said, thing),
                _ => closes(&one.noun, thing),
            };
            let told = || {
                self.recent
                    .iter()
                    .rev()
                    .filter(|one| one.measure == measure)
                    .filter(known)
            };
            let letters = count(thing);
            let whole = alone(told().filter(|one| one.is_of(letters)));
            let key = match way {
                // What is pointed at is what was told last.
                Way::Points => told().next().map(|one| &one.key),
                Way::Said(_) => alone(told()),
                Way::Found | Way::Relied | Way::For => whole,
                Way::Taken if !sorted() && !all() => whole,
                Way::Plain if special => alone(told()),
                Way::Plain if inside || all() || !sorted() => whole,
                _ => whole
                    .or_else(|| alone(told().filter(|one| !one.done)))
                    .or_else(|| alone(told())),
            };
            Some((key?.clone(), thing.short(0..end)))
        });
        // 这X户均已搬迁, 上述X人中.
        let said = matches!(way, Way::Points) && is_end(right, 0);
        key.or_else(|| {
            let mut told = self.recent.iter().rev().filter(|_| said);
            let one = told.find(|one| one.measure == measure)?;
            Some((one.key.clone(), one.noun.clone()))
        })
    }

    /// The key of the figure told before where some of them are told of right behind the measure: 基干民兵X人中.
    fn within(&self, around: &Around<'_>, measure: &str) -> Option<(CompactString, CompactString)> {
        let thing = around.clause();
        let letters = count(thing);
        // X名中学教师.
        let word = around.right.is(1, |c| {
            one_of(c, "学小心型央层等级医药西专介草外标国青高低期")
        });
        let told = self.recent.iter().rev();
        let told = told.filter(|one| one.measure == measure && closes(&one.noun, thing));
        let key = alone(told.filter(|one| one.is_of(letters)))?;
        (letters >= 2 && !word).then(|| (key.clone(), thing.short(0..thing.len())))
    }

    /// Remembers a figure: what it counted, its measure, its key.
    pub(super) fn remember(
        &mut self,
        around: &Around<'_>,
        (noun, measure, key): (&CompactString, &'static str, &CompactString),
    ) {
        if self.recent.len() >= LOOKED {
            self.recent.pop_front();
        }
        let clause = around.clause();
        let letters = noun.chars().count();
        let from = clause.len().checked_sub(letters);
        let from = from.filter(|from| clause.rest(*from).0.iter().copied().eq(noun.chars()));
        // 选派驻村干部: the verb is a word of what is counted; 受理群众信访事项: it stands before.
        let found = FOUND
            .at(clause, from.unwrap_or_default())
            .map_or(0, |verb| verb.length);
        let within = from.is_some() && found > 0 && found.saturating_add(1) < letters;
        let said = from.unwrap_or(clause.len());
        let first = || from.is_none() && found == clause.len() || FOUND.is_before(clause, said);
        // 包案化解疑难信访事项: what is done with them stands right before.
        let done = || {
            let verb = words::VERBS.before(clause, said);
            verb.or_else(|| words::VERBS.at(clause, 0)).is_some()
        };
        self.recent.push_back(Recent {
            opens: [clause.at(0), clause.at(1)],
            noun: noun.clone(),
            found: if within { found } else { 0 },
            led: from.and_then(|from| clause.before(from)),
            measure: counted_in(measure),
            done: !within && !first() && done(),
            key: key.clone(),
        });
    }
}

/// The one key that all of these have.
fn alone<'r>(mut told: impl Iterator<Item = &'r Recent>) -> Option<&'r CompactString> {
    let key = &told.next()?.key;
    told.all(|other| other.key == *key).then_some(key)
}

/// The measure that figures are compared by: persons are counted in several.
fn counted_in(measure: &'static str) -> &'static str {
    if counts_persons(measure) {
        "名"
    } else {
        measure
    }
}

/// Whether some of them are told of behind a thing: 问题中, 教职工队伍中.
fn is_inside(right: Chars<'_>, end: usize) -> bool {
    let group = GROUPS.at(right, end).map_or(0, |word| word.length);
    right.is(end.saturating_add(group), |c| c == '中')
}

/// Whether all of them are told of behind a thing: X名党员个个当先锋, X个党支部真抓实干.
pub(super) fn is_all(right: Chars<'_>, end: usize) -> bool {
    let each = right
        .at(end)
        .filter(|c| one_of(*c, "个户人件条处项村所家班名组"));
    each.is_some() && right.at(end.saturating_add(1)) == each
        || ALL.is_at(right, end)
        || words::STOPS
            .at(right, end)
            .is_some_and(|word| word.length == HOW)
}

/// So many characters has a word that says how all of them do it.
const HOW: usize = 4;

/// Whether what is done with them all stands behind the comma: 对排查出的X处隐患，逐一整改.
fn goes_on(around: &Around<'_>) -> bool {
    let chars = around.setting.chars;
    let from = around.asked.counted_end();
    let comma = chars.run_within(from, LONGEST.saturating_add(2), |c| {
        is_han(c) || is_quote(c)
    });
    chars.is(comma, |c| matches!(c, '，' | ',')) && SORTED.is_at(chars, comma.saturating_add(1))
}

/// Whether the name of a thing ends there.
fn is_end(right: Chars<'_>, end: usize) -> bool {
    let said = || words::STOPS.is_at(right, end) || words::VERBS.is_at(right, end);
    let still = right.is(end, |c| one_of(c, "尚仍"));
    end == right.len() || still || said() || is_inside(right, end)
}

/// The quotes around a name, which are no letters of it.
fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”')
}

/// How many letters a thing has.
fn count(thing: Chars<'_>) -> usize {
    thing.0.iter().filter(|c| !is_quote(**c)).count()
}

/// Whether what was counted ends in a thing.
fn closes(noun: &str, thing: Chars<'_>) -> bool {
    let mut rest = noun.chars().rev();
    let letters = thing.0.iter().rev().filter(|c| !is_quote(**c));
    letters.into_iter().all(|c| rest.next() == Some(*c))
}
