//! Statements without months: one list of transactions, or payments and charges apart.

use kabinet_domain::{ErrorCode, MonthStatement, audit};

use crate::support::local_site::LocalSite;

/// A history: date, words, balance before, amount with its sign, balance after.
const HISTORY: [[&str; 5]; 6] = [
    ["2026-09-05", "Оплата картой", "0.00", "800.00", "800.00"],
    ["2026-09-10", "Абонентская плата", "800.00", "-800.00", "0.00"],
    ["2026-10-05", "Оплата картой", "0.00", "1000.00", "1000.00"],
    ["2026-10-10", "Абонентская плата", "1000.00", "-800.00", "200.00"],
    ["2026-11-05", "Оплата картой", "200.00", "1188.00", "1388.00"],
    ["2026-11-10", "Абонентская плата", "1388.00", "-800.00", "588.00"],
];

const MONTHS: [&str; 3] = [
    "2026-11 200.00 1188.00 800.00 588.00",
    "2026-10 0.00 1000.00 800.00 200.00",
    "2026-09 0.00 800.00 800.00 0.00",
];

fn account(links: &str) -> String {
    format!(
        "<a href=/exit>Выйти</a> {links}<table><tr><td>Лицевой счёт<td>12345678
        <tr><td>Баланс<td>588,00 ₽<tr><td>Абонентская плата<td>800 ₽ в месяц
        <tr><td>Дата ближайшего списания<td>05.12.2026</table>"
    )
}

/// Returns a page with a table of these columns.
///
/// They are d(ate), w(ords), balance b(efore), s(igned) or u(nsigned) amount, balance a(fter).
fn table(columns: &str, rows: &[[&str; 5]], after: &str) -> String {
    let header = |column: char| match column {
        'd' => "<th>Дата",
        'w' => "<th>Операция",
        's' | 'u' => "<th>Сумма",
        _ => "<th>Остаток",
    };
    let cell = |column: char, [date, words, before, amount, after]: &[&str; 5]| {
        let text = match column {
            'd' => date.split('-').rev().collect::<Vec<_>>().join("."),
            'w' => (*words).to_owned(),
            'b' => (*before).to_owned(),
            'u' => amount.trim_start_matches('-').to_owned(),
            's' => (*amount).to_owned(),
            _ => (*after).to_owned(),
        };
        format!("<td>{text}")
    };
    let row =
        |row: &[&str; 5]| format!("<tr>{}", columns.chars().map(|it| cell(it, row)).collect::<String>());
    let header: String = columns.chars().map(header).collect();
    let rows: String = rows.iter().map(row).collect();
    format!("<a href=/exit>Выйти</a><table><tr>{header}{rows}</table>{after}")
}

fn newest_first(rows: &[[&'static str; 5]]) -> Vec<[&'static str; 5]> {
    rows.iter().rev().copied().collect()
}

fn side(is_paid: bool) -> Vec<[&'static str; 5]> {
    HISTORY.into_iter().filter(|row| row[3].starts_with('-') != is_paid).collect()
}

fn shown(months: &[MonthStatement]) -> Vec<String> {
    let line = |month: &MonthStatement| {
        let it = month.totals;
        format!("{} {} {} {} {}", it.month, it.opening_balance, it.paid, it.charged, it.closing_balance)
    };
    months.iter().map(line).collect()
}

#[tokio::test]
async fn months_are_derived_from_one_list_in_every_order_and_with_every_balance() {
    for columns in ["dwbsa", "dwsa", "dws", "dwua", "dwbua"] {
        for rows in [HISTORY.to_vec(), newest_first(&HISTORY)] {
            let mut site = LocalSite::signed_in(&[
                ("/home", account("<a href=/list>История операций</a>")),
                ("/list", table(columns, &rows, "")),
            ])
            .await;
            let refreshed = site.refresh(0).await.unwrap();
            assert!(refreshed.is_complete(), "{columns}: {refreshed:?}");
            // Nothing tells whether the oldest amount was paid or charged.
            let is_oldest_told = columns != "dwua";
            let expected = if is_oldest_told { &MONTHS[..] } else { &MONTHS[..2] };
            assert_eq!(shown(&site.statements()), expected, "{columns}, first {}", rows[0][0]);
            let marks = site.store.month_marks(site.id).unwrap();
            assert_eq!(marks.len(), expected.len(), "the months are marked");
            assert!(marks.values().all(|it| it.is_derived && !it.is_inexact), "{columns}: {marks:?}");
            let october = site.statement("2026-10").unwrap();
            let words: Vec<_> = october.transactions.iter().map(|it| it.description.as_str()).collect();
            assert_eq!(words, ["Оплата картой", "Абонентская плата"], "{columns}");
        }
    }
}

#[tokio::test]
async fn a_list_on_several_pages_is_read_to_its_end_and_later_only_as_far_as_it_is_new() {
    let rows = newest_first(&HISTORY);
    let next = |page: usize| format!("<a href=/list?p={page}>Следующая</a>");
    let mut site = LocalSite::signed_in(&[
        ("/home", account("<a href=/list>Операции</a>")),
        ("/list", table("dwsa", &rows[..2], &next(2))),
        ("/list?p=2", table("dwsa", &rows[2..4], &next(3))),
        ("/list?p=3", table("dwsa", &rows[4..], "")),
    ])
    .await;
    assert!(site.refresh(0).await.unwrap().is_complete());
    assert_eq!(shown(&site.statements()), MONTHS);
    let again = site.refresh(1).await.unwrap();
    assert_eq!((again.is_complete(), again.new_entries), (true, 0));
    assert_eq!(shown(&site.statements()), MONTHS);
}

#[tokio::test]
async fn a_list_of_one_period_is_asked_for_the_whole_one_by_its_form() {
    let rows = newest_first(&HISTORY);
    let next = "<a href=/list?from=20.11.2006&to=20.11.2026&p=2>Следующая</a>";
    let form = "<form action=/list>с <input name=from value=01.11.2026> по <input name=to value=20.11.2026>
        <button>Показать</button></form>";
    let (whole, second) = ("/list?from=20.11.2006&to=20.11.2026", "/list?from=20.11.2006&to=20.11.2026&p=2");
    // The whole period may begin with the very page that the site shows at first.
    for (shown_at_first, answered) in [(2, 6), (2, 2)] {
        let mut site = LocalSite::signed_in(&[
            ("/home", account("<a href=/list>Операции</a>")),
            ("/list", table("dwsa", &rows[..shown_at_first], form)),
            (whole, table("dwsa", &rows[..answered], if answered < rows.len() { next } else { "" })),
            (second, table("dwsa", &rows[answered..], "")),
        ])
        .await;
        let refreshed = site.refresh(0).await.unwrap();
        assert!(refreshed.is_complete(), "{answered}: {refreshed:?}");
        assert_eq!(shown(&site.statements()), MONTHS, "{answered}");
    }
}

#[tokio::test]
async fn a_site_that_shows_its_period_alone_is_read_as_far_as_it_goes() {
    let rows = newest_first(&HISTORY);
    let form = "<form action=/list>с <input name=from value=01.11.2026> по <input name=to value=20.11.2026>
        <button>Показать</button></form>";
    let mut site = LocalSite::signed_in(&[
        ("/home", account("<a href=/list>Операции</a>")),
        ("/list", table("dwsa", &rows[..4], form)),
        ("/list?from=20.11.2025&to=20.11.2026", "<p>Период слишком велик".to_owned()),
    ])
    .await;
    site.refresh(0).await.unwrap();
    assert_eq!(shown(&site.statements()), MONTHS[..2], "October begins with 0, as if it were the first");
}

#[tokio::test]
async fn payments_and_charges_apart_get_their_signs_from_their_lists() {
    for columns in ["dwu", "dwbu"] {
        let mut site = LocalSite::signed_in(&[
            ("/home", account("<a href=/in>Платежи</a> <a href=/out>Списания</a>")),
            ("/in", table(columns, &side(true), "")),
            ("/out", table(columns, &newest_first(&side(false)), "")),
        ])
        .await;
        let refreshed = site.refresh(0).await.unwrap();
        assert!(refreshed.is_complete(), "{columns}: {refreshed:?}");
        assert_eq!(shown(&site.statements()), MONTHS, "{columns}");
    }
}

#[tokio::test]
async fn one_side_alone_is_no_statement() {
    let mut site = LocalSite::signed_in(&[
        ("/home", account("<a href=/in>Платежи</a>")),
        ("/in", table("dwu", &side(true), "")),
    ])
    .await;
    let refreshed = site.refresh(0).await.unwrap();
    assert_eq!(refreshed.unread_list, Some(ErrorCode::SiteChanged));
    assert_eq!((site.statements(), site.balance().as_str()), (Vec::new(), "588.00"));
}

#[tokio::test]
async fn charges_of_both_signs_are_refused_where_no_balance_tells_what_was_given_back() {
    let mut charges = side(false);
    charges.push(["2026-11-11", "Перерасчёт", "588.00", "-50.00", "638.00"]);
    let out = table("dwu", &charges, "").replace("<td>50.00", "<td>-50.00");
    let mut site = LocalSite::signed_in(&[
        ("/home", account("<a href=/in>Платежи</a> <a href=/out>Списания</a>")),
        ("/in", table("dwu", &side(true), "")),
        ("/out", out),
    ])
    .await;
    let refreshed = site.refresh(0).await.unwrap();
    assert_eq!(refreshed.unread_list, Some(ErrorCode::SiteChanged), "{refreshed:?}");
    assert_eq!(site.statements(), []);
}

#[tokio::test]
async fn a_list_that_is_cut_off_leaves_the_earlier_months_as_they_were() {
    let mut site = LocalSite::signed_in(&[
        ("/home", account("<a href=/list>История операций</a>")),
        ("/list", table("dwsa", &HISTORY, "")),
    ])
    .await;
    site.refresh(0).await.unwrap();
    let before = site.statements();
    site.show("/list", table("dwsa", &HISTORY[3..], ""));
    let refreshed = site.refresh(1).await.unwrap();
    assert_eq!((refreshed.is_complete(), refreshed.new_entries), (true, 0), "{refreshed:?}");
    assert_eq!(site.statements(), before, "October is listed in part, and September not at all");
}

#[tokio::test]
async fn a_difference_that_no_transaction_explains_is_stated_and_not_bent() {
    let mut rows = HISTORY.to_vec();
    rows.remove(3);
    let mut site = LocalSite::signed_in(&[
        ("/home", account("<a href=/list>История операций</a>")),
        ("/list", table("dwsa", &rows, "")),
    ])
    .await;
    site.refresh(0).await.unwrap();
    let shown = shown(&site.statements());
    assert_eq!(shown[1], "2026-10 0.00 1000.00 0.00 200.00", "800.00 are missing in October, and it says so");
    assert_eq!([&shown[0], &shown[2]], [MONTHS[0], MONTHS[2]]);
    let found = audit(&site.statements(), &[], &site.store.month_marks(site.id).unwrap());
    let [difference] = found.discrepancies.as_slice() else { panic!("{:#?}", found.discrepancies) };
    assert_eq!(
        (difference.month.to_string(), difference.date),
        ("2026-10".to_owned(), "2026-10-05".parse().ok())
    );
    let figures = [difference.expected, difference.shown].map(|it| it.unwrap_or_default().to_string());
    assert_eq!(figures, ["200.00", "1000.00"], "800.00 are missing after that operation");
    assert_eq!(found.inexact, []);
}

#[tokio::test]
async fn kopecks_that_the_site_cuts_off_mark_the_months_and_are_no_contradiction() {
    let mut rows = HISTORY.to_vec();
    rows[2][3] = "999.99";
    rows[5][3] = "-799.99";
    let mut site = LocalSite::signed_in(&[
        ("/home", account("<a href=/list>История операций</a>")),
        ("/list", table("dwbs", &rows, "")),
    ])
    .await;
    assert!(site.refresh(0).await.unwrap().is_complete());
    let marks = site.store.month_marks(site.id).unwrap();
    assert!(marks.len() == 3 && marks.values().all(|it| it.is_derived && it.is_inexact), "{marks:?}");
    let found = audit(&site.statements(), &[], &marks);
    assert_eq!(found.discrepancies, []);
    let named: Vec<String> = found.inexact.iter().map(ToString::to_string).collect();
    assert_eq!(named, ["2026-11", "2026-10"], "September adds up");
}

#[tokio::test]
async fn a_row_that_was_not_read_costs_its_month_if_balances_prove_the_others() {
    let broken = |columns| table(columns, &HISTORY, "").replace("10.10.2026", "32.10.2026");
    let mut site = LocalSite::signed_in(&[
        ("/home", account("<a href=/list>История операций</a>")),
        ("/list", broken("dwsa")),
    ])
    .await;
    let refreshed = site.refresh(0).await.unwrap();
    assert_eq!(refreshed.unread_months, [("2026-10".parse().unwrap(), ErrorCode::SiteChanged)]);
    assert_eq!(shown(&site.statements()), [MONTHS[0], MONTHS[2]]);

    let mut site = LocalSite::signed_in(&[
        ("/home", account("<a href=/list>История операций</a>")),
        ("/list", broken("dws")),
    ])
    .await;
    let refreshed = site.refresh(0).await.unwrap();
    assert_eq!(refreshed.unread_list, Some(ErrorCode::SiteChanged), "it would shift every balance before");
    assert_eq!(site.statements(), []);
}
