//! The figures and their limits, as a table.

use std::fmt;
use std::time::Duration;

use crate::figure::{Amount, Bound, Figure, report};

/// The name of everything with a million transactions in the table of all benchmarks.
const LEDGER: &str = "1,000,000 operations: ";
const SHELL: &str = "sqlite3 shell";
/// The end of the name of a time with a plain database, which earlier programs are compared with.
const PLAIN: &str = ", not encrypted";
/// The most of the shell's time, in hundredths.
const MOST_OF_SHELL: u128 = 100;

/// The measured figures, each beside its limit.
#[derive(Default)]
pub struct Figures {
    rows: Vec<Row>,
    figures: Vec<Figure>,
}

/// A time with an encrypted database and with a plain one.
#[derive(Clone, Copy)]
pub struct Pair {
    pub encrypted: Duration,
    pub plain: Duration,
}

/// The usual time with an encrypted database, and that of a similar query in the shell.
pub struct BesideShell {
    pub usual: Duration,
    pub shell: Duration,
}

struct Row {
    name: &'static str,
    measured: String,
    plain: String,
    most: String,
    shell: String,
    is_within: bool,
}

/// Returns the median.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Returns the 99th percentile.
pub fn p99(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    let rank = (times.len() * 99).div_ceil(100);
    times.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

impl Figures {
    /// Adds a time that is as long in each run, beside the shell's.
    pub fn time(&mut self, name: &'static str, measured: Pair, most: Duration, shell: Duration) {
        self.times(name, (measured, BesideShell { usual: measured.encrypted, shell }), most);
    }

    /// Adds the longest time of many, which has the limit, and the usual one beside the shell's.
    pub fn times(&mut self, name: &'static str, (longest, usual): (Pair, BesideShell), most: Duration) {
        let what = format!("{LEDGER}{name}");
        for (ending, own) in [("", longest.encrypted), (PLAIN, longest.plain)] {
            let what = format!("{what}{ending}");
            self.figures.push(Figure::alone(&what, time(own), Bound::AtMost(time(most))));
        }
        let what = what.trim_end_matches(", p99");
        let [own, shell] = [usual.usual, usual.shell].map(time);
        let beside = Figure::beside(what, own, SHELL, shell, Bound::AtMost(MOST_OF_SHELL));
        self.rows.push(Row {
            name,
            measured: format!("{:.1?}", longest.encrypted),
            plain: format!("{:.1?}", longest.plain),
            most: format!("{most:?}"),
            shell: format!("{:.1?} of {:.1?}", usual.usual, usual.shell),
            is_within: longest.encrypted.max(longest.plain) <= most && beside.is_within,
        });
        self.figures.push(beside);
    }

    /// Adds a time whose limit is a multiple of the time with a plain database.
    ///
    /// The limit is in hundredths.
    pub fn ratio(&mut self, name: &'static str, measured: Pair, most: u128) {
        let [own, plain] = [measured.encrypted, measured.plain].map(time);
        let figure = Figure::beside(name, own, "not encrypted", plain, Bound::AtMost(most));
        self.rows.push(Row {
            name,
            measured: format!("{:.2?}", measured.encrypted),
            plain: format!("{:.2?}", measured.plain),
            most: figure.target.clone(),
            shell: figure.ratio.clone(),
            is_within: figure.is_within,
        });
        self.figures.push(figure);
    }

    /// Adds a figure in bytes; `None` on a system that does not report it, which is within.
    pub fn memory(&mut self, name: &'static str, measured: Option<u64>, most: u64) {
        let mebibytes = |bytes: u64| format!("{} MiB", bytes / 1024 / 1024);
        if let Some(measured) = measured {
            let [own, most] = [measured, most].map(|bytes| Amount(bytes.into(), mebibytes(bytes)));
            self.figures.push(Figure::alone(&format!("{LEDGER}{name}"), own, Bound::AtMost(most)));
        }
        self.rows.push(Row {
            name,
            measured: measured.map_or_else(|| "not known on this system".to_owned(), mebibytes),
            plain: String::new(),
            most: mebibytes(most),
            shell: String::new(),
            is_within: measured.is_none_or(|measured| measured <= most),
        });
    }

    /// Reports the figures, and returns true if each is within its limit.
    pub fn are_within(&self) -> bool {
        report(&self.figures)
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heads = ["encrypted", "plain", "at most", "usual of sqlite3 shell"];
        writeln!(f, "{:<28}{:>12}{:>12}{:>14}  {:>22}", "", heads[0], heads[1], heads[2], heads[3])?;
        for Row { name, measured, plain, most, shell, is_within } in &self.rows {
            let verdict = if *is_within { "" } else { "  BEYOND" };
            writeln!(f, "{name:<28}{measured:>12}{plain:>12}{most:>14}  {shell:>22}{verdict}")?;
        }
        Ok(())
    }
}

fn time(time: Duration) -> Amount {
    Amount(time.as_nanos(), format!("{time:.1?}"))
}
