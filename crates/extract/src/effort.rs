//! A bound on the work of reading one page, and a way to abandon it.
//!
//! The time to read an honest page grows with its length, that of a hostile one may grow with the
//! square or the cube. So whatever loops over a page counts steps with [`spend`], and within [`run`]
//! reading ends where a page has cost [`MOST_STEPS`] or nobody waits for it any longer. Steps are
//! counted, and not time, so that a page is refused on every machine or on none.
//!
//! An interrupted reading unwinds to [`run`], as a query of a compiler does that was overtaken by the
//! next key press: nothing between has to know of it.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};

use crate::error::Unreadable;

/// The maximum number of steps to read one page; a step is a node visited or a few letters handled.
pub const MOST_STEPS: usize = 100_000_000;

/// The number of steps after which reading checks whether it is still wanted.
const SLICE: usize = 20_000;

/// The reason why a reading did not end by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interrupted {
    /// A page cost more than [`MOST_STEPS`].
    TooCostly,
    /// Nobody waits for the result any longer.
    Abandoned,
}

/// The reading on a thread.
struct Reading {
    is_abandoned: Box<dyn Fn() -> bool>,
    /// The steps of the page before the current slice.
    spent: usize,
}

thread_local! {
    static READING: RefCell<Option<Reading>> = const { RefCell::new(None) };
    /// The steps that are left of the slice.
    static LEFT: Cell<usize> = const { Cell::new(SLICE) };
}

/// Ends the reading on this thread, also if it unwinds.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        READING.take();
    }
}

impl From<Interrupted> for Unreadable {
    fn from(_: Interrupted) -> Self {
        Self::TooCostly
    }
}

/// Runs a reading within bounds.
///
/// `is_abandoned` is queried from time to time, on this thread.
///
/// # Errors
/// The reason why the reading was interrupted.
pub fn run<T>(
    is_abandoned: impl Fn() -> bool + 'static,
    reading: impl FnOnce() -> T,
) -> Result<T, Interrupted> {
    READING.set(Some(Reading { is_abandoned: Box::new(is_abandoned), spent: 0 }));
    LEFT.set(SLICE);
    let _end = End;
    panic::catch_unwind(AssertUnwindSafe(reading)).map_err(|cause| match cause.downcast::<Interrupted>() {
        Ok(interrupted) => *interrupted,
        Err(fault) => panic::resume_unwind(fault),
    })
}

/// Begins another page, which may cost [`MOST_STEPS`] of its own.
pub fn begin_page() {
    READING.with_borrow_mut(|reading| reading.iter_mut().for_each(|reading| reading.spent = 0));
    LEFT.set(SLICE);
}

/// Returns the steps of the page so far; outside of [`run`], of a part of them.
pub fn spent() -> usize {
    let before = READING.with_borrow(|reading| reading.as_ref().map_or(0, |reading| reading.spent));
    before + SLICE.saturating_sub(LEFT.get())
}

/// Counts steps of the page; counts in vain outside of [`run`].
pub fn spend(steps: usize) {
    match LEFT.get().checked_sub(steps) {
        Some(left) => LEFT.set(left),
        None => begin_slice(steps),
    }
}

/// Begins another slice, unless the reading ends here.
#[cold]
fn begin_slice(steps: usize) {
    let ended = SLICE - LEFT.replace(SLICE);
    let interrupted = READING.with_borrow_mut(|reading| {
        let reading = reading.as_mut()?;
        reading.spent = reading.spent.saturating_add(ended).saturating_add(steps);
        if (reading.is_abandoned)() {
            return Some(Interrupted::Abandoned);
        }
        (reading.spent > MOST_STEPS).then_some(Interrupted::TooCostly)
    });
    if let Some(interrupted) = interrupted {
        panic::resume_unwind(Box::new(interrupted));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spend_in_parts(steps: usize) {
        (0..steps / 10).for_each(|_| spend(10));
    }

    #[test]
    fn a_page_may_cost_so_much_and_another_one_again() {
        let read = || {
            spend_in_parts(MOST_STEPS - SLICE);
            assert_eq!(spent(), MOST_STEPS - SLICE);
            begin_page();
            spend_in_parts(MOST_STEPS - SLICE);
            "read"
        };
        assert_eq!(run(|| false, read), Ok("read"));
        assert_eq!(run(|| false, || spend_in_parts(MOST_STEPS + SLICE)), Err(Interrupted::TooCostly));
        assert_eq!(run(|| false, || spend(usize::MAX)), Err(Interrupted::TooCostly));
        spend(usize::MAX);
        spend_in_parts(MOST_STEPS);
    }

    #[test]
    fn a_reading_that_nobody_waits_for_ends_within_a_slice() {
        let steps = Cell::new(0);
        let read = || {
            for _ in 0..10 * SLICE {
                steps.set(steps.get() + 1);
                spend(1);
            }
        };
        assert_eq!(run(|| true, read), Err(Interrupted::Abandoned));
        assert_eq!(steps.get(), SLICE + 1);
    }

    #[test]
    #[should_panic(expected = "a fault of its own")]
    fn another_panic_goes_on() {
        let _ = run(|| false, || panic!("a fault of its own"));
    }
}
