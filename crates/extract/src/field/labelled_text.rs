//! The label in a text, and the value in the rest of it.

use crate::field::label_words::{
    is_border, is_preposition, is_stop_word, kind_free_value, length_of, without_stop_word,
};
use crate::field::{Field, Search};
use crate::html::layout::Run;
use crate::text::normalize::{Word, normalize, words};
use crate::text::value::{Kind, Shown, Value};

/// Labels of prices that do not name the thing they are of.
const PRICE_WORDS: [&str; 2] = ["стоимость", "цена"];
const LONGEST_LABEL: usize = 60;

/// A text in which a label is searched for.
#[derive(Clone, Copy)]
pub(super) struct Text<'t> {
    text: &'t str,
    words: &'t [Word],
    starts: &'t [usize],
}

/// Text of a run without its label.
pub(super) enum Rest {
    Shown(Shown),
    Nothing,
}

/// A label of a field with the text behind it.
pub(super) struct Label<'f> {
    synonym: &'f str,
    pub is_debt: bool,
    pub rest: Rest,
}

impl Label<'_> {
    /// Returns the kind of its value.
    ///
    /// Under a label that counts days a bare number is a count. Under a label that only says «Стоимость»
    /// a price must be marked as monthly.
    pub fn kind(&self, field: &Field) -> Kind {
        let counts = self.synonym.split(' ').any(|word| word == "дней");
        if counts && field.kind == Kind::Day {
            Kind::DaysLeft
        } else if field.kind == Kind::Price && PRICE_WORDS.contains(&self.synonym) {
            Kind::MonthlyPrice
        } else {
            field.kind
        }
    }
}

impl<'t> Text<'t> {
    pub fn of(run: &'t Run) -> Self {
        Self { text: &run.text, words: run.words(), starts: &run.starts }
    }

    fn without_links(run: &'t Run) -> Self {
        Self { text: &run.unlinked, words: run.unlinked_words(), starts: &[] }
    }
}

impl<'a> Search<'a> {
    /// Finds the label in a run, or without its links if the value is certain only then.
    pub(super) fn label_of_run<'f>(&self, field: &'f Field, run: &Run) -> Option<(usize, Label<'f>)> {
        let is_certain = |found: &Option<(usize, Label<'f>)>| {
            found.as_ref().is_some_and(|(_, label)| !matches!(label.rest, Rest::Shown(Shown::Doubtful(..))))
        };
        let whole = self.label(field, Text::of(run));
        if is_certain(&whole) || run.unlinked == run.text {
            return whole;
        }
        let unlinked = self.label(field, Text::without_links(run));
        if is_certain(&unlinked) { unlinked } else { whole.or(unlinked) }
    }

    pub(super) fn label<'f>(&self, field: &'f Field, text: Text<'_>) -> Option<(usize, Label<'f>)> {
        field.places(text.words).into_iter().find_map(|(rank, at)| {
            let (synonym, is_debt) = (field.ranked(rank), rank >= field.labels.len());
            let mut label = Label { synonym, is_debt, rest: Rest::Nothing };
            label.rest = self.rest(label.kind(field), text, at)?;
            Some((rank, label))
        })
    }

    /// Returns the rest of a run without its label, if that is a value or empty.
    fn rest(&self, kind: Kind, text: Text<'_>, (first, last): (usize, usize)) -> Option<Rest> {
        let Text { text, words, starts } = text;
        let (start, end) = (words[first].start, words[last].end);
        let before = &text[..start];
        let begins = words[..first].iter().all(|word| is_stop_word(word, text));
        let near = words[..first].iter().rev().take_while(|word| is_stop_word(word, text));
        let is_in_sentence = if begins {
            !kind.is_day() && words[..first].last().is_some_and(is_preposition)
        } else {
            near.into_iter().any(is_preposition)
        };
        if is_in_sentence && kind != Kind::Number {
            return None;
        }
        let label = &text[start..end];
        let closes = label.matches('(').count() > label.matches(')').count();
        let behind = &text[end..];
        let after = self.after(kind, behind.strip_prefix(')').filter(|_| closes).unwrap_or(behind));
        if begins {
            return after;
        }
        let opens_with_value = kind_free_value(before, self.today);
        match after {
            Some(Rest::Shown(shown)) if !opens_with_value && is_border(before) => Some(Rest::Shown(shown)),
            Some(Rest::Nothing) => {
                self.value_before(kind, before, starts).map(|value| Rest::Shown(Shown::Value(value)))
            }
            Some(Rest::Shown(_)) | None => None,
        }
    }

    fn value_before(&self, kind: Kind, before: &str, starts: &[usize]) -> Option<Value> {
        let separators = [' ', ':', '—', '–', '-'];
        let mut starts = std::iter::once(0).chain(starts.iter().copied());
        starts.find_map(|start| {
            let (other, part) = before.split_at_checked(start)?;
            let is_apart = other.is_empty() || (other.ends_with(' ') && self.ends_with_label(other));
            let value = kind.whole(part.trim_end_matches(separators), self.today)?;
            is_apart.then_some(value)
        })
    }

    fn ends_with_label(&self, text: &str) -> bool {
        let said = normalize(text);
        let labels = self.fields.iter().flat_map(|field| &field.labels);
        let rests = labels.filter_map(|label| said.strip_suffix(label.as_str()));
        rests.into_iter().any(|rest| rest.is_empty() || rest.ends_with(' '))
    }

    /// Returns true if a text begins with a label and a value of it.
    fn begins_label(&self, text: &str) -> bool {
        let head: String = text.chars().take(LONGEST_LABEL).collect();
        let said = words(&head);
        let Some(first) = said.first() else { return false };
        let own = |field: &&'a Field| {
            let labels = field.beginning_with(&first.key);
            labels.filter(|(rank, _)| *rank < field.labels.len()).map(|(_, label)| label).collect::<Vec<_>>()
        };
        let is_said = |label: &str| length_of(&said, label).map(|count| said[count - 1].end);
        self.fields
            .iter()
            .flat_map(own)
            .filter_map(is_said)
            .any(|end| text.get(end..).is_some_and(|rest| rest.contains(char::is_alphanumeric)))
    }

    /// Reads the text behind a label: a value, or words without meaning.
    fn after(&self, kind: Kind, text: &str) -> Option<Rest> {
        let mut rest = text;
        loop {
            rest = rest.trim_start_matches([' ', ':', '=', '.', '…', '*', '?']);
            rest = rest.strip_prefix("— ").unwrap_or(rest);
            if rest.is_empty() {
                return Some(Rest::Nothing);
            }
            if ["- ", "– "].iter().any(|dash| rest.starts_with(dash)) {
                return None;
            }
            if let Some(shown) = kind.read(rest, self.today, &|text| self.begins_label(text)) {
                return Some(Rest::Shown(shown));
            }
            rest = without_stop_word(kind, rest, self.today)?;
        }
    }
}
