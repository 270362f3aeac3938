//! How long the file of a template will be at least, while it is made.

use crate::report::LARGEST_FILE;

/// What stands around the key of a field, and around the message of a rule: `[[field]]`, `kind = ""` and so on.
const FIELD: usize = 36;
const RULE: usize = 40;

/// What was counted so far.
#[derive(Debug, Default)]
pub(super) struct Length {
    bytes: usize,
    fields: usize,
    rules: usize,
    /// The template becomes a file at all.
    kept: bool,
}

impl Length {
    /// Nothing was counted yet.
    pub(super) fn of(kept: bool) -> Self {
        Self {
            kept,
            ..Self::default()
        }
    }

    /// So many bytes of wording come.
    pub(super) fn add(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_add(bytes);
    }
}

impl super::Builder<'_> {
    /// Whether the file will be longer than one may be; counts the fields and rules that are new.
    pub(super) fn is_too_large(&mut self) -> bool {
        let length = &mut self.length;
        if !length.kept {
            return false;
        }
        for field in self.fields.iter().skip(length.fields) {
            let words = [field.key.len(), field.ask.len(), field.unit.len(), FIELD];
            length.bytes = words.into_iter().fold(length.bytes, usize::saturating_add);
        }
        for rule in self.rules.iter().skip(length.rules) {
            let words = rule.message.source().len().saturating_add(RULE);
            length.bytes = length.bytes.saturating_add(words);
        }
        length.fields = self.fields.len();
        length.rules = self.rules.len();
        u64::try_from(length.bytes).is_ok_and(|bytes| bytes > LARGEST_FILE)
    }
}

#[cfg(test)]
mod tests {
    use crate::import::{How, Refusal, import};
    use crate::report::LARGEST_FILE;

    #[test]
    fn what_no_file_can_hold_is_refused_where_it_becomes_one() {
        let count = usize::try_from(LARGEST_FILE / 4 + 1).unwrap();
        let text = "\u{20000}".repeat(count);
        let how = How {
            kept: true,
            ..How::default()
        };
        assert_eq!(import(&text, how).err(), Some(Refusal::TooLarge));
        assert!(import(&text, How::default()).is_ok());
    }
}
