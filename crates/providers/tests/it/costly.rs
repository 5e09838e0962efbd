//! Hostile pages, each of which is read or refused within a bound of work.

mod honest;
mod reading;

use std::time::Duration;

use kabinet_demo::costly;
use kabinet_extract::effort::MOST_STEPS;
use kabinet_providers::LONGEST_PAGE;

use reading::{Cost, Place, cost};

/// The bounds of a release build, which `cargo xtask bench pages` holds it to.
const MOST_TIME: Duration = Duration::from_secs(2);
const LONGEST_DEAF: Duration = Duration::from_millis(200);
/// The factor by which a debug build may be slower.
const SLOWER: u32 = if cfg!(debug_assertions) { 10 } else { 1 };

#[test]
fn a_costly_page_is_read_or_refused_within_bounds_and_can_be_abandoned_at_any_moment() {
    let pages = costly::pages();
    assert!(pages.len() >= 30);
    let mut beyond = Vec::new();
    for page in pages {
        let html = (page.html)();
        assert!(
            html.len() <= LONGEST_PAGE,
            "{}: {} bytes are refused by their length",
            page.name,
            html.len()
        );
        let Cost { time, steps, longest_deaf, is_refused } = cost(&html, &Place::ALL);
        let outcome = if is_refused { "refused" } else { "read" };
        println!("{:<32}{outcome:<8}{time:>8.0?}, {steps:>10} steps, deaf {longest_deaf:.0?}", page.name);
        if time > MOST_TIME * SLOWER || longest_deaf > LONGEST_DEAF * SLOWER {
            beyond.push((page.name, time, longest_deaf));
        }
    }
    assert!(beyond.is_empty(), "{beyond:?}");
}

#[test]
fn the_longest_honest_pages_are_read_within_the_bound() {
    let mut costs = Vec::new();
    for (name, places, html) in honest::pages() {
        let Cost { time, steps, is_refused, .. } = cost(&html, places);
        println!("{name:<24}{time:>8.0?}, {steps:>10} steps");
        costs.push((is_refused, steps, name));
    }
    costs.sort();
    let (is_refused, most, name) = costs.last().unwrap();
    println!("{} pages, the costliest: {name} with {most} of {MOST_STEPS} steps", costs.len());
    assert!(!is_refused, "{name} is refused");
}
