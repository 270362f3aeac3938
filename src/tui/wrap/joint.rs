//! Whether a row may end between two characters: GB/T 15834 for punctuation, GB/T 15835 for figures.

/// What holds two neighbours together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Joint {
    /// Nothing.
    Free,
    /// They are of one word, or of one figure with its unit: parted only where that is wider than a row.
    Word,
    /// Punctuation: parted only where no row could end otherwise.
    Never,
}

/// What a row's text so far ends in.
#[derive(Clone, Copy)]
pub(super) struct Before {
    c: char,
    end: End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// A figure, with 万 or 余 perhaps: its unit may follow.
    Figure,
    /// The unit behind a figure.
    Unit,
    Other,
}

impl Before {
    /// With `c` put behind what there was.
    pub(super) fn behind(before: Option<Self>, c: char) -> Self {
        let end = match before {
            _ if is_digit(c) => End::Figure,
            Some(before) if before.counts(c) => match before.end {
                End::Figure if is_scale(c) || c == ' ' => End::Figure,
                _ => End::Unit,
            },
            _ => End::Other,
        };
        Self { c, end }
    }

    /// Notes that it ends in something that stands for a figure.
    pub(super) fn figure(&mut self) {
        self.end = End::Figure;
    }

    /// What holds `c` to it.
    pub(super) fn joint(&self, c: char) -> Joint {
        let plain = is_han(self.c) && is_han(c);
        if plain && self.end == End::Other {
            return Joint::Free;
        }
        if !plain && (never_first(c) || never_last(self.c)) {
            return Joint::Never;
        }
        let ordinal = self.c == '第' && is_digit(c);
        if self.counts(c) || ordinal || (in_word(self.c) && in_word(c)) {
            return Joint::Word;
        }
        Joint::Free
    }

    /// Whether `c` goes on with a figure: 12·万, 万·元, 个·百·分·点. A live form pads a figure with blanks; these count as
    /// part of it.
    fn counts(&self, c: char) -> bool {
        match self.end {
            End::Figure => is_han(c) || c == ' ',
            End::Unit => in_unit(self.c, c),
            End::Other => false,
        }
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// `_` too: a blank stands for a figure.
fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '_')
}

fn is_scale(c: char) -> bool {
    matches!(
        c,
        '十' | '百' | '千' | '万' | '亿' | '余' | '多' | '几' | '来'
    )
}

/// Whether `c` goes on with a unit that `before` belongs to.
fn in_unit(before: char, c: char) -> bool {
    match c {
        '次' => matches!(
            before,
            '人' | '户' | '件' | '起' | '场' | '班' | '车' | '架' | '台'
        ),
        '里' => matches!(before, '公' | '海' | '华'),
        '斤' | '顷' | '尺' => before == '公',
        '吨' => before == '公',
        '米' => matches!(before, '方' | '毫' | '厘' | '分'),
        '克' => before == '毫',
        '升' => before == '毫',
        '方' => matches!(before, '平' | '立'),
        '公' => before == '方',
        '元' => matches!(before, '美' | '欧' | '日' | '港'),
        '百' => before == '个',
        '分' => before == '百',
        '点' => before == '分',
        '时' => matches!(before, '小' | '瓦'),
        '钟' => before == '分',
        '份' => before == '月',
        '年' => before == '周',
        '月' => before == '个',
        '纪' => before == '世',
        '度' => before == '年',
        _ => false,
    }
}

/// Letters and digits, and the signs inside 1,234.5, 5G/WiFi, 09:12 and addresses.
fn in_word(c: char) -> bool {
    match c {
        '0'..='9' | 'a'..='z' | 'A'..='Z' => true,
        '+' | '-' | '/' | '.' | '_' | '@' | '#' | '&' | ',' | '%' | ':' | '=' | '?' | '~'
        | '\'' => true,
        '０'..='９' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => true,
        '\u{A1}'..'\u{1100}' => c.is_alphanumeric(),
        _ => false,
    }
}

fn never_first(c: char) -> bool {
    matches!(
        c,
        ' ' | ')'
            | ']'
            | '}'
            | '!'
            | '?'
            | '.'
            | ','
            | ';'
            | ':'
            | '%'
            | '，'
            | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '．'
            | '”'
            | '’'
            | '）'
            | '》'
            | '〉'
            | '〕'
            | '】'
            | '」'
            | '』'
            | '〗'
            | '｝'
            | '］'
            | '…'
            | '—'
            | '–'
            | '·'
            | '～'
            | '々'
            | '％'
            | '‰'
            | '℃'
            | '°'
            | '′'
            | '″'
    )
}

fn never_last(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '$'
            | '“'
            | '‘'
            | '（'
            | '《'
            | '〈'
            | '〔'
            | '【'
            | '「'
            | '『'
            | '〖'
            | '｛'
            | '［'
            | '￥'
            | '＄'
            | '±'
            | '№'
    )
}
