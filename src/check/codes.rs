//! The codes of findings: one row each.

/// What sort of thing a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "CODES explains each")]
pub enum Code {
    File,
    Blank,
    Number,
    Relation,
    Arithmetic,
    Numeral,
    Punctuation,
    Wording,
    Stale,
    Numbering,
    Pairing,
    Unreviewed,
}

/// Every code, its name in JSON and in `[[accepted]]`, and what it says.
pub const CODES: [(Code, &str, &str); 12] = [
    (Code::Blank, "blank", "还有没填的空"),
    (
        Code::File,
        "file",
        "草稿文件本身有毛病：用了没有定义的数据、公式绕圈、大括号不成对",
    ),
    (Code::Number, "number", "数据写得不对，或者超出平常的范围"),
    (Code::Relation, "relation", "数据之间对不上"),
    (Code::Arithmetic, "arithmetic", "文字里的数前后矛盾"),
    (Code::Numeral, "numeral", "数字用法不合 GB/T 15835"),
    (Code::Punctuation, "punctuation", "标点用法不合 GB/T 15834"),
    (Code::Wording, "wording", "错字、易混词"),
    (Code::Stale, "stale", "别的年份或别处的说法"),
    (Code::Numbering, "numbering", "标题的序号或层次"),
    (
        Code::Pairing,
        "pairing",
        "问题和打算没有对上，上期承诺没有交代",
    ),
    (Code::Unreviewed, "unreviewed", "范文的原话还没有看过"),
];

impl Code {
    /// As in JSON and in `[[accepted]]`.
    pub fn name(self) -> &'static str {
        CODES
            .iter()
            .find(|(code, ..)| *code == self)
            .map_or("", |(_, name, _)| name)
    }
}
