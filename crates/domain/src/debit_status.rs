//! State of the stated next debit.

use chrono::NaiveDate;

use crate::AccountSummary;

/// State of the next debit that the account page states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DebitStatus {
    /// The page states no date.
    NotStated,
    /// The date is today or later.
    Upcoming {
        /// The stated date.
        debit: NaiveDate,
    },
    /// The date has passed since the page was read; a refresh brings the next one.
    Outdated {
        /// The stated date.
        debit: NaiveDate,
    },
    /// The date had passed already on the day of the reading.
    ///
    /// The site is late, and a refresh does not help.
    SiteLate {
        /// The stated date.
        debit: NaiveDate,
    },
}

/// Returns the state on `today` of the debit in a summary read on `read_on`.
pub fn debit_status(summary: &AccountSummary, read_on: NaiveDate, today: NaiveDate) -> DebitStatus {
    match summary.debit_date(read_on) {
        None => DebitStatus::NotStated,
        Some(debit) if debit < read_on => DebitStatus::SiteLate { debit },
        Some(debit) if debit < today => DebitStatus::Outdated { debit },
        Some(debit) => DebitStatus::Upcoming { debit },
    }
}
