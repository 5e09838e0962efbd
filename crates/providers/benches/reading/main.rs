//! Speed of reading the pages of the demo portal's skins, beside lxml.
//!
//! It fails if the speed is too low.
//!
//! Each page is read from its bytes to proven figures in this process, and by a script with lxml in
//! one process of its own. The time is that of the processor, the shortest of several passes. A page
//! counts where both read the same figures.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot measure ends")]

#[path = "../../../../xtask/src/bench/figure.rs"]
#[expect(dead_code, reason = "other benchmarks compare in other ways")]
mod figure;
mod figures;
mod lxml;
mod pages;

use std::process::ExitCode;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use figure::{Amount, Bound, Figure, report, table};
use figures::Figures;
use lxml::Reading;
use pages::Page;

/// The least of lxml's speed in percent, by the kind of page, and within a large site.
const TARGETS: [(&str, u128); 3] = [("month", 130), ("months", 180), ("account", 80)];
const TARGET_OF_LARGE: u128 = 60;
/// The most time for a statement of 61 months on one page.
const ONE_PAGE: Duration = Duration::from_millis(40);
const PASSES: usize = 7;

/// A page that both read, with the time that each took.
struct Pair<'p> {
    page: &'p Page,
    kabinet: Duration,
    lxml: Duration,
}

fn main() -> ExitCode {
    let pages = pages::of_skins();
    let others = lxml::readings(&pages);
    let pairs: Vec<Pair<'_>> =
        pages.iter().zip(&others).filter_map(|(page, lxml)| pair(page, lxml)).collect();
    let kinds = TARGETS.into_iter().flat_map(|(kind, target)| {
        let large = compared(&format!("{kind}, 150 KB"), &of(&pairs, kind, true), TARGET_OF_LARGE);
        [compared(kind, &of(&pairs, kind, false), target), large]
    });
    let figures: Vec<Figure> = kinds.chain([one_page()]).collect();
    println!("{}", table(&figures));
    if std::env::var_os("KABINET_EACH_PAGE").is_some() {
        pairs.iter().for_each(print_pair);
    }
    if report(&figures) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Reads a page; `None` unless both read the same figures.
fn pair<'p>(page: &'p Page, lxml: &Reading) -> Option<Pair<'p>> {
    let figures = figures::of(page).as_ref().map(Figures::plain)?;
    let is_same = |(own, other): (&String, &String)| own == other || own == "-" || other == "-";
    let are_same = figures.len() == lxml.figures.len() && figures.iter().zip(&lxml.figures).all(is_same);
    let kabinet = shortest(|| drop(figures::of(page)));
    are_same.then_some(Pair { page, kabinet, lxml: lxml.time })
}

fn of<'a, 'p>(pairs: &'a [Pair<'p>], kind: &str, is_large: bool) -> Vec<&'a Pair<'p>> {
    pairs.iter().filter(|pair| pair.page.kind.name() == kind && pair.page.is_large == is_large).collect()
}

/// Compares the speeds on some pages: the bytes in the time of both readers.
fn compared(name: &str, pairs: &[&Pair<'_>], target: u128) -> Figure {
    let bytes: usize = pairs.iter().map(|pair| pair.page.bytes.len()).sum();
    let speed = |time: Duration| {
        Amount(bytes as u128 * 1_000_000_000_000 / time.as_nanos().max(1), speed(bytes, time))
    };
    let kabinet = speed(pairs.iter().map(|pair| pair.kabinet).sum());
    let lxml = speed(pairs.iter().map(|pair| pair.lxml).sum());
    let what = format!("reading {} pages: {name}", pairs.len());
    Figure::beside(&what, kabinet, "lxml", lxml, Bound::AtLeast(target))
}

/// Formats a speed.
fn speed(bytes: usize, time: Duration) -> String {
    let tenths = bytes * 10_000 / usize::try_from(time.as_nanos()).expect("it is short").max(1);
    format!("{}.{} MB/s", tenths / 10, tenths % 10)
}

/// Returns a time in percent of another one.
fn percent(time: Duration, other: Duration) -> u128 {
    time.as_nanos() * 100 / other.as_nanos().max(1)
}

fn print_pair(pair: &Pair<'_>) {
    let Page { name, kind, bytes, is_large, .. } = pair.page;
    let large = if *is_large { ", 150 KB" } else { "" };
    let ratio = percent(pair.lxml, pair.kabinet);
    let (kabinet, lxml) = (pair.kabinet, pair.lxml);
    println!(
        "{name} {}{large}: {} bytes, {kabinet:.0?}, lxml {lxml:.0?}, {ratio} %",
        kind.name(),
        bytes.len()
    );
}

/// Measures the time of a whole statement on one page.
fn one_page() -> Figure {
    let page = pages::statement_on_one_page();
    let (months, transactions) = figures::of_statement(&page).expect("the statement is read");
    let took = shortest(|| assert!(figures::of_statement(&page).is_some()));
    let length = page.bytes.len() / 1024;
    let what = format!("{months} months, {transactions} transactions on one page of {length} KB");
    let time = |time: Duration| Amount(time.as_nanos(), format!("{time:.1?}"));
    Figure::alone(&what, time(took), Bound::AtMost(time(ONE_PAGE)))
}

/// Returns the shortest time of several passes.
fn shortest(pass: impl Fn()) -> Duration {
    let timed = |_| {
        let begun = thread_time();
        pass();
        thread_time() - begun
    };
    (0..PASSES).map(timed).min().unwrap_or_default()
}

/// Returns the time of the processor that this thread took.
fn thread_time() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    let (seconds, nanos) = (now.tv_sec.try_into(), now.tv_nsec.try_into());
    Duration::new(seconds.unwrap_or_default(), nanos.unwrap_or_default())
}
