//! When to refresh an account without being asked, so that a million programs that do so leave
//! their provider's site standing.
//!
//! Deliberately not here: a clock and chance, which are arguments, and waiting, which a tick of
//! the wall clock does.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use kabinet_providers::ProviderError;

/// What an account's refreshes were so far, as far as it matters for the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct History {
    /// When the data were last read in full.
    pub succeeded_at: Option<DateTime<Utc>>,
    /// When the last automatic refresh began, its repetitions not counted.
    pub automatic_at: Option<DateTime<Utc>>,
    /// The day of the next debit, at the provider.
    pub debit_date: Option<NaiveDate>,
    /// The provider's time zone.
    pub time_zone: Tz,
}

/// What makes it necessary to think of the next refresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The program started, the machine woke up, or the network came back.
    Began,
    /// A refresh came to its end, asked for or not.
    Refreshed,
    /// A refresh failed, for the so-manieth time in a row.
    Failed(Trouble, u32),
}

/// What a failure means for trying again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Trying again may help, but not before so long, if the site named a time.
    Passing(TimeDelta),
    /// Trying again soon would not help.
    Lasting,
    /// Only the customer can help, and trying again would harm.
    Theirs,
}

/// How often a refresh is tried before the next one is waited for.
pub const ATTEMPTS: u32 = 3;

/// The greatest chance. Drawn in millionths, no two programs out of a thousand coincide.
pub const CERTAIN: u32 = 1_000_000;

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

/// By then a night's debits are done, and at the end of the spread the reminders begin.
const DEBIT_CHECK_FROM: NaiveTime = NaiveTime::from_hms_opt(6, 0, 0).expect("six in the morning is a time");

/// When to refresh next without being asked; `None` until the customer does something. `chance`
/// is a number from 0 to [`CERTAIN`], drawn
/// anew for each question.
pub fn next(occasion: Occasion, history: &History, now: DateTime<Utc>, chance: u32) -> Option<DateTime<Utc>> {
    let regular = || polite(now + varied(chance), history);
    match occasion {
        Occasion::Began => Some(polite(now + part(first_within(history, now), chance), history)),
        Occasion::Refreshed => Some(with_debit_check(regular(), history, now, chance)),
        Occasion::Failed(Trouble::Passing(least), failures) if failures < ATTEMPTS => {
            Some(now + part(longest_wait(failures), chance).max(least))
        }
        Occasion::Failed(Trouble::Passing(least), _) => Some(regular().max(now + least)),
        Occasion::Failed(Trouble::Lasting, _) => Some(regular()),
        Occasion::Failed(Trouble::Theirs, _) => None,
    }
}

/// Whether a click so soon after the data were read would only show the same again.
pub fn is_fresh(succeeded_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    succeeded_at.is_some_and(|at| (TimeDelta::zero()..CLICK_INTERVAL).contains(&(now - at)))
}

impl Trouble {
    /// What that error means for trying again.
    pub fn of(error: &ProviderError) -> Self {
        match error {
            ProviderError::BadCredentials { .. } | ProviderError::NeedsBrowser { .. } => Self::Theirs,
            ProviderError::Offline { .. } | ProviderError::Maintenance | ProviderError::SessionEnded => {
                Self::Passing(TimeDelta::zero())
            }
            ProviderError::SiteDown { retry_after, .. } | ProviderError::RateLimited { retry_after, .. } => {
                let least = retry_after.and_then(|wait| TimeDelta::from_std(wait).ok());
                Self::Passing(least.unwrap_or_default())
            }
            ProviderError::SiteChanged { .. }
            | ProviderError::LeftSite { .. }
            | ProviderError::Insecure { .. }
            | ProviderError::Unreadable { .. } => Self::Lasting,
        }
    }
}

/// Not within an hour of the last automatic one. A clock that was set back must not hold it up.
fn polite(moment: DateTime<Utc>, history: &History) -> DateTime<Utc> {
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
    chance: u32,
) -> DateTime<Utc> {
    let check = debit_check(history, now, chance).map(|check| polite(check, history));
    check.map_or(regular, |check| regular.min(check))
}

/// The check that finds the debit done, on the morning after the night of it.
fn debit_check(history: &History, now: DateTime<Utc>, chance: u32) -> Option<DateTime<Utc>> {
    let morning = |day: NaiveDate| {
        let local = history.time_zone.from_local_datetime(&day.and_time(DEBIT_CHECK_FROM)).earliest();
        local.map(|local| local.to_utc())
    };
    let debit_date = history.debit_date?;
    let days = [Some(debit_date), debit_date.checked_add_days(Days::new(1))];
    let coming = days.into_iter().flatten().filter_map(morning).find(|from| *from > now)?;
    Some(coming + part(DEBIT_CHECK, chance))
}

fn longest_wait(failures: u32) -> TimeDelta {
    let doubled = 2_i32.checked_pow(failures.saturating_sub(1)).unwrap_or(i32::MAX);
    FIRST_RETRY.checked_mul(doubled).map_or(LONGEST_RETRY, |wait| wait.min(LONGEST_RETRY))
}

/// 6 h ± 20 %.
fn varied(chance: u32) -> TimeDelta {
    INTERVAL - VARIATION + part(VARIATION * 2, chance)
}

fn part(of: TimeDelta, chance: u32) -> TimeDelta {
    TimeDelta::milliseconds(of.num_milliseconds() * i64::from(chance) / i64::from(CERTAIN))
}

#[cfg(test)]
mod tests;
