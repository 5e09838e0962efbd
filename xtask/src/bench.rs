//! The benchmarks, each of which fails if a figure is beyond its limit.

use anyhow::Result;
use clap::Subcommand;

use crate::{process, setup, ui};

/// A benchmark.
#[derive(Subcommand)]
pub enum Bench {
    /// Time and memory of a ledger of a million transactions, beside the shell of SQLite.
    Ledger,
    /// Time and memory of reading pages that are built to exhaust the program.
    Pages,
    /// Speed of reading ordinary pages, beside a reader with lxml.
    Reading,
    /// Requests and time of the first sync, and requests of one that finds nothing new.
    Sync,
    /// Start, memory and wake-ups of the desktop program, beside a bare window.
    Desktop,
}

impl Bench {
    /// Sets up, then measures, in a release build.
    pub fn run(self) -> Result<()> {
        setup::to_run()?;
        let (package, name) = match self {
            Self::Ledger => {
                setup::to_compare()?;
                ("xtask", "ledger")
            }
            Self::Pages => ("kabinet-providers", "pages"),
            Self::Reading => {
                setup::to_compare_reading()?;
                ("kabinet-providers", "reading")
            }
            Self::Sync => ("xtask", "sync"),
            Self::Desktop => {
                release_programs()?;
                ("xtask", "desktop")
            }
        };
        let mut bench = process::cargo(&["bench", "--package", package, "--bench", name, "--locked"]);
        process::run(bench.env("KABINET_PYTHON", process::root().join(setup::readers::PYTHON)))
    }
}

/// Builds the program as users get it, and a bare window to compare it with.
fn release_programs() -> Result<()> {
    ui::build()?;
    let programs = ["--package", "kabinet", "--bin", "kabinet", "--example", "bare"];
    process::run(process::cargo(&["build", "--release", "--locked"]).args(programs))
}
