//! The spellings of the report format, one by one, and what must hold for any text in any field.

use proptest::prelude::*;

use super::*;

fn form(kind: Kind, unit: &str) -> Form<'_> {
    Form {
        kind,
        unit,
        min: None,
        max: None,
        places: None,
        more: &[],
        choices: &[],
    }
}

fn integer(unit: &str) -> Form<'_> {
    form(Kind::Integer, unit)
}

fn decimal(unit: &str) -> Form<'_> {
    form(Kind::Decimal, unit)
}

fn percent() -> Form<'static> {
    form(Kind::Percent, "％")
}

fn bounded<'a>(form: Form<'a>, min: i64, max: i64) -> Form<'a> {
    Form {
        min: Some(Decimal::from(min)),
        max: Some(Decimal::from(max)),
        ..form
    }
}

fn rough(form: Form<'_>) -> Form<'_> {
    Form {
        more: &['余'],
        ..form
    }
}

fn signed() -> Form<'static> {
    bounded(decimal("个"), -100, 100)
}

/// Every spelling that the format accepts, with its field and its value.
fn accepted() -> Vec<(&'static str, Form<'static>, &'static str)> {
    let places = |places| Form {
        places: Some(places),
        ..decimal("吨")
    };
    let day = form(Kind::Date, "");
    let year = form(Kind::Year, "");
    let month = form(Kind::Month, "");
    vec![
        ("12", integer("次"), "12"),
        ("１２", integer("次"), "12"),
        ("12.50", decimal("吨"), "12.50"),
        ("46.50", places(2), "46.50"),
        ("1．5", decimal("吨"), "1.5"),
        ("1,234", integer("次"), "1234"),
        ("1，234", integer("次"), "1234"),
        ("12,345,678.90", decimal("次"), "12345678.90"),
        ("1,234万", integer("次"), "12340000"),
        ("007", integer("次"), "7"),
        ("00.50", decimal("次"), "0.50"),
        ("0", integer("次"), "0"),
        ("  12　", integer("次"), "12"),
        ("-3.5", signed(), "-3.5"),
        ("－3.5", signed(), "-3.5"),
        ("负三点五", signed(), "-3.5"),
        ("+3.5", signed(), "3.5"),
        ("-0", signed(), "0"),
        ("-3.50个", signed(), "-3.50"),
        ("-5", bounded(integer(""), -50, -5), "-5"),
        ("零", integer("次"), "0"),
        ("〇", integer("次"), "0"),
        ("十二", integer("次"), "12"),
        ("一十二", integer("次"), "12"),
        ("两", integer("个"), "2"),
        ("两百", integer("次"), "200"),
        ("二百", integer("次"), "200"),
        ("一百零五", integer("次"), "105"),
        ("一百〇五", integer("次"), "105"),
        ("一万二千", integer("次"), "12000"),
        ("一万零两百", integer("次"), "10200"),
        ("十万零五千", integer("次"), "105000"),
        ("十万五千", integer("次"), "105000"),
        ("一千零十五", integer("次"), "1015"),
        ("一亿二千三百万", integer("次"), "123000000"),
        ("一亿零五百万", integer("次"), "105000000"),
        ("一万亿", integer("次"), "1000000000000"),
        ("壹佰贰拾", integer("次"), "120"),
        ("壹仟贰佰叁拾肆萬", integer("次"), "12340000"),
        ("三点五", decimal("次"), "3.5"),
        ("三点五零", decimal("次"), "3.50"),
        ("三点五万", integer("次"), "35000"),
        ("零点五", decimal("次"), "0.5"),
        ("二〇二一", year, "2021"),
        ("二零二一", year, "2021"),
        ("二〇二一年", year, "2021"),
        ("两千零二十四", year, "2024"),
        ("2024", year, "2024"),
        ("2024年", year, "2024"),
        ("２０２４ 年", year, "2024"),
        ("02024", year, "2024"),
        ("12", month, "12"),
        ("12月", month, "12"),
        ("07", month, "7"),
        ("十二月", month, "12"),
        ("1.2万", integer("份"), "12000"),
        ("1.2345万", integer("份"), "12345"),
        ("1.2亿", integer("份"), "120000000"),
        ("1.2万亿", integer("份"), "1200000000000"),
        ("300", integer("万元"), "300"),
        ("300万", integer("万元"), "300"),
        ("300万元", integer("万元"), "300"),
        ("300 万元", integer("万元"), "300"),
        ("3000000元", integer("万元"), "300"),
        ("1.2亿元", integer("万元"), "12000"),
        ("1.2亿", integer("万元"), "12000"),
        ("三百万元", integer("万元"), "300"),
        ("三百万", integer("万元"), "300"),
        ("三百", integer("万元"), "300"),
        ("一亿二千万元", integer("万元"), "12000"),
        ("一亿二千万", integer("万元"), "12000"),
        ("300.50", decimal("万元"), "300.50"),
        ("300.50万元", decimal("万元"), "300.50"),
        ("3005000元", decimal("万元"), "300.5"),
        ("3000000元", bounded(integer("万元"), 18, 5000), "300"),
        ("三百万零五十元", decimal("万元"), "300.005"),
        ("三万五千万元", bounded(integer("万元"), 18, 50000), "35000"),
        ("3000万元", decimal("亿元"), "0.3"),
        ("1.2万元", integer("元"), "12000"),
        ("1.2亿", integer("万户"), "12000"),
        ("300万户", integer("万户"), "300"),
        ("一亿二千万户", integer("万户"), "12000"),
        ("一万二千", decimal("万户"), "1.2"),
        ("三百万零五千", decimal("万元"), "300.5"),
        ("三千二百", integer("万元"), "3200"),
        ("300", decimal("亿"), "300"),
        ("3亿", decimal("亿"), "3"),
        ("12次", integer("次"), "12"),
        ("12 次", integer("次"), "12"),
        ("12　次", integer("次"), "12"),
        ("12人次", integer("人次"), "12"),
        ("1.2万户", integer("户"), "12000"),
        ("十二千瓦", integer("千瓦"), "12"),
        ("12㎡", integer("㎡"), "12"),
        ("12ｋｍ", integer("km"), "12"),
        ("62.5%", percent(), "62.5"),
        ("62.5％", percent(), "62.5"),
        ("62.5 ％", percent(), "62.5"),
        ("62.5", percent(), "62.5"),
        ("百分之六十二点五", percent(), "62.5"),
        ("百分之百", percent(), "100"),
        ("负百分之三", bounded(percent(), -100, 100), "-3"),
        ("3.5个百分点", form(Kind::Percent, "个百分点"), "3.5"),
        ("300余", rough(integer("户")), "300"),
        ("300余户", rough(integer("户")), "300"),
        ("312余户", rough(integer("户")), "312"),
        ("三百余 户", rough(integer("户")), "300"),
        ("3万余", rough(integer("户")), "30000"),
        ("3万余户", rough(integer("户")), "30000"),
        ("30余万", rough(integer("户")), "300000"),
        ("三十余万户", rough(integer("户")), "300000"),
        ("300余万元", rough(integer("万元")), "300"),
        ("300余万", rough(integer("万元")), "300"),
        ("300余", rough(integer("万元")), "300"),
        (
            "30余万",
            rough(bounded(integer("户"), 1000, 500_000)),
            "300000",
        ),
        ("2024-07-01", day, "2024-07-01"),
        ("2024.7.1", day, "2024-07-01"),
        ("2024年7月1日", day, "2024-07-01"),
        ("2024年07月01日", day, "2024-07-01"),
        ("２０２４－０７－０１", day, "2024-07-01"),
        (" 2024-2-29 ", day, "2024-02-29"),
        ("18", bounded(integer("名"), 18, 40), "18"),
        ("1.2万", bounded(integer("名"), 11_000, 13_000), "12000"),
        (
            "9999999999999999999999999999",
            integer("次"),
            "9999999999999999999999999999",
        ),
    ]
}

/// Every spelling that the format refuses, with its field and a piece of the sentence.
fn refused() -> Vec<(&'static str, Form<'static>, &'static str)> {
    let day = form(Kind::Date, "");
    let year = form(Kind::Year, "");
    let month = form(Kind::Month, "");
    let places = Form {
        places: Some(2),
        max: Some(Decimal::from(100)),
        ..decimal("吨")
    };
    vec![
        ("12O0", integer("人次"), "第3个字符是字母O，应是数字0。"),
        ("12Ｏ", integer("人次"), "第3个字符是字母Ｏ，应是数字0。"),
        ("1２l", integer("人次"), "第3个字符是字母l，应是数字1。"),
        ("abc", integer("次"), "第1个字符是字母a，请只写数字"),
        ("1e5", integer("次"), "第2个字符是字母e，请只写数字"),
        ("NaN", integer("次"), "第1个字符是字母N"),
        ("inf", integer("次"), "第1个字符是字母i"),
        ("∞", integer("次"), "第1个字符∞不是数字"),
        ("1.2.3", decimal("次"), "小数点只能有一个"),
        ("1..2", decimal("次"), "小数点只能有一个"),
        (".5", decimal("次"), "小数点前面要有数"),
        ("点五", decimal("次"), "小数点前面要有数"),
        ("1_234", integer("次"), "第2个字符_不是数字"),
        ("1,23", integer("次"), "也可写 123"),
        ("1,2345", integer("次"), "请写 12,345 或 12345"),
        ("1234,567", integer("次"), "请写 1,234,567 或 1234567"),
        ("1,,234", integer("次"), "请写 1,234 或 1234"),
        ("0,123", integer("次"), "请写 123"),
        ("2,024", year, "年份是四位数"),
        ("十十", integer("次"), "请写一百零五或 105"),
        ("一二", integer("次"), "请写十二或 12"),
        ("二〇二一", integer("次"), "只有年份"),
        ("一百二", integer("次"), "请写全：一百二十，也可写 120。"),
        ("三万五", integer("次"), "请写全：三万五千，也可写 35000。"),
        (
            "去年",
            form(Kind::Year, ""),
            "年份是四位数，请写 2024 这样的数。",
        ),
        ("本月", form(Kind::Month, ""), "月份是1到12的整数"),
        ("一百十五", integer("次"), "一百一十五，也可写 115"),
        ("一千五十", integer("次"), "一千零五十，也可写 1050"),
        ("百二十", integer("次"), "一百二十"),
        ("百万", integer("次"), "一百万"),
        ("十两", integer("次"), "请写全：十二，也可写 12。"),
        ("十两万", integer("次"), "请写全：十二万"),
        ("廿", integer("次"), "请写全：二十，也可写 20。"),
        ("一亿二千", integer("次"), "请写全：一亿二千万"),
        ("一万二百", integer("次"), "请写全：一万零二百"),
        ("一万零二千", integer("次"), "请写全：一万二千"),
        ("零五", integer("次"), "请写全：五，也可写 5。"),
        ("几", integer("次"), "请写全，如十五或 15"),
        ("十几", integer("次"), "请写全，如十五或 15"),
        ("几百", integer("次"), "请写全，如十五或 15"),
        ("一亿亿", integer("次"), "连写不成数"),
        (
            "一百零",
            integer("次"),
            "还没写完：一百零后面还要有数，如一百零五；也可写 105。",
        ),
        (
            "3.",
            decimal("次"),
            "还没写完：小数点后面还要有数，如 3.5；也可写 3。",
        ),
        (
            "三点",
            decimal("次"),
            "还没写完：三点后面还要有数，如三点五；也可写 3.5。",
        ),
        ("--3", signed(), "请写 -3"),
        ("-", signed(), "还没写完"),
        ("- 3", signed(), "空格"),
        ("-3", integer("次"), "不能是负数"),
        ("负三", integer("次"), "不能是负数"),
        ("+3", integer("次"), "不用写正号"),
        ("1 5", integer("次"), "请连着写，如 15"),
        (
            "1。5",
            decimal("次"),
            "第2个字符是句号，请写 1.5 这样的数。",
        ),
        ("¥300", integer("元"), "请只写数字，如 300"),
        ("￥300", integer("元"), "请只写数字，如 300"),
        ("2/3", decimal("次"), "请写 1.5 这样的数"),
        ("2/3", integer("次"), "请写 15 这样的数"),
        ("3.", integer("次"), "这里要的是整数，可写 3。"),
        ("三点", integer("次"), "这里要的是整数，可写 3。"),
        ("三分之二", decimal("次"), "请写 1.5 这样的数"),
        ("3-5", integer("次"), "只要一个数"),
        ("3～5", integer("次"), "只要一个数"),
        ("三至五", integer("次"), "只要一个数"),
        ("约300", integer("次"), "约字样不用写"),
        ("近300", integer("次"), "近字样不用写"),
        ("超300", integer("次"), "超字样不用写"),
        ("300左右", integer("次"), "左右字样不用写"),
        ("5‰", percent(), "不用‰"),
        ("12人", integer("次"), "这里要的是次，请核对后只写数字。"),
        ("12 人", integer("次"), "这里要的是次，请核对后只写数字。"),
        ("12%", integer("次"), "这里要的是次"),
        ("12次", integer(""), "这里没有单位"),
        ("3000000户", integer("万户"), "这里要的是万户"),
        ("1.2亿户", integer("万户"), "这里要的是万户"),
        ("300万美元", integer("万元"), "这里要的是万元"),
        ("3千", integer("次"), "请写 3000"),
        ("3亿5000万", integer("次"), "混着写"),
        ("十2", integer("次"), "混着写"),
        ("次", integer("次"), "这里要填数"),
        (
            "8.5",
            bounded(integer("名"), 0, 100),
            "这里要的是整数，请写 8 或 9。",
        ),
        (
            "12.0",
            bounded(integer("名"), 0, 100),
            "这里要的是整数，请写 12。",
        ),
        (
            "100.5",
            bounded(integer("名"), 0, 100),
            "这里要的是整数，请写 100。",
        ),
        ("12345元", integer("万元"), "这里要的是整数，请写 1 或 2。"),
        ("46.555", places, "小数最多2位，请写 46.55 或 46.56。"),
        ("46.500", places, "小数最多2位，请写 46.50。"),
        ("105", percent(), "百分数不超过100，请核对。"),
        ("百分之", percent(), "还没写完"),
        ("百分之六十", decimal("次"), "请写 1.5 这样的数"),
        (
            "4100",
            bounded(integer("次"), 18, 2000),
            "不能超过2000次，请核对。",
        ),
        (
            "1",
            bounded(integer("次"), 18, 2000),
            "不能小于18次，请核对。",
        ),
        ("24", year, "请写 2024"),
        ("2024.5", year, "年份是四位数"),
        ("20245", year, "年份是四位数"),
        ("0.2024万", year, "年份是四位数"),
        ("13", month, "月份是1到12"),
        ("0", month, "月份是1到12"),
        ("99999999999999999999999999999", integer("次"), "最多有28位"),
        (
            "9999999999999999999999999999万",
            integer("次"),
            "最多有28位",
        ),
        ("300余", integer("户"), "后面没有余字"),
        ("300多", rough(integer("户")), "后面没有多字"),
        ("3余万户", rough(integer("户")), "请写 30000余户"),
        ("300万余元", rough(integer("万元")), "请写 300余万元"),
        ("3000000余元", rough(integer("万元")), "请写 300余万元"),
        ("2024-2-30", day, "2024年2月只有1日到29日"),
        ("2023-02-29", day, "2023年2月只有1日到28日"),
        ("2024-13-1", day, "月份是1到12"),
        ("2024-00-1", day, "月份是1到12"),
        ("24-7-1", day, "年份要写满四位"),
        ("2024/7/1", day, "日期请写成 2024-07-01"),
        ("20240701", day, "日期请写成 2024-07-01"),
        ("2024-7.1", day, "日期请写成 2024-07-01"),
        ("2024年7月1", day, "还没写完"),
        ("2024-7", day, "还没写完"),
        ("2O24-7-1", day, "第2个字符是字母O，应是数字0。"),
        ("二〇二四年七月一日", day, "日期请写成 2024-07-01"),
        ("2024-07-01\u{7}", day, "日期请写成"),
        (
            "1\u{200b}2",
            integer("次"),
            "第2个字符是看不见的字符U+200B，请删去。",
        ),
        (" ", integer("次"), "请填写"),
    ]
}

#[test]
fn what_the_format_accepts_has_its_value() {
    for (typed, form, stored) in accepted() {
        let reading = parse(typed, &form).unwrap_or_else(|why| panic!("{typed}: {why}"));
        assert_eq!(reading.value.stored(), stored, "{typed}");
        assert_eq!(reading.changed, stored != typed.trim(), "{typed}");
        assert_eq!(
            parse(stored, &form).unwrap().value,
            reading.value,
            "{typed}"
        );
    }
}

#[test]
fn what_the_format_refuses_is_refused_with_its_sentence() {
    for (typed, form, piece) in refused() {
        let refusal = match parse(typed, &form) {
            Ok(reading) => panic!("{typed}: read as {:?}", reading.value),
            Err(refusal) => refusal,
        };
        let sentence = refusal.to_string();
        assert!(sentence.contains(piece), "{typed}: {sentence}");
        assert_fits_a_line(&sentence, 60);
        assert_fits_a_line(&refusal.short(), 30);
    }
}

#[test]
fn every_prefix_of_a_right_answer_is_right_or_open() {
    for (typed, form, _) in accepted() {
        let typed = typed.trim();
        for (end, _) in typed.char_indices().skip(1) {
            let prefix = typed.get(..end).unwrap();
            if let Err(refusal) = parse(prefix, &form) {
                assert!(refusal.open(), "{prefix} before {typed}: {refusal}");
            }
        }
    }
}

#[test]
fn what_no_further_key_can_mend_is_closed() {
    let tight = bounded(integer("名"), 18, 40);
    for typed in [
        "12O0",
        "一二",
        "41",
        "5",
        "8.5",
        "1.2.3",
        "12人",
        "-3",
        "1 5",
        "四十一",
        "12.0",
        "12Ｏ",
    ] {
        assert!(!parse(typed, &tight).unwrap_err().open(), "{typed}");
    }
    assert!(parse("1", &tight).unwrap_err().open());
    let money = bounded(integer("万元"), 0, 20_000);
    assert!(parse("3000000", &money).unwrap_err().open());
    assert!(!parse("300000万", &money).unwrap_err().open());
    assert!(!parse("105", &percent()).unwrap_err().open());
    assert!(!parse("一百二次", &integer("次")).unwrap_err().open());
    assert!(!parse("1,23次", &integer("次")).unwrap_err().open());
    assert!(
        !parse("2024-07-32", &form(Kind::Date, ""))
            .unwrap_err()
            .open()
    );
}

#[test]
fn half_a_unit_is_open() {
    for (typed, unit) in [
        ("12人", "人次"),
        ("12 人", "人次"),
        ("十二千", "千瓦"),
        ("12k", "km"),
        ("3千", "千瓦"),
    ] {
        let refusal = parse(typed, &integer(unit)).unwrap_err();
        assert!(refusal.open(), "{typed}: {refusal}");
    }
    let refusal = parse("50人", &bounded(integer("人次"), 0, 40)).unwrap_err();
    assert!(!refusal.open());
}

#[test]
fn a_text_is_kept_as_it_stands() {
    let text = form(Kind::Text, "");
    for typed in ["{会议}", "a=b", "清溪  镇", "２０２４", "“双评”！"] {
        let reading = parse(&format!("　{typed} "), &text).unwrap();
        assert_eq!(reading.value, Value::Text(typed.to_owned()));
        assert!(!reading.changed);
    }
    let refusal = |typed| parse(typed, &text).unwrap_err().to_string();
    assert!(refusal("清溪\t镇").contains("第3个字符是制表符"));
    assert!(refusal("清溪\n镇").contains("第3个字符是换行"));
    assert!(refusal("清\u{2028}镇").contains("第2个字符是换行"));
    assert!(refusal("清\u{1}镇").contains("U+0001"));
}

#[test]
fn the_bounds_of_a_text_count_characters() {
    let text = bounded(form(Kind::Text, ""), 2, 4);
    assert!(parse("清溪镇", &text).is_ok());
    let short = parse("清", &text).unwrap_err();
    assert!(short.open());
    assert_eq!(short.to_string(), "至少要写2个字，现在1个，请补全。");
    let long = parse("清溪镇政府", &text).unwrap_err();
    assert!(!long.open());
    assert_eq!(long.to_string(), "最多写4个字，现在5个，请删短。");
}

#[test]
fn a_choice_is_taken_whole() {
    let choices = ["集中整治".to_owned(), "分片包干".to_owned()];
    let form = Form {
        choices: &choices,
        ..form(Kind::Text, "")
    };
    assert!(parse("集中整治", &form).is_ok());
    let half = parse("集中", &form).unwrap_err();
    assert!(half.open());
    assert_eq!(half.to_string(), "请写其中一个：集中整治、分片包干。");
    assert!(!parse("整治", &form).unwrap_err().open());
}

#[test]
fn a_date_is_printed_in_full() {
    let value = parse("2024-07-01", &form(Kind::Date, "")).unwrap().value;
    assert_eq!(value.printed(), "2024年7月1日");
    assert_eq!(month_day(value.date().unwrap()), "7月1日");
}

#[test]
fn kinds_are_known_by_their_names() {
    for (kind, name) in KINDS {
        assert_eq!(Kind::named(name), Some(kind));
        assert_eq!(kind.name(), name);
    }
    assert_eq!(Kind::named("float"), None);
}

#[test]
fn small_numerals_are_read_back() {
    for number in (0..20_000).chain((20_000..1_200_000).step_by(37)) {
        assert_is_read_back(number);
    }
}

fn assert_is_read_back(number: u64) {
    let numeral = chinese(Decimal::from(number)).unwrap();
    let read = parse(&numeral, &integer("")).unwrap_or_else(|why| panic!("{numeral}: {why}"));
    assert_eq!(
        read.value.number(),
        Some(Decimal::from(number)),
        "{numeral}"
    );
}

/// One line of so many columns, without a word of English of its own.
fn assert_fits_a_line(sentence: &str, columns: usize) {
    let wide = |found: char| if found < '\u{2e80}' { 1 } else { 2 };
    let width: usize = sentence.chars().map(wide).sum();
    assert!(width <= columns, "{width}: {sentence}");
    assert!(!sentence.chars().any(char::is_control), "{sentence:?}");
}

fn forms() -> Vec<Form<'static>> {
    let mut forms: Vec<Form> = accepted().into_iter().map(|(_, form, _)| form).collect();
    forms.push(form(Kind::Text, ""));
    forms.push(bounded(form(Kind::Text, ""), 3, 5));
    forms.push(bounded(integer("次"), 50, 10));
    forms.push(bounded(decimal("万"), i64::MIN, i64::MAX));
    forms.push(Form {
        min: Some(Decimal::MIN),
        max: Some(Decimal::MAX),
        places: Some(u32::MAX),
        more: &['余', '多'],
        ..decimal("亿元")
    });
    forms
}

/// Texts of the characters that matter.
const TYPED: &str = "[0-9０-９.．,，+－\\-负零〇一二两三九十百千万亿点余多几年月日元户次人％%分之约 　aOl。/～\u{7}]{0,12}";

proptest! {
    #[test]
    fn no_text_is_a_panic_in_any_field(typed in any::<String>(), number in TYPED) {
        for form in forms() {
            for typed in [&typed, &number] {
                if let Err(refusal) = parse(typed, &form) {
                    assert_fits_a_line(&refusal.to_string(), 110);
                    prop_assert!(!refusal.short().is_empty());
                }
            }
        }
    }

    #[test]
    fn what_is_accepted_is_read_back_from_its_stored_spelling(typed in TYPED) {
        for form in forms() {
            if let Ok(reading) = parse(&typed, &form) {
                let again = parse(&reading.value.stored(), &form);
                prop_assert_eq!(again.map(|again| again.value), Ok(reading.value), "{}", typed);
            }
        }
    }

    #[test]
    fn every_prefix_of_what_is_accepted_is_accepted_or_open(typed in TYPED) {
        let typed = typed.trim();
        for form in forms() {
            if parse(typed, &form).is_err() {
                continue;
            }
            for (end, _) in typed.char_indices().skip(1) {
                let prefix = typed.get(..end).unwrap();
                if let Err(refusal) = parse(prefix, &form) {
                    prop_assert!(refusal.open(), "{prefix} before {typed} ({form:?}): {refusal}");
                }
            }
        }
    }

    #[test]
    fn every_prefix_of_a_numeral_is_accepted_or_open(number in 0_u64..10_000_000_000_000_000, digits in 1_u32..17, gap in 1_u64..10_000) {
        let number = number % 10_u64.pow(digits) / gap * gap;
        let numeral = chinese(Decimal::from(number)).unwrap();
        for form in [integer("户"), decimal("万元")] {
            let typed = format!("{}{}", numeral.replace("二千", "两千").replace("二百", "两百"), form.unit);
            prop_assert!(parse(&typed, &form).is_ok(), "{typed}");
            for (end, _) in typed.char_indices().skip(1) {
                let prefix = typed.get(..end).unwrap();
                if let Err(refusal) = parse(prefix, &form) {
                    prop_assert!(refusal.open(), "{prefix} before {typed}: {refusal}");
                }
            }
        }
    }

    #[test]
    fn digits_are_their_own_spelling(mantissa in 0_i64..10_i64.pow(15), scale in 0_u32..12) {
        let number = Decimal::new(mantissa, scale);
        let reading = parse(&number.to_string(), &decimal("")).unwrap();
        prop_assert_eq!(reading.value.stored(), number.to_string());
        prop_assert!(!reading.changed);
    }

    #[test]
    fn numerals_are_read_back(number in 0_u64..10_000_000_000_000_000, digits in 1_u32..17) {
        assert_is_read_back(number % 10_u64.pow(digits));
        // Numbers with many zeros are where numerals go wrong.
        assert_is_read_back(number / 10_u64.pow(digits) * 10_u64.pow(digits.saturating_sub(2)) % 10_u64.pow(16));
    }
}
