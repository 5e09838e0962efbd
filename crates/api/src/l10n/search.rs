//! Texts of the conditions of a search.

use chrono::{Datelike, NaiveDate};
use fluent::fluent_args;
use kabinet_domain::{Amounts, Money, Month, Query, SearchDays, TermMeaning};
use kabinet_export::Localize;

use crate::Language;

/// A year that has every day.
const LEAP_YEAR: i32 = 2024;

const KOPECKS: i64 = 100;

impl Language {
    /// Returns the meaning of a part of a query: «сумма 400,00 ₽», «ноябрь 2021».
    pub(crate) fn search_term(self, part: &Query) -> String {
        let Some(term) = part.terms.first() else { return String::new() };
        match term.meaning() {
            TermMeaning::Word(text) => self.text("term-word", &fluent_args!["text" => text]),
            TermMeaning::Category(category) => Localize::category(&self, category),
            TermMeaning::Amounts(amounts) => self.search_amounts(amounts),
            TermMeaning::Days(days) => self.search_days(&days),
        }
    }

    fn search_amounts(self, Amounts { least, most, .. }: Amounts) -> String {
        let text = |id: &str, kopecks: i64| self.text(id, &fluent_args!["sum" => self.kopecks(kopecks)]);
        match (least, most) {
            (least, most) if least == most => text("term-sum", least),
            (i64::MIN, most) if (most + 1) % KOPECKS == 0 => text("term-below", most + 1),
            (i64::MIN, most) => text("term-at-most", most),
            (least, i64::MAX) if (least - 1) % KOPECKS == 0 => text("term-above", least - 1),
            (least, i64::MAX) => text("term-at-least", least),
            (least, most) => self.text(
                "term-between",
                &fluent_args!["least" => self.kopecks(least), "most" => self.kopecks(most)],
            ),
        }
    }

    fn kopecks(self, kopecks: i64) -> String {
        Money::from_kopecks(kopecks).map(|sum| self.money(sum)).unwrap_or_default()
    }

    fn search_days(self, days: &SearchDays) -> String {
        match days {
            SearchDays::Range(days) => self.search_range(*days.start(), *days.end()),
            SearchDays::EveryYear { month, day } => {
                let date = NaiveDate::from_ymd_opt(LEAP_YEAR, *month, day.unwrap_or(1)).unwrap_or_default();
                let named = if day.is_some() {
                    self.date(date)
                } else {
                    let month = fluent_args!["month" => *month, "year" => ""];
                    self.text("month-of-year", &month).trim().to_owned()
                };
                self.text("term-every-year", &fluent_args!["day" => named])
            }
        }
    }

    fn search_range(self, first: NaiveDate, last: NaiveDate) -> String {
        let (month, last_month) = (Month::of(first), Month::of(last));
        let is_of_months = first == month.first_day() && last == last_month.last_day();
        let args = |day: NaiveDate| fluent_args!["day" => self.date_with_year(day)];
        if first == NaiveDate::MIN {
            return self.text("term-until", &args(last));
        }
        if last == NaiveDate::MAX {
            return self.text("term-since", &args(first));
        }
        if first == last {
            return self.date_with_year(first);
        }
        if is_of_months && month == last_month {
            return self.month(month);
        }
        let is_of_years = is_of_months && first.month() == 1 && last.month() == 12;
        if is_of_years && first.year() == last.year() {
            return self.text("term-year", &fluent_args!["year" => first.year().to_string()]);
        }
        format!("{} – {}", self.date_with_year(first), self.date_with_year(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(language: Language, typed: &str) -> Vec<String> {
        let query = Query::typed(typed, NaiveDate::from_ymd_opt(2022, 1, 15).unwrap());
        query.parts().iter().map(|part| language.search_term(part).replace('\u{202f}', " ")).collect()
    }

    #[test]
    fn a_query_is_said_back_in_words() {
        let expected = [
            ("400 ноябрь 2021", &["сумма 400,00 ₽", "ноябрь 2021"][..]),
            ("больше 500 за 2021", &["больше 500,00 ₽", "2021 год"]),
            ("от 100 до 500,50", &["от 100,00 ₽ до 500,50 ₽"]),
            ("<500 >=400", &["меньше 500,00 ₽", "от 400,00 ₽"]),
            ("до 500 9 ноября", &["до 500,00 ₽", "9 ноября, любой год"]),
            ("аб.платы ноябрь", &["«аб.платы»", "ноябрь, любой год"]),
            ("абонентская плата вчера", &["Абонентская плата", "14 января 2022"]),
            ("2020..03.2021", &["1 января 2020 – 31 марта 2021"]),
            ("10.11.2021.. ..10.11.2021", &["с 10 ноября 2021", "по 10 ноября 2021"]),
            ("", &[]),
        ];
        for (typed, expected) in expected {
            assert_eq!(labels(Language::Ru, typed), expected, "{typed:?}");
        }
        assert_eq!(labels(Language::En, "400 last year"), ["amount 400.00 ₽", "the year 2021"]);
    }
}
