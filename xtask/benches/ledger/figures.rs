//! The figures and their limits, as a table.

use std::fmt;
use std::time::Duration;

/// The measured figures, each beside its limit.
#[derive(Default)]
pub struct Figures(Vec<Figure>);

struct Figure {
    name: &'static str,
    measured: String,
    most: String,
    shell: String,
    is_within: bool,
}

/// Returns the 99th percentile.
pub fn p99(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    let rank = (times.len() * 99).div_ceil(100);
    times.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

impl Figures {
    pub fn time(&mut self, name: &'static str, measured: Duration, most: Duration, shell: Duration) {
        self.0.push(Figure {
            name,
            measured: format!("{measured:.1?}"),
            most: format!("{most:?}"),
            shell: format!("{shell:.1?}"),
            is_within: measured <= most,
        });
    }

    /// Adds a figure in bytes; `None` on a system that does not report it, which is within.
    pub fn memory(&mut self, name: &'static str, measured: Option<u64>, most: u64) {
        let mebibytes = |bytes: u64| format!("{} MiB", bytes / 1024 / 1024);
        self.0.push(Figure {
            name,
            measured: measured.map_or_else(|| "not known on this system".to_owned(), mebibytes),
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
        writeln!(f, "{:<28}{:>12}{:>12}  {:>14}", "", "measured", "at most", "sqlite3 shell")?;
        for Figure { name, measured, most, shell, is_within } in &self.0 {
            let verdict = if *is_within { "" } else { "  BEYOND" };
            writeln!(f, "{name:<28}{measured:>12}{most:>12}  {shell:>14}{verdict}")?;
        }
        Ok(())
    }
}
