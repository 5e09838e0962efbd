//! Texts of figures and months that were not read.

use fluent::{FluentArgs, fluent_args};
use kabinet_domain::{ErrorCode, Month, UnreadField};

use crate::Language;

/// The number of months that a sentence names.
const NAMED_MONTHS: usize = 6;

impl Language {
    /// Returns the state of a figure: «не указано на сайте («приостановлено»)».
    pub fn unread_figure(self, unread: &UnreadField) -> String {
        let state = self.text("unread-figure", &fluent_args!["reason" => unread.reason.name()]);
        match &unread.text {
            Some(text) => {
                format!("{state}{}", self.text("unread-text", &fluent_args!["text" => text.clone()]))
            }
            None => state,
        }
    }

    /// Returns a sentence about a figure that names it.
    ///
    /// For example: «Следующее списание: не удалось прочитать («31.04.2027»).»
    pub fn unread_sentence(self, unread: &UnreadField) -> String {
        let field = self.text("unread-field", &fluent_args!["field" => unread.field.name()]);
        format!("{field}: {}.", self.unread_figure(unread))
    }

    /// Returns the reason why a month was not read.
    pub fn unread_month(self, reason: ErrorCode) -> String {
        self.text("unread-month", &fluent_args!["why" => self.failure(reason).0])
    }

    /// Returns the reason why a month was not read again, so that its earlier figures are shown.
    pub(crate) fn unread_again(self, reason: ErrorCode) -> String {
        self.text("unread-again", &fluent_args!["why" => self.failure(reason).0])
    }

    /// Returns the reason why the list of months was not read.
    pub(crate) fn unread_list(self, reason: ErrorCode) -> String {
        self.text("unread-list", &fluent_args!["why" => self.failure(reason).0])
    }

    /// Returns a sentence that names months; `None` if there are none.
    pub(crate) fn months_sentence(self, id: &str, months: &[Month]) -> Option<String> {
        let named: Vec<String> = months.iter().take(NAMED_MONTHS).map(|month| self.month(*month)).collect();
        let more = match months.len() - named.len() {
            0 => String::new(),
            more => self.text("months-more", &fluent_args!["count" => more]),
        };
        let values = fluent_args!["months" => named.join(", "), "more" => more];
        (!months.is_empty()).then(|| self.text(id, &values))
    }

    /// Returns the note of a month whose last reading is held back.
    pub fn held_back_month(self) -> String {
        self.text("held-back-month", &FluentArgs::new())
    }

    /// Returns the note of a month whose kopecks the portal cuts off.
    pub fn inexact_month(self) -> String {
        self.text("inexact-month", &FluentArgs::new())
    }

    /// Returns the note of a month that is derived from a list of transactions.
    pub fn derived_month(self) -> String {
        self.text("derived-month", &FluentArgs::new())
    }
}

#[cfg(test)]
mod tests {
    use kabinet_domain::{SummaryField, UnreadReason};

    use super::*;

    fn unread(field: SummaryField, reason: UnreadReason, text: Option<&str>) -> UnreadField {
        UnreadField { field, reason, text: text.map(str::to_owned) }
    }

    #[test]
    fn a_figure_that_is_not_shown_and_one_that_is_not_read_are_told_apart() {
        let frozen = unread(SummaryField::NextDebit, UnreadReason::NotShown, Some("приостановлено"));
        assert_eq!(Language::Ru.unread_figure(&frozen), "не указано на сайте («приостановлено»)");
        let absent = unread(SummaryField::TariffPrice, UnreadReason::NotShown, None);
        assert_eq!(Language::Ru.unread_figure(&absent), "не указано на сайте");
        assert_eq!(Language::En.unread_figure(&absent), "not stated on the site");
        let odd = unread(SummaryField::NextDebit, UnreadReason::NotUnderstood, Some("31.04.2027"));
        let said = "Следующее списание: не удалось прочитать («31.04.2027»).";
        assert_eq!(Language::Ru.unread_sentence(&odd), said);
        let euros = unread(SummaryField::TariffPrice, UnreadReason::OtherCurrency, Some("10 €"));
        assert_eq!(
            Language::En.unread_sentence(&euros),
            "Tariff price: could not be read, in another currency (“10 €”)."
        );
    }

    #[test]
    fn every_reason_has_its_own_words_in_both_languages() {
        for language in Language::ALL {
            let words: std::collections::BTreeSet<String> = UnreadReason::ALL
                .into_iter()
                .map(|reason| language.unread_figure(&unread(SummaryField::NextDebit, reason, None)))
                .collect();
            assert_eq!(words.len(), UnreadReason::ALL.len(), "{words:?}");
        }
    }

    #[test]
    fn many_months_are_counted_and_none_are_not_told() {
        let months: Vec<Month> = (1..=8).map(|month| format!("2021-0{month}").parse().unwrap()).collect();
        let said = Language::Ru.months_sentence("unread-months", &months).unwrap();
        assert!(said.contains("январь 2021") && !said.contains("август 2021"), "{said}");
        assert!(said.contains("и ещё 2"), "{said}");
        assert_eq!(Language::Ru.months_sentence("unread-months", &[]), None);
    }
}
