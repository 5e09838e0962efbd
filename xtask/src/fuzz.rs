//! Fuzzing of the programs in `fuzz/`.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::{process, setup};

/// The arguments of the command.
#[derive(Args)]
pub struct Fuzz {
    /// The target; every target, one after another, if left out.
    target: Option<Target>,
    /// The number of seconds for each target.
    #[arg(long, default_value_t = 60)]
    seconds: u32,
}

/// A fuzz target: the program of that name in `fuzz/`.
#[derive(Clone, Copy, ValueEnum)]
enum Target {
    Amount,
    Charset,
    Date,
    Description,
    Form,
    Page,
}

/// Flags for coverage counters that the stable compiler supports.
const COVERAGE: &str = "-Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

impl Fuzz {
    /// Sets up, then looks for inputs that break an invariant.
    ///
    /// They are left in `fuzz/found`, where an ordinary test replays them.
    ///
    /// # Errors
    /// If such an input is found, or the target does not build.
    pub fn run(self) -> Result<()> {
        setup::run()?;
        let host = host()?;
        let targets = self.target.as_ref().map_or(Target::value_variants(), std::slice::from_ref);
        targets.iter().try_for_each(|target| target.run(&host, self.seconds))
    }
}

impl Target {
    fn run(self, host: &str, seconds: u32) -> Result<()> {
        let name = self.to_possible_value().context("every target has a name")?.get_name().to_owned();
        let [corpus, found] = ["target/fuzz", "fuzz/found"].map(|folder| format!("{folder}/{name}"));
        let seeds = match self {
            Self::Description => "crates/providers/descriptions".to_owned(),
            Self::Amount | Self::Charset | Self::Date | Self::Form | Self::Page => {
                format!("fuzz/seeds/{name}")
            }
        };
        for folder in [&corpus, &found] {
            fs::create_dir_all(process::root().join(folder))
                .with_context(|| format!("cannot create {folder}"))?;
        }
        let mut program =
            process::cargo(&["run", "--manifest-path", "fuzz/Cargo.toml", "--locked", "--release"]);
        // Naming the host as `--target` keeps the flags from build scripts and macros.
        program.args(["--target", host, "--bin", &name, "--", &corpus, &seeds, &found]);
        program.args([
            "-dict=fuzz/words.dict",
            "-max_len=16384",
            "-timeout=10",
            "-report_slow_units=60",
            "-rss_limit_mb=1024",
        ]);
        program.arg(format!("-max_total_time={seconds}")).arg(format!("-artifact_prefix={found}/"));
        program.arg("-print_final_stats=1").env("RUSTFLAGS", COVERAGE).env("CARGO_INCREMENTAL", "0");
        process::run(&mut program)
    }
}

/// Returns the compiler's name of this machine.
fn host() -> Result<String> {
    let output = Command::new("rustc").arg("-vV").output().context("cannot start rustc")?;
    let version = String::from_utf8_lossy(&output.stdout).into_owned();
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).with_context(|| format!("rustc does not name the machine: {version}"))
}
