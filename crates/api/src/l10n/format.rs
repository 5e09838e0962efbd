//! Sums, dates and ages in words.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use fluent::{FluentArgs, fluent_args};
use kabinet_domain::{ErrorCode, Money, Month, Reminder};

use crate::{Catalog, Language};

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    Catalog::new(include_str!("../../locales/ru.ftl"), include_str!("../../locales/en.ftl"))
});

/// The oldest age in days; older ones are dates.
const DAYS_TOLD: i64 = 30;

impl Language {
    /// Formats a sum: «−1 234,56 ₽» with narrow no-break spaces, or “−1,234.56 ₽”.
    pub fn money(self, money: Money) -> String {
        match self {
            Self::Ru => money.ru(),
            Self::En => money.ru().replace(',', ".").replacen('\u{202f}', ",", groups(money)),
        }
    }

    /// Formats a date: «30 ноября».
    pub fn date(self, date: NaiveDate) -> String {
        self.text("date", &fluent_args!["day" => date.day(), "month" => date.month()])
    }

    /// Formats a date, with its year if that is not the year of `today`: «30 ноября 2025».
    pub fn date_seen_on(self, date: NaiveDate, today: NaiveDate) -> String {
        let short = self.date(date);
        if date.year() == today.year() { short } else { format!("{short} {}", date.year()) }
    }

    /// Formats a date with its year: «30 ноября 2025».
    pub fn date_with_year(self, date: NaiveDate) -> String {
        format!("{} {}", self.date(date), date.year())
    }

    /// Formats a date for a table of one month: «9 ноя».
    pub fn short_date(self, date: NaiveDate) -> String {
        self.text("short-date", &fluent_args!["day" => date.day(), "month" => date.month()])
    }

    /// Formats a month: «ноябрь 2021».
    pub fn month(self, month: Month) -> String {
        let first = month.first_day();
        let year = first.year().to_string();
        self.text("month-of-year", &fluent_args!["month" => first.month(), "year" => year])
    }

    /// Formats a number of days ahead: «через 5 дней», «завтра».
    pub fn days_ahead(self, days: u32) -> String {
        self.text("days-ahead", &fluent_args!["days" => days])
    }

    /// Formats the age of a moment: «сегодня в 10:05», «3 дня назад».
    pub fn age(self, at: NaiveDateTime, now: NaiveDateTime) -> String {
        let days = (now.date() - at.date()).num_days().max(0);
        if days > DAYS_TOLD {
            return self.date_seen_on(at.date(), now.date());
        }
        let time = at.format("%H:%M").to_string();
        self.text("age", &fluent_args!["days" => days, "time" => time])
    }

    /// Formats a moment, as seen from `now`: «30 ноября в 10:05».
    pub fn moment(self, at: NaiveDateTime, now: NaiveDateTime) -> String {
        let time = at.format("%H:%M").to_string();
        self.text("moment", &fluent_args!["date" => self.date_seen_on(at.date(), now.date()), "time" => time])
    }

    /// Formats a reminder as a sentence about the debit and a sentence about the balance.
    ///
    /// For example: «30 ноября спишется 800,00 ₽. На счёте 588,00 ₽: не хватает 212,00 ₽.»
    pub fn reminder(self, reminder: &Reminder) -> String {
        let mut values = fluent_args![
            "date" => self.date(reminder.debit_date),
            "estimated" => if reminder.is_projected { "yes" } else { "no" },
            "balance" => self.money(reminder.balance),
        ];
        let Some(amount) = reminder.amount else {
            return self.text("reminder-unknown-amount", &values);
        };
        values.set("amount", self.money(amount));
        let Some(shortfall) = reminder.shortfall else {
            return self.text("reminder-enough", &values);
        };
        values.set("shortfall", self.money(shortfall));
        self.text("reminder-short", &values)
    }

    /// Formats the title of a reminder: «Не хватает 212,00 ₽ до 30 ноября».
    pub(crate) fn reminder_title(self, reminder: &Reminder) -> String {
        let mut values = fluent_args!["date" => self.date(reminder.debit_date)];
        let sum = reminder.shortfall.or(reminder.amount);
        values.set("sum", sum.map(|sum| self.money(sum)).unwrap_or_default());
        let id = match (reminder.shortfall, reminder.amount) {
            (Some(_), _) => "reminder-title-short",
            (None, Some(_)) => "reminder-title-amount",
            (None, None) => "reminder-title-day",
        };
        self.text(id, &values)
    }

    /// Returns the message and the advice for a stored failure, of which only the code is known.
    pub(crate) fn failure(self, code: ErrorCode) -> (String, String) {
        let values = fluent_args!["code" => code.name()];
        (self.text("last-failure", &values), self.text("last-failure.hint", &values))
    }

    pub(crate) fn text(self, id: &str, values: &FluentArgs<'_>) -> String {
        CATALOG.text(self, id, values)
    }
}

/// Returns the number of separators between the thousands of a sum.
fn groups(money: Money) -> usize {
    let digits = (money.kopecks().unsigned_abs() / 100).to_string().len();
    (digits - 1) / 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn reminder(amount: Option<&str>, balance: &str, estimated: bool) -> Reminder {
        let amount = amount.map(money);
        let balance = money(balance);
        let lacking = amount.map(|amount| amount - balance).filter(|lacking| *lacking > Money::ZERO);
        Reminder {
            debit_date: day("2026-11-30"),
            days_ahead: 7,
            days_left: 5,
            amount,
            balance,
            shortfall: lacking,
            is_projected: estimated,
        }
    }

    fn plain(text: &str) -> String {
        text.replace('\u{202f}', " ")
    }

    #[test]
    fn sums_are_written_as_each_language_does() {
        assert_eq!(Language::Ru.money(money("-1234567.05")), "\u{2212}1\u{202f}234\u{202f}567,05\u{202f}₽");
        assert_eq!(Language::En.money(money("-1234567.05")), "\u{2212}1,234,567.05\u{202f}₽");
        assert_eq!(Language::En.money(money("588.00")), "588.00\u{202f}₽");
    }

    #[test]
    fn dates_take_their_year_only_where_it_is_another() {
        let today = day("2026-11-25");
        assert_eq!(Language::Ru.date_seen_on(day("2026-11-30"), today), "30 ноября");
        assert_eq!(Language::Ru.date_seen_on(day("2021-02-01"), today), "1 февраля 2021");
        assert_eq!(Language::En.date_seen_on(day("2021-02-01"), today), "1 February 2021");
        assert_eq!(Language::Ru.short_date(day("2021-11-09")), "9 ноя");
        assert_eq!(Language::Ru.month(Month::of(day("2021-05-09"))), "май 2021");
    }

    #[test]
    fn every_month_has_its_own_words() {
        for language in Language::ALL {
            let dates: Vec<NaiveDate> =
                (1..=12).filter_map(|m| NaiveDate::from_ymd_opt(2021, m, 1)).collect();
            for words in [
                dates.iter().map(|d| language.date(*d)).collect::<std::collections::BTreeSet<_>>(),
                dates.iter().map(|d| language.short_date(*d)).collect(),
                dates.iter().map(|d| language.month(Month::of(*d))).collect(),
            ] {
                assert_eq!(words.len(), 12, "two months read the same in {language:?}: {words:?}");
            }
        }
    }

    #[test]
    fn days_are_counted_in_the_right_plural() {
        let ru =
            [(0, "сегодня"), (1, "завтра"), (2, "через 2 дня"), (5, "через 5 дней"), (21, "через 21 день")];
        for (days, words) in ru {
            assert_eq!(Language::Ru.days_ahead(days), words);
        }
        assert_eq!(Language::En.days_ahead(5), "in 5 days");
    }

    #[test]
    fn ages_are_told_as_people_tell_them() {
        let now: NaiveDateTime = "2026-11-25T12:00:00".parse().unwrap();
        let age = |at: &str| Language::Ru.age(at.parse().unwrap(), now);
        assert_eq!(age("2026-11-25T10:05:00"), "сегодня в 10:05");
        assert_eq!(age("2026-11-24T23:59:00"), "вчера в 23:59");
        assert_eq!(age("2026-11-22T10:05:00"), "3 дня назад");
        assert_eq!(age("2025-11-22T10:05:00"), "22 ноября 2025");
        assert_eq!(age("2026-11-25T12:00:01"), "сегодня в 12:00", "a clock that was set back is no riddle");
    }

    #[test]
    fn a_reminder_says_what_is_debited_and_whether_it_is_there() {
        let text = |reminder: &Reminder| plain(&Language::Ru.reminder(reminder));
        assert_eq!(
            text(&reminder(Some("800.00"), "588.00", false)),
            "30 ноября спишется 800,00 ₽. На счёте 588,00 ₽: не хватает 212,00 ₽."
        );
        assert_eq!(
            text(&reminder(Some("800.00"), "800.00", false)),
            "30 ноября спишется 800,00 ₽. На счёте 800,00 ₽: хватает."
        );
        assert_eq!(
            text(&reminder(Some("800.00"), "588.00", true)),
            "Примерно 30 ноября спишется 800,00 ₽. На счёте 588,00 ₽: не хватает 212,00 ₽."
        );
        let title = |reminder: &Reminder| plain(&Language::Ru.reminder_title(reminder));
        assert_eq!(title(&reminder(Some("800.00"), "588.00", false)), "Не хватает 212,00 ₽ до 30 ноября");
        assert_eq!(title(&reminder(Some("800.00"), "800.00", false)), "30 ноября спишется 800,00 ₽");
        assert_eq!(title(&reminder(None, "588.00", false)), "30 ноября будет списание");
        assert_eq!(
            text(&reminder(None, "588.00", false)),
            "30 ноября будет списание, его сумма на сайте не указана. На счёте 588,00 ₽."
        );
        assert_eq!(
            plain(&Language::En.reminder(&reminder(Some("800.00"), "588.00", true))),
            "About 30 November 800.00 ₽ will be debited. The balance is 588.00 ₽: 212.00 ₽ short."
        );
    }
}
