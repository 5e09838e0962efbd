//! The benchmarks, each of which fails if a figure is beyond its limit.

mod all;
mod base;
#[cfg_attr(not(test), expect(dead_code, reason = "the benchmarks report their figures by it"))]
mod figure;

use std::process::Command;

use anyhow::Result;
use clap::Subcommand;

use crate::{process, setup, ui};

/// A benchmark.
#[derive(Clone, Copy, Subcommand)]
pub enum Bench {
    /// A million programs on one site for a day, beside programs that poll.
    Fleet,
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
    /// Every other one as one table, also beside the programs of an earlier commit.
    All,
}

impl Bench {
    /// Sets up, then measures, in a release build.
    pub fn run(self) -> Result<()> {
        match self {
            Self::All => all::run(),
            Self::Fleet | Self::Ledger | Self::Pages | Self::Reading | Self::Sync | Self::Desktop => {
                process::run(&mut self.prepared()?)
            }
        }
    }

    /// Sets up, and creates the command that measures.
    fn prepared(self) -> Result<Command> {
        setup::to_run()?;
        match self {
            Self::Ledger => setup::to_compare()?,
            Self::Reading => setup::to_compare_reading()?,
            Self::Desktop => release_programs()?,
            Self::Fleet | Self::Pages | Self::Sync | Self::All => {}
        }
        let mut bench =
            process::cargo(&["bench", "--package", self.package(), "--bench", self.name(), "--locked"]);
        bench.env("KABINET_PYTHON", process::root().join(setup::readers::PYTHON));
        Ok(bench)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Fleet => "fleet",
            Self::Ledger => "ledger",
            Self::Pages => "pages",
            Self::Reading => "reading",
            Self::Sync => "sync",
            Self::Desktop => "desktop",
            Self::All => "all",
        }
    }

    fn package(self) -> &'static str {
        match self {
            Self::Fleet => "kabinet-sync",
            Self::Pages | Self::Reading => "kabinet-providers",
            Self::Ledger | Self::Sync | Self::Desktop | Self::All => "xtask",
        }
    }
}

/// Builds the program as users get it, and a bare window to compare it with.
fn release_programs() -> Result<()> {
    ui::build()?;
    let programs = ["--package", "kabinet", "--bin", "kabinet", "--example", "bare"];
    process::run(process::cargo(&["build", "--release", "--locked"]).args(programs))
}
