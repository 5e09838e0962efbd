//! Superscripts: kopecks behind rubles, and marks of footnotes.

use std::sync::LazyLock;

use regex::Regex;

use crate::html::document::{Content, Document, NodeId};
use crate::text::normalize::{collapse_whitespace, pattern};

static MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\(?[1-9]\)?$|^\[\d{1,2}\]$|^[*†‡]+\)?$"));
static KOPECKS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{2}$"));

impl Document {
    /// Inserts a comma before kopecks in superscript, and removes marks of footnotes.
    pub fn resolve_superscripts(&mut self) {
        let raised: Vec<NodeId> = self.elements().filter(|id| self.name(*id) == "sup").collect();
        for id in raised {
            let said = collapse_whitespace(&self.text_within(id));
            let before = self.last_character_before(id);
            let is_after_digit = before.is_some_and(|c| c.is_ascii_digit());
            let is_unit = before.is_some_and(|c| matches!(c, 'м' | 'm'));
            if is_after_digit && KOPECKS.is_match(&said) && !self.begins_range(id) {
                self.rewrite(id, &format!(",{said}"));
            } else if MARK.is_match(&said) && !is_unit {
                self.rewrite(id, "");
            }
        }
    }

    fn text_within(&self, id: NodeId) -> String {
        self.descendants(id).filter_map(|inner| self.characters(inner)).collect()
    }

    fn last_character_before(&self, id: NodeId) -> Option<char> {
        let mut before = (0..id.0).rev().filter_map(|at| self.characters(NodeId(at)));
        before.find_map(|text| text.trim_end().chars().next_back())
    }

    /// Returns true for hours and minutes: `9` with superscript `00`, and a dash on the same line.
    fn begins_range(&self, id: NodeId) -> bool {
        let line = self.self_and_ancestors(id).find(|around| !self.is_inline(*around));
        let end = line.map_or(self.nodes.len(), |line| self.nodes[line.0].end);
        let mut after = (self.nodes[id.0].end..end).filter_map(|at| self.characters(NodeId(at)));
        let next = after.find_map(|text| text.trim_start().chars().next());
        next.is_some_and(|c| matches!(c, '-' | '−' | '–' | '—'))
    }

    /// Replaces all text within an element.
    fn rewrite(&mut self, id: NodeId, text: &str) {
        let within: Vec<NodeId> = self.descendants(id).filter(|at| self.characters(*at).is_some()).collect();
        for (nth, at) in within.into_iter().enumerate() {
            self.nodes[at.0].content = Content::Text(if nth == 0 { text.to_owned() } else { String::new() });
        }
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    #[test]
    fn kopecks_are_told_from_footnotes() {
        let cases = [
            ("<td>700<sup>00</sup> ₽", "700,00 ₽"),
            ("<td>−1 234 <sup><u>50</u></sup>", "−1 234 ,50"),
            ("<td>Сумма, ₽<sup>*</sup>", "Сумма, ₽"),
            ("<td>Дата списания<sup><a href='#1'>1</a></sup>", "Дата списания"),
            ("<td>800,00<sup>2)</sup> ₽", "800,00 ₽"),
            ("<td>Аренда 10 м<sup>2</sup>", "Аренда 10 м 2"),
            ("<td>Касса 9<sup>00</sup>–18<sup>30</sup>", "Касса 9 00 –18,30"),
            ("<td>10<sup>9</sup>", "10"),
            ("<td>700<sup>5</sup> ₽", "700 ₽"),
            ("<td>800<sup>00</sup><td>−700<sup>00</sup>", "800,00 −700,00"),
        ];
        let address = Url::parse("http://localhost/").unwrap();
        for (cell, expected) in cases {
            let page = format!("<table><tr>{cell}</table>");
            let document = Document::read(&page, &address, encoding_rs::UTF_8);
            assert_eq!(document.text(document.root().unwrap()), expected, "{cell}");
        }
    }
}
