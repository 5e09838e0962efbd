//! A field in every block of a page that repeats it.

use crate::field::{Field, Occurrence, Search};

impl Search<'_> {
    /// Returns the values at every visible place of the field; `None` if one is not certain.
    pub fn every(&self, field: &Field) -> Option<Vec<Occurrence>> {
        let spots = self.spots(field);
        let shown = spots.iter().filter(|spot| spot.is_own() && !spot.hidden);
        shown.map(|spot| Some(Occurrence { id: spot.id, value: spot.value()?.clone() })).collect()
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;
    use crate::html::document::Document;
    use crate::html::layout::Layout;
    use crate::text::value::Kind;

    fn values(html: &str) -> Option<usize> {
        let address = Url::parse("https://portal.example/").unwrap();
        let document = Document::read(html, &address, encoding_rs::UTF_8);
        let (layout, today) = (Layout::of(&document), "2026-11-28".parse().unwrap());
        let price = Field::new("Цена", vec!["абонплата".to_owned()], Vec::new(), Kind::Price);
        Search::new(&layout, &[&price], today).every(&price).map(|all| all.len())
    }

    #[test]
    fn every_block_counts_or_none_does() {
        assert_eq!(values("<p>Абонплата: 550 руб.</p><p>Абонплата: 890,50 руб.</p>"), Some(2));
        assert_eq!(
            values("<p>Абонплата: 550 руб.</p><p>Абонплата: 550 руб.</p>"),
            Some(2),
            "two alike are two"
        );
        assert_eq!(values("<p>Абонплата: 550 руб.</p><p>Абонплата: 8,905 руб.</p>"), None);
        assert_eq!(values("<p>Тариф</p>"), Some(0));
    }
}
