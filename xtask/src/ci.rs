//! The checks that a change must pass.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::{check, process, setup, supply, test, tidy, ui};

/// One check.
struct Step {
    name: &'static str,
    run: fn() -> Result<()>,
}

const STEPS: &[Step] = &[
    Step { name: "fmt", run: fmt },
    Step { name: "tidy", run: tidy::run },
    Step { name: "setup", run: setup::run },
    Step { name: "ui", run: ui::build },
    Step { name: "clippy", run: clippy },
    Step { name: "doc", run: doc },
    Step { name: "supply", run: || supply::check(false) },
    Step { name: "test", run: test::run },
    Step { name: "counts", run: || check::instructions::run(false) },
    Step { name: "faults", run: check::faults::run },
];

/// The check that is left out where the others took long.
const IF_THERE_IS_TIME: Step = Step { name: "windows", run: check::windows::run_if_changed };

/// The programs of `fuzz/`, a workspace of their own with its own lock file.
const FUZZ: &str = "fuzz/Cargo.toml";

/// The longest time of the others with which all ends within an hour.
const MOST: Duration = Duration::from_secs(45 * 60);

/// Runs every check, up to the first that fails.
///
/// # Errors
/// If a check fails.
pub fn run() -> Result<()> {
    let (mut times, outcome) = run_steps(STEPS);
    let outcome = outcome.and_then(|()| {
        let (last, outcome) = run_steps(steps_in_time(sum(&times)));
        times.extend(last);
        outcome
    });
    println!("\n{}", table(&times));
    outcome
}

/// Returns the steps that there is time for after the others.
fn steps_in_time(taken: Duration) -> &'static [Step] {
    if taken <= MOST {
        return &[IF_THERE_IS_TIME];
    }
    println!("\nLeft out, because the other checks took long: cargo xtask check windows");
    &[]
}

fn fmt() -> Result<()> {
    require_component("fmt", "rustfmt", "rustfmt")?;
    process::run(&mut process::cargo(&["fmt", "--all", "--check"]))?;
    process::run(&mut process::cargo(&["fmt", "--check", "--manifest-path", FUZZ]))
}

fn clippy() -> Result<()> {
    require_component("clippy", "clippy", "rust-clippy")?;
    lint(&["--workspace", "--all-targets", "--features", test::WINDOW])?;
    lint(&["--manifest-path", FUZZ])
}

fn lint(packages: &[&str]) -> Result<()> {
    let mut clippy = process::cargo(&["clippy", "--locked"]);
    process::run(clippy.args(packages).args(["--", "-D", "warnings"]))
}

fn doc() -> Result<()> {
    let mut doc = process::cargo(&["doc", "--workspace", "--no-deps", "--locked"]);
    process::run(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

fn require_component(command: &str, rustup: &str, debian: &str) -> Result<()> {
    let output = process::cargo(&[command, "--version"]).output()?;
    let way_out =
        format!("install it: rustup component add {rustup} (or, on Debian, apt-get install {debian})");
    ensure!(output.status.success(), "cargo {command} is not installed\n{way_out}");
    Ok(())
}

fn run_steps(steps: &[Step]) -> (Vec<(&'static str, Duration)>, Result<()>) {
    let mut times = Vec::new();
    for step in steps {
        println!("\n── {} ──", step.name);
        let started = Instant::now();
        let outcome = (step.run)();
        times.push((step.name, started.elapsed()));
        if outcome.is_err() {
            return (times, outcome.with_context(|| format!("the step {} failed", step.name)));
        }
    }
    (times, Ok(()))
}

fn table(times: &[(&str, Duration)]) -> String {
    let all = ("all", sum(times));
    let row = |(name, time): &(&str, Duration)| {
        format!("{name:<8}{:>6}.{} s", time.as_secs(), time.subsec_millis() / 100)
    };
    times.iter().chain([&all]).map(row).collect::<Vec<_>>().join("\n")
}

fn sum(times: &[(&str, Duration)]) -> Duration {
    times.iter().map(|(_, time)| *time).sum()
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn stops_at_the_first_failure_and_names_it() {
        let steps = [
            Step { name: "first", run: || Ok(()) },
            Step { name: "second", run: || bail!("a reason") },
            Step { name: "third", run: || panic!("it must not be reached") },
        ];
        let (times, outcome) = run_steps(&steps);
        assert_eq!(times.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["first", "second"]);
        assert_eq!(format!("{:#}", outcome.unwrap_err()), "the step second failed: a reason");
    }

    #[test]
    fn what_may_be_left_out_is_begun_while_an_hour_is_enough() {
        let names = |minutes: u64| {
            let steps = steps_in_time(Duration::from_secs(minutes * 60));
            steps.iter().map(|step| step.name).collect::<Vec<_>>()
        };
        assert_eq!(names(45), ["windows"]);
        assert_eq!(names(46), [""; 0]);
    }

    #[test]
    fn the_times_add_up() {
        let times = [("fmt", Duration::from_millis(1_250)), ("test", Duration::from_secs(60))];
        assert_eq!(table(&times), "fmt          1.2 s\ntest        60.0 s\nall         61.2 s");
    }
}
