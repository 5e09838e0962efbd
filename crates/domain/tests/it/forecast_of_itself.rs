//! The forecast of ledgers that follow fixed rules.

use chrono::{Datelike, Days, Months, NaiveDate};
use kabinet_domain::{
    AccountSummary, CategoryOverrides, ForecastInput, Money, Month, MonthStatement, forecast,
};
use proptest::prelude::*;

use crate::support::{kopecks, of_month};

/// A service that is charged on one day of the month, or on the last day of a shorter month.
#[derive(Debug, Clone)]
struct Service {
    operation: &'static str,
    day: u32,
    kopecks: i64,
    every_months: usize,
}

const HISTORY: usize = 37;
const FIRST: &str = "2023-11";

fn service(operation: &'static str, periods: &'static [usize]) -> impl Strategy<Value = Service> {
    (1..=31_u32, 1_00..2_000_00_i64, proptest::sample::select(periods))
        .prop_map(move |(day, kopecks, every_months)| Service { operation, day, kopecks, every_months })
}

fn services() -> impl Strategy<Value = Vec<Service>> {
    (
        service("Списание аб.платы по тарифу", &[1]),
        proptest::option::of(service("Абонентская плата за ТВ", &[1, 2, 3])),
        proptest::option::of(service("Аренда роутера", &[1, 3, 6, 12])),
        proptest::option::of(service("Антивирус", &[1, 12])),
    )
        .prop_map(|(tariff, tv, router, other)| {
            [Some(tariff), tv, router, other].into_iter().flatten().collect()
        })
}

impl Service {
    fn in_month(&self, number: usize) -> Option<(u32, &'static str, i64)> {
        let last = (nth(number).next().first_day() - Days::new(1)).day();
        number.is_multiple_of(self.every_months).then_some((
            self.day.min(last),
            self.operation,
            -self.kopecks,
        ))
    }
}

fn nth(number: usize) -> Month {
    let first: Month = FIRST.parse().unwrap();
    Month::of(first.first_day() + Months::new(u32::try_from(number).unwrap()))
}

/// Returns the month by the rules of the services, with the payments of a customer.
fn month(number: usize, services: &[Service], opening: Money, paid: i64) -> MonthStatement {
    let mut rows: Vec<_> = services.iter().filter_map(|it| it.in_month(number)).collect();
    rows.push((1, "Оплата через cloudpayments", paid));
    if number.is_multiple_of(7) {
        rows.push((13, "Выезд специалиста", -150_00));
    }
    rows.sort_by_key(|(day, ..)| *day);
    of_month(nth(number), opening, rows)
}

/// Returns the debits of the rules after the history: the day, the sum and the balance after it.
fn coming_debits(services: &[Service], mut balance: Money) -> Vec<(NaiveDate, Money, Money)> {
    let mut days = std::collections::BTreeMap::new();
    for number in HISTORY..HISTORY + 13 {
        for (day, _, sum) in services.iter().filter_map(|it| it.in_month(number)) {
            let date = nth(number).first_day().with_day(day).unwrap();
            *days.entry(date).or_insert(Money::ZERO) =
                days.get(&date).copied().unwrap_or_default() + kopecks(-sum);
        }
    }
    let after = |(date, sum)| {
        balance = balance - sum;
        (date, sum, balance)
    };
    days.into_iter().map(after).take(12).collect()
}

proptest! {
    #[test]
    fn the_forecast_of_a_ledger_that_keeps_its_own_rules_is_what_they_bring(
        services in services(),
        paid in 1_00..3_000_00_i64,
        opening in -500_00..5_000_00_i64,
    ) {
        let mut balance = kopecks(opening);
        let mut statements = Vec::new();
        for number in 0..HISTORY {
            let statement = month(number, &services, balance, paid);
            balance = statement.totals.closing_balance;
            statements.push(statement);
        }
        let today = nth(HISTORY).first_day();
        let expected = coming_debits(&services, balance);
        let tariff = &services[0];
        let (day, ..) = tariff.in_month(HISTORY).unwrap();
        let summary = AccountSummary {
            account: "12345678".to_owned().try_into().unwrap(),
            tariff_price: Some(kopecks(tariff.kopecks)),
            balance,
            other_balances: Vec::new(),
            next_debit: today.with_day(day),
            days_left: None,
            paid_until: None,
            services: Vec::new(),
            unread: Vec::new(),
            offers: Vec::new(),
            pay_url: None,
            change_tariff_url: None,
        };
        let overrides = CategoryOverrides::default();
        let input = ForecastInput { summary: &summary, read_on: today, statements: &statements, overrides: &overrides };
        let forecast = forecast(&input, today, None).unwrap();
        let debits: Vec<_> = forecast.debits.iter().map(|it| (it.date, it.amount, it.balance_after)).collect();
        prop_assert_eq!(&debits, &expected);
        let last = expected.last().unwrap();
        prop_assert_eq!(forecast.to_pay, (-last.2).max(Money::ZERO), "the sum that the last debit would lack");
        if !balance.is_negative() {
            let uncovered = expected.iter().find(|it| it.2.is_negative()).map(|it| it.0);
            prop_assert!(uncovered.is_none() || forecast.runs_out == uncovered);
        }
    }
}
