//! The sign-in, the request log and the server of the demo portal.

use kabinet_demo::{ACCOUNT, Demo, PASSWORD, Running, Screen, Setup};

use crate::support::{Page, Visitor};

fn start() -> Running {
    Demo::start(Setup { months: Some(3), ..Setup::new("2026-11-20".parse().unwrap()) }).unwrap()
}

async fn signed_in(demo: &Running, visitor: &Visitor) -> Page {
    let form = visitor.open(&demo.url().join("lk/login").unwrap()).await;
    visitor.sign_in(&form, ACCOUNT, PASSWORD).await
}

#[tokio::test]
async fn a_city_once_chosen_is_not_asked_for_again() {
    let (demo, visitor) = (start(), Visitor::utf8());
    let front = visitor.open(demo.url()).await;
    assert!(front.text.contains("Выберите ваш город"), "{}", front.text);
    let choice =
        front.requests().into_iter().find(|request| request.post && request.fields[0].1 == "6").unwrap();
    let after = visitor.send(&choice, demo.url()).await;
    assert!(after.text.contains("Среднеуральск") && !after.text.contains("Выберите ваш город"));
}

#[tokio::test]
async fn a_form_without_its_secret_is_not_taken() {
    let (demo, visitor) = (start(), Visitor::utf8());
    let form = visitor.open(&demo.url().join("lk/login").unwrap()).await;
    let forged = Page {
        text: form.text.replace("type=\"hidden\" name=\"csrf\"", "type=\"hidden\" name=\"c\""),
        ..form
    };
    let answer = visitor.sign_in(&forged, ACCOUNT, PASSWORD).await;
    assert_eq!(answer.status.as_u16(), 403, "{}", answer.text);
}

#[tokio::test]
async fn a_stranger_is_led_from_an_inner_page_to_the_sign_in_form() {
    let (demo, visitor) = (start(), Visitor::utf8());
    let page = visitor.open(&demo.url().join("lk/statistics").unwrap()).await;
    assert!(page.has_sign_in() && page.url.path() == "/lk/login", "{}", page.url);
}

#[tokio::test]
async fn requests_are_counted_and_logged() {
    let (demo, visitor) = (start(), Visitor::utf8());
    signed_in(&demo, &visitor).await;
    visitor.open(&demo.url().join("lk/statistics/11.2026").unwrap()).await;
    visitor.open(&demo.url().join("nowhere?a=1").unwrap()).await;
    let stats = demo.stats();
    let log: Vec<_> = stats.log.iter().map(|l| (l.method.as_str(), l.path.as_str(), l.screen)).collect();
    assert_eq!(
        log,
        [
            ("GET", "/lk/login", Some(Screen::SignIn)),
            ("POST", "/lk/login", Some(Screen::SignInSent)),
            ("GET", "/lk", Some(Screen::Account)),
            ("GET", "/lk/statistics/11.2026", Some(Screen::Month)),
            ("GET", "/nowhere?a=1", None),
        ]
    );
    assert_eq!((stats.requests(), stats.sign_in_attempts(), stats.most_at_once), (5, 1, 1));
    demo.forget_requests();
    assert_eq!(demo.stats().requests(), 0);
}

#[tokio::test]
async fn a_change_shows_at_once() {
    let (demo, visitor) = (start(), Visitor::utf8());
    let account = signed_in(&demo, &visitor).await;
    demo.change(|ledger| ledger.add("Оплата через ЕРЦ", "300.00".parse().unwrap()));
    demo.change(|ledger| ledger.show_account("00000007".to_owned().try_into().unwrap()));
    let after = visitor.open(&account.url).await;
    assert!(after.text.contains("888.00") && after.text.contains("00000007"), "{}", after.text);
    assert_eq!(demo.summary().account.as_str(), "00000007");
    assert_eq!(demo.months().last().unwrap().transactions.last().unwrap().description, "Оплата через ЕРЦ");
}

#[tokio::test]
async fn nobody_answers_once_it_is_stopped_and_its_port_is_free_again() {
    let (demo, visitor) = (start(), Visitor::utf8());
    let url = demo.url().clone();
    assert!(visitor.get(&url).await.is_ok());
    demo.shutdown();
    assert!(visitor.get(&url).await.is_err(), "an open connection is closed");
    assert!(Visitor::utf8().get(&url).await.is_err_and(|error| error.is_connect()), "nobody answers");
    let port = url.port().unwrap();
    let again = Demo::start(Setup { port, ..Setup::new("2026-11-21".parse().unwrap()) }).unwrap();
    assert_eq!(again.url(), &url);
    assert!(visitor.get(&url).await.is_ok());
}

#[tokio::test]
async fn latency_is_kept_and_requests_side_by_side_are_counted() {
    let latency = std::time::Duration::from_millis(60);
    let demo = Demo::start(Setup { latency, ..Setup::new("2026-11-20".parse().unwrap()) }).unwrap();
    let visitor = Visitor::utf8();
    let before = std::time::Instant::now();
    let asked = (0..3).map(|_| visitor.get(demo.url()));
    for answer in futures::future::join_all(asked).await {
        assert!(answer.unwrap().status().is_success());
    }
    assert!(before.elapsed() >= latency, "{:?}", before.elapsed());
    assert_eq!(demo.stats().most_at_once, 3);
}
