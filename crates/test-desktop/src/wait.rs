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
