//! Months derived from transactions.

use super::*;
use crate::statement::columns::AmountColumns;
use crate::table::{Column, Place};

fn columns() -> TransactionColumns {
    let column = |name: &str| Column::new(name.to_owned(), Vec::new(), Place::Only);
    TransactionColumns {
        date: column("Дата"),
        description: column("Операция"),
        amount: AmountColumns::new(column("Сумма"), column("Приход"), column("Расход")),
        balance_before: column("Остаток"),
        balance_after: column("Остаток"),
    }
}

/// Returns a transaction of a moment with the balances that are not empty.
fn row(moment: &str, before: &str, amount: &str, after: &str) -> Transaction {
    let (date, time) = moment.split_once(' ').map_or((moment, None), |(date, time)| (date, Some(time)));
    Transaction {
        date: date.parse().unwrap(),
        time: time.map(|time| time.parse().unwrap()),
        description: "Операция".to_owned(),
        balance_before: before.parse().ok(),
        amount: amount.parse().unwrap(),
        balance_after: after.parse().ok(),
    }
}

fn list(is_signed: bool, transactions: Vec<Transaction>) -> FlatList {
    FlatList { transactions, is_signed, covers_from: None }
}

fn derived(lists: &[FlatList], balance: &str) -> DerivedStatement {
    let today = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
    derive_months(lists, balance.parse().unwrap(), today, &columns()).unwrap()
}

fn months(statement: &DerivedStatement) -> Vec<String> {
    let line = |month: &MonthStatement| {
        let it = month.totals;
        format!("{} {} {} {} {}", it.month, it.opening_balance, it.paid, it.charged, it.closing_balance)
    };
    statement.months.iter().map(line).collect()
}

const THREE_MONTHS: [&str; 3] = [
    "2026-09 0.00 800.00 550.00 250.00",
    "2026-10 250.00 0.00 0.00 250.00",
    "2026-11 250.00 1000.00 550.00 700.00",
];

#[test]
fn every_layout_of_one_list_gives_the_same_months() {
    let rows = [
        ["2026-09-01 00:05:00", "0.00", "800.00", "800.00"],
        ["2026-09-01 10:00:00", "800.00", "-550.00", "250.00"],
        ["2026-11-01 00:05:00", "250.00", "1000.00", "1250.00"],
        ["2026-11-01 00:05:00", "1250.00", "-550.00", "700.00"],
    ];
    for (has_before, has_after) in [(true, true), (true, false), (false, true), (false, false)] {
        let shown = |is_shown: bool, balance| if is_shown { balance } else { "" };
        let oldest: Vec<Transaction> = rows
            .iter()
            .map(|[moment, before, amount, after]| {
                row(moment, shown(has_before, before), amount, shown(has_after, after))
            })
            .collect();
        let newest: Vec<Transaction> = oldest.iter().rev().cloned().collect();
        for transactions in [oldest, newest] {
            let statement = derived(&[list(true, transactions)], "700.00");
            assert_eq!(months(&statement), THREE_MONTHS, "before {has_before}, after {has_after}");
            assert_eq!(statement.unexplained, []);
        }
    }
}

#[test]
fn payments_and_charges_apart_are_merged_by_time() {
    let payments = list(
        true,
        vec![
            row("2026-11-01 09:00:00", "-300.00", "1000.00", ""),
            row("2026-09-01 00:05:00", "0.00", "800.00", ""),
        ],
    );
    let charges = list(
        true,
        vec![
            row("2026-11-01 00:00:00", "250.00", "-550.00", ""),
            row("2026-09-01 10:00:00", "800.00", "-550.00", ""),
        ],
    );
    let statement = derived(&[payments, charges], "700.00");
    assert_eq!(months(&statement), THREE_MONTHS);
    assert_eq!(statement.unexplained, []);
}

#[test]
fn amounts_without_signs_take_them_from_the_balances() {
    let after = vec![
        row("2026-11-01 00:05:00", "", "550.00", "700.00"),
        row("2026-10-15 00:05:00", "", "1000.00", "1250.00"),
        row("2026-09-01 00:05:00", "250.00", "0.00", "250.00"),
    ];
    let november = "2026-11 1250.00 0.00 550.00 700.00";
    assert_eq!(months(&derived(&[list(false, after)], "700.00"))[2], november);
    let before = vec![
        row("2026-10-15 00:05:00", "250.00", "1000.00", ""),
        row("2026-11-01 00:05:00", "1250.00", "550.00", ""),
    ];
    assert_eq!(months(&derived(&[list(false, before)], "700.00"))[1], november);
    let today = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
    let bare = list(false, vec![row("2026-11-01", "", "550.00", "")]);
    let refused = derive_months(&[bare], Money::ZERO, today, &columns()).unwrap_err();
    assert_eq!(refused[0].label, "Сумма", "nothing tells a payment from a charge");
}

#[test]
fn a_change_without_a_row_is_shown_and_not_spread() {
    let rows = vec![
        row("2026-10-15", "0.00", "1000.00", "1000.00"),
        row("2026-11-01", "1015.00", "-550.00", "465.00"),
    ];
    let statement = derived(&[list(true, rows)], "465.00");
    assert_eq!(
        months(&statement),
        ["2026-10 0.00 1000.00 0.00 1015.00", "2026-11 1015.00 0.00 550.00 465.00"]
    );
    let [gap] = statement.unexplained.as_slice() else { panic!("{statement:?}") };
    assert_eq!((gap.date.to_string(), gap.difference.to_string()), ("2026-10-15".into(), "15.00".into()));
    assert!(!statement.is_inexact());
    let rounded = vec![row("2026-11-01", "589.28", "-100.00", "")];
    assert!(derived(&[list(true, rounded)], "489.29").is_inexact(), "the site cuts kopecks off");
}

#[test]
fn months_before_a_limited_list_begins_are_left_out() {
    let payments = list(true, vec![row("2026-05-10", "", "1650.00", "")]);
    let charges = FlatList {
        covers_from: NaiveDate::from_ymd_opt(2026, 9, 28),
        ..list(true, vec![row("2026-10-01", "", "-550.00", ""), row("2026-11-01", "", "-550.00", "")])
    };
    let statement = derived(&[payments, charges], "0.00");
    assert_eq!(
        months(&statement),
        ["2026-10 1100.00 0.00 550.00 550.00", "2026-11 550.00 0.00 550.00 0.00"],
        "charges of the months before are not shown"
    );
}
