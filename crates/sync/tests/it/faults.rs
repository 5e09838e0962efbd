//! Faults of a site and of the connection to it.
//!
//! The refresh ends with the kind of the fault, soon, in little memory, and the stored data that the
//! fault concerns are as they were.

mod refresh;
mod table;
mod tls;
mod wire;

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use kabinet_demo::{Fault, Running, Screen, Trouble};
use kabinet_providers::Limits;
use kabinet_store::{NewAccount, Store};
use url::Url;

use crate::support::{Customer, Everything, cabinet, hours_later};
use refresh::{DATABASE, Ended, folder_of_row, refresh_apart, refresh_here};
use table::{Row, Site, in_order, rows};

const MEBIBYTE: u64 = 1024 * 1024;
const MONTHS: usize = 3;
const AT_ONCE: usize = 4;

/// The most time of a refresh on a busy machine.
const MOST_TIME: Duration = Duration::from_secs(10);
/// The most memory of a refresh beyond one that reads only a short page.
const MOST_MEMORY: u64 = 48 * MEBIBYTE;
const MAINTENANCE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n\
    <html><body><h1>На сайте ведутся технические работы</h1></body></html>";
const SHORT_PAGE: &str = "maintenance with status 200 on Front";

#[tokio::test]
async fn a_refresh_apart_reads_a_site_in_order() {
    if let Some(folder) = folder_of_row() {
        return refresh_here(&folder).await;
    }
    let demo = cabinet(MONTHS);
    let kept = Customer::up_to_date(&demo).await.into_folder();
    let tried = try_row(&in_order(), kept.path());
    assert!(tried.wrong.is_empty(), "{:?}", tried.wrong);
}

#[tokio::test]
async fn every_fault_ends_in_its_kind_of_error_within_bounds_and_with_the_ledger_as_it_was() {
    let demo = cabinet(MONTHS);
    let kept = Customer::up_to_date(&demo).await.into_folder();
    let rows = rows();
    assert!(rows.len() >= 60, "{} cases", rows.len());
    let mut tried = on_threads(&rows, |row| try_row(row, kept.path()));
    let least = tried.iter().find(|tried| tried.name == SHORT_PAGE).unwrap().ended.memory;
    for Tried { name, ended, wrong } in &mut tried {
        let more = ended.memory.saturating_sub(least) / MEBIBYTE;
        println!(
            "{name}: {} in {} ms, {more} MiB more than a short page",
            ended.kind,
            ended.time.as_millis()
        );
        wrong.extend(
            (more > MOST_MEMORY / MEBIBYTE).then(|| format!("it took {more} MiB more than a short page")),
        );
    }
    let wrong: Vec<String> = tried
        .iter()
        .flat_map(|tried| tried.wrong.iter().map(|wrong| format!("{}: {wrong}", tried.name)))
        .collect();
    assert_eq!(wire::heard_passwords(), Vec::<String>::new(), "no form was shown there");
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

// A page may end early as if it were whole; its last bytes may be only closing tags.
#[tokio::test]
async fn a_page_cut_off_anywhere_is_refused_or_read_as_it_is() {
    const STEP: usize = 101;
    let demo = cabinet(MONTHS);
    let mut customer = Customer::up_to_date(&demo).await;
    for screen in [Screen::Account, Screen::Months, Screen::Month] {
        demo.change(|ledger| ledger.add("Оплата через терминал", "500.00".parse().unwrap()));
        let before = customer.everything();
        let mut after = 0;
        loop {
            demo.fault(Fault::EndsEarly(after).on(screen));
            let outcome = customer.refresh(1).await;
            demo.calm();
            if outcome.is_ok_and(|refreshed| refreshed.is_complete()) {
                customer.assert_up_to_date();
                break;
            }
            let is_kept = if screen == Screen::Account {
                customer.everything() == before
            } else {
                customer.everything().has_months_of(&before)
            };
            assert!(is_kept, "{screen:?} cut off after {after} bytes is kept");
            after += STEP;
        }
        assert!(after > 1000, "{screen:?} was taken for whole after {after} bytes");
    }
}

/// The result of a row.
struct Tried {
    name: String,
    ended: Ended,
    wrong: Vec<String>,
}

/// A site with its fault, running until it is dropped.
struct Faulty {
    address: Url,
    demo: Option<Running>,
    _crowd: Option<wire::Crowd>,
}

impl Faulty {
    fn at(address: &str) -> Self {
        Self { address: Url::parse(address).unwrap(), demo: None, _crowd: None }
    }

    fn start(site: &Site) -> Self {
        match site {
            Site::Demo(troubles) => Self::demo(troubles),
            Site::Wire(start, script) => {
                Self::at(&format!("{start}:{}/", wire::serve(script.clone()).port()))
            }
            Site::Tls(proof) => {
                Self::at(&format!("https://localhost:{}/", tls::serve(*proof, MAINTENANCE).port()))
            }
            Site::Closed => Self::at(&format!("http://{}/", wire::closed())),
            Site::Crowded => {
                let crowd = wire::crowded();
                Self { _crowd: Some(crowd.1), ..Self::at(&format!("http://{}/", crowd.0)) }
            }
            Site::At(address) => Self::at(address),
        }
    }

    /// Starts a portal with new data, so that a page read in spite of its fault is noticed.
    fn demo(troubles: &[Trouble]) -> Self {
        let demo = cabinet(MONTHS);
        demo.change(|ledger| ledger.add("Оплата через терминал", "500.00".parse().unwrap()));
        troubles.iter().for_each(|trouble| demo.fault(trouble.clone()));
        Self { address: demo.url().clone(), demo: Some(demo), _crowd: None }
    }
}

fn try_row(row: &Row, kept: &Path) -> Tried {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join(DATABASE);
    fs::copy(kept.join(DATABASE), &database).unwrap();
    let site = Faulty::start(&row.site);
    let before = moved(&database, &site.address, row.walks);
    let limits = Limits { answer: row.patience.unwrap_or(Limits::default().answer), ..Limits::default() };
    let ended = refresh_apart(folder.path(), limits);

    let store = Store::open(&database).unwrap();
    let id = store.accounts().unwrap()[0].id;
    let after = Everything::of(&store, id);
    let status = store.refresh_status(id).unwrap();
    let [kind, code] = parts(&row.expected);
    let demo = || site.demo.as_ref().unwrap();
    let is_kept = match kind {
        "read" => after.shows(demo()),
        // The balance was read, and the months are as they were.
        "no list" | "no month 2026-11" | "session_ended" => {
            after.has_months_of(&before)
                && after.shows_balance_of(demo())
                && status.succeeded_at == Some(hours_later(1))
        }
        _ => after == before && status.succeeded_at == Some(hours_later(0)),
    };
    let told = store.refresh_log(id, 1).unwrap().remove(0).failure;
    let told = told.map_or("read".to_owned(), |code| code.name().to_owned());
    let checks = [
        (ended.kind == row.expected, format!("it ended as «{}», not as «{}»", ended.kind, row.expected)),
        (is_kept, "what is kept is not as it must be".to_owned()),
        (told == code, format!("«{told}» is recorded")),
        (ended.time <= MOST_TIME, format!("it took {:?}", ended.time)),
    ];
    let wrong = checks.into_iter().filter(|(holds, _)| !holds).map(|(_, wrong)| wrong).collect();
    Tried { name: row.name.clone(), ended, wrong }
}

/// Returns the kind of an end and the code of its failure.
fn parts(expected: &str) -> [&str; 2] {
    let (kind, rest) = expected.split_once(": ").unwrap_or((expected, expected));
    if kind.starts_with("no ") { [kind, rest] } else { [kind, kind] }
}

/// Moves the stored account to that address and returns its stored data.
fn moved(database: &Path, site: &Url, walks: bool) -> Everything {
    let mut store = Store::open(database).unwrap();
    let account = store.accounts().unwrap().remove(0);
    let there = |page: Option<Url>| page.filter(|_| !walks).and_then(|page| site.join(page.path()).ok());
    let (sign_in, months) = (there(account.sign_in_page), there(account.months_page));
    let new = NewAccount {
        provider: account.provider,
        site: site.clone(),
        city: account.city,
        login: account.login,
        number: account.number,
    };
    store.remember_account(&new).unwrap();
    store.set_known_pages(account.id, sign_in.as_ref(), months.as_ref()).unwrap();
    Everything::of(&store, account.id)
}

/// Maps items on a few threads and keeps their order.
fn on_threads<T: Sync, R: Send>(all: &[T], does: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let (left, done) = (Mutex::new(all.iter().enumerate()), Mutex::new(Vec::new()));
    let work = || {
        while let Some((place, one)) = { left.lock().unwrap().next() } {
            let result = does(one);
            done.lock().unwrap().push((place, result));
        }
    };
    thread::scope(|scope| (0..AT_ONCE).for_each(|_| drop(scope.spawn(work))));
    let mut done = done.into_inner().unwrap();
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}
