//! Labels by their first words, so that a text is compared with few of them.

use std::collections::HashMap;

use crate::field::Field;
use crate::field::label_words::length_of;
use crate::text::normalize::{Word, letter_bit};
use crate::text::value::Kind;

/// Ranks of labels by the first word of each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct LabelIndex {
    ranks: HashMap<String, Vec<usize>>,
    /// The first letters of the words, by which most words are ruled out without a search.
    letters: u64,
}

/// A label among the words of a text: its rank, and its first and its last word.
pub(super) type Place = (usize, (usize, usize));

impl LabelIndex {
    fn of<'l>(labels: impl Iterator<Item = &'l String>) -> Self {
        let mut index = Self::default();
        for (rank, label) in labels.enumerate() {
            let word = first_word(label);
            index.letters |= letter_bit(word);
            index.ranks.entry(word.to_owned()).or_default().push(rank);
        }
        index
    }

    fn ranks(&self, word: &str) -> &[usize] {
        let may_be_first = self.letters & letter_bit(word) != 0;
        let ranks = if may_be_first { self.ranks.get(word) } else { None };
        ranks.map(Vec::as_slice).unwrap_or_default()
    }
}

impl Field {
    /// Creates a field.
    pub fn new(name: &str, labels: Vec<String>, debts: Vec<String>, kind: Kind) -> Self {
        let index = LabelIndex::of(labels.iter().chain(&debts));
        Self { name: name.to_owned(), labels, debts, kind, index }
    }

    /// Returns the label, or the label of a debt, of a rank.
    pub(super) fn ranked(&self, rank: usize) -> &str {
        self.labels.iter().chain(&self.debts).nth(rank).map_or("", String::as_str)
    }

    /// Returns the labels, also of debts, that have this first word, each with its rank.
    pub(super) fn beginning_with(&self, word: &str) -> impl Iterator<Item = (usize, &str)> {
        self.index.ranks(word).iter().map(|rank| (*rank, self.ranked(*rank)))
    }

    /// Returns every place of a label, the best label first, with stop words inside.
    pub(super) fn places(&self, words: &[Word]) -> Vec<Place> {
        let at = |at: usize| {
            let place = move |(rank, label)| Some((rank, (at, at + length_of(&words[at..], label)? - 1)));
            self.beginning_with(&words[at].key).filter_map(place)
        };
        let mut places: Vec<Place> = (0..words.len()).flat_map(at).collect();
        places.sort_unstable();
        places
    }

    /// Returns the normalized text behind each label that it begins with.
    pub(super) fn rests<'t>(&self, normalized: &'t str) -> impl Iterator<Item = &'t str> {
        let labels = self.beginning_with(first_word(normalized));
        let rests = labels.filter_map(|(_, label)| normalized.strip_prefix(label));
        rests.filter(|rest| rest.is_empty() || rest.starts_with(' '))
    }
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}
