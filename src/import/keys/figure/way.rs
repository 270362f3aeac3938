//! How the words before a figure tell that what it counts is known: 这X个, 将X个问题细化, 占全部X件, 依托X个网格.

use crate::check::chars::{Chars, one_of};
use crate::check::near::Near;
use crate::check::words::Words;

use super::super::super::words;
use super::super::Around;
use super::super::nouns::opened;

/// How a figure tells that what it counts is known.
pub(super) enum Way<'a> {
    /// It is pointed at: 这X个.
    Points,
    /// Nothing stands before it, or where all of them are: 全镇X户监测对象.
    Plain,
    /// Something is done with it: 将X个问题细化.
    Taken,
    /// Something is done for it: 为X名村级防疫员购买保险.
    For,
    /// It is said to be all: 占全部X件.
    Total,
    /// It is told apart by these words: 新签约的X个项目中.
    Said(Chars<'a>),
    /// It is what was found: 对排查出的X处隐患.
    Found,
    /// It is what one builds on: 依托X个网格.
    Relied,
}

impl<'a> Way<'a> {
    /// The way of a figure, none where nothing says that it is known.
    pub(super) fn of(around: &Around<'a>) -> Option<Self> {
        let left = around.left;
        let last = left.0.last();
        if last.is_some_and(|last| !LAST.may_have(*last)) {
            return None;
        }
        if last.is_none() || words::WHOLE.close(left) {
            Some(Self::Plain)
        } else if POINTS.close(left) || is_above(around) {
            Some(Self::Points)
        } else if TOTAL.close(left) {
            Some(Self::Total)
        } else if TAKEN.close(left) {
            Some(Self::Taken)
        } else if FOR.close(left) {
            Some(Self::For)
        } else if RELIED.close(left) {
            Some(Self::Relied)
        } else if last == Some(&'的') {
            let said = opened(left.trim_end(|c| c == '的'));
            let pointed = POINTS.at(said, 0).map_or(0, |word| word.length);
            let said = said.rest(pointed);
            let found = FOUND.is_whole(said.trim_end(|c| matches!(c, '出' | '到' | '了')));
            match found || FOUND.is_whole(said) {
                true => Some(Self::Found),
                false => (said.len() >= 2).then_some(Self::Said(said)),
            }
        } else {
            // 三是X名教师中.
            let point = |c: char| one_of(c, "一二三四五六七八九十");
            let plain = matches!(left.0, ['在' | '从'] | ['我', '所' | '站' | '队'])
                || matches!(left.0, [first, '是'] if point(*first));
            plain.then_some(Self::Plain)
        }
    }
}

/// Whether what was told is pointed at with 以上, and no figure's bound: X分以上X人.
fn is_above(around: &Around<'_>) -> bool {
    around.left.0 == ['以', '上'] && around.between().len() > around.left.len()
}

/// What the words before a figure end in that make one of the ways: none of them without one of these.
const LAST: &Near = &Near::of(&[
    '这', '述', '些', '上', '全', '部', '有', '总', '占', '将', '把', '对', '就', '的', '在', '从',
    '镇', '乡', '县', '市', '区', '道', '村', '局', '校', '院', '辖', '园', '体', '托', '挥', '与',
    '保', '让', '使', '领', '现', '动', '好', '内', '为', '给', '向', '是', '所', '站', '队',
]);

/// Before a thing that was spoken of.
static POINTS: Words = Words::new(&["这", "上述", "前述", "这些", "对以上", "将以上", "就以上"]);

/// Before all of them.
static TOTAL: Words = Words::new(&["全部", "所有", "占总", "占", "全体"]);

/// Before those for whom something is done.
static FOR: Words = Words::new(&["为", "给", "向"]);

/// Before what one builds on.
static RELIED: Words = Words::new(&["依托", "发挥", "用好"]);

/// Behind what one builds on.
pub(super) static USES: Words = Words::new(&["作用", "的作用", "力量", "优势"]);

/// Before what is known and something is done with.
static TAKEN: Words = Words::new(&[
    "将", "把", "对", "针对", "就", "与", "确保", "让", "使", "带领", "实现", "推动",
]);

/// Verbs that say only that there is what is counted.
pub(super) static FOUND: Words = Words::new(&[
    "受理",
    "排查",
    "排查出",
    "摸排",
    "摸排出",
    "发现",
    "收到",
    "接到",
    "收集",
    "收集到",
    "征集",
    "征集到",
    "梳理",
    "梳理出",
    "反馈",
    "交办",
    "转办",
    "承办",
    "提出",
    "指出",
    "查摆",
    "查摆出",
    "查找",
    "列出",
    "确定",
    "识别",
    "登记",
    "下发",
    "下达",
    "谋划",
    "选派",
    "下派",
    "派出",
    "选聘",
    "聘请",
    "配备",
    "招募",
    "招收",
    "开设",
    "设立",
    "组建",
    "成立",
    "划分",
    "整组",
    "包联",
    "包保",
    "存在",
    "纳入",
]);
