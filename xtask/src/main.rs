//! The project's own commands: `cargo xtask COMMAND`, from any of its folders.
//!
//! Deliberately not here: anything that customers run, and any of Kabinet's crates, so that a
//! command starts at once.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "these commands talk to a terminal")]

mod bench;
mod bindings;
mod ci;
mod fuzz;
mod process;
mod run;
mod screenshots;
mod setup;
mod test;
mod tidy;
mod ui;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Kabinet's own commands
#[derive(Parser)]
#[command(bin_name = "cargo xtask", arg_required_else_help = true)]
struct Xtask {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Installs what building and testing need and this machine lacks
    Setup,
    /// Sets up, then opens the window; without a display, shows the command line at work
    Run,
    /// Sets up, then runs every test
    Test,
    /// Does all that must pass before a change lands
    Ci,
    /// Checks the invariants of ARCHITECTURE.md that a program can check
    Tidy,
    /// Writes the types that cross to the window into ui/src/bindings
    Bindings,
    /// Pictures every screen of the window, in both looks and languages, for README
    Screenshots,
    /// Looks for inputs that break what must hold of them all
    Fuzz(fuzz::Fuzz),
    /// Measures what Kabinet costs
    Bench {
        #[command(subcommand)]
        what: bench::Bench,
    },
}

impl Command {
    fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Setup => setup::run(),
            Self::Run => run::run(),
            Self::Test => test::run(),
            Self::Ci => ci::run(),
            Self::Tidy => tidy::run(),
            Self::Bindings => bindings::run(),
            Self::Screenshots => screenshots::run(),
            Self::Fuzz(fuzz) => fuzz.run(),
            Self::Bench { what } => what.run(),
        }
    }
}

fn main() -> ExitCode {
    match Xtask::parse().command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
