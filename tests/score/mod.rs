//! A model report with what must be found in it, and how near import comes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use huibao::import::{How, import};

mod figures;

pub(super) use figures::Finished;

/// A blank as expected.
struct Blank {
    start: usize,
    end: usize,
    text: String,
    kind: String,
    unit: Option<String>,
    group: String,
}

/// A text and what must be found in it.
pub(super) struct Model {
    pub(super) name: String,
    text: String,
    title: Option<String>,
    headings: Vec<(usize, String, String)>,
    items: Vec<String>,
    blanks: Vec<Blank>,
}

/// Right, found and wanted of one thing.
#[derive(Default, Clone, Copy)]
pub(super) struct Count {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Count {
    /// One that was found where one was wanted.
    fn one(&mut self, right: bool) {
        self.add(Self {
            right: usize::from(right),
            found: 1,
            wanted: 1,
        });
    }

    /// Precision and recall as they are printed.
    fn cell(&self) -> String {
        let (precision, recall) = self.percents();
        format!("{:>15}", format!("{precision:.1}/{recall:.1}"))
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.wanted += other.wanted;
    }

    /// Precision and recall in percent, one of which is 100 where nothing was found or wanted.
    pub(super) fn percents(self) -> (f64, f64) {
        let of = |whole: usize| {
            if whole == 0 {
                100.0
            } else {
                100.0 * self.right as f64 / whole as f64
            }
        };
        (of(self.found), of(self.wanted))
    }
}

const THINGS: [&str; 7] = [
    "title", "headings", "items", "blanks", "kinds", "units", "names",
];

/// How near import comes, thing by thing.
pub(super) struct Score<const N: usize> {
    things: [&'static str; N],
    counts: [Count; N],
    /// Which of the things has a key each.
    keyed: usize,
    /// How alike keys are to those that a person gave, added up.
    alike: f64,
    pub(super) misses: Vec<String>,
}

impl<const N: usize> Score<N> {
    fn of(things: [&'static str; N], keyed: usize) -> Self {
        Self {
            things,
            counts: [Count::default(); N],
            keyed,
            alike: 0.0,
            misses: Vec::new(),
        }
    }

    /// One that counts the same things, and has counted none.
    pub(super) fn empty(&self) -> Self {
        Self::of(self.things, self.keyed)
    }

    pub(super) fn head(&self) -> String {
        let things = self.things.iter();
        things.map(|thing| format!("{thing:>15}")).collect()
    }

    pub(super) fn row(&self) -> String {
        self.counts.iter().map(Count::cell).collect()
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (count, other) in self.counts.iter_mut().zip(other.counts) {
            count.add(other);
        }
        self.alike += other.alike;
    }

    /// How alike keys are to those that a person gave, in percent: of pairs of characters, on average.
    pub(super) fn alike(&self) -> f64 {
        100.0 * self.alike / (self.counts[self.keyed].right.max(1) as f64)
    }

    /// Each figure with its name, in percent.
    pub(super) fn percents(&self) -> Vec<(String, f64)> {
        self.things
            .iter()
            .zip(self.counts)
            .flat_map(|(thing, count)| {
                let (precision, recall) = count.percents();
                [
                    (format!("{thing}, precision"), precision),
                    (format!("{thing}, recall"), recall),
                ]
            })
            .collect()
    }
}

impl Model {
    /// The models of a folder.
    pub(super) fn all(folder: &Path) -> Vec<Self> {
        let entries = fs::read_dir(folder).expect("a folder of models");
        entries
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "expect"))
            .map(|path| Self::read(&path))
            .collect()
    }

    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path.with_extension("txt")).expect("its text");
        let chars: Vec<char> = text.chars().collect();
        let mut model = Self {
            name: path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned(),
            text,
            title: None,
            headings: Vec::new(),
            items: Vec::new(),
            blanks: Vec::new(),
        };
        let mut part = "";
        let mut from = 0;
        let expected = fs::read_to_string(path).expect("what is expected");
        for line in expected.lines() {
            if let Some(title) = line.strip_prefix("title:") {
                model.title = Some(title.trim().to_owned()).filter(|title| title != "-");
                continue;
            }
            match line {
                "headings:" | "items:" | "blanks:" => part = line,
                "" => {}
                _ if part == "headings:" => {
                    let cells: Vec<&str> = line.splitn(3, " | ").collect();
                    model.headings.push((
                        cells[0].trim().parse().expect("a level"),
                        cells[1].trim().to_owned(),
                        cells[2].trim().to_owned(),
                    ));
                }
                _ if part == "items:" => model.items.push(line.trim().to_owned()),
                _ => {
                    let cells: Vec<&str> = line.splitn(5, " | ").collect();
                    let (start, end) = place(&chars, cells[4], &mut from)
                        .unwrap_or_else(|| panic!("{}: no {}", model.name, cells[4]));
                    let text: String = chars[start..end].iter().collect();
                    model.blanks.push(Blank {
                        start,
                        end,
                        text,
                        kind: cells[1].trim().to_owned(),
                        unit: Some(cells[2].trim().to_owned()).filter(|unit| unit != "-"),
                        group: cells[3].trim().to_owned(),
                    });
                }
            }
        }
        model
    }

    /// Imports the text and compares.
    pub(super) fn score(&self) -> Score<7> {
        let found = import(&self.text, How::default())
            .expect("a text that can be imported")
            .found;
        let mut score = Score::of(THINGS, 3);
        let same = |one: &str, other: &str| tight(one) == tight(other);
        let title = match (&found.title, &self.title) {
            (Some(found), Some(wanted)) => usize::from(same(found, wanted)),
            _ => 0,
        };
        score.counts[0] = Count {
            right: title,
            found: usize::from(found.title.is_some()),
            wanted: usize::from(self.title.is_some()),
        };
        if title == 0 && found.title != self.title {
            score
                .misses
                .push(format!("title {:?}, wanted {:?}", found.title, self.title));
        }
        let headings: Vec<(usize, String, String)> = found
            .headings
            .iter()
            .map(|heading| (heading.level, heading.marker.clone(), tight(&heading.text)))
            .collect();
        let wanted: Vec<(usize, String, String)> = self
            .headings
            .iter()
            .map(|(level, marker, text)| (*level, marker.clone(), tight(text)))
            .collect();
        score.counts[1] = compare(&headings, &wanted, "heading", &mut score.misses);
        let items: Vec<String> = found.items.iter().map(|item| tight(item)).collect();
        let wanted: Vec<String> = self.items.iter().map(|item| tight(item)).collect();
        score.counts[2] = compare(&items, &wanted, "item", &mut score.misses);
        let blanks: Vec<(usize, usize, String)> = found
            .blanks
            .iter()
            .map(|blank| (blank.spot.start, blank.spot.end, blank.text.to_string()))
            .collect();
        let wanted: Vec<(usize, usize, String)> = self
            .blanks
            .iter()
            .map(|blank| (blank.start, blank.end, blank.text.clone()))
            .collect();
        score.counts[3] = compare(&blanks, &wanted, "blank", &mut score.misses);
        let at: BTreeMap<(usize, usize), &huibao::import::Blank> = found
            .blanks
            .iter()
            .map(|blank| ((blank.spot.start, blank.spot.end), blank))
            .collect();
        let mut both = Vec::new();
        for wanted in &self.blanks {
            let Some(found) = at.get(&(wanted.start, wanted.end)) else {
                continue;
            };
            both.push((found.key.to_string(), wanted.group.clone()));
            let mut one = |index: usize, right: bool, what: String| {
                score.counts[index].one(right);
                if !right {
                    score
                        .misses
                        .push(format!("{what}  …{}…  {}", found.context, found.key));
                }
            };
            one(
                4,
                found.kind.name() == wanted.kind,
                format!("kind {}, wanted {}", found.kind.name(), wanted.kind),
            );
            one(
                5,
                found.unit.as_deref() == wanted.unit.as_deref(),
                format!("unit {:?}, wanted {:?}", found.unit, wanted.unit),
            );
        }
        score.alike = both.iter().map(|(key, group)| alike(key, group)).sum();
        score.counts[6] = names(&both, &mut score.misses);
        score
    }
}

/// Where ⟦…⟧ of a context stands, looked for behind what was found before.
fn place(chars: &[char], context: &str, from: &mut usize) -> Option<(usize, usize)> {
    let (before, rest) = context.split_once('⟦')?;
    let (text, behind) = rest.split_once('⟧')?;
    let whole: Vec<char> = format!("{before}{text}{behind}").chars().collect();
    let least = from.saturating_sub(before.chars().count());
    let at = (least..chars.len()).find(|at| chars[*at..].starts_with(&whole))?;
    let start = at + before.chars().count();
    *from = start + text.chars().count();
    Some((start, *from))
}

fn tight(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn compare<T: Ord + Clone + std::fmt::Debug>(
    found: &[T],
    wanted: &[T],
    what: &str,
    misses: &mut Vec<String>,
) -> Count {
    let mut left: Vec<T> = wanted.to_vec();
    let mut right = 0;
    for one in found {
        match left.iter().position(|other| other == one) {
            Some(at) => {
                left.remove(at);
                right += 1;
            }
            None => misses.push(format!("{what} too many: {one:?}")),
        }
    }
    misses.extend(left.iter().map(|one| format!("{what} missed: {one:?}")));
    Count {
        right,
        found: found.len(),
        wanted: wanted.len(),
    }
}

/// Twice the pairs of neighbouring characters that two keys share, over all they have.
fn alike(key: &str, other: &str) -> f64 {
    let pairs =
        |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (own, mut theirs) = (pairs(key), pairs(other));
    let all = own.len() + theirs.len();
    let mut shared = 0;
    for pair in &own {
        if let Some(at) = theirs.iter().position(|other| other == pair) {
            theirs.remove(at);
            shared += 2;
        }
    }
    if all == 0 {
        1.0
    } else {
        f64::from(shared) / all as f64
    }
}

/// Pairs of blanks that are one field, found against wanted.
fn names(both: &[(String, String)], misses: &mut Vec<String>) -> Count {
    let mut count = Count::default();
    let mut told = BTreeSet::new();
    for (at, (key, group)) in both.iter().enumerate() {
        for (other, wanted) in &both[at + 1..] {
            let (found, wanted) = (key == other, group == wanted);
            count.found += usize::from(found);
            count.wanted += usize::from(wanted);
            count.right += usize::from(found && wanted);
            if found != wanted && told.insert((key, other)) {
                misses.push(format!(
                    "one field {found}, wanted {wanted}: {key} / {other} ({group})"
                ));
            }
        }
    }
    count
}
