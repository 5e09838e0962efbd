use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::{process, setup};

/// What is looked for, and for how long.
#[derive(Args)]
pub struct Fuzz {
    /// What to try; everything, one after another, if left out
    target: Option<Target>,
    /// How long each is tried
    #[arg(long, default_value_t = 60)]
    seconds: u32,
}

/// What is tried: a program of that name in fuzz/.
#[derive(Clone, Copy, ValueEnum)]
enum Target {
    Amount,
    Charset,
    Date,
    Description,
    Form,
    Page,
}

/// What makes the compiler count where a program has been, with no more than a stable one knows.
const COUNTING: &str = "-Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

impl Fuzz {
    /// Sets up, then looks for inputs that break what must hold. Those that do are left in
    /// fuzz/found, where a test tries them from then on.
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
        let [tried, found] = ["target/fuzz", "fuzz/found"].map(|folder| format!("{folder}/{name}"));
        let seeds = match self {
            Self::Description => "crates/providers/descriptions".to_owned(),
            Self::Amount | Self::Charset | Self::Date | Self::Form | Self::Page => {
                format!("fuzz/seeds/{name}")
            }
        };
        for folder in [&tried, &found] {
            fs::create_dir_all(process::root().join(folder))
                .with_context(|| format!("cannot create {folder}"))?;
        }
        let mut program =
            process::cargo(&["run", "--manifest-path", "fuzz/Cargo.toml", "--locked", "--release"]);
        // With a target of its own the flags are not for the programs that the build itself runs.
        program.args(["--target", host, "--bin", &name, "--", &tried, &seeds, &found]);
        program.args([
            "-dict=fuzz/words.dict",
            "-max_len=16384",
            "-timeout=10",
            "-report_slow_units=60",
            "-rss_limit_mb=1024",
        ]);
        program.arg(format!("-max_total_time={seconds}")).arg(format!("-artifact_prefix={found}/"));
        program.arg("-print_final_stats=1").env("RUSTFLAGS", COUNTING).env("CARGO_INCREMENTAL", "0");
        process::run(&mut program)
    }
}

/// The machine as the compiler calls it.
fn host() -> Result<String> {
    let told = Command::new("rustc").arg("-vV").output().context("cannot start rustc")?;
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).with_context(|| format!("rustc does not name the machine: {told}"))
}
