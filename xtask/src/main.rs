//! The project's own commands: `cargo xtask COMMAND`, from any of its folders.
//!
//! Not here: code that users run, and dependencies on Kabinet's crates, so that a command starts
//! at once.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "these commands talk to a terminal")]

mod bench;
mod bindings;
mod check;
mod ci;
mod code;
mod dist;
mod fuzz;
mod kabinet_cli;
mod process;
mod run;
mod screenshots;
mod setup;
mod soak;
mod structure;
mod supply;
mod test;
mod tidy;
mod ui;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Kabinet's own commands.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", arg_required_else_help = true)]
struct Xtask {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Installs the packages that building and testing need.
    Setup,
    /// Sets up, then opens the window; without a display, shows the command line at work.
    Run,
    /// Sets up, then runs every test.
    Test,
    /// Runs every check that a change must pass.
    Ci,
    /// Checks the rules of ARCHITECTURE.md and CONTRIBUTING.md that a program can check.
    Tidy,
    /// Writes the window's types into ui/src/bindings.
    Bindings,
    /// Takes screenshots of every screen, in both looks and languages, for README.
    Screenshots,
    /// Prints figures of the code's structure, of this tree or of a revision.
    Structure(structure::Structure),
    /// Builds the packages that people install, for this system.
    Dist,
    /// Writes the list of the packages in a release, in the form CycloneDX.
    Sbom,
    /// Looks for inputs that break an invariant.
    Fuzz(fuzz::Fuzz),
    /// Tries Kabinet with the programs that people really have, and prints a matrix.
    Check {
        #[command(subcommand)]
        what: check::Check,
    },
    /// Lets a year pass and opens the window 500 times, and shows that nothing grows.
    Soak,
    /// Measures time, memory and requests.
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
            Self::Structure(structure) => structure.run(),
            Self::Dist => dist::run(),
            Self::Sbom => supply::sbom(),
            Self::Fuzz(fuzz) => fuzz.run(),
            Self::Check { what } => what.run(),
            Self::Soak => soak::run(),
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
