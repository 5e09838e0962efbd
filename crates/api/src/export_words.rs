use fluent::{FluentArgs, fluent_args};
use kabinet_domain::{Money, Month};
use kabinet_export::{Word, Words};

use crate::Language;
use crate::wire::ExportFormat;

impl Language {
    /// What a file is called before its account number.
    pub(crate) fn name_of_export(self, format: ExportFormat) -> String {
        let id = if format == ExportFormat::Ics { "file-of-debits" } else { "file-of-statement" };
        Self::say(self, id, &FluentArgs::new())
    }
}

impl Words for Language {
    fn say(&self, word: Word) -> String {
        Self::say(*self, &format!("statement-{}", word.id()), &FluentArgs::new())
    }

    fn page(&self, number: usize, of: usize) -> String {
        Self::say(
            *self,
            "statement-page",
            &fluent_args!["number" => number.to_string(), "of" => of.to_string()],
        )
    }

    fn month(&self, month: Month) -> String {
        Self::month(*self, month)
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
        for word in Word::ALL {
            let [ru, en] = Language::ALL.map(|language| Words::say(&language, word));
            assert!(!ru.is_empty() && ru != en, "{word:?} is {ru} and {en}");
        }
        assert_eq!(Words::page(&Language::Ru, 1, 1200), "Страница 1 из 1200");
    }
}
