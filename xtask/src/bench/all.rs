//! Every benchmark, as one table.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::figure::{FILE, Figure, table};
use super::{Bench, base};
use crate::process;

/// In their order in the table.
const BENCHES: [Bench; 6] =
    [Bench::Desktop, Bench::Sync, Bench::Reading, Bench::Pages, Bench::Ledger, Bench::Fleet];

/// Runs every benchmark, and prints every figure beside its peer and its target.
///
/// # Errors
/// If a figure is beyond its target, or a benchmark cannot be run.
pub fn run() -> Result<()> {
    let folder = process::target()?.join("bench");
    fs::create_dir_all(&folder)?;
    let mut figures = base::programs(&folder)?;
    for bench in BENCHES {
        figures.extend(measured(bench, &folder)?);
    }
    figures.extend(base::ledger(&folder, &figures)?);
    figures.push(base::tests(&folder)?);
    println!("\n{}", table(&figures));
    let missed = figures.iter().filter(|figure| !figure.is_within).count();
    ensure!(missed == 0, "{missed} of {} targets are missed", figures.len());
    Ok(())
}

/// Runs a benchmark and reads its figures.
fn measured(bench: Bench, folder: &Path) -> Result<Vec<Figure>> {
    let file = folder.join(format!("{}.jsonl", bench.name()));
    if file.exists() {
        fs::remove_file(&file)?;
    }
    let outcome = process::run(bench.prepared()?.env(FILE, &file));
    let figures = if file.exists() { read(&file)? } else { Vec::new() };
    // It also fails where a target is missed, which its figures say themselves.
    if figures.iter().all(|figure| figure.is_within) {
        outcome?;
    }
    ensure!(!figures.is_empty(), "the benchmark {} has left no figures", bench.name());
    Ok(figures)
}

fn read(file: &Path) -> Result<Vec<Figure>> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    parsed(&text).with_context(|| format!("{} has no figures", file.display()))
}

/// Parses figures, a line each.
fn parsed(text: &str) -> Result<Vec<Figure>> {
    let figures: Vec<Figure> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    ensure!(!figures.is_empty(), "it is empty");
    Ok(figures)
}

#[cfg(test)]
mod tests {
    use super::super::figure::{Amount, Bound, report};
    use super::*;

    fn amount(number: u128, unit: &str) -> Amount {
        Amount(number, format!("{number} {unit}"))
    }

    #[test]
    fn the_table_shows_each_figure_beside_its_target_and_peer() {
        let figures = [
            Figure::beside("start", amount(374, "ms"), "bare", amount(317, "ms"), Bound::AtMost(105)),
            Figure::alone("page", amount(12, "ms"), Bound::AtMost(amount(40, "ms"))),
            Figure::alone("speed", amount(2, "MB/s"), Bound::AtLeast(amount(3, "MB/s")))
                .with_peer("lxml", amount(4, "MB/s")),
        ];
        let expected = "       target           figure  ratio          beside\n\
                        start  at most 1.05     374 ms  1.17   MISSED  bare 317 ms\n\
                        page   at most 40 ms    12 ms          ok\n\
                        speed  at least 3 MB/s  2 MB/s  0.50   MISSED  lxml 4 MB/s";
        assert_eq!(table(&figures), expected);
        assert!(!report(&figures), "a target is missed");
        assert!(report(&figures[1..2]));
    }

    #[test]
    fn a_ratio_at_its_bound_is_within_and_a_hair_beyond_is_not() {
        let judged = |own, bound| Figure::beside("", amount(own, ""), "", amount(1_000, ""), bound).is_within;
        assert!(judged(1_050, Bound::AtMost(105)));
        assert!(!judged(1_051, Bound::AtMost(105)), "1.051 is printed as 1.05");
        assert!(judged(600, Bound::AtLeast(60)));
        assert!(!judged(599, Bound::AtLeast(60)));
    }

    #[test]
    fn figures_that_a_benchmark_has_left_are_read_and_a_broken_line_is_told() {
        let figure = Figure::alone("page", amount(12, "ms"), Bound::AtMost(amount(40, "ms")));
        let line = serde_json::to_string(&figure).unwrap();
        assert_eq!(parsed(&format!("{line}\n{line}\n")).unwrap(), [figure.clone(), figure]);
        assert!(parsed(&line[..20]).is_err());
        assert!(parsed("").is_err(), "a benchmark that measured nothing reaches no target");
    }
}
