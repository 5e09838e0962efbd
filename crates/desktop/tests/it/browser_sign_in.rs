//! Tests of signing in on the site's own page.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use kabinet_api::{BrowserSession, ErrorCode, SecretName, Secrets, SignInTarget};
use kabinet_demo::{ACCOUNT, CANARY, Fault};
use tokio::task::JoinHandle;
use url::Url;

use crate::support::{ShellCall, TestDesktop, account};

impl TestDesktop {
    fn target(&self) -> SignInTarget {
        SignInTarget {
            provider: "sevencom".to_owned(),
            site: Some(self.portal.url().to_string()),
            city: Some("Екатеринбург".to_owned()),
            login: String::new(),
        }
    }

    /// Opens the site's window for the customer.
    async fn browsing(&self) -> JoinHandle<Result<String, ErrorCode>> {
        let (desktop, target) = (Arc::clone(&self.desktop), self.target());
        let signing = tokio::spawn(async move {
            let signed_in = desktop.browser_sign_in(target).await;
            signed_in.map(|signed_in| signed_in.login).map_err(|failure| failure.code)
        });
        while self.seen.browser.lock().unwrap().is_none() {
            tokio::task::yield_now().await;
        }
        signing
    }

    fn comes_to(&self, begun: &BrowserSession) {
        let browser = self.seen.browser.lock().unwrap();
        browser.as_ref().unwrap().pages.loaded(begun.clone());
    }

    fn at(&self, path: &str, cookies: &[&str]) -> BrowserSession {
        let page = self.portal.url().join(path).unwrap();
        BrowserSession { page, cookies: cookies.iter().map(|cookie| (*cookie).into()).collect() }
    }

    /// Signs in as a browser does: fetches the form, sends it, and keeps the returned cookie.
    pub fn signed_in_there(&self) -> BrowserSession {
        let form = asked(self.portal.url(), "GET /lk/login", "", "");
        let token = between(&form, "name=\"csrf\" value=\"", "\"");
        let fields = [("csrf", token), ("login", ACCOUNT), ("password", CANARY)];
        let sent = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let visitor = format!("Cookie: {}\r\n", between(&form, "set-cookie: ", ";"));
        let answer = asked(self.portal.url(), "POST /lk/login", &visitor, &sent);
        self.at("/lk", &[between(&answer, "set-cookie: ", "\r\n")])
    }

    async fn signed_in_in_browser(&self) -> String {
        self.signed_in_in_browser_with(&self.signed_in_there()).await
    }

    pub async fn signed_in_in_browser_with(&self, session: &BrowserSession) -> String {
        let signing = self.browsing().await;
        self.comes_to(session);
        signing.await.unwrap().unwrap()
    }
}

fn asked(site: &Url, what: &str, headers: &str, body: &str) -> String {
    let address = (site.host_str().unwrap(), site.port().unwrap());
    let mut connection = TcpStream::connect(address).unwrap();
    let length = body.len();
    let kind = "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\nHost: demo\r\n";
    write!(connection, "{what} HTTP/1.1\r\n{kind}{headers}Content-Length: {length}\r\n\r\n{body}").unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    answer
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split_once(after).unwrap().0
}

#[tokio::test]
async fn a_session_begun_on_the_sites_own_page_is_read_without_a_password() {
    let app = TestDesktop::new();
    let signing = app.browsing().await;
    app.comes_to(&app.at("/", &[]));
    app.comes_to(&app.at("/lk/login", &["lk_session=nobody"]));
    app.comes_to(&app.signed_in_there());
    assert_eq!(signing.await.unwrap().as_deref(), Ok(ACCOUNT), "the account number stands for the login");
    assert!(app.done().contains(&ShellCall::ClosedSignInWindow), "the window must close by itself");

    assert!(app.desktop.app_info().unwrap().accounts[0].browser);
    assert!(app.desktop.refresh(&account(), None).await.is_ok());
    assert_eq!(app.months().len(), app.portal.months().len());
    let password = SecretName::password("sevencom", app.portal.url(), ACCOUNT);
    assert!(app.secrets.get(&password).is_err(), "nobody gave a password");
}

#[tokio::test]
async fn the_session_outlives_the_program() {
    let mut app = TestDesktop::new();
    app.signed_in_in_browser().await;
    app.restart();
    app.clock.pass(TimeDelta::minutes(2));
    let read = app.desktop.refresh(&account(), None).await.unwrap();
    assert!(read.months_read > 0);
}

#[tokio::test]
async fn closing_the_window_leaves_everything_as_it_was() {
    let app = TestDesktop::new();
    let signing = app.browsing().await;
    app.comes_to(&app.at("/lk/login", &[]));
    app.seen.browser.lock().unwrap().as_ref().unwrap().pages.closed();
    assert_eq!(signing.await.unwrap(), Err(ErrorCode::SignInGivenUp));
    assert_eq!(app.desktop.app_info().unwrap().accounts, []);
}

#[tokio::test]
async fn closing_the_window_ends_a_try_in_flight_and_many_pages_are_not_tried_one_by_one() {
    let app = TestDesktop::new();
    let signing = app.browsing().await;
    app.portal.fault(Fault::Latency(Duration::from_secs(600)));
    let before = app.asked();
    for number in 0..50 {
        app.comes_to(&app.at(&format!("/lk?{number}"), &["lk_session=nobody"]));
    }
    while app.asked() == before {
        tokio::task::yield_now().await;
    }
    app.seen.browser.lock().unwrap().as_ref().unwrap().pages.closed();
    let ended = tokio::time::timeout(Duration::from_secs(20), signing).await;
    assert_eq!(ended.expect("it waits for the site").unwrap(), Err(ErrorCode::SignInGivenUp));
    assert!(app.asked() - before < 8, "one try at a time: {}", app.asked() - before);
    app.portal.calm();
}

#[tokio::test]
async fn the_window_shows_the_sites_own_pages_and_no_others() {
    let app = TestDesktop::new();
    let _signing = app.browsing().await;
    let browser = app.seen.browser.lock().unwrap().take().unwrap();
    assert!((browser.is_own)(&app.portal.url().join("/lk/login").unwrap()));
    for other in ["http://127.0.0.1:1/", "https://example.org/", "tauri://localhost/", "file:///etc/passwd"] {
        assert!(!(browser.is_own)(&other.parse().unwrap()), "{other}");
    }
}

#[tokio::test]
async fn an_ended_session_waits_for_the_customer_and_is_begun_again() {
    let app = TestDesktop::new();
    app.signed_in_in_browser().await;
    app.desktop.refresh(&account(), None).await.unwrap();
    let before = app.overview().balance;
    app.portal.fault(Fault::EndSessions { after: 0 }.times(1));
    app.clock.pass(TimeDelta::minutes(2));
    let over = app.desktop.refresh(&account(), None).await.unwrap_err();
    assert_eq!(over.code, ErrorCode::NeedsBrowser);
    let asked = app.asked();
    for _ in 0..200 {
        app.clock.pass(TimeDelta::seconds(240));
        app.desktop.refresh_due().await;
    }
    assert_eq!(app.asked(), asked, "nobody is nagged, and nothing is tried without them");
    assert_eq!(app.overview().balance, before);
    app.signed_in_in_browser().await;
    assert!(app.desktop.refresh(&account(), None).await.is_ok());
}

#[tokio::test]
async fn signing_out_deletes_the_session() {
    let app = TestDesktop::new();
    app.signed_in_in_browser().await;
    app.desktop.sign_out(&account(), false).await.unwrap();
    app.clock.pass(TimeDelta::minutes(2));
    assert_eq!(app.desktop.refresh(&account(), None).await.unwrap_err().code, ErrorCode::NeedsBrowser);
}
