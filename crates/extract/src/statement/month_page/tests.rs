//! Transactions on the page of a month.

use url::Url;

use super::*;
use crate::statement::columns::AmountColumns;
use crate::statement::reconcile::reconcile;
use crate::table::{Column, Place};

fn columns() -> TransactionColumns {
    let column = |label: &str, place| Column::new(label.to_owned(), vec![label.to_lowercase()], place);
    TransactionColumns {
        date: column("Дата", Place::Only),
        description: column("Операция", Place::Only),
        amount: AmountColumns::new(
            column("Сумма", Place::Only),
            column("Приход", Place::Only),
            column("Расход", Place::Only),
        ),
        balance_before: column("Остаток", Place::First),
        balance_after: column("Остаток", Place::Last),
    }
}

fn totals(month: u32, figures: [&str; 4]) -> MonthTotals {
    let [opening_balance, paid, charged, closing_balance] = figures.map(|sum| sum.parse().unwrap());
    let month = Month::new(2026, month).unwrap();
    MonthTotals { month, opening_balance, paid, charged, closing_balance }
}

fn document(rows: &str) -> Document {
    let html = format!("<table><tr><th>Дата<th>Операция<th>Остаток<th>Сумма<th>Остаток{rows}</table>");
    Document::read(&html, &Url::parse("http://localhost/").unwrap(), encoding_rs::UTF_8)
}

/// Reads months from one page that shows the transactions of all of them.
fn read(rows: &str, totals: &MonthTotals) -> Result<Vec<String>, String> {
    let read = MonthsBeside::of(&document(rows), &columns())
        .transactions(totals)
        .and_then(|candidates| reconcile(candidates, totals, &columns()));
    let line = |it: &Transaction| format!("{} {}", it.date.format("%d.%m"), it.amount);
    read.map(|all| all.iter().map(line).collect()).map_err(|missing| missing[0].to_string())
}

const OCTOBER: &str = "<tr><td>09.10.2026<td>Оплата<td>0,00<td>800,00<td>800,00";

#[test]
fn an_impossible_date_or_an_unreadable_amount_costs_its_month_alone() {
    let october = totals(10, ["0.00", "800.00", "0.00", "800.00"]);
    let november = totals(11, ["800.00", "0.00", "1012.00", "-212.00"]);
    for unreadable in [
        "<tr><td>31.11.2026<td>Списание<td>800,00<td>−1 012,00<td>−212,00",
        "<tr><td>30.02.2026<td>Списание<td>800,00<td>−1 012,00<td>−212,00",
        "<tr><td>30.11.2026<td>Списание<td>800,00<td>−1,012<td>−212,00",
    ] {
        let rows = format!("{OCTOBER}{unreadable}");
        assert_eq!(read(&rows, &october), Ok(vec!["09.10 800.00".to_owned()]), "{unreadable}");
        let refused = read(&rows, &november).expect_err(unreadable);
        assert!(refused.contains("Списание"), "{refused}");
    }
}

#[test]
fn an_unreadable_row_is_passed_over_only_if_payments_and_charges_come_out_without_it() {
    let rows = format!("{OCTOBER}<tr><td>32.10.2026<td>Сообщение<td>800,00<td>0,00<td>800,00");
    let whole = totals(10, ["0.00", "800.00", "0.00", "800.00"]);
    assert_eq!(read(&rows, &whole), Ok(vec!["09.10 800.00".to_owned()]));
    let more_was_paid_and_charged = totals(10, ["0.00", "1300.00", "500.00", "800.00"]);
    assert!(read(&rows, &more_was_paid_and_charged).is_err());
}

#[test]
fn a_transaction_of_the_1st_is_of_the_month_before_if_the_sums_prove_it() {
    let rows = format!(
        "{OCTOBER}<tr><td>01.11.2026<td>Списание<td>800,00<td>−800,00<td>0,00
        <tr><td>05.11.2026<td>Оплата<td>0,00<td>500,00<td>500,00"
    );
    let october = totals(10, ["0.00", "800.00", "800.00", "0.00"]);
    assert_eq!(read(&rows, &october), Ok(vec!["09.10 800.00".to_owned(), "01.11 -800.00".to_owned()]));
    let november = totals(11, ["0.00", "500.00", "0.00", "500.00"]);
    assert_eq!(read(&rows, &november), Ok(vec!["05.11 500.00".to_owned()]));
    let unlike = totals(10, ["0.00", "800.00", "700.00", "100.00"]);
    assert_eq!(read(&rows, &unlike), Ok(vec!["09.10 800.00".to_owned()]), "the sums do not take it in");
}

#[test]
fn a_month_may_have_nothing_but_a_recalculation() {
    let recalculated = totals(11, ["0.00", "0.00", "-50.00", "50.00"]);
    let row = "<tr><td>05.11.2026<td>Перерасчёт<td>0,00<td>50,00<td>50,00";
    assert_eq!(read(row, &recalculated), Ok(vec!["05.11 50.00".to_owned()]));
    let other = totals(11, ["0.00", "0.00", "-60.00", "60.00"]);
    let unread = format!("{row}<tr><td>31.11.2026<td>Перерасчёт<td>50,00<td>10,00<td>60,00");
    assert!(read(&unread, &other).is_err());
}

#[test]
fn the_only_month_of_a_new_customer_is_read() {
    let first = totals(11, ["0.00", "500.00", "0.00", "500.00"]);
    let row = "<tr><td>05.11.2026<td>Оплата<td>0,00<td>500,00<td>500,00";
    assert_eq!(read(row, &first), Ok(vec!["05.11 500.00".to_owned()]));
}
