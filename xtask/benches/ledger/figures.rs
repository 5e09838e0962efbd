//! The figures and their limits, as a table.

use std::fmt;
use std::time::Duration;

/// The measured figures, each beside its limit.
#[derive(Default)]
pub struct Figures(Vec<Figure>);

/// A time with an encrypted database and with a plain one.
pub struct Pair {
    pub encrypted: Duration,
    pub plain: Duration,
}

struct Figure {
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
    /// Adds the time with the encrypted database, beside those with a plain one and in the shell.
    pub fn time(&mut self, name: &'static str, measured: Pair, most: Duration, shell: Duration) {
        self.0.push(Figure {
            name,
            measured: format!("{:.1?}", measured.encrypted),
            plain: format!("{:.1?}", measured.plain),
            most: format!("{most:?}"),
            shell: format!("{shell:.1?}"),
            is_within: measured.encrypted <= most,
        });
    }

    /// Adds a time whose limit is a multiple of the time with a plain database.
    pub fn ratio(&mut self, name: &'static str, measured: Pair, most: f64) {
        let ratio = measured.encrypted.as_secs_f64() / measured.plain.as_secs_f64();
        self.0.push(Figure {
            name,
            measured: format!("{:.2?}", measured.encrypted),
            plain: format!("{:.2?}", measured.plain),
            most: format!("{most} times"),
            shell: format!("{ratio:.2} times"),
            is_within: ratio <= most,
        });
    }

    /// Adds a figure in bytes; `None` on a system that does not report it, which is within.
    pub fn memory(&mut self, name: &'static str, measured: Option<u64>, most: u64) {
        let mebibytes = |bytes: u64| format!("{} MiB", bytes / 1024 / 1024);
        self.0.push(Figure {
            name,
            measured: measured.map_or_else(|| "not known on this system".to_owned(), mebibytes),
            plain: String::new(),
            most: mebibytes(most),
            shell: String::new(),
            is_within: measured.is_none_or(|measured| measured <= most),
        });
    }

    pub fn are_within(&self) -> bool {
        self.0.iter().all(|figure| figure.is_within)
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heads = ["encrypted", "plain", "at most", "sqlite3 shell"];
        writeln!(f, "{:<28}{:>12}{:>12}{:>12}  {:>14}", "", heads[0], heads[1], heads[2], heads[3])?;
        for Figure { name, measured, plain, most, shell, is_within } in &self.0 {
            let verdict = if *is_within { "" } else { "  BEYOND" };
            writeln!(f, "{name:<28}{measured:>12}{plain:>12}{most:>12}  {shell:>14}{verdict}")?;
        }
        Ok(())
    }
}
