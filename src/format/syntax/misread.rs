//! Values that are none: what each was meant to be.

/// What is wrong with a word that is no value, and what to do; `message` is the parser's.
pub(super) fn explain(word: &str, message: &str) -> (String, String) {
    let said = |what: &str, remedy: String| (what.to_owned(), remedy);
    if word.is_empty() {
        return said(
            "等号后面是空的。",
            "请写上内容；没有内容的写 \"\" ，或者删去这一行。".to_owned(),
        );
    }
    if word.starts_with(['“', '”', '＂', '‘', '’', '「', '『']) {
        let inner = word.trim_matches(['“', '”', '＂', '‘', '’', '「', '」', '『', '』', '"']);
        return said(
            "引号是中文的。",
            format!("请改成英文的引号：\"{}\"。", short(inner)),
        );
    }
    if matches!(word.to_ascii_lowercase().as_str(), "true" | "false") {
        return said(
            "true 和 false 要全用小写。",
            format!("请写 {} 。", word.to_ascii_lowercase()),
        );
    }
    if message.contains("overflow") {
        return said(
            "数太大了，这里最多写18位。",
            "请核对；确实这样大的数请加英文引号。".to_owned(),
        );
    }
    if let Some(date) = date(word) {
        return said(
            "日期要写成 年-月-日，月和日各两位。",
            format!("请写成 {date} 。"),
        );
    }
    if message.contains("date") || message.contains("time") || message.contains("invalid month") {
        return said(
            "没有这个日期。",
            "日期请写成 2024-07-01 这样，月和日各两位。".to_owned(),
        );
    }
    let narrow: String = word.chars().map(half_width).collect();
    let digits: String = narrow
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
        .collect();
    let tail = narrow.get(digits.len()..).unwrap_or_default().trim();
    if digits.contains(|c: char| c.is_ascii_digit()) {
        if tail.starts_with(['，', ',']) {
            return said(
                "逗号是中文的。",
                "请改成英文的逗号 , ；数里面的逗号请去掉。".to_owned(),
            );
        }
        if tail.is_empty() && narrow != word {
            return said("数字是全角的。", format!("请写成 {digits} 。"));
        }
        if message.contains("leading zero") {
            let plain = digits.trim_start_matches('0');
            let plain = if plain.is_empty() || plain.starts_with('.') {
                format!("0{plain}")
            } else {
                plain.to_owned()
            };
            return said(
                "数的前面不能有多余的0。",
                format!("请写成 {plain} ；编号一类请加英文引号。"),
            );
        }
        if !tail.is_empty() {
            let remedy = format!("请只写 {digits} ；如果是文字，请写成 \"{}\"。", short(word));
            return said("数的后面带了别的字。", remedy);
        }
    }
    if narrow.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+')) {
        return said(
            "这个数没有写完整。",
            "请写成 12、0.5、12.5 这样；如果是文字，请加英文引号。".to_owned(),
        );
    }
    said(
        "文字要加英文引号。",
        format!("请写成 \"{}\"。", short(word)),
    )
}

/// The date that was meant, in TOML's form; `None` where it is none.
fn date(word: &str) -> Option<String> {
    let word = word.trim_end_matches(['日', '号']);
    let parts: Vec<&str> = word
        .split(['-', '.', '/', '年', '月'])
        .map(str::trim)
        .collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    let number = |part: &str| part.parse::<i16>().ok();
    let (month, day) = (
        i8::try_from(number(month)?).ok()?,
        i8::try_from(number(day)?).ok()?,
    );
    let date = crate::number::Date::new(number(year)?, month, day).ok()?;
    (year.len() == 4).then(|| date.to_string())
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' | '．' | '－' => u32::from(c)
            .checked_sub(0xfee0)
            .and_then(char::from_u32)
            .unwrap_or(c),
        _ => c,
    }
}

/// The first words of a long text.
fn short(text: &str) -> String {
    if text.chars().count() <= 20 {
        text.to_owned()
    } else {
        format!("{}……", text.chars().take(20).collect::<String>())
    }
}
