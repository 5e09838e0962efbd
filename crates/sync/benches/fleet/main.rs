//! A million programs on one site for a day, by the program's own schedule and a simulated clock.
//!
//! Beside them as many that poll every 15 minutes, and every 10 seconds after a failure. It fails if
//! the site gets too many attempts, or somebody waits too long for new figures after a breakdown. An
//! attempt is a refresh with its three to five requests. The day that is measured follows another
//! one, in which the programs come into their rhythm.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../../../../xtask/src/bench/figure.rs"]
#[expect(dead_code, reason = "other benchmarks compare in other ways")]
mod figure;
mod load;
mod naive;
mod people;
mod program;
mod recovery;
mod scenes;

use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use figure::{Amount, Bound, Figure, hundredths};
use load::Load;
use people::Seconds;
use scenes::Scene;

/// The number of programs.
const PROGRAMS: u32 = 1_000_000;

/// The seconds in which a peak is counted: in one of them chance alone brings a fifth more.
const PEAK: usize = 10;
/// The most attempts in these seconds, in hundredths of an hour's even share of all programs.
const MOST_PEAK: u128 = 120;
/// The most attempts a success, in hundredths.
const MOST_ATTEMPTS: u128 = 120;
/// The longest that somebody may wait for new figures after a breakdown, in minutes.
const LONGEST_RECOVERY: u128 = 90;

fn main() -> Result<()> {
    let started = Instant::now();
    println!("{PROGRAMS} programs, spread evenly over an hour {} in {PEAK} s\n", even_share());
    println!(
        "{:<44}{:>12}{:>10}{:>10}{:>12}{:>12}",
        "", "attempts", "peak/10 s", "share", "a success", "recovered"
    );
    let mut figures = Vec::new();
    for scene in scenes::all() {
        let own = simulated(|number, load| program::run(number, &scene, load))?;
        let polling = simulated(|number, load| naive::run(number, &scene, load))?;
        println!("{}", scene.name);
        print_load("  Kabinet", &own);
        print_load("  polling", &polling);
        figures.extend(judged(&scene, &own, &polling));
    }
    println!("\npolling: each 15 min, and 10 s after a failure; simulated in {:.0?}", started.elapsed());
    ensure!(figure::report(&figures), "a figure is beyond its limit");
    Ok(())
}

/// Runs every program, on all cores, and sums their loads up.
fn simulated(run: impl Fn(u32, &mut Load) + Sync) -> Result<Load> {
    let workers = u32::try_from(thread::available_parallelism()?.get())?;
    let part = |worker: u32| {
        let mut load = Load::default();
        (worker..PROGRAMS).step_by(workers as usize).for_each(|number| run(number, &mut load));
        load
    };
    thread::scope(|scope| {
        let part = &part;
        let parts: Vec<_> = (0..workers).map(|worker| scope.spawn(move || part(worker))).collect();
        let mut all = Load::default();
        for part in parts {
            all.add(&part.join().ok().context("a part of the simulation fell over")?);
        }
        Ok(all)
    })
}

fn print_load(name: &str, load: &Load) {
    let (peak, share) = peak(load);
    println!(
        "{name:<44}{:>12}{peak:>10}{:>10}{:>12}{:>8} min",
        load.attempts,
        hundredths(share),
        hundredths(attempts_a_success(load)),
        minutes(load.longest_recovery),
    );
}

/// Returns the attempts of a peak, and in hundredths of the even share.
fn peak(load: &Load) -> (u128, u128) {
    let peak = u128::from(load.peak(PEAK));
    (peak, (peak * 100).div_ceil(even_share()))
}

/// Returns the attempts in the seconds of a peak if all programs were spread evenly over an hour.
fn even_share() -> u128 {
    u128::from(PROGRAMS) * PEAK as u128 / 3600
}

/// Returns the attempts a success, in hundredths, of which the last may not be full.
fn attempts_a_success(load: &Load) -> u128 {
    (u128::from(load.attempts) * 100).div_ceil(u128::from(load.successes).max(1))
}

/// Returns whole minutes, of which the last may not be over.
fn minutes(seconds: Seconds) -> u128 {
    u128::try_from(seconds).unwrap_or_default().div_ceil(60)
}

fn judged(scene: &Scene, own: &Load, polling: &Load) -> Vec<Figure> {
    let amount = |(count, unit): (u128, &str)| Amount(count, format!("{count} {unit}"));
    let in_hundredths = |count| Amount(count, hundredths(count));
    let most_peak = even_share() * MOST_PEAK / 100;
    let name = |what| format!("{}: {what}", scene.name);
    let mut figures = vec![
        Figure::alone(
            &name("attempts in the busiest 10 s"),
            amount((peak(own).0, "attempts")),
            Bound::AtMost(amount((most_peak, "attempts"))),
        )
        .with_peer("polling", amount((peak(polling).0, "attempts"))),
        Figure::alone(
            &name("attempts a success"),
            in_hundredths(attempts_a_success(own)),
            Bound::AtMost(in_hundredths(MOST_ATTEMPTS)),
        )
        .with_peer("polling", in_hundredths(attempts_a_success(polling))),
    ];
    if scene.mended_at().is_some() {
        let recovery = Figure::alone(
            &name("everybody has new figures"),
            amount((minutes(own.longest_recovery), "min")),
            Bound::AtMost(amount((LONGEST_RECOVERY, "min"))),
        );
        figures.push(recovery.with_peer("polling", amount((minutes(polling.longest_recovery), "min"))));
    }
    figures
}
