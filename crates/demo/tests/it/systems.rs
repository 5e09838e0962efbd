//! The billing systems, as a customer's browser sees them.

use std::path::Path;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1251};
use kabinet_demo::{Demo, Running, Screen, Setup, Skin};
use url::Url;

use crate::support::{Page, Visitor};

const SYSTEMS: [(&str, &Encoding); 5] = [
    ("abills", UTF_8),
    ("abills-old", WINDOWS_1251),
    ("nodeny", UTF_8),
    ("phpnuxbill", UTF_8),
    ("ubilling", UTF_8),
];

fn start(system: &str) -> Running {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("systems").join(system);
    let skin = Skin::load(&folder).unwrap_or_else(|error| panic!("{system} loads: {error:?}"));
    Demo::start(Setup { skin, ..Setup::watched("2026-11-28".parse().unwrap()) }).unwrap()
}

async fn signed_in(demo: &Running, visitor: &Visitor, login: &str, password: &str) -> Page {
    let form = visitor.open(demo.url()).await;
    let answer = visitor.sign_in(&form, login, password).await;
    // A browser follows the script of this page, whatever else the page shows.
    if answer.text.contains("document.location.href") {
        return visitor.open(&demo.url().join("index.php").unwrap()).await;
    }
    answer
}

async fn open(visitor: &Visitor, page: &Page, address: &str) -> Page {
    visitor.open(&page.url.join(address).unwrap()).await
}

#[tokio::test]
async fn every_system_lets_each_of_its_customers_in_and_nobody_else() {
    for (system, charset) in SYSTEMS.into_iter().filter(|(system, _)| *system != "nodeny") {
        let demo = start(system);
        for customer in demo.customers() {
            let visitor = Visitor::new(charset);
            let page = signed_in(&demo, &visitor, &customer.login, &customer.password).await;
            assert!(!page.has_sign_in(), "{system} lets {} in: {}", customer.login, page.text);
            assert!(page.text.contains(&customer.login), "{system}: {}", page.text);
            let stranger = signed_in(&demo, &Visitor::new(charset), &customer.login, "wrong").await;
            assert!(stranger.has_sign_in(), "{system} lets a stranger in: {}", stranger.text);
        }
    }
}

#[tokio::test]
async fn nodeny_takes_only_the_hash_that_its_script_makes() {
    let (demo, visitor) = (start("nodeny"), Visitor::utf8());
    let answer = signed_in(&demo, &visitor, "Testov", "testov-pass").await;
    assert!(answer.text.contains("Включите javascript") && answer.has_sign_in(), "{}", answer.text);
}

#[tokio::test]
async fn ubilling_answers_every_password_alike_and_shows_a_way_out_after_a_wrong_one() {
    let (demo, visitor) = (start("ubilling"), Visitor::utf8());
    let form = visitor.open(demo.url()).await;
    let right = visitor.sign_in(&form, "testov", "testov-pass").await;
    assert!(right.text.starts_with("<script") && right.has_sign_in(), "{}", right.text);
    let visitor = Visitor::utf8();
    let form = visitor.open(demo.url()).await;
    assert!(form.sign_out().is_none());
    let wrong = visitor.sign_in(&form, "testov", "wrong").await;
    assert!(wrong.text.starts_with("<script") && wrong.has_sign_in(), "{}", wrong.text);
    let next = open(&visitor, &wrong, "index.php").await;
    assert!(next.has_sign_in() && next.sign_out().is_some(), "{}", next.text);
}

#[tokio::test]
async fn abills_cuts_kopecks_off_and_shows_charges_of_six_months_alone() {
    let (demo, visitor) = (start("abills"), Visitor::utf8());
    let page = signed_in(&demo, &visitor, "testov", "testov-pass").await;
    assert!(page.text.contains("550.06"), "the front page is exact to the kopeck: {}", page.text);
    let payments = open(&visitor, &page, "index.cgi?index=41").await;
    assert_eq!(payments.text.matches("<td>589.28</td>").count(), 14, "589.29 is cut: {}", payments.text);
    let charges = open(&visitor, &page, "index.cgi?index=42").await;
    assert_eq!(charges.text.matches("<td>550.00</td>").count(), 6, "{}", charges.text);
    assert!(!charges.text.contains("2026-05-01"));
}

#[tokio::test]
async fn a_second_sign_in_to_abills_ends_the_first_session() {
    let demo = start("abills");
    let (first, second) = (Visitor::utf8(), Visitor::utf8());
    let page = signed_in(&demo, &first, "testov", "testov-pass").await;
    signed_in(&demo, &second, "testov", "testov-pass").await;
    assert!(open(&first, &page, "index.cgi?index=41").await.has_sign_in());
}

#[tokio::test]
async fn the_old_abills_has_its_session_in_every_link() {
    let (demo, visitor) = (start("abills-old"), Visitor::new(WINDOWS_1251));
    let page = signed_in(&demo, &visitor, "testov", "testov-pass").await;
    assert!(page.text.contains("750.29"), "{}", page.text);
    let all_links = page.requests();
    assert!(all_links.iter().all(|link| link.url.query().unwrap_or_default().contains("sid=")));
    let payments = all_links.iter().find(|link| link.label == "денежные операции").unwrap();
    let payments = visitor.send(payments, &page.url).await;
    assert!(payments.requests().iter().any(|link| link.label == "снятие денег"), "{}", payments.text);
    assert!(!all_links.iter().any(|link| link.label == "снятие денег"));
    let over = open(&visitor, &page, "index.cgi?index=40&sid=0123456789").await;
    assert!(over.text.contains("Вы не в сети") && over.has_sign_in(), "{}", over.text);
}

#[tokio::test]
async fn nodeny_pages_its_operations_and_lists_messages_among_them() {
    let (demo, visitor) = (start("nodeny"), Visitor::utf8());
    let cookie = demo.open_session("Testov");
    let page = visitor.open_with(&demo.url().join("?a=payments").unwrap(), &cookie).await;
    assert_eq!(page.text.matches("<tr>").count(), 16, "fifteen rows under a header: {}", page.text);
    assert!(page.text.contains("<th>+ руб</th><th>- руб</th><th>Остаток, руб</th>"));
    assert!(page.text.contains("<td></td><td></td><td></td><td>Сообщение"), "{}", page.text);
    let last = visitor.open_with(&demo.url().join("?a=payments&start=2").unwrap(), &cookie).await;
    assert_eq!(last.text.matches("<tr>").count(), 2, "31 rows in all: {}", last.text);
}

#[tokio::test]
async fn phpnuxbill_rounds_its_balance_and_links_to_its_spending() {
    let (demo, visitor) = (start("phpnuxbill"), Visitor::utf8());
    let page = signed_in(&demo, &visitor, "testov", "testov-pass").await;
    assert!(page.text.contains("₽ 251") && demo.customer("testov").unwrap().balance.to_string() == "250.50");
    let spending: Vec<Url> = page.requests().into_iter().map(|link| link.url).collect();
    assert!(spending.iter().any(|url| url.path() == "/home/deactivate/1"), "{spending:?}");
    open(&visitor, &page, "/home/deactivate/1").await;
    assert_eq!(demo.stats().requests_for(Screen::Destructive), 1, "such a request is seen in the log");
}
