//! Tests of signing in on the site's own page.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use chrono::TimeDelta;
use kabinet_api::{BrowserSession, ErrorCode, SecretName, Secrets, SignInTarget};
use kabinet_demo::{ACCOUNT, Fault, PASSWORD};
use tokio::task::JoinHandle;
use url::Url;

use crate::support::{Done, Room, account};

impl Room {
    fn target(&self) -> SignInTarget {
        SignInTarget {
            provider: "sevencom".to_owned(),
            site: Some(self.cabinet.url().to_string()),
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
        let page = self.cabinet.url().join(path).unwrap();
        BrowserSession { page, cookies: cookies.iter().map(|cookie| (*cookie).into()).collect() }
    }

    /// Signs in as a browser does: fetches the form, sends it, and keeps the returned cookie.
    fn signed_in_there(&self) -> BrowserSession {
        let form = asked(self.cabinet.url(), "GET /lk/login", "", "");
        let token = between(&form, "name=\"csrf\" value=\"", "\"");
        let sent = format!("csrf={token}&login={ACCOUNT}&password={PASSWORD}");
        let visitor = format!("Cookie: {}\r\n", between(&form, "set-cookie: ", ";"));
        let answer = asked(self.cabinet.url(), "POST /lk/login", &visitor, &sent);
        self.at("/lk", &[between(&answer, "set-cookie: ", "\r\n")])
    }

    async fn signed_in_in_browser(&self) -> String {
        let signing = self.browsing().await;
        self.comes_to(&self.signed_in_there());
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
    let room = Room::new();
    let signing = room.browsing().await;
    room.comes_to(&room.at("/", &[]));
    room.comes_to(&room.at("/lk/login", &["lk_session=nobody"]));
    room.comes_to(&room.signed_in_there());
    assert_eq!(signing.await.unwrap().as_deref(), Ok(ACCOUNT), "the account number stands for the login");
    assert!(room.done().contains(&Done::ClosedSignInWindow), "the window must close by itself");

    assert!(room.desktop.app_info().unwrap().accounts[0].browser);
    assert!(room.desktop.refresh(&account(), None).await.is_ok());
    assert_eq!(room.months().len(), room.cabinet.months().len());
    let password = SecretName::password("sevencom", room.cabinet.url(), ACCOUNT);
    assert!(room.secrets.get(&password).is_err(), "nobody gave a password");
}

#[tokio::test]
async fn the_session_outlives_the_program() {
    let mut room = Room::new();
    room.signed_in_in_browser().await;
    room.restart();
    room.clock.pass(TimeDelta::minutes(2));
    let read = room.desktop.refresh(&account(), None).await.unwrap();
    assert!(read.months_read > 0);
}

#[tokio::test]
async fn closing_the_window_leaves_everything_as_it_was() {
    let room = Room::new();
    let signing = room.browsing().await;
    room.comes_to(&room.at("/lk/login", &[]));
    room.seen.browser.lock().unwrap().as_ref().unwrap().pages.closed();
    assert_eq!(signing.await.unwrap(), Err(ErrorCode::SignInGivenUp));
    assert_eq!(room.desktop.app_info().unwrap().accounts, []);
}

#[tokio::test]
async fn the_window_shows_the_sites_own_pages_and_no_others() {
    let room = Room::new();
    let _signing = room.browsing().await;
    let browser = room.seen.browser.lock().unwrap().take().unwrap();
    assert!((browser.is_own)(&room.cabinet.url().join("/lk/login").unwrap()));
    for other in ["http://127.0.0.1:1/", "https://example.org/", "tauri://localhost/", "file:///etc/passwd"] {
        assert!(!(browser.is_own)(&other.parse().unwrap()), "{other}");
    }
}

#[tokio::test]
async fn an_ended_session_waits_for_the_customer_and_is_begun_again() {
    let room = Room::new();
    room.signed_in_in_browser().await;
    room.desktop.refresh(&account(), None).await.unwrap();
    let before = room.overview().balance;
    room.cabinet.fault(Fault::EndSessions { after: 0 }.times(1));
    room.clock.pass(TimeDelta::minutes(2));
    let over = room.desktop.refresh(&account(), None).await.unwrap_err();
    assert_eq!(over.code, ErrorCode::NeedsBrowser);
    let asked = room.asked();
    for _ in 0..200 {
        room.clock.pass(TimeDelta::seconds(240));
        room.desktop.refresh_due().await;
    }
    assert_eq!(room.asked(), asked, "nobody is nagged, and nothing is tried without them");
    assert_eq!(room.overview().balance, before);
    room.signed_in_in_browser().await;
    assert!(room.desktop.refresh(&account(), None).await.is_ok());
}

#[tokio::test]
async fn signing_out_deletes_the_session() {
    let room = Room::new();
    room.signed_in_in_browser().await;
    room.desktop.sign_out(&account(), false).await.unwrap();
    room.clock.pass(TimeDelta::minutes(2));
    assert_eq!(room.desktop.refresh(&account(), None).await.unwrap_err().code, ErrorCode::NeedsBrowser);
}
