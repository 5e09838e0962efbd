use std::thread::sleep;
use std::time::{Duration, Instant};

/// The longest that most things are waited for.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Between two looks.
pub(crate) const PAUSE: Duration = Duration::from_millis(20);

/// Looks again and again until there is what is waited for.
///
/// # Panics
/// If it does not come within half a minute; says what was waited for.
#[track_caller]
pub fn until<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    within(PATIENCE, what, look)
}

/// Looks again and again, so long at most, until there is what is waited for.
///
/// # Panics
/// If it does not come in that time; says what was waited for.
#[track_caller]
pub fn within<T>(patience: Duration, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(began.elapsed() < patience, "waited in vain: {what}");
        sleep(PAUSE);
    }
}
