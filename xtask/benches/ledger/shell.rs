//! Similar queries in the shell of SQLite.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::figures::median;

/// Runs of each query; the start of the shell differs by half a millisecond.
const RUNS: usize = 9;

/// The shell of SQLite on the same file, which it only reads.
pub struct Shell<'a> {
    file: &'a Path,
}

pub const EXPORT: &str = "
    SELECT e.* FROM statement s JOIN statement_transaction e ON e.statement = s.id
    ORDER BY s.month, e.position";

/// One rule of the audit: each transaction opens with the closing balance of the previous one.
pub const CHAIN: &str = "
    SELECT count(*) FROM (
        SELECT e.balance_before, lag(e.balance_after) OVER (ORDER BY s.month, e.position) AS before
        FROM statement s JOIN statement_transaction e ON e.statement = s.id)
    WHERE balance_before <> before";

/// The months of the last year and the last transactions, as the first screen shows them.
pub const OVERVIEW: &str = "
    SELECT * FROM statement ORDER BY month DESC LIMIT 12;
    SELECT e.* FROM statement s JOIN statement_transaction e ON e.statement = s.id
    ORDER BY s.month DESC, e.position DESC LIMIT 10";

pub const MONTH: &str = "
    SELECT e.* FROM statement s JOIN statement_transaction e ON e.statement = s.id
    WHERE s.month = '2021-11' ORDER BY e.position";

pub const PAGE: &str = "
    SELECT e.* FROM statement s JOIN statement_transaction e ON e.statement = s.id
    WHERE s.month <= '2021-11' ORDER BY s.month DESC, e.position DESC LIMIT 100";

pub const PAGE_OF_WORDS: &str = "
    SELECT e.* FROM statement s JOIN statement_transaction e ON e.statement = s.id
    WHERE s.month <= '2021-11' AND e.description LIKE '%Списание%'
    ORDER BY s.month DESC, e.position DESC LIMIT 100";

/// Case-sensitive, because the shell folds the case of Latin letters only.
pub const WORDS: &str = "
    SELECT count(*), sum(max(amount, 0)), sum(min(amount, 0)) FROM statement_transaction
    WHERE description LIKE '%плат%'";

pub const RANGE: &str = "
    SELECT count(*), sum(max(amount, 0)), sum(min(amount, 0)) FROM statement_transaction
    WHERE description LIKE '%роутер%' AND abs(amount) BETWEEN 10000 AND 50000";

impl<'a> Shell<'a> {
    pub fn on(file: &'a Path) -> Self {
        Self { file }
    }

    /// Measures a query, without the start and end of the shell.
    pub fn takes(&self, sql: &str) -> Result<Duration> {
        let nothing = self.run("SELECT 1")?;
        Ok(self.run(sql)?.saturating_sub(nothing))
    }

    /// Measures a query with the start of the shell and the opening of the file.
    pub fn takes_from_start(&self, sql: &str) -> Result<Duration> {
        self.run(sql)
    }

    /// Returns the median of some runs.
    fn run(&self, sql: &str) -> Result<Duration> {
        let mut times = Vec::new();
        for _ in 0..RUNS {
            let started = Instant::now();
            let mut shell = Command::new("sqlite3");
            shell.args(["-readonly", "-csv"]).arg(self.file).arg(sql).stdout(Stdio::null());
            let status = shell.status().context("cannot start sqlite3")?;
            ensure!(status.success(), "sqlite3 failed: {sql}");
            times.push(started.elapsed());
        }
        Ok(median(times))
    }
}
