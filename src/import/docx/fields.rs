//! What of a document's words its reader sees: the result of a field and not its instruction, no table of
//! contents (it says again what stands below), a blank for what is still to be clicked on.

use super::super::decode::Unreadable;
use super::xml::Tokens;

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
}

impl Field {
    fn is(&self, name: &str) -> bool {
        self.instruction
            .split_whitespace()
            .next()
            .is_some_and(|first| first.eq_ignore_ascii_case(name))
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
    /// Takes the kind of a mark: a field begins, has its result from here on, ends.
    pub(super) fn mark(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.push(Field::default()),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.has_result = true;
                }
            }
            "end" => {
                self.fields.pop();
            }
            _ => {}
        }
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
        self.controls.push(Control::default());
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
        let by_field = self.fields.iter().any(|field| field.is("TOC"));
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
        match self.fields.iter().any(|field| field.is("FORMTEXT")) {
            true => Shown::Form,
            false => Shown::Words,
        }
    }
}
