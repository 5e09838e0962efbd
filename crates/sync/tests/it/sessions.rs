//! Sessions that end early, change their ids or exclude each other.

use std::sync::Mutex;
use std::time::Duration;

use kabinet_demo::{Fault, Reply, Running, Screen, Trouble};
use kabinet_domain::ErrorCode;
use kabinet_providers::ProviderError;
use kabinet_sync::{Refreshed, SyncError};

use crate::support::page_site;
use crate::support::page_site::{PageSite, Received};
use crate::support::{Customer, Everything, cabinet, paged_cabinet, visit};

const MONTHS: usize = 36;

async fn undisturbed(demo: &Running) -> Everything {
    Customer::up_to_date(demo).await.everything()
}

#[tokio::test]
async fn sessions_of_every_length_give_the_same_data() {
    let demo = cabinet(MONTHS);
    let undisturbed = undisturbed(&demo).await;
    for requests in 4..=60 {
        let mut customer = Customer::of(&demo).await;
        demo.fault(Fault::ShortSessions { requests });
        let outcome = customer.refresh(0).await;
        demo.calm();
        let refreshed = outcome.unwrap_or_else(|error| panic!("sessions of {requests} requests: {error}"));
        assert!(refreshed.is_complete(), "sessions of {requests} requests: {refreshed:?}");
        assert_eq!(customer.everything(), undisturbed, "sessions of {requests} requests");
    }
}

#[tokio::test]
async fn sessions_of_three_requests_end_in_their_own_words_and_what_was_read_is_kept() {
    let demo = cabinet(MONTHS);
    let mut customer = Customer::up_to_date(&demo).await;
    let before = customer.kept().1;
    demo.change(|ledger| ledger.add("Оплата через терминал", "500.00".parse().unwrap()));
    demo.fault(Fault::ShortSessions { requests: 3 });
    let outcome = customer.refresh(1).await;
    demo.calm();
    assert!(matches!(outcome, Err(SyncError::Provider(ProviderError::SessionEnded))), "{outcome:?}");
    assert_eq!(customer.kept(), (demo.summary(), before), "the balance was read, and the months stay");
    let unread = customer.store.unread_months(customer.id).unwrap();
    assert_eq!(unread.iter().map(|it| it.month.to_string()).collect::<Vec<_>>(), ["2026-11"]);
    assert!(customer.refresh(2).await.unwrap().is_complete());
    customer.assert_up_to_date();
}

#[tokio::test]
async fn an_end_in_the_middle_of_a_list_of_several_pages_changes_nothing() {
    let demo = paged_cabinet(MONTHS);
    let undisturbed = undisturbed(&demo).await;
    for after in 3..=8 {
        let mut customer = Customer::of(&demo).await;
        demo.fault(Fault::EndSessions { after });
        let outcome = customer.refresh(0).await;
        demo.calm();
        assert!(outcome.unwrap().is_complete(), "the session ended after {after} requests");
        assert_eq!(customer.everything(), undisturbed, "the session ended after {after} requests");
    }
}

#[tokio::test]
async fn a_session_that_was_left_open_spares_a_sign_in_until_it_is_over() {
    let demo = cabinet(MONTHS);
    let mut customer = Customer::up_to_date(&demo).await;
    let mut open = None;
    customer.refresh_in(&mut open, 1).await.unwrap();
    let before = demo.stats();
    customer.refresh_in(&mut open, 2).await.unwrap();
    let asked: Vec<_> = demo.stats().log[before.log.len()..].iter().filter_map(|it| it.screen).collect();
    assert_eq!(asked, [Screen::Account, Screen::Months, Screen::Month], "nobody signs in");
    let over: [Trouble; 5] = [
        Fault::EndSessions { after: 0 }.into(),
        Fault::SignInPage.on(Screen::Account).times(1),
        Fault::Reply(Reply::status(403)).on(Screen::Account).times(1),
        Fault::Reply(Reply::status(404)).on(Screen::Account).times(1),
        Fault::Reply(Reply::page("<h1>Добро пожаловать</h1>")).on(Screen::Account).times(1),
    ];
    for (hour, fault) in (3..).zip(over) {
        let (words, attempts) = (format!("{fault:?}"), demo.stats().sign_in_attempts());
        demo.change(|ledger| ledger.add("Оплата через терминал", "500.00".parse().unwrap()));
        demo.fault(fault);
        let outcome = customer.refresh_in(&mut open, hour).await;
        demo.calm();
        assert!(outcome.as_ref().is_ok_and(Refreshed::is_complete), "{words}: {outcome:?}");
        customer.assert_up_to_date();
        assert_eq!(demo.stats().sign_in_attempts(), attempts + 1, "{words}: it signs in once");
    }
}

#[tokio::test]
async fn a_failed_refresh_leaves_no_session_open() {
    let demo = cabinet(MONTHS);
    let mut customer = Customer::up_to_date(&demo).await;
    let mut open = None;
    customer.refresh_in(&mut open, 1).await.unwrap();
    demo.fault(Fault::Maintenance.on(Screen::Account));
    customer.refresh_in(&mut open, 2).await.unwrap_err();
    demo.calm();
    assert!(open.is_none(), "the next refresh begins anew");
    assert!(customer.refresh_in(&mut open, 3).await.unwrap().is_complete());
}

#[tokio::test]
async fn a_wait_that_the_site_asks_for_is_kept_on_every_page() {
    let demo = cabinet(6);
    let undisturbed = undisturbed(&demo).await;
    for screen in [Screen::Account, Screen::Months, Screen::Month] {
        let mut customer = Customer::of(&demo).await;
        let wait = Reply::status(429).with("retry-after", "0");
        demo.fault(Fault::Reply(wait).on(screen).times(2));
        let outcome = customer.refresh(0).await;
        demo.calm();
        assert!(outcome.unwrap().is_complete(), "on {screen:?}");
        assert_eq!(customer.everything(), undisturbed, "on {screen:?}");
    }
}

#[tokio::test]
async fn a_browser_that_ends_the_session_in_the_middle_is_no_wrong_password() {
    let demo = cabinet(6);
    let undisturbed = undisturbed(&demo).await;
    for screen in [Screen::Months, Screen::Month] {
        for status in [401, 403] {
            let mut customer = Customer::of(&demo).await;
            demo.fault(Fault::Reply(Reply::status(status)).on(screen).times(1));
            let outcome = customer.refresh(0).await;
            demo.calm();
            assert!(outcome.unwrap().is_complete(), "{status} on {screen:?}");
            assert_eq!(customer.everything(), undisturbed, "{status} on {screen:?}");
        }
    }
}

/// A site whose session has another id after each answer, or after some answers.
struct Rotating {
    session: Mutex<Option<usize>>,
    answers: Mutex<usize>,
    every: usize,
}

impl Rotating {
    fn answer(&self, request: &Received) -> page_site::Reply {
        let page = |body: &str| page_site::Reply::Page(200, format!("<html><body>{body}</body></html>"));
        let mut session = self.session.lock().unwrap();
        let mut answers = self.answers.lock().unwrap();
        *answers += 1;
        let renewed = |reply| page_site::Reply::WithCookie(format!("sid={}", *answers), Box::new(reply));
        if request.method == "POST" {
            *session = Some(*answers);
            return renewed(page_site::Reply::Redirect("/home".to_owned()));
        }
        let own = session.map(|id| format!("sid={id}"));
        let is_known = own.is_some_and(|own| request.head.lines().any(|line| line.ends_with(&own)));
        let Some(body) = rotating_page(&request.path).filter(|_| is_known) else { return page(SIGN_IN) };
        if answers.is_multiple_of(self.every) {
            *session = Some(*answers);
            return renewed(page(&body));
        }
        page(&body)
    }
}

const SIGN_IN: &str =
    "<h3>Вход в личный кабинет</h3><form method=post action=/lk/login>Логин <input name=user>
    Пароль <input type=password name=pw><button>Войти</button></form>";

fn rotating_page(path: &str) -> Option<String> {
    if path == "/home" {
        let account = "<a href=/exit>Выйти</a> <a href=/money>Статистика</a><table>
            <tr><td>Лицевой счёт<td>12345678<tr><td>Баланс<td>0,00 ₽
            <tr><td>Абонентская плата<td>800 ₽ в месяц<tr><td>Дата ближайшего списания<td>05.12.2026</table>";
        return Some(account.to_owned());
    }
    if path == "/money" {
        let row = |month: u32| {
            format!("<tr><td><a href=/m{month}>{month:02}.2026</a><td>0,00<td>800,00<td>800,00<td>0,00")
        };
        let rows: String = (1..=11).rev().map(row).collect();
        return Some(format!(
            "<a href=/exit>Выйти</a><table>
            <tr><th>Месяц<th>Остаток на начало<th>Оплата<th>Расход<th>Остаток на конец{rows}</table>"
        ));
    }
    let month = path.strip_prefix("/m")?;
    Some(format!(
        "<a href=/exit>Выйти</a><table><tr><th>Дата<th>Операция<th>Остаток<th>Сумма<th>Остаток
        <tr><td>05.{month}.2026<td>Оплата<td>0,00<td>800,00<td>800,00
        <tr><td>10.{month}.2026<td>Списание<td>800,00<td>-800,00<td>0,00</table>"
    ))
}

#[tokio::test]
async fn a_session_that_changes_its_id_is_followed() {
    for every in 1..=4 {
        let rotating = Rotating { session: Mutex::default(), answers: Mutex::default(), every };
        let site = PageSite::start(move |request| rotating.answer(request));
        let (store, id, _folder) = visit(&site.url).await;
        let months = store.statements(id, None).unwrap();
        assert_eq!(months.len(), 11, "another id every {every} answers");
        assert!(months.iter().all(|month| month.transactions.len() == 2));
    }
}

#[tokio::test]
async fn a_session_that_waits_longer_than_anyone_would_is_told_as_the_site_says() {
    let demo = cabinet(3);
    let mut customer = Customer::of(&demo).await;
    demo.fault(Fault::Unavailable { retry_after: Some(Duration::from_secs(3600)) }.on(Screen::Month));
    let refreshed = customer.refresh(0).await.unwrap();
    demo.calm();
    assert_eq!(refreshed.failure(), Some(ErrorCode::SiteDown));
    assert_eq!(refreshed.unread_months.len(), 3);
}
