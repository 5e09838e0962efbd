//! Months, the list of months and the balance, each of which stands alone.

use kabinet_demo::{Fault, Screen};
use kabinet_domain::{ErrorCode, Month};
use kabinet_providers::ProviderError;
use kabinet_store::StoredCode;
use kabinet_sync::{Refreshed, SyncError};

use crate::support::local_site::LocalSite;
use crate::support::{Customer, cabinet, hours_later};

const SEPTEMBER: [&str; 4] = ["0.00", "800.00", "800.00", "0.00"];
const OCTOBER: [&str; 4] = ["0.00", "1000.00", "800.00", "200.00"];
const NOVEMBER: [&str; 4] = ["200.00", "1188.00", "800.00", "588.00"];
const ZEROS: [&str; 4] = ["0.00", "0.00", "0.00", "0.00"];

const PAID_IN_OCTOBER: [&str; 5] = ["05.10.2026", "Оплата", "0.00", "1000.00", "1000.00"];
const CHARGED_IN_OCTOBER: [&str; 5] = ["10.10.2026", "Списание аб.платы", "1000.00", "-800.00", "200.00"];

fn account(balance: &str) -> String {
    format!(
        "<a href=/exit>Выйти</a> <a href=/money>Статистика</a><table><tr><td>Лицевой счёт<td>12345678
        <tr><td>Баланс<td>{balance} ₽<tr><td>Абонентская плата<td>800 ₽ в месяц
        <tr><td>Дата ближайшего списания<td>05.12.2026</table>"
    )
}

fn list(months: &[(&str, [&str; 4])]) -> String {
    let row = |(month, [opening, paid, charged, closing]): &(&str, [&str; 4])| {
        format!("<tr><td><a href=/m{month}>{month}</a><td>{opening}<td>{paid}<td>{charged}<td>{closing}")
    };
    let rows: String = months.iter().map(row).collect();
    format!(
        "<a href=/exit>Выйти</a><table>
        <tr><th>Месяц<th>Остаток на начало<th>Оплата<th>Расход<th>Остаток на конец{rows}</table>"
    )
}

fn month(rows: &[[&str; 5]]) -> String {
    let rows: String = rows.iter().map(|row| format!("<tr><td>{}", row.join("<td>"))).collect();
    format!(
        "<a href=/exit>Выйти</a><table><tr><th>Дата<th>Операция<th>Остаток<th>Сумма<th>Остаток{rows}</table>"
    )
}

fn history(october: [&str; 4], november: [&str; 4]) -> String {
    list(&[("11.2026", november), ("10.2026", october), ("09.2026", SEPTEMBER)])
}

fn november(row: [&str; 5]) -> String {
    month(&[["05.11.2026", "Оплата", "200.00", "1188.00", "1388.00"], row])
}

const CHARGED_IN_NOVEMBER: [&str; 5] = ["10.11.2026", "Списание аб.платы", "1388.00", "-800.00", "588.00"];

async fn site() -> LocalSite {
    LocalSite::signed_in(&[
        ("/home", account("588.00")),
        ("/money", history(OCTOBER, NOVEMBER)),
        ("/m11.2026", november(CHARGED_IN_NOVEMBER)),
        ("/m10.2026", month(&[PAID_IN_OCTOBER, CHARGED_IN_OCTOBER])),
        (
            "/m09.2026",
            month(&[
                ["05.09.2026", "Оплата", "0.00", "800.00", "800.00"],
                ["10.09.2026", "Списание аб.платы", "800.00", "-800.00", "0.00"],
            ]),
        ),
    ])
    .await
}

async fn site_up_to_date() -> LocalSite {
    let mut site = site().await;
    let refreshed = site.refresh(0).await.unwrap();
    assert_eq!(refreshed, Refreshed { months_read: 3, new_entries: 6, ..Refreshed::default() });
    site
}

fn named(month: &str) -> Month {
    month.parse().unwrap()
}

#[tokio::test]
async fn an_impossible_date_in_one_month_costs_neither_the_balance_nor_the_other_months() {
    let mut site = site_up_to_date().await;
    let before = site.statements();
    site.show("/home", account("-212.00"));
    site.show("/money", history(OCTOBER, ["200.00", "1188.00", "1600.00", "-212.00"]));
    for date in ["31.11.2026", "30.02.2026", "вчера"] {
        let charged = format!("<tr><td>{date}<td>Списание<td>588.00<td>-800.00<td>-212.00</table>");
        site.show("/m11.2026", november(CHARGED_IN_NOVEMBER).replace("</table>", &charged));
        let refreshed = site.refresh(1).await.unwrap();
        assert_eq!(refreshed.unread_months, [(named("2026-11"), ErrorCode::SiteChanged)], "{date}");
        assert_eq!(site.balance(), "-212.00");
        let summary = site.store.summary(site.id).unwrap().unwrap();
        assert_eq!((summary.value.next_debit, summary.read_at), ("2026-12-05".parse().ok(), hours_later(1)));
        assert_eq!(site.statements(), before, "the earlier version stays");
    }
    let unread = site.store.unread_months(site.id).unwrap();
    assert_eq!(unread.len(), 1, "{unread:?}");
    assert_eq!(unread[0].month, named("2026-11"));
    let status = site.store.refresh_status(site.id).unwrap();
    assert_eq!((status.succeeded_at, status.last_error), (Some(hours_later(1)), None));
    let log = site.store.refresh_log(site.id, 1).unwrap();
    assert_eq!(
        log[0].failure.as_ref().map(StoredCode::name),
        Some("site_changed"),
        "the partial failure is in the log"
    );

    let charged = "<tr><td>30.11.2026<td>Списание<td>588.00<td>-800.00<td>-212.00</table>";
    site.show("/m11.2026", november(CHARGED_IN_NOVEMBER).replace("</table>", charged));
    let refreshed = site.refresh(2).await.unwrap();
    assert_eq!((refreshed.is_complete(), refreshed.new_entries), (true, 1));
    assert_eq!(site.store.unread_months(site.id).unwrap(), []);
}

#[tokio::test]
async fn one_unreadable_month_of_a_first_history_is_read_when_the_site_recovers() {
    let mut site = site().await;
    let broken = month(&[PAID_IN_OCTOBER, ["10.10.2026", "Списание", "1000.00", "-8?0", "200.00"]]);
    site.show("/m10.2026", broken);
    let refreshed = site.refresh(0).await.unwrap();
    assert_eq!(refreshed.unread_months, [(named("2026-10"), ErrorCode::SiteChanged)]);
    assert_eq!((refreshed.months_read, site.balance().as_str()), (2, "588.00"));
    assert_eq!(site.statement("2026-10"), None);

    site.show("/m10.2026", month(&[PAID_IN_OCTOBER, CHARGED_IN_OCTOBER]));
    assert!(site.refresh(1).await.unwrap().is_complete());
    assert_eq!(site.statements().len(), 3);
}

#[tokio::test]
async fn an_unreadable_list_does_not_cost_the_balance() {
    let mut site = site_up_to_date().await;
    let before = site.statements();
    site.show("/home", account("600.00"));
    site.show("/money", "<a href=/exit>Выйти</a><h1>Раздел переехал</h1>");
    let refreshed = site.refresh(1).await.unwrap();
    assert_eq!(refreshed.unread_list, Some(ErrorCode::SiteChanged));
    assert_eq!((site.balance().as_str(), site.statements()), ("600.00", before));
    let log = site.store.refresh_log(site.id, 1).unwrap();
    assert_eq!(log[0].failure.as_ref().map(StoredCode::name), Some("site_changed"));
}

#[tokio::test]
async fn a_figure_that_was_not_understood_is_counted() {
    let mut site = site_up_to_date().await;
    site.show("/home", account("588.00").replace("800 ₽ в месяц", "800 € в месяц"));
    let refreshed = site.refresh(1).await.unwrap();
    assert_eq!((refreshed.unread_fields, refreshed.is_complete()), (1, false));
    assert_eq!((site.balance().as_str(), refreshed.months_read), ("588.00", 1));
}

#[tokio::test]
async fn a_closed_month_that_loses_its_operations_is_held_back_and_comes_back_as_nothing_new() {
    for (october, page) in [
        (ZEROS, "<p>Нет данных</p>".to_owned()),
        (["200.00", "0.00", "0.00", "200.00"], "<p>Операций не найдено</p>".to_owned()),
        (
            ["0.00", "0.00", "800.00", "-800.00"],
            month(&[["10.10.2026", "Списание аб.платы", "0.00", "-800.00", "-800.00"]]),
        ),
        (["0.00", "1000.00", "0.00", "1000.00"], month(&[PAID_IN_OCTOBER])),
    ] {
        let mut site = site_up_to_date().await;
        let before = site.statements();
        let changed_at = site.store.months_changed_at(site.id).unwrap();
        site.show("/money", history(october, NOVEMBER));
        site.show("/m10.2026", page);
        let refreshed = site.refresh(1).await.unwrap();
        assert_eq!(refreshed.months_held_back, [named("2026-10")], "{october:?}: {refreshed:?}");
        assert_eq!(refreshed.new_entries, 0);
        assert_eq!(site.statements(), before, "the earlier version stays in view");
        assert_eq!(site.store.held_back_months(site.id).unwrap().len(), 1);
        assert_eq!(site.requests_for("/money"), 3, "the list is asked for once more");

        site.show("/money", history(OCTOBER, NOVEMBER));
        site.show("/m10.2026", month(&[PAID_IN_OCTOBER, CHARGED_IN_OCTOBER]));
        let recovered = site.refresh(2).await.unwrap();
        assert_eq!((recovered.is_complete(), recovered.new_entries), (true, 0), "{october:?}");
        assert_eq!(site.store.held_back_months(site.id).unwrap(), []);
        assert_eq!(site.store.months_changed_at(site.id).unwrap(), changed_at, "nothing is told as new");
    }
}

#[tokio::test]
async fn figures_that_are_lost_to_one_request_alone_are_asked_for_again() {
    let mut site = site_up_to_date().await;
    let before = site.statements();
    site.show_once("/money", history(ZEROS, NOVEMBER));
    site.show_once("/m10.2026", "<p>Нет данных</p>");
    let refreshed = site.refresh(1).await.unwrap();
    assert!(refreshed.is_complete(), "{refreshed:?}");
    assert_eq!((refreshed.new_entries, site.statements()), (0, before));
}

#[tokio::test]
async fn a_closed_month_that_its_operations_explain_gets_a_new_version() {
    let mut site = site_up_to_date().await;
    let corrected = ["11.10.2026", "Перерасчёт", "200.00", "50.00", "250.00"];
    site.show("/money", history(["0.00", "1000.00", "750.00", "250.00"], NOVEMBER));
    site.show("/m10.2026", month(&[PAID_IN_OCTOBER, CHARGED_IN_OCTOBER, corrected]));
    let refreshed = site.refresh(1).await.unwrap();
    assert_eq!((refreshed.is_complete(), refreshed.new_entries), (true, 1), "{refreshed:?}");
    assert_eq!(site.statement("2026-10").unwrap().transactions.len(), 3);
}

#[tokio::test]
async fn a_transaction_deleted_with_its_balance_is_no_loss() {
    let mut site = site_up_to_date().await;
    site.show("/home", account("1388.00"));
    let unlike = ["05.11.2026", "Оплата", "1000.00", "1188.00", "2188.00"];
    let charged = ["10.11.2026", "Списание аб.платы", "2188.00", "-800.00", "1388.00"];
    site.show(
        "/money",
        history(["0.00", "1000.00", "0.00", "1000.00"], ["1000.00", "1188.00", "800.00", "1388.00"]),
    );
    site.show("/m10.2026", month(&[PAID_IN_OCTOBER]));
    site.show("/m11.2026", month(&[unlike, charged]));
    let refreshed = site.refresh(1).await.unwrap();
    assert!(refreshed.is_complete(), "the months still join: {refreshed:?}");
    assert_eq!(site.statement("2026-10").unwrap().transactions.len(), 1);
}

#[tokio::test]
async fn zeros_everywhere_are_an_outage_and_nothing_is_stored() {
    let zeros = list(&["11.2026", "10.2026", "09.2026"].map(|month| (month, ZEROS)));
    for list in [zeros.clone(), format!("<p>Данные временно недоступны</p>{zeros}")] {
        let mut site = site_up_to_date().await;
        let before = (site.statements(), site.store.summary(site.id).unwrap());
        site.show("/home", account("0.00"));
        site.show("/money", list);
        let outcome = site.refresh(1).await;
        assert!(matches!(outcome, Err(SyncError::Provider(ProviderError::Maintenance))), "{outcome:?}");
        assert_eq!((site.statements(), site.store.summary(site.id).unwrap()), before);
        assert_eq!(site.store.held_back_months(site.id).unwrap(), []);

        site.show("/home", account("588.00"));
        site.show("/money", history(OCTOBER, NOVEMBER));
        let recovered = site.refresh(2).await.unwrap();
        assert_eq!((recovered.is_complete(), recovered.new_entries), (true, 0));
    }
}

#[tokio::test]
async fn an_open_month_may_lose_its_only_operation_if_the_balance_says_so() {
    let mut site = site_up_to_date().await;
    site.show("/money", history(OCTOBER, ["200.00", "0.00", "0.00", "200.00"]));
    site.show("/m11.2026", "<p>Операций не найдено</p>");
    let lost = site.refresh(1).await.unwrap();
    assert_eq!(lost.months_held_back, [named("2026-11")], "the balance is still 588");
    site.show("/home", account("200.00"));
    let taken_back = site.refresh(2).await.unwrap();
    assert!(taken_back.is_complete(), "{taken_back:?}");
    assert_eq!(site.statement("2026-11").unwrap().transactions, []);
}

#[tokio::test]
async fn a_page_of_another_account_leaves_everything_as_it_was() {
    let mut site = site_up_to_date().await;
    let before = (site.statements(), site.store.summary(site.id).unwrap());
    site.show("/home", account("600.00"));
    let other = history(OCTOBER, NOVEMBER);
    site.show("/money", format!("<p>Лицевой счёт: 99999999</p>{other}"));
    let outcome = site.refresh(1).await;
    assert!(matches!(outcome, Err(SyncError::AnotherAccount { .. })), "{outcome:?}");
    assert_eq!((site.statements(), site.store.summary(site.id).unwrap()), before);
}

#[tokio::test]
async fn a_site_that_stops_answering_in_the_middle_is_not_asked_for_every_month() {
    let demo = cabinet(24);
    let mut customer = Customer::of(&demo).await;
    demo.fault(Fault::HangUp.on(Screen::Month));
    let refreshed = customer.refresh(0).await.unwrap();
    demo.calm();
    assert_eq!(refreshed.unread_months.len(), 24);
    assert!(refreshed.unread_months.iter().all(|(_, code)| *code == ErrorCode::Offline));
    let asked = demo.stats().requests_for(Screen::Month);
    assert!(asked <= 10, "{asked} requests to a site that does not answer");
    assert_eq!(customer.store.summary(customer.id).unwrap().unwrap().value, demo.summary());

    assert!(customer.refresh(1).await.unwrap().is_complete());
    customer.assert_up_to_date();
}
