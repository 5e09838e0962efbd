//! Pages that name another account than the account page, in every layout.

use kabinet_sync::SyncError;

use crate::support::local_site::LocalSite;

const ACCOUNT: &str = "<a href=/exit>Выйти</a> <a href=/money>Статистика</a><table><tr><td>Лицевой счёт<td>12345678
    <tr><td>Баланс<td>0,00 ₽<tr><td>Абонентская плата<td>800 ₽ в месяц<tr><td>Дата ближайшего списания<td>05.12.2026</table>";
const MONTHS: &str = "<table><tr><th>Месяц<th>Остаток на начало<th>Оплата<th>Расход<th>Остаток на конец
    <tr><td><a href=/m>Октябрь 2026</a><td>0,00<td>989,00<td>989,00<td>0,00</table>";
const MONTH: &str = "<table><tr><th>Дата<th>Операция<th>Остаток<th>Сумма<th>Остаток
    <tr><td>05.10.2026<td>Оплата<td>0,00<td>989,00<td>989,00<tr><td>10.10.2026<td>Списание<td>989,00<td>-989,00<td>0,00</table>";

const LAYOUTS: [&str; 6] = [
    "<p>{label}: {number}</p>",
    "<p><span>{label}</span> <b>{number}</b></p>",
    "<table><tr><td>{label}<td>{number}</table>",
    "<dl><dt>{label}<dd>{number}</dl>",
    "<ul><li>{label} — {number}</li></ul>",
    "<div class=card><div><h4>{label}</h4></div><div><p>{number}</p></div></div>",
];
const LABELS: [&str; 4] = ["Лицевой счёт", "Номер лицевого счёта", "Л/с", "Лиц. счёт №"];

fn names(layout: &str, label: &str, number: &str) -> String {
    layout.replace("{label}", label).replace("{number}", number)
}

/// Returns a site whose list of months and whose month begin with these words.
async fn site(above_months: &str, above_month: &str) -> LocalSite {
    let way_out = "<a href=/exit>Выйти</a>";
    LocalSite::signed_in(&[
        ("/home", ACCOUNT.to_owned()),
        ("/money", format!("{way_out}{above_months}{MONTHS}")),
        ("/m", format!("{way_out}{above_month}{MONTH}")),
    ])
    .await
}

#[tokio::test]
async fn a_list_or_a_month_of_another_account_is_refused_and_nothing_is_stored() {
    for layout in LAYOUTS {
        for label in LABELS {
            let other = names(layout, label, "99999999");
            for (months, month) in [(other.as_str(), ""), ("", other.as_str())] {
                let mut site = site(months, month).await;
                let outcome = site.refresh(1).await;
                let Err(SyncError::AnotherAccount { stored, shown }) = &outcome else {
                    panic!("{label} in {layout}: {outcome:?}");
                };
                assert_eq!((stored.as_str(), shown.as_str()), ("12345678", "99999999"));
                assert_eq!(site.statements(), [], "{label} in {layout}");
            }
        }
    }
}

#[tokio::test]
async fn a_list_that_names_the_own_account_or_none_is_read() {
    for layout in LAYOUTS {
        for label in LABELS {
            let own = names(layout, label, "12345678");
            let mut site = site(&own, &own).await;
            assert!(site.refresh(1).await.unwrap().is_complete(), "{label} in {layout}");
            assert_eq!(site.statements().len(), 1, "{label} in {layout}");
        }
    }
    let mut site = site("<p>Ваш город: Арамиль", "<p>Телефон поддержки 99999999").await;
    assert!(site.refresh(1).await.unwrap().is_complete());
}
