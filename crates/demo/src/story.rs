//! What happens on the demo customer's account in each month, told by the month alone: the history
//! stays as it is whatever day it is looked at from.
//!
//! The first three chapters are the months of the provider's instruction (11.2021 to 01.2022).

#![expect(clippy::inconsistent_digit_grouping, reason = "sums in kopecks read as rubles_kopecks")]

use chrono::{Datelike, NaiveDate, NaiveTime};
use kabinet_domain::{Entry, Money, Month};

/// The balance on the account today, in kopecks.
const TODAY_BALANCE: i64 = 588_00;

/// Years and months from which a price holds, and the price in kopecks.
const FEES: [(i32, u32, i64); 7] = [
    (1900, 1, 490_00),
    (2019, 1, 550_00),
    (2021, 6, 589_00),
    (2022, 1, 639_00),
    (2023, 1, 690_00),
    (2024, 7, 750_00),
    (2025, 9, 800_00),
];

const CHAPTERS: [Chapter; 11] = [
    Chapter {
        closing: Some(0),
        events: &[
            Event(9, "14:03", "Оплата через cloudpayments", Sum::Rest),
            Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee),
            Event(10, "03:00", "За платные заявки", Sum::Of(-400_00)),
        ],
    },
    Chapter {
        closing: Some(0),
        events: &[
            Event(8, "19:41", "Оплата через cloudpayments", Sum::Rest),
            Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee),
        ],
    },
    Chapter {
        closing: Some(0),
        events: &[
            Event(9, "09:12", "Оплата через cloudpayments", Sum::Rest),
            Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee),
        ],
    },
    Chapter {
        closing: Some(36_61),
        events: &[
            Event(7, "10:15", "Оплата через терминал", Sum::Of(50_00)),
            Event(7, "10:15", "Оплата через терминал", Sum::Of(50_00)),
            Event(9, "21:30", "Оплата по СБП", Sum::Rest),
            Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee),
        ],
    },
    Chapter {
        closing: None, events: &[Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee)]
    },
    Chapter {
        closing: Some(0),
        events: &[
            Event(2, "08:05", "Оплата через cloudpayments", Sum::Rest),
            Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee),
            Event(15, "16:20", "Выезд специалиста", Sum::Of(-150_00)),
            Event(16, "11:00", "Возврат за выезд специалиста", Sum::Of(150_00)),
        ],
    },
    Chapter {
        closing: Some(48_90),
        events: &[
            Event(8, "12:44", "Оплата через Сбербанк Онлайн", Sum::Rest),
            Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee),
            Event(12, "03:00", "SMS-информирование", Sum::Of(-10_00)),
            Event(12, "03:00", "SMS-информирование", Sum::Of(-10_00)),
            Event(12, "03:00", "Антивирус", Sum::Of(-3_30)),
            Event(20, "03:00", "Подписка «Кинозал»", Sum::Of(-99_00)),
            Event(25, "03:00", "Аренда роутера", Sum::Of(-199_00)),
        ],
    },
    Chapter {
        closing: Some(12_34),
        events: &[
            Event(4, "10:00", "Перерасчёт за простой", Sum::Of(123_45)),
            Event(9, "18:00", "Оплата через cloudpayments", Sum::Rest),
            Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee),
        ],
    },
    Chapter {
        closing: Some(350_50),
        events: &[
            Event(6, "13:37", "Оплата через ЕРЦ", Sum::Rest),
            Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee),
        ],
    },
    Chapter { closing: None, events: &[] },
    Chapter {
        closing: Some(0),
        events: &[
            Event(5, "09:00", "Оплата картой на сайте", Sum::Of(500_00)),
            Event(5, "09:20", "Возврат платежа", Sum::Of(-500_00)),
            Event(8, "15:15", "Смена тарифа", Sum::Of(-50_00)),
            Event(9, "20:02", "Оплата через cloudpayments", Sum::Rest),
            Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee),
            Event(28, "17:59", "Комиссия банка", Sum::Of(-50)),
        ],
    },
];

struct Chapter {
    /// The balance that its [`Sum::Rest`] leads to, in kopecks; a chapter without one has none.
    closing: Option<i64>,
    events: &'static [Event],
}

/// The day of the month, the time, the operation, its sum.
struct Event(u32, &'static str, &'static str, Sum);

#[derive(Clone, Copy)]
enum Sum {
    /// So many kopecks.
    Of(i64),
    /// The month's subscription fee.
    Fee,
    /// What brings the month to its closing balance.
    Rest,
}

/// The balance at the end of a month that is over.
pub(crate) fn closing(month: Month) -> Money {
    money(closing_kopecks(month))
}

/// The operations of a month that is over.
pub(crate) fn entries(month: Month) -> Vec<Entry> {
    let mut balance = closing_kopecks(month.previous());
    let rest = rest(month, balance);
    let event = |event: &Event| {
        let Event(day, time, operation, sum) = *event;
        let date = month.first_day().with_day(day).expect("no chapter has an event after the 28th");
        entry(&mut balance, date, time, operation, sum.kopecks(month, rest))
    };
    chapter(month).events.iter().map(event).collect()
}

/// The operations of the month that `today` is in: what has happened of its chapter, and one more
/// that leads to the balance the customer has today.
pub(crate) fn entries_until(today: NaiveDate) -> Vec<Entry> {
    let month = Month::of(today);
    let mut so_far = entries(month);
    so_far.retain(|entry| entry.date <= today);
    let before = so_far.last().and_then(|entry| entry.closing).unwrap_or(closing(month.previous()));
    let missing = money(TODAY_BALANCE) - before;
    if missing != Money::ZERO {
        let operation = if missing.is_negative() {
            "Рассрочка за роутер"
        } else {
            "Оплата через cloudpayments"
        };
        so_far.push(following(before, today, operation, missing));
    }
    so_far
}

/// An operation at the end of a day, after the balance `before`.
pub(crate) fn following(before: Money, date: NaiveDate, operation: &str, amount: Money) -> Entry {
    Entry {
        date,
        time: NaiveTime::from_hms_opt(21, 45, 0),
        operation: operation.to_owned(),
        opening: Some(before),
        amount,
        closing: Some(before + amount),
    }
}

fn entry(balance: &mut i64, date: NaiveDate, time: &str, operation: &str, kopecks: i64) -> Entry {
    let opening = *balance;
    *balance += kopecks;
    Entry {
        date,
        time: NaiveTime::parse_from_str(time, "%H:%M").ok(),
        operation: operation.to_owned(),
        opening: Some(money(opening)),
        amount: money(kopecks),
        closing: Some(money(*balance)),
    }
}

fn closing_kopecks(month: Month) -> i64 {
    let chapter = chapter(month);
    let carried = || closing_kopecks(month.previous()) + chapter.sum(month, 0);
    chapter.closing.unwrap_or_else(carried)
}

fn rest(month: Month, opening: i64) -> i64 {
    let chapter = chapter(month);
    chapter.closing.map_or(0, |closing| closing - opening - chapter.sum(month, 0))
}

fn chapter(month: Month) -> &'static Chapter {
    let number = |year: i32, month: u32| i64::from(year) * 12 + i64::from(month);
    let first = month.first_day();
    let since = number(first.year(), first.month()) - number(2021, 11);
    let count = i64::try_from(CHAPTERS.len()).expect("the chapters are few");
    &CHAPTERS[usize::try_from(since.rem_euclid(count)).expect("a remainder is not negative")]
}

fn fee(month: Month) -> i64 {
    let first = month.first_day();
    let holds = |(year, from, _): &&(i32, u32, i64)| (*year, *from) <= (first.year(), first.month());
    FEES.iter().rev().find(holds).map_or(0, |(_, _, kopecks)| *kopecks)
}

fn money(kopecks: i64) -> Money {
    Money::from_kopecks(kopecks).expect("no sum of the story comes near a trillion")
}

impl Chapter {
    fn sum(&self, month: Month, rest: i64) -> i64 {
        self.events.iter().map(|Event(_, _, _, sum)| sum.kopecks(month, rest)).sum()
    }
}

impl Sum {
    fn kopecks(self, month: Month, rest: i64) -> i64 {
        match self {
            Self::Of(kopecks) => kopecks,
            Self::Fee => -fee(month),
            Self::Rest => rest,
        }
    }
}
