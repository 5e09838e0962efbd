//! Leaks of the password, planted to show that the watch over every sign-in test sees them.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::panic::{AssertUnwindSafe, catch_unwind};

use kabinet_demo::{CANARY, canary};
use kabinet_sync::SyncError;
use url::Url;
use url::form_urlencoded::byte_serialize;

use crate::support::page_site::{PageSite, Reply};
use crate::support::{cabinet, caged};

/// Sends a request as it is given.
fn send(site: &Url, first: &str, header: &str, body: &str) {
    let mut stream = TcpStream::connect((site.host_str().unwrap(), site.port().unwrap())).unwrap();
    let length = body.len();
    let head =
        format!("{first} HTTP/1.1\r\nHost: demo\r\nConnection: close\r\n{header}Content-Length: {length}");
    write!(stream, "{head}\r\n\r\n{body}").unwrap();
    stream.read_to_end(&mut Vec::new()).unwrap();
}

/// Returns requests that have the password in a wrong place.
fn leaks() -> Vec<[String; 3]> {
    let encoded: String = byte_serialize(CANARY.as_bytes()).collect();
    let windows = "%CA%E0%ED%E0%F0%E5%E9%EA%E0%2B7%26%25qX+z";
    let twice: String = byte_serialize(encoded.as_bytes()).collect();
    let reversed: String = byte_serialize(CANARY.chars().rev().collect::<String>().as_bytes()).collect();
    let request = |first: String, header: String, body: String| [first, header, body];
    let get = |query: &str| request(format!("GET /lk?{query}"), String::new(), String::new());
    let header = |line: &str| request("GET /lk".to_owned(), format!("{line}\r\n"), String::new());
    vec![
        get(&format!("password={encoded}")),
        get(&format!("p={windows}")),
        get(&format!("back={twice}")),
        get(&format!("p={reversed}")),
        header(&format!("Referer: http://demo/?password={encoded}")),
        header(&format!("Cookie: password={encoded}")),
        header("Authorization: Basic MTIzNDU2Nzg60JrQsNC90LDRgNC10LnQutCwKzcmJXFYIHo="),
        request("POST /mail".to_owned(), String::new(), format!("l=1&p={encoded}")),
        request("POST /mail".to_owned(), String::new(), format!("{{\"p\":\"{CANARY}\"}}")),
    ]
}

fn is_seen(drop_site: impl FnOnce()) -> bool {
    catch_unwind(AssertUnwindSafe(drop_site)).is_err()
}

#[test]
fn a_planted_leak_fails_the_test_of_its_site() {
    let encoded: String = byte_serialize(CANARY.as_bytes()).collect();
    for [first, header, body] in leaks() {
        let demo = cabinet(1);
        send(demo.url(), &first, &header, &body);
        assert!(is_seen(|| drop(demo)), "{first} {header} {body}");
        let site = PageSite::start(|_| Reply::Page(200, String::new()));
        send(&site.url, &first, &header, &body);
        assert!(is_seen(|| drop(site)), "{first} {header} {body}");
    }
    let demo = cabinet(1);
    let site = PageSite::start(|_| Reply::Page(200, String::new()));
    for url in [demo.url(), &site.url] {
        send(url, "POST /lk/login", "", &format!("user=12345678&password={encoded}"));
    }
    assert!(!is_seen(|| drop((demo, site))), "the body of the form is its place");
}

#[test]
fn an_error_with_the_password_in_it_fails_its_test() {
    let login = byte_serialize(CANARY.as_bytes()).collect::<String>();
    let error = || {
        SyncError::Provider(kabinet_providers::ProviderError::BadCredentials { said: Some(login.clone()) })
    };
    assert!(is_seen(|| drop(caged(CANARY, Err::<(), _>(error())))));
    assert_eq!(canary::find(CANARY, b"12345678"), None);
}
