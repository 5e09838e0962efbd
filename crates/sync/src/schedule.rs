//! Times of automatic refreshes.
//!
//! They are spread so that many programs do not load a provider's site at once, not even as it
//! comes back from an outage or their machines from a power cut: `cargo xtask bench fleet` tries a
//! million of them. Not here: a clock and randomness, which are arguments, and waiting, which a tick
//! of the wall clock does.

mod policy;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

pub use policy::RetryPolicy;

/// The past refreshes of an account, as far as the next one depends on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct History {
    /// The time of the last successful refresh; `None` before the first.
    pub succeeded_at: Option<DateTime<Utc>>,
    /// The start of the last automatic refresh, retries excluded; `None` before the first.
    pub automatic_at: Option<DateTime<Utc>>,
    /// The date of the next debit at the provider; `None` if unknown.
    pub debit_date: Option<NaiveDate>,
    /// The provider's time zone.
    pub time_zone: Tz,
}

/// The event after which the next refresh is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// The program started.
    Began,
    /// The machine woke up, or its clock was set.
    ///
    /// Carries the last moment before.
    Woke(DateTime<Utc>),
    /// The network returned.
    Reconnected,
    /// The customer opened the window.
    Opened,
    /// A refresh read the balance, automatic or manual.
    Refreshed,
    /// A refresh failed.
    Failed(RetryPolicy),
}

/// The plan of an account's next automatic refresh; without a time it waits for the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Plan {
    next: Option<DateTime<Utc>>,
    /// The failed attempts at a refresh that is repeated soon.
    failures: u32,
}

/// The upper bound of the jitter, in millionths of an interval.
pub const JITTER_MAX: u32 = 1_000_000;

const INTERVAL: TimeDelta = TimeDelta::hours(6);
const VARIATION: TimeDelta = TimeDelta::minutes(72);
const LEAST_INTERVAL: TimeDelta = TimeDelta::minutes(60);
const CLICK_INTERVAL: TimeDelta = TimeDelta::minutes(1);
/// The time over which machines that start at once are spread.
const START_SPREAD: TimeDelta = TimeDelta::minutes(80);
/// The number of attempts at a refresh that does not reach the site.
const ATTEMPTS: u32 = 3;
const FIRST_RETRY: TimeDelta = TimeDelta::seconds(60);
/// The least time until the next attempt at a site that is in trouble.
///
/// Everybody is to be back within 90 minutes after its end, with as few attempts as that takes.
const LATER: TimeDelta = TimeDelta::minutes(76);
/// The time over which these attempts are spread.
const LATER_SPREAD: TimeDelta = TimeDelta::minutes(12);
/// The longest wait that a site may ask for.
const LONGEST_ASKED: TimeDelta = TimeDelta::days(1);
const DEBIT_CHECK: TimeDelta = TimeDelta::hours(4);
/// After a longer pause between two looks at the clock the machine has slept, or its clock was set.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(5);

/// The local time by which a night's debits are booked.
const DEBIT_CHECK_FROM: NaiveTime = NaiveTime::from_hms_opt(6, 0, 0).expect("six in the morning is a time");

impl Plan {
    /// Plans the next automatic refresh after an event.
    ///
    /// `jitter` is a random number from 0 to [`JITTER_MAX`], drawn anew for each call.
    pub fn after(
        trigger: Trigger,
        before: Option<Self>,
        history: &History,
        now: DateTime<Utc>,
        jitter: u32,
    ) -> Self {
        let start = || Self::at(spaced(now + fraction(START_SPREAD, jitter), history));
        match trigger {
            Trigger::Began => start(),
            Trigger::Woke(slept_at) => {
                before.and_then(|plan| plan.woken(slept_at, history, now)).unwrap_or_else(start)
            }
            Trigger::Reconnected => {
                before.filter(|_| history.succeeded_at >= history.automatic_at).unwrap_or_else(start)
            }
            Trigger::Opened => before.unwrap_or_else(start).opened(history, now),
            Trigger::Refreshed => {
                Self::at(with_debit_check(regular(history, now, jitter), history, now, jitter))
            }
            Trigger::Failed(policy) => before.unwrap_or_default().failed(policy, history, now, jitter),
        }
    }

    /// Returns the plan with the refresh at a moment.
    pub fn moved_to(self, moment: DateTime<Utc>) -> Self {
        Self { next: Some(moment), ..self }
    }

    /// Returns true if the time of the refresh has come.
    pub fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.next.is_some_and(|next| next <= now)
    }

    /// Returns true if the refresh repeats a failed one rather than being one of its own.
    pub fn is_retry(&self) -> bool {
        self.failures > 0
    }

    /// Returns the time of the refresh; `None` until the customer acts.
    pub fn next(&self) -> Option<DateTime<Utc>> {
        self.next
    }

    fn at(moment: DateTime<Utc>) -> Self {
        Self { next: Some(moment), failures: 0 }
    }

    /// Keeps a time that is still to come, and otherwise continues the wait that was left.
    ///
    /// So a computer that is awake for minutes at a time waits no longer than another one. `None` if a
    /// start would wait for less, or the clock was set back.
    fn woken(self, slept_at: DateTime<Utc>, history: &History, now: DateTime<Utc>) -> Option<Self> {
        let next = self.next.filter(|_| slept_at <= now)?;
        let left = next - slept_at;
        let is_short = (TimeDelta::zero()..=START_SPREAD).contains(&left);
        if next > now { Some(self) } else { is_short.then(|| Self::at(spaced(now + left, history))) }
    }

    /// Brings the refresh forward, unless the data are recent or it waits for the customer.
    fn opened(self, history: &History, now: DateTime<Utc>) -> Self {
        if is_younger(history.succeeded_at, LEAST_INTERVAL, now) {
            return self;
        }
        Self { next: self.next.map(|next| next.min(spaced(now, history))), ..self }
    }

    fn failed(self, policy: RetryPolicy, history: &History, now: DateTime<Utc>, jitter: u32) -> Self {
        let failures = self.failures + 1;
        match policy {
            RetryPolicy::Soon if failures < ATTEMPTS => {
                Self { next: Some(now + fraction(longest_wait(failures), jitter)), failures }
            }
            RetryPolicy::Soon => Self::at(later(TimeDelta::zero(), now, jitter)),
            RetryPolicy::Later(asked) => Self::at(later(asked, now, jitter)),
            RetryPolicy::NextInterval => Self::at(regular(history, now, jitter)),
            RetryPolicy::UserAction => Self::default(),
        }
    }
}

/// Returns true if the data are so recent that a refresh would only repeat them.
pub fn is_fresh(succeeded_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    is_younger(succeeded_at, CLICK_INTERVAL, now)
}

/// Returns true if the machine has slept since the last look at the clock, or its clock was set.
pub fn has_slept(last_look: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    !(TimeDelta::zero()..LONGEST_PAUSE).contains(&(now - last_look))
}

fn is_younger(succeeded_at: Option<DateTime<Utc>>, than: TimeDelta, now: DateTime<Utc>) -> bool {
    succeeded_at.is_some_and(|at| (TimeDelta::zero()..than).contains(&(now - at)))
}

/// Delays a time to an hour after the last automatic refresh.
///
/// A last refresh in the future is ignored: the clock was set back.
fn spaced(moment: DateTime<Utc>, history: &History) -> DateTime<Utc> {
    let before = history.automatic_at.filter(|at| *at <= moment);
    before.map_or(moment, |at| moment.max(at + LEAST_INTERVAL))
}

/// Returns the time of a refresh 6 h ± 20 % later.
fn regular(history: &History, now: DateTime<Utc>, jitter: u32) -> DateTime<Utc> {
    spaced(now + INTERVAL - VARIATION + fraction(VARIATION * 2, jitter), history)
}

/// Returns the time of an attempt at a site that is in trouble.
///
/// A site may name to everybody the moment at which it is back, so a wait that it names is spread too.
fn later(asked: TimeDelta, now: DateTime<Utc>, jitter: u32) -> DateTime<Utc> {
    let own = now + LATER + fraction(LATER_SPREAD, jitter);
    let polite = now + asked.min(LONGEST_ASKED) + fraction(START_SPREAD, jitter);
    if asked.is_zero() { own } else { own.max(polite) }
}

fn with_debit_check(
    regular: DateTime<Utc>,
    history: &History,
    now: DateTime<Utc>,
    jitter: u32,
) -> DateTime<Utc> {
    let check = debit_check(history, now, jitter).map(|check| spaced(check, history));
    check.map_or(regular, |check| regular.min(check))
}

/// Returns the time of a refresh on the morning after the next debit.
fn debit_check(history: &History, now: DateTime<Utc>, jitter: u32) -> Option<DateTime<Utc>> {
    let morning = |day: NaiveDate| {
        let local = history.time_zone.from_local_datetime(&day.and_time(DEBIT_CHECK_FROM)).earliest();
        local.map(|local| local.to_utc())
    };
    let debit_date = history.debit_date?;
    let days = [Some(debit_date), debit_date.checked_add_days(Days::new(1))];
    let coming = days.into_iter().flatten().filter_map(morning).find(|from| *from > now)?;
    Some(coming + fraction(DEBIT_CHECK, jitter))
}

/// Returns the longest wait after failures that did not reach the site; it doubles each time.
fn longest_wait(failures: u32) -> TimeDelta {
    FIRST_RETRY * (1 << failures.saturating_sub(1))
}

fn fraction(of: TimeDelta, jitter: u32) -> TimeDelta {
    TimeDelta::milliseconds(of.num_milliseconds() * i64::from(jitter) / i64::from(JITTER_MAX))
}

#[cfg(test)]
mod tests;
