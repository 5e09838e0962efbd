use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::{process, setup, test, tidy, ui};

/// One thing that must pass.
struct Step {
    name: &'static str,
    does: fn() -> Result<()>,
}

const STEPS: &[Step] = &[
    Step { name: "fmt", does: fmt },
    Step { name: "tidy", does: tidy::run },
    Step { name: "setup", does: setup::run },
    Step { name: "ui", does: ui::build },
    Step { name: "clippy", does: clippy },
    Step { name: "doc", does: doc },
    Step { name: "test", does: test::run },
];

/// Does all that must pass before a change lands; stops at the first step that fails.
pub fn run() -> Result<()> {
    let (times, outcome) = timed(STEPS);
    println!("\n{}", table(&times));
    outcome
}

fn fmt() -> Result<()> {
    component("fmt", "rustfmt", "rustfmt")?;
    process::run(&mut process::cargo(&["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    component("clippy", "clippy", "rust-clippy")?;
    let what = ["clippy", "--workspace", "--all-targets", "--features", test::WINDOW, "--locked"];
    process::run(process::cargo(&what).args(["--", "-D", "warnings"]))
}

fn doc() -> Result<()> {
    let mut doc = process::cargo(&["doc", "--workspace", "--no-deps", "--locked"]);
    process::run(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

fn component(command: &str, rustup: &str, debian: &str) -> Result<()> {
    let asked = process::cargo(&[command, "--version"]).output()?;
    let way_out =
        format!("install it: rustup component add {rustup} (or, on Debian, apt-get install {debian})");
    ensure!(asked.status.success(), "cargo {command} is not there\n{way_out}");
    Ok(())
}

fn timed(steps: &[Step]) -> (Vec<(&'static str, Duration)>, Result<()>) {
    let mut times = Vec::new();
    for step in steps {
        println!("\n── {} ──", step.name);
        let started = Instant::now();
        let outcome = (step.does)();
        times.push((step.name, started.elapsed()));
        if outcome.is_err() {
            return (times, outcome.with_context(|| format!("the step {} failed", step.name)));
        }
    }
    (times, Ok(()))
}

fn table(times: &[(&str, Duration)]) -> String {
    let all = ("all", times.iter().map(|(_, time)| *time).sum());
    let row = |(name, time): &(&str, Duration)| {
        format!("{name:<8}{:>6}.{} s", time.as_secs(), time.subsec_millis() / 100)
    };
    times.iter().chain([&all]).map(row).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn stops_at_the_first_failure_and_names_it() {
        let steps = [
            Step { name: "first", does: || Ok(()) },
            Step { name: "second", does: || bail!("a reason") },
            Step { name: "third", does: || panic!("it must not be reached") },
        ];
        let (times, outcome) = timed(&steps);
        assert_eq!(times.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["first", "second"]);
        assert_eq!(format!("{:#}", outcome.unwrap_err()), "the step second failed: a reason");
    }

    #[test]
    fn the_times_add_up() {
        let times = [("fmt", Duration::from_millis(1_250)), ("test", Duration::from_secs(60))];
        assert_eq!(table(&times), "fmt          1.2 s\ntest        60.0 s\nall         61.2 s");
    }
}
