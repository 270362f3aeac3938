//! XML as Word and WPS write it: names without their prefix (which differs), references resolved, no
//! document type, nothing left open.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};

use super::super::decode::Unreadable;
use super::broken;

/// A part of a document.
pub(super) struct Part {
    /// What messages call it.
    pub(super) called: &'static str,
    /// Its XML.
    pub(super) text: String,
}

/// What a document's part is called in messages.
pub(super) fn called(name: &str) -> &'static str {
    let file = name.rsplit('/').next().unwrap_or(name);
    match file {
        "styles.xml" => "样式",
        "numbering.xml" => "自动编号",
        "footnotes.xml" => "脚注",
        "endnotes.xml" => "尾注",
        ".rels" => "目录",
        _ => "正文",
    }
}

/// What stands next in a part.
pub(super) enum Token<'a> {
    /// An element opens; one without content opens and closes.
    Open(Element<'a>),
    /// An element closes.
    Close(Closing<'a>),
    /// Characters.
    Words(Cow<'a, str>),
    /// A character that was written as a reference.
    Letter(char),
}

/// The end of an element.
pub(super) struct Closing<'a>(BytesEnd<'a>);

impl Closing<'_> {
    /// The element's name without prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

/// An element's name and attributes.
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without prefix.
    pub(super) fn attribute(&self, wanted: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == wanted)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    }

    /// The attribute that most elements carry what they say in.
    pub(super) fn val(&self) -> Option<String> {
        self.attribute("val")
    }

    /// The number in that attribute.
    pub(super) fn number<N: std::str::FromStr>(&self) -> Option<N> {
        self.val()?.trim().parse().ok()
    }

    /// Whether a property is switched on: it stands there and does not say no.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Reads a part from its beginning.
pub(super) struct Tokens<'a> {
    reader: Reader<&'a [u8]>,
    called: &'static str,
    depth: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(part: &'a Part) -> Self {
        let mut reader = Reader::from_str(&part.text);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            called: part.called,
            depth: 0,
        }
    }

    /// What stands next; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<Token<'a>>, Unreadable> {
        loop {
            let event = self.reader.read_event().map_err(|_| broken(self.called))?;
            return Ok(Some(match event {
                Event::Start(start) => {
                    self.depth = self.depth.saturating_add(1);
                    Token::Open(Element(start))
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Token::Close(Closing(end))
                }
                Event::Text(text) => Token::Words(text.xml10_content()),
                Event::CData(text) => Token::Words(text.xml10_content()),
                Event::GeneralRef(reference) => Token::Letter(self.letter(&reference)?),
                // What it declares may be fetched from elsewhere or grow without end.
                Event::DocType(_) => return Err(outside()),
                Event::Eof if self.depth > 0 => return Err(broken(self.called)),
                Event::Eof => return Ok(None),
                // The reader makes an opening and a closing of an empty element.
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            }));
        }
    }

    /// Passes over all that an element holds which has just opened.
    pub(super) fn skip(&mut self) -> Result<(), Unreadable> {
        self.children(|_, _| Ok(()))
    }

    /// Goes through the elements right inside one that has just opened. What `each` leaves of them is
    /// passed over.
    pub(super) fn children(
        &mut self,
        mut each: impl FnMut(&mut Self, &Element<'a>) -> Result<(), Unreadable>,
    ) -> Result<(), Unreadable> {
        let here = self.depth;
        while self.depth >= here {
            if let Some(Token::Open(element)) = self.next()? {
                let inside = self.depth;
                each(self, &element)?;
                while self.depth >= inside {
                    self.next()?;
                }
            }
        }
        Ok(())
    }

    fn letter(&self, reference: &BytesRef<'_>) -> Result<char, Unreadable> {
        let code = reference.resolve_char_ref();
        if let Some(letter) = code.map_err(|_| broken(self.called))? {
            return Ok(letter);
        }
        let name: &str = reference;
        Ok(match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "apos" => '\'',
            "quot" => '"',
            _ => return Err(outside()),
        })
    }
}

fn outside() -> Unreadable {
    Unreadable::new(
        "这份 Word 文档引用了文档以外的内容（外部实体），为安全没有读。",
        "请核对它从哪里来；确实要用的，请用 WPS 或 Word 打开，另存为 .docx 再用。",
    )
}
