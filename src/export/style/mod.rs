//! The house style: paper, faces and places of a .docx. Without a style file it is GB/T 9704-2012; what an
//! office does otherwise stands in a small TOML file. Setting a document by it is `docx`'s.

mod read;
mod size;
#[cfg(test)]
mod tests;

pub use read::read;

/// Twips to a half-point.
const HALF_POINT: u32 = 10;

/// How a document is set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Style {
    /// Paper and text area.
    pub page: Page,
    /// 标题
    pub title: Face,
    /// 副标题
    pub subtitle: Face,
    /// 正文
    pub body: Face,
    /// 一、 （一） 1. （1）
    pub headings: [Face; 4],
    /// The font of figures and Latin letters; `None`: that of the Chinese around them.
    pub latin: Option<String>,
    /// 页码
    pub page_number: PageNumber,
    /// Whether a seal goes over the date: then name and date stand as clause 7.3.5.1 says.
    pub sealed: bool,
    /// 版头; none by default.
    pub red_head: Option<RedHead>,
    /// How long a report may be.
    pub limit: Limit,
}

/// How long a report may be; `None`: as long as it likes.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Limit {
    /// 字数: all characters but blanks.
    pub characters: Option<u32>,
    /// Pages.
    pub pages: Option<u32>,
}

/// Paper and text area; lengths in twips.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Page {
    /// 天头
    pub top: u32,
    /// Below the text area.
    pub bottom: u32,
    /// 订口
    pub left: u32,
    /// 切口
    pub right: u32,
    /// Lines on a page.
    pub lines: u32,
    /// Characters in a line.
    pub characters: u32,
    /// The line pitch where it is given instead of `lines`.
    pub pitch: Option<u32>,
}

/// A font in a size.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Face {
    /// The font's name.
    pub font: String,
    /// Half-points.
    pub size: u32,
    /// Whether it is bold; the standard has nothing bold.
    pub bold: bool,
}

/// 页码: its face, what stands around the number, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PageNumber {
    /// Its face.
    pub face: Face,
    /// What stands before and behind the number; `None`: pages have no number.
    pub around: Option<(String, String)>,
    /// Its place.
    pub side: Side,
}

/// Where a page number stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// Odd pages right, even pages left, one character in.
    Outside,
    /// In the middle.
    Centre,
}

/// 版头: the red name of the office, the document's number, who signs it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RedHead {
    /// 发文机关标志
    pub name: String,
    /// Its face.
    pub face: Face,
    /// 发文字号; may be empty.
    pub number: String,
    /// 签发人; empty where none is named.
    pub signer: String,
}

impl RedHead {
    /// From the upper edge of the text area to the name, in twips (clause 7.2.4: 35 mm).
    const BELOW_EDGE: u32 = 1984;
    /// From the number down to the red line, in twips (clause 7.2.7: 4 mm).
    const ABOVE_RULE: u32 = 227;
    /// How thick the red line is, in eighths of a point, as .docx counts.
    pub const RULE: u32 = 18;

    /// What is free above and below the characters of a face, in lines of the height that it is set with.
    fn beside(style: &Style, face: &Face) -> u32 {
        style.high(face).saturating_sub(face.em()) / 2
    }

    /// What is left free above the line of the name, in twips.
    pub fn above_name(&self, style: &Style) -> u32 {
        Self::BELOW_EDGE.saturating_sub(Self::beside(style, &self.face))
    }

    /// What is left free above the line of the number: two lines below the name (clause 7.2.5).
    pub fn above_number(&self, style: &Style) -> u32 {
        let two = style.page.line().saturating_mul(2);
        two.saturating_sub(Self::beside(style, &self.face))
    }

    /// From the line of the number to the red line, in whole points, as .docx counts.
    pub fn above_rule(style: &Style) -> u32 {
        Self::ABOVE_RULE.saturating_sub(Self::beside(style, &style.body)) / (2 * HALF_POINT)
    }
}

impl Default for Style {
    /// GB/T 9704-2012 with the fonts that offices usually have for it.
    fn default() -> Self {
        let face = |font: &str, size| Face {
            font: font.to_owned(),
            size,
            bold: false,
        };
        Self {
            page: Page::default(),
            title: face("方正小标宋简体", 44),
            subtitle: face("楷体_GB2312", 32),
            body: face("仿宋_GB2312", 32),
            headings: [
                face("黑体", 32),
                face("楷体_GB2312", 32),
                face("仿宋_GB2312", 32),
                face("仿宋_GB2312", 32),
            ],
            latin: None,
            page_number: PageNumber {
                face: face("宋体", 28),
                around: Some(("— ".to_owned(), " —".to_owned())),
                side: Side::Outside,
            },
            sealed: false,
            red_head: None,
            limit: Limit::default(),
        }
    }
}

impl Default for Page {
    fn default() -> Self {
        Self {
            top: 2098,
            bottom: 1984,
            left: 1587,
            right: 1474,
            lines: 22,
            characters: 28,
            pitch: None,
        }
    }
}

impl Page {
    /// A4, in twips.
    pub const WIDTH: u32 = 11906;
    /// A4, in twips.
    pub const HEIGHT: u32 = 16838;

    /// The width of the text area.
    pub fn text_width(&self) -> u32 {
        Self::WIDTH.saturating_sub(self.left.saturating_add(self.right))
    }

    /// The height of the text area.
    pub fn text_height(&self) -> u32 {
        Self::HEIGHT.saturating_sub(self.top.saturating_add(self.bottom))
    }

    /// From one line to the next. Rounded down, or the last line would not fit.
    pub fn line(&self) -> u32 {
        let even = self.text_height().checked_div(self.lines);
        self.pitch.or(even).unwrap_or(1).max(1)
    }

    /// From one character of the body to the next.
    pub fn character(&self) -> u32 {
        self.text_width()
            .checked_div(self.characters)
            .unwrap_or(1)
            .max(1)
    }
}

impl Face {
    /// Its height and the width of a Chinese character in it, in twips.
    pub fn em(&self) -> u32 {
        self.size.saturating_mul(HALF_POINT)
    }
}

impl Style {
    /// How high a line of this face is, in twips: as many lines of the body as it needs.
    pub fn high(&self, face: &Face) -> u32 {
        let line = self.page.line();
        face.em().div_ceil(line).max(1).saturating_mul(line)
    }

    /// What is put between two characters of a face so that a line of the body holds as many as it
    /// should; of another size than the body's, nothing.
    pub fn tracking(&self, face: &Face) -> i32 {
        if face.size != self.body.size {
            return 0;
        }
        let wanted = i32::try_from(self.page.character()).unwrap_or(0);
        wanted.saturating_sub(i32::try_from(face.em()).unwrap_or(0))
    }

    /// The width of words in the body's face, in twips.
    pub fn width(&self, words: &str) -> u32 {
        let letters = words.chars();
        letters.fold(0, |sum, c| sum.saturating_add(self.advance(&self.body, c)))
    }

    /// From one character of a face to the next, in twips: half its size for ASCII, all of it for others.
    pub fn advance(&self, face: &Face, c: char) -> u32 {
        let own = if c.is_ascii() {
            face.em() / 2
        } else {
            face.em()
        };
        own.saturating_add_signed(self.tracking(face))
    }
}
