//! The figures of the demo account.

use std::collections::HashMap;

use chrono::{Datelike, Days, NaiveDate};
use kabinet_demo::Ledger;
use kabinet_domain::{Money, Month, MonthStatement, Transaction};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// Returns every day of four years, including a leap year.
fn many_days() -> impl Iterator<Item = NaiveDate> {
    (0..1461).map(|days| day("2023-01-01") + Days::new(days))
}

fn check_balances(months: &[MonthStatement]) {
    let mut balance = months[0].totals.opening_balance;
    for statement in months {
        let totals = statement.totals;
        assert_eq!(totals.opening_balance, balance, "{} opens where the month before closed", totals.month);
        for entry in &statement.transactions {
            assert!(totals.month.contains(entry.date), "{} is in {}", entry.date, totals.month);
            assert_eq!(entry.balance_before, Some(balance), "{entry:?} opens where the one before closed");
            balance = balance + entry.amount;
            assert_eq!(entry.balance_after, Some(balance), "{entry:?} closes with its own sum");
        }
        assert!(
            statement.transactions.is_sorted_by_key(|entry| (entry.date, entry.time)),
            "{}",
            totals.month
        );
        assert_eq!(totals.closing_balance, balance);
        assert_eq!(totals.opening_balance + totals.paid - totals.charged, totals.closing_balance);
        assert!(!totals.paid.is_negative() && !totals.charged.is_negative(), "{}", totals.month);
    }
}

#[test]
fn the_instructions_months_are_there_to_the_kopeck() {
    let ledger = Ledger::until(day("2026-11-20"));
    let november = &ledger.months()[0];
    let lines: Vec<_> = november
        .transactions
        .iter()
        .map(|entry| (entry.date, entry.description.as_str(), entry.amount, entry.balance_after))
        .collect();
    assert_eq!(
        lines,
        [
            (day("2021-11-09"), "Оплата через cloudpayments", money("989.00"), Some(money("989.00"))),
            (day("2021-11-10"), "Списание аб.платы по тарифу", money("-589.00"), Some(money("400.00"))),
            (day("2021-11-10"), "За платные заявки", money("-400.00"), Some(Money::ZERO)),
        ]
    );
    let totals: Vec<_> = ledger.months()[..3]
        .iter()
        .map(|month| month.totals)
        .map(|t| (t.month, t.opening_balance, t.paid, t.charged, t.closing_balance))
        .collect();
    let row = |month_text, sum| (month(month_text), Money::ZERO, money(sum), money(sum), Money::ZERO);
    assert_eq!(totals, [row("2021-11", "989.00"), row("2021-12", "589.00"), row("2022-01", "639.00")]);
}

#[test]
fn the_balances_follow_from_one_another_on_any_day() {
    for today in many_days() {
        let ledger = Ledger::until(today);
        check_balances(ledger.months());
        assert_eq!(ledger.months().last().unwrap().totals.month, Month::of(today));
        assert!(
            ledger.months().iter().flat_map(|month| &month.transactions).all(|entry| entry.date <= today)
        );
    }
    check_balances(Ledger::of_months(day("2026-11-20"), 400).months());
}

#[test]
fn the_account_is_short_of_the_next_debit_a_few_days_ahead_on_any_day() {
    for today in many_days() {
        let summary = Ledger::until(today).summary();
        let ahead = (summary.next_debit.unwrap() - today).num_days();
        assert!((3..=7).contains(&ahead), "{ahead} days on {today}");
        assert_eq!(summary.days_left.map(i64::from), Some(ahead));
        assert_eq!((summary.balance, summary.shortfall()), (money("588.00"), Some(money("212.00"))));
    }
}

#[test]
fn a_month_that_is_over_is_the_same_on_any_later_day_and_in_a_history_of_any_length() {
    let known = Ledger::until(day("2026-11-20"));
    let over = &known.months()[..known.months().len() - 1];
    let later = Ledger::until(day("2028-02-29"));
    assert_eq!(later.months()[..over.len()], *over);
    let shorter = Ledger::of_months(day("2026-11-20"), 12);
    assert_eq!(shorter.months(), &known.months()[known.months().len() - 12..]);
    let longer = Ledger::of_months(day("2026-11-20"), 120);
    assert_eq!(longer.months().len(), 120);
    assert!(longer.months().ends_with(known.months()));
}

#[test]
fn any_year_holds_what_a_reader_may_stumble_over() {
    for (year, today) in (2022..2030).map(|year| (year, NaiveDate::from_ymd_opt(year, 12, 31).unwrap())) {
        let months = Ledger::of_months(today, 12).months().to_vec();
        let over = &months[..11];
        let any = |what: fn(&MonthStatement) -> bool| over.iter().any(what);
        assert!(any(|month| month.transactions.is_empty()), "{year} has a month without operations");
        assert!(
            any(|month| month.totals.closing_balance.is_negative()),
            "{year} has a month that ends in debt"
        );
        let unpaid =
            |month: &MonthStatement| month.totals.paid == Money::ZERO && !month.transactions.is_empty();
        assert!(any(unpaid), "{year} has a month without a payment");
        assert!(any(has_duplicates), "{year} has two operations alike");
        assert!(any(has_refund), "{year} has a refund");
        assert!(any(has_three_a_day), "{year} has a day with several operations");
    }
}

fn has_duplicates(month: &MonthStatement) -> bool {
    let same = |a: &Transaction, b: &Transaction| {
        (a.date, &a.description, a.amount) == (b.date, &b.description, b.amount)
    };
    month.transactions.windows(2).any(|pair| same(&pair[0], &pair[1]))
}

fn has_refund(month: &MonthStatement) -> bool {
    month.transactions.iter().any(|entry| entry.description.starts_with("Возврат"))
}

fn has_three_a_day(month: &MonthStatement) -> bool {
    let mut days: HashMap<u32, usize> = HashMap::new();
    month.transactions.iter().for_each(|entry| *days.entry(entry.date.day()).or_default() += 1);
    days.values().any(|count| *count >= 3)
}

#[test]
fn a_new_operation_lands_in_the_open_month_and_moves_the_balance() {
    let mut ledger = Ledger::until(day("2026-11-20"));
    let before = ledger.months().to_vec();
    ledger.add("Оплата через ЕРЦ", money("300.00"));
    check_balances(ledger.months());
    assert_eq!(ledger.summary().balance, money("888.00"));
    let (open, over) = ledger.months().split_last().unwrap();
    assert_eq!(over, &before[..before.len() - 1]);
    assert_eq!(open.transactions.len(), before.last().unwrap().transactions.len() + 1);
}

#[test]
fn a_correction_changes_its_month_alone() {
    let mut ledger = Ledger::until(day("2026-11-20"));
    let before = ledger.months().to_vec();
    ledger.correct(month("2022-01"), money("10.00"));
    check_balances(ledger.months());
    let changed: Vec<Month> = before
        .iter()
        .zip(ledger.months())
        .filter(|(old, new)| old != new)
        .map(|(old, _)| old.totals.month)
        .collect();
    assert_eq!(changed, [month("2022-01")]);
    assert_eq!(ledger.months()[2].totals.paid, money("649.00"));
}

#[test]
fn as_days_pass_months_begin_and_each_debit_is_charged_on_its_day() {
    let mut ledger = Ledger::until(day("2026-11-25"));
    let before = ledger.months().to_vec();
    ledger.pass_to(day("2026-11-30"));
    assert_eq!(ledger.months(), before, "nothing is charged before the day of the debit is over");
    assert_eq!(ledger.summary().days_left, Some(0));
    ledger.pass_to(day("2027-03-01"));
    check_balances(ledger.months());
    let since = ledger.months()[before.len() - 1..].iter().flat_map(|month| &month.transactions);
    let since = since.filter(|entry| entry.date > day("2026-11-25"));
    let charged: Vec<_> = since.map(|entry| (entry.date, entry.amount)).collect();
    let debits = ["2026-11-30", "2026-12-30", "2027-01-30", "2027-02-28"];
    assert_eq!(charged, debits.map(|date| (day(date), money("-800.00"))));
    let summary = ledger.summary();
    assert_eq!((summary.next_debit, summary.balance), (Some(day("2027-03-30")), money("-2612.00")));
    assert_eq!(ledger.months().len(), before.len() + 4, "a month without a payment is there too");
}
