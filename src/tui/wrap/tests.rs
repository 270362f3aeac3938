use proptest::prelude::*;
use unicode_width::UnicodeWidthChar;

use super::*;

/// Own wording, dense with what may not be parted.
const SAMPLES: [&str; 4] = [
    "　　截至2026年6月30日，全镇登记“一户一档”台账1,234户，占应登记户数的95.3％；拨付补助资金1234.56万元，\
     同比增长5.6%——其中山区村412.5万元，库区村37余万元……其余由县里统筹（详见《清溪镇2026年上半年管护台账》）。",
    "　　依据《关于做好河湖日常管护的通知》（清办〔2026〕12号）要求，推行“Rural Revitalization”试点，建成5G/WiFi\
     覆盖点36处，巡河1200余人次，清理垃圾86.4吨、水草3.2万平方米，整修步道12.5公里，办结率98.7％，上升2.1个百分点。",
    "　　一是‘重建轻管’没有根本扭转：第3季度仍有7个村、2个社区未配齐巡查员；二是经费不足，每村每年仅8000元，\
     只够付4个月工钱；三是“建、管、用”脱节！谁来管？钱从哪里来？——这些问题答不好，管护就落不到实处……",
    "　　本级财政安排￥350万元，受益群众2.4万人（其中脱贫户806户、2317人），人均增收１２８０元；气温低于-5℃时停工。",
];

const FIRST: &str = "，。、；：？！”’）》〉〕％…—℃%";
const LAST: &str = "“‘（《〈〔￥";

fn narrow(c: char) -> usize {
    c.width().unwrap_or(0)
}

fn wide(c: char) -> usize {
    if "“”‘’—…·℃".contains(c) {
        2
    } else {
        narrow(c)
    }
}

fn part<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    text.get(range.clone()).expect("a row of the text")
}

fn rows(text: &str, columns: usize) -> Vec<&str> {
    wrap(text, columns, narrow)
        .into_iter()
        .map(|row| part(text, &row))
        .collect()
}

fn parted_wrongly(a: char, b: char) -> bool {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let unit = "万亿元年月日个户人处村号吨公平米季";
    FIRST.contains(b)
        || LAST.contains(a)
        || (a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
        || (digit(a) && (digit(b) || ",.余".contains(b) || unit.contains(b)))
        || (",.".contains(a) && digit(b))
        || (a == '万' && "元人平".contains(b))
        || [
            ('公', '里'),
            ('平', '方'),
            ('方', '米'),
            ('百', '分'),
            ('人', '次'),
        ]
        .contains(&(a, b))
}

#[test]
fn no_row_breaks_a_rule_at_any_width() {
    let widths: [fn(char) -> usize; 2] = [narrow, wide];
    for text in SAMPLES {
        for columns in 16..=80 {
            for (name, width_of) in [("narrow", widths[0]), ("wide", widths[1])] {
                let rows = wrap(text, columns, width_of);
                for pair in rows.windows(2) {
                    let (a, b) = (part(text, &pair[0]), part(text, &pair[1]));
                    let (a, b) = (a.chars().next_back().unwrap(), b.chars().next().unwrap());
                    assert!(!parted_wrongly(a, b), "{columns} {name}: {a}|{b}");
                }
                for row in rows {
                    assert!(
                        width(part(text, &row), width_of) <= columns,
                        "{columns} {name}"
                    );
                }
            }
        }
    }
}

#[test]
fn rows_are_filled() {
    assert_eq!(rows("今年以来巡河", 8), ["今年以来", "巡河"]);
    assert_eq!(rows("今年以来巡河", 9), ["今年以来", "巡河"]);
    assert_eq!(rows("今年以来，巡河", 8), ["今年以", "来，巡河"]);
}

#[test]
fn a_figure_keeps_its_unit() {
    assert_eq!(rows("全年清运垃圾86.4吨", 16), ["全年清运垃圾", "86.4吨"]);
    assert_eq!(rows("上级拨付资金3余万元", 16), ["上级拨付资金", "3余万元"]);
    assert_eq!(
        rows("累计增加了2.1个百分点", 16),
        ["累计增加了", "2.1个百分点"]
    );
}

#[test]
fn a_blank_and_a_padded_figure_keep_their_unit() {
    assert_eq!(
        rows("帮助群众解决难题____件", 20),
        ["帮助群众解决难题", "____件"]
    );
    assert_eq!(rows("开展学习12  次", 12), ["开展学习", "12  次"]);
}

#[test]
fn newlines_are_between_rows() {
    assert_eq!(rows("", 10), [""]);
    assert_eq!(rows("甲\n\n乙\n", 10), ["甲", "", "乙", ""]);
    assert_eq!(rows("甲\r\n乙", 10), ["甲", "乙"]);
    assert_eq!(wrap("甲\n乙", 10, narrow), [0..3, 4..7]);
}

#[test]
fn the_first_row_of_a_paragraph_has_its_own_room() {
    let text = "今年以来巡河\n今年以来巡河";
    let rows = wrap(text, Room { first: 4, rest: 8 }, narrow);
    let rows: Vec<_> = rows.into_iter().map(|row| part(text, &row)).collect();
    assert_eq!(rows, ["今年", "以来巡河", "今年", "以来巡河"]);
}

#[test]
fn what_is_wider_than_a_row_is_cut_inside_it() {
    assert_eq!(rows("abcdefghijkl", 5), ["abcde", "fghij", "kl"]);
    assert_eq!(rows("网址abcdefghij）", 8), ["网址", "abcdefgh", "ij）"]);
    assert_eq!(rows("（abcdefg）", 9), ["（abcdef", "g）"]);
    assert_eq!(rows("，，，，", 4), ["，，", "，，"]);
    assert_eq!(rows("中", 1), ["中"]);
}

#[test]
fn a_stretch_given_as_whole_is_kept_in_a_row() {
    let text = "全镇巡河{巡河次数}次";
    let slot = 12..26;
    assert_eq!(part(text, &slot), "{巡河次数}");
    let rows = Rows::new(text, 14.into(), narrow).whole(std::slice::from_ref(&slot));
    let rows: Vec<_> = rows.map(|row| part(text, &row)).collect();
    assert_eq!(rows, ["全镇巡河", "{巡河次数}次"]);
}

#[test]
fn graphemes_are_not_parted() {
    for text in ["e\u{301}e\u{301}e\u{301}", "🇨🇳🇨🇳🇨🇳", "👩‍🌾👩‍🌾"] {
        for columns in 1..8 {
            for row in wrap(text, columns, narrow) {
                assert!(
                    text.grapheme_indices(true).any(|(at, _)| at == row.start),
                    "{text} {columns}"
                );
            }
        }
    }
}

#[test]
fn cut_and_pad_never_halve_a_wide_character() {
    assert_eq!(cut("清溪镇", 5, narrow), "清溪");
    assert_eq!(cut("清溪镇", 6, narrow), "清溪镇");
    assert_eq!(cut("e\u{301}a", 1, narrow), "e\u{301}");
    assert_eq!(pad("清溪镇", 5, narrow), "清溪 ");
    assert_eq!(pad("", 2, narrow), "  ");
}

proptest! {
    #[test]
    fn rows_hold_the_whole_text(
        text in "([ a-c0-9，。“”（）—…\n\r]|[一-三]|万|元|\\PC|.){0,60}",
        first in 0usize..20,
        rest in 0usize..20,
    ) {
        let rows = wrap(&text, Room { first, rest }, narrow);
        let mut at = 0;
        for (i, row) in rows.iter().enumerate() {
            let gap = part(&text, &(at..row.start));
            prop_assert!(gap.is_empty() || (i > 0 && ["\n", "\r\n"].contains(&gap)));
            prop_assert!(i == 0 || !gap.is_empty() || !row.is_empty());
            at = row.end;
        }
        prop_assert_eq!(at, text.len());
    }

    #[test]
    fn rows_from_a_row_on_are_the_same(text in "[a1，。（—万元一\n ]{0,60}", columns in 1usize..12) {
        let room = Room { first: columns, rest: columns + 2 };
        let all: Vec<_> = Rows::new(&text, room, narrow).collect();
        for (i, row) in all.iter().enumerate() {
            let later: Vec<_> = Rows::new(&text, room, narrow).starting(row.start).collect();
            prop_assert_eq!(&all[i..], later);
        }
    }

    #[test]
    fn no_row_is_too_wide(text in "[a1，。（—万元一二三四]{0,60}", columns in 2usize..30) {
        for row in wrap(&text, columns, narrow) {
            prop_assert!(width(part(&text, &row), narrow) <= columns);
        }
    }
}
