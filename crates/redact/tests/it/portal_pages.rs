//! Reports on the demo portal in every skin.
//!
//! They contain nothing of the customer and are read like the pages themselves.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use kabinet_demo::{ACCOUNT, CANARY, Demo, Running, Setup, Skin, canary};
use kabinet_domain::{Money, Month, MonthTotals};
use kabinet_extract::html::document::Document;
use kabinet_extract::statement::{month_list, month_page};
use kabinet_extract::trace::Trace;
use kabinet_providers::portal_page;
use kabinet_providers::{
    Credentials, KnownUrls, PortalPage, Profile, Provider, ProviderError, SignInTarget, VisitLog,
    VisitedPage, find,
};
use kabinet_redact::Report;
use url::Url;

const CITY: &str = "Арамиль";
/// Length in characters from which a hidden value is a token and not a word of the language.
const SHORTEST_TOKEN: usize = 6;

fn today() -> NaiveDate {
    "2026-11-20".parse().expect("a date")
}

fn skins() -> Vec<PathBuf> {
    let folders = std::fs::read_dir("../demo/skins").expect("the skins").filter_map(Result::ok);
    folders.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

fn cabinet(skin: &Path) -> Running {
    let skin = Skin::load(skin).expect("a skin");
    Demo::start(Setup { skin, months: Some(14), ..Setup::watched(today()) }).expect("a cabinet")
}

/// Returns the pages of a walk through the portal, as far as it leads.
async fn walk(demo: &Running, provider: &dyn Provider) -> Vec<VisitedPage> {
    let journal = Arc::new(VisitLog::default());
    let entrance = SignInTarget {
        site: demo.url().clone(),
        city: Some(CITY.to_owned()),
        known_urls: KnownUrls::default(),
        open_session: None,
        today: today(),
        visit_log: Some(Arc::clone(&journal)),
    };
    let walked: Result<(), ProviderError> = async {
        let credentials =
            Credentials { login: ACCOUNT.to_owned(), key: secrecy::SecretString::from(CANARY).into() };
        let session = provider.sign_in(&entrance, &credentials).await?;
        session.summary().await?;
        for month in session.months(&[]).await?.iter().take(3) {
            session.transactions(month).await?;
        }
        Ok(())
    }
    .await;
    assert!(walked.is_ok() || matches!(walked, Err(ProviderError::NeedsBrowser { .. })), "{walked:?}");
    journal.pages()
}

#[tokio::test]
async fn a_report_holds_nothing_of_the_customer_in_any_skin() {
    let provider = find("sevencom").expect("a provider");
    for skin in skins() {
        let demo = cabinet(&skin);
        let seen = walk(&demo, provider.as_ref()).await;
        let report = Report::of(&seen, provider.as_ref(), 1).to_string();
        assert_eq!(canary::find(CANARY, report.as_bytes()), None, "{}", skin.display());
        let report = without_own_words(&report);
        // A figure that no page shows may come about by chance, and tells nothing.
        let told = figures_in(&said_by(&seen));
        let mut secret: BTreeSet<String> = figures(&demo).intersection(&told).cloned().collect();
        secret.extend(demo.url().port().map(|port| port.to_string()));
        let is_walked = seen.iter().any(|page| page.page == PortalPage::Months);
        assert!(secret.len() > 5 || !is_walked, "{}: {secret:?}", skin.display());
        let left: Vec<String> = figures_in(&report).intersection(&secret).cloned().collect();
        assert!(left.is_empty(), "{}: figures {left:?}", skin.display());
        let said = report.to_lowercase();
        let secrets: Vec<String> = secrets(&seen).into_iter().filter(|it| said.contains(it)).collect();
        assert!(secrets.is_empty(), "{}: {secrets:?}", skin.display());
    }
}

#[tokio::test]
async fn a_masked_page_is_read_by_the_same_labels_in_every_skin() {
    let provider = find("sevencom").expect("a provider");
    let text = include_str!("../../../providers/descriptions/sevencom.toml");
    let description = Profile::read("sevencom", "sevencom.toml", text).expect("a description");
    let mut differ = Vec::new();
    for skin in skins() {
        let demo = cabinet(&skin);
        let seen = walk(&demo, provider.as_ref()).await;
        let report = Report::of(&seen, provider.as_ref(), 1);
        let documents = seen.iter().filter_map(|page| Some((page.page, page.document.as_ref()?)));
        for (page, document) in documents {
            let masked = report.pages().iter().find(|masked| masked.page == page);
            let Some(masked) = masked.filter(|_| seen.iter().filter(|it| it.page == page).count() == 1)
            else {
                continue;
            };
            let address = Url::parse(&masked.address).expect("an address");
            let markup = masked.markup.as_deref().expect("a page");
            let again = Document::read(markup, &address, encoding_rs::UTF_8);
            let (before, after) = (labels(document, page, &description), labels(&again, page, &description));
            if before != after {
                let lost: Vec<_> = before.symmetric_difference(&after).collect();
                differ.push(format!("{}, {page}: {lost:?}", skin.display()));
            }
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

/// Returns the labels that any reading of a page finds, with the words they are found by.
fn labels(document: &Document, page: PortalPage, description: &Profile) -> BTreeSet<(String, String)> {
    let (labels, month) = (&description.labels, Month::new(2026, 10).expect("a month"));
    let mut document = document.clone();
    document.trace = Trace::default();
    let month = if let PortalPage::Month(month) = page { month } else { month };
    let _ = portal_page::summary(&document, labels, today(), None);
    let _ = month_list::months(&document, &labels.statement.months);
    let zero = Money::ZERO;
    let totals =
        MonthTotals { month, opening_balance: zero, paid: zero, charged: zero, closing_balance: zero };
    let _ = month_page::transactions(&document, &labels.statement.transactions, &totals);
    let _ = portal_page::fill_sign_in_form(
        &document,
        &labels.navigation,
        (ACCOUNT, &CANARY.into()),
        Some(CITY),
        false,
    );
    let _ = portal_page::sign_in_links(&document, &labels.navigation);
    document.trace.taken().0.into_iter().map(|found| (found.label, found.by)).collect()
}

/// Returns the part of a report that shows the pages, without its remarks on the reading.
fn without_own_words(report: &str) -> String {
    let own = |line: &&str| ["found «", "status ", "no answer, "].iter().any(|word| line.starts_with(word));
    report.lines().filter(|line| !own(line)).collect::<Vec<_>>().join("\n")
}

/// Returns the text of all pages.
fn said_by(seen: &[VisitedPage]) -> String {
    let documents = seen.iter().filter_map(|page| page.document.as_ref());
    let texts = documents.filter_map(|document| document.root().map(|root| document.text(root)));
    texts.collect::<Vec<_>>().join("\n")
}

/// Returns every figure of the ledger and the account with at least three digits.
fn figures(demo: &Running) -> BTreeSet<String> {
    let summary = demo.summary();
    let mut sums: Vec<Money> = vec![summary.balance];
    sums.extend(summary.tariff_price);
    sums.extend(summary.other_balances.iter().map(|other| other.balance));
    sums.extend(summary.offers.iter().map(|offer| offer.price));
    for month in demo.months() {
        let totals = month.totals;
        sums.extend([totals.opening_balance, totals.paid, totals.charged, totals.closing_balance]);
        sums.extend(
            month
                .transactions
                .iter()
                .flat_map(|it| [Some(it.amount), it.balance_before, it.balance_after])
                .flatten(),
        );
    }
    let rubles = sums
        .iter()
        .map(|sum| sum.to_string().trim_start_matches('-').split('.').next().unwrap_or_default().to_owned());
    rubles.filter(|digits| digits.len() >= 3).chain([ACCOUNT.to_owned()]).collect()
}

/// Returns the figures of a text that stand by themselves, without the spaces in them.
///
/// A masked key may contain any digits.
fn figures_in(text: &str) -> BTreeSet<String> {
    let figure = kabinet_extract::text::normalize::pattern(r"\b\d+\b(?:[ \x{a0}\x{202f}\x{2009}']\d{3}\b)*");
    figure
        .find_iter(&text.replace("&nbsp;", "\u{a0}"))
        .map(|found| found.as_str().chars().filter(char::is_ascii_digit).collect())
        .collect()
}

/// Returns other secrets: names, places, descriptions and the values of hidden fields.
fn secrets(seen: &[VisitedPage]) -> BTreeSet<String> {
    let mut secrets: BTreeSet<String> =
        [CANARY, ACCOUNT, "127.0.0.1", "cloudpayments", CITY].map(str::to_lowercase).into();
    secrets
        .extend(find("sevencom").expect("a provider").info().cities.iter().map(|city| city.to_lowercase()));
    for document in seen.iter().filter_map(|page| page.document.as_ref()) {
        let hidden = document.elements().filter(|id| document.attribute(*id, "type") == Some("hidden"));
        let values = hidden.filter_map(|id| document.attribute(id, "value"));
        secrets.extend(values.filter(|value| value.len() >= SHORTEST_TOKEN).map(str::to_lowercase));
    }
    secrets
}
