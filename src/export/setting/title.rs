//! A long title broken into lines: at the ends of words, in the shape of a trapezoid or a diamond
//! (GB/T 9704-2012, 7.3.1). What is a word is told from a list of those that titles are made of.

use std::ops::Range;

mod words;

use words::{Break, breaks};

/// A title of more lines than this is left to the word processor: no shape would make it short.
const MOST_LINES: usize = 4;
/// What a line more costs: as much as a break at a middling place.
const LINE: u32 = 6;
/// What equal lines, or a middle line shorter than both its neighbours, cost.
const SHAPELESS: u32 = 12;

/// The lines of a title. `ends` are the characters before which one source of the text ends and another
/// begins, so that a word ends there too; `fit` is how many Chinese characters a line holds.
pub(super) fn lines(title: &str, ends: &[usize], fit: usize) -> Vec<String> {
    let letters: Vec<char> = title.chars().collect();
    let row = Row {
        widths: letters.iter().map(|c| width(*c)).collect(),
        breaks: breaks(&letters, ends),
        fit: fit.saturating_mul(2),
    };
    let whole = || vec![title.to_owned()];
    let total = row.width(0..letters.len());
    if total <= row.fit || row.fit == 0 {
        return whole();
    }
    let least = total.div_ceil(row.fit);
    let tries = (least..=least.saturating_add(1)).filter(|lines| *lines <= MOST_LINES);
    let best = tries
        .filter_map(|lines| row.broken(lines))
        .min_by_key(|(cost, _)| *cost);
    let Some((_, ends)) = best else {
        return whole();
    };
    let mut start = 0;
    let mut lines = Vec::new();
    for end in ends {
        lines.push(letters.get(start..end).unwrap_or_default().iter().collect());
        start = end;
    }
    lines
}

/// Half characters.
fn width(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

/// A title as it is measured.
struct Row {
    widths: Vec<usize>,
    /// What a break before each character costs.
    breaks: Vec<Break>,
    fit: usize,
}

impl Row {
    fn width(&self, range: Range<usize>) -> usize {
        self.widths.get(range).unwrap_or_default().iter().sum()
    }

    /// The cheapest way to set it in so many lines: its cost, and where each line ends.
    fn broken(&self, lines: usize) -> Option<(u32, Vec<usize>)> {
        let mut found = None;
        self.search(lines, &mut Vec::new(), &mut found);
        found
    }

    fn search(&self, left: usize, ends: &mut Vec<usize>, found: &mut Option<(u32, Vec<usize>)>) {
        let start = ends.last().copied().unwrap_or(0);
        let last = self.widths.len();
        if left <= 1 {
            if self.width(start..last) > self.fit {
                return;
            }
            ends.push(last);
            let cost = self.cost(ends);
            if found.as_ref().is_none_or(|(least, _)| cost < *least) {
                *found = Some((cost, ends.clone()));
            }
            ends.pop();
            return;
        }
        for end in start.saturating_add(1)..last {
            if self.width(start..end) > self.fit {
                return;
            }
            // A place that splits a word is not worth a look: some shape would always buy it.
            if matches!(self.breaks.get(end), Some(Break::At(_))) {
                ends.push(end);
                self.search(left.saturating_sub(1), ends, found);
                ends.pop();
            }
        }
    }

    fn cost(&self, ends: &[usize]) -> u32 {
        let inner = ends.iter().take(ends.len().saturating_sub(1));
        let places: u32 = inner
            .filter_map(|end| match self.breaks.get(*end)? {
                Break::At(cost) => Some(*cost),
                Break::Never => None,
            })
            .sum();
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let widths: Vec<usize> = starts
            .zip(ends)
            .map(|(start, end)| self.width(start..*end))
            .collect();
        let lines = u32::try_from(ends.len()).unwrap_or(u32::MAX);
        shape(&widths)
            .saturating_add(places)
            .saturating_add(lines.saturating_mul(LINE))
    }
}

/// What the lengths of the lines cost: nothing for a trapezoid or a diamond that is not too steep.
fn shape(widths: &[usize]) -> u32 {
    let longest = widths.iter().copied().max().unwrap_or(0);
    let shortest = widths.iter().copied().min().unwrap_or(0);
    let mut cost = 0_u32;
    for pair in widths.windows(2) {
        if let [above, below] = pair
            && above.abs_diff(*below) < 2
        {
            cost = cost.saturating_add(SHAPELESS);
        }
    }
    for three in widths.windows(3) {
        if let [above, middle, below] = three
            && middle < above
            && middle < below
        {
            cost = cost.saturating_add(SHAPELESS.saturating_mul(2));
        }
    }
    // A line of less than two fifths of the longest looks like a left-over.
    let missing = (longest.saturating_mul(2) / 5).saturating_sub(shortest);
    cost.saturating_add(u32::try_from(missing).unwrap_or(u32::MAX).saturating_mul(3))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn set(title: &str) -> String {
        lines(title, &[], 20).join("/")
    }

    #[test]
    fn a_title_that_fits_is_one_line() {
        assert_eq!(
            set("清溪镇2026年党建和重点工作情况汇报"),
            "清溪镇2026年党建和重点工作情况汇报"
        );
        assert_eq!(set(""), "");
    }

    #[test]
    fn a_longer_one_breaks_at_a_word_in_a_trapezoid() {
        for (title, expected) in [
            (
                "中共双桥镇委员会关于2026年上半年党建工作情况的报告",
                "中共双桥镇委员会/关于2026年上半年党建工作情况的报告",
            ),
            (
                "清溪镇2026年上半年河湖管护和人居环境整治工作情况汇报",
                "清溪镇2026年上半年/河湖管护和人居环境整治工作情况汇报",
            ),
            (
                "中共清溪镇委员会清溪镇人民政府关于2026年巩固拓展脱贫攻坚成果同乡村振兴有效衔接工作情况的报告",
                "中共清溪镇委员会清溪镇人民政府/关于2026年巩固拓展脱贫攻坚成果同乡村振兴/有效衔接工作情况的报告",
            ),
        ] {
            let found = set(title);
            let widths: Vec<usize> = found
                .split('/')
                .map(|line| line.chars().map(width).sum())
                .collect();
            assert!(shape(&widths) < SHAPELESS, "{found} {widths:?}");
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn names_in_quotes_and_numbers_stay_whole() {
        let found = set("清溪镇关于开展“民情大走访”实践活动和2026年度重点工作推进情况的汇报");
        for whole in ["“民情大走访”", "2026年度", "实践活动"] {
            assert!(found.contains(whole), "{found}");
        }
    }

    #[test]
    fn a_source_s_end_is_a_word_s_end() {
        let title = "石头河子朝鲜族满族蒙古族柯尔克孜族自治东山里湾沟屯落子垌坝";
        assert_eq!(lines(title, &[], 20).concat(), title);
        let found = lines(title, &[0, 18], 20);
        assert_eq!(found.first().map(|line| line.chars().count()), Some(18));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_lines_fit(title in "[镇年的“”（）、2a关于工作情况]{0,70}", fit in 1_usize..25) {
            let lines = lines(&title, &[], fit);
            prop_assert_eq!(lines.concat(), title);
            if lines.len() > 1 {
                for line in &lines {
                    prop_assert!(line.chars().map(width).sum::<usize>() <= fit * 2);
                }
            }
        }
    }
}
