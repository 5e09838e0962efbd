//! Search.

use kabinet_domain::{
    Category, CategoryOverrides, DateRange, Money, MonthStatement, Query, Transaction, categorize,
};
use kabinet_store::{AccountId, Cursor, Found, FoundTotals, FoundTransaction, Search, Store, StoreError};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{OnDisk, at, connect, entry, money, month, new_account, statement};

const NOW: &str = "2026-11-01T05:00:00Z";

#[test]
fn transactions_are_found_newest_first_with_the_totals_of_all() {
    let (mut on_disk, id) = OnDisk::with_account();
    for (name, price) in [("2026-09", "700.00"), ("2026-10", "800.00")] {
        on_disk.store.record_month(id, &statement(name, price), at(NOW)).unwrap();
    }
    let store = on_disk.reopen().store;
    assert_eq!(
        rows(&store, id, ""),
        ["2026-10 1 -800.00", "2026-10 0 800.00", "2026-09 1 -700.00", "2026-09 0 700.00"]
    );
    assert_eq!(rows(&store, id, "оплату"), ["2026-10 0 800.00", "2026-09 0 700.00"]);
    assert_eq!(rows(&store, id, "тариф >700"), ["2026-10 1 -800.00"]);
    assert_eq!(rows(&store, id, "09.2026 700"), ["2026-09 1 -700.00", "2026-09 0 700.00"]);
    assert_eq!(rows(&store, id, "кино"), [""; 0]);
    let totals = FoundTotals { count: 4, paid: money("1500.00"), charged: money("1500.00") };
    assert_eq!(search(&store, id, "", None).totals, totals);
}

#[test]
fn a_month_that_changed_is_found_as_it_is_now_and_another_account_not_at_all() {
    let (mut on_disk, id) = OnDisk::with_account();
    let other = on_disk.store.remember_account(&new_account("87654321")).unwrap();
    on_disk.store.record_month(other, &statement("2026-10", "555.00"), at(NOW)).unwrap();
    for price in ["800.00", "850.00"] {
        on_disk.store.record_month(id, &statement("2026-10", price), at(NOW)).unwrap();
    }
    assert_eq!(rows(&on_disk.store, id, "оплата"), ["2026-10 0 850.00"]);
    on_disk.store.forget(id).unwrap();
    assert_eq!(rows(&on_disk.store, id, ""), [""; 0]);
    assert_eq!(rows(&on_disk.store, other, "оплата"), ["2026-10 0 555.00"]);
}

#[test]
fn pages_follow_one_another_without_a_gap_or_a_duplicate() {
    let (mut on_disk, id) = OnDisk::with_account();
    let months = ["2026-10", "2026-09", "2026-08", "2026-07"].map(|name| {
        let day = month(name).first_day();
        let entries = (0..80).map(|_| entry(day, "Списание", "-1.00")).collect();
        MonthStatement { transactions: entries, ..statement(name, "0.00") }
    });
    for month in &months {
        on_disk.store.record_month(id, month, at(NOW)).unwrap();
    }
    let mut pages = vec![search(&on_disk.store, id, "списание", None)];
    while let Some(next) = pages.last().unwrap().next {
        pages.push(search(&on_disk.store, id, "списание", Some(&next)));
    }
    assert_eq!(pages.iter().map(|page| page.transactions.len()).collect::<Vec<_>>(), [100, 100, 100, 20]);
    let found = pages.iter().flat_map(|page| &page.transactions).map(|found| (found.month, found.position));
    let all = months.iter().flat_map(|month| (0..80).rev().map(|position| (month.totals.month, position)));
    assert_eq!(found.collect::<Vec<_>>(), all.collect::<Vec<_>>());
    let totals = FoundTotals { count: 320, paid: Money::ZERO, charged: money("320.00") };
    assert!(pages.iter().all(|page| page.totals == totals), "every page has the totals of all");
}

#[test]
fn an_index_that_cannot_be_read_is_damage_and_not_less_found() {
    for damage in [
        "UPDATE search_index SET rows = CAST(substr(rows, 2) AS BLOB)",
        "UPDATE search_index SET rows = X'00000000FFFFFFFF0000000000000000'",
        "UPDATE search_index SET month = '2026-13'",
        "UPDATE search_index SET statement = 7",
        "DELETE FROM description WHERE number = 0",
        "DELETE FROM description",
        "DELETE FROM statement_transaction WHERE position = 0",
    ] {
        let (mut on_disk, id) = OnDisk::with_account();
        on_disk.store.record_month(id, &statement("2026-10", "800.00"), at(NOW)).unwrap();
        let vandal = connect(&on_disk.file());
        vandal.execute_batch(&format!("PRAGMA foreign_keys = OFF; {damage}")).unwrap();
        let outcome = look(&on_disk.store, id, "оплата", None, None);
        assert!(matches!(outcome, Err(StoreError::Damaged(_))), "after {damage}: {outcome:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_search_finds_the_same_as_a_check_of_every_transaction(
        months in proptest::collection::vec((0..4_usize, ledgers()), 1..8),
        typed in queries(),
        days in days(),
        category in proptest::option::of(select(&Category::ALL)),
    ) {
        let (mut on_disk, id) = OnDisk::with_account();
        let names = ["2026-07", "2026-08", "2026-09", "2026-10"];
        for (name, entries) in months {
            let read = MonthStatement { transactions: entries, ..statement(names[name], "0.00") };
            on_disk.store.record_month(id, &read, at(NOW)).unwrap();
        }
        let query = query(&typed);
        let mut expected: Vec<FoundTransaction> = Vec::new();
        for month in on_disk.store.statements(id, None).unwrap() {
            let shown = |entry: &Transaction| days.contain_month(month.totals.month) || days.contain(entry.date);
            let is_shown = days.touch(month.totals.month);
            let places = month.transactions.iter().cloned().enumerate().rev();
            let found = places.filter(|(_, entry)| is_shown && shown(entry) && is_found(entry, &query, category));
            let of_month = month.totals.month;
            expected.extend(found.map(|(position, transaction)| FoundTransaction { month: of_month, position, transaction }));
        }
        let overrides = overrides();
        let search = Search { query: &query, category, days, overrides: &overrides };
        let found = on_disk.store.search(id, &search, None).unwrap();
        prop_assert_eq!(found.totals, totals(&expected));
        let parts = query.parts();
        let without = |place: usize| {
            let others = parts.iter().enumerate().filter(|(other, _)| *other != place);
            let rest = Query { terms: others.flat_map(|(_, part)| part.terms.clone()).collect() };
            on_disk.store.search(id, &Search { query: &rest, ..search }, None).unwrap().totals.count
        };
        let counted = if expected.is_empty() { 0..parts.len() } else { 0..0 };
        prop_assert_eq!(found.without_each, counted.map(without).collect::<Vec<_>>(), "parts of {:?}", typed);
        prop_assert_eq!(found.transactions, expected, "what {:?} finds of {:?}", typed, category);
    }
}

fn is_found(entry: &Transaction, query: &Query, category: Option<Category>) -> bool {
    let own = categorize(entry, &overrides());
    category.is_none_or(|category| own == category) && query.accepts(entry, own)
}

/// Reads text as typed on the day that the tests are at.
fn query(typed: &str) -> Query {
    Query::typed(typed, at(NOW).date_naive())
}

/// Returns ranges that hold months, parts of months, or nothing.
fn days() -> impl Strategy<Value = DateRange> {
    let ends =
        || select(vec![None, Some("2026-07-01"), Some("2026-09-15"), Some("2026-09-30"), Some("2026-10-31")]);
    let day = |text: Option<&str>| text.map(|text| text.parse().unwrap());
    (ends(), ends()).prop_map(move |(from, to)| DateRange { from: day(from), to: day(to) })
}

fn totals(found: &[FoundTransaction]) -> FoundTotals {
    let sums = || found.iter().map(|found| found.transaction.amount);
    FoundTotals {
        count: found.len(),
        paid: sums().filter(|sum| !sum.is_negative()).sum(),
        charged: sums().filter(|sum| sum.is_negative()).map(|sum| -sum).sum(),
    }
}

fn ledgers() -> impl Strategy<Value = Vec<Transaction>> {
    let operations = select(vec!["Оплата через cloudpayments", "Списание аб.платы", "Перерасчёт №500", ""]);
    let amounts = select(vec!["-589.00", "500.00", "0.00", "500.01", "-500.00", "2026.00"]);
    let days = select(vec!["2026-07-01", "2026-09-30", "2026-10-01", "2025-12-31"]);
    let entries = (days, operations, amounts)
        .prop_map(|(day, operation, amount)| entry(day.parse().unwrap(), operation, amount));
    proptest::collection::vec(entries, 0..12)
}

fn queries() -> impl Strategy<Value = String> {
    let terms = select(vec![
        "",
        "о",
        "оплаты",
        "пер",
        "перерасчет",
        "500",
        ">500",
        "-500",
        "<=500",
        "2026",
        "10.2026",
        "01.07.2026..30.09.2026",
        "100..600",
        "плат",
        "кино",
        "корректировка",
        "абонентская плата",
    ]);
    proptest::collection::vec(terms, 0..3).prop_map(|terms| terms.join(" "))
}

fn search(store: &Store, id: AccountId, typed: &str, after: Option<&Cursor>) -> Found {
    look(store, id, typed, None, after).unwrap()
}

fn look(
    store: &Store,
    id: AccountId,
    typed: &str,
    category: Option<Category>,
    after: Option<&Cursor>,
) -> Result<Found, StoreError> {
    let search =
        Search { query: &query(typed), category, days: DateRange::default(), overrides: &overrides() };
    store.search(id, &search, after)
}

/// Returns overrides by which a fee is equipment.
fn overrides() -> CategoryOverrides {
    [("Списание аб.платы №7".to_owned(), Category::Equipment)].into_iter().collect()
}

/// Returns the month, position and amount of each transaction on the first page.
fn rows(store: &Store, id: AccountId, typed: &str) -> Vec<String> {
    let found = search(store, id, typed, None).transactions.into_iter();
    found.map(|found| format!("{} {} {}", found.month, found.position, found.transaction.amount)).collect()
}
