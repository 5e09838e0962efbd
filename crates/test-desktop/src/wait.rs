//! Waiting for conditions.

use std::thread::sleep;
use std::time::{Duration, Instant};

/// The longest wait for any condition.
///
/// A wait returns as soon as its condition holds, so a generous limit costs nothing where tests
/// pass, and a machine that is busy with other work has the time it needs.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(180);

/// The pause between two checks of a condition.
pub(crate) const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// Polls `check` until it returns a value, and returns that value.
///
/// # Panics
/// If there is no value within three minutes; the message contains `condition`.
#[track_caller]
pub fn wait_until<T>(condition: &str, mut check: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(value) = check() {
            return value;
        }
        assert!(started.elapsed() < TIMEOUT, "waited in vain: {condition}");
        sleep(POLL_INTERVAL);
    }
}

/// The pause between two measurements of a figure that settles.
const SETTLING_INTERVAL: Duration = Duration::from_secs(1);

/// Measures a figure once a second until it changes by at most half a percent, and returns it.
///
/// # Panics
/// If it goes on changing for three minutes; the message contains `figure`.
#[track_caller]
pub fn wait_until_steady(figure: &str, mut measure: impl FnMut() -> u64) -> u64 {
    let mut before = measure();
    wait_until(&format!("{figure} that stays as it is"), || {
        sleep(SETTLING_INTERVAL);
        let now = measure();
        let is_steady = now.abs_diff(before) * 200 <= now;
        before = now;
        is_steady.then_some(now)
    })
}
