//! What a ledger of a million operations costs: a month, a page, a key stroke in the search, the
//! audit and an export, each as the window asks for it, the database opened anew. It fails if any
//! is beyond its limit. Beside each stands what the shell of SQLite takes for the like of it.
//!
//! The database is written by the program's own code into a file of its own.

#![allow(clippy::print_stdout, reason = "a bench tells its figures")]

mod book;
mod figures;
mod memory;
mod shell;

use std::io;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use kabinet_api::wire::ExportFormat;
use kabinet_api::{Days, Kabinet, Language};
use kabinet_domain::{Kind, Month};

use book::{Book, LOGIN};
use figures::{Figures, p99};
use shell::Shell;

const MONTH: Duration = Duration::from_millis(2);
const PAGE: Duration = Duration::from_millis(2);
const KEY_STROKE: Duration = Duration::from_millis(50);
const AUDIT: Duration = Duration::from_secs(2);
const EXPORT: Duration = Duration::from_secs(3);
const EXPORT_MEMORY: u64 = 100 * 1024 * 1024;

/// Fewer than there are of either search.
const PAGES: usize = 900;

/// Typed letter by letter: what is everywhere, what is nowhere, and every sort of question.
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

fn main() -> Result<()> {
    let book = Book::written()?;
    let kabinet = &book.kabinet;
    let shell = Shell::on(&book.file);
    let mut figures = Figures::default();
    figures.memory("CSV, memory over the base", export_memory(kabinet)?, EXPORT_MEMORY);
    figures.time("CSV", export(kabinet)?, EXPORT, shell.takes(shell::EXPORT)?);
    figures.time("audit", audit(kabinet)?, AUDIT, shell.takes(shell::CHAIN)?);
    figures.time("month, p99", p99(months(kabinet)?), MONTH, shell.takes(shell::MONTH)?);
    figures.time("page of 100, p99", p99(pages(kabinet, "")?), PAGE, shell.takes(shell::PAGE)?);
    let of_words = p99(pages(kabinet, "списание")?);
    figures.time("page of words, p99", of_words, PAGE, shell.takes(shell::PAGE_OF_WORDS)?);
    let typed = p99(key_strokes(kabinet, None)?);
    figures.time("key stroke, p99", typed, KEY_STROKE, shell.takes(shell::WORDS)?);
    let of_kind = p99(key_strokes(kabinet, Some(Kind::Equipment))?);
    figures.time("key stroke of a kind, p99", of_kind, KEY_STROKE, shell.takes(shell::RANGE)?);
    println!("{figures}");
    ensure!(figures.are_within(), "a figure is beyond its limit");
    Ok(())
}

fn export(kabinet: &Kabinet) -> Result<Duration> {
    let started = Instant::now();
    let all = Days { from: None, to: None };
    let exported = kabinet.export(Some(LOGIN), ExportFormat::Csv, all, Language::Ru, io::sink())?;
    ensure!(exported.entries == book::ENTRIES, "the export is not whole: {}", exported.entries);
    Ok(started.elapsed())
}

fn export_memory(kabinet: &Kabinet) -> Result<Option<u64>> {
    let Some(base) = memory::begin_anew() else { return Ok(None) };
    export(kabinet)?;
    Ok(memory::peak().map(|peak| peak.saturating_sub(base)))
}

fn audit(kabinet: &Kabinet) -> Result<Duration> {
    let started = Instant::now();
    let findings = kabinet.audit(Some(LOGIN), Language::Ru)?;
    let took = started.elapsed();
    ensure!(findings.is_empty(), "the ledger has no fault, and {} are found", findings.len());
    Ok(took)
}

/// In no order, so that the next one is not at hand.
fn months(kabinet: &Kabinet) -> Result<Vec<Duration>> {
    const STEP: usize = 1009;
    let kept: Vec<Month> = book::months().collect();
    let asked = (0..1000).map(|i| kept[i * STEP % kept.len()]);
    let month = |month| {
        let started = Instant::now();
        let view = kabinet.month(LOGIN, month, Language::Ru)?;
        ensure!(view.entries.len() >= book::PAIRS_IN_MONTH * 2, "{month} is not whole");
        Ok(started.elapsed())
    };
    asked.map(month).collect()
}

/// One after another, as a person scrolls. The first page is a key stroke.
fn pages(kabinet: &Kabinet, typed: &str) -> Result<Vec<Duration>> {
    let mut next = kabinet.search(Some(LOGIN), typed, None, None)?.next;
    let page = |_| {
        let after = next.take().context("there are more pages")?;
        let started = Instant::now();
        next = kabinet.search(Some(LOGIN), typed, None, Some(&after))?.next;
        Ok(started.elapsed())
    };
    (0..PAGES).map(page).collect()
}

fn key_strokes(kabinet: &Kabinet, kind: Option<Kind>) -> Result<Vec<Duration>> {
    let beginnings = TYPED.iter().flat_map(|typed| {
        let ends = typed.char_indices().map(|(start, letter)| start + letter.len_utf8());
        std::iter::once(0).chain(ends).map(|end| &typed[..end])
    });
    let stroke = |typed| {
        let started = Instant::now();
        kabinet.search(Some(LOGIN), typed, kind, None)?;
        Ok(started.elapsed())
    };
    beginnings.collect::<Vec<_>>().repeat(3).into_iter().map(stroke).collect()
}
