//! The faults of the demo portal.

use std::time::{Duration, Instant};

use kabinet_demo::{ACCOUNT, Demo, Fault, PASSWORD, Reply, Running, Screen, Setup, Trouble};
use url::Url;

use crate::support::{Page, Visitor};

fn start(trouble: impl Into<Trouble>) -> (Running, Visitor) {
    let setup =
        Setup { months: Some(3), faults: vec![trouble.into()], ..Setup::new("2026-11-20".parse().unwrap()) };
    (Demo::start(setup).unwrap(), Visitor::utf8())
}

fn at(demo: &Running, path: &str) -> Url {
    demo.url().join(path).unwrap()
}

async fn sign_in(demo: &Running, visitor: &Visitor) -> Page {
    let form = visitor.open(&at(demo, "lk/login")).await;
    visitor.sign_in(&form, ACCOUNT, PASSWORD).await
}

#[tokio::test]
async fn sessions_end_after_so_many_requests_and_then_no_more() {
    let (demo, visitor) = start(Fault::EndSessions { after: 4 });
    assert!(!sign_in(&demo, &visitor).await.has_sign_in(), "three requests");
    assert!(!visitor.open(&at(&demo, "lk/statistics")).await.has_sign_in(), "the fourth is still answered");
    assert!(visitor.open(&at(&demo, "lk/statistics")).await.has_sign_in(), "the fifth no more");
    sign_in(&demo, &visitor).await;
    for _ in 0..6 {
        assert!(!visitor.open(&at(&demo, "lk/statistics")).await.has_sign_in(), "it happens once");
    }
}

#[tokio::test]
async fn the_site_is_unavailable_for_so_many_answers_and_says_how_long() {
    let retry_after = Some(Duration::from_secs(120));
    let (demo, visitor) = start(Fault::Unavailable { retry_after }.times(2));
    for expected in [503, 503, 200] {
        assert_eq!(visitor.get(demo.url()).await.unwrap().status().as_u16(), expected);
    }
    demo.fault(Fault::Unavailable { retry_after });
    let answer = visitor.get(demo.url()).await.unwrap();
    assert_eq!(answer.headers()["retry-after"], "120");
    demo.calm();
    assert_eq!(visitor.get(demo.url()).await.unwrap().status().as_u16(), 200);
}

#[tokio::test]
async fn a_fault_of_one_screen_leaves_the_others() {
    let (demo, visitor) = start(Fault::Maintenance.on(Screen::Months));
    sign_in(&demo, &visitor).await;
    let months = visitor.open(&at(&demo, "lk/statistics")).await;
    assert!(months.status.is_success() && months.text.contains("технические работы"), "{}", months.text);
    assert!(visitor.open(&at(&demo, "lk")).await.text.contains("588.00"));
}

#[tokio::test]
async fn a_truncated_body_breaks_off_and_a_hung_up_request_has_no_answer() {
    let (demo, visitor) = start(Fault::Truncated);
    let mut answer = visitor.get(demo.url()).await.unwrap();
    let mut read = 0;
    let broken = loop {
        match answer.chunk().await {
            Ok(Some(bytes)) => read += bytes.len(),
            Ok(None) => break false,
            Err(_) => break true,
        }
    };
    assert!(broken && read > 0, "{read} bytes came");
    demo.calm();
    demo.fault(Fault::HangUp);
    assert!(visitor.get(demo.url()).await.is_err_and(|error| !error.is_connect()), "no answer at all");
}

#[tokio::test]
async fn an_endless_body_goes_on_past_any_limit() {
    let (demo, visitor) = start(Fault::Endless);
    let mut answer = visitor.get(demo.url()).await.unwrap();
    let mut read = 0;
    while read < 8 * 1024 * 1024 {
        read += answer.chunk().await.unwrap().expect("there is always more").len();
    }
}

#[tokio::test]
async fn the_gzip_bomb_is_small_when_sent_and_large_unpacked() {
    let (demo, visitor) = start(Fault::GzipBomb);
    let mut answer = visitor.get(demo.url()).await.unwrap();
    let mut read = 0;
    while read < 64 * 1024 * 1024 {
        read += answer.chunk().await.unwrap().expect("512 MiB are far from over").len();
    }
    let mut wire = std::net::TcpStream::connect(("127.0.0.1", demo.url().port().unwrap())).unwrap();
    std::io::Write::write_all(&mut wire, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    let mut sent = Vec::new();
    std::io::Read::read_to_end(&mut wire, &mut sent).unwrap();
    assert!(sent.len() < 1024 * 1024, "{} bytes", sent.len());
}

#[tokio::test]
async fn the_brotli_bomb_is_smaller_still_and_as_large_unpacked() {
    let (demo, visitor) = start(Fault::BrotliBomb);
    let mut answer = visitor.get(demo.url()).await.unwrap();
    let mut read = 0;
    while read < 64 * 1024 * 1024 {
        read += answer.chunk().await.unwrap().expect("512 MiB are far from over").len();
    }
}

#[tokio::test]
async fn a_body_ends_after_so_many_bytes_as_complete_or_as_interrupted() {
    let (demo, visitor) = start(Fault::EndsEarly(100));
    let read = async || visitor.get(demo.url()).await.unwrap().bytes().await;
    assert_eq!(read().await.unwrap().len(), 100, "as if that were all");
    demo.calm();
    demo.fault(Fault::BreaksOff(100));
    assert!(read().await.is_err(), "more was announced");
}

#[tokio::test]
async fn an_answer_given_as_data_comes_as_it_is() {
    let reply = Reply { body: vec![0, 159, 146], ..Reply::status(418).with("retry-after", "5") };
    let (demo, visitor) = start(Fault::Reply(reply));
    let answer = visitor.get(demo.url()).await.unwrap();
    assert_eq!((answer.status().as_u16(), &answer.headers()["retry-after"]), (418, &"5".parse().unwrap()));
    assert_eq!(*answer.bytes().await.unwrap(), [0, 159, 146]);
}

#[tokio::test]
async fn a_page_is_in_one_charset_and_declares_another() {
    let (demo, visitor) = start(Fault::Charset { written: "koi8-r", declared: "utf-8" });
    let answer = visitor.get(demo.url()).await.unwrap();
    assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
    let bytes = answer.bytes().await.unwrap();
    let (text, _, _) = encoding_rs::KOI8_R.decode(&bytes);
    assert!(text.contains("Личный кабинет"), "{text}");
}

#[tokio::test]
async fn nested_tags_fill_half_a_megabyte() {
    let (demo, visitor) = start(Fault::Nested("b"));
    let text = visitor.get(demo.url()).await.unwrap().text().await.unwrap();
    assert!((490_000..=510_000).contains(&text.len()), "{} bytes", text.len());
    assert!(text.contains("<b><b><b>"));
}

#[tokio::test]
async fn a_redirect_keeps_its_status_and_address() {
    let (other, _) = start(Fault::Latency(Duration::ZERO));
    for status in [301, 302, 303, 307, 308] {
        let to = at(&other, &format!("lk/login?{status}"));
        let (demo, visitor) = start(Fault::Redirect(status, to.to_string()).on(Screen::SignInSent));
        let answer = sign_in(&demo, &visitor).await;
        assert_eq!(answer.url, to, "a browser follows it");
        let method = if status < 307 { "GET" } else { "POST" };
        assert_eq!(other.stats().log.last().unwrap().method, method, "status {status}");
    }
}

#[tokio::test]
async fn a_label_is_renamed() {
    let (demo, visitor) = start(Fault::Replace("Текущий баланс интернет".into(), "Ваш счёт".into()));
    let account = sign_in(&demo, &visitor).await.text;
    assert!(account.contains("Ваш счёт") && !account.contains("Текущий баланс"), "{account}");
}

#[tokio::test]
async fn the_sign_in_form_stands_in_place_of_a_page() {
    let (demo, visitor) = start(Fault::SignInPage.on(Screen::Month).times(1));
    sign_in(&demo, &visitor).await;
    let month = at(&demo, "lk/statistics/11.2026");
    let page = visitor.open(&month).await;
    assert!(page.has_sign_in() && page.url == month && page.status.is_success());
    assert!(!visitor.open(&month).await.has_sign_in(), "only once");
}

#[tokio::test]
async fn a_captcha_stands_in_the_form_and_lets_no_password_through() {
    let (demo, visitor) = start(Fault::Captcha);
    let form = visitor.open(&at(&demo, "lk/login")).await;
    assert!(form.text.contains("Введите код с картинки"), "{}", form.text);
    let answer = visitor.sign_in(&form, ACCOUNT, PASSWORD).await;
    assert!(answer.has_sign_in() && !answer.text.contains("588.00"), "{}", answer.text);
}

#[tokio::test]
async fn a_dripping_body_comes_slowly_but_whole() {
    let pause = Duration::from_millis(3);
    let (demo, visitor) = start(Fault::Drip(pause));
    demo.fault(Fault::Unavailable { retry_after: None });
    let before = Instant::now();
    let text = visitor.get(demo.url()).await.unwrap().text().await.unwrap();
    assert!(before.elapsed() > pause * 60, "{:?} for {} bytes", before.elapsed(), text.len());
    assert!(text.ends_with("</html>"), "{text}");
}
