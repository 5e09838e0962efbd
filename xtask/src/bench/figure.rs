//! A form in which every benchmark reports its figures.
//!
//! A benchmark judges its own figures and prints them as it likes; where [`FILE`] is set it also
//! leaves them there, a line of JSON each, for the table of `cargo xtask bench all`.

use std::env;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// Names the file that the figures are written into.
pub const FILE: &str = "KABINET_BENCH_FIGURES";

/// A figure beside its peer and its target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The measured quantity.
    pub what: String,
    /// The name of the peer; empty for a figure that has none.
    pub beside: String,
    /// The target in words.
    pub target: String,
    /// The figure in words.
    pub figure: String,
    /// The figure as a number, in a unit of the benchmark.
    pub amount: u128,
    /// The figure of the peer in words.
    pub peer: String,
    /// The ratio of the figure and its peer's, with two digits; empty without a peer.
    pub ratio: String,
    /// True if the figure reaches its target.
    pub is_within: bool,
}

/// An amount, and the same in words with its unit.
#[derive(Debug, Clone)]
pub struct Amount(pub u128, pub String);

/// A bound.
#[derive(Debug, Clone, Copy)]
pub enum Bound<T> {
    AtMost(T),
    AtLeast(T),
}

impl Figure {
    /// Compares the ratio of two amounts of one unit with a bound in hundredths.
    pub fn beside(what: &str, own: Amount, name: &str, peer: Amount, bound: Bound<u128>) -> Self {
        let is_within = match bound {
            Bound::AtMost(most) => own.0 * 100 <= peer.0 * most,
            Bound::AtLeast(least) => own.0 * 100 >= peer.0 * least,
        };
        Self {
            what: what.to_owned(),
            beside: name.to_owned(),
            target: bound.in_words(|bound| hundredths(*bound)),
            figure: own.1,
            amount: own.0,
            ratio: hundredths(own.0 * 100 / peer.0.max(1)),
            peer: peer.1,
            is_within,
        }
    }

    /// Compares an amount with a bound of the same unit.
    pub fn alone(what: &str, own: Amount, bound: Bound<Amount>) -> Self {
        let is_within = match &bound {
            Bound::AtMost(most) => own.0 <= most.0,
            Bound::AtLeast(least) => own.0 >= least.0,
        };
        Self {
            what: what.to_owned(),
            beside: String::new(),
            target: bound.in_words(|amount| amount.1.clone()),
            figure: own.1,
            amount: own.0,
            peer: String::new(),
            ratio: String::new(),
            is_within,
        }
    }

    /// Shows the same of a peer, which the bound does not depend on.
    pub fn with_peer(self, name: &str, peer: Amount) -> Self {
        let ratio = hundredths(self.amount * 100 / peer.0.max(1));
        Self { beside: name.to_owned(), peer: peer.1, ratio, ..self }
    }
}

impl<T> Bound<T> {
    fn in_words(&self, words: impl Fn(&T) -> String) -> String {
        match self {
            Self::AtMost(most) => format!("at most {}", words(most)),
            Self::AtLeast(least) => format!("at least {}", words(least)),
        }
    }
}

/// Formats hundredths as a number with two digits.
pub fn hundredths(number: u128) -> String {
    format!("{}.{:02}", number / 100, number % 100)
}

/// Lays the figures out in columns.
pub fn table(figures: &[Figure]) -> String {
    let heads = ["", "target", "figure", "ratio", "", "beside"].map(str::to_owned);
    let rows = figures.iter().map(|it| {
        let beside = format!("{} {}", it.beside, it.peer).trim().to_owned();
        let verdict = if it.is_within { "ok" } else { "MISSED" };
        [&it.what, &it.target, &it.figure, &it.ratio, verdict, &beside].map(ToString::to_string)
    });
    let rows: Vec<[String; 6]> = std::iter::once(heads).chain(rows).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths = [0, 1, 2, 3, 4, 5].map(width);
    let line = |row: &[String; 6]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Leaves the figures for the table of all, if it is wanted, and returns true if each is within.
///
/// # Panics
/// If the file cannot be written: a figure that is lost would look like one that nobody measured.
pub fn report(figures: &[Figure]) -> bool {
    if let Some(file) = env::var_os(FILE) {
        let lines: Vec<String> = figures.iter().filter_map(|it| serde_json::to_string(it).ok()).collect();
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        assert!(fs::write(Path::new(&file), text).is_ok(), "{} cannot be written", file.display());
    }
    figures.iter().all(|figure| figure.is_within)
}
