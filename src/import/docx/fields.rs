//! What of a document's words its reader sees: the result of a field and not its instruction, no table of
//! contents (it says again what stands below), a blank for what is still to be clicked on.

use super::super::decode::Unreadable;
use super::xml::Tokens;
use crate::number;

/// So many fields or controls lie in each other at most: of more, the outermost is no longer thought of.
const DEEPEST: usize = 50;

/// What becomes of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Words,
    /// Spaces among them are a blank to be written on.
    Form,
    /// All of them together are one blank.
    Prompt,
    Hidden,
}

/// A field between its beginning and its end.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    has_result: bool,
    is_contents: bool,
    is_form: bool,
}

impl Field {
    fn is(&self, name: &str) -> bool {
        self.instruction
            .split_whitespace()
            .next()
            .is_some_and(|first| first.eq_ignore_ascii_case(name))
    }

    /// The result is to come: what kind it is of shows now.
    fn separate(&mut self) {
        self.has_result = true;
        self.is_contents = self.is("TOC");
        self.is_form = self.is("FORMTEXT");
    }

    /// What a field without a result shows: only `EQ` draws its words itself, 带圈字符 among them.
    fn drawn(&self) -> Option<String> {
        let eq = !self.has_result && self.is("EQ");
        let (open, close) =
            eq.then_some((self.instruction.find('(')?, self.instruction.rfind(')')?))?;
        let inside = self.instruction.get(open.saturating_add(1)..close)?;
        let parts: Vec<&str> = inside.split([',', ';', '，']).map(str::trim).collect();
        Some(match parts.as_slice() {
            ["○" | "〇" | "◯", inner] => {
                let sign = inner.parse().ok().and_then(number::circled);
                sign.map_or_else(|| (*inner).to_owned(), String::from)
            }
            ["□" | "△" | "◇", inner] => (*inner).to_owned(),
            [above, below] if self.instruction.to_lowercase().contains("\\f") => {
                format!("{above}/{below}")
            }
            parts => parts.concat(),
        })
    }
}

/// A control (w:sdt) that is open.
#[derive(Debug, Default)]
struct Control {
    /// Whether it still shows what to click on, and whether its blank was printed.
    prompt: Option<bool>,
    is_contents: bool,
}

/// The fields and controls that are open.
#[derive(Debug, Default)]
pub(super) struct Fields {
    fields: Vec<Field>,
    controls: Vec<Control>,
    deleted: usize,
}

impl Fields {
    /// Takes the kind of a mark: a field begins, has its result from here on, ends. What one that ends shows without
    /// a result.
    pub(super) fn mark(&mut self, kind: &str) -> Option<String> {
        match kind {
            "begin" => push(&mut self.fields, Field::default()),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.separate();
                }
            }
            "end" => return self.fields.pop()?.drawn(),
            _ => {}
        }
        None
    }

    /// Takes words of an instruction.
    pub(super) fn instruction(&mut self, words: &str) {
        if let Some(field) = self.fields.last_mut()
            && !field.has_result
        {
            field.instruction.push_str(words);
        }
    }

    /// A paragraph ends: an instruction that has not come to its result never will.
    pub(super) fn end_paragraph(&mut self) {
        self.fields.retain(|field| field.has_result);
    }

    /// A control opens.
    pub(super) fn open_control(&mut self) {
        push(&mut self.controls, Control::default());
    }

    /// Reads what a control says of itself, its element having just opened.
    pub(super) fn control(&mut self, tokens: &mut Tokens<'_>) -> Result<(), Unreadable> {
        let mut control = Control::default();
        tokens.children(|tokens, element| match element.name() {
            "showingPlcHdr" => {
                control.prompt = element.is_on().then_some(false);
                Ok(())
            }
            "docPartObj" => tokens.children(|_, element| {
                control.is_contents |= element.val().as_deref() == Some("Table of Contents");
                Ok(())
            }),
            _ => Ok(()),
        })?;
        if let Some(open) = self.controls.last_mut() {
            *open = control;
        }
        Ok(())
    }

    /// A control closes.
    pub(super) fn close_control(&mut self) {
        self.controls.pop();
    }

    /// Words that were deleted or moved away begin; marks of fields among them still count.
    pub(super) fn open_deleted(&mut self) {
        self.deleted = self.deleted.saturating_add(1);
    }

    /// They end.
    pub(super) fn close_deleted(&mut self) {
        self.deleted = self.deleted.saturating_sub(1);
    }

    /// Whether a table of contents is open.
    pub(super) fn in_contents(&self) -> bool {
        let by_field = self.fields.iter().any(|field| field.is_contents);
        by_field || self.controls.iter().any(|control| control.is_contents)
    }

    /// What becomes of words that stand here.
    pub(super) fn shown(&mut self) -> Shown {
        if self.deleted > 0
            || self.in_contents()
            || self.fields.iter().any(|field| !field.has_result)
        {
            return Shown::Hidden;
        }
        let prompt = self.controls.iter_mut().find_map(|c| c.prompt.as_mut());
        if let Some(printed) = prompt {
            return match std::mem::replace(printed, true) {
                true => Shown::Hidden,
                false => Shown::Prompt,
            };
        }
        match self.fields.iter().any(|field| field.is_form) {
            true => Shown::Form,
            false => Shown::Words,
        }
    }
}

/// One more that is open.
fn push<T>(open: &mut Vec<T>, one: T) {
    if open.len() == DEEPEST {
        open.remove(0);
    }
    open.push(one);
}
