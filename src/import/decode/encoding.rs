//! Which encoding a text is in. Chinese offices write UTF-8, UTF-16 and GB18030 (GBK and GB2312 within it),
//! and what is right UTF-8 is hardly ever anything else: on texts of one to four characters this finds more
//! than a detector of all the world's encodings does, which has Korean and Japanese to think of. Big5 is known by its
//! punctuation, which GB18030 has for private use.

use std::borrow::Cow;
use std::ops::AddAssign;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use memchr::{memchr, memchr_iter, memchr3, memmem};

use crate::bytes::control_or;

use super::{Form, Misread, Text, Unreadable};

/// Of so many characters one may be unreadable or a control character; with more it is no text.
const ONE_IN: usize = 10;

/// Of so many bytes one may be a NUL in a text; with more it is no text.
const NUL_ONE_IN: usize = 100;

/// The byte order mark, as a character.
const MARK: char = '\u{FEFF}';

/// Takes the bytes of a text and gives its characters.
pub(super) fn decoded(bytes: &[u8]) -> Result<Text<'_>, Unreadable> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return match encoding == UTF_8 {
            true => unmarked(rest),
            false => wide(rest, encoding),
        };
    }
    // A NUL apart, what is right UTF-8 is no UTF-16.
    let nul = memchr(0, bytes).is_some();
    if !nul && let Some(text) = as_utf8(bytes) {
        return utf8(text);
    }
    match utf16(bytes) {
        Some(encoding) => wide(bytes, encoding),
        None => unmarked(bytes),
    }
}

fn utf8(text: &str) -> Result<Text<'_>, Unreadable> {
    let short = only_short_sequences(text).then(|| chinese(text.as_bytes()));
    match short.flatten() {
        Some(text) => whole(text, Form::Gb18030, Vec::new()),
        None => whole(text, Form::Utf8, Vec::new()),
    }
}

/// Bytes that are right UTF-8: the crate sees that sixteen at once.
fn as_utf8(bytes: &[u8]) -> Option<&str> {
    match UTF_8.decode_without_bom_handling_and_without_replacement(bytes)? {
        Cow::Borrowed(text) => Some(text),
        Cow::Owned(_) => None,
    }
}

fn unmarked(bytes: &[u8]) -> Result<Text<'_>, Unreadable> {
    if let Some(text) = as_utf8(bytes) {
        return utf8(text);
    }
    let shares = Shares::of(bytes);
    if shares.utf8 == 0
        && shares.broken == 0
        && let Some(text) = gb18030(bytes)
    {
        if text.chars().any(is_private)
            && let Some(text) = big5(bytes)
        {
            let message = "全文是Big5（繁体字）编码，已经照它读出来。".to_owned();
            return whole(text, Form::Big5, vec![Misread { line: 1, message }]);
        }
        return whole(text, Form::Gb18030, Vec::new());
    }
    by_lines(bytes, shares.form())
}

/// UTF-16 with its encoding known. A lone half of a character is replaced.
fn wide<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Result<Text<'a>, Unreadable> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let mut misread = Vec::new();
    if broken {
        for (line, text) in (1..).zip(text.split('\n')) {
            if text.contains(char::REPLACEMENT_CHARACTER) {
                misread.push(unreadable(line));
            }
        }
    }
    whole(text, Form::Utf16, misread)
}

/// The text with its line ends made LF, where it is one.
fn whole<'a>(
    text: impl Into<Cow<'a, str>>,
    form: Form,
    mut misread: Vec<Misread>,
) -> Result<Text<'a>, Unreadable> {
    let text = lf(match text.into() {
        Cow::Borrowed(text) => Cow::Borrowed(text.strip_prefix(MARK).unwrap_or(text)),
        Cow::Owned(text) => match text.strip_prefix(MARK) {
            Some(unmarked) => Cow::Owned(unmarked.to_owned()),
            None => Cow::Owned(text),
        },
    });
    let text = without_nul(text, &mut misread)?;
    let strange = strange(&text);
    if strange > 0 && strange > text.chars().count() / ONE_IN {
        return Err(no_text());
    }
    Ok(Text {
        text,
        form,
        misread,
        styled: Vec::new(),
    })
}

/// Every line end is LF, a page's end and those of Unicode too; a line broken by hand in Word is copied out as U+000B.
fn lf(text: Cow<'_, str>) -> Cow<'_, str> {
    const ENDS: [char; 6] = ['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];
    if !may_end_otherwise(&text) {
        return text;
    }
    let text = text.replace("\r\n", "\n");
    Cow::Owned(match text.contains(ENDS) {
        true => text.replace(ENDS, "\n"),
        false => text,
    })
}

/// Whether a text holds such a line end.
fn may_end_otherwise(text: &str) -> bool {
    let bytes = text.as_bytes();
    let long = ["\u{85}", "\u{2028}", "\u{2029}"];
    memchr3(b'\r', 0x0b, 0x0c, bytes).is_some()
        || long
            .iter()
            .any(|end| memmem::find(bytes, end.as_bytes()).is_some())
}

/// A NUL or two (a file on a disk that was full) are replaced and told; many are no text's.
fn without_nul<'a>(
    text: Cow<'a, str>,
    misread: &mut Vec<Misread>,
) -> Result<Cow<'a, str>, Unreadable> {
    let count = memchr_iter(0, text.as_bytes()).count();
    if count == 0 {
        return Ok(text);
    }
    if count > text.len() / NUL_ONE_IN {
        return Err(no_text());
    }
    for (line, _) in (1..)
        .zip(text.split('\n'))
        .filter(|(_, line)| line.contains('\0'))
    {
        misread.push(Misread {
            line,
            message: "有编码为0的空字符，换成了\u{FFFD}。".to_owned(),
        });
    }
    misread.sort_by_key(|misread| misread.line);
    Ok(Cow::Owned(text.replace('\0', "\u{FFFD}")))
}

/// How many characters of a text are unreadable or control characters.
fn strange(text: &str) -> usize {
    if !may_be_strange(text) {
        return 0;
    }
    text.chars().filter(|c| is_strange(*c)).count()
}

/// Whether a text can hold such a character, by its bytes: one below the blank, or 7F, or the C2 with which those
/// behind it begin in UTF-8.
fn may_be_strange(text: &str) -> bool {
    let bytes = text.as_bytes();
    let low = |byte: u8| byte < b' ' && !matches!(byte, b'\n' | b'\t') || byte == 0x7f;
    let behind = |at: usize| {
        bytes
            .get(at.saturating_add(1))
            .is_some_and(|byte| *byte < 0xa0)
    };
    control_or(bytes, [0x7f; 3], low).is_some()
        || memchr_iter(0xc2, bytes).any(behind)
        || memmem::find(bytes, "\u{FFFD}".as_bytes()).is_some()
}

fn is_strange(c: char) -> bool {
    c == char::REPLACEMENT_CHARACTER || (c.is_control() && !matches!(c, '\n' | '\t'))
}

fn no_text() -> Unreadable {
    Unreadable::new(
        "这不是文字文件，或者文字的编码认不出。",
        "请核对是不是选错了文件；是文字的话，请用记事本或 WPS 打开，另存为 UTF-8 的 .txt 再用。",
    )
}

fn unreadable(line: usize) -> Misread {
    Misread {
        line,
        message: "有读不出的字，换成了\u{FFFD}，请照原件改好。".to_owned(),
    }
}

/// UTF-16 without a mark: every second byte of ASCII is a NUL, and what is Chinese lies in few rows.
/// GB18030 read so gives Korean, private and half characters; UTF-8 never holds a NUL.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let has_nul = bytes.contains(&0);
    let is_other = || std::str::from_utf8(bytes).is_ok() || chinese(bytes).is_some();
    if !bytes.len().is_multiple_of(2) || (!has_nul && is_other()) {
        return None;
    }
    let (mut little, mut big, mut count) = (0_usize, 0_usize, 0_usize);
    for pair in bytes.as_chunks::<2>().0.iter().take(100_000) {
        count.add_assign(1);
        little.add_assign(usize::from(is_usual(u16::from_le_bytes(*pair))));
        big.add_assign(usize::from(is_usual(u16::from_be_bytes(*pair))));
    }
    let (more, encoding) = match little >= big {
        true => (little, UTF_16LE),
        false => (big, UTF_16BE),
    };
    // Nineteen of twenty: emoji and rare characters are few.
    let all = count.saturating_mul(19);
    (count > 0 && more.saturating_mul(20) >= all && little != big).then_some(encoding)
}

/// Whether a code unit is what Chinese texts are made of.
fn is_usual(unit: u16) -> bool {
    matches!(
        unit,
        0x09 | 0x0A
            | 0x0D
            | 0x20..=0x7E
            | 0xA0..=0xFF
            | 0x2010..=0x203F
            | 0x2100..=0x22FF
            | 0x2460..=0x24FF
            | 0x2500..=0x25FF
            | 0x3000..=0x301F
            | 0x3200..=0x32FF
            | 0x4E00..=0x9FA5
            | 0xFF00..=0xFFEF
    )
}

/// Right UTF-8 whose every character beyond ASCII has two bytes, some of them no mark of typography: so
/// reads GB18030 with the bad luck of 联通.
fn only_short_sequences(text: &str) -> bool {
    !text.is_ascii() && text.chars().all(|c| c < '\u{800}') && text.chars().any(|c| c > '\u{FF}')
}

fn gb18030(bytes: &[u8]) -> Option<String> {
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

/// GB18030 whose every character beyond ASCII is a usual one.
fn chinese(bytes: &[u8]) -> Option<String> {
    gb18030(bytes).filter(|text| text.encode_utf16().all(is_usual))
}

/// Whether no standard says what a character is.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}')
}

/// Big5 whose every character beyond ASCII is a usual one.
fn big5(bytes: &[u8]) -> Option<String> {
    let text = BIG5.decode_without_bom_handling_and_without_replacement(bytes)?;
    let is_usual = text
        .encode_utf16()
        .all(|unit| is_usual(unit) || unit == 0x2027);
    is_usual.then(|| text.into_owned())
}

/// How many bytes of a text stand in lines of UTF-8 and in lines of GB18030, lines that are broken among
/// them, and how many of these there are.
#[derive(Default)]
struct Shares {
    utf8: usize,
    gb18030: usize,
    broken: usize,
}

impl Shares {
    fn of(bytes: &[u8]) -> Self {
        let mut shares = Self::default();
        for line in bytes.split(|byte| *byte == b'\n') {
            let read = std::str::from_utf8(line);
            if read.is_ok_and(|text| text.chars().all(|c| c < '\u{800}')) {
                continue;
            }
            let utf8 = mostly_utf8(line);
            let is_broken = read.is_err() && (utf8 || gb18030(line).is_none());
            match utf8 {
                true => shares.utf8.add_assign(line.len()),
                false => shares.gb18030.add_assign(line.len()),
            }
            shares.broken.add_assign(usize::from(is_broken));
        }
        shares
    }

    fn form(&self) -> Form {
        match self.gb18030 > self.utf8 {
            true => Form::Gb18030,
            false => Form::Utf8,
        }
    }
}

/// Whether a line reads as UTF-8 for the greater part: many of its bytes would also make pairs of
/// GB18030, of characters that nobody uses.
fn mostly_utf8(line: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in line.utf8_chunks() {
        let long = chunk.valid().chars().filter(|c| *c >= '\u{800}').count();
        right.add_assign(long);
        wrong.add_assign(usize::from(!chunk.invalid().is_empty()));
    }
    right > wrong
}

/// A text that is not of one encoding: each line is taken for what it is, and told where it differs.
fn by_lines(bytes: &[u8], form: Form) -> Result<Text<'static>, Unreadable> {
    let mut text = String::with_capacity(bytes.len().saturating_mul(3) / 2);
    let mut misread = Vec::new();
    for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        if number > 1 {
            text.push('\n');
        }
        let (read, is) = line_of(line, form);
        if read.contains(char::REPLACEMENT_CHARACTER) {
            misread.push(unreadable(number));
        } else if is != form {
            misread.push(Misread {
                line: number,
                message: format!("这一行的编码是{}，和别处不同。", spelled(is)),
            });
        }
        text.push_str(&read);
    }
    whole(text, form, misread)
}

fn line_of(line: &[u8], form: Form) -> (String, Form) {
    match std::str::from_utf8(line) {
        // What both could be is what the rest is.
        Ok(text) if only_short_sequences(text) && form == Form::Gb18030 => {
            if let Some(text) = chinese(line) {
                return (text, form);
            }
            (text.to_owned(), Form::Utf8)
        }
        Ok(text) => (
            text.to_owned(),
            if text.is_ascii() { form } else { Form::Utf8 },
        ),
        Err(_) if mostly_utf8(line) => (String::from_utf8_lossy(line).into_owned(), Form::Utf8),
        Err(_) => {
            let (text, _) = GB18030.decode_without_bom_handling(line);
            (text.into_owned(), Form::Gb18030)
        }
    }
}

fn spelled(form: Form) -> &'static str {
    match form {
        Form::Gb18030 => "GB18030（GBK）",
        Form::Utf8 | Form::Utf16 | Form::Big5 | Form::Docx => "UTF-8",
    }
}
