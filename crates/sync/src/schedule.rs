//! Times of automatic refreshes.
//!
//! They are spread so that many programs do not load a provider's site at once. Not here: a clock and
//! randomness, which are arguments, and waiting, which a tick of the wall clock does.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use kabinet_providers::{ProviderError, SignInRefusal};

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

/// The event after which the next refresh is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// The program started, the machine woke up, or the network returned.
    Began,
    /// A refresh read the balance, automatic or manual.
    Refreshed,
    /// A refresh failed.
    ///
    /// Carries the number of consecutive failures, from 1.
    Failed(RetryPolicy, u32),
}

/// The policy for retrying after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryPolicy {
    /// Retry, but not before this delay.
    Retry(TimeDelta),
    /// Retry at the next regular time.
    NextInterval,
    /// Wait for the customer: a retry would harm.
    UserAction,
}

/// The number of attempts before waiting for the next regular time.
pub const ATTEMPTS: u32 = 3;

/// The upper bound of the jitter, in millionths of an interval.
pub const JITTER_MAX: u32 = 1_000_000;

const INTERVAL: TimeDelta = TimeDelta::hours(6);
const VARIATION: TimeDelta = TimeDelta::minutes(72);
const LEAST_INTERVAL: TimeDelta = TimeDelta::minutes(60);
const CLICK_INTERVAL: TimeDelta = TimeDelta::minutes(1);
const FIRST_IF_FRESH: TimeDelta = TimeDelta::minutes(60);
const FIRST_IF_OLD: TimeDelta = TimeDelta::minutes(15);
const OLD: TimeDelta = TimeDelta::days(1);
const FIRST_RETRY: TimeDelta = TimeDelta::seconds(60);
const LONGEST_RETRY: TimeDelta = TimeDelta::hours(4);
const DEBIT_CHECK: TimeDelta = TimeDelta::hours(4);

/// The local time by which a night's debits are booked.
const DEBIT_CHECK_FROM: NaiveTime = NaiveTime::from_hms_opt(6, 0, 0).expect("six in the morning is a time");

/// Returns the time of the next automatic refresh; `None` until the customer acts.
///
/// `jitter` is a random number from 0 to [`JITTER_MAX`], drawn anew for each call.
pub fn next(trigger: Trigger, history: &History, now: DateTime<Utc>, jitter: u32) -> Option<DateTime<Utc>> {
    let regular = || spaced(now + regular_interval(jitter), history);
    match trigger {
        Trigger::Began => Some(spaced(now + fraction(first_within(history, now), jitter), history)),
        Trigger::Refreshed => Some(with_debit_check(regular(), history, now, jitter)),
        Trigger::Failed(RetryPolicy::Retry(least), failures) if failures < ATTEMPTS => {
            Some(now + fraction(longest_wait(failures), jitter).max(least))
        }
        Trigger::Failed(RetryPolicy::Retry(least), _) => Some(regular().max(now + least)),
        Trigger::Failed(RetryPolicy::NextInterval, _) => Some(regular()),
        Trigger::Failed(RetryPolicy::UserAction, _) => None,
    }
}

/// Returns true if the data are so recent that a refresh would only repeat them.
pub fn is_fresh(succeeded_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    succeeded_at.is_some_and(|at| (TimeDelta::zero()..CLICK_INTERVAL).contains(&(now - at)))
}

impl RetryPolicy {
    /// Returns the policy for an error.
    pub fn of(error: &ProviderError) -> Self {
        match error {
            ProviderError::BadCredentials { .. } | ProviderError::NeedsBrowser { .. } => Self::UserAction,
            ProviderError::Offline { .. } | ProviderError::Maintenance | ProviderError::SessionEnded => {
                Self::Retry(TimeDelta::zero())
            }
            ProviderError::SiteDown { retry_after, .. } | ProviderError::RateLimited { retry_after, .. } => {
                let least = retry_after.and_then(|wait| TimeDelta::from_std(wait).ok());
                Self::Retry(least.unwrap_or_default())
            }
            ProviderError::SignInRefused { kind, .. } => Self::of_refusal(*kind),
            ProviderError::AnotherAccount { .. } => Self::UserAction,
            ProviderError::SiteChanged { .. }
            | ProviderError::LeftSite { .. }
            | ProviderError::Insecure { .. }
            | ProviderError::Unreadable { .. } => Self::NextInterval,
        }
    }

    /// Returns the policy for a refused sign-in.
    ///
    /// A retry without the customer could lock the account.
    fn of_refusal(kind: SignInRefusal) -> Self {
        match kind {
            SignInRefusal::Unavailable => Self::Retry(TimeDelta::zero()),
            SignInRefusal::TooManyAttempts | SignInRefusal::OwnNetworkOnly | SignInRefusal::AccessDenied => {
                Self::NextInterval
            }
            SignInRefusal::FormAgain
            | SignInRefusal::Locked
            | SignInRefusal::PasswordExpired
            | SignInRefusal::ContractEnded => Self::UserAction,
        }
    }
}

/// Delays a time to an hour after the last automatic refresh.
///
/// A last refresh in the future is ignored: the clock was set back.
fn spaced(moment: DateTime<Utc>, history: &History) -> DateTime<Utc> {
    let before = history.automatic_at.filter(|at| *at <= moment);
    before.map_or(moment, |at| moment.max(at + LEAST_INTERVAL))
}

fn first_within(history: &History, now: DateTime<Utc>) -> TimeDelta {
    let is_old = history.succeeded_at.is_none_or(|at| now - at > OLD);
    if is_old { FIRST_IF_OLD } else { FIRST_IF_FRESH }
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

fn longest_wait(failures: u32) -> TimeDelta {
    let doubled = 2_i32.checked_pow(failures.saturating_sub(1)).unwrap_or(i32::MAX);
    FIRST_RETRY.checked_mul(doubled).map_or(LONGEST_RETRY, |wait| wait.min(LONGEST_RETRY))
}

/// Returns the regular interval: 6 h ± 20 %.
fn regular_interval(jitter: u32) -> TimeDelta {
    INTERVAL - VARIATION + fraction(VARIATION * 2, jitter)
}

fn fraction(of: TimeDelta, jitter: u32) -> TimeDelta {
    TimeDelta::milliseconds(of.num_milliseconds() * i64::from(jitter) / i64::from(JITTER_MAX))
}

#[cfg(test)]
mod tests;
