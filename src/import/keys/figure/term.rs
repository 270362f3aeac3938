//! Terms and sessions of congresses and committees: 政协XX县第X届委员会第X次会议, XX届X次会议以来.

use compact_str::{CompactString, format_compact};

use crate::check::measure::Unit;
use crate::check::words::Words;

use super::super::super::kinds::{Asked, What};
use super::super::{Around, Keys};

/// Who sits for a term.
static BODIES: Words = Words::new(&[
    "政协",
    "人大",
    "人民代表大会",
    "人代会",
    "党代会",
    "党员代表大会",
    "党代表大会",
    "职工代表大会",
    "职代会",
    "妇代会",
    "妇女代表大会",
    "团代会",
    "纪委",
    "县委",
    "市委",
    "区委",
    "省委",
    "党委",
    "中央",
    "工会",
    "村委会",
    "居委会",
    "理事会",
]);

/// As many characters beside a term tell whose it is.
const NEAR: usize = 12;

impl Keys {
    /// The key of a term or of a session in it; the same one where the same body sits.
    pub(super) fn term(
        &mut self,
        around: &Around<'_>,
        unit: Option<&Unit>,
    ) -> Option<CompactString> {
        match unit?.measure?.word {
            "届" => {
                // XX届X次会议, XX届以来 without whose it is.
                let alone = is_before_session(around) || around.right.has_any(0, &["以来", "次"]);
                let body = body(around).or(alone.then(|| self.body.unwrap_or_default()))?;
                self.body = Some(body);
                // 历次会议 are those of the term before.
                let past = around.right.part(0..NEAR).holds("历次");
                let past = if past { "上届" } else { "" };
                Some(self.known(
                    format_compact!("term {past}{body}"),
                    &format_compact!("{past}{body}届次"),
                ))
            }
            "次" if SESSIONS.is_at(around.right, 0) && in_term(around) => {
                let body = self.body?;
                // 会议以来, 会议精神: the one before, one that was; else this one.
                let held = SESSIONS.at(around.right, 0).map_or(0, |word| word.length);
                let other = OTHERS.at(around.right, held);
                let other = other.map_or("", |word| word.text);
                // 市委X届X次全会, 全体会议.
                let full = around.right.is(0, |c| c == '全');
                let what = format_compact!("session {body} {full} {other}");
                let session = if full { "全会" } else { "会议" };
                Some(self.known(what, &format_compact!("{body}{session}次序")))
            }
            _ => None,
        }
    }
}

/// What is held so many times in a term.
static SESSIONS: Words = Words::new(&["会议", "全会", "全体会议"]);

/// Behind a session that was held before.
static OTHERS: Words = Words::new(&["以来", "召开以来", "精神", "确定", "提出", "部署", "决议"]);

/// Whose term it is: named right behind it, else before.
fn body(around: &Around<'_>) -> Option<&'static str> {
    let right = around.right;
    let behind = (0..right.len().min(NEAR)).find_map(|at| BODIES.at(right, at));
    let before = || {
        let chars = around.setting.chars;
        let start = around.asked.range.start;
        let from = chars.run_back_within(start, NEAR, |c| !matches!(c, '，' | '。' | '；' | '：'));
        (from..start).rev().find_map(|at| BODIES.at(chars, at))
    };
    let body = behind.or_else(before)?;
    Some(match body.text {
        "人民代表大会" | "人代会" => "人大",
        "党员代表大会" | "党代表大会" => "党代会",
        "职工代表大会" => "职代会",
        "妇女代表大会" => "妇代会",
        body => body,
    })
}

/// Whether the blank right behind it counts sessions.
fn is_before_session(around: &Around<'_>) -> bool {
    let times = |asked: &Asked| match &asked.what {
        What::Number(Some(unit)) => unit.measure.is_some_and(|measure| measure.word == "次"),
        _ => false,
    };
    around.right.is_empty() && around.next().is_some_and(times)
}

/// Whether the blank before it, in the same clause, is a term.
fn in_term(around: &Around<'_>) -> bool {
    let term = |asked: &Asked| {
        let What::Number(Some(unit)) = &asked.what else {
            return false;
        };
        let between = asked.range.end..around.asked.range.start;
        let near = between.len() <= NEAR;
        near && unit.measure.is_some_and(|measure| measure.word == "届")
    };
    around.previous().is_some_and(term)
}
