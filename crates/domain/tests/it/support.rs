//! Ledgers without a fault, and a seeded random generator.

pub mod corruption;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use kabinet_domain::{Discrepancy, Money, Month, MonthStatement, MonthTotals, Transaction};

/// A seeded random generator.
pub struct SeededRng(u64);

impl SeededRng {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns a number below `most`.
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % most as u64).unwrap()
    }

    pub fn kopecks(&mut self, least: i64, most: i64) -> i64 {
        least + i64::try_from(self.below(usize::try_from(most - least + 1).unwrap())).unwrap()
    }
}

/// Audits months that the site shows as they are.
pub fn audit(statements: &[MonthStatement], as_closed: &[MonthStatement]) -> Vec<Discrepancy> {
    kabinet_domain::audit(statements, as_closed, &BTreeMap::new()).discrepancies
}

pub fn kopecks(kopecks: i64) -> Money {
    Money::from_kopecks(kopecks).unwrap()
}

pub fn money(text: &str) -> Money {
    text.parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Returns a ledger of `months` without a contradiction.
///
/// It has months in debt, months without transactions, several transactions a day, equal ones and
/// returned payments.
pub fn clean(months: usize, seed: u64) -> Vec<MonthStatement> {
    let mut rng = SeededRng::new(seed);
    let mut month: Month = "2016-03".parse().unwrap();
    let mut balance = kopecks(rng.kopecks(-200_00, 900_00));
    let mut ledger = Vec::new();
    for _ in 0..months {
        let statement = of_month(month, balance, transactions(&mut rng));
        balance = statement.totals.closing_balance;
        month = month.next();
        ledger.push(statement);
    }
    ledger
}

/// Returns the day, the description and the amount of each transaction of a month.
fn transactions(rng: &mut SeededRng) -> Vec<(u32, &'static str, i64)> {
    let fee = rng.kopecks(400_00, 900_00);
    let mut rows = match rng.below(8) {
        0 => return Vec::new(),
        1 => vec![(10, "Списание аб.платы по тарифу", -fee)],
        2 => vec![(3, "Возврат платежа", -500_00), (3, "Оплата картой на сайте", 500_00)],
        3 => vec![(12, "SMS-информирование", -10_00), (12, "SMS-информирование", -10_00)],
        4 => vec![(20, "Подписка «Кинозал»", -99_00), (25, "Аренда роутера", -199_00)],
        5 => vec![(4, "Перерасчёт за простой", rng.kopecks(1, 300_00))],
        6 => vec![(7, "Оплата через терминал", 50_00), (7, "Оплата через терминал", 50_00)],
        _ => vec![(10, "За платные заявки", -400_00)],
    };
    rows.push((9, "Оплата через cloudpayments", rng.kopecks(1_00, 1200_00)));
    rows.push((10, "Списание аб.платы по тарифу", -fee));
    rows.sort_by_key(|(day, ..)| *day);
    rows
}

/// Returns the month of these transactions, with the totals and balances that follow from them.
pub fn of_month(month: Month, opening: Money, rows: Vec<(u32, &str, i64)>) -> MonthStatement {
    let mut balance = opening;
    let entry = |(day, operation, sum): (u32, &str, i64)| {
        let before = balance;
        balance = balance + kopecks(sum);
        Transaction {
            date: month.first_day().with_day(day).unwrap(),
            time: None,
            description: operation.to_owned(),
            balance_before: Some(before),
            amount: kopecks(sum),
            balance_after: Some(balance),
        }
    };
    let entries: Vec<Transaction> = rows.into_iter().map(entry).collect();
    let sum = |negative| entries.iter().map(|it| it.amount).filter(|it| it.is_negative() == negative).sum();
    let (paid, charged): (Money, Money) = (sum(false), sum(true));
    let totals =
        MonthTotals { month, opening_balance: opening, paid, charged: -charged, closing_balance: balance };
    MonthStatement { totals, transactions: entries }
}
