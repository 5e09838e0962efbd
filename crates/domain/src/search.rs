//! What a person types to find operations, and which operations that is.
//!
//! Every word, amount and day that was typed must be met. Nothing that can be typed is an error:
//! half a date is on its way to a whole one, and nonsense finds nothing.

mod grammar;
mod words;

use std::ops::RangeInclusive;

use chrono::NaiveDate;

pub use words::{Sought, words_of};

/// What is looked for. Without a term it is everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// All that must be met, at most [`Query::MOST_TERMS`].
    pub terms: Vec<Term>,
}

/// One thing that must be met: by a word, the amount or the day, whichever of them it could mean.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Term {
    /// A word of the operation begins so, or is another form of it.
    pub word: Option<Sought>,
    /// The amount is one of these.
    pub amounts: Option<Amounts>,
    /// The day is from the first to the last of these.
    pub days: Option<RangeInclusive<NaiveDate>>,
}

/// Amounts in kopecks, from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amounts {
    /// The least.
    pub least: i64,
    /// The most.
    pub most: i64,
    /// Whether the sign is looked at. A person who types no sign means payments and charges.
    pub signed: bool,
}

impl Query {
    /// How many terms are looked at; what is typed beyond them is not.
    pub const MOST_TERMS: usize = 63;

    /// What was typed: words, an amount `500` or `-500,00`, amounts `>500`, `<=100`, `100..500`,
    /// a day `09.11.2021`, a month `11.2021`, a year `2021`, and days `01.10.2021..30.11.2021`.
    pub fn typed(text: &str) -> Self {
        let words = text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty());
        Self { terms: words.flat_map(grammar::terms).take(Self::MOST_TERMS).collect() }
    }
}

impl Amounts {
    /// Whether an amount of so many kopecks is one of them.
    pub fn contain(self, kopecks: i64) -> bool {
        let amount = if self.signed { kopecks } else { kopecks.saturating_abs() };
        (self.least..=self.most).contains(&amount)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether an operation is found by what was typed.
    fn finds(typed: &str, operation: (&str, &str, &str)) -> bool {
        let (date, text, rubles) = operation;
        let date: NaiveDate = date.parse().unwrap();
        let kopecks = i64::try_from(rubles.parse::<crate::Money>().unwrap().kopecks()).unwrap();
        let words = words_of(text);
        Query::typed(typed).terms.iter().all(|term| {
            term.word.as_ref().is_some_and(|word| word.is_in(&words))
                || term.amounts.is_some_and(|amounts| amounts.contain(kopecks))
                || term.days.as_ref().is_some_and(|days| days.contains(&date))
        })
    }

    const CHARGE: (&str, &str, &str) = ("2021-11-10", "Списание аб.платы по тарифу «Всё»", "-589.00");
    const PAYMENT: (&str, &str, &str) = ("2021-11-09", "Оплата №77120 через cloudpayments", "1989.50");

    #[test]
    fn a_word_is_found_by_its_beginning_in_any_case_and_by_its_other_forms() {
        for typed in
            ["с", "СПИС", "списание", "списания", "списанием", "тарифа", "тариф", "всё", "все", "плат"]
        {
            assert!(finds(typed, CHARGE), "{typed:?} is in {:?}", CHARGE.1);
        }
        for typed in ["оплат", "оплата", "оплату", "Оплаты", "оплатой", "cloudpay", "77", "№77120"]
        {
            assert!(finds(typed, PAYMENT), "{typed:?} is in {:?}", PAYMENT.1);
        }
        for typed in ["лата", "оплатили", "payments", "120", "платные", "абонентская"]
        {
            assert!(!finds(typed, PAYMENT), "{typed:?} is not in {:?}", PAYMENT.1);
        }
    }

    #[test]
    fn all_that_is_typed_must_be_met() {
        assert!(finds("аб.платы ТАРИФ >500 11.2021", CHARGE));
        for typed in ["аб.платы карта", "тариф >600", "тариф 12.2021"] {
            assert!(!finds(typed, CHARGE), "a part of {typed:?} is not met");
        }
    }

    #[test]
    fn an_amount_without_a_sign_is_met_by_payments_and_charges() {
        for typed in ["589", "589,00", "589.0", "-589", "−589,00", "589₽", "500..600", "-600..-500", "500.."]
        {
            assert!(finds(typed, CHARGE), "{typed:?} is {}", CHARGE.2);
        }
        for typed in [">588,99", "<589,01", ">=589", "≤589", "<-588", "..600", "500…600", "500–600"] {
            assert!(finds(typed, CHARGE), "{typed:?} is {}", CHARGE.2);
        }
        for typed in
            ["588", "+589", "589,01", ">589", "<589", ">-589", "600..", "0..588,99", "600..500", "58"]
        {
            assert!(!finds(typed, CHARGE), "{typed:?} is not {}", CHARGE.2);
        }
        assert!(finds("1\u{202f}989,50\u{a0}₽", PAYMENT), "as the program itself writes it");
        assert!(finds("1989,5", PAYMENT));
    }

    #[test]
    fn a_day_a_month_a_year_and_ranges_of_them_are_days() {
        for typed in [
            "10.11.2021",
            "2021-11-10",
            "11.2021",
            "2021-11",
            "2021",
            "01.10.2021..30.11.2021",
            "10.2021..11.2021",
            "2020..2021",
            "10.11.2021..",
            "..10.11.2021",
            "2020..11.2021",
        ] {
            assert!(finds(typed, CHARGE), "{typed:?} holds {}", CHARGE.0);
        }
        for typed in ["09.11.2021", "12.2021", "2020", "..09.11.2021", "2022..", "2022..2020", "31.02.2021"] {
            assert!(!finds(typed, CHARGE), "{typed:?} does not hold {}", CHARGE.0);
        }
        assert!(!finds("2021", ("2020-01-01", "Акция 2021", "1.00")), "a year is no word");
        for typed in ["2000", "2000,00"] {
            assert!(finds(typed, ("2021-01-01", "Оплата", "2000.00")), "{typed:?} may be an amount");
        }
    }

    #[test]
    fn what_is_only_begun_hides_nothing_and_nonsense_finds_nothing() {
        for typed in ["", "  ", ">", "..", "-", "₽", "«", "тариф ", "тариф >"] {
            assert!(finds(typed, CHARGE), "{typed:?} says nothing yet");
        }
        for typed in [">много", "99999999999999999999", "1,2,3", "щщщ"] {
            assert!(!finds(typed, CHARGE), "{typed:?} is nowhere");
        }
    }

    proptest! {
        #[test]
        fn an_operation_is_found_by_each_of_its_words_and_by_every_beginning_of_them(
            text in "[а-яёА-ЯЁa-z .№]{0,40}",
        ) {
            for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                for (end, letter) in word.char_indices() {
                    let typed = &word[..end + letter.len_utf8()];
                    prop_assert!(finds(typed, ("2021-11-09", &text, "1.00")), "{typed:?} in {text:?}");
                }
            }
        }

        #[test]
        fn whatever_is_typed_is_read(text in any::<String>()) {
            prop_assert!(Query::typed(&text).terms.len() <= Query::MOST_TERMS);
        }

        #[test]
        fn what_looks_like_figures_is_read(text in "[0-9.,<>=+ -]{0,24}") {
            Query::typed(&text);
        }
    }
}
