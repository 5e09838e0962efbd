//! Search queries: the text that a person types, and its terms.
//!
//! A transaction must meet every term. No text is an error: half a date may become a whole one, and
//! nonsense finds nothing.

mod category_names;
mod figures;
mod grammar;
mod month_names;
mod relative_days;
mod term;
mod words;

use chrono::NaiveDate;

use crate::{Category, Transaction};

pub use crate::search::term::{Amounts, SearchDays, Term, TermMeaning};
pub use crate::search::words::{SearchWord, search_words};

/// A search query; without a term it matches everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// The terms that must all be met, at most [`Query::MOST_TERMS`].
    pub terms: Vec<Term>,
}

impl Query {
    /// The number of terms that are read; text beyond them is ignored.
    pub const MOST_TERMS: usize = 63;

    /// Reads text that is typed on a day: words, categories, amounts, dates, and ranges of both.
    ///
    /// Amounts are `500`, `-1 500,00`, `>500`, `<=100`, `100..500`, «больше 500», «400 рублей»;
    /// dates are `09.11.2021`, `11/2021`, `2021`, «9 ноября», «ноябрь 2021», «за 2021»,
    /// «в прошлом году» and `01.10.2021..30.11.2021`.
    pub fn typed(text: &str, today: NaiveDate) -> Self {
        let mut terms = grammar::terms(text, today);
        terms.truncate(Self::MOST_TERMS);
        Self { terms }
    }

    /// Returns the parts of the typed text, each with the terms that were read from it.
    pub fn parts(&self) -> Vec<Self> {
        let parts = self.terms.chunk_by(|term, next| term.text == next.text);
        parts.map(|terms| Self { terms: terms.to_vec() }).collect()
    }

    /// Returns the text of the first term.
    pub fn text(&self) -> &str {
        self.terms.first().map_or("", |term| &term.text)
    }

    /// Returns true if a transaction of a category meets every term.
    pub fn accepts(&self, transaction: &Transaction, category: Category) -> bool {
        let words = search_words(&transaction.description);
        self.terms.iter().all(|term| term.is_met_by(transaction, category, &words))
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::{CategoryOverrides, categorize};

    fn typed_in_2022(text: &str) -> Query {
        Query::typed(text, NaiveDate::from_ymd_opt(2022, 1, 15).unwrap())
    }

    /// Returns true if the query finds a transaction of a date, a description and an amount.
    fn finds(typed: &str, operation: (&str, &str, &str)) -> bool {
        let (date, text, rubles) = operation;
        let transaction = Transaction {
            date: date.parse().unwrap(),
            time: None,
            description: text.to_owned(),
            balance_before: None,
            amount: rubles.parse().unwrap(),
            balance_after: None,
        };
        let category = categorize(&transaction, &CategoryOverrides::default());
        typed_in_2022(typed).accepts(&transaction, category)
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
        for typed in ["лата", "оплатили", "payments", "120", "платные", "абонентская", "разовая"]
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
    fn an_unfinished_term_hides_nothing_and_nonsense_finds_nothing() {
        for typed in ["", "  ", ">", "..", "-", "₽", "«", "тариф ", "тариф >"] {
            assert!(finds(typed, CHARGE), "{typed:?} says nothing yet");
        }
        for typed in [">много", "99999999999999999999", "1,2,3", "щщщ"] {
            assert!(!finds(typed, CHARGE), "{typed:?} is nowhere");
        }
    }

    #[test]
    fn digit_groups_may_have_any_space() {
        let price = ("2021-11-10", "Списание", "-1589.50");
        for space in [" ", "\u{a0}", "\u{202f}", "\u{2009}"] {
            for typed in [
                format!("1{space}589,50"),
                format!("\u{2212}1{space}589,50"),
                format!(">1{space}000"),
                format!("> 1{space}000"),
                format!("1{space}000..2{space}000"),
                format!("1{space}589,50{space}₽"),
                format!("списание 1{space}589,50 11.2021"),
            ] {
                assert!(finds(&typed, price), "{typed:?} is {}", price.2);
            }
        }
        for typed in ["1 589,51", "> 1 600", "11 589,50", "1 000..1 500"] {
            assert!(!finds(typed, price), "{typed:?} is not {}", price.2);
        }
        assert!(finds("1 234 567,05", ("2021-11-10", "Оплата", "1234567.05")));
        assert!(finds("11.2021 589", CHARGE), "a date and an amount are not one number");
    }

    #[test]
    fn amounts_are_compared_in_words_and_have_a_currency() {
        for typed in [
            "больше 500",
            "Больше 500 рублей",
            "более 588,99",
            "от 589",
            "меньше 590",
            "до 589 руб.",
            "от 500 до 600 рублей",
            "500 - 600",
            "500 – 600",
            "589 рублей",
            "589руб.",
            "589 р",
        ] {
            assert!(finds(typed, CHARGE), "{typed:?} is {}", CHARGE.2);
        }
        for typed in ["больше 589", "меньше 589", "до 588", "от 590", "400 рублей", "от 1 до 588"]
        {
            assert!(!finds(typed, CHARGE), "{typed:?} is not {}", CHARGE.2);
        }
        assert!(finds("больше", CHARGE), "the figure is still to come");
    }

    #[test]
    fn dates_are_typed_in_words() {
        for typed in [
            "10 ноября",
            "10 ноября 2021",
            "10 нояб. 2021 г.",
            "ноябрь",
            "Ноябрь 2021",
            "589 ноябрь 2021",
            "в ноябре",
            "за ноябрь 2021 года",
            "за 2021",
            "за 2021 год",
            "2021 год",
            "11/2021",
            "10/11/2021",
            "10.11",
        ] {
            assert!(finds(typed, CHARGE), "{typed:?} holds {}", CHARGE.0);
        }
        for typed in ["9 ноября", "10 ноября 2020", "декабрь", "за 2020", "12/2021", "31 ноября", "11.10"]
        {
            assert!(!finds(typed, CHARGE), "{typed:?} does not hold {}", CHARGE.0);
        }
        assert!(finds("мар", ("2021-11-09", "Маршрутизатор", "-1.00")), "a word may begin like a month");
        assert!(!finds("за 2021", ("2020-11-09", "Оплата", "2021.00")), "a year after «за» is no amount");
    }

    #[test]
    fn dates_are_typed_by_their_distance_from_today() {
        for typed in ["в прошлом году", "прошлый год", "за прошлый год", "last year"]
        {
            assert!(finds(typed, CHARGE), "{typed:?} is 2021");
        }
        for typed in ["в этом году", "вчера", "сегодня", "в прошлом месяце", "this month"]
        {
            assert!(!finds(typed, CHARGE), "{typed:?} is not in November 2021");
        }
        for (typed, day) in
            [("вчера", "2022-01-14"), ("сегодня", "2022-01-15"), ("в этом месяце", "2022-01-01")]
        {
            assert!(finds(typed, (day, "Оплата", "1.00")), "{typed:?} holds {day}");
        }
        assert!(finds("в прошлом месяце", ("2021-12-31", "Оплата", "1.00")), "the month before January");
    }

    #[test]
    fn an_operation_is_found_by_the_name_of_its_category() {
        for typed in [
            "абонентская плата",
            "Абонентскую плату",
            "абонентская",
            "абонентская плата 589",
            "subscription fee",
        ] {
            assert!(finds(typed, CHARGE), "{typed:?} is the category of {:?}", CHARGE.1);
        }
        for typed in ["разовая услуга", "абонентская плата 588", "возврат", "ваша оплата"]
        {
            assert!(!finds(typed, CHARGE), "{typed:?} is not the category of {:?}", CHARGE.1);
        }
        assert!(finds("ваша оплата", PAYMENT));
        let renamed = ("2021-11-10", "Абонентская плата за оборудование", "-1.00");
        assert!(finds("абонентская плата", renamed), "by its words, although it is equipment");
    }

    #[test]
    fn a_part_of_a_query_holds_every_word_of_its_text() {
        let query = typed_in_2022("аб.платы 9 ноября");
        let parts = query.parts();
        let texts: Vec<(&str, usize)> = parts.iter().map(|part| (part.text(), part.terms.len())).collect();
        assert_eq!(texts, [("аб.платы", 2), ("9 ноября", 1)]);
    }

    #[test]
    fn english_is_understood_too() {
        for typed in
            ["November 2021", "10 November", "in november", "over 500", "under 600 rubles", "nov 2021"]
        {
            assert!(finds(typed, CHARGE), "{typed:?} is met by {CHARGE:?}");
        }
        for typed in ["December", "over 589", "9 November"] {
            assert!(!finds(typed, CHARGE), "{typed:?} is not met by {CHARGE:?}");
        }
    }

    #[test]
    fn each_term_says_its_text_and_its_meaning() {
        let meanings = |typed: &str| -> Vec<(String, &'static str)> {
            let name = |term: &Term| match term.meaning() {
                TermMeaning::Word(_) => "word",
                TermMeaning::Category(_) => "category",
                TermMeaning::Amounts(_) => "amounts",
                TermMeaning::Days(_) => "days",
            };
            typed_in_2022(typed).terms.iter().map(|term| (term.text.clone(), name(term))).collect()
        };
        let expected = [("оплата", "word"), ("больше 500", "amounts"), ("9 ноября", "days")];
        assert_eq!(
            meanings("оплата больше 500 9 ноября"),
            expected.map(|(text, name)| (text.to_owned(), name))
        );
        assert_eq!(meanings("абонентская плата"), [("абонентская плата".to_owned(), "category")]);
        let expected = [("400", "amounts"), ("ноябрь 2021", "days")];
        assert_eq!(meanings("400 ноябрь 2021"), expected.map(|(text, name)| (text.to_owned(), name)));
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
        fn any_text_is_read(text in any::<String>()) {
            prop_assert!(typed_in_2022(&text).terms.len() <= Query::MOST_TERMS);
        }

        #[test]
        fn any_figures_are_read(text in "[0-9.,<>=+ -]{0,24}") {
            typed_in_2022(&text);
        }
    }
}
