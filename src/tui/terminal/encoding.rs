//! The encoding that a terminal speaks, and the way to it and from it. Inside all is UTF-8.
//!
//! Whether the terminal is UTF-8 is asked by `probe`; what the locale says counts where that leaves it open.

use std::env;
use std::io::{self, Write};

use encoding_rs::{Decoder, DecoderResult, Encoding, GB18030, GBK};

use crate::tui::width::{Width, columns};

/// What a terminal speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Charset {
    /// UTF-8.
    Utf8,
    /// GBK, and GB 2312 inside it.
    Gbk,
    /// GB18030.
    Gb18030,
    /// Another one, without Chinese characters.
    Other,
}

/// What is said, in letters that every terminal shows, where Chinese can't be shown at all.
pub const NOT_CHINESE: &str = "this terminal is not set to UTF-8, so Chinese text can't be shown.";
/// What to do about it.
pub const SET_UTF8: &str = "set the character set of your client (PuTTY: Window > Translation; Xshell: Encoding) to UTF-8, \
     then type: export LC_ALL=C.UTF-8 - for a GBK client: export LC_ALL=zh_CN.GB18030";

impl Charset {
    /// What the environment says: `HUIBAO_ENCODING`, else the locale. `None` where it says nothing (C, POSIX, none).
    #[must_use]
    pub fn of_locale() -> Option<Self> {
        if let Some(charset) = told() {
            return Some(charset);
        }
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .filter_map(|name| env::var(name).ok())
            .find(|value| !value.is_empty())?;
        Self::of(&locale)
    }

    /// What a locale's name says (`zh_CN.GB18030`).
    fn of(locale: &str) -> Option<Self> {
        let locale = locale.split('@').next().unwrap_or_default();
        match locale.split_once('.') {
            Some((_, codeset)) => Some(Self::named(codeset)),
            // What glibc takes zh_CN alone for.
            None if locale.eq_ignore_ascii_case("zh_CN") => Some(Self::Gbk),
            None => None,
        }
    }

    /// The encoding of this name.
    fn named(codeset: &str) -> Self {
        let name: String = codeset
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        match name.to_ascii_lowercase().as_str() {
            "utf8" => Self::Utf8,
            "gbk" | "cp936" | "gb2312" | "euccn" => Self::Gbk,
            "gb18030" | "gb180302022" => Self::Gb18030,
            _ => Self::Other,
        }
    }

    /// How doctor and messages name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Gbk => "GBK",
            Self::Gb18030 => "GB18030",
            Self::Other => "?",
        }
    }

    /// Whether Chinese can be shown in it.
    #[must_use]
    pub fn has_chinese(self) -> bool {
        self != Self::Other
    }

    fn table(self) -> Option<&'static Encoding> {
        match self {
            Self::Utf8 => None,
            // What can't be anything better is still read as one byte a character or two.
            Self::Gbk | Self::Other => Some(GBK),
            Self::Gb18030 => Some(GB18030),
        }
    }

    /// The text in this encoding. What it lacks becomes `?`, as many as the character has columns.
    #[must_use]
    pub fn encode(self, text: &str) -> Vec<u8> {
        let Some(table) = self.table().filter(|_| !text.is_ascii()) else {
            return text.as_bytes().to_vec();
        };
        let mut bytes = Vec::with_capacity(text.len());
        let mut buffer = [0; 4];
        for c in text.chars() {
            if c.is_ascii() {
                bytes.extend(u8::try_from(c));
                continue;
            }
            let (encoded, _, lacking) = table.encode(c.encode_utf8(&mut buffer));
            if lacking || self == Self::Other {
                bytes.extend((0..columns(c, Width::Narrow)).map(|_| b'?'));
            } else {
                bytes.extend_from_slice(&encoded);
            }
        }
        bytes
    }
}

/// What `HUIBAO_ENCODING` says, if it says anything.
pub(super) fn told() -> Option<Charset> {
    let name = env::var("HUIBAO_ENCODING").ok()?;
    Some(Charset::named(&name)).filter(|charset| charset.has_chinese())
}

/// Bytes from a terminal into UTF-8; a character may be split over two reads.
pub struct Incoming {
    charset: Charset,
    decoder: Option<Decoder>,
}

impl std::fmt::Debug for Incoming {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Incoming")
            .field("charset", &self.charset)
            .finish_non_exhaustive()
    }
}

impl Incoming {
    /// From a terminal that speaks this.
    #[must_use]
    pub fn from(charset: Charset) -> Self {
        let decoder = charset
            .table()
            .map(Encoding::new_decoder_without_bom_handling);
        Self { charset, decoder }
    }

    /// What it takes the bytes for.
    #[must_use]
    pub const fn charset(&self) -> Charset {
        self.charset
    }

    /// The bytes as UTF-8. What is no character comes out as a byte that is none in UTF-8 either.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<u8> {
        let Some(decoder) = &mut self.decoder else {
            return bytes.to_vec();
        };
        let mut text = Vec::new();
        let mut rest = bytes;
        loop {
            let room = decoder
                .max_utf8_buffer_length_without_replacement(rest.len())
                .unwrap_or(rest.len());
            let mut some = vec![0; room];
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(rest, &mut some, false);
            text.extend_from_slice(some.get(..written).unwrap_or_default());
            rest = rest.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => return text,
                DecoderResult::Malformed(..) => text.push(0xff),
                DecoderResult::OutputFull => {}
            }
        }
    }
}

/// A way out that takes UTF-8, whole characters at a time, and passes it on as the terminal speaks.
#[derive(Debug)]
pub struct Sink<W> {
    out: W,
    charset: Charset,
}

impl<W: Write> Sink<W> {
    /// To a terminal that speaks this.
    pub const fn to(out: W, charset: Charset) -> Self {
        Self { out, charset }
    }

    /// From now on the terminal speaks this.
    pub const fn speak(&mut self, charset: Charset) {
        self.charset = charset;
    }
}

impl<W: Write> Write for Sink<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.charset == Charset::Utf8 {
            return self.out.write(bytes);
        }
        let text = String::from_utf8_lossy(bytes);
        self.out.write_all(&self.charset.encode(&text))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn locales_name_their_encoding() {
        for (locale, charset) in [
            ("zh_CN.UTF-8", Some(Charset::Utf8)),
            ("C.utf8", Some(Charset::Utf8)),
            ("zh_CN.GB18030", Some(Charset::Gb18030)),
            ("zh_CN.gbk", Some(Charset::Gbk)),
            ("zh_CN.GB2312", Some(Charset::Gbk)),
            ("zh_CN", Some(Charset::Gbk)),
            ("en_US.ISO-8859-1", Some(Charset::Other)),
            ("zh_TW.BIG5", Some(Charset::Other)),
            ("de_DE.ISO-8859-15@euro", Some(Charset::Other)),
            ("C", None),
            ("POSIX", None),
        ] {
            assert_eq!(Charset::of(locale), charset, "{locale}");
        }
    }

    #[test]
    fn what_an_encoding_lacks_is_marked_as_wide_as_it_was() {
        assert_eq!(Charset::Gbk.encode("a镇\x1b[m"), b"a\xd5\xf2\x1b[m");
        assert_eq!(Charset::Gbk.encode("𠀀é🌾"), b"??\xa8\xa6??");
        assert_eq!(Charset::Gb18030.encode("𠀀").len(), 4);
        assert_eq!(Charset::Other.encode("清a"), b"??a");
    }

    #[test]
    fn characters_split_over_reads_and_bytes_that_are_none() {
        let mut gbk = Incoming::from(Charset::Gbk);
        let typed: Vec<u8> = b"\xc7\xe5\xcf\xaa1"
            .iter()
            .flat_map(|b| gbk.feed(&[*b]))
            .collect();
        assert_eq!(String::from_utf8(typed).unwrap(), "清溪1");
        assert_eq!(gbk.feed(b"\xff1\x1b[A"), b"\xff1\x1b[A");
        // A lead byte without its second takes no key with it.
        assert_eq!(gbk.feed(b"\xc7\x1b[A"), b"\xff\x1b[A");
    }

    proptest! {
        #[test]
        fn gb18030_there_and_back(text in "\\PC{0,40}") {
            let bytes = Charset::Gb18030.encode(&text);
            let back = Incoming::from(Charset::Gb18030).feed(&bytes);
            // GB18030 has no surrogates to lose, but a few private characters swap places in the standard's tables.
            if text.chars().all(|c| !matches!(c, '\u{E000}'..='\u{F8FF}')) {
                prop_assert_eq!(String::from_utf8(back).unwrap(), text);
            }
        }

        #[test]
        fn any_bytes_can_be_fed(bytes in any::<Vec<u8>>()) {
            for charset in [Charset::Utf8, Charset::Gbk, Charset::Gb18030, Charset::Other] {
                Incoming::from(charset).feed(&bytes);
            }
        }
    }
}
