//! Mutation tests: randomly changed pages of every demo skin are read rightly or refused.
//!
//! The seeds are the same every time. The environment variable `SKIN` limits the test to one skin;
//! `--nocapture` prints the share of pages that are read, by skin and by operator.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};
use std::thread;

use chrono::NaiveDate;
use kabinet_demo::{Ledger, Screen, Skin};
use kabinet_domain::{AccountSummary, Money, MonthTotals, Transaction};
use kabinet_extract::Missing;
use kabinet_extract::html::document::Document;
use kabinet_extract::statement::reconcile::reconcile;
use kabinet_extract::statement::{month_list, month_page};
use kabinet_providers::portal_page;
use kabinet_providers::{Labels, Profile};
use url::Url;

mod editable_page;
mod meaning;
mod operators;

use crate::mutations::editable_page::{EditablePage, SeededRng};
use crate::mutations::operators::{Allowed, OPERATORS, Pages};

const PAGES_A_SKIN: u64 = 1000;
const MONTHS: usize = 14;

/// A page of a skin that shows figures.
struct Original {
    kind: Kind,
    html: String,
}

#[derive(Clone)]
enum Kind {
    Account(Box<AccountSummary>),
    Months(Vec<MonthTotals>),
    Month { totals: MonthTotals, transactions: Vec<Transaction>, beside: bool },
}

/// Results of the changed pages of a skin.
#[derive(Default)]
struct Tally {
    read: usize,
    refused: usize,
    wrong: Vec<String>,
    by_operator: BTreeMap<&'static str, (usize, usize)>,
}

#[test]
fn no_wrong_figure_is_read_on_a_changed_page() {
    let only = std::env::var("SKIN").ok();
    let is_wanted = |folder: &PathBuf| only.as_ref().is_none_or(|only| folder.ends_with(only));
    let mut wrong = Vec::new();
    let mut all: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
    for (folder, tally) in tried_at_once(folders().into_iter().filter(is_wanted).collect()) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let share = tally.read * 100 / (tally.read + tally.refused + tally.wrong.len()).max(1);
        eprintln!("{name:10} read {share:3} %, refused {:4}, wrong {}", tally.refused, tally.wrong.len());
        wrong.extend(tally.wrong.iter().map(|what| format!("{name}: {what}")));
        for (way, (read, refused)) in tally.by_operator {
            let sum = all.entry(way).or_default();
            *sum = (sum.0 + read, sum.1 + refused);
        }
    }
    all.iter().for_each(|(way, (read, refused))| eprintln!("{way:28} read {read:5}, refused {refused:5}"));
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

/// Tries every folder, as many at once as the machine has cores.
fn tried_at_once(folders: Vec<PathBuf>) -> BTreeMap<PathBuf, Tally> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let (left, done) = (Mutex::new(folders), Mutex::new(BTreeMap::new()));
    let next = || left.lock().expect("no panic").pop();
    let work = || {
        while let Some(folder) = next() {
            let tally = tried(&folder);
            done.lock().expect("no panic").insert(folder, tally);
        }
    };
    thread::scope(|scope| (0..cores).for_each(|_| drop(scope.spawn(work))));
    done.into_inner().expect("no panic")
}

fn tried(folder: &Path) -> Tally {
    let mut tally = Tally::default();
    let originals = originals(folder);
    let pages: Vec<EditablePage> =
        originals.iter().map(|original| EditablePage::read(&original.html)).collect();
    let mut seed = 0;
    while tally.read + tally.refused + tally.wrong.len() < usize::try_from(PAGES_A_SKIN).unwrap_or_default() {
        seed += 1;
        let mut rng = SeededRng::new(seed);
        let at = rng.below(originals.len());
        let (way, pages_for, change) = OPERATORS[rng.below(OPERATORS.len())];
        let unsuited =
            if matches!(originals[at].kind, Kind::Account(_)) { Pages::Rows } else { Pages::Labels };
        if pages_for == unsuited {
            continue;
        }
        let mut page = pages[at].clone();
        let Some(allowed) = change(&mut page, &mut rng) else { continue };
        let judged = judged(&originals[at].kind, &page.written(), allowed);
        let counts = tally.by_operator.entry(way).or_default();
        match judged {
            Ok(true) => (tally.read, counts.0) = (tally.read + 1, counts.0 + 1),
            Ok(false) => (tally.refused, counts.1) = (tally.refused + 1, counts.1 + 1),
            Err(what) => tally.wrong.push(format!("seed {seed}, {way}: {what}")),
        }
    }
    tally
}

fn labels() -> &'static Labels {
    static SEVENCOM: LazyLock<Profile> = LazyLock::new(|| {
        let text = include_str!("../../descriptions/sevencom.toml");
        Profile::read("sevencom", "sevencom.toml", text).expect("a description")
    });
    &SEVENCOM.labels
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap_or_default()
}

fn folders() -> Vec<PathBuf> {
    let skins = Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo/skins");
    let mut folders: Vec<PathBuf> = skins
        .read_dir()
        .expect("the skins are there")
        .filter_map(|folder| Some(folder.ok()?.path()))
        .collect();
    folders.sort();
    folders.retain(|folder| Skin::load(folder).is_ok_and(|skin| skin.needs_browser().is_none()));
    folders
}

/// Returns the account page, the list of months and some months with their figures.
fn originals(folder: &Path) -> Vec<Original> {
    let skin = Skin::load(folder).expect("the skin loads");
    let ledger = Ledger::of_months(today(), MONTHS);
    let shown = |month, screen| skin.shown(&ledger, month, screen);
    let account = shown(None, Screen::Account).expect("the account page is shown");
    let summary =
        portal_page::summary(&document(&account), labels(), today(), None).expect("the account page is read");
    let kept = ledger.summary();
    assert_eq!((&summary.account, summary.balance), (&kept.account, kept.balance), "{}", folder.display());
    let list = shown(None, Screen::Months).expect("the months are shown");
    let lines = month_list::months(&document(&list), &labels().statement.months)
        .expect("the months are read")
        .expect("there are months");
    let totals: Vec<MonthTotals> = lines.rows.iter().map(|line| line.totals).collect();
    let mut originals = vec![
        Original { kind: Kind::Account(Box::new(summary)), html: account },
        Original { kind: Kind::Months(totals), html: list.clone() },
    ];
    for statement in
        ledger.months().iter().filter(|month| (2..=5).contains(&month.transactions.len())).take(4)
    {
        let page = shown(Some(statement.totals.month), Screen::Month);
        let beside = page.is_err();
        let kind =
            Kind::Month { totals: statement.totals, transactions: statement.transactions.clone(), beside };
        let original = Original { kind, html: page.unwrap_or_else(|_| list.clone()) };
        let unchanged = judged(&original.kind, &original.html, Allowed::default());
        assert_eq!(unchanged, Ok(true), "{} {}", folder.display(), statement.totals.month);
        originals.push(original);
    }
    originals
}

fn document(html: &str) -> Document {
    let address = Url::parse("http://localhost/lk/").expect("an address");
    Document::read(html, &address, encoding_rs::UTF_8)
}

/// Returns true if the page is read, false if it is refused.
///
/// # Errors
/// Figures that were read otherwise than shown.
fn judged(kind: &Kind, html: &str, allowed: Allowed) -> Result<bool, String> {
    let document = document(html);
    match kind {
        Kind::Account(shown) => match portal_page::summary(&document, labels(), today(), None) {
            Ok(read) => allowed
                .without
                .map_or(Ok(()), |without| no_more_than(&read, &without))
                .and_then(|()| same_account(&read, shown))
                .map(|()| true),
            Err(_) => Ok(false),
        },
        Kind::Months(shown) => match month_list::months(&document, &labels().statement.months) {
            Ok(Some(lines)) => {
                let read: Vec<MonthTotals> = lines.rows.iter().map(|line| line.totals).collect();
                let is_unread =
                    |totals: &MonthTotals| lines.unread.iter().any(|row| row.month == totals.month);
                let shown: Vec<MonthTotals> = shown.iter().filter(|row| !is_unread(row)).copied().collect();
                same_rows(&read, &shown, allowed, months_are_marked(&read), |a, b| a == b).map(|()| true)
            }
            Ok(None) | Err(_) => Ok(false),
        },
        Kind::Month { totals, transactions, beside } => match month(&document, totals, *beside) {
            Ok(read) => {
                let marked = transactions_are_marked(&read, totals);
                same_rows(&read, transactions, allowed, marked, same_figures).map(|()| true)
            }
            Err(_) => Ok(false),
        },
    }
}

/// Reads a month's transactions as a session reads them on one page.
fn month(document: &Document, totals: &MonthTotals, beside: bool) -> Result<Vec<Transaction>, Vec<Missing>> {
    let operations = if beside {
        month_page::MonthsBeside::of(document, &labels().statement.transactions).transactions(totals)?
    } else {
        month_page::transactions(document, &labels().statement.transactions, totals)?.ok_or_else(Vec::new)?
    };
    reconcile(operations, totals, &labels().statement.transactions)
}

/// Checks that a page gives no figure that the page without the changed figures does not give.
fn no_more_than(read: &AccountSummary, without: &str) -> Result<(), String> {
    let Ok(base) = portal_page::summary(&document(without), labels(), today(), None) else {
        return Err(format!("a page without its necessary figure is read: {read:?}"));
    };
    let same = read.balance == base.balance
        && (read.tariff_price.is_none()
            || read.tariff_price == base.tariff_price
            || !read.services.is_empty())
        && (read.next_debit.is_none() || read.next_debit == base.next_debit)
        && read.offers.iter().all(|offer| base.offers.contains(offer));
    if same { Ok(()) } else { Err(format!("{read:?} and without the figure {base:?}")) }
}

fn same_account(read: &AccountSummary, shown: &AccountSummary) -> Result<(), String> {
    let offers = read.offers.iter().all(|offer| shown.offers.contains(offer));
    let same = read.account == shown.account
        && read.balance == shown.balance
        && (read.tariff_price.is_none() || read.tariff_price == shown.tariff_price)
        && (read.next_debit.is_none() || read.next_debit == shown.next_debit)
        && (read.days_left.is_none() || read.days_left == shown.days_left)
        && offers;
    if same { Ok(()) } else { Err(format!("{read:?}")) }
}

/// Checks that the rows read are the rows shown, except for permitted and marked differences.
fn same_rows<T: std::fmt::Debug + Clone>(
    read: &[T],
    shown: &[T],
    allowed: Allowed,
    marked: bool,
    is_same: impl Fn(&T, &T) -> bool,
) -> Result<(), String> {
    let mut left = shown.to_vec();
    let mut others = Vec::new();
    for row in read {
        match left.iter().position(|shown| is_same(row, shown)) {
            Some(at) => drop(left.remove(at)),
            None => others.push(row.clone()),
        }
    }
    let repeated = others.iter().all(|row| shown.iter().any(|shown| is_same(row, shown)));
    let fine = match (others.is_empty(), left.is_empty()) {
        (true, true) => true,
        (true, false) => allowed.fewer,
        (false, true) => allowed.more && repeated && marked,
        (false, false) => allowed.changed && marked && others.len() == left.len(),
    };
    if fine { Ok(()) } else { Err(format!("read {others:?} and not {left:?}")) }
}

/// Returns true if the figures are equal; a balance that was not read is not wrong.
fn same_figures(read: &Transaction, shown: &Transaction) -> bool {
    let same_balance = |read: Option<Money>, shown: Option<Money>| read.is_none() || read == shown;
    (read.date, read.amount) == (shown.date, shown.amount)
        && same_balance(read.balance_before, shown.balance_before)
        && same_balance(read.balance_after, shown.balance_after)
}

fn months_are_marked(months: &[MonthTotals]) -> bool {
    months.iter().any(|t| t.opening_balance + t.paid - t.charged != t.closing_balance)
}

fn transactions_are_marked(entries: &[Transaction], totals: &MonthTotals) -> bool {
    let adds =
        |entry: &Transaction| entry.balance_before.map(|before| before + entry.amount) == entry.balance_after;
    let chained =
        entries.iter().zip(entries.iter().skip(1)).all(|(a, b)| a.balance_after == b.balance_before);
    let ends = entries.iter().map(|entry| entry.amount).sum::<Money>();
    !entries.iter().all(adds) || !chained || ends != totals.paid - totals.charged
}
