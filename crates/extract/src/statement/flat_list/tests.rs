//! Transactions in a flat list.

use url::Url;

use super::*;
use crate::statement::columns::AmountColumns;
use crate::table::{Column, Place};

fn columns() -> TransactionColumns {
    let column = |labels: &[&str], place| {
        let synonyms = labels.iter().map(|label| (*label).to_owned()).collect();
        Column::new(labels[0].to_owned(), synonyms, place)
    };
    TransactionColumns {
        date: column(&["дата", "время"], Place::Only),
        description: column(&["описание", "комментарий"], Place::Only),
        amount: AmountColumns::new(
            column(&["сумма"], Place::Only),
            column(&["приход", "зачисление"], Place::Only),
            column(&["расход", "списание"], Place::Only),
        ),
        balance_before: column(&["остаток", "депозит перед операцией"], Place::First),
        balance_after: column(&["остаток", "остаток после"], Place::Last),
    }
}

fn page(kind: ListKind, table: &str) -> FlatPage {
    let html = format!("<table>{table}</table>");
    let document = Document::read(&html, &Url::parse("http://localhost/").unwrap(), encoding_rs::UTF_8);
    read(&document, &columns(), kind, NaiveDate::from_ymd_opt(2026, 11, 28).unwrap()).unwrap()
}

fn shown(page: &FlatPage) -> Vec<String> {
    let money = |balance: Option<kabinet_domain::Money>| balance.map_or("-".to_owned(), |it| it.to_string());
    let line = |it: &Transaction| {
        let [before, after] = [it.balance_before, it.balance_after].map(money);
        format!("{} {before} {} {after}", it.date, it.amount)
    };
    page.transactions.iter().map(line).collect()
}

#[test]
fn a_list_in_two_columns_with_the_balance_after_leaves_out_messages() {
    let read = page(
        ListKind::Both,
        "<tr><th>Время<th>Приход, руб<th>Расход, руб<th>Остаток, руб<th>Комментарий
        <tr><td>01.11.2026 00:05<td><td>550.5<td>254.5<td>Абонплата
        <tr><td>30.10.2026 12:00<td><td><td><td>Сообщение
        <tr><td>29.10.2026 11:00<td>805<td><td>805<td>Платёж",
    );
    assert_eq!(shown(&read), ["2026-11-01 - -550.50 254.50", "2026-10-29 - 805.00 805.00"]);
    assert!(read.is_signed && read.unread_rows.is_empty());
}

#[test]
fn a_label_that_only_lists_have_is_removed_from_the_cells_that_repeat_it() {
    let read = page(
        ListKind::Both,
        "<tr><th>Дата<th>Способ<th>Сумма
        <tr><td>Дата: 01.11.2026<td>Способ: Терминал<td>Сумма: +500,00",
    );
    assert_eq!(read.transactions[0].description, "Терминал");
}

#[test]
fn lists_of_one_side_take_their_sign_from_the_list() {
    let table = "<tr><th>Дата<th>Описание<th>Сумма<th>Депозит перед операцией<th>Тип
        <tr><td>2026-11-01 00:00:00<td>Абонплата<td>550.00<td>1 000.00<td>Тариф
        <tr><td>Всего<td><td>550.00<td><td>";
    let charges = page(ListKind::OneSide(Side::Debit), table);
    assert_eq!(shown(&charges), ["2026-11-01 1000.00 -550.00 -"]);
    let payments = page(ListKind::OneSide(Side::Credit), table);
    assert_eq!(shown(&payments), ["2026-11-01 1000.00 550.00 -"]);
    let unsigned = page(ListKind::Both, table);
    assert!(!unsigned.is_signed, "nothing on the page tells a payment from a charge");
}

#[test]
fn a_list_without_balances_is_read_by_the_signs_it_shows() {
    let read = page(
        ListKind::Both,
        "<tr><th>Дата<th>Описание<th>Сумма<tr><td>01.11.2026<td>Абонплата<td>−550,00<tr><td>29.10.2026<td>Платёж<td>+805,00",
    );
    assert_eq!(shown(&read), ["2026-11-01 - -550.00 -", "2026-10-29 - 805.00 -"]);
    assert!(read.is_signed);
}

#[test]
fn a_row_with_an_impossible_date_costs_no_other_row() {
    let read = page(
        ListKind::Both,
        "<tr><th>Дата<th>Описание<th>Сумма<tr><td>31.11.2026<td>Абонплата<td>−550,00<tr><td>29.10.2026<td>Платёж<td>+805,00",
    );
    assert_eq!(shown(&read), ["2026-10-29 - 805.00 -"]);
    assert!(read.unread_rows[0].to_string().contains("31.11.2026"));
}
