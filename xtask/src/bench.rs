use anyhow::Result;
use clap::Subcommand;

use crate::{process, setup};

/// What is measured.
#[derive(Subcommand)]
pub enum Bench {
    /// What a ledger of a million operations costs, beside the shell of SQLite
    Ledger,
    /// Requests and time of the first sync, and requests of one that finds nothing new
    Sync,
}

impl Bench {
    /// Sets up, then measures, in a release build.
    pub fn run(self) -> Result<()> {
        setup::to_run()?;
        let name = match self {
            Self::Ledger => {
                setup::to_compare()?;
                "ledger"
            }
            Self::Sync => "sync",
        };
        process::run(&mut process::cargo(&["bench", "--package", "xtask", "--bench", name, "--locked"]))
    }
}
