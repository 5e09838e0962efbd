//! Texts of exported statements.

use fluent::{FluentArgs, fluent_args};
use kabinet_domain::{Category, Money, Month};
use kabinet_export::{Label, Localize};

use crate::Language;
use crate::view::ExportFormat;

impl Language {
    /// Returns the beginning of a file name, before the account number.
    pub(crate) fn name_of_export(self, format: ExportFormat, is_filtered: bool) -> String {
        let of_statement = if is_filtered { "file-of-operations" } else { "file-of-statement" };
        let id = if format == ExportFormat::Ics { "file-of-debits" } else { of_statement };
        Self::text(self, id, &FluentArgs::new())
    }
}

impl Localize for Language {
    fn label(&self, label: Label) -> String {
        Self::text(*self, &format!("statement-{}", label.id()), &FluentArgs::new())
    }

    fn page(&self, number: usize, of: usize) -> String {
        Self::text(
            *self,
            "statement-page",
            &fluent_args!["number" => number.to_string(), "of" => of.to_string()],
        )
    }

    fn month(&self, month: Month) -> String {
        Self::month(*self, month)
    }

    fn category(&self, category: Category) -> String {
        Self::text(*self, &format!("category-{}", category.name().replace('_', "-")), &FluentArgs::new())
    }

    fn money(&self, sum: Money) -> String {
        Self::money(*self, sum)
    }

    fn tag(&self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_has_every_word_in_both_languages() {
        for label in Label::ALL {
            let [ru, en] = Language::ALL.map(|language| Localize::label(&language, label));
            assert!(!ru.is_empty() && ru != en, "{label:?} is {ru} and {en}");
        }
        for category in Category::ALL {
            let [ru, en] = Language::ALL.map(|language| Localize::category(&language, category));
            assert!(!ru.is_empty() && ru != en, "{category:?} is {ru} and {en}");
        }
        assert_eq!(Localize::page(&Language::Ru, 1, 1200), "Страница 1 из 1200");
    }
}
