use std::fmt;
use std::time::Duration;

/// What was measured, each beside its limit.
#[derive(Default)]
pub struct Figures(Vec<Figure>);

struct Figure {
    what: &'static str,
    measured: String,
    most: String,
    shell: String,
    is_within: bool,
}

/// What all but one in a hundred stay within.
pub fn p99(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    let rank = (times.len() * 99).div_ceil(100);
    times.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

impl Figures {
    pub fn time(&mut self, what: &'static str, measured: Duration, most: Duration, shell: Duration) {
        self.0.push(Figure {
            what,
            measured: format!("{measured:.1?}"),
            most: format!("{most:?}"),
            shell: format!("{shell:.1?}"),
            is_within: measured <= most,
        });
    }

    /// In bytes. Where the system does not tell, nothing is said to be within.
    pub fn memory(&mut self, what: &'static str, measured: Option<u64>, most: u64) {
        let mebibytes = |bytes: u64| format!("{} MiB", bytes / 1024 / 1024);
        self.0.push(Figure {
            what,
            measured: measured.map_or_else(|| "not told by this system".to_owned(), mebibytes),
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
        for Figure { what, measured, most, shell, is_within } in &self.0 {
            let verdict = if *is_within { "" } else { "  BEYOND" };
            writeln!(f, "{what:<28}{measured:>12}{most:>12}  {shell:>14}{verdict}")?;
        }
        Ok(())
    }
}
