//! The transactions of the demo account in each month.
//!
//! They depend on the month alone, so that the history is the same on any later day. The first
//! three months are the example in the provider's instruction (11.2021 to 01.2022).

#![expect(clippy::inconsistent_digit_grouping, reason = "sums in kopecks read as rubles_kopecks")]

use chrono::{Datelike, NaiveDate, NaiveTime};
use kabinet_domain::{Money, Month, Transaction};

/// The balance on the account today, in kopecks.
const TODAY_BALANCE: i64 = 588_00;

/// Prices in kopecks, each with the year and month from which it holds.
const FEES: [(i32, u32, i64); 7] = [
    (1900, 1, 490_00),
    (2019, 1, 550_00),
    (2021, 6, 589_00),
    (2022, 1, 639_00),
    (2023, 1, 690_00),
    (2024, 7, 750_00),
    (2025, 9, 800_00),
];

const MONTHS: [MonthScenario; 11] = [
    MonthScenario {
        closing: Some(0),
        events: &[
            Event(9, "14:03", "Оплата через cloudpayments", Sum::Rest),
            Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee),
            Event(10, "03:00", "За платные заявки", Sum::Of(-400_00)),
        ],
    },
    MonthScenario {
        closing: Some(0),
        events: &[
            Event(8, "19:41", "Оплата через cloudpayments", Sum::Rest),
            Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee),
        ],
    },
    MonthScenario {
        closing: Some(0),
        events: &[
            Event(9, "09:12", "Оплата через cloudpayments", Sum::Rest),
            Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee),
        ],
    },
    MonthScenario {
        closing: Some(36_61),
        events: &[
            Event(7, "10:15", "Оплата через терминал", Sum::Of(50_00)),
            Event(7, "10:15", "Оплата через терминал", Sum::Of(50_00)),
            Event(9, "21:30", "Оплата по СБП", Sum::Rest),
            Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee),
        ],
    },
    MonthScenario {
        closing: None, events: &[Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee)]
    },
    MonthScenario {
        closing: Some(0),
        events: &[
            Event(2, "08:05", "Оплата через cloudpayments", Sum::Rest),
            Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee),
            Event(15, "16:20", "Выезд специалиста", Sum::Of(-150_00)),
            Event(16, "11:00", "Возврат за выезд специалиста", Sum::Of(150_00)),
        ],
    },
    MonthScenario {
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
    MonthScenario {
        closing: Some(12_34),
        events: &[
            Event(4, "10:00", "Перерасчёт за простой", Sum::Of(123_45)),
            Event(9, "18:00", "Оплата через cloudpayments", Sum::Rest),
            Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee),
        ],
    },
    MonthScenario {
        closing: Some(350_50),
        events: &[
            Event(6, "13:37", "Оплата через ЕРЦ", Sum::Rest),
            Event(10, "03:00", "Списание аб.платы по тарифу", Sum::Fee),
        ],
    },
    MonthScenario { closing: None, events: &[] },
    MonthScenario {
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

/// The transactions of one month.
struct MonthScenario {
    /// The closing balance in kopecks; `None` for a month without a [`Sum::Rest`].
    closing: Option<i64>,
    events: &'static [Event],
}

/// A transaction: the day of the month, the time, the description, the sum.
struct Event(u32, &'static str, &'static str, Sum);

/// The sum of a transaction.
#[derive(Clone, Copy)]
enum Sum {
    /// A number of kopecks.
    Of(i64),
    /// The month's subscription fee.
    Fee,
    /// The difference to the month's closing balance.
    Rest,
}

/// Returns the balance at the end of a month that is over.
pub(crate) fn closing(month: Month) -> Money {
    money(closing_kopecks(month))
}

/// Returns the transactions of a month that is over.
pub(crate) fn entries(month: Month) -> Vec<Transaction> {
    let mut balance = closing_kopecks(month.previous());
    let rest = rest(month, balance);
    let event = |event: &Event| {
        let Event(day, time, operation, sum) = *event;
        let date = month.first_day().with_day(day).expect("no month has an event after the 28th");
        entry(&mut balance, date, time, operation, sum.kopecks(month, rest))
    };
    scenario(month).events.iter().map(event).collect()
}

/// Returns the transactions of the current month up to `today`.
///
/// The last one leads to the balance that the customer has today.
pub(crate) fn entries_until(today: NaiveDate) -> Vec<Transaction> {
    let month = Month::of(today);
    let mut so_far = entries(month);
    so_far.retain(|entry| entry.date <= today);
    let before = so_far.last().and_then(|entry| entry.balance_after).unwrap_or(closing(month.previous()));
    let difference = money(TODAY_BALANCE) - before;
    if difference != Money::ZERO {
        let operation = if difference.is_negative() {
            "Рассрочка за роутер"
        } else {
            "Оплата через cloudpayments"
        };
        so_far.push(following(before, today, operation, difference));
    }
    so_far
}

/// Creates a transaction at the end of a day, after the balance `before`.
pub(crate) fn following(before: Money, date: NaiveDate, operation: &str, amount: Money) -> Transaction {
    Transaction {
        date,
        time: NaiveTime::from_hms_opt(21, 45, 0),
        description: operation.to_owned(),
        balance_before: Some(before),
        amount,
        balance_after: Some(before + amount),
    }
}

fn entry(balance: &mut i64, date: NaiveDate, time: &str, operation: &str, kopecks: i64) -> Transaction {
    let opening = *balance;
    *balance += kopecks;
    Transaction {
        date,
        time: NaiveTime::parse_from_str(time, "%H:%M").ok(),
        description: operation.to_owned(),
        balance_before: Some(money(opening)),
        amount: money(kopecks),
        balance_after: Some(money(*balance)),
    }
}

fn closing_kopecks(month: Month) -> i64 {
    let scenario = scenario(month);
    let carried = || closing_kopecks(month.previous()) + scenario.sum(month, 0);
    scenario.closing.unwrap_or_else(carried)
}

fn rest(month: Month, opening: i64) -> i64 {
    let scenario = scenario(month);
    scenario.closing.map_or(0, |closing| closing - opening - scenario.sum(month, 0))
}

fn scenario(month: Month) -> &'static MonthScenario {
    let number = |year: i32, month: u32| i64::from(year) * 12 + i64::from(month);
    let first = month.first_day();
    let since = number(first.year(), first.month()) - number(2021, 11);
    let count = i64::try_from(MONTHS.len()).expect("the months are few");
    &MONTHS[usize::try_from(since.rem_euclid(count)).expect("a remainder is not negative")]
}

fn fee(month: Month) -> i64 {
    let first = month.first_day();
    let holds = |(year, from, _): &&(i32, u32, i64)| (*year, *from) <= (first.year(), first.month());
    FEES.iter().rev().find(holds).map_or(0, |(_, _, kopecks)| *kopecks)
}

fn money(kopecks: i64) -> Money {
    Money::from_kopecks(kopecks).expect("no sum of the scenario comes near a trillion")
}

impl MonthScenario {
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
