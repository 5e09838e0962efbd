//! Every skin, walked through by a visitor.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;
use kabinet_demo::{ACCOUNT, Demo, PASSWORD, Running, Screen, Setup, Skin};
use kabinet_domain::{Money, Transaction};
use url::Url;

use crate::support::{Page, Visitor};

const MAX_PAGES: usize = 400;

/// A running demo portal in one skin, and a visitor who reads its charset.
struct OpenSkin {
    name: String,
    demo: Running,
    visitor: Visitor,
}

fn folders() -> Vec<PathBuf> {
    let skins = Path::new(env!("CARGO_MANIFEST_DIR")).join("skins");
    let mut folders: Vec<PathBuf> = skins.read_dir().unwrap().map(|folder| folder.unwrap().path()).collect();
    folders.sort();
    folders
}

/// Returns the folders of the skins that a program can sign in to.
fn plain_folders() -> Vec<PathBuf> {
    let is_plain = |folder: &PathBuf| Skin::load(folder).unwrap().needs_browser().is_none();
    folders().into_iter().filter(is_plain).collect()
}

fn open(folder: &Path) -> OpenSkin {
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let description: toml::Table =
        std::fs::read_to_string(folder.join("skin.toml")).unwrap().parse().unwrap();
    let charset =
        Encoding::for_label(description["charset"]["encoding"].as_str().unwrap().as_bytes()).unwrap();
    let skin = Skin::load(folder).unwrap_or_else(|error| panic!("{name} loads: {error:?}"));
    let today = "2026-11-20".parse().unwrap();
    let demo = Demo::start(Setup { skin, months: Some(14), ..Setup::new(today) }).unwrap();
    OpenSkin { name, demo, visitor: Visitor::new(charset) }
}

impl OpenSkin {
    /// Returns every page that can be reached from one without signing out.
    async fn walk(&self, from: Page) -> Vec<Page> {
        let mut seen = HashSet::new();
        let mut pages = vec![from];
        let mut next = 0;
        while next < pages.len() {
            let from = pages[next].clone();
            next += 1;
            for request in from.requests() {
                if request.is_sign_out()
                    || !seen.insert((request.post, request.url.clone(), request.fields.clone()))
                {
                    continue;
                }
                let page = self.visitor.send(&request, &from.url).await;
                assert!(
                    page.status.is_success(),
                    "{}: {request:?} on {} answers {}",
                    self.name,
                    from.url,
                    page.status
                );
                pages.push(page);
                assert!(pages.len() < MAX_PAGES, "{}: the site has an end", self.name);
            }
        }
        pages
    }

    /// Returns the sign-in page, which some skins show only once a city was chosen.
    async fn sign_in_page(&self) -> Page {
        for _ in 0..2 {
            let front = self.visitor.open(self.demo.url()).await;
            if let Some(form) = self.walk(front).await.into_iter().rfind(Page::has_sign_in) {
                return self.visitor.open(&form.url).await;
            }
        }
        panic!("{}: the front page leads to a sign-in form", self.name);
    }

    fn asked_for(&self, screen: Screen) -> usize {
        let log = self.demo.stats().log;
        log.iter().filter(|logged| logged.screen == Some(screen)).count()
    }
}

/// Returns a page's text without white space; kopecks in superscript follow a point.
fn normalize(page: &str) -> String {
    let html = scraper::Html::parse_document(&page.replace("<sup>", "."));
    let fields = scraper::Selector::parse("input[readonly], input[disabled]").unwrap();
    let fixed = html.select(&fields).filter_map(|field| field.attr("value"));
    let letters = html.root_element().text().chain(fixed).flat_map(str::chars);
    let kept = letters.filter(|letter| !letter.is_whitespace() && *letter != '\'');
    kept.map(|letter| if letter == ',' { '.' } else { letter }).collect()
}

fn shows(page: &str, sum: Money) -> bool {
    let plain = sum.abs().to_string();
    let (rubles, kopecks) = plain.split_once('.').unwrap();
    let thousands = rubles.len().saturating_sub(3);
    page.contains(&plain)
        || page.contains(&format!("{}.{}.{kopecks}", &rubles[..thousands], &rubles[thousands..]))
        || (kopecks == "00" && page.contains(rubles))
        || page.contains(&format!("{rubles}руб.{kopecks}"))
}

/// Returns true if a page shows the transaction, and a page shows the balance before it.
///
/// They may be two pages, because that balance is also the one after the previous transaction.
fn show_transaction(pages: &[String], entry: &Transaction) -> bool {
    let sums = [Some(entry.amount), entry.balance_after];
    let shows_rest = |page: &String| {
        page.contains(&normalize(&entry.description))
            && sums.into_iter().flatten().all(|sum| shows(page, sum))
    };
    let shows_opening = |page: &String| entry.balance_before.is_none_or(|opening| shows(page, opening));
    pages.iter().any(shows_rest) && pages.iter().any(shows_opening)
}

#[test]
fn there_are_twenty_skins_and_each_has_a_note_of_its_own() {
    let notes: HashSet<String> =
        folders().iter().map(|folder| Skin::load(folder).unwrap().note().to_owned()).collect();
    assert_eq!(notes.len(), folders().len(), "no two skins have the same note");
    assert!(plain_folders().len() >= 20, "{} skins that are read", plain_folders().len());
}

#[test]
fn the_skin_inside_the_program_is_the_default_folder() {
    let folder = folders().into_iter().find(|folder| folder.ends_with("default")).unwrap();
    assert_eq!(Skin::default().note(), Skin::load(&folder).unwrap().note());
}

#[tokio::test]
async fn every_skin_shows_every_figure_on_pages_that_links_and_forms_lead_to() {
    for folder in plain_folders() {
        let opened = open(&folder);
        let (name, demo) = (&opened.name, &opened.demo);
        let form = opened.sign_in_page().await;
        let account = opened.visitor.sign_in(&form, ACCOUNT, PASSWORD).await;
        assert!(account.sign_out().is_some(), "{name} lets in: {}", account.text);
        check_account(&opened, &account);
        let pages = opened.walk(account).await;
        let texts: Vec<String> = pages.iter().map(|page| normalize(&page.text)).collect();
        for month in demo.months() {
            let totals = month.totals;
            let sums = [totals.opening_balance, totals.paid, totals.charged, totals.closing_balance];
            let listed = texts.iter().any(|page| sums.iter().all(|sum| shows(page, *sum)));
            assert!(listed, "{name} lists {totals:?}");
            for entry in &month.transactions {
                assert!(show_transaction(&texts, entry), "{name} shows {entry:?}");
            }
        }
        assert_eq!(opened.asked_for(Screen::SignInSent), 1, "{name} was signed in to once");
    }
}

fn check_account(opened: &OpenSkin, account: &Page) {
    let (name, text) = (&opened.name, normalize(&account.text));
    let summary = opened.demo.summary();
    assert!(text.contains(summary.account.as_str()), "{name} shows the account number: {text}");
    let offers = summary.offers.iter().map(|offer| offer.price);
    let others = summary.other_balances.iter().map(|other| other.balance);
    for sum in [summary.balance].into_iter().chain(summary.tariff_price).chain(offers).chain(others) {
        assert!(shows(&text, sum), "{name} shows {sum}: {text}");
    }
    for url in [summary.pay_url, summary.change_tariff_url].into_iter().flatten() {
        let leads =
            |request: &crate::support::Request| request.url == url || without_query(&request.url) == url;
        assert!(account.requests().iter().any(leads), "{name} leads to {url}");
    }
}

fn without_query(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_query(None);
    url
}

#[tokio::test]
async fn every_skin_refuses_a_wrong_password_with_words_and_lets_nobody_in() {
    for folder in plain_folders() {
        let opened = open(&folder);
        let name = &opened.name;
        let form = opened.sign_in_page().await;
        let refusal = opened.visitor.sign_in(&form, ACCOUNT, "wrong").await;
        assert!(!refusal.text.contains(ACCOUNT) || refusal.has_sign_in(), "{name} lets nobody in");
        let words = ["невер", "неправ", "ошибк", "не найден", "не верн", "отказано"];
        let lower = refusal.text.to_lowercase();
        assert!(words.iter().any(|word| lower.contains(word)), "{name} says why: {}", refusal.text);
    }
}

#[tokio::test]
async fn every_skin_ends_the_session_at_sign_out() {
    for folder in plain_folders() {
        let opened = open(&folder);
        let name = &opened.name;
        let form = opened.sign_in_page().await;
        let account = opened.visitor.sign_in(&form, ACCOUNT, PASSWORD).await;
        let shown = opened.walk(account.clone()).await;
        let inner: Vec<_> =
            shown.iter().filter(|page| page.sign_out().is_some() && !page.has_sign_in()).collect();
        assert!(!inner.is_empty(), "{name} shows inner pages");
        opened.visitor.send(&account.sign_out().unwrap(), &account.url).await;
        for page in inner {
            let after = opened.visitor.open(&page.url).await;
            assert!(after.sign_out().is_none(), "{name} has ended the session, and shows {}", page.url);
        }
    }
}
