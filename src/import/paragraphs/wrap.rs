//! Whether a line goes on in the one below it: where texts were wrapped, and at which width.

use crate::check::chars::{is_digit, is_han};
use crate::check::marker::{Form, Marker, marker};

use super::super::lines::Line;

/// How a text is set: whether its lines are wrapped, and at which width.
pub(super) struct Shape {
    /// The width in half columns at which lines were broken.
    wrap: Option<usize>,
    /// Paragraphs are indented.
    indents: bool,
}

/// The narrowest line, in half columns, that is one of several of a paragraph.
const LEAST_BROKEN: usize = 40;

/// Signs with which a sentence ends.
fn is_stop(c: char) -> bool {
    matches!(
        c,
        '。' | '！' | '？' | '；' | '：' | '!' | '?' | ';' | ':' | '”' | '）' | '》' | '】'
    )
}

impl Shape {
    /// Learns from all lines.
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let mut widths = vec![0_usize; 160];
        let mut indented = 0_usize;
        let mut plain = 0_usize;
        for (at, line) in lines.iter().enumerate() {
            if line.is_blank() || line.noise.is_some() {
                continue;
            }
            if line.indent >= 2 {
                indented = indented.saturating_add(1);
            } else {
                plain = plain.saturating_add(1);
            }
            let breaks_off = !line.chars.before(line.chars.len()).is_some_and(is_stop);
            let next = lines.get(at.saturating_add(1)).filter(|next| {
                !next.is_blank() && next.indent < 2 && marker(next.chars, 0).is_none()
            });
            if breaks_off
                && next.is_some()
                && line.chars.len() >= 12
                && line.hashes == 0
                && !line.tabbed
                && let Some(count) = widths.get_mut(line.width().saturating_add(line.indent))
            {
                *count = count.saturating_add(1);
            }
        }
        let near = |at: usize| -> usize {
            let from = at.saturating_sub(3);
            widths
                .get(from..=at.saturating_add(1))
                .unwrap_or_default()
                .iter()
                .sum()
        };
        let best = (24..150)
            .max_by_key(|at| near(*at))
            .filter(|at| near(*at) >= 3);
        // Where many lines are longer, paragraphs stand each on a line of their own.
        let lines_there = lines
            .iter()
            .filter(|line| !line.is_blank() && line.noise.is_none());
        let longer = |best: usize| {
            lines_there
                .clone()
                .filter(|line| line.width() > best.saturating_add(6))
                .count()
        };
        let all = indented.saturating_add(plain);
        let best = best.filter(|best| longer(*best).saturating_mul(12) <= all);
        // The widest of the widths that go together.
        let wrap = best.map(|best| {
            (best..=best.saturating_add(3))
                .rev()
                .find(|at| widths.get(*at).is_some_and(|n| *n > 0))
                .unwrap_or(best)
        });
        Self {
            wrap,
            indents: indented > 2 && plain.saturating_mul(2) > indented,
        }
    }

    /// Whether a line goes on in the one below it.
    pub(super) fn goes_on(&self, above: &Line<'_>, below: &Line<'_>) -> bool {
        if below.hashes > 0
            || above.hashes > 0
            || below.indent >= 2
                && below.indent > above.indent.saturating_sub(1)
                && self.indents_open(above, below)
        {
            return false;
        }
        if above.tabbed
            || below.tabbed
            || above.chars.at(0) == Some('|')
            || below.chars.at(0) == Some('|')
        {
            return false;
        }
        let Some(last) = above.chars.before(above.chars.len()) else {
            return false;
        };
        if broken_date(above, below) {
            return true;
        }
        let full = || {
            self.wrap.is_some_and(|wrap| {
                let width = above.width().saturating_add(above.indent);
                width.saturating_add(6) >= wrap && width <= wrap.saturating_add(3)
            })
        };
        // 一是…；二是… within a paragraph, broken before 二是.
        let runs_on = |marker: Marker| {
            self.indents
                && full()
                && below.indent < 2
                && marker.value > 1
                && matches!(marker.form, Form::First | Form::Must | Form::Ordinal)
        };
        let opens = marker(below.chars, 0)
            .is_some_and(|marker| !broken_figure(above, below, marker) && !runs_on(marker));
        if opens {
            return false;
        }
        if matches!(last, '，' | '、' | ',' | '（' | '“' | '《' | '(') {
            return true;
        }
        let ended = matches!(last, '。' | '！' | '？' | '；');
        (self.indents || !ended) && full()
    }

    /// Whether a line stops within a sentence and the one below is none of its own, in a text that indents its
    /// paragraphs: lines of any width, as where figures were blanked after the text was set. `opened` is the indent of
    /// the paragraph that the upper line ends.
    pub(super) fn breaks_within(&self, opened: usize, above: &Line<'_>, below: &Line<'_>) -> bool {
        let end = above.chars.len();
        let inside = |c: char| is_han(c) || c.is_alphanumeric() || matches!(c, '_' | '×' | '*');
        self.indents
            && (2..=4).contains(&opened)
            && below.indent < 2
            && below.hashes == 0
            && above.width() >= LEAST_BROKEN
            && above.chars.before(end).is_some_and(inside)
            && !above.tabbed
            && !below.tabbed
            && !(below.chars.before(below.chars.len()) == Some('：') && below.chars.len() <= 30)
            && marker(below.chars, 0).is_none()
    }

    /// A new paragraph opens with an indent where the lines within one have none.
    fn indents_open(&self, above: &Line<'_>, below: &Line<'_>) -> bool {
        self.indents || below.indent > above.indent || self.wrap.is_none()
    }
}

/// A date broken at the end of a line: 于20XX年 / 12月5日召开…; a line that is a date alone goes on nothing.
fn broken_date(above: &Line<'_>, below: &Line<'_>) -> bool {
    let end = above.chars.len();
    let next = match above.chars.before(end) {
        Some('年') => '月',
        Some('月') => '日',
        _ => return false,
    };
    let blank = |c: char| is_digit(c) || matches!(c, 'X' | 'x' | '×' | '*' | '_' | '○');
    let spaced = |c: char| blank(c) || c == ' ';
    let figure = above.chars.run_back(end.saturating_sub(1), spaced);
    let mark = below.chars.run_within(0, 6, spaced);
    above.chars.part(figure..end).0.iter().any(|c| blank(*c))
        && below.chars.is(0, blank)
        && below.chars.at(mark) == Some(next)
        && above.width() >= LEAST_BROKEN
        && below.chars.len() > 12
}

/// A figure broken at the end of a line: 达 / 1.5倍 is told by `marker`; 共12 / 3、… is not a marker.
fn broken_figure(above: &Line<'_>, below: &Line<'_>, marker: Marker) -> bool {
    let last = above.chars.before(above.chars.len());
    let first = below.chars.at(0);
    last.is_some_and(is_digit) && first.is_some_and(is_digit) && marker.form == Form::Arabic
}

#[cfg(test)]
mod tests {
    use super::super::paragraphs;
    use crate::import::lines::lines;

    #[test]
    fn a_date_broken_over_a_line_is_one() {
        let count = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            paragraphs(&lines(text, &chars, &[])).len()
        };
        let broken =
            "按照县里统一安排，局里选派的驻村工作队于20XX年\n12 月 5 日到村里开展工作，入户走访。";
        assert_eq!(count(broken), 1);
        assert_eq!(
            count("按照县里统一安排，局里选派的驻村工作队于20XX年\n12月5日"),
            2
        );
        assert_eq!(
            count("驻村工作情况汇报20XX年\n5月5日，工作队到村里开展工作，入户走访。"),
            2
        );
    }
}
