//! Time and memory of a ledger of a million transactions.
//!
//! It measures a month, a page, a key stroke in the search, the audit and an export, each as the
//! window requests it, with the database opened anew. It fails if a figure is beyond its limit.
//! Beside each figure are the time with a database that is not encrypted, and the time of a similar
//! query in the shell of SQLite. The program's own code writes the databases.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod book;
#[path = "../../src/bench/figure.rs"]
#[expect(dead_code, reason = "other benchmarks compare in other ways")]
mod figure;
mod figures;
mod first_sync;
mod memory;
mod shell;

use std::io;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use kabinet_api::view::{ExportFormat, Selection};
use kabinet_api::{AccountContext, Api, Language};
use kabinet_domain::{AccountKey, Category, Month};

use book::{Book, LOGIN, Protection};
use figures::{BesideShell, Figures, Pair, median, p99};
use shell::Shell;

const MONTH: Duration = Duration::from_millis(2);
const PAGE: Duration = Duration::from_millis(2);
const KEY_STROKE: Duration = Duration::from_millis(50);
const AUDIT: Duration = Duration::from_secs(2);
const EXPORT: Duration = Duration::from_secs(3);
const OVERVIEW: Duration = Duration::from_millis(50);
const MEMORY: u64 = 20 * 1024 * 1024;

/// Pages to read, fewer than either search has.
const PAGES: usize = 900;

/// Queries typed letter by letter: frequent words, an absent word, and every kind of filter.
const TYPED: [&str; 14] = [
    "оплата",
    "списания аб.платы",
    "перерасчёт",
    "cloudpayments",
    "№10777",
    "кинозал >150",
    "щука",
    "100..500",
    "-150,00",
    "<=120",
    "11.2021 оплату",
    "01.10.2021..30.11.2021",
    "2021",
    "платные заявки 1950..2050",
];

/// The most that encryption may cost, in hundredths of the time with a plain database.
const OPENING_RATIO: u128 = 150;
const FIRST_SYNC_RATIO: u128 = 110;

fn main() -> Result<()> {
    let encrypted = Book::written(Protection::Encrypted)?;
    let plain = Book::written(Protection::Plain)?;
    let shell = Shell::on(&plain.file);
    let once = |measure: &dyn Fn(&Api) -> Result<Duration>| -> Result<Pair> {
        Ok(Pair { encrypted: measure(&encrypted.api)?, plain: measure(&plain.api)? })
    };
    let often = |measure: &dyn Fn(&Api) -> Result<Vec<Duration>>, sql| -> Result<(Pair, BesideShell)> {
        let [encrypted, plain] = [measure(&encrypted.api)?, measure(&plain.api)?];
        let beside = BesideShell { usual: median(encrypted.clone()), shell: shell.takes(sql)? };
        Ok((Pair { encrypted: p99(encrypted), plain: p99(plain) }, beside))
    };
    let mut figures = Figures::default();
    figures.ratio("open and overview", ordinary_overview()?, OPENING_RATIO);
    figures.ratio("first sync of 120 months", first_sync::compared()?, FIRST_SYNC_RATIO);
    figures.memory("CSV, memory over the base", memory_of(|| export(&encrypted.api))?, MEMORY);
    figures.memory("audit, memory over the base", memory_of(|| audit(&encrypted.api))?, MEMORY);
    let opened = once(&|api| Ok(median(overviews(api)?)))?;
    figures.time("open to overview", opened, OVERVIEW, shell.takes_from_start(shell::OVERVIEW)?);
    figures.time("CSV", once(&export)?, EXPORT, shell.takes(shell::EXPORT)?);
    figures.time("audit", once(&audit)?, AUDIT, shell.takes(shell::CHAIN)?);
    figures.times("month, p99", often(&months, shell::MONTH)?, MONTH);
    figures.times("page of 100, p99", often(&|api| pages(api, ""), shell::PAGE)?, PAGE);
    figures.times("page of words, p99", often(&|api| pages(api, "списание"), shell::PAGE_OF_WORDS)?, PAGE);
    figures.times("key stroke, p99", often(&|api| key_strokes(api, None), shell::WORDS)?, KEY_STROKE);
    let of_kind = often(&|api| key_strokes(api, Some(Category::Equipment)), shell::RANGE)?;
    figures.times("key stroke of a kind, p99", of_kind, KEY_STROKE);
    println!("{figures}");
    ensure!(figures.are_within(), "a figure is beyond its limit");
    Ok(())
}

/// Measures the opening of an ordinary customer's database with the first screen.
///
/// It is the median of many. Both databases take turns, so that a slow moment of the machine meets both.
fn ordinary_overview() -> Result<Pair> {
    const TURNS: usize = 400;
    let [encrypted, plain] = [Protection::Encrypted, Protection::Plain].map(Book::ordinary);
    let (encrypted, plain) = (encrypted?, plain?);
    let (mut of_encrypted, mut of_plain) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        of_encrypted.push(overview(&encrypted.api)?);
        of_plain.push(overview(&plain.api)?);
    }
    Ok(Pair { encrypted: median(of_encrypted), plain: median(of_plain) })
}

/// Opens the account anew, as each question of the window does.
fn account(api: &Api) -> Result<AccountContext> {
    Ok(api.open(&AccountKey::new("sevencom", LOGIN)?)?)
}

fn export(api: &Api) -> Result<Duration> {
    let started = Instant::now();
    let all = Selection::default();
    let exported = account(api)?.export(ExportFormat::Csv, &all, Language::Ru, io::sink())?;
    ensure!(exported.entries == book::ENTRIES, "the export is not whole: {}", exported.entries);
    Ok(started.elapsed())
}

/// Returns the most memory that something takes beside the memory in use, in bytes.
fn memory_of(measured: impl FnOnce() -> Result<Duration>) -> Result<Option<u64>> {
    let Some(base) = memory::reset_peak() else { return Ok(None) };
    measured()?;
    Ok(memory::peak().map(|peak| peak.saturating_sub(base)))
}

/// Measures the opening of the database with the first screen.
fn overviews(api: &Api) -> Result<Vec<Duration>> {
    const TURNS: usize = 20;
    (0..TURNS).map(|_| overview(api)).collect()
}

fn overview(api: &Api) -> Result<Duration> {
    let started = Instant::now();
    account(api)?.overview_screen(Language::Ru)?;
    Ok(started.elapsed())
}

fn audit(api: &Api) -> Result<Duration> {
    let started = Instant::now();
    let findings = account(api)?.audit(Language::Ru)?.findings;
    let took = started.elapsed();
    ensure!(findings.is_empty(), "the ledger has no fault, and {} are found", findings.len());
    Ok(took)
}

/// Measures months in a scattered order, so that none is in the cache already.
fn months(api: &Api) -> Result<Vec<Duration>> {
    const STEP: usize = 1009;
    let kept: Vec<Month> = book::months().collect();
    let asked = (0..1000).map(|i| kept[i * STEP % kept.len()]);
    let month = |month| {
        let started = Instant::now();
        let view = account(api)?.month(month, Language::Ru)?;
        ensure!(view.entries.len() >= book::PAIRS_IN_MONTH * 2, "{month} is not whole");
        Ok(started.elapsed())
    };
    asked.map(month).collect()
}

/// Measures successive pages, as a user scrolls; the first page is measured as a key stroke.
fn pages(api: &Api, typed: &str) -> Result<Vec<Duration>> {
    let selection = Selection::of_query(typed, None);
    let mut next = account(api)?.search(&selection, None, Language::Ru)?.next;
    let page = |_| {
        let after = next.take().context("there are more pages")?;
        let started = Instant::now();
        next = account(api)?.search(&selection, Some(&after), Language::Ru)?.next;
        Ok(started.elapsed())
    };
    (0..PAGES).map(page).collect()
}

fn key_strokes(api: &Api, kind: Option<Category>) -> Result<Vec<Duration>> {
    let beginnings = TYPED.iter().flat_map(|typed| {
        let ends = typed.char_indices().map(|(start, letter)| start + letter.len_utf8());
        std::iter::once(0).chain(ends).map(|end| &typed[..end])
    });
    let stroke = |typed| {
        let started = Instant::now();
        account(api)?.search(&Selection::of_query(typed, kind), None, Language::Ru)?;
        Ok(started.elapsed())
    };
    beginnings.collect::<Vec<_>>().repeat(3).into_iter().map(stroke).collect()
}
